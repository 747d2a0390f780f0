"""Figures without their labels and sources: what choosing among them needs and no more."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlite_utils import Database

from db.model import Group, Measure
from db.row_groups import day, lists


@dataclass(frozen=True, slots=True)
class FigureOutline:
    """A figure without its label and source: the event's `seq` and the figure's place in its list find it.

    `reported` is the first day that it is known to have been told: its counter quoted or its source published.
    """

    seq: int
    position: int
    measure: Measure
    group: Group
    since: date | None
    until: date | None
    reported: date | None
    high: float
    area: tuple[str, ...]
    said_by: tuple[str, ...]

    @property
    def dated(self) -> date | None:
        """The day that it counts to: that on which it was told where it names none."""
        return self.until or self.reported


@dataclass(frozen=True, slots=True)
class FiguresWanted:
    """What a figure has to meet; None or nothing leaves it open.

    It counts one of the measures and groups, in one of the areas, by one of each set of counters, from the day `since`
    on, and to a day from `start` to `end`.
    """

    measures: frozenset[Measure]
    groups: frozenset[Group] | None = None
    areas: frozenset[str] | None = None
    counters: tuple[frozenset[str], ...] = ()
    since: date | None = None
    start: date | None = None
    end: date | None = None

    def are_met_by(self, figure: FigureOutline) -> bool:
        """Whether a figure meets all of it."""
        return (
            figure.measure in self.measures
            and (self.groups is None or figure.group in self.groups)
            and (self.areas is None or not self.areas.isdisjoint(figure.area))
            and not any(actors.isdisjoint(figure.said_by) for actors in self.counters)
            and (self.since is None or figure.since == self.since)
            and self._in_days(figure.dated)
        )

    def _in_days(self, dated: date | None) -> bool:
        if self.start is None and self.end is None:
            return True
        return dated is not None and (self.start or date.min) <= dated <= (self.end or date.max)


_OF_IDS = "figure.id IN (SELECT value FROM json_each(?))"
_OF_EVENTS = "figure.event IN (SELECT value FROM json_each(?))"
_REPORTED = """nullif(min(
        coalesce(source.published, '9999'),
        coalesce(
            (SELECT min(coalesce(report.said_on, page.published)) FROM report
            JOIN source AS page ON page.id = report.source
            WHERE report.event = figure.event AND (report.source = figure.source OR EXISTS (
                SELECT 1 FROM report_speaker JOIN figure_speaker USING (actor)
                WHERE report_speaker.report = report.id AND figure_speaker.figure = figure.id))),
            '9999'
        )
    ), '9999')"""
DATED = f"coalesce(figure.until, {_REPORTED})"  # as SQL, where a figure is joined with its source


def load_figure_outlines(
    database: Database, *, ids: Collection[int] | None = None, seqs: Collection[int] | None = None
) -> list[FigureOutline]:
    """The figures with these ids, that hang on the events `seqs`, or all."""
    execute = database.conn.execute
    conditions = {_OF_IDS: ids, _OF_EVENTS: seqs}
    chosen = {condition: wanted for condition, wanted in conditions.items() if wanted is not None}
    rows = execute(
        f"""SELECT figure.id, event, position, measure, "group", since, until, {_REPORTED}, high
        FROM figure JOIN source ON source.id = figure.source
        WHERE {" AND ".join(chosen) or "1"} ORDER BY figure.id""",  # noqa: S608 only fixed text
        [json.dumps(list(wanted)) for wanted in chosen.values()],
    ).fetchall()
    wanted = (json.dumps([row[0] for row in rows]),)
    areas = lists(
        execute(
            """SELECT figure, place FROM figure_area
            WHERE figure IN (SELECT value FROM json_each(?)) ORDER BY figure, position""",
            wanted,
        )
    )
    counters = lists(
        execute(
            """SELECT figure, actor FROM figure_speaker
            WHERE figure IN (SELECT value FROM json_each(?)) ORDER BY figure, position""",
            wanted,
        )
    )
    return [
        FigureOutline(
            seq,
            position,
            Measure(measure),
            Group(group),
            day(since),
            day(until),
            day(reported),
            high,
            areas.get(id, ()),
            counters.get(id, ()),
        )
        for id, seq, position, measure, group, since, until, reported, high in rows
    ]
