"""How long something lasted and what came first: from when to when, and between which two."""

from __future__ import annotations

import pytest

from answering.answer import ActorsValue, DaysValue, Form, Status
from db.timeline import Timeline
from tests.core.asking import asked, told


@pytest.mark.parametrize(
    ("question", "days"),
    [
        ("How long did the SDF's 2016 campaign for Manbij take, from its launch to the capture of the city?", 73),
        ("how long from the sdf assault on raqqa june 2017 til it fell", 133),
        ("شكد طولت معركة الرقة من بدت بحزيران 2017 لحد ما خلصت داعش بيها؟", 133),
        ("how long btwn manbij gettin surrounded n sdf takin it in 2016", 63),
        ("كم يوماً استغرق نقل معتقلي داعش من سوريا إلى العراق مطلع 2026؟", 22),
        ("how long did moving ISIS detainees from Syria to Iraq take in 2026", 22),
    ],
)
def test_it_lasts_from_its_beginning_to_its_end(question: str, days: int, bundled_timeline: Timeline) -> None:
    value = asked(question, bundled_timeline).value
    assert isinstance(value, DaysValue)
    assert (value.end - value.start).days == days


def test_places_on_a_way_are_no_two_times(bundled_timeline: Timeline) -> None:
    answer = asked("قد ايه قعدوا ينقلوا مساجين داعش من سوريا للعراق؟", bundled_timeline)
    assert (answer.status, answer.form) == (Status.NO_RECORD, Form.HOW_LONG)


def test_an_entry_does_not_come_before_itself(bundled_timeline: Timeline) -> None:
    question = "Which came first in 2016, Putin's withdrawal order or the recapture of Palmyra?"
    assert told(question, bundled_timeline) == ["2016-03-14-putin-withdrawal", "2016-03-27-palmyra-recaptured"]


@pytest.mark.parametrize(
    ("question", "id"),
    [
        ("sohr death toll since the offensive started up to 5 dec 2024", "2024-12-05-sohr-toll-727"),
        ("sohr how many killed since assad fell til aug 2025", "2025-08-06-sohr-toll-since-assad"),
        ("كم واحد مات في سوريا من سقط بشار لين 6 اغسطس 2025 على كلام المرصد", "2025-08-06-sohr-toll-since-assad"),
        ("لحد ٢٩ نوفمبر ٢٠٢٤ المرصد كان معلن كام قتيل من أول الهجوم؟", "2024-11-29-sohr-toll-242-255"),
    ],
)
def test_a_count_runs_from_one_event_to_one_day(question: str, id: str, bundled_timeline: Timeline) -> None:
    assert told(question, bundled_timeline)[:1] == [id]


@pytest.mark.parametrize(
    "question", ["When does the next round of Geneva talks open?", "متى الجولة القادمة من المحادثات"]
)
def test_what_comes_next_is_not_recorded(question: str, bundled_timeline: Timeline) -> None:
    assert asked(question, bundled_timeline).status is Status.NO_RECORD


@pytest.mark.parametrize("question", ["how long was kuweires besieged", "how long did the siege of Daraya last"])
def test_the_end_of_a_siege_is_not_its_beginning(question: str, bundled_timeline: Timeline) -> None:
    assert asked(question, bundled_timeline).status is Status.NO_RECORD


def test_who_broke_a_siege_did_not_lay_it(bundled_timeline: Timeline) -> None:
    value = asked("who besieged kuweires", bundled_timeline).value
    assert isinstance(value, ActorsValue)
    assert value.actors == ("islamic-state",)


def test_an_assault_is_by_those_that_it_is_named_after(bundled_timeline: Timeline) -> None:
    question = "How long was it from the start of the SDF assault on Raqqa to the city's capture in October 2017?"
    value = asked(question, bundled_timeline).value
    assert isinstance(value, DaysValue)
    assert (value.end - value.start).days == 133
