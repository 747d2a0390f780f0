"""The daily copy of the database, made by the running bot; its owners hear of it when it fails."""

import logging
import shutil
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot import jobs
from bot.app import build
from bot.daily_backup import DailyBackup
from bot.settings import Backups
from db.backup import backups_in, newest_backup
from db.chats import Chats, Preferences
from db.connection import open_for_reading, open_for_writing
from db.exporting import each_line
from tests.telegram.bot_api import BotApi
from tests.telegram.desk_bot import OWNER, at_desk, make_with_desk
from tests.telegram.running import run_job, settings
from tests.telegram.small_timeline import news, publish
from tests.telegram.world import PrivateChat

CHAT = PrivateChat(OWNER)


class Clock:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.time = datetime(2026, 11, 27, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.time


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_with_desk(tmp_path_factory.mktemp("made") / "tarikh.db")


@pytest.fixture
def database(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(made, tmp_path))


async def test_each_day_has_its_copy_and_the_newest_stay(
    api: BotApi, database: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "bot")
    clock, folder = Clock(), database.with_name("backups")
    async with at_desk(api, database, clock) as bot:
        await run_job(bot, "backup")
        await run_job(bot, "backup")
        (first,) = backups_in(folder)
        with closing(open_for_reading(first)) as copy, closing(open_for_reading(database)) as live:
            assert list(each_line(copy)) == list(each_line(live))
        publish(database, news(1))
        clock.time = datetime(2026, 11, 28, 0, 59, tzinfo=UTC)  # before four in Damascus
        await run_job(bot, "backup")
        assert backups_in(folder) == [first]
        clock.time += timedelta(minutes=1)
        await run_job(bot, "backup")
        assert newest_backup(folder) == clock.time
        for _ in range(9):
            clock.time += timedelta(days=1)
            await run_job(bot, "backup")
        assert len(backups_in(folder)) == 7
        assert first not in backups_in(folder)
    assert "the copy is whole" in caplog.text
    assert [said for said in api.screen(CHAT) if said.by_bot] == []


async def test_owners_are_told_once_a_day_that_it_fails_and_when_it_works_again(
    api: BotApi, database: Path, caplog: pytest.LogCaptureFixture
) -> None:
    clock, folder = Clock(), database.with_name("backups")
    folder.write_text("in the way")
    with closing(open_for_writing(database)) as store:
        Chats(store).prefer(OWNER.id, Preferences("ar"))
    async with at_desk(api, database, clock) as bot:
        for hours in (0, 1, 24):
            clock.time += timedelta(hours=hours)
            await run_job(bot, "backup")
        told = [said.text for said in api.screen(CHAT)]
        assert len(told) == 2
        assert "فشل النسخ اليومي" in told[0]
        folder.unlink()
        await run_job(bot, "backup")
        assert "يعمل: tarikh-2026" in api.screen(CHAT)[-1].text.replace("\u2068", "")
        await run_job(bot, "backup")
        assert len(api.screen(CHAT)) == 3
    assert caplog.text.count("The daily copy failed") == 3


async def test_an_owner_who_can_not_be_told_stops_nothing(api: BotApi, database: Path) -> None:
    database.with_name("backups").write_text("in the way")
    async with at_desk(api, database, Clock()) as bot:
        await api.block(OWNER)
        await run_job(bot, "backup")
        database.with_name("backups").unlink()
        await run_job(bot, "backup")
        assert len(backups_in(database.with_name("backups"))) == 1
    api.take_refusals("blocked")


def test_where_it_is_off_there_is_no_job(api: BotApi, database: Path) -> None:
    def scheduled(backups: Backups) -> set[str | None]:
        given = replace(settings(api, database), backups=backups)
        application = build(given)
        jobs.schedule(application, given)
        assert application.job_queue
        return {job.name for job in application.job_queue.jobs()}

    assert scheduled(Backups()) - scheduled(Backups(on=False)) == {"backup"}


def test_the_day_begins_at_its_hour_where_the_timeline_is_kept() -> None:
    daily = DailyBackup(Path("a.db"), Path("b"), Backups(hour=4), ZoneInfo("Asia/Damascus"))
    assert daily._due(datetime(2026, 11, 27, 0, 59, tzinfo=UTC)) == datetime(2026, 11, 26, 1, tzinfo=UTC)
    assert daily._due(datetime(2026, 11, 27, 1, 0, tzinfo=UTC)) == datetime(2026, 11, 27, 1, tzinfo=UTC)
