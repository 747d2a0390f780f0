"""Long work in a thread, and a message that tells how far it is."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import TypeVar

from telegram.error import TelegramError

PACE = 5.0  # seconds between edits: Telegram takes twenty messages a minute in a group, and others speak there too

Result = TypeVar("Result")


class Ended(Exception):
    """The bot is ending, and the work was given up."""


@dataclass(slots=True)
class Progress:
    """How far a piece of work is: told by its thread, read by the event loop.

    `read` of `whole` bytes; `records` is how many were done. With `ended` the work gives up at its next step.
    """

    whole: int = 0
    read: int = 0
    records: int = 0
    ended: bool = False

    @property
    def percent(self) -> int:
        """How much was read."""
        return min(100, self.read * 100 // self.whole) if self.whole else 0

    def done(self, records: int) -> None:
        """Take down that so many more records were done. Raises Ended."""
        self.records += records
        self.go_on()

    def counted(self, lines: Iterable[bytes]) -> Iterator[bytes]:
        """The lines, counted as they are read. Raises Ended."""
        for line in lines:
            self.read += len(line)
            self.go_on()
            yield line

    def go_on(self) -> None:
        """Raises Ended where the bot is ending."""
        if self.ended:
            raise Ended


async def followed(
    work: Awaitable[Result],
    progress: Progress,
    show: Callable[[Progress], Awaitable[object]],
    running: Callable[[], bool],
) -> Result:
    """What `work` gives; meanwhile `show` is called at a steady pace. Raises Ended where it is no longer `running`."""
    doing = asyncio.ensure_future(work)
    while not doing.done():
        await asyncio.wait({doing}, timeout=PACE)
        if not running():
            progress.ended = True
        elif not doing.done():
            with suppress(TelegramError):  # who does not see how far it is still gets what comes of it
                await show(progress)
    return await doing
