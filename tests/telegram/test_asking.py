"""Questions to the whole bot, over HTTP."""

import shutil
import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from handlers.asking import LONGEST_QUESTION
from handlers.context import BotApplication
from tests.telegram.bot_api import BotApi
from tests.telegram.running import running
from tests.telegram.world import AMIRA, OMAR, Group, Person

GROUP = Group(members=(AMIRA, OMAR))
FORUM = Group(id=-1001000000002, name="Forum", members=(AMIRA,), topics=(5, 9))


@pytest.fixture(scope="module")
def database(bundled_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copy(bundled_path, tmp_path_factory.mktemp("timeline")))


@pytest.fixture
async def bot(api: BotApi, database: Path) -> AsyncIterator[BotApplication]:
    api.meet(GROUP, FORUM)
    async with running(api, database) as application:
        yield application


@pytest.mark.parametrize(
    ("question", "sender", "day"),
    [
        ("when did Hama fall", AMIRA, "5 December 2024"),
        ("متى سقطت حماة", OMAR, "5 كانون الأول"),
        ("متى سقطت حماة", AMIRA, "5 كانون الأول"),  # the question's language, not the telephone's
    ],
)
async def test_an_answer_names_the_day_and_its_sources(
    api: BotApi, bot: BotApplication, question: str, sender, day: str
) -> None:
    asked = await api.say(question, sender=sender)
    answer = await api.next_message()
    assert day in answer.text
    assert "TAG24" in answer.text
    assert any("tag24" in link for link in answer.links)
    assert answer.reply_to == asked.id


async def test_five_questions_are_answered_in_their_order(api: BotApi, bot: BotApplication) -> None:
    places = ["Hama", "Homs", "Aleppo", "Hama", "Homs"]
    asked = [await api.say(f"when did {place} fall") for place in places]
    answers = [await api.next_message() for _ in places]
    assert [answer.reply_to for answer in answers] == [question.id for question in asked]


async def test_a_command_asks_anywhere(api: BotApi, bot: BotApplication) -> None:
    for text in (
        "/ask when did Hama fall",
        "/ask@tarikh_test_bot when did Hama fall",
        "/ask\nwhen did Hama fall",
    ):
        asked = await api.say(text, chat=GROUP)
        answer = await api.next_message(GROUP)
        assert "5 December 2024" in answer.text
        assert answer.reply_to == asked.id


async def test_a_topic_gets_its_answer_in_the_topic(api: BotApi, bot: BotApplication) -> None:
    await api.say("/ask when did Hama fall", chat=FORUM, thread_id=9)
    assert (await api.next_message(FORUM)).thread_id == 9


async def test_a_group_is_not_spoken_to_unasked(api: BotApi, bot: BotApplication) -> None:
    for text in ("when did Hama fall", "/ask@another_bot when did Hama fall", "/unknown", "hello"):
        await api.say(text, chat=GROUP)
    await api.settled(bot)
    assert not api.sent()


@pytest.mark.parametrize(("sender", "words"), [(AMIRA, "when did Hama fall"), (OMAR, "متى سقطت حماة")])
async def test_a_command_without_a_question_says_how_to_ask(
    api: BotApi, bot: BotApplication, sender, words: str
) -> None:
    await api.say("/ask", sender=sender)
    assert words in (await api.next_message()).text


async def test_small_talk_gets_one_line(api: BotApi, bot: BotApplication) -> None:
    await api.say("hello")
    answer = await api.next_message()
    assert answer.text.count("\n") == 0
    assert not answer.buttons


async def test_a_text_that_is_no_question_for_its_length_is_said_to_be_too_long(
    api: BotApi, bot: BotApplication
) -> None:
    await api.say("when did Hama fall " * 100)
    assert f"{LONGEST_QUESTION:,}" in (await api.next_message()).text


@pytest.mark.parametrize(
    "text", ["<b>&amp; when did Hama fall", "</a> who <script> &", "…", "/", "😀" * 400, "x" * 999]
)
async def test_any_text_gets_an_answer_that_telegram_takes(api: BotApi, bot: BotApplication, text: str) -> None:
    asked = await api.say(text)
    assert (await api.next_message()).reply_to == asked.id


@pytest.mark.parametrize(
    ("sender", "question", "words"),
    [(AMIRA, "when did Hama fall", "I can answer"), (OMAR, "متى سقطت حماة", "أستطيع أن")],
)
async def test_what_has_no_letter_follows_nothing_up_and_is_answered_in_the_persons_language(
    api: BotApi, bot: BotApplication, sender: Person, question: str, words: str
) -> None:
    await api.say(question, sender=sender)
    await api.next_message()
    for text in ("...", "👍", "؟؟"):
        await api.say(text, sender=sender)
        assert words in (await api.next_message()).text


@pytest.mark.parametrize("word", ["lorem", "لوريم", "<&>", "حماة"])
async def test_what_is_as_long_as_telegram_takes_gets_one_answer(api: BotApi, bot: BotApplication, word: str) -> None:
    await api.say("/follow Homs")  # so that there is something not to unfollow
    await api.next_message()
    for command in ("", "/ask ", "/timeline ", "/follow ", "/unfollow ", "/settings ", "/nonsense "):
        asked = await api.say(f"{command}{' '.join([word] * 4000)}"[:4096])
        answer = await api.next_message()
        assert answer.reply_to == asked.id, command
        assert len(answer.text) < 1500, command
    await api.settled(bot)
    assert len(api.sent()) == 8


async def test_an_edited_question_edits_its_answer(api: BotApi, bot: BotApplication) -> None:
    asked = await api.say("when did Homs fall")
    first = await api.next_message()
    await api.edit(asked, "when did Hama fall")
    second = await api.next_edit()
    assert second.id == first.id
    assert "5 December 2024" in second.text
    assert len(api.screen()) == 2


async def test_an_edited_command_edits_its_answer(api: BotApi, bot: BotApplication) -> None:
    asked = await api.say("/ask", chat=GROUP)
    usage = await api.next_message()
    await api.edit(asked, "/ask when did Hama fall")
    assert (await api.next_edit()).id == usage.id


async def test_an_edit_right_after_a_question_gives_one_answer(api: BotApi, bot: BotApplication) -> None:
    asked = await api.say("when did Homs fall")
    await api.edit(asked, "when did Hama fall")
    await api.settled(bot)
    assert len(api.screen()) == 2
    assert "5 December 2024" in api.screen()[1].text


async def test_an_edit_that_changes_nothing_changes_no_answer(api: BotApi, bot: BotApplication) -> None:
    asked = await api.say("when did Hama fall")
    await api.next_message()
    await api.edit(asked, "When did Hama fall?")  # another question with the same answer
    await api.edit(asked, "When did Hama fall?")  # as Telegram reports the preview of a link
    await api.settled(bot)
    assert not api.sent("editMessageText")
    assert len(api.sent()) == 1


async def test_a_question_edited_after_its_answer_was_deleted_is_answered_anew(
    api: BotApi, bot: BotApplication
) -> None:
    asked = await api.say("when did Homs fall")
    answer = await api.next_message()
    api.messages.delete((answer.chat_id, answer.id))
    await api.edit(asked, "when did Hama fall")
    assert "5 December 2024" in (await api.next_message()).text
    api.take_refusals("message to edit not found")


@pytest.mark.parametrize(("minutes", "answered"), [(5, True), (60, False)])
async def test_an_edited_question_of_before_a_restart_is_answered_only_while_it_is_fresh(
    api: BotApi, database: Path, minutes: int, answered: bool
) -> None:
    asked = await api.say("when did Hama", date=int(time.time()) - 60 * minutes)
    api.updates.pending.clear()
    async with running(api, database) as application:
        await api.edit(asked, "when did Hama fall")
        await api.settled(application)
    assert len(api.sent()) == answered


async def test_a_follow_up_is_read_from_the_answer_before_it(api: BotApi, bot: BotApplication) -> None:
    await api.say("when did Hama fall")
    await api.next_message()
    await api.say("thanks")
    await api.next_message()
    await api.say("and Homs?")
    assert "2024" in (await api.next_message()).text


async def test_a_follow_up_is_read_from_the_answer_that_it_replies_to(api: BotApi, bot: BotApplication) -> None:
    await api.say("when did Hama fall")
    hama = await api.next_message()
    await api.say("how many people were killed in 2013")
    await api.next_message()
    await api.say("who says so?", reply_to=hama)
    assert "TAG24" in (await api.next_message()).text
