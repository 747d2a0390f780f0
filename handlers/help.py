"""What the bot is and how to ask it."""

from __future__ import annotations

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.constants import ChatType

from answering.wording import phrase
from db.listing import holdings
from db.staff import StaffRole
from handlers import examples, links
from handlers.context import BotContext
from handlers.desk.doors import may, role_of
from handlers.desk.doors import role as role_of_person
from handlers.render import html
from handlers.render.screen import Screen
from handlers.replying import reply


async def start(update: Update, context: BotContext) -> None:
    """Say what the bot does, and how to ask; whoever works at the desk sees its commands from now on."""
    language = context.language(update)
    await _say(update, context, phrase("start.text", language), _keyboard(update, context, examples.FIRST))
    if update.effective_user and (role := await role_of_person(update.effective_user.id, context)):
        await context.show_menu(update.effective_user.id, role)


async def show_help(update: Update, context: BotContext) -> None:
    """Say by example what can be asked; the examples can be tapped. Who works at the desk is told what it does, too."""
    language, message = context.language(update), update.effective_message
    words = phrase("help.text", language, bot=f"@{context.bot.username}")
    if message is not None and (role := await role_of(message, context)) is not None:
        name = "help.desk_reviewer" if role is StaffRole.REVIEWER else "help.desk"
        words = f"{words}\n\n{phrase(name, language)}"
    await _say(update, context, words, _keyboard(update, context, examples.EVERY))


async def about(update: Update, context: BotContext) -> None:
    """Say what the timeline covers, how well it stands, how new it is, and how to read an answer."""
    language = context.language(update)
    coverage, held = await context.core.run(lambda timeline: (timeline.coverage(), holdings(timeline)))
    if coverage.newest is None:
        await _say(update, context, phrase("about.empty", language))
        return
    outlets = phrase("standing.outlets", language, count=held.outlets, number=held.outlets)
    pages = phrase("sources.pages", language, count=held.pages, number=held.pages, outlets=outlets)
    words = phrase(
        "about.text",
        language,
        entries=phrase("about.entries", language, count=coverage.events, number=coverage.events, pages=pages),
        first=coverage.first,
        newest=coverage.newest,
        stands=tuple(phrase(f"sources.{status}", language, number=number) for status, number in held.stands.items()),
    )
    await _say(update, context, words)


async def unknown_command(update: Update, context: BotContext) -> None:
    """Say in a private chat that there is no such command."""
    await _say(update, context, phrase("help.unknown_command", context.language(update)))


async def only_text(update: Update, context: BotContext) -> None:
    """Say in a private chat that only text is read, once for an album."""
    album = update.effective_message.media_group_id if update.effective_message else None
    if album is not None:
        if context.memory.albums[album]:
            return
        context.memory.albums[album] = True
    language, message = context.language(update), update.effective_message
    if message is not None and message.document is not None and await may(message, "import", context):
        file = message.document.file_name or "CSV"
        await _say(update, context, phrase("import.to_begin", language, file=file))
        return
    await _say(update, context, phrase("help.only_text", language))


def _keyboard(update: Update, context: BotContext, count: int) -> InlineKeyboardMarkup:
    """The first `count` examples; in a private chat also the ways to take the bot along to a group or channel."""
    language = context.language(update)
    rows = examples.rows(language, count)
    if update.effective_chat and update.effective_chat.type == ChatType.PRIVATE:
        bot = context.bot.username
        rows.append([InlineKeyboardButton(phrase("button.to_group", language), url=links.to_group(bot))])
        rows.append([InlineKeyboardButton(phrase("button.to_channel", language), url=links.to_channel(bot))])
    return InlineKeyboardMarkup(rows)


async def _say(update: Update, context: BotContext, words: str, keyboard: InlineKeyboardMarkup | None = None) -> None:
    if update.effective_message:
        await reply(update.effective_message, Screen(html.text(words), keyboard), context)
