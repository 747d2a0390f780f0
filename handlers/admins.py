"""Who runs a group: asked of Telegram, and remembered for some minutes."""

from __future__ import annotations

import time

from telegram import Chat, Message
from telegram.constants import ChatType

from handlers import changing
from handlers.context import BotContext

REMEMBERED = 300  # seconds; so long may somebody act on who no longer may


async def is_by_admin(message: Message, context: BotContext) -> bool:
    """Whether who wrote a message runs the chat: everybody in private, and whoever writes as the chat itself."""
    if message.chat.type in (ChatType.PRIVATE, ChatType.CHANNEL):
        return True
    if message.sender_chat is not None:
        return message.sender_chat.id == message.chat.id  # an anonymous admin; else a channel that anybody may have
    return message.from_user is not None and await _is_admin(message.chat, message.from_user.id, context)


async def _is_admin(chat: Chat, person: int, context: BotContext) -> bool:
    now = time.monotonic()
    known = context.memory.admins[chat.id, person]
    if known is not None and now - known[1] < REMEMBERED:
        return known[0]
    runs = await changing.is_admin(chat, person, context)
    context.memory.admins[chat.id, person] = runs, now
    return runs
