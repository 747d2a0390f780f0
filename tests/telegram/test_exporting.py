"""/export: the timeline or a part of it as a file, as the command line writes it."""

import shutil
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import pytest

from db.connection import open_for_reading
from db.exporting import each_line
from db.querying import Query, csv_lines, query_lines
from handlers.context import BotApplication
from handlers.desk import exporting, long_work
from tests.telegram.bot_api import BotApi
from tests.telegram.desk_bot import DESK, EDITOR, EDITOR_AR, REVIEWER, at_desk, make_with_desk
from tests.telegram.screen import Shown
from tests.telegram.small_timeline import news, publish
from tests.telegram.world import Chat, Person, PrivateChat


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = make_with_desk(tmp_path_factory.mktemp("made") / "tarikh.db")
    publish(path, *(news(number) for number in range(3)), news(4, "homs"))
    return path


@pytest.fixture
def database(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(made, tmp_path))


@pytest.fixture
async def bot(api: BotApi, database: Path) -> AsyncIterator[BotApplication]:
    async with at_desk(api, database) as application:
        yield application


async def file_for(api: BotApi, text: str, sender: Person = EDITOR, chat: Chat | None = None) -> Shown:
    await api.say(text, sender=sender, chat=chat)
    return await api.next_message(chat or PrivateChat(sender))


async def test_all_of_it_as_records(api: BotApi, bot: BotApplication, database: Path) -> None:
    sent = await file_for(api, "/export", REVIEWER)
    with closing(open_for_reading(database)) as reading:
        assert api.file(sent).decode() == "".join(each_line(reading))
    assert sent.file is not None
    assert sent.file.endswith(".jsonl")
    assert "Entries: 5" in sent.text
    assert "revision 2" in sent.text


async def test_a_query_as_a_sheet_with_the_words_of_the_command_line(
    api: BotApi, bot: BotApplication, database: Path
) -> None:
    sent = await file_for(api, "/export --place homs --format csv", chat=DESK)
    with closing(open_for_reading(database)) as reading:
        assert api.file(sent).decode() == "".join(csv_lines(reading, Query(places=("homs",))))
    assert sent.file is not None
    assert sent.file.endswith(".csv")
    assert "Entries: 1 · Homs" in sent.text


async def test_a_query_in_arabic_words(api: BotApi, bot: BotApplication, database: Path) -> None:
    sent = await file_for(api, "/export حماة", EDITOR_AR)
    with closing(open_for_reading(database)) as reading:
        assert api.file(sent).decode() == "".join(query_lines(reading, Query(places=("hama",))))
    assert "المداخل: 4 · حماة" in sent.text


async def test_what_can_not_be_exported_is_said(api: BotApi, bot: BotApplication) -> None:
    assert "can’t read “Atlantis”" in (await file_for(api, "/export Atlantis")).text
    assert "لا أفهم" in (await file_for(api, "/export أطلنطس", EDITOR_AR)).text
    assert "No entry meets this: Homs and 2015." in (await file_for(api, "/export Homs 2015")).text


async def test_what_is_too_large_for_telegram_is_refused_with_the_way_there_is(
    api: BotApi, bot: BotApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exporting, "LARGEST_SENT", exporting._ROOM + 1000)
    assert "tarikh export --place hama --format csv > FILE" in (await file_for(api, "/export csv Hama")).text
    assert "tarikh export > FILE" in (await file_for(api, "/export", EDITOR_AR)).text


async def test_how_far_it_is_is_told_where_it_takes_long(
    api: BotApi, bot: BotApplication, database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(database, *(news(number) for number in range(10, 800)))
    monkeypatch.setattr(long_work, "PACE", 0.001)
    said = await file_for(api, "/export")
    assert "Writing the file:" in said.text
    sent = await api.next_message(PrivateChat(EDITOR))
    assert "Entries: 795" in sent.text
    await api.until(lambda: api.screen(PrivateChat(EDITOR))[1].text == "The file is ready.", "the end")
