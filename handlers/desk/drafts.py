"""Drafts as messages: the entry as readers will see it in both languages, what is to be looked at, and the buttons.

!publish:PERSON:12     publish draft 12, b12: send it back to who wrote it
!drafts:PERSON:k12     keep draft 12 and leave it, w12: let a second person publish it, x12: throw it away
!add:PERSON:12f        change a field of draft 12 in the dialogue
!edit:PERSON:12        show the form of draft 12 to change it
!addsource:PERSON:12.ID   add only the sources of draft 12 to an entry
"""

from __future__ import annotations

from collections.abc import Sequence

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Message, ReplyParameters

from answering.answer import Phrase
from answering.drafting.draft import Draft
from answering.drafting.keeping import draft_from, kept_lines, settled
from answering.drafting.looking import Look, look
from answering.wording import phrase
from db.drafts import Drafts, DraftState, KeptDraft
from handlers.context import BotContext
from handlers.desk import buttons
from handlers.desk.confirming import person_of
from handlers.desk.doors import Pressed
from handlers.presses import OfEntry, View
from handlers.presses import Press as ReadersPress
from handlers.render import html
from handlers.render.digits import with_digits
from handlers.render.screen import Screen
from handlers.replying import reply

_Row = list[InlineKeyboardButton]


async def keep(draft: Draft, person: int, context: BotContext) -> KeptDraft:
    """Keep a new draft of a person's."""
    lines, now = kept_lines(settled(draft, context.today())), context.now()
    return await context.kept.with_database(
        lambda database: Drafts(database).keep(person, lines, at=now, entry=draft.entry, based_on=draft.based_on)
    )


async def rewrite(number: int, draft: Draft, context: BotContext) -> KeptDraft | None:
    """Replace what a kept draft says; None where it is done or gone."""
    lines, now = kept_lines(settled(draft, context.today())), context.now()
    return await context.kept.with_database(
        lambda database: Drafts(database).write(number, lines, at=now, based_on=draft.based_on)
    )


async def own(number: int, person: int, context: BotContext) -> KeptDraft | None:
    """A person's draft that is not done; None where there is no such."""
    kept = await context.kept.read_database(lambda database: Drafts(database).draft(number))
    return kept if kept and kept.person == person and kept.state is not DraftState.DONE else None


async def shown(
    kept: KeptDraft, person: int, language: str, context: BotContext, unread: Sequence[Phrase] = ()
) -> list[Screen]:
    """A draft as it is shown to a person, the message with the buttons last.

    `unread` is what could not be read of what was sent: then there is nothing to publish yet.
    """
    today = context.today()
    seen = await context.core.run(
        lambda timeline: look(
            draft_from(kept),
            timeline,
            number=kept.number,
            today=today,
            language=language,
            unread=unread,
            own=kept.person == person,
        )
    )
    if seen.event is None:
        own_row = [_keep(kept, person, language), _throw_away(kept, person, language)]
        rows = [[_change_field(kept, person, language)], own_row] if kept.person == person else []
    else:
        rows = _rows(kept, seen, person, language, context)
    return [
        *(Screen(html.whole(one)) for one in seen.shown),
        Screen(html.whole(seen.said), InlineKeyboardMarkup(rows)),
    ]


async def reply_all(message: Message, screens: Sequence[Screen], context: BotContext) -> Screen:
    """Reply with all messages but the last, which is given back for the door to reply with."""
    for one in screens[:-1]:
        await reply(message, one, context)
    return screens[-1]


async def send_all(pressed: Pressed, screens: Sequence[Screen], context: BotContext) -> None:
    """Send messages below the one whose button was pressed."""
    for one in screens:
        if pressed.message is not None:
            await reply(pressed.message, one, context)
            continue
        chat, message = pressed.place
        words = with_digits(one, context.preferences.digits)
        await context.bot.send_message(
            chat, words.html, reply_markup=words.keyboard, reply_parameters=ReplyParameters(message)
        )


async def begun(
    draft: Draft,
    unread: Sequence[Phrase],
    message: Message,
    language: str,
    context: BotContext,
    *,
    person: int | None = None,
) -> Screen:
    """Keep a draft that somebody sent, and reply with it; `person` is whose it is where another wrote the message."""
    person = person_of(message) if person is None else person
    kept = await keep(draft, person, context)
    return await reply_all(message, await shown(kept, person, language, context, unread), context)


def _rows(kept: KeptDraft, seen: Look, person: int, language: str, context: BotContext) -> list[_Row]:
    number = kept.number
    if kept.person != person:
        row = [_button("button.publish", "publish", person, str(number), language)]
        return [row, [_button("button.send_back", "publish", person, f"b{number}", language)]]
    publish = (
        _button("button.submit", "drafts", person, f"w{number}", language)
        if context.desk.review
        else _button("button.publish", "publish", person, str(number), language)
    )
    change = _button("button.change_draft", "edit", person, str(number), language)
    away = _throw_away(kept, person, language)
    is_open = kept.state is DraftState.OPEN
    field, keep = _change_field(kept, person, language), _keep(kept, person, language)
    rows = [[publish], [field, change], [keep, away]] if is_open else [[change, away]]
    for id in seen.alike:
        rows += _similar(kept, id, person, language)
    return rows


def _similar(kept: KeptDraft, id: str, person: int, language: str) -> list[_Row]:
    """Buttons that open an entry and that add the draft's sources to it, as far as Telegram carries their data."""
    rows: list[_Row] = []
    if opens := ReadersPress(OfEntry(View.ENTRY, id)).data():
        rows.append([InlineKeyboardButton(phrase("button.open_similar", language, id=id), callback_data=opens)])
    carried = f"{kept.number}.{buttons.entry(id)}"
    if kept.entry is None and len(carried.encode()) <= buttons.room("addsource", person):
        label = phrase("button.source_there", language, id=id)
        rows.append([InlineKeyboardButton(label, callback_data=buttons.carry("addsource", person, carried))])
    return rows


def _change_field(kept: KeptDraft, person: int, language: str) -> InlineKeyboardButton:
    """Opens the dialogue at what can be changed."""
    return _button("guide.change_field", "add", person, f"{kept.number}f", language)


def _keep(kept: KeptDraft, person: int, language: str) -> InlineKeyboardButton:
    return _button("button.keep_draft", "drafts", person, f"k{kept.number}", language)


def _throw_away(kept: KeptDraft, person: int, language: str) -> InlineKeyboardButton:
    return _button("button.throw_away", "drafts", person, f"x{kept.number}", language)


def _button(name: str, command: str, person: int, carried: str, language: str) -> InlineKeyboardButton:
    return InlineKeyboardButton(phrase(name, language), callback_data=buttons.carry(command, person, carried))
