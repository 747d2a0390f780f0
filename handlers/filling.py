"""Gaps that are filled: looked for when the timeline has changed, and told to who asked to be told, once each."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import replace

from telegram.error import BadRequest, Forbidden, TelegramError

from answering import ask
from answering.answer import Status
from answering.message import Block, BlockKind, Run
from answering.wording import phrase
from db.chats import AnswerKept, Preferences
from db.gaps import Asker, Gap, Gaps
from db.timeline import Timeline
from handlers.context import BotContext
from handlers.core import Told
from handlers.once import ONCE, surely_not_done
from handlers.presses import OfEntry, OfShown, View
from handlers.render.digits import with_digits
from handlers.render.screen import Screen, screen
from handlers.telling import is_gone, is_quiet

_SLICE = 10  # gaps that are asked again in one go, so that nobody waits long for an answer
_MOST_TRIES = 3  # of what may have been told, without our knowing

_log = logging.getLogger(__name__)


async def fill_gaps(context: BotContext) -> None:
    """Look which gaps the timeline answers now, if it has changed; then tell who is to be told."""
    version = await context.core.version()
    if version not in context.memory.looked_at:
        for number in await _filled(context):
            await context.kept.with_database(lambda database, number=number: Gaps(database).fill(number))  # type: ignore[misc]
        context.memory.looked_at.clear()
        context.memory.looked_at.add(version)
    for asker in await context.kept.read_database(lambda database: Gaps(database).to_tell()):
        if not context.application.running:
            return
        await _tell(asker, context)


async def _filled(context: BotContext) -> list[int]:
    """The numbers of the gaps that the timeline answers now."""
    gaps = await context.kept.read_database(lambda database: Gaps(database).unfilled())
    filled: list[int] = []
    for first in range(0, len(gaps), _SLICE):
        if not context.application.running:
            break
        some = gaps[first : first + _SLICE]
        filled += await context.core.run(lambda timeline, some=some: _answered(some, timeline))  # type: ignore[misc]
    return filled


def _answered(gaps: Sequence[Gap], timeline: Timeline) -> list[int]:
    return [
        gap.number
        for gap in gaps
        if ask.answer(gap.text, timeline, today=gap.last, language=gap.language).status is Status.ANSWERED
    ]


async def _tell(asker: Asker, context: BotContext) -> None:
    """Tell a chat what it asked to be told, if it is the time for it."""
    preferences = await context.kept.read(lambda chats: chats.preferences(asker.chat))
    if is_quiet(preferences, context.now().astimezone(context.zone_of(preferences))):
        return
    told = await context.core.ask(asker.gap.text, today=asker.gap.last)
    if told.answer.status is not Status.ANSWERED:
        await context.kept.with_database(lambda database: Gaps(database).reopen(asker.gap.number))
        return
    if asker.tries >= _MOST_TRIES:
        await context.kept.with_database(lambda database: Gaps(database).told(asker))
        return
    shown = _screen(told, asker, preferences, context)
    await context.kept.with_database(lambda database: Gaps(database).begin(asker))
    try:
        sent = await context.bot.send_message(asker.chat, shown.html, reply_markup=shown.keyboard, rate_limit_args=ONCE)
    except (Forbidden, BadRequest) as refusal:
        if is_gone(refusal):
            await context.kept.with_database(lambda database: Gaps(database).drop(asker.chat))
            return
        _log.warning("A chat can't be told of a filled gap: %s", refusal.message)
        return  # its tries count: it is given up after some
    except TelegramError as error:
        if surely_not_done(error):
            await context.kept.with_database(lambda database: Gaps(database).take_back(asker))
        _log.warning("A filled gap is told later: %s", type(error).__name__)
        return
    await context.kept.with_database(lambda database: Gaps(database).told(asker))
    kept = AnswerKept(sent.chat_id, sent.message_id, tuple(event.id for event in told.answer.events))
    await context.kept.write(lambda chats: chats.keep_answer(kept, context.now().date()))


def _screen(told: Told, asker: Asker, preferences: Preferences, context: BotContext) -> Screen:
    """The answer under what it is the answer to; where it has several entries, as much as one message holds."""
    language = told.answer.language
    name = "gap.perhaps_told" if asker.tries else "gap.told"
    heading = Block(BlockKind.NOTE, ((Run(phrase(name, language, words=asker.gap.text)),),))
    first, *rest = told.messages
    whole = replace(told, messages=(replace(first, blocks=(heading, *first.blocks)), *rest), otherwise=())
    events = told.answer.events
    origin = OfEntry(View.ENTRY, events[0].id) if len(events) == 1 else OfShown()
    return with_digits(screen(whole, origin, bot=context.bot.username), preferences.digits)
