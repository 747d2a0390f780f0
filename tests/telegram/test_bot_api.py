"""The stand-in takes requests, hands out updates and fails as Telegram does, over real HTTP."""

import asyncio
from typing import Any

import httpx
import pytest

from tests.telegram.bot_api import BotApi
from tests.telegram.caller import CHANNEL, GROUP, Caller, send
from tests.telegram.world import AMIRA, BOT, OMAR, Group, forwarded_post


async def test_form_json_and_query_are_the_same(api: BotApi, call: Caller) -> None:
    url = f"{api.base_url}{api.token}/sendMessage"
    params = {"chat_id": AMIRA.id, "text": "7"}
    await call.client.get(url, params=params)
    await call.client.post(url, json=params)
    await call.client.post(url, data=params)
    assert api.sent() == [params] * 3


@pytest.mark.parametrize(
    ("token", "code", "description"), [(f"{BOT.id}:{'x' * 35}", 401, "Unauthorized"), ("x", 404, "Not Found")]
)
async def test_wrong_token(call: Caller, token: str, code: int, description: str) -> None:
    answer = await call.raw("getMe", token=token)
    assert (answer.status_code, answer.json()["description"]) == (code, description)


async def test_unknown_method_is_recorded(api: BotApi, call: Caller) -> None:
    answer = await call.raw("sendSmoke", chat_id=1)
    assert answer.status_code == 400  # python-telegram-bot takes 404 for a wrong token
    assert api.unknown_methods == ["sendSmoke"]
    api.unknown_methods.clear()


@pytest.mark.parametrize(
    ("params", "description"),
    [
        ({"chat_id": 7, "text": "x", "parse_mod": "HTML"}, "unknown parameters of sendMessage: parse_mod"),
        ({"chat_id": 7}, "message text is empty"),
        ({"text": "x"}, "chat_id is empty"),
        ({"chat_id": 7, "text": "x", "protect_content": "perhaps"}, "can't parse protect_content"),
        ({"chat_id": 7, "text": "x", "reply_parameters": [1]}, "can't parse reply_parameters: expected dict"),
        (
            {"chat_id": 7, "text": "x", "reply_markup": {"inline_keyboard": [["More"]]}},
            "can't read the param",
        ),
    ],
)
async def test_parameters_are_checked(call: Caller, params: dict[str, Any], description: str) -> None:
    assert description in await call.refused("sendMessage", **params)


async def test_an_offset_confirms(api: BotApi, call: Caller) -> None:
    for text in "abc":
        await api.say(text)
    first, *_ = await call("getUpdates", limit=1)
    assert first["message"]["text"] == "a"
    rest = await call("getUpdates", offset=first["update_id"] + 1)
    assert [update["message"]["text"] for update in rest] == ["b", "c"]
    assert len(await call("getUpdates")) == 2  # unconfirmed ones come again
    assert [update["message"]["text"] for update in await call("getUpdates", offset=-1)] == ["c"]
    assert await call("getUpdates", offset=rest[-1]["update_id"] + 1) == []
    assert "limit is out of range" in await call.refused("getUpdates", limit=101)


async def test_a_long_poll_ends_with_the_next_update(api: BotApi, call: Caller) -> None:
    poll = asyncio.create_task(call("getUpdates", timeout=50))
    await api.until(lambda: api.updates.polls, "the poll")
    await api.say("Now")
    assert (await poll)[0]["message"]["text"] == "Now"


async def test_only_wanted_updates_come(api: BotApi, call: Caller) -> None:
    await call("getUpdates", allowed_updates=["inline_query"])
    await api.say("unwanted")
    await api.inline("wanted")
    assert [*(await call("getUpdates"))[0]] == ["update_id", "inline_query"]  # the choice holds
    assert api.updates.left_out == ["message"]
    assert "unknown allowed_updates: mesage" in await call.refused("getUpdates", allowed_updates=["mesage"])


async def test_a_second_poll_ends_the_first(api: BotApi, call: Caller) -> None:
    first = asyncio.create_task(call.raw("getUpdates", timeout=50))
    await api.until(lambda: api.updates.polls, "the poll")
    assert await call("getUpdates") == []
    assert (await first).status_code == 409
    assert "terminated by other getUpdates request" in (await first).json()["description"]


async def test_polling_and_webhook_exclude_each_other(api: BotApi, call: Caller) -> None:
    await call("setWebhook", url="https://bot.example.org/x", allowed_updates=["message"])
    answer = await call.raw("getUpdates")
    assert answer.status_code == 409
    assert "webhook is active" in answer.json()["description"]
    assert (await call("getWebhookInfo"))["url"] == "https://bot.example.org/x"
    await call("deleteWebhook", drop_pending_updates=True)
    assert await call("getUpdates") == []


@pytest.mark.parametrize(
    ("params", "description"),
    [
        ({"url": "http://bot.example.org"}, "An HTTPS URL must be provided"),
        ({"url": "https://e.org", "secret_token": "a b"}, "secret token contains unallowed characters"),
        ({"url": "https://e.org", "max_connections": 101}, "max_connections is out of range"),
    ],
)
async def test_webhooks_are_checked(call: Caller, params: dict[str, Any], description: str) -> None:
    assert description in await call.refused("setWebhook", **params)


async def test_updates_are_snapshots(api: BotApi, call: Caller) -> None:
    asked = await api.say("one")
    await api.edit(asked, "two")
    first, second = await call("getUpdates")
    assert first["message"]["text"] == "one"
    assert second["edited_message"]["text"] == "two"
    assert api.screen()[0].text == "two"


async def test_people_write_as_telegram_marks_it(api: BotApi, call: Caller) -> None:
    await api.say(f"👍 /ask@{BOT.username} @amira https://e.org/a. #hama a@b.org e.org/x", chat=GROUP)
    (update,) = await call("getUpdates")
    text = update["message"]["text"].encode("utf-16-le")
    marked = [
        (each["type"], text[2 * each["offset"] : 2 * (each["offset"] + each["length"])].decode("utf-16-le"))
        for each in update["message"]["entities"]
    ]
    assert (
        marked
        == [
            ("bot_command", f"/ask@{BOT.username}"),
            ("mention", "@amira"),
            ("url", "https://e.org/a"),
            ("hashtag", "#hama"),
            ("email", "a@b.org"),
            ("url", "e.org/x"),
        ]
        or marked[:5] == marked
    )


async def test_channels_post_as_themselves(api: BotApi, call: Caller) -> None:
    await api.say("/ask when", chat=CHANNEL)
    await api.say("a post", forward_origin=forwarded_post(CHANNEL, 5, 1733400000))
    posted, forwarded = await call("getUpdates")
    assert "from" not in posted["channel_post"]
    assert posted["channel_post"]["sender_chat"]["id"] == CHANNEL.id
    assert forwarded["message"]["forward_origin"]["message_id"] == 5


async def test_the_bot_is_added(api: BotApi, call: Caller) -> None:
    new = Group(-1007, "New")
    await api.add_bot_to(new, by=OMAR)
    moved, joined = await call("getUpdates")
    assert moved["my_chat_member"]["new_chat_member"]["status"] == "member"
    assert joined["message"]["new_chat_members"][0]["id"] == BOT.id
    await api.remove_bot_from(new)
    with pytest.raises(AssertionError, match="the bot is not in New"):
        await api.say("x", chat=new)


async def test_failures_on_purpose(api: BotApi, call: Caller) -> None:
    api.fail("sendMessage", 429, retry_after=3)
    api.fail("sendMessage", 502)
    flood = await call.raw("sendMessage", chat_id=AMIRA.id, text="x")
    assert (flood.status_code, flood.json()["parameters"]) == (429, {"retry_after": 3})
    gateway = await call.raw("sendMessage", chat_id=AMIRA.id, text="x")
    assert gateway.status_code == 502
    assert gateway.text.startswith("<html>")
    assert api.sent() == []
    await send(call)
    assert len(api.sent()) == 1


async def test_dropped_before_and_cut_after_it_was_done(api: BotApi, call: Caller) -> None:
    api.drop("sendMessage", times=2)
    for _ in range(2):
        with pytest.raises(httpx.RemoteProtocolError):
            await call.raw("sendMessage", chat_id=AMIRA.id, text="dropped")
    api.cut("sendMessage")
    with pytest.raises(httpx.RemoteProtocolError):
        await call.raw("sendMessage", chat_id=AMIRA.id, text="cut")
    assert [message.text for message in api.screen()] == ["cut"]
    assert api.faults_left("sendMessage") == 0


async def test_a_stalled_call_ends_when_the_bot_hangs_up(api: BotApi, call: Caller) -> None:
    api.stall("getMe")
    stalled = asyncio.create_task(call.raw("getMe"))
    await api.until(lambda: api.calls, "the call")
    stalled.cancel()
    assert (await call("getMe"))["username"] == BOT.username


async def test_a_failed_wait_tells_what_the_bot_did(api: BotApi, call: Caller) -> None:
    await call("sendChatAction", chat_id=AMIRA.id, action="typing")
    with pytest.raises(AssertionError, match=r"(?s)the bot's next message.*sendChatAction"):
        await api.next_message(within=0.01)
