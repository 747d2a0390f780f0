"""Sending: a reply to a message, and an edit of a message of the bot's own."""

from __future__ import annotations

from telegram import Message
from telegram.error import BadRequest

from handlers.context import Bot
from handlers.render.screen import Screen

_UNCHANGED = "message is not modified"
_GONE = ("message to edit not found", "message can't be edited", "message_id_invalid")


async def reply(message: Message, screen: Screen) -> Message:
    """Reply to `message`, in its topic."""
    return await message.reply_text(screen.html, reply_markup=screen.keyboard, do_quote=True)


async def edit(bot: Bot, chat: int, message: int, screen: Screen) -> bool:
    """Make a message of the bot's show `screen`; False where there is no such message to edit any more."""
    try:
        await bot.edit_message_text(screen.html, chat, message, reply_markup=screen.keyboard)
    except BadRequest as refusal:
        words = refusal.message.lower()
        if any(gone in words for gone in _GONE):
            return False
        if _UNCHANGED not in words:
            raise
    return True
