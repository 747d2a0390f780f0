"""How a press is taken that carries what one room's buttons carry: who may, how often, and answered exactly once."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass
from functools import wraps
from typing import Any

from telegram import Message, Update

from handlers.admins import may_change
from handlers.context import BotContext
from handlers.manners import too_often
from handlers.replying import answer_press


@dataclass(frozen=True, slots=True)
class Pressed:
    """A press: what the button carries, as its pattern reads it, and the bot's message that the button is on."""

    found: re.Match[str]
    message: Message


Press = Callable[[Update, BotContext], Coroutine[Any, Any, None]]
_Work = Callable[[Pressed, Update, BotContext], Awaitable[str | None]]


def press_like(pattern: re.Pattern[str], *, admins: str | None = None) -> Callable[[_Work], Press]:
    """A handler of presses from what is done; that gives the notice for who pressed, or None.

    With `admins`, the name of what others are told, only who runs the chat may press; else everybody in their turn.
    """

    def handler(work: _Work) -> Press:
        @wraps(work)
        async def press(update: Update, context: BotContext) -> None:
            query = update.callback_query
            if query is None:
                return
            found = pattern.fullmatch(query.data or "")
            notice = None
            try:
                if found is None or not isinstance(query.message, Message):
                    notice = context.say(update, "press.ask_again")  # too old for Telegram to show it
                elif admins is not None and not await may_change(update, context):
                    notice = context.say(update, admins)
                else:
                    notice = None if admins else too_often(query, update, context)
                    if notice is None:
                        notice = await work(Pressed(found, query.message), update, context)
            finally:
                await answer_press(query, notice)

        return press

    return handler
