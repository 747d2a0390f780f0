"""Phrases over the words of a text: what single words and series of words name, as the lexicons write them.

`a|b` and `a/b` are as in a pattern; `..` in a phrase stands for up to four words between: "let .. out".
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import product
from typing import Any, Generic, TypeVar

from answering.text import Words, inflected, stemmed, without_clitics
from answering.words.patterns import word_forms
from db.folding import stem

_GAP = ".."
_LONGEST_GAP = 4
_SHORT = 3  # letters of a word that counts by itself alone and not by its stem

Label = TypeVar("Label")
_Rest = tuple[tuple[str, str | None], ...]  # the later words of a phrase, each with its stem where that counts
_Found = Mapping[int, tuple[tuple[Any, ...], int]]  # by the first token: the labels, and the token after the phrase
_NOTHING: _Found = {}


class Phrasebook:
    """Phrases of several tables by what they begin with: a text is looked through once for all of them."""

    def __init__(self) -> None:
        self._begun: dict[str, tuple[list[tuple[object, object]], list[tuple[object, _Rest, object]]]] = {}
        """By what they begin with: phrases of one word, table and label, and longer ones with their later words."""

    def add(self, table: object, beginnings: Sequence[str], rest: _Rest, label: object) -> None:
        """Take in a phrase of a table, given all that it may begin with and its later words."""
        single, longer = (table, label), (table, rest, label)
        for beginning in beginnings:
            begun = self._begun.get(beginning)
            if begun is None:
                begun = self._begun[beginning] = [], []
            if rest:
                begun[1].append(longer)
            else:
                begun[0].append(single)

    def found(self, tokens: Words, table: object) -> _Found:
        """The longest phrases of a table by the token that they begin at: their labels and the token after them."""
        found: Mapping[object, _Found] | None = tokens.phrases.get(self)
        if found is None:
            found = tokens.phrases[self] = self._look_through(tokens)
        return found.get(table, _NOTHING)

    def _look_through(self, tokens: Words) -> dict[object, _Found]:
        found: dict[object, dict[int, tuple[tuple[Any, ...], int]]] = {}
        for first, forms in enumerate(tokens.beginnings):
            following = tokens[first + 1] if first + 1 < len(tokens) else None
            longest: dict[object, tuple[int, dict[object, None]]] = {}
            for form in forms:
                begun = self._begun.get(form)
                if begun is None:
                    continue
                for table, label in begun[0]:
                    length, labels = longest.setdefault(table, (1, {}))
                    if length == 1:
                        labels[label] = None
                if following is None:
                    continue
                for table, rest, label in begun[1]:
                    word, by_stem = rest[0]
                    if following.folded != word and following.stem != by_stem and word != _GAP:
                        continue  # as most phrases do
                    length = _length(tokens, first, rest)
                    before, labels = longest.get(table, (1, {}))
                    if length > before:
                        longest[table] = length, {label: None}
                    elif length == before:
                        labels[label] = None
            for table, (length, labels) in longest.items():
                found.setdefault(table, {})[first] = tuple(labels), first + length
        return {**found}


class PhraseTable(Generic[Label]):
    """Phrases of one or more words and what they name; a single word also counts by its stem.

    With `exact` no word counts by its stem. Tables that are held against the same texts share a `book`.
    """

    def __init__(
        self,
        phrases: Mapping[str, Sequence[str]],
        label: Callable[[str], Label],
        book: Phrasebook | None = None,
        *,
        exact: bool = False,
    ) -> None:
        self._book = Phrasebook() if book is None else book
        self._beginnings: set[str] = set()
        self._single: set[str] = set()  # the beginnings that are a phrase by themselves
        for name, written in phrases.items():
            named = label(name)
            for phrase in written:
                begins, *later = _choices(phrase)
                verb = "/" in phrase.split()[0]
                beginnings = [*map(inflected, begins), begins[0]] if verb else begins
                if not later and " " not in begins[0] and len(begins[0]) > _SHORT and not exact:
                    beginnings = [*beginnings, stemmed(stem(begins[0]))]
                self._beginnings.update(beginnings)
                if not later:
                    self._single.update(beginnings)
                for words in product(*later):
                    rest = tuple(_with_stem(word, exact=exact) for word in words)
                    self._book.add(self, beginnings, rest, named)

    def has(self, word: str) -> bool:
        """Whether a folded word is a phrase as it stands."""
        return word in self._single or inflected(word) in self._single

    def has_noun(self, word: str) -> bool:
        """Whether a folded word is a phrase, whatever is written to its beginning, and no form of a verb."""
        forms = without_clitics(word)
        return not self._single.isdisjoint(forms) and self._beginnings.isdisjoint(map(inflected, forms))

    def at(self, tokens: Words, first: int) -> tuple[tuple[Label, ...], int]:
        """The labels of the longest phrase that begins at `first`, and the token after it; () and `first` if none."""
        return self._book.found(tokens, self).get(first, ((), first))

    def each(self, tokens: Words) -> list[tuple[tuple[Label, ...], int, int]]:
        """The longest phrase at every token that begins one, whether they overlap or not: as `at` gives it."""
        return [(labels, first, last) for first, (labels, last) in self._book.found(tokens, self).items()]

    def find(self, tokens: Words) -> list[tuple[tuple[Label, ...], int, int]]:
        """Every phrase in `tokens` from left to right: its labels, first token and the token after it."""
        found: list[tuple[tuple[Label, ...], int, int]] = []
        after = 0
        for first, (labels, last) in self._book.found(tokens, self).items():
            if first >= after:
                found.append((labels, first, last))
                after = last
        return found


def base_of(phrase: str) -> str:
    """The folded phrase that stands for all that a lexicon's phrase does: of a verb the past, of others the first."""
    return " ".join(choices[0] for choices in _choices(phrase))


def _choices(phrase: str) -> Iterator[Sequence[str]]:
    """For each place of a lexicon's phrase the words that may stand there."""
    for part in phrase.replace("-", " ").split():
        if part == _GAP:
            yield (part,)
        else:
            yield [form for choice in part.split("|") for form in word_forms(choice)]


def _with_stem(word: str, *, exact: bool) -> tuple[str, str | None]:
    """A later word of a phrase with its stem where that counts."""
    return word, None if exact or len(word) <= _SHORT else stem(word)


def _length(tokens: Words, first: int, rest: _Rest) -> int:
    """How many tokens a phrase takes whose later words are `rest`; 0 where they do not follow."""
    at = first + 1
    gap = 0
    for word, by_stem in rest:
        if word == _GAP:
            gap = _LONGEST_GAP
            continue
        while at < len(tokens) and tokens[at].folded != word and tokens[at].stem != by_stem:
            if not gap:
                return 0
            at, gap = at + 1, gap - 1
        if at >= len(tokens):
            return 0
        at, gap = at + 1, 0
    return at - first
