"""Updates are split by their type first, and only those are asked for that are handled."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

import handlers
from handlers.context import BotApplication
from tests.telegram.bot_api import BotApi
from tests.telegram.running import running
from tests.telegram.updates import KINDS
from tests.telegram.world import AMIRA, BOT, OMAR, Channel, Group

GROUP = Group(members=(AMIRA,), admins=(OMAR,))
CHANNEL = Channel(admins=(OMAR,))
QUESTION = "/ask when did Hama fall"


@pytest.fixture
async def bot(api: BotApi, timeline: Path) -> AsyncIterator[BotApplication]:
    api.meet(GROUP, CHANNEL)
    async with running(api, timeline) as application:
        yield application


async def test_each_type_that_is_asked_for_is_answered_in_its_own_way(api: BotApi, bot: BotApplication) -> None:
    handled = set()
    message = await api.say(QUESTION, chat=GROUP)
    answer = await api.next_message(GROUP)
    handled.add("message")
    await api.edit(message, "/ask when did Homs fall")
    await api.next_edit(GROUP)
    handled.add("edited_message")
    post = await api.say(QUESTION, chat=CHANNEL)
    await api.next_message(CHANNEL)
    handled.add("channel_post")
    await api.edit(post, "/ask when did Homs fall")
    await api.next_edit(CHANNEL)
    handled.add("edited_channel_post")
    await api.guest_answer(await api.guest(f"@{BOT.username} when did Hama fall", chat=Group(-1009, "Elsewhere")))
    handled.add("guest_message")
    await api.inline_results(await api.inline("ham"))
    handled.add("inline_query")
    await api.pressed(await api.press(answer, answer.buttons[-1][-1].text, by=AMIRA))
    handled.add("callback_query")
    await api.add_bot_to(Group(-1001000000099, "New"))
    await api.settled(bot)
    assert "/ask" in api.screen(Group(-1001000000099, "New"))[-1].text
    handled.add("my_chat_member")
    assert handled == set(handlers.ALLOWED_UPDATES)
    assert not api.updates.left_out


async def test_nothing_else_comes(api: BotApi, bot: BotApplication) -> None:
    await api.until(lambda: api.updates.polls, "the bot to say what it asks for")
    for kind in sorted(KINDS - set(handlers.ALLOWED_UPDATES)):
        await api.push(**{kind: {}})
    assert sorted(api.updates.left_out) == sorted(KINDS - set(handlers.ALLOWED_UPDATES))


async def test_a_guest_mention_is_no_message_of_a_group(api: BotApi, bot: BotApplication) -> None:
    query = await api.guest(f"/ask@{BOT.username} @{BOT.username} when did Hama fall", chat=GROUP)
    await api.guest_answer(query)
    await api.settled(bot)
    assert not api.sent()
