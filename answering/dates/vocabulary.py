"""The vocabulary of dates: every language's words with their signs, and its patterns compiled."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from functools import cache, partial
from typing import Any

from answering.dates.patterns import Pattern, Stage, compiled, literals, parts_of
from answering.dates.words import (
    CORE,
    NUMBER_SIGNS,
    SHARED,
    SLOTS,
    STAGES,
    Meanings,
    Word,
    Words,
    folded,
    languages,
    plain,
    word_list,
)


@dataclass(frozen=True, slots=True)
class Clitic:
    """A word written onto the next: its letters, the words it stands for, what it takes from the next word.

    It is cut from words of the lists, and from any word that stands `after` a word of that kind.
    """

    letters: str
    gives: tuple[str, ...]
    keeps: str
    after: str | None

    def is_on(self, word: str) -> bool:
        """Say whether a word may begin with it: enough of the word stays."""
        return word.startswith(self.letters) and len(word) > len(self.letters) + 1

    def rest_of(self, word: str) -> str:
        """Give the word that it is written onto."""
        return self.keeps + word[len(self.letters) :]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All the lists as seen from one language, whose words win over another's that are spelt the same."""

    language: str
    words: Words
    exact: Words
    clitics: tuple[Clitic, ...]
    plurals: tuple[str, ...]
    stages: Mapping[str, Stage]
    core: frozenset[str]
    core_words: Mapping[str, tuple[tuple[str, ...], ...]]
    """By its first word, the further words of each phrase without which a text that has no digits has no date."""
    sayings: frozenset[str]


@cache
def vocabulary(language: str) -> Vocabulary:
    """Give every list as seen from `language`; a language without a list sees them in alphabetical order."""
    return _Builder(language).vocabulary()


class _Builder:
    """Gathers the words of every list, gives them signs, and compiles the patterns."""

    def __init__(self, language: str) -> None:
        known = languages()
        self._order = [language] * (language in known) + [name for name in known if name != language]
        self._kinds: dict[tuple[str, ...], dict[str, Any]] = defaultdict(dict)
        self._exact: dict[tuple[str, ...], dict[str, Any]] = defaultdict(dict)
        self._owners: dict[tuple[str, ...], set[str]] = defaultdict(set)
        self._sign_of = _sign_of()

    def vocabulary(self) -> Vocabulary:
        for name in self._order:
            self._add_list(name)
        signs = self._signs_by_kind()
        lists = [word_list(name) for name in self._order]
        clitics = [(written, split) for words in lists for written, split in words.get("clitics", {}).items()]
        core = set("abcywerghoTDNkvq").union(*(signs["", kind] for kind in CORE))
        return Vocabulary(
            language=self._order[0],
            words=self._by_first(self._kinds),
            exact=self._by_first(self._exact),
            clitics=tuple(
                Clitic(written, tuple(split["gives"]), split.get("keeps", ""), split.get("after"))
                for written, split in sorted(clitics, key=lambda clitic: -len(clitic[0]))
            ),
            plurals=tuple(ending for words in lists for ending in words.get("plural_endings", ())),
            stages={stage: self._patterns_of(stage, signs) for stage in STAGES},
            core=frozenset(core),
            core_words=self._core_words(core),
            sayings=frozenset(pair for words in lists for pair in words.get("not_dates", ())),
        )

    def _add_list(self, language: str) -> None:
        words = word_list(language)
        article = words.get("article", "")
        taken = set(self._kinds) | set(self._exact)
        for target, key in ((self._kinds, "kinds"), (self._exact, "exact")):
            for kind, entries in words.get(key, {}).items():
                for meaning, spelling in _entries(entries):
                    word = plain(spelling) if key == "exact" else folded(plain(spelling))
                    for tokens in _forms(word, "" if plain(spelling).startswith(article) else article):
                        if tokens not in taken or not tokens[0].isalpha():
                            target[tokens].setdefault(kind, meaning)
                            self._owners[tokens].add(language)
        for stage in STAGES:
            for _, pattern in _patterns(words, stage):
                for run in literals(pattern):
                    self._add_literals(language, tuple(folded(plain(word)) for word in run), taken)

    def _add_literals(self, language: str, run: tuple[str, ...], taken: Set[tuple[str, ...]]) -> None:
        article = word_list(language).get("article", "")
        for first in range(len(run)):
            for after in range(first + 1, len(run) + 1):
                phrase = " ".join(run[first:after])
                for tokens in _forms(phrase, "" if phrase.startswith(article) else article):
                    free = tokens not in taken or not tokens[0].isalpha()
                    if free and (len(tokens) == 1 or tokens in self._kinds):
                        self._kinds[tokens].setdefault("=" + phrase, phrase)
                        self._owners[tokens].add(language)

    def _signs_by_kind(self) -> dict[tuple[str, str], set[str]]:
        """Give the signs of each kind by language; under the empty name, those of all."""
        signs: dict[tuple[str, str], set[str]] = defaultdict(set)
        for words in (self._kinds, self._exact):
            for tokens, meanings in words.items():
                for kind in meanings:
                    for name in ("", *self._owners[tokens]):
                        signs[name, kind].add(self._sign(tokens, meanings))
        for kind, sign in NUMBER_SIGNS.items():
            for name in ("", *languages()):
                signs[name, kind].add(sign)
        return signs

    def _sign(self, tokens: tuple[str, ...], meanings: Meanings) -> str:
        key = frozenset(meanings), frozenset(self._owners[tokens])
        return self._sign_of.setdefault(key, chr(0xE000 + len(self._sign_of)))

    def _patterns_of(self, stage: str, signs: Mapping[tuple[str, str], Set[str]]) -> Stage:
        index: dict[str, list[Pattern]] = defaultdict(list)
        for name in self._order:
            for meaning, pattern in _patterns(word_list(name), stage):
                rule = compiled(meaning, pattern, partial(_of_run, signs, name), partial(_of_class, signs, name))
                for sign in rule.first:
                    index[sign].append(rule)
        return Stage.of(index)

    def _core_words(self, core: Set[str]) -> Mapping[str, tuple[tuple[str, ...], ...]]:
        index: dict[str, list[tuple[str, ...]]] = defaultdict(list)
        for tokens, meanings in (*self._kinds.items(), *self._exact.items()):
            if self._sign(tokens, meanings) in core:
                index[tokens[0]].append(tuple(folded(part) for part in tokens[1:] if part.isalpha()))
        return {first: tuple(further) for first, further in index.items()}

    def _by_first(self, kinds: Mapping[tuple[str, ...], Meanings]) -> Words:
        index: dict[str, list[tuple[tuple[str, ...], Word]]] = defaultdict(list)
        for tokens, meanings in kinds.items():
            index[tokens[0]].append((tokens[1:], Word(self._sign(tokens, meanings), meanings)))
        # Of words that begin alike the longest comes first.
        return {first: tuple(sorted(entries, key=lambda entry: -len(entry[0]))) for first, entries in index.items()}


@cache
def _sign_of() -> dict[tuple[frozenset[str], frozenset[str]], str]:
    """Give the signs by what they stand for: the same in every vocabulary, so that expressions are compiled once."""
    return {}


def _of_run(signs: Mapping[tuple[str, str], Set[str]], language: str, run: tuple[str, ...]) -> Set[str]:
    return signs.get((language, "=" + folded(plain(" ".join(run)))), frozenset())


def _of_class(signs: Mapping[tuple[str, str], Set[str]], language: str, name: str) -> Set[str]:
    kinds = SLOTS.get(name, (name,))
    return set().union(*(signs.get(("" if kind in SHARED else language, kind), frozenset()) for kind in kinds))


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


def _forms(word: str, article: str) -> Iterator[tuple[str, ...]]:
    # With or without the article, except where the list writes it; "twenty-first" or "twenty first".
    yield parts_of(word)
    if "-" in word and len(word) > 1:
        yield parts_of(word.replace("-", " "))
    if article and len(word) > 2 and word[0].isalpha() and not word.isascii():
        yield parts_of(article + word)
