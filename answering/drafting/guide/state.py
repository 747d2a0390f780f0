"""What a dialogue is made of: the draft and the step it is at, what is asked there, and what came of an input."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from answering.answer import Phrase
from answering.drafting.dating import when_of
from answering.drafting.draft import Draft, Field, Line
from answering.drafting.guide.step import Step
from answering.drafting.listing import Reader, parts
from answering.drafting.naming import namer
from answering.drafting.sourcing import Page, read_page, stored_page
from answering.drafting.suggesting import Suggesting, suggesting_of
from answering.drafting.words import meant, shown
from db.model import Kind, Source, When
from db.source_rows import load_sources
from db.timeline import Timeline


@dataclass(frozen=True, slots=True)
class State:
    """A dialogue: what is written so far, and where it is."""

    draft: Draft = Draft()  # noqa: RUF009 it is frozen
    step: Step = Step()  # noqa: RUF009


@dataclass(frozen=True, slots=True)
class Turn:
    """What came of an input: how the dialogue stands, and what is to be said of it before the next question."""

    state: State
    said: Phrase | None = None


@dataclass(frozen=True, slots=True)
class Option:
    """One thing to choose: what its button carries, and its label, a value to be worded."""

    token: str
    label: object


@dataclass(frozen=True, slots=True)
class Ask:
    """What a step asks: the question, what is there already, rows of what can be chosen, and the way onward."""

    question: Phrase
    values: tuple[object, ...] = ()
    options: tuple[tuple[Option, ...], ...] = ()
    onward: str | None = None  # the name of the sentence on the button; None: Skip, or Next where there are values


@dataclass(frozen=True, slots=True)
class Here:
    """A dialogue where it is, with what its steps look things up in; `language` is the editor's."""

    state: State
    timeline: Timeline
    today: date
    language: str

    @property
    def draft(self) -> Draft:
        """What is written so far."""
        return self.state.draft

    @property
    def step(self) -> Step:
        """Where the dialogue is."""
        return self.state.step

    @property
    def suggesting(self) -> Suggesting:
        """What finds names by a few letters."""
        return suggesting_of(self.timeline)

    @property
    def when(self) -> When | None:
        """The date of the entry, None where it is not known yet."""
        when = when_of(self.draft.value(Field.DATE), self.today)
        return when if isinstance(when, When) else None

    @property
    def kind(self) -> Kind | None:
        """The kind of the entry, None where it is not known yet."""
        kind = meant("kind", self.draft.value(Field.KIND))
        return Kind(kind) if kind else None

    @property
    def reader(self) -> Reader:
        """What reads the values of this draft."""
        when = self.when
        start, end = (when.start, when.end) if when else (None, None)
        return Reader(namer(self.timeline.directory), self.language, self.today, start, end)

    def source(self, report: int | None = None) -> Source | Page:
        """The source of a report, this step's where none is given: a stored one, or what is known of a new page."""
        written = self.report_value(Field.SOURCE, report)
        stored = load_sources(self.timeline.database, [written]).get(written)
        if stored is not None:
            return stored
        page = read_page(written, self.today)
        if isinstance(page, Phrase):
            return Page(outlet=written)
        return (page.url and stored_page(page.url, self.timeline.database)) or page

    def report_value(self, field: Field, report: int | None = None) -> str:
        """What the first line of `field` says in a report, this step's where none is given; "" where none does."""
        return next(iter(self.report_values(field, report)), "")

    def report_values(self, field: Field, report: int | None = None) -> tuple[str, ...]:
        """What each line of `field` says in a report, this step's where none is given."""
        wanted = self.step.report if report is None else report
        reports = self.draft.reports
        lines = reports[wanted] if wanted < len(reports) else ()
        return tuple(line.value for line in lines if line.field is field)

    def ids(self, written: str, of: str) -> tuple[str, ...]:
        """The parts of a list of `place` or `actor` names, as ids where they are clear, else as written."""
        read = self.reader.place if of == "place" else self.reader.actor
        found = [(name, read(name)) for name in parts(written)]
        return tuple(dict.fromkeys(name if isinstance(one, Phrase) else one for name, one in found))

    def word(self, table: str, meaning: str) -> str:
        """The editor's word for a meaning of the lexicon of drafts, as a label begins."""
        word = shown(table, meaning, self.language)
        return word[:1].upper() + word[1:]

    def stay(self, said: Phrase | None = None, *, draft: Draft | None = None, letters: str = "") -> Turn:
        """Ask the same again, with another draft where one is given."""
        return Turn(State(draft or self.draft, self.step.looking_for(letters)), said)

    def go(self, step: Step, draft: Draft | None = None, said: Phrase | None = None) -> Turn:
        """Go to another step, with another draft where one is given."""
        return Turn(State(draft or self.draft, step), said)

    def with_state(self, state: State) -> Here:
        """The same where the dialogue stands otherwise."""
        return replace(self, state=state)


def in_report(draft: Draft, report: int, field: Field, *values: str) -> Draft:
    """The draft with these lines of `field` in one of its reports in place of those before."""
    head, reports = _parted(draft)
    order = list(Field)
    kept = [line for line in reports[report] if line.field is not field]
    reports[report] = sorted(
        [*kept, *(Line(field, value) for value in values)], key=lambda line: order.index(line.field)
    )
    return _joined(draft, head, reports)


def with_report(draft: Draft, source: str) -> Draft:
    """The draft with a further report, of this source."""
    head, reports = _parted(draft)
    return _joined(draft, head, [*reports, [Line(Field.SOURCE, source)]])


def without_report(draft: Draft, report: int) -> Draft:
    """The draft without one of its reports and what belongs to it."""
    head, reports = _parted(draft)
    return _joined(draft, head, [*reports[:report], *reports[report + 1 :]])


def _parted(draft: Draft) -> tuple[list[Line], list[list[Line]]]:
    """The lines of the entry itself, and those of each report."""
    starts = [index for index, line in enumerate(draft.lines) if line.field is Field.SOURCE]
    ends = [*starts, len(draft.lines)][1:]
    head = list(draft.lines[: starts[0]] if starts else draft.lines)
    return head, [list(draft.lines[start:end]) for start, end in zip(starts, ends, strict=True)]


def _joined(draft: Draft, head: list[Line], reports: list[list[Line]]) -> Draft:
    return replace(draft, lines=(*head, *(line for report in reports for line in report)))
