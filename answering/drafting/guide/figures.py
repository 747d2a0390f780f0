"""The steps about what a page counts: the figures there are, and further ones by their numbers."""

from __future__ import annotations

from answering.answer import Phrase
from answering.drafting.counting import count_line, read_count
from answering.drafting.draft import Field
from answering.drafting.guide.figure_parts import go_on_with
from answering.drafting.guide.lists import TAKE, opened, openings
from answering.drafting.guide.order import onward
from answering.drafting.guide.single import in_rows
from answering.drafting.guide.state import Ask, Here, Option, State, Turn, in_report
from answering.drafting.guide.step import Name
from answering.drafting.words import meant
from db.model import Measure

_COUNTED = (
    Measure.KILLED,
    Measure.WOUNDED,
    Measure.DISPLACED,
    Measure.DETAINED,
    Measure.RELEASED,
    Measure.MISSING,
    Measure.RETURNED,
    Measure.STRIKES,
    Measure.VOTES,
)


class Figures:
    """What the page counts: the figures there are, and a further one."""

    def ask(self, here: Here) -> Ask:
        """Ask for a figure, whole or by what is counted."""
        lines = here.report_values(Field.FIGURE)
        labels = [_label(line, here) for line in lines]
        measures = [Option(f"={measure}", here.word("measure", measure)) for measure in _COUNTED]
        options = (*in_rows(measures, 3), *openings(labels))
        return Ask(Phrase.of("guide.figures"), tuple(labels), options, None if lines else "guide.no_figures")

    def write(self, text: str, here: Here) -> Turn:
        """Take a count in words: "12 to 15 civilians killed"."""
        return _begun(text, here)

    def choose(self, choice: str, here: Here) -> Turn | None:
        """Ask how many of what is counted, or open a figure that is there."""
        lines = here.report_values(Field.FIGURE)
        if choice[:1] == "=" and choice[1:] in tuple(Measure):
            return here.go(here.step.at(Name.NUMBER, item=len(lines), detail=choice[1:]))
        number = opened(choice, lines)
        return None if number is None else here.go(here.step.at(Name.FIGURE, item=number))


class Number:
    """How many, of what is known to be counted."""

    def ask(self, here: Here) -> Ask:
        """Ask for the number, and whom it counts."""
        return Ask(Phrase.of("guide.number", measure=here.word("measure", here.step.detail)))

    def write(self, text: str, here: Here) -> Turn:
        """Take a number or a span of numbers, with who is counted where that is said."""
        measure = meant("measure", here.step.detail) or Measure.OTHER
        turn = _begun(f"{text} {measure}" if isinstance(read_count(text, here.reader), Phrase) else text, here)
        return turn if turn.said is None else here.stay(turn.said, letters=here.step.detail)

    def choose(self, choice: str, here: Here) -> Turn | None:
        """There is nothing to choose."""
        return None


class FigureThere:
    """One figure that is there: another in its place, or none."""

    def ask(self, here: Here) -> Ask:
        """Ask whether it is to stay."""
        lines = here.report_values(Field.FIGURE)
        shown = (_label(lines[here.step.item], here),) if here.step.item < len(lines) else ()
        return Ask(Phrase.of("guide.figure"), shown, ((Option(TAKE, Phrase.of("guide.remove")),),))

    def write(self, text: str, here: Here) -> Turn:
        """Take another figure in its place."""
        count = read_count(text, here.reader)
        return here.stay(count) if isinstance(count, Phrase) else go_on_with(count, here)

    def choose(self, choice: str, here: Here) -> Turn | None:
        """Take it away."""
        lines = here.report_values(Field.FIGURE)
        if choice != TAKE or here.step.item >= len(lines):
            return None
        rest = [line for index, line in enumerate(lines) if index != here.step.item]
        draft = in_report(here.draft, here.step.report, Field.FIGURE, *rest)
        return here.go(here.step.at(Name.FIGURES), draft)


def _begun(text: str, here: Here) -> Turn:
    """A further figure, at its days."""
    count = read_count(text, here.reader)
    if isinstance(count, Phrase):
        return here.stay(count)
    lines = here.report_values(Field.FIGURE)
    line = count_line(count, here.language, source=count.source)
    draft = in_report(here.draft, here.step.report, Field.FIGURE, *lines, line)
    step = here.step.at(Name.FIGURE, item=len(lines))
    return onward(here.with_state(State(draft, step)))


def _label(line: str, here: Here) -> object:
    """A figure in a line: the number, what is counted and of whom."""
    count = read_count(line, here.reader)
    if isinstance(count, Phrase):
        return line
    number = Phrase.of("figure.range", low=count.low, high=count.high) if count.low != count.high else count.low
    return Phrase.of("guide.count", measure=here.word("measure", count.measure), number=number, label=count.label)
