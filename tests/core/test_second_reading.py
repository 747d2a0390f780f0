"""What a question that nothing meets is read as when it is read again: a name that is none, or only describes."""

from __future__ import annotations

import pytest

from answering.answer import Status
from db.timeline import Timeline
from tests.core.asking import asked, told


@pytest.mark.parametrize(
    ("question", "event"),
    [
        ("riad al asaad the fsa guy, when did he lose his leg", "2013-03-25-asaad-wounded"),
        ("وين انقتل ابو ابراهيم القرشي خليفة البغدادي", "2022-02-03-qurayshi-killed"),
    ],
)
def test_what_describes_a_person_need_not_be_met_and_is_owed_a_word(
    question: str, event: str, bundled_timeline: Timeline
) -> None:
    answer = asked(question, bundled_timeline)
    assert [one.id for one in answer.events][:1] == [event]
    assert "note.unmet" in {note.name for note in answer.notes}


def test_where_a_place_lies_need_not_be_met_and_is_owed_a_word(bundled_timeline: Timeline) -> None:
    answer = asked("What happened in the Turkish border town of Akçakale in October 2012?", bundled_timeline)
    assert [one.id for one in answer.events] == ["2012-10-03-akcakale"]
    assert "note.unmet" in {note.name for note in answer.notes}


def test_a_word_of_a_longer_name_is_not_the_name_that_it_is_alone(bundled_timeline: Timeline) -> None:
    assert told("مين اغتال سلمان جمعه ع طريق المطار؟", bundled_timeline) == ["2024-12-03-jumaa-killed-damascus"]


@pytest.mark.parametrize(
    "question",
    [
        "When did the SDF kill Baghdadi?",
        "Who assassinated SDF commander Mazloum Abdi?",
        "Where did al-Sharaa and Netanyahu hold their first face-to-face meeting?",
        "شكد ماتوا بفيضان دير الزور",
        "متى سيطرت قسد على دمشق",
    ],
)
def test_who_did_it_and_where_have_to_be_met_on_the_second_reading_too(
    question: str, bundled_timeline: Timeline
) -> None:
    assert asked(question, bundled_timeline).status is Status.NO_RECORD


@pytest.mark.parametrize(
    ("question", "event"),
    [
        ("Who fronted the opposition council launched in Istanbul in October 2011?", "2011-10-02-snc-formed"),
        ("كم صاروخاً أطلقت الولايات المتحدة على قاعدة الشعيرات الجوية في نيسان 2017؟", "2017-04-07-shayrat-strike"),
    ],
)
def test_the_one_entry_that_the_names_leave_is_meant(question: str, event: str, bundled_timeline: Timeline) -> None:
    assert told(question, bundled_timeline)[:1] == [event]
