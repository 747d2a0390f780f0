"""What a post counts: numbers in digits and words, what is counted, and of whom."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from answering.drafting.news_numbers import Number, numbers_of
from answering.drafting.news_sentence import Sentence
from db.model import Group, Measure

_OF_DEEDS = (
    Measure.KILLED, Measure.WOUNDED, Measure.DISPLACED, Measure.DETAINED, Measure.RELEASED, Measure.MISSING,
    Measure.RETURNED, Measure.SURRENDERED,
)  # fmt: skip
_OF_THINGS = (
    Measure.VOTES, Measure.SEATS, Measure.VOTERS, Measure.AID_USD, Measure.AREA_KM2, Measure.STRIKES, Measure.VEHICLES,
)  # fmt: skip
_FARTHEST = 18.0  # words between a number and what it counts
_NEAR_ONE = 3.0  # between one of a kind and what befell him
_ANOTHER_NUMBER = 4.0
_ANOTHER_CLAUSE = 1.5
_GROUP_WITHIN = 3


@dataclass(frozen=True, slots=True)
class Count:
    """A number that a post gives, and where: `part` says that it is of those counted right before it."""

    measure: Measure
    low: int | float
    high: int | float
    group: Group
    sentence: int
    first: int
    part: bool = False


def counts_of(sentence: Sentence, dated: Collection[int]) -> tuple[Count, ...]:
    """The counts of a sentence, in its order; the positions in `dated` are those of dates."""
    numbers = numbers_of(sentence, dated)
    found: list[Count] = []
    for number in numbers:
        if (count := _count(number, numbers, found, sentence)) is not None:
            found.append(count)
    for count in _in_one_word(sentence, dated):
        if not any(one.measure is count.measure for one in found):
            found.append(count)
    return tuple(sorted(found, key=lambda count: count.first))


def _count(number: Number, numbers: Sequence[Number], found: Sequence[Count], sentence: Sentence) -> Count | None:
    """What a number counts, None where that isn't said."""
    tokens, words = sentence.marking.tokens, sentence.words
    part = any(
        words.counted("part", tokens, position) > position for position in range(max(0, number.first - 3), number.first)
    )
    group = _group(number, sentence)
    high = number.high or number.value
    if part and found:
        same = found[-1].measure
        if group is None or same not in _OF_DEEDS:
            return None
        return Count(same, number.value, high, group, sentence.number, number.first, part=True)
    thing = next((one for one in _OF_THINGS if _is_thing(one, number, sentence)), None)
    if thing is not None:
        return Count(thing, number.value, high, Group.OTHER, sentence.number, number.first)
    measure = _measure(number, numbers, sentence)
    if measure is None:
        if group is None or number.value < 2:
            return None
        return Count(Measure.OTHER, number.value, high, group, sentence.number, number.first)
    return Count(measure, number.value, high, group or Group.PEOPLE, sentence.number, number.first)


def _is_thing(measure: Measure, number: Number, sentence: Sentence) -> bool:
    tokens = sentence.marking.tokens
    return any(
        sentence.words.counted(measure, tokens, position) > position
        for position in range(number.last, min(number.last + 2, len(tokens)))
    ) or (measure is Measure.VOTES and re.match(r"\s?[%٪]", sentence.text[tokens[number.last - 1].end :]) is not None)


def _measure(
    number: Number, numbers: Sequence[Number], sentence: Sentence, farthest: float = _FARTHEST
) -> Measure | None:
    """What befell those that a number counts: the nearest word that says so."""
    tokens, words = sentence.marking.tokens, sentence.words
    best: tuple[float, Measure] | None = None
    for measure in _OF_DEEDS:
        for position in range(len(tokens)):
            last = words.counted(measure, tokens, position)
            if last == position or number.first <= position < number.last:
                continue
            far = _distance(number, position, last, numbers, sentence)
            if far <= farthest and (best is None or far < best[0]):
                best = (far, measure)
    return best[1] if best else None


def _distance(number: Number, first: int, last: int, numbers: Sequence[Number], sentence: Sentence) -> float:
    if last <= number.first:
        low, high = last, number.first
        far = float(number.first - last)
    else:
        low, high = number.last, first
        far = first - number.last + 0.6
        if first - number.last == 0:
            far = -1.0  # "11 dead", 11 قتيلا
        following = sentence.marking.tokens[first]
        if following.arabic and following.folded.startswith("و"):
            far += _ANOTHER_CLAUSE + 1  # وإصابة begins what is counted next
    far += _ANOTHER_NUMBER * sum(1 for other in numbers if low <= other.first < high and other is not number)
    if sentence.breaks(max(low - 1, 0), min(high, len(sentence.marking.tokens) - 1)) and low < high:
        far += _ANOTHER_CLAUSE
    return far


def _group(number: Number, sentence: Sentence) -> Group | None:
    tokens = sentence.marking.tokens
    behind = range(number.last, min(number.last + _GROUP_WITHIN, len(tokens)))
    for position in (*range(number.first, number.last), *behind):
        if position > number.last and sentence.breaks(position - 1, position):
            return None
        if groups := sentence.marking.lexicon.groups.at(tokens, position)[0]:
            return groups[0]
    return None


def _in_one_word(sentence: Sentence, dated: Collection[int]) -> Iterator[Count]:
    """Counts of one and of two that are said in the word for whom they count: "a civilian was killed", قتيلان."""
    tokens, words = sentence.marking.tokens, sentence.words
    for position in range(len(tokens)):
        if position in dated:
            continue
        value = 0
        if words.counted("dual", tokens, position) > position:
            value = 2
        elif words.counted("single", tokens, position) > position and _is_single(position, sentence):
            value = 1
        if not value:
            continue
        number = Number(value, position, position + 1)
        itself = next((one for one in _OF_DEEDS if words.counted(one, tokens, position) > position), None)
        measure = itself or _measure(number, (), sentence, _NEAR_ONE)
        if measure is None:
            continue
        group = sentence.marking.lexicon.groups.at(tokens, position)[0]
        yield Count(measure, value, value, group[0] if group else Group.PEOPLE, sentence.number, position)


def _is_single(position: int, sentence: Sentence) -> bool:
    """Whether a word for one of a kind counts one: "a child", مقتل طفل; "the child" and طفل آخر alike."""
    tokens, words = sentence.marking.tokens, sentence.words
    if tokens[position].arabic:
        return any(words.counted(one, tokens, position - 1) == position for one in _OF_DEEDS) if position else False
    return position > 0 and any(
        words.counted("one", tokens, before) > before for before in range(max(0, position - 2), position)
    )
