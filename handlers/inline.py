"""Answers in any chat: `@bot when did Hama fall`, offered while it is typed."""

from __future__ import annotations

from contextlib import suppress

from telegram import InlineQueryResultsButton, Update
from telegram.error import BadRequest

from answering.wording import phrase
from handlers.context import BotContext
from handlers.render.article import article

LONGEST = 256  # characters that Telegram passes on
KEPT = 60  # seconds for which Telegram may offer the same again


async def offer(update: Update, context: BotContext) -> None:
    """Offer whole answers, and the way to the private chat."""
    query = update.inline_query
    if query is None:
        return
    language = context.language(update)
    offered = await context.core.offers(query.query[:LONGEST], today=context.today(), language=language)
    results = [
        article(told, str(number), context.bot.username, context.preferences.digits)
        for number, told in enumerate(offered)
    ]
    name = "inline.private" if results else "inline.nothing"
    button = InlineQueryResultsButton(phrase(name, language), start_parameter="ask")
    with suppress(BadRequest):  # typed on meanwhile: the next query is answered
        await query.answer(results, cache_time=KEPT, is_personal=True, button=button)
