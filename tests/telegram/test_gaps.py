"""What could not be answered: counted, shown to the desk, and told once to who asked to be told."""

import logging
import shutil
from collections.abc import AsyncIterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from db.chats import Chats, Preferences, Quiet
from db.connection import open_for_writing
from db.drafts import Drafts
from db.editing import retract
from db.gaps import Gaps, Unanswered
from db.revision import Signature
from handlers.context import BotApplication
from tests.builders import captured, text
from tests.telegram.bot_api import BotApi
from tests.telegram.desk_bot import DESK, EDITOR, EDITOR_AR, OWNER, READER, REVIEWER, at_desk, make_with_desk
from tests.telegram.running import run_job
from tests.telegram.screen import Shown
from tests.telegram.small_timeline import publish
from tests.telegram.world import OMAR, Channel, Chat, Group, Person, PrivateChat

GROUP = Group(members=(OWNER, READER))
CHANNEL = Channel(admins=(OWNER,))
TELL = {"en": "Tell me when there is a record", "ar": "أخبرني حين يُسجَّل شيء"}
HOMS = replace(
    captured("2024-12-08-homs", "2024-12-08", "homs", "Homs"),
    text=text("Forces captured Homs.", "سيطرت القوات على حمص."),
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_with_desk(tmp_path_factory.mktemp("made") / "tarikh.db")


@pytest.fixture
def database(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(made, tmp_path))


@pytest.fixture
async def bot(api: BotApi, database: Path) -> AsyncIterator[BotApplication]:
    async with at_desk(api, database) as application:
        yield application


def gaps(database: Path) -> list[tuple[str, int, int]]:
    with closing(open_for_writing(database)) as store:
        return [(one.text, one.count, one.wanted) for one in Gaps(store).page(1, 99)[0]]


async def ask(api: BotApi, words: str, sender: Person = READER, chat: Chat | None = None) -> Shown:
    await api.say(words, sender=sender, chat=chat)
    return await api.next_message(chat or PrivateChat(sender))


def labels(message: Shown) -> list[str]:
    return [button.text for row in message.buttons for button in row]


async def test_what_can_not_be_answered_is_counted_wherever_it_is_asked(
    api: BotApi, bot: BotApplication, database: Path
) -> None:
    api.meet(GROUP, CHANNEL)
    alone = await ask(api, "When did Homs fall?")
    assert TELL["en"] in labels(alone)
    in_group = await ask(api, "/ask when did homs fall", chat=GROUP)
    assert TELL["en"] not in labels(in_group)
    await ask(api, "/ask When did Homs fall", OWNER, CHANNEL)
    query = await api.guest("@tarikh_test_bot when did Homs fall", chat=Group(-1001000000555, "Elsewhere"))
    await api.guest_answer(query)
    await ask(api, "متى سقطت حمص؟", OMAR)
    for not_kept in (
        "hello",
        "why did Homs fall",
        "when did Hama fall",
        "and Homs?",
        "when did Homs fall, call +963944123456",
    ):
        assert TELL["en"] not in labels(await ask(api, not_kept))
    await api.inline("when did Homs fall")
    await api.settled(bot)
    assert gaps(database) == [("when did homs fall", 4, 0), ("متى سقطت حمص", 1, 0)]


async def test_the_desk_sees_them_and_takes_one_off(api: BotApi, bot: BotApplication, database: Path) -> None:
    with closing(open_for_writing(database)) as store:
        for number in range(8):
            for _ in range(9 - number):
                Gaps(store).note(Unanswered(f"when did town {number} fall", "en"), date(2026, 11, 20 + number))
    page = await ask(api, "/gaps", REVIEWER)
    assert "8 questions could not be answered, the most asked first (1 of 2)" in page.text
    assert "1. when did town 0 fall\nasked: 9 · last: 20 November 2026" in page.text
    assert "town 6" not in page.text
    await api.press(page, "More", by=REVIEWER)
    page = await api.next_edit(PrivateChat(REVIEWER))
    assert "7. when did town 6 fall" in page.text
    await api.press(page, "✕ 7", by=REVIEWER)
    page = await api.next_edit(PrivateChat(REVIEWER))
    assert "7. when did town 7 fall" in page.text
    await api.press(page, "✕ 7", by=REVIEWER)
    page = await api.next_edit(PrivateChat(REVIEWER))
    assert "6 questions" in page.text
    assert "(1 of 1)" in page.text
    assert [one for one, _, _ in gaps(database)] == [f"when did town {number} fall" for number in range(6)]


async def test_the_desk_sees_them_in_arabic(api: BotApi, bot: BotApplication, database: Path) -> None:
    await ask(api, "متى سقطت حمص", OMAR)
    await api.settled(bot)
    page = await ask(api, "/gaps", EDITOR_AR, DESK)
    assert "سؤال واحد بلا جواب" in page.text
    assert "1. متى سقطت حمص\nمرات السؤال: 1" in page.text
    assert (await api.pressed(await api.press(page, "✕ 1", by=EDITOR)))["text"]
    await api.press(page, "✕ 1", by=EDITOR_AR)
    assert "أُجيب عن كل ما سُئل" in (await api.next_edit(DESK)).text


async def test_a_gap_becomes_the_draft_of_an_entry(api: BotApi, bot: BotApplication, database: Path) -> None:
    await ask(api, "Was Homs captured by HTS on 8 December 2024?")
    await ask(api, "متى سقطت حمص", OMAR)
    await api.settled(bot)
    page = await ask(api, "/gaps", REVIEWER)
    assert [label for label in labels(page) if "✎" in label] == []  # who may not add an entry begins none
    for editor in (EDITOR, EDITOR_AR):
        page = await ask(api, "/gaps", editor)
        await api.press(page, "✎ 1" if "homs" in page.text.split("2.")[0] else "✎ 2", by=editor)
        await api.next_message(PrivateChat(editor))
    with closing(open_for_writing(database)) as store:
        (english,), (arabic,) = Drafts(store).of_person(EDITOR.id), Drafts(store).of_person(EDITOR_AR.id)
    assert dict(english.lines) == {"date": "2024-12-08", "kind": "capture", "places": "homs", "actors": "hts by"}
    assert dict(arabic.lines)["places"] == "homs"
    assert dict(arabic.lines)["date"] == "2024-12-08"
    said = api.screen(PrivateChat(EDITOR))[-1]
    await api.press(page, "✕ 1", by=EDITOR_AR)
    await api.next_edit(PrivateChat(EDITOR_AR))
    assert said.by_bot
    assert said.reply_to is not None


@pytest.mark.parametrize(
    ("person", "question", "language", "heading", "answer"),
    [
        (READER, "When did Homs fall?", "en", "You asked to be told of this: “when did homs fall”", "8 December 2024"),
        (OMAR, "متى سقطت حمص؟", "ar", "طلبت أن أخبرك بهذا: «متى سقطت حمص»", "8 كانون الأول"),
    ],
)
async def test_who_asked_to_be_told_is_told_once_and_forgotten(
    api: BotApi,
    bot: BotApplication,
    database: Path,
    caplog: pytest.LogCaptureFixture,
    person: Person,
    question: str,
    language: str,
    heading: str,
    answer: str,
) -> None:
    caplog.set_level(logging.DEBUG, "handlers")
    chat = PrivateChat(person)
    said = await ask(api, question, person)
    notice = await api.pressed(await api.press(said, TELL[language], by=person))
    assert "/privacy" in notice["text"]
    await api.settled(bot)
    assert TELL[language] not in labels(next(one for one in api.screen(chat) if one.id == said.id))
    assert [wanted for _, _, wanted in gaps(database)] == [1]
    listed = await ask(api, "/privacy", person)
    assert "1 question" in listed.text or "سؤال واحد تريد" in listed.text
    await run_job(bot, "gaps")
    before = len(api.screen(chat))
    publish(database, HOMS)
    await run_job(bot, "gaps")
    await run_job(bot, "gaps")
    told = list(api.screen(chat))[before:]
    assert len(told) == 1
    assert heading in told[0].text
    assert answer in told[0].text
    assert "TAG24" in told[0].text
    assert gaps(database) == []
    with closing(open_for_writing(database)) as store:
        assert store.conn.execute("SELECT count(*) FROM gap_asker").fetchone() == (0,)
        assert store.conn.execute("SELECT count(*) FROM gap").fetchone() == (0,)
        assert Chats(store).answers_with([HOMS.id])  # so that it can be corrected
    assert "homs" not in caplog.text.lower()


async def test_the_button_works_after_a_restart_and_where_it_was_filled_since(api: BotApi, database: Path) -> None:
    async with at_desk(api, database):
        first = await ask(api, "when did Homs fall")
        second = await ask(api, "who captured Homs")
    async with at_desk(api, database):
        await api.pressed(await api.press(first, TELL["en"], by=READER))
        publish(database, HOMS)
        notice = await api.pressed(await api.press(second, TELL["en"], by=READER))
        assert "by now" in notice["text"]
    async with at_desk(api, database) as bot:
        await run_job(bot, "gaps")
        assert "Forces captured Homs." in api.screen(PrivateChat(READER))[-1].text


async def test_forgetme_erases_the_wish(api: BotApi, bot: BotApplication, database: Path) -> None:
    said = await ask(api, "when did Homs fall")
    await api.pressed(await api.press(said, TELL["en"], by=READER))
    sure = await ask(api, "/forgetme")
    await api.press(sure, "Erase", by=READER)
    await api.settled(bot)
    before = len(api.screen(PrivateChat(READER)))
    publish(database, HOMS)
    await run_job(bot, "gaps")
    assert len(api.screen(PrivateChat(READER))) == before
    assert gaps(database) == []


async def test_quiet_hours_and_who_blocked_the_bot(api: BotApi, database: Path) -> None:
    hour = [21]

    def now() -> datetime:
        return datetime(2026, 11, 27, hour[0], tzinfo=UTC)

    async with at_desk(api, database, now) as bot:
        for person in (READER, EDITOR):
            said = await ask(api, "when did Homs fall", person)
            await api.pressed(await api.press(said, TELL["en"], by=person))
        with closing(open_for_writing(database)) as store:
            Chats(store).prefer(READER.id, Preferences("en", "UTC", quiet=Quiet(20, 22)))
        api.chats.meet(PrivateChat(EDITOR), "kicked")
        before = len(api.screen(PrivateChat(READER)))
        publish(database, HOMS)
        await run_job(bot, "gaps")
        api.take_refusals("blocked")
        assert len(api.screen(PrivateChat(READER))) == before
        hour[0] = 23
        await run_job(bot, "gaps")
        assert len(api.screen(PrivateChat(READER))) == before + 1
    with closing(open_for_writing(database)) as store:
        assert store.conn.execute("SELECT count(*) FROM gap_asker").fetchone() == (0,)


async def test_a_record_that_is_taken_back_before_it_is_told_is_not_told(api: BotApi, database: Path) -> None:
    async with at_desk(api, database) as bot:
        said = await ask(api, "when did Homs fall")
        await api.pressed(await api.press(said, TELL["en"], by=READER))
        publish(database, HOMS)
        with closing(open_for_writing(database)) as store:
            Gaps(store).fill(1)
            retract(store, HOMS.id, Signature())
        before = len(api.screen(PrivateChat(READER)))
        await run_job(bot, "gaps")
        assert len(api.screen(PrivateChat(READER))) == before
        assert gaps(database) == [("when did homs fall", 1, 1)]


async def test_a_lost_answer_is_told_again_and_says_so(api: BotApi, bot: BotApplication, database: Path) -> None:
    said = await ask(api, "when did Homs fall")
    await api.pressed(await api.press(said, TELL["en"], by=READER))
    publish(database, HOMS)
    api.cut("sendMessage")
    await run_job(bot, "gaps")
    await run_job(bot, "gaps")
    texts = [one.text for one in api.screen(PrivateChat(READER)) if "Forces captured Homs." in one.text]
    assert len(texts) == 2
    assert "may have reached you before" in texts[1]
    await run_job(bot, "gaps")
    assert len([one for one in api.screen(PrivateChat(READER)) if "Forces captured Homs." in one.text]) == 2


async def test_the_clean_up_forgets_old_gaps(api: BotApi, database: Path) -> None:
    with closing(open_for_writing(database)) as store:
        Gaps(store).note(Unanswered("when did homs fall", "en"), date(2026, 1, 1))
    async with at_desk(api, database, lambda: datetime(2026, 11, 27, tzinfo=UTC)) as bot:
        await run_job(bot, "clean-up")
    assert gaps(database) == []
