"""Conversations about the bundled timeline: each question works from the answers before it."""

from __future__ import annotations

from datetime import date

import pytest

from answering import ask
from answering.answer import Answer
from db.timeline import Timeline

TODAY = date(2026, 11, 22)
CONVERSATIONS = {
    "the place is kept after who took it": (
        ("when did Hama fall", "2024-12-05-hama-capture"),
        ("and homs?", "2024-12-08-homs-captured"),
        ("who took it", "2024-12-08-homs-captured"),
        ("how many died there", "2024-12-06-homs-strikes-20-civilians"),
    ),
    "since when somebody holds a place": (
        ("who controls Raqqa", "2026-01-18-sdf-14-point-agreement"),
        ("and Manbij?", "2024-12-11-manbij-truce"),
        ("since when?", "2024-12-11-manbij-truce"),
    ),
    "a day without its year is in the year spoken of": (
        ("how many people were killed in Syria by 5 December 2024", "2024-12-05-sohr-toll-727"),
        ("and by 6 dec?", "2024-12-06-sohr-toll-826"),
    ),
    "before what was told": (
        ("what happened in Houla on 25 May 2012", "2012-05-25-houla-massacre"),
        ("and before that?", "2012-04-12-annan-ceasefire"),
    ),
    "whether it is disputed": (
        ("when was Khan Shaykhun gassed", "2017-04-04-khan-shaykhun-chemical-attack"),
        ("is that disputed?", "2017-04-04-khan-shaykhun-chemical-attack"),
        ("who was involved", "2017-04-04-khan-shaykhun-chemical-attack"),
    ),
    "in Arabic": (
        ("متى سقطت حماة", "2024-12-05-hama-capture"),
        ("مين اخدها", "2024-12-05-hama-capture"),
        ("والمصدر؟", "2024-12-05-hama-capture"),
    ),
}


@pytest.mark.parametrize("turns", CONVERSATIONS.values(), ids=CONVERSATIONS.keys())
def test_each_answer_tells_the_entry_that_is_meant(
    turns: tuple[tuple[str, str], ...], bundled_timeline: Timeline
) -> None:
    last: Answer | None = None
    for question, id in turns:
        last = ask.answer(question, bundled_timeline, today=TODAY, previous=last)
        assert [event.id for event in last.events][:1] == [id], question
