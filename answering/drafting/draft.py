"""A draft: an entry as an editor is still writing it, line by line, whether or not it can be read yet.

What an editor sends as one message of `field: value` lines, what the dialogue asks for piece by piece, what a
forwarded post is read into, and what /edit shows of a stored entry are all the same draft.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum


class Field(StrEnum):
    """What a line of a draft says, in the order in which a form has them.

    A `source` line begins a report: the lines of `OF_REPORT` that follow belong to it, figures too.
    """

    DATE = "date"  # EDTF, or a date as people write it
    CLOCK = "clock"  # words: "early afternoon"
    KIND = "kind"
    PLACES = "places"  # ids or names, separated by commas; the first is the main one
    ACTORS = "actors"  # "hts by, saa from": ids or names, each with its role
    ENGLISH = "en"  # the text that readers see
    ARABIC = "ar"
    STATUS = "status"
    IMPORTANCE = "importance"  # 1 to 5
    OUTCOME = "outcome"
    CONTROL = "control"  # a change of who holds what; may come several times
    TAGS = "tags"
    WHY = "why"  # why an editor writes it: no part of the entry, kept in its history
    SOURCE = "source"  # the id of a stored source, or "outlet | link | day | language | kind"; may come several times
    SAID_BY = "said by"
    STANCE = "stance"
    SAID_ON = "said on"
    NOTE_ENGLISH = "note en"
    NOTE_ARABIC = "note ar"
    FIGURE = "figure"  # what the source above counts; may come several times


OF_REPORT = frozenset({Field.SAID_BY, Field.STANCE, Field.SAID_ON, Field.NOTE_ENGLISH, Field.NOTE_ARABIC, Field.FIGURE})
NEEDED = (Field.DATE, Field.KIND, Field.PLACES, Field.ENGLISH, Field.ARABIC, Field.STATUS, Field.SOURCE)
REPEATED = frozenset({Field.CONTROL, Field.FIGURE})  # in the entry itself, or in one report


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a draft: what it says of, and what it says, as written."""

    field: Field
    value: str


@dataclass(frozen=True, slots=True)
class Draft:
    """The lines of an entry that is being written, in the form's order.

    `entry` is the id of the stored entry that it is to replace, None where it is new; `based_on` is the newest
    revision (`db.history.newest`) from when the editor began.
    """

    lines: tuple[Line, ...] = ()
    entry: str | None = None
    based_on: int = 0

    def value(self, field: Field) -> str:
        """What the first line of `field` says, "" where there is none."""
        return next((line.value for line in self.lines if line.field is field), "")

    def values(self, field: Field) -> tuple[str, ...]:
        """What each line of `field` says, in their order."""
        return tuple(line.value for line in self.lines if line.field is field)

    def having(self, field: Field, *values: str) -> Draft:
        """The draft with these lines of `field` in place of those before; without any where none are given.

        Of what belongs to a report, its `source` line too, the lines of the first report are meant.
        """
        wanted = [Line(field, value) for value in values]
        head, first, rest = _parted(self.lines)
        if field is Field.SOURCE or field in OF_REPORT:
            return replace(self, lines=(*head, *_placed(first, field, wanted), *rest))
        return replace(self, lines=(*_placed(head, field, wanted), *first, *rest))

    @property
    def reports(self) -> tuple[tuple[Line, ...], ...]:
        """The lines of each report, a `source` line first."""
        found: list[list[Line]] = []
        for line in self.lines:
            if line.field is Field.SOURCE:
                found.append([line])
            elif line.field in OF_REPORT and found:
                found[-1].append(line)
        return tuple(map(tuple, found))


def _parted(lines: tuple[Line, ...]) -> tuple[tuple[Line, ...], tuple[Line, ...], tuple[Line, ...]]:
    """The lines of the entry itself, those of its first report, and those of its further reports."""
    starts = [index for index, line in enumerate(lines) if line.field is Field.SOURCE]
    first = starts[0] if starts else len(lines)
    second = starts[1] if len(starts) > 1 else len(lines)
    return lines[:first], lines[first:second], lines[second:]


def _placed(lines: Iterable[Line], field: Field, wanted: Iterable[Line]) -> tuple[Line, ...]:
    """`lines` with the wanted ones of one field in place of those that they had, in the form's order."""
    order = list(Field)
    kept = [line for line in lines if line.field is not field]
    return tuple(sorted((*kept, *wanted), key=lambda line: order.index(line.field)))
