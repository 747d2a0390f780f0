"""The stand-in of the Bot API as a fixture."""

import os
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

# Without it python-telegram-bot warns at every 429, and warnings are errors here.
os.environ.setdefault("PTB_TIMEDELTA", "1")

from bot.patience import trusted
from tests.telegram.bot_api import BotApi
from tests.telegram.caller import AMIRAS, CHANNEL, FORUM, GROUP, Caller
from tests.telegram.small_timeline import make


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    """A running stand-in; the test fails when the bot called an unknown method or was refused."""
    async with BotApi() as api:
        yield api
    api.check()


@pytest.fixture
def timeline(bundled_path: Path, tmp_path: Path) -> Path:
    """A bundled timeline of a test's own, for what the bot keeps in it."""
    return Path(shutil.copy(bundled_path, tmp_path))


@pytest.fixture
async def call(api: BotApi) -> AsyncIterator[Caller]:
    """Calls methods without a bot, in chats that are known already."""
    api.meet(AMIRAS, GROUP, FORUM, CHANNEL)
    async with httpx.AsyncClient(verify=trusted()) as client:
        yield Caller(api, client)


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make(tmp_path_factory.mktemp("small") / "tarikh.db")


@pytest.fixture
def small_timeline(small: Path, tmp_path: Path) -> Path:
    """A small timeline of a test's own, for what is the same on every timeline."""
    return Path(shutil.copy(small, tmp_path))
