"""How often somebody may ask: sliding windows, in memory, and said once when they are full."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from enum import Enum, auto

from handlers.recent import Recent

KEPT = 10_000  # windows
Asker = tuple[int, int | None]  # a chat, and a person in it or None for everybody in it


class Turn(Enum):
    """Whether a question is answered."""

    FREE = auto()
    FULL = auto()  # the first that is not: which is said
    STILL_FULL = auto()  # those after it: which get silence


@dataclass(slots=True)
class _Window:
    taken: deque[float] = field(default_factory=deque)
    said: bool = False


class Limit:
    """At most `most` turns in `seconds`, for each asker."""

    def __init__(self, most: int, seconds: float = 60) -> None:
        self.most = most
        self._seconds = seconds
        self._windows: Recent[Asker, _Window] = Recent(KEPT)

    def take(self, asker: Asker, now: float) -> Turn:
        """Take a turn at the moment `now`, in seconds of any clock that only goes forward."""
        window = self._windows[asker] or _Window()
        self._windows[asker] = window
        while window.taken and now - window.taken[0] >= self._seconds:
            window.taken.popleft()
        if len(window.taken) < self.most:
            window.taken.append(now)
            window.said = False
            return Turn.FREE
        if window.said:
            return Turn.STILL_FULL
        window.said = True
        return Turn.FULL


@dataclass(frozen=True, slots=True)
class Limits:
    """Questions a minute: of one person in private, of one person in a group, and of a whole group.

    Telegram itself takes twenty messages a minute in a group, the bot's news among them.
    """

    private: Limit = field(default_factory=lambda: Limit(30))
    person: Limit = field(default_factory=lambda: Limit(6))
    chat: Limit = field(default_factory=lambda: Limit(18))
