"""The doors of the desk, before each command and each button: whoever may not pass learns nothing of what is behind.

A command is refused in private as commands are that don't exist, and elsewhere by silence. A button works for the one
person that it was made for, who is named in it, while that person may still use its command.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from functools import wraps
from typing import Any

from telegram import CallbackQuery, Message, Update, User

from answering.wording import phrase
from db.staff import Staff, StaffRole
from handlers.context import BotContext
from handlers.desk.buttons import LEAVE, read_button
from handlers.desk.rights import ANYBODY, COMMANDS
from handlers.memory import MessageKey
from handlers.render import html
from handlers.render.screen import Screen
from handlers.replying import answer_press, edit, reply

Said = str | Screen | None  # plain words, or a whole message; None where nothing is to be said


@dataclass(frozen=True, slots=True)
class Pressed:
    """A press that passed the door: what its button carries besides, who pressed it, and the message it is under.

    `message` is None where Telegram gives no more than its place, as for old ones; `language` is the presser's.
    """

    carried: str
    person: int
    place: MessageKey
    message: Message | None
    language: str
    query: CallbackQuery


Command = Callable[[Message, BotContext], Coroutine[Any, Any, Said]]
Press = Callable[[Pressed, BotContext], Coroutine[Any, Any, Said]]
Handler = Callable[[Update, BotContext], Coroutine[Any, Any, None]]


def open_to(command: str) -> Callable[[Command], Handler]:
    """Make what gives the reply to a command a handler that is open to who may use `command`, a key of `COMMANDS`."""

    def close(give: Command) -> Handler:
        @wraps(give)
        async def handle(update: Update, context: BotContext) -> None:
            message = update.effective_message
            if message is None:
                return
            said: Said = None
            if await may(message, command, context):
                said = await give(message, context)
            elif message.chat.type == message.chat.PRIVATE:
                said = context.say(update, "help.unknown_command")
            if said is not None:
                await reply(message, _screen(said), context)

        return handle

    return close


def press_of(command: str) -> Callable[[Press], Handler]:
    """Make what does as a button says a handler of presses, open to whom the button was made for.

    It gives the message that the button is under anew, words that are shown over it, or None. The press is answered
    here, exactly once. Make the buttons with `buttons.carry`, and register with `buttons.of(command)`.
    """

    def close(give: Press) -> Handler:
        @wraps(give)
        async def handle(update: Update, context: BotContext) -> None:
            query = update.callback_query
            if query is None:
                return
            notice: str | None = None
            try:
                pressed = await _passed(query, command, update, context)
                said = await give(pressed, context) if pressed else context.say(update, "desk.not_yours")
                notice = said if isinstance(said, str) else None
                if pressed and isinstance(said, Screen):
                    await edit(pressed.place, said, context)
            finally:
                await answer_press(query, notice)

        return handle

    return close


@press_of(LEAVE)
async def leave(pressed: Pressed, context: BotContext) -> Said:
    """Say under a confirmation that nothing was changed."""
    return Screen(html.text(phrase("desk.left", pressed.language)))


async def past(update: Update, context: BotContext) -> None:
    """Answer a press of a desk button that nothing takes any more: to whom it was made for, that it is of old."""
    query = update.callback_query
    if query is None:
        return
    button = read_button(query.data or "")
    passed = button is not None and await _passed(query, button.command, update, context)
    await answer_press(query, context.say(update, "desk.answered" if passed else "desk.not_yours"))


async def may(message: Message, command: str, context: BotContext) -> bool:
    """Whether the writer of `message` may use a command by it."""
    return await role_of(message, context) in COMMANDS[command]


async def role_of(message: Message, context: BotContext) -> StaffRole | None:
    """The role in which the writer of `message` wrote it; None where the desk takes nothing from there."""
    if not context.desk.takes(message) or message.from_user is None:
        return None
    return await role(message.from_user.id, context)


async def role(person: int, context: BotContext) -> StaffRole | None:
    """The role of the person with this Telegram id, as it is now."""
    if person in context.desk.owners:
        return StaffRole.OWNER
    return await context.kept.read_database(lambda database: Staff(database).role(person))


def language_of(person: User | None, context: BotContext) -> str:
    """The language in which the desk speaks: the chat's, else that of the person's Telegram."""
    code = (person and person.language_code) or ""
    return context.preferences.language or ("ar" if code.lower().startswith("ar") else "en")


async def _passed(query: CallbackQuery, command: str, update: Update, context: BotContext) -> Pressed | None:
    """The press, where its button was made for who pressed it and that person may use the command there and now."""
    button, message, person = read_button(query.data or ""), query.message, query.from_user.id
    if button is None or message is None or button.person != person or not context.desk.works_in(message.chat):
        return None
    roles = ANYBODY if command == LEAVE else COMMANDS.get(command, frozenset())
    if button.command != command or await role(person, context) not in roles:
        return None
    whole = message if isinstance(message, Message) else None
    place = message.chat.id, message.message_id
    return Pressed(button.carried, person, place, whole, context.language(update), query)


def _screen(said: str | Screen) -> Screen:
    return Screen(html.text(said)) if isinstance(said, str) else said
