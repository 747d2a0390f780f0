"""What an answer is: frozen values that the forms build, `wording` puts into sentences and a surface shows.

Nothing in here is worded: a sentence is a `Phrase`, the name of a catalogue entry with its values, and a
fact is told in the editors' own `Text`. A statement without a citation can't be constructed, nor can an
answer that says it answers and states nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING

from answering.errors import UncitedStatement
from db.model import Event, Figure, Precision, Report, Source, Stance, Text

if TYPE_CHECKING:
    from answering.question import Question


class Form(StrEnum):
    """What a question asks for (section 4 of the design)."""

    WHEN = "when"
    WHAT = "what"
    WHO = "who"
    WHERE = "where"
    HOW_MANY = "how_many"
    HOW_LONG = "how_long"
    CONTROL = "control"
    ORDER = "order"
    CHECK = "check"
    SAY = "say"
    COUNT = "count"
    SOURCE = "source"
    AS_KNOWN = "as_known"


class Status(StrEnum):
    """What became of a question."""

    ANSWERED = "answered"
    AMBIGUOUS = "ambiguous"
    NO_RECORD = "no_record"
    NOT_A_QUESTION = "not_a_question"


@dataclass(frozen=True, slots=True)
class PlaceRef:
    """A place to be named in the asker's language."""

    id: str


@dataclass(frozen=True, slots=True)
class ActorRef:
    """An actor to be named in the asker's language."""

    id: str


@dataclass(frozen=True, slots=True)
class YearlyDay:
    """A day of any year: told by its day and month."""

    day: date


@dataclass(frozen=True, slots=True)
class Weekday:
    """The name of a day's day of the week."""

    day: date


@dataclass(frozen=True, slots=True)
class Joined:
    """Several things said in one line, set apart by dots."""

    parts: tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Phrase:
    """A sentence of the catalogue by its name, and what it speaks of.

    A value is worded by its type: a date, a When or a Scope as a date, a number as a number, a PlaceRef or
    ActorRef as its name, a tuple as a list, a Text in the asker's language, a Phrase as a sentence. Where
    `count` is given, it chooses the plural form.
    """

    name: str
    values: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))
    count: int | None = None

    @staticmethod
    def of(name: str, *, count: int | None = None, **values: object) -> Phrase:
        """The phrase `name` with `values`."""
        return Phrase(name, MappingProxyType(values), count)


@dataclass(frozen=True, slots=True)
class Citation:
    """A source behind a statement, whom it has it from, and what it does with the fact."""

    source: Source
    said_by: tuple[str, ...] = ()
    stance: Stance | None = None
    on: date | None = None

    @staticmethod
    def of_report(report: Report) -> Citation:
        """The citation that a report gives."""
        return Citation(report.source, report.said_by, report.stance, report.on)

    @staticmethod
    def of_figure(figure: Figure) -> Citation:
        """The citation that a figure gives."""
        return Citation(figure.source, figure.said_by)


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing that an answer states, in the order of a reader's eye.

    `heading` is the short fact (a date, a number, yes), `body` the words that tell it, `standing` how well it
    stands and who says otherwise. `event` is the entry that it comes from. Raises UncitedStatement where
    there is no citation.
    """

    citations: tuple[Citation, ...]
    event: Event
    heading: Phrase | None = None
    body: tuple[Text | Phrase | Joined, ...] = ()
    standing: tuple[Phrase | Joined, ...] = ()

    def __post_init__(self) -> None:
        if not self.citations:
            raise UncitedStatement(self.event.id)


@dataclass(frozen=True, slots=True)
class NearestEntry:
    """A recorded entry offered where the asked thing is not recorded."""

    event: Event


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read an ambiguous question, as a question of its own."""

    question: str


Choice = NearestEntry | Reading


@dataclass(frozen=True, slots=True)
class Day:
    """When something was: its first and last day and how exactly they are known."""

    start: date
    end: date
    precision: Precision


@dataclass(frozen=True, slots=True)
class WhenValue:
    """The day of the earliest event shown, and all of them where there are several."""

    first: Day
    all: tuple[Day, ...]


@dataclass(frozen=True, slots=True)
class FigureValue:
    """The count that answers: several sources of one count make its lowest and highest."""

    figure: Figure
    low: int | float
    high: int | float


@dataclass(frozen=True, slots=True)
class ActorsValue:
    """The actors that answer, by id."""

    actors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlacesValue:
    """The places that answer, by id."""

    places: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DaysValue:
    """How many days lie between two days."""

    start: date
    end: date

    @property
    def days(self) -> int:
        """`end` less `start`."""
        return (self.end - self.start).days


@dataclass(frozen=True, slots=True)
class ControlValue:
    """Who held a place, and since when; `since` is None where the start is not recorded."""

    place: str
    holders: tuple[str, ...]
    since: date | None


class Verdict(StrEnum):
    """What a check found."""

    YES = "yes"
    NO = "no"
    DISPUTED = "disputed"


@dataclass(frozen=True, slots=True)
class CheckValue:
    """Whether what was asked stands in the record."""

    verdict: Verdict


@dataclass(frozen=True, slots=True)
class CountValue:
    """How many recorded entries there are; never a total of what happened."""

    count: int


Value = WhenValue | FigureValue | ActorsValue | PlacesValue | DaysValue | ControlValue | CheckValue | CountValue


@dataclass(frozen=True, slots=True)
class Answer:
    """What the core gives for a question.

    `understood` says how the question was read; `notes` are what was assumed, widened or not found and stand
    before the statements. `statements` are shown at once, `more` behind a button, both in reading order.
    """

    question: str
    language: str
    status: Status
    form: Form | None
    understood: Phrase | None = None
    notes: tuple[Phrase, ...] = ()
    statements: tuple[Statement, ...] = ()
    more: tuple[Statement, ...] = ()
    value: Value | None = None
    choices: tuple[Choice, ...] = ()
    asked: Question | None = field(default=None, repr=False, compare=False)
    """The question as read and filled in, for follow-ups to work from."""

    def __post_init__(self) -> None:
        if self.status is Status.ANSWERED and not self.statements:
            raise UncitedStatement(self.question)

    @property
    def events(self) -> tuple[Event, ...]:
        """The entries shown, each once, in the order shown."""
        return tuple({statement.event.id: statement.event for statement in self.statements}.values())

    @property
    def sources(self) -> tuple[Source, ...]:
        """The sources shown, each once, in the order shown."""
        return tuple(
            {
                citation.source.id: citation.source for statement in self.statements for citation in statement.citations
            }.values()
        )
