"""The program as its users start it, against the stand-in: how it begins, ends, and what it writes."""

import asyncio
import os
import signal
import socket
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from db.bundled import build
from tests.telegram.bot_api import BotApi

ROOT = Path(__file__).parents[2]
SECRET = "webhook-secret-of-the-tests"  # noqa: S105
RUN = ("-m", "bot", "run")
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
    path = tmp_path_factory.mktemp("timeline") / "tarikh.db"
    build(path)
    return path


@asynccontextmanager
async def started(api: BotApi, database: Path, *command: str, **settings: str) -> AsyncIterator[Process]:
    """The program, in a folder without settings of its own."""
    environment = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "SYSTEMROOT")}
    environment |= {
        "PYTHONPATH": str(ROOT),
        "TELEGRAM_BOT_TOKEN": api.token,
        "TELEGRAM_API_URL": api.base_url,
        "TARIKH_DB": str(database),
    }
    process = await asyncio.create_subprocess_exec(
        sys.executable, *command, env=environment | settings, cwd=database.parent, stdout=PIPE, stderr=PIPE
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
            await process.communicate()


async def ended(process: Process) -> tuple[int | None, str]:
    """The exit status and everything that was written."""
    output, errors = await asyncio.wait_for(process.communicate(), 20)
    return process.returncode, (output + errors).decode()


async def test_the_bot_answers_and_ends_well_on_sigterm(api: BotApi, database: Path) -> None:
    async with started(api, database, *RUN) as process:
        await api.say("when did Hama fall")
        assert "5 December 2024" in (await api.next_message(within=20)).text
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
        assert "5 December 2024" in (await api.next_message(within=20)).text


async def test_the_bot_waits_for_telegram(api: BotApi, database: Path) -> None:
    api.fail("getMe", 502)
    api.drop("deleteWebhook")
    async with started(api, database, *RUN):
        await api.say("when did Hama fall")
        await api.next_message(within=20)


async def test_the_bot_that_still_waits_for_telegram_ends_well_on_sigterm(api: BotApi, database: Path) -> None:
    api.fail("getMe", 502, times=9)
    async with started(api, database, *RUN) as process:
        await api.until(lambda: len(api.calls) > 1, "the bot to try twice", 20)
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
            await api.next_message(within=20)
            api.fail("getUpdates", 409)
            await api.say("when did Hama fall")
            await api.next_message(within=20)
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
        await api.next_message(within=20)
        process.send_signal(signal.SIGTERM)
        _, written = await ended(process)
    assert "Nobody" not in written
    assert "Amira" not in written


async def test_updates_come_by_webhook_with_the_secret_alone(api: BotApi, database: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        listen = f"127.0.0.1:{free.getsockname()[1]}"
    webhook = {"WEBHOOK_URL": f"http://{listen}/telegram", "WEBHOOK_SECRET": SECRET, "WEBHOOK_LISTEN": listen}
    async with started(api, database, *RUN, LOG_LEVEL="DEBUG", **webhook) as process:
        await api.until(lambda: api.updates.webhook, "the webhook", 20)
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


async def test_a_database_that_is_none_is_said_in_a_sentence(api: BotApi, database: Path, tmp_path: Path) -> None:
    broken = tmp_path / "tarikh.db"
    broken.write_text("no database")
    async with started(api, database, *RUN, TARIKH_DB=str(broken)) as process:
        status, written = await ended(process)
    assert status == 2
    assert "can't be read as a timeline" in written
    assert "Traceback" not in written
