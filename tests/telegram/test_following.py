"""Following: asked for in words or with buttons, told in order, each entry once, at the chat's own hours."""

import shutil
from collections.abc import AsyncIterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from db.chats import Chats, Follow, Pace, Preferences, Quiet, Subject
from db.connection import open_for_writing
from handlers.context import BotApplication
from tests.telegram.bot_api import BotApi
from tests.telegram.running import run_job, running
from tests.telegram.screen import Button, Shown
from tests.telegram.small_timeline import make, news, publish
from tests.telegram.world import AMIRA, OMAR, Channel, Chat, Group, Person, PrivateChat

GROUP = Group(members=(AMIRA, OMAR), admins=(AMIRA,))
FORUM = Group(-1001000000007, "Forum", (AMIRA,), (AMIRA,), topics=(5,))
CHANNEL = Channel(admins=(AMIRA,))


@dataclass
class Clock:
    """A clock that a test sets."""

    time: datetime = datetime(2024, 12, 10, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.time

    def to(self, hour: int, *, day: int = 10) -> None:
        self.time = datetime(2024, 12, day, hour, tzinfo=UTC)


@pytest.fixture
def clock() -> Clock:
    return Clock()


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


def kept(database: Path, chat: Chat) -> tuple[Follow, ...]:
    with closing(open_for_writing(database)) as store:
        return Chats(store).follows(chat.id)


def prefer(database: Path, chat: Chat, wanted: Preferences) -> None:
    with closing(open_for_writing(database)) as store:
        Chats(store).prefer(chat.id, wanted)


async def ask(api: BotApi, text: str, chat: Chat | None = None, sender: Person = AMIRA, **fields: int) -> Shown:
    await api.say(text, chat=chat, sender=sender, **fields)  # type: ignore[arg-type]
    return await api.next_message(chat or PrivateChat(sender))


def buttons(message: Shown) -> list[Button]:
    """The buttons under a message."""
    return [button for row in message.buttons for button in row]


def said(api: BotApi, chat: Chat) -> list[str]:
    """The texts of the messages that tell of new entries."""
    return [
        message.text
        for message in api.screen(chat).messages
        if message.by_bot and ("Entry " in message.text or "المدخل " in message.text)
    ]


@pytest.mark.parametrize(
    ("text", "sender", "what", "words"),
    [
        ("/follow Hama", AMIRA, Follow(Subject.PLACE, "hama"), "Following: Hama."),
        ("/follow Hama province", AMIRA, Follow(Subject.PLACE, "hama-governorate"), "Hama Governorate"),
        ("/follow HTS", AMIRA, Follow(Subject.ACTOR, "hts"), "Hayat Tahrir al-Sham"),
        ("/follow airstrikes", AMIRA, Follow(Subject.KIND, "airstrike"), "Airstrikes"),
        ("/follow the airstrikes", AMIRA, Follow(Subject.KIND, "airstrike"), "Airstrikes"),
        (
            "/follow everything daily",
            AMIRA,
            Follow(Subject.EVERYTHING, pace=Pace.DAILY),
            "once a day, at 08:00 (Damascus)",
        ),
        ("/follow حماة", OMAR, Follow(Subject.PLACE, "hama"), "بدأت المتابعة: حماة."),
        ("/follow حماة", AMIRA, Follow(Subject.PLACE, "hama"), "بدأت المتابعة: حماة."),
        ("/follow كل شيء يومياً", OMAR, Follow(Subject.EVERYTHING, pace=Pace.DAILY), "مرة في اليوم عند الساعة 08:00"),
        ("/follow الغارات الجوية", OMAR, Follow(Subject.KIND, "airstrike"), "الغارات الجوية"),
    ],
)
async def test_what_is_named_is_followed(
    api: BotApi, bot: BotApplication, database: Path, text: str, sender: Person, what: Follow, words: str
) -> None:
    assert words in (await ask(api, text, sender=sender)).text
    assert kept(database, PrivateChat(sender)) == (what,)


@pytest.mark.parametrize(
    ("text", "sender", "words"),
    [
        ("/follow", AMIRA, "/follow Hama"),
        ("/follow", OMAR, "حماة"),
        ("/follow Nowhereville", AMIRA, "called “Nowhereville”"),
        ("/follow مدينة الخيال", OMAR, "لا أجد في السجل"),
        ("/follow Hama December 2024", AMIRA, "called “December 2024”"),
        ("/following", AMIRA, "follows nothing"),
        ("/unfollow", OMAR, "لا تتابع هذه المحادثة شيئاً"),
        ("/unfollow Hama", AMIRA, "follows nothing"),
    ],
)
async def test_what_can_not_be_done_is_said(
    api: BotApi, bot: BotApplication, database: Path, text: str, sender: Person, words: str
) -> None:
    assert words in (await ask(api, text, sender=sender)).text
    assert kept(database, PrivateChat(sender)) == ()


async def test_a_name_of_two_things_is_asked_about(api: BotApi, bot: BotApplication, database: Path) -> None:
    question = await ask(api, "/follow the army")
    assert [button.text for button in buttons(question)] == ["Syrian Arab Army (actor)", "New Syrian Army (actor)"]
    await api.press(question, "Syrian Arab Army (actor)")
    assert "Following: Syrian Arab Army" in (await api.next_edit()).text
    assert kept(database, PrivateChat(AMIRA)) == (Follow(Subject.ACTOR, "saa"),)


@pytest.mark.parametrize(
    ("text", "sender", "words", "labels"),
    [
        ("/follow airstrikes in Homs daily", AMIRA, "one by one", ["Homs (place)", "Airstrikes"]),
        ("/follow الغارات الجوية في حمص", OMAR, "على حدة", ["حمص (مكان)", "الغارات الجوية"]),
    ],
)
async def test_a_kind_within_a_place_is_not_taken_for_either(
    api: BotApi, bot: BotApplication, database: Path, text: str, sender: Person, words: str, labels: list[str]
) -> None:
    question = await ask(api, text, sender=sender)
    assert words in question.text
    assert [button.text for button in buttons(question)] == labels
    assert kept(database, PrivateChat(sender)) == ()


@pytest.mark.parametrize(("sender", "words"), [(AMIRA, "40 things already"), (OMAR, "40 موضوعاً")])
async def test_what_is_followed_fits_one_message(
    api: BotApi, bot: BotApplication, database: Path, sender: Person, words: str
) -> None:
    with closing(open_for_writing(database)) as store:
        for number in range(40):
            Chats(store).follow(sender.id, Follow(Subject.KIND, f"a-kind-of-a-later-version-{number}"))
    assert words in (await ask(api, "/follow حماة" if sender is OMAR else "/follow Hama", sender=sender)).text
    listed = await ask(api, "/following", sender=sender)
    assert len(buttons(listed)) == 41
    await api.press(listed, buttons(listed)[0].text)
    await api.next_edit()
    await ask(api, "/follow Hama", sender=sender)
    assert Follow(Subject.PLACE, "hama") in kept(database, PrivateChat(sender))


async def test_a_topic_that_is_gone_or_closed_does_not_keep_the_others_waiting(
    api: BotApi, bot: BotApplication, database: Path
) -> None:
    forum = Group(-1001000000008, "Forum", (AMIRA,), (AMIRA,), topics=(5, 6, 7))
    api.meet(forum)
    for thread in forum.topics:
        await ask(api, "/follow Hama", forum, thread_id=thread)
    publish(database, news(1))
    api.fail("sendMessage", 400, "Bad Request: message thread not found")
    api.fail("sendMessage", 400, "Bad Request: TOPIC_CLOSED")
    await run_job(bot, "news")
    told = [one.thread_id for one in api.screen(forum).messages if "Entry 1" in one.text]
    assert told == [7]
    assert [one.topic for one in kept(database, forum)] == [6, 7]  # what is gone is not followed any more
    await run_job(bot, "news")
    assert [one.thread_id for one in api.screen(forum).messages if "Entry 1" in one.text] == [7, 6]


async def test_pace_and_end_are_a_button_away(api: BotApi, bot: BotApplication, database: Path) -> None:
    message = await ask(api, "/follow Hama")
    await api.press(message, "Once a day")
    message = await api.next_edit()
    assert kept(database, PrivateChat(AMIRA)) == (Follow(Subject.PLACE, "hama", Pace.DAILY),)
    await api.press(message, "Stop following")
    assert "nothing any more" in (await api.next_edit()).text
    assert kept(database, PrivateChat(AMIRA)) == ()


async def test_what_is_followed_is_listed_and_left(api: BotApi, bot: BotApplication, database: Path) -> None:
    for text in ("/follow Hama", "/follow Homs daily", "/follow airstrikes"):
        await ask(api, text)
    assert "Homs: once a day, at 08:00" in (await ask(api, "/following")).text
    assert "Homs" in (await ask(api, "/unfollow homs")).text
    assert "does not follow Aleppo" in (await ask(api, "/unfollow Aleppo")).text
    listed = await ask(api, "/unfollow")
    await api.press(listed, "✕ Hama")
    await api.next_edit()
    assert kept(database, PrivateChat(AMIRA)) == (Follow(Subject.KIND, "airstrike"),)
    await ask(api, "/follow Hama")
    await api.press(await ask(api, "/following"), "✕ All of it")
    await api.next_edit()
    assert kept(database, PrivateChat(AMIRA)) == ()


async def test_in_a_group_only_admins_change_what_it_follows(api: BotApi, bot: BotApplication, database: Path) -> None:
    api.meet(GROUP)
    assert "مشرفوها" in (await ask(api, "/follow Hama", GROUP, OMAR)).text
    assert kept(database, GROUP) == ()
    message = await ask(api, "/follow Hama", GROUP, AMIRA)
    notice = await api.pressed(await api.press(message, "Stop following", by=OMAR))
    assert "admins" in notice["text"]
    anonymous = {"id": GROUP.id, "type": "supergroup", "title": GROUP.name}
    await api.say("/follow Homs", chat=GROUP, sender=OMAR, sender_chat=anonymous)
    await api.next_message(GROUP)
    assert [one.name for one in kept(database, GROUP)] == ["hama", "homs"]


async def test_news_come_in_order_and_once(api: BotApi, bot: BotApplication, database: Path) -> None:
    await ask(api, "/follow Hama")
    await ask(api, "/follow حماة", sender=OMAR)
    publish(database, news(1), news(2), news(3, "homs"))
    await run_job(bot, "news")
    await run_job(bot, "news")
    first, second = said(api, PrivateChat(AMIRA))
    assert [word for word in ("New in the timeline", "Entry 1", "TAG24") if word not in first] == []
    assert "Entry 2" in second
    arabic = said(api, PrivateChat(OMAR))
    assert len(arabic) == 2
    assert "جديد في السجل" in arabic[0]


async def test_many_at_once_are_one_message_whose_pages_turn_after_a_restart(
    api: BotApi, database: Path, clock: Clock
) -> None:
    async with running(api, database, clock) as bot:
        await ask(api, "/follow everything")
        publish(database, *(news(number) for number in range(1, 31)))
        await run_job(bot, "news")
    message = await api.next_message()
    assert "30 new entries in the timeline" in message.text
    seen = message.text
    async with running(api, database, clock):
        while more := [button for button in buttons(message) if button.text.startswith("More")]:
            await api.press(message, more[0].text)
            message = await api.next_edit()
            seen += message.text
    assert [number for number in range(1, 31) if f"Entry {number}." not in seen] == []


async def test_a_restart_neither_loses_nor_doubles(api: BotApi, database: Path, clock: Clock) -> None:
    async with running(api, database, clock):
        await ask(api, "/follow Hama")
    publish(database, news(1))
    for _ in range(2):
        async with running(api, database, clock) as bot:
            await run_job(bot, "news")
    assert len(said(api, PrivateChat(AMIRA))) == 1


async def test_what_is_refused_for_long_is_told_later_and_in_order(
    api: BotApi, bot: BotApplication, database: Path
) -> None:
    await ask(api, "/follow Hama")
    publish(database, news(1), news(2))
    api.fail("sendMessage", 400, "Bad Request: not enough rights to send text messages to the chat")
    await run_job(bot, "news")
    assert said(api, PrivateChat(AMIRA)) == []
    await run_job(bot, "news")
    assert [text.split("Entry ")[1][0] for text in said(api, PrivateChat(AMIRA))] == ["1", "2"]


async def test_who_blocked_the_bot_is_dropped_quietly(
    api: BotApi, bot: BotApplication, database: Path, caplog: pytest.LogCaptureFixture
) -> None:
    await ask(api, "/follow Hama")
    await ask(api, "/follow Hama", sender=OMAR)
    api.chats.meet(PrivateChat(AMIRA), "kicked")  # which no update has told of
    publish(database, news(1))
    await run_job(bot, "news")
    assert api.take_refusals("blocked")
    assert kept(database, PrivateChat(AMIRA)) == ()
    assert len(said(api, PrivateChat(OMAR))) == 1
    assert "ERROR" not in caplog.text


async def test_a_digest_comes_at_the_hour_of_the_chat(
    api: BotApi, bot: BotApplication, database: Path, clock: Clock
) -> None:
    prefer(database, PrivateChat(AMIRA), Preferences("en", "America/New_York", digest_hour=20))
    await ask(api, "/follow everything daily")
    publish(database, news(1), news(2))
    hours = []
    for hour in range(12, 48):
        clock.time = datetime(2024, 12, 10, tzinfo=UTC) + timedelta(hours=hour)
        before = len(said(api, PrivateChat(AMIRA)))
        await run_job(bot, "news")
        hours += [hour] * (len(said(api, PrivateChat(AMIRA))) - before)
    assert hours == [25]  # 1:00 in UTC
    assert "2 new entries" in said(api, PrivateChat(AMIRA))[0]


async def test_quiet_hours_hold_news_back(api: BotApi, bot: BotApplication, database: Path, clock: Clock) -> None:
    prefer(database, PrivateChat(AMIRA), Preferences("en", "Asia/Damascus", quiet=Quiet(22, 7)))
    await ask(api, "/follow Hama")
    publish(database, news(1))
    clock.to(20)  # 23:00 in Damascus
    await run_job(bot, "news")
    assert said(api, PrivateChat(AMIRA)) == []
    clock.to(4, day=11)  # 7:00
    await run_job(bot, "news")
    assert len(said(api, PrivateChat(AMIRA))) == 1


async def test_a_topic_and_a_channel_follow_for_themselves(api: BotApi, bot: BotApplication, database: Path) -> None:
    api.meet(FORUM, CHANNEL)
    await ask(api, "/follow Hama", FORUM, AMIRA, thread_id=5)
    await ask(api, "/follow حماة", CHANNEL)
    publish(database, news(1))
    await run_job(bot, "news")
    (told,) = [one for one in api.screen(FORUM).messages if "Entry 1" in one.text]
    assert told.thread_id == 5
    assert any("المدخل 1" in one.text for one in api.screen(CHANNEL).messages)


async def test_no_person_can_follow_for_a_group_from_elsewhere(
    api: BotApi, bot: BotApplication, database: Path
) -> None:
    """A channel that writes in a group is no admin of it."""
    api.meet(GROUP)
    await api.say("/follow Hama", chat=GROUP, sender=AMIRA, sender_chat=CHANNEL.json())
    assert "admins" in (await api.next_message(GROUP)).text
    assert kept(database, GROUP) == ()


async def test_the_clean_up_forgets_what_waited_too_long(
    api: BotApi, bot: BotApplication, database: Path, clock: Clock
) -> None:
    prefer(database, PrivateChat(AMIRA), Preferences("en", quiet=Quiet(0, 23)))
    await ask(api, "/follow Hama")
    publish(database, news(1))
    await run_job(bot, "news")
    clock.to(12, day=18)
    await run_job(bot, "clean-up")
    with closing(open_for_writing(database)) as store:
        assert Chats(store).kept(AMIRA.id).due == 0
