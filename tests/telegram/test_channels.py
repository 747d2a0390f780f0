"""Channels: /ask posts get an answer, and nothing else does."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from handlers.context import BotApplication
from tests.telegram.bot_api import BotApi
from tests.telegram.running import running
from tests.telegram.world import BOT, OMAR, Channel

CHANNEL = Channel(admins=(OMAR,))


@pytest.fixture
async def bot(api: BotApi, timeline: Path) -> AsyncIterator[BotApplication]:
    api.meet(CHANNEL)
    async with running(api, timeline) as application:
        yield application


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("/ask when did Hama fall", "5 December 2024"),
        (f"/ask@{BOT.username} متى سقطت حماة", "5 كانون الأول"),
    ],
)
async def test_a_post_that_asks_is_answered(api: BotApi, bot: BotApplication, text: str, day: str) -> None:
    asked = await api.say(text, chat=CHANNEL)
    answer = await api.next_message(CHANNEL)
    assert day in answer.text
    assert answer.reply_to == asked.id
    assert answer.links


async def test_a_post_that_is_edited_edits_its_answer(api: BotApi, bot: BotApplication) -> None:
    asked = await api.say("/ask when did Homs fall", chat=CHANNEL)
    answer = await api.next_message(CHANNEL)
    await api.edit(asked, "/ask when did Hama fall")
    edited = await api.next_edit(CHANNEL)
    assert edited.id == answer.id
    assert "5 December 2024" in edited.text


async def test_nothing_else_is_answered(api: BotApi, bot: BotApplication) -> None:
    for text in (
        "when did Hama fall",
        f"@{BOT.username} when did Hama fall",
        "Tarikh, when did Hama fall",
        *("/start", "/help", "/about", "/timeline Hama", "/today", "/sources", "/staff", "/nonsense"),
        f"/timeline@{BOT.username} حماة",
        "متى سقطت حماة",
        "/ask@x_bot when did Hama fall",
    ):
        await api.say(text, chat=CHANNEL)
    await api.settled(bot)
    assert not api.sent()


async def test_a_button_under_an_answer_works_for_its_readers(api: BotApi, bot: BotApplication) -> None:
    await api.say("/ask when did Hama fall", chat=CHANNEL)
    answer = await api.next_message(CHANNEL)
    await api.pressed(await api.press(answer, "All sources", by=OMAR))
    assert "TAG24" in (await api.next_message(CHANNEL)).text
