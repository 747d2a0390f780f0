"""What history is made of: who wrote to the timeline when and why, and what each record was before and after."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum

COMMAND_LINE = "command line"


class Action(StrEnum):
    """What a revision did."""

    ADD = "add"
    EDIT = "edit"
    RETRACT = "retract"
    RESTORE = "restore"
    MERGE = "merge"
    IMPORT = "import"
    UNDO = "undo"


@dataclass(frozen=True, slots=True)
class Signature:
    """Who writes, why and when: `by` is a Telegram user id or `COMMAND_LINE`, never a name; `at` has its zone."""

    by: str = COMMAND_LINE
    why: str = ""
    at: datetime = field(default_factory=lambda: datetime.now(UTC))


@dataclass(frozen=True, slots=True)
class Revision:
    """One transaction of writes. `count` is how many records it changed, `undoes` the revision taken back.

    `hash` covers all of it and `previous`, the hash of the revision before ("" for the first); `content` is
    the hash of its changes in order.
    """

    number: int
    at: datetime
    by: str
    action: Action
    why: str
    undoes: int | None
    count: int
    previous: str
    content: str
    hash: str


@dataclass(frozen=True, slots=True)
class Change:
    """What a revision did to one record: its canonical lines before and after, None where it was not there."""

    revision: Revision
    type: str
    id: str
    before: str | None
    after: str | None


class ContentHash:
    """The hash of a revision's changes, taken in one by one."""

    def __init__(self) -> None:
        self._hash = hashlib.sha256()

    def take(self, type: str, id: str, before: str | None, after: str | None) -> None:
        """Take in a change, in the order of the revision."""
        # No part holds a line break: ids and types are plain, and JSON escapes them.
        self._hash.update(f"{type} {id}\n{before or ''}\n{after or ''}\n".encode())

    def hex(self) -> str:
        """The hash of what was taken in so far."""
        return self._hash.hexdigest()


def hash_of(
    number: int, at: str, by: str, action: str, why: str, undoes: int | None, count: int, previous: str, content: str
) -> str:
    """The hash of a revision as it is stored."""
    told = json.dumps([number, at, by, action, why, undoes, count, previous, content])
    return hashlib.sha256(told.encode()).hexdigest()
