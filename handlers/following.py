"""Following: /follow, /unfollow and /following, and the buttons under them.

f:a:p:ID  follow a place as published; a: at once, d: daily; e, p, a, k: everything, a place, an actor, a kind
u:p:ID    no longer follow it; u:* nothing any more
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Message, Update

from answering.answer import Phrase
from answering.text import script_language, shortened
from answering.wishes.topics import Topic
from db.chats import Follow, Pace, Subject
from db.model import Kind
from handlers.addressing import after_command
from handlers.context import BotContext
from handlers.manners import is_run_by
from handlers.pressing import Pressed, press_like
from handlers.render import html, zones
from handlers.render.screen import Screen
from handlers.replying import edit, reply

PRESS = re.compile(r"f:(?P<pace>[ad]):(?P<subject>[epak]):(?P<name>.*)|u:(?P<gone>[epak]):(?P<gone_name>.*)|u:\*")
_LETTERS = {"e": Subject.EVERYTHING, "p": Subject.PLACE, "a": Subject.ACTOR, "k": Subject.KIND}
_PACES = {"a": Pace.AT_ONCE, "d": Pace.DAILY}
MOST = 40  # things that a chat, or a topic of it, may follow: they are listed in one message, a button each
_LONGEST = 64  # bytes that a button carries

Row = list[InlineKeyboardButton]


async def follow(update: Update, context: BotContext) -> None:
    """Follow what a message names, or ask which of several things is meant."""
    message = await _allowed(update, context)
    if message is not None:
        await follow_named(message, after_command(message), update, context)


async def follow_named(message: Message, text: str, update: Update, context: BotContext) -> None:
    """Follow what a text names, or ask which of several things is meant."""
    language = context.preferences.language or script_language(text) or context.language(update)
    wanted = await context.core.wanted(text)
    if not wanted.topics:
        name = "follow.unread" if wanted.unread else "follow.usage"
        hour = _hour(context.preferences.digest_hour)
        (words,) = await context.core.say(
            language, Phrase.of(name, words=shortened(" ".join(wanted.unread)), hour=hour)
        )
        await reply(
            message, Screen(html.text(words), None if wanted.unread else await _everything(language, context)), context
        )
        return
    if wanted.unread:
        await _say(message, (await context.core.say(language, _unread(wanted.unread)))[0], context)
        return
    pace = wanted.pace or Pace.AT_ONCE
    for meant in wanted.topics:
        if len(meant) == 1:
            shown = await _follow(message, meant[0], pace, language, context)
        else:
            shown = await _choice(text, meant, pace, language, context)
        await reply(message, shown, context)


async def unfollow(update: Update, context: BotContext) -> None:
    """No longer follow what a message names, or show what there is to press."""
    message = await _allowed(update, context)
    if message is not None:
        await unfollow_named(message, after_command(message), update, context)


async def unfollow_named(message: Message, text: str, update: Update, context: BotContext) -> None:
    """No longer follow what a text names, or show what there is to press."""
    language = context.language(update)
    here = await _here(message, context)
    if not text or not here:
        await reply(message, await _list(here, "follow.unfollow_which", language, context), context)
        return
    wanted = await context.core.wanted(text)
    named = {topic for meant in wanted.topics for topic in meant}
    gone = [one for one in here if Topic(one.subject, one.name) in named]
    if not gone:
        what = [_words(topic) for topic in sorted(named, key=lambda one: one.name)]
        what = what[:MOST] or [shortened(" ".join(wanted.unread))]
        (words,) = await context.core.say(language, Phrase.of("follow.not_followed", what=tuple(what)))
        await _say(message, words, context)
        return
    for one in gone:
        await context.kept.write(lambda chats, one=one: chats.unfollow(message.chat_id, one))  # type: ignore[misc]
    await _say(message, await _stopped(gone, language, context), context)


async def following(update: Update, context: BotContext) -> None:
    """Show what the chat, or this topic of it, follows."""
    message = update.effective_message
    if message is not None:
        here = await _here(message, context)
        await reply(message, await _list(here, "follow.list", context.language(update), context), context)


@press_like(PRESS, admins="follow.admins")
async def press(pressed: Pressed, update: Update, context: BotContext) -> None:
    """Follow, or no longer follow, what a button names."""
    message = pressed.message
    shown = await _pressed(pressed.found, message, context.language(update), context)
    await edit((message.chat_id, message.message_id), shown, context)


async def _allowed(update: Update, context: BotContext) -> Message | None:
    """The message of somebody who may change what its chat follows; who may not is told."""
    message = update.effective_message
    return message if message and await is_run_by(message, update, context, "follow.admins") else None


async def _pressed(pressed: re.Match[str], message: Message, language: str, context: BotContext) -> Screen:
    if pressed["pace"]:
        topic = Topic(_LETTERS[pressed["subject"]], pressed["name"])
        return await _follow(message, topic, _PACES[pressed["pace"]], language, context)
    here = await _here(message, context)
    if pressed["gone"]:
        gone = [one for one in here if (one.subject, one.name) == (_LETTERS[pressed["gone"]], pressed["gone_name"])]
    else:
        gone = list(here)
    for one in gone:
        await context.kept.write(lambda chats, one=one: chats.unfollow(message.chat_id, one))  # type: ignore[misc]
    left = await _here(message, context)
    return (
        await _list(left, "follow.list", language, context)
        if left
        else Screen(html.text((await context.core.say(language, Phrase.of("follow.stopped_all")))[0]))
    )


async def _follow(message: Message, topic: Topic, pace: Pace, language: str, context: BotContext) -> Screen:
    """Follow something, and say so with buttons to change it. The language is kept, for nobody asks when news come."""
    what = Follow(topic.subject, topic.name, pace, _topic(message))
    here = {Topic(one.subject, one.name) for one in await _here(message, context)}
    if len(here) >= MOST and topic not in here:
        (words,) = await context.core.say(language, Phrase.of("follow.enough", number=MOST))
        return Screen(html.text(words))
    before = context.preferences
    if before.language is None:
        await context.kept.write(lambda chats: chats.prefer(message.chat_id, replace(before, language=language)))
    await context.kept.write(lambda chats: chats.follow(message.chat_id, what))
    said = Phrase.of(
        f"follow.{pace}",
        what=_words(topic),
        hour=_hour(before.digest_hour),
        zone=zones.city(context.zone().key, language),
    )
    other = Pace.DAILY if pace is Pace.AT_ONCE else Pace.AT_ONCE
    words, change, stop = await context.core.say(
        language, said, Phrase.of(f"button.follow_{other}"), Phrase.of("button.unfollow")
    )
    return Screen(html.text(words), _keyboard(_button(change, _press(topic, other)) + _button(stop, _gone(topic))))


async def _choice(text: str, meant: Sequence[Topic], pace: Pace, language: str, context: BotContext) -> Screen:
    """What a name may be, a button each."""
    named = [Phrase.of(f"topic.as_{topic.subject}", what=_words(topic)) for topic in meant]
    apart = len({topic.subject is Subject.KIND for topic in meant}) == 2
    asked = Phrase.of("follow.apart") if apart else Phrase.of("follow.choose", words=shortened(text))
    words, *labels = await context.core.say(language, asked, *named)
    rows = [_button(label, _press(topic, pace)) for label, topic in zip(labels, meant, strict=True)]
    return Screen(html.text(words), _keyboard(*rows))


async def _list(follows: Sequence[Follow], name: str, language: str, context: BotContext) -> Screen:
    """What is followed, with a button each to stop."""
    if not follows:
        return Screen(html.text((await context.core.say(language, Phrase.of("follow.none")))[0]))
    hour = _hour(context.preferences.digest_hour)
    told = [
        Phrase.of(f"follow.list_{one.pace}", what=_words(Topic(one.subject, one.name)), hour=hour) for one in follows
    ]
    stops = [Phrase.of("button.unfollow_this", what=_words(Topic(one.subject, one.name))) for one in follows]
    said = await context.core.say(language, Phrase.of(name), Phrase.of("button.unfollow_all"), *told, *stops)
    title, everything, lines, labels = said[0], said[1], said[2 : 2 + len(told)], said[2 + len(told) :]
    rows = [_button(label, _gone(Topic(one.subject, one.name))) for label, one in zip(labels, follows, strict=True)]
    if len(rows) > 1:
        rows.append(_button(everything, "u:*"))
    return Screen(html.text("\n".join([title, *(f"• {line}" for line in lines)])), _keyboard(*rows))


async def _stopped(gone: Iterable[Follow], language: str, context: BotContext) -> str:
    what = tuple(_words(Topic(one.subject, one.name)) for one in gone)
    return (await context.core.say(language, Phrase.of("follow.stopped", what=what)))[0]


async def _everything(language: str, context: BotContext) -> InlineKeyboardMarkup | None:
    """Buttons to follow everything."""
    at_once, daily = await context.core.say(
        language, Phrase.of("button.follow_everything"), Phrase.of("button.follow_everything_daily")
    )
    everything = Topic(Subject.EVERYTHING)
    return _keyboard(_button(at_once, _press(everything, Pace.AT_ONCE)), _button(daily, _press(everything, Pace.DAILY)))


async def _here(message: Message, context: BotContext) -> tuple[Follow, ...]:
    """What is followed where a message stands."""
    follows = await context.kept.read(lambda chats: chats.follows(message.chat_id))
    return tuple(one for one in follows if one.topic == _topic(message))


async def _say(message: Message, words: str, context: BotContext) -> None:
    await reply(message, Screen(html.text(words)), context)


def _words(topic: Topic) -> object:
    """How a topic is named; a kind that this version does not know by its id."""
    known = topic.subject is not Subject.KIND or topic.name in set(Kind)
    return topic.worded() if known else topic.name


def _unread(words: Iterable[str]) -> Phrase:
    return Phrase.of("follow.unread", words=shortened(" ".join(words)))


def _topic(message: Message) -> int | None:
    return message.message_thread_id if message.is_topic_message else None


def _hour(hour: int) -> str:
    return f"{hour:02}:00"


def _press(topic: Topic, pace: Pace) -> str:
    return f"f:{'d' if pace is Pace.DAILY else 'a'}:{_letter(topic)}:{topic.name}"


def _gone(topic: Topic) -> str:
    return f"u:{_letter(topic)}:{topic.name}"


def _letter(topic: Topic) -> str:
    return next(letter for letter, subject in _LETTERS.items() if subject is topic.subject)


def _button(label: str, carried: str) -> Row:
    """One button; none where Telegram could not carry what it asks for."""
    return [InlineKeyboardButton(label, callback_data=carried)] if len(carried.encode()) <= _LONGEST else []


def _keyboard(*rows: Row) -> InlineKeyboardMarkup | None:
    kept = [row for row in rows if row]
    return InlineKeyboardMarkup(kept) if kept else None
