"""Sending: a reply to a message, and an edit of a message of the bot's own."""

from __future__ import annotations

from collections.abc import Awaitable
from contextlib import suppress
from dataclasses import replace

from telegram import CallbackQuery, Message
from telegram.error import BadRequest

from answering.answer import Answer
from db.chats import AnswerKept
from handlers.context import BotContext
from handlers.later import written
from handlers.memory import MessageKey
from handlers.render.buttons import without
from handlers.render.digits import with_digits
from handlers.render.screen import Screen

_UNCHANGED = "message is not modified"
_GONE = ("message to edit not found", "message can't be edited", "message_id_invalid")


async def reply(message: Message, screen: Screen, context: BotContext) -> int:
    """Reply to `message`, in its topic; gives the reply's id."""
    screen = with_digits(screen, context.preferences.digits)
    sent = await message.reply_text(screen.html, reply_markup=screen.keyboard, do_quote=True)
    context.memory.showing[sent.chat_id, sent.message_id] = hash(screen)
    return sent.message_id


async def answer_press(query: CallbackQuery, notice: str | None = None) -> None:
    """Tell Telegram that a press was taken, and who pressed the `notice`, if there is one."""
    with suppress(BadRequest):  # too old to be answered: what it asked for is done all the same
        await query.answer(notice)


async def edit(place: MessageKey, screen: Screen, context: BotContext) -> bool:
    """Make a message of the bot's show `screen`; False where there is no such message to edit any more.

    Buttons that were pressed do not come back.
    """
    screen = with_digits(screen, context.preferences.digits)
    screen = replace(screen, keyboard=without(screen.keyboard, context.memory.pressed[place] or ()))
    if context.memory.showing[place] == hash(screen):
        return True
    chat, message = place
    text = context.bot.edit_message_text(screen.html, chat, message, reply_markup=screen.keyboard)
    found = await _edited(text)
    if found:
        context.memory.showing[place] = hash(screen)
    return found


async def keep(place: MessageKey, answer: Answer, context: BotContext) -> None:
    """Keep which entries a message of the bot's shows, so that it can be corrected when they are."""
    entries = tuple(event.id for event in answer.events)
    day = context.now().date()
    await written(context.kept.write(lambda chats: chats.keep_answer(AnswerKept(*place, entries), day)), context)


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
