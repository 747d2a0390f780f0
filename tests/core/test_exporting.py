"""What /export is to hold, as its options or as words."""

from datetime import date

import pytest

from answering.wishes.exporting import AskedExport, asked_export
from db.model import Kind
from db.querying import Query
from db.timeline import Timeline

TODAY = date(2026, 11, 22)
DECEMBER = (date(2024, 12, 1), date(2024, 12, 31))


def asked(text: str, timeline: Timeline) -> AskedExport:
    return asked_export(text, timeline, today=TODAY)


@pytest.mark.parametrize(
    ("text", "query", "form"),
    [
        ("", Query(), "jsonl"),
        ("csv", Query(), "csv"),
        ("--format csv", Query(), "csv"),
        ("--place hama", Query(places=("hama",)), "jsonl"),
        ("—place hama —format=csv", Query(places=("hama",)), "csv"),
        ("--place “Hama Governorate”", Query(places=("hama-governorate",)), "jsonl"),
        ('--place "Aleppo" --place Homs', Query(places=("aleppo", "homs")), "jsonl"),
        ("--actor hts --kind capture", Query(actors=("hts",), kinds=(Kind.CAPTURE,)), "jsonl"),
        ("--kind airstrikes", Query(kinds=(Kind.AIRSTRIKE,)), "jsonl"),
        ("--from 2024-12-01 --until 2024-12-31", Query(*DECEMBER), "jsonl"),
        ("Hama December 2024", Query(*DECEMBER, places=("hama",)), "jsonl"),
        ("csv Hama December 2024", Query(*DECEMBER, places=("hama",)), "csv"),
        ("Hama province CSV", Query(places=("hama-governorate",)), "csv"),
        ("حماة كانون الأول 2024", Query(*DECEMBER, places=("hama",)), "jsonl"),
        ("الغارات الجوية", Query(kinds=(Kind.AIRSTRIKE,)), "jsonl"),
        ("airstrikes --place idlib", Query(places=("idlib",), kinds=(Kind.AIRSTRIKE,)), "jsonl"),
    ],
)
def test_what_is_asked_for(bundled_timeline: Timeline, text: str, query: Query, form: str) -> None:
    found = asked(text, bundled_timeline)
    assert found.unread == ()
    assert (found.query, found.form) == (query, form)
    assert bool(found.named) == (query != Query())


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Atlantis", "Atlantis"),
        ("Hama unicorns", "unicorns"),
        ("--place atlantis", "--place atlantis"),
        ("--from yesterday", "--from yesterday"),
        ("--from", "--from"),
        ("--format xlsx", "--format xlsx"),
        ("--colour red", "--colour red"),
        ("--kind party", "--kind party"),
    ],
)
def test_what_can_not_be_read_is_named_and_never_dropped(bundled_timeline: Timeline, text: str, word: str) -> None:
    assert word in asked(text, bundled_timeline).unread


def test_a_query_is_told_as_options_of_the_command_line(bundled_timeline: Timeline) -> None:
    found = asked("csv Hama December 2024", bundled_timeline)
    assert found.options() == "--from 2024-12-01 --until 2024-12-31 --place hama --format csv"
    assert asked(found.options(), bundled_timeline).query == found.query
