"""The whole bot in bad weather: no question is lost, and nothing stops it."""

import logging
import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from answering import ask as core
from answering import showing
from handlers.context import BotApplication
from tests.telegram.bot_api import BotApi
from tests.telegram.running import running
from tests.telegram.small_timeline import make
from tests.telegram.world import AMIRA, OMAR, Group, PrivateChat

QUESTION = "when did Hama fall"
GROUP = Group(members=(AMIRA, OMAR))


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make(tmp_path_factory.mktemp("timeline") / "tarikh.db")


@pytest.fixture
async def bot(api: BotApi, database: Path) -> AsyncIterator[BotApplication]:
    api.meet(GROUP)
    async with running(api, database) as application:
        yield application


async def answered(api: BotApi) -> None:
    """Ask, and wait for the answer."""
    asked = await api.say(QUESTION)
    answer = await api.next_message(within=15)
    assert "5 December 2024" in answer.text
    assert answer.reply_to == asked.id


async def test_an_answer_that_telegram_puts_off_is_sent_later(api: BotApi, bot: BotApplication) -> None:
    api.fail("sendMessage", 429, times=2, retry_after=1)
    await answered(api)


@pytest.mark.parametrize("code", [500, 502, 503])
async def test_an_answer_that_a_gateway_loses_is_sent_again(api: BotApi, bot: BotApplication, code: int) -> None:
    api.fail("sendMessage", code, times=2)
    await answered(api)
    assert len(api.sent()) == 1


async def test_an_answer_whose_connection_breaks_is_sent_again(api: BotApi, bot: BotApplication) -> None:
    api.drop("sendMessage", times=2)
    await answered(api)


async def test_an_answer_whose_receipt_is_lost_is_sent_again(api: BotApi, bot: BotApplication) -> None:
    api.cut("sendMessage")
    await answered(api)
    await api.next_message()  # rather twice than not at all


@pytest.mark.parametrize("code", [401, 404, 409, 429, 502])
async def test_asking_for_updates_goes_on(api: BotApi, bot: BotApplication, code: int) -> None:
    api.fail("getUpdates", code, **({"retry_after": 1} if code == 429 else {}))
    await answered(api)
    await answered(api)
    assert not api.faults_left("getUpdates")


@pytest.mark.parametrize("fault", ["drop", "cut"])
async def test_asking_for_updates_survives_a_broken_connection(api: BotApi, bot: BotApplication, fault: str) -> None:
    getattr(api, fault)("getUpdates")
    await answered(api)
    await answered(api)
    assert not api.faults_left("getUpdates")


@pytest.mark.parametrize(
    "update",
    [
        {"message": {"text": "private words"}},
        {
            "message": {
                "message_id": 1,
                "date": "yesterday",
                "chat": {"id": 7, "type": "private"},
                "text": "private words",
            }
        },
        {"message": ["private words"]},
        {"callback_query": {"id": "1", "from": {"id": 7}, "data": "private words"}},
        {
            "message": {
                "message_id": 1,
                "date": 0,
                "chat": {"id": 7, "type": "private"},
                "text": "private words",
                "entities": [7],
            }
        },
    ],
)
async def test_an_update_that_can_not_be_read_does_not_stop_the_next(
    api: BotApi, bot: BotApplication, update: dict, caplog: pytest.LogCaptureFixture
) -> None:
    await api.push(**update)
    await answered(api)
    assert not api.updates.pending
    assert "can't be read" in caplog.text
    assert "private words" not in caplog.text


async def test_odd_updates_are_passed_over(api: BotApi, bot: BotApplication) -> None:
    chat = {"id": AMIRA.id, "type": "private"}
    api.meet(PrivateChat(AMIRA))
    for message in (
        {"message_id": 900, "date": 1, "chat": chat},
        {
            "message_id": 901,
            "date": 1,
            "chat": chat,
            "pinned_message": {"message_id": 1, "date": 0, "chat": chat},
        },
        {
            "message_id": 902,
            "date": 1,
            "chat": chat,
            "text": "x",
            "entities": [{"type": "bold", "offset": 5, "length": 9}],
        },
    ):
        await api.push(message=message)
    await answered_at_last(api)


async def answered_at_last(api: BotApi) -> None:
    """Ask, and wait for the answer to this and not to what was before."""
    asked = await api.say(QUESTION)
    while (await api.next_message()).reply_to != asked.id:
        pass


async def test_an_error_is_told_with_the_id_that_the_log_has(
    api: BotApi, bot: BotApplication, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(question: str, *args: object, **options: object) -> None:
        raise LookupError(question)

    monkeypatch.setattr(core, "answer", fail)
    asked = await api.say("who is my friend Nobody")
    told = await api.next_message()
    assert told.reply_to == asked.id
    (id,) = re.findall(r"\b[0-9a-f]{8}\b", told.text)
    (record,) = [record for record in caplog.records if id in record.getMessage()]
    assert record.levelno == logging.ERROR
    assert "LookupError" in record.getMessage()
    assert "in fail" in record.getMessage()
    assert not re.search("friend|Nobody|Amira", caplog.text)
    monkeypatch.undo()
    await answered(api)


async def test_an_error_behind_a_button_is_told_and_the_press_answered(
    api: BotApi, bot: BotApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    await api.say(QUESTION)
    answer = await api.next_message()

    def fail(*args: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(showing, "sources_of", fail)
    await api.pressed(await api.press(answer, "All sources"))
    told = await api.next_message()
    assert re.search(r"\b[0-9a-f]{8}\b", told.text)
    assert told.reply_to == answer.id


async def test_who_has_blocked_the_bot_is_no_error(
    api: BotApi, bot: BotApplication, caplog: pytest.LogCaptureFixture
) -> None:
    api.fail("sendMessage", 403, "Forbidden: bot was blocked by the user")
    await api.say(QUESTION)
    await api.settled(bot)
    assert not [record for record in caplog.records if record.levelno > logging.INFO]
    await answered(api)


@pytest.mark.parametrize("reason", ["chat not found", "not enough rights to send text messages to the chat"])
async def test_a_chat_that_is_gone_or_closed_is_no_error(
    api: BotApi, bot: BotApplication, reason: str, caplog: pytest.LogCaptureFixture
) -> None:
    api.fail("sendMessage", 400, f"Bad Request: {reason}")
    await api.say(f"/ask {QUESTION}", chat=GROUP)
    await api.settled(bot)
    assert not [record for record in caplog.records if record.levelno > logging.INFO]
    assert not api.sent()


async def test_a_group_that_has_moved_gets_its_answer_where_it_is_now(api: BotApi, database: Path) -> None:
    old = Group(id=-77, members=(AMIRA,), basic=True)
    await api.say(f"/ask {QUESTION}", chat=old)
    new = await api.migrate(old)
    async with running(api, database):
        assert "5 December 2024" in (await api.next_message(new)).text
    api.take_refusals("upgraded")


async def test_a_busy_group_does_not_hold_up_anybody_else(api: BotApi, bot: BotApplication) -> None:
    for _ in range(22):  # Telegram takes 20 messages a minute in a group
        await api.say(f"/ask {QUESTION}", chat=GROUP)
    await api.say(QUESTION, sender=OMAR)
    assert "5 December 2024" in (await api.next_message(PrivateChat(OMAR))).text  # and not after the minute
