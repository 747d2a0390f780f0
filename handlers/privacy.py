"""/privacy lists what is kept for a chat, /forgetme erases it. x:forget is the button that does."""

from __future__ import annotations

import re

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update

from answering.answer import Phrase
from answering.wishes.topics import Topic
from answering.wording import Wording, phrase
from db.chats import KEPT_DAYS, Asking, Kept, Preferences
from db.directory import Directory
from handlers.context import BotContext
from handlers.manners import is_run_by
from handlers.pressing import Pressed, press_like
from handlers.render import html, zones
from handlers.render.screen import Screen
from handlers.replying import edit, reply

PRESS = re.compile(r"x:forget")


async def privacy(update: Update, context: BotContext) -> None:
    """List all that is kept for this chat, and what is not kept of anybody."""
    message = update.effective_message
    if message is None:
        return
    language, chat = context.language(update), message.chat_id
    kept = await context.kept.read(lambda chats: chats.kept(chat))
    followed = [Topic(one.subject, one.name).worded() for one in kept.follows]
    named = await context.core.say(language, *followed)
    lines = _listed(kept, named, language)
    words = [phrase("privacy.kept" if lines else "privacy.nothing_kept", language)]
    words += [f"• {line}" for line in lines]
    words += ["", phrase("privacy.text", language, days=KEPT_DAYS)]
    await reply(message, Screen(html.text("\n".join(words))), context)


async def forget(update: Update, context: BotContext) -> None:
    """Ask whether all that is kept for this chat shall be erased."""
    message = update.effective_message
    if message is None or not await is_run_by(message, update, context, "settings.admins"):
        return
    button = InlineKeyboardButton(context.say(update, "button.forget"), callback_data="x:forget")
    words = context.say(update, "forget.sure")
    await reply(message, Screen(html.text(words), InlineKeyboardMarkup([[button]])), context)


@press_like(PRESS, admins="settings.admins")
async def press(pressed: Pressed, update: Update, context: BotContext) -> None:
    """Erase what is kept for the chat."""
    chat, language = pressed.message.chat_id, context.language(update)
    await context.kept.write(lambda chats: chats.forget(chat))
    context.preferences = Preferences()
    await edit((chat, pressed.message.message_id), Screen(html.text(phrase("forget.done", language))), context)
    context.memory.forget(chat)


def _listed(kept: Kept, followed: tuple[str, ...], language: str) -> list[str]:
    """A line for each thing that is kept."""
    lines = _preferences(kept.preferences, language) if kept.preferences else []
    if followed:
        lines.append(phrase("privacy.follows", language, what=followed))
    if kept.answers:
        lines.append(phrase("privacy.answers", language, count=kept.answers, number=kept.answers, days=KEPT_DAYS))
    if kept.due:
        lines.append(phrase("privacy.due", language, count=kept.due, number=kept.due))
    if kept.wanted:
        lines.append(phrase("privacy.wanted", language, count=kept.wanted, number=kept.wanted))
    if kept.drafts:
        lines.append(phrase("privacy.drafts", language, count=kept.drafts, number=kept.drafts))
    if kept.requests:
        lines.append(phrase("privacy.requests", language, count=kept.requests, number=kept.requests))
    return lines


def _preferences(kept: Preferences, language: str) -> list[str]:
    said: list[Phrase] = []
    if kept.language:
        said.append(Phrase.of("settings.language", value=Phrase.of(f"language.{kept.language}")))
    if kept.timezone:
        said.append(Phrase.of("settings.zone", value=zones.city(kept.timezone, language)))
    if kept.digits:
        said.append(Phrase.of("settings.digits", value=Phrase.of(f"digits.{kept.digits}")))
    if kept.quiet:
        hours = Phrase.of("quiet.hours", start=f"{kept.quiet.start:02}:00", end=f"{kept.quiet.end:02}:00")
        said.append(Phrase.of("settings.quiet", value=hours))
    said.append(Phrase.of("settings.hour", value=f"{kept.digest_hour:02}:00"))
    if not kept.replies:
        said.append(Phrase.of("settings.replies", value=Phrase.of("replies.off")))
    if kept.asking is not Asking.EVERYBODY:
        said.append(Phrase.of("settings.asking", value=Phrase.of(f"asking.{kept.asking}")))
    if kept.greeted:
        said.append(Phrase.of("privacy.greeted"))
    return [Wording(language, Directory((), ())).say(one) for one in said]
