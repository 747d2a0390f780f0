"""Patterns of date expressions: compiled from the word lists' notation to regular expressions over signs.

A text is read as a row of items (words, numbers, marks), and each item has a sign: one character that stands
for what the item may be. A pattern such as ``[the] {day} [of] {month}`` becomes a regular expression over
such rows, so matching costs the number of items and not of letters, and no pattern repeats a repetition.

- ``word``: a word as written; ``{slot}``: an item of that kind, which the meaning gets
- ``[x]``: may be missing; ``(x|y)``: either
- ``<{k}`` ``<!{k}``: stands, does not stand after such an item; ``>{k}`` ``>!{k}``: before one
- ``<{start}``: at the text's beginning
- ``{gap}``: the words up to the next date or pause; ``{near}``: as few of them as will do
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cache, cached_property
from typing import NamedTuple

Signs = Callable[[str], Set[str]]
SignsOfRun = Callable[[tuple[str, ...]], Set[str]]

_ATOM = re.compile(r"<!?\{\w+\}|>!?\{\w+\}|\{\w+\}|[()\[\]|]|[^\s()\[\]{}|<>]+")
_PARTS = re.compile(r"\d+|[^\W\d_]+|[^\s]")
_NOTATION = frozenset("<>{[(|)]")
_NONE = frozenset[str]()
_EVERY = "any"  # stands for every sign
_ANY = frozenset({_EVERY})
# How many words a gap takes at most; a near one ends before what the pattern goes on with.
GAPS = {"gap": "{1,12}", "near": "{1,5}?"}


@dataclass(frozen=True)
class Pattern:
    """One way of saying something: what it means, how it is written over signs, and the signs that it begins with.

    `second` are the signs that may come after the first; with `_ANY` among them any may, or none.
    """

    meaning: str
    written: str
    first: frozenset[str]
    second: frozenset[str]

    @cached_property
    def expression(self) -> re.Pattern[str]:
        """The expression that finds it; compiled when first wanted, since most texts want few."""
        return _expression(self.written)

    @cached_property
    def slots(self) -> tuple[tuple[str, int], ...]:
        """Its slots, each with the number of its group; a slot may have several."""
        return tuple((name.rpartition("_")[0], group) for name, group in self.expression.groupindex.items())


class Patterns:
    """The patterns that begin with one sign, by the sign that comes after it: few go on with any given one."""

    def __init__(self, patterns: tuple[Pattern, ...]) -> None:
        self._patterns = patterns
        self._whatever_follows = tuple(one for one in patterns if _EVERY in one.second)
        self._able: dict[str, list[Pattern]] = {sign: [] for one in patterns for sign in one.second}
        for one in patterns:
            for sign in self._able if _EVERY in one.second else one.second:
                self._able[sign].append(one)

    def __iter__(self) -> Iterator[Pattern]:
        return iter(self._patterns)

    def able(self, following: str) -> Sequence[Pattern]:
        """The patterns that may go on with a sign, or end where it is empty; mostly there is none."""
        return self._able.get(following, self._whatever_follows)


def matches(patterns: Iterable[Pattern], signs: str, at: int) -> list[tuple[int, Pattern, re.Match[str]]]:
    """What matches at an item, each with its end; the longest first, of equals the one written first."""
    found = [
        (match.end(), pattern, match)
        for pattern in patterns
        if (match := pattern.expression.match(signs, at)) is not None
    ]
    return sorted(found, key=lambda entry: -entry[0]) if len(found) > 1 else found


@dataclass(frozen=True, slots=True)
class Stage:
    """The patterns of one stage by the sign that they begin with; `starts` finds the items at which one may begin."""

    starts: re.Pattern[str]
    patterns: Mapping[str, Patterns]
    hopeless: set[str]
    """Pairs of signs that were seen to begin no pattern, which are most: they are passed over."""

    @staticmethod
    def of(patterns: Mapping[str, Sequence[Pattern]]) -> Stage:
        """The stage of these patterns."""
        together = {found: Patterns(found) for found in map(tuple, patterns.values())}  # many signs have the same
        by_sign = {sign: together[tuple(found)] for sign, found in patterns.items()}
        return Stage(re.compile(_set(patterns.keys())), by_sign, set())


def slot_class(slot: str) -> str:
    """Give the class of items a slot takes: `day2` takes what `day` takes."""
    return slot.rstrip("0123456789")


def literals(pattern: str) -> list[tuple[str, ...]]:
    """Give the runs of words and marks that a pattern spells out, by their tokens."""
    runs: list[tuple[str, ...]] = [()]
    for atom in _ATOM.findall(pattern):
        if atom[0] in _NOTATION:
            runs.append(())
        else:
            runs[-1] += parts_of(atom)
    return [run for run in runs if run]


def parts_of(word: str) -> tuple[str, ...]:
    """Give the tokens that a word or phrase consists of."""
    return tuple(_PARTS.findall(word))


def compiled(meaning: str, pattern: str, signs_of_run: SignsOfRun, signs_of_class: Signs) -> Pattern:
    """Give the compiled pattern; ValueError where brackets don't match or a kind of item doesn't exist."""
    reader = _Reader(_ATOM.findall(pattern), signs_of_run, signs_of_class)
    whole = reader.either()
    if reader.at != len(reader.atoms):
        raise ValueError(f"brackets don't match in the pattern {pattern!r}")
    if 0 in whole.lengths:
        raise ValueError(f"the pattern {pattern!r} matches nothing at all")
    second = frozenset(whole.second) | (_ANY if 1 in whole.lengths else _NONE)
    return Pattern(meaning, whole.written, frozenset(whole.first) - _ANY, second)


@cache
def _expression(written: str) -> re.Pattern[str]:
    """Give the compiled expression; the languages have most of theirs in common."""
    return re.compile(written, re.DOTALL)


class _Part(NamedTuple):
    """A part of a pattern over signs: the signs that it may begin with, those that may come second, and its lengths.

    A length is in items, and two stands for two or more.
    """

    written: str
    first: Set[str] = frozenset()
    second: Set[str] = frozenset()
    lengths: Set[int] = frozenset({0})

    def then(self, other: _Part) -> _Part:
        """This part and another one after it."""
        written, first, second = self.written + other.written, self.first, self.second
        if 0 in self.lengths:
            first, second = first | other.first, second | other.second
        elif 1 not in self.lengths:
            return self._replace(written=written)
        if 1 in self.lengths:
            second = second | other.first
        return _Part(written, first, second, {min(one + more, 2) for one in self.lengths for more in other.lengths})


def _either(branches: Sequence[_Part]) -> _Part:
    return _Part(
        "|".join(branch.written for branch in branches),
        _NONE.union(*(branch.first for branch in branches)),
        _NONE.union(*(branch.second for branch in branches)),
        frozenset[int]().union(*(branch.lengths for branch in branches)),
    )


class _Reader:
    """Reads one pattern, part by part."""

    def __init__(self, atoms: list[str], signs_of_run: SignsOfRun, signs_of_class: Signs) -> None:
        self.atoms = atoms
        self.at = 0
        self._signs_of_run = signs_of_run
        self._signs_of_class = signs_of_class

    def either(self) -> _Part:
        branches = [self._row()]
        while self._next() == "|":
            self.at += 1
            branches.append(self._row())
        return _either(branches)

    def _row(self) -> _Part:
        row = _Part("")
        while (atom := self._next()) is not None and atom not in ("|", ")", "]"):
            row = row.then(self._one(atom))
        return row

    def _one(self, atom: str) -> _Part:
        self.at += 1
        if atom in ("(", "["):
            inner = self.either()
            if self._next() != (")" if atom == "(" else "]"):
                raise ValueError(f"an unclosed {atom!r} in a pattern")
            self.at += 1
            if atom == "(":
                return inner._replace(written=f"(?:{inner.written})")
            return inner._replace(written=f"(?:{inner.written})?", lengths=inner.lengths | {0})
        if atom == "<{start}":
            return _Part("(?<!.)")
        if atom[0] in "<>":
            without = atom[1] == "!"
            signs = _set(self._signs_of_class(atom.strip("<>!{}")))
            if atom[0] == "<":
                return _Part(f"(?<{'!' if without else '='}{signs})")
            # The end of the text counts as "before a pause".
            return _Part(f"(?!{signs})" if without else f"(?={signs}|\\Z)")
        if atom[0] == "{":
            slot = atom[1:-1]
            group = f"{slot}_{self.at}"  # the same slot may stand in several branches
            if slot in GAPS:
                stops = _set(self._signs_of_class("stop"), negated=True)
                return _Part(f"(?P<{group}>{stops}{GAPS[slot]})", _ANY, _ANY, {1, 2})
            found = self._signs_of_class(slot_class(slot))
            return _Part(f"(?P<{group}>{_set(found)})", found, lengths={1})
        tokens = parts_of(atom)
        while (follow := self._next()) is not None and follow[0] not in _NOTATION:
            tokens += parts_of(follow)
            self.at += 1
        return self._run(tokens)

    def _run(self, tokens: tuple[str, ...]) -> _Part:
        # A phrase that the lists have as one word ("up to") is one item in a text, and its words are several.
        branches = []
        for length in range(len(tokens), 0, -1):
            signs = self._signs_of_run(tokens[:length])
            if signs or length == 1:
                word = _Part(_set(signs), signs, lengths={1})
                branches.append(word.then(self._run(tokens[length:])) if length < len(tokens) else word)
        if len(branches) == 1:
            return branches[0]
        together = _either(branches)
        return together._replace(written=f"(?:{together.written})")

    def _next(self) -> str | None:
        return self.atoms[self.at] if self.at < len(self.atoms) else None


def _set(signs: Set[str], *, negated: bool = False) -> str:
    if not signs:
        return "(?!)" if not negated else "."
    return f"[{'^' if negated else ''}{''.join(re.escape(sign) for sign in sorted(signs))}]"
