"""Which figures are parts of others: found by areas and spans as by holding every figure against every other."""

from collections.abc import Sequence
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from answering.facts.counting import wholes
from db.directory import Directory
from db.figure_outlines import FigureOutline
from db.model import Group, Measure
from tests import builders

DIRECTORY = Directory(builders.PLACES, builders.ACTORS)
INCIDENT, CURRENT = timedelta(days=3), timedelta(days=60)
some_days = st.none() | st.dates(date(2024, 9, 1), date(2024, 12, 31))
areas = st.sampled_from([("syria",), ("hama-governorate",), ("hama",), ("homs",), ("hama", "homs"), ("moscow",)])


def outline(number: int, since: date | None, until: date | None, area: tuple[str, ...]) -> FigureOutline:
    """A figure of people killed."""
    if since and until and since > until:
        since, until = until, since
    return FigureOutline(number, 0, Measure.KILLED, Group.PEOPLE, since, until, None, 1, area, ())


def is_part(one: FigureOutline, other: FigureOutline) -> bool:
    """Whether a figure is part of another: of its area and days, or an incident while a larger area was counted."""
    if not (one.since and one.until and other.since and other.until):
        return False
    covers = [{inside for place in figure.area for inside in DIRECTORY.inside(place)} for figure in (one, other)]
    if not covers[1].issuperset(one.area):
        return False
    if not covers[0].issuperset(other.area):
        return one.until - one.since <= INCIDENT and one.until <= other.until + CURRENT
    shorter = (one.since, one.until) != (other.since, other.until)
    return shorter and other.since <= one.since and one.until <= other.until


@given(st.lists(st.tuples(some_days, some_days, areas), max_size=12))
def test_wholes_are_no_part_of_any_other(written: Sequence[tuple[date | None, date | None, tuple[str, ...]]]) -> None:
    figures = [outline(number, *one) for number, one in enumerate(written)]
    expected = [one for one in figures if not any(is_part(one, other) for other in figures if other is not one)]
    assert wholes(figures, DIRECTORY) == expected
