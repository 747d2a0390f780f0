"""One JSON object, read field by field: whatever is wrong is noted, and reading goes on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Protocol, Self

from db.phrases import nearest, quoted, type_of

_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")  # lone surrogates have no UTF-8 form


class Notebook(Protocol):
    """What takes down, while one record is read, its mistakes and the records that it names."""

    def note(self, field: str, message: str) -> None:
        """A mistake in a field."""

    def name(self, kind: str, id: str, field: str) -> None:
        """A field that names the record of type `kind` with this id."""


class JsonObject:
    """One JSON object of a record file.

    A field that is wrong is noted by its path (`reports[0].on`) and read as something empty of the right
    type: the record must then be given up. `finish` notes the fields that nobody has asked for.
    """

    def __init__(self, values: dict[str, object], notebook: Notebook, path: str = "") -> None:
        self._values = values
        self._notebook = notebook
        self._path = path
        self._asked: list[str] = []

    def refuse(self, name: str, message: str) -> None:
        """Note a mistake in the field `name`."""
        self._notebook.note(f"{self._path}{name}", message)

    def finish(self) -> None:
        """Note every field that the record type doesn't have."""
        for name in self._values:
            if name not in self._asked:
                self.refuse(name, f"there is no such field here{nearest(name, self._asked)}")

    def string(self, name: str) -> str:
        """The words in a field."""
        return self._string(name)

    def string_or_none(self, name: str) -> str | None:
        """The words in a field that may be null."""
        return None if self._is_null(name) else self._string(name)

    def strings(self, name: str, *, required: bool = True, filled: bool = False) -> tuple[str, ...]:
        """The words in a list, none of them twice."""
        found: list[str] = []
        for index, value in enumerate(self._list(name, required=required, filled=filled)):
            words = self._words(f"{name}[{index}]", value)
            if words and words in found:
                self.refuse(f"{name}[{index}]", f"{quoted(words)} stands in the list twice; leave one out")
            found.append(words)
        return tuple(found)

    def objects(self, name: str, *, required: bool = True, filled: bool = False) -> Iterator[Self]:
        """The objects in a list, each to be finished by the caller."""
        for index, value in enumerate(self._list(name, required=required, filled=filled)):
            if isinstance(value, dict):
                yield type(self)(value, self._notebook, f"{self._path}{name}[{index}].")
            else:
                self.refuse(f"{name}[{index}]", f"must be an object, not {type_of(value)}")

    def _value(self, name: str, right: str = "") -> object:
        """What the field holds; noted as missing and None where the object doesn't have it."""
        self._asked.append(name)
        if name not in self._values:
            self.refuse(name, f"is missing; write {right}" if right else "is missing")
            return None
        return self._values[name]

    def _is_null(self, name: str) -> bool:
        self._asked.append(name)
        return name in self._values and self._values[name] is None

    def _is_given(self, name: str) -> bool:
        self._asked.append(name)
        return self._values.get(name) is not None

    def _string(self, name: str, right: str = "") -> str:
        value = self._value(name, right)
        return self._words(name, value) if name in self._values else ""

    def _words(self, name: str, value: object) -> str:
        """A string that holds something and that can be stored and shown; else "" and a note."""
        if not isinstance(value, str):
            self.refuse(name, f"must be a string, not {type_of(value)}")
        elif not value.strip():
            self.refuse(name, "is empty; write something, or null where the field may be unknown")
        elif value != value.strip():
            self.refuse(name, f"{quoted(value)} has a space at an end; leave it out")
        elif found := _UNPRINTABLE.search(value):
            self.refuse(name, f"holds the unprintable character U+{ord(found[0]):04X}; leave it out")
        else:
            return value
        return ""

    def _list(self, name: str, *, required: bool, filled: bool) -> list[object]:
        if not required and name not in self._values:
            self._asked.append(name)
            return []
        value = self._value(name, "a list")
        if name not in self._values:
            return []
        if not isinstance(value, list):
            self.refuse(name, f"must be a list, not {type_of(value)}")
            return []
        if filled and not value:
            self.refuse(name, "is empty; at least one is needed")
        return value
