"""When the bot speaks and how often: it answers who asked it, and is no nuisance to the others."""

from __future__ import annotations

import time

from telegram import Message
from telegram.constants import ChatType

from answering.answer import Answer, Status
from db.chats import Asking
from handlers.addressing import Addressed, Way
from handlers.admins import is_by_admin
from handlers.context import BotContext
from handlers.limits import Turn

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
