"""The source lines of a draft, and what belongs to each, to reports, figures and the sources that are new."""

from __future__ import annotations

from datetime import date
from typing import TypeVar

from sqlite_utils import Database

from answering.answer import Phrase
from answering.drafting import ids
from answering.drafting.counting import Count, read_count
from answering.drafting.dating import day_of
from answering.drafting.draft import OF_REPORT, Draft, Field
from answering.drafting.faults import Fault
from answering.drafting.listing import Reader
from answering.drafting.sourcing import Page, read_source, source_of, source_stem
from answering.drafting.texts import cleaned, translated
from db.model import Event, Figure, Report, Source, Stance, Text
from db.page_keys import page_key
from db.source_rows import load_sources
from db.taken_ids import source_id_is_taken

_Value = TypeVar("_Value")
_Placed = tuple[int, str]  # a line's index in the draft, and what it says


class Reports:
    """The reports and figures of a draft, the sources of theirs that are to be written, and what is wrong."""

    def __init__(self, draft: Draft, reader: Reader, database: Database, stored: Event | None, slug: str) -> None:
        self.faults: list[Fault] = []
        self.reports: list[Report] = []
        self.figures: list[Figure] = []
        self.sources: dict[str, Source] = {}
        self._reader = reader
        self._database = database
        self._slug = slug
        self._made: dict[object, Source] = {}
        self._notes = [report.note for report in stored.reports if report.note] if stored else []
        self._labels = [figure.label for figure in stored.figures] if stored else []
        counts: list[tuple[int, Count, Source | None]] = []
        for lines in _parted(draft):
            source = self._source(*lines[Field.SOURCE][0])
            self._report(source, lines)
            for index, written in lines.get(Field.FIGURE, ()):
                count = read_count(written, reader)
                if isinstance(count, Phrase):
                    self._refuse(Field.FIGURE, count, index)
                else:
                    counts.append((index, count, source))
        for index, count, source in counts:  # once all sources are known: a count may name a later one
            self._figure(index, count, source)

    def _report(self, source: Source | None, lines: dict[Field, list[_Placed]]) -> None:
        said_by: tuple[str, ...] = ()
        stance = Stance.REPORTS
        on: date | None = None
        for index, written in lines.get(Field.SAID_BY, ())[:1]:
            actors = self._reader.actors(written)
            said_by = self._kept(Field.SAID_BY, index, actors) or ()
        for index, written in lines.get(Field.STANCE, ())[:1]:
            word = self._reader.choice("stance", written)
            stance = Stance(self._kept(Field.STANCE, index, word) or stance)
        for index, written in lines.get(Field.SAID_ON, ())[:1]:
            on = self._kept(Field.SAID_ON, index, day_of(written, self._reader.today))
        note = self._note(lines)
        if source is not None:
            self.reports.append(Report(source, said_by, stance, on, note))

    def _note(self, lines: dict[Field, list[_Placed]]) -> Text | None:
        english, arabic = lines.get(Field.NOTE_ENGLISH, ()), lines.get(Field.NOTE_ARABIC, ())
        if bool(english) != bool(arabic):
            there, missing = (
                (Field.NOTE_ENGLISH, Field.NOTE_ARABIC) if english else (Field.NOTE_ARABIC, Field.NOTE_ENGLISH)
            )
            self._refuse(missing, Phrase.of("draft.note_one_language"), lines[there][0][0])
        if not english or not arabic:
            return None
        return translated(cleaned(english[0][1]), cleaned(arabic[0][1]), self._notes)

    def _figure(self, index: int, count: Count, source: Source | None) -> None:
        if count.source:
            source = self._known(count.source)
            if source is None:
                self._refuse(Field.FIGURE, Phrase.of("draft.source_unknown", written=count.source), index)
        if source is None:
            return
        words = dict(count.label.by_language)
        label = translated(words["en"], words["ar"], self._labels)
        self.figures.append(
            Figure(
                count.measure,
                count.low,
                count.high,
                count.group,
                label,
                count.since,
                count.until,
                count.area,
                count.said_by,
                source,
            )
        )

    def _known(self, id: str) -> Source | None:
        """The source with this id, of this draft or stored."""
        return self.sources.get(id) or load_sources(self._database, [id]).get(id)

    def _source(self, index: int, written: str) -> Source | None:
        found = read_source(written, self._database, self._reader.today)
        if isinstance(found, Phrase):
            self._refuse(Field.SOURCE, found, index)
            return None
        if isinstance(found, Page):
            return self._new(found)
        earlier = self.sources.get(found.id)
        if earlier is not None and earlier.published and not found.published:
            return earlier
        if found != load_sources(self._database, [found.id])[found.id]:
            self.sources[found.id] = found
        return found

    def _new(self, page: Page) -> Source:
        """The new source of a page; the same one for every line that describes the page."""
        key: object = page_key(page.url) if page.url else page
        if key not in self._made:
            id = ids.unused(
                source_stem(page, self._slug),
                lambda id: id in self.sources or source_id_is_taken(self._database, id),
            )
            self._made[key] = self.sources[id] = source_of(page, id, self._database)
        return self._made[key]

    def _kept(self, field: Field, index: int, value: _Value | Phrase) -> _Value | None:
        """A value; None, with the fault noted, where it is what is wrong."""
        if isinstance(value, Phrase):
            self._refuse(field, value, index)
            return None
        return value

    def _refuse(self, field: Field, said: Phrase, index: int) -> None:
        self.faults.append(Fault(field, said, index))


def _parted(draft: Draft) -> list[dict[Field, list[_Placed]]]:
    """The filled lines of each report by their field, with their places in the draft."""
    found: list[dict[Field, list[_Placed]]] = []
    for index, line in enumerate(draft.lines):
        if not line.value.strip():
            continue
        if line.field is Field.SOURCE:
            found.append({Field.SOURCE: [(index, line.value)]})
        elif line.field in OF_REPORT and found:
            found[-1].setdefault(line.field, []).append((index, line.value))
    return found
