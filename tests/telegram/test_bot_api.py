"""The stand-in answers, refuses and fails as Telegram does, over real HTTP."""

import asyncio
import json
import struct
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest

from tests.telegram.bot_api import BotApi
from tests.telegram.refused import NOT_MODIFIED, TOO_OLD
from tests.telegram.world import AMIRA, BOT, OMAR, Channel, Group, PrivateChat, forwarded_post

AMIRAS = PrivateChat(AMIRA)
GROUP = Group(members=(AMIRA,), admins=(OMAR,))
FORUM = Group(-1001000000002, "Forum", topics=(11, 12))
CHANNEL = Channel(username="hama_news", admins=(OMAR,))
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR" + struct.pack(">II", 800, 600)


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
        form = {
            name: value if isinstance(value, str) else json.dumps(value) for name, value in params.items()
        }
        return await self.client.post(url, data=form)


@pytest.fixture
async def call(api: BotApi) -> AsyncIterator[Caller]:
    api.meet(AMIRAS, GROUP, FORUM, CHANNEL)
    async with httpx.AsyncClient() as client:
        yield Caller(api, client)


def buttons(*rows: list[dict[str, Any]]) -> dict[str, Any]:
    return {"inline_keyboard": list(rows)}


MORE = buttons([{"text": "More", "callback_data": "more"}])


async def send(call: Caller, text: str = "x", chat_id: int = AMIRA.id, **params: Any) -> dict[str, Any]:
    return await call("sendMessage", chat_id=chat_id, text=text, **params)


# Requests


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
    api.take_refusals("sendSmoke")


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


# Messages


async def test_a_message_is_shown_without_its_markup(api: BotApi, call: Caller) -> None:
    sent = await send(
        call, "<b>Hama</b> <a href='https://e.org'>[1]</a>", parse_mode="HTML", reply_markup=MORE
    )
    assert sent["from"]["id"] == BOT.id
    assert sent["entities"][1] == {"type": "text_link", "offset": 5, "length": 3, "url": "https://e.org"}
    (message,) = api.screen()
    assert (message.text, message.links) == ("Hama [1]", ("https://e.org",))
    assert message.button("More").data == "more"
    assert str(api.screen()) == "Tarikh: Hama [1]\n    [More]"


REFUSED_TEXTS = [
    ({"text": "<i>x", "parse_mode": "HTML"}, "can't parse entities: Can't find end tag"),
    ({"text": "*x*", "parse_mode": "MarkdownV2"}, "unsupported parse_mode"),
    ({"text": " \n\u200b"}, "message text is empty"),
    ({"text": "<b></b>", "parse_mode": "HTML"}, "message text is empty"),
    ({"text": "x" * 4097}, "message is too long"),
    ({"text": "👍" * 2049}, "message is too long"),
    ({"text": "<b>x</b> " * 101, "parse_mode": "HTML"}, "too many entities: 101, 100 are possible"),
    ({"text": "x", "entities": [{"type": "bold", "offset": 0, "length": 2}]}, "out of the text"),
    ({"text": "x", "entities": [{"kind": "bold"}]}, "can't parse MessageEntity"),
]


@pytest.mark.parametrize(("params", "description"), REFUSED_TEXTS, ids=[row[1] for row in REFUSED_TEXTS])
async def test_text_is_refused(call: Caller, params: dict[str, Any], description: str) -> None:
    assert description in await call.refused("sendMessage", chat_id=AMIRA.id, **params)


@pytest.mark.parametrize(
    "params",
    [
        {"text": "<b>" + "x" * 4096 + "</b>", "parse_mode": "HTML"},
        {"text": "👍" * 2048},
        {"text": "&lt;" * 4096, "parse_mode": "HTML"},
        {"text": "<b>x</b> " * 100, "parse_mode": "HTML"},
    ],
    ids=["markup", "pairs", "references", "entities"],
)
async def test_limits_are_counted_after_parsing(call: Caller, params: dict[str, Any]) -> None:
    await call("sendMessage", chat_id=AMIRA.id, **params)


REFUSED_KEYBOARDS = [
    (buttons([{"text": "x", "callback_data": "س" * 33}]), "BUTTON_DATA_INVALID"),
    (buttons([{"text": "x", "callback_data": ""}]), "BUTTON_DATA_INVALID"),
    (buttons([{"text": " ", "callback_data": "x"}]), "text must be non-empty"),
    (buttons([{"text": "x"}]), "text buttons are unallowed in the inline keyboard"),
    (buttons([{"text": "x", "url": "https://e.org", "callback_data": "x"}]), "exactly one action"),
    (buttons([{"text": "x", "url": "http://localhost"}]), "'http://localhost' is invalid: Wrong HTTP URL"),
    (buttons([{"text": "x", "url": "ftp://e.org"}]), "Unsupported URL protocol"),
    (buttons([{"text": "x", "callback": "x"}]), "unknown fields of InlineKeyboardButton: callback"),
    (buttons(*[[{"text": "x", "callback_data": "x"}]] * 101), "reply markup is too long"),
    (buttons([{"text": "x", "callback_data": "x"}] * 9), "reply markup is too long"),
    (buttons({"text": "x", "callback_data": "x"}), "must be an array of arrays"),
    ({"buttons": []}, "object expected as reply markup"),
]


@pytest.mark.parametrize(
    ("markup", "description"),
    REFUSED_KEYBOARDS,
    ids=[str(number) for number in range(len(REFUSED_KEYBOARDS))],
)
async def test_keyboard_is_refused(call: Caller, markup: dict[str, Any], description: str) -> None:
    assert description in await call.refused("sendMessage", chat_id=AMIRA.id, text="x", reply_markup=markup)


async def test_data_of_64_bytes_is_taken(call: Caller) -> None:
    await send(call, reply_markup=buttons([{"text": "x", "callback_data": "س" * 32}]))


async def test_replies(api: BotApi, call: Caller) -> None:
    asked = await api.say("When?", chat=GROUP)
    await send(call, chat_id=GROUP.id, reply_parameters={"message_id": asked.id, "quote": "When"})
    assert api.screen(GROUP)[-1].reply_to == asked.id
    reply = {"message_id": 99}
    gone = await call.refused("sendMessage", chat_id=GROUP.id, text="x", reply_parameters=reply)
    assert gone == "Bad Request: message to be replied not found"
    lenient = reply | {"allow_sending_without_reply": True}
    assert "reply_to_message" not in await send(call, chat_id=GROUP.id, reply_parameters=lenient)
    quote = {"message_id": asked.id, "quote": "Where"}
    assert "QUOTE" in await call.refused("sendMessage", chat_id=GROUP.id, text="x", reply_parameters=quote)


async def test_topics(api: BotApi, call: Caller) -> None:
    asked = await api.say("When?", chat=FORUM, thread_id=11)
    answer = await send(call, chat_id=FORUM.id, reply_parameters={"message_id": asked.id})
    assert answer["message_thread_id"] == 11
    assert len(api.screen(FORUM, thread_id=11)) == 2
    for chat, thread_id in [(FORUM, 99), (GROUP, 1), (AMIRAS, 1)]:
        gone = await call.refused("sendMessage", chat_id=chat.id, text="x", message_thread_id=thread_id)
        assert gone == "Bad Request: message thread not found"


async def test_edits(api: BotApi, call: Caller) -> None:
    message = await send(call, "one", reply_markup=MORE)
    place = {"chat_id": AMIRA.id, "message_id": message["message_id"]}
    assert await call.refused("editMessageText", **place, text="one", reply_markup=MORE) == NOT_MODIFIED
    await call("editMessageText", **place, text="one")  # this takes the keyboard away
    (shown,) = api.screen()
    assert (shown.text, shown.buttons, shown.edited) == ("one", (), True)
    assert await call.refused("editMessageReplyMarkup", **place) == NOT_MODIFIED
    await call("editMessageReplyMarkup", **place, reply_markup=MORE)
    assert api.screen()[0].button("More")
    assert "no caption" in await call.refused("editMessageCaption", **place, caption="x")
    assert "too long" in await call.refused("editMessageText", **place, text="x" * 4097)
    assert "is not specified" in await call.refused("editMessageText", text="x")


async def test_only_own_messages_are_edited_and_deleted(api: BotApi, call: Caller) -> None:
    asked = await api.say("When?", chat=GROUP)
    theirs = {"chat_id": GROUP.id, "message_id": asked.id}
    assert "message can't be edited" in await call.refused("editMessageText", **theirs, text="x")
    assert "message can't be deleted" in await call.refused("deleteMessage", **theirs)
    gone = {"chat_id": GROUP.id, "message_id": 99}
    assert "message to edit not found" in await call.refused("editMessageText", **gone, text="x")
    assert "message to delete not found" in await call.refused("deleteMessage", **gone)
    own = await send(call, chat_id=GROUP.id)
    await call("deleteMessage", chat_id=GROUP.id, message_id=own["message_id"])
    assert [message.text for message in api.screen(GROUP)] == ["When?"]


async def test_pictures_and_files(api: BotApi, call: Caller) -> None:
    url = f"{api.base_url}{api.token}/"
    sent = await call.client.post(
        f"{url}sendPhoto", data={"chat_id": "7", "caption": "Map"}, files={"photo": PNG}
    )
    assert sent.json()["result"]["photo"][0]["width"] == 800
    assert api.file(api.screen()[0]) == PNG
    for body, data, description in [
        (b"GIMP", {}, "IMAGE_PROCESS_FAILED"),
        (PNG, {"caption": "x" * 1025}, "message caption is too long"),
        (PNG[:16] + struct.pack(">II", 3000, 100), {}, "PHOTO_INVALID_DIMENSIONS"),
    ]:
        await call.client.post(f"{url}sendPhoto", data={"chat_id": "7"} | data, files={"photo": body})
        api.take_refusals(description)
    media = {"type": "photo", "media": "attach://new", "caption": "Map 2"}
    place = {"chat_id": "7", "message_id": "1", "media": json.dumps(media)}
    await call.client.post(f"{url}editMessageMedia", data=place, files={"new": PNG})
    assert api.screen()[0].text == "Map 2"
    file = await call("getFile", file_id=(await api.send_file("a.csv", b"id,date")).file_id)
    download = await call.client.get(f"{api.base_file_url}{api.token}/{file['file_path']}")
    assert download.content == b"id,date"
    assert "wrong file identifier" in await call.refused("sendDocument", chat_id=7, document="x")


async def test_chat_actions(call: Caller) -> None:
    await call("sendChatAction", chat_id=AMIRA.id, action="typing")
    assert "wrong parameter action" in await call.refused("sendChatAction", chat_id=AMIRA.id, action="think")


# Chats


async def test_chats_that_cannot_be_written_to(api: BotApi, call: Caller) -> None:
    assert await call.refused("sendMessage", chat_id=999, text="x") == "Bad Request: chat not found"
    await send(call, chat_id="@hama_news")
    await api.block(AMIRA)
    blocked = await call.refused("sendMessage", chat_id=AMIRA.id, text="x")
    assert blocked == "Forbidden: bot was blocked by the user"
    await api.unblock(AMIRA)
    await send(call)
    await api.remove_bot_from(GROUP, by=OMAR)
    kicked = await call.refused("sendMessage", chat_id=GROUP.id, text="x")
    assert kicked == "Forbidden: bot was kicked from the supergroup chat"
    await call("leaveChat", chat_id=FORUM.id)
    left = await call.refused("sendMessage", chat_id=FORUM.id, text="x")
    assert left == "Forbidden: bot is not a member of the supergroup chat"
    moves = [update["my_chat_member"]["new_chat_member"]["status"] for update in api.updates.pending]
    assert moves == ["kicked", "member", "kicked", "left"]


async def test_a_migrated_group_names_its_new_id(api: BotApi, call: Caller) -> None:
    new = await api.migrate(Group(-500, "Old", basic=True))
    answer = (await call.raw("sendMessage", chat_id=-500, text="x")).json()
    assert answer["parameters"] == {"migrate_to_chat_id": new.id}
    api.take_refusals("upgraded to a supergroup")


async def test_members(call: Caller) -> None:
    status = {
        person.first_name: (await call("getChatMember", chat_id=GROUP.id, user_id=person.id))["status"]
        for person in (AMIRA, OMAR, BOT)
    }
    assert status == {"Amira": "member", "Omar": "creator", "Tarikh": "member"}
    admins = await call("getChatAdministrators", chat_id=CHANNEL.id)
    assert [admin["user"]["first_name"] for admin in admins] == ["Tarikh", "Omar"]
    assert await call("getChatMemberCount", chat_id=GROUP.id) == 3
    assert (await call("getChat", chat_id=GROUP.id))["title"] == "Group"
    assert "no administrators" in await call.refused("getChatAdministrators", chat_id=AMIRA.id)
    assert "user not found" in await call.refused("getChatMember", chat_id=GROUP.id, user_id=999)
    assert "private chats" in await call.refused("leaveChat", chat_id=AMIRA.id)


# Queries


async def test_a_button_is_answered_once(api: BotApi, call: Caller) -> None:
    await send(call, reply_markup=MORE)
    pressed = await api.press(api.screen()[0], "More")
    (update,) = await call("getUpdates")
    assert update["callback_query"]["data"] == "more"
    assert update["callback_query"]["message"]["reply_markup"] == MORE
    assert api.unanswered_presses() == [pressed]
    await call("answerCallbackQuery", callback_query_id=pressed, text="Done")
    assert (await api.pressed(pressed))["text"] == "Done"
    assert await call.refused("answerCallbackQuery", callback_query_id=pressed) == TOO_OLD
    assert await call.refused("answerCallbackQuery", callback_query_id="x") == TOO_OLD
    long = await call.refused("answerCallbackQuery", callback_query_id="x", text="x" * 201)
    assert long == "Bad Request: MESSAGE_TOO_LONG"


async def test_only_buttons_that_are_there_are_pressed(api: BotApi, call: Caller) -> None:
    await send(call, reply_markup=buttons([{"text": "Source", "url": "https://e.org"}]))
    with pytest.raises(AssertionError, match="no button 'More'.*'Source'"):
        await api.press(api.screen()[0], "More")
    with pytest.raises(AssertionError, match="sends nothing to the bot"):
        await api.press(api.screen()[0], "Source")


def article(result_id: str = "1", text: str = "x", **fields: Any) -> dict[str, Any]:
    content = {"message_text": text, "parse_mode": "HTML"}
    return {"type": "article", "id": result_id, "title": "T", "input_message_content": content} | fields


async def test_inline_results(api: BotApi, call: Caller) -> None:
    query = await api.inline("hama")
    await call(
        "answerInlineQuery", inline_query_id=query, results=[article(text="<b>Hama</b>", reply_markup=MORE)]
    )
    (result,) = await api.inline_results(query)
    assert (result.title, result.message.text) == ("T", "Hama")
    message = await api.choose(query, "1")
    await api.press(message, "More")
    assert api.updates.pending[-1]["callback_query"]["inline_message_id"] == message.inline_message_id
    assert await call("editMessageText", inline_message_id=message.inline_message_id, text="Homs") is True
    assert await call.refused("answerInlineQuery", inline_query_id=query, results=[]) == TOO_OLD


REFUSED_RESULTS = [
    ([article(str(number)) for number in range(51)], "RESULTS_TOO_MUCH"),
    ([article(), article()], "RESULT_ID_DUPLICATE"),
    ([article("x" * 65)], "RESULT_ID_INVALID"),
    ([article("")], "RESULT_ID_INVALID"),
    ([article(type="text")], "RESULT_TYPE_INVALID"),
    ([article(title="")], "title is missing"),
    ([article(text="<i>x")], "can't parse entities"),
    ([article(text="x" * 4097)], "message is too long"),
    ([article(thumbnail_url="x y")], "is invalid"),
    ([article(reply_markup={"force_reply": True})], "inline keyboard expected"),
]


@pytest.mark.parametrize(("results", "description"), REFUSED_RESULTS)
async def test_inline_results_are_refused(
    api: BotApi, call: Caller, results: list[dict[str, Any]], description: str
) -> None:
    query = await api.inline("hama")
    assert description in await call.refused("answerInlineQuery", inline_query_id=query, results=results)


async def test_guest_mentions(api: BotApi, call: Caller) -> None:
    query = await api.guest(f"@{BOT.username} when?", chat=Group(-1009, "Elsewhere"))
    sent = await call("answerGuestQuery", guest_query_id=query, result=article())
    assert (await api.guest_answer(query)).inline_message_id == sent["inline_message_id"]
    assert await call.refused("answerGuestQuery", guest_query_id=query, result=article()) == TOO_OLD


# The bot's own words


async def test_menus_are_kept_by_scope_and_language(api: BotApi, call: Caller) -> None:
    menu = [{"command": "ask", "description": "Ask"}]
    await call("setMyCommands", commands=menu)
    arabic = {"scope": {"type": "all_group_chats"}, "language_code": "ar"}
    await call("setMyCommands", commands=[{"command": "ask", "description": "اسأل"}], **arabic)
    assert api.menu() == {"ask": "Ask"}
    assert api.menu("all_group_chats", "ar") == {"ask": "اسأل"}
    assert await call("getMyCommands") == menu
    await call("deleteMyCommands", **arabic)
    assert await call("getMyCommands", **arabic) == []


@pytest.mark.parametrize(
    ("params", "description"),
    [
        ({"commands": [{"command": "Ask", "description": "x"}]}, "BOT_COMMAND_INVALID"),
        ({"commands": [{"command": "x" * 33, "description": "x"}]}, "BOT_COMMAND_INVALID"),
        ({"commands": [{"command": "ask", "description": ""}]}, "BOT_COMMAND_DESCRIPTION_INVALID"),
        ({"commands": [{"command": "ask", "description": "x" * 257}]}, "BOT_COMMAND_DESCRIPTION_INVALID"),
        ({"commands": [{"command": f"c{n}", "description": "x"} for n in range(101)]}, "TOO_MUCH"),
        ({"commands": [], "scope": {"type": "everybody"}}, "BotCommandScope"),
        ({"commands": [], "scope": {"type": "chat", "chat_id": 999}}, "chat not found"),
        ({"commands": [], "language_code": "ara"}, "LANG_CODE_INVALID"),
    ],
)
async def test_menus_are_checked(call: Caller, params: dict[str, Any], description: str) -> None:
    assert description in await call.refused("setMyCommands", **params)


@pytest.mark.parametrize(
    ("what", "limit"), [("Description", 512), ("ShortDescription", 120), ("Name", 64)], ids=str
)
async def test_words_about_the_bot(call: Caller, what: str, limit: int) -> None:
    field = {"ShortDescription": "short_description"}.get(what, what.lower())
    await call(f"setMy{what}", **{field: "x" * limit, "language_code": "ar"})
    assert (await call(f"getMy{what}", language_code="ar"))[field] == "x" * limit
    assert "is too long" in await call.refused(f"setMy{what}", **{field: "x" * (limit + 1)})


# Updates


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
    await call("setWebhook", url="https://bot.example.org/x", secret_token="s", allowed_updates=["message"])
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


# Faults


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
    with pytest.raises(AssertionError, match=r"(?s)the bot's message \(number 1\).*sendChatAction"):
        await api.next_message(within=0.01)
