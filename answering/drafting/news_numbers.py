"""The numbers of a sentence of news, in digits and words, that count somebody or something."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from answering.drafting.news_sentence import Sentence

_GROUP_WITHIN = 3
_YEARS = range(1900, 2101)
_ATTACHED = re.compile(r"[^\W\d_][-/]?$|[$€£]\s?$")  # M5, Su-24, $200
_PARTICLE = re.compile(r"[وبل](\d)")
_WIDEST_RANGE = 6
_PAIR = 2
_DEEDS = frozenset({"bombing", "clash", "talks", "disaster", "protest", "attack"})
_ONLY_TOLD = frozenset({"statement", "remark"})


@dataclass(frozen=True, slots=True)
class Number:
    """A number from its first to before its last word; `high` where it is a range."""

    value: int | float
    first: int
    last: int
    high: int | float | None = None


def numbers_of(sentence: Sentence, dated: Collection[int]) -> tuple[Number, ...]:
    """The numbers that count something, ranges made one; the positions in `dated` are those of dates."""
    return tuple(_ranged(list(_numbers(sentence, dated)), sentence))


def _numbers(sentence: Sentence, dated: Collection[int]) -> Iterator[Number]:
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
        if _who_speak(last, sentence) or _counts_deeds(last, sentence):
            position = last
            continue
        if (last not in told_by or sentence.breaks(last - 1, last)) and not _names_something(
            position, last, value, sentence
        ):
            yield Number(int(value) if value == int(value) else value, position, last)
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


def _counts_deeds(last: int, sentence: Sentence) -> bool:
    """Whether a number counts what happened, and nobody: "two explosions"."""
    return any(first == last and not _DEEDS.isdisjoint(labels) for labels, first, _ in sentence.deeds)


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


def _ranged(numbers: Sequence[Number], sentence: Sentence) -> Iterator[Number]:
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
