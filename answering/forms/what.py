"""What happened: the most important events that meet the question, in time order."""

from __future__ import annotations

from answering import statements
from answering.answer import Answer, Form
from answering.forms.choosing import best, most_important
from answering.forms.inquiry import Inquiry

_SHOWN = 5
_MORE = 40


def answer(inquiry: Inquiry) -> Answer:
    """The events of a place, an actor or a time."""
    matches = inquiry.finder.find()
    if not matches:
        return inquiry.no_record(Form.WHAT)
    question = inquiry.question
    if question.words or question.actions:
        top = matches[0].score
        matches = [match for match in matches if match.score >= top - 0.15]
    shown, more = most_important(matches, _SHOWN)
    told = [
        statements.of_event(event, inquiry.directory) for event in inquiry.events([*shown, *more[:_MORE]])
    ]
    return inquiry.answered(Form.WHAT, told[: len(shown)], more=told[len(shown) :])


__all__ = ["answer", "best"]
