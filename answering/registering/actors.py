"""Actors: their forms, and the actors that filled forms describe."""

from __future__ import annotations

from functools import partial

from answering.answer import Phrase
from answering.drafting.words import shown
from answering.registering.filled import Filled, shown_names
from answering.registering.texts import in_two_languages
from db.directory import Directory
from db.model import Actor, Text

FIELDS = (
    *("id", "name en", "name ar", "kind", "side", "member_of", "since", "until", "succeeded_by"),
    *("aliases", "exact", "metonyms", "adjectives", "why"),
)
_BLANK = Actor("", Text(()), "", None)


def read_actor(filled: Filled, id: str, recorded: Actor | None, directory: Directory) -> Actor:
    """The actor that a form describes; what is wrong is noted in the form."""
    known = recorded or _BLANK
    others = directory.actors.values()
    actor = Actor(
        id=id,
        name=in_two_languages(filled, recorded.name if recorded else None),
        kind=filled.needed_choice("kind", "actor_kind", known.kind, {one.kind for one in others}),
        side=filled.choice("side", "side", known.side, {one.side for one in others if one.side}),
        member_of=filled.actors("member_of", known.member_of),
        aliases=filled.names("aliases", known.aliases),
        exact=filled.names("exact", known.exact),
        since=filled.day("since", known.since),
        until=filled.day("until", known.until),
        metonyms=filled.names("metonyms", known.metonyms),
        adjectives=filled.names("adjectives", known.adjectives),
        succeeded_by=filled.actors("succeeded_by", known.succeeded_by),
    )
    for field, others_named, reach in (
        ("member_of", actor.member_of, directory.bodies),
        ("succeeded_by", actor.succeeded_by, partial(_successors, directory)),
    ):
        for other in others_named:
            if other == id:
                filled.refuse(field, Phrase.of("register.itself", id=id))
            elif id in reach(other):
                filled.refuse(field, Phrase.of("register.circle", id=id, other=other))
    if actor.since and actor.until and actor.since > actor.until:
        filled.refuse("until", Phrase.of("register.until_before_since", since=actor.since, until=actor.until))
    return actor


def actor_values(actor: Actor, language: str) -> dict[str, str]:
    """What the fields of an actor's form hold, in the words of `language`."""
    names = dict(actor.name.by_language)
    return {
        "id": actor.id,
        "name en": names.get("en", ""),
        "name ar": names.get("ar", ""),
        "kind": shown("actor_kind", actor.kind, language),
        "side": shown("side", actor.side, language) if actor.side else "",
        "member_of": ", ".join(actor.member_of),
        "since": actor.since.isoformat() if actor.since else "",
        "until": actor.until.isoformat() if actor.until else "",
        "succeeded_by": ", ".join(actor.succeeded_by),
        "aliases": shown_names(actor.aliases),
        "exact": shown_names(actor.exact),
        "metonyms": shown_names(actor.metonyms),
        "adjectives": shown_names(actor.adjectives),
    }


def _successors(directory: Directory, actor: str) -> frozenset[str]:
    """The actor and all that came after it."""
    found: set[str] = set()
    waiting = [actor]
    while waiting:
        one = waiting.pop()
        if one not in found:
            found.add(one)
            waiting += directory.actors[one].succeeded_by
    return frozenset(found)
