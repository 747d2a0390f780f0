"""/mistakes: what readers reported, an entry a page.

!mistakes:PERSON:p2    the second entry
!mistakes:PERSON:s17   show the entry that report 17 is about
!mistakes:PERSON:d17   report 17 and those on its entry before it are dealt with
"""

from __future__ import annotations

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Message, ReplyParameters

from answering.answer import Phrase
from db.mistakes import MistakenEntry, close_mistakes, entry_of_mistake, mistaken_entry
from handlers.context import BotContext
from handlers.desk.buttons import carry
from handlers.desk.doors import Pressed, Said, language_of, open_to, press_of
from handlers.desk.turning import turns
from handlers.presses import OfEntry, View
from handlers.render import html
from handlers.render.digits import with_digits
from handlers.render.screen import Screen, screen
from handlers.replying import keep

_ROOM = 3300  # UTF-16 units for the words of readers


@open_to("mistakes")
async def show(message: Message, context: BotContext) -> Said:
    """Show the entry that was reported first."""
    person = message.from_user.id if message.from_user else 0
    return await _page(1, person, language_of(message.from_user, context), context)


@press_of("mistakes")
async def press(pressed: Pressed, context: BotContext) -> Said:
    """Turn to another entry, show this one, or mark what was reported of it as dealt with."""
    what, number = pressed.carried[:1], int(pressed.carried[1:])
    if what == "s":
        return await _show_entry(number, pressed, context)
    page = number
    if what == "d":
        await context.kept.with_database(lambda database: close_mistakes(database, number))
        page = 1
    return await _page(page, pressed.person, pressed.language, context)


async def _page(page: int, person: int, language: str, context: BotContext) -> Screen:
    found = await context.kept.read_database(lambda database: mistaken_entry(database, page))
    if found is None:
        (words,) = await context.core.say(language, Phrase.of("mistakes.none"))
        return Screen(html.text(words))
    page = min(max(page, 1), found.of)
    told = await context.core.entry(found.entry, language)
    event = next(iter(told.answer.events), None)
    about = (
        Phrase.of("mistakes.entry", when=event.when, text=event.text) if event else Phrase.of("mistakes.entry_is_gone")
    )
    count = len(found.reports)
    head, title, shows, done = await context.core.say(
        language,
        Phrase.of("mistakes.title", count=count, number=count, page=page, of=found.of),
        about,
        Phrase.of("button.mistake_entry"),
        Phrase.of("button.mistake_done"),
    )
    lines, told_of = await _told(found, language, context)
    words = "\n".join([head, "", title, found.entry, "", *lines])
    newest = found.reports[told_of - 1].number  # what is not told of yet is not dealt with

    def button(label: str, carried: str) -> InlineKeyboardButton:
        return InlineKeyboardButton(label, callback_data=carry("mistakes", person, carried))

    rows = [
        [*([button(shows, f"s{newest}")] if event else []), button(done, f"d{newest}")],
        turns("mistakes", person, page, found.of, language),
    ]
    return Screen(html.text(words), InlineKeyboardMarkup([row for row in rows if row]))


async def _told(found: MistakenEntry, language: str, context: BotContext) -> tuple[list[str], int]:
    """A line for each report, as many as there is room for, and how many reports they tell of."""
    said = await context.core.say(
        language,
        *(
            Phrase.of("mistakes.words" if one.text else "mistakes.no_words", day=one.day, words=one.text)
            for one in found.reports
        ),
    )
    lines: list[str] = []
    room = _ROOM
    for line in said:
        room -= len(line.encode("utf-16-le")) // 2
        if lines and room < 0:
            break
        lines.append(line)
    shown = len(lines)
    if left := len(said) - shown:
        lines += await context.core.say(language, Phrase.of("mistakes.more", count=left, number=left))
    return lines, shown


async def _show_entry(number: int, pressed: Pressed, context: BotContext) -> Said:
    """Send the entry as readers see it."""
    entry = await context.kept.read_database(lambda database: entry_of_mistake(database, number))
    told = await context.core.entry(entry or "", pressed.language)
    if not told.answer.events:
        (gone,) = await context.core.say(pressed.language, Phrase.of("mistakes.entry_is_gone"))
        return gone
    shown = with_digits(screen(told, OfEntry(View.ENTRY, told.answer.events[0].id)), context.preferences.digits)
    chat, message = pressed.place
    sent = await context.bot.send_message(
        chat, shown.html, reply_markup=shown.keyboard, reply_parameters=ReplyParameters(message)
    )
    await keep((chat, sent.message_id), told.answer, context)
    return None
