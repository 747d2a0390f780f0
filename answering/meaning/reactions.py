"""What somebody said of something that happened, where the words of it do not name what it was about.

"What was Iran's reaction to the fall of Assad?" is answered by what Iran said in the days after: the next days
whatever it names, and for some days more what shares a place or an actor with what happened. The answer says so.
"""

from __future__ import annotations

from collections.abc import Set
from dataclasses import replace
from datetime import date, timedelta

from answering.answer import ActorRef, Form, Phrase
from answering.dates import Precision, Scope
from answering.forms.choosing import best, weightiest
from answering.forms.inquiry import Inquiry
from answering.lexicon import Action, actions
from answering.question import Named, Question
from db.directory import Directory
from db.model import Kind, Role
from db.outlines import Outline

_AT_ONCE = timedelta(days=3)
_LATER = timedelta(days=14)
_SAYING = frozenset({Kind.STATEMENT, Kind.DIPLOMACY})


def to_an_end(inquiry: Inquiry) -> Inquiry | None:
    """The question as one for what its speaker said after the end of somebody or something that has a last day."""
    speaker, topic, _ = _parts(inquiry.question)
    if speaker is None or any(one.places for one in topic) or not inquiry.question.of_an_end:
        return None
    actors = {actor for one in topic for actor in one.actors}
    ended = inquiry.directory.last_day(actors)
    if ended is None:
        return None
    since = replace(inquiry.question, scope=Scope(ended, None, Precision.APPROXIMATE, (0, 0)))
    return _said_after(inquiry, speaker, (ended, ended), actors) or inquiry.about(since)


def in_the_days_after(inquiry: Inquiry) -> Inquiry | None:
    """The question as one for what its speaker said in the days after the entry that the rest of it names."""
    question = inquiry.question
    speaker, topic, deeds = _parts(question)
    if speaker is None or not (topic or question.words):
        return None
    matches = inquiry.about(replace(question, named=topic, actions=deeds, forms=())).finder.find()
    meant = [match for match in best(matches, inquiry) if match.exact] if matches else []
    if not meant:
        return None
    told = weightiest(meant, inquiry)
    about = {part.actor for part in told.actors} | set(told.places)
    return _said_after(inquiry, speaker, (told.start, told.end), about)


def _parts(question: Question) -> tuple[Named | None, tuple[Named, ...], tuple[Action, ...]]:
    """Who is asked about for what was said, what else is named, and what is said to have happened; None, where it
    asks for nothing that was said of something that happened."""
    deeds = tuple(act for act in question.actions if act.name != "say")
    if question.form is not Form.SAY or not question.actors or not deeds or question.scope is not None:
        return None, (), ()
    speaker = question.actors[0]
    return speaker, tuple(one for one in question.named if one is not speaker), deeds


def _said_after(inquiry: Inquiry, speaker: Named, days: tuple[date, date], about: Set[str]) -> Inquiry | None:
    """The question as one for what is recorded of the speaker after these days, None where nothing is.

    What was said at once of what it was `about` answers it; then what was said at once, and what was done; then
    what was said later and shares something with it.
    """
    voices = frozenset(member for actor in speaker.actors for member in inquiry.directory.members(actor))
    found = inquiry.timeline.find(actors=voices, start=days[0], end=days[1] + _LATER)
    own = [one for one in found if any(part.actor in voices and part.role is Role.BY for part in one.actors)]
    said = [one for one in found if one.kind in _SAYING and (one in own or voices & one.speakers)]
    of_it = [one for one in said if _shares(one, about, inquiry.directory)]
    at_once = days[1] + _AT_ONCE
    of_it_at_once = [one for one in of_it if one.start <= at_once]
    told = (
        of_it_at_once
        or [one for one in said if one.start <= at_once]
        or [one for one in own if days[0] <= one.start <= at_once]
        or of_it
    )
    if not told:
        return None
    asked = replace(
        inquiry.question,
        named=(speaker,),
        actions=(actions()["say"],),
        words=(),
        scope=Scope(days[0], days[1] + _LATER, Precision.APPROXIMATE, (0, 0)),
        only=frozenset(one.id for one in told),
    )
    note = Phrase.of("note.said_after", actor=ActorRef(speaker.actors[0]), date=days[0])
    return replace(inquiry, question=asked, notes=inquiry.notes if of_it_at_once else (*inquiry.notes, note))


def _shares(outline: Outline, about: Set[str], directory: Directory) -> bool:
    """Whether an entry is at one of these places or has one of these actors in it, or a body of theirs."""
    wide = {body for one in about if one in directory.actors for body in directory.bodies(one)}
    wide |= {inside for one in about if one in directory.places for inside in directory.inside(one)}
    return not wide.isdisjoint({*outline.places, *(part.actor for part in outline.actors)})
