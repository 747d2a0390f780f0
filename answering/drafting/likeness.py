"""Entries that may tell what a draft tells: in the same or a neighbouring place, about the same day, alike in words."""

from __future__ import annotations

from datetime import timedelta

from answering.lexicon import actions
from answering.text import tokenize
from db.model import Event, Kind
from db.source_rows import events_citing
from db.timeline import Timeline

_NEAR = timedelta(days=2)
_EXAMINED = 200  # entries of the same days and places
_SHOWN = 3
_LIKELY = 5.0
_LONG = 4  # letters of a word that says something


def similar(event: Event, timeline: Timeline) -> tuple[Event, ...]:
    """The stored entries that are likely the same as `event`, the likest first; at most three."""
    candidates = timeline.events(_candidates(event, timeline))
    scored = [(likeness(event, other, timeline), other) for other in candidates if other.id != event.id]
    likely = sorted((one for one in scored if one[0] >= _LIKELY), key=lambda one: (-one[0], one[1].id))
    return tuple(other for _, other in likely[:_SHOWN])


def likeness(event: Event, other: Event, timeline: Timeline) -> float:
    """How much of two entries agrees, in points; 0 where place or time can't be the same."""
    places = _places(event, other, timeline)
    apart = max(event.when.start - other.when.end, other.when.start - event.when.end, timedelta(0))
    words = _shared_words(event, other)
    pages = {report.source.id for report in event.reports} & {report.source.id for report in other.reports}
    if apart > _NEAR or not (places or (pages and words > 0.5)):
        return 0
    points = places + (1.0 if not apart else 0.0)
    points += 2.0 if event.kind is other.kind else 1.0 if other.kind in _related(event.kind) else -1.0
    points += 3 * words
    points += 0.5 if pages else 0.0
    mine, others = ({part.actor for part in one.actors} for one in (event, other))
    return points + (0.5 if mine & others else 0.0)


def _candidates(event: Event, timeline: Timeline) -> list[int]:
    directory = timeline.directory
    wide = {directory.home}
    near = {
        one
        for place in event.places
        for one in (directory.inside(place) | directory.around(place) if place not in wide else {place})
    } - (wide - set(event.places))
    found = timeline.find(places=near, start=event.when.start - _NEAR, end=event.when.end + _NEAR, limit=_EXAMINED)
    citing = events_citing(timeline.database, [report.source.id for report in event.reports], _EXAMINED)
    return list(dict.fromkeys([*(one.seq for one in found), *citing]))


def _places(event: Event, other: Event, timeline: Timeline) -> float:
    """What the places of two entries have in common: the main one counts most, the whole country little."""
    directory = timeline.directory
    if event.places[0] == other.places[0]:
        return 0.5 if event.places[0] == directory.home else 1.5
    if set(event.places) & set(other.places) - {directory.home}:
        return 1.0
    inside = directory.inside(event.places[0]) if event.places[0] != directory.home else frozenset()
    around = directory.around(event.places[0]) - {directory.home}
    return 0.5 if other.places[0] in inside | around else 0.0


def _related(kind: Kind) -> frozenset[Kind]:
    return frozenset(
        one for action in actions().values() if kind in action.kinds for one in action.kinds | action.related
    )


def _shared_words(event: Event, other: Event) -> float:
    """The share of words that two texts have in common, in the language in which it is larger."""
    return max(
        (
            len(mine & its) / min(len(mine), len(its))
            for language in event.text.languages
            if (mine := _words(event, language)) and (its := _words(other, language))
        ),
        default=0.0,
    )


def _words(event: Event, language: str) -> frozenset[str]:
    words = dict(event.text.by_language).get(language, "")
    return frozenset(token.stem for token in tokenize(words) if len(token.folded) >= _LONG or token.folded.isdigit())
