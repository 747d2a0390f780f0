"""The counts that are told beside the one that answers: other counters', earlier and later ones, those of the whole."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from answering.dates import Precision, Scope
from answering.facts.counting import Count, in_scope, unshrunken
from answering.forms.event_counts import counts_of
from answering.forms.inquiry import Inquiry
from answering.forms.tolls import tolls, whole_of
from db.figure_outlines import FiguresWanted

_OTHERS = 3  # counters shown beside the first
_SOON = timedelta(days=3)  # in which a part of something begins after it did
_INCIDENT = timedelta(days=60)
_ALIKE = 10  # of the days that a count covers, the share by which another's may end sooner or later


def counts_beside(inquiry: Inquiry, first: Count) -> list[Count]:
    """Other counts of the same thing: other counters', the same counter's next and last before, the larger one's."""
    return [*_of_the_same(inquiry, first), *_of_the_larger(inquiry, first), *_around(inquiry, first)]


def _of_the_same(inquiry: Inquiry, first: Count) -> list[Count]:
    """The counts of the same area and label that begin on the same day."""
    figure = first.figure
    wanted = FiguresWanted(
        measures=frozenset({figure.measure}),
        groups=frozenset({figure.group}),
        areas=frozenset(figure.area),
        since=figure.since,
    )
    known = [
        one
        for one in inquiry.timeline.figures(wanted)
        if (one.area, one.since) == (figure.area, figure.since) and in_scope(one, None, inquiry.known_by)
    ]
    counts = [count for count in counts_of(inquiry, known) if count.figure.label == figure.label]
    others = _of_others(counts, first)[:_OTHERS]
    own = sorted((count for count in counts if count.figure.said_by == figure.said_by), key=lambda one: one.until)
    earlier = [count for count in own if count.until < first.until][-1:]
    later = [count for count in own if count.until > first.until][:1]
    return [*others, *later, *earlier] if figure.since else others


def _of_others(counts: list[Count], first: Count) -> list[Count]:
    """For each other counter the count whose days are nearest to those of the first and much the same."""
    since = first.figure.since
    leeway = max((first.until - since) // _ALIKE, timedelta(days=3)) if since else timedelta(0)
    apart = sorted(
        ((abs(count.until - first.until), count) for count in counts if count.figure.said_by != first.figure.said_by),
        key=lambda pair: pair[0],
    )
    nearest: dict[tuple[str, ...], Count] = {}
    for days, count in apart:
        if days <= leeway:
            nearest.setdefault(count.figure.said_by, count)
    return list(nearest.values())


def _of_the_larger(inquiry: Inquiry, first: Count) -> list[Count]:
    """A later count of the province, beside one of the city of its name; all of the conflict's, beside one of a part.

    Only where the question names neither a time nor what happened.
    """
    question, names = inquiry.question, inquiry.names
    if question.scope is not None or question.actors or question.only or not question.measures:
        return []
    first_day, home = inquiry.timeline.coverage().first, inquiry.directory.home
    places = [place for one in question.places for place in one.places]
    at_large = places in ([], [home])
    if at_large and first_day and not whole_of(question) and home in first.figure.area:
        larger = inquiry.about(replace(question, scope=Scope(date(first_day.year, 1, 1), None, Precision.YEAR, (0, 0))))
    elif len(question.named) == 1 and (province := names.province_of.get(places[0])):
        larger = inquiry.about(replace(question, named=(replace(question.named[0], places=(province,)),)))
    else:
        return []
    told = first.figure
    of_all = [count for count in tolls(larger, ()) if count.figure.group is told.group][:1]
    return [
        count
        for count in of_all
        if (count.figure.area, count.figure.since) != (told.area, told.since)
        and (at_large or count.until > first.until)
    ]


def _around(inquiry: Inquiry, first: Count) -> list[Count]:
    """The count of all of what the first counts a part of, where the question does not ask for that part alone."""
    figure, directory = first.figure, inquiry.directory
    asked = {place for one in inquiry.question.places for place in one.places}
    if not (figure.since and figure.until) or inquiry.question.only or asked & set(figure.area):
        return []
    area = set(figure.area)
    wider = frozenset().union(*map(directory.around, area)) - area - {directory.home}
    wanted = FiguresWanted(frozenset({figure.measure}), groups=frozenset({figure.group}), areas=wider)
    found = [
        one
        for one in inquiry.timeline.figures(wanted)
        if one.since
        and one.until
        and one.until >= figure.until
        and timedelta(0) <= figure.since - one.since <= _SOON
        and one.until - one.since <= _INCIDENT
        and in_scope(one, inquiry.question.scope, inquiry.known_by)
    ]
    counts = sorted(counts_of(inquiry, unshrunken(found)), key=lambda count: count.precedence[1:])  # not by its sources
    return counts[:1]
