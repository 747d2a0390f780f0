"""Who may do what at the desk, and in which chats."""

from __future__ import annotations

from dataclasses import dataclass

from telegram import Message
from telegram.constants import ChatType

from db.staff import StaffRole

ANYBODY = frozenset(StaffRole)
OWNERS = frozenset({StaffRole.OWNER})


@dataclass(frozen=True, slots=True)
class Desk:
    """The owners' Telegram ids, and the id of the group that the desk works in besides private chats."""

    owners: frozenset[int] = frozenset()
    chat: int | None = None

    def takes(self, message: Message) -> bool:
        """Whether a command in `message` may be of the desk: there, by its writer, and not passed on from elsewhere."""
        here = message.chat.type == ChatType.PRIVATE or message.chat.id == self.chat
        own = message.forward_origin is None and message.sender_chat is None and message.via_bot is None
        return here and own and message.from_user is not None
