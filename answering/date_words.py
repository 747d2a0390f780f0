"""The words of dates in every language that has a list: `lexicon/<language>.dates.toml`."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any

from answering.date_patterns import Pattern, compiled, literals, parts_of

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
    "month_number", "day_number", "two_digits", "year_number", "round_year", "number", "unusable", "day_word", "number_word",
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
    "count": ("month_number", "day_number", "two_digits", "number", "day_word", "number_word", "count"),
    "nth": ("ordinal", "ordinal_feminine", "day_ordinal"),
    "T": ("T", "D", "N"),
    "day_moment": ("D", "N"),
    "stop": ("T", "D", "N", "R", "pause"),
    "no_year_before": ("label", *ANY_NUMBER),
    "no_year_after": ("counted", *ANY_NUMBER),
    "counted_or_plural": ("counted", "unknown_plural", *ANY_NUMBER),
}  # fmt: skip

Meanings = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Word:
    """A word or phrase of the lists: its sign, and what it means as each of its kinds."""

    sign: str
    meanings: Meanings


@dataclass(frozen=True, slots=True)
class Item:
    """One or more neighbouring tokens of a text: their sign, what they mean as each of their kinds, and where they are."""

    sign: str
    meanings: Mapping[str, Any]
    start: int
    end: int
    word: str = ""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All the lists as seen from one language, whose words win over another's that are spelt the same."""

    language: str
    words: Mapping[str, tuple[tuple[tuple[str, ...], Word], ...]]
    exact: Mapping[str, tuple[tuple[tuple[str, ...], Word], ...]]
    clitics: tuple[tuple[str, tuple[str, ...], str], ...]
    plurals: tuple[str, ...]
    stages: Mapping[str, Mapping[str, tuple[Pattern, ...]]]
    core: frozenset[str]
    fixed: frozenset[str] = field(default_factory=frozenset)


@cache
def languages() -> tuple[str, ...]:
    """Give the languages that have a list of date words."""
    names = (entry.name for entry in resources.files("answering.lexicon").iterdir())
    return tuple(sorted(name.removesuffix(ENDING) for name in names if name.endswith(ENDING)))


@cache
def word_list(language: str) -> Mapping[str, Any]:
    """Give the list of one language as it is written; FileNotFoundError where there is none."""
    text = resources.files("answering.lexicon").joinpath(language + ENDING).read_text(encoding="utf-8")
    return tomllib.loads(text)


def month_names(language: str) -> tuple[str, ...]:
    """Give the twelve names of months that dateparser reads in the language, January first."""
    names = word_list(language)["dateparser"]["months"]
    return tuple(names)


@cache
def vocabulary(language: str) -> Vocabulary:
    """Give every list as seen from `language`; a language without a list sees them in alphabetical order."""
    return _Builder(language).vocabulary()


_FOLD = str.maketrans("أإٱآىةؤئ", "اااايهوي")
_MARKS = re.compile(r"[ـ\u064b-\u0652\u0670]")


def folded(word: str) -> str:
    """Give a word with the letters that are often exchanged made one: hamza forms, ta marbuta, alef maksura."""
    return word.translate(_FOLD)


def plain(text: str) -> str:
    """Give a word of the lists in lower case and without vowel marks."""
    return _MARKS.sub("", text.lower())


class _Builder:
    def __init__(self, language: str) -> None:
        self.language = language
        self._kinds: dict[tuple[str, ...], dict[str, Any]] = defaultdict(dict)
        self._exact: dict[tuple[str, ...], dict[str, Any]] = defaultdict(dict)
        self._signs: dict[frozenset[str], str] = {}

    def vocabulary(self) -> Vocabulary:
        known = languages()
        order = (
            [self.language, *(name for name in known if name != self.language)]
            if self.language in known
            else [*known]
        )
        lists = [word_list(name) for name in order]
        for words in lists:
            self._add_list(words)
        by_kind: dict[str, set[str]] = defaultdict(set)
        for meanings in (*self._kinds.values(), *self._exact.values()):
            sign = self._sign(frozenset(meanings))
            for kind in meanings:
                by_kind[kind].add(sign)
        for kind, sign in NUMBER_SIGNS.items():
            by_kind[kind].add(sign)

        def signs_of_class(name: str) -> Set[str]:
            kinds = SLOTS.get(name, (name,))
            return set().union(*(by_kind.get(kind, set()) for kind in kinds))

        def signs_of_run(run: tuple[str, ...]) -> Set[str]:
            return by_kind.get("=" + folded(plain(" ".join(run))), frozenset())

        stages: dict[str, Mapping[str, tuple[Pattern, ...]]] = {}
        for stage in STAGES:
            index: dict[str, list[Pattern]] = defaultdict(list)
            for words in lists:
                for meaning, pattern in _patterns(words, stage):
                    rule = compiled(meaning, pattern, signs_of_run, signs_of_class)
                    for sign in rule.first or ():
                        index[sign].append(rule)
            stages[stage] = {sign: tuple(rules) for sign, rules in index.items()}
        core = {
            "month",
            "month_likely",
            "month_rare",
            "weekday",
            "weekday_likely",
            "weekday_rare",
            "unit",
            "dual",
            "season",
        }
        core |= {"relative_day", "holiday", "decade", "century", "number", "core"}
        return Vocabulary(
            language=order[0],
            words=self._by_first(self._kinds),
            exact=self._by_first(self._exact),
            clitics=tuple(
                (clitic, tuple(split["gives"]), split.get("keeps", ""))
                for words in lists
                for clitic, split in sorted(words.get("clitics", {}).items(), key=lambda item: -len(item[0]))
            ),
            plurals=tuple(ending for words in lists for ending in words.get("plural_endings", ())),
            stages=stages,
            core=frozenset(set().union(*(by_kind[kind] for kind in core)) | set("abcywerghoTDNk")),
            fixed=frozenset(pair for words in lists for pair in words.get("not_dates", ())),
        )

    def _add_list(self, words: Mapping[str, Any]) -> None:
        article = words.get("article", "")
        taken = set(self._kinds) | set(self._exact)
        for target, key in ((self._kinds, "kinds"), (self._exact, "exact")):
            for kind, entries in words.get(key, {}).items():
                for meaning, spelling in _entries(entries):
                    for form in _forms(
                        plain(spelling) if target is self._exact else folded(plain(spelling)), article
                    ):
                        tokens = parts_of(form)
                        if tokens not in taken or not tokens[0].isalpha():
                            target[tokens].setdefault(kind, meaning)
        for stage in STAGES:
            for _, pattern in _patterns(words, stage):
                for run in literals(pattern):
                    self._add_literals(tuple(folded(plain(word)) for word in run), article, taken)

    def _add_literals(self, run: tuple[str, ...], article: str, taken: Set[tuple[str, ...]]) -> None:
        for first in range(len(run)):
            for after in range(first + 1, len(run) + 1):
                phrase = " ".join(run[first:after])
                for form in _forms(phrase, article):
                    tokens = parts_of(form)
                    if tokens in taken and tokens[0].isalpha():
                        continue
                    if len(tokens) == 1 or tokens in self._kinds:
                        self._kinds[tokens].setdefault("=" + phrase, phrase)

    def _sign(self, kinds: frozenset[str]) -> str:
        return self._signs.setdefault(kinds, chr(0xE000 + len(self._signs)))

    def _by_first(
        self, kinds: Mapping[tuple[str, ...], Meanings]
    ) -> dict[str, tuple[tuple[tuple[str, ...], Word], ...]]:
        index: dict[str, list[tuple[tuple[str, ...], Word]]] = defaultdict(list)
        for tokens, meanings in kinds.items():
            index[tokens[0]].append((tokens[1:], Word(self._sign(frozenset(meanings)), meanings)))
        return {
            first: tuple(sorted(entries, key=lambda entry: -len(entry[0])))
            for first, entries in index.items()
        }


def _patterns(words: Mapping[str, Any], stage: str) -> Iterator[tuple[str, str]]:
    for meaning, patterns in words.get("patterns", {}).get(stage, {}).items():
        for pattern in patterns:
            yield meaning, pattern


def _entries(entries: Any) -> Iterator[tuple[Any, str]]:
    # Either a plain list of words, or a table from what they mean to the words.
    if isinstance(entries, list):
        yield from ((word, word) for word in entries)
        return
    for meaning, words in entries.items():
        value = int(meaning) if re.fullmatch(r"-?\d+", meaning) else meaning
        yield from ((value, word) for word in words)


def _forms(word: str, article: str) -> Iterator[str]:
    # With or without the article, except where the list writes it; "twenty-first" or "twenty first".
    yield word
    if "-" in word and len(word) > 1:
        yield word.replace("-", " ")
    if (
        article
        and len(word) > 2
        and word[0].isalpha()
        and not word.isascii()
        and not word.startswith(article)
    ):
        yield article + word
