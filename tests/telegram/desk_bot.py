"""A small timeline with a desk: who works there, and the bot on it."""

import re
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from db.connection import open_for_writing
from db.staff import Staff, StaffRole
from handlers.context import BotApplication
from tests.builders import captured, text
from tests.telegram.bot_api import BotApi
from tests.telegram.running import running
from tests.telegram.screen import Shown
from tests.telegram.small_timeline import publish
from tests.telegram.world import AMIRA, Group, Person, PrivateChat

OWNER = AMIRA
EDITOR, REVIEWER = Person(21, "Editor"), Person(22, "Reviewer")
EDITOR_AR = Person(24, "محرر", language_code="ar")
READER = Person(23, "Reader")
DESK = Group(-1001000000077, "Desk", members=(OWNER, EDITOR, EDITOR_AR, REVIEWER, READER))


def make_with_desk(path: Path) -> Path:
    """A small timeline in which all is well, with people at its desk."""
    taken = captured("2024-12-05-hama", "2024-12-05", "hama", "Hama")
    publish(path, replace(taken, text=text("Forces captured Hama.", "سيطرت القوات على حماة.")))
    roles = ((EDITOR, StaffRole.EDITOR), (EDITOR_AR, StaffRole.EDITOR), (REVIEWER, StaffRole.REVIEWER))
    with closing(open_for_writing(path)) as made:
        for person, role in roles:
            Staff(made).grant(person.id, role, by=OWNER.id, at=datetime(2026, 11, 1, tzinfo=UTC))
    return path


@asynccontextmanager
async def at_desk(
    api: BotApi, database: Path, now: Callable[[], datetime] | None = None, *, review: bool = False, shown: bool = False
) -> AsyncIterator[BotApplication]:
    """The bot with its owner and desk group."""
    api.meet(DESK, *map(PrivateChat, (OWNER, EDITOR, EDITOR_AR, REVIEWER)))
    owners = frozenset({OWNER.id})
    async with running(api, database, now, owners=owners, desk_chat=DESK.id, review=review, shown=shown) as application:
        yield application


def plain(shown: Shown) -> str:
    """What a message says, without marks for direction."""
    return re.sub("[\u200e\u200f\u2068\u2069]", "", shown.text)


async def tell(api: BotApi, words: str, sender: Person = EDITOR, reply_to: Shown | None = None) -> Shown:
    """What the bot says to a person's words in the private chat."""
    await api.say(words, sender=sender, reply_to=reply_to)
    return await api.next_message(PrivateChat(sender))
