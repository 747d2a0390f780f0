"""The program as its users start it, against the stand-in."""

import asyncio
import os
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from tests.telegram.bot_api import BotApi

ROOT = Path(__file__).parents[2]
RUN = ("-m", "bot", "run")


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
    output, errors = await asyncio.wait_for(process.communicate(), 60)
    return process.returncode, (output + errors).decode()
