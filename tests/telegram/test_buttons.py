"""Buttons pressed in the whole bot, over HTTP."""

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from answering import ask as core
from answering.answer import Answer, Form, Reading, Status
from db.timeline import Timeline
from handlers.context import BotApplication
from tests.telegram.bot_api import BotApi
from tests.telegram.refused import TOO_OLD
from tests.telegram.running import running
from tests.telegram.screen import Shown
from tests.telegram.world import AMIRA, OMAR, Group

GROUP = Group(members=(AMIRA, OMAR))
FORUM = Group(id=-1001000000002, name="Forum", members=(AMIRA,), topics=(5, 9))
MANY = "what happened in Idlib in December 2024"
UNRECORDED = "when did Paris fall"


@pytest.fixture(scope="module")
def database(bundled_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copy(bundled_path, tmp_path_factory.mktemp("timeline")))


@pytest.fixture
async def bot(api: BotApi, database: Path) -> AsyncIterator[BotApplication]:
    api.meet(GROUP, FORUM)
    async with running(api, database) as application:
        yield application


async def ask(api: BotApi, question: str, **where) -> Shown:
    """The bot's answer to a question."""
    await api.say(question, **where)
    return await api.next_message()


def labels(message: Shown) -> list[str]:
    """What stands on the buttons."""
    return [button.text for row in message.buttons for button in row]


async def test_all_sources_come_as_a_reply_and_the_button_goes(api: BotApi, bot: BotApplication) -> None:
    answer = await ask(api, "when did Hama fall")
    await api.pressed(await api.press(answer, "All sources"))
    reports = await api.next_message()
    assert reports.reply_to == answer.id
    assert "TAG24" in reports.text
    assert len(reports.links) > 1
    assert labels(await api.next_edit()) == ["What happened next", "Share", "Report a mistake"]


async def test_pressing_twice_does_not_flood(api: BotApi, bot: BotApplication) -> None:
    answer = await ask(api, "when did Hama fall")
    presses = [await api.press(answer, "All sources") for _ in range(3)]  # before the button has gone
    for press in presses:
        await api.pressed(press)
    assert len(api.sent()) == 2


async def test_what_happened_next_goes_on_from_entry_to_entry(api: BotApi, bot: BotApplication) -> None:
    first = await ask(api, "when did Hama fall")
    await api.press(first, "What happened next")
    second = await api.next_message()
    await api.press(second, "What happened next")
    third = await api.next_message()
    assert len({first.text, second.text, third.text}) == 3
    assert third.reply_to == second.id


async def test_more_and_back_turn_the_pages_of_the_answer(api: BotApi, bot: BotApplication) -> None:
    answer = await ask(api, MANY)
    await api.press(answer, "More")
    second = await api.next_edit()
    assert second.id == answer.id
    assert second.text != answer.text
    await api.press(second, "Back")
    assert (await api.next_edit()).text == answer.text
    assert len(api.sent()) == 1


async def test_every_page_of_a_long_answer_can_be_read(api: BotApi, bot: BotApplication) -> None:
    page = await ask(api, "what happened in December 2024")
    seen = {page.text}
    while any(label.startswith("More") for label in labels(page)):
        await api.press(page, "More")
        page = await api.next_edit()
        assert page.text not in seen
        seen.add(page.text)
    assert len(seen) > 2


async def test_two_presses_on_more_turn_one_page(api: BotApi, bot: BotApplication) -> None:
    answer = await ask(api, MANY)
    presses = [await api.press(answer, "More") for _ in range(2)]
    for press in presses:
        await api.pressed(press)
    assert len(api.sent("editMessageText")) == 1


@pytest.mark.parametrize(("question", "words"), [(UNRECORDED, "Paris"), ("متى سقطت باريس", "باريس")])
async def test_a_nearest_entry_opens_in_the_language_of_the_answer(
    api: BotApi, bot: BotApplication, question: str, words: str
) -> None:
    answer = await ask(api, question)
    await api.press(answer, labels(answer)[0])
    entry = await api.next_message()
    assert entry.reply_to == answer.id
    assert words in entry.text
    assert entry.links


async def test_a_reading_takes_the_place_of_the_question_which_one(
    api: BotApi, bot: BotApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = core.answer

    def answer_or_ask_back(question: str, timeline: Timeline, **options) -> Answer:
        if question != "when did it fall":
            return known(question, timeline, **options)
        readings = (Reading("when did Homs fall"), Reading("when did Hama fall"))
        return Answer(question, "en", Status.AMBIGUOUS, Form.WHEN, choices=readings)

    monkeypatch.setattr(core, "answer", answer_or_ask_back)
    which = await ask(api, "when did it fall")
    await api.press(which, "when did Hama fall")
    answer = await api.next_edit()
    assert answer.id == which.id
    assert "5 December 2024" in answer.text
    await api.press(answer, "All sources")
    assert "TAG24" in (await api.next_message()).text


async def test_a_page_of_a_reading_is_a_page_of_that_reading(
    api: BotApi, database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = core.answer

    def answer_or_ask_back(question: str, timeline: Timeline, **options) -> Answer:
        if question != "what happened":
            return known(question, timeline, **options)
        return Answer(question, "en", Status.AMBIGUOUS, Form.WHAT, choices=(Reading(MANY),))

    monkeypatch.setattr(core, "answer", answer_or_ask_back)
    async with running(api, database):
        await api.press(await ask(api, "what happened"), "q:0")
        answer = await api.next_edit()
    async with running(api, database):
        await api.press(answer, "More")
        second = await api.next_edit()
    assert second.text not in ("", answer.text)
    assert labels(second)[0] == "Back"


@pytest.mark.parametrize(
    ("question", "button"), [("when did Hama fall", "All sources"), (MANY, "More"), ("/ask " + MANY, "More")]
)
async def test_buttons_work_after_a_restart(api: BotApi, database: Path, question: str, button: str) -> None:
    async with running(api, database):
        answer = await ask(api, question)
    before = len(api.sent()) + len(api.sent("editMessageText"))
    async with running(api, database):
        await api.pressed(await api.press(answer, button))
    assert len(api.sent()) + len(api.sent("editMessageText")) == before + 1


async def test_a_question_that_is_gone_has_to_be_asked_again(api: BotApi, bot: BotApplication) -> None:
    asked = await api.say(MANY)
    answer = await api.next_message()
    api.messages.change((asked.chat_id, answer.id), {"reply_to_message": None})
    notice = await api.pressed(await api.press(answer, "More"))
    assert "ask" in notice["text"]
    assert not api.sent("editMessageText")


@pytest.mark.parametrize("data", ["m:99", "q:7", "x:1", "old", "s9:2024-12-05-hama-capture"])
async def test_a_button_that_leads_nowhere_says_so(api: BotApi, bot: BotApplication, data: str) -> None:
    answer = await ask(api, "when did Hama fall")
    notice = await pressed(api, answer, data)
    assert "ask" in notice["text"]


@pytest.mark.parametrize("view", ["s", "n", "e"])
async def test_an_entry_that_is_gone_is_said_to_be(api: BotApi, bot: BotApplication, view: str) -> None:
    answer = await ask(api, "when did Hama fall")
    await pressed(api, answer, f"{view}:no-such-entry")
    assert (await api.next_message()).reply_to == answer.id


async def test_a_message_too_old_to_be_seen_still_gives_its_sources(api: BotApi, bot: BotApplication) -> None:
    answer = await ask(api, "when did Hama fall")
    old = {"chat": {"id": AMIRA.id, "type": "private"}, "message_id": answer.id, "date": 0}
    await pressed(api, answer, "s:2024-12-05-hama-capture", message=old)
    assert "TAG24" in (await api.next_message()).text
    assert "ask" in (await pressed(api, answer, "m:1", message=old))["text"]


async def test_a_press_too_old_to_be_answered_is_done_all_the_same(api: BotApi, bot: BotApplication) -> None:
    answer = await ask(api, "when did Hama fall")
    api.fail("answerCallbackQuery", 400, TOO_OLD)
    await api.press(answer, "All sources")
    assert "TAG24" in (await api.next_message()).text
    await api.settled(bot)
    assert not api.faults_left("answerCallbackQuery")


async def test_a_press_in_a_topic_is_answered_there(api: BotApi, bot: BotApplication) -> None:
    answer = await ask(api, "/ask when did Hama fall", chat=FORUM, thread_id=9)
    await api.press(answer, "All sources")
    assert (await api.next_message(FORUM)).thread_id == 9


async def test_anybody_in_a_group_may_press(api: BotApi, bot: BotApplication) -> None:
    answer = await ask(api, "/ask when did Hama fall", chat=GROUP)
    await api.pressed(await api.press(answer, "What happened next", by=OMAR))
    assert not api.unanswered_presses()


async def pressed(api: BotApi, shown: Shown, data: str, **fields) -> dict:
    """How the bot answers a press on a button that the message does not have any more."""
    query = {"id": api.queries.ask("callback"), "chat_instance": "1", "from": AMIRA.json(), "data": data}
    here = {"message": api.messages.find((shown.chat_id, shown.id))}
    await api.push(callback_query=query | here | fields)
    return await api.pressed(query["id"])


@pytest.mark.parametrize(
    ("question", "year", "day"),
    [
        ("what happened in Aleppo in December", "In 2016 instead", "December 2016"),
        ("ماذا حدث في حلب في كانون الأول", "بل في 2016", "2016"),
    ],
)
async def test_a_year_that_was_taken_is_mended_by_a_tap(
    api: BotApi, bot: BotApplication, question: str, year: str, day: str
) -> None:
    await api.say(question)
    answer = await api.next_message()
    assert "2025" in answer.text.splitlines()[0]
    await api.pressed(await api.press(answer, year))
    mended = await api.next_edit()
    assert mended.id == answer.id
    assert day in mended.text


async def test_a_place_that_was_taken_for_a_misspelled_one_is_mended_by_a_tap(api: BotApi, bot: BotApplication) -> None:
    await api.say("what happened in Manbjj")
    answer = await api.next_message()
    assert "Manbij" in answer.text.splitlines()[0]
    await api.pressed(await api.press(answer, "Menagh instead"))
    assert "Menagh" in (await api.next_edit()).text


@pytest.mark.parametrize(
    ("question", "province", "city"),
    [
        ("what happened in Idlib", "Idlib Governorate instead", "Idlib instead"),
        ("ماذا حدث في إدلب", "بل محافظة إدلب", "بل إدلب"),
    ],
)
async def test_a_city_and_its_province_are_a_tap_apart_and_a_restart_changes_nothing(
    api: BotApi, database: Path, question: str, province: str, city: str
) -> None:
    async with running(api, database):
        await api.say(question)
        answer = await api.next_message()
    async with running(api, database):
        await api.pressed(await api.press(answer, province))
        wider = await api.next_edit()
        assert wider.text != answer.text
        await api.pressed(await api.press(wider, city))
        assert (await api.next_edit()).text == answer.text
