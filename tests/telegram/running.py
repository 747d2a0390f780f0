"""The real bot against the stand-in."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from telegram.error import TelegramError

import handlers
from bot.app import build
from bot.settings import Review, Settings
from handlers.context import BotApplication
from tests.telegram.bot_api import BotApi


def settings(
    api: BotApi,
    database: Path,
    owners: frozenset[int] = frozenset(),
    desk_chat: int | None = None,
    *,
    review: bool = False,
) -> Settings:
    """Settings of a bot that talks to the stand-in."""
    return Settings(
        database=database,
        timezone=ZoneInfo("Asia/Damascus"),
        api_url=api.base_url,
        token=api.token,
        owners=owners,
        desk_chat=desk_chat,
        review=Review.REQUIRED if review else Review.OFF,
    )


@asynccontextmanager
async def running(
    api: BotApi,
    database: Path,
    now: Callable[[], datetime] | None = None,
    *,
    owners: frozenset[int] = frozenset(),
    desk_chat: int | None = None,
    review: bool = False,
    shown: bool = False,
) -> AsyncIterator[BotApplication]:
    """The bot, polling, by the clock `now`; at the end it has stopped as a signal stops it.

    Its timed jobs run when a test runs them, with `run_job`. It is not warm, and its menus are set where they are to be
    `shown`: both are more than most tests ask for; `started` of process.py runs the program as its users do.
    """
    told = settings(api, database, owners, desk_chat, review=review)
    application = build(told, *((now,) if now else ()), warm=False, shown=shown)
    assert application.job_queue
    updater = application.updater
    assert updater
    assert application.post_init
    assert application.post_shutdown

    def tell(error: TelegramError) -> None:  # as Application.run_polling does
        application.create_task(application.process_error(update=None, error=error))

    async with application:
        await application.post_init(application)
        for job in application.job_queue.jobs():
            job.enabled = False
        await updater.start_polling(allowed_updates=handlers.ALLOWED_UPDATES, error_callback=tell)
        await application.start()
        try:
            yield application
        finally:
            await updater.stop()
            await application.stop()
    await application.post_shutdown(application)


async def run_job(application: BotApplication, name: str) -> None:
    """Do what a timed job does, and wait until it is done."""
    assert application.job_queue
    (job,) = application.job_queue.get_jobs_by_name(name)
    await job.run(application)
