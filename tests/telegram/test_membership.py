"""Chats that open, close and move."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from db.chats import Chats, Follow, Preferences, Subject
from db.connection import open_for_reading, open_for_writing
from handlers.context import BotApplication
from tests.builders import captured
from tests.telegram.bot_api import BotApi
from tests.telegram.running import running
from tests.telegram.small_timeline import publish
from tests.telegram.world import AMIRA, BOT, OMAR, Group, PrivateChat

GROUP = Group(id=-4001, members=(AMIRA,), admins=(OMAR,), basic=True)
HAMA = Follow(Subject.PLACE, "hama")


@pytest.fixture
async def bot(api: BotApi, small_timeline: Path) -> AsyncIterator[BotApplication]:
    api.meet(GROUP, PrivateChat(AMIRA))
    async with running(api, small_timeline) as application:
        yield application


def keep(database: Path, chat: int) -> None:
    opened = open_for_writing(database)
    Chats(opened).prefer(chat, Preferences(language="ar", greeted=True))
    Chats(opened).follow(chat, HAMA)
    opened.close()


def kept(database: Path, chat: int) -> tuple[str | None, tuple[Follow, ...]]:
    opened = open_for_reading(database)
    try:
        return Chats(opened).preferences(chat).language, Chats(opened).follows(chat)
    finally:
        opened.close()


async def test_everything_kept_for_a_group_moves_with_it(
    api: BotApi, bot: BotApplication, small_timeline: Path
) -> None:
    await asyncio.to_thread(keep, small_timeline, GROUP.id)
    await api.say("/ask when did Hama fall", chat=GROUP)
    await api.next_message()
    new = await api.migrate(GROUP)
    await api.settled(bot)
    assert await asyncio.to_thread(kept, small_timeline, new.id) == ("ar", (HAMA,))
    assert await asyncio.to_thread(kept, small_timeline, GROUP.id) == (None, ())
    assert len(api.sent()) == 1  # and nobody is greeted anew
    await asyncio.to_thread(publish, small_timeline, captured("2024-12-08-homs", "2024-12-08", "homs", "Homs"))
    await api.say("/ask and Homs?", chat=new)  # of what was spoken of before
    assert "8 December 2024" in (await api.next_message(new)).text


async def test_a_group_that_moves_is_not_told_how_to_ask(api: BotApi, bot: BotApplication) -> None:
    new = await api.migrate(GROUP)  # where it was before it could tell anybody
    await api.settled(bot)
    assert not api.sent()
    await api.say("/ask متى سقطت حماة", chat=new, sender=OMAR)
    assert "5 كانون الأول" in (await api.next_message(new)).text


async def test_a_group_that_moved_unseen_moves_when_it_is_written_to(
    api: BotApi, bot: BotApplication, small_timeline: Path
) -> None:
    await asyncio.to_thread(keep, small_timeline, GROUP.id)
    new = Group(-1001000009998, GROUP.name, GROUP.members, GROUP.admins)
    api.chats.migrate(GROUP, new)
    await bot.bot.send_message(GROUP.id, "news")
    assert (await api.next_message(new)).text == "news"
    assert await asyncio.to_thread(kept, small_timeline, new.id) == ("ar", (HAMA,))
    api.take_refusals("upgraded")


@pytest.mark.parametrize("chat", [PrivateChat(AMIRA), GROUP], ids=lambda chat: chat.type)
async def test_a_chat_that_shuts_the_bot_out_is_forgotten(
    api: BotApi, bot: BotApplication, small_timeline: Path, chat: PrivateChat | Group
) -> None:
    await asyncio.to_thread(keep, small_timeline, chat.id)
    if isinstance(chat, Group):
        await api.remove_bot_from(chat, by=OMAR)
    else:
        await api.block(AMIRA)
    await api.settled(bot)
    assert await asyncio.to_thread(kept, small_timeline, chat.id) == (None, ())
    assert not api.sent()


async def test_who_lets_it_in_again_is_answered(api: BotApi, bot: BotApplication) -> None:
    await api.block(AMIRA)
    await api.unblock(AMIRA)
    await api.say("when did Hama fall")
    assert "5 December 2024" in (await api.next_message()).text


async def test_a_group_that_it_was_put_out_of_while_it_answered_is_no_error(
    api: BotApi, bot: BotApplication, caplog: pytest.LogCaptureFixture
) -> None:
    api.fail("sendMessage", 403, "Forbidden: bot was kicked from the group chat")
    await api.say(f"/ask@{BOT.username} when did Hama fall", chat=GROUP)
    await api.settled(bot)
    assert not [record for record in caplog.records if record.levelname == "ERROR"]
