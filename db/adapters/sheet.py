"""Sheets that people make, and those that `tarikh export --format csv` writes, to records.

A row is an event. Places and actors are named by id or by any of their names; a source by its id, or by outlet,
link and date, which make one. What can't be read is refused with its row, its column and what would be right.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256

from sqlite_utils import Database

from db.adapters.sheet_dates import NoDate, edtf_of
from db.adapters.sheet_text import Sheet, read_rows
from db.adapters.sheet_words import meanings
from db.adapters.table import Mistakes, Refusal, clean
from db.errors import Mistake, RecordsRefused
from db.folding import fold
from db.model import Actor, Place, Role
from db.phrases import nearest, one_of, quoted
from db.records import PlacedRecord, RecordFile, read_objects
from db.rows import load_actors, load_places

_Object = dict[str, object]
_COUNTS = ("killed", "wounded", "displaced", "detained")
_NEEDED = ("date", "kind", "places", "text_en", "text_ar")
_COLUMN_OF = {"when": "date", "said_by": "said_by", "lang": "source_lang", "on": "said_on"}


def read_sheet(file: RecordFile, database: Database) -> Iterator[PlacedRecord]:
    """The sources and events of a sheet, row by row.

    Raises RecordsRefused with every mistake, so what came before is to be kept only once the iteration has ended.
    """
    mistakes = Mistakes(file.name)
    sheet = read_rows(file.lines, mistakes)
    if sheet is not None:
        for name in _NEEDED:
            if name not in sheet.columns:
                mistakes.note(1, name, f"the column is missing; add one with the heading {name}")
        if not {"source", "outlet", "reports"} & sheet.columns.keys():
            mistakes.note(1, "outlet", "the column is missing; every event needs a source: outlet, url and published")
    mistakes.raise_any()
    if sheet is None:
        return
    reading = _Reading(sheet, database)
    objects: list[tuple[int, _Object]] = []
    for number, cells in sheet.rows:
        try:
            objects += [(number, one) for one in reading.objects(cells)]
        except Refusal as refusal:
            mistakes.note(number, sheet.headings.get(refusal.column, refusal.column), refusal.message)
    mistakes.raise_any()
    try:
        yield from read_objects(file.name, objects, database)
    except RecordsRefused as refusal:
        raise RecordsRefused(tuple(_in_sheet(mistake, sheet) for mistake in refusal.mistakes)) from None


class _Reading:
    """Rows to the objects of record files."""

    def __init__(self, sheet: Sheet, database: Database) -> None:
        self._sheet = sheet
        places, actors = load_places(database), load_actors(database)
        self._places, self._actors = _by_name(places), _by_name(actors)
        self._place_ids = {place.id for place in places}
        self._actor_ids = {actor.id for actor in actors}
        self._sources: set[str] = set()

    def objects(self, cells: Sequence[str]) -> list[_Object]:
        """The event of a row, after its source where the row describes one. Raises Refusal."""
        row = {name: cells[index].strip() if index < len(cells) else "" for name, index in self._sheet.columns.items()}
        when = _date(row, "date")
        kind = _choice(row, "kind")
        places = [self._one("places", self._places, name) for name in _list(row, "places")]
        if not places:
            raise Refusal("places", "is empty; every event has a place")
        text = {"en": clean(row["text_en"]), "ar": clean(row["text_ar"])}
        for language, words in text.items():
            if not words:
                raise Refusal(f"text_{language}", "is empty; every event is told in both languages")
        made = []
        if row.get("reports"):
            reports = _json(row, "reports")
        else:
            source, described = self._source(row)
            made += described
            said_on = _date(row, "said_on") if row.get("said_on") else None
            said_by = [self._one("said_by", self._actors, name) for name in _list(row, "said_by")]
            stance = _choice(row, "stance") if row.get("stance") else "reports"
            report = {"source": source, "said_by": said_by, "stance": stance, "on": said_on, "note": None}
            reports = [report]
        importance = row.get("importance") or "3"
        event: _Object = {
            "type": "event",
            "id": row.get("id") or _id(when, kind, places[0], text["en"]),
            "when": when,
            "clock": clean(row.get("clock", "")) or None,
            "kind": kind,
            "places": places,
            "actors": self._participants(row),
            "text": text,
            "status": _choice(row, "status") if row.get("status") else "reported",
            "importance": int(importance) if importance.isascii() and importance.isdigit() else importance,
            "reports": reports,
            "figures": _json(row, "figures") if row.get("figures") else _counts(row, when, places[0], reports),
            "tags": _list(row, "tags"),
        }
        if row.get("control") and (control := _json(row, "control")):
            event["control"] = control
        if row.get("outcome"):
            event["outcome"] = row["outcome"].lower()
        return [*made, event]

    def _participants(self, row: Mapping[str, str]) -> list[_Object]:
        found: list[_Object] = []
        for part in _list(row, "actors"):
            role, _, name = part.partition(" ")
            if role not in tuple(Role):
                right = f"begins with none of {one_of(Role)}; write it like: by hts; from saa"
                raise Refusal("actors", f"{quoted(part)} {right}")
            found.append({"actor": self._one("actors", self._actors, name), "role": role})
        for role in Role:
            for name in _list(row, role):
                found.append({"actor": self._one(role, self._actors, name), "role": str(role)})
        return found

    def _source(self, row: Mapping[str, str]) -> tuple[str, list[_Object]]:
        """The id of a row's source, and the source where the row describes a new one."""
        if row.get("source"):
            return row["source"], []
        outlet, url = clean(row.get("outlet", "")), row.get("url", "")
        if not outlet:
            raise Refusal("outlet", "is empty; an event can't be stored without its source")
        published = _date(row, "published") if row.get("published") else None
        id = f"sheet-{sha256(f'{outlet}|{url}|{published}'.encode()).hexdigest()[:16]}"
        if id in self._sources:
            return id, []
        self._sources.add(id)
        language = row.get("source_lang", "").lower() or ("ar" if re.search("[\u0600-\u06ff]", outlet) else "en")
        source: _Object = {
            "type": "source",
            "id": id,
            "outlet": outlet,
            "url": url or None,
            "published": published,
            "lang": language,
            "kind": "news",
        }
        return id, [source]

    def _one(self, column: str, named: Mapping[str, set[str]], name: str) -> str:
        """The id of the one place or actor with a name. Raises Refusal."""
        if name in (self._place_ids if column == "places" else self._actor_ids):
            return name
        found = named.get(fold(name), set())
        if len(found) == 1:
            return next(iter(found))
        if found:
            raise Refusal(column, f"{quoted(name)} may be {one_of(sorted(found))}; write one of these")
        raise Refusal(
            column, f"{quoted(name)} is not recorded{nearest(fold(name), named)}; add it first, or use its id"
        )


def _by_name(records: Sequence[Place] | Sequence[Actor]) -> dict[str, set[str]]:
    """Ids by folded name."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for record in records:
        for name in (*(words for _, words in record.name.by_language), *record.aliases):
            found[fold(name)].add(record.id)
    return found


def _list(row: Mapping[str, str], column: str) -> list[str]:
    return [clean(part) for part in re.split(r"[;؛|\n]", row.get(column, "")) if part.strip()]


def _date(row: Mapping[str, str], column: str) -> str:
    if not row[column]:
        raise Refusal(column, "is empty; write a date like 2024-12-05 or 05/12/2024")
    try:
        return edtf_of(row[column])
    except NoDate as error:
        raise Refusal(column, str(error)) from None


def _choice(row: Mapping[str, str], column: str) -> str:
    known = meanings(column)
    if (meaning := known.get(fold(row[column].replace("_", " ")))) or (meaning := known.get(fold(row[column]))):
        return meaning
    choices = sorted(set(known.values()))
    message = "is empty" if not row[column] else f"{quoted(row[column])} is none of them"
    raise Refusal(column, f"{message}{nearest(fold(row[column]), known)}; write one of {one_of(choices)}")


def _json(row: Mapping[str, str], column: str) -> object:
    try:
        return json.loads(row[column])
    except ValueError:
        raise Refusal(column, "is no valid JSON; leave the cell as the export wrote it, or empty") from None


def _counts(row: Mapping[str, str], when: str, place: str, reports: object) -> list[_Object]:
    """Figures of the columns that hold a number or two ("10-15"): what the row's source counted in the event."""
    first = reports[0] if isinstance(reports, list) and reports and isinstance(reports[0], dict) else {}
    day = when if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", when) else None
    found: list[_Object] = []
    for measure in _COUNTS:
        if not (cell := row.get(measure, "")):
            continue
        numbers = re.fullmatch(r"([0-9]+)(?: ([0-9]+))?", fold(cell))
        if not numbers or re.search(r"[^\d\s–-]", cell):
            message = f"{quoted(cell)} is no count; write a number like 12, or the lowest and highest like 10-15"
            raise Refusal(measure, message)
        found.append(
            {
                "measure": measure,
                "low": int(numbers[1]),
                "high": int(numbers[2] or numbers[1]),
                "group": "people",
                "label": {"en": "people", "ar": "أشخاص"},
                "since": day,
                "until": day,
                "area": [place],
                "said_by": first.get("said_by", []),
                "source": first.get("source"),
            }
        )
    return found


def _id(when: str, kind: str, place: str, text: str) -> str:
    """An id that the same row always gets."""
    mark = sha256(text.encode()).hexdigest()[:8]
    start = re.sub(r"[^A-Za-z0-9-]+", "-", f"{when[:10]}-{place}-{kind}")[:51].rstrip("-")
    return f"{start}-{mark}"


def _in_sheet(mistake: Mistake, sheet: Sheet) -> Mistake:
    """A mistake in a record, with the heading of the column that its field came from."""
    field = re.split(r"[.\[]", mistake.field)[-1 if mistake.field.startswith("reports[") else 0].rstrip("]")
    column = _COLUMN_OF.get(field, field.replace("text.", "text_"))
    return Mistake(mistake.file, mistake.line, sheet.headings.get(column, mistake.field), mistake.message)
