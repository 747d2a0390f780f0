"""What chats are still to be told: newly published entries, shared out among followers, until each is acknowledged.

An entry is shared out once, in the transaction that moves the mark behind it; a chat's share stays until it
is acknowledged. That it is being told is written down before it is sent, and taken back where Telegram refuses it: so
what is due is either certainly not told, or, after a kill or a lost answer in between, perhaps told.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlite_utils import Database

from db.chats import Pace, Subject
from db.directory import Directory
from db.rows import load_actors, load_places

_BATCH = 500  # entries shared out in one transaction

_Follower = tuple[int, int, str, int]  # a chat, a topic of it, at what pace, and the newest news before it followed


@dataclass(frozen=True, slots=True)
class Due:
    """An entry that a chat, or a topic of it, is to be told.

    `since` is when it was shared out, in UTC. `tries` counts how often it may have been told without Telegram's word
    for it, the last time at `begun`.
    """

    chat: int
    topic: int | None
    number: int
    entry: str
    pace: Pace
    since: datetime
    tries: int = 0
    begun: datetime | None = None


class Deliveries:
    """The news of one open database, and who is to be told."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._execute = database.conn.execute

    def waiting(self) -> bool:
        """Whether there are entries that have not been shared out."""
        newest, shared = self._execute(
            "SELECT (SELECT coalesce(max(number), 0) FROM news), (SELECT number FROM news_shared)"
        ).fetchone()
        return bool(newest > shared)

    def share_out(self, now: datetime) -> int:
        """Write down for every follower which new entries it is to be told; gives how many entries are new."""
        if self._execute("SELECT NOT EXISTS (SELECT 1 FROM follow)").fetchone()[0]:
            return self._pass_over()
        shared = 0
        while taken := self._share_batch(now):
            shared += taken
        return shared

    def _pass_over(self) -> int:
        """Move the mark behind all entries, of which nobody is to be told."""
        with self._database.atomic():
            self._execute("UPDATE news_shared SET number = number")  # waits for another writer; see below
            (before,) = self._execute("SELECT number FROM news_shared").fetchone()
            self._execute("UPDATE news_shared SET number = (SELECT coalesce(max(number), 0) FROM news)")
            (now,) = self._execute("SELECT number FROM news_shared").fetchone()
        return int(now - before)

    def _share_batch(self, now: datetime) -> int:
        with self._database.atomic():
            # A write comes first: it waits for another writer, which a write after a read would not.
            self._execute("UPDATE news_shared SET number = number")
            rows = self._execute(
                """SELECT news.number, event.seq, event.kind FROM news LEFT JOIN event ON event.id = news.entry
                WHERE news.number > (SELECT number FROM news_shared) ORDER BY news.number LIMIT ?""",
                (_BATCH,),
            ).fetchall()
            if not rows:
                return 0
            followers = self._followers()
            directory = Directory(load_places(self._database), load_actors(self._database))
            for number, seq, kind in rows:
                if seq is not None:  # else it was taken back before it was told
                    self._share(number, self._subjects(seq, kind, directory), followers, now)
            self._execute("UPDATE news_shared SET number = ?", (rows[-1][0],))
        return len(rows)

    def _share(
        self,
        number: int,
        subjects: Sequence[tuple[str, str]],
        followers: dict[tuple[str, str], list[_Follower]],
        now: datetime,
    ) -> None:
        told: dict[tuple[int, int], str] = {}
        for subject in subjects:
            for chat, topic, pace, after in followers.get(subject, ()):
                if (
                    number > after and told.get((chat, topic)) != Pace.AT_ONCE
                ):  # who follows it twice gets it once, the sooner
                    told[chat, topic] = pace
        self._database.conn.executemany(
            "INSERT OR IGNORE INTO due (chat, topic, number, pace, since) VALUES (?, ?, ?, ?, ?)",
            [(chat, topic, number, pace, _stamp(now)) for (chat, topic), pace in told.items()],
        )

    def _followers(self) -> dict[tuple[str, str], list[_Follower]]:
        """Who follows what."""
        followers: dict[tuple[str, str], list[_Follower]] = defaultdict(list)
        for subject, name, *follower in self._execute("SELECT subject, name, chat, topic, pace, after FROM follow"):
            followers[subject, name].append(tuple(follower))
        return followers

    def _subjects(self, seq: int, kind: str, directory: Directory) -> list[tuple[str, str]]:
        """All that an entry is news of: its kind, and its places and actors with what they are part of."""
        places = {place for (place,) in self._execute("SELECT place FROM event_place WHERE event = ?", (seq,))}
        actors = {actor for (actor,) in self._execute("SELECT actor FROM event_actor WHERE event = ?", (seq,))}
        around = frozenset[str]().union(*(directory.around(place) for place in places))
        bodies = frozenset[str]().union(*(directory.bodies(actor) for actor in actors))
        return [
            (Subject.EVERYTHING, ""),
            (Subject.KIND, kind),
            *((Subject.PLACE, place) for place in sorted(around)),
            *((Subject.ACTOR, actor) for actor in sorted(bodies)),
        ]

    def due(self) -> tuple[Due, ...]:
        """All that is to be told, by chat and topic, in the order of publishing."""
        rows = self._execute(
            """SELECT due.chat, due.topic, due.number, news.entry, due.pace, due.since, due.tries, due.begun
            FROM due JOIN news ON news.number = due.number ORDER BY due.chat, due.topic, due.number"""
        )
        return tuple(
            Due(
                chat,
                topic or None,
                number,
                entry,
                Pace(pace),
                datetime.fromisoformat(since),
                tries,
                datetime.fromisoformat(begun) if begun else None,
            )
            for chat, topic, number, entry, pace, since, tries, begun in rows
        )

    def begin(self, told: Sequence[Due], now: datetime) -> None:
        """Write down that a chat is being told this, before anything is sent."""
        self._each("UPDATE due SET tries = tries + 1, begun = ?", told, _stamp(now))

    def take_back(self, told: Sequence[Due]) -> None:
        """Write down that what was begun last was certainly not told."""
        self._each("UPDATE due SET tries = max(tries - 1, 0), begun = CASE WHEN tries > 1 THEN begun END", told)

    def acknowledge(self, told: Sequence[Due]) -> None:
        """Take away what a chat has been told."""
        self._each("DELETE FROM due", told)

    def _each(self, change: str, told: Sequence[Due], *values: str) -> None:
        """Make a change, which is fixed text, to each of these."""
        with self._database.atomic():
            self._database.conn.executemany(
                f"{change} WHERE chat = ? AND topic = ? AND number = ?",
                [(*values, one.chat, one.topic or 0, one.number) for one in told],
            )

    def drop(self, chat: int, topic: int | None = None) -> None:
        """Tell a chat, or one topic of it, nothing more: it blocked the bot, put it out, or is gone.

        Its preferences stay.
        """
        with self._database.atomic():
            for table in ("due", "follow"):
                self._execute(
                    f"DELETE FROM {table} WHERE chat = ?1 AND (?2 IS NULL OR topic = ?2)",  # noqa: S608 only fixed text
                    (chat, topic),
                )

    def give_up(self, before: datetime) -> int:
        """Take away what could not be told since before a moment; a daily digest waits a day at most."""
        with self._database.atomic():
            return self._execute("DELETE FROM due WHERE since < ?", (_stamp(before),)).rowcount


def _stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds")
