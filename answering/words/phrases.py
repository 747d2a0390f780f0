"""Phrases over the words of a text: what single words and series of words name, as the lexicons write them.

`a|b` and `a/b` are as in a pattern; `..` in a phrase stands for up to four words between: "let .. out".
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain, product
from operator import itemgetter
from typing import Any, Generic, NamedTuple, TypeVar

from answering.text import Words, beginnings_of, inflected, stemmed, without_clitics
from answering.words.patterns import word_forms
from db.folding import stem

_GAP = ".."
_LONGEST_GAP = 4
_SHORT = 3  # letters of a word that counts by itself alone and not by its stem
_MOST_WORDS = 16_384  # words whose phrases are held in memory

Label = TypeVar("Label")
_Rest = tuple[tuple[str, str | None], ...]  # the later words of a phrase, each with its stem where that counts
_Found = Mapping[int, tuple[tuple[Any, ...], int]]  # by the first token: the labels, and the token after the phrase
_NOTHING: _Found = {}
_NO_TOKENS: frozenset[int] = frozenset()
_NONE: tuple[int, dict[object, None], frozenset[int]] = (1, {}, _NO_TOKENS)


class _Longer(NamedTuple):
    """A phrase of several words: when it was taken in, its table, its later words, and what it names."""

    number: int
    table: object
    rest: _Rest
    label: object


class _Begins(NamedTuple):
    """The longer phrases that a word begins, by the next word that they need or its stem: few need any given one."""

    next: dict[str, list[_Longer]]
    after_gap: dict[str, list[_Longer]]


_Begun = tuple[tuple[tuple[object, tuple[Any, ...]], ...], tuple[_Begins, ...]]
_Keys = tuple[str, str]  # of a token: its word, and its stem with a mark


class Phrasebook:
    """Phrases of several tables by what they begin with: a text is looked through once for all of them."""

    def __init__(self) -> None:
        self._single: dict[str, list[tuple[object, object]]] = defaultdict(list)
        """The phrases of one word, table and label, by what they begin with."""
        self._longer: dict[str, _Begins] = defaultdict(lambda: _Begins(defaultdict(list), defaultdict(list)))
        """The longer ones by what they begin with."""
        self._count = 0
        self._begun = lru_cache(_MOST_WORDS)(self._find_begun)

    def add(self, table: object, beginnings: Sequence[str], rest: _Rest, label: object) -> None:
        """Take in a phrase of a table, given all that it may begin with and its later words."""
        self._count += 1
        longer = _Longer(self._count, table, rest, label)
        for beginning in beginnings:
            if not rest:
                self._single[beginning].append((table, label))
                continue
            has_gap = rest[0][0] == _GAP
            word, by_stem = rest[1] if has_gap else rest[0]
            needing = self._longer[beginning].after_gap if has_gap else self._longer[beginning].next
            for needed in (word,) if by_stem is None else (word, stemmed(by_stem)):
                needing[needed].append(longer)

    def look_through(self, tokens: Words) -> None:
        """Note with a text the longest phrases of each table: by where they begin, labels and the token after them."""
        found: dict[object, dict[int, tuple[tuple[Any, ...], int]]] = defaultdict(dict)
        last = len(tokens) - 1
        keys = [(token.folded, stemmed(token.stem)) for token in tokens]
        for first, token in enumerate(tokens):
            single, longer = self._begun(token.folded, token.stem, token.text[-1])
            longest = _longest(tokens, keys, first, longer) if longer and first < last else None
            for table, labels in single:
                if not longest or table not in longest:
                    found[table][first] = labels, first + 1
            if not longest:  # as at most words
                continue
            for table, (length, named, skipped) in longest.items():
                found[table][first] = tuple(named), first + length
                if skipped:
                    tokens.skipped[table, first] = skipped
        tokens.phrases.update(found)
        tokens.phrases[self] = _NOTHING  # is looked through

    def _find_begun(self, folded: str, its_stem: str, ending: str) -> _Begun:
        """The phrases that a word, with its last letter as it was written, is by itself, and those that it begins."""
        forms = beginnings_of(folded, its_stem, ending)
        single: dict[object, dict[object, None]] = defaultdict(dict)
        for form in forms:
            for table, label in self._single.get(form, ()):
                single[table][label] = None
        begun = tuple((table, tuple(labels)) for table, labels in single.items())
        return begun, tuple(self._longer[form] for form in forms if form in self._longer)


def _longest(
    tokens: Words, keys: Sequence[_Keys], first: int, begun: Iterable[_Begins]
) -> Mapping[object, tuple[int, dict[object, None], frozenset[int]]]:
    """The longest phrases of several words from a token on, by their table: tokens, labels, the words between."""
    longest: dict[object, tuple[int, dict[object, None], frozenset[int]]] = {}
    for begins in begun:
        alike = [phrase for key in keys[first + 1] if key in begins.next for phrase in begins.next[key]]
        if begins.after_gap:
            near = chain.from_iterable(keys[first + 1 : first + 2 + _LONGEST_GAP])
            alike += [phrase for key in near if key in begins.after_gap for phrase in begins.after_gap[key]]
        for _, table, rest, label in sorted(alike, key=itemgetter(0)) if len(alike) > 1 else alike:
            length, skipped = (2, _NO_TOKENS) if len(rest) == 1 else _length(tokens, first, rest)
            before, labels, _ = longest.get(table, _NONE)
            if length > before:
                longest[table] = length, {label: None}, skipped
            elif length == before:
                labels[label] = None
    return longest


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
        phrases = tokens.phrases
        if self._book not in phrases:
            self._book.look_through(tokens)
        return phrases[self].get(first, ((), first)) if self in phrases else ((), first)

    def _found(self, tokens: Words) -> _Found:
        phrases = tokens.phrases
        if self._book not in phrases:
            self._book.look_through(tokens)
        return phrases.get(self, _NOTHING)

    def skipped(self, tokens: Words, first: int) -> frozenset[int]:
        """The tokens in the gap of the longest phrase that begins at `first`: they are none of its words."""
        return tokens.skipped.get((self, first), _NO_TOKENS)

    def each(self, tokens: Words) -> list[tuple[tuple[Label, ...], int, int]]:
        """The longest phrase at every token that begins one, whether they overlap or not: as `at` gives it."""
        found = self._found(tokens)
        return [(labels, first, last) for first, (labels, last) in found.items()] if found else []

    def find(self, tokens: Words) -> list[tuple[tuple[Label, ...], int, int]]:
        """Every phrase in `tokens` from left to right: its labels, first token and the token after it."""
        found: list[tuple[tuple[Label, ...], int, int]] = []
        known = self._found(tokens)
        if not known:  # as mostly
            return found
        after = 0
        for first, (labels, last) in known.items():
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


def _length(tokens: Words, first: int, rest: _Rest) -> tuple[int, frozenset[int]]:
    """How many tokens a phrase takes whose later words are `rest`, 0 where they do not follow; and those in its gap."""
    at = first + 1
    gap = 0
    skipped: list[int] = []
    for word, by_stem in rest:
        if word == _GAP:
            gap = _LONGEST_GAP
            continue
        while at < len(tokens) and tokens[at].folded != word and tokens[at].stem != by_stem:
            if not gap:
                return 0, _NO_TOKENS
            skipped.append(at)
            at, gap = at + 1, gap - 1
        if at >= len(tokens):
            return 0, _NO_TOKENS
        at, gap = at + 1, 0
    return at - first, frozenset(skipped) if skipped else _NO_TOKENS
