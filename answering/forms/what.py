"""What happened: the most important events that meet the question, in time order."""

from __future__ import annotations

from answering.answer import Answer, Form
from answering.facts import statements
from answering.forms.choosing import most_important
from answering.forms.inquiry import Inquiry

_SHOWN = 5
_MORE = 40
_NEAR = 0.15  # less explained than the best by this much is another matter
_NEAR_A_PLACE = 0.3  # what happened inside a place counts, what only mentions it does not


def answer(inquiry: Inquiry) -> Answer:
    """The events of a place, an actor or a time."""
    matches = inquiry.finder.find()
    if not matches:
        return inquiry.no_record(Form.WHAT)
    question = inquiry.question
    near = _NEAR if question.words or question.actions else _NEAR_A_PLACE
    matches = [match for match in matches if match.score >= matches[0].score - near]
    latest = question.order & {"first", "last", "after"} == {"last"}  # "the latest from Aleppo"
    if latest or not question.says_something:
        matches = sorted(matches, key=lambda match: match.outline.start, reverse=True)[:_SHOWN]
    shown, more = most_important(matches, _SHOWN)
    told = [statements.of_event(event, inquiry.directory) for event in inquiry.events([*shown, *more[:_MORE]])]
    return inquiry.answered(Form.WHAT, told[: len(shown)], more=told[len(shown) :])
