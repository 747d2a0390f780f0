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
from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass
from functools import cache, cached_property

Signs = Callable[[str], Set[str]]
SignsOfRun = Callable[[tuple[str, ...]], Set[str]]

_ATOM = re.compile(r"<!?\{\w+\}|>!?\{\w+\}|\{\w+\}|[()\[\]|]|[^\s()\[\]{}|<>]+")
_PARTS = re.compile(r"\d+|[^\W\d_]+|[^\s]")
_NOTATION = frozenset("<>{[(|)]")
# How many words a gap takes at most; a near one ends before what the pattern goes on with.
GAPS = {"gap": "{1,12}", "near": "{1,5}?"}


@dataclass(frozen=True)
class Pattern:
    """One way of saying something: what it means, how it is written over signs, and the signs that it begins with."""

    meaning: str
    written: str
    first: frozenset[str]

    @cached_property
    def expression(self) -> re.Pattern[str]:
        """The expression that finds it; compiled when first wanted, since most texts want few."""
        return _expression(self.written)

    @cached_property
    def slots(self) -> tuple[tuple[str, int], ...]:
        """Its slots, each with the number of its group; a slot may have several."""
        return tuple((name.rpartition("_")[0], group) for name, group in self.expression.groupindex.items())


@dataclass(frozen=True, slots=True)
class Stage:
    """The patterns of one stage by the sign that they begin with; `starts` finds the items at which one may begin."""

    starts: re.Pattern[str]
    patterns: Mapping[str, tuple[Pattern, ...]]

    @staticmethod
    def of(patterns: Mapping[str, tuple[Pattern, ...]]) -> Stage:
        """The stage of these patterns."""
        return Stage(re.compile(_set(patterns.keys())), patterns)


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
    expression, first, empty = reader.either()
    if reader.at != len(reader.atoms):
        raise ValueError(f"brackets don't match in the pattern {pattern!r}")
    if empty:
        raise ValueError(f"the pattern {pattern!r} matches nothing at all")
    return Pattern(meaning, expression, frozenset(first))


@cache
def _expression(written: str) -> re.Pattern[str]:
    """Give the compiled expression; the languages have most of theirs in common."""
    return re.compile(written, re.DOTALL)


class _Reader:
    """Reads one pattern; methods give an expression, the signs it begins with, whether it can be empty."""

    def __init__(self, atoms: list[str], signs_of_run: SignsOfRun, signs_of_class: Signs) -> None:
        self.atoms = atoms
        self.at = 0
        self._signs_of_run = signs_of_run
        self._signs_of_class = signs_of_class

    def either(self) -> tuple[str, set[str], bool]:
        branches = [self._row()]
        while self._next() == "|":
            self.at += 1
            branches.append(self._row())
        first: set[str] = set().union(*(branch[1] for branch in branches))
        return "|".join(branch[0] for branch in branches), first, any(branch[2] for branch in branches)

    def _row(self) -> tuple[str, set[str], bool]:
        expression, first, empty = "", set[str](), True
        while (atom := self._next()) is not None and atom not in ("|", ")", "]"):
            part, begins, may_be_empty = self._one(atom)
            expression += part
            if empty:
                first |= begins
            empty = empty and may_be_empty
        return expression, first, empty

    def _one(self, atom: str) -> tuple[str, set[str], bool]:
        self.at += 1
        if atom in ("(", "["):
            inner, first, empty = self.either()
            if self._next() != (")" if atom == "(" else "]"):
                raise ValueError(f"an unclosed {atom!r} in a pattern")
            self.at += 1
            return f"(?:{inner})" + ("?" if atom == "[" else ""), first, empty or atom == "["
        if atom == "<{start}":
            return "(?<!.)", set(), True
        if atom[0] in "<>":
            without = atom[1] == "!"
            signs = _set(self._signs_of_class(atom.strip("<>!{}")))
            if atom[0] == "<":
                return f"(?<{'!' if without else '='}{signs})", set(), True
            # The end of the text counts as "before a pause".
            return f"(?!{signs})" if without else f"(?={signs}|\\Z)", set(), True
        if atom[0] == "{":
            slot = atom[1:-1]
            group = f"{slot}_{self.at}"  # the same slot may stand in several branches
            if slot in GAPS:
                stops = _set(self._signs_of_class("stop"), negated=True)
                return f"(?P<{group}>{stops}{GAPS[slot]})", set(), False
            found = self._signs_of_class(slot_class(slot))
            return f"(?P<{group}>{_set(found)})", set(found), False
        tokens = parts_of(atom)
        while (follow := self._next()) is not None and follow[0] not in _NOTATION:
            tokens += parts_of(follow)
            self.at += 1
        return (*self._run(tokens), False)

    def _run(self, tokens: tuple[str, ...]) -> tuple[str, set[str]]:
        # A phrase that the lists have as one word ("up to") is one item in a text, and its words are several.
        branches, first = [], set[str]()
        for length in range(len(tokens), 0, -1):
            signs = self._signs_of_run(tokens[:length])
            if signs or length == 1:
                rest = self._run(tokens[length:])[0] if length < len(tokens) else ""
                branches.append(_set(signs) + rest)
                first |= signs
        return (branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"), first

    def _next(self) -> str | None:
        return self.atoms[self.at] if self.at < len(self.atoms) else None


def _set(signs: Set[str], *, negated: bool = False) -> str:
    if not signs:
        return "(?!)" if not negated else "."
    return f"[{'^' if negated else ''}{''.join(re.escape(sign) for sign in sorted(signs))}]"
