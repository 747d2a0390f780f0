"""A second reading: what was taken for a name may be none, or may only describe somebody who is named beside it.

A question that nothing meets is read again without such a name, one at a time: a word that was taken for a misspelled
name; a word that the record has beside its neighbour, as a part of another name ("the Shield of the Euphrates"); and
what stands beside a person, saying of whom he was ("the SDF commander").
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from answering.answer import Phrase
from answering.forms.inquiry import Inquiry
from answering.lexicon import load
from answering.question import Named, Question
from answering.text import Words, tokenize
from db.model import Role

_AREA = "area"  # a kind of place that others lie in or at: a border, a de-escalation zone
_KIND_OF = 2  # words between a place and what says where it lies: "town of"
_BESIDE = 3  # words at most between a person and what describes him


@dataclass(frozen=True, slots=True)
class Reread:
    """A question read again, with what it may not have meant as a name."""

    question: Question
    without: tuple[Named, ...]
    described: bool  # whether what was left out says something of a person, and is owed a word

    @property
    def notes(self) -> tuple[Phrase, ...]:
        """What the answer does not speak of."""
        unmet = tuple(one.text for one in self.without)
        return (Phrase.of("note.unmet", words=unmet),) if self.described else ()


def readings_without_a_name(inquiry: Inquiry) -> Iterator[Reread]:
    """The question without each name that may be none, the likeliest to be none first."""
    question, tokens = inquiry.question, tokenize(inquiry.question.text)
    here = [one for one in question.named if one.position < len(tokens)]  # and not named before
    for one in here:
        in_a_phrase = len(one.stems) == 1 and not one.adjective and _is_in_a_phrase(one, tokens, inquiry)
        if one.spelled is not None or in_a_phrase:
            said = _as_words(question, one, tokens)
            strict = question.strict | set(one.stems)
            yield Reread(replace(said, strict=strict), (one,), described=False)
    for first, second in pairwise(sorted(here, key=lambda named: named.position)):
        if first.places and second.places and (described := _where_the_other_lies(first, second, tokens, inquiry)):
            named = tuple(one for one in question.named if one is not described)
            yield Reread(replace(question, named=named), (described,), described=True)
    people = [one for one in here if any(map(inquiry.directory.is_person, one.actors)) and one.spelled is None]
    for person in people:
        beside = tuple(one for one in here if one is not person and _describes(one, person, tokens, question))
        for left_out in (*((one,) for one in beside), *((beside,) if len(beside) > 1 else ())):
            named = tuple(one for one in question.named if one not in left_out)
            yield Reread(replace(question, named=named), left_out, described=True)


def _as_words(question: Question, one: Named, tokens: Words) -> Question:
    """The question with a name as words that have to be met."""
    words = tokens[one.position : one.position + len(one.stems)]
    kept = tuple(other for other in question.named if other is not one)
    in_order = sorted((*question.words, *words), key=lambda token: token.start)
    return replace(question, named=kept, words=tuple(in_order))


def _is_in_a_phrase(one: Named, tokens: Words, inquiry: Inquiry) -> bool:
    """Whether the record has a name's word right beside a word that it stands beside here, and which is no name."""
    free = {token.start for token in inquiry.question.words}
    at = one.position
    pairs = [
        (tokens[first].stem, tokens[first + 1].stem)
        for first, other in ((at - 1, at - 1), (at, at + 1))
        if 0 <= other < len(tokens) and tokens[other].start in free
    ]
    return bool(pairs) and bool(inquiry.timeline.with_phrases(pairs, column="text"))


def _where_the_other_lies(first: Named, second: Named, tokens: Words, inquiry: Inquiry) -> Named | None:
    """The one of two places that only says where the other lies: "the Turkish border town of Akcakale"."""
    kinds, known = load(inquiry.question.language).settlements, inquiry.directory.places
    between = {token.folded for token in tokens[first.position + len(first.stems) : second.position]}
    if not kinds.isdisjoint(between) and len(between) <= _KIND_OF:
        return first
    areas = [one for one in (first, second) if all(known[place].kind == _AREA for place in one.places)]
    return areas[0] if len(areas) == 1 and len(between) <= _KIND_OF else None


def _describes(one: Named, person: Named, tokens: Words, question: Question) -> bool:
    """Whether a name stands beside a person's with no deed between them: "Branch 251 officer Anwar Raslan"."""
    if (one.places or one.roles == {Role.BY}) and not one.adjective:
        return False
    first, second = sorted((one, person), key=lambda named: named.position)
    between = Words(tokens[first.position + len(first.stems) : second.position])
    lexicon = load(question.language)
    joined = tokens[second.position].folded.startswith("و") or any(w.folded in lexicon.conjunctions for w in between)
    return not joined and len(between) <= _BESIDE and not _tell_of_a_deed(between, question)


def _tell_of_a_deed(between: Words, question: Question) -> bool:
    """Whether some words say what happened, or who did it."""
    lexicon = load(question.language)
    return bool(lexicon.actions.find(between)) or any(labels for labels, _, _ in lexicon.actor_cues.each(between))
