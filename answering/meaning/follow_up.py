"""Follow-ups: what a short question leaves out is taken from the last answer in the chat.

"and Homs?" keeps the form and what happened and takes another place; "who took it?" keeps the place and asks
something else; "and three days later?" keeps all but the day; "what happened next?" goes on in time.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from answering.answer import Answer, Form
from answering.dates import Precision, Scope, with_year
from answering.lexicon import load
from answering.question import Named, Question
from answering.text import tokenize, without_clitics
from db.directory import Directory
from db.model import Role

_KEEPING_THE_PLACE = frozenset({Form.CONTROL, Form.WHO})  # of which more is asked: "how many died there"
_AROUND = Precision.APPROXIMATE  # of days that nobody named
_RECAPTURE = "recapture"
_NOT_IN_THE_TEXT = 10_000  # the position of what a question only implies
_NEAR = timedelta(days=60)
_REACTING = timedelta(days=14)  # in which is looked for what somebody said of what was spoken of
_WEEK = timedelta(days=7)  # around what was spoken of, in which those are counted who died of it


def completed(question: Question, previous: Answer | None, directory: Directory) -> Iterator[Question]:
    """The ways in which `question` can be meant after `previous`, the likeliest first; at least itself.

    `directory` tells which of the actors spoken of are persons.
    """
    before = previous.asked if previous is not None else None
    if previous is None or before is None or not leans_on_the_last(question):
        yield question
        return
    if question.form is Form.ORDER and not (question.actions or question.words or question.places):
        yield question  # "what happened next?" goes on from the last answer itself
        return
    if question.form is Form.SOURCE and not question.named and (question.refers or not question.words):
        yield replace(question, words=())  # "on whose word does this rest"
        return
    question = _in_the_year_before(question, before)
    dates = question.form is Form.WHEN and not question.actions  # "since when?"
    moves = bool(question.order & {"after", "before"}) and question.scope is None and not dates
    own_place = bool(question.places)
    if moves and question.form is Form.WHAT and not (question.actions or question.words or question.actors):
        yield replace(question, forms=(Form.ORDER,))  # "and after that in Homs?"
        return
    named = question.named
    if not own_place and Form.WHERE not in question.forms:
        named = (*(one for one in before.places if not (one.actors and question.actors)), *named)
    if not question.actors and not question.forms and not own_place:
        named = tuple(dict.fromkeys((*named, *before.actors)))
    full = replace(
        question,
        named=named,
        forms=question.forms or before.forms,
        actions=question.actions or (before.actions if not question.forms or own_place else ()),
        measures=question.measures or (before.measures if _counts(question, before) else ()),
        groups=question.groups or (before.groups if not question.forms else ()),
        words=question.words or (before.words if not question.forms and not own_place else ()),
        refers=False,
        continues=False,
    )
    points = question.refers or Form.WHERE in question.forms  # وين راح leaves out who
    if points and question.actions and not (question.actors or own_place):
        persons = tuple(one for one in before.actors if _is_a_person(one, directory))
        if persons:  # "when was Annan named", and when did he quit
            yield replace(full, named=(*question.named, *persons), words=question.words)
    events = previous.events
    shown = frozenset(event.id for event in events)
    first = min((event.when.start for event in events), default=None)
    last = max((event.when.end for event in events), default=None)
    if moves and first and last:
        yield replace(full, scope=_after(first, last, question), excluded=shown)
    another_deed = bool(before.actions) and {act.name for act in before.actions}.isdisjoint(
        act.name for act in question.actions
    )
    another_time = question.form is Form.WHEN and bool(question.actions) and another_deed and not question.begins
    if another_time and events:  # "and when did they leave it?"
        yield replace(full, excluded=shown)
    if first and last and _undoes(question, before):
        yield _undone_later(full, previous, _after(first, last, question))
    if events and _asks_a_speaker(question):  # "and what did the government say?"
        full = replace(full, named=question.named, actions=())
        yield replace(full, scope=None, only=shown)
        if first and last:
            yield replace(full, scope=replace(_days(first, last + _REACTING), precision=_AROUND))
        return
    if events and not moves and not (own_place or question.words or question.scope or question.actors):
        own = named if _KEEPING_THE_PLACE & set(full.forms) else question.named
        yield replace(full, named=own, words=question.words, scope=None, only=shown)
    if own_place and before.actors and not question.actors and (question.continues or not question.forms):
        same = tuple(one for one in before.actors if not one.places)
        yield replace(full, named=(*named, *same))  # "and Raqqa?": by the same ones
    inherits = before.scope is not None and before.scope.precision is not _AROUND
    if events and Form.HOW_MANY in question.forms and not (full.named or full.actions or full.words or full.scope):
        return  # "and the wounded?" are those of what was spoken of
    if question.scope is None and inherits and not (moves or another_time):
        yield replace(full, scope=before.scope)
    if question.scope is None and first and last and not moves:
        if not own_place and not question.words:
            yield replace(full, scope=_days(first, last))
        near = _WEEK if Form.HOW_MANY in question.forms and not own_place else _NEAR
        yield replace(full, scope=replace(_days(first - near, last + near), precision=_AROUND))
    if events and question.words and not moves and not (own_place or question.scope or question.actors):
        yield replace(full, named=question.named, scope=None, only=shown)  # "by which judge?"
    if not (Form.HOW_MANY in question.forms and question.refers and events and question.actions):
        yield full  # who was killed in "that strike" is not who was in another


def _in_the_year_before(question: Question, before: Question) -> Question:
    """A question that names a day without its year in the year that was spoken of: "and by 6 December?"."""
    scope, earlier = question.scope, before.scope
    spoken_of = (earlier.end or earlier.start) if earlier is not None and not earlier.yearless else None
    if scope is None or not scope.yearless or spoken_of is None:
        return question
    dated = with_year(scope, spoken_of.year)
    return replace(question, scope=replace(dated, yearless=False)) if dated else question


def leans_on_the_last(question: Question) -> bool:
    """Whether a question leaves out something that an answer needs."""
    if question.talk is not None or question.refusal is not None:
        return False
    scope = question.scope
    of_a_day = scope is not None and scope.anchor is None and not question.order and question.form is Form.WHAT
    since = Form.HOW_MANY in question.forms and bool(question.clause)  # "since the offensive began" is of it all
    named = bool(question.named) and not _counts_what_was_spoken_of(question)
    whole = bool(question.forms) and (named or of_a_day or since)  # so is "what happened yesterday"
    bare = not named and not question.words
    if _asks_a_speaker(question):
        reacts = load(question.language).reacts
        whole = whole and all(reacts.isdisjoint(without_clitics(token.folded)) for token in tokenize(question.text))
        return question.continues or question.refers or not whole
    return question.continues or (question.refers and not question.places) or (bare and not whole)


def _counts_what_was_spoken_of(question: Question) -> bool:
    """Whether a count says by whom and nothing else: "how many died, by the Observatory's count?"."""
    counted = question.form is Form.HOW_MANY and not (question.places or question.scope or question.clause)
    return counted and not any(one.roles or one.adjective for one in question.actors)


def _undoes(question: Question, before: Question) -> bool:
    """Whether it asks who took back what was spoken of as taken: "and who liberated it?"."""
    acts, earlier = ({act.name for act in one.actions} for one in (question, before))
    back = _RECAPTURE in acts and _RECAPTURE not in earlier and any(act.taking for act in before.actions)
    return back and question.form is Form.WHO and not (question.actors or question.words)


def _undone_later(full: Question, previous: Answer, later: Scope) -> Question:
    """The question who took a place from those who had taken it."""
    shown = frozenset(event.id for event in previous.events)
    takers = tuple(dict.fromkeys(actor for event in previous.events for actor in event.by_role(Role.BY)))
    lost = Named((), takers, frozenset({Role.FROM, Role.AGAINST}), "", (), _NOT_IN_THE_TEXT)
    return replace(full, named=(*full.named, lost), scope=full.scope or later, excluded=shown)


def _asks_a_speaker(question: Question) -> bool:
    """Whether a question asks what somebody said and names nothing that it was about."""
    said = not question.actions or any(act.name == "say" for act in question.actions)
    speaker = bool(question.named) and all(one.actors for one in question.named)
    return question.form is Form.SAY and speaker and said and not (question.words or question.scope)


def _is_a_person(one: Named, directory: Directory) -> bool:
    return not one.places and all(map(directory.is_person, one.actors))


def _counts(question: Question, before: Question) -> bool:
    return Form.HOW_MANY in question.forms or (not question.forms and Form.HOW_MANY in before.forms)


def _days(start: date, end: date) -> Scope:
    return Scope(start, end, Precision.SPAN, (0, 0))


def _after(first: date, last: date, question: Question) -> Scope:
    if "before" in question.order and "after" not in question.order:
        return Scope(None, last, Precision.SPAN, (0, 0))
    return Scope(first, None, Precision.SPAN, (0, 0))
