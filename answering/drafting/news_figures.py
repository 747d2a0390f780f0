"""What a post counts: numbers in digits and words, what is counted, and of whom."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

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
_YEARS = range(1900, 2101)
_ATTACHED = re.compile(r"[^\W\d_][-/]?$|[$€£]\s?$")  # M5, Su-24, $200
_PARTICLE = re.compile(r"[وبل](\d)")
_WIDEST_RANGE = 6
_PAIR = 2
_ONLY_TOLD = frozenset({"statement", "remark"})


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


@dataclass(frozen=True, slots=True)
class _Number:
    value: int | float
    first: int
    last: int
    high: int | float | None = None


def counts_of(sentence: Sentence, dated: Collection[int]) -> tuple[Count, ...]:
    """The counts of a sentence, in its order; the positions in `dated` are those of dates."""
    numbers = list(_ranged(list(_numbers(sentence, dated)), sentence))
    found: list[Count] = []
    for number in numbers:
        if (count := _count(number, numbers, found, sentence)) is not None:
            found.append(count)
    for count in _in_one_word(sentence, dated):
        if not any(one.measure is count.measure for one in found):
            found.append(count)
    return tuple(sorted(found, key=lambda count: count.first))


def _numbers(sentence: Sentence, dated: Collection[int]) -> Iterator[_Number]:
    tokens = sentence.marking.tokens
    named = {position for mention in sentence.mentions for position in range(mention.first, mention.last)}
    told_by = {mention.first for mention in sentence.mentions if mention.first in sentence.speaking}
    position = 0
    while position < len(tokens):
        value: float | None = None
        last = position + 1
        if position not in dated and position not in named:
            value, last = _number_at(position, sentence)
        if value is None:
            position += 1
            continue
        if value == _PAIR and position and sentence.marking.lexicon.groups.at(tokens, position - 1)[0]:
            position -= 1  # مدنيين اثنين
        if _who_speak(last, sentence):
            position = last
            continue
        if (last not in told_by or sentence.breaks(last - 1, last)) and not _names_something(
            position, last, value, sentence
        ):
            yield _Number(int(value) if value == int(value) else value, position, last)
        position = last


def _who_speak(last: int, sentence: Sentence) -> bool:
    """Whether a number counts those who speak: "two security officials told Reuters"."""
    return any(
        last < first <= last + _GROUP_WITHIN and not sentence.breaks(last - 1, first) for first, _ in sentence.speeches
    ) and not any(
        last <= first < last + _GROUP_WITHIN + 1
        for labels, first, _ in sentence.deeds
        if not _ONLY_TOLD.issuperset(labels)
    )


def _number_at(position: int, sentence: Sentence) -> tuple[float | None, int]:
    """The number that begins at a word, and the position after it; None where none does."""
    tokens = sentence.marking.tokens
    folded = _PARTICLE.sub(r"\1", tokens[position].folded)
    last = position + 1
    if folded.isdigit():
        value = float(folded)
        if last < len(tokens) and _decimal(sentence, position):
            value = float(f"{folded}.{tokens[last].folded}")
            last += 1
    else:
        word = sentence.words.number(folded)
        if word is None:
            return None, last
        value = float(word)
        while last < len(tokens) and (more := _added(value, last, sentence)) is not None:
            value, last = more
    while last < len(tokens) and (many := sentence.words.multiples.get(tokens[last].folded)):
        value *= many
        last += 1
    return value, last


def _decimal(sentence: Sentence, position: int) -> bool:
    one, other = sentence.marking.tokens[position : position + 2]
    return sentence.text[one.end : other.start] in {".", "٫"} and other.folded.isdigit()


def _added(value: float, position: int, sentence: Sentence) -> tuple[float, int] | None:
    """The value with the number word after it added: "twenty three", "a hundred and twenty", ثلاثة وعشرين."""
    tokens = sentence.marking.tokens
    word = tokens[position]
    if sentence.words.counted("and", tokens, position) > position and value >= 100 and position + 1 < len(tokens):
        more = sentence.words.number(tokens[position + 1].folded)
        return (value + more, position + 2) if more is not None and more < 100 else None
    more = sentence.words.number(word.folded)
    if more is None or more in (1000,):
        return None
    if word.arabic:
        if sentence.words.counted("teens", tokens, position) > position:
            return (value + 10, position + 1) if value < 10 else None
        joined = word.folded.startswith("و")
        return (value + more, position + 1) if joined and (value < 10 < more or more < value) else None
    if more == 100 and value < 20:
        return value * 100, position + 1
    return (value + more, position + 1) if value % 10 == 0 and 20 <= value < 100 and more < 10 else None


def _names_something(first: int, last: int, value: float, sentence: Sentence) -> bool:
    """Whether a number counts nobody: "Resolution 2254", "three days", "a 12-member council", a year."""
    tokens, words = sentence.marking.tokens, sentence.words
    before, after = sentence.text[: tokens[first].start], sentence.text[tokens[last - 1].end :]
    if words.counted("before_names", tokens, first - 1) == first or _ATTACHED.search(before):
        return True
    if re.match(r"\s?[%٪]", after):
        return not any("election" in labels for labels, _, _ in sentence.deeds)
    if re.match(r"[:/]\d|-[^\W\d_]", after) or words.counted("units", tokens, last) > last:
        return True
    group = sentence.marking.lexicon.groups.at(tokens, last)[0] if last < len(tokens) else ()
    if last - first == 1 and value in _YEARS and "," not in tokens[first].text:
        return not group
    return value == 1 and not group


def _ranged(numbers: Sequence[_Number], sentence: Sentence) -> Iterator[_Number]:
    """The numbers, two that are a range made one: "between 20 and 30", 20-30."""
    position = 0
    tokens = sentence.marking.tokens
    while position < len(numbers):
        one = numbers[position]
        if position + 1 < len(numbers):
            other = numbers[position + 1]
            between = [token.folded for token in tokens[one.last : other.first]]
            mark = sentence.text[tokens[one.last - 1].end : tokens[other.first].start].strip()
            joined = (len(between) == 1 and sentence.words.counted("between", tokens, one.last) == other.first) or (
                not between and mark in {"-", "–"}
            )
            opened = sentence.words.counted("opens_range", tokens, one.first - 1) == one.first
            said = opened or sentence.words.counted("and", tokens, one.last) == one.last
            if joined and said and one.value < other.value <= one.value * _WIDEST_RANGE:
                yield replace(one, last=other.last, high=other.value)
                position += 2
                continue
        yield one
        position += 1


def _count(number: _Number, numbers: Sequence[_Number], found: Sequence[Count], sentence: Sentence) -> Count | None:
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


def _is_thing(measure: Measure, number: _Number, sentence: Sentence) -> bool:
    tokens = sentence.marking.tokens
    return any(
        sentence.words.counted(measure, tokens, position) > position
        for position in range(number.last, min(number.last + 2, len(tokens)))
    ) or (measure is Measure.VOTES and re.match(r"\s?[%٪]", sentence.text[tokens[number.last - 1].end :]) is not None)


def _measure(
    number: _Number, numbers: Sequence[_Number], sentence: Sentence, farthest: float = _FARTHEST
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


def _distance(number: _Number, first: int, last: int, numbers: Sequence[_Number], sentence: Sentence) -> float:
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


def _group(number: _Number, sentence: Sentence) -> Group | None:
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
        number = _Number(value, position, position + 1)
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
