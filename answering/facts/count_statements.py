"""Statements of counts: the number, who counted, its span and area, and the counts beside it."""

from __future__ import annotations

from collections.abc import Sequence

from answering.answer import Citation, Joined, Phrase, PlaceRef, Statement
from answering.facts import statements
from answering.facts.counting import Count
from db.model import Figure, Measure


def of_count(count: Count, beside: Sequence[Count]) -> Statement:
    """A count told whole, with other counts of the same thing beside it."""
    figure = count.figure
    parts = [who_counted(figure), _span(figure)]
    if figure.area:
        parts.append(Phrase.of("figure.area", places=tuple(map(PlaceRef, figure.area))))
    return Statement(
        citations=tuple(Citation.of_figure(one) for told in (count, *beside) for one in told.sources),
        event=count.event,
        heading=heading(figure, count.low, count.high),
        body=(Joined(tuple(parts)), *(_beside(other, count) for other in beside)),
    )


def heading(figure: Figure, low: float, high: float) -> Phrase:
    """The number with what it counts."""
    number = _number(low, high)
    if figure.measure is Measure.OTHER:
        return Phrase.of("figure.heading_other", number=number, label=figure.label)
    measure = Phrase.of(f"measure.{figure.measure.value}")
    name = "figure.heading_one" if low == high == 1 else "figure.heading"  # a label is in the plural
    return Phrase.of(name, number=number, label=figure.label, measure=measure)


def who_counted(figure: Figure) -> Phrase:
    """Whose count it is."""
    if figure.said_by:
        return Phrase.of("figure.counted_by", actors=statements.actors(figure.said_by))
    return Phrase.of("figure.counted_by_outlet", outlet=figure.source.outlet)


def _number(low: float, high: float) -> Phrase:
    if low == high:
        return Phrase.of("figure.one", number=low)
    return Phrase.of("figure.range", low=low, high=high)


def _span(figure: Figure) -> Phrase:
    if figure.since is None and figure.until is None:
        return Phrase.of("figure.undated")
    if figure.since is None:
        return Phrase.of("figure.until", until=figure.until)
    if figure.until is None:
        return Phrase.of("figure.since", since=figure.since)
    if figure.since == figure.until:
        return Phrase.of("figure.span_day", since=figure.since)
    return Phrase.of("figure.span", since=figure.since, until=figure.until)


def _beside(count: Count, first: Count) -> Phrase:
    """Another count beside the first: of a larger whole, of the same counter later or earlier, or another counter's."""
    number = _number(count.low, count.high)
    figure, told = count.figure, first.figure
    if (figure.area, figure.since) != (told.area, told.since):
        span, places = _span(figure), tuple(map(PlaceRef, figure.area))
        return Phrase.of(
            "figure.larger", number=number, label=figure.label, span=span, places=places, who=who_counted(figure)
        )
    until = figure.until
    differs = until and told.until and until != told.until
    if figure.said_by == told.said_by and differs:
        name = "figure.later" if count.until > first.until else "figure.earlier"
        return Phrase.of(name, number=number, until=until)
    if differs:
        return Phrase.of("figure.other_until", number=number, label=figure.label, until=until, who=who_counted(figure))
    return Phrase.of("figure.other", number=number, label=figure.label, who=who_counted(figure))
