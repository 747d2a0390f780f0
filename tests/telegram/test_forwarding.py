"""A forwarded post becomes a draft, is mended, published, and answers a question: over HTTP, in both languages."""

import re
import shutil
from collections.abc import AsyncIterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from answering.wording import phrase
from db.connection import open_for_reading
from db.drafts import Drafts
from db.timeline import Timeline
from handlers.context import BotApplication
from tests.telegram.bot_api import BotApi
from tests.telegram.desk_bot import DESK, EDITOR, EDITOR_AR, OWNER, READER, REVIEWER, at_desk, make_with_desk
from tests.telegram.origins import Origin, of_channel, of_group, of_person, of_somebody
from tests.telegram.screen import Shown
from tests.telegram.world import BOT, Channel, Chat, Group, Person, PrivateChat

NOW = datetime(2026, 11, 28, 10, 30, tzinfo=UTC)
NEWS = Channel(-1002000000044, "Levant News", username="levant_news")
CLOSED = Channel(-1002000000045, "Closed Channel")
LATE = int(datetime(2024, 11, 30, 22, 30, tzinfo=UTC).timestamp())  # 1 December already in Damascus
MORNING = int(datetime(2024, 11, 30, 8, 0, tzinfo=UTC).timestamp())

ENGLISH = (
    "🔴 BREAKING | HTS fighters captured Aleppo from the Syrian Arab Army today, killing 20 soldiers, "
    "the Syrian Observatory says. #Aleppo"
)
ARABIC = "عاجل | هيئة تحرير الشام تسيطر على مدينة حلب اليوم، ومقتل 20 جندياً، بحسب المرصد السوري #حلب"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_with_desk(tmp_path_factory.mktemp("made") / "tarikh.db")


@pytest.fixture
def database(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(made, tmp_path))


@pytest.fixture
async def bot(api: BotApi, database: Path) -> AsyncIterator[BotApplication]:
    async with at_desk(api, database, lambda: NOW) as application:
        yield application


def plain(shown: Shown) -> str:
    """What a message says, without marks for direction."""
    return re.sub("[\u200e\u200f\u2068\u2069]", "", shown.text)


async def told(api: BotApi, chat: Chat, count: int) -> list[Shown]:
    return [await api.next_message(chat) for _ in range(count)]


async def forward(
    api: BotApi, text: str, origin: Origin, count: int = 2, *, sender: Person = EDITOR, chat: Chat | None = None
) -> list[str]:
    """What the bot says to a forwarded text, in so many messages."""
    await api.forward(text, origin, sender=sender, chat=chat)
    return [plain(shown) for shown in await told(api, chat or PrivateChat(sender), count)]


def drafts(database: Path, person: Person) -> int:
    with closing(open_for_reading(database)) as opened:
        return len(Drafts(opened).of_person(person.id))


@pytest.mark.parametrize(
    ("sender", "text", "form", "look", "missing", "publish", "question", "answer"),
    [
        (
            EDITOR,
            ENGLISH,
            [
                "date: 2024-11-30",
                "kind: capture",
                "places: aleppo",
                "actors: hts by, saa from",
                f"english: {ENGLISH.removeprefix('🔴 BREAKING | ').removesuffix(' #Aleppo')}",
                "status: reported",
                "control: aleppo to hts from saa",
                "source: Levant News | https://t.me/levant_news/77 | 2024-11-30 | en | social",
                "said by: sohr",
                "stance: reports",
                "figure: killed 20 soldiers (sohr), 2024-11-30, aleppo",
            ],
            ["A draft from the post of Levant News of 30 November 2024:", "• The Arabic text is still to be written."],
            "arabic: سيطرت هيئة تحرير الشام على حلب.",
            "Publish",
            "when did Aleppo fall",
            ["30 November 2024", "Levant News"],
        ),
        (
            EDITOR_AR,
            ARABIC,
            [
                "التاريخ: 2024-11-30",
                "النوع: سيطرة",
                "الأماكن: aleppo",
                "الأطراف: hts الفاعل",
                f"النص العربي: {ARABIC.removeprefix('عاجل | ').removesuffix(' #حلب')}",
                "المصدر: Levant News | https://t.me/levant_news/77 | 2024-11-30 | ar | social",
                "القائل: sohr",
            ],
            ["مسودة من منشور Levant News بتاريخ 30 تشرين الثاني (نوفمبر) 2024:", "• النص الإنكليزي لم يُكتب بعد."],
            "النص الإنكليزي: Hayat Tahrir al-Sham captured Aleppo.",
            "انشر",
            "متى سقطت حلب",
            ["30 تشرين الثاني", "Levant News"],
        ),
    ],
    ids=["en", "ar"],
)
async def test_from_a_forwarded_post_to_an_answer(
    sender: Person,
    text: str,
    form: list[str],
    look: list[str],
    missing: str,
    publish: str,
    question: str,
    answer: list[str],
    api: BotApi,
    bot: BotApplication,
    database: Path,
) -> None:
    await api.forward(text, of_channel(NEWS, 77, MORNING), sender=sender)
    drafted, kept = await told(api, PrivateChat(sender), 2)
    lines = plain(drafted).split("\n")
    assert lines[0] == "/edit 1"
    assert [line for line in form if line not in lines] == []
    assert [line for line in look if line not in lines] == []
    assert drafts(database, sender) == 1
    await api.say(missing, sender=sender, reply_to=kept)
    *_, last = await told(api, PrivateChat(sender), 3)
    await api.press(last, publish)
    await api.next_edit(PrivateChat(sender))
    with closing(open_for_reading(database)) as opened:
        event = Timeline(opened).event("2024-11-30-aleppo-capture")
    assert event is not None
    assert event.reports[0].source.url == "https://t.me/levant_news/77"
    assert [(figure.low, figure.group) for figure in event.figures] == [(20, "soldiers")]
    await api.say(question, sender=READER)
    said = plain(await api.next_message(PrivateChat(READER)))
    assert [words for words in answer if words not in said] == []
    # The same post again: it is a source already.
    before = await forward(api, text, of_channel(NEWS, 77, MORNING), sender=sender)
    assert "2024-11-30-aleppo-capture" in before[0]
    assert drafts(database, sender) == 0


async def test_a_draft_of_the_same_post_is_shown_again(api: BotApi, bot: BotApplication, database: Path) -> None:
    post = of_channel(NEWS, 78, MORNING)
    first = await forward(api, ENGLISH, post)
    again = await forward(api, ENGLISH, post)
    assert "You forwarded this post before. Here is its draft:" in again[0]
    assert first[0].split("\n")[:5] == again[0].split("\n")[:5]
    (others,) = await forward(api, ENGLISH, post, 1, sender=OWNER)
    assert others == "Somebody at the desk has a draft from this post already: number 1."
    assert (drafts(database, EDITOR), drafts(database, OWNER)) == (1, 0)
    assert await forward(api, ENGLISH, of_channel(NEWS, 7, MORNING))  # t.me/…/7 is not t.me/…/78
    assert drafts(database, EDITOR) == 2


async def test_a_post_is_of_its_day_in_damascus(api: BotApi, bot: BotApplication) -> None:
    form, _ = await forward(api, "The army withdrew from Aleppo yesterday.", of_channel(NEWS, 5, LATE))
    assert "date: 2024-11-30" in form
    assert "| 2024-12-01 |" in form


@pytest.mark.parametrize(
    ("origin", "source", "said"),
    [
        (of_channel(CLOSED, 3, MORNING), "source: Closed Channel | 2024-11-30 | en", "no public link"),
        (
            of_group(Group(-1001000000099, "Reporters"), MORNING),
            "source: Reporters | 2024-11-30 | en",
            "no public link",
        ),
        (
            of_person(Person(88, "News Bot", is_bot=True), MORNING),
            "source: News Bot | 2024-11-30 | en",
            "no public link",
        ),
        (of_person(Person(77, "Layla Private"), MORNING), None, "private people are not named as sources"),
        (of_somebody("Layla Private", MORNING), None, "private people are not named as sources"),
    ],
    ids=["private channel", "group", "bot", "person", "hidden person"],
)
async def test_the_source_is_the_origin_and_nobody_private(
    origin: Origin, source: str | None, said: str, api: BotApi, bot: BotApplication
) -> None:
    form, _ = await forward(api, ENGLISH, origin)
    assert said in form
    assert "Layla" not in form
    if source is None:
        assert "source:" not in form
    else:
        assert source in form


async def test_captions_are_read_and_an_album_once(api: BotApi, bot: BotApplication, database: Path) -> None:
    origin = of_channel(NEWS, 9, MORNING)
    await api.forward("", origin, picture=True, album="a", sender=EDITOR)
    await api.forward(ENGLISH, origin, picture=True, album="a", sender=EDITOR)
    await api.forward("", origin, picture=True, album="a", sender=EDITOR)
    form, _ = await told(api, PrivateChat(EDITOR), 2)
    assert "kind: capture" in plain(form)
    await api.forward("", of_channel(NEWS, 10, MORNING), picture=True, sender=EDITOR)
    assert plain(await api.next_message(PrivateChat(EDITOR))).startswith("This post has no words")
    await api.forward("🔴🔴 …", of_channel(NEWS, 12, MORNING), sender=EDITOR)
    assert plain(await api.next_message(PrivateChat(EDITOR))).startswith("This post has no words")
    for _ in range(2):
        await api.forward("", of_channel(NEWS, 11, MORNING), picture=True, album="b", sender=EDITOR)
    assert plain(await api.next_message(PrivateChat(EDITOR))).startswith("This post has no words")
    await api.settled(bot)
    assert len([said for said in api.screen(PrivateChat(EDITOR)) if said.text.startswith("This post has no")]) == 3
    assert drafts(database, EDITOR) == 1


async def test_a_long_post_gives_its_beginning(api: BotApi, bot: BotApplication) -> None:
    text = ENGLISH + " The city had been held by the government for years and people fled it." * 50
    form, _ = await forward(api, text, of_channel(NEWS, 11, MORNING))
    assert "kind: capture" in form
    assert "for the post is long" in form
    assert len(form) < 2500


async def test_in_the_desk_group_too(api: BotApi, bot: BotApplication) -> None:
    form, _ = await forward(api, ENGLISH, of_channel(NEWS, 12, MORNING), chat=DESK)
    assert "kind: capture" in form


@pytest.mark.parametrize("sender", [READER, REVIEWER], ids=["reader", "reviewer"])
async def test_for_others_a_forwarded_post_stays_what_it_is(
    sender: Person, api: BotApi, bot: BotApplication, database: Path
) -> None:
    question = "when did Hama fall"
    (answered,) = await forward(api, question, of_channel(NEWS, 13, MORNING), 1, sender=sender)
    assert "5 December 2024" in answered
    await api.forward("", of_channel(NEWS, 14, MORNING), picture=True, sender=sender)
    assert plain(await api.next_message(PrivateChat(sender))) == phrase("help.only_text", "en")
    await api.forward(ENGLISH, of_channel(NEWS, 15, MORNING), sender=sender, chat=DESK)
    await api.settled(bot)
    assert [said for said in api.screen(DESK) if said.by_bot] == []
    assert drafts(database, sender) == 0


async def test_what_is_no_post_is_not_drafted(api: BotApi, bot: BotApplication, database: Path) -> None:
    (answered,) = await forward(api, "When did Hama fall?", of_person(READER, MORNING), 1)
    assert "5 December 2024" in answered
    own = of_person(BOT, MORNING)
    await forward(api, "when did Hama fall", own, 1)
    (command,) = await forward(api, "/retract 2024-12-05-hama no", of_channel(NEWS, 16, MORNING), 1)
    assert command == phrase("help.unknown_command", "en")
    await api.say(ENGLISH, chat=DESK, sender=EDITOR, forward_origin=own_post().json, is_automatic_forward=True)
    await api.settled(bot)
    assert [said for said in api.screen(DESK) if said.by_bot] == []
    assert drafts(database, EDITOR) == 0


def own_post() -> Origin:
    return of_channel(NEWS, 17, MORNING)


@pytest.mark.parametrize(
    ("make", "fault"),
    [
        (lambda: of_channel(NEWS, 0, MORNING), "numbered from 1"),
        (lambda: of_channel(NEWS, 1, 10**11), "nothing can be forwarded"),
        (lambda: of_somebody("", MORNING), "the name at least"),
    ],
)
def test_the_stand_in_forwards_as_telegram_does(make, fault: str) -> None:
    with pytest.raises(AssertionError, match=fault):
        make()
