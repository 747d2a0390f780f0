"""/settings, /privacy and /forgetme: what a chat sets holds everywhere, and goes without a trace."""

import re
import shutil
from collections.abc import AsyncIterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.menus import PRIVATE
from db.chats import Asking, Chats, Digits, Kept, Preferences, Quiet
from db.connection import open_for_writing
from handlers.context import BotApplication
from tests.telegram.bot_api import BotApi
from tests.telegram.running import run_job, running
from tests.telegram.screen import Shown
from tests.telegram.small_timeline import make, news, publish
from tests.telegram.world import AMIRA, OMAR, Channel, Chat, Group, Person, PrivateChat

GROUP = Group(members=(AMIRA, OMAR), admins=(AMIRA,))
CHANNEL = Channel(admins=(AMIRA,))


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


def kept(database: Path, chat: Chat) -> Kept:
    with closing(open_for_writing(database)) as store:
        return Chats(store).kept(chat.id)


async def ask(api: BotApi, text: str, chat: Chat | None = None, sender: Person = AMIRA) -> Shown:
    await api.say(text, chat=chat, sender=sender)
    return await api.next_message(chat or PrivateChat(sender))


async def press(api: BotApi, message: Shown, *buttons: str) -> Shown:
    for button in buttons:
        await api.press(message, button)
        message = await api.next_edit()
    return message


@pytest.mark.parametrize(
    ("buttons", "wanted", "words"),
    [
        (["العربية"], Preferences(language="ar"), "اللغة: العربية"),
        (["Eastern Arabic digits"], Preferences(digits=Digits.ARABIC), "Digits in Arabic texts: Eastern"),
        (["Time zone", "Berlin"], Preferences(timezone="Europe/Berlin"), "Time zone: Berlin"),
        (["Quiet hours", "23:00 to 08:00"], Preferences(quiet=Quiet(23, 8)), "Quiet hours: 23:00 to 08:00"),
        (["Quiet hours", "23:00 to 08:00", "Quiet hours", "none"], Preferences(), "Quiet hours: none"),
        (["Hour of the digest", "21:00"], Preferences(digest_hour=21), "Daily digest at: 21:00"),
        (["Time zone", "« Settings"], None, "Time zone: Damascus"),
    ],
)
async def test_a_button_sets_what_it_says(
    api: BotApi, bot: BotApplication, database: Path, buttons: list[str], wanted: Preferences | None, words: str
) -> None:
    message = await press(api, await ask(api, "/settings"), *buttons)
    assert words in message.text
    assert kept(database, PrivateChat(AMIRA)).preferences == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("/settings Arabic", Preferences(language="ar")),
        ("/settings العربية", Preferences(language="ar")),
        ("/settings English", Preferences(language="en")),
        ("/settings Europe/Madrid", Preferences(timezone="Europe/Madrid")),
        ("/settings new york", Preferences(timezone="America/New_York")),
        ("/settings دمشق", Preferences(timezone="Asia/Damascus")),
        ("/settings باريس", Preferences(timezone="Europe/Paris")),
        ("/settings 22-6", Preferences(quiet=Quiet(22, 6))),
        ("/settings ٢٢-٦", Preferences(quiet=Quiet(22, 6))),
        ("/settings the moon", None),
        ("/settings 25-30", None),
    ],
)
async def test_what_has_no_button_can_be_written(
    api: BotApi, bot: BotApplication, database: Path, text: str, wanted: Preferences | None
) -> None:
    answer = await ask(api, text)
    assert ("can’t set" in answer.text) is (wanted is None)
    assert kept(database, PrivateChat(AMIRA)).preferences == wanted


async def test_an_arabic_chat_is_arabic_throughout(api: BotApi, bot: BotApplication, database: Path) -> None:
    await ask(api, "/settings Arabic")
    menu = [f"/{name}" for name in PRIVATE]
    for command in ("/start", *menu, "/nonsense", "/timeline حمص", "...", "👍"):
        message = await ask(api, command)
        words = re.sub(r"/\w+|\bMIT\b|[A-Z]\w+/[A-Z]\w+|English|@\w+|TAG24", "", message.text)
        assert not re.search(r"[A-Za-z]{2,}", words), message.text
        labels = [button.text for row in message.buttons for button in row]
        assert [label for label in labels if re.search(r"[A-Za-z]{2,}", label) and label != "English"] == []
    assert "captured" in (await ask(api, "when did Hama fall")).text  # a question has its own language


async def test_digits_are_those_of_the_chat_in_all_that_is_shown(
    api: BotApi, bot: BotApplication, database: Path
) -> None:
    await press(api, await ask(api, "/settings", sender=OMAR), "أرقام مشرقية")
    answer = await ask(api, "متى سقطت حماة", sender=OMAR)
    assert "٥ كانون الأول" in answer.text
    assert "TAG24" in answer.text
    assert not re.search(r"\d", re.sub(r"[٠-٩]|TAG24", "", answer.text))
    about = await ask(api, "/about", sender=OMAR)
    assert not re.search(r"[0-9]", about.text)
    hours = await press(api, await ask(api, "/settings", sender=OMAR), "موعد الملخص")
    assert hours.buttons[0][1].text == "٠١:٠٠"
    assert "5 December" in (await ask(api, "when did Hama fall", sender=OMAR)).text
    await ask(api, "/follow حماة", sender=OMAR)
    publish(database, news(8))
    await run_job(bot, "news")
    told = (await api.next_message(PrivateChat(OMAR))).text
    assert "المدخل ٨" in told
    assert not re.search(r"[0-9]", told.replace("TAG24", ""))


async def test_in_a_group_admins_set_who_may_ask(api: BotApi, bot: BotApplication, database: Path) -> None:
    api.meet(GROUP)
    await api.say("/settings", chat=GROUP, sender=OMAR)
    assert "مشرفو" in (await api.next_message(GROUP)).text
    message = await ask(api, "/settings", GROUP)
    notice = await api.pressed(await api.press(message, "Turn answers off", by=OMAR))
    assert "مشرفو" in notice["text"]
    await api.press(message, "Turn answers off", by=AMIRA)
    message = await api.next_edit()
    assert "Answers in this group: off" in message.text
    await api.press(message, "Only admins may ask", by=AMIRA)
    await api.next_edit()
    wanted = Preferences(replies=False, asking=Asking.ADMINS)
    assert kept(database, GROUP).preferences == wanted
    anonymous = {"id": GROUP.id, "type": "supergroup", "title": GROUP.name}
    await api.say("/settings Arabic", chat=GROUP, sender=OMAR, sender_chat=anonymous)
    assert "إعدادات" in (await api.next_message(GROUP)).text
    assert (now := kept(database, GROUP).preferences)
    assert now.language == "ar"


async def test_a_channel_is_set_by_what_is_posted_in_it(api: BotApi, bot: BotApplication, database: Path) -> None:
    api.meet(CHANNEL)
    assert "اللغة" in (await ask(api, "/settings العربية", CHANNEL)).text
    assert (now := kept(database, CHANNEL).preferences)
    assert now.language == "ar"


async def test_privacy_lists_what_is_kept_and_forgetme_erases_it(
    api: BotApi, bot: BotApplication, database: Path
) -> None:
    assert "Nothing is kept" in (await ask(api, "/privacy")).text
    for text in ("/settings Europe/Berlin", "/settings 22-6", "/follow Hama", "when did Hama fall"):
        await ask(api, text)
    listed = (await ask(api, "/privacy")).text
    for words in ("Berlin", "22:00 to 06:00", "It follows: Hama", "1 of my messages", "30 days", "/forgetme"):
        assert words in listed
    assert any(AMIRA.id in row for row in _rows(database))
    message = await ask(api, "/forgetme")
    assert kept(database, PrivateChat(AMIRA)).answers == 1  # not before the button
    await api.press(message, "Erase all of it")
    assert "Erased" in (await api.next_edit()).text
    assert kept(database, PrivateChat(AMIRA)) == Kept(None, (), 0, 0)
    assert not any(AMIRA.id in row for row in _rows(database))
    assert "Nothing is kept" in (await ask(api, "/privacy")).text


async def test_privacy_speaks_arabic(api: BotApi, bot: BotApplication, database: Path) -> None:
    assert "لا يُحفظ شيء" in (await ask(api, "/privacy", sender=OMAR)).text
    for text in ("/settings برلين", "/settings ٢٢-٦", "/follow حماة", "متى سقطت حماة"):
        await ask(api, text, sender=OMAR)
    listed = (await ask(api, "/privacy", sender=OMAR)).text
    for words in ("برلين", "من 22:00 إلى 06:00", "تتابع: حماة", "رسالة واحدة مني", "30 يوماً", "/forgetme"):
        assert words in listed
    message = await ask(api, "/forgetme", sender=OMAR)
    await api.press(message, "امحُ كل ذلك")
    assert "مُحي" in (await api.next_edit()).text
    assert kept(database, PrivateChat(OMAR)) == Kept(None, (), 0, 0)


async def test_only_admins_erase_what_a_group_has(api: BotApi, bot: BotApplication, database: Path) -> None:
    api.meet(GROUP)
    await ask(api, "/follow Hama", GROUP)
    await api.say("/forgetme", chat=GROUP, sender=OMAR)
    await api.next_message(GROUP)
    message = await ask(api, "/forgetme", GROUP)
    await api.pressed(await api.press(message, "Erase all of it", by=OMAR))
    assert kept(database, GROUP).follows
    await api.press(message, "Erase all of it", by=AMIRA)
    await api.next_edit()
    assert not kept(database, GROUP).follows


async def test_a_chats_day_is_that_of_its_time_zone(api: BotApi, database: Path) -> None:
    late = datetime(2024, 12, 5, 23, tzinfo=UTC)  # already the 6th in Damascus, still the 5th in New York
    async with running(api, database, lambda: late):
        assert "captured" not in (await ask(api, "what happened today")).text
        await ask(api, "/settings new york")
        assert "captured" in (await ask(api, "what happened today")).text


def _rows(database: Path) -> list[tuple[object, ...]]:
    """Every row of the tables that are kept for chats."""
    with closing(open_for_writing(database)) as store:
        return [tuple(row.values()) for table in ("chat", "follow", "answered", "due") for row in store[table].rows]
