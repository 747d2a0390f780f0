"""Browsing the record without a question: a place's, an actor's, a tag's or a time's entries in order; this day in
earlier years."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from answering import showing
from answering.answer import ActorRef, Answer, Phrase, PlaceRef, YearlyDay
from answering.names.of_timeline import names_of
from answering.question import Named, Question
from answering.reading import read
from db.listing import Listed, Wanted, listed, on_this_day, tag_named
from db.timeline import Timeline

PAGE = 5  # entries
_NAMED = 6  # things in the title of a list


@dataclass(frozen=True, slots=True)
class Browsed:
    """A page of entries as an answer, which page of how many it is, and the words that named nothing."""

    answer: Answer
    page: int
    pages: int
    unread: tuple[str, ...] = ()


def entries_of(text: str, timeline: Timeline, *, today: date, language: str, page: int = 1) -> Browsed:
    """A page of the entries of what `text` names: places, actors, kinds of event, dates, or a tag."""
    about: tuple[object, ...]
    tag = tag_named(timeline, text)
    asked = read(text, names_of(timeline), today=today)
    if tag is not None:
        wanted, about = Wanted(tag=tag), (tag,)
        unread: tuple[str, ...] = ()
    else:
        wanted, about = _wanted(asked, timeline)
        named = bool(asked.named or asked.scope or asked.actions)
        unread = tuple(word.text for word in asked.words) or (() if named else tuple(text.split()))
        if unread:
            return Browsed(showing.entries((), timeline, language), 1, 0, unread)
    found = listed(timeline, wanted, page=page, size=PAGE)
    title = Phrase.of("timeline.title", count=found.total, number=found.total, what=about)
    return _page(found, title, timeline, language, page)


def this_day(timeline: Timeline, *, today: date, language: str, page: int = 1) -> Browsed:
    """A page of what is recorded for this day of the year in earlier years."""
    found = on_this_day(timeline, today, page=page, size=PAGE)
    title = Phrase.of("today.title", day=YearlyDay(today))
    return _page(found, title, timeline, language, page)


def _page(found: Listed, title: Phrase, timeline: Timeline, language: str, page: int) -> Browsed:
    ids = timeline.ids(found.seqs)
    answer = showing.entries([ids[seq] for seq in found.seqs], timeline, language, title, numbered=True)
    return Browsed(answer, page, -(-found.total // PAGE))


def _wanted(asked: Question, timeline: Timeline) -> tuple[Wanted, tuple[object, ...]]:
    """What the list holds, and how that is named."""
    directory = timeline.directory
    places = [directory.inside(id) for one in asked.named for id in one.places]
    same = [directory.members(id) for one in asked.named if one.places for id in one.actors]
    actors = [directory.members(id) for one in asked.named if not one.places for id in one.actors]
    kinds = [kind for act in asked.actions for kind in act.kinds]
    wanted = Wanted(
        places=frozenset[str]().union(*places) if places else None,
        same=frozenset[str]().union(*same),
        actors=frozenset[str]().union(*actors) if actors else None,
        kinds=frozenset(kinds) if kinds else None,
        start=asked.scope.start if asked.scope else None,
        end=asked.scope.end if asked.scope else None,
    )
    named: list[object] = list(dict.fromkeys(_named(one) for one in asked.named))
    named += [Phrase.of(f"action.{name}") for name in dict.fromkeys(act.name for act in asked.actions)]
    shown = named if len(named) <= _NAMED else [*named[:_NAMED], "…"]
    return wanted, (*shown, *((asked.scope,) if asked.scope else ()))


def _named(one: Named) -> PlaceRef | ActorRef:
    return PlaceRef(one.places[0]) if one.places else ActorRef(one.actors[0])
