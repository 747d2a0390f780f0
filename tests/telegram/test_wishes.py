"""Plain words in a private chat do what a command does; in a group, and inside a question, they are words."""

import shutil
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import pytest

from answering.wishes import Wish, Wished, wished
from db.chats import Chats, Follow, Pace, Subject
from db.connection import open_for_writing
from db.mistakes import open_mistakes
from handlers.context import BotApplication
from tests.telegram.bot_api import BotApi
from tests.telegram.running import running
from tests.telegram.screen import Shown
from tests.telegram.small_timeline import make, news, publish
from tests.telegram.world import AMIRA, OMAR, Group, Person, PrivateChat


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make(tmp_path_factory.mktemp("made") / "tarikh.db")


@pytest.fixture
def database(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(made, tmp_path))


@pytest.fixture
async def bot(api: BotApi, database: Path) -> AsyncIterator[BotApplication]:
    async with running(api, database) as application:
        yield application


async def say(api: BotApi, text: str, sender: Person = AMIRA) -> Shown:
    await api.say(text, sender=sender)
    return await api.next_message(PrivateChat(sender))


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("Stop!", Wished(Wish.UNFOLLOW)),
        ("That’s wrong", Wished(Wish.MISTAKE)),
        ("follow the Syrian army daily", Wished(Wish.FOLLOW, "the Syrian army daily")),
        ("تابع حماة", Wished(Wish.FOLLOW, "حماة")),
        ("إلغاء الاشتراك", Wished(Wish.UNFOLLOW)),
        ("بالعربي", Wished(Wish.LANGUAGE, "ar")),
        ("هٰذا خطأ!", Wished(Wish.MISTAKE)),
        ("did the shelling stop", None),
        ("what did the army follow", None),
        ("تابع", None),  # "go on"
        ("من تابع", None),
        ("", None),
        ("stop " * 100, None),
    ],
)
def test_only_a_whole_text_is_a_wish(text: str, wish: Wished | None) -> None:
    assert wished(text) == wish


@pytest.mark.parametrize(
    ("text", "sender", "words"),
    [
        ("subscribe", AMIRA, "/follow Hama"),
        ("اشتراك", OMAR, "حماة"),
        ("unsubscribe", AMIRA, "follows nothing"),
        ("توقف", OMAR, "لا تتابع هذه المحادثة شيئاً"),
        ("change language", AMIRA, "Settings of this chat"),
        ("غير اللغة", OMAR, "إعدادات هذه المحادثة"),
        ("Arabic please", AMIRA, "اللغة: العربية"),
        ("English", OMAR, "Language: English"),
        ("what do you store", AMIRA, "/forgetme"),
        ("delete my data", AMIRA, "Erase all that is kept"),
        ("احذف بياناتي", OMAR, "هل أمحو"),
        ("report a mistake", AMIRA, "under the answer"),
        ("هذا خطأ", OMAR, "تحت الجواب"),
    ],
)
async def test_plain_words_do_what_the_command_does(
    api: BotApi, bot: BotApplication, text: str, sender: Person, words: str
) -> None:
    assert words in (await say(api, text, sender)).text


async def test_what_is_to_be_followed_may_be_said(api: BotApi, bot: BotApplication, database: Path) -> None:
    assert "Following: Hama" in (await say(api, "follow Hama")).text
    assert "بدأت المتابعة: حمص" in (await say(api, "تابع حمص يومياً", OMAR)).text
    with closing(open_for_writing(database)) as store:
        assert Chats(store).follows(AMIRA.id) == (Follow(Subject.PLACE, "hama"),)
        assert Chats(store).follows(OMAR.id) == (Follow(Subject.PLACE, "homs", Pace.DAILY),)


@pytest.mark.parametrize(
    ("question", "wrong", "asked", "thanks"),
    [
        ("when did Hama fall", "that's wrong", "What is wrong with this entry", "Thank you"),
        ("متى سقطت حماة", "هذا غلط", "ما الخطأ في هذا المدخل", "شكراً لك"),
    ],
)
async def test_who_calls_an_answer_wrong_is_asked_what_is(
    api: BotApi, bot: BotApplication, database: Path, question: str, wrong: str, asked: str, thanks: str
) -> None:
    await say(api, question)
    message = await say(api, wrong)
    assert asked in message.text
    await api.say("It was in the morning.", reply_to=message)
    assert thanks in (await api.next_message()).text
    with closing(open_for_writing(database)) as store:
        assert [one.text for one in open_mistakes(store)] == ["It was in the morning."]


async def test_people_in_a_group_may_say_stop_to_each_other(api: BotApi, bot: BotApplication) -> None:
    group = Group(members=(AMIRA, OMAR))
    api.meet(group)
    for text in ("stop", "this is wrong", "follow Hama", "توقف"):
        await api.say(text, chat=group)
    await api.settled(bot)
    assert not api.sent()


@pytest.mark.parametrize(
    ("first", "question", "day"),
    [
        ("when did Hama fall", "What’s new?", "6 December 2024"),
        ("متى سقطت حماة", "آخر الأخبار", "6 كانون الأول"),
        ("متى سقطت حماة", "شو في جديد", "6 كانون الأول"),
    ],
)
async def test_news_is_of_everything_whatever_was_spoken_of(
    api: BotApi, bot: BotApplication, database: Path, first: str, question: str, day: str
) -> None:
    publish(database, news(6, "homs", when="2024-12-06"))
    await say(api, first)
    assert day in (await say(api, question)).text
