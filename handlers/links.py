"""Links to an entry: t.me/bot?start=e_ID, where Telegram takes letters, digits, _ and - and no more than 64.

An id that does not fit is carried by its handle: h_HANDLE.
"""

from __future__ import annotations

import re
from urllib.parse import quote

from db.handles import event_handle

START = re.compile(r"^/start(?:@\w+)?\s+(?P<link>(?:e_[A-Za-z0-9_-]+)|(?:h_[0-9a-f]{16}))\s*$")
_FITS = re.compile(r"[A-Za-z0-9_-]{1,62}")


def link_to(event: str, bot: str) -> str:
    """The address that opens an entry in the private chat with the bot of this user name."""
    carried = f"e_{event}" if _FITS.fullmatch(event) else f"h_{event_handle(event)}"
    return f"https://t.me/{bot}?start={carried}"


def to_group(bot: str) -> str:
    """The address that lets a person choose a group to add the bot to; Telegram says /start with the word there."""
    return f"https://t.me/{bot}?startgroup=added"


def to_channel(bot: str) -> str:
    """The address that lets a person choose a channel to make the bot an admin of, who may post there."""
    return f"https://t.me/{bot}?startchannel&admin=post_messages"


def event_in(text: str) -> str | None:
    """What a /start with a link names: an event's id, or ~ and its handle; None where it is no such link."""
    found = START.match(text)
    if found is None:
        return None
    link = found["link"]
    return link[2:] if link.startswith("e_") else f"~{link[2:]}"


def share(event: str, bot: str) -> str:
    """The address that lets a person choose a chat to send an entry's link to."""
    return f"https://t.me/share/url?url={quote(link_to(event, bot), safe='')}"
