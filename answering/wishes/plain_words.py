"""What somebody wants of the bot itself, said in plain words and not with a command: to follow, to stop, to set.

Only whole texts count, and the words are in `lexicon/<language>.wishes.toml`: a question about the record that has
such a word in it stays a question.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from answering import language_files, lexicon
from db.folding import fold

_LONGEST = 100  # characters of a text that is still looked at


class Wish(StrEnum):
    """What is wanted."""

    FOLLOW = "follow"
    UNFOLLOW = "unfollow"
    SETTINGS = "settings"
    LANGUAGE = "language"
    PRIVACY = "privacy"
    FORGET = "forget"
    MISTAKE = "mistake"


@dataclass(frozen=True, slots=True)
class Wished:
    """A wish, and what it is about: of FOLLOW what is to be followed, of LANGUAGE its code, else empty."""

    wish: Wish
    about: str = ""


def wished(text: str) -> Wished | None:
    """What a text wants of the bot; None where it is no such wish."""
    if len(text) > _LONGEST:
        return None
    whole = _wishes().get(fold(text))
    words = text.split()
    if whole is not None:
        return whole
    for count in range(len(words) - 1, 0, -1):
        if fold(" ".join(words[:count])) in _said("follow_what"):
            return Wished(Wish.FOLLOW, " ".join(words[count:]))
    return None


def asks_news(text: str) -> bool:
    """Whether a text asks for the newest entries, whatever they are about."""
    if len(text) > _LONGEST:
        return False
    first = fold(text.partition(" ")[0]).partition(" ")[0]  # with which few texts begin as these do
    return (not first or first in _first_words("news")) and fold(text) in _said("news")


@cache
def _wishes() -> Mapping[str, Wished]:
    """The wishes by every language's texts, folded."""
    return {
        fold(said): Wished(wish, table["code"] if wish is Wish.LANGUAGE else "")
        for table in language_files.tables(lexicon.__name__, ".wishes.toml")
        for wish in Wish
        for said in table[wish]
    }


@cache
def _first_words(name: str) -> frozenset[str]:
    """The words with which these texts begin."""
    return frozenset(said.partition(" ")[0] for said in _said(name))


@cache
def _said(name: str) -> frozenset[str]:
    """The texts of every language under a name, folded."""
    tables = language_files.tables(lexicon.__name__, ".wishes.toml")
    return frozenset(fold(said) for table in tables for said in table[name])
