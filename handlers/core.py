"""The core off the event loop: each worker thread has a timeline and a read-only connection of its own."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TypeVar

from sqlite_utils import Database

from answering import ask, gaps, offering, showing, wording
from answering.answer import Answer, Phrase
from answering.meaning import mending
from answering.message import Message
from answering.wishes import called, topics
from db.connection import open_for_reading
from db.coverage import Coverage
from db.gaps import Unanswered
from db.handles import event_of_handle
from db.timeline import Timeline

HANDLE = "~"  # before what stands for an id that a button can't carry
WORKERS = 2  # an answer is work for the processor; more threads would only take turns

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Otherwise:
    """Another way to mean the question, as a button says it, and the question so meant."""

    label: str
    question: str


@dataclass(frozen=True, slots=True)
class Told:
    """An answer and its words: what is said at once, then what waits behind a button; and its question otherwise.

    `unanswered` is what may be kept of a question that was not answered.
    """

    answer: Answer
    messages: tuple[Message, ...]
    otherwise: tuple[Otherwise, ...] = ()
    unanswered: Unanswered | None = None


class Core:
    """Questions in, worded answers out, without holding up the event loop."""

    def __init__(self, database: Path) -> None:
        self._path = database
        self._threads = ThreadPoolExecutor(WORKERS, thread_name_prefix="core")
        self._own = threading.local()
        self._open: list[Database] = []

    async def ask(
        self, question: str, *, today: date, language: str | None = None, previous: Answer | None = None
    ) -> Told:
        """The answer to a question; `previous` is the answer that it may follow up.

        `language` is for a question without a letter that tells its own.
        """
        spoken = None if any(map(str.isalpha, question)) else language

        def tell(timeline: Timeline) -> Told:
            answer = ask.answer(question, timeline, today=today, language=spoken, previous=previous)
            mends = mending.mends(answer, timeline, today=today, previous=previous)
            say = wording.Wording(answer.language, timeline.directory).say
            return replace(
                _told(answer, timeline),
                otherwise=tuple(Otherwise(say(m.label), m.question) for m in mends),
                unanswered=gaps.unanswered(answer, timeline),
            )

        return await self.run(tell)

    async def seems_asked(self, text: str, *, today: date) -> bool:
        """Whether a text between people reads as a question."""
        return await self.run(lambda timeline: called.seems_asked(text, timeline, today=today))

    async def offers(self, text: str, *, today: date, language: str) -> tuple[Told, ...]:
        """Whole answers to a question that is still being typed."""
        return await self.run(
            lambda timeline: tuple(
                _told(answer, timeline) for answer in offering.offers(text, timeline, today=today, language=language)
            )
        )

    async def sources_of(self, event: str, language: str) -> Told:
        """All reports of an entry."""
        return await self.tell(lambda timeline: showing.sources_of(_id(event, timeline), timeline, language))

    async def next_after(self, event: str, language: str) -> Told:
        """What was recorded next after an entry."""
        return await self.tell(lambda timeline: showing.next_after(_id(event, timeline), timeline, language))

    async def entry(self, event: str, language: str) -> Told:
        """An entry told whole; no record where there is no such entry."""
        return await self.tell(lambda timeline: showing.entry(_id(event, timeline), timeline, language))

    async def entries(self, events: Sequence[str], language: str, note: Phrase | None = None) -> Told:
        """Entries told one after the other, under a note; no record where there are none of them."""
        return await self.tell(lambda timeline: showing.entries(events, timeline, language, note))

    async def id_of(self, event: str) -> str:
        """An event's id, also where a button carries the handle that stands for it."""
        return await self.run(lambda timeline: _id(event, timeline))

    async def wanted(self, text: str) -> topics.Wanted:
        """What a text asks to follow."""
        return await self.run(lambda timeline: topics.wanted(text, timeline))

    async def say(self, language: str, *phrases: object) -> tuple[str, ...]:
        """Phrases, names and dates in words."""

        def say(timeline: Timeline) -> tuple[str, ...]:
            wording_of = wording.Wording(language, timeline.directory)
            return tuple(wording_of.value(one) for one in phrases)

        return await self.run(say)

    async def coverage(self) -> Coverage:
        """How much the timeline holds."""
        return await self.run(Timeline.coverage)

    async def version(self) -> int:
        """A number that is another one after every write to the timeline."""
        return await self.run(lambda timeline: _version(timeline.database))

    async def warm(self) -> None:
        """Do in every worker what only the first answer has to wait for."""
        everyone = threading.Barrier(WORKERS)
        turn = threading.Lock()

        def warm(timeline: Timeline) -> None:
            everyone.wait(timeout=60)  # so that no worker takes two turns and another none
            with turn:  # what the first has looked up for all of them, the next would else look up beside it
                ask.warm(timeline)

        await asyncio.gather(*(self.run(warm) for _ in range(WORKERS)))

    def close(self) -> None:
        """End the workers and their connections."""
        self._threads.shutdown(cancel_futures=True)
        while self._open:
            self._open.pop().close()

    async def tell(self, answering: Callable[[Timeline], Answer]) -> Told:
        """What `answering` makes of the timeline, worded."""
        return await self.run(lambda timeline: _told(answering(timeline), timeline))

    async def run(self, work: Callable[[Timeline], Result]) -> Result:
        """What `work` reads from a worker's timeline."""
        return await asyncio.get_running_loop().run_in_executor(self._threads, lambda: work(self._timeline()))

    def _timeline(self) -> Timeline:
        """This thread's timeline, read anew where somebody has written to the database since."""
        database: Database | None = getattr(self._own, "database", None)
        if database is None:
            database = self._own.database = open_for_reading(self._path)
            self._open.append(database)
        version = _version(database)
        if getattr(self._own, "version", None) != version:
            self._own.timeline, self._own.version = Timeline(database), version
        timeline: Timeline = self._own.timeline
        return timeline


def _version(database: Database) -> int:
    return int(database.execute("SELECT number FROM timeline_version").fetchone()[0])


def _id(event: str, timeline: Timeline) -> str:
    """An event's id, also where a button carries the handle that stands for it."""
    return event_of_handle(timeline.database, event[1:]) or event if event.startswith(HANDLE) else event


def _told(answer: Answer, timeline: Timeline) -> Told:
    said = [answer]
    if answer.more:
        said.append(replace(answer, notes=(), statements=answer.more, more=(), choices=()))
    return Told(answer, tuple(wording.word(part, timeline.directory) for part in said))
