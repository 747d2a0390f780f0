"""The program as its users start it, against the stand-in: how it begins, ends, and what it writes."""

import os
import shutil
import signal
import socket
from pathlib import Path

import httpx
import pytest

from tests.telegram.bot_api import STARTED, BotApi
from tests.telegram.process import RUN, ended, started
from tests.telegram.small_timeline import make

SECRET = "webhook-secret-of-the-tests"  # noqa: S105
LOUD = """
import logging, sys
from answering import ask
from bot import app, cli, logs
set_up, answer = logs.set_up, ask.answer

def everything(level, secrets):
    set_up("DEBUG", secrets)
    for name in (None, "telegram", "httpx", "httpcore", "tornado", "asyncio"):
        logging.getLogger(name).setLevel(logging.DEBUG)

def fail(question, *args, **options):
    if question == "break":
        raise RuntimeError("a secret: " + sys.argv[1])
    return answer(question, *args, **options)

logs.set_up, ask.answer = everything, fail
cli.main(["run"])
"""


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small timeline, which is warm soon: what is tested here is the same on every one."""
    return make(tmp_path_factory.mktemp("timeline") / "tarikh.db")


async def test_the_bot_answers_and_ends_well_on_sigterm(api: BotApi, timeline: Path) -> None:
    async with started(api, timeline, *RUN) as process:
        await api.say("when did Hama fall")
        assert "5 December 2024" in (await api.next_message(within=STARTED)).text
        process.send_signal(signal.SIGTERM)
        status, written = await ended(process)
    assert status == 0
    assert "750 entries" in written
    assert "Traceback" not in written
    assert api.token not in written
    assert "Hama" not in written


async def test_a_question_asked_while_the_bot_was_down_is_answered(api: BotApi, database: Path) -> None:
    await api.say("when did Hama fall")
    async with started(api, database, *RUN):
        assert "5 December 2024" in (await api.next_message(within=STARTED)).text


async def test_the_bot_waits_for_telegram(api: BotApi, database: Path) -> None:
    api.fail("getMe", 502)
    api.drop("deleteWebhook")
    async with started(api, database, *RUN):
        await api.say("when did Hama fall")
        await api.next_message(within=STARTED)


async def test_the_bot_that_still_waits_for_telegram_ends_well_on_sigterm(api: BotApi, database: Path) -> None:
    api.fail("getMe", 502, times=9)
    async with started(api, database, *RUN) as process:
        await api.until(lambda: len(api.calls) > 1, "the bot to try twice", STARTED)
        process.send_signal(signal.SIGTERM)
        status, written = await ended(process)
    assert status == 0
    assert "tried again" in written
    assert "Traceback" not in written
    assert "pending" not in written


@pytest.mark.parametrize("token", ["42:" + "wrong" * 8, "42:short"])
async def test_a_refused_token_is_one_sentence(api: BotApi, database: Path, token: str) -> None:
    async with started(api, database, *RUN, TELEGRAM_BOT_TOKEN=token) as process:
        status, written = await ended(process)
    assert status == 2
    assert written.splitlines()[-1] == "TELEGRAM_BOT_TOKEN was refused by Telegram."
    assert token not in written
    assert "Traceback" not in written


@pytest.mark.parametrize("wrong", [False, True])
async def test_the_token_is_in_nothing_that_is_written_with_everything_at_debug(
    api: BotApi, database: Path, wrong: bool
) -> None:
    token = "42:" + "wrong" * 8 if wrong else api.token
    async with started(api, database, "-c", LOUD, token, TELEGRAM_BOT_TOKEN=token) as process:
        if not wrong:
            await api.say("break")
            await api.next_message(within=STARTED)
            api.fail("getUpdates", 409)
            await api.say("when did Hama fall")
            await api.next_message(within=STARTED)
            process.send_signal(signal.SIGTERM)
        status, written = await ended(process)
    assert status == (2 if wrong else 0)
    assert "DEBUG" in written
    assert token not in written
    assert token.replace(":", "%3A") not in written
    assert "[secret]" in written
    assert "RuntimeError" in written or wrong


async def test_debug_does_not_write_what_people_say(api: BotApi, database: Path) -> None:
    async with started(api, database, *RUN, LOG_LEVEL="DEBUG") as process:
        await api.say("when did Hama fall, asks Nobody")
        await api.next_message(within=STARTED)
        process.send_signal(signal.SIGTERM)
        _, written = await ended(process)
    assert "Nobody" not in written
    assert "Amira" not in written


def free_address() -> str:
    """An address that nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return f"127.0.0.1:{free.getsockname()[1]}"


def webhook(listen: str) -> dict[str, str]:
    """The settings of a bot that gets its updates at `listen`."""
    return {"WEBHOOK_URL": f"http://{listen}/telegram", "WEBHOOK_SECRET": SECRET, "WEBHOOK_LISTEN": listen}


async def test_updates_come_by_webhook_with_the_secret_alone(api: BotApi, database: Path) -> None:
    async with started(api, database, *RUN, LOG_LEVEL="DEBUG", **webhook(free_address())) as process:
        await api.until(lambda: api.updates.webhook, "the webhook", STARTED)  # by then it listens
        await api.say("when did Hama fall")
        assert api.webhook_status == 200
        assert "5 December 2024" in (await api.next_message()).text
        assert api.updates.webhook
        api.updates.webhook["secret_token"] = "another"  # noqa: S105
        await api.say("when did Homs fall")
        assert api.webhook_status == 403
        process.send_signal(signal.SIGTERM)
        status, written = await ended(process)
    assert status == 0
    assert SECRET not in written
    assert len(api.sent()) == 1


async def test_a_webhook_passes_over_what_can_not_be_read_and_does_not_log_it(api: BotApi, database: Path) -> None:
    async with started(api, database, *RUN, LOG_LEVEL="DEBUG", **webhook(free_address())) as process:
        await api.until(lambda: api.updates.webhook, "the webhook", STARTED)
        await api.push(message={"text": "private words"})
        assert api.webhook_status == 200  # else Telegram would send it for ever, and nothing after it
        await api.say("when did Hama fall")
        assert "5 December 2024" in (await api.next_message(within=STARTED)).text
        process.send_signal(signal.SIGTERM)
        _, written = await ended(process)
    assert "can't be read" in written
    assert "private words" not in written


async def test_the_webhook_is_told_once_more_where_telegram_failed(api: BotApi, database: Path) -> None:
    api.fail("setWebhook", 502)
    async with started(api, database, *RUN, **webhook(free_address())):
        await api.until(lambda: api.updates.webhook, "the webhook", STARTED)
        await api.say("when did Hama fall")
        await api.next_message(within=STARTED)


@pytest.fixture
def copy(database: Path, tmp_path: Path) -> Path:
    """A database that a test may take away."""
    return Path(shutil.copy(database, tmp_path))


async def test_health_says_whether_the_bot_can_answer(api: BotApi, copy: Path) -> None:
    listen = free_address()
    async with started(api, copy, *RUN, **webhook(listen)), httpx.AsyncClient(base_url=f"http://{listen}") as client:
        await api.until(lambda: api.updates.webhook, "the webhook", STARTED)
        await api.say("when did Hama fall")
        await api.next_message(within=STARTED)
        well = await client.get("/health")
        assert (well.status_code, well.json()) == (200, {"status": "ok", "waiting": 0})
        os.remove(copy)
        assert (await client.get("/health")).status_code == 503
        assert (await client.get("/telegram")).status_code == 405
        assert (await client.get("/")).status_code == 404
        assert (await client.post("/telegram", json={"update_id": 1})).status_code == 403


async def test_an_address_that_is_taken_is_said_in_a_sentence(api: BotApi, database: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        listen = f"127.0.0.1:{taken.getsockname()[1]}"
        async with started(api, database, *RUN, **webhook(listen)) as process:
            status, written = await ended(process)
    assert status == 2
    assert f"WEBHOOK_LISTEN: {listen} can't be listened on" in written.splitlines()[-1]
    assert "Traceback" not in written


async def test_a_database_that_is_none_is_said_in_a_sentence(api: BotApi, database: Path, tmp_path: Path) -> None:
    broken = tmp_path / "tarikh.db"
    broken.write_text("no database")
    async with started(api, database, *RUN, TARIKH_DB=str(broken)) as process:
        status, written = await ended(process)
    assert status == 2
    assert "can't be read as a timeline" in written
    assert "Traceback" not in written
