"""A copy of the database each day, while the bot runs; the owners are told when it fails and when it works again."""

from __future__ import annotations

import asyncio
import logging
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from telegram.error import TelegramError

from answering.reading import DEFAULT_LANGUAGE
from answering.wording import phrase
from bot.settings import Backups
from db.backup import back_up_into, newest_backup
from db.errors import TimelineError
from handlers.context import BotContext
from handlers.render import html

_log = logging.getLogger(__name__)


class DailyBackup:
    """A job that makes the day's copy if there is none yet, also after an hour at which nothing ran."""

    def __init__(self, database: Path, folder: Path, backups: Backups, timezone: ZoneInfo) -> None:
        self._database = database
        self._folder = folder
        self._backups = backups
        self._timezone = timezone
        self._failed: datetime | None = None  # the day whose copy failed, of which the owners know

    async def run(self, context: BotContext) -> None:
        """Make the copy if it is time; tell the owners once a day that it fails."""
        now = context.now()
        due = self._due(now)
        newest = await asyncio.to_thread(newest_backup, self._folder)
        if newest is not None and due <= newest <= now:
            return
        try:
            made = await asyncio.to_thread(
                back_up_into, self._database, self._folder, keep=self._backups.keep, now=now.astimezone(UTC)
            )
        except TimelineError as error:
            _log.error("The daily copy failed: %s", error)
            if self._failed != due:
                await self._tell("backup.failed", str(error), context)
            self._failed = due
            return
        _log.info("The database was copied to %s, and the copy is whole", made)
        if self._failed is not None:
            self._failed = None
            await self._tell("backup.works_again", made.name, context)

    def _due(self, now: datetime) -> datetime:
        """The last moment at which a copy was to be made."""
        local = now.astimezone(self._timezone)
        due = datetime.combine(local.date(), time(self._backups.hour), self._timezone)
        return due if due <= local else datetime.combine(due.date() - timedelta(days=1), due.timetz())

    async def _tell(self, name: str, what: str, context: BotContext) -> None:
        for owner in sorted(context.desk.owners):
            preferences = await context.kept.read(lambda chats, owner=owner: chats.preferences(owner))  # type: ignore[misc]
            words = phrase(name, preferences.language or DEFAULT_LANGUAGE, what=what)
            try:
                await context.bot.send_message(owner, html.text(words))
            except TelegramError as error:
                _log.warning("An owner can't be told of it: %s", type(error).__name__)
