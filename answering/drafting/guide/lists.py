"""Lists in a dialogue: what is chosen so far, by its number, and what may be added, by a few letters."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from answering.answer import Phrase
from answering.drafting.guide.state import Here, Option
from answering.drafting.listing import parts
from db.handles import event_handle

ADD, TAKE, OPEN = "+", "-", ":"  # what a token begins with; after it a handle, a handle, a number

Rows = tuple[tuple[Option, ...], ...]


def additions(found: Iterable[tuple[str, object]], besides: Iterable[str] = ()) -> Rows:
    """A row for each thing that may be added, by its id and label, without those that are there already."""
    there = frozenset(besides)
    return tuple((Option(ADD + event_handle(id), label),) for id, label in found if id not in there)


def takings(there: Iterable[str], labels: Iterable[object]) -> Rows:
    """A button for each thing that is there, by its id or words, that takes it away; two in a row."""
    options = [
        Option(TAKE + event_handle(one), Phrase.of("guide.take_away", what=label))
        for one, label in zip(there, labels, strict=True)
    ]
    return tuple(tuple(options[start : start + 2]) for start in range(0, len(options), 2))


def openings(labels: Iterable[object]) -> Rows:
    """A row for each thing that is there, that opens it."""
    return tuple((Option(f"{OPEN}{index}", label),) for index, label in enumerate(labels))


def added(choice: str, ids: Iterable[str]) -> str | None:
    """Which of the ids a choice adds; None where it adds none of them."""
    if not choice.startswith(ADD):
        return None
    return next((id for id in ids if event_handle(id) == choice[1:]), None)


def without(choice: str, there: Sequence[str]) -> tuple[str, ...] | None:
    """What is left of the things that are there once a choice has taken one away; None where it takes none of them.

    It says which by what that is and not by where it stands: pressed twice, it takes nothing else.
    """
    if not choice.startswith(TAKE):
        return None
    taken = next((one for one in there if event_handle(one) == choice[1:]), None)
    return None if taken is None else tuple(one for one in there if one != taken)


def opened(choice: str, there: Sequence[object]) -> int | None:
    """The number of the thing that a choice opens; None where there is no such thing."""
    number = choice[1:]
    if not choice.startswith(OPEN) or not (number.isascii() and number.isdigit() and len(number) < 4):
        return None
    return int(number) if int(number) < len(there) else None


def named(text: str, here: Here, of: str) -> tuple[tuple[str, ...], str, Phrase | None]:
    """The `place` or `actor` ids that a text clearly names, the first unclear name, and what is said of that."""
    read = here.reader.place if of == "place" else here.reader.actor
    found: list[str] = []
    letters, said = "", None
    for name in parts(text):
        one = read(name)
        if isinstance(one, str):
            found.append(one)
        elif not letters:
            letters, said = name, _unclear(name, here, of)
    return tuple(dict.fromkeys(found)), letters, said


def _unclear(name: str, here: Here, of: str) -> Phrase:
    """That a name is to be chosen, or that nothing is called so."""
    found = here.suggesting.places(name) if of == "place" else here.suggesting.actors(name, here.when)
    if found:
        return Phrase.of("guide.choose", written=name)
    return Phrase.of("guide.no_place" if of == "place" else "guide.no_actor", written=name)
