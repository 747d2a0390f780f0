"""The door before the desk's buttons: who may press, and what a button carries."""

from collections.abc import AsyncIterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram.ext import CallbackQueryHandler

from db.connection import open_for_writing
from db.staff import Staff, StaffRole
from handlers.context import BotApplication, BotContext
from handlers.desk import buttons
from handlers.desk.doors import Pressed, Said, press_of
from handlers.render.screen import Screen
from tests.telegram.bot_api import BotApi
from tests.telegram.running import running
from tests.telegram.screen import Shown
from tests.telegram.world import AMIRA, OMAR, Group, Person, PrivateChat

EDITOR, REVIEWER = Person(21, "Editor"), Person(2**51, "Reviewer")
DESK = Group(-1001000000077, "Desk", members=(AMIRA, EDITOR, REVIEWER, OMAR))
ELSEWHERE = Group(-1001000000078, "Group", members=(AMIRA, EDITOR))


@press_of("staff")
async def pressed_staff(pressed: Pressed, context: BotContext) -> Said:
    """Show what the button carried; a notice where that is none."""
    return Screen(f"done {pressed.carried}") if pressed.carried else "nothing carried"


@pytest.fixture
async def bot(api: BotApi, tmp_path: Path) -> AsyncIterator[BotApplication]:
    path = tmp_path / "tarikh.db"
    with closing(open_for_writing(path)) as made:
        for person, role in ((EDITOR, StaffRole.EDITOR), (REVIEWER, StaffRole.REVIEWER)):
            Staff(made).grant(person.id, role, by=AMIRA.id, at=datetime(2026, 11, 1, tzinfo=UTC))
    api.meet(DESK, ELSEWHERE, PrivateChat(EDITOR), PrivateChat(REVIEWER), PrivateChat(AMIRA))
    async with running(api, path, owners=frozenset({AMIRA.id}), desk_chat=DESK.id) as application:
        application.handlers[0].insert(0, CallbackQueryHandler(pressed_staff, buttons.of("staff")))
        yield application


async def confirm(api: BotApi, bot: BotApplication, chat: Group | PrivateChat, person: Person, carried: str) -> Shown:
    keyboard = buttons.confirmation("staff", person.id, carried, "Yes, do it", "en")
    await bot.bot.send_message(chat.id, "Really?", reply_markup=keyboard)
    return await api.next_message(chat)


async def test_a_button_works_for_the_person_it_was_made_for(api: BotApi, bot: BotApplication) -> None:
    asked = await confirm(api, bot, DESK, EDITOR, "7:2024-12-05-hama")
    for other in (AMIRA, REVIEWER, OMAR):
        for label in ("Yes, do it", "Leave it"):
            notice = await api.pressed(await api.press(asked, label, by=other))
            assert notice["text"] == (
                "عذرًا، هذا الزر لا يعمل لديك." if other is OMAR else "Sorry, this button doesn't work for you."
            )
    assert "text" not in await api.pressed(await api.press(asked, "Yes, do it", by=EDITOR))
    assert (await api.next_edit(DESK)).text == "done 7:2024-12-05-hama"


@pytest.mark.parametrize("person", [AMIRA, EDITOR, REVIEWER], ids=lambda person: person.first_name)
async def test_a_confirmation_can_be_left(api: BotApi, bot: BotApplication, person: Person) -> None:
    asked = await confirm(api, bot, PrivateChat(person), person, "")
    await api.press(asked, "Leave it")
    left = await api.next_edit(PrivateChat(person))
    assert (left.text, left.buttons) == ("Nothing was changed.", ())
    asked = await confirm(api, bot, PrivateChat(person), person, "")
    assert (await api.pressed(await api.press(asked, "Yes, do it")))["text"] == "nothing carried"


async def test_a_button_works_only_where_the_desk_does(api: BotApi, bot: BotApplication) -> None:
    asked = await confirm(api, bot, ELSEWHERE, EDITOR, "x")
    assert "doesn't work" in (await api.pressed(await api.press(asked, "Yes, do it", by=EDITOR)))["text"]


async def test_who_has_lost_the_role_presses_in_vain(api: BotApi, bot: BotApplication) -> None:
    asked = await confirm(api, bot, DESK, EDITOR, "x")
    await api.say(f"/revoke {EDITOR.id}", sender=AMIRA)
    await api.next_message(PrivateChat(AMIRA))
    for label in ("Yes, do it", "Leave it"):
        assert "doesn't work" in (await api.pressed(await api.press(asked, label, by=EDITOR)))["text"]
    assert "done" not in " ".join(shown.text for shown in api.screen(DESK))


@given(st.integers(0, 2**52 - 1), st.text(max_size=8))
def test_what_a_button_carries_is_read_again(person: int, carried: str) -> None:
    data = buttons.carry("addsource", person, carried)
    assert buttons.read_button(data) == buttons.DeskButton("addsource", person, carried)
    assert buttons.of("addsource").match(data)
    assert not buttons.of("add").match(data)
    assert len(data.encode()) <= 64


def test_every_entry_fits_a_button_of_anybody() -> None:
    for event in ("2024-12-05-hama-capture", "x" * 60, "é" * 30, "~" * 8):
        assert len(buttons.entry(event).encode()) <= buttons.room("addsource", 2**52 - 1)
    with pytest.raises(ValueError, match="bytes"):
        buttons.carry("addsource", 1, "x" * 60)
