"""Gaps: what was asked and the timeline could not answer, folded and counted, and nobody who asked.

Those who ask to be told once there is a record are a chat's number beside the gap, until they have been told.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlite_utils import Database

from db.folding import fold

LONGEST = 200  # characters that are kept of a question
MOST = 5_000  # gaps
MOST_WANTED = 50  # gaps of which one chat can want to be told
SINGLE_DAYS = 90  # for which a gap is kept that was asked once
KEPT_DAYS = 400  # for which any other is kept after it was last asked

_OPEN = "filled = 0 AND dismissed = 0"
_COLUMNS = """number, text, language, count, first, last,
    (SELECT count(*) FROM gap_asker WHERE gap = gap.number) AS wanted"""


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A question to be kept as a gap: its words, folded, their language, and whether it means its own day."""

    text: str
    language: str
    of_its_day: bool = False


@dataclass(frozen=True, slots=True)
class Gap:
    """A gap: what was asked, how often, on which day first and last, and how many chats want to be told."""

    number: int
    text: str
    language: str
    count: int
    first: date
    last: date
    wanted: int


@dataclass(frozen=True, slots=True)
class Asker:
    """A chat that is to be told of a filled gap. `tries`: how often it may have been told without our knowing."""

    chat: int
    gap: Gap
    tries: int


class Gaps:
    """The gaps of one open database. A method that changes something is one transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._execute = database.conn.execute

    def note(self, one: Unanswered, day: date) -> None:
        """Count a question that could not be answered."""
        with self._database.atomic():
            self._put(one, day)
            self._execute(
                """DELETE FROM gap WHERE number IN (
                    SELECT number FROM gap WHERE number NOT IN (SELECT gap FROM gap_asker)
                    ORDER BY count, last, number LIMIT max(0, (SELECT count(*) FROM gap) - ?))""",
                (MOST,),
            )

    def want(self, one: Unanswered, chat: int, day: date) -> bool:
        """Let a chat be told once there is a record; False where it waits for too much already."""
        with self._database.atomic():
            number = self._number(one, day) or self._put(one, day)
            (others,) = self._execute("SELECT count(*) FROM gap_asker WHERE chat = ?", (chat,)).fetchone()
            if others >= MOST_WANTED:
                return False
            self._execute("INSERT OR IGNORE INTO gap_asker (gap, chat) VALUES (?, ?)", (number, chat))
        return True

    def page(self, page: int, size: int) -> tuple[tuple[Gap, ...], int]:
        """A page of the open gaps, the most asked first, and how many there are in all."""
        (count,) = self._execute(f"SELECT count(*) FROM gap WHERE {_OPEN}").fetchone()  # noqa: S608 only fixed text
        rows = self._execute(
            f"""SELECT {_COLUMNS} FROM gap WHERE {_OPEN}
            ORDER BY count DESC, last DESC, number LIMIT ? OFFSET ?""",  # noqa: S608
            (size, (page - 1) * size),
        )
        return tuple(map(_gap, rows)), count

    def gap(self, number: int) -> Gap | None:
        """The gap with a number; None where it is gone."""
        row = self._execute(f"SELECT {_COLUMNS} FROM gap WHERE number = ?", (number,)).fetchone()  # noqa: S608
        return _gap(row) if row else None

    def unfilled(self) -> tuple[Gap, ...]:
        """All that the timeline could not answer when it was last looked, dismissed or not."""
        return tuple(map(_gap, self._execute(f"SELECT {_COLUMNS} FROM gap WHERE filled = 0 ORDER BY number")))  # noqa: S608

    def dismiss(self, number: int) -> bool:
        """Take a gap off the list, however often it is asked again; False where there is none."""
        with self._database.atomic():
            done = self._execute("UPDATE gap SET dismissed = 1 WHERE number = ? AND dismissed = 0", (number,))
        return done.rowcount > 0

    def fill(self, number: int) -> None:
        """Take a gap away that the timeline answers now; where somebody is to be told, once all are."""
        with self._database.atomic():
            self._execute("UPDATE gap SET filled = 1 WHERE number = ?", (number,))
            self._take_filled_away()

    def reopen(self, number: int) -> None:
        """Put a gap back whose record was taken back before everybody was told."""
        with self._database.atomic():
            self._execute("UPDATE gap SET filled = 0 WHERE number = ?", (number,))

    def to_tell(self) -> tuple[Asker, ...]:
        """The chats that are to be told of filled gaps."""
        rows = self._execute(
            f"""SELECT chat, tries, {_COLUMNS} FROM gap_asker JOIN gap ON number = gap
            WHERE filled = 1 ORDER BY chat, number"""  # noqa: S608
        )
        return tuple(Asker(chat, _gap(row), tries) for chat, tries, *row in rows)

    def begin(self, asker: Asker) -> None:
        """Write down that a chat is being told, before anything is sent."""
        self._tries(asker, 1)

    def take_back(self, asker: Asker) -> None:
        """Write down that what was begun last was certainly not told."""
        self._tries(asker, -1)

    def told(self, asker: Asker) -> None:
        """Forget, to its bytes in the file, that a chat wanted to be told; and the gap with the last of them."""
        self._execute("PRAGMA secure_delete = ON")
        with self._database.atomic():
            self._execute("DELETE FROM gap_asker WHERE gap = ? AND chat = ?", (asker.gap.number, asker.chat))
            self._take_filled_away()

    def drop(self, chat: int) -> None:
        """Tell a chat nothing: it has blocked the bot, or is gone."""
        self._execute("PRAGMA secure_delete = ON")
        with self._database.atomic():
            self._execute("DELETE FROM gap_asker WHERE chat = ?", (chat,))
            self._take_filled_away()

    def clean(self, today: date) -> int:
        """Forget what has not been asked for long, single questions sooner; gives how many gaps went."""
        with self._database.atomic():
            return self._execute(
                """DELETE FROM gap WHERE last < ?
                OR (count = 1 AND last < ? AND number NOT IN (SELECT gap FROM gap_asker))""",
                (
                    (today - timedelta(days=KEPT_DAYS)).isoformat(),
                    (today - timedelta(days=SINGLE_DAYS)).isoformat(),
                ),
            ).rowcount

    def _put(self, one: Unanswered, day: date) -> int:
        row = self._execute(
            """INSERT INTO gap (key, day, text, language, count, first, last) VALUES (?1, ?2, ?3, ?4, 1, ?5, ?5)
            ON CONFLICT (key, day) DO UPDATE SET
                count = count + 1, first = min(first, excluded.first), last = max(last, excluded.last), filled = 0
            RETURNING number""",
            (fold(one.text), _day(one, day), one.text[:LONGEST], one.language, day.isoformat()),
        ).fetchone()
        return int(row[0])

    def _number(self, one: Unanswered, day: date) -> int | None:
        row = self._execute(
            "SELECT number FROM gap WHERE key = ? AND day = ?", (fold(one.text), _day(one, day))
        ).fetchone()
        return int(row[0]) if row else None

    def _tries(self, asker: Asker, more: int) -> None:
        with self._database.atomic():
            self._execute(
                "UPDATE gap_asker SET tries = max(0, tries + ?) WHERE gap = ? AND chat = ?",
                (more, asker.gap.number, asker.chat),
            )

    def _take_filled_away(self) -> None:
        self._execute("DELETE FROM gap WHERE filled = 1 AND number NOT IN (SELECT gap FROM gap_asker)")


def _day(one: Unanswered, day: date) -> str:
    """The day that a question means, "" where it means the same on every day."""
    return day.isoformat() if one.of_its_day else ""


def _gap(row: Sequence[Any]) -> Gap:
    number, text, language, count, first, last, wanted = row
    return Gap(number, text, language, count, date.fromisoformat(first), date.fromisoformat(last), wanted)
