"""Patterns over the words and names of a question: a small language that the lexicons are written in.

A pattern is words in order; `a|b` is either word, `..` up to five words between, `^` the start, `$` the end,
`?` may be missing before `$`, and `{place}`, `{actor}`, `{date}` something that was named. `a/b` stands for the
forms of a verb that is given by its past and present.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Generic, NamedTuple, TypeVar

from answering.words.conjugation import conjugated
from db.folding import fold

_GAP = 5
_SLOTS = {"{place}", "{actor}", "{date}"}

Label = TypeVar("Label")


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

    def match(self, items: Sequence[Item]) -> frozenset[int] | None:
        """The positions of the tokens that the pattern's words took, or None where it does not fit."""
        first = self.elements[0]
        for start in range(1 if self.at_start else len(items)):
            if not first.gap and start < len(items):
                item = items[start]
                if item.forms.isdisjoint(first.words) and item.slots.isdisjoint(first.slots):
                    continue  # as at most items
            if (taken := self._from(items, start, self.elements)) is not None:
                return frozenset(token for item in taken for token in range(items[item].first, items[item].last))
        return None

    def _from(self, items: Sequence[Item], at: int, elements: Sequence[_Element]) -> Sequence[int] | None:
        """The items that the words of the elements take from `at` on; None where one of them does not fit."""
        taken: list[int] = []
        end = len(items)
        for element, wanted in enumerate(elements):
            if wanted.gap:
                rest = self._after_gap(items, at, elements[element + 1 :])
                return None if rest is None else [*taken, *rest]
            if at >= end:
                return None
            forms = items[at].forms
            if forms.isdisjoint(wanted.words) and items[at].slots.isdisjoint(wanted.slots):
                return None
            if forms:
                taken.append(at)
            at += 1
        return taken if not self.at_end or at == end else None

    def _after_gap(self, items: Sequence[Item], at: int, elements: Sequence[_Element]) -> Sequence[int] | None:
        for start in range(at, min(at + _GAP, len(items)) + 1):
            if (taken := self._from(items, start, elements)) is not None:
                return taken
        return None


class PatternTable(Generic[Label]):
    """Patterns with what each asks for, found by the words that they need so that few are held against a text."""

    def __init__(self, rows: Iterable[tuple[Label, Sequence[str]]]) -> None:
        self._patterns = [
            (row, label, pattern)
            for row, (label, written) in enumerate(rows)
            for pattern in map(compile_pattern, written)
        ]
        used = Counter(word for _, _, pattern in self._patterns for need in pattern.needs for word in need)
        self._needing: dict[str, list[int]] = defaultdict(list)
        for number, (_, _, pattern) in enumerate(self._patterns):
            # filed under what the fewest patterns need, so that few are looked at: under "many" and not under "how"
            for word in min(pattern.needs, key=lambda need: sum(used[word] for word in need)):
                self._needing[word].append(number)
        self._needed = frozenset(self._needing)

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
        needing, lacks = self._needing, present.isdisjoint
        for number in sorted({number for word in present & self._needed for number in needing[word]}):
            row, label, pattern = self._patterns[number]
            if not any(map(lacks, pattern.needs)):
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
