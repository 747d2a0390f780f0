"""The end of a government as a time: "in Homs after the fall", كم لاجئ رجع من بعد السقوط."""

from __future__ import annotations

from datetime import date

import pytest

from answering.answer import Form
from answering.names import Names
from answering.reading import read
from db.timeline import Timeline
from tests.core.asking import NOW, asked

END = date(2024, 12, 8)


@pytest.mark.parametrize(
    ("text", "clause", "side"),
    [
        ("what happened in Homs after the fall", "the fall", "after"),
        ("what happened in homs after assad fell", "assad fell", "after"),
        ("what happened in Homs before the fall of the regime?", "the fall of the regime", "before"),
        ("شو صار بحمص بعد السقوط", "السقوط", "after"),
        ("شو صار بحلب قبل التحرير", "التحرير", "before"),
        ("what happened after the fall of Aleppo", "", "at"),
        ("what happened after it fell", "", "at"),
    ],
)
def test_the_clause_is_read(text: str, clause: str, side: str, bundled_names: Names) -> None:
    question = read(text, bundled_names, today=NOW)
    assert (question.clause, question.clause_side) == (clause, side)


@pytest.mark.parametrize(
    "question",
    [
        "what happened in Homs after the fall",
        "what happened in Homs after the fall of the regime",
        "what happened in homs after assad fell",
        "what happened after the fall of the regime?",
        "شو صار بحمص بعد السقوط",
        "what did Israel do after the fall",
        "sanctions after the fall",
    ],
)
def test_nothing_of_before_is_told(question: str, bundled_timeline: Timeline) -> None:
    answer = asked(question, bundled_timeline)
    assert answer.form is Form.WHAT
    assert answer.events
    assert all(event.when.end >= END for event in answer.events)


@pytest.mark.parametrize(
    ("question", "id"),
    [
        ("مين صار وزير الدفاع بعد السقوط", "2024-12-21-foreign-defence-ministers"),
        ("كم لاجئ رجع من بعد السقوط", "2025-09-24-unhcr-one-million-returns"),
        ("how many refugees returned after the fall", "2025-09-24-unhcr-one-million-returns"),
        ("when was the first parliament election after the fall?", "2025-10-05-peoples-assembly-vote"),
    ],
)
def test_one_thing_is_asked_of_the_time_after(question: str, id: str, bundled_timeline: Timeline) -> None:
    assert [event.id for event in asked(question, bundled_timeline).events][:1] == [id]


def test_what_happened_before_is_told_of_the_days_before(bundled_timeline: Timeline) -> None:
    answer = asked("ماذا حدث قبل سقوط النظام", bundled_timeline)
    assert answer.events
    assert all(event.when.start < END for event in answer.events)
