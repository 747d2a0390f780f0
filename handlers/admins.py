"""Who runs a chat: everybody in private, whoever writes as the chat itself, and the admins that Telegram names."""

from __future__ import annotations

import time

from telegram import Chat, Message, Update
from telegram.constants import ChatMemberStatus, ChatType
from telegram.error import BadRequest, Forbidden

from handlers.context import BotContext

REMEMBERED = 300  # seconds; so long may somebody ask who no longer may
_ADMINS = (ChatMemberStatus.ADMINISTRATOR, ChatMemberStatus.OWNER)


async def may_change(update: Update, context: BotContext) -> bool:
    """Whether the person behind an update may change the chat's settings and what it follows: asked anew each time."""
    chat, message = update.effective_chat, update.effective_message
    if chat is None:
        return False
    if update.callback_query is not None:
        known = True if chat.type == ChatType.PRIVATE else None  # who presses is a person, in channels too
    else:
        known = _by_the_chat(chat, message)
    if known is not None:
        return known
    return await _is_admin(chat, update.effective_user.id, context) if update.effective_user else False


async def is_by_admin(message: Message, context: BotContext) -> bool:
    """Whether who wrote a message runs the chat; what Telegram says of a person is remembered for some minutes."""
    known = _by_the_chat(message.chat, message)
    if known is not None:
        return known
    return message.from_user is not None and await _is_known_admin(message.chat, message.from_user.id, context)


def _by_the_chat(chat: Chat, message: Message | None) -> bool | None:
    """Whether a message is by who runs the chat, as its chat or sender tells; None where a person wrote it."""
    if chat.type in (ChatType.PRIVATE, ChatType.CHANNEL):
        return True  # only its admins can post in a channel
    if message is not None and message.sender_chat is not None:
        return message.sender_chat.id == chat.id  # an anonymous admin; else a channel that anybody may have
    return None


async def _is_known_admin(chat: Chat, person: int, context: BotContext) -> bool:
    now = time.monotonic()
    known = context.memory.admins[chat.id, person]
    if known is not None and now - known[1] < REMEMBERED:
        return known[0]
    runs = await _is_admin(chat, person, context)
    context.memory.admins[chat.id, person] = runs, now
    return runs


async def _is_admin(chat: Chat, user: int, context: BotContext) -> bool:
    """Whether a person is an admin of a chat; no, where the bot can't see its members."""
    try:
        member = await context.bot.get_chat_member(chat.id, user)
    except (BadRequest, Forbidden):
        return False
    return member.status in _ADMINS
