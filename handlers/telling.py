"""Telling chats of new entries that they follow: in order, each once, at their own hours.

What is told is written down before it is sent and after. Where the bot is killed in between, or Telegram's answer is
lost, nobody can know whether it came: Telegram knows no call again, and lets no bot read a chat. Of the two mistakes
that are left, a follower who is never told is the worse. So it is sent once more, and says that it may have come
before: a repeat never passes for news. Everything else, a refusal, a 429, a restart, leaves no such doubt.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from itertools import groupby
from zoneinfo import ZoneInfo

from sqlite_utils import Database
from telegram.error import BadRequest, Forbidden, TelegramError

from answering.answer import Phrase
from answering.reading import DEFAULT_LANGUAGE
from db.chats import KEPT_DAYS, AnswerKept, Chats, Pace, Preferences
from db.deliveries import Deliveries, Due
from db.drafts import Drafts
from db.gaps import Gaps
from db.imports import Imports
from db.requests import Requests
from handlers.context import BotContext
from handlers.core import Told
from handlers.once import ONCE, surely_not_done
from handlers.presses import OfEntry, OfShown, View
from handlers.render.digits import with_digits
from handlers.render.screen import Screen, screen

SINGLE = 3  # new entries, up to which each has a message of its own
MOST = 100  # entries in one message of several pages
AT_ONCE = 8  # chats that are told at the same time
WAITS = timedelta(days=7)  # for which a chat that can't be written to is tried again
AGAIN = timedelta(seconds=15)  # before what may have been told is sent again; twice as long each time
RAREST = timedelta(hours=6)
CONFIRMED_WITHIN = timedelta(days=7)  # after which what an editor asked for is no longer done by its button
_GONE = ("chat not found", "group is deactivated", "user is deactivated", "peer_id_invalid", "not a member")
_TOPIC_GONE = ("message thread not found", "topic_deleted")
_log = logging.getLogger(__name__)


async def tell_news(context: BotContext) -> None:
    """Share out what is new, and tell every chat what it is to be told by now."""
    now = context.now()
    if await context.kept.with_database(lambda database: Deliveries(database).waiting()):
        new = await context.kept.with_database(lambda database: Deliveries(database).share_out(now))
        _log.info("%s new entries", new)
    due = await context.kept.with_database(lambda database: Deliveries(database).due())
    turns = asyncio.Semaphore(AT_ONCE)

    async def tell(chat: int, its: Sequence[Due]) -> None:
        async with turns:
            await _tell_chat(chat, its, now, context)

    await asyncio.gather(*(tell(chat, list(its)) for chat, its in groupby(due, key=lambda one: one.chat)))


async def clean_up(context: BotContext) -> None:
    """Forget what is kept only for a while: answers to be corrected, news that can't be told, imports without a yes."""
    now = context.now()
    await context.kept.with_database(lambda database: Imports(database).clean(now.date()))
    await context.kept.with_database(lambda database: Gaps(database).clean(now.date()))
    await context.kept.write(lambda chats: chats.clean(now.date()))
    await context.kept.with_database(lambda database: Deliveries(database).give_up(now - WAITS))
    await context.kept.with_database(lambda database: Requests(database).clean(now - CONFIRMED_WITHIN))
    await context.kept.with_database(lambda database: Drafts(database).clean(now - timedelta(days=KEPT_DAYS)))


async def _tell_chat(chat: int, due: Sequence[Due], now: datetime, context: BotContext) -> None:
    preferences = await context.kept.read(lambda chats: chats.preferences(chat))
    if any(_is_too_soon(one, now) for one in due):
        return  # and nothing overtakes it
    ready = [one for one in due if _is_time(one, preferences, now, context.zone_of(preferences))]
    shut = set[int | None]()  # topics
    for batch in _batches(ready):
        if not context.application.running:
            return  # the bot is ending: what is not acknowledged is told when it runs again
        topic = batch[0].topic
        if topic in shut:
            continue
        try:
            await _tell(batch, preferences, context)
        except (Forbidden, BadRequest) as refusal:
            if is_gone(refusal):
                await context.kept.with_database(lambda database: Deliveries(database).drop(chat))
                return
            if topic is None:
                _log.warning("A chat can't be told its news: %s", refusal.message)
                return
            shut.add(topic)  # others of its topics may be open
            if any(word in refusal.message.lower() for word in _TOPIC_GONE):
                await context.kept.with_database(lambda database, topic=topic: Deliveries(database).drop(chat, topic))  # type: ignore[misc]
        except TelegramError as error:
            _log.warning("News are told later: %s", type(error).__name__)
            return


def _is_time(one: Due, preferences: Preferences, now: datetime, zone: ZoneInfo) -> bool:
    """Whether a chat is to be told now: a digest after the chat's hour, the rest outside its quiet hours."""
    local = now.astimezone(zone)
    if one.pace is Pace.DAILY:
        last = datetime.combine(local.date(), time(preferences.digest_hour), zone)
        if last > local:
            last = datetime.combine(local.date() - timedelta(days=1), time(preferences.digest_hour), zone)
        return one.since < last.astimezone(UTC)
    return not is_quiet(preferences, local)


def is_quiet(preferences: Preferences, local: datetime) -> bool:
    """Whether a chat wants nothing sent unasked at a moment in its own time zone."""
    return preferences.quiet is not None and preferences.quiet.holds(local.hour)


def is_gone(refusal: Forbidden | BadRequest) -> bool:
    """Whether a chat can't be written to any more: it has blocked the bot, put it out, or is not there."""
    return isinstance(refusal, Forbidden) or any(word in refusal.message.lower() for word in _GONE)


def _is_too_soon(one: Due, now: datetime) -> bool:
    """Whether it is not yet sent again: a Telegram that loses its answers is not sent a flood."""
    return one.begun is not None and now < one.begun + min(AGAIN * 2 ** min(one.tries - 1, 20), RAREST)


def _batches(ready: Sequence[Due]) -> Iterator[Sequence[Due]]:
    """What goes into one message each: few new entries one by one, a digest and many together."""
    for (_, pace, _), group in groupby(sorted(ready, key=_share), key=_share):
        its = list(group)
        size = 1 if pace is Pace.AT_ONCE and len(its) <= SINGLE else MOST
        yield from (its[start : start + size] for start in range(0, len(its), size))


def _share(one: Due) -> tuple[int, Pace, bool]:
    return one.topic or 0, one.pace, not one.tries  # what may have been told comes first, as it was


async def _tell(batch: Sequence[Due], preferences: Preferences, context: BotContext) -> None:
    """Send one message of new entries, and write down that it was sent. Raises TelegramError."""
    chat, topic = batch[0].chat, batch[0].topic
    language = preferences.language or DEFAULT_LANGUAGE
    head = Phrase.of("news.perhaps") if batch[0].tries else heading(len(batch))
    told = await context.core.entries([one.entry for one in batch], language, head)
    shown = tuple(event.id for event in told.answer.events)
    if not shown:  # all were taken back in the meantime
        await context.kept.with_database(lambda database: Deliveries(database).acknowledge(batch))
        return
    words = with_digits(_screen(told, context.bot.username), preferences.digits)
    begun = context.now()
    await context.kept.with_database(lambda database: Deliveries(database).begin(batch, begun))
    try:
        sent = await context.bot.send_message(
            chat, words.html, reply_markup=words.keyboard, message_thread_id=topic, rate_limit_args=ONCE
        )
    except TelegramError as error:
        if surely_not_done(error):
            await context.kept.with_database(lambda database: Deliveries(database).take_back(batch))
        raise

    def write_down(database: Database) -> None:
        with database.atomic():
            # A group that has moved takes what it is to be told along.
            Deliveries(database).acknowledge([replace(one, chat=sent.chat_id) for one in batch])
            Chats(database).keep_answer(AnswerKept(sent.chat_id, sent.message_id, shown), begun.date())

    await context.kept.with_database(write_down)


def heading(entries: int) -> Phrase:
    """The line over new entries."""
    return Phrase.of("news.one") if entries == 1 else Phrase.of("news.many", count=entries, number=entries)


def _screen(told: Told, bot: str) -> Screen:
    only = told.answer.events[0].id if len(told.answer.events) == 1 else None
    return screen(told, OfEntry(View.ENTRY, only) if only else OfShown(), bot=bot)
