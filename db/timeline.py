"""Reading the timeline: narrow, indexed queries that give outlines, and whole events for the few that are shown.

Lists of ids go into a statement as one JSON parameter, so that each statement keeps one text and SQLite prepares
it once.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from functools import cached_property, lru_cache
from types import MappingProxyType

from sqlite_utils import Database

from db.coverage import Coverage, coverage_of
from db.directory import Directory
from db.figure_outlines import FigureOutline, FiguresWanted, load_figure_outlines
from db.held_words import HeldWords
from db.model import Event, Kind, Measure
from db.outlines import Outline, Outlines, Part
from db.postings import Postings
from db.ranked import RankedEvents
from db.ranked_figures import RankedFigures
from db.rows import events_by_seq, load_actors, load_places
from db.searching import Constraints
from db.stored_words import CommonWords, StoredWords

_MOST_SEEN = 50_000  # outlines held in memory
_MOST_HELD = 20_000  # events of a timeline that is held in memory as a whole
_MOST_TOLD = 10_000  # whole events held in memory
_MOST_WORDS = 4_096  # look-ups of words held in memory
_WARM = 4_000  # events that are read before they are asked for
_WARM_OUTLINES = 20_000  # so many more are read without their texts and sources
MOST_OF_ALL = 400  # events looked at of a timeline that is held in memory, or to count them
_MOST_OF_MANY = 32  # of a larger one, where so many meet almost anything that is asked


class Timeline:
    """The reads of one open database."""

    def __init__(self, database: Database, *, most_held: int = _MOST_HELD) -> None:
        self._most_held = most_held
        self._execute = database.conn.execute
        self.database = database
        self._seen: dict[int, Outline] = {}
        self._told: dict[int, Event] = {}
        self._holding = lru_cache(_MOST_WORDS)(self._find_stems)
        self._phrased = lru_cache(_MOST_WORDS)(self._find_phrases)
        self.directory = Directory(load_places(database), load_actors(database))

    def events(self, seqs: Iterable[int]) -> list[Event]:
        """The whole events with these `seq`, in the order given; those told lately are not read again."""
        wanted = list(dict.fromkeys(seqs))
        missing = [seq for seq in wanted if seq not in self._told]
        if missing:
            if len(self._told) > _MOST_TOLD:
                self._told.clear()
                missing = wanted
            self._told |= events_by_seq(self.database, missing)
        return [self._told[seq] for seq in wanted if seq in self._told]

    def ids(self, seqs: Collection[int]) -> dict[int, str]:
        """The ids of events by their `seq`."""
        return dict(
            self._execute(
                "SELECT seq, id FROM event WHERE seq IN (SELECT value FROM json_each(?))",
                (json.dumps(sorted(seqs)),),
            ).fetchall()
        )

    def seqs(self, ids: Collection[str]) -> list[int]:
        """The `seq` of the events with these ids."""
        if self._postings is not None:
            return self._postings.seqs(ids)
        return [
            seq
            for (seq,) in self._execute(
                "SELECT seq FROM event WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(sorted(ids)),)
            )
        ]

    def event(self, id: str) -> Event | None:
        """The event with this id, if there is one."""
        row = self._execute("SELECT seq FROM event WHERE id = ?", (id,)).fetchone()
        return self.events([row[0]])[0] if row else None

    def find(
        self,
        *,
        places: Collection[str] | None = None,
        actors: Collection[str] | None = None,
        kinds: Collection[Kind] | None = None,
        start: date | None = None,
        end: date | None = None,
        seqs: Collection[int] | None = None,
        meeting: tuple[Part, ...] = (),
        limit: int | None = None,
    ) -> list[Outline]:
        """The weightiest events that meet every constraint and every part given, at most `limit`.

        Where no limit is given, it is as many as are worth looking at.

        A place or actor is met by any of its list (a speaker of a report counts as an actor); the dates are
        met where the event's own overlap them, both ends included.
        """
        wanted = Constraints(
            places=None if places is None else frozenset(places),
            actors=None if actors is None else frozenset(actors),
            kinds=None if kinds is None else frozenset(kinds),
            seqs=None if seqs is None else frozenset(seqs),
            meeting=meeting,
            start=start,
            end=end,
            limit=limit or (MOST_OF_ALL if self._is_held else _MOST_OF_MANY),
        )
        if self._postings is not None:
            return self._postings.find(wanted)
        return self._outlines(self._ranked.find(wanted))

    @cached_property
    def _is_held(self) -> bool:
        """Whether the timeline is small enough to be held in memory."""
        return self.coverage().events <= self._most_held

    @cached_property
    def _words(self) -> HeldWords | StoredWords:
        return HeldWords(self.database) if self._is_held else StoredWords(self.database)

    @cached_property
    def _postings(self) -> Postings | None:
        """The events in memory; None where there are too many."""
        if not self._is_held:
            return None
        rows = self._execute("SELECT seq FROM event ORDER BY importance DESC, start DESC, seq")
        return Postings(self.database, self._outlines([seq for (seq,) in rows]))

    @cached_property
    def _ranked(self) -> RankedEvents:
        """The events of a timeline that is too large for memory."""
        return RankedEvents(self.database)

    @cached_property
    def _stored_outlines(self) -> Outlines:
        return Outlines(self.database)

    def _outlines(self, wanted: Sequence[int]) -> list[Outline]:
        """The outlines of events by `seq`, in the order given; those seen before are not read again."""
        missing = [seq for seq in wanted if seq not in self._seen]
        if missing:
            if len(self._seen) > _MOST_SEEN:
                self._seen.clear()
                missing = list(wanted)
            self._seen |= self._stored_outlines.read(missing)
        return [self._seen[seq] for seq in wanted if seq in self._seen]

    def with_stems(
        self, stems: Iterable[str], *, columns: tuple[str, ...] = ("text", "label", "note")
    ) -> Mapping[int, str]:
        """The events that hold one of the stems in one of the columns, by `seq`: the first such column.

        Where too many events hold them to be listed, these are `CommonWords`.
        """
        return self._holding(tuple(stems), columns)

    def _find_stems(self, stems: tuple[str, ...], columns: tuple[str, ...]) -> Mapping[int, str]:
        used = [one for one in stems if one in self.vocabulary]
        if isinstance(self._words, StoredWords) and self._words.are_common(used):
            return CommonWords(self._words, used, columns)
        found: dict[int, str] = {}
        for column in reversed(columns) if used else ():
            found |= dict.fromkeys(self._words.with_any(used, column), column)
        return MappingProxyType(found)

    def with_each(self, groups: Iterable[Collection[str]]) -> list[int]:
        """The events, by `seq`, that hold one of the stems of each group: common words of a large timeline."""
        return self._words.with_each(groups) if isinstance(self._words, StoredWords) else []

    def with_phrases(self, phrases: Iterable[Sequence[str]], *, column: str | None = None) -> frozenset[int]:
        """The events, by `seq`, that hold the stems of one of the phrases one after the other, in `column` if given."""
        used = (phrase for phrase in phrases if self.vocabulary.issuperset(phrase))
        return self._phrased(frozenset(map(" ".join, used)), column)

    def _find_phrases(self, phrases: frozenset[str], column: str | None) -> frozenset[int]:
        return frozenset(self._words.with_phrases(sorted(phrases), column) if phrases else ())

    def with_count(self, number: int) -> set[int]:
        """The events, by `seq`, that carry a figure of exactly this number, or narrowly around it."""
        rows = self._execute(
            """SELECT event FROM figure
            WHERE low BETWEEN :number / 1.6 AND :number AND high >= :number AND high <= 1.5 * low""",
            {"number": number},
        )
        return {seq for (seq,) in rows}

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """The stems of all texts, notes and labels."""
        return self._words.stems()

    def figures(self, wanted: FiguresWanted, *, wide: Collection[str] = ()) -> list[FigureOutline]:
        """The figures that meet what is wanted.

        Of a timeline that is too large for memory only the latest of them, and the latest whose area is one of `wide`.
        """
        if self._is_held:
            return [one for one in self._figures if wanted.are_met_by(one)]
        return load_figure_outlines(self.database, ids=self._ranked_figures.find(wanted, wide=wide))

    def figures_of(self, seqs: Collection[int], measures: Collection[Measure]) -> list[FigureOutline]:
        """The figures of these measures that hang on the events `seqs`."""
        known = self._figures if self._is_held else load_figure_outlines(self.database, seqs=seqs)
        return [one for one in known if one.seq in seqs and one.measure in measures]

    @cached_property
    def _figures(self) -> list[FigureOutline]:
        """All figures of a timeline that is held in memory."""
        return load_figure_outlines(self.database)

    @cached_property
    def _ranked_figures(self) -> RankedFigures:
        return RankedFigures(self.database)

    def control_events(self, places: Collection[str], *, until: date | None = None) -> list[Event]:
        """The events that changed who holds one of `places`, begun by `until`, in time order."""
        seqs = [
            seq
            for (seq,) in self._execute(
                """SELECT DISTINCT event.seq FROM control_place
                JOIN control ON control.id = control_place.control JOIN event ON event.seq = control.event
                WHERE control_place.use = 'in' AND control_place.place IN (SELECT value FROM json_each(?))
                AND event.start <= ? ORDER BY event.start, event.id""",
                (json.dumps(sorted(places)), (until or date.max).isoformat()),
            )
        ]
        return self.events(seqs)

    def after(self, day: date, *, places: Collection[str] | None = None, limit: int = 5) -> list[Outline]:
        """The events that begin after `day`, the nearest first."""
        return self._beside("start > ?", "start, importance DESC", day, places, limit)

    def before(self, day: date, *, places: Collection[str] | None = None, limit: int = 5) -> list[Outline]:
        """The events that ended before `day`, the nearest first."""
        return self._beside('"end" < ?', '"end" DESC, importance DESC', day, places, limit)

    def _beside(self, side: str, order: str, day: date, places: Collection[str] | None, limit: int) -> list[Outline]:
        values: list[object] = [day.isoformat()]
        if places is not None:
            side += " AND seq IN (SELECT event FROM event_place WHERE place IN (SELECT value FROM json_each(?)))"
            values.append(json.dumps(sorted(places)))
        rows = self._execute(
            f"""SELECT seq FROM event
            WHERE {side} ORDER BY {order} LIMIT ?""",  # noqa: S608 only fixed text
            (*values, limit),
        )
        return self._outlines([seq for (seq,) in rows])

    def prominence(self, seq: int) -> int:
        """How many events share the commonest tag of an event: what "the offensive" means where nothing else says."""
        (most,) = self._execute(
            """SELECT max((SELECT count(*) FROM event_tag AS other WHERE other.tag = own.tag))
            FROM event_tag AS own WHERE own.event = ?""",
            (seq,),
        ).fetchone()
        return most or 0

    def warm(self) -> list[Event]:
        """The weightiest events, read before anybody asks for them, and more of them in outline."""
        rows = self._execute("SELECT seq FROM event ORDER BY importance DESC, start DESC LIMIT ?", (_WARM_OUTLINES,))
        weightiest = [seq for (seq,) in rows]
        self.find(limit=1)
        if self._postings is None:
            self._ranked.warm(self.directory.places, self.directory.actors)
            self._ranked_figures.warm()
        self._outlines(weightiest)
        return self.events(weightiest[:_WARM])

    @contextmanager
    def one_view(self) -> Iterator[None]:
        """What is read meanwhile is read as it stands now, whatever is written; many reads are quicker so."""
        connection = self.database.conn
        if self._is_held or connection.in_transaction:
            yield
            return
        connection.execute("BEGIN")
        try:
            yield
        finally:
            connection.execute("ROLLBACK")

    def coverage(self) -> Coverage:
        """How much the timeline holds and how new it is."""
        return self._coverage

    @cached_property
    def _coverage(self) -> Coverage:
        return coverage_of(self.database)
