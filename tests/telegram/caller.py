"""Calls to the stand-in as a bot makes them, for the tests of the stand-in itself."""

import json
from typing import Any

import httpx

from tests.telegram.bot_api import BotApi
from tests.telegram.world import AMIRA, OMAR, Channel, Group, PrivateChat

AMIRAS = PrivateChat(AMIRA)
GROUP = Group(members=(AMIRA,), admins=(OMAR,))
FORUM = Group(-1001000000002, "Forum", topics=(11, 12))
CHANNEL = Channel(username="hama_news", admins=(OMAR,))


class Caller:
    """Calls methods as a bot does, and gives what came back."""

    def __init__(self, api: BotApi, client: httpx.AsyncClient) -> None:
        self.api, self.client = api, client

    async def __call__(self, method: str, **params: Any) -> Any:
        """The result of a call; fails the test when it was refused."""
        answer = (await self.raw(method, **params)).json()
        assert answer["ok"], answer
        return answer["result"]

    async def refused(self, method: str, **params: Any) -> str:
        """The description of a refusal, which is taken from the api's list."""
        answer = (await self.raw(method, **params)).json()
        assert not answer["ok"], answer
        self.api.take_refusals(answer["description"])
        return answer["description"]

    async def raw(self, method: str, token: str | None = None, **params: Any) -> httpx.Response:
        url = f"{self.api.base_url}{token or self.api.token}/{method}"
        form = {name: value if isinstance(value, str) else json.dumps(value) for name, value in params.items()}
        return await self.client.post(url, data=form)


def buttons(*rows: list[dict[str, Any]]) -> dict[str, Any]:
    return {"inline_keyboard": list(rows)}


MORE = buttons([{"text": "More", "callback_data": "more"}])


async def send(call: Caller, text: str = "x", chat_id: int = AMIRA.id, **params: Any) -> dict[str, Any]:
    return await call("sendMessage", chat_id=chat_id, text=text, **params)
