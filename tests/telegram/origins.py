"""Where forwarded messages come from, as Telegram tells it: a channel, a group, a person, or somebody who hides it."""

import time
from dataclasses import dataclass

from tests.telegram.world import Channel, Group, Json, Person


@dataclass(frozen=True, slots=True)
class Origin:
    """The forward_origin of a message."""

    json: Json


def of_channel(channel: Channel, number: int, at: int, *, signed: str = "") -> Origin:
    """Post ``number`` of a channel, posted ``at`` seconds since 1970; ``signed`` is its author's name, if shown."""
    if number < 1:
        raise AssertionError("posts are numbered from 1")
    signature = {"author_signature": signed} if signed else {}
    return _origin("channel", at, chat=channel.json(), message_id=number, **signature)


def of_group(group: Group, at: int) -> Origin:
    """What an anonymous admin of a group, or the group itself, wrote."""
    return _origin("chat", at, sender_chat=group.json())


def of_person(person: Person, at: int) -> Origin:
    """What a person or bot wrote."""
    return _origin("user", at, sender_user=person.json())


def of_somebody(name: str, at: int) -> Origin:
    """What a person wrote who lets no link to the account be shown."""
    if not name:
        raise AssertionError("Telegram shows the name at least")
    return _origin("hidden_user", at, sender_user_name=name)


def _origin(kind: str, at: int, **fields: object) -> Origin:
    if not 0 < at <= time.time() + 1:
        raise AssertionError(f"nothing can be forwarded that was written at {at}")
    return Origin({"type": kind, "date": at} | fields)
