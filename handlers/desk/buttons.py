"""What a button of the desk carries: its command, whom it was made for, and what the command needs besides.

!retract:3f:120:2024-12-05-hama   a button of /retract for the person 123, with 120:2024-12-05-hama for it

The person's id is in base 36. Telegram gives back at most 64 bytes; it all makes sense after a restart.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from answering.wording import phrase
from db.handles import event_handle
from handlers.core import HANDLE

LONGEST = 64  # bytes
LEAVE = "leave"  # what carries this changes nothing

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_PLAIN = re.compile(r"[A-Za-z0-9_-]{1,40}")  # other ids have a handle
_BUTTON = re.compile(r"!(?P<command>[a-z]+):(?P<person>[0-9a-z]{1,12}):(?P<carried>.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class DeskButton:
    """A button's command, the person it was made for, and what it carries besides."""

    command: str
    person: int
    carried: str


def carry(command: str, person: int, carried: str = "") -> str:
    """What the button carries. Raises ValueError where that is more than Telegram takes: see `room`."""
    data = f"!{command}:{_in_36(person)}:{carried}"
    if len(data.encode()) > LONGEST:
        raise ValueError(f"a button can't carry {len(data.encode())} bytes")
    return data


def room(command: str, person: int) -> int:
    """How many bytes a button has for what it carries besides."""
    return LONGEST - len(carry(command, person))


def entry(event: str) -> str:
    """An event's id as every button of the desk can carry it alone; `Core.id_of` gives the id back."""
    return event if _PLAIN.fullmatch(event) else HANDLE + event_handle(event)


def read_button(data: str) -> DeskButton | None:
    """What a button with this data is for; None where it is none of the desk."""
    found = _BUTTON.fullmatch(data)
    return DeskButton(found["command"], int(found["person"], 36), found["carried"]) if found else None


ANY = re.compile("!")  # what every button of the desk begins with
NUMBER = r"\d{1,15}"  # what a button carries that asks for a yes


def of(command: str, carried: str = "") -> re.Pattern[str]:
    """The pattern of what the buttons of a command carry; with `carried`, a pattern, those that carry such besides."""
    return re.compile(rf"!{command}:[0-9a-z]+:{f'(?:{carried})$' if carried else ''}", re.DOTALL)


def confirmation(command: str, person: int, carried: str, yes: str, language: str) -> InlineKeyboardMarkup:
    """Two buttons: one that does it, called `yes`, whose press comes to the command, and one that leaves it."""
    leave = phrase("button.leave", language)
    return InlineKeyboardMarkup(
        [
            [
                InlineKeyboardButton(yes, callback_data=carry(command, person, carried)),
                InlineKeyboardButton(leave, callback_data=carry(LEAVE, person)),
            ]
        ]
    )


def _in_36(number: int) -> str:
    digits = ""
    while number:
        number, digit = divmod(number, 36)
        digits = _DIGITS[digit] + digits
    return digits or "0"
