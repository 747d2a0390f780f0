"""What the bot says of itself."""

import shutil
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import pytest

from answering.wording import phrase
from db.connection import open_for_reading
from handlers import examples
from handlers.context import BotApplication
from tests.telegram.bot_api import BotApi
from tests.telegram.running import running
from tests.telegram.world import AMIRA, BOT, OMAR, Group, Person


@pytest.fixture(scope="module")
def database(bundled_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copy(bundled_path, tmp_path_factory.mktemp("timeline")))


@pytest.fixture
async def bot(api: BotApi, database: Path) -> AsyncIterator[BotApplication]:
    async with running(api, database) as application:
        yield application


@pytest.fixture
async def shown(api: BotApi, database: Path) -> AsyncIterator[BotApplication]:
    """The bot with its menus set."""
    async with running(api, database, shown=True) as application:
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
        ("/about", OMAR, ["في السجل 750 مدخلاً", "2026", "نموذج لغوي", "MIT"]),
        (
            "/help",
            AMIRA,
            ["In a group: put /ask", "/follow to have new entries posted there", f"write @{BOT.username}"],
        ),
        ("/help", OMAR, ["في المجموعات: ضع", "في القنوات: ينشر", f"@{BOT.username}"]),
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


@pytest.mark.parametrize(
    ("sender", "words"),
    [
        (AMIRA, ("{confirmed} confirmed", "{reported} reported", "{claimed} only claimed", "{disputed} disputed")),
        (OMAR, ("{confirmed} مؤكدة", "{reported} منقولة", "{claimed} ادعاء فقط", "{disputed} متنازع عليها")),
    ],
)
async def test_about_counts_what_there_is_by_how_well_it_stands(
    api: BotApi, bot: BotApplication, database: Path, sender: Person, words: tuple[str, ...]
) -> None:
    with closing(open_for_reading(database)) as store:
        stands = Counter(row["status"] for row in store["event"].rows)
        (newest,) = store.execute('SELECT max("end") FROM event').fetchone()
        (pages,) = store.execute("SELECT count(DISTINCT source) FROM report").fetchone()
    await api.say("/about", sender=sender)
    told = (await api.next_message()).text
    assert [word for word in words if word.format_map(stands) not in told] == []
    assert phrase("sources.pages", sender.language_code or "", count=pages, number=pages, outlets="").strip() in told
    assert told.count(newest[:4]) == 2  # the newest entry's day, as the end and as how new it is


@pytest.mark.parametrize(
    ("sender", "group", "channel"),
    [(AMIRA, "Add me to a group", "Add me to a channel"), (OMAR, "أضفني إلى مجموعة", "أضفني إلى قناة")],
)
@pytest.mark.parametrize("command", ["/start", "/help"])
async def test_it_can_be_taken_along_from_its_private_chat_alone(
    api: BotApi, bot: BotApplication, command: str, sender: Person, group: str, channel: str
) -> None:
    await api.say(command, sender=sender)
    shown = await api.next_message()
    assert shown.button(group).url == f"https://t.me/{BOT.username}?startgroup=added"
    assert shown.button(channel).url == f"https://t.me/{BOT.username}?startchannel&admin=post_messages"
    await api.say(command, chat=Group(), sender=sender)
    assert not [one for row in (await api.next_message(Group())).buttons for one in row if one.url]


async def test_a_picture_is_told_that_only_text_is_read(api: BotApi, bot: BotApplication) -> None:
    await api.send_file("photo.pdf", b"%PDF")
    assert "text" in (await api.next_message()).text


async def test_a_question_under_a_picture_is_answered(api: BotApi, bot: BotApplication) -> None:
    await api.send_file("photo.pdf", b"%PDF", caption="when did Hama fall")
    assert "5 December 2024" in (await api.next_message()).text


async def test_an_album_is_told_once(api: BotApi, bot: BotApplication) -> None:
    for number in range(4):
        await api.send_file(f"{number}.pdf", b"%PDF", media_group_id="album")
    await api.settled(bot)
    assert len(api.sent()) == 1


async def test_the_menus_are_there_by_scope_in_both_languages(api: BotApi, shown: BotApplication) -> None:
    for scope in ("all_private_chats", "all_group_chats", "all_chat_administrators"):
        english, arabic = api.menu(scope), api.menu(scope, "ar")
        assert {"ask", "help"} <= set(english)
        assert list(english) == list(arabic)
        assert [name for name in english if english[name] == arabic[name]] == []


async def test_every_command_of_the_menus_is_answered(api: BotApi, shown: BotApplication) -> None:
    assert api.menu("all_private_chats")
    for sender in (AMIRA, OMAR):
        for name in api.menu("all_private_chats"):
            await api.say(f"/{name}", sender=sender)
            answer = (await api.next_message()).text
            assert phrase("help.unknown_command", sender.language_code or "en") not in answer


@pytest.mark.parametrize(
    ("command", "sender", "example", "words"),
    [
        ("/help", AMIRA, "When did Hama fall?", ["When did Hama fall?", "5 December 2024"]),
        ("/help", OMAR, "متى سقطت حماة؟", ["متى سقطت حماة؟", "5 كانون الأول"]),
        ("/start", AMIRA, "Who controls Aleppo?", ["Who controls Aleppo?"]),
        ("/start", OMAR, "من يسيطر على حلب؟", ["من يسيطر على حلب؟"]),
    ],
)
async def test_an_example_is_answered_by_a_tap(
    api: BotApi, bot: BotApplication, command: str, sender: Person, example: str, words: list[str]
) -> None:
    await api.say(command, sender=sender)
    shown = await api.next_message()
    await api.pressed(await api.press(shown, example))
    answer = await api.next_message()
    assert [word for word in words if word not in answer.text] == []
    assert answer.links


@pytest.mark.parametrize(("sender", "language"), [(AMIRA, "en"), (OMAR, "ar")])
async def test_every_example_has_an_answer(api: BotApi, bot: BotApplication, sender: Person, language: str) -> None:
    await api.say("/help", sender=sender)
    shown = await api.next_message()
    for number in range(1, examples.EVERY + 1):
        await api.pressed(await api.press(shown, f"x:{language}{number}"))
        assert (await api.next_message()).links, number


async def test_a_restart_does_not_set_again_what_is_set(api: BotApi, database: Path) -> None:
    for _ in range(2):
        async with running(api, database, shown=True):
            pass
    assert [len(api.sent(f"setMy{what}")) for what in ("Commands", "Description", "ShortDescription")] == [6, 2, 2]


async def test_menus_that_can_not_be_set_do_not_keep_the_bot_from_answering(api: BotApi, database: Path) -> None:
    api.fail("setMyCommands", 400, "Bad Request: BOT_COMMAND_INVALID")
    async with running(api, database, shown=True):
        await api.say("/help")
        assert (await api.next_message()).text
