"""When the bot speaks and how often: it answers who asked it, and is no nuisance to the others."""

from __future__ import annotations

import time
from collections.abc import Callable, Coroutine
from typing import Any

from telegram import CallbackQuery, Message, Update
from telegram.constants import ChatType

from answering.answer import Answer, Status
from db.chats import Asking
from handlers.addressing import Addressed, Way
from handlers.admins import is_by_admin, may_change
from handlers.context import BotContext
from handlers.limits import Turn
from handlers.render import html
from handlers.render.screen import Screen
from handlers.replying import reply

Handler = Callable[[Update, BotContext], Coroutine[Any, Any, None]]
_NOT_UNDERSTOOD = "talk.not_understood"


async def worth_saying(said: Addressed, answer: Answer, context: BotContext) -> bool:
    """Whether an answer is wanted: where people may have been talking to each other, only to what seems asked."""
    if said.way not in (Way.REPLY, Way.PERHAPS):
        return True
    if not await context.core.seems_asked(said.question, today=context.today()):
        return said.way is Way.REPLY and answer.status is Status.NOT_A_QUESTION and not _not_understood(answer)
    about = answer.asked is not None and bool(answer.asked.named or answer.asked.scope)
    return about or answer.status in (Status.ANSWERED, Status.AMBIGUOUS) or said.way is Way.REPLY


async def may_ask(message: Message, context: BotContext) -> bool:
    """Whether the chat wants questions answered, and from who wrote this message."""
    if message.chat.type == ChatType.PRIVATE:
        return True
    if not context.preferences.replies:
        return False
    return context.preferences.asking is Asking.EVERYBODY or await is_by_admin(message, context)


def in_turn(handle: Handler) -> Handler:
    """A command's handler that minds who may ask in the chat, and how often."""

    async def minded(update: Update, context: BotContext) -> None:
        message = update.effective_message
        if message is not None and await may_ask(message, context) and await has_its_turn(message, update, context):
            await handle(update, context)

    return minded


async def is_run_by(message: Message, update: Update, context: BotContext, otherwise: str) -> bool:
    """Whether who wrote a message runs the chat; who does not is told so in their turn, by the name `otherwise`."""
    if await may_change(update, context):
        return True
    if await has_its_turn(message, update, context):
        await reply(message, Screen(html.text(context.say(update, otherwise))), context)
    return False


async def has_its_turn(message: Message, update: Update, context: BotContext) -> bool:
    """Whether what a message asks is answered now; where it is not, that is said once."""
    free, most = turn(message, context)
    if free is Turn.FULL:
        await reply(message, Screen(html.text(context.say(update, "limit.reached", count=most, number=most))), context)
    return free is Turn.FREE


def too_often(query: CallbackQuery, update: Update, context: BotContext) -> str | None:
    """What is said to somebody who presses more than their part; None where they don't."""
    chat = query.message.chat if query.message else None
    if chat is None:
        return None
    free, most = take_turn(chat.id, query.from_user.id, chat.type, context)
    return None if free is Turn.FREE else context.say(update, "limit.reached", count=most, number=most)


def turn(message: Message, context: BotContext) -> tuple[Turn, int]:
    """Whether it is this person's turn and this chat's, and the limit that counts where it is not."""
    person = message.sender_chat or message.from_user
    return take_turn(message.chat.id, person.id if person else None, message.chat.type, context)


def take_turn(chat: int, person: int | None, kind: str, context: BotContext) -> tuple[Turn, int]:
    """Whether a person in a chat of a kind may have an answer now, and the limit that counts where they may not."""
    now = time.monotonic()
    limits = context.memory.limits
    alone = kind == ChatType.PRIVATE
    each = limits.private if alone else limits.person
    own = each.take((chat, person), now)
    if own is not Turn.FREE or alone:
        return own, each.most
    return limits.chat.take((chat, None), now), limits.chat.most


def _not_understood(answer: Answer) -> bool:
    return any(note.name == _NOT_UNDERSTOOD for note in answer.notes)
