"""How the bot gets through bad weather: what the library leaves out between it and Telegram.

Calls that fail on the way are made again, an update that can't be read does not stop those after it, and the
updates of one chat are handled in their order while chats do not wait for each other.
"""

from __future__ import annotations

import asyncio
import json
import logging
import ssl
from collections.abc import Awaitable, Callable, Coroutine
from functools import cache
from typing import Any
from weakref import WeakValueDictionary

import httpx
from telegram import Update
from telegram.error import BadRequest, ChatMigrated, NetworkError, TelegramError
from telegram.ext import AIORateLimiter, BaseUpdateProcessor
from telegram.request import HTTPXRequest

from handlers.once import ONCE, surely_not_done

_log = logging.getLogger(__name__)

RETRIES = 3  # of a call that Telegram puts off (429), each after the time that it names
WAITS = (0.5, 1, 2, 4, 8, 15, 30)  # seconds between the tries of a call that failed on the way
AT_ONCE = 4096  # updates; most of them wait for one before them in their chat
READ_TIMEOUT = 20  # seconds; a try given up too early is made twice, and seen twice


class PatientLimiter(AIORateLimiter):
    """Telegram's limits kept, and calls made again that a network or a gateway lost.

    A call may have been carried out before its answer was lost: rather an answer twice than none, except of
    calls that say `ONCE`.
    """

    def __init__(self, moved: Callable[[int, int], Awaitable[None]] | None = None) -> None:
        super().__init__(max_retries=RETRIES)
        self._moved = moved  # told of a group that has another number now

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, bool | dict[str, Any] | list[dict[str, Any]]]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: int | None,
    ) -> bool | dict[str, Any] | list[dict[str, Any]]:
        """The result of the call, made as often as it takes, and in the new chat where a group has moved."""
        for wait in WAITS:
            try:
                return await super().process_request(callback, args, kwargs, endpoint, data, rate_limit_args)
            except BadRequest:
                raise
            except ChatMigrated as moved:
                if not endpoint.startswith("send"):
                    raise
                if self._moved is not None:
                    await self._moved(int(data["chat_id"]), moved.new_chat_id)
                data["chat_id"] = moved.new_chat_id
                data.pop("reply_parameters", None)  # what it replies to has another number there
            except NetworkError as error:
                if rate_limit_args == ONCE and not surely_not_done(error):
                    raise
                _log.warning("%s failed and is tried again in %s s: %s", endpoint, wait, _line(error))
                await asyncio.sleep(wait)
        return await super().process_request(callback, args, kwargs, endpoint, data, rate_limit_args)


@cache
def trusted() -> ssl.SSLContext:
    """Whom the program trusts to be Telegram: read once, for that takes longer than all else a start asks of HTTP."""
    return httpx.create_ssl_context()


class PlainRequest(HTTPXRequest):
    """A request that does not log what it can't read: that may be somebody's message."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options, httpx_kwargs={"verify": trusted()})

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """Telegram's answer as it came. Raises TelegramError."""
        try:
            answer = json.loads(payload.decode(errors="replace"))
        except ValueError as error:
            raise TelegramError("Invalid server response") from error
        if not isinstance(answer, dict):
            raise TelegramError("Invalid server response")
        return answer


class PollingRequest(PlainRequest):
    """Asking for updates: one that can't be read is passed over, and a refusal is asked about again.

    The library would ask for the same updates for ever, or never again.
    """

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """Telegram's answer with the updates that can be read; of the others only their number."""
        answer = PlainRequest.parse_json_payload(payload)
        updates = answer.get("result")
        if isinstance(updates, list):
            answer["result"] = [kept for update in updates if (kept := readable(update)) is not None]
        return answer

    async def do_request(self, *args: Any, **kwargs: Any) -> tuple[int, bytes]:
        """Telegram's answer; a refusal of the token comes as an error that passes.

        The token was good when the bot started, and a gateway's 404 looks the same.
        """
        code, payload = await super().do_request(*args, **kwargs)
        return (503 if code in (401, 404) else code), payload


def readable(update: object) -> dict[str, Any] | None:
    """An update as it came, or its number alone where the rest can't be read; None where it has none."""
    if not isinstance(update, dict) or not isinstance(update.get("update_id"), int):
        _log.warning("An update without a number was passed over")
        return None
    try:
        Update.de_json(update, None)
    except (TypeError, ValueError, LookupError, AttributeError, OverflowError, OSError) as error:
        _log.warning("Update %s can't be read (%s)", update["update_id"], type(error).__name__)
        return {"update_id": update["update_id"]}
    return update


class InOrder(BaseUpdateProcessor):
    """Updates of one chat one after the other, those of different chats at once."""

    __slots__ = ("_turns",)

    def __init__(self) -> None:
        super().__init__(AT_ONCE)
        self._turns: WeakValueDictionary[int | None, asyncio.Lock] = WeakValueDictionary()

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Handle an update when those before it in its chat are done."""
        chat = update.effective_chat if isinstance(update, Update) else None
        if chat is None:
            await coroutine
            return
        turn = self._turns.get(chat.id) or asyncio.Lock()
        self._turns[chat.id] = turn
        async with turn:
            await coroutine

    async def initialize(self) -> None:
        """Nothing to do."""

    async def shutdown(self) -> None:
        """Nothing to do."""


def _line(error: TelegramError) -> str:
    return " ".join(str(error).split())[:200]
