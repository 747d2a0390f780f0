"""What a button carries: Telegram gives back at most 64 bytes, and they have to make sense after a restart.

s:ID  all sources of an entry        s2:ID  the second page of that
n:ID  what was recorded next         n2:ID
e:ID  the entry itself               e2:ID
q:0.1  the second reading of the first reading of the question that the message replies to
m:2    the second page of the answer to that question, m:2:0.1 of the answer to that reading
~HANDLE in place of an ID that is too long
w:2    the second page of the new entries that the message tells of
x:ar3  the answer to the third example in Arabic, x2:ar3 the second page of that

A reading from 100 on is no choice that the answer offers but the question meant otherwise: 100 is the first such.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from db.handles import event_handle

PRESS = re.compile(
    r"(?P<view>[sne])(?P<page>\d{1,3})?:(?P<event>.+)"
    r"|x(?P<turned>\d{1,3})?:(?P<language>[a-z]{2})(?P<example>\d{1,2})"
    r"|q:(?P<reading>\d+(?:\.\d+)*)"
    r"|w:(?P<news>\d{1,3})"
    r"|m:(?P<more>\d{1,3})(?::(?P<of>\d+(?:\.\d+)*))?"
)
LONGEST = 64  # bytes
OTHERWISE = 100  # from here on a reading is a mend of the question


class View(StrEnum):
    """What to show of an entry."""

    SOURCES = "s"
    NEXT = "n"
    ENTRY = "e"


@dataclass(frozen=True, slots=True)
class OfEntry:
    """An answer about one entry."""

    view: View
    event: str


@dataclass(frozen=True, slots=True)
class OfQuestion:
    """The answer to the question that the message replies to; `readings` are the readings chosen since."""

    readings: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class OfShown:
    """The new entries that the message was sent for."""


@dataclass(frozen=True, slots=True)
class OfExample:
    """The answer to one of the questions that /help shows, in its language."""

    language: str
    number: int


Origin = OfEntry | OfQuestion | OfShown | OfExample


@dataclass(frozen=True, slots=True)
class Press:
    """What a pressed button asks for. `page` is None where it opens a message of its own."""

    origin: Origin
    page: int | None = None

    def data(self) -> str | None:
        """What the button carries; None where that is too long for Telegram."""
        page = "" if self.page is None else str(self.page)
        match self.origin:
            case OfEntry(view, event):
                data = f"{view}{page}:{event}"
                if len(data.encode()) > LONGEST:
                    data = f"{view}{page}:~{event_handle(event)}"
            case OfExample(language, number):
                data = f"x{page}:{language}{number}"
            case OfQuestion(readings):
                path = ".".join(map(str, readings))
                data = f"q:{path}" if self.page is None else f"m:{page}:{path}" if path else f"m:{page}"
            case OfShown():
                data = f"w:{self.page or 1}"
        return data if len(data.encode()) <= LONGEST else None


def about_mistake(event: str) -> str:
    """What the button carries that reports a mistake in an entry: r:ID, or r:~HANDLE."""
    data = f"r:{event}"
    return data if len(data.encode()) < LONGEST else f"r:~{event_handle(event)}"


def read_press(data: str) -> Press | None:
    """What a button with this data asks for; None where no button of ours carries it."""
    found = PRESS.fullmatch(data)
    if found is None:
        return None
    if found["view"]:
        return Press(OfEntry(View(found["view"]), found["event"]), int(found["page"]) if found["page"] else None)
    if found["news"]:
        return Press(OfShown(), int(found["news"]))
    if found["language"]:
        page = int(found["turned"]) if found["turned"] else None
        return Press(OfExample(found["language"], int(found["example"])), page)
    if found["reading"]:
        return Press(OfQuestion(_path(found["reading"])))
    return Press(OfQuestion(_path(found["of"])), int(found["more"]))


def _path(written: str | None) -> tuple[int, ...]:
    return tuple(map(int, written.split("."))) if written else ()
