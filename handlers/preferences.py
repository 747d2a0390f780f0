"""/settings: how a chat wants it, with buttons that carry what they set.

p:               back to the settings         p:zone, p:quiet, p:hour   what there is to choose from
p:language:ar    p:digits:arabic    p:zone:Asia/Damascus    p:quiet:22-7, p:quiet:off    p:hour:8
p:replies:off    p:asking:admins    of groups
"""

from __future__ import annotations

import re
from dataclasses import replace

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Message, Update
from telegram.constants import ChatType

from answering.lexicon import languages
from answering.text import shortened
from answering.wording import phrase
from db.chats import Asking, Digits, Preferences, Quiet
from db.folding import fold
from handlers.addressing import after_command
from handlers.context import BotContext
from handlers.manners import is_run_by
from handlers.pressing import Pressed, press_like
from handlers.render import html, zones
from handlers.render.screen import Screen
from handlers.replying import edit, reply

PRESS = re.compile(r"p:(?:(?P<name>\w+)(?::(?P<value>[\w/+-]+))?)?")
_HOURS = re.compile(r"(\d{1,2})(?::00)?\s*[-–]\s*(\d{1,2})(?::00)?")
_QUIET = ((22, 7), (23, 8), (0, 7), (21, 9))
_GROUPS = (ChatType.GROUP, ChatType.SUPERGROUP)


async def settings(update: Update, context: BotContext) -> None:
    """Show the chat's settings with buttons, or set what the message names: a language, a time zone, quiet hours."""
    message = update.effective_message
    if message is None or not await is_run_by(message, update, context, "settings.admins"):
        return
    given = after_command(message)
    if given:
        wanted = _named(given, context.preferences)
        if wanted is None:
            await reply(
                message, Screen(html.text(context.say(update, "settings.unread", words=shortened(given)))), context
            )
            return
        await keep(message, wanted, context)
    await show(message, update, context)


async def show(message: Message, update: Update, context: BotContext) -> None:
    """Show the chat's settings with buttons, in reply to a message."""
    await reply(message, _overview(message, context.language(update), context), context)


@press_like(PRESS, admins="settings.admins")
async def press(pressed: Pressed, update: Update, context: BotContext) -> None:
    """Set what a button carries, or show what there is to choose from."""
    message, name, value = pressed.message, pressed.found["name"], pressed.found["value"]
    wanted = _set(context.preferences, name, value) if value else None
    if wanted is not None:
        await keep(message, wanted, context)
    language = context.language(update)
    choose = _CHOICES.get(name) if not value else None
    shown = choose(language, context) if choose else _overview(message, language, context)
    await edit((message.chat_id, message.message_id), shown, context)


def _named(words: str, before: Preferences) -> Preferences | None:
    """The preferences with what a message names; None where it names nothing that can be set."""
    folded = fold(words)
    for language in languages():
        if folded in {fold(phrase(f"language.{language}", one)) for one in languages()}:
            return replace(before, language=language)
    hours = _HOURS.search(words)
    if hours and int(hours[1]) < 24 and int(hours[2]) < 24 and hours[1] != hours[2]:
        return replace(before, quiet=Quiet(int(hours[1]), int(hours[2])))
    zone = zones.find(words)
    return replace(before, timezone=zone) if zone else None


def _set(before: Preferences, name: str | None, value: str) -> Preferences | None:
    """The preferences with one of them set; None where no button of ours carries that."""
    try:
        match name:
            case "language" if value in languages():
                return replace(before, language=value)
            case "digits":
                return replace(before, digits=Digits(value))
            case "zone" if zones.find(value) == value:
                return replace(before, timezone=value)
            case "quiet" if value == "off":
                return replace(before, quiet=None)
            case "quiet":
                start, end = map(int, value.split("-"))
                return replace(before, quiet=Quiet(start, end)) if start < 24 and end < 24 else None
            case "hour" if int(value) < 24:
                return replace(before, digest_hour=int(value))
            case "replies":
                return replace(before, replies=value == "on")
            case "asking":
                return replace(before, asking=Asking(value))
    except ValueError:
        pass
    return None


async def keep(message: Message, wanted: Preferences, context: BotContext) -> None:
    """Keep preferences for the chat of a message."""
    chat = message.chat_id
    await context.kept.write(lambda chats: chats.prefer(chat, wanted))
    context.preferences = wanted


def _overview(message: Message, language: str, context: BotContext) -> Screen:
    """The settings and a button for each."""
    now = context.preferences
    group = message.chat.type in _GROUPS
    lines = [
        _say("settings.title", language),
        "",
        _say("settings.language", language, value=_say(f"language.{language}", language)),
        _say("settings.zone", language, value=zones.city(context.zone().key, language)),
        _say("settings.digits", language, value=_say(f"digits.{context.digits()}", language)),
        _say("settings.quiet", language, value=_quiet(now.quiet, language)),
        _say("settings.hour", language, value=f"{now.digest_hour:02}:00"),
    ]
    if group:
        lines += [
            _say("settings.replies", language, value=_say(f"replies.{'on' if now.replies else 'off'}", language)),
            _say("settings.asking", language, value=_say(f"asking.{now.asking}", language)),
        ]
    lines += ["", _say("settings.hint", language)]
    rows = [
        [(phrase(f"language.{one}", one), f"p:language:{one}") for one in languages() if one != language],
        [(_say(f"button.digits_{one}", language), f"p:digits:{one}") for one in Digits if one is not context.digits()],
        [(_say("button.zone", language), "p:zone")],
        [(_say("button.quiet", language), "p:quiet"), (_say("button.hour", language), "p:hour")],
    ]
    if group:
        off, closed = ("off" if now.replies else "on"), _other(now.asking)
        rows += [
            [(_say(f"button.replies_{off}", language), f"p:replies:{off}")],
            [(_say(f"button.asking_{closed}", language), f"p:asking:{closed}")],
        ]
    return _screen("\n".join(lines), rows)


def _zones(language: str, context: BotContext) -> Screen:
    buttons = [(zones.city(zone, language), f"p:zone:{zone}") for zone in zones.OFFERED]
    return _screen(_say("settings.choose_zone", language), [*_in_rows(buttons, 3), _back(language)])


def _quiets(language: str, context: BotContext) -> Screen:
    offered = [(_quiet(Quiet(*hours), language), f"p:quiet:{hours[0]}-{hours[1]}") for hours in _QUIET]
    rows = [*_in_rows(offered, 2), [(_say("quiet.none", language), "p:quiet:off")], _back(language)]
    return _screen(_say("settings.choose_quiet", language), rows)


def _digest_hours(language: str, context: BotContext) -> Screen:
    hours = [(f"{hour:02}:00", f"p:hour:{hour}") for hour in range(24)]
    return _screen(_say("settings.choose_hour", language), [*_in_rows(hours, 6), _back(language)])


_CHOICES = {"zone": _zones, "quiet": _quiets, "hour": _digest_hours}


def _quiet(quiet: Quiet | None, language: str) -> str:
    if quiet is None:
        return _say("quiet.none", language)
    return _say("quiet.hours", language, start=f"{quiet.start:02}:00", end=f"{quiet.end:02}:00")


def _other(asking: Asking) -> Asking:
    return Asking.EVERYBODY if asking is Asking.ADMINS else Asking.ADMINS


def _say(name: str, language: str, **values: str) -> str:
    return phrase(name, language, count=None, **values)


def _back(language: str) -> list[tuple[str, str]]:
    return [(_say("button.settings", language), "p:")]


def _in_rows(buttons: list[tuple[str, str]], wide: int) -> list[list[tuple[str, str]]]:
    return [buttons[start : start + wide] for start in range(0, len(buttons), wide)]


def _screen(words: str, rows: list[list[tuple[str, str]]]) -> Screen:
    keyboard = [[InlineKeyboardButton(label, callback_data=carried) for label, carried in row] for row in rows if row]
    return Screen(html.text(words), InlineKeyboardMarkup(keyboard))
