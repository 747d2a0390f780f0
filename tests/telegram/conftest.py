"""The stand-in of the Bot API as a fixture."""

import os
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

# Without it python-telegram-bot warns at every 429, and warnings are errors here.
os.environ.setdefault("PTB_TIMEDELTA", "1")

from db.bundled import build
from tests.telegram.bot_api import BotApi
from tests.telegram.caller import AMIRAS, CHANNEL, FORUM, GROUP, Caller


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    """A running stand-in; the test fails when the bot called an unknown method or was refused."""
    async with BotApi() as api:
        yield api
    api.check()


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bundled timeline, built once; nobody writes to it."""
    path = tmp_path_factory.mktemp("built") / "tarikh.db"
    build(path)
    return path


@pytest.fixture
def timeline(built: Path, tmp_path: Path) -> Path:
    """A bundled timeline of a test's own, for what the bot keeps in it."""
    return Path(shutil.copy(built, tmp_path / "tarikh.db"))


@pytest.fixture
async def call(api: BotApi) -> AsyncIterator[Caller]:
    """Calls methods without a bot, in chats that are known already."""
    api.meet(AMIRAS, GROUP, FORUM, CHANNEL)
    async with httpx.AsyncClient() as client:
        yield Caller(api, client)
