"""What is shown before an entry is taken out, two are merged or a revision is undone: whole, in both languages."""

import re
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from sqlite_utils import Database

from answering.answer import Phrase
from answering.revising import mended, revisions
from db.connection import open_for_writing
from db.desk import import_records
from db.editing import merge, retract, undo, write
from db.edtf_dates import read_when
from db.history import changes, history, newest, revision
from db.model import Event
from db.recorded import as_records
from db.revision import Signature
from db.timeline import Timeline
from tests.builders import ACTORS, PLACES, change, event, figure, report, source

LANGUAGES = ("en", "ar")
UNWORDED = re.compile(r"\b(?:change|revision|merge|retract|undo|place_kind|clock)\.\w+|[{}]")
AT = datetime(2026, 11, 28, 22, 30, tzinfo=UTC)
HAMA = event("hama", en="Rebels took Hama.", ar="سيطر مقاتلون على حماة.", by=("hts",))
AGAIN = event("again", "2024-12-06", places=("hama", "homs"), en="Rebels took Hama.", ar="دخلوا حماة.")


def bundled_events(timeline: Timeline) -> list[Event]:
    """One in eleven of the bundled entries, of all years."""
    seqs = [outline.seq for outline in timeline.find(limit=100_000)]
    return timeline.events(seqs[::11])


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_entry_can_be_shown_before_it_goes(bundled_timeline: Timeline, language: str) -> None:
    events = bundled_events(bundled_timeline)
    assert len(events) > 50
    for one, another in pairwise(events):
        for shown in (
            mended.before_retracting(one, "counted twice", bundled_timeline, language),
            mended.before_merging(one, another, "", bundled_timeline, language),
        ):
            assert not UNWORDED.findall(shown.plain()), one.id
            assert one.text.get(language) in shown.plain().replace("\u2068", "").replace("\u2069", "")


def test_nothing_is_missing_from_what_is_recorded(bundled_timeline: Timeline) -> None:
    assert not [one.id for one in bundled_events(bundled_timeline) if mended.names_gone(one, bundled_timeline)]


def test_what_an_entry_names_and_nobody_records_is_found(store: Database) -> None:
    gone = replace(
        event(
            "x",
            places=("atlantis", "hama"),
            by=("nobody", "hts"),
            control=(change("mu", to=("nobody",), from_=("somebody",), excluded=("lemuria",)),),
            figures=(figure(1, area=("ys",), said_by=("teller",), source_=source("lost")),),
        ),
        reports=(report(source("gone"), said_by=("voice",)), report()),
    )
    assert mended.names_gone(gone, Timeline(store)) == (
        *("atlantis", "ys", "mu", "lemuria"),
        *("nobody", "voice", "teller", "somebody"),
        *("gone", "lost"),
    )


@pytest.fixture
def store() -> Iterator[Database]:
    with closing(open_for_writing(None)) as opened:
        import_records(opened, (source(), *PLACES, *ACTORS, HAMA, AGAIN), Signature(at=AT))
        yield opened


def told_of(store: Database, id: str, language: str = "en", zone: str = "Asia/Damascus") -> list[str]:
    """The history of an entry, line by line."""
    shown = revisions.history(
        as_records(store, history(store, id)),
        Timeline(store).directory,
        ZoneInfo(zone),
        language,
        title=Phrase.of("history.title", id=id),
        merged="hama",
    )
    return shown.plain().replace("\u2068", "").replace("\u2069", "").splitlines()[1:]


def test_a_history_is_told_from_the_newest_in_the_readers_zone(store: Database) -> None:
    moved = replace(HAMA, when=read_when("2024-12-06"))
    write(store, [moved], Signature("21", "one day late", AT), based_on=newest(store))
    retract(store, "hama", Signature("22", at=AT))
    undo(store, 3, Signature("22", "a slip", AT))
    assert told_of(store, "hama") == [
        "Revision 4: revision 3 undone · by 22 · 29 November 2026, 01:30",
        "Why: a slip",
        "In the timeline again.",
        "Revision 3: taken out · by 22 · 29 November 2026, 01:30",
        "No reason was given.",
        "Revision 2: changed · by 21 · 29 November 2026, 01:30",
        "Why: one day late",
        "Date: 5 December 2024 → 6 December 2024",
        "Revision 1: imported · from the command line · 29 November 2026, 01:30",
        "No reason was given.",
        "Recorded; it was not there before.",
    ]
    assert told_of(store, "hama", zone="UTC")[0].endswith("28 November 2026, 22:30")
    assert told_of(store, "hama", "ar")[5:8] == [
        "التعديل 2: تغيير · صاحب الرقم 21 · 29 تشرين الثاني (نوفمبر) 2026، 01:30",
        "السبب: one day late",
        "التاريخ: 5 كانون الأول (ديسمبر) 2024 ← 6 كانون الأول (ديسمبر) 2024",
    ]


def test_a_merge_is_told_of_both_entries(store: Database) -> None:
    merge(store, "hama", "again", Signature("21", "the same", AT), based_on=newest(store))
    assert told_of(store, "again")[:3] == [
        "Revision 2: merged · by 21 · 29 November 2026, 01:30",
        "Why: the same",
        "What it held went into hama.",
    ]
    assert told_of(store, "hama")[2] == "Places: added Homs"


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_an_undoing_sets_back_is_told_of_the_first_records(store: Database, language: str) -> None:
    first = as_records(store, list(changes(store, 1))[:5])
    shown = revisions.undone(
        revision(store, 1), first, Timeline(store).directory, ZoneInfo("Asia/Damascus"), language
    ).plain()
    assert not UNWORDED.findall(shown)
    left = len(PLACES) + len(ACTORS) + 3 - 5
    assert str(left) in shown.splitlines()[-1]
