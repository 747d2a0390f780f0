"""What the bot is and how to ask it."""

from __future__ import annotations

from telegram import InlineKeyboardMarkup, Update

from answering.wording import phrase
from handlers import examples
from handlers.context import BotContext
from handlers.render import html
from handlers.render.screen import Screen
from handlers.replying import reply


async def start(update: Update, context: BotContext) -> None:
    """Say what the bot does, and how to ask."""
    language = context.language(update)
    await _say(update, context, phrase("start.text", language), examples.keyboard(language, examples.FIRST))


async def show_help(update: Update, context: BotContext) -> None:
    """Say by example what can be asked; the examples can be tapped."""
    language = context.language(update)
    await _say(update, context, phrase("help.text", language), examples.keyboard(language))


async def about(update: Update, context: BotContext) -> None:
    """Say what the timeline covers, how new it is, and how to read an answer."""
    coverage = await context.core.coverage()
    words = phrase(
        "about.text" if coverage.newest else "about.empty",
        context.language(update),
        events=coverage.events,
        sources=coverage.sources,
        first=coverage.first,
        newest=coverage.newest,
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
    await _say(update, context, phrase("help.only_text", context.language(update)))


async def _say(update: Update, context: BotContext, words: str, keyboard: InlineKeyboardMarkup | None = None) -> None:
    if update.effective_message:
        await reply(update.effective_message, Screen(html.text(words), keyboard), context)
