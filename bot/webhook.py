"""Updates by webhook: a small server on the loopback interface, behind whatever speaks TLS to Telegram.

It takes the place of the library's own, which tells Telegram to send before it listens, refuses for ever an update
that can't be read (Telegram sends it again, and nothing after it), and writes such an update to the log.
"""

from __future__ import annotations

import asyncio
import hmac
import json
import logging
import re
from collections.abc import Callable, Sequence
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

from telegram import Bot, Update
from telegram.error import BadRequest, Forbidden, InvalidToken, NetworkError, RetryAfter
from telegram.ext import Updater
from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import Application, RequestHandler

from bot.errors import AddressTaken
from bot.patience import readable
from bot.settings import HEALTH, Webhook

LARGEST = 1024 * 1024  # bytes of an update; Telegram's are a few thousand
WAIT = 5  # seconds until a refused or lost setWebhook is tried again

_SECRET = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 the name of a header
_log = logging.getLogger(__name__)


class WebhookUpdater(Updater):
    """Takes updates in by webhook: it listens first, and then has Telegram send."""

    def __init__(self, bot: Bot, updates: asyncio.Queue[object], webhook: Webhook, well: Callable[[], bool]) -> None:
        super().__init__(bot, updates)
        self._webhook = webhook
        self._well = well
        self._server: HTTPServer | None = None

    async def start_webhook(self, *args: Any, **kwargs: Any) -> asyncio.Queue[object]:
        """Listen, and tell Telegram where. Raises AddressTaken and InvalidToken."""
        allowed: Sequence[str] = kwargs["allowed_updates"]
        path = re.escape(urlsplit(self._webhook.url).path) or "/"
        routes: list[Any] = [
            (path, _Updates, {"bot": self.bot, "updates": self.update_queue, "secret": self._webhook.secret}),
            (HEALTH, _Health, {"well": self._well, "updates": self.update_queue}),
        ]
        server = HTTPServer(Application(routes, log_function=lambda handler: None), max_buffer_size=LARGEST)
        try:
            server.add_sockets(bind_sockets(self._webhook.port, self._webhook.host))
        except OSError as error:
            raise AddressTaken(
                self._webhook.host, self._webhook.port, error.strerror or type(error).__name__
            ) from error
        self._server, self._running = server, True
        await self._tell(allowed)
        return self.update_queue

    async def _tell(self, allowed: Sequence[str]) -> None:
        """Have Telegram send updates here, asked as often as it takes."""
        while True:
            try:
                await self.bot.set_webhook(
                    self._webhook.url, allowed_updates=allowed, secret_token=self._webhook.secret
                )
            except (BadRequest, InvalidToken, Forbidden):
                raise
            except (NetworkError, RetryAfter) as error:
                _log.warning("setWebhook failed and is tried again in %s s: %s", WAIT, type(error).__name__)
                await asyncio.sleep(WAIT)
            else:
                return

    async def stop(self) -> None:
        """Take nothing more in; Telegram keeps what comes until the next start."""
        self._running = False
        if self._server is not None:
            self._server.stop()
            await self._server.close_all_connections()
            self._server = None


class _Updates(RequestHandler):
    """Takes updates in from whoever has the secret."""

    def initialize(self, bot: Bot, updates: asyncio.Queue[object], secret: str) -> None:
        self._bot, self._updates, self._wanted = bot, updates, secret.encode()

    async def post(self) -> None:
        """Queue an update; one that can't be read is passed over, as it will not get better."""
        if not hmac.compare_digest(self.request.headers.get(_SECRET, "").encode(), self._wanted):
            self.set_status(HTTPStatus.FORBIDDEN)
            return
        try:
            given = json.loads(self.request.body)
        except ValueError:
            self.set_status(HTTPStatus.BAD_REQUEST)
            return
        kept = readable(given)
        if kept is not None and len(kept) > 1:  # more than its number
            await self._updates.put(Update.de_json(kept, self._bot))


class _Health(RequestHandler):
    """Says whether the bot can answer, to whoever watches over it; nothing of what it does."""

    def initialize(self, well: Callable[[], bool], updates: asyncio.Queue[object]) -> None:
        self._well, self._updates = well, updates

    def get(self) -> None:
        """200 where the bot runs and reads its database, else 503."""
        well = self._well()
        self.set_status(HTTPStatus.OK if well else HTTPStatus.SERVICE_UNAVAILABLE)
        self.finish({"status": "ok" if well else "failing", "waiting": self._updates.qsize()})

    head = get
