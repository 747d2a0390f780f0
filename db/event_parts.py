"""The parts of stored events that have parts of their own: reports, figures and changes of control."""

from __future__ import annotations

import json

from sqlite_utils import Database

from db.model import ControlChange, Extent, Figure, Group, Measure, Report, Stance
from db.row_groups import NO_TEXT, day, grouped, lists, lists_by_use, texts
from db.source_rows import load_sources


def load_reports_and_figures(
    database: Database, events: tuple[str]
) -> tuple[dict[int, tuple[Report, ...]], dict[int, tuple[Figure, ...]]]:
    """Reports and figures by the `seq` of their event; both name sources, which are loaded once."""
    execute = database.conn.execute
    reports = execute(
        """
        SELECT event, id, source, stance, said_on FROM report
        WHERE event IN (SELECT value FROM json_each(?)) ORDER BY event, position
        """,
        events,
    ).fetchall()
    figures = execute(
        """
        SELECT event, id, source, measure, low, high, "group", since, until FROM figure
        WHERE event IN (SELECT value FROM json_each(?)) ORDER BY event, position
        """,
        events,
    ).fetchall()
    sources = load_sources(database, {row[2] for row in reports} | {row[2] for row in figures})

    ids = (json.dumps([row[1] for row in reports]),)
    notes = texts(
        execute(
            """
            SELECT report, lang, note FROM report_note WHERE report IN (SELECT value FROM json_each(?))
            ORDER BY report, position
            """,
            ids,
        )
    )
    speakers = lists(
        execute(
            """
            SELECT report, actor FROM report_speaker WHERE report IN (SELECT value FROM json_each(?))
            ORDER BY report, position
            """,
            ids,
        )
    )
    told = grouped(
        (
            event,
            Report(sources[source], speakers.get(id, ()), Stance(stance), day(said_on), notes.get(id)),
        )
        for event, id, source, stance, said_on in reports
    )
    if not figures:
        return told, {}

    ids = (json.dumps([row[1] for row in figures]),)
    labels = texts(
        execute(
            """
            SELECT figure, lang, label FROM figure_label WHERE figure IN (SELECT value FROM json_each(?))
            ORDER BY figure, position
            """,
            ids,
        )
    )
    areas = lists(
        execute(
            """
            SELECT figure, place FROM figure_area WHERE figure IN (SELECT value FROM json_each(?))
            ORDER BY figure, position
            """,
            ids,
        )
    )
    counters = lists(
        execute(
            """
            SELECT figure, actor FROM figure_speaker WHERE figure IN (SELECT value FROM json_each(?))
            ORDER BY figure, position
            """,
            ids,
        )
    )
    counted = grouped(
        (
            event,
            Figure(
                measure=Measure(measure),
                low=low,
                high=high,
                group=Group(group),
                label=labels.get(id, NO_TEXT),
                since=day(since),
                until=day(until),
                area=areas.get(id, ()),
                said_by=counters.get(id, ()),
                source=sources[source],
            ),
        )
        for event, id, source, measure, low, high, group, since, until in figures
    )
    return told, counted


def load_control(database: Database, events: tuple[str]) -> dict[int, tuple[ControlChange, ...]]:
    """Changes of control by the `seq` of their event."""
    execute = database.conn.execute
    changes = execute(
        """
        SELECT event, id, extent FROM control
        WHERE event IN (SELECT value FROM json_each(?)) ORDER BY event, position
        """,
        events,
    ).fetchall()
    if not changes:
        return {}
    ids = (json.dumps([row[1] for row in changes]),)
    places = lists_by_use(
        execute(
            """
            SELECT control, use, place FROM control_place WHERE control IN (SELECT value FROM json_each(?))
            ORDER BY control, use, position
            """,
            ids,
        )
    )
    parties = lists_by_use(
        execute(
            """
            SELECT control, side, actor FROM control_party WHERE control IN (SELECT value FROM json_each(?))
            ORDER BY control, side, position
            """,
            ids,
        )
    )
    return grouped(
        (
            event,
            ControlChange(
                places=places.get((id, "in"), ()),
                to=parties.get((id, "to"), ()),
                from_=parties.get((id, "from"), ()),
                extent=Extent(extent),
                excluded=places.get((id, "except"), ()),
            ),
        )
        for event, id, extent in changes
    )
