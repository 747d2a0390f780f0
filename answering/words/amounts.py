"""Amounts in words, as people ask for them and as entries tell them: two million, 2m, مليونين, نص مليون."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from answering.dates.words import word_list
from answering.lexicon import languages, load
from answering.text import Token, without_clitics
from db.folding import fold, stem

_SHORT = re.compile(r"(\d+)([a-z]+)")  # 10m, 100k
_HUNDRED = 100


class Amount(NamedTuple):
    """An amount as one word in digits, and the tokens from `first` to before `last` that say it."""

    token: Token
    first: int
    last: int


def amounts_of(tokens: Sequence[Token], language: str) -> tuple[Amount, ...]:
    """The amounts that a scale tells, "two million" and not "millions", from left to right."""
    scales = load(language).scales
    found = []
    for position, token in enumerate(tokens):
        if not _may_tell_a_scale(token.folded, language):
            continue
        if short := _SHORT.fullmatch(token.folded):
            scale = scales.get(short[2])
            if scale is not None:
                found.append(_amount(int(short[1]) * scale, tokens, position, position + 1))
        elif scale := _meant(token, scales):
            times, first = _times(tokens, position, language)
            if times or load(language).many.isdisjoint(without_clitics(token.folded)):
                found.append(_amount(round((times or 1) * scale), tokens, first, position + 1))
    return tuple(found)


@lru_cache(maxsize=16384)
def _may_tell_a_scale(folded: str, language: str) -> bool:
    """Whether a word is a scale or digits with one: most words are neither."""
    return _SHORT.fullmatch(folded) is not None or not load(language).scales.keys().isdisjoint(without_clitics(folded))


@cache
def written(amount: int) -> tuple[tuple[str, ...], ...]:
    """The stems of the phrases that tell an amount with a scale, in every language."""
    phrases: dict[tuple[str, ...], None] = {}
    for language in languages():
        scales, numbers = load(language).scales, _numbers(language)
        for word, scale in scales.items():
            times = amount / scale
            if times > 1 and round(times, 1) == times:
                said = [word for word, number in numbers.items() if number == times]
                said.append(f"{times:g}".replace(".", " "))
                phrases |= {(*map(stem, one.split()), stem(word)): None for one in said}
    return tuple(phrases)


def _amount(value: float, tokens: Sequence[Token], first: int, last: int) -> Amount:
    text = " ".join(token.text for token in tokens[first:last])
    digits = str(round(value))
    return Amount(Token(text, digits, digits, tokens[first].start, tokens[last - 1].end, arabic=False), first, last)


def _times(tokens: Sequence[Token], scale: int, language: str) -> tuple[float, int]:
    """How many times the scale at a position is told by the words before it, 0 where by none, and where they begin."""
    numbers, lexicon = _numbers(language), load(language)
    first = scale
    while first and (tokens[first - 1].folded in lexicon.articles or _meant(tokens[first - 1], numbers)):
        first -= 1
    total = 0
    for number in (_meant(token, numbers) for token in tokens[first:scale]):
        total = total * number if total and number >= _HUNDRED > total else total + number
    if total:
        return total, first
    before = tokens[first - 1] if first else None
    if before is not None and not lexicon.halves.isdisjoint(without_clitics(before.folded)):
        return 0.5, first - 1
    if before is None or not before.folded.isdigit():
        return 0, scale
    whole = tokens[first - 2] if first > 1 else None
    if whole is not None and whole.folded.isdigit() and before.start - whole.end == 1:  # 1.8 million
        return float(f"{whole.folded}.{before.folded}"), first - 2
    return int(before.folded), first - 1


def _meant(token: Token, numbers: Mapping[str, int]) -> int:
    """The number that a word means, 0 where it means none."""
    return next((numbers[form] for form in without_clitics(token.folded) if form in numbers), 0)


@cache
def _numbers(language: str) -> Mapping[str, int]:
    """The words for numbers of one word each."""
    listed = word_list(language)["kinds"].get("number", {})
    return {fold(word): int(number) for number, words in listed.items() for word in words if " " not in word}
