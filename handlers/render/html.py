"""A worded answer as Telegram's HTML: the one place that escapes and that parts a message into pages.

Telegram takes 4,096 characters in a message, counted as UTF-16 after the tags are read, and 100 entities,
past which it drops formatting without a word.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from answering.message import Block, BlockKind, Message, Run

PAGE_UNITS = 4096
PAGE_ENTITIES = 100
FIRST_SCREEN = 700  # what one phone screen shows
FURTHER_SCREEN = 1400  # who presses More is reading

_SELF_MADE = re.compile(r"(?<!\S)[@#/$]\w|\w[.@]\w|://")  # mentions, tags, commands, addresses: Telegram marks them
_INVISIBLE = {"Cc", "Cf", "Cs", "Mn", "Me", "Zs", "Zl", "Zp"}
_BLANK = frozenset("\u115f\u1160\u3164\uffa0\u2800")  # letters and signs that show nothing

Line = tuple[str, tuple[Run, ...]]  # the gap before it, and what it says


@dataclass(frozen=True, slots=True)
class Size:
    """What a text takes of a message's limits: UTF-16 units and entities."""

    units: int = 0
    entities: int = 0

    def __add__(self, other: Size) -> Size:
        return Size(self.units + other.units, self.entities + other.entities)

    def within(self, units: int) -> bool:
        """Whether it fits `units` and the limit of entities."""
        return self.units <= units and self.entities <= PAGE_ENTITIES


def text(words: str) -> str:
    """Plain words as HTML."""
    return html.escape(_clean(words), quote=False)


def pages(*messages: Message, screen: int | None = None) -> tuple[str, ...]:
    """The messages in HTML pages, each within Telegram's limits; none where they show nothing.

    The first page is about a phone screen where there are several statements. A page ends between blocks,
    else between lines, else between runs; only a run that no page can hold is parted, between words.
    `screen` is how many units a page holds where it is to be another length.
    """
    filling = _Filling(_screen=screen)
    for message in messages:
        for group in _groups(message.blocks):
            filling.group(group)
        filling.turn()
    return tuple(filling.pages)


def whole(message: Message) -> str:
    """The message on one page, as much of it as Telegram takes."""
    return pages(message, screen=PAGE_UNITS)[0]


@dataclass(slots=True)
class _Filling:
    """Pages as they fill."""

    pages: list[str] = field(default_factory=list)
    _page: str = ""
    _plain: str = ""
    _size: Size = Size()
    _screen: int | None = None

    def group(self, blocks: Sequence[Sequence[Line]]) -> None:
        """A statement with what belongs to it: a page of its own where the screen is full."""
        screen = self._screen or (FURTHER_SCREEN if self.pages else FIRST_SCREEN)
        if self._page and not (self._size + _size_of(_joined(blocks))).within(screen):
            self.turn()
        self._blocks(blocks)

    def turn(self) -> None:
        """End the page; one that would show nothing is left out, as Telegram refuses it."""
        if any(_shows(character) for character in self._plain):
            self.pages.append(self._page.strip("\n"))
        self._page, self._plain, self._size = "", "", Size()

    def _blocks(self, blocks: Sequence[Sequence[Line]]) -> None:
        lines = _joined(blocks)
        if self._make_room(_size_of(lines)):
            for line in lines:
                self._line(line)
        elif len(blocks) > 1:
            for block in blocks:
                self._blocks([block])
        else:
            for line in lines:
                self._line(line)

    def _line(self, line: Line) -> None:
        gap, runs = line
        self._make_room(_size_of([line]))
        if self._page:
            self._append(gap, gap, Size(len(gap)))
        for run in runs:
            self._run(run)

    def _run(self, run: Run) -> None:
        rest: Run | None = run
        while rest is not None and not self._make_room(_size(rest)):
            room = PAGE_UNITS - self._size.units
            if room < 2 or self._size.entities + _size(rest).entities > PAGE_ENTITIES:
                self.turn()
                room = PAGE_UNITS
            head, rest = _cut(rest, room)
            self._append(_marked(head), head.text, _size(head))
        if rest is not None:
            self._append(_marked(rest), rest.text, _size(rest))

    def _make_room(self, size: Size) -> bool:
        """Whether `size` fits this page, or a fresh one, which is then begun."""
        if (self._size + size).within(PAGE_UNITS):
            return True
        if size.within(PAGE_UNITS):
            self.turn()
            return True
        return False

    def _append(self, marked: str, plain: str, size: Size) -> None:
        self._page += marked
        self._plain += plain
        self._size += size


def _groups(blocks: Iterable[Block]) -> list[list[list[Line]]]:
    """The blocks by statement: what stands before the first one and after each one stays with it, and
    statements that share a list of sources stay with that list."""
    groups: list[list[list[Line]]] = []
    loose: list[list[Line]] = []  # what waits for a statement to stand with
    listed = 0  # groups whose sources have been listed
    for block in blocks:
        if block.kind is BlockKind.STATEMENT:
            groups.append([*loose, _lines(block)])
            loose = []
        elif not groups:
            loose.append(_lines(block))
        elif block.kind is BlockKind.SOURCES:  # a list of the sources of all statements since the last list
            groups[listed:] = [[part for group in groups[listed:] for part in group] + [_lines(block)]]
            listed = len(groups)
        else:
            groups[-1].append(_lines(block))
    return groups or [loose]


def _lines(block: Block) -> list[Line]:
    """The block's lines, each with the gap before it; sources stand close under what they are of."""
    first = "\n" if block.kind is BlockKind.SOURCES else "\n\n"
    runs = [tuple(cleaned for run in line if (cleaned := _cleaned(run)).text) for line in block.lines]
    return [("\n" if position else first, line) for position, line in enumerate(runs)]


def _joined(blocks: Sequence[Sequence[Line]]) -> list[Line]:
    return [line for block in blocks for line in block]


def _size_of(lines: Iterable[Line]) -> Size:
    size = Size()
    for gap, runs in lines:
        size += Size(len(gap))
        for run in runs:
            size += _size(run)
    return size


def _size(run: Run) -> Size:
    marks = run.bold + run.italic + (run.url is not None)
    return Size(_units(run.text), marks + len(_SELF_MADE.findall(run.text)))


def _units(words: str) -> int:
    return len(words.encode("utf-16-le")) // 2


def _cut(run: Run, room: int) -> tuple[Run, Run | None]:
    """The run in two, the first within `room` units and what a page holds of entities."""
    end = taken = 0
    for character in run.text:
        taken += 2 if character > "\uffff" else 1
        if taken > room:
            break
        end += 1
    marks = list(_SELF_MADE.finditer(run.text, 0, end))
    if len(marks) > PAGE_ENTITIES // 2:
        end = marks[PAGE_ENTITIES // 2].start()
    if end < len(run.text):
        space = max(run.text.rfind(" ", 1, end), run.text.rfind("\n", 1, end))
        end = space + 1 if space > 0 else _before_marks(run.text, end)
    head, tail = run.text[:end], run.text[end:]
    return run._replace(text=head), run._replace(text=tail) if tail else None


def _before_marks(words: str, end: int) -> int:
    """The nearest place up to `end` that does not part a letter from its marks."""
    for place in range(end, max(1, end - 32), -1):
        if not unicodedata.combining(words[place]) and "\u200d" not in words[place - 1 : place + 1]:
            return place
    return end


def _marked(run: Run) -> str:
    marked = html.escape(run.text, quote=False)
    if run.italic:
        marked = f"<i>{marked}</i>"
    if run.bold:
        marked = f"<b>{marked}</b>"
    if run.url is not None:
        marked = f'<a href="{html.escape(run.url)}">{marked}</a>'
    return marked


def _cleaned(run: Run) -> Run:
    """The run as Telegram can show it: a link that is none, or that has no words, is plain text."""
    words = _clean(run.text)
    linked = run.url is not None and _is_link(run.url) and words.strip()
    return run._replace(text=words, url=run.url if linked else None)


def _is_link(url: str) -> bool:
    """Whether Telegram makes a link of it; it drops others without a word."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:  # a broken [address], a port that is no number
        return False
    whole = url == _clean(url) and not re.search(r"\s", url)
    return whole and parts.scheme in ("http", "https") and "." in host.strip(".") and port != 0


def _clean(words: str) -> str:
    """The words without what can't be sent: control characters, and halves of a pair of surrogates."""
    return "".join(
        "\ufffd"
        if unicodedata.category(character) == "Cs"
        else " "
        if unicodedata.category(character) == "Cc" and character != "\n"
        else character
        for character in words
    )


def _shows(character: str) -> bool:
    return unicodedata.category(character) not in _INVISIBLE and character not in _BLANK
