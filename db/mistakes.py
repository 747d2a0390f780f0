"""Mistakes in entries that readers reported: the entry, their words if any, and nobody's name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlite_utils import Database

LONGEST = 1000  # characters that are kept of a reader's words


@dataclass(frozen=True, slots=True)
class ReportedMistake:
    """One report: its number, the entry, the reader's words (empty: none), and the day."""

    number: int
    entry: str
    text: str
    day: date


def report_mistake(database: Database, entry: str, text: str, day: date) -> int:
    """Keep a report for the editors; gives its number."""
    with database.atomic():
        kept = database.conn.execute(
            "INSERT INTO mistake (entry, text, day) VALUES (?, ?, ?)", (entry, text[:LONGEST], day.isoformat())
        )
    return int(kept.lastrowid or 0)


def open_mistakes(database: Database) -> tuple[ReportedMistake, ...]:
    """The reports that no editor has dealt with, the oldest first."""
    rows = database.conn.execute("SELECT number, entry, text, day FROM mistake WHERE done = 0 ORDER BY number")
    return tuple(ReportedMistake(number, entry, text, date.fromisoformat(day)) for number, entry, text, day in rows)


def close_mistake(database: Database, number: int) -> bool:
    """Mark a report as dealt with, and forget the reader's words; False where there is no such open report."""
    with database.atomic():
        done = database.conn.execute("UPDATE mistake SET done = 1, text = '' WHERE number = ? AND done = 0", (number,))
    return done.rowcount > 0
