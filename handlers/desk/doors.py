"""The door before every command of the desk: whoever may not pass learns nothing of what is behind it."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from functools import wraps
from typing import Any

from telegram import Message, Update

from db.staff import Staff, StaffRole
from handlers.context import BotContext
from handlers.render import html
from handlers.render.screen import Screen
from handlers.replying import reply

Command = Callable[[Message, BotContext], Coroutine[Any, Any, str]]
Handler = Callable[[Update, BotContext], Coroutine[Any, Any, None]]


def open_to(roles: frozenset[StaffRole]) -> Callable[[Command], Handler]:
    """Make a command, which gives the sentence to reply with, a handler that is open to `roles` alone.

    Everybody else is told in a private chat what is told of commands that don't exist; elsewhere nothing.
    """

    def close(command: Command) -> Handler:
        @wraps(command)
        async def handle(update: Update, context: BotContext) -> None:
            message = update.effective_message
            if message is None:
                return
            if await role_of(message, context) in roles:
                words = await command(message, context)
            elif message.chat.type == message.chat.PRIVATE:
                words = context.say(update, "help.unknown_command")
            else:
                return
            await reply(message, Screen(html.text(words)), context)

        return handle

    return close


async def role_of(message: Message, context: BotContext) -> StaffRole | None:
    """The role in which the writer of `message` wrote it; None where the desk takes nothing from there."""
    if not context.desk.takes(message) or message.from_user is None:
        return None
    person = message.from_user.id
    if person in context.desk.owners:
        return StaffRole.OWNER
    return await context.kept.read_database(lambda database: Staff(database).role(person))
