"""Chats open and close to the bot, and its menus and words keep within Telegram's limits."""

from typing import Any

import pytest

from tests.telegram.bot_api import BotApi
from tests.telegram.caller import CHANNEL, FORUM, GROUP, Caller, send
from tests.telegram.world import AMIRA, BOT, OMAR, Group


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


@pytest.mark.parametrize(("what", "limit"), [("Description", 512), ("ShortDescription", 120), ("Name", 64)], ids=str)
async def test_words_about_the_bot(call: Caller, what: str, limit: int) -> None:
    field = {"ShortDescription": "short_description"}.get(what, what.lower())
    await call(f"setMy{what}", **{field: "x" * limit, "language_code": "ar"})
    assert (await call(f"getMy{what}", language_code="ar"))[field] == "x" * limit
    assert "is too long" in await call.refused(f"setMy{what}", **{field: "x" * (limit + 1)})
