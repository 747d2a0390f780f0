"""What the bot says of itself."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from db.bundled import build
from handlers.context import BotApplication
from tests.telegram.bot_api import BotApi
from tests.telegram.running import running
from tests.telegram.world import AMIRA, OMAR, Person


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("timeline") / "tarikh.db"
    build(path)
    return path


@pytest.fixture
async def bot(api: BotApi, database: Path) -> AsyncIterator[BotApplication]:
    async with running(api, database) as application:
        yield application


@pytest.mark.parametrize(
    ("command", "sender", "words"),
    [
        ("/start", AMIRA, ["when did Hama fall", "/help"]),
        ("/start e_2024", AMIRA, ["no such entry"]),
        ("/start ref42", AMIRA, ["when did Hama fall"]),
        ("/start", OMAR, ["متى سقطت حماة", "/help"]),
        ("/help", AMIRA, ["When did Hama fall?", "How many", "/about"]),
        ("/help", OMAR, ["متى سقطت حماة؟", "/about"]),
        ("/help", Person(9, "Sara", language_code="ar-SY"), ["متى سقطت حماة؟"]),
        ("/help", Person(10, "Léa", language_code="fr"), ["When did Hama fall?"]),
        ("/help", Person(11, "Nobody", language_code=None), ["When did Hama fall?"]),
        ("/about", AMIRA, ["750 entries", "2026", "no language model", "MIT", "losing side"]),
        ("/about", OMAR, ["750", "2026", "نموذج لغوي", "MIT"]),
        ("/nonsense", AMIRA, ["/help"]),
    ],
)
async def test_commands_speak_the_language_of_the_telephone(
    api: BotApi, bot: BotApplication, command: str, sender: Person, words: list[str]
) -> None:
    asked = await api.say(command, sender=sender)
    answer = await api.next_message()
    assert [word for word in words if word not in answer.text] == []
    assert answer.reply_to == asked.id
    assert "{" not in answer.text


async def test_a_picture_is_told_that_only_text_is_read(api: BotApi, bot: BotApplication) -> None:
    await api.send_file("photo.pdf", b"%PDF", caption="when did Hama fall")
    assert "text" in (await api.next_message()).text


async def test_the_menus_are_there_in_both_languages(api: BotApi, bot: BotApplication) -> None:
    assert list(api.menu()) == ["ask", "help", "about"]
    assert list(api.menu(language="ar")) == ["ask", "help", "about"]
    assert api.menu()["help"] != api.menu(language="ar")["help"]


async def test_a_restart_does_not_set_again_what_is_set(api: BotApi, database: Path) -> None:
    for _ in range(2):
        async with running(api, database):
            pass
    assert [len(api.sent(f"setMy{what}")) for what in ("Commands", "Description", "ShortDescription")] == [
        2,
        2,
        2,
    ]


async def test_menus_that_can_not_be_set_do_not_keep_the_bot_from_answering(api: BotApi, database: Path) -> None:
    api.fail("setMyCommands", 400, "Bad Request: BOT_COMMAND_INVALID")
    async with running(api, database):
        await api.say("/help")
        assert (await api.next_message()).text
