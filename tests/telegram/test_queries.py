"""Buttons, inline queries and guest mentions are answered once, and rightly."""

from typing import Any

import pytest

from tests.telegram.bot_api import BotApi
from tests.telegram.caller import MORE, Caller, buttons, send
from tests.telegram.refused import TOO_OLD
from tests.telegram.world import BOT, Group


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
    with pytest.raises(AssertionError, match=r"no button 'More'.*'Source'"):
        await api.press(api.screen()[0], "More")
    with pytest.raises(AssertionError, match="sends nothing to the bot"):
        await api.press(api.screen()[0], "Source")


def article(result_id: str = "1", text: str = "x", **fields: Any) -> dict[str, Any]:
    content = {"message_text": text, "parse_mode": "HTML"}
    return {"type": "article", "id": result_id, "title": "T", "input_message_content": content} | fields


async def test_inline_results(api: BotApi, call: Caller) -> None:
    query = await api.inline("hama")
    await call("answerInlineQuery", inline_query_id=query, results=[article(text="<b>Hama</b>", reply_markup=MORE)])
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
