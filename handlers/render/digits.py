"""The digits of Arabic texts as a chat wants them, in texts and on buttons; links and Latin words stay as they are."""

from __future__ import annotations

import re
from dataclasses import replace

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from answering.text import script_language
from db.chats import Digits
from handlers.render.direction import from_the_right
from handlers.render.screen import Screen

_WESTERN, _ARABIC = "0123456789", "٠١٢٣٤٥٦٧٨٩"
_TO_ARABIC = str.maketrans(_WESTERN, _ARABIC)
_TO_WESTERN = str.maketrans(_ARABIC + "٬٫", _WESTERN + ",.")
_KEPT = re.compile(
    r"<(?P<copied>pre|code)>(?s:.*?)</(?P=copied)>"  # to be copied and sent back as it is
    r"|<[^>]*>|&#?\w+;"  # tags and marks of HTML
    r"|\u2068[^\u2069]*[A-Za-z][^\u2069]*\u2069"  # Latin text in isolates: an outlet, a name
    r"|[^\s<>&\u2068\u2069]*[A-Za-z/@#][^\s<>&\u2068\u2069]*"  # a Latin word, an address, a command, a tag
)
_THOUSANDS = re.compile(r"(?<=[٠-٩]),(?=[٠-٩]{3}(?![٠-٩]))")
_POINT = re.compile(r"(?<=[٠-٩])\.(?=[٠-٩])")


def with_digits(screen: Screen, digits: Digits | None) -> Screen:
    """The screen with the digits that the chat wants, Arabic lines from the right; one not in Arabic as it is."""
    screen = replace(screen, html=from_the_right(screen.html))
    plain = re.sub(r"<[^>]*>", "", screen.html)
    if digits is None or script_language(plain) != "ar":
        return screen
    rows = screen.keyboard.inline_keyboard if screen.keyboard else ()
    keyboard = [[_relabelled(button, digits) for button in row] for row in rows]
    return replace(
        screen, html=in_digits(screen.html, digits), keyboard=InlineKeyboardMarkup(keyboard) if rows else None
    )


def in_digits(words: str, digits: Digits) -> str:
    """Arabic words, or Telegram's HTML of them, in these digits."""
    parts, end = [], 0
    for kept in _KEPT.finditer(words):
        parts += [_turned(words[end : kept.start()], digits), kept[0]]
        end = kept.end()
    return "".join([*parts, _turned(words[end:], digits)])


def _turned(words: str, digits: Digits) -> str:
    if digits is Digits.WESTERN:
        return words.translate(_TO_WESTERN)
    return _POINT.sub("٫", _THOUSANDS.sub("٬", words.translate(_TO_ARABIC)))


def _relabelled(button: InlineKeyboardButton, digits: Digits) -> InlineKeyboardButton:
    told = button.to_dict()
    return InlineKeyboardButton(**(told | {"text": in_digits(button.text, digits)}))
