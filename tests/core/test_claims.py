"""Who says that it was them, where nobody saw who did it."""

from __future__ import annotations

import pytest

from answering.answer import ActorsValue
from db.timeline import Timeline
from tests.core.asking import asked, told

BOMBING, CLAIM = "2025-06-22-mar-elias-church-bombing", "2025-06-24-ansar-al-sunna-claim"


@pytest.mark.parametrize("question", ["who bombed the Mar Elias church", "مين عمل تفجير كنيسة مار الياس"])
def test_who_says_that_it_was_them_is_told_beside_unknown_doers(question: str, bundled_timeline: Timeline) -> None:
    answer = asked(question, bundled_timeline)
    assert [event.id for event in answer.events] == [BOMBING, CLAIM]
    assert isinstance(answer.value, ActorsValue)
    assert "saraya-ansar-al-sunna" in answer.value.actors


@pytest.mark.parametrize("question", ["who claimed it", "مين تبناها"])
def test_who_claimed_what_was_told_before_is_told_by_the_claim(question: str, bundled_timeline: Timeline) -> None:
    before = asked("when was the Mar Elias church bombed", bundled_timeline)
    assert told(question, bundled_timeline, before) == [CLAIM]


def test_a_doer_who_is_known_needs_no_claim(bundled_timeline: Timeline) -> None:
    assert told("who killed Peter Kassig", bundled_timeline) == ["2014-11-16-peter-kassig"]
