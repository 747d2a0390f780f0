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

    Each but the first can only be sent back in part, as a reply: Telegram takes no longer message from a person.
    """
    parts = _parts(f"{command}\n{form}")
    screens = [Screen(f"<pre>{html.text(part)}</pre>") for part in parts[:-1]]
    below = under if len(parts) == 1 else f"{under}\n{command}"
    return [*screens, Screen(f"<pre>{html.text(parts[-1])}</pre>\n{html.text(below)}")]


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
    """The form in parts that fit a message each, parted between lines; a line that fits none is parted itself."""
    parts = [""]
    for line in form.split("\n"):
        for piece in [line[start : start + _ROOM // 2] for start in range(0, len(line), _ROOM // 2)] or [""]:
            whole = f"{parts[-1]}\n{piece}" if parts[-1] else piece
            if len(whole.encode("utf-16-le")) // 2 <= _ROOM:
                parts[-1] = whole
            else:
                parts.append(piece)
    return parts
