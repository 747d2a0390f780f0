"""A mention: a place or an actor that a text names."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mention:
    """A place or actor named in a text: what it may be, and the tokens from `first` to before `last`.

    `sites` are prisons, crossings and the like that are called after the place, wherever they lie.
    `spelled` is the name that a misspelling was taken for, None where it was spelled right.
    """

    first: int
    last: int
    places: tuple[str, ...]
    actors: tuple[str, ...]
    sites: tuple[str, ...] = ()
    metonym_of: tuple[str, ...] = ()
    adjective: bool = False
    common: bool = False
    spelled: str | None = None
