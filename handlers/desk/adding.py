"""/add: a new entry as one message of `field: value` lines."""

from __future__ import annotations

from telegram import Message, Update

from answering.drafting.form import read_form, template
from answering.drafting.words import meant
from answering.wording import phrase
from handlers import asking
from handlers.addressing import after_command
from handlers.context import BotContext
from handlers.desk import dialogue
from handlers.desk.doors import Said, language_of, may, open_to
from handlers.desk.drafts import begun
from handlers.desk.forms import filled
from handlers.render import html
from handlers.render.screen import Screen


@open_to("add")
async def add(message: Message, context: BotContext) -> Said:
    """Add an entry: `/add` asks for it piece by piece, `/add form` shows the empty form, `/add` and lines is one."""
    language = language_of(message.from_user, context)
    return await _added(message, after_command(message), language, context)


async def form(update: Update, context: BotContext) -> None:
    """Draft the entry of a form that comes without a command; from others than editors it is a question."""
    message = update.effective_message
    if message is not None and await may(message, "add", context):
        await _form(update, context)
    else:
        await asking.ask(update, context)


@open_to("add")
async def _form(message: Message, context: BotContext) -> Said:
    return await _added(message, message.text or "", language_of(message.from_user, context), context)


async def _added(message: Message, text: str, language: str, context: BotContext) -> Said:
    if not text:
        return await dialogue.begin(message, context)
    if meant("asked", text) == "form":
        return filled("/add", template(language), phrase("adding.how", language))[0]
    read = read_form(text, language)
    if not read.draft.lines:
        return Screen(html.text(phrase("adding.no_lines", language)))
    return await begun(read.draft, read.unread, message, language, context)
