"""What of an unanswered question is kept, and what is not kept at all."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from answering import ask
from answering.answer import Status
from answering.gaps import unanswered
from db.gaps import LONGEST, Unanswered
from db.timeline import Timeline
from tests import builders

TODAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def timeline() -> Iterator[Timeline]:
    with builders.timeline(builders.captured("2024-12-05-hama", "2024-12-05", "hama", "Hama")) as timeline:
        yield timeline


def kept(text: str, timeline: Timeline) -> Unanswered | None:
    answer = ask.answer(text, timeline, today=TODAY)
    found = unanswered(answer, timeline)
    assert answer.status is Status.NO_RECORD or found is None
    return found


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("When did Homs fall?", "when did homs fall"),
        ("  WHEN did   Homs fall ??", "WHEN did homs fall"),
        ("«متى سقطت حمص؟»", "متى سقطت حمص"),
        ("متـى سقطت حِمص", "متى سقطت حمص"),
        ("what happened in Homs on 5/12/2013?", "what happened in homs on 5/12/2013"),
        ("who captured Homs in 2012-2013", "who captured homs in 2012-2013"),
        ("when did the US leave Homs", "when did the US leave homs"),
        ("did the army admit losing Homs", "did the army admit losing homs"),
    ],
)
def test_a_question_is_kept_folded_and_asks_the_same(timeline: Timeline, text: str, folded: str) -> None:
    found = kept(text, timeline)
    assert found is not None
    assert found.text == folded
    again = ask.answer(found.text, timeline, today=TODAY, language=found.language)
    first = ask.answer(text, timeline, today=TODAY)
    assert (again.status, again.form) == (first.status, first.form)
    assert again.asked is not None
    assert first.asked is not None
    spans = [replace(one.scope, span=(0, 0), reading=None) if one.scope else None for one in (again.asked, first.asked)]
    assert spans[0] == spans[1]
    assert [one.places for one in again.asked.named] == [one.places for one in first.asked.named]


@pytest.mark.parametrize(
    "text",
    [
        "when did Hama fall",  # which is answered
        "hello",
        "thank you!",
        "شكراً",
        "why did Homs fall",
        "لماذا سقطت حمص",
        "will Homs fall",
        "who is right in Homs, is Assad a bad man?",
        "when",
        "what happened",
        "and Homs?",
        "وحمص؟",
        "who did it?",
        "lovely weather today isn't it",
        "when did Homs fall, call me at +963 944 123 456",
        "when did Homs fall 0944-123-456",
        "متى سقطت حمص، رقمي ٠٩٤٤١٢٣٤٥٦",
        "when did Homs fall? write to amira@example.org",
        "when did Homs fall @amira",
        "when did Homs fall https://example.org/amira",
        "when was my brother killed in Homs",
        "متى قُتل أخي في حمص",
        "when did Homs fall " + "and Aleppo " * 20,
    ],
)
def test_what_is_answered_asks_nothing_or_is_personal_is_not_kept(timeline: Timeline, text: str) -> None:
    assert kept(text, timeline) is None


@pytest.mark.parametrize(
    ("text", "of_its_day"),
    [
        ("what happened in Homs yesterday", True),
        ("ماذا حدث في حمص أمس", True),
        ("what happened in Homs last week", True),
        ("what happened in Homs on 5 December 2013", False),
        ("what happened in Homs on 5 December", False),
        ("when did Homs fall", False),
    ],
)
def test_a_question_may_mean_its_own_day(timeline: Timeline, text: str, of_its_day: bool) -> None:
    found = kept(text, timeline)
    assert found is not None
    assert found.of_its_day is of_its_day


def test_what_is_kept_is_short(timeline: Timeline) -> None:
    found = kept("when did Homs fall " + "x" * (LONGEST - 20), timeline)
    assert found is None or len(found.text) <= LONGEST
