"""A name, the forms in which it may stand in a text, and the keys of its words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from answering.text import without_clitics

_POSSESSED = 5  # letters of a name with the s of "tammos"
_SHORT = 3  # letters, of which the first may be a preposition where a name goes on
_ATTACHED = "بلوعفك"
_ARABIC_PLURALS = ("يين", "يون", "ين", "ون", "ات", "يه")


class Use(StrEnum):
    """How a name names its actor or place."""

    NAME = "name"
    EXACT = "exact"
    METONYM = "metonym"
    ADJECTIVE = "adjective"
    COMMON = "common"
    LAST = "last"  # a person's last name alone


@dataclass(frozen=True, slots=True, eq=False)
class NameEntry:
    """One name of a place or an actor, as it is written in the records; each is made once and is only itself."""

    id: str
    actor: bool
    use: Use
    written: str


class Alone(NamedTuple):
    """A form of a word that is a name by itself, what it names, and how these names are spelled when folded."""

    form: str
    entries: Sequence[NameEntry]
    spelled: Set[str]


class Meaning(NamedTuple):
    """What a name may mean, in the order of a mention's fields."""

    places: tuple[str, ...]
    actors: tuple[str, ...]
    sites: tuple[str, ...]
    metonym_of: tuple[str, ...]
    adjective: bool
    common: bool


@lru_cache(maxsize=16384)
def letters(name: str) -> str:
    """A name's letters alone, capitals as they are: U.S. and US are one, us is another."""
    return "".join(letter for letter in name if letter.isalnum())


def starts_of(keys: Iterable[str]) -> Set[str]:
    """Everything with which one of these keys begins, the keys themselves with it."""
    starts: set[str] = set()
    for key in keys:
        for length in range(len(key), 0, -1):
            if (start := key[:length]) in starts:
                break  # and so are all that are shorter
            starts.add(start)
    return starts


def first_forms(folded: str) -> tuple[str, ...]:
    """The forms in which the first of several words of a name may stand: a short one too, as in بتل تمر."""
    forms = without_clitics(folded)
    short = len(folded) == _SHORT and folded[0] in _ATTACHED
    return (*forms, folded[1:]) if short else forms


def forms_alone(folded: str) -> tuple[str, ...]:
    """The forms in which a name of one word may stand, an Arabic one also without a plural's ending."""
    forms = without_clitics(folded)
    if folded.isascii():
        hasty = len(folded) >= _POSSESSED and folded.endswith("s") and not folded.endswith("ss")
        return (folded, folded[:-1]) if hasty else forms  # "tammos funeral"
    bare = [
        form.removesuffix(end) + ("ي" if end[0] == "ي" else "")
        for form in forms
        for end in _ARABIC_PLURALS
        if form.endswith(end) and len(form) - len(end) > 2
    ]
    return (*forms, *bare)
