"""Sending: a reply to a message, and an edit of a message of the bot's own."""

from __future__ import annotations

from telegram import Message
from telegram.error import BadRequest

from handlers.context import BotContext
from handlers.memory import MessageKey
from handlers.render.screen import Screen

_UNCHANGED = "message is not modified"
_GONE = ("message to edit not found", "message can't be edited", "message_id_invalid")


async def reply(message: Message, screen: Screen, context: BotContext) -> int:
    """Reply to `message`, in its topic; gives the reply's id."""
    sent = await message.reply_text(screen.html, reply_markup=screen.keyboard, do_quote=True)
    context.memory.showing[sent.chat_id, sent.message_id] = hash(screen)
    return sent.message_id


async def edit(place: MessageKey, screen: Screen, context: BotContext) -> bool:
    """Make a message of the bot's show `screen`; False where there is no such message to edit any more."""
    if context.memory.showing[place] == hash(screen):
        return True
    chat, message = place
    try:
        await context.bot.edit_message_text(screen.html, chat, message, reply_markup=screen.keyboard)
    except BadRequest as refusal:
        words = refusal.message.lower()
        if any(gone in words for gone in _GONE):
            return False
        if _UNCHANGED not in words:
            raise
    context.memory.showing[place] = hash(screen)
    return True
