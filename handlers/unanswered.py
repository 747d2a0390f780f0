"""What could not be answered: counted for the editors, and a button to be told once there is a record.

g:tell  let this private chat be told; the question is the message that the answer replies to
"""

from __future__ import annotations

import re
from dataclasses import replace

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Message, Update
from telegram.constants import ChatType

from answering.wording import phrase
from db.gaps import Gaps
from handlers.addressing import question_in
from handlers.context import BotContext
from handlers.core import Told
from handlers.later import written
from handlers.render.screen import Screen
from handlers.replying import answer_press, take_pressed_away

TELL = "g:tell"
PRESS = re.compile(re.escape(TELL))


async def note(told: Told, context: BotContext) -> None:
    """Count a question that could not be answered, if it may be kept."""
    one, day = told.unanswered, context.today()
    if one is not None:
        await written(context.kept.with_database(lambda database: Gaps(database).note(one, day)), context)


def with_offer(shown: Screen, told: Told) -> Screen:
    """The answer with a button to be told once there is a record, where there is none and it can be kept."""
    if told.unanswered is None:
        return shown
    button = InlineKeyboardButton(phrase("button.tell_me", told.answer.language), callback_data=TELL)
    rows = shown.keyboard.inline_keyboard if shown.keyboard else ()
    return replace(shown, keyboard=InlineKeyboardMarkup([*rows, [button]]))


async def press(update: Update, context: BotContext) -> None:
    """Let the chat be told once there is a record of what it asked."""
    query = update.callback_query
    message = query.message if query else None
    if query is None or not isinstance(message, Message) or message.chat.type != ChatType.PRIVATE:
        return
    name, count = await _want(message, context), None
    if name == "gap.wanted":
        place = message.chat_id, message.message_id
        context.memory.pressed[place] = (context.memory.pressed[place] or frozenset()) | {TELL}
        await take_pressed_away(message, context)
    await answer_press(query, phrase(name, context.language(update), count=count))


async def _want(message: Message, context: BotContext) -> str:
    """Keep the wish; gives the name of what to say of it."""
    asked = message.reply_to_message
    before = context.memory.answered[asked.chat_id, asked.message_id] if asked else None
    question = before.question if before else question_in(asked) if asked else ""
    if not question:
        return "press.ask_again"
    day = context.today()
    told = await context.core.ask(question, today=day)
    one = told.unanswered
    if one is None:
        return "gap.filled_already" if told.answer.statements else "press.ask_again"
    wanted = await context.kept.with_database(lambda database: Gaps(database).want(one, message.chat_id, day))
    return "gap.wanted" if wanted else "gap.too_many"
