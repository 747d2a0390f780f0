"""What the bot remembers of a conversation: in memory, bounded, and gone with a restart.

Nothing here is written anywhere. Buttons do not need it (see `presses`); a restart costs an asker the subject
of a follow-up and the link from a question to its answer when the question is edited.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from answering.answer import Answer

MESSAGES = 5_000
CHATS = 5_000

ChatKey = tuple[int, int | None]  # a chat and the topic in it
MessageKey = tuple[int, int]  # a chat and a message in it

Key = TypeVar("Key")
Value = TypeVar("Value")


class Recent(Generic[Key, Value]):
    """The newest so many values, by key."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._values: OrderedDict[Key, Value] = OrderedDict()

    def __getitem__(self, key: Key) -> Value | None:
        return self._values.get(key)

    def __setitem__(self, key: Key, value: Value) -> None:
        self._values[key] = value
        self._values.move_to_end(key)
        while len(self._values) > self._most:
            self._values.popitem(last=False)

    def drop(self, gone: Callable[[Key], bool]) -> None:
        """Forget the values whose key is `gone`."""
        for key in [key for key in self._values if gone(key)]:
            del self._values[key]

    def __len__(self) -> int:
        return len(self._values)


@dataclass(frozen=True, slots=True)
class Answered:
    """What a question got: the bot's message, and the answer that was the subject when it was asked."""

    question: str
    reply: int
    previous: Answer | None


@dataclass(frozen=True, slots=True)
class Memory:
    """The conversations of late.

    `answered` is by the question's message, `subject` by chat: the answer spoken of last. By the bot's own
    message: `shown`, its answer; `pressed`, its buttons that were; `showing`, a hash of what it shows.
    """

    answered: Recent[MessageKey, Answered] = field(default_factory=lambda: Recent(MESSAGES))
    subject: Recent[ChatKey, Answer] = field(default_factory=lambda: Recent(CHATS))
    shown: Recent[MessageKey, Answer] = field(default_factory=lambda: Recent(MESSAGES))
    pressed: Recent[MessageKey, frozenset[str]] = field(default_factory=lambda: Recent(MESSAGES))
    showing: Recent[MessageKey, int] = field(default_factory=lambda: Recent(MESSAGES))

    def forget(self, chat: int) -> None:
        """Forget all conversations of a chat."""
        self.subject.drop(lambda key: key[0] == chat)
        self.answered.drop(lambda key: key[0] == chat)
        self.shown.drop(lambda key: key[0] == chat)
        self.pressed.drop(lambda key: key[0] == chat)
        self.showing.drop(lambda key: key[0] == chat)
