"""What the bot remembers of a conversation: in memory, bounded, and gone with a restart.

Nothing here is written anywhere. Buttons do not need it (see `presses`); a restart costs an asker the subject
of a follow-up and the link from a question to its answer when the question is edited.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from answering.answer import Answer
from handlers.limits import Limits
from handlers.recent import Recent

MESSAGES = 5_000
CHATS = 5_000

ChatKey = tuple[int, int | None]  # a chat and the topic in it
MessageKey = tuple[int, int]  # a chat and a message in it


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
    `admins` is by chat and person: whether they run it, and when Telegram said so; `albums` are those that were
    told that only text is read. `importing` are the imports that are being written;
    `looked_at` is the timeline's version in which it was last looked whether gaps are filled.
    """

    answered: Recent[MessageKey, Answered] = field(default_factory=lambda: Recent(MESSAGES))
    subject: Recent[ChatKey, Answer] = field(default_factory=lambda: Recent(CHATS))
    shown: Recent[MessageKey, Answer] = field(default_factory=lambda: Recent(MESSAGES))
    pressed: Recent[MessageKey, frozenset[str]] = field(default_factory=lambda: Recent(MESSAGES))
    showing: Recent[MessageKey, int] = field(default_factory=lambda: Recent(MESSAGES))
    admins: Recent[tuple[int, int], tuple[bool, float]] = field(default_factory=lambda: Recent(CHATS))
    albums: Recent[str, bool] = field(default_factory=lambda: Recent(CHATS))
    importing: set[int] = field(default_factory=set)
    looked_at: set[int] = field(default_factory=set)
    limits: Limits = field(default_factory=Limits)

    def move(self, old: int, new: int) -> None:
        """Speak on in the chat `new` of what was spoken of in `old`; messages have other numbers there."""
        self.subject.move(lambda key: (new, key[1]) if key[0] == old else None)

    def forget(self, chat: int) -> None:
        """Remember nothing of a chat any more."""
        self.subject.drop(lambda key: key[0] == chat)
        for of_messages in (self.answered, self.shown, self.pressed, self.showing):
            of_messages.drop(lambda key: key[0] == chat)
