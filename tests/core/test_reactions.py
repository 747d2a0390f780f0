"""What somebody said of something that happened, on the bundled timeline: of it itself, else in the days after."""

from __future__ import annotations

import pytest

from answering.answer import Form, Status
from answering.wording import word
from db.timeline import Timeline
from tests.core.asking import asked

IRAN = "2024-12-08-iran-mfa-statement"


@pytest.mark.parametrize(
    ("question", "id"),
    [
        ("What was Iran's reaction to the fall of Assad?", IRAN),
        ("how did Iran react to assad's fall", IRAN),
        ("كيف ردت إيران على سقوط الأسد؟", IRAN),
        ("ما كان رد فعل طهران على سقوط النظام السوري؟", IRAN),
        ("How did Hezbollah react to Assad's fall?", "2024-12-08-hezbollah-withdraws"),
        ("How did Israel respond to the fall of Assad?", "2024-12-08-israel-buffer-zone"),
    ],
)
def test_what_is_recorded_of_the_days_after_answers(question: str, id: str, bundled_timeline: Timeline) -> None:
    answer = asked(question, bundled_timeline)
    assert answer.form is Form.SAY
    assert id in [event.id for event in answer.events]
    message = word(answer, bundled_timeline.directory)
    first_line = "".join(run.text for run in message.blocks[0].lines[0])
    assert "8 December 2024" in first_line or "8 كانون الأول (ديسمبر) 2024" in first_line


@pytest.mark.parametrize(
    ("question", "id"),
    [
        ("What did Kaja Kallas say about the end of Assad's rule?", "2024-12-08-eu-kallas"),
        ("what did turkey say about the fall of assad", "2024-12-08-fidan-assad-outside"),
        ("شو قال ترامب عن سقوط الأسد", "2024-12-08-trump-assad-gone"),
    ],
)
def test_what_names_the_matter_itself_answers_without_a_remark(
    question: str, id: str, bundled_timeline: Timeline
) -> None:
    answer = asked(question, bundled_timeline)
    assert [event.id for event in answer.events] == [id]
    assert not answer.notes


@pytest.mark.parametrize(
    "question",
    ["How did the Arab League react to the fall of Baghdad?", "كيف ردت جامعة الدول العربية على سقوط القاهرة؟"],
)
def test_nothing_stands_for_a_reaction_to_what_is_not_recorded(question: str, bundled_timeline: Timeline) -> None:
    assert asked(question, bundled_timeline).status is Status.NO_RECORD
