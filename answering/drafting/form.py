"""Drafts as lines of `field: value`, in either language: what editors send, copy, change and send back.

A value may go on over the lines below it; a line that begins with a bar goes on whatever it holds. A line that
begins with # is a comment.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import takewhile

from answering.answer import Phrase
from answering.drafting.draft import NEEDED, OF_REPORT, Draft, Field, Line
from answering.drafting.rows import COMMENT, GOES_ON, begins_a_row, read_rows
from answering.drafting.words import shown
from answering.wording import phrase


@dataclass(frozen=True, slots=True)
class Form:
    """What a form says, lines with nothing after their colon too; `unread` says what of it could not be read."""

    draft: Draft
    unread: tuple[Phrase, ...] = ()


def read_form(text: str, language: str) -> Form:
    """The draft that a text of `field: value` lines holds; `language` is that in which fields are offered."""
    rows, unread = read_rows(text, "field", language)
    return Form(Draft(tuple(Line(Field(row.field), row.value) for row in rows)), unread)


def looks_like_form(text: str) -> bool:
    """Whether a text has a line that begins with a field's name and a colon."""
    return begins_a_row(text, "field")


def form_of(draft: Draft, language: str) -> str:
    """The form that reads as the draft, with the fields' names in `language`."""
    return "\n".join(_rows(draft, language))


def template(language: str, *, source: bool = False) -> str:
    """An empty form with a comment under each field that says how it is written; `source`: that of a source alone."""
    rows: list[str] = []
    for field in Field:
        if source and not of_report(field):
            continue
        if field is Field.SOURCE and rows:
            rows.append("")
        rows += [f"{shown('field', field, language)}:", f"{COMMENT} {phrase(_HOW[field], language)}"]
    return "\n".join(rows)


def how(field: Field) -> Phrase:
    """How a field is written."""
    return Phrase.of(_HOW[field])


def is_whole(draft: Draft) -> bool:
    """Whether a form says enough to be an entry, and not only what is to change in one."""
    return all(draft.value(field).strip() for field in NEEDED)


def changed(draft: Draft, changes: Draft) -> Draft | Phrase:
    """The draft with the lines of `changes` in place of its own; an empty line of `changes` takes its own away.

    What belongs to a report changes the report whose source line stands before it in `changes`, as the draft has it,
    and whose speakers are the same where several reports have that source; another source or speaker is a further
    report. Without a source line the draft's only report is meant. A phrase says that it isn't clear which is.
    """
    made = draft
    for field in dict.fromkeys(line.field for line in changes.lines if not of_report(line.field)):
        made = made.having(field, *filter(None, changes.values(field)))
    head = tuple(line for line in made.lines if not of_report(line.field))
    reports = [list(report) for report in draft.reports]
    loose = [
        line for line in takewhile(lambda line: line.field is not Field.SOURCE, changes.lines) if of_report(line.field)
    ]
    if loose:
        if len(reports) != 1:
            return Phrase.of("draft.which_source")
        reports[0] = _with(reports[0], loose)
    for report in changes.reports:
        same = [own for own in reports if own[0].value == report[0].value]
        if len(same) > 1:
            same = [own for own in same if _value(own, Field.SAID_BY) == _value(report, Field.SAID_BY)]
        if len(same) > 1:
            return Phrase.of("draft.which_source")
        if same:
            reports[reports.index(same[0])] = _with(same[0], report[1:])
        else:
            reports.append([line for line in report if line.value])
    return replace(draft, lines=(*head, *(line for report in reports for line in report if line.value)))


def of_report(field: Field) -> bool:
    """Whether a line of this field belongs to a report, its source line too."""
    return field is Field.SOURCE or field in OF_REPORT


def _with(report: list[Line], lines: Iterable[Line]) -> list[Line]:
    """A report with lines in place of those of the same fields."""
    new = list(lines)
    fields = {line.field for line in new}
    order = list(Field)
    kept = [line for line in report if line.field not in fields]
    return sorted([*kept, *(line for line in new if line.value)], key=lambda line: order.index(line.field))


def _value(report: Iterable[Line], field: Field) -> str:
    return next((line.value for line in report if line.field is field), "")


def _rows(draft: Draft, language: str) -> Iterator[str]:
    for line in draft.lines:
        if line.field is Field.SOURCE:
            yield ""
        first, *others = line.value.split("\n")
        yield f"{shown('field', line.field, language)}: {first}"
        yield from (f"{GOES_ON} {other}".rstrip() for other in others)


_HOW = {
    Field.DATE: "draft.how_date",
    Field.CLOCK: "draft.how_clock",
    Field.KIND: "draft.how_kind",
    Field.PLACES: "draft.how_places",
    Field.ACTORS: "draft.how_actors",
    Field.ENGLISH: "draft.how_english",
    Field.ARABIC: "draft.how_arabic",
    Field.STATUS: "draft.how_status",
    Field.IMPORTANCE: "draft.how_importance",
    Field.OUTCOME: "draft.how_outcome",
    Field.CONTROL: "draft.how_control",
    Field.TAGS: "draft.how_tags",
    Field.WHY: "draft.how_why",
    Field.SOURCE: "draft.how_source",
    Field.SAID_BY: "draft.how_said_by",
    Field.STANCE: "draft.how_stance",
    Field.SAID_ON: "draft.how_said_on",
    Field.NOTE_ENGLISH: "draft.how_note_english",
    Field.NOTE_ARABIC: "draft.how_note_arabic",
    Field.FIGURE: "draft.how_figure",
}
