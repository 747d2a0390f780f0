"""What became of a record, and taking a revision back.

!history:PERSON:p2:ID   the second page of the history of a record
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice

from sqlite_utils import Database
from telegram import InlineKeyboardMarkup, Message

from answering.answer import Phrase
from answering.revising import revisions
from answering.wording import phrase
from db import editing
from db.errors import Conflict, NoRevision
from db.history import changes, last_standing, merged_into, revision
from db.history import history as history_of
from db.recorded import Changed, as_records
from db.requests import Request
from db.revision import Revision
from db.subjects import Subject, any_subject
from handlers.addressing import after_command
from handlers.context import BotContext
from handlers.desk import buttons, subjects
from handlers.desk.confirming import ask, carry_out, confirmed, person_of, tell_conflict
from handlers.desk.doors import Pressed, Said, language_of, open_to, press_of
from handlers.desk.turning import turns
from handlers.render import html
from handlers.render.screen import Screen
from handlers.replying import edit

_PAGE = 1400  # UTF-16 units: who reads a history reads on
_MANY = 500  # changes that take a while to be undone
_SHOWN = 5  # records of a revision that are looked at before it is undone


@dataclass(frozen=True, slots=True)
class _Undoing:
    """A revision that may be undone, and the first of its changes."""

    revision: Revision
    first: tuple[Changed, ...]

    def is_too_much_for(self, person: int) -> bool:
        """Whether somebody else made it of so many changes that only an owner may undo it: an import."""
        return self.revision.count > _MANY and self.revision.by != str(person)


@open_to("history")
async def history(message: Message, context: BotContext) -> Said:
    """Tell what became of an entry, a place, an actor or a source: `/history ID`."""
    language = language_of(message.from_user, context)
    about = await subjects.meant(message, context)
    if not about.written:
        return phrase("history.how", language)
    subject = about.entry or await context.kept.read_database(lambda database: any_subject(database, about.written))
    if subject is None:
        return await subjects.unknown(about.written, language, context)
    return await _history(subject, 1, person_of(message), language, context)


@press_of("history")
async def turned(pressed: Pressed, context: BotContext) -> Said:
    """Turn to another page of a history."""
    page, _, written = pressed.carried.removeprefix("p").partition(":")
    id = await context.core.id_of(written)
    subject = await context.kept.read_database(lambda database: any_subject(database, id))
    if subject is None:
        return phrase("desk.answered", pressed.language)
    return await _history(subject, int(page), pressed.person, pressed.language, context)


@open_to("undo")
async def undo(message: Message, context: BotContext) -> Said:
    """Ask whether a revision is to be undone: `/undo`, the writer's own last one, or `/undo NUMBER`; and why."""
    language, person = language_of(message.from_user, context), person_of(message)
    text = after_command(message)
    first, _, rest = text.removeprefix("#").partition(" ")
    named = int(first) if first.isdecimal() and len(first) < 16 else None

    def found(database: Database) -> _Undoing | None:
        number = named if named is not None else last_standing(database, str(person))
        if number is None:
            return None
        one = revision(database, number)
        if later := editing.changed_again(database, number):
            raise Conflict(later)
        return _Undoing(one, as_records(database, list(islice(changes(database, number), _SHOWN))))

    try:
        undoing = await context.kept.long_read(found)  # an import changed many records
    except NoRevision as missing:
        return phrase("undo.none", language, number=str(missing.number), newest=str(missing.newest))
    except Conflict as conflict:
        return await tell_conflict(conflict, language, context)
    if undoing is None:
        return phrase("undo.nothing", language)
    if undoing.is_too_much_for(person) and person not in context.desk.owners:
        count = undoing.revision.count
        return phrase("undo.owners", language, count=count, number=count, revision=str(undoing.revision.number))
    zone = context.zone()
    shown = await context.core.run(
        lambda timeline: revisions.undone(undoing.revision, undoing.first, timeline.directory, zone, language)
    )
    why = rest.strip() if named is not None else text
    number = undoing.revision.number
    return await ask(Request(person, "undo", (str(number),), why, number), shown, phrase("undo.yes", language), context)


@press_of("undo")
async def undone(pressed: Pressed, context: BotContext) -> Said:
    """Undo the revision that was asked about."""
    request = await confirmed(pressed, "undo", context)
    if request is None:
        return phrase("desk.answered", pressed.language)
    number = request.based_on
    count = (await context.kept.read_database(lambda database: revision(database, number))).count
    if count > _MANY:
        working = phrase("undo.working", pressed.language, count=count, number=count)
        await edit(pressed.place, Screen(html.text(working)), context)
    return await carry_out(
        pressed,
        request,
        lambda database, signed: editing.undo(database, number, signed),
        phrase("undo.done", pressed.language, number=str(number)),
        context,
    )


async def _history(subject: Subject, page: int, person: int, language: str, context: BotContext) -> Screen:
    """A page of a record's history, with the buttons that turn it; the last where there are fewer."""

    def read(database: Database) -> tuple[tuple[Changed, ...], str]:
        changed = as_records(database, history_of(database, subject.id, subject.type))
        return changed, merged_into(database, subject.id) or ""

    changed, into = await context.kept.read_database(read)
    zone = context.zone()
    title = Phrase.of("history.retracted" if subject.retracted else "history.title", id=subject.id)
    told = await context.core.run(
        lambda timeline: revisions.history(changed, timeline.directory, zone, language, title=title, merged=into)
    )
    pages = html.pages(told, screen=_PAGE)
    page = max(1, min(page, len(pages)))
    row = turns("history", person, page, len(pages), language, f":{buttons.entry(subject.id)}")
    return Screen(pages[page - 1], InlineKeyboardMarkup([row]) if row else None)
