"""Patterns and phrases over the words of a question: small languages that the lexicons are written in.

A pattern is words in order; `a|b` is either word, `..` up to five words between, `^` the start, `$` the end,
`?` may be missing before `$`, and `{place}`, `{actor}`, `{date}` something that was named. `a/b` stands for the
forms of a verb that is given by its past and present.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import Any, Generic, NamedTuple, TypeVar

from answering.conjugation import conjugated
from answering.text import Words, inflected, stemmed, without_clitics
from db.folding import fold, stem

_GAP = 5
_PHRASE_GAP = 4
_SHORT = 3  # letters of a word that counts by itself alone and not by its stem
_SLOTS = {"{place}", "{actor}", "{date}"}

Label = TypeVar("Label")
_Rest = tuple[tuple[str, str | None], ...]  # the later words of a phrase, each with its stem where that counts


class Item(NamedTuple):
    """What a pattern is held against: a word in its forms, or something named that fills `slots`.

    `first` and `last` are the tokens that it stands for, `last` not included.
    """

    forms: frozenset[str]
    slots: frozenset[str]
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class _Element:
    words: frozenset[str] = frozenset()
    slots: frozenset[str] = frozenset()
    gap: bool = False
    needed: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Pattern:
    """A compiled pattern; `match` says which tokens its words stand on."""

    elements: tuple[_Element, ...]
    at_start: bool
    at_end: bool
    needs: tuple[frozenset[str], ...]
    """For each word or slot, what a text must hold one of."""

    @property
    def words(self) -> frozenset[str]:
        """The words that it is made of."""
        return frozenset().union(*(element.words for element in self.elements))

    @property
    def rarest_need(self) -> frozenset[str]:
        """The words or slots of which a text must hold one: those of the element that has the fewest."""
        return min(self.needs, key=len)

    def can_match(self, present: frozenset[str]) -> bool:
        """Whether every word and slot that the pattern needs is among those of a text: a quick refusal."""
        return not any(map(present.isdisjoint, self.needs))

    def match(self, items: Sequence[Item]) -> frozenset[int] | None:
        """The positions of the tokens that the pattern's words took, or None where it does not fit."""
        for start in range(1 if self.at_start else len(items)):
            if (taken := self._from(items, start, 0)) is not None:
                return frozenset(token for item in taken for token in range(items[item].first, items[item].last))
        return None

    def _from(self, items: Sequence[Item], at: int, element: int) -> tuple[int, ...] | None:
        if element == len(self.elements):
            return () if not self.at_end or at == len(items) else None
        wanted = self.elements[element]
        if wanted.gap:
            for skipped in range(min(_GAP, len(items) - at) + 1):
                if (taken := self._from(items, at + skipped, element + 1)) is not None:
                    return taken
            return None
        if at < len(items) and not (
            items[at].forms.isdisjoint(wanted.words) and items[at].slots.isdisjoint(wanted.slots)
        ):
            rest = self._from(items, at + 1, element + 1)
            return None if rest is None else ((at, *rest) if items[at].forms else rest)
        return None


class PatternTable(Generic[Label]):
    """Patterns with what each asks for, found by the words that they need so that few are held against a text."""

    def __init__(self, rows: Iterable[tuple[Label, Sequence[str]]]) -> None:
        self._patterns: list[tuple[int, Label, Pattern]] = []
        self._needing: dict[str, list[int]] = defaultdict(list)
        for row, (label, written) in enumerate(rows):
            for pattern in map(compile_pattern, written):
                for word in pattern.rarest_need:
                    self._needing[word].append(len(self._patterns))
                self._patterns.append((row, label, pattern))

    @cached_property
    def words(self) -> frozenset[str]:
        """Every word of the patterns."""
        return frozenset().union(*(pattern.words for _, _, pattern in self._patterns))

    @property
    def labels(self) -> tuple[Label, ...]:
        """What the patterns ask for, each once, in their order."""
        return tuple(dict.fromkeys(label for _, label, _ in self._patterns))

    def able(self, present: frozenset[str]) -> Iterator[tuple[int, Label, Pattern]]:
        """The patterns whose words and slots are all in a text, in their order, with the row they stand in."""
        needed = present & self._needing.keys()
        for number in sorted({number for word in needed for number in self._needing[word]}):
            row, label, pattern = self._patterns[number]
            if pattern.can_match(present):
                yield row, label, pattern


def compile_pattern(written: str) -> Pattern:
    """The pattern of a lexicon's line."""
    parts = [part for part in written.split() if part not in {"?", "؟"}]
    at_start, at_end = parts[0] == "^", parts[-1] == "$"
    parts = parts[at_start : len(parts) - at_end]
    elements = tuple(map(_element, parts))
    return Pattern(elements, at_start, at_end, tuple(element.needed for element in elements if element.needed))


def _element(part: str) -> _Element:
    if part == "..":
        return _Element(gap=True)
    choices = part.split("|")
    words = frozenset(form for choice in choices if choice not in _SLOTS for form in word_forms(choice))
    slots = frozenset(choice.strip("{}") for choice in choices if choice in _SLOTS)
    return _Element(words, slots, needed=words | {slot_of(slot) for slot in slots})


def slot_of(name: str) -> str:
    """A slot as it stands among the words of a text."""
    return f"{{{name}}}"


def word_forms(written: str) -> tuple[str, ...]:
    """The folded words that a lexicon's word stands for: the forms of a verb, else the word itself."""
    past, _, present = written.partition("/")
    return conjugated(fold(past), fold(present)) if present else (fold(written),)


class Phrasebook:
    """Phrases of several tables by what they begin with: a text is looked through once for all of them."""

    def __init__(self) -> None:
        self._phrases: dict[str, list[tuple[object, _Rest, Any]]] = defaultdict(list)

    def add(self, table: object, beginning: str, rest: _Rest, label: object) -> None:
        """Take in a phrase of a table, given what it begins with and its later words."""
        self._phrases[beginning].append((table, rest, label))

    def found(self, tokens: Words, table: object) -> Mapping[int, tuple[tuple[Any, ...], int]]:
        """The longest phrases of a table by the token that they begin at: their labels and the token after them."""
        if self not in tokens.phrases:
            tokens.phrases[self] = self._look_through(tokens)
        return tokens.phrases[self].get(table, {})

    def _look_through(self, tokens: Words) -> dict[object, dict[int, tuple[tuple[Any, ...], int]]]:
        found: dict[object, dict[int, tuple[tuple[Any, ...], int]]] = {}
        for first, forms in enumerate(tokens.beginnings):
            longest: dict[object, tuple[int, dict[object, None]]] = {}
            for form in forms:
                for table, rest, label in self._phrases.get(form, ()):
                    length = _length(tokens, first, rest) if rest else 1
                    before, labels = longest.get(table, (0, {}))
                    if length > before:
                        longest[table] = length, {label: None}
                    elif length and length == before:
                        labels[label] = None
            for table, (length, labels) in longest.items():
                found.setdefault(table, {})[first] = tuple(labels), first + length
        return found


class PhraseTable(Generic[Label]):
    """Phrases of one or more words and what they name; a single word also counts by its stem.

    `a|b` and `a/b` are as in a pattern; `..` in a phrase stands for up to four words between: "let .. out".
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
            for phrase in written:
                base = base_of(phrase)
                verb = "/" in phrase.split()[0]
                for first, *later in _written_out(phrase):
                    rest = tuple((word, None if exact or len(word) <= _SHORT else stem(word)) for word in later)
                    if verb:
                        self._add(inflected(first), rest, label(name))
                    if not verb or first == base.split()[0]:
                        self._add(first, rest, label(name))
                if " " not in base and len(base) > _SHORT and not exact:
                    self._add(stemmed(stem(base)), (), label(name))

    def _add(self, beginning: str, rest: _Rest, label: Label) -> None:
        self._book.add(self, beginning, rest, label)
        self._beginnings.add(beginning)
        if not rest:
            self._single.add(beginning)

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

    def each(self, tokens: Words) -> Iterator[tuple[tuple[Label, ...], int, int]]:
        """The longest phrase at every token that begins one, whether they overlap or not: as `at` gives it."""
        for first, (labels, last) in self._book.found(tokens, self).items():
            yield labels, first, last

    def find(self, tokens: Words) -> list[tuple[tuple[Label, ...], int, int]]:
        """Every phrase in `tokens` from left to right: its labels, first token and the token after it."""
        found: list[tuple[tuple[Label, ...], int, int]] = []
        after = 0
        for labels, first, last in self.each(tokens):
            if first >= after:
                found.append((labels, first, last))
                after = last
        return found


def base_of(phrase: str) -> str:
    """The folded phrase that stands for all that a lexicon's phrase does: of a verb the past, of others the first."""
    return " ".join(next(_written_out(phrase)))


def _written_out(phrase: str) -> Iterator[tuple[str, ...]]:
    """Each series of words that a lexicon's phrase stands for."""
    parts = phrase.replace("-", " ").split()
    return product(
        *(
            (part,) if part == ".." else [form for choice in part.split("|") for form in word_forms(choice)]
            for part in parts
        )
    )


def _length(tokens: Words, first: int, rest: _Rest) -> int:
    """How many tokens a phrase takes whose later words are `rest`; 0 where they do not follow."""
    at = first + 1
    gap = 0
    for word, by_stem in rest:
        if word == "..":
            gap = _PHRASE_GAP
            continue
        while at < len(tokens) and tokens[at].folded != word and tokens[at].stem != by_stem:
            if not gap:
                return 0
            at, gap = at + 1, gap - 1
        if at >= len(tokens):
            return 0
        at, gap = at + 1, 0
    return at - first
