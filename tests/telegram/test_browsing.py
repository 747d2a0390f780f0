"""Browsing the record: lists with pages, this day, sources, links to entries, and mistakes that readers report."""

import re
import shutil
from collections.abc import AsyncIterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from db.connection import open_for_writing
from db.mistakes import ReportedMistake, close_mistake, open_mistakes
from db.model import Kind, Status
from handlers.context import BotApplication
from handlers.links import event_in, link_to
from tests.builders import event
from tests.telegram.bot_api import BotApi
from tests.telegram.running import running
from tests.telegram.screen import Button, Shown
from tests.telegram.small_timeline import make, news
from tests.telegram.world import AMIRA, OMAR, Person, PrivateChat

NOW = datetime(2026, 12, 5, 12, tzinfo=UTC)
LONG = "2013-08-21-" + "a-very-long-name-of-an-entry-" * 3 + "إدلب"
ENTRIES = (
    *(news(number, "homs") for number in range(1, 13)),
    replace(
        event(
            "2016-12-05-talks",
            "2016-12-05",
            places=("moscow",),
            kind=Kind.TALKS,
            en="Talks went on.",
            ar="استمرت المحادثات.",
        ),
        tags=("peace talks",),
    ),
    event(
        LONG, "2013-08-21", places=("aleppo",), by=("hts",), en="A long one.", ar="مدخل طويل.", status=Status.CLAIMED
    ),
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make(tmp_path_factory.mktemp("made") / "tarikh.db", *ENTRIES)


@pytest.fixture
def database(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(made, tmp_path))


@pytest.fixture
async def bot(api: BotApi, database: Path) -> AsyncIterator[BotApplication]:
    async with running(api, database, lambda: NOW) as application:
        yield application


async def ask(api: BotApi, text: str, sender: Person = AMIRA, **fields: Shown) -> Shown:
    await api.say(text, sender=sender, **fields)  # type: ignore[arg-type]
    return await api.next_message(PrivateChat(sender))


def buttons(message: Shown) -> dict[str, Button]:
    return {button.text: button for row in message.buttons for button in row}


@pytest.mark.parametrize(
    ("text", "sender", "words"),
    [
        ("/timeline Homs", AMIRA, "Homs: 12 entries"),
        ("/timeline حمص", OMAR, "حمص: 12 مدخلاً"),
        ("/timeline HTS", AMIRA, "Hayat Tahrir al-Sham: 2 entries"),
        ("/timeline 2016", AMIRA, "2016: 1 entry"),
        ("/timeline Hama December 2024", AMIRA, "1 entry"),
        ("/timeline Peace Talks", AMIRA, "peace talks: 1 entry"),
        ("/timeline", AMIRA, "/timeline Hama"),
        ("/timeline", OMAR, "كانون الأول"),
        ("/timeline Nowhereville", AMIRA, "called “Nowhereville”"),
        ("/timeline Damascus", AMIRA, "Nothing is recorded for “Damascus”"),
        ("/timeline دمشق", OMAR, "لا شيء مسجّل"),
        ("/today", AMIRA, "On this day in earlier years: 5 December"),
        ("/today", OMAR, "في مثل هذا اليوم من أعوام سابقة: 5 كانون الأول (ديسمبر)"),
        ("/sources", AMIRA, "News outlets"),
        ("/sources", OMAR, "وسائل إعلام"),
    ],
)
async def test_a_list_says_what_it_is_of(
    api: BotApi, bot: BotApplication, text: str, sender: Person, words: str
) -> None:
    message = await ask(api, text, sender)
    assert words in message.text
    assert "{" not in message.text


async def test_pages_turn_after_a_restart_and_open_their_entries(api: BotApi, database: Path) -> None:
    async with running(api, database, lambda: NOW):
        message = await ask(api, "/timeline Homs")
    seen = message.text
    async with running(api, database, lambda: NOW):
        for _ in range(2):
            await api.press(message, next(name for name in buttons(message) if name.startswith("More")))
            message = await api.next_edit()
            seen += message.text
        assert [number for number in range(1, 13) if f"Entry {number}." not in seen] == []
        assert not any(name.startswith("More") for name in buttons(message))
        await api.press(message, "2")
        opened = await api.next_message()
    assert "Entry 12." in opened.text
    assert "TAG24" in opened.text


async def test_this_day_is_of_earlier_years_alone(api: BotApi, bot: BotApplication) -> None:
    message = await ask(api, "/today")
    seen = message.text
    while more := [name for name in buttons(message) if name.startswith("More")]:
        await api.press(message, more[0])
        message = await api.next_edit()
        seen += message.text
    assert "Talks went on." in seen
    assert "captured Hama" in seen
    assert "long" not in seen


async def test_sources_say_how_well_each_kind_stands(api: BotApi, bot: BotApplication) -> None:
    message = await ask(api, "/sources")
    assert "1 page from 1 outlet" in message.text
    assert re.search(r"cited in 15 entries: 14 reported and 1 only claimed", message.text), message.text


@pytest.mark.parametrize("id", ["2016-12-05-talks", LONG, "a.b", "e_x" * 30, "x"])
def test_a_link_is_one_that_telegram_takes_and_comes_back(id: str) -> None:
    carried = link_to(id, "bot").partition("?start=")[2]
    assert re.fullmatch(r"[A-Za-z0-9_-]{1,64}", carried)
    assert event_in(f"/start {carried}") in (id, *([f"~{carried[2:]}"] if carried.startswith("h_") else []))


@pytest.mark.parametrize("id", ["2016-12-05-talks", LONG])
async def test_a_link_opens_its_entry_which_can_be_shared_and_reported(
    api: BotApi, bot: BotApplication, database: Path, id: str
) -> None:
    message = await ask(api, "/start " + link_to(id, "bot").partition("?start=")[2])
    assert ("Talks went on." if id != LONG else "A long one.") in message.text
    shared = buttons(message)["Share"].url
    assert shared
    assert shared.startswith("https://t.me/share/url?url=https%3A%2F%2Ft.me%2Ftarikh_test_bot%3Fstart%3D")
    await api.press(message, "All sources")
    assert "TAG24" in (await api.next_message()).text
    await api.next_edit()  # a button that was pressed goes
    await api.press(message, "Report a mistake")
    question = await api.next_message()
    assert "not your name" in question.text
    await ask(api, "The date is wrong", reply_to=question)
    await api.press(question, "Report it without words")
    assert "Thank you" in (await api.next_edit()).text
    with closing(open_for_writing(database)) as store:
        reported = open_mistakes(store)
        assert reported == (
            ReportedMistake(1, id, "The date is wrong", date(2026, 12, 5)),
            ReportedMistake(2, id, "", date(2026, 12, 5)),
        )
        assert close_mistake(store, 1)
        assert not close_mistake(store, 1)
        assert [one.number for one in open_mistakes(store)] == [2]


async def test_a_reply_to_the_question_in_arabic_is_thanked_in_arabic(
    api: BotApi, bot: BotApplication, database: Path
) -> None:
    answer = await ask(api, "متى سقطت حماة", OMAR)
    await api.press(answer, "الإبلاغ عن خطأ")
    question = await api.next_message(PrivateChat(OMAR))
    assert "لا اسمك" in question.text
    assert "شكراً" in (await ask(api, "التاريخ خطأ", OMAR, reply_to=question)).text
    with closing(open_for_writing(database)) as store:
        assert [one.text for one in open_mistakes(store)] == ["التاريخ خطأ"]
        assert not any(OMAR.id in row.values() or "omar" in str(row).lower() for row in store["mistake"].rows)


@pytest.mark.parametrize("link", ["e_no-such-entry", "h_0123456789abcdef"])
async def test_a_link_to_what_is_not_there_says_so(api: BotApi, bot: BotApplication, link: str) -> None:
    assert "no such entry" in (await ask(api, f"/start {link}")).text
