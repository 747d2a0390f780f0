"""/gaps: what was asked and could not be answered, the most asked first, and nobody's name.

!gaps:PERSON:p2      the second page
!gaps:PERSON:x17.2   gap 17 is dismissed, on the second page
!gaps:PERSON:d17     begin the draft of an entry that fills gap 17
"""

from __future__ import annotations

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Message

from answering.answer import Phrase
from answering.drafting.of_question import draft_of_question
from answering.wording import phrase
from db.gaps import Gap, Gaps
from handlers.context import BotContext
from handlers.desk import doors, drafts
from handlers.desk.buttons import carry
from handlers.desk.doors import Pressed, Said, language_of, open_to, press_of
from handlers.desk.rights import COMMANDS
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
    """Turn to another page, take a gap off the list, or begin an entry that fills it."""
    what, (number, _, page) = pressed.carried[:1], pressed.carried[1:].partition(".")
    if what == "d":
        return await _begin(int(number), pressed, context)
    if what == "x":
        await context.kept.with_database(lambda database: Gaps(database).dismiss(int(number)))
    return await _page(int(page or number), pressed.person, pressed.language, context)


async def _begin(number: int, pressed: Pressed, context: BotContext) -> Said:
    """Keep a draft of what the question says, and show it below the list."""
    gap = await context.kept.read_database(lambda database: Gaps(database).gap(number))
    if gap is None or not await _may_add(pressed.person, context):
        return phrase("gaps.gone", pressed.language)
    draft = await context.core.run(lambda timeline: draft_of_question(gap.text, gap.last, timeline, pressed.language))
    kept = await drafts.keep(draft, pressed.person, context)
    await drafts.send_all(pressed, await drafts.shown(kept, pressed.person, pressed.language, context), context)
    return None


async def _may_add(person: int, context: BotContext) -> bool:
    return await doors.role(person, context) in COMMANDS["add"]


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
    adds = await _may_add(person, context)
    rows = [_buttons(gap, first + place, page, person, adds, language) for place, gap in enumerate(gaps)]
    turning = turns("gaps", person, page, pages, language)
    return Screen(
        html.text("\n\n".join([title, *lines])), InlineKeyboardMarkup([*rows, *([turning] if turning else [])])
    )


def _line(gap: Gap, place: int) -> Phrase:
    name = "gaps.line_wanted" if gap.wanted else "gaps.line"
    return Phrase.of(name, place=str(place), words=gap.text, times=gap.count, day=gap.last, wanted=gap.wanted)


def _buttons(gap: Gap, place: int, page: int, person: int, adds: bool, language: str) -> list[InlineKeyboardButton]:
    """What can be done about a gap; an entry is begun by who may add one."""
    begin = InlineKeyboardButton(
        phrase("button.start_entry", language, place=str(place)), callback_data=carry("gaps", person, f"d{gap.number}")
    )
    dismiss = InlineKeyboardButton(f"✕ {place}", callback_data=carry("gaps", person, f"x{gap.number}.{page}"))
    return [begin, dismiss] if adds else [dismiss]
