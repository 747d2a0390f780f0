"""Questions, wherever one is put to the bot; an edited question edits its answer."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from telegram import Message, Update
from telegram.constants import ChatType

from answering.answer import Answer, Status
from answering.wording import phrase
from handlers import unanswered
from handlers.addressing import addressed
from handlers.context import BotContext
from handlers.core import Told
from handlers.manners import has_its_turn, may_ask, worth_saying
from handlers.memory import Answered, ChatKey
from handlers.presses import OfQuestion
from handlers.render import html
from handlers.render.screen import Screen, screen
from handlers.replying import edit, keep, reply

LONGEST_QUESTION = 1000  # characters; what is longer is a text, not a question
_LATE = timedelta(minutes=15)  # an older message that was edited is not answered if it never was


async def ask(update: Update, context: BotContext) -> None:
    """Answer what a message says to the bot, or mend the answer where the question was edited."""
    message = update.effective_message
    said = addressed(message) if message else None
    if message is None or said is None:
        return
    question = said.question
    before = context.memory.answered[message.chat_id, message.message_id]
    edited = update.edited_message or update.edited_channel_post
    if edited and (before.question == question if before else _late(message)):
        return  # Telegram reports an edit for the preview of a link too
    if not await may_ask(message, context):
        return
    previous = before.previous if before else _subject_of(message, context)
    shown, told = await _answer(question, previous, context.language(update), message, context)
    answer = told.answer if told else None
    if answer is not None and not await worth_saying(said, answer, context):
        return
    if before is None and not await has_its_turn(message, update, context):
        return
    if before is None or not await edit((message.chat_id, before.reply), shown, context):
        before = Answered(question, await reply(message, shown, context), previous)
    context.memory.answered[message.chat_id, message.message_id] = replace(before, question=question)
    if told is not None:
        remember(chat_key(message), before.reply, told.answer, context)
        await keep((message.chat_id, before.reply), told.answer, context)
        await unanswered.note(told, context)


def chat_key(message: Message) -> ChatKey:
    """The chat of a message, and the topic in it."""
    return message.chat_id, message.message_thread_id if message.is_topic_message else None


def remember(place: ChatKey, message: int, answer: Answer, context: BotContext) -> None:
    """Keep in mind that the bot's `message` in a chat shows `answer`, and that it is the subject there."""
    context.memory.shown[place[0], message] = answer
    if answer.status is not Status.NOT_A_QUESTION:  # thanks in between don't end what is spoken of
        context.memory.subject[place] = answer


async def _answer(
    question: str, previous: Answer | None, language: str, message: Message, context: BotContext
) -> tuple[Screen, Told | None]:
    """What to show, and the answer that it shows; none where there was nothing to look for."""
    if not question or len(question) > LONGEST_QUESTION:
        name = "ask.too_long" if question else "ask.usage"
        return Screen(html.text(phrase(name, language, most=LONGEST_QUESTION))), None
    told = await context.core.ask(question, today=context.today(), language=language, previous=previous)
    shown = screen(told, OfQuestion(), bot=context.bot.username)
    return unanswered.with_offer(shown, told) if message.chat.type == ChatType.PRIVATE else shown, told


def _subject_of(message: Message, context: BotContext) -> Answer | None:
    """The answer that a question may follow up: the one that it replies to, else the newest in its chat."""
    replied = message.reply_to_message
    answer = context.memory.shown[message.chat_id, replied.message_id] if replied else None
    return answer or context.memory.subject[chat_key(message)]


def _late(edited: Message) -> bool:
    return edited.edit_date is None or edited.edit_date - edited.date > _LATE
