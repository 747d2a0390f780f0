"""Which entry a command of the desk is about: an id, a link to the entry, or a reply to a message that shows it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from telegram import Message

from answering.text import shortened
from answering.wording import phrase
from db.mistakes import entry_of_mistake
from db.subjects import Subject, event_subject, nearest_events
from handlers.addressing import after_command
from handlers.context import BotContext
from handlers.core import HANDLE
from handlers.desk.replies import Words, coded
from handlers.links import event_in
from handlers.render import html
from handlers.render.screen import Screen

_LINK = re.compile(
    r"(?:https?://)?(?:t\.me|telegram\.me)/(?P<bot>\w+)\?start=(?P<start>[\w-]+)"
    r"|tg://resolve\?domain=(?P<domain>\w+)&start=(?P<payload>[\w-]+)",
    re.IGNORECASE,
)
_LIKE_AN_ID = re.compile(r"(?=.*\d)[A-Za-z0-9]+(?:[-_][A-Za-z0-9]+)+", re.ASCII)  # not taken for a reason's first word
_SHOWS = re.compile(r"[rsk]:(?P<event>.+)")  # buttons that stand under a message of one entry only

_REPORTED = re.compile(r"!mistakes:[0-9a-z]+:d(?P<number>\d+)")  # what readers reported of one entry


@dataclass(frozen=True, slots=True)
class Meant:
    """What a command is about: the entry, None where there is none; what was written for it, and the words after it."""

    entry: Subject | None
    written: str
    words: str


async def meant(message: Message, context: BotContext) -> Meant:
    """What a command is about; a reply does where no id is written."""
    text = after_command(message)
    first, _, rest = text.partition(" ") if "\n" not in text.split(" ", 1)[0] else text.partition("\n")
    entry = await find(first, context)
    if entry is None and not _LIKE_AN_ID.fullmatch(first) and not _LINK.match(first):
        shown = await _shown_in(message.reply_to_message, context)
        entry = await find(shown, context) if shown else None
        if entry is not None:
            return Meant(entry, entry.id, text)
    return Meant(entry, first, rest.strip())


async def find(written: str, context: BotContext) -> Subject | None:
    """The entry that an id, a handle or a link of ours means; one that was taken out, too."""
    named = await _id_in(written, context)
    return await context.kept.read_database(lambda database: event_subject(database, named)) if named else None


async def unclear(about: Meant, how: str, language: str, context: BotContext, *, retracted: bool = False) -> Screen:
    """That there is no such entry, or `how` the command is written where nothing was written for one."""
    if about.written:
        return await unknown(about.written, language, context, retracted=retracted)
    return Screen(html.text(phrase(how, language)))


async def unknown(written: str, language: str, context: BotContext, *, retracted: bool = False) -> Screen:
    """That there is no such entry, with the ids that are nearest."""
    near = await context.kept.read_database(lambda database: nearest_events(database, written, retracted=retracted))
    words: Words = [phrase("desk.no_entry", language, id=shortened(written))]
    words += [phrase("desk.nearest", language), *near] if near else [phrase("desk.instead_of_id", language)]
    return coded(words, near)


async def _id_in(written: str, context: BotContext) -> str | None:
    link = _LINK.fullmatch(written)
    if link is not None:
        bot, start = link["bot"] or link["domain"], link["start"] or link["payload"]
        if bot.lower() != context.bot.username.lower():
            return None
        written = event_in(f"/start {start}") or ""
    return await context.core.id_of(written) if written.startswith(HANDLE) else written


async def _shown_in(message: Message | None, context: BotContext) -> str | None:
    """The id of the one entry that a message of the bot's shows."""
    if message is None or message.from_user is None or message.from_user.id != context.bot.id:
        return None
    carried = list(_carried(message))
    if found := next(filter(None, map(_SHOWS.fullmatch, carried)), None):
        return await context.core.id_of(found["event"])
    if reported := next(filter(None, map(_REPORTED.fullmatch, carried)), None):
        number = int(reported["number"])
        return await context.kept.read_database(lambda database: entry_of_mistake(database, number))
    place = message.chat.id, message.message_id
    entries = await context.kept.read(lambda chats: chats.shown(*place))
    return entries[0] if len(entries) == 1 else None


def _carried(message: Message) -> Iterator[str]:
    rows = message.reply_markup.inline_keyboard if message.reply_markup else ()
    return (str(button.callback_data or "") for row in rows for button in row)
