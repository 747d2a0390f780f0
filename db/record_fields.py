"""What the fields of records hold: ids, texts, dates, choices, numbers and links."""

from __future__ import annotations

import math
import re
from datetime import date
from enum import StrEnum
from typing import TypeGuard, TypeVar
from urllib.parse import urlsplit

from db.edtf_dates import read_day, read_when
from db.errors import BadDate
from db.json_object import JsonObject
from db.model import Precision, Text, When
from db.phrases import a_record, nearest, one_of, quoted, type_of

LANGUAGES = ("en", "ar")  # what every name, text, label and note has to have
_BOTH = " and ".join(LANGUAGES)


_Choice = TypeVar("_Choice", bound=StrEnum)

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,59}")  # with "e_" before it, it has to fit a Telegram deep link
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_LARGEST = 2**63 - 1  # of a whole number in SQLite
_NEVER = When("", date.min, date.min, Precision.DAY)  # stands in until the record is given up


class Fields(JsonObject):
    """One JSON object of a record file, with the readings that records need."""

    def identity(self, name: str) -> str:
        """The record's own id, "" where it is none."""
        return self._checked_id(name, self._string(name))

    def reference(self, name: str, kind: str) -> str:
        """The id of a record of type `kind`, "" where it is none."""
        return self._named(name, kind, self._string(name, f"the id of {a_record(kind)}"))

    def reference_or_none(self, name: str, kind: str) -> str | None:
        """The id of a record of type `kind` in a field that may be null."""
        return None if self._is_null(name) else self.reference(name, kind)

    def references(self, name: str, kind: str, *, required: bool = True, filled: bool = False) -> tuple[str, ...]:
        """The ids of records of type `kind` in a list, none of them twice; `filled`: at least one."""
        ids = self.strings(name, required=required, filled=filled)
        return tuple(self._named(f"{name}[{index}]", kind, id) for index, id in enumerate(ids))

    def texts(self, name: str) -> Text:
        """The words in several languages, English and Arabic at least."""
        value = self._value(name, f"an object with {_BOTH}")
        if name not in self._values:
            return Text(())
        if not isinstance(value, dict):
            self.refuse(name, f"must be an object with {_BOTH}, not {type_of(value)}")
            return Text(())
        pairs = []
        for language, words in value.items():
            if not _LANGUAGE.fullmatch(language):
                self.refuse(name, f"{quoted(language)} is no language code; write one like en or ar")
            pairs.append((language, self._words(f"{name}.{language}", words)))
        for language in LANGUAGES:
            if language not in value:
                self.refuse(f"{name}.{language}", f"is missing; {_BOTH} are both needed")
        return Text(tuple(pairs))

    def texts_or_none(self, name: str) -> Text | None:
        """The words in several languages; None where the field is null."""
        return None if self._is_null(name) else self.texts(name)

    def choice(self, name: str, choices: type[_Choice]) -> _Choice:
        """One of an enumeration's values."""
        value = self._string(name, f"one of {one_of(choices)}")
        try:
            return choices(value)
        except ValueError:
            if value:
                message = f"{quoted(value)} is none of {one_of(choices)}{nearest(value, choices)}"
                self.refuse(name, message)
            return next(iter(choices))

    def choice_or_none(self, name: str, choices: type[_Choice]) -> _Choice | None:
        """One of an enumeration's values; None where the field is absent or null."""
        return self.choice(name, choices) if self._is_given(name) else None

    def when(self, name: str) -> When:
        """A date in EDTF with its precision."""
        value = self._string(name, "a date like 2024-12-05")
        try:
            return read_when(value) if value else _NEVER
        except BadDate as error:
            self.refuse(name, str(error))
            return _NEVER

    def day_or_none(self, name: str, *, required: bool = True) -> date | None:
        """A day; None where the field is null, or absent and not `required`."""
        if self._is_null(name) if required else not self._is_given(name):
            return None
        value = self._string(name, "a day like 2024-12-05")
        try:
            return read_day(value) if value else None
        except BadDate as error:
            self.refuse(name, str(error))
            return None

    def link_or_none(self, name: str) -> str | None:
        """An http(s) address; None where the field is null."""
        value = self.string_or_none(name)
        if value and not is_link(value):
            self.refuse(name, f"{quoted(value)} is no link; write one that starts with https://, or null")
        return value

    def language(self, name: str) -> str:
        """A language code."""
        value = self._string(name, "a language code like en or ar")
        if value and not _LANGUAGE.fullmatch(value):
            self.refuse(name, f"{quoted(value)} is no language code; write one like en or ar")
        return value

    def number(self, name: str) -> int | float:
        """A count, 0 or more, whole or decimal as it is written; NaN where it is none."""
        value = self._value(name, "a number")
        if name not in self._values:
            return math.nan
        if not _is_number(value):
            self.refuse(name, f"must be a number, not {type_of(value)}")
            return math.nan
        if value < 0 or value > _LARGEST:
            self.refuse(name, f"{_shown(value)} can't be a count; write a number from 0 to {_LARGEST}")
            return math.nan
        return value

    def whole_number(self, name: str, lowest: int, highest: int) -> int:
        """A whole number in a range, both ends in."""
        value = self._value(name, f"a whole number from {lowest} to {highest}")
        if name not in self._values:
            return lowest
        if not isinstance(value, int) or isinstance(value, bool) or not lowest <= value <= highest:
            self.refuse(name, f"must be a whole number from {lowest} to {highest}, not {_shown(value)}")
            return lowest
        return value

    def whole_number_or_none(self, name: str, lowest: int) -> int | None:
        """A whole number; None where the field is null."""
        return None if self._is_null(name) else self.whole_number(name, lowest, _LARGEST)

    def degrees_or_none(self, name: str, limit: int) -> float | None:
        """An angle of a coordinate, no further from 0 than `limit`; None where null, NaN where wrong."""
        if self._is_null(name):
            return None
        value = self._value(name, "degrees or null")
        if name not in self._values:
            return math.nan
        if not _is_number(value) or not abs(value) <= limit:
            self.refuse(name, f"must be degrees from -{limit} to {limit} or null, not {_shown(value)}")
            return math.nan
        return float(value)

    def _checked_id(self, name: str, id: str) -> str:
        if not id or _ID.fullmatch(id):
            return id
        self.refuse(name, f"{quoted(id)} is no id; use up to 60 Latin letters, digits, - and _")
        return ""

    def _named(self, name: str, kind: str, id: str) -> str:
        if self._checked_id(name, id):
            self._notebook.name(kind, id, f"{self._path}{name}")
        return id


def is_link(text: str) -> bool:
    """Whether a text is an http or https address with a host and without spaces."""
    if re.search(r"\s", text):
        return False
    try:
        parts = urlsplit(text)
        return parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return False


def _is_number(value: object) -> TypeGuard[int | float]:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _shown(value: object) -> str:
    """A number as a sentence can show it, else the type of a value."""
    return quoted(str(value)).strip('"') if _is_number(value) else type_of(value)
