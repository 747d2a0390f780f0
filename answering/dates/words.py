"""The words of dates in every language that has a list: `lexicon/<language>.dates.toml`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, NamedTuple

from answering import language_files

_LEXICONS = "answering.lexicon"
STAGES = ("words", "dates", "weekdays", "lists", "parts", "ranges", "anchors", "bounds")
ENDING = ".dates.toml"

# Kinds of numbers have signs of their own; so have the results of a stage, which later stages build on.
NUMBER_SIGNS = {
    "month_number": "a",  # 1-12
    "day_number": "b",  # 13-31
    "two_digits": "c",
    "year_number": "y",  # 1900-2100
    "round_year": "w",  # 1900, 2000, 2100: rather a count
    "number": "e",
    "old_year": "v",  # 1000-1899, where Hijri years don't lie
    "old_round": "q",  # 1550, 1600: rather a count
    "hijri_year": "l",  # 1343-1500
    "short_year": "r",  # '24
    "day_ordinal": "g",  # 5th
    "other_ordinal": "h",
    "day_word": "i",  # five
    "number_word": "j",
    "year_word": "k",  # nineteen ninety-nine
    "decade_number": "o",  # 1990s
    "clock": "t",
    "unknown": "x",
    "unknown_plural": "z",
    "unusable": "u",
    "other_mark": "p",
    "M": "M",  # a month, once a doubled name is one
    "Y": "Y",  # a year with its word, or last year
    "T": "T",  # a moment
    "D": "D",  # a moment that is one day and has a month
    "N": "N",  # a moment that is one day of a month, without its year
    "R": "R",  # a range or a bound: final
}
ANY_NUMBER = (
    "month_number", "day_number", "two_digits", "year_number", "round_year", "old_year", "old_round", "number",
    "hijri_year", "unusable", "day_word", "number_word",
)  # fmt: skip
# What a slot of a pattern takes. A month or weekday whose name is also an everyday word needs company.
SLOTS = {
    "dayn": ("month_number", "day_number", "day_ordinal"),
    "digits": ("month_number", "day_number"),
    "day": ("month_number", "day_number", "day_ordinal", "ordinal"),
    "yy": ("month_number", "day_number", "two_digits"),
    "year": ("year_number", "round_year", "year_word", "short_year", "Y"),
    "plain_year": ("year_number", "round_year", "year_word"),
    "bare_year": ("year_number", "year_word"),
    "month": ("month", "month_likely", "month_rare", "M"),
    "month_likely": ("month", "month_likely", "M"),
    "month_sure": ("month", "M"),
    "weekday": ("weekday", "weekday_likely", "weekday_rare"),
    "weekday_likely": ("weekday", "weekday_likely"),
    "weekday_sure": ("weekday",),
    "count": (
        "month_number", "day_number", "two_digits", "number", "old_year", "old_round", "hijri_year", "day_word",
        "number_word", "count",
    ),
    "nth": ("ordinal", "ordinal_feminine", "day_ordinal"),
    "T": ("T", "D", "N"),
    "day_moment": ("D", "N"),
    "any_date": ("T", "D", "N", "R", *ANY_NUMBER),
    "any_old": ("old_year", "old_round"),
    "next_of": ("weekday", "weekday_likely", "weekday_rare", "month", "month_likely", "unit", "season"),
    "stop": ("T", "D", "N", "R", "pause"),
    "noun": ("unknown", "unknown_plural"),
    "no_year_before": ("label", *ANY_NUMBER),
    "no_year_after": ("counted", *ANY_NUMBER),
    "counted_or_plural": ("counted", "unknown_plural", *ANY_NUMBER),
}  # fmt: skip

# Kinds that a pattern of one language takes from every other: dates and their neighbours in mixed texts.
SHARED = frozenset(
    [
        "month",
        "month_likely",
        "month_rare",
        "weekday",
        "pause",
        "follows",
        "label",
        "counted",
        "in",
        "in_sure",
        "year_lead",
    ]
)
# Kinds without which a text has no date.
CORE = [
    "month",
    "month_likely",
    "month_rare",
    "weekday",
    "weekday_likely",
    "weekday_rare",
    "unit",
    "by_unit",
    "weekend",
    "dual",
    "season",
    "relative_day",
    "same_day",
    "holiday",
    "decade",
    "century",
    "number",
    "hijri_month",
    "hijri_feast",
    "easter_feast",
    "core",
]

Meanings = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Word:
    """A word or phrase of the lists: its sign, and what it means as each of its kinds."""

    sign: str
    meanings: Meanings


class Item(NamedTuple):
    """Neighbouring tokens of a text: their sign, what they mean as each of their kinds, and their place."""

    sign: str
    meanings: Mapping[str, Any]
    start: int
    end: int
    word: str = ""


# By its first token: the tokens that follow it, and the word.
Words = Mapping[str, tuple[tuple[tuple[str, ...], Word], ...]]


@cache
def languages() -> tuple[str, ...]:
    """Give the languages that have a list of date words."""
    names = (entry.name for entry in language_files.each(_LEXICONS))
    return tuple(sorted(name.removesuffix(ENDING) for name in names if name.endswith(ENDING)))


@cache
def word_list(language: str) -> Mapping[str, Any]:
    """Give the list of one language as it is written; FileNotFoundError where there is none."""
    return tomllib.loads(language_files.read(_LEXICONS, language + ENDING))


def month_names(language: str) -> tuple[str, ...]:
    """Give the twelve names of months that dateparser reads in the language, January first."""
    names = word_list(language)["dateparser"]["months"]
    return tuple(names)


_FOLD = str.maketrans("أإٱآىةؤئ", "اااايهوي")
_MARKS = re.compile(r"[ـ\u064b-\u0652\u0670]")


@lru_cache(maxsize=16384)
def folded(word: str) -> str:
    """Give a word with letters that are often exchanged made one: hamza, ta marbuta, alef maksura."""
    return word.translate(_FOLD)


def plain(text: str) -> str:
    """Give a word of the lists in lower case and without vowel marks."""
    return _MARKS.sub("", text.lower())
