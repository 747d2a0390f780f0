"""/mistakes: what readers reported, an entry a page, until somebody at the desk says that it is dealt with."""

import shutil
from collections.abc import AsyncIterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from db.connection import open_for_writing
from db.mistakes import close_mistakes, mistaken_entry, open_mistakes, report_mistake
from handlers.context import BotApplication
from tests.telegram.bot_api import BotApi
from tests.telegram.desk_bot import DESK, EDITOR, EDITOR_AR, READER, REVIEWER, at_desk, make_with_desk
from tests.telegram.screen import Shown
from tests.telegram.small_timeline import news, publish
from tests.telegram.world import Chat, Person, PrivateChat

DAY = date(2026, 11, 27)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = make_with_desk(tmp_path_factory.mktemp("made") / "tarikh.db")
    publish(path, news(1))
    return path


@pytest.fixture
def database(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(made, tmp_path))


@pytest.fixture
async def bot(api: BotApi, database: Path) -> AsyncIterator[BotApplication]:
    async with at_desk(api, database) as application:
        yield application


def report(database: Path, *reports: tuple[str, str]) -> None:
    with closing(open_for_writing(database)) as store:
        for entry, text in reports:
            report_mistake(store, entry, text, DAY)


def still_open(database: Path) -> list[str]:
    with closing(open_for_writing(database)) as store:
        return [one.text for one in open_mistakes(store)]


async def ask(api: BotApi, text: str, sender: Person, chat: Chat | None = None) -> Shown:
    await api.say(text, sender=sender, chat=chat)
    return await api.next_message(chat or PrivateChat(sender))


async def test_what_readers_report_is_seen_and_dealt_with(api: BotApi, bot: BotApplication, database: Path) -> None:
    # A reader reports from under an answer…
    answer = await ask(api, "when did Hama fall", READER)
    await api.press(answer, "mistake", by=READER)
    asked = await api.next_message(PrivateChat(READER))
    await api.say("It was in the morning <b>already</b>", sender=READER, reply_to=asked)
    await api.next_message(PrivateChat(READER))
    report(database, ("news-001", ""), ("2024-12-05-hama", "The map is wrong"))
    # …and the desk sees an entry a page, with nobody's name.
    page = await ask(api, "/mistakes", REVIEWER)
    assert "2 reports on this entry (1 of 2)" in page.text
    assert "Forces captured Hama." in page.text
    assert "It was in the morning <b>already</b>" in page.text
    assert "The map is wrong" in page.text
    assert READER.first_name not in page.text
    await api.press(page, "Show the entry", by=REVIEWER)
    shown = await api.next_message(PrivateChat(REVIEWER))
    assert "Forces captured Hama." in shown.text
    assert "TAG24" in shown.text
    await api.press(page, "More", by=REVIEWER)
    second = await api.next_edit(PrivateChat(REVIEWER))
    assert "1 report on this entry (2 of 2)" in second.text
    assert "without words" in second.text
    await api.press(second, "Done", by=REVIEWER)
    first = await api.next_edit(PrivateChat(REVIEWER))
    assert "(1 of 1)" in first.text
    await api.press(first, "Done", by=REVIEWER)
    assert "No mistakes" in (await api.next_edit(PrivateChat(REVIEWER))).text
    assert still_open(database) == []


async def test_in_arabic_and_for_who_asked_alone(api: BotApi, bot: BotApplication, database: Path) -> None:
    report(database, ("2024-12-05-hama", "التاريخ خطأ"))
    page = await ask(api, "/mistakes", EDITOR_AR, DESK)
    assert "بلاغ واحد عن هذا المدخل (1 من 1)" in page.text
    assert "التاريخ خطأ" in page.text
    assert (await api.pressed(await api.press(page, "انتهى", by=EDITOR)))["text"]
    assert still_open(database) == ["التاريخ خطأ"]
    await api.press(page, "انتهى", by=EDITOR_AR)
    assert "لا توجد أخطاء" in (await api.next_edit(DESK)).text


async def test_what_nobody_has_read_is_not_dealt_with(api: BotApi, bot: BotApplication, database: Path) -> None:
    report(database, *(("2024-12-05-hama", f"{number} " + "x" * 990) for number in range(8)))
    page = await ask(api, "/mistakes", EDITOR)
    assert "and 5 more" in page.text
    report(database, ("2024-12-05-hama", "later"))
    await api.press(page, "Done", by=EDITOR)
    page = await api.next_edit(PrivateChat(EDITOR))
    assert "6 reports" in page.text
    assert [text[:1] for text in still_open(database)] == ["3", "4", "5", "6", "7", "l"]


async def test_an_entry_that_is_gone_can_be_ticked_off(api: BotApi, bot: BotApplication, database: Path) -> None:
    report(database, ("no-such-entry", "wrong"))
    page = await ask(api, "/mistakes", EDITOR)
    assert "not in the timeline any more" in page.text
    await api.press(page, "Done", by=EDITOR)
    assert "No mistakes" in (await api.next_edit(PrivateChat(EDITOR))).text


def test_the_store_gives_entries_by_their_first_report(database: Path) -> None:
    with closing(open_for_writing(database)) as store:
        assert mistaken_entry(store, 1) is None
        for entry in ("b", "a", "b"):
            report_mistake(store, entry, entry, DAY)
        first, last = mistaken_entry(store, 1), mistaken_entry(store, 9)
        assert first is not None
        assert last is not None
        assert (first.entry, [one.number for one in first.reports], first.of) == ("b", [1, 3], 2)
        assert last.entry == "a"
        assert close_mistakes(store, 1) == 1
        assert close_mistakes(store, 99) == 0
        assert [one.number for one in open_mistakes(store)] == [2, 3]
