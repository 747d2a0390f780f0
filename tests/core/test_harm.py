"""Questions whose wrong answer would hurt somebody: each was once answered wrongly, and is refused or right now."""

from datetime import date

import pytest

from answering.answer import CheckValue, Status, Verdict
from db.timeline import Timeline
from tests.core.asking import asked


@pytest.mark.parametrize(
    "question",
    [
        "Was Sharaa assassinated?",
        "Was Jolani killed?",
        "Did Sharaa die?",
        "هل قتل الجولاني",
        "Was Assad killed?",
        "Was Netanyahu killed?",
        "Who killed Bashar al-Assad?",
        "من قتل بشار الأسد",
        "when did bashar al assad die",
        "Did Asma al-Assad die?",
    ],
)
def test_nobody_is_said_to_have_died_who_is_not_recorded_so(question: str, bundled_timeline: Timeline) -> None:
    assert asked(question, bundled_timeline).status is Status.NO_RECORD


@pytest.mark.parametrize(
    "question",
    [
        "Is the war over?",
        "هل انتهت الحرب",
        "Did Assad flee to Iran?",
        "Did Assad resign?",
        "Did Iran attack Israel?",
        "Did Hama fall without a fight?",
        "Did Assad win the war?",
    ],
)
def test_no_unrelated_entry_says_yes(question: str, bundled_timeline: Timeline) -> None:
    assert asked(question, bundled_timeline).value != CheckValue(Verdict.YES)


@pytest.mark.parametrize("question", ["when did the war end", "when", "who is Jolani", "Where is Bashar al-Assad now"])
def test_what_names_no_event_is_refused(question: str, bundled_timeline: Timeline) -> None:
    assert asked(question, bundled_timeline).status is Status.NO_RECORD


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("when did Damascus fall", "2024-12-08-damascus-entered"),
        ("when did the regime fall", "2024-12-08-damascus-entered"),
        ("متى سقط النظام", "2024-12-08-damascus-entered"),
        ("when did Assad flee", "2024-12-08-assad-flight"),
        ("متى هرب الأسد", "2024-12-08-assad-flight"),
        ("when did ISIS lose Raqqa", "2017-10-17-raqqa-capture"),
        ("When did Russia invade Syria", "2015-09-30-russian-intervention"),
    ],
)
def test_the_turning_points_are_found(question: str, first: str, bundled_timeline: Timeline) -> None:
    assert asked(question, bundled_timeline).events[0].id == first


def test_a_disputed_doer_is_not_told_as_the_doer(bundled_timeline: Timeline) -> None:
    answer = asked("who attacked Ghouta with sarin", bundled_timeline)
    names = [part.name for statement in answer.statements for part in statement.body if hasattr(part, "name")]
    assert "statement.by" not in names
    assert "statement.by_doubted" in names


def test_what_was_not_yet_reported_is_not_told(bundled_timeline: Timeline) -> None:
    answer = asked("As known on 6 December 2024, had the army withdrawn from Homs?", bundled_timeline)
    told = [report.dated for event in answer.events for report in event.reports]
    assert told
    assert all(day is not None and day <= date(2024, 12, 6) for day in told)
