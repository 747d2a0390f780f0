"""Giving and taking back roles at the desk."""

from __future__ import annotations

from telegram import Message

from answering.wording import phrase
from db.staff import GRANTED, Staff, StaffRole
from handlers.context import BotContext
from handlers.desk.doors import language_of, open_to


@open_to("grant")
async def grant(message: Message, context: BotContext) -> str:
    """Give somebody a role: `/grant ID ROLE`, or `/grant ROLE` as a reply to the person."""
    language = language_of(message.from_user, context)
    *before, asked = context.args or [""]
    person = _person(before, message)
    role = next((role for role in GRANTED if role == asked.lower()), None)
    if person is None or role is None:
        return phrase("desk.grant_how", language)
    if person in context.desk.owners:
        return phrase("desk.is_owner", language, person=person)
    by = message.from_user.id if message.from_user else None
    new = await context.kept.with_database(lambda database: Staff(database).grant(person, role, by=by, at=message.date))
    await context.show_menu(person, role)
    name = "desk.granted" if new else "desk.has_role"
    return phrase(name, language, person=person, role=_name(role, language))


@open_to("revoke")
async def revoke(message: Message, context: BotContext) -> str:
    """Take somebody's role back: `/revoke ID`, or `/revoke` as a reply to the person."""
    language = language_of(message.from_user, context)
    person = _person(context.args or [], message)
    if person is None:
        return phrase("desk.revoke_how", language)
    if person in context.desk.owners:
        return phrase("desk.is_owner", language, person=person)
    by = message.from_user.id if message.from_user else None
    had = await context.kept.with_database(lambda database: Staff(database).revoke(person, by=by, at=message.date))
    await context.show_menu(person, None)
    return phrase("desk.revoked" if had else "desk.has_none", language, person=person)


@open_to("staff")
async def show(message: Message, context: BotContext) -> str:
    """List who has which role."""
    language = language_of(message.from_user, context)
    members = await context.kept.read_database(lambda database: Staff(database).members())
    people = [(person, StaffRole.OWNER) for person in sorted(context.desk.owners)]
    people += [(member.person, member.role) for member in members if member.person not in context.desk.owners]
    lines = [phrase("desk.staff_line", language, person=person, role=_name(role, language)) for person, role in people]
    return "\n".join([phrase("desk.staff_title", language), *lines])


def _name(role: StaffRole, language: str) -> str:
    return phrase(f"desk.role.{role}", language)


def _person(arguments: list[str], message: Message) -> int | None:
    """The one id in `arguments`, else who wrote the message that is replied to; None where neither is a person."""
    match arguments:
        case [number] if number.isascii() and number.isdigit() and 0 < int(number) < 2**52:
            return int(number)
        case [] if message.reply_to_message and not message.reply_to_message.sender_chat:
            writer = message.reply_to_message.from_user
            return writer.id if writer and not writer.is_bot else None
    return None
