"""Who may do what at the desk: every command and its buttons, by every role, in every kind of chat.

The commands are those of `handlers.desk.rights.COMMANDS`: a new one is in the table below as soon as it is there.
"""

import shutil
from collections.abc import AsyncIterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from answering.wording import phrase
from bot.menus import DESK as MENU
from db.connection import open_for_reading, open_for_writing
from db.history import newest
from db.staff import Staff, StaffRole
from handlers.context import BotApplication
from handlers.desk import buttons
from handlers.desk.rights import COMMANDS
from tests.telegram.bot_api import BotApi
from tests.telegram.desk_bot import DESK, EDITOR, OWNER, READER, REVIEWER, at_desk, make_with_desk, tell
from tests.telegram.world import BOT, OMAR, Channel, Chat, Group, Json, Person, PrivateChat, forwarded_post

FORMER = Person(25, "Former")  # was an editor
NEWCOMER = 31  # gets and loses roles in these tests
PEOPLE: dict[Person, StaffRole | None] = {
    OWNER: StaffRole.OWNER,
    EDITOR: StaffRole.EDITOR,
    REVIEWER: StaffRole.REVIEWER,
    READER: None,
    FORMER: None,
}
GROUP = Group(-1001000000078, "Group", members=tuple(PEOPLE), admins=(OWNER,))
CHANNEL = Channel(-1002000000079, "Channel", admins=(OWNER,))
EVERYWHERE = (DESK, GROUP, CHANNEL)

HAMA = "2024-12-05-hama"
ARGUMENTS = {  # with which a command would do something at once or ask for a yes; others are tried alone
    "grant": f"{NEWCOMER} editor",
    "revoke": str(EDITOR.id),
    "retract": f"{HAMA} twice",
    "restore": HAMA,
    "merge": f"{HAMA} {HAMA}",
    "history": HAMA,
    "undo": "1",
    "export": "Atlantis",
}
NOT_A_COMMAND = "/nonsense"
FORWARDED: Json = {"forward_origin": forwarded_post(CHANNEL, 5, 1733400000)}
ANONYMOUS: Json = {"sender_chat": GROUP.json()}
THROUGH_A_BOT: Json = {"via_bot": BOT.json()}
NOT_BY_HAND = {"forwarded": FORWARDED, "anonymous": ANONYMOUS, "through a bot": THROUGH_A_BOT}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = make_with_desk(tmp_path_factory.mktemp("made") / "tarikh.db")
    with closing(open_for_writing(path)) as opened:
        at = datetime(2026, 11, 1, tzinfo=UTC)
        Staff(opened).grant(FORMER.id, StaffRole.EDITOR, by=OWNER.id, at=at)
        Staff(opened).revoke(FORMER.id, by=OWNER.id, at=at)
    return path


@pytest.fixture
def database(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(made, tmp_path))


@pytest.fixture
async def bot(api: BotApi, database: Path) -> AsyncIterator[BotApplication]:
    api.meet(*EVERYWHERE, *map(PrivateChat, (*PEOPLE, Person(NEWCOMER, "Newcomer"))))
    async with at_desk(api, database) as application:
        yield application


def state_of(database: Path) -> tuple[dict[int, str], int]:
    """Who has which role, and the newest revision."""
    with closing(open_for_reading(database)) as opened:
        return {member.person: member.role.value for member in Staff(opened).members()}, newest(opened)


def said_in(api: BotApi, *chats: Chat) -> list[str]:
    return [said.text for chat in chats for said in api.screen(chat) if said.by_bot]


@pytest.mark.parametrize("command", COMMANDS)
async def test_a_command_is_open_to_its_roles_in_its_chats_only(
    api: BotApi, bot: BotApplication, database: Path, command: str
) -> None:
    unknown = phrase("help.unknown_command", "en")
    forms = {f"/{command}", f"/{command} {ARGUMENTS.get(command, '')}".strip()}
    before = state_of(database)
    for written in sorted(forms):
        for person, role in PEOPLE.items():
            # What was not written here by hand is of nobody.
            for fields in NOT_BY_HAND.values():
                await api.say(written, sender=person, chat=DESK, **fields)
            for fields in (FORWARDED, THROUGH_A_BOT):
                await api.say(written, sender=person, **fields)
                assert (await api.next_message(PrivateChat(person))).text == unknown, (person, fields)
            await api.say(written, sender=person, chat=GROUP)
            if role not in COMMANDS[command]:
                await api.say(written, sender=person, chat=DESK)
                # In private a refused command reads as one that does not exist.
                await api.say(NOT_A_COMMAND, sender=person)
                assert (await api.next_message(PrivateChat(person))).text == unknown
                await api.say(written, sender=person)
                assert (await api.next_message(PrivateChat(person))).text == unknown, person
        await api.say(written, chat=CHANNEL)
    await api.settled(bot)
    assert said_in(api, *EVERYWHERE) == []
    assert state_of(database) == before
    for person, role in PEOPLE.items():
        if role in COMMANDS[command]:
            for chat in (PrivateChat(person), DESK):
                await api.say(f"/{command}", sender=person, chat=chat)
                said = await api.next_message(chat)
                assert said.text != unknown
                assert said.text or said.file


@pytest.mark.parametrize("command", [*COMMANDS, buttons.LEAVE])
async def test_a_button_works_for_its_person_while_the_role_lasts(
    api: BotApi, bot: BotApplication, database: Path, command: str
) -> None:
    not_yours = phrase("desk.not_yours", "en")
    before = state_of(database)
    for owner, role in PEOPLE.items():
        may = role in COMMANDS.get(command, frozenset(StaffRole))
        for chat in (DESK, GROUP):
            data = buttons.carry(command, owner.id, "1")
            keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("Do it", callback_data=data)]])
            await bot.bot.send_message(chat.id, "Something", reply_markup=keyboard)
            shown = await api.next_message(chat)
            for person in PEOPLE:
                if person == owner and may and chat is DESK:
                    continue
                told = await api.pressed(await api.press(shown, "Do it", by=person))
                assert told["text"] == not_yours, (owner, person, chat)
            assert shown in api.screen(chat)
            if may and chat is DESK:
                told = await api.pressed(await api.press(shown, "Do it", by=owner))
                assert told.get("text") != not_yours
    await api.settled(bot)
    apology = phrase("error.apology", "en", id="").partition("{")[0][:20]
    assert not [text for text in said_in(api, *EVERYWHERE) if text.startswith(apology)]
    assert state_of(database) == before


async def test_a_button_of_a_role_that_was_taken_back_is_dead(api: BotApi, bot: BotApplication, database: Path) -> None:
    await api.say(f"/retract {HAMA} twice", sender=EDITOR)
    asked = await api.next_message(PrivateChat(EDITOR))
    await api.say(f"/revoke {EDITOR.id}", sender=OWNER)
    await api.next_message(PrivateChat(OWNER))
    _, revision = state_of(database)
    for label in ("Yes, take it out", "Leave it"):
        assert (await api.pressed(await api.press(asked, label)))["text"] == phrase("desk.not_yours", "en")
    assert state_of(database)[1] == revision


# Menus


@pytest.fixture
async def shown(api: BotApi, database: Path) -> AsyncIterator[BotApplication]:
    api.meet(*EVERYWHERE, *map(PrivateChat, (*PEOPLE, Person(NEWCOMER, "Newcomer"))))
    async with at_desk(api, database, shown=True) as application:
        yield application


def names(api: BotApi, chat: int, language: str = "") -> list[str]:
    return list(api.menu("chat", language, chat_id=chat))


async def test_the_menus_show_what_a_role_allows(api: BotApi, shown: BotApplication) -> None:
    for person, role in PEOPLE.items():
        for language in ("", "ar"):
            desk = [name for name in names(api, person.id, language) if name in MENU]
            assert desk == [name for name in COMMANDS if role is not None and role in COMMANDS[name]]
            if role is not None:
                assert "ask" in names(api, person.id, language)
    assert set(names(api, DESK.id)) >= set(COMMANDS)
    assert not set(api.menu("all_private_chats")) & set(COMMANDS)
    assert not set(api.menu("all_chat_administrators")) & set(COMMANDS)
    english, arabic = (api.menu("chat", language, chat_id=OWNER.id) for language in ("", "ar"))
    assert [name for name in english if english[name] == arabic[name]] == []


async def test_a_menu_comes_and_goes_with_the_role(api: BotApi, shown: BotApplication) -> None:
    async def told(text: str) -> str:
        await api.say(text, sender=OWNER)
        return (await api.next_message(PrivateChat(OWNER))).text

    assert names(api, NEWCOMER) == []
    await told(f"/grant {NEWCOMER} editor")
    assert "retract" in names(api, NEWCOMER)
    assert "grant" not in names(api, NEWCOMER)
    assert "retract" in names(api, NEWCOMER, "ar")
    await told(f"/grant {NEWCOMER} reviewer")
    assert "retract" not in names(api, NEWCOMER)
    assert "history" in names(api, NEWCOMER)
    await told(f"/revoke {NEWCOMER}")
    assert names(api, NEWCOMER) == names(api, NEWCOMER, "ar") == []
    # Somebody who has not met the bot yet has the role all the same, and the menu once they have.
    assert (
        await told("/grant 99 editor")
        == "99 works at the desk now, as editor. /start in private chat shows them the commands."
    )
    api.take_refusals("chat not found")
    await api.say("/start", sender=Person(99, "Later"))
    await api.until(lambda: "retract" in names(api, 99), "the menu")
    await api.settled(shown)
    await api.say("/start", sender=READER)
    await api.settled(shown)
    assert names(api, READER.id) == []


# Giving and taking back


async def test_a_role_is_given_and_taken_back(api: BotApi, bot: BotApplication, database: Path) -> None:
    newcomer = Person(NEWCOMER, "Newcomer", language_code="ar")

    async def told(text: str, sender: Person = OWNER) -> str:
        await api.say(text, sender=sender)
        return (await api.next_message(PrivateChat(sender))).text

    assert (await told(f"/grant {NEWCOMER} editor")).startswith("31 works at the desk now, as editor.")
    assert await told(f"/grant {NEWCOMER} editor") == "31 works at the desk already, as editor."
    assert (await told(f"/grant {NEWCOMER} Reviewer")).startswith("31 works at the desk now, as reviewer.")
    assert state_of(database)[0][NEWCOMER] == "reviewer"
    assert "31: مراجع" in (await told("/staff", newcomer)).replace("\u2068", "").replace("\u2069", "")
    assert await told(f"/revoke {NEWCOMER}") == "31 has no role any more."
    assert await told(f"/revoke {NEWCOMER}") == "31 has no role."
    assert "31" not in await told("/staff")
    for wrong in ("/grant 31 owner", "/grant x editor", "/grant 31", "/grant -5 editor", f"/grant {10**20} editor"):
        assert "/grant 123456789 editor" in await told(wrong)
    assert "settings" in await told(f"/grant {OWNER.id} editor")
    assert "settings" in await told(f"/revoke {OWNER.id}")


async def test_a_role_is_given_as_a_reply_to_the_person(api: BotApi, bot: BotApplication, database: Path) -> None:
    api.meet(PrivateChat(OMAR))
    hello = await api.say("hello, I will help", sender=OMAR, chat=DESK)
    await api.say("/grant editor", sender=OWNER, chat=DESK, reply_to=hello)
    assert str(OMAR.id) in (await api.next_message(DESK)).text
    assert state_of(database)[0][OMAR.id] == "editor"
    own = next(said for said in api.screen(DESK) if said.by_bot)
    await api.say("/grant editor", sender=OWNER, chat=DESK, reply_to=own)
    assert "/grant 123456789" in (await api.next_message(DESK)).text
    assert BOT.id not in state_of(database)[0]


async def test_help_tells_the_desk_what_it_can_do_and_nobody_else(api: BotApi, bot: BotApplication) -> None:
    for person, told, untold in ((EDITOR, "/retract", "/grant"), (REVIEWER, "/publish", "/retract")):
        said = (await tell(api, "/help", person)).text
        assert "At the desk:" in said
        assert told in said
        assert untold not in said
    await api.say("/help", sender=READER)
    assert "/drafts" not in (await api.next_message(PrivateChat(READER))).text
