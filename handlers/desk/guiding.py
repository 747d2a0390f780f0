"""The dialogue's messages: a question with its buttons, where an answer to it may be written, and the summary."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Message, ReplyParameters
from telegram.constants import ChatType
from telegram.error import BadRequest

from answering.answer import Phrase
from answering.drafting.dialogue import Here, Name, State
from answering.drafting.guide.prompt import BACK, Prompt, prompt
from answering.drafting.keeping import draft_from
from answering.wording import phrase
from db.drafts import Drafts, KeptDraft
from handlers.context import BotContext
from handlers.desk import buttons
from handlers.desk.doors import Pressed
from handlers.desk.drafts import shown as previewed
from handlers.desk.spots import Spot
from handlers.memory import MessageKey
from handlers.render import html
from handlers.render.buttons import LABEL
from handlers.render.digits import with_digits
from handlers.render.screen import Screen
from handlers.replying import reply

COMMAND = "add"
NEW = "new"  # carried by the button that begins another entry


@dataclass(frozen=True, slots=True)
class Led:
    """A draft that the dialogue leads, and where."""

    kept: KeptDraft
    spot: Spot


async def ask(led: Led, message: Message, language: str, context: BotContext, said: Phrase | None = None) -> None:
    """Ask in a new message, in reply to a person's; the buttons of the question before it go."""
    before = (led.spot.chat, led.spot.message)
    screens = await _screens(led, language, message.chat.type, context, said)
    for one in screens:
        sent = await reply(message, one, context)
    await _settle(led, (message.chat_id, sent), context)
    await _without_buttons(before, context)


async def ask_in_place(led: Led, pressed: Pressed, context: BotContext, said: Phrase | None = None) -> Screen:
    """What the message whose button was pressed shows now; the summary takes several messages below it."""
    chat = pressed.message.chat.type if pressed.message else ChatType.PRIVATE
    screens = await _screens(led, pressed.language, chat, context, said)
    if len(screens) == 1 and led.spot.step.name is not Name.SUMMARY:
        await _settle(led, pressed.place, context)
        return screens[0]
    sent = await send_below(pressed, screens, context)
    await _settle(led, (pressed.place[0], sent), context)
    return Screen(html.text(phrase("guide.summary", pressed.language)))


async def ask_below(led: Led, pressed: Pressed, context: BotContext) -> None:
    """Ask in a new message below an old one; the buttons of both the old one and the question before go."""
    chat = pressed.message.chat.type if pressed.message else ChatType.PRIVATE
    before = (led.spot.chat, led.spot.message)
    sent = await send_below(pressed, await _screens(led, pressed.language, chat, context, None), context)
    await _settle(led, (pressed.place[0], sent), context)
    for place in (before, pressed.place):
        await _without_buttons(place, context)


async def send_below(pressed: Pressed, screens: Sequence[Screen], context: BotContext) -> int:
    """Send messages below the one whose button was pressed; gives the last one's id."""
    sent = 0
    for one in screens:
        if pressed.message is not None:
            sent = await reply(pressed.message, one, context)
            continue
        chat, message = pressed.place
        words = with_digits(one, context.preferences.digits)
        made = await context.bot.send_message(
            chat, words.html, reply_markup=words.keyboard, reply_parameters=ReplyParameters(message)
        )
        sent = made.message_id
    return sent


def is_answer(message: Message, led: Led, context: BotContext) -> bool:
    """Whether a text where the dialogue is led is said to it: in a group only what replies to its question.

    In private all is, but what replies to a message of the bot that asks or answers something else.
    """
    replied = message.reply_to_message
    by_bot = replied is not None and replied.from_user is not None and replied.from_user.id == message.get_bot().id
    if replied is not None and by_bot:
        asked = replied.message_id == led.spot.message or _is_ours(replied, led.kept)
        if asked or message.chat.type != ChatType.PRIVATE:
            return asked
        return replied.reply_markup is None and context.memory.shown[message.chat_id, replied.message_id] is None
    return message.chat.type == ChatType.PRIVATE


def left(kept: KeptDraft, language: str) -> Screen:
    """That a draft is kept, and how it goes on."""
    number = str(kept.number)
    go_on = _button("guide.go_on", number, kept.person, language)
    words = phrase("guide.left", language, number=number)
    return Screen(html.text(words), InlineKeyboardMarkup([[go_on]]))


def offer(kept: KeptDraft, about: str, language: str) -> Screen:
    """The choice between a draft that was begun and another one."""
    rows = [
        [_button("guide.go_on", str(kept.number), kept.person, language)],
        [_button("guide.begin_another", NEW, kept.person, language)],
    ]
    words = phrase("guide.begun", language, number=str(kept.number), about=about)
    return Screen(html.text(words), InlineKeyboardMarkup(rows))


async def _screens(led: Led, language: str, chat: str, context: BotContext, said: Phrase | None) -> list[Screen]:
    """The messages that ask what is asked now."""
    state, today = State(draft_from(led.kept), led.spot.step), context.today()
    in_group = chat != ChatType.PRIVATE
    asked = await context.core.run(
        lambda timeline: prompt(Here(state, timeline, today, language), said, in_group=in_group)
    )
    if led.spot.step.name is not Name.SUMMARY:
        return [_screen(asked, led.kept)]
    *before, last = await previewed(led.kept, led.kept.person, language, context)
    rows = last.keyboard.inline_keyboard if last.keyboard else ()
    *amiss, way = asked.rows
    back = tuple(one for one in way if one.token == BACK)  # it is left by keeping it
    own = _keyboard(replace(asked, rows=(*amiss, back)), led.kept)
    return [*before, replace(last, keyboard=InlineKeyboardMarkup([*own[:-1], *rows, own[-1]]))]


def _screen(asked: Prompt, kept: KeptDraft) -> Screen:
    return Screen(html.whole(asked.message), InlineKeyboardMarkup(_keyboard(asked, kept)))


def _keyboard(asked: Prompt, kept: KeptDraft) -> list[list[InlineKeyboardButton]]:
    return [
        [InlineKeyboardButton(_short(one.label), callback_data=_carried(kept, asked.stamp, one.token)) for one in row]
        for row in asked.rows
    ]


def _button(name: str, carried: str, person: int, language: str) -> InlineKeyboardButton:
    return InlineKeyboardButton(phrase(name, language), callback_data=buttons.carry(COMMAND, person, carried))


def _carried(kept: KeptDraft, stamp: str, token: str) -> str:
    return buttons.carry(COMMAND, kept.person, f"{kept.number}.{stamp}.{token}")


def _short(label: str) -> str:
    return label if len(label) <= LABEL else label[: LABEL - 1].rstrip() + "…"


def _is_ours(message: Message, kept: KeptDraft) -> bool:
    """Whether a message has buttons of this draft's dialogue."""
    rows = message.reply_markup.inline_keyboard if message.reply_markup else ()
    read = (buttons.read_button(str(one.callback_data or "")) for row in rows for one in row)
    return any(
        one is not None and one.command == COMMAND and one.carried.partition(".")[0] == str(kept.number) for one in read
    )


async def _settle(led: Led, place: MessageKey, context: BotContext) -> None:
    """Keep where the question stands now."""
    spot = Spot(*place, led.spot.step)
    kept, now = led.kept, context.now()
    await context.kept.with_database(
        lambda database: Drafts(database).write(kept.number, kept.lines, at=now, step=spot.written())
    )


async def _without_buttons(place: MessageKey, context: BotContext) -> None:
    """Take the buttons of a message away, where it is still there."""
    chat, message = place
    if not message:
        return
    with suppress(BadRequest):  # it is gone, or has none any more
        no_text = {"parse_mode": None}  # the library would send its default for a text along
        await context.bot.edit_message_reply_markup(chat, message, api_kwargs=no_text)
    context.memory.showing.drop(lambda key: key == place)
