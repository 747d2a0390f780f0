"""Sending: a reply to a message, and an edit of a message of the bot's own."""

from __future__ import annotations

from collections.abc import Awaitable
from dataclasses import replace

from telegram import Message
from telegram.error import BadRequest

from handlers.context import BotContext
from handlers.memory import MessageKey
from handlers.render.buttons import without
from handlers.render.screen import Screen

_UNCHANGED = "message is not modified"
_GONE = ("message to edit not found", "message can't be edited", "message_id_invalid")


async def reply(message: Message, screen: Screen, context: BotContext) -> int:
    """Reply to `message`, in its topic; gives the reply's id."""
    sent = await message.reply_text(screen.html, reply_markup=screen.keyboard, do_quote=True)
    context.memory.showing[sent.chat_id, sent.message_id] = hash(screen)
    return sent.message_id


async def edit(place: MessageKey, screen: Screen, context: BotContext) -> bool:
    """Make a message of the bot's show `screen`; False where there is no such message to edit any more.

    Buttons that were pressed do not come back.
    """
    screen = replace(screen, keyboard=without(screen.keyboard, context.memory.pressed[place] or ()))
    if context.memory.showing[place] == hash(screen):
        return True
    chat, message = place
    text = context.bot.edit_message_text(screen.html, chat, message, reply_markup=screen.keyboard)
    found = await _edited(text)
    if found:
        context.memory.showing[place] = hash(screen)
    return found


async def take_pressed_away(message: Message, context: BotContext) -> None:
    """Take the buttons that were pressed away from the bot's `message`."""
    gone = context.memory.pressed[message.chat_id, message.message_id] or ()
    left = without(message.reply_markup, gone)
    if left != message.reply_markup:
        no_text = {"parse_mode": None}  # the library would send its default for a text along
        await _edited(message.edit_reply_markup(left, api_kwargs=no_text))


async def _edited(change: Awaitable[object]) -> bool:
    """Whether there was a message to change."""
    try:
        await change
    except BadRequest as refusal:
        words = refusal.message.lower()
        if any(gone in words for gone in _GONE):
            return False
        if _UNCHANGED not in words:
            raise
    return True
