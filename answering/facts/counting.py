"""Figures as counts: which belong to a scope, a group and a speaker, which are parts of others, which are one count.

The rule is that for tolls in section 4 of the design.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate

from answering.dates import Scope
from answering.question import Named
from db.directory import Directory
from db.figure_outlines import FigureOutline
from db.model import Event, Figure, Group

Span = tuple[date, date]  # the first and the last day

_INCIDENT = timedelta(days=3)
_MONTH = timedelta(days=30)
_SHRUNK = 1.25  # times a later total that an earlier one may be: counts are corrected a little
_CURRENT = timedelta(days=60)  # for which a count of the whole still stands against newer ones of parts
_FIGHTERS = (Group.SOLDIERS, Group.REBELS, Group.ISLAMIC_STATE, Group.SECURITY)
_WIDE = {Group.COMBATANTS: _FIGHTERS}  # groups that are counted as one


@dataclass(frozen=True, slots=True)
class Count:
    """A figure with the entry that carries it; several sources of one count make `low` and `high`."""

    event: Event
    figure: Figure
    low: int | float
    high: int | float
    sources: tuple[Figure, ...]

    @property
    def until(self) -> date:
        """The last day that it covers: as recorded, else the day that it was published or the entry's."""
        return self.figure.until or self.figure.source.published or self.event.when.end

    @property
    def precedence(self) -> tuple[float, ...]:
        """For sorting: of more sources, of more people ("people executed" are fewer), published later, higher."""
        published = max((one.source.published.toordinal() for one in self.sources if one.source.published), default=0)
        return -len(self.sources), len(self.figure.label.get("en").split()), -published, -self.high

    @property
    def is_vague(self) -> bool:
        """Whether its range is so wide that it names no count."""
        return self.high > 2 * max(self.low, 1)


def in_scope(figure: FigureOutline, scope: Scope | None, known_by: date | None) -> bool:
    """Whether the span of a figure ends inside the scope; one with no end counts from its publication.

    With `known_by` it must have been published by that day.
    """
    if known_by is not None and (figure.reported is None or figure.reported > known_by):
        return False
    until = figure.dated
    if scope is None:
        return True
    if until is None:
        return False
    return (scope.start is None or until >= scope.start) and (scope.end is None or until <= scope.end)


def counters_of(speakers: Iterable[Named], directory: Directory) -> tuple[frozenset[str], ...]:
    """For each speaker named, who counts where it does: itself, its members and its bodies."""
    return tuple(
        frozenset().union(*(directory.members(actor) | directory.bodies(actor) for actor in speaker.actors))
        for speaker in speakers
    )


def is_said_by(figure: FigureOutline, counters: Iterable[frozenset[str]]) -> bool:
    """Whether one of each of these sets of counters counted the figure."""
    return not any(actors.isdisjoint(figure.said_by) for actors in counters)


def of_group(figures: Iterable[FigureOutline], groups: Sequence[Group]) -> list[FigureOutline]:
    """The figures of the asked groups or of those that belong to them; none asked: of people, else whatever is counted.

    A word for people in general takes the count of some of them where nobody counted all.
    """
    found = list(figures)
    if groups:
        chosen = [one for one in found if one.group in groups]
        wide = {narrow for group in groups for narrow in _WIDE.get(group, ())}
        return chosen or [one for one in found if one.group in wide]
    return [one for one in found if one.group is Group.PEOPLE] or found


def since(figures: Sequence[FigureOutline], start: date | None) -> list[FigureOutline]:
    """The figures that count from a named start; where none does, those in whose span it lies; else all.

    A start on the first of a year or of a month is that year or month: "since 2011".
    """
    if start is None:
        return list(figures)
    begun = [one for one in figures if one.since == start]
    around = [one for one in figures if one.since is not None and one.since < start]
    within = [one for one in figures if one.since is not None and start <= one.since <= _end_of_the_named(start)]
    return begun or around or within or list(figures)


def _end_of_the_named(start: date) -> date:
    """The last day of the year or month that a start may stand for, else the start."""
    if start.day > 1:
        return start
    if start.month > 1:
        return start + _MONTH
    return start.replace(month=12, day=31)


def wholes(figures: Sequence[FigureOutline], directory: Directory) -> list[FigureOutline]:
    """The figures that are no part, in area or span, of another one.

    Figures are many and their areas few, so that areas are held against each other and not figures.
    """
    spans: dict[tuple[str, ...], list[Span]] = defaultdict(list)
    for one in figures:
        if one.since is not None and one.until is not None:
            spans[one.area].append((one.since, one.until))
    covers = {area: frozenset().union(*map(directory.inside, area)) for area in spans}
    newest = {area: max(until for _, until in there) for area, there in spans.items()}
    current: dict[tuple[str, ...], date] = {}  # till when a larger area was counted
    longest: dict[tuple[str, ...], _Spans] = {}  # of the same extent
    for area in spans:
        around = [other for other in spans if covers[other].issuperset(area)]
        larger = [other for other in around if not covers[area].issuperset(other)]
        current[area] = max((newest[other] for other in larger), default=date.min)
        longest[area] = _Spans(span for other in around if other not in larger for span in spans[other])

    def is_part(one: FigureOutline) -> bool:
        if one.since is None or one.until is None:
            return False
        if one.until - one.since <= _INCIDENT and one.until - _CURRENT <= current[one.area]:
            return True  # an incident, while the whole was counted too
        return longest[one.area].lies_in_another(one.since, one.until)

    return [one for one in figures if not is_part(one)]


def unshrunken(figures: Sequence[FigureOutline]) -> list[FigureOutline]:
    """The figures without those that are smaller than the same counter's of fewer days: they count only some."""
    totals: dict[tuple[object, ...], list[tuple[date, float]]] = defaultdict(list)
    for one in figures:
        if one.since and one.until:
            totals[_counted(one)].append((one.until, one.high))
    return [
        one
        for one in figures
        if not any(
            one.until and until < one.until and high > _SHRUNK * one.high for until, high in totals[_counted(one)]
        )
    ]


def _counted(figure: FigureOutline) -> tuple[object, ...]:
    """What two figures have in common that count the same from the same day on."""
    return figure.measure, figure.group, figure.area, figure.said_by, figure.since


class _Spans:
    """Spans of days, to ask whether one of them takes in another."""

    def __init__(self, spans: Iterable[Span]) -> None:
        ends: dict[date, date] = {}
        for start, end in spans:
            ends[start] = max(end, ends.get(start, end))
        self._ends = ends
        self._starts = sorted(ends)
        self._latest = list(accumulate((ends[start] for start in self._starts), max))  # end of those begun till then

    def lies_in_another(self, start: date, end: date) -> bool:
        """Whether one of the spans that is not this one begins no later and ends no sooner."""
        earlier = bisect_left(self._starts, start)
        return (earlier > 0 and self._latest[earlier - 1] >= end) or self._ends.get(start, end) > end


def merged(figures: Iterable[tuple[Event, Figure]]) -> list[Count]:
    """The counts: equal speaker, group, label, area and span are one, from its lowest to its highest."""
    alike: dict[tuple[object, ...], list[tuple[Event, Figure]]] = {}
    for event, figure in figures:
        said_by = figure.said_by or (figure.source.outlet,)
        key = (said_by, figure.measure, figure.group, figure.label, figure.area, figure.since, figure.until)
        alike.setdefault(key, []).append((event, figure))
    return [
        Count(
            event=same[0][0],
            figure=same[0][1],
            low=min(figure.low for _, figure in same),
            high=max(figure.high for _, figure in same),
            sources=tuple(figure for _, figure in same),
        )
        for same in alike.values()
    ]
