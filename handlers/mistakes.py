"""Reporting a mistake in an entry: a button, then a reply in words or another button. No name is passed on.

r:ID   ask what is wrong with an entry      k:ID   report it without words; a reply to the question reports its words
"""

from __future__ import annotations

import re

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Message, Update
from telegram.ext import filters

from answering.answer import Phrase
from answering.text import script_language
from db.mistakes import report_mistake
from handlers.context import BotContext
from handlers.pressing import Pressed, press_like
from handlers.render import html
from handlers.render.screen import Screen
from handlers.replying import edit, reply

PRESS = re.compile(r"(?P<what>[rk]):(?P<event>.+)")


class ToMistake(filters.MessageFilter):
    """Replies to the bot's question what is wrong with an entry."""

    def filter(self, message: Message) -> bool:
        """Whether the message replies to that question."""
        return _asked_about(message) is not None


@press_like(PRESS)
async def press(pressed: Pressed, update: Update, context: BotContext) -> None:
    """Ask what is wrong with an entry, or report it without words."""
    message, event = pressed.message, pressed.found["event"]
    language = _language(message)
    if pressed.found["what"] == "r":
        await ask(message, event, language, context)
    else:
        await _report(event, "", context)
        (thanks,) = await context.core.say(language, _phrase("mistake.thanks"))
        await edit((message.chat_id, message.message_id), Screen(html.text(thanks)), context)


async def ask(message: Message, event: str, language: str, context: BotContext) -> None:
    """Ask in reply to a message what is wrong with an entry: its id, or ~ and its handle."""
    asked, label = await context.core.say(language, _phrase("mistake.ask"), _phrase("button.mistake_bare"))
    button = InlineKeyboardButton(label, callback_data=f"k:{event}")
    await reply(message, Screen(html.text(asked), InlineKeyboardMarkup([[button]])), context)


async def words(update: Update, context: BotContext) -> None:
    """Report what a reader wrote about an entry."""
    message = update.effective_message
    event = _asked_about(message) if message else None
    if message is None or event is None:
        return
    text = message.text or ""
    await _report(event, text, context)
    language = _language(message.reply_to_message or message)
    (thanks,) = await context.core.say(language, _phrase("mistake.thanks"))
    await reply(message, Screen(html.text(thanks)), context)


async def _report(event: str, text: str, context: BotContext) -> None:
    entry = await context.core.id_of(event)
    day = context.today()
    await context.kept.with_database(lambda database: report_mistake(database, entry, text, day))


def _asked_about(message: Message) -> str | None:
    """The entry that the message replied to asks about; the button under it says which, after a restart too."""
    replied = message.reply_to_message
    rows = replied.reply_markup.inline_keyboard if replied and replied.reply_markup else ()
    carried = (str(button.callback_data or "") for row in rows for button in row)
    found = (PRESS.fullmatch(one) for one in carried)
    return next((one["event"] for one in found if one and one["what"] == "k"), None)


def _language(message: Message) -> str:
    """The language that the bot's own message is in."""
    return script_language(message.text or "") or "en"


def _phrase(name: str) -> Phrase:
    return Phrase.of(name)
