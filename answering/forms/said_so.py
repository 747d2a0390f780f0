"""Whether somebody admitted, denied or claimed something: told by his own word in the reports of an entry."""

from __future__ import annotations

from dataclasses import replace

from answering.finding import Finder
from answering.forms.inquiry import Inquiry
from answering.lexicon import actions
from answering.question import Named, Question
from db.model import Event, Stance

_NEARLY = 0.2  # less explained than the best
_ADMITTING = "recognise"  # what an admission reads like where nothing else was done
_LOSING = frozenset({"lose", "flee", "depart"})
_OPPOSED = frozenset({Stance.CONFIRMS, Stance.DENIES})


def word_of(inquiry: Inquiry) -> tuple[Event, Stance] | None:
    """The entry in whose reports the first one named takes a stance on what is asked about, with that stance."""
    question = inquiry.question
    if not (question.stances and question.actors):
        return None
    speaker = min(question.actors, key=lambda one: one.position)
    told = _what_is_told(question, speaker)
    if not (told.named or told.words):
        return None
    matches = Finder(inquiry.timeline, told).find()
    if not matches and _LOSING & {act.name for act in told.actions}:  # راحت منهم: who went, and what was gone
        matches = Finder(inquiry.timeline, replace(told, actions=(actions()["fall"],))).find()
    near = [match for match in matches if match.score >= matches[0].score - _NEARLY]
    his = inquiry.voices_of([speaker])
    if told.actions and all(act.taking for act in told.actions) and told.places:
        within = inquiry.inside(told.places)  # what is said of a place that nobody gained or lost is something else
        near = [match for match in near if within & (match.outline.taken | match.outline.contested)]
    for match, event in zip(near, inquiry.events(near), strict=True):
        stances = {report.stance for report in event.reports if his & set(report.said_by)}
        if as_asked := stances.intersection(question.stances):
            return event, as_asked.pop()
        opposite = stances & _OPPOSED if _OPPOSED.issuperset(question.stances) and match.exact else None
        if opposite:
            return event, opposite.pop()
    return None


def _what_is_told(question: Question, speaker: Named) -> Question:
    """What somebody is asked to have admitted or denied."""
    return replace(
        question,
        named=tuple(one for one in question.named if one is not speaker),
        actions=tuple(act for act in question.actions if act.name != _ADMITTING),
        stances=(),
    )
