"""A worded answer before any surface has shown it: blocks of lines of runs, and its plain text.

`wording` makes it; Telegram's HTML, the terminal and the JSON lines are each made from it in one place.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class Run(NamedTuple):
    """A stretch of text that looks one way; `url` makes it a link."""

    text: str
    url: str | None = None
    bold: bool = False
    italic: bool = False


class BlockKind(StrEnum):
    """What a block is for; a surface may set it apart, and pages part between blocks."""

    NOTE = "note"
    STATEMENT = "statement"
    SOURCES = "sources"
    HINT = "hint"


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that belong together."""

    kind: BlockKind
    lines: tuple[tuple[Run, ...], ...]


@dataclass(frozen=True, slots=True)
class Message:
    """A worded answer in one language, top to bottom."""

    language: str
    blocks: tuple[Block, ...]

    def plain(self) -> str:
        """The text without looks: a link's address is left out where the run says what it leads to."""
        return "\n".join("".join(run.text for run in line) for block in self.blocks for line in block.lines)
