"""What Telegram shows of the bot before anybody asks: its commands, by where and in which language, and its words."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from telegram import (
    BotCommand,
    BotCommandScope,
    BotCommandScopeAllChatAdministrators,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
)
from telegram.error import BadRequest, Forbidden, TelegramError

from answering.wording import phrase
from db.staff import StaffRole
from handlers.context import Bot
from handlers.desk.rights import COMMANDS

LANGUAGES = {None: "en", "ar": "ar"}  # whose menu (None: everybody else's), and its language

# In the order shown. /start is for Telegram itself.
_READING = ("timeline", "today", "sources")
_CHANGING = ("follow", "following", "unfollow", "settings")
_ABOUT = ("help", "about", "privacy")
PRIVATE = ("ask", *_READING, *_CHANGING, *_ABOUT, "forgetme")
GROUP = ("ask", *_READING, "following", *_ABOUT)
GROUP_ADMINS = ("ask", *_READING, *_CHANGING, *_ABOUT, "forgetme")
DESK = tuple(COMMANDS)

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Menu:
    """The commands that a scope's chats show."""

    scope: BotCommandScope
    commands: tuple[str, ...]


def menus(desk_chat: int | None, staff: Mapping[int, StaffRole]) -> tuple[Menu, ...]:
    """Every menu: for private chats, groups, their admins, the desk's group, and the private chats of who edits."""
    return (
        Menu(BotCommandScopeAllPrivateChats(), PRIVATE),
        Menu(BotCommandScopeAllGroupChats(), GROUP),
        Menu(BotCommandScopeAllChatAdministrators(), GROUP_ADMINS),
        *((Menu(BotCommandScopeChat(desk_chat), (*DESK, *GROUP)),) if desk_chat is not None else ()),
        *(_of_staff(person, staff[person]) for person in sorted(staff)),
    )


async def show_to(bot: Bot, person: int, role: StaffRole | None) -> None:
    """Show a person in the private chat what the role allows; None: the role was taken back."""
    for code, language in LANGUAGES.items():
        try:
            if role is None:
                await bot.delete_my_commands(BotCommandScopeChat(person), code)
            else:
                await _show(bot, _of_staff(person, role), code, language)
        except TelegramError as error:  # they have not met the bot yet; it is set when the bot starts again
            _log.warning("The menu of somebody at the desk could not be set: %s", error)


async def show(bot: Bot, wanted: Iterable[Menu]) -> None:
    """Set what is not yet set: Telegram puts off, for hours, who sets it again at every start."""
    for code, language in LANGUAGES.items():
        for menu in wanted:
            try:
                await _show(bot, menu, code, language)
            except (BadRequest, Forbidden) as error:  # a chat of the desk that the bot has not met yet, for one
                _log.warning("The menu of %s could not be set: %s", menu.scope.type, error)
        try:
            await _describe(bot, code, language)
        except TelegramError as error:
            _log.warning("The description could not be set: %s", error)


def _of_staff(person: int, role: StaffRole) -> Menu:
    allowed = tuple(name for name in DESK if role in COMMANDS[name])
    return Menu(BotCommandScopeChat(person), (*allowed, *PRIVATE))


async def _show(bot: Bot, menu: Menu, code: str | None, language: str) -> None:
    commands = tuple(BotCommand(name, phrase(f"command.{name}", language)) for name in menu.commands)
    if await bot.get_my_commands(menu.scope, code) != commands:
        await bot.set_my_commands(commands, menu.scope, code)


async def _describe(bot: Bot, code: str | None, language: str) -> None:
    description = phrase("bot.description", language)
    if (await bot.get_my_description(code)).description != description:
        await bot.set_my_description(description, language_code=code)
    short = phrase("bot.short_description", language)
    if (await bot.get_my_short_description(code)).short_description != short:
        await bot.set_my_short_description(short, language_code=code)
