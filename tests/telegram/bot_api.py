"""A strict Telegram Bot API on 127.0.0.1, for tests of the whole bot over real HTTP.

People act through it (`say`, `press`, `inline`, …), the bot talks to it as to Telegram, and a test reads
what came of it (`next_message`, `screen`, `sent`, …). It refuses what Telegram refuses, and what Telegram
takes while silently losing something: see `refusals`. It fails where told to: `fail`, `drop`, `cut`, `hold`, `stall`.
"""

import asyncio
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Self

from tests.telegram import faults
from tests.telegram.parameters import METHODS, decoded
from tests.telegram.people import People
from tests.telegram.query_methods import InlineResult
from tests.telegram.refused import Refusal, Refused, bad
from tests.telegram.screen import Shown, shown
from tests.telegram.server import Answer, Server
from tests.telegram.world import BOT, Chat, Json

TOKEN = f"{BOT.id}:" + "test" * 9
WITHIN = 10.0  # seconds a test waits for the bot before it fails
STARTED = 180.0  # the same, where the bot starts and is warmed in a process of its own beside other tests

_WRITING = ("sendMessage", "sendPhoto", "sendDocument")
_EDITING = ("editMessageText", "editMessageCaption", "editMessageMedia", "editMessageReplyMarkup")


@dataclass(frozen=True, slots=True)
class Call:
    """One request of the bot; ``error`` is the description of what went wrong, also on purpose."""

    method: str
    params: Json
    result: Any = None
    error: str | None = None

    def __str__(self) -> str:
        short = {name: value if len(repr(value)) < 120 else f"{value!r:.120}…" for name, value in self.params.items()}
        return f"{self.method} {short}" + (f" -> {self.error}" if self.error else "")


class BotApi(People):
    """The stand-in; `async with BotApi() as api`, then give ``api.base_url`` and ``api.token`` to the bot."""

    def __init__(self) -> None:
        super().__init__()
        self.token = TOKEN
        self.calls: list[Call] = []  # all but getUpdates, in the order they were answered
        self.refusals: list[Refusal] = []
        self.unknown_methods: list[str] = []
        self._faults = faults.Faults()
        self._taken: set[int] = set()

    async def __aenter__(self) -> Self:
        self._server = Server(self._answer, self._read)
        self.base_url = f"http://127.0.0.1:{self._server.port}/bot"
        self.base_file_url = f"http://127.0.0.1:{self._server.port}/file/bot"
        return self

    async def __aexit__(self, *exc_info: object) -> None:
        await self.updates.close()
        await self._server.close()

    # Faults

    def fail(self, method: str, code: int, description: str = "", *, times: int = 1, **parameters: int) -> None:
        """Answer the next calls of ``method`` with an error: ``fail("sendMessage", 429, retry_after=1)``."""
        self._faults.add(method, faults.error(code, description, parameters), times)

    def drop(self, method: str, *, times: int = 1) -> None:
        """Close the connection without an answer; Telegram has done nothing."""
        self._faults.add(method, faults.Fault("drop"), times)

    def cut(self, method: str, *, times: int = 1) -> None:
        """Do what ``method`` says, then close the connection in the middle of the answer."""
        self._faults.add(method, faults.Fault("cut"), times)

    def hold(self, method: str, *, times: int = 1) -> None:
        """Do what ``method`` says and never answer, until the bot hangs up."""
        self._faults.add(method, faults.Fault("hold"), times)

    def stall(self, method: str, *, times: int = 1) -> None:
        """Never answer, until the bot hangs up."""
        self._faults.add(method, faults.Fault("stall"), times)

    def faults_left(self, method: str) -> int:
        """How many calls of ``method`` are still to fail."""
        return self._faults.left(method)

    # What the bot did

    def sent(self, method: str = "sendMessage") -> list[Json]:
        """The parameters of every call of ``method`` that was taken."""
        return [call.params for call in self._accepted(method)]

    async def reply(self, number: int = 1, *, method: str = "sendMessage", within: float = WITHIN) -> Json:
        """Wait for the ``number``-th accepted call of ``method``; gives its parameters."""
        await self.until(lambda: len(self._accepted(method)) >= number, f"call {number} of {method}", within)
        return self._accepted(method)[number - 1].params

    async def next_call(self, method: str, *, within: float = WITHIN) -> Call:
        """The next accepted call of ``method`` that the test has not taken yet."""
        return await self._next(method, (method,), None, within)

    async def next_message(self, chat: Chat | None = None, *, within: float = WITHIN) -> Shown:
        """The next message of the bot that the test has not taken, in ``chat`` or anywhere, as sent."""
        call = await self._next(f"message in {chat.id}" if chat else "message", _WRITING, chat, within)
        return _as_of(call)

    async def next_edit(self, chat: Chat | None = None, *, within: float = WITHIN) -> Shown:
        """The next edit of the bot that the test has not taken: the message as it was after it."""
        call = await self._next(f"edit in {chat.id}" if chat else "edit", _EDITING, chat, within)
        return _as_of(call) if call.result is not True else self.messages.shown(call.params["inline_message_id"])

    async def pressed(self, query_id: str, *, within: float = WITHIN) -> Json:
        """How the bot answered a pressed button: the parameters of answerCallbackQuery."""
        return await self._answered(query_id, within)

    async def inline_results(self, query_id: str, *, within: float = WITHIN) -> tuple[InlineResult, ...]:
        """What the bot offers for an inline query."""
        return await self._answered(query_id, within)

    async def guest_answer(self, query_id: str, *, within: float = WITHIN) -> Shown:
        """The bot's answer to a guest mention, as it is now."""
        return self.messages.shown(await self._answered(query_id, within))

    def unanswered_presses(self) -> list[str]:
        """The pressed buttons whose clock still turns."""
        return self.queries.unanswered("callback")

    def menu(
        self,
        scope: str = "default",
        language: str = "",
        *,
        chat_id: int | None = None,
        user_id: int | None = None,
    ) -> dict[str, str]:
        """The commands set for a scope and language, with what each is for."""
        return self.profile.menus.get((scope, chat_id, user_id, language), {})

    def take_refusals(self, description: str = "") -> list[Refusal]:
        """The refusals with these words, which the test expected; there must be one."""
        taken = [each for each in self.refusals if description in each.description]
        if not taken:
            raise AssertionError(f"no call was refused with {description!r}; {self._told()}")
        self.refusals = [each for each in self.refusals if each not in taken]
        return taken

    def check(self) -> None:
        """Fail when the bot called what the stand-in does not know, or was refused unexpectedly."""
        unknown = ", ".join(self.unknown_methods)
        assert not unknown, f"the stand-in does not know {unknown}: mend the bot, or add them in parameters.py"
        refused = "\n".join(map(str, self.refusals))
        assert not refused, f"refused calls (a test takes expected ones with take_refusals):\n{refused}"

    async def settled(self, application: Any, *, within: float = WITHIN) -> None:
        """Wait until the bot has got every update and every handler has ended: then silence is silence."""
        await self.until(lambda: not self.updates.pending, "the bot to take every update", within)
        async with asyncio.timeout(within):
            await application.update_queue.join()

    async def until(self, true: Callable[[], object], what: str, within: float = WITHIN) -> None:
        """Wait for ``true()``, looking again after every call of the bot."""
        if not await self.bell.until(true, within):
            raise AssertionError(f"waited {within:g} s for {what}; {self._told()}")

    def _accepted(self, method: str) -> list[Call]:
        return [call for call in self.calls if call.method == method and call.error is None]

    async def _next(self, what: str, methods: tuple[str, ...], chat: Chat | None, within: float) -> Call:
        def waiting() -> list[Call]:
            calls = [call for method in methods for call in self._accepted(method) if id(call) not in self._taken]
            return [call for call in calls if chat is None or _chat_id(call) == chat.id]

        await self.until(waiting, f"the bot's next {what}", within)
        call = min(waiting(), key=self.calls.index)
        self._taken.add(id(call))
        return call

    async def _answered(self, query_id: str, within: float) -> Any:
        await self.until(lambda: self.queries.answer(query_id) is not None, f"an answer to {query_id}", within)
        return self.queries.answer(query_id)

    def _told(self) -> str:
        lines = [f"the bot's calls ({len(self.calls)}):", *map(str, self.calls)]
        lines += ["refused:", *map(str, self.refusals)] if self.refusals else []
        lines += [f"unknown methods: {self.unknown_methods}"] if self.unknown_methods else []
        lines += [f"updates it did not ask for: {self.updates.left_out}"] if self.updates.left_out else []
        return "\n  ".join([*lines, f"updates not confirmed: {len(self.updates.pending)}; polls: {self.updates.polls}"])

    # What the bot gets

    async def _answer(self, token: str, method: str, given: Json) -> Answer:
        if token != self.token:
            well_formed = re.fullmatch(r"\d+:[\w-]{30,}", token)
            return _refusal(Refused(401, "Unauthorized") if well_formed else Refused(404, "Not Found"))
        fault = self._faults.next(method)
        if fault and fault.kind == "stall":
            self._record(Call(method, given, error="stalled on purpose"))
            await asyncio.Event().wait()
        if fault and fault.kind not in ("cut", "hold"):
            self._record(Call(method, given, error=f"{fault.code or ''} {fault.kind} on purpose".strip()))
            return Answer(fault.code, fault.body, fault)
        part = next((part for part in (*self.methods, self) if hasattr(part, method)), None)
        if method not in METHODS or part is None:
            self.unknown_methods.append(method)
            self._record(Call(method, given, error="unknown method"))
            # Not 404: python-telegram-bot takes that for a refused token.
            return _refusal(bad(f"the stand-in has no method {method}"))
        try:
            params = decoded(method, given)
            result = await getattr(part, method)(params)
        except (Refused, KeyError, TypeError, AttributeError, ValueError) as error:
            # What trips the stand-in itself has another shape than the Bot API documents.
            refused = error if isinstance(error, Refused) else bad("can't read the parameters", repr(error))
            # A conflict is between two pollers, of which one may be gone already: not this call's mistake.
            if refused.code != 409:
                self.refusals.append(Refusal(method, given, refused.code, refused.description, refused.why))
            self._record(Call(method, given, error=refused.description))
            return _refusal(refused)
        self._record(Call(method, params, json.loads(json.dumps(result))))
        if fault and fault.kind == "hold":
            await asyncio.Event().wait()
        return Answer(200, json.dumps({"ok": True, "result": result}).encode(), fault)

    def _record(self, call: Call) -> None:
        if call.method != "getUpdates":
            self.calls.append(call)
        self.bell.ring()

    def _read(self, token: str, path: str) -> bytes | None:
        try:
            return self.files.find(path.removeprefix("documents/")).content if token == self.token else None
        except Refused:
            return None


def _refusal(refused: Refused) -> Answer:
    told: Json = {"ok": False, "error_code": refused.code, "description": refused.description}
    told |= {"parameters": refused.parameters} if refused.parameters else {}
    return Answer(refused.code, json.dumps(told).encode())


def _as_of(call: Call) -> Shown:
    source = call.params.get("media", call.params)
    written = source.get("text") or source.get("caption", "")
    return shown(call.result, by_bot=True, html=written)


def _chat_id(call: Call) -> int | None:
    return call.result["chat"]["id"] if isinstance(call.result, dict) else None
