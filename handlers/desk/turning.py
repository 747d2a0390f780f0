"""Buttons that turn the pages of a list of the desk."""

from __future__ import annotations

from telegram import InlineKeyboardButton

from answering.wording import phrase
from handlers.desk.buttons import carry


def turns(
    command: str, person: int, page: int, pages: int, language: str, about: str = ""
) -> list[InlineKeyboardButton]:
    """Back and More under page `page` of `pages`; they carry p and the page, and then `about`."""
    row = []
    if page > 1:
        label = phrase("button.back", language)
        row.append(InlineKeyboardButton(label, callback_data=carry(command, person, f"p{page - 1}{about}")))
    if page < pages:
        label = phrase("button.more", language, page=page + 1, pages=pages)
        row.append(InlineKeyboardButton(label, callback_data=carry(command, person, f"p{page + 1}{about}")))
    return row
