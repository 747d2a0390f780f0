"""Rows of `field: value` in either language, as editors send them: entries, places and actors alike.

A value may go on over the lines below it; a line that begins with a bar goes on whatever it holds. A line that
begins with # is a comment.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from answering.answer import Phrase
from answering.drafting.words import meant, near, without_marks

GOES_ON = "|"
COMMENT = "#"

_LINE = re.compile(r"\s*(?:[•*–—-]\s+)?(?P<name>[^:：﹕|#]{1,40}?)\s*[:：﹕](?!//)\s*(?P<value>.*)", re.DOTALL)
_LONGEST_NAME = 4  # words of a field's name


@dataclass(frozen=True, slots=True)
class Row:
    """A field, as its table of words means it, and what stands behind its colon, "" where nothing does."""

    field: str
    value: str


def read_rows(text: str, table: str, language: str) -> tuple[tuple[Row, ...], tuple[Phrase, ...]]:
    """The rows of a text whose fields a table names, in order, and what of the text could not be read.

    `language` is that in which fields are offered in place of misspelled ones.
    """
    rows: list[Row] = []
    unread: list[Phrase] = []
    for line in map(_clean, text.splitlines()):
        if line.startswith(GOES_ON) and rows:
            rows[-1] = replace(rows[-1], value=f"{rows[-1].value}\n{line[1:].removeprefix(' ')}")
            continue
        if not line.strip() or line.lstrip().startswith(COMMENT):
            continue
        found = _LINE.fullmatch(line)
        field = meant(table, found["name"]) if found else None
        if found and field:
            rows.append(Row(field, found["value"].strip()))
        elif found and (guess := _guess(table, found["name"], language)):
            unread.append(Phrase.of("draft.field_near", written=found["name"], near=guess))
        elif rows:
            rows[-1] = replace(rows[-1], value=f"{rows[-1].value}\n{line.strip()}".lstrip("\n"))
        elif found:
            unread.append(Phrase.of("draft.field_unknown", written=found["name"]))
        else:
            unread.append(Phrase.of("draft.line_unread", written=line.strip()))
    return tuple(replace(row, value=row.value.strip()) for row in rows), tuple(unread)


def begins_a_row(text: str, table: str) -> bool:
    """Whether a text has a line that begins with the name of a field of a table and a colon."""
    lines = (_LINE.fullmatch(_clean(line)) for line in text.splitlines())
    return any(found and meant(table, found["name"]) for found in lines)


def _guess(table: str, name: str, language: str) -> str | None:
    """The field that an unknown name is near to; none for what is too long to be a name."""
    return near(table, name, language) if len(name.split()) <= _LONGEST_NAME else None


def _clean(line: str) -> str:
    return without_marks(line).replace("\u00a0", " ")
