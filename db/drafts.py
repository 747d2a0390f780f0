"""Drafts: entries that editors are still writing, kept until they are published or thrown away."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlite_utils import Database

KeptLine = tuple[str, str]  # a field and what it says; which fields there are is not for this floor to say

_COLUMNS = "number, person, lines, entry, based_on, state, step, talking, at"


class DraftState(StrEnum):
    """How far a draft is."""

    OPEN = "open"
    WAITING = "waiting"  # for a second person
    DONE = "done"


@dataclass(frozen=True, slots=True)
class KeptDraft:
    """A draft as it is kept: whose it is (a Telegram id), what it says, and how far it is.

    `entry` is the event that it is to replace, None for a new one; once it is done, the event that came of it.
    `based_on` is the newest revision from when the editor began. `step` is the dialogue's own; `talking`: the
    dialogue goes on, so that the person's next words belong to it. `at`, with its zone: when it was last changed.
    """

    number: int
    person: int
    lines: tuple[KeptLine, ...]
    entry: str | None
    based_on: int
    state: DraftState
    step: str
    talking: bool
    at: datetime


class Drafts:
    """The drafts of one database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def keep(
        self,
        person: int,
        lines: Sequence[KeptLine],
        *,
        at: datetime,
        entry: str | None = None,
        based_on: int = 0,
        step: str = "",
        talking: bool = False,
    ) -> KeptDraft:
        """Keep a new draft; with `talking`, the person's other dialogue rests."""
        with self._database.atomic():
            if talking:
                self._rest(person)
            kept = self._database.conn.execute(
                """
                INSERT INTO draft (person, lines, entry, based_on, state, step, talking, at)
                VALUES (?, ?, ?, ?, 'open', ?, ?, ?)
                """,
                (person, _stored(lines), entry, based_on, step, talking, at.isoformat()),
            )
        return self._one(int(kept.lastrowid or 0))

    def draft(self, number: int) -> KeptDraft | None:
        """The draft with this number, None where there is none or none any more."""
        row = self._database.conn.execute(
            f"SELECT {_COLUMNS} FROM draft WHERE number = ?",  # noqa: S608 only fixed text
            (number,),
        ).fetchone()
        return _draft(row) if row else None

    def of_person(self, person: int) -> tuple[KeptDraft, ...]:
        """A person's drafts that are not done, the newest first."""
        return self._several("person = ? AND state <> 'done' ORDER BY number DESC", person)

    def waiting(self) -> tuple[KeptDraft, ...]:
        """The drafts of everybody that wait for a second person, those that wait longest first."""
        return self._several("state = 'waiting' ORDER BY at, number")

    def naming(self, words: str) -> tuple[KeptDraft, ...]:
        """The drafts of everybody that are not done and one of whose lines holds these words, the newest first."""
        written = json.dumps(words, ensure_ascii=False)[1:-1]
        return self._several("state <> 'done' AND instr(lines, ?) ORDER BY number DESC", written)

    def dialogue(self, person: int) -> KeptDraft | None:
        """The draft that the person's dialogue is about, None where none goes on."""
        return next(iter(self._several("person = ? AND talking = 1", person)), None)

    def write(
        self,
        number: int,
        lines: Sequence[KeptLine],
        *,
        at: datetime,
        step: str | None = None,
        based_on: int | None = None,
    ) -> KeptDraft | None:
        """Replace what an open or waiting draft says, and its step and revision where given; it is open then.

        None where there is no such draft.
        """
        return self._change(
            number,
            """
            UPDATE draft SET lines = ?2, at = ?3, state = 'open', step = coalesce(?4, step),
                based_on = coalesce(?5, based_on)
            WHERE number = ?1 AND state <> 'done'
            """,
            (_stored(lines), at.isoformat(), step, based_on),
        )

    def talk(self, number: int, *, at: datetime) -> KeptDraft | None:
        """Go on with a draft's dialogue, the only one of its person then; None where there is no such open draft."""
        with self._database.atomic():
            draft = self.draft(number)
            if draft is None or draft.state is not DraftState.OPEN:
                return None
            self._rest(draft.person)
            return self._change(number, "UPDATE draft SET talking = 1, at = ?2 WHERE number = ?1", (at.isoformat(),))

    def leave(self, person: int) -> KeptDraft | None:
        """Let the person's dialogue rest; gives its draft, which stays, or None where none went on."""
        draft = self.dialogue(person)
        with self._database.atomic():
            self._rest(person)
        return self.draft(draft.number) if draft else None

    def submit(self, number: int, *, at: datetime) -> KeptDraft | None:
        """Let an open draft wait for a second person; None where there is no such draft."""
        return self._change(
            number,
            "UPDATE draft SET state = 'waiting', talking = 0, at = ?2 WHERE number = ?1 AND state = 'open'",
            (at.isoformat(),),
        )

    def finish(self, number: int, entry: str, *, at: datetime) -> KeptDraft | None:
        """Note which event came of a draft; None where there is no such draft, or it is done already.

        What it said is forgotten: it stands in the event and its history.
        """
        return self._change(
            number,
            """
            UPDATE draft SET state = 'done', talking = 0, lines = '[]', step = '', entry = ?2, at = ?3
            WHERE number = ?1 AND state <> 'done'
            """,
            (entry, at.isoformat()),
        )

    def delete(self, number: int) -> bool:
        """Throw a draft away; False where there is no such draft, or it is done."""
        with self._database.atomic():
            gone = self._database.conn.execute("DELETE FROM draft WHERE number = ? AND state <> 'done'", (number,))
        return gone.rowcount > 0

    def clean(self, before: datetime) -> None:
        """Forget the drafts that were done before a moment; both have a time zone."""
        with self._database.atomic():
            self._database.conn.execute(
                "DELETE FROM draft WHERE state = 'done' AND datetime(at) < datetime(?)", (before.isoformat(),)
            )

    def _rest(self, person: int) -> None:
        self._database.conn.execute("UPDATE draft SET talking = 0 WHERE person = ? AND talking = 1", (person,))

    def _change(self, number: int, statement: str, values: Iterable[object]) -> KeptDraft | None:
        with self._database.atomic():
            changed = self._database.conn.execute(statement, (number, *values))
        return self._one(number) if changed.rowcount else None

    def _one(self, number: int) -> KeptDraft:
        (found,) = self._several("number = ?", number)
        return found

    def _several(self, where: str, *values: object) -> tuple[KeptDraft, ...]:
        rows = self._database.conn.execute(
            f"SELECT {_COLUMNS} FROM draft WHERE {where}",  # noqa: S608 only fixed text
            values,
        )
        return tuple(map(_draft, rows))


def _stored(lines: Sequence[KeptLine]) -> str:
    return json.dumps([list(line) for line in lines], ensure_ascii=False)


def _draft(row: tuple[Any, ...]) -> KeptDraft:
    number, person, lines, entry, based_on, state, step, talking, at = row
    return KeptDraft(
        number,
        person,
        tuple((str(field), str(value)) for field, value in json.loads(lines)),
        entry,
        based_on,
        DraftState(state),
        step,
        bool(talking),
        datetime.fromisoformat(at),
    )
