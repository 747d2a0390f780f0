"""Messages are kept, shown and refused as in Telegram."""

import json
import struct
from typing import Any

import pytest

from tests.telegram.bot_api import BotApi
from tests.telegram.caller import AMIRAS, FORUM, GROUP, MORE, Caller, buttons, send
from tests.telegram.refused import NOT_MODIFIED
from tests.telegram.world import AMIRA, BOT

PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR" + struct.pack(">II", 800, 600)


async def test_a_message_is_shown_without_its_markup(api: BotApi, call: Caller) -> None:
    sent = await send(call, "<b>Hama</b> <a href='https://e.org'>[1]</a>", parse_mode="HTML", reply_markup=MORE)
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
    sent = await call.client.post(f"{url}sendPhoto", data={"chat_id": "7", "caption": "Map"}, files={"photo": PNG})
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
