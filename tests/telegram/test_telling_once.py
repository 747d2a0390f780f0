"""News in bad weather: nothing is lost, nothing passes for news twice, and what may have come before says so."""

import shutil
from collections.abc import AsyncIterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from telegram.error import TelegramError

from bot.patience import PlainRequest
from db.chats import Chats, Follow, Pace, Preferences, Subject
from db.connection import open_for_writing
from handlers.context import BotApplication
from handlers.once import surely_not_done
from tests.telegram.bot_api import STARTED, BotApi
from tests.telegram.process import RUN, started
from tests.telegram.running import run_job, running
from tests.telegram.small_timeline import make, news, publish
from tests.telegram.world import AMIRA, OMAR, Chat, Group, PrivateChat

PERHAPS = {"en": "You may have this already", "ar": "ربما وصل هذا من قبل"}
CHAT = PrivateChat(AMIRA)
HAMA = Follow(Subject.PLACE, "hama")


@dataclass
class Clock:
    """A clock that a test sets forward."""

    time: datetime

    def __call__(self) -> datetime:
        return self.time

    def later(self, **wait: int) -> None:
        self.time += timedelta(**wait)


@pytest.fixture
def clock() -> Clock:
    return Clock(datetime(2024, 12, 10, 12, tzinfo=UTC))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make(tmp_path_factory.mktemp("made") / "tarikh.db")


@pytest.fixture
def database(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(made, tmp_path))


@pytest.fixture
async def bot(api: BotApi, database: Path, clock: Clock) -> AsyncIterator[BotApplication]:
    async with running(api, database, clock) as application:
        yield application


def follow(database: Path, api: BotApi, chat: Chat = CHAT, what: Follow = HAMA, language: str = "en") -> None:
    api.meet(chat)
    with closing(open_for_writing(database)) as store:
        Chats(store).prefer(chat.id, Preferences(language))
        Chats(store).follow(chat.id, what)


def told(api: BotApi, language: str = "en", chat: Chat = CHAT) -> list[str]:
    """The entries that a chat was told of, in order, with a question mark where it may have had them before."""
    word = {"en": "Entry ", "ar": "المدخل "}[language]
    texts = [message.text for message in api.screen(chat) if message.by_bot]
    return [text.split(word)[1][0] + "?" * (PERHAPS[language] in text) for text in texts]


async def test_a_429_leaves_no_doubt(api: BotApi, bot: BotApplication, database: Path) -> None:
    follow(database, api)
    publish(database, news(1), news(2))
    api.fail("sendMessage", 429, retry_after=1)
    await run_job(bot, "news")
    await run_job(bot, "news")
    assert told(api) == ["1", "2"]


async def test_a_refusal_leaves_no_doubt(api: BotApi, bot: BotApplication, database: Path, clock: Clock) -> None:
    follow(database, api)
    publish(database, news(1))
    api.fail("sendMessage", 400, "Bad Request: not enough rights to send text messages to the chat", times=2)
    for _ in range(3):
        await run_job(bot, "news")
    assert told(api) == ["1"]


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize(("fault", "came"), [("cut", ["1", "1?"]), ("drop", ["1?"])])
async def test_what_may_have_come_is_sent_once_more_and_says_so(
    api: BotApi, bot: BotApplication, database: Path, clock: Clock, fault: str, came: list[str], language: str
) -> None:
    follow(database, api, language=language)
    publish(database, news(1), news(2))
    getattr(api, fault)("sendMessage")
    await run_job(bot, "news")
    before = told(api, language)
    await run_job(bot, "news")
    assert told(api, language) == before  # not at once, and the next does not overtake it
    clock.later(minutes=1)
    await run_job(bot, "news")
    clock.later(days=1)
    await run_job(bot, "news")
    assert told(api, language) == [*came, "2"]


async def test_a_gateway_that_fails_for_hours_gets_no_flood(
    api: BotApi, bot: BotApplication, database: Path, clock: Clock
) -> None:
    follow(database, api)
    publish(database, news(1))
    api.fail("sendMessage", 502, times=1000)
    for _ in range(6 * 60):
        await run_job(bot, "news")
        clock.later(minutes=1)
    assert 5 < 1000 - api.faults_left("sendMessage") < 15


@pytest.mark.parametrize(("fault", "came"), [("hold", ["1", "1?"]), ("stall", ["1?"])])
async def test_a_kill_while_it_is_sent_loses_nothing_and_a_repeat_says_so(
    api: BotApi, database: Path, fault: str, came: list[str]
) -> None:
    follow(database, api)
    publish(database, news(1), news(2))
    getattr(api, fault)("sendMessage")
    async with started(api, database, *RUN) as process:
        await api.until(lambda: any(call.method == "sendMessage" for call in api.calls), "news", within=STARTED)
        process.kill()
        await process.wait()
    soon = Clock(datetime.now(UTC) + timedelta(minutes=5))
    for _ in range(2):
        async with running(api, database, soon) as bot:
            await run_job(bot, "news")
    assert told(api) == [*came, "2"]


async def test_a_digest_that_may_have_come_is_sent_whole_and_what_is_newer_for_itself(
    api: BotApi, bot: BotApplication, database: Path, clock: Clock
) -> None:
    follow(database, api, what=Follow(Subject.EVERYTHING, pace=Pace.DAILY))
    publish(database, *(news(number) for number in range(1, 5)))
    await run_job(bot, "news")
    clock.later(days=1)
    publish(database, news(5))
    api.cut("sendMessage")
    for _ in range(3):
        await run_job(bot, "news")
        clock.later(days=1)
    digests = [message.text for message in api.screen(CHAT)]
    entries = [[number for number in range(1, 6) if f"Entry {number}." in text] for text in digests]
    assert entries == [[1, 2, 3, 4], [1, 2, 3, 4], [5]]
    assert [PERHAPS["en"] in text for text in digests] == [False, True, False]


async def test_a_group_that_moved_unseen_is_told_once(api: BotApi, bot: BotApplication, database: Path) -> None:
    old = Group(id=-4001, members=(AMIRA, OMAR), admins=(OMAR,), basic=True)
    new = Group(-1001000009998, old.name, old.members, old.admins)
    follow(database, api, old, language="ar")
    api.chats.migrate(old, new)
    publish(database, news(1))
    await run_job(bot, "news")
    await run_job(bot, "news")
    assert told(api, "ar", new) == ["1"]
    api.take_refusals("upgraded")


async def test_only_what_never_went_out_was_surely_not_done(api: BotApi) -> None:
    async def failure(url: str, **timeouts: float) -> TelegramError:
        async with PlainRequest(**timeouts) as request:
            with pytest.raises(TelegramError) as caught:
                await request.post(url)
        return caught.value

    api.stall("getMe")
    api.drop("getMe")
    api.cut("getMe")
    api.fail("getMe", 502)
    api.fail("getMe", 429, retry_after=1)
    api.fail("getMe", 403)
    method = f"{api.base_url}{api.token}/getMe"
    assert surely_not_done(await failure("http://127.0.0.1:1/getMe"))
    assert not surely_not_done(await failure(method, read_timeout=0.1))
    for sure in (False, False, False, True, True):
        assert surely_not_done(await failure(method)) is sure


async def test_who_stops_following_meanwhile_is_told_no_more(
    api: BotApi, bot: BotApplication, database: Path, clock: Clock
) -> None:
    follow(database, api)
    publish(database, news(1), news(2))
    api.drop("sendMessage")
    await run_job(bot, "news")
    await api.say("/unfollow Hama")
    await api.next_message(CHAT)
    clock.later(hours=1)
    before = len(api.sent())
    await run_job(bot, "news")
    assert len(api.sent()) == before
