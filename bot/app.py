"""The bot on Telegram: its Application, built from settings and run until it is told to stop."""

from __future__ import annotations

import gc
import logging
import os
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from telegram import LinkPreviewOptions
from telegram.constants import ParseMode
from telegram.error import InvalidToken, TelegramError
from telegram.ext import ApplicationBuilder, ContextTypes, Defaults

import handlers
from bot import jobs, logs, menus
from bot.errors import BotError
from bot.patience import READ_TIMEOUT, InOrder, PatientLimiter, PlainRequest, PollingRequest
from bot.settings import Review, Settings
from bot.webhook import WebhookUpdater
from db.connection import open_for_reading, open_for_writing
from db.coverage import Coverage
from db.errors import DatabaseMissing, TimelineError
from db.staff import Staff
from handlers.context import BotApplication, BotContext, Services, provide
from handlers.core import Core
from handlers.desk.rights import Desk
from handlers.keeping import Keeping

CONNECTIONS = 64

_log = logging.getLogger(__name__)


class TokenRefused(BotError):
    """Telegram does not know the token, which is not told."""

    def __init__(self) -> None:
        super().__init__("TELEGRAM_BOT_TOKEN was refused by Telegram.")


def run(settings: Settings) -> None:
    """Run the bot until a signal ends it. Raises TokenRefused and the database's errors."""
    webhook = settings.webhook
    logs.set_up(settings.log_level, (settings.token or "", webhook.secret if webhook else ""))
    if not settings.database.is_file():
        raise DatabaseMissing(settings.database)
    open_for_writing(settings.database).close()  # what is wrong with it is said before Telegram is asked
    application = build(settings)
    try:
        if webhook is None:
            application.run_polling(bootstrap_retries=-1, allowed_updates=handlers.ALLOWED_UPDATES)
        else:
            application.updater = WebhookUpdater(
                application.bot, application.update_queue, webhook, lambda: _is_well(application, settings.database)
            )
            application.run_webhook(bootstrap_retries=-1, allowed_updates=handlers.ALLOWED_UPDATES)
    except InvalidToken:
        raise TokenRefused from None


def _now() -> datetime:
    return datetime.now(UTC)


def build(
    settings: Settings, now: Callable[[], datetime] = _now, *, warm: bool = True, shown: bool = True
) -> BotApplication:
    """The Application with its handlers and services; it talks to nobody before it is run.

    One that is not `warm` starts sooner, and its first answers take longer; one that is not `shown` leaves the
    menus as they are.
    """
    os.environ.setdefault("PTB_TIMEDELTA", "1")  # else the library warns of itself at every 429

    core = Core(settings.database)
    kept = Keeping(settings.database)

    async def begin(application: BotApplication) -> None:
        staff = await kept.read_database(lambda database: Staff(database).everybody(settings.owners))
        if warm:
            await core.warm()
            gc.freeze()  # what was warmed stays: it is not looked through for garbage again and again
        _log_coverage(await core.coverage())
        if shown:
            await _show_menus(application, menus.menus(settings.desk_chat, staff))
        jobs.schedule(application, settings)  # last: their first times are counted from here

    async def end(application: BotApplication) -> None:
        gc.unfreeze()
        core.close()
        kept.close()

    async def moved(old: int, new: int) -> None:
        await kept.write(lambda chats: chats.move(old, new))

    application = (
        ApplicationBuilder()
        .token(settings.token or "")
        .base_url(settings.api_url)
        .base_file_url(settings.api_url.removesuffix("bot") + "file/bot")
        .request(PlainRequest(connection_pool_size=CONNECTIONS, read_timeout=READ_TIMEOUT, pool_timeout=READ_TIMEOUT))
        .get_updates_request(PollingRequest(connection_pool_size=2))
        .rate_limiter(PatientLimiter(moved))
        .concurrent_updates(InOrder())
        .context_types(ContextTypes(context=BotContext))
        .defaults(
            Defaults(
                parse_mode=ParseMode.HTML,
                link_preview_options=LinkPreviewOptions(is_disabled=True),
                allow_sending_without_reply=True,
            )
        )
        .post_init(begin)
        .post_shutdown(end)
        .build()
    )
    desk = Desk(settings.owners, settings.desk_chat, settings.review is Review.REQUIRED)
    provide(application, Services(core, kept, now, settings.timezone, desk=desk, show_menu=menus.show_to))
    handlers.register(application)
    return application


def _is_well(application: BotApplication, database: Path) -> bool:
    """Whether the bot runs and its database can be read."""
    try:
        open_for_reading(database).close()
    except TimelineError:
        return False
    return application.running


def _log_coverage(coverage: Coverage) -> None:
    _log.info(
        "%s entries from %s sources, %s to %s",
        coverage.events,
        coverage.sources,
        coverage.first,
        coverage.newest,
    )


async def _show_menus(application: BotApplication, wanted: Sequence[menus.Menu]) -> None:
    try:
        await menus.show(application.bot, wanted)
    except TelegramError as error:
        _log.warning("The menus could not be set: %s", error)
