"""Forms in messages: set to be copied with one tap, with the command on top that they are sent back with."""

from __future__ import annotations

import re
from dataclasses import dataclass

from telegram import Message
from telegram.ext.filters import MessageFilter

from answering.drafting.draft import Field
from answering.drafting.form import looks_like_form, read_form
from handlers.render import html
from handlers.render.screen import Screen

_ROOM = 3600  # UTF-16 units for the form, beside what is said under it
_TARGET = re.compile(r"/edit (?P<target>[\w-]+)(?: (?P<revision>\d{1,15}))?")
_ENOUGH = 3  # fields that make a message without a command a form


@dataclass(frozen=True, slots=True)
class Target:
    """What a form is for: the id of an entry or the number of a draft, and the revision that it was filled from."""

    written: str
    revision: int | None = None


def filled(command: str, form: str, under: str) -> list[Screen]:
    """A form with its command on top, and what is said under it, in as many messages as it takes.

    A form of several messages can be sent back only in part, as a reply to one of them: Telegram takes no longer
    message from a person. So the command stands under each.
    """
    first, *others = _parts(f"{command}\n{form}")
    parts = [first, *others]
    screens = [Screen(f"<pre>{html.text(part)}</pre>" + (f"\n{command}" if others else "")) for part in parts]
    return [*screens[:-1], Screen(f"{screens[-1].html}\n{html.text(under)}")]


def target_of(message: Message | None) -> Target | None:
    """What the bot's message, form or draft, is about; None where it is about neither."""
    if message is None or message.from_user is None or message.from_user.id != message.get_bot().id:
        return None
    found = _TARGET.search(message.text or "")
    return Target(found["target"], int(found["revision"]) if found["revision"] else None) if found else None


class ToDraft(MessageFilter):
    """Replies with lines of a form to the bot's form or draft."""

    def filter(self, message: Message) -> bool:
        """Whether the message is one."""
        return target_of(message.reply_to_message) is not None and looks_like_form(message.text or "")


class Form(MessageFilter):
    """Messages that are a form of an entry, though no command stands on top."""

    def filter(self, message: Message) -> bool:
        """Whether the message is one."""
        text = message.text or ""
        if not looks_like_form(text):
            return False
        fields: set[Field] = {line.field for line in read_form(text, "en").draft.lines}
        return len(fields) >= _ENOUGH


def _parts(form: str) -> list[str]:
    """The form in parts that fit a message each, parted between sources, else between lines, else inside a line."""
    parts = [""]
    for block in form.split("\n\n"):
        if not _put(block, "\n\n", parts):
            for line in block.split("\n"):
                if not _put(line, "\n", parts):
                    parts += [line[start : start + _ROOM // 2] for start in range(0, len(line), _ROOM // 2)]
    return [part for part in parts if part]


def _put(piece: str, gap: str, parts: list[str]) -> bool:
    """Whether a piece was put behind the last part, or in one of its own; not where no message holds it."""
    whole = f"{parts[-1]}{gap}{piece}" if parts[-1] else piece
    if _units(whole) <= _ROOM:
        parts[-1] = whole
    elif _units(piece) <= _ROOM:
        parts.append(piece)
    else:
        return False
    return True


def _units(words: str) -> int:
    return len(words.encode("utf-16-le")) // 2
