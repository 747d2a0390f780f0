"""Pressed buttons: an entry opens in a message of its own, a page or reading changes the message it is on."""

from __future__ import annotations

from telegram import CallbackQuery, Message, ReplyParameters, Update

from answering.answer import Reading
from answering.text import script_language
from answering.wording import phrase
from handlers import examples
from handlers.addressing import question_in
from handlers.asking import chat_key, remember
from handlers.context import BotContext
from handlers.core import Told
from handlers.manners import too_often
from handlers.memory import MessageKey
from handlers.presses import OTHERWISE, OfEntry, OfExample, OfQuestion, OfShown, Press, View, read_press
from handlers.render.digits import with_digits
from handlers.render.screen import NoSuchPage, screen
from handlers.replying import answer_press, edit, keep, take_pressed_away
from handlers.telling import heading


class QuestionGone(Exception):
    """The question that a button is about can't be read any more."""


async def press(update: Update, context: BotContext) -> None:
    """Do what a button asks for, and answer the press exactly once."""
    query = update.callback_query
    if query is None:
        return
    notice: str | None = None
    try:
        notice = too_often(query, update, context)
        if notice is None:
            await _follow(query, context.language(update), context)
    except (QuestionGone, NoSuchPage):
        notice = phrase("press.ask_again", context.language(update))
    finally:
        await answer_press(query, notice)


async def _follow(query: CallbackQuery, language: str, context: BotContext) -> None:
    """Show what the button asks for. Raises QuestionGone and NoSuchPage."""
    pressed = read_press(query.data or "")
    if pressed is None or query.message is None:
        raise QuestionGone
    place = query.message.chat.id, query.message.message_id
    match pressed.origin:
        case OfEntry() | OfExample() if pressed.page is None:
            await _open(query, pressed.origin, place, language, context)
        case OfEntry() | OfExample():
            told = await _about(pressed.origin, _language(query, language), context)
            await _turn(pressed, told, place, context)
        case OfShown():
            told = await _shown(place, _language(query, language), context)
            await _turn(pressed, told, place, context)
        case OfQuestion():
            told = await _asked_anew(query, pressed.origin, language, context)
            await _turn(pressed, told, place, context)
            if isinstance(query.message, Message):
                remember(chat_key(query.message), place[1], told.answer, context)
                await keep(place, told.answer, context)


async def _open(
    query: CallbackQuery, origin: OfEntry | OfExample, place: MessageKey, language: str, context: BotContext
) -> None:
    """Reply with what was asked for, once, and take the button away."""
    done = context.memory.pressed[place] or frozenset()
    if query.data is None or query.data in done:
        return
    told = await _about(origin, _language(query, language), context)
    shown = with_digits(screen(told, origin, bot=context.bot.username), context.preferences.digits)
    chat, message = place
    thread = chat_key(query.message)[1] if isinstance(query.message, Message) else None
    sent = await context.bot.send_message(
        chat,
        shown.html,
        reply_markup=shown.keyboard,
        reply_parameters=ReplyParameters(message),
        message_thread_id=thread,
    )
    context.memory.pressed[place] = done | {query.data}
    context.memory.showing[chat, sent.message_id] = hash(shown)
    remember((chat, thread), sent.message_id, told.answer, context)
    await keep((chat, sent.message_id), told.answer, context)
    if isinstance(query.message, Message):
        await take_pressed_away(query.message, context)


async def _turn(pressed: Press, told: Told, place: MessageKey, context: BotContext) -> None:
    """Show a page in the message that the button is on."""
    await edit(place, screen(told, pressed.origin, pressed.page or 1, bot=context.bot.username), context)


async def _about(origin: OfEntry | OfExample, language: str, context: BotContext) -> Told:
    """The answer about an entry, or to an example. Raises QuestionGone where there is no such example."""
    if isinstance(origin, OfExample):
        if not examples.is_one(origin):
            raise QuestionGone
        return await examples.answered(origin, context)
    match origin.view:
        case View.SOURCES:
            return await context.core.sources_of(origin.event, language)
        case View.NEXT:
            return await context.core.next_after(origin.event, language)
        case View.ENTRY:
            return await context.core.entry(origin.event, language)


async def _shown(place: MessageKey, language: str, context: BotContext) -> Told:
    """The new entries that a message tells of. Raises QuestionGone where that is no longer kept."""
    entries = await context.kept.read(lambda chats: chats.shown(*place))
    if not entries:
        raise QuestionGone
    return await context.core.entries(entries, language, heading(len(entries)))


async def _asked_anew(query: CallbackQuery, origin: OfQuestion, language: str, context: BotContext) -> Told:
    """The answer to the question that the message replies to, by the readings chosen. Raises QuestionGone."""
    message = query.message
    asked = message.reply_to_message if isinstance(message, Message) else None
    before = context.memory.answered[asked.chat_id, asked.message_id] if asked else None
    question = before.question if before else question_in(asked) if asked else ""
    if not question:
        raise QuestionGone
    previous = before.previous if before else None
    told = await context.core.ask(question, today=context.today(), language=language, previous=previous)
    for index in origin.readings:
        if index >= OTHERWISE:
            if index - OTHERWISE >= len(told.otherwise):
                raise QuestionGone
            mended = told.otherwise[index - OTHERWISE].question
            told = await context.core.ask(mended, today=context.today(), previous=previous)
            continue
        choices = told.answer.choices
        choice = choices[index] if index < len(choices) else None
        if not isinstance(choice, Reading):
            raise QuestionGone
        told = await context.core.ask(choice.question, today=context.today())
    return told


def _language(query: CallbackQuery, otherwise: str) -> str:
    """The language of the message that the button is on."""
    if isinstance(query.message, Message) and query.message.text:
        return script_language(query.message.text) or "en"
    return otherwise
