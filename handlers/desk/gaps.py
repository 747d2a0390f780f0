"""/gaps: what was asked and could not be answered, the most asked first, and nobody's name.

!gaps:PERSON:p2      the second page
!gaps:PERSON:x17.2   gap 17 is dismissed, on the second page
"""

from __future__ import annotations

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Message

from answering.answer import Phrase
from db.gaps import Gap, Gaps
from handlers.context import BotContext
from handlers.desk.buttons import carry
from handlers.desk.doors import Pressed, Said, language_of, open_to, press_of
from handlers.desk.turning import turns
from handlers.render import html
from handlers.render.screen import Screen

PAGE = 6  # gaps


@open_to("gaps")
async def show(message: Message, context: BotContext) -> Said:
    """Show the first page."""
    person = message.from_user.id if message.from_user else 0
    return await _page(1, person, language_of(message.from_user, context), context)


@press_of("gaps")
async def press(pressed: Pressed, context: BotContext) -> Said:
    """Turn to another page, or take a gap off the list."""
    what, (number, _, page) = pressed.carried[:1], pressed.carried[1:].partition(".")
    if what == "x":
        await context.kept.with_database(lambda database: Gaps(database).dismiss(int(number)))
    return await _page(int(page or number), pressed.person, pressed.language, context)


async def _page(page: int, person: int, language: str, context: BotContext) -> Screen:
    gaps, count = await context.kept.read_database(lambda database: Gaps(database).page(page, PAGE))
    pages = -(-count // PAGE)
    if not gaps and page > 1 and count:
        return await _page(pages, person, language, context)
    if not gaps:
        (words,) = await context.core.say(language, Phrase.of("gaps.none"))
        return Screen(html.text(words))
    first = (page - 1) * PAGE + 1
    title, *lines = await context.core.say(
        language,
        Phrase.of("gaps.title", count=count, number=count, page=page, of=pages),
        *(_line(gap, first + place) for place, gap in enumerate(gaps)),
    )
    rows = [_buttons(gap, first + place, page, person) for place, gap in enumerate(gaps)]
    turning = turns("gaps", person, page, pages, language)
    return Screen(
        html.text("\n\n".join([title, *lines])), InlineKeyboardMarkup([*rows, *([turning] if turning else [])])
    )


def _line(gap: Gap, place: int) -> Phrase:
    name = "gaps.line_wanted" if gap.wanted else "gaps.line"
    return Phrase.of(name, place=str(place), words=gap.text, times=gap.count, day=gap.last, wanted=gap.wanted)


def _buttons(gap: Gap, place: int, page: int, person: int) -> list[InlineKeyboardButton]:
    """What can be done about a gap."""
    return [InlineKeyboardButton(f"✕ {place}", callback_data=carry("gaps", person, f"x{gap.number}.{page}"))]
