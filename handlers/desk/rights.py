"""Who may do what at the desk, and in which chats."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from telegram import Chat, Message
from telegram.constants import ChatType

from db.staff import StaffRole

ANYBODY = frozenset(StaffRole)
EDITORS = frozenset({StaffRole.OWNER, StaffRole.EDITOR})
OWNERS = frozenset({StaffRole.OWNER})

# Who may use which command, and the buttons under what it says. Doors, menus and the test of all roles read this table.
COMMANDS: Mapping[str, frozenset[StaffRole]] = MappingProxyType(
    {
        "add": EDITORS,
        "edit": EDITORS,
        "addsource": EDITORS,
        "drafts": ANYBODY,
        "publish": ANYBODY,
        "import": EDITORS,
        "export": ANYBODY,
        "mistakes": ANYBODY,
        "gaps": ANYBODY,
        "retract": EDITORS,
        "restore": EDITORS,
        "merge": EDITORS,
        "history": ANYBODY,
        "undo": EDITORS,
        "place": EDITORS,
        "actor": EDITORS,
        "grant": OWNERS,
        "revoke": OWNERS,
        "staff": ANYBODY,
    }
)


@dataclass(frozen=True, slots=True)
class Desk:
    """The owners' Telegram ids, and the id of the group that the desk works in besides private chats.

    `review`: a second person has to publish what somebody wrote.
    """

    owners: frozenset[int] = frozenset()
    chat: int | None = None
    review: bool = False

    def works_in(self, chat: Chat) -> bool:
        """Whether the desk works in a chat: in private, and in its own group."""
        return chat.type == ChatType.PRIVATE or chat.id == self.chat

    def takes(self, message: Message) -> bool:
        """Whether a command in `message` may be of the desk: there, by its writer, and not passed on from elsewhere."""
        own = message.forward_origin is None and message.sender_chat is None and message.via_bot is None
        return self.works_in(message.chat) and own and message.from_user is not None
