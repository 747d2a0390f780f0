"""A stored event as the draft that gives it back."""

from __future__ import annotations

from collections.abc import Sequence

from answering.drafting.control_lines import control_line
from answering.drafting.counting import count_line
from answering.drafting.draft import Draft, Field, Line
from answering.drafting.words import listed, shown
from db.model import Event, Figure, Report, Text


def draft_of(event: Event, language: str, *, based_on: int = 0) -> Draft:
    """The draft of a stored event, with its words in `language`; unchanged, it is the same event again."""
    parts = [f"{part.actor} {shown('role', part.role, language)}" for part in event.actors]
    lines = [
        Line(Field.DATE, event.when.edtf),
        Line(Field.CLOCK, event.clock or ""),
        Line(Field.KIND, shown("kind", event.kind, language)),
        Line(Field.PLACES, listed(event.places, language)),
        Line(Field.ACTORS, listed(parts, language)),
        *_texts(event.text, Field.ENGLISH, Field.ARABIC),
        Line(Field.STATUS, shown("status", event.status, language)),
        Line(Field.IMPORTANCE, str(event.importance)),
        Line(Field.OUTCOME, shown("outcome", event.outcome, language) if event.outcome else ""),
        *(Line(Field.CONTROL, control_line(change, language)) for change in event.control),
        Line(Field.TAGS, tags_line(event.tags)),
    ]
    for report, figures in zip(event.reports, _under_reports(event), strict=True):
        lines += _report(report, language)
        lines += [
            Line(
                Field.FIGURE,
                count_line(figure, language, source="" if figure.source == report.source else figure.source.id),
            )
            for figure in figures
        ]
    return Draft(tuple(line for line in lines if line.value), event.id, based_on)


def _report(report: Report, language: str) -> list[Line]:
    return [
        Line(Field.SOURCE, report.source.id),
        Line(Field.SAID_BY, listed(report.said_by, language)),
        Line(Field.STANCE, shown("stance", report.stance, language)),
        Line(Field.SAID_ON, report.on.isoformat() if report.on else ""),
        *(_texts(report.note, Field.NOTE_ENGLISH, Field.NOTE_ARABIC) if report.note else ()),
    ]


def _texts(text: Text, english: Field, arabic: Field) -> tuple[Line, Line]:
    return Line(english, text.get("en")), Line(arabic, text.get("ar"))


def tags_line(tags: Sequence[str]) -> str:
    """The line of an entry's tags, with bars between them where one has a comma in it."""
    return ", ".join(tags) if not any(mark in tag for tag in tags for mark in ",،;؛") else " | ".join(tags) + " |"


def _under_reports(event: Event) -> list[list[Figure]]:
    """The figures for each report: under one of their source where their order allows it, else under the last."""
    under: list[list[Figure]] = [[] for _ in event.reports]
    last = 0
    for figure in event.figures:
        fitting = (at for at in range(last, len(under)) if event.reports[at].source == figure.source)
        last = next(fitting, last)
        under[last].append(figure)
    return under
