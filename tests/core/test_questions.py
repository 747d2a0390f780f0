"""The questions of tests/questions/dev.jsonl, each with the checks of tests/score.py.

Those that are not answered rightly yet are listed in not_yet.txt and have to fail, so that one that is answered
rightly now is noticed: then write the list anew with `python -m tests.core.update_not_yet` and read the difference.
"""

from __future__ import annotations

import re
from typing import Any

import pytest

from db.timeline import Timeline
from tests.core.asking import Asked, ask_all, questions
from tests.core.not_yet import QUESTIONS_NOT_YET, listed
from tests.score import Outcome

_NAME = re.compile(
    r"\b(?:action|check|clock|control|days|figure|form|hint|measure|note|order|source|standing|talk)\.[a-z]\w*"
)


def rows() -> list[Any]:
    known = listed(QUESTIONS_NOT_YET)
    return [
        pytest.param(
            row["id"],
            id=f"{row['id']} {row['q']}",
            marks=[pytest.mark.xfail(strict=True, reason=known[row["id"]])] if row["id"] in known else [],
        )
        for row in questions()
        if not row.get("setup")
    ]


@pytest.fixture(scope="module")
def asked(bundled_timeline: Timeline) -> dict[str, Asked]:
    """Every question with its answer; chats are asked as a whole and in order, whichever tests are run."""
    return ask_all(bundled_timeline)


@pytest.mark.parametrize("id", rows())
def test_is_answered_rightly(id: str, asked: dict[str, Asked]) -> None:
    scored = asked[id].scored
    assert scored.outcome is Outcome.RIGHT, f"{scored.outcome}: {', '.join(scored.failed)}\n{asked[id].words}"


def test_the_list_names_questions_of_the_file(asked: dict[str, Asked]) -> None:
    assert set(listed(QUESTIONS_NOT_YET)) <= {id for id, one in asked.items() if one.counts}


def test_nothing_is_answered_without_a_source(asked: dict[str, Asked]) -> None:
    answers = [one.scored.answer for one in asked.values()]
    assert not [answer["question"] for answer in answers if answer["status"] == "answered" and not answer["sources"]]


def test_a_refusal_shows_no_entry_and_has_no_value(asked: dict[str, Asked]) -> None:
    refusals = [one.scored.answer for one in asked.values() if one.scored.answer["status"] != "answered"]
    assert refusals
    assert not [answer["question"] for answer in refusals if answer["events"] or answer["value"] or answer["sources"]]


def test_every_answer_has_words(asked: dict[str, Asked]) -> None:
    assert not [id for id, one in asked.items() if not one.words.strip()]


def test_no_answer_shows_the_name_of_a_sentence(asked: dict[str, Asked]) -> None:
    assert not {id: found.group() for id, one in asked.items() if (found := _NAME.search(one.words))}
