"""A filled form: its rows by field, each read as what it is, and what is wrong with it so far."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

from answering.answer import Phrase
from answering.drafting.dating import day_of
from answering.drafting.faults import no_actor, none_of
from answering.drafting.listing import Reader, parts
from answering.drafting.rows import Row
from answering.drafting.words import all_shown, meant, shown, western, without_marks

ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,59}", re.ASCII)
_BETWEEN_NAMES = re.compile(r"\s*[;؛\n]\s*")
_COMMAS = re.compile(r"\s*[,،]\s*")
_NUMBER = r"-?\d+(?:\.\d+)?"
_POINT = re.compile(rf"({_NUMBER})\s*°?\s*(?:[Nn]|شمالا?ً?)?[\s,،;/]+({_NUMBER})\s*°?\s*(?:[Ee]|شرقا?ً?)?")


class Filled:
    """The rows of one form; `table` has the names of its fields.

    Each reading takes what is recorded, which stays where the form has no such row; an empty row takes it away.
    """

    def __init__(self, rows: Sequence[Row], table: str, reader: Reader) -> None:
        self._values = {row.field: row.value for row in rows}
        self._table = table
        self._reader = reader
        self.faults: list[Phrase] = []
        twice = {
            row.field for position, row in enumerate(rows) for other in rows[:position] if other.field == row.field
        }
        for field in sorted(twice):
            self.refuse(field, Phrase.of("register.twice"))

    def refuse(self, field: str, said: Phrase) -> None:
        """Note what is wrong with a field."""
        name = shown(self._table, field, self._reader.language)
        self.faults.append(Phrase.of("draft.fault", field=name, said=said))

    def has(self, field: str) -> bool:
        """Whether the form has the field, empty or not."""
        return field in self._values

    def written(self, field: str) -> str:
        """What stands in the field, "" where nothing does."""
        return without_marks(self._values.get(field, "")).strip()

    def needed(self, field: str, recorded: str | None) -> str:
        """Words that there must be, on one line."""
        words = " ".join(self.written(field).split()) if self.has(field) else recorded
        if not words:
            self.refuse(field, Phrase.of("register.needed"))
        return words or ""

    def needed_choice(self, field: str, table: str, recorded: str | None, known: Iterable[str]) -> str:
        """A word of a table, or one of `known`, that there must be."""
        if not (self.written(field) if self.has(field) else recorded):
            self.refuse(field, Phrase.of("register.needed_choice", words=all_shown(table, self._reader.language)))
            return ""
        return self.choice(field, table, recorded, known) or ""

    def choice(self, field: str, table: str, recorded: str | None, known: Iterable[str]) -> str | None:
        """A word of a table, or one of `known`, which are recorded of others; None where there is none."""
        if not self.has(field):
            return recorded
        words = self.written(field)
        if not words or words in known:
            return words or None
        if (found := meant(table, words)) is None:
            self.refuse(field, none_of(table, words, self._reader.language))
        return found

    def names(self, field: str, recorded: tuple[str, ...]) -> tuple[str, ...]:
        """Names with semicolons or line breaks between them; commas do where there is neither."""
        if not self.has(field):
            return recorded
        words = self.written(field)
        names = (_BETWEEN_NAMES if _BETWEEN_NAMES.search(words) else _COMMAS).split(words)
        found = tuple(dict.fromkeys(" ".join(name.split()) for name in names if name.strip()))
        for name in found:
            if not any(map(str.isalnum, name)):
                self.refuse(field, Phrase.of("register.no_letters", written=name))
        return found

    def place(self, field: str, recorded: str | None) -> str | None:
        """The id of a place, by any of its names; None where there is none."""
        if not self.has(field):
            return recorded
        return self._id(field, self._reader.place(words)) if (words := self.written(field)) else None

    def places(self, field: str, recorded: tuple[str, ...]) -> tuple[str, ...]:
        """The ids of places, by any of their names."""
        return self._ids(field, self._reader.places(self.written(field))) if self.has(field) else recorded

    def actors(self, field: str, recorded: tuple[str, ...]) -> tuple[str, ...]:
        """The ids of actors, by any of their names."""
        if not self.has(field):
            return recorded
        found: list[str] = []
        for name in parts(self.written(field)):
            # Not the reader's: where no day is known, that takes the first of those who share a name.
            named = self._reader.namer.actor(name)
            if named.only is None:
                self.refuse(field, no_actor(name, named))
            else:
                found.append(named.only)
        return tuple(dict.fromkeys(found))

    def day(self, field: str, recorded: date | None) -> date | None:
        """A single day; None where there is none."""
        if not self.has(field):
            return recorded
        words = self.written(field)
        found = day_of(words, self._reader.today) if words else None
        if isinstance(found, Phrase):
            self.refuse(field, found)
            return None
        return found

    def point(self, field: str, recorded: tuple[float | None, float | None]) -> tuple[float | None, float | None]:
        """Latitude and longitude in degrees; None for both where there are none."""
        if not self.has(field):
            return recorded
        words = western(self.written(field))
        if not words:
            return None, None
        found = _POINT.fullmatch(words)
        point = (float(found[1]), float(found[2])) if found else None
        if point is None or abs(point[0]) > 90 or abs(point[1]) > 180:
            self.refuse(field, Phrase.of("register.no_point", written=words))
            return None, None
        return point

    def number(self, field: str, recorded: int | None) -> int | None:
        """A whole number, 1 or more; None where there is none."""
        if not self.has(field):
            return recorded
        words = western(self.written(field))
        if not words:
            return None
        if not re.fullmatch(r"[1-9]\d{0,17}", words):
            self.refuse(field, Phrase.of("register.no_number", written=words))
            return None
        return int(words)

    def _id(self, field: str, found: str | Phrase) -> str | None:
        if isinstance(found, Phrase):
            self.refuse(field, found)
            return None
        return found

    def _ids(self, field: str, found: tuple[str, ...] | Phrase) -> tuple[str, ...]:
        if isinstance(found, Phrase):
            self.refuse(field, found)
            return ()
        return found


def shown_names(names: Sequence[str]) -> str:
    """Names as `names` reads them again."""
    alone = len(names) == 1 and _COMMAS.search(names[0])
    return "; ".join(names) + (";" if alone else "")


def is_id(written: str) -> bool:
    """Whether a text can be a record's id."""
    return ID.fullmatch(written) is not None
