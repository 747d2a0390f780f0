"""Browsing: /timeline, /today, /sources, and links that open an entry.

t:2             the second page of the /timeline message that this one replies to
d:2026-11-27:2  the second page of what is recorded for that day of the year before 2026
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Message, Update

from answering import wording
from answering.answer import YearlyDay
from answering.message import Message as Worded
from answering.text import script_language, shortened
from answering.wishes import browsing
from answering.wishes.browsing import Browsed
from answering.wording import phrase
from db.listing import common_tags, kinds_of_sources
from db.model import Status
from db.timeline import Timeline
from handlers.addressing import after_command
from handlers.asking import chat_key, remember
from handlers.context import BotContext
from handlers.links import event_in
from handlers.presses import OfEntry, Press, View
from handlers.pressing import Pressed, press_like
from handlers.render import html
from handlers.render.screen import Screen, screen
from handlers.replying import edit, keep, reply

PRESS = re.compile(r"t:(?P<page>\d{1,5})|d:(?P<day>\d{4}-\d\d-\d\d):(?P<day_page>\d{1,5})")
_TAGS = 8  # offered as examples
_EVERY_TAG = 1000
_PAGE = 4000  # UTF-16 units


@dataclass(frozen=True, slots=True)
class _Shown:
    """A page of entries, worded."""

    browsed: Browsed
    message: Worded


async def show_timeline(update: Update, context: BotContext) -> None:
    """Show the first page of the entries that a message names, or say what can be named."""
    message = update.effective_message
    if message is None:
        return
    text = after_command(message)
    language = (script_language(text) if text else None) or context.language(update)
    if not text:
        await reply(message, Screen(html.text(await _usage(language, context))), context)
        return
    shown = await _listed(text, language, 1, context)
    if shown.browsed.unread:
        words = phrase("timeline.unread", language, words=shortened(" ".join(shown.browsed.unread)))
        await reply(message, Screen(html.text(words)), context)
    elif not shown.browsed.pages:
        await reply(message, Screen(html.text(phrase("timeline.none", language, words=shortened(text)))), context)
    else:
        await _send(message, shown, "t:{page}", context)


async def _usage(language: str, context: BotContext) -> str:
    """What /timeline takes, with tags as examples that are in the reader's script: a tag has one spelling."""
    tags = await context.core.run(lambda timeline: common_tags(timeline, _EVERY_TAG))
    usage = phrase("timeline.usage", language)
    own = [tag for tag in tags if script_language(tag) == script_language(usage)][:_TAGS]
    return f"{usage}\n\n{phrase('timeline.tags', language, tags=tuple(own))}" if own else usage


async def today(update: Update, context: BotContext) -> None:
    """Show what is recorded for this day in earlier years."""
    message = update.effective_message
    if message is None:
        return
    day, language = context.today(), context.language(update)
    shown = await _on(day, language, 1, context)
    if shown.browsed.pages:
        await _send(message, shown, f"d:{day.isoformat()}:{{page}}", context)
    else:
        await reply(message, Screen(html.text(phrase("today.none", language, day=YearlyDay(day)))), context)


@press_like(PRESS)
async def press(pressed: Pressed, update: Update, context: BotContext) -> str | None:
    """Turn to another page; where what was asked for is gone, ask for it again."""
    message, found, asked = pressed.message, pressed.found, pressed.message.reply_to_message
    language = script_language(message.text or "") or "en"
    text = after_command(asked) if asked else ""
    if found["day"]:
        day = date.fromisoformat(found["day"])
        shown, carried = await _on(day, language, int(found["day_page"]), context), f"d:{found['day']}:{{page}}"
    elif text:
        shown, carried = await _listed(text, language, int(found["page"]), context), "t:{page}"
    else:
        return context.say(update, "press.ask_again")
    if not shown.browsed.answer.events:
        return context.say(update, "press.ask_again")
    place = message.chat_id, message.message_id
    await edit(place, _screen(shown, carried), context)
    await keep(place, shown.browsed.answer, context)
    return None


async def sources(update: Update, context: BotContext) -> None:
    """Say what kinds of sources the record has, and how well the entries stand that cite them."""
    message = update.effective_message
    if message is None:
        return
    language = context.language(update)
    kinds = await context.core.run(kinds_of_sources)
    lines = [phrase("sources.title", language)]
    for one in kinds:
        lines.append("")
        label = phrase(f"source_kind.{one.kind}", language)
        lines.append(label if not label.startswith("source_kind.") else one.kind)
        outlets = phrase("standing.outlets", language, count=one.outlets, number=one.outlets)
        lines.append(phrase("sources.pages", language, count=one.sources, number=one.sources, outlets=outlets))
        stands = [
            phrase(f"sources.{status}", language, number=one.stands[status])
            for status in Status
            if status in one.stands
        ]
        lines.append(phrase("sources.stand", language, entries=one.entries, stands=tuple(stands)))
    lines += ["", phrase("sources.note", language)]
    await reply(message, Screen(html.text("\n".join(lines))), context)


async def open_entry(update: Update, context: BotContext) -> None:
    """Show the entry that a link names."""
    message = update.effective_message
    event = event_in((message and message.text) or "")
    if message is None or event is None:
        return
    language = context.language(update)
    told = await context.core.entry(event, language)
    if not told.answer.events:
        await reply(message, Screen(html.text(phrase("entry.gone", language))), context)
        return
    origin = OfEntry(View.ENTRY, told.answer.events[0].id)
    sent = await reply(message, screen(told, origin, bot=context.bot.username), context)
    remember(chat_key(message), sent, told.answer, context)
    await keep((message.chat_id, sent), told.answer, context)


async def _listed(text: str, language: str, page: int, context: BotContext) -> _Shown:
    day = context.today()
    return await _worded(
        lambda timeline: browsing.entries_of(text, timeline, today=day, language=language, page=page), context
    )


async def _on(day: date, language: str, page: int, context: BotContext) -> _Shown:
    return await _worded(lambda timeline: browsing.this_day(timeline, today=day, language=language, page=page), context)


async def _worded(browse: Callable[[Timeline], Browsed], context: BotContext) -> _Shown:
    def work(timeline: Timeline) -> _Shown:
        browsed = browse(timeline)
        return _Shown(browsed, wording.word(browsed.answer, timeline.directory))

    return await context.core.run(work)


async def _send(message: Message, shown: _Shown, carried: str, context: BotContext) -> None:
    sent = await reply(message, _screen(shown, carried), context)
    await keep((message.chat_id, sent), shown.browsed.answer, context)


def _screen(shown: _Shown, carried: str) -> Screen:
    """A page of entries, with a button for each and those that turn the page.

    What does not fit one message is behind the entries' own buttons.
    """
    browsed, language = shown.browsed, shown.message.language
    opens = [
        InlineKeyboardButton(str(number), callback_data=Press(OfEntry(View.ENTRY, event.id)).data())
        for number, event in enumerate(browsed.answer.events, 1)
    ]
    turns = []
    if browsed.page > 1:
        turns.append(_turn(phrase("button.back", language), carried, browsed.page - 1))
    if browsed.page < browsed.pages:
        label = phrase("button.more", language, page=browsed.page + 1, pages=browsed.pages)
        turns.append(_turn(label, carried, browsed.page + 1))
    rows = [row for row in (opens, turns) if row]
    return Screen(html.pages(shown.message, screen=_PAGE)[0], InlineKeyboardMarkup(rows))


def _turn(label: str, carried: str, page: int) -> InlineKeyboardButton:
    return InlineKeyboardButton(label, callback_data=carried.format(page=page))
