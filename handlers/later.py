"""Writes that nobody has to wait for: while an import holds the database, questions go on being answered."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable

from handlers.context import BotContext

PATIENCE = 1.0  # seconds


async def written(write: Awaitable[object], context: BotContext) -> None:
    """Wait a moment for a write; one that takes longer goes on by itself, and the bot's end waits for it."""
    writing = asyncio.ensure_future(write)
    await asyncio.wait({writing}, timeout=PATIENCE)
    if writing.done():
        await writing  # what went wrong is told as ever
    else:
        context.application.create_task(writing)
