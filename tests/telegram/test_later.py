"""Questions are answered while somebody else holds the database, and what is kept of the answers is kept after it."""

import shutil
from contextlib import closing
from pathlib import Path

import pytest

from db.chats import Chats
from db.connection import open_for_reading, open_for_writing
from db.gaps import Gaps
from handlers import later
from tests.telegram.bot_api import BotApi
from tests.telegram.desk_bot import READER, at_desk, make_with_desk
from tests.telegram.world import PrivateChat


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_with_desk(tmp_path_factory.mktemp("made") / "tarikh.db")


async def test_a_long_write_holds_up_no_answer_and_loses_nothing(
    api: BotApi, made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(later, "PATIENCE", 0.05)
    database, chat = Path(shutil.copy(made, tmp_path)), PrivateChat(READER)
    async with at_desk(api, database):
        with closing(open_for_writing(database)) as other:
            other.conn.execute("BEGIN IMMEDIATE")  # as an import does for as long as it takes
            for question in ("when did Hama fall", "when did Homs fall", "who took Hama"):
                await api.say(question, sender=READER)
                assert (await api.next_message(chat)).text
            with closing(open_for_reading(database)) as reading:
                assert Chats(reading).answers_with(["2024-12-05-hama"]) == ()
            other.conn.rollback()
    with closing(open_for_reading(database)) as reading:  # the end waited for what was to be kept
        assert len(Chats(reading).answers_with(["2024-12-05-hama"])) == 2
        assert [gap.text for gap in Gaps(reading).page(1, 9)[0]] == ["when did homs fall"]
