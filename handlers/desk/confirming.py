"""Asking before something is done, and doing just that once it is confirmed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from sqlite_utils import Database
from telegram import Message as TelegramMessage

from answering.message import Block, BlockKind, Message, Run
from answering.revising import revisions
from answering.wording import phrase
from db.errors import Conflict, NoRevision, NotStored, RecordsRefused
from db.recorded import as_records
from db.requests import Request, Requests
from db.revision import Revision, Signature
from handlers.context import BotContext
from handlers.desk.buttons import confirmation
from handlers.desk.doors import Pressed
from handlers.desk.replies import coded
from handlers.render import html
from handlers.render.screen import Screen

Write = Callable[[Database, Signature], Revision | None]


async def ask(request: Request, shown: Message, yes: str, context: BotContext) -> Screen:
    """What is to be confirmed, with a button that says `yes` to it and one that leaves it."""
    number = await context.kept.with_database(lambda database: Requests(database).keep(request, context.now()))
    keyboard = confirmation(request.command, request.person, str(number), yes, shown.language)
    return Screen(html.whole(shown), keyboard)


async def confirmed(pressed: Pressed, command: str, context: BotContext) -> Request | None:
    """The request that a button says yes to; None where it was answered already, or waited too long."""
    number = int(pressed.carried)
    return await context.kept.read_database(lambda database: Requests(database).find(number, pressed.person, command))


async def carry_out(pressed: Pressed, request: Request, write: Write, done: str, context: BotContext) -> Screen:
    """Do what was asked for and say it is `done`, or say why nothing was done; the request is answered then."""
    number = int(pressed.carried)

    def forget(database: Database) -> None:
        Requests(database).drop(number)

    said = await attempt(pressed.person, request.why, write, done, pressed.language, context)
    await context.kept.with_database(forget)
    return said


async def attempt(person: int, why: str, write: Write, done: str, language: str, context: BotContext) -> Screen:
    """What came of a write: that it is `done`, and how it is undone, or why nothing was written."""
    signed = Signature(str(person), why, context.now())
    try:
        made = await context.kept.with_database(lambda database: write(database, signed))
    except Conflict as conflict:
        return await tell_conflict(conflict, language, context)
    except RecordsRefused as refused:
        if not any(mistake.field for mistake in refused.mistakes):  # what the database itself refuses
            return Screen(html.text(phrase("desk.still_named", language)))
        mistakes = "\n".join(f"• {mistake.field}: {mistake.message}" for mistake in refused.mistakes)
        return Screen(html.text(phrase("desk.refused", language) + "\n" + mistakes))
    except (NotStored, NoRevision):
        return Screen(html.text(phrase("desk.meanwhile", language)))
    if made is None:
        return Screen(html.text(phrase("desk.same", language)))
    undo = f"/undo {made.number}"
    return coded([done, phrase("desk.to_undo", language, number=str(made.number), command=undo)], [undo])


async def tell_conflict(conflict: Conflict, language: str, context: BotContext, *, first: str = "") -> Screen:
    """What others changed since the editor began, under what is said `first`."""
    zone = context.zone()
    changed = await context.kept.read_database(lambda database: as_records(database, conflict.changes))
    message = await context.core.run(lambda timeline: revisions.meanwhile(changed, timeline.directory, zone, language))
    head = (Block(BlockKind.NOTE, ((Run(first),),)),) if first else ()
    return Screen(html.whole(replace(message, blocks=(*head, *message.blocks))))


def person_of(message: TelegramMessage) -> int:
    """Who wrote a message that the door let through."""
    return message.from_user.id if message.from_user else 0
