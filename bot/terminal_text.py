"""A worded answer for a terminal: wrapped between words, each line in its direction, links listed at the end.

Terminals order mixed text themselves, line by line, so nothing is reordered here: a line that goes on gets
the isolates that were open where it was broken, and the direction of the line that it goes on from.
"""

from __future__ import annotations

import re

from prompt_toolkit.utils import get_cwidth

from answering.message import Block, BlockKind, Message, Run

_OPENING, _CLOSING = "\u2066\u2067\u2068", "\u2069"
_RIGHT_TO_LEFT = "\u200f"
_INDENT = "    "
_MARK = re.compile(r"\[[\d٠-٩]+\]")  # a number that the answer's own list of sources explains


def screen(message: Message, width: int | None) -> str:
    """The answer as lines of at most `width` columns where words allow it; links are never broken."""
    lines: list[str] = []
    links: dict[str, int] = {}
    rtl = message.language == "ar"
    for block in message.blocks:
        for line in block.lines:
            lines += wrapped("".join(_shown(run, block, links) for run in line), width, rtl=rtl)
            if block.kind is BlockKind.SOURCES:
                lines += [_INDENT + run.url for run in line if run.url]
    lines += [f"[{number}] {url}" for url, number in links.items()]
    return "\n".join(lines)


def wrapped(line: str, width: int | None, *, rtl: bool) -> list[str]:
    """The line broken between words, its isolates closed at each break and opened again after it."""
    if width is None or _columns(line) <= width:
        return [line]
    parts: list[str] = []
    open_isolates, part = "", ""
    for word in line.split(" "):
        if part.strip() and _columns(f"{part} {word}") > width:
            still_open = _still_open(open_isolates + part)
            parts.append(part + _CLOSING * len(still_open))
            open_isolates, part = "", (_RIGHT_TO_LEFT if rtl else "") + still_open + word
        else:
            part = f"{part} {word}" if part or parts else word
    return [*parts, part]


def _shown(run: Run, block: Block, links: dict[str, int]) -> str:
    if run.url is None or block.kind is BlockKind.SOURCES or _MARK.fullmatch(run.text):
        return run.text
    return f"{run.text} [{links.setdefault(run.url, len(links) + 1)}]"


def _still_open(text: str) -> str:
    """The isolates that `text` opens and doesn't close, in their order."""
    opened: list[str] = []
    for character in text:
        if character in _OPENING:
            opened.append(character)
        elif character == _CLOSING and opened:
            opened.pop()
    return "".join(opened)


def _columns(text: str) -> int:
    return get_cwidth(re.sub("[\u200e\u200f\u2066-\u2069]", "", text))
