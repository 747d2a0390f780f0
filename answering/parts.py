"""Parts of a question that compares: what stands on either side of "and", "or", "before", "to".

"How long between the launch of the offensive and the fall of Damascus" asks about two events; each side is
read as a question of its own and takes what happened and when from the whole where it does not say.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from answering.forms.inquiry import Inquiry
from answering.lexicon import load
from answering.question import Question
from answering.reading import read
from answering.text import tokenize


def halves(inquiry: Inquiry) -> Iterator[tuple[Question, Question]]:
    """The ways in which a question parts into two, each half naming something."""
    question = inquiry.question
    joints = load(question.language).joints
    tokens = tokenize(question.text)
    for position in range(1, len(tokens) - 1):
        word = tokens[position].folded
        attached = tokens[position].arabic and word.startswith("و") and len(word) > 3
        if word not in joints and not attached:
            continue
        left = question.text[: tokens[position].start]
        right = question.text[tokens[position].start + 1 if attached and word not in joints else tokens[position].end :]
        first, second = _part(inquiry, left), _part(inquiry, right)
        if _says_something(first) and _says_something(second):
            yield _filled(first, question, second), _filled(second, question, first)


def compared(inquiry: Inquiry) -> Iterator[tuple[Question, ...]]:
    """What a question compares: its two sides, else each of the places that it names."""
    question = inquiry.question
    if len(question.places) <= 2:
        yield from halves(inquiry)
    if len(question.places) >= 2:
        others = tuple(one for one in question.actors if not one.places)
        yield tuple(replace(question, named=(one, *others), words=(), clause="") for one in question.places)
        yield tuple(replace(question, named=(one,), words=(), clause="") for one in question.places)


def _part(inquiry: Inquiry, text: str) -> Question:
    return read(text, inquiry.names, today=inquiry.question.today, language=inquiry.question.language)


def _says_something(part: Question) -> bool:
    return bool(part.places or part.words or (part.actions and (part.actors or part.scope)))


def _filled(part: Question, whole: Question, other: Question) -> Question:
    """A half with the action and the scope of the whole where it has none of its own."""
    return replace(
        part,
        named=part.named or tuple(one for one in other.named if one.places),
        actions=part.actions or other.actions or whole.actions,
        scope=part.scope or whole.scope,
        forms=whole.forms,
        clause="",
    )
