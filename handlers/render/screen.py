"""What one Telegram message shows: a page of an answer, and its buttons."""

from __future__ import annotations

from dataclasses import dataclass

from telegram import InlineKeyboardMarkup

from handlers.core import Told
from handlers.presses import Origin
from handlers.render import buttons, html


@dataclass(frozen=True, slots=True)
class Screen:
    """A text in Telegram's HTML and the buttons under it."""

    html: str
    keyboard: InlineKeyboardMarkup | None = None


class NoSuchPage(Exception):
    """The answer does not have the page that a button asked for."""

    def __init__(self, page: int) -> None:
        super().__init__(f"There is no page {page}.")
        self.page = page


def screen(told: Told, origin: Origin, page: int = 1, *, bot: str | None = None) -> Screen:
    """Page `page` of a worded answer; with the bot's user name, it can be shared. Raises NoSuchPage."""
    pages = html.pages(*told.messages)
    if not 1 <= page <= len(pages):
        raise NoSuchPage(page)
    labels = [other.label for other in told.otherwise]
    return Screen(pages[page - 1], buttons.keyboard(told.answer, origin, page, len(pages), bot, labels))
