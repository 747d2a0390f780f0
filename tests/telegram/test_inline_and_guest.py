"""Answers in chats where the bot is not: offered while somebody types, and given to a guest's mention."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from answering import ask as core
from handlers.context import BotApplication
from tests.telegram.bot_api import BotApi
from tests.telegram.running import running
from tests.telegram.world import AMIRA, BOT, OMAR, Group, Person

ELSEWHERE = Group(-1009, "Elsewhere")


@pytest.fixture
async def bot(api: BotApi, timeline: Path) -> AsyncIterator[BotApplication]:
    async with running(api, timeline) as application:
        yield application


BEGINNINGS = (
    ("ham", AMIRA, "Hama"),
    ("ham", OMAR, "حماة"),
    ("حما", AMIRA, "حماة"),
    ("what happened in ale", AMIRA, "Aleppo"),
    ("رقة", OMAR, "الرقة"),
    ("", AMIRA, "2026"),
    ("", OMAR, "2026"),
)


async def test_the_first_letters_offer_the_latest_entries(api: BotApi, bot: BotApplication) -> None:
    for text, sender, words in BEGINNINGS:
        offered = await api.inline_results(await api.inline(text, sender=sender))
        assert 1 < len(offered) <= 10, text
        assert words in " ".join(result.message.text for result in offered), text
        for result in offered:
            assert result.message.links, text  # each names its sources


@pytest.mark.parametrize(
    ("text", "day"), [("when did Hama fall", "5 December 2024"), ("متى سقطت حماة", "5 كانون الأول")]
)
async def test_a_whole_question_offers_its_answer_first(api: BotApi, bot: BotApplication, text: str, day: str) -> None:
    query = await api.inline(text)
    offered = await api.inline_results(query)
    assert day in offered[0].title
    sent = await api.choose(query, offered[0].id)
    assert day in sent.text
    assert any("tag24" in link for link in sent.links)
    (button,) = [button for row in sent.buttons for button in row]
    assert button.url == f"https://t.me/{BOT.username}?start=e_2024-12-05-hama-capture"


async def test_the_private_chat_is_one_tap_away(api: BotApi, bot: BotApplication) -> None:
    for text, sender, words in (("ham", AMIRA, "private"), ("ham", OMAR, "الخاصة"), ("zzzz qqqq", AMIRA, "private")):
        query = await api.inline(text, sender=sender)
        await api.inline_results(query)
        button = api.queries.button(query)
        assert button is not None
        assert words in button["text"]
        assert button["start_parameter"] == "ask"


async def test_what_is_not_recorded_is_not_offered_as_an_answer(api: BotApi, bot: BotApplication) -> None:
    for result in await api.inline_results(await api.inline("when did Paris fall")):
        assert result.message.links


@pytest.mark.parametrize(
    ("text", "day"),
    [
        (f"@{BOT.username} when did Hama fall?", "5 December 2024"),
        (f"@{BOT.username} متى سقطت حماة؟", "5 كانون الأول"),
    ],
)
async def test_a_guest_gives_one_complete_answer(api: BotApi, bot: BotApplication, text: str, day: str) -> None:
    answer = await api.guest_answer(await api.guest(text, chat=ELSEWHERE))
    assert day in answer.text
    assert any("tag24" in link for link in answer.links)
    await api.settled(bot)
    assert len(api.sent("answerGuestQuery")) == 1
    assert not api.sent()


async def test_a_guest_can_be_called_to_somebodys_question(api: BotApi, bot: BotApplication) -> None:
    query = await api.guest(f"@{BOT.username}", chat=ELSEWHERE, to="when did Hama fall")
    assert "5 December 2024" in (await api.guest_answer(query)).text


@pytest.mark.parametrize(("sender", "words"), [(AMIRA, "when did Hama fall"), (OMAR, "متى سقطت حماة")])
async def test_a_guest_that_is_asked_nothing_says_how(
    api: BotApi, bot: BotApplication, sender: Person, words: str
) -> None:
    query = await api.guest(f"@{BOT.username}", chat=ELSEWHERE, sender=sender)
    assert words in (await api.guest_answer(query)).text


async def test_a_guest_that_fails_says_so_with_an_id(
    api: BotApi, bot: BotApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: object, **options: object) -> None:
        raise LookupError

    monkeypatch.setattr(core, "answer", fail)
    query = await api.guest(f"@{BOT.username} when did Hama fall", chat=ELSEWHERE)
    assert "went wrong" in (await api.guest_answer(query)).text
