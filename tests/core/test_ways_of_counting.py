"""What people mean to have counted: all of the war or a part of it, those killed and not those who killed."""

from __future__ import annotations

from datetime import date

import pytest

from answering.answer import FigureValue, Status
from db.model import Group
from db.timeline import Timeline
from tests.core.asking import asked, told


def counted(question: str, timeline: Timeline) -> FigureValue:
    """The count that answers a question."""
    value = asked(question, timeline).value
    assert isinstance(value, FigureValue)
    return value


def beside(question: str, timeline: Timeline) -> list[str]:
    """The kinds of the lines that an answer tells beside its count."""
    (statement,) = asked(question, timeline).statements
    return [line.name for line in statement.body if hasattr(line, "name")]


@pytest.mark.parametrize(
    "question",
    [
        "how many killed in the Syrian war",
        "how many have been killed in Syria since 2011",
        "death toll in total?",
        "how many people died since the revolution started",
        "how many killed since the war began",
        "كم عدد قتلى الحرب السورية",
        "كم قتيل من بداية الثورة",
        "عدد القتلى منذ اندلاع الثورة",
        "عدد ضحايا الحرب بالمجمل",
    ],
)
def test_all_of_the_war_is_counted_from_its_beginning(question: str, bundled_timeline: Timeline) -> None:
    value = counted(question, bundled_timeline)
    assert (value.low, value.high, value.figure.since) == (494438, 606000, date(2011, 3, 1))


@pytest.mark.parametrize(
    "question", ["how many civilians have been killed since 2011", "total civilian deaths 2011-2024"]
)
def test_a_year_that_is_named_as_the_start_is_the_whole_year(question: str, bundled_timeline: Timeline) -> None:
    assert counted(question, bundled_timeline).low == 306887


def test_a_year_is_not_told_by_one_place_on_one_day(bundled_timeline: Timeline) -> None:
    assert counted("how many killed in 2025", bundled_timeline).figure.area == ("syria",)


@pytest.mark.parametrize(("question", "larger"), [("death toll", True), ("death toll in the war", False)])
def test_the_count_of_all_the_war_stands_beside_that_of_a_part(
    question: str, larger: bool, bundled_timeline: Timeline
) -> None:
    assert ("figure.larger" in beside(question, bundled_timeline)) is larger


@pytest.mark.parametrize("question", ["how many killed in Sweida", "كم قتيل بالسويداء"])
def test_a_later_count_of_the_province_stands_beside_that_of_its_city(
    question: str, bundled_timeline: Timeline
) -> None:
    assert counted(question, bundled_timeline).figure.area == ("suwayda",)
    assert "figure.larger" in beside(question, bundled_timeline)


def test_the_count_of_all_stands_beside_that_of_a_part_of_it(bundled_timeline: Timeline) -> None:
    assert "figure.larger" in beside("how many Alawites were killed in March 2025", bundled_timeline)
    assert "figure.larger" not in beside("how many were killed in Baniyas in March 2025", bundled_timeline)


@pytest.mark.parametrize("question", ["how many were killed in the coastal massacres", "كم عدد قتلى مجازر الساحل"])
def test_a_count_that_shrank_is_of_some_and_not_of_all(question: str, bundled_timeline: Timeline) -> None:
    assert counted(question, bundled_timeline).low == 1400


def test_what_was_counted_later_is_told_of_what_happened(bundled_timeline: Timeline) -> None:
    assert counted("how many died in the Sweida clashes", bundled_timeline).low == 1600
    assert counted("how many died in the Sweida clashes by 18 July 2025", bundled_timeline).low == 718


def test_other_counters_of_nearly_the_same_days_stand_beside(bundled_timeline: Timeline) -> None:
    lines = beside("how many killed in the Ghouta chemical attack", bundled_timeline)
    assert lines.count("figure.other_until") == 3


@pytest.mark.parametrize(
    ("question", "low"),
    [
        ("how many did ISIS kill in Kobani in June 2015", 146),
        ("كم قتلت داعش بكوباني بحزيران 2015", 146),
        ("how many isis killed in the kobani battle sept 2014 till jan 2015", 1075),
    ],
)
def test_who_killed_is_not_who_died(question: str, low: int, bundled_timeline: Timeline) -> None:
    assert counted(question, bundled_timeline).low == low


@pytest.mark.parametrize(
    "question",
    ["how many people did Russia kill in Syria", "how many people did Assad kill", "كم واحد قتل بشار"],
)
def test_no_count_of_some_stands_for_all_that_somebody_killed(question: str, bundled_timeline: Timeline) -> None:
    assert asked(question, bundled_timeline).status is Status.NO_RECORD


@pytest.mark.parametrize(
    "question",
    [
        "how many aid workers were killed",
        "how many palestinians were killed",
        "how many american soldiers have been killed in syria",
        "how many barrel bombs were dropped",
    ],
)
def test_no_others_are_counted_for_those_who_are_asked_of(question: str, bundled_timeline: Timeline) -> None:
    assert asked(question, bundled_timeline).status is Status.NO_RECORD


def test_who_fled_the_country_is_counted_abroad(bundled_timeline: Timeline) -> None:
    assert counted("how many refugees fled Syria", bundled_timeline).low == 5008473


@pytest.mark.parametrize(
    ("question", "low"),
    [
        ("ما الحصيلة الإجمالية للقتلى منذ بدء الهجوم كما كانت معروفة في 2 كانون الأول 2024؟", 514),
        ("كام واحد نزح في سوريا من أول الهجوم لحد ٦ ديسمبر ٢٠٢٤؟", 370000),
        ("كم ضحايا الزلزال", 3886),
    ],
)
def test_a_toll_is_of_the_whole_country(question: str, low: int, bundled_timeline: Timeline) -> None:
    assert counted(question, bundled_timeline).low == low


def test_of_people_in_general_the_attackers_are_not_those_who_died(bundled_timeline: Timeline) -> None:
    assert counted("how many people died in kobani", bundled_timeline).figure.group is Group.CIVILIANS


@pytest.mark.parametrize(
    "question",
    [
        "how many people were killed in 2022",  # of which one shipwreck is counted
        "siege of homs how many died",
        "كم واحد مات بحصار حمص",
        "how many died in the battle of raqqa",
    ],
)
def test_one_day_does_not_stand_for_a_year_or_a_battle(question: str, bundled_timeline: Timeline) -> None:
    assert asked(question, bundled_timeline).status is Status.NO_RECORD


def test_a_year_is_not_told_by_a_few_weeks_of_fighting_in_it(bundled_timeline: Timeline) -> None:
    assert told("death toll syria 2014", bundled_timeline) == ["2014-08-22-un-toll-191369"]
