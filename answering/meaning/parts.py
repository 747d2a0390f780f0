"""Parts of a question that compares: what stands on either side of "and", "or", "before", "to".

"How long between the launch of the offensive and the fall of Damascus" asks about two events; each side is
read as a question of its own and takes what happened and when from the whole where it does not say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from answering.answer import Form
from answering.forms.inquiry import Inquiry
from answering.lexicon import Action, load
from answering.question import Question
from answering.reading import read
from answering.text import tokenize

_PAUSE = re.compile("[:,،]")


def halves(inquiry: Inquiry) -> Iterator[tuple[Question, ...]]:
    """The ways in which a question parts into two, each half naming something."""
    question = inquiry.question
    lexicon = load(question.language)
    tokens = tokenize(question.text)
    begin = _after_the_asking(inquiry)
    for position in range(1, len(tokens) - 1):
        if tokens[position].start < begin:
            continue
        word = tokens[position].folded
        attached = tokens[position].arabic and word.startswith("و") and len(word) > 3
        until, last = lexicon.clauses.at(tokens, position)
        if "until" in until and last < len(tokens):
            right = question.text[tokens[last].start :]
        elif word in lexicon.joints or lexicon.spellings.get(word) in lexicon.joints:
            right = question.text[tokens[position].end :]
        elif attached:
            right = question.text[tokens[position].start + 1 :]
        else:
            continue
        first, second = _part(inquiry, question.text[begin : tokens[position].start]), _part(inquiry, right)
        if _says_something(first) and _says_something(second):
            own = first, second
            filled = _filled(first, question, second), _filled(second, question, first)
            yield filled
            bare = tuple(
                replace(part, forms=question.forms) if _names_who_and_where(part) else whole
                for part, whole in zip(own, filled, strict=True)
            )
            if bool(first.actions) is not bool(second.actions) and bare != filled:
                yield bare  # "from the attack on A to their missiles on B"
            if bool(first.scope) is not bool(second.scope):  # a date may be that of one half alone
                yield tuple(replace(whole, scope=part.scope) for part, whole in zip(own, filled, strict=True))


def _after_the_asking(inquiry: Inquiry) -> int:
    """Where what is compared begins, after a pause behind words that only ask: "which came first: A or B"."""
    question = inquiry.question
    pause = _PAUSE.search(question.text)
    if pause is None or not question.order:
        return 0
    asking = read(question.text[: pause.start()], inquiry.names, today=question.today, language=question.language)
    return pause.end() if asking.order and not (asking.named or asking.actions) else 0


def compared(inquiry: Inquiry) -> Iterator[tuple[Question, ...]]:
    """What a question compares: its two sides, else each of the places or of the actors that it names."""
    question = inquiry.question
    if len(question.places) <= 2 or question.form is Form.HOW_LONG:  # it has two ends, whatever they name
        yield from halves(inquiry)
    for alike, others in (
        (question.places, tuple(one for one in question.actors if not one.places)),
        (tuple(one for one in question.actors if not one.places), question.places),
    ):
        if len(alike) >= 2:
            taken = tuple(act for act in question.actions if act.taking) if question.form is Form.ORDER else ()
            of_each = replace(question, actions=taken or question.actions, clause="")  # "which fell in the attack"
            yield tuple(replace(of_each, named=(one, *others)) for one in alike)
            yield tuple(replace(of_each, named=(one,)) for one in alike)


def _part(inquiry: Inquiry, text: str) -> Question:
    """One half as a question; where it only says at what time, what happened then."""
    language, today = inquiry.question.language, inquiry.question.today
    part = read(text, inquiry.names, today=today, language=language)
    if part.clause and not part.named:
        part = read(part.clause, inquiry.names, today=today, language=language)
    return part


def _says_something(part: Question) -> bool:
    return bool(part.places or part.words or part.actions)


def _names_who_and_where(part: Question) -> bool:
    """Whether a half that tells no deed names enough to do without that of the other."""
    return bool(not part.actions and part.places and part.actors)


def _filled(part: Question, whole: Question, other: Question) -> Question:
    """A half with the action and the scope of the whole where it has none of its own."""
    there = tuple(one for one in other.named if one.places)
    another = bool(part.actions) and part.actions != other.actions and not any(act.of_a_place for act in part.actions)
    named = part.named or (
        () if part.words or another else there
    )  # "from the start of the offensive to the fall of Damascus"
    points = part.refers or not part.actors
    of_a_place = points and any(act.of_a_place for act in part.actions)
    ended = part.refers and bool(part.named) and any(act.name == "end" for act in part.actions)
    if not part.places and (of_a_place or ended):
        named = (*part.named, *there)  # "IS attacking Kobani and the Kurds retaking it", "until IS was finished there"
    if part.refers and not named:
        named = tuple(one for one in other.named if one.actors and not one.places)  # "Annan named, him quitting"
    if part.places and not (part.actors or part.actions or part.words):
        named = (*named, *(one for one in other.actors if not one.places))  # "did they take Tabqa first, or Manbij"
    told = part.actions or other.actions or whole.actions
    taken: tuple[Action, ...] = ()
    if whole.form is Form.ORDER and part.places:  # "which fell first in the attack"
        shared = not (part.actions and other.actions)
        taken = tuple(act for act in (*told, *(whole.actions if shared else ())) if act.taking)
    return replace(
        part,
        named=tuple(dict.fromkeys(named)),
        actions=taken or told,
        scope=part.scope or whole.scope,
        forms=whole.forms,
        clause="",
    )
