"""What is kept for a chat: its preferences, what it follows, and its answers that may need correcting.

A chat is a number and nothing else: no name, no question, nobody who asked.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from sqlite_utils import Database

KEPT_DAYS = 30  # for which an answer may be corrected
DIGEST_HOUR = 8

_TABLES = (
    *(("chat", "id"), ("follow", "chat"), ("answered", "chat"), ("due", "chat"), ("gap_asker", "chat")),
    *(("draft", "person"), ("desk_request", "person")),  # a private chat has its person's id
)


class Digits(StrEnum):
    """The digits of Arabic texts: 2024 or ٢٠٢٤."""

    WESTERN = "western"
    ARABIC = "arabic"


class Asking(StrEnum):
    """Who of a group may ask."""

    EVERYBODY = "everybody"
    ADMINS = "admins"


@dataclass(frozen=True, slots=True)
class Quiet:
    """Hours of a chat's day in which nothing is sent unasked: from an hour, until another, over midnight too."""

    start: int
    end: int

    def holds(self, hour: int) -> bool:
        """Whether `hour` (0 to 23) is in it."""
        return self.start <= hour < self.end if self.start <= self.end else hour >= self.start or hour < self.end


@dataclass(frozen=True, slots=True)
class Preferences:
    """How a chat wants it; None where it has not said.

    `replies` off means that a group's questions get no answer. `greeted`: the group has been told how to ask.
    """

    language: str | None = None
    timezone: str | None = None
    digits: Digits | None = None
    quiet: Quiet | None = None
    replies: bool = True
    asking: Asking = Asking.EVERYBODY
    digest_hour: int = DIGEST_HOUR
    greeted: bool = False


class Subject(StrEnum):
    """What can be followed."""

    EVERYTHING = "everything"
    PLACE = "place"
    ACTOR = "actor"
    KIND = "kind"


class Pace(StrEnum):
    """When news comes: as it is published, or once a day."""

    AT_ONCE = "at_once"
    DAILY = "daily"


@dataclass(frozen=True, slots=True)
class Follow:
    """What a chat, or a topic of it, follows. `name` is the id of a place or actor, or a kind; empty: everything."""

    subject: Subject
    name: str = ""
    pace: Pace = Pace.AT_ONCE
    topic: int | None = None


@dataclass(frozen=True, slots=True)
class AnswerKept:
    """A message of the bot's that shows entries."""

    chat: int
    message: int
    entries: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Kept:
    """All that is kept for one chat; `answers` and `due` are how many, `wanted` how many gaps it waits for.

    `drafts` is how many entries its person is writing, and `requests` how many commands wait for their yes, for a
    private chat.
    """

    preferences: Preferences | None
    follows: tuple[Follow, ...]
    answers: int
    due: int
    wanted: int = 0
    drafts: int = 0
    requests: int = 0


class Chats:
    """The chats of one open database. A method that changes something is one transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._execute = database.conn.execute

    def preferences(self, chat: int) -> Preferences:
        """A chat's preferences; those of a chat that has said nothing where nothing is kept."""
        return self._stored(chat) or Preferences()

    def prefer(self, chat: int, wanted: Preferences) -> None:
        """Keep a chat's preferences in place of those before."""
        quiet = wanted.quiet
        with self._database.atomic():
            self._execute(
                """INSERT OR REPLACE INTO chat
                    (id, language, timezone, digits, quiet_from, quiet_until, replies, asking, digest_hour, greeted)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                (
                    chat,
                    wanted.language,
                    wanted.timezone,
                    wanted.digits,
                    quiet.start if quiet else None,
                    quiet.end if quiet else None,
                    wanted.replies,
                    wanted.asking,
                    wanted.digest_hour,
                    wanted.greeted,
                ),
            )

    def greet(self, chat: int) -> bool:
        """Whether this chat is greeted for the first time; it is kept that it was."""
        with self._database.atomic():
            done = self._execute(
                """INSERT INTO chat (id, greeted) VALUES (?, 1)
                ON CONFLICT (id) DO UPDATE SET greeted = 1 WHERE greeted = 0""",
                (chat,),
            )
        return done.rowcount > 0

    def follows(self, chat: int) -> tuple[Follow, ...]:
        """What a chat follows, in all its topics."""
        rows = self._execute(
            "SELECT subject, name, pace, topic FROM follow WHERE chat = ? ORDER BY topic, subject, name", (chat,)
        )
        return tuple(Follow(Subject(subject), name, Pace(pace), topic or None) for subject, name, pace, topic in rows)

    def follow(self, chat: int, what: Follow) -> None:
        """Follow something from now on; where it is followed already, its pace is changed."""
        with self._database.atomic():
            self._execute(
                """INSERT INTO follow (chat, topic, subject, name, pace, after)
                VALUES (?, ?, ?, ?, ?, (SELECT coalesce(max(number), 0) FROM news))
                ON CONFLICT DO UPDATE SET pace = excluded.pace""",
                (chat, what.topic or 0, what.subject, what.name, what.pace),
            )

    def unfollow(self, chat: int, what: Follow) -> bool:
        """No longer follow something, at whatever pace; False where it was not followed."""
        with self._database.atomic():
            done = self._execute(
                "DELETE FROM follow WHERE chat = ? AND topic = ? AND subject = ? AND name = ?",
                (chat, what.topic or 0, what.subject, what.name),
            )
            # What was waiting to be told goes with the last thing that a topic follows.
            self._execute(
                """DELETE FROM due WHERE chat = :chat AND topic = :topic AND NOT EXISTS
                    (SELECT 1 FROM follow WHERE chat = :chat AND topic = :topic)""",
                {"chat": chat, "topic": what.topic or 0},
            )
        return done.rowcount > 0

    def keep_answer(self, answer: AnswerKept, day: date) -> None:
        """Keep which entries a message shows, in place of those that it showed before."""
        with self._database.atomic():
            self._execute("DELETE FROM answered WHERE chat = ? AND message = ?", (answer.chat, answer.message))
            self._database.conn.executemany(
                "INSERT OR IGNORE INTO answered (chat, message, entry, day) VALUES (?, ?, ?, ?)",
                [(answer.chat, answer.message, entry, day.isoformat()) for entry in answer.entries],
            )

    def answers_with(self, entries: Iterable[str]) -> tuple[AnswerKept, ...]:
        """The messages kept that show one of these entries, each with those of them that it shows."""
        found: dict[tuple[int, int], list[str]] = defaultdict(list)
        for entry in dict.fromkeys(entries):
            for place in self._execute("SELECT chat, message FROM answered WHERE entry = ?", (entry,)):
                found[place].append(entry)
        return tuple(AnswerKept(chat, message, tuple(shown)) for (chat, message), shown in sorted(found.items()))

    def shown(self, chat: int, message: int) -> tuple[str, ...]:
        """The entries that a message shows, in the order in which they were published."""
        rows = self._execute(
            """SELECT entry FROM answered LEFT JOIN news USING (entry)
            WHERE chat = ? AND message = ? ORDER BY news.number""",
            (chat, message),
        )
        return tuple(entry for (entry,) in rows)

    def drop_answer(self, chat: int, message: int) -> None:
        """Forget a message, which is gone or can't be changed any more."""
        with self._database.atomic():
            self._execute("DELETE FROM answered WHERE chat = ? AND message = ?", (chat, message))

    def clean(self, today: date) -> int:
        """Forget the answers that are older than they are kept; gives how many rows went."""
        oldest = (today - timedelta(days=KEPT_DAYS)).isoformat()
        with self._database.atomic():
            return self._execute("DELETE FROM answered WHERE day < ?", (oldest,)).rowcount

    def kept(self, chat: int) -> Kept:
        """All that is kept for a chat."""
        (answers,) = self._execute("SELECT count(DISTINCT message) FROM answered WHERE chat = ?", (chat,)).fetchone()
        (due,) = self._execute("SELECT count(*) FROM due WHERE chat = ?", (chat,)).fetchone()
        (wanted,) = self._execute("SELECT count(*) FROM gap_asker WHERE chat = ?", (chat,)).fetchone()
        (drafts,) = self._execute("SELECT count(*) FROM draft WHERE person = ? AND state <> 'done'", (chat,)).fetchone()
        (requests,) = self._execute("SELECT count(*) FROM desk_request WHERE person = ?", (chat,)).fetchone()
        return Kept(self._stored(chat), self.follows(chat), answers, due, wanted, drafts, requests)

    def move(self, old: int, new: int) -> None:
        """Keep for the supergroup `new` what was kept for the group `old` that became it.

        The answers are forgotten: messages have other numbers there, and a correction would hit a wrong one.
        """
        with self._database.atomic():
            self._execute("DELETE FROM answered WHERE chat = ?", (old,))
            for table, column in _TABLES:
                self._execute(
                    f"UPDATE OR REPLACE {table} SET {column} = ? WHERE {column} = ?",  # noqa: S608 only fixed text
                    (new, old),
                )

    def forget(self, chat: int) -> None:
        """Erase all that is kept for a chat, its bytes in the files with it."""
        self._execute("PRAGMA secure_delete = ON")
        with self._database.atomic():
            for table, column in _TABLES:
                self._execute(f"DELETE FROM {table} WHERE {column} = ?", (chat,))  # noqa: S608 only fixed text
        self._execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()

    def _stored(self, chat: int) -> Preferences | None:
        row = self._execute(
            """SELECT language, timezone, digits, quiet_from, quiet_until, replies, asking, digest_hour, greeted
            FROM chat WHERE id = ?""",
            (chat,),
        ).fetchone()
        if row is None:
            return None
        language, timezone, digits, start, end, replies, asking, digest_hour, greeted = row
        return Preferences(
            language=language,
            timezone=timezone,
            digits=None if digits is None else Digits(digits),
            quiet=None if start is None else Quiet(start, end),
            replies=bool(replies),
            asking=Asking(asking),
            digest_hour=digest_hour,
            greeted=bool(greeted),
        )
