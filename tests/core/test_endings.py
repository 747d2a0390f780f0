"""The end of what lasts, on the bundled timeline: it is not its beginning, and where none is recorded none is told."""

from __future__ import annotations

import pytest

from answering.answer import CheckValue, Status, Verdict
from answering.names import Names
from answering.reading import read
from db.timeline import Timeline
from tests.core.asking import NOW, asked

LIFTED = [
    "2025-05-20-eu-lifts-economic-sanctions",
    "2025-05-23-us-general-license-25",
    "2025-06-30-us-order-ends-sanctions",
    "2025-12-18-caesar-act-repealed",
]


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("when was the siege lifted", True),
        ("when did the ceasefire end", True),
        ("متى انتهت المعركة", True),
        ("when was the siege imposed", False),
        ("over which dates did they mount their operation", False),
        ("when did helicopters stop dropping barrel bombs", False),
    ],
)
def test_an_end_is_asked_of(text: str, ends: bool, bundled_names: Names) -> None:
    assert read(text, bundled_names, today=NOW).ends is ends


@pytest.mark.parametrize(
    ("question", "ids"),
    [
        ("when were sanctions lifted", LIFTED),
        ("متى رفعت العقوبات", LIFTED),
        ("when did the US lift sanctions on Syria", LIFTED[1:]),
        ("when did the siege of Homs end", ["2014-05-07-homs-old-city-rebels-leave"]),
        ("when did the battle of Aleppo end", ["2016-12-22-aleppo-retaken"]),
        ("ايمتى فكو حصار داعش عن دير الزور", ["2017-09-05-deir-ez-zor-siege-broken"]),
    ],
)
def test_what_ended_it_is_told(question: str, ids: list[str], bundled_timeline: Timeline) -> None:
    assert [event.id for event in asked(question, bundled_timeline).events] == ids


@pytest.mark.parametrize("question", ["when did Operation Euphrates Shield end", "when did the Astana talks end"])
def test_a_beginning_is_no_end(question: str, bundled_timeline: Timeline) -> None:
    assert asked(question, bundled_timeline).status is Status.NO_RECORD


def test_whether_it_ended_is_told_by_what_ended_it(bundled_timeline: Timeline) -> None:
    answer = asked("were sanctions lifted", bundled_timeline)
    assert answer.value == CheckValue(Verdict.YES)
    assert {event.id for event in answer.events} <= set(LIFTED)
