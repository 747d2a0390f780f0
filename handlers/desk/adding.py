"""/add: a new entry as one message of `field: value` lines."""

from __future__ import annotations

from telegram import Message, Update

from answering.drafting.form import read_form, template
from answering.wording import phrase
from handlers import asking
from handlers.addressing import after_command
from handlers.context import BotContext
from handlers.desk.doors import Said, language_of, may, open_to
from handlers.desk.drafts import begun
from handlers.desk.forms import filled
from handlers.render import html
from handlers.render.screen import Screen


@open_to("add")
async def add(message: Message, context: BotContext) -> Said:
    """Draft the entry that a form holds: `/add` with its lines; `/add` alone shows the empty form."""
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


async def _added(message: Message, text: str, language: str, context: BotContext) -> Screen:
    if not text:
        return filled("/add", template(language), phrase("adding.how", language))[0]
    read = read_form(text, language)
    if not read.draft.lines:
        return Screen(html.text(phrase("adding.no_lines", language)))
    return await begun(read.draft, read.unread, message, language, context)
