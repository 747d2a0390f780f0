"""What every handler gets: the update's context, typed, and behind it the bot's services."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from telegram import Update
from telegram.ext import Application, CallbackContext, ExtBot

from handlers.core import Core
from handlers.memory import Memory

_SERVICES = "services"


@dataclass(frozen=True, slots=True)
class Services:
    """What handlers work with: the core, what the bot remembers, and what day it is for the timeline."""

    core: Core
    today: Callable[[], date]
    memory: Memory = field(default_factory=Memory)


Bot = ExtBot[int]  # int: what the rate limiter takes with a request
BotData = dict[str, Services]
Nothing = dict[Any, Any]  # nothing is kept in the library's own stores for users and chats


class BotContext(CallbackContext[Bot, Nothing, Nothing, BotData]):
    """The context of an update; the only reader of `bot_data`."""

    @property
    def core(self) -> Core:
        """Where questions are answered."""
        return self.bot_data[_SERVICES].core

    @property
    def memory(self) -> Memory:
        """What the bot remembers."""
        return self.bot_data[_SERVICES].memory

    def today(self) -> date:
        """The day that it is in the timeline's time zone."""
        return self.bot_data[_SERVICES].today()


BotApplication = Application[Bot, BotContext, Nothing, Nothing, BotData, Any]


def provide(application: BotApplication, services: Services) -> None:
    """Give the handlers of `application` their services."""
    application.bot_data[_SERVICES] = services


def user_language(update: Update) -> str:
    """The language of the person's Telegram, for what no question tells: Arabic or English."""
    code = (update.effective_user and update.effective_user.language_code) or ""
    return "ar" if code.lower().startswith("ar") else "en"
