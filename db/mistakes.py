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


@dataclass(frozen=True, slots=True)
class MistakenEntry:
    """An entry with the reports on it that no editor has dealt with, the oldest first; the entries number `of`."""

    entry: str
    reports: tuple[ReportedMistake, ...]
    of: int


def mistaken_entry(database: Database, position: int) -> MistakenEntry | None:
    """The entry at a position (1: the first) among those with open reports, the longest reported first.

    The last one where there are fewer; None where there is none.
    """
    (count,) = database.conn.execute("SELECT count(DISTINCT entry) FROM mistake WHERE done = 0").fetchone()
    if not count:
        return None
    (entry,) = database.conn.execute(
        "SELECT entry FROM mistake WHERE done = 0 GROUP BY entry ORDER BY min(number) LIMIT 1 OFFSET ?",
        (min(max(position, 1), count) - 1,),
    ).fetchone()
    rows = database.conn.execute(
        "SELECT number, text, day FROM mistake WHERE entry = ? AND done = 0 ORDER BY number", (entry,)
    )
    reports = tuple(ReportedMistake(number, entry, text, date.fromisoformat(day)) for number, text, day in rows)
    return MistakenEntry(entry, reports, count)


def entry_of_mistake(database: Database, number: int) -> str | None:
    """The entry that a report is about; None where there is no such report."""
    row = database.conn.execute("SELECT entry FROM mistake WHERE number = ?", (number,)).fetchone()
    return row[0] if row else None


def close_mistakes(database: Database, number: int) -> int:
    """Mark a report as dealt with, and those on the same entry before it; gives how many were open.

    The readers' words are forgotten. What was reported later stays open: nobody has read it yet.
    """
    with database.atomic():
        done = database.conn.execute(
            """UPDATE mistake SET done = 1, text = ''
            WHERE done = 0 AND number <= ?1 AND entry = (SELECT entry FROM mistake WHERE number = ?1)""",
            (number,),
        )
    return done.rowcount


def close_mistake(database: Database, number: int) -> bool:
    """Mark a report as dealt with, and forget the reader's words; False where there is no such open report."""
    with database.atomic():
        done = database.conn.execute("UPDATE mistake SET done = 1, text = '' WHERE number = ? AND done = 0", (number,))
    return done.rowcount > 0
