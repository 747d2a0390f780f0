"""/export: the timeline, or what meets a query, as a file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlite_utils import Database
from telegram import Message, ReplyParameters, Update
from telegram.constants import ChatAction

from answering.answer import Phrase
from answering.wishes.exporting import CSV, AskedExport, asked_export
from db.exporting import each_line
from db.history import newest
from db.querying import Query, csv_lines, query_lines
from handlers.context import BotContext
from handlers.desk.attached import LARGEST_SENT, words_after
from handlers.desk.doors import Said, language_of, open_to
from handlers.desk.long_work import Ended, Progress, followed
from handlers.render import html
from handlers.render.screen import Screen
from handlers.replying import edit, reply

_ROOM = 64 * 2**10  # bytes that a request needs beside the file
_UPLOAD = 300  # seconds that sending may take


@dataclass(frozen=True, slots=True)
class _Written:
    """A file's content, how many entries it holds, and of which revision."""

    content: bytes
    entries: int
    revision: int


class _TooLarge(Exception):
    """There is more than Telegram takes."""


@open_to("export")
async def export(message: Message, context: BotContext) -> Said:
    """Send a file of all that a message asks for."""
    language, text, day = language_of(message.from_user, context), words_after(message), context.today()
    asked = await context.core.run(lambda timeline: asked_export(text, timeline, today=day))
    if asked.unread:
        (words,) = await context.core.say(language, Phrase.of("export.unread", words=" ".join(asked.unread)))
        return words
    await message.reply_chat_action(ChatAction.UPLOAD_DOCUMENT)
    context.application.create_task(_send(message, asked, language, context), Update(0, message))
    return None


async def _send(message: Message, asked: AskedExport, language: str, context: BotContext) -> None:
    """Write the file, tell how far it is where that takes long, and send it."""
    told: list[int] = []  # the message that tells how far it is, once there is one

    async def tell(phrase: Phrase) -> None:
        (words,) = await context.core.say(language, phrase)
        screen = Screen(html.text(words))
        if told:
            await edit((message.chat_id, told[0]), screen, context)
        else:
            told.append(await reply(message, screen, context))

    async def show(progress: Progress) -> None:
        await tell(Phrase.of("export.working", number=progress.records))

    progress = Progress()
    try:
        written = await followed(
            context.kept.long_read(lambda database: _write(database, asked, progress)),
            progress,
            show,
            lambda: context.application.running,
        )
    except _TooLarge:
        await tell(Phrase.of("export.too_large", command=f"tarikh export {asked.options()} > FILE".replace("  ", " ")))
        return
    except Ended:
        await tell(Phrase.of("export.interrupted"))
        return
    if not written.entries and asked.query != Query():
        await tell(Phrase.of("export.none", about=asked.named))
        return
    name = "export.caption_about" if asked.named else "export.caption"
    caption, ready = await context.core.say(
        language,
        Phrase.of(name, number=written.entries, about=asked.named, revision=str(written.revision)),
        Phrase.of("export.ready"),
    )
    await context.bot.send_document(
        message.chat_id,
        written.content,
        filename=f"tarikh-{context.today()}.{asked.form}",
        caption=html.text(caption[:1000]),
        reply_parameters=ReplyParameters(message.message_id),
        message_thread_id=message.message_thread_id if message.is_topic_message else None,
        write_timeout=_UPLOAD,
    )
    if told:
        await edit((message.chat_id, told[0]), Screen(html.text(ready)), context)


def _write(database: Database, asked: AskedExport, progress: Progress) -> _Written:
    """Raises _TooLarge and Ended."""
    content = bytearray()
    entries = 0
    with database.atomic():  # the number of the revision belongs to what is written
        revision = newest(database)
        for position, line in enumerate(_lines(database, asked)):
            content += line.encode()
            if len(content) > LARGEST_SENT - _ROOM:
                raise _TooLarge
            entries += position > 0 if asked.form == CSV else line.startswith('{"type": "event"')
            progress.done(1)
    return _Written(bytes(content), entries, revision)


def _lines(database: Database, asked: AskedExport) -> Iterator[str]:
    if asked.form == CSV:
        return csv_lines(database, asked.query)
    return each_line(database) if asked.query == Query() else query_lines(database, asked.query)
