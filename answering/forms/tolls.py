"""Running totals: the counts that answer a toll question, by the rule for tolls in section 4 of the design."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from answering.dates import Scope
from answering.facts.counting import Count, counters_of, in_scope, of_group, since, unshrunken, wholes
from answering.forms.event_counts import counts_of, measures_of
from answering.forms.inquiry import Inquiry
from answering.lexicon import load
from answering.question import Named, Question
from answering.text import Token, tokenize
from db.figure_outlines import FigureOutline, FiguresWanted
from db.model import Group, Kind

_SMALL_PART = 4  # of a time, what is counted in less of it does not stand for it
_DEEDS = frozenset(
    {Kind.CLASH, Kind.AIRSTRIKE, Kind.SHELLING, Kind.BOMBING, Kind.KILLING, Kind.OFFENSIVE, Kind.DISASTER}
)
_STANDS = timedelta(days=400)  # for which the newest count by a day says how things stood then
_DAYS = timedelta(days=100)  # a span of so long is not told by what one place counted in a day of it
_YEARS = timedelta(days=730)  # a span of so long asks for the counts of all of it


def tolls(inquiry: Inquiry, speakers: Sequence[Named]) -> list[Count]:
    """The counts by the rule for tolls, the latest first."""
    question, directory = inquiry.question, inquiry.directory
    abroad = Group.REFUGEES in question.groups  # who fled the country is counted outside it
    places = {place for one in question.places for place in one.places if not (abroad and place == directory.home)}
    covered = {inside for place in places for inside in directory.inside(place)}
    scope = question.scope
    wanted = FiguresWanted(
        measures=frozenset(measures_of(inquiry)),
        areas=frozenset(covered) if places else None,
        counters=counters_of(speakers, directory),
        start=scope.start if scope else None,
        end=scope.end if scope else None,
    )
    found = [
        one
        for one in inquiry.timeline.figures(wanted, wide=directory.around(directory.home or ""))
        if in_scope(one, scope, inquiry.known_by)
        and (one.reported or one.until or question.today) <= question.today
        and (not places or (not places.isdisjoint(one.area) and covered.issuperset(one.area)))
    ]
    found = _without_short_deeds(found, inquiry)
    if inquiry.known_by is not None and not places:  # how the whole stood, and not one place of it
        lately = _near_the_end(found, inquiry.known_by)
        found = [one for one in lately if directory.home in one.area] or lately
    found = of_group(found, question.groups) or (of_group(found, ()) if _is_the_measure(question) else [])
    if abroad:  # who is displaced at home is none
        found = [one for one in found if not directory.inside(directory.home or "") & set(one.area)] or found
    if start := _named_start(found, inquiry):
        found = since(found, start)
    if not places:
        found = wholes(found, directory)
    if not (places or abroad) and (scope is None or is_long(scope)):
        at_home = [one for one in found if directory.home in one.area]
        found = at_home or _of_most_of_it(found, scope)
    if scope is not None and scope.start is None and scope.end is not None:
        found = _near_the_end(found, scope.end)
    counts = counts_of(inquiry, _latest(unshrunken(found)))
    return sorted(
        counts,
        key=lambda count: (
            -count.until.toordinal(),
            not places and directory.home not in count.figure.area,
            count.precedence,
        ),
    )


def _without_short_deeds(figures: Sequence[FigureOutline], inquiry: Inquiry) -> list[FigureOutline]:
    """The figures without what one deed cost in a small part of the time that is asked about: three weeks of a year."""
    least = _least_of(inquiry.question.scope)
    if least is None:
        return list(figures)
    short = {one.seq for one in figures if one.since and one.until and one.until - one.since < least}
    deeds = {outline.seq for outline in inquiry.timeline.find(seqs=short) if outline.kind in _DEEDS} if short else set()
    return [one for one in figures if one.seq not in deeds]


def _of_most_of_it(figures: Sequence[FigureOutline], scope: Scope | None) -> list[FigureOutline]:
    """The counts of one place that stand for all of a time, for they were counted through a good part of it."""
    if scope is None:
        return []
    least = _least_of(scope)
    if least is None:
        return list(figures)
    return [one for one in figures if one.since and one.until and one.until - one.since >= least]


def _least_of(scope: Scope | None) -> timedelta | None:
    """How long a count has to go on to stand for a time; None where the time has no beginning or no end."""
    if scope is None or scope.start is None or scope.end is None:
        return None
    return (scope.end - scope.start) / _SMALL_PART


def _latest(figures: Sequence[FigureOutline]) -> list[FigureOutline]:
    """The figures that count to the latest day, and those that may, for they name none."""
    latest = max((one.until for one in figures if one.until), default=None)
    return [one for one in figures if one.until in (None, latest)]


def _named_start(figures: Sequence[FigureOutline], inquiry: Inquiry) -> date | None:
    """The day from which the question counts: its scope's, where that says since when, or the timeline's first year."""
    scope, first = inquiry.question.scope, inquiry.timeline.coverage().first
    if scope is None:
        return date(first.year, 1, 1) if first and whole_of(inquiry.question) else None
    if scope.start is None:
        return None
    of_years = scope.end is None or scope.end - scope.start > _YEARS
    return scope.start if of_years or any(one.since == scope.start for one in figures) else None


def is_long(scope: Scope | None) -> bool:
    """Whether a scope is so long that one place's count of a day or two does not stand for it."""
    if scope is None:
        return False
    return scope.end is None or (scope.start is not None and scope.end - scope.start > _DAYS)


def whole_of(question: Question) -> tuple[Token, ...]:
    """The words of a question that say that all of the conflict is meant: the war, in total."""
    tokens = tokenize(question.text)
    said = load(question.language).whole.find(tokens)
    return tuple(token for _, first, last in said for token in tokens[first:last])


def _near_the_end(figures: Sequence[FigureOutline], day: date) -> list[FigureOutline]:
    """The figures that say how things stood by a day, and not long before it."""
    return [one for one in figures if (until := one.dated) and day - until <= _STANDS]


def _is_the_measure(question: Question) -> bool:
    """Whether the word for whom is counted is the one for what is: of "refugees" all the displaced are."""
    lexicon, tokens = load(question.language), tokenize(question.text)
    whom = [at for at in range(len(tokens)) if set(lexicon.groups.at(tokens, at)[0]) & set(question.groups)]
    return all(lexicon.measures.at(tokens, at)[0] for at in whom)
