"""Forwarded messages as posts: whose post it is, when it was posted, and where it can be read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from telegram import Message, MessageOriginChannel, MessageOriginChat, MessageOriginUser
from telegram.ext.filters import MessageFilter

from handlers.addressing import text_of

_POST = "https://t.me/{channel}/{number}"


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a post comes from: the channel, group or bot that posted it, None for a person; its address, if public."""

    outlet: str | None
    link: str | None
    at: datetime


def origin_of(message: Message) -> Origin | None:
    """Where a forwarded message comes from; None where it wasn't forwarded. Nobody's own name is taken."""
    origin = message.forward_origin
    match origin:
        case None:
            return None
        case MessageOriginChannel():
            channel = origin.chat.username
            link = _POST.format(channel=channel, number=origin.message_id) if channel else None
            return Origin(origin.chat.title, link, origin.date)
        case MessageOriginChat():
            return Origin(origin.sender_chat.title, None, origin.date)
        case MessageOriginUser() if origin.sender_user.is_bot:
            return Origin(origin.sender_user.full_name, None, origin.date)
        case _:
            return Origin(None, None, origin.date)


class Forwarded(MessageFilter):
    """What somebody passes on from elsewhere; not the bot's own words, nor a channel's posts in its linked group."""

    def filter(self, message: Message) -> bool:
        """Whether the message is one."""
        origin = message.forward_origin
        if origin is None or message.is_automatic_forward:
            return False
        own = isinstance(origin, MessageOriginUser) and origin.sender_user.id == message.get_bot().id
        return not own and not text_of(message).startswith("/")
