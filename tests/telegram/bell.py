"""Waiting for anything to change."""

import asyncio
from collections.abc import Callable


class Bell:
    """Rung at every change; whoever waits looks again."""

    def __init__(self) -> None:
        self._event = asyncio.Event()

    def ring(self) -> None:
        """Let everybody who waits look again."""
        event, self._event = self._event, asyncio.Event()
        event.set()

    async def until(self, true: Callable[[], object], within: float) -> bool:
        """Wait for ``true()``; False when ``within`` seconds passed first."""
        try:
            async with asyncio.timeout(within):
                while not true():
                    await self._event.wait()
        except TimeoutError:
            return bool(true())
        return True
