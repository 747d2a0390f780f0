"""The buttons under an answer."""

from __future__ import annotations

from collections.abc import Iterable

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from answering.answer import Answer, NearestEntry, Reading
from answering.wording import phrase
from handlers.links import share
from handlers.presses import OTHERWISE, OfEntry, OfQuestion, Origin, Press, View, about_mistake

LABEL = 60  # characters of a label that a phone shows

Row = list[InlineKeyboardButton]


def keyboard(
    answer: Answer,
    origin: Origin,
    page: int,
    pages: int,
    bot: str | None = None,
    otherwise: Iterable[str] = (),
) -> InlineKeyboardMarkup | None:
    """The buttons under page `page` of `pages` of an answer; None where there are none.

    `bot` is the bot's user name, to which shared links lead; `otherwise` are the labels of other ways to mean the
    question.
    """
    rows = [
        *_choices(answer, origin),
        _turns(answer.language, origin, page, pages),
        _mends(otherwise, origin),
        _about(answer, origin),
        _beyond(answer, bot) if bot else [],
    ]
    kept = [row for row in rows if row]
    return InlineKeyboardMarkup(kept) if kept else None


def without(markup: InlineKeyboardMarkup | None, pressed: Iterable[str]) -> InlineKeyboardMarkup | None:
    """The buttons of a message without those that carry `pressed`."""
    gone = frozenset(pressed)
    rows = [[one for one in row if one.callback_data not in gone] for row in _rows(markup)]
    kept = [row for row in rows if row]
    return InlineKeyboardMarkup(kept) if kept else None


def button(label: str, press: Press) -> Row:
    """One button; none where Telegram could not carry what it asks for."""
    carried = press.data()
    short = label if len(label) <= LABEL else label[: LABEL - 1].rstrip() + "…"
    return [InlineKeyboardButton(short, callback_data=carried)] if carried else []


def _rows(markup: InlineKeyboardMarkup | None) -> Iterable[Iterable[InlineKeyboardButton]]:
    return markup.inline_keyboard if markup else ()


def _choices(answer: Answer, origin: Origin) -> list[Row]:
    """A row for each reading of the question and each nearest entry."""
    readings = origin.readings if isinstance(origin, OfQuestion) else ()
    rows = []
    for index, choice in enumerate(answer.choices):
        match choice:
            case Reading(question) if isinstance(origin, OfQuestion):
                rows.append(button(question, Press(OfQuestion((*readings, index)))))
            case NearestEntry(event):
                label = phrase("button.entry", answer.language, when=event.when, text=event.text)
                rows.append(button(label, Press(OfEntry(View.ENTRY, event.id))))
    return rows


def _mends(labels: Iterable[str], origin: Origin) -> Row:
    """The question meant otherwise, by one tap."""
    row: Row = []
    if isinstance(origin, OfQuestion):
        for index, label in enumerate(labels):
            row += button(label, Press(OfQuestion((*origin.readings, OTHERWISE + index))))
    return row


def _turns(language: str, origin: Origin, page: int, pages: int) -> Row:
    """Back and More."""
    row: Row = []
    if page > 1:
        row += button(phrase("button.back", language), Press(origin, page - 1))
    if page < pages:
        label = phrase("button.more", language, page=page + 1, pages=pages)
        row += button(label, Press(origin, page + 1))
    return row


def _about(answer: Answer, origin: Origin) -> Row:
    """All sources where one entry answers; what happened next after the last entry shown."""
    row: Row = []
    if not answer.events:
        return row
    shown = origin.view if isinstance(origin, OfEntry) else None
    if len(answer.events) == 1 and shown is not View.SOURCES:
        label = phrase("button.all_sources", answer.language)
        row += button(label, Press(OfEntry(View.SOURCES, answer.events[0].id)))
    label = phrase("button.next", answer.language)
    row += button(label, Press(OfEntry(View.NEXT, answer.events[-1].id)))
    return row


def _beyond(answer: Answer, bot: str) -> Row:
    """Sharing the entry that answers, and telling the editors of a mistake in it."""
    if len(answer.events) != 1:
        return []
    event = answer.events[0].id
    return [
        InlineKeyboardButton(phrase("button.share", answer.language), url=share(event, bot)),
        InlineKeyboardButton(phrase("button.mistake", answer.language), callback_data=about_mistake(event)),
    ]
