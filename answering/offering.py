"""What is offered while somebody still types: whole answers, from the first letters on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from weakref import WeakKeyDictionary

from answering import ask, showing
from answering.answer import Answer, NearestEntry, Reading, Status
from answering.text import script_language
from db.directory import Directory
from db.folding import fold
from db.model import Actor, Place
from db.timeline import Timeline

MOST = 10
SHORTEST = 2  # letters that may begin a name
NAMES = 4  # names that a few letters may mean
_ARTICLE = re.compile(r"^(?:ال|al[ -])")
_WORDS = 3  # at the end of the text, that may begin one name
_READ = 60  # of an actor's entries, among which the latest are

_Name = tuple[str, str, bool]  # folded, the id, whether it is a place's
_names: WeakKeyDictionary[Directory, tuple[_Name, ...]] = WeakKeyDictionary()


def offers(text: str, timeline: Timeline, *, today: date, language: str) -> tuple[Answer, ...]:
    """Up to ten whole answers to a question or the beginning of one, the likeliest first.

    The answer to the text as it is comes first, then the entries that it shows one by one, then the latest
    entries of the places and actors whose names the text's end may begin, or of the whole timeline where
    nothing is typed. Each states something and names its sources. `language` is the asker's, for what the
    text itself does not tell.
    """
    spoken = script_language(text) or language
    found: dict[str, Answer] = {}
    if text.strip():
        for answer in _answers(text, timeline, today):
            found.setdefault(",".join(event.id for event in answer.events), answer)
    for id in _entries(text, tuple(found.values()), timeline, today):
        if len(found) >= MOST:
            break
        if id not in found:
            found[id] = showing.entry(id, timeline, spoken)
    return tuple(found.values())[:MOST]


def _answers(text: str, timeline: Timeline, today: date) -> Iterator[Answer]:
    """The answer to the text, or to each of its readings."""
    answer = ask.answer(text, timeline, today=today)
    if answer.status is Status.ANSWERED:
        yield answer
    for choice in answer.choices:
        match choice:
            case Reading(question):
                read = ask.answer(question, timeline, today=today)
                if read.status is Status.ANSWERED:
                    yield read
            case NearestEntry(event):
                yield showing.entry(event.id, timeline, answer.language)


def _entries(text: str, answers: Sequence[Answer], timeline: Timeline, today: date) -> Iterator[str]:
    """The ids of single entries to offer, the likeliest first."""
    for answer in answers:
        if len(answer.events) > 1:
            yield from (event.id for event in answer.events)
    if not text.strip():
        yield from _latest_of(None, timeline, today)
        return
    for id, is_place in _begun(text, timeline.directory):
        if is_place:
            yield from _latest_of(timeline.directory.inside(id), timeline, today)
        else:
            taking_part = timeline.find(actors=timeline.directory.members(id), limit=_READ)
            yield from (one.id for one in sorted(taking_part, key=lambda one: one.start, reverse=True)[:MOST])


def _latest_of(places: frozenset[str] | None, timeline: Timeline, today: date) -> Iterator[str]:
    tomorrow = today + timedelta(days=1)
    yield from (one.id for one in timeline.before(tomorrow, places=places, limit=MOST))


def _begun(text: str, directory: Directory) -> list[tuple[str, bool]]:
    """The places and actors whose names the last words of the text begin, the shortest names first."""
    words = fold(text).split()
    for count in range(min(_WORDS, len(words)), 0, -1):
        start = " ".join(words[-count:])
        if len(start) < SHORTEST:
            continue
        begun = {(id, is_place): name for name, id, is_place in reversed(_all(directory)) if name.startswith(start)}
        if begun:
            return sorted(begun, key=lambda one: len(begun[one]))[:NAMES]
    return []


def _all(directory: Directory) -> tuple[_Name, ...]:
    """Every name of every place and actor, the shortest first."""
    if directory not in _names:
        named: list[tuple[Place | Actor, bool]] = [(place, True) for place in directory.places.values()]
        named += [(actor, False) for actor in directory.actors.values()]
        _names[directory] = tuple(
            sorted(
                {
                    (name, one.id, is_place)
                    for one, is_place in named
                    for written in (*(words for _, words in one.name.by_language), *one.aliases)
                    for name in _with_and_without_article(fold(written))
                },
                key=lambda name: (len(name[0]), name),
            )
        )
    return _names[directory]


def _with_and_without_article(name: str) -> tuple[str, ...]:
    bare = _ARTICLE.sub("", name)
    return (name, bare) if bare != name and len(bare) >= SHORTEST else (name,)
