"""An answer as one message for a chat where the bot is not: complete, with the way to the private chat."""

from __future__ import annotations

import re

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, InlineQueryResultArticle, InputTextMessageContent

from answering.message import BlockKind, Message
from answering.wording import phrase
from db.chats import Digits
from handlers.core import Told
from handlers.links import link_to
from handlers.render import html
from handlers.render.digits import in_digits, with_digits
from handlers.render.screen import Screen

TITLE, DESCRIPTION = 80, 160  # characters that a phone shows of a result


def article(told: Told, id: str, bot: str, digits: Digits | None) -> InlineQueryResultArticle:
    """The answer whole, to be sent by whoever chooses it; `bot` is the bot's user name."""
    said = told.messages[0]
    title, description = _in_short(said)
    if digits is not None and said.language == "ar":
        title, description = in_digits(title, digits), in_digits(description, digits)
    shown = with_digits(Screen(html.whole(said), _way_to_private(told, bot)), digits)
    return InlineQueryResultArticle(
        id,
        title,
        InputTextMessageContent(shown.html),
        reply_markup=shown.keyboard,
        description=description,
    )


def _way_to_private(told: Told, bot: str) -> InlineKeyboardMarkup:
    events = told.answer.events
    link = link_to(events[0].id, bot) if events else f"https://t.me/{bot}?start=ask"
    return InlineKeyboardMarkup.from_button(InlineKeyboardButton(phrase("button.private", told.answer.language), link))


def _in_short(said: Message) -> tuple[str, str]:
    """The first line of what is stated, and the next."""
    stated = [block for block in said.blocks if block.kind is BlockKind.STATEMENT] or said.blocks
    lines = [_plain("".join(run.text for run in line)) for block in stated for line in block.lines]
    first, *rest = [line for line in lines if line] or ["…"]
    return _cut(first, TITLE), _cut(rest[0] if rest else "", DESCRIPTION)


def _plain(line: str) -> str:
    return re.sub(r"\s*\[\d+\]", "", line).strip()


def _cut(line: str, most: int) -> str:
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"
