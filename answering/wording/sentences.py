"""Wording: an Answer to sentences of the asker's language, whole and in a reader's order.

A phrase's values are worded by their type, in one place, so that dates, numbers, names and lists look alike
everywhere. What may run against the direction of the language stands in Unicode isolates.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from answering.answer import (
    Answer,
    Citation,
    NearestEntry,
    Phrase,
    Statement,
    Status,
)
from answering.catalogues import sentences
from answering.lexicon import load
from answering.message import Block, BlockKind, Message, Run
from answering.wording.clocks import read_clock
from answering.wording.locale_words import months
from answering.wording.values import worded
from db.directory import Directory
from db.model import Event, Precision, Source

SHOWN_CITATIONS = 6  # under one statement; the rest are behind a button
FULL_SOURCES = 2  # statements, up to which every source gets a line of its own
_OWN_WORDS = ("clock.", "place_kind.", "actor_kind.")  # editors may use others than the catalogue knows
_COUNTS = 500  # numbers that are worded before anybody asks
_MOST = 4_096  # patterns, dates and sources whose words are held in memory
_ISOLATE, _END = "\u2068", "\u2069"
_RTL = re.compile(r"[\u0590-\u08ff]")
_LTR = re.compile(r"[A-Za-z\u00c0-\u024f]")


def phrase(name: str, language: str, *, count: int | None = None, **values: object) -> str:
    """The sentence `name` in `language`, for a surface that speaks of itself and not of the timeline."""
    return Wording(language, Directory((), ())).say(Phrase.of(name, count=count, **values))


def word(answer: Answer, directory: Directory) -> Message:
    """The answer in sentences."""
    return _wording(answer.language, directory).message(answer)


def warm(told: Iterable[Statement], language: str, directory: Directory) -> None:
    """Word now what is told of entries whatever is asked: how well they stand, their dates and sources."""
    _wording(language, directory).warm(told)


@lru_cache(maxsize=8)
def _wording(language: str, directory: Directory) -> Wording:
    return Wording(language, directory)


class _Told(NamedTuple):
    """A statement in words: the lines of the fact, the mark of its first source, how well it stands."""

    statement: Statement
    fact: tuple[tuple[Run, ...], ...]
    first_source: tuple[Run, ...]
    standing: tuple[tuple[Run, ...], ...]

    def has_what_always_stands_in(self, other: Statement) -> bool:
        """Whether another statement of the same entry has the very sources and standing of this one."""
        return self.statement.citations is other.citations and self.statement.standing is other.standing


class Wording:
    """The sentences of one language about one directory's places and actors."""

    def __init__(self, language: str, directory: Directory) -> None:
        self.language = language
        self.directory = directory
        self.locale = load(language).locale
        self.other_months = load(language).other_months
        self._sentences = sentences(language)
        self._known: dict[Event, _Told] = {}
        self._ways: dict[type, Callable[[object, Wording], str]] = {}
        self.pattern = lru_cache(_MOST)(self._sentences.gettext)
        self.dated = lru_cache(_MOST)(self._date)
        self.sourced = lru_cache(_MOST)(self._source)
        self.isolated = lru_cache(_MOST)(self._isolated)

    def warm(self, told: Iterable[Statement]) -> None:
        """Word what is remembered of these statements, and the numbers that count them."""
        for count in range(_COUNTS):
            self.value(count)
        for statement in told:
            numbers: dict[str, int] = {}
            self._statement(statement, numbers)
            self._sources((statement,), numbers)

    def message(self, answer: Answer) -> Message:
        """The whole answer: what was assumed, what is stated, the sources, what else there is."""
        blocks = [Block(BlockKind.NOTE, (_line(self.say(note)),)) for note in answer.notes]
        statements = answer.statements
        full = len(statements) <= FULL_SOURCES
        numbers: dict[str, int] = {}
        for statement in statements:
            blocks.append(self._statement(statement, numbers if full else None))
        if full and numbers:
            blocks.append(self._sources(statements, numbers))
        if answer.more:
            blocks.append(_hint(self.say(Phrase.of("hint.more", count=len(answer.more), number=len(answer.more)))))
        if answer.choices:
            blocks.append(self._choices(answer))
        return Message(answer.language, tuple(blocks))

    def _statement(self, statement: Statement, numbers: dict[str, int] | None) -> Block:
        told = self._told(statement)
        fact = told.fact
        if fact:
            marks = told.first_source if numbers is None else self._marks(statement.citations, numbers)
            fact = (*fact[:-1], (*fact[-1], *marks))
        return Block(BlockKind.STATEMENT, (*fact, *told.standing))

    def _told(self, statement: Statement) -> _Told:
        """The words of a statement; those of an entry that is told by itself are found once for all answers."""
        known = self._known.get(statement.event)
        if known is not None and known.statement is statement:
            return known
        same = known if known is not None and known.has_what_always_stands_in(statement) else None
        heading = () if statement.heading is None else ((Run(self.say(statement.heading), bold=True),),)
        told = _Told(
            statement,
            fact=(*heading, *((Run(self.value(part)),) for part in statement.body)),
            first_source=same.first_source if same else self._marks(statement.citations, None),
            standing=same.standing
            if same
            else tuple((Run(self.value(one), italic=True),) for one in statement.standing),
        )
        if same is None and statement.standing:
            if len(self._known) >= _MOST:
                self._known.clear()
            self._known[statement.event] = told
        return told

    def _marks(self, citations: Iterable[Citation], numbers: dict[str, int] | None) -> tuple[Run, ...]:
        """What stands behind a statement: numbers that a list explains, or the first source itself."""
        sources = {citation.source.id: citation.source for citation in citations}
        if numbers is None:
            first = next(iter(sources.values()))
            inline = [Run(" — "), Run(self.sourced(first), url=first.url)]
            if len(sources) > 1:
                rest = len(sources) - 1
                inline.append(Run(" " + self.say(Phrase.of("sources.more_inline", count=rest, number=rest))))
            return tuple(inline)
        runs: list[Run] = [Run(" ")]
        for source in list(sources.values())[:SHOWN_CITATIONS]:
            number = numbers.setdefault(source.id, len(numbers) + 1)
            runs.append(Run(f"[{number}]", url=source.url))
        return tuple(runs)

    def _sources(self, statements: Iterable[Statement], numbers: Mapping[str, int]) -> Block:
        sources = {c.source.id: c.source for statement in statements for c in statement.citations}
        lines: list[tuple[Run, ...]] = [
            (Run(f"[{number}] "), Run(self.sourced(sources[id]), url=sources[id].url)) for id, number in numbers.items()
        ]
        hidden = len(sources) - len(numbers)
        if hidden > 0:
            lines.append((Run(self.say(Phrase.of("sources.more", count=hidden, number=hidden))),))
        return Block(BlockKind.SOURCES, tuple(lines))

    def _choices(self, answer: Answer) -> Block:
        name = "hint.readings" if answer.status is Status.AMBIGUOUS else "hint.nearest"
        lines = [_line(self.say(Phrase.of(name)))]
        lines += [_line("• " + self.choice(choice)) for choice in answer.choices]
        return Block(BlockKind.HINT, tuple(lines))

    def choice(self, choice: object) -> str:
        """One choice in a line: an entry's date and text, or a question."""
        if isinstance(choice, NearestEntry):
            return f"{self.value(choice.event.when)}: {self.value(choice.event.text)}"
        return self.isolated(getattr(choice, "question", ""))

    def say(self, phrase: Phrase) -> str:
        """The sentence of a phrase with its values worded."""
        if phrase.count is None:
            pattern = self.pattern(phrase.name)
            if pattern == phrase.name and phrase.name.startswith(_OWN_WORDS):
                return self._own_words(phrase.name.partition(".")[2].replace("_", " "))
        else:
            pattern = self._sentences.ngettext(phrase.name, phrase.name, int(phrase.count))
        return pattern.format_map({name: self.value(value) for name, value in phrase.values.items()})

    def value(self, value: object) -> str:
        """Any value in words, by its type."""
        kind = type(value)
        if kind not in self._ways:
            self._ways[kind] = worded.dispatch(kind)  # which takes long
        return self._ways[kind](value, self)

    def when(self, start: date, end: date, precision: Precision) -> str:
        """A date with its precision."""
        if precision is Precision.DAY:
            return self.dated("date.day", start)
        if precision is Precision.MONTH:
            return self.dated("date.month", start)
        if precision is Precision.YEAR:
            return str(start.year)
        span = self.span(start, end)
        if precision is Precision.APPROXIMATE:
            return self.pattern("date.around").format(date=span)
        return span

    def span(self, start: date, end: date) -> str:
        """The days from `start` to `end`, as short as they can be said."""
        if start == end:
            return self.dated("date.day", start)
        if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31):
            return str(start.year) if start.year == end.year else f"{start.year}–{end.year}"
        last = monthrange(end.year, end.month)[1]
        if start == end.replace(day=1) and end.day == last:
            return self.dated("date.month", start)
        same_year = start.year == end.year
        first = self.dated("date.day_month" if same_year else "date.day", start)
        return self.pattern("date.span").format(start=first, end=self.dated("date.day", end))

    def _source(self, source: Source) -> str:
        outlet = self.isolated(source.outlet)
        if source.published is None:
            return outlet
        return f"{outlet}{self.pattern('list.comma')}{self.dated('date.short', source.published)}"

    def _date(self, name: str, day: date) -> str:
        short = name == "date.short"
        abbreviated = short and self.other_months is None
        month = months("abbreviated" if abbreviated else "wide", self.locale)[day.month]
        other = months("wide", self.other_months)[day.month] if self.other_months else month
        return self.pattern(name).format(day=day.day, month=month, other=other, year=day.year)

    def _own_words(self, text: str) -> str:
        """Words of the editors' own; a time of day among them in the language where they are in another."""
        isolated = self.isolated(text)
        clock = read_clock(text) if isolated != text else None
        return isolated if clock is None else self.say(clock)

    def _isolated(self, text: str) -> str:
        """The text as it stands, in isolates where its script runs against the language."""
        against = _LTR if self.locale.startswith("ar") else _RTL
        return f"{_ISOLATE}{text}{_END}" if against.search(text) else text


def _line(text: str) -> tuple[Run, ...]:
    return (Run(text),)


def _hint(text: str) -> Block:
    return Block(BlockKind.HINT, (_line(text),))
