"""What the bot is and how to ask it."""

from __future__ import annotations

from telegram import Update

from answering.wording import phrase
from handlers.context import BotContext
from handlers.render import html
from handlers.render.screen import Screen
from handlers.replying import reply


async def start(update: Update, context: BotContext) -> None:
    """Say what the bot does, and how to ask."""
    await _say(update, context, phrase("start.text", context.language(update)))


async def show_help(update: Update, context: BotContext) -> None:
    """Say by example what can be asked."""
    await _say(update, context, phrase("help.text", context.language(update)))


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
    """Say in a private chat that only text is read."""
    await _say(update, context, phrase("help.only_text", context.language(update)))


async def _say(update: Update, context: BotContext, words: str) -> None:
    if update.effective_message:
        await reply(update.effective_message, Screen(html.text(words)), context)
