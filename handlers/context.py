"""What every handler gets: the update's context, typed, and behind it the bot's services."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from telegram import Update
from telegram.ext import Application, CallbackContext, ExtBot

from answering.wording import phrase
from db.chats import Digits, Preferences
from db.staff import StaffRole
from handlers.core import Core
from handlers.desk.rights import Desk
from handlers.keeping import Keeping
from handlers.memory import Memory

_SERVICES = "services"


Bot = ExtBot[int]  # int: what the rate limiter takes with a request
ShowMenu = Callable[[Bot, int, StaffRole | None], Awaitable[None]]  # to whom, and what their role is now


@dataclass(frozen=True, slots=True)
class Services:
    """What handlers work with: the core, what is kept for chats, what the bot remembers, and what time it is.

    `now` has a time zone; `timezone` is the timeline's own.
    """

    core: Core
    kept: Keeping
    now: Callable[[], datetime]
    timezone: ZoneInfo
    memory: Memory = field(default_factory=Memory)
    desk: Desk = field(default_factory=Desk)
    show_menu: ShowMenu | None = None


BotData = dict[str, Services]
Nothing = dict[Any, Any]  # nothing is kept in the library's own stores for users and chats


class BotContext(CallbackContext[Bot, Nothing, Nothing, BotData]):
    """The context of an update; the only reader of `bot_data`.

    `preferences` are those of the update's chat (where there is none, as in an inline query, of the person's
    private chat), read before any handler sees the update.
    """

    def __init__(
        self,
        application: Application[Any, Any, Any, Any, Any, Any],
        chat_id: int | None = None,
        user_id: int | None = None,
    ) -> None:
        super().__init__(application, chat_id, user_id)
        self.preferences = Preferences()
        self._of = chat_id if chat_id is not None else user_id

    async def refresh_data(self) -> None:
        """Read the chat's preferences; the library calls it before an update's handlers."""
        if self._of is not None:
            of = self._of
            self.preferences = await self.kept.read(lambda chats: chats.preferences(of))

    @property
    def core(self) -> Core:
        """Where questions are answered."""
        return self.bot_data[_SERVICES].core

    @property
    def kept(self) -> Keeping:
        """What is kept for chats."""
        return self.bot_data[_SERVICES].kept

    @property
    def memory(self) -> Memory:
        """What the bot remembers."""
        return self.bot_data[_SERVICES].memory

    def now(self) -> datetime:
        """The moment that it is."""
        return self.bot_data[_SERVICES].now()

    def zone(self) -> ZoneInfo:
        """The chat's time zone, else the timeline's."""
        return self.zone_of(self.preferences)

    def zone_of(self, preferences: Preferences) -> ZoneInfo:
        """The time zone of a chat with these preferences."""
        return ZoneInfo(preferences.timezone) if preferences.timezone else self.bot_data[_SERVICES].timezone

    @property
    def desk(self) -> Desk:
        """Who owns the desk and where it works."""
        return self.bot_data[_SERVICES].desk

    async def show_menu(self, person: int, role: StaffRole | None) -> None:
        """Show a person the commands that their role allows, in their private chat; None: it was taken back."""
        shows = self.bot_data[_SERVICES].show_menu
        if shows is not None:
            await shows(self.bot, person, role)

    def today(self) -> date:
        """The day that it is in the chat's time zone."""
        return self.now().astimezone(self.zone()).date()

    def language(self, update: Update) -> str:
        """The chat's language, else that of the person's Telegram: for what no question tells."""
        return self.preferences.language or telephone_language(update)

    def digits(self) -> Digits:
        """The digits in which Arabic texts are shown."""
        return self.preferences.digits or Digits.WESTERN

    def say(self, update: Update, name: str, *, count: int | None = None, **values: object) -> str:
        """The sentence `name` of the catalogue in the chat's language."""
        return phrase(name, self.language(update), count=count, **values)


BotApplication = Application[Bot, BotContext, Nothing, Nothing, BotData, Any]


def provide(application: BotApplication, services: Services) -> None:
    """Give the handlers of `application` their services."""
    application.bot_data[_SERVICES] = services


def telephone_language(update: Update) -> str:
    """The language of the person's Telegram: Arabic or English."""
    code = (update.effective_user and update.effective_user.language_code) or ""
    return "ar" if code.lower().startswith("ar") else "en"
