"""The stand-in of the Bot API as a fixture."""

import os
from collections.abc import AsyncIterator

import pytest

# Without it python-telegram-bot warns at every 429, and warnings are errors here.
os.environ.setdefault("PTB_TIMEDELTA", "1")

from tests.telegram.bot_api import BotApi


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    """A running stand-in; the test fails when the bot called an unknown method or was refused."""
    async with BotApi() as api:
        yield api
    assert not api.unknown_methods, (
        f"the stand-in does not know {api.unknown_methods}: add them or mend the bot"
    )
    refused = "\n".join(map(str, api.refusals))
    assert not api.refusals, f"refused calls (expected ones are taken with api.take_refusals):\n{refused}"
