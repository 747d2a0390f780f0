"""Ambiguity: a name that two places bear, and the question as it would be asked of each of them.

Where the record answers for one of them alone, that one is meant; where it answers for several, the asker is
asked which, and each reading is a question of its own that says in which province the place lies.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from answering.answer import Reading
from answering.lexicon import load
from answering.question import Named, Question
from answering.text import tokenize
from db.directory import Directory


def meanings(question: Question, directory: Directory) -> Iterator[tuple[Question, Reading]]:
    """The question of each place that a name in it can mean; nothing where no name means several."""
    for position, one in enumerate(question.named):
        if len(one.places) < 2 or len(_apart(one, directory)) < 2 or _said_where(one, question, directory):
            continue
        for place in one.places:
            named = (*question.named[:position], replace(one, places=(place,)), *question.named[position + 1 :])
            yield replace(question, named=named), _reading(question, one, place, directory)
        return


def _apart(one: Named, directory: Directory) -> tuple[str, ...]:
    """The places of a name that do not lie in another of them."""
    others = set(one.places)
    return tuple(place for place in one.places if not others & (directory.around(place) - {place}))


def _said_where(one: Named, question: Question, directory: Directory) -> bool:
    """Whether the question names something else that only some of the places lie in or cover."""
    around = [directory.around(place) - {directory.home} for place in one.places]
    said = {place for other in question.named if other is not one for place in other.places}
    return any(said & places for places in around)


def _reading(question: Question, one: Named, place: str, directory: Directory) -> Reading:
    """The question with the province of the place behind its name."""
    tokens = tokenize(question.text)
    end = tokens[min(one.position + len(one.stems), len(tokens)) - 1].end
    home = directory.home
    province = next((up for up in directory.within(place) if up != home), None)
    known = directory.places[province or place].name.get(question.language)
    comma = load(question.language).comma
    return Reading(f"{question.text[:end]}{comma}{known}{question.text[end:]}")
