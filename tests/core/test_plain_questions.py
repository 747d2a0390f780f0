"""What people ask first, in plain words, on the bundled timeline: of each kind the entry that it means."""

from __future__ import annotations

from datetime import date

import pytest

from answering import ask
from answering.answer import Answer, Form, Status
from db.timeline import Timeline

TODAY = date(2026, 11, 22)


def asked(question: str, timeline: Timeline) -> Answer:
    return ask.answer(question, timeline, today=TODAY)


def told(question: str, timeline: Timeline) -> list[str]:
    return [event.id for event in asked(question, timeline).events]


@pytest.mark.parametrize(
    ("question", "id"),
    [
        ("when did the Syrian revolution start", "2011-03-15-first-protests"),
        ("متى بدأت الثورة السورية", "2011-03-15-first-protests"),
        ("متى بدأت المظاهرات بدرعا", "2011-03-18-daraa-first-deaths"),
        ("who bombed Khan Shaykhun", "2017-04-04-khan-shaykhun-chemical-attack"),
        ("من قصف خان شيخون", "2017-04-04-khan-shaykhun-chemical-attack"),
        ("how many died in Houla and who says so", "2012-05-25-houla-massacre"),
        ("when did Syria join the coalition against ISIS", "2025-11-10-sharaa-white-house"),
        ("متى انضمت سوريا للتحالف ضد داعش", "2025-11-10-sharaa-white-house"),
    ],
)
def test_the_entry_that_is_meant_comes_first(question: str, id: str, bundled_timeline: Timeline) -> None:
    assert told(question, bundled_timeline)[:1] == [id]


def test_an_area_is_told_of_itself_alone(bundled_timeline: Timeline) -> None:
    assert told("what happened in Houla", bundled_timeline) == ["2012-05-25-houla-massacre"]


@pytest.mark.parametrize("question", ["latest news from Aleppo", "آخر أخبار حلب"])
def test_the_latest_is_told_where_it_is_asked_for(question: str, bundled_timeline: Timeline) -> None:
    answer = asked(question, bundled_timeline)
    assert answer.form is Form.WHAT
    assert min(event.when.start for event in answer.events) > date(2025, 6, 1)


@pytest.mark.parametrize(
    "question",
    ["order of fall: hama, homs, aleppo", "which fell first, aleppo, hama or homs", "رتب سقوط حلب وحماة وحمص"],
)
def test_what_was_taken_more_than_once_is_put_beside_the_others(question: str, bundled_timeline: Timeline) -> None:
    answer = asked(question, bundled_timeline)
    assert answer.form is Form.ORDER
    days = [event.when.start for event in answer.events]
    assert days == sorted(days)
    assert (max(days) - min(days)).days < 14


@pytest.mark.parametrize(
    "question",
    ["is Assad dead?", "did Turkey help topple Assad", "is assad alive"],
)
def test_no_other_entry_says_yes_or_no(question: str, bundled_timeline: Timeline) -> None:
    answer = asked(question, bundled_timeline)
    assert (answer.form, answer.status) == (Form.CHECK, Status.NO_RECORD)
