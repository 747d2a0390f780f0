"""Who may do what at the desk: every command, by every role, in every kind of chat."""

from collections.abc import AsyncIterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from db.connection import open_for_writing
from db.staff import Staff, StaffRole
from handlers.context import BotApplication
from tests.telegram.bot_api import BotApi
from tests.telegram.running import running
from tests.telegram.world import AMIRA, BOT, OMAR, Channel, Group, Json, Person, PrivateChat, forwarded_post

OWNER, EDITOR, REVIEWER, READER = AMIRA, Person(21, "Editor"), Person(22, "Reviewer"), Person(23, "Reader")
NEWCOMER = 31  # gets and loses roles in these tests
EVERYBODY = (OWNER, EDITOR, REVIEWER, READER)

DESK = Group(-1001000000077, "Desk", members=(*EVERYBODY, OMAR))
GROUP = Group(-1001000000078, "Group", members=EVERYBODY, admins=(OWNER,))
CHANNEL = Channel(-1002000000079, "Channel", admins=(OWNER,))

COMMANDS = {  # who may, and a word of what it then says
    f"/grant {NEWCOMER} editor": ({OWNER}, str(NEWCOMER)),
    "/grant": ({OWNER}, "/grant 123456789"),
    f"/revoke {NEWCOMER}": ({OWNER}, str(NEWCOMER)),
    "/revoke": ({OWNER}, "/revoke 123456789"),
    "/import": ({OWNER, EDITOR}, "/import under it"),
    "/export Atlantis": ({OWNER, EDITOR, REVIEWER}, "can’t read “Atlantis”"),
    "/mistakes": ({OWNER, EDITOR, REVIEWER}, "No mistakes are reported"),
    "/staff": ({OWNER, EDITOR, REVIEWER}, "Who works at the desk"),
}
NOT_A_COMMAND = "/nonsense"
FORWARDED: Json = {"forward_origin": forwarded_post(CHANNEL, 5, 1733400000)}
ANONYMOUS: Json = {"sender_chat": GROUP.json()}


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "tarikh.db"
    with closing(open_for_writing(path)) as made:
        for person, role in ((EDITOR, StaffRole.EDITOR), (REVIEWER, StaffRole.REVIEWER)):
            Staff(made).grant(person.id, role, by=OWNER.id, at=datetime(2026, 11, 1, tzinfo=UTC))
    return path


@pytest.fixture
async def bot(api: BotApi, database: Path) -> AsyncIterator[BotApplication]:
    api.meet(DESK, GROUP, CHANNEL, PrivateChat(OWNER))
    async with running(api, database, owners=frozenset({OWNER.id}), desk_chat=DESK.id) as application:
        yield application


def staff_of(database: Path) -> dict[int, str]:
    with closing(open_for_writing(database)) as opened:
        return {member.person: member.role.value for member in Staff(opened).members()}


@pytest.mark.parametrize("command", COMMANDS)
async def test_a_command_of_the_desk_is_open_to_its_roles_in_its_chats_only(
    api: BotApi, bot: BotApplication, database: Path, command: str
) -> None:
    allowed, words = COMMANDS[command]
    before = staff_of(database)
    for person in EVERYBODY:
        if person in allowed:
            continue
        # In private a refused command reads as one that does not exist.
        await api.say(NOT_A_COMMAND, sender=person)
        unknown = (await api.next_message(PrivateChat(person))).text
        await api.say(command, sender=person)
        assert (await api.next_message(PrivateChat(person))).text == unknown
        await api.say(command, sender=person, chat=DESK)
    for person in EVERYBODY:
        await api.say(NOT_A_COMMAND, sender=person)
        unknown = (await api.next_message(PrivateChat(person))).text
        await api.say(command, sender=person, **FORWARDED)
        assert (await api.next_message(PrivateChat(person))).text == unknown
        await api.say(command, sender=person, chat=DESK, **FORWARDED)
        await api.say(command, sender=person, chat=GROUP)
        await api.say(command, sender=person, chat=DESK, **ANONYMOUS)
        await api.say(command, chat=CHANNEL)
    assert staff_of(database) == before
    for person in EVERYBODY:
        if person in allowed:
            await api.say(command, sender=person)
            assert words in (await api.next_message(PrivateChat(person))).text
            await api.say(command, sender=person, chat=DESK)
            assert words in (await api.next_message(DESK)).text
    spoken = {chat.name: [said for said in api.screen(chat) if said.by_bot] for chat in (DESK, GROUP, CHANNEL)}
    assert {name: len(said) for name, said in spoken.items()} == {"Desk": len(allowed), "Group": 0, "Channel": 0}


async def test_a_role_is_given_and_taken_back(api: BotApi, bot: BotApplication, database: Path) -> None:
    newcomer = Person(NEWCOMER, "Newcomer", language_code="ar")

    async def told(text: str, sender: Person = OWNER) -> str:
        await api.say(text, sender=sender)
        return (await api.next_message(PrivateChat(sender))).text

    assert await told(f"/grant {NEWCOMER} editor") == "31 is now editor."
    assert await told(f"/grant {NEWCOMER} editor") == "31 is editor already."
    assert await told(f"/grant {NEWCOMER} Reviewer") == "31 is now reviewer."
    assert staff_of(database)[NEWCOMER] == "reviewer"
    assert "31: مراجع" in (await told("/staff", newcomer)).replace("\u2068", "").replace("\u2069", "")
    assert await told(f"/revoke {NEWCOMER}") == "31 has no role any more."
    assert await told(f"/revoke {NEWCOMER}") == "31 has no role."
    assert "31" not in await told("/staff")
    for wrong in ("/grant 31 owner", "/grant x editor", "/grant 31", "/grant -5 editor", f"/grant {10**20} editor"):
        assert "/grant 123456789 editor" in await told(wrong)
    assert "settings" in await told(f"/grant {OWNER.id} editor")
    assert "settings" in await told(f"/revoke {OWNER.id}")


async def test_a_role_is_given_as_a_reply_to_the_person(api: BotApi, bot: BotApplication, database: Path) -> None:
    hello = await api.say("hello, I will help", sender=OMAR, chat=DESK)
    await api.say("/grant editor", sender=OWNER, chat=DESK, reply_to=hello)
    assert str(OMAR.id) in (await api.next_message(DESK)).text
    assert staff_of(database)[OMAR.id] == "editor"
    own = next(said for said in api.screen(DESK) if said.by_bot)
    await api.say("/grant editor", sender=OWNER, chat=DESK, reply_to=own)
    assert "/grant 123456789" in (await api.next_message(DESK)).text
    assert BOT.id not in staff_of(database)
