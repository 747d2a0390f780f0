"""Events to rows, with the words that full text finds them by."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import count

from sqlite_utils import Database

from db.folding import stems
from db.model import Event, Text
from db.record_writing import list_rows, stored_day, text_rows

_Events = Mapping[int, Event]  # by their `seq`


class EventWriter:
    """Writes events inside one transaction, which no other writer shares: it deals out the next free ids."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._free_seqs = self._free(
            "SELECT max((SELECT coalesce(max(seq), 0) FROM event), (SELECT coalesce(max(seq), 0) FROM retracted))"
        )
        self._free_reports = self._free("SELECT coalesce(max(id), 0) FROM report")
        self._free_figures = self._free("SELECT coalesce(max(id), 0) FROM figure")
        self._free_changes = self._free("SELECT coalesce(max(id), 0) FROM control")

    def seqs(self, ids: Sequence[str]) -> dict[str, int]:
        """The `seq` of those events that are stored, by id."""
        return dict(
            self._database.conn.execute(
                "SELECT id, seq FROM event WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(ids),)
            )
        )

    def write(self, added: Iterable[Event], changed: _Events, restored: _Events) -> None:
        """Store new events, changed ones under the `seq` that they have and restored ones under theirs of before."""
        new = {**{next(self._free_seqs): event for event in added}, **restored}
        self._database.conn.executemany(
            """
            INSERT INTO event
                (id, edtf, start, "end", precision, clock, kind, status, importance, outcome, seq)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [(*_event_row(event), seq) for seq, event in new.items()],
        )
        self._database.conn.executemany(
            """
            UPDATE event SET id = ?, edtf = ?, start = ?, "end" = ?, precision = ?, clock = ?, kind = ?,
                status = ?, importance = ?, outcome = ?
            WHERE seq = ?
            """,
            [(*_event_row(event), seq) for seq, event in changed.items()],
        )
        self._clear(changed)
        written = {**new, **changed}
        self._write_lists(written)
        self._write_reports(written)
        self._write_figures(written)
        self._write_control(written)
        self._write_words(written)

    def remove(self, seqs: Iterable[int]) -> None:
        """Take events away with all their parts."""
        gone = list(seqs)
        self._clear(gone)
        self._database.conn.executemany("DELETE FROM event WHERE seq = ?", [(seq,) for seq in gone])

    def _free(self, last: str) -> count[int]:
        """The ids after the last one that a query gives."""
        return count(self._database.conn.execute(last).fetchone()[0] + 1)

    def _clear(self, changed: Iterable[int]) -> None:
        """Take away the parts of changed events; the parts of parts go with them."""
        seqs = [(seq,) for seq in changed]
        executemany = self._database.conn.executemany
        executemany("DELETE FROM event_text WHERE event = ?", seqs)
        executemany("DELETE FROM event_place WHERE event = ?", seqs)
        executemany("DELETE FROM event_actor WHERE event = ?", seqs)
        executemany("DELETE FROM event_tag WHERE event = ?", seqs)
        executemany("DELETE FROM report WHERE event = ?", seqs)
        executemany("DELETE FROM figure WHERE event = ?", seqs)
        executemany("DELETE FROM control WHERE event = ?", seqs)
        executemany("DELETE FROM event_words WHERE rowid = ?", seqs)

    def _write_lists(self, events: _Events) -> None:
        executemany = self._database.conn.executemany
        executemany(
            "INSERT INTO event_text (event, position, lang, text) VALUES (?, ?, ?, ?)",
            [row for seq, event in events.items() for row in text_rows(seq, event.text)],
        )
        executemany(
            "INSERT INTO event_place (event, position, place) VALUES (?, ?, ?)",
            [row for seq, event in events.items() for row in list_rows(seq, event.places)],
        )
        executemany(
            "INSERT INTO event_actor (event, position, actor, role) VALUES (?, ?, ?, ?)",
            [
                (seq, position, part.actor, part.role)
                for seq, event in events.items()
                for position, part in enumerate(event.actors)
            ],
        )
        executemany(
            "INSERT INTO event_tag (event, position, tag) VALUES (?, ?, ?)",
            [row for seq, event in events.items() for row in list_rows(seq, event.tags)],
        )

    def _write_reports(self, events: _Events) -> None:
        reports = {
            next(self._free_reports): (seq, position, report)
            for seq, event in events.items()
            for position, report in enumerate(event.reports)
        }
        executemany = self._database.conn.executemany
        executemany(
            "INSERT INTO report (id, event, position, source, stance, said_on) VALUES (?, ?, ?, ?, ?, ?)",
            [
                (id, seq, position, report.source.id, report.stance, stored_day(report.on))
                for id, (seq, position, report) in reports.items()
            ],
        )
        executemany(
            "INSERT INTO report_note (report, position, lang, note) VALUES (?, ?, ?, ?)",
            [row for id, (*_, report) in reports.items() if report.note for row in text_rows(id, report.note)],
        )
        executemany(
            "INSERT INTO report_speaker (report, position, actor) VALUES (?, ?, ?)",
            [row for id, (*_, report) in reports.items() for row in list_rows(id, report.said_by)],
        )

    def _write_figures(self, events: _Events) -> None:
        figures = {
            next(self._free_figures): (seq, position, figure)
            for seq, event in events.items()
            for position, figure in enumerate(event.figures)
        }
        executemany = self._database.conn.executemany
        executemany(
            """
            INSERT INTO figure (id, event, position, measure, low, high, "group", since, until, source)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                (
                    id,
                    seq,
                    position,
                    figure.measure,
                    figure.low,
                    figure.high,
                    figure.group,
                    stored_day(figure.since),
                    stored_day(figure.until),
                    figure.source.id,
                )
                for id, (seq, position, figure) in figures.items()
            ],
        )
        executemany(
            "INSERT INTO figure_label (figure, position, lang, label) VALUES (?, ?, ?, ?)",
            [row for id, (*_, figure) in figures.items() for row in text_rows(id, figure.label)],
        )
        executemany(
            "INSERT INTO figure_area (figure, position, place) VALUES (?, ?, ?)",
            [row for id, (*_, figure) in figures.items() for row in list_rows(id, figure.area)],
        )
        executemany(
            "INSERT INTO figure_speaker (figure, position, actor) VALUES (?, ?, ?)",
            [row for id, (*_, figure) in figures.items() for row in list_rows(id, figure.said_by)],
        )

    def _write_control(self, events: _Events) -> None:
        changes = {
            next(self._free_changes): (seq, position, change)
            for seq, event in events.items()
            for position, change in enumerate(event.control)
        }
        executemany = self._database.conn.executemany
        executemany(
            "INSERT INTO control (id, event, position, extent) VALUES (?, ?, ?, ?)",
            [(id, seq, position, change.extent) for id, (seq, position, change) in changes.items()],
        )
        executemany(
            "INSERT INTO control_place (control, use, position, place) VALUES (?, ?, ?, ?)",
            [
                (id, use, position, place)
                for id, (*_, change) in changes.items()
                for use, places in (("in", change.places), ("except", change.excluded))
                for position, place in enumerate(places)
            ],
        )
        executemany(
            "INSERT INTO control_party (control, side, position, actor) VALUES (?, ?, ?, ?)",
            [
                (id, side, position, actor)
                for id, (*_, change) in changes.items()
                for side, actors in (("to", change.to), ("from", change.from_))
                for position, actor in enumerate(actors)
            ],
        )

    def _write_words(self, events: _Events) -> None:
        self._database.conn.executemany(
            "INSERT INTO event_words (rowid, text, note, label) VALUES (?, ?, ?, ?)",
            [
                (
                    seq,
                    _stems_of([event.text], event.tags),
                    _stems_of(report.note for report in event.reports if report.note),
                    _stems_of(figure.label for figure in event.figures),
                )
                for seq, event in events.items()
            ],
        )


def _event_row(event: Event) -> tuple[object, ...]:
    return (
        event.id,
        event.when.edtf,
        stored_day(event.when.start),
        stored_day(event.when.end),
        event.when.precision,
        event.clock,
        event.kind,
        event.status,
        event.importance,
        event.outcome,
    )


def _stems_of(texts: Iterable[Text], tags: Iterable[str] = ()) -> str:
    """The stems of texts in all their languages and of tags, as full text stores them."""
    words = [words for text in texts for _, words in text.by_language]
    return " ".join(filter(None, (_stemmed(piece) for text in (*words, *tags) for piece in text.split())))


@lru_cache(maxsize=65536)
def _stemmed(piece: str) -> str:
    """The stems of what stands between two spaces: an import meets the same words again and again."""
    return " ".join(stems(piece))
