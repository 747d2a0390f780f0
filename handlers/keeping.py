"""What is kept for chats, off the event loop: one thread that reads, one that writes, a connection each.

A write may have to wait for an import of another process; reads do not wait for it (WAL). What takes long has
threads of its own, so that nobody waits for it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import TypeVar

from sqlite_utils import Database

from db.chats import Chats
from db.connection import copied, open_for_reading, open_for_writing

LONG = 2  # pieces of long work at the same time

Result = TypeVar("Result")


class Keeping:
    """The store of what is kept for chats: `await keeping.read(lambda chats: chats.preferences(id))`."""

    def __init__(self, database: Path) -> None:
        self._path = database
        self._long = ThreadPoolExecutor(LONG, thread_name_prefix="keeping-long")
        self._reading = _Desk(lambda: open_for_reading(database), "keeping-read")
        self._writing = _Desk(lambda: open_for_writing(database), "keeping-write")

    async def read(self, work: Callable[[Chats], Result]) -> Result:
        """What `work` reads; it must not write."""
        return await self._reading.do(lambda database: work(Chats(database)))

    async def write(self, work: Callable[[Chats], Result]) -> Result:
        """What `work` gives after it has written; it is on the disk then. Writes come one after another."""
        return await self._writing.do(lambda database: work(Chats(database)))

    async def read_database(self, work: Callable[[Database], Result]) -> Result:
        """What `work` reads on the connection that reads, from stores beside the chats'."""
        return await self._reading.do(work)

    async def with_database(self, work: Callable[[Database], Result]) -> Result:
        """What `work` gives on the connection that writes, for stores beside the chats'."""
        return await self._writing.do(work)

    async def long_read(self, work: Callable[[Database], Result]) -> Result:
        """What `work`, which takes long, reads on a connection of its own."""

        def run() -> Result:
            with closing(open_for_reading(self._path)) as database:
                return work(database)

        return await asyncio.get_running_loop().run_in_executor(self._long, run)

    async def on_a_copy(self, work: Callable[[Database], Result]) -> Result:
        """What `work`, which takes long, gives on a copy of the database that is thrown away."""

        def run() -> Result:
            with copied(self._path) as database:
                return work(database)

        return await asyncio.get_running_loop().run_in_executor(self._long, run)

    def close(self) -> None:
        """Finish what is being written and end the threads and their connections."""
        self._long.shutdown(wait=True, cancel_futures=True)
        self._writing.close()
        self._reading.close()


class _Desk:
    """One thread with one connection, opened when it is first needed."""

    def __init__(self, opened: Callable[[], Database], name: str) -> None:
        self._opened = opened
        self._thread = ThreadPoolExecutor(1, thread_name_prefix=name)
        self._database: Database | None = None

    async def do(self, work: Callable[[Database], Result]) -> Result:
        """What `work` gives on this thread's connection."""

        def run() -> Result:
            if self._database is None:
                self._database = self._opened()
            return work(self._database)

        return await asyncio.get_running_loop().run_in_executor(self._thread, run)

    def close(self) -> None:
        """End the thread when its work is done, and the connection."""
        self._thread.shutdown(wait=True)
        if self._database is not None:
            self._database.close()
            self._database = None
