"""Searching: what is held in memory, and what rows of bits stand for, is found as one plain query finds it."""

import json
import shutil
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from sqlite_utils import Database

from db.connection import open_for_reading, open_for_writing
from db.figure_outlines import FiguresWanted
from db.model import Group, Kind, Measure
from db.outlines import Part
from db.searching import Constraints, of_kinds_and_days
from db.stored_words import CommonWords
from db.timeline import Timeline

PLACES = ("hama", "homs", "aleppo", "damascus", "syria", "paris", "nowhere")
ACTORS = ("hts", "saa", "syrian-army", "sohr", "russia", "nobody")
some_places = st.frozensets(st.sampled_from(PLACES), max_size=3)
some_actors = st.frozensets(st.sampled_from(ACTORS), max_size=3)
some_seqs = st.frozensets(st.integers(0, 800), max_size=200)
some_kinds = st.frozensets(st.sampled_from(list(Kind)), max_size=2)
ALL = 400  # more than meet anything here
LATEST = 200  # figures that are looked at of a large timeline
days = st.none() | st.dates(date(2011, 1, 1), date(2026, 12, 31))


def search(database: Database, wanted: Constraints) -> tuple[int, ...]:
    """The events that meet every constraint, by `seq`: the weightiest first, of equals the newest."""
    conditions, values = of_kinds_and_days(wanted.kinds, wanted.start, wanted.end)
    if wanted.places is not None:
        conditions.append("seq IN (SELECT event FROM event_place WHERE place IN (SELECT value FROM json_each(?)))")
        values.append(_listed(wanted.places))
    if wanted.actors is not None:
        conditions.append(
            """seq IN (
                SELECT event FROM event_actor WHERE actor IN (SELECT value FROM json_each(?))
                UNION SELECT report.event FROM report_speaker JOIN report ON report.id = report_speaker.report
                WHERE report_speaker.actor IN (SELECT value FROM json_each(?)))"""
        )
        values += [_listed(wanted.actors)] * 2
    for part in wanted.meeting:
        conditions.append(
            """seq IN (
                SELECT event FROM event_place WHERE place IN (SELECT value FROM json_each(?))
                UNION ALL SELECT event FROM event_actor WHERE actor IN (SELECT value FROM json_each(?))
                UNION ALL SELECT report.event FROM report_speaker JOIN report ON report.id = report_speaker.report
                WHERE report_speaker.actor IN (SELECT value FROM json_each(?))
                UNION ALL SELECT seq FROM event WHERE kind IN (SELECT value FROM json_each(?))
                UNION ALL SELECT value FROM json_each(?))"""
        )
        values += [_listed(part.places), *[_listed(part.actors)] * 2, _listed(part.kinds), _listed(part.seqs)]
    if wanted.seqs is not None:
        conditions.append("seq IN (SELECT value FROM json_each(?))")
        values.append(_listed(wanted.seqs))
    where = " AND ".join(conditions) or "1"
    rows = database.conn.execute(
        f"""SELECT seq FROM event
        WHERE {where} ORDER BY importance DESC, start DESC, seq LIMIT ?""",  # noqa: S608 only fixed text
        (*values, wanted.limit),
    )
    return tuple(seq for (seq,) in rows)


def _listed(ids: frozenset[str] | frozenset[int]) -> str:
    return json.dumps(sorted(ids))


@pytest.fixture(scope="module")
def database(bundled_path: Path) -> Iterator[Database]:
    with closing(open_for_reading(bundled_path)) as opened:
        yield opened


@pytest.fixture(scope="module")
def held(database: Database) -> Timeline:
    """A timeline that is held in memory."""
    return Timeline(database)


@pytest.fixture(scope="module")
def queried(database: Database) -> Timeline:
    """The same timeline as one that is too large for it."""
    return Timeline(database, most_held=0)


@given(
    places=st.none() | some_places,
    actors=st.none() | some_actors,
    kinds=st.none() | st.frozensets(st.sampled_from(list(Kind)), max_size=4),
    seqs=st.none() | some_seqs,
    meeting=st.lists(st.builds(Part, some_places, some_actors, some_seqs, some_kinds), max_size=2).map(tuple),
    start=days,
    end=days,
    limit=st.sampled_from([1, 3, ALL]),
)
@example(
    places=None, actors=None, kinds=None, seqs=None, meeting=(), start=date(2025, 1, 2), end=date(2011, 1, 1), limit=1
)  # days that end before they begin
def test_memory_and_queries_find_the_same(
    held: Timeline,
    queried: Timeline,
    places: frozenset[str] | None,
    actors: frozenset[str] | None,
    kinds: frozenset[Kind] | None,
    seqs: frozenset[int] | None,
    meeting: tuple[Part, ...],
    start: date | None,
    end: date | None,
    limit: int,
) -> None:
    found, expected = (
        timeline.find(
            places=places,
            actors=actors,
            kinds=kinds,
            seqs=seqs,
            meeting=meeting,
            start=start,
            end=end,
            limit=limit,
        )
        for timeline in (held, queried)
    )
    assert len(found) == len(expected)
    if limit == ALL or not any(part.seqs for part in meeting):  # else those that only words tell of may be left out
        assert [one.id for one in found] == [one.id for one in expected]
    wanted = Constraints(places, actors, kinds, seqs, meeting, start, end, limit)
    assert tuple(one.seq for one in found) == search(held.database, wanted)


def test_the_weightiest_come_first(held: Timeline, queried: Timeline) -> None:
    for timeline in (held, queried):
        weights = [one.importance for one in timeline.find(places={"aleppo"})]
        assert len(weights) > 3
        assert weights == sorted(weights, reverse=True)


some_stems = st.lists(
    st.sampled_from(("hama", "rebel", "حما", "سيطر", "kill", "attack", "syrian", "5", "nowhere", "offens")),
    min_size=1,
    max_size=3,
)


@given(
    stems=some_stems,
    columns=st.sampled_from([("text",), ("text", "label", "note"), ("note",)]),
    column=st.sampled_from([None, "text", "note"]),
)
def test_words_are_found_alike_in_memory_and_in_the_index(
    held: Timeline, queried: Timeline, stems: list[str], columns: tuple[str, ...], column: str | None
) -> None:
    assert dict(held.with_stems(stems, columns=columns)) == dict(queried.with_stems(stems, columns=columns))
    assert held.with_phrases([stems], column=column) == queried.with_phrases([stems], column=column)


def test_the_words_of_a_text_are_phrases_of_it(held: Timeline, queried: Timeline, database: Database) -> None:
    rows = database.conn.execute("SELECT text FROM event_words LIMIT 40")
    phrases = [words[at : at + 3] for (text,) in rows for words in (text.split(),) for at in range(0, len(words), 7)]
    assert len(phrases) > 100
    for phrase in phrases:
        found = held.with_phrases([phrase], column="text")
        assert found
        assert found == queried.with_phrases([phrase], column="text")


def test_memory_and_the_index_have_the_same_words(held: Timeline, queried: Timeline) -> None:
    assert held.vocabulary == queried.vocabulary


@pytest.fixture
def of_common_words(database: Database, monkeypatch: pytest.MonkeyPatch) -> Timeline:
    """A large timeline of which more than a few events make a word common."""
    monkeypatch.setattr("db.stored_words._MOST_LISTED", 20)
    return Timeline(database, most_held=0)


@pytest.mark.parametrize("columns", [("text",), ("text", "label", "note"), ("note",)])
def test_each_event_is_asked_for_a_common_word(
    held: Timeline, of_common_words: Timeline, columns: tuple[str, ...]
) -> None:
    stems = ("rebel", "attack")
    found, expected = of_common_words.with_stems(stems, columns=columns), held.with_stems(stems, columns=columns)
    assert isinstance(found, CommonWords)
    assert len(found) > 20
    assert {seq: found[seq] for seq in range(1000) if seq in found} == dict(expected)
    assert set(found) <= expected.keys()


def test_common_words_together_find_events(held: Timeline, of_common_words: Timeline) -> None:
    hama, rebels = held.with_stems(["hama", "حما"]), held.with_stems(["rebel"])
    assert hama.keys() & rebels.keys() >= set(of_common_words.with_each([["hama", "حما"], ["rebel"]]))
    assert of_common_words.with_each([["hama", "حما"], ["rebel"]])


some_groups = st.none() | st.frozensets(st.sampled_from(list(Group)), max_size=2)
some_measures = st.frozensets(st.sampled_from([Measure.KILLED, Measure.DISPLACED, Measure.SEATS]), min_size=1)


@given(
    wanted=st.builds(
        FiguresWanted,
        measures=some_measures,
        groups=some_groups,
        areas=st.none() | some_places,
        counters=st.lists(some_actors, max_size=2).map(tuple),
        since=st.none() | st.sampled_from([date(2024, 11, 27), date(2011, 3, 15)]),
        start=days,
        end=days,
    )
)
def test_memory_and_rows_of_bits_find_the_same_figures(
    held: Timeline, queried: Timeline, wanted: FiguresWanted
) -> None:
    found, expected = ({(one.seq, one.position) for one in of.figures(wanted)} for of in (queried, held))
    assert found <= expected
    assert len(found) == min(len(expected), LATEST)


def test_the_latest_figures_are_looked_at_and_those_of_the_whole(
    queried: Timeline, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("db.ranked_figures._MOST", 3)
    wanted = FiguresWanted(frozenset({Measure.KILLED}))
    latest = queried.figures(wanted)
    assert len(latest) == 3
    wide = queried.figures(wanted, wide={"syria"})
    assert len(wide) > 3
    assert sum("syria" in one.area for one in wide) >= 3


def test_one_view_does_not_see_what_is_written_meanwhile(bundled_path: Path, tmp_path: Path) -> None:
    shutil.copy(bundled_path, tmp_path)
    with closing(open_for_reading(tmp_path / "tarikh.db")) as reading:
        timeline = Timeline(reading, most_held=0)
        with timeline.one_view():
            before = reading.conn.execute("SELECT count(*) FROM event_tag").fetchone()
            with closing(open_for_writing(tmp_path / "tarikh.db")) as writing, writing.atomic():
                writing.conn.execute("DELETE FROM event_tag")
            assert reading.conn.execute("SELECT count(*) FROM event_tag").fetchone() == before
        assert reading.conn.execute("SELECT count(*) FROM event_tag").fetchone() == (0,)
