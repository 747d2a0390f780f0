"""The people and chats of a test, and the bot itself, as small values."""

from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Person:
    """A Telegram account."""

    id: int
    first_name: str
    username: str | None = None
    language_code: str | None = "en"
    is_bot: bool = False

    def json(self) -> Json:
        """The User object."""
        names = {"username": self.username, "language_code": self.language_code}
        user = {"id": self.id, "is_bot": self.is_bot, "first_name": self.first_name}
        return user | {name: value for name, value in names.items() if value}


BOT = Person(42, "Tarikh", "tarikh_test_bot", language_code=None, is_bot=True)
AMIRA = Person(7, "Amira", "amira")
ANONYMOUS = Person(1087968824, "Group", "GroupAnonymousBot", language_code=None, is_bot=True)  # an admin unnamed
OMAR = Person(8, "Omar", "omar_h", language_code="ar")


@dataclass(frozen=True, slots=True)
class PrivateChat:
    """One person's chat with the bot."""

    person: Person

    type = "private"
    topics = ()

    @property
    def id(self) -> int:
        """A private chat has the id of its person."""
        return self.person.id

    @property
    def name(self) -> str:
        """How the chat is called in messages of tests."""
        return self.person.first_name

    def json(self) -> Json:
        """The Chat object."""
        names = {"first_name": self.person.first_name, "username": self.person.username}
        return {"id": self.id, "type": self.type} | {name: value for name, value in names.items() if value}


@dataclass(frozen=True, slots=True)
class Group:
    """A supergroup, or a basic group; with ``topics`` (thread ids) a forum; the first admin owns it."""

    id: int = -1001000000001
    name: str = "Group"
    members: tuple[Person, ...] = ()
    admins: tuple[Person, ...] = ()
    topics: tuple[int, ...] = ()
    username: str | None = None
    basic: bool = False

    @property
    def type(self) -> str:
        """What Telegram calls this kind of chat."""
        return "group" if self.basic else "supergroup"

    def json(self) -> Json:
        """The Chat object."""
        chat = {"id": self.id, "type": self.type, "title": self.name}
        chat |= {"is_forum": True} if self.topics else {}
        return chat | ({"username": self.username} if self.username else {})


@dataclass(frozen=True, slots=True)
class Channel:
    """A channel; the first admin owns it."""

    id: int = -1002000000001
    name: str = "Channel"
    admins: tuple[Person, ...] = ()
    username: str | None = None

    type = "channel"
    topics = ()
    members = ()

    def json(self) -> Json:
        """The Chat object."""
        chat = {"id": self.id, "type": self.type, "title": self.name}
        return chat | ({"username": self.username} if self.username else {})


Chat = PrivateChat | Group | Channel


def forwarded_post(channel: Channel, message_id: int, date: int) -> Json:
    """The forward_origin of a post taken from ``channel``; ``date`` in seconds since 1970."""
    return {"type": "channel", "chat": channel.json(), "message_id": message_id, "date": date}
