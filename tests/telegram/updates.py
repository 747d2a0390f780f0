"""The queue of updates, and the two ways to get them: long polling and a webhook."""

import asyncio
import contextlib
import json
import re
from dataclasses import dataclass
from urllib.parse import urlsplit

import tornado.httpclient

from tests.telegram.bell import Bell
from tests.telegram.refused import Refused, bad
from tests.telegram.world import Json

KINDS = frozenset((
    "message", "edited_message", "channel_post", "edited_channel_post", "business_connection",
    "business_message", "edited_business_message", "deleted_business_messages", "message_reaction",
    "message_reaction_count", "inline_query", "chosen_inline_result", "callback_query", "shipping_query",
    "pre_checkout_query", "purchased_paid_media", "poll", "poll_answer", "my_chat_member", "chat_member",
    "chat_join_request", "chat_boost", "removed_chat_boost", "guest_message", "managed_bot",
))  # fmt: skip
USUAL = KINDS - {"chat_member", "message_reaction", "message_reaction_count"}

_OTHER_POLL = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
_WEBHOOK_ON = (
    "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
)


@dataclass(slots=True)
class _Poll:
    ended: str = ""


class Updates:
    """Updates that the bot has not confirmed yet, and the methods that hand them out."""

    def __init__(self, bell: Bell) -> None:
        self.pending: list[Json] = []
        self.webhook: Json | None = None
        self.left_out: list[str] = []  # kinds of updates that the bot did not ask for
        self.polls = 0
        self._allowed = USUAL
        self._bell = bell
        self._next_id = 1
        self._poll: _Poll | None = None
        self._delivering = asyncio.Lock()
        self._last_error = ""
        self._first_delivery: asyncio.Task[None] | None = None

    async def put(self, kind: str, body: Json) -> int | None:
        """Queue an update; with a webhook set, deliver it and return the HTTP status."""
        if kind not in KINDS:
            raise AssertionError(f"there is no update {kind!r}")
        if kind not in self._allowed:
            self.left_out.append(kind)
            return None
        # A copy: the message of an update stays as it was when the update came about.
        self.pending.append({"update_id": self._next_id, kind: json.loads(json.dumps(body))})
        self._next_id += 1
        self._bell.ring()
        return await self.deliver() if self.webhook else None

    async def deliver(self) -> int | None:
        """Send what is pending to the webhook, in order, until one fails; gives the last HTTP status."""
        status = None
        async with self._delivering:
            while self.pending and self.webhook:
                status = await self._post(self.webhook, self.pending[0])
                if not 200 <= status < 300:
                    self._last_error = f"Wrong response from the webhook: {status}"
                    break
                del self.pending[0]
                self._bell.ring()
        return status

    async def _post(self, webhook: Json, update: Json) -> int:
        headers = {"Content-Type": "application/json"}
        if secret := webhook.get("secret_token"):
            headers["X-Telegram-Bot-Api-Secret-Token"] = secret
        client = tornado.httpclient.AsyncHTTPClient(force_instance=True)
        try:
            request = tornado.httpclient.HTTPRequest(
                webhook["url"], method="POST", headers=headers, body=json.dumps(update), request_timeout=5
            )
            return (await client.fetch(request, raise_error=False)).code
        except OSError:
            return 599  # tornado's number for no answer at all
        finally:
            client.close()

    async def close(self) -> None:
        """End every long poll and stop delivering."""
        if self._poll:
            self._poll.ended = "closed"
            self._bell.ring()
        if self._first_delivery:
            self._first_delivery.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._first_delivery

    async def getUpdates(self, params: Json) -> list[Json]:
        if self.webhook:
            raise Refused(409, _WEBHOOK_ON)
        limit = params.get("limit", 100)
        if not 1 <= limit <= 100:
            raise bad("limit is out of range", f"1 to 100, not {limit}")
        self.polls += 1
        if self._poll:
            self._poll.ended = _OTHER_POLL
            self._bell.ring()
        poll = self._poll = _Poll()
        self._allow(params)
        self._confirm(params.get("offset", 0))
        try:
            await self._bell.until(lambda: poll.ended or self.pending, params.get("timeout", 0))
        finally:
            if self._poll is poll:
                self._poll = None
        if poll.ended:
            raise Refused(409, poll.ended)
        return self.pending[:limit]

    async def setWebhook(self, params: Json) -> bool:
        if not (url := params["url"]):
            return await self.deleteWebhook(params)
        parts = urlsplit(url)
        # Telegram wants HTTPS; a Bot API server of one's own takes HTTP too, as the tests need.
        if parts.scheme != "https" and parts.hostname not in {"127.0.0.1", "localhost"}:
            raise bad("bad webhook: An HTTPS URL must be provided for webhook", url)
        if not re.fullmatch(r"[A-Za-z0-9_-]{0,256}", params.get("secret_token", "")):
            raise bad("secret token contains unallowed characters", "1 to 256 of A-Z, a-z, 0-9, _ and -")
        if not 1 <= params.get("max_connections", 40) <= 100:
            raise bad("max_connections is out of range")
        self._allow(params)
        self._drop(params)
        if self._poll:
            self._poll.ended = "Conflict: terminated by setWebhook request"
        self.webhook = params
        self._bell.ring()
        if self.pending:
            self._first_delivery = asyncio.create_task(self._deliver_waiting())
        return True

    async def _deliver_waiting(self) -> None:
        await self.deliver()

    async def deleteWebhook(self, params: Json) -> bool:
        self._drop(params)
        self.webhook = None
        return True

    async def getWebhookInfo(self, params: Json) -> Json:
        webhook = self.webhook or {}
        told: Json = {"pending_update_count": len(self.pending), "has_custom_certificate": False}
        told |= {"url": webhook.get("url", ""), "allowed_updates": sorted(self._allowed)}
        return told | ({"last_error_message": self._last_error} if self._last_error else {})

    def _allow(self, params: Json) -> None:
        if "allowed_updates" not in params:
            return  # the previous choice holds
        wanted = params["allowed_updates"]
        if unknown := set(wanted) - KINDS:
            raise bad(
                f"unknown allowed_updates: {', '.join(sorted(unknown))}",
                "Telegram would silently ignore them",
            )
        self._allowed = frozenset(wanted) or USUAL

    def _drop(self, params: Json) -> None:
        if params.get("drop_pending_updates"):
            self.pending.clear()

    def _confirm(self, offset: int) -> None:
        if offset < 0:
            self.pending = self.pending[offset:]
        else:
            self.pending = [update for update in self.pending if update["update_id"] >= offset]
        self._bell.ring()
