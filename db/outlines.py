"""What choosing needs and no more: events without their texts and sources."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache

from sqlite_utils import Database

from db.model import Extent, Kind, Outcome, Participant, Role, Status
from db.packed import PackedLists
from db.row_groups import grouped

_KINDS = {kind.value: kind for kind in Kind}
_STATUSES = {status.value: status for status in Status}


@dataclass(frozen=True, slots=True)
class Outline:
    """An event without its texts and reports.

    `speakers` are those whom its reports quote, `taken` the places that wholly changed hands in it and
    `contested` those that changed hands in part; `gained` are those who got one of them and `lost` those who had it.
    """

    seq: int
    id: str
    start: date
    end: date
    kind: Kind
    status: Status
    importance: int
    outcome: Outcome | None
    places: tuple[str, ...]
    actors: tuple[Participant, ...]
    speakers: frozenset[str]
    taken: frozenset[str]
    contested: frozenset[str]
    gained: frozenset[str] = frozenset()
    lost: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Part:
    """One part of what is looked for: an event meets it at one of the places, by one of the actors, or as one in `seqs`
    or of the kinds."""

    places: frozenset[str] = frozenset()
    actors: frozenset[str] = frozenset()
    seqs: frozenset[int] = frozenset()
    kinds: frozenset[Kind] = frozenset()


class Outlines:
    """The outlines of all events: who is in each and where it was is held in a few bytes, the rest is read."""

    def __init__(self, database: Database) -> None:
        self._execute = execute = database.conn.execute
        self._places = PackedLists(execute("SELECT event, place FROM event_place ORDER BY event, position"))
        rows = execute("SELECT event, actor, role FROM event_actor ORDER BY event, position")
        self._actors = PackedLists((event, _participant(actor, role)) for event, actor, role in rows)
        self._speakers = PackedLists(
            execute(
                """SELECT report.event, report_speaker.actor
                FROM report JOIN report_speaker ON report_speaker.report = report.id ORDER BY report.event"""
            )
        )
        self._counters = PackedLists(
            execute(
                """SELECT figure.event, figure_speaker.actor
                FROM figure JOIN figure_speaker ON figure_speaker.figure = figure.id ORDER BY figure.event"""
            )
        )
        self._changed = grouped(
            ((event, extent), place)
            for event, extent, place in execute(
                """SELECT control.event, control.extent, control_place.place
                FROM control JOIN control_place ON control_place.control = control.id WHERE control_place.use = 'in'"""
            )
        )

        self._parties = grouped(
            ((event, side), actor)
            for event, side, actor in execute(
                """SELECT control.event, control_party.side, control_party.actor
                FROM control JOIN control_party ON control_party.control = control.id"""
            )
        )

    def read(self, seqs: Iterable[int]) -> dict[int, Outline]:
        """The outlines of the events with these `seq`, by `seq`."""
        rows = self._execute(
            """SELECT seq, id, start, "end", kind, status, importance, outcome FROM event
            WHERE seq IN (SELECT value FROM json_each(?))""",
            (json.dumps(list(seqs)),),
        )
        return {
            seq: Outline(
                seq=seq,
                id=id,
                start=date.fromisoformat(start),
                end=date.fromisoformat(end),
                kind=_KINDS[kind],
                status=_STATUSES[status],
                importance=importance,
                outcome=None if outcome is None else Outcome(outcome),
                places=self._places.of(seq),
                actors=self._actors.of(seq),
                speakers=frozenset(self._speakers.of(seq) + self._counters.of(seq)),
                taken=frozenset(self._changed.get((seq, Extent.WHOLE), ())),
                contested=frozenset(self._changed.get((seq, Extent.PART), ())),
                gained=frozenset(self._parties.get((seq, "to"), ())),
                lost=frozenset(self._parties.get((seq, "from"), ())),
            )
            for seq, id, start, end, kind, status, importance, outcome in rows
        }


@cache
def _participant(actor: str, role: str) -> Participant:
    return Participant(actor, Role(role))
