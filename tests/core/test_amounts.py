"""Amounts in words: read from a text, and told apart in the bundled timeline."""

from __future__ import annotations

from datetime import date

import pytest

from answering import ask
from answering.answer import Status
from answering.text import tokenize
from answering.words.amounts import amounts_of, written
from db.folding import stem
from db.timeline import Timeline

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("text", "language", "amounts"),
    [
        ("two million people fled", "en", [("two million", 2_000_000)]),
        ("2 million, then 1.8 million", "en", [("2 million", 2_000_000), ("1 8 million", 1_800_000)]),
        ("a million, 2m and 100k", "en", [("million", 1_000_000), ("2m", 2_000_000), ("100k", 100_000)]),
        (
            "two hundred thousand, half a million",
            "en",
            [("two hundred thousand", 200_000), ("half a million", 500_000)],
        ),
        ("twenty five thousand", "en", [("twenty five thousand", 25_000)]),
        ("millions of people, thousands of them", "en", []),
        ("the 4th Division and 120 dead in Homs", "en", []),
        ("بلغ العدد مليونين", "ar", [("مليونين", 2_000_000)]),
        ("تجاوز أربعة ملايين لاجئ", "ar", [("أربعة ملايين", 4_000_000)]),
        ("مية ألف قتيل ونص مليون نازح", "ar", [("مية ألف", 100_000), ("ونص مليون", 500_000)]),
        ("مية وخمسين ألف", "ar", [("مية وخمسين ألف", 150_000)]),
        ("٣٧٠ ألف نازح", "ar", [("٣٧٠ ألف", 370_000)]),
        ("ملايين السوريين وآلاف الجرحى", "ar", []),
    ],
)
def test_amounts_are_read(text: str, language: str, amounts: list[tuple[str, int]]) -> None:
    found = amounts_of(tokenize(text), language)
    assert [(one.token.text, int(one.token.folded)) for one in found] == amounts


def test_an_amount_is_looked_up_as_entries_write_it() -> None:
    told = written(2_000_000)
    assert {(stem("two"), stem("million")), (stem("2"), stem("million"))} <= set(told)
    assert (stem("1"), stem("8"), stem("million")) in written(1_800_000)
    assert (stem("million"),) not in written(1_000_000)  # "four million" holds that too


@pytest.mark.parametrize(
    ("question", "id"),
    [
        ("when did the number of refugees reach one million?", "2013-03-06-one-million-refugees"),
        ("when did the number of refugees reach two million?", "2013-09-03-two-million-refugees"),
        ("when did the un say that 1.8 million had fled", "2013-07-16-guterres-council"),
        ("متى بلغ عدد اللاجئين مليونين؟", "2013-09-03-two-million-refugees"),
        ("متى تجاوز عدد اللاجئين أربعة ملايين", "2015-07-09-four-million-refugees"),
        ("when did the death toll pass 100,000", "2013-07-25-un-100000"),
    ],
)
def test_the_entry_of_that_amount_is_told(question: str, id: str, bundled_timeline: Timeline) -> None:
    answer = ask.answer(question, bundled_timeline, today=TODAY)
    assert [event.id for event in answer.events][:1] == [id]


@pytest.mark.parametrize("question", ["when did 3 million syrians flee", "متى بلغ عدد اللاجئين تسعة ملايين"])
def test_another_amount_is_no_answer(question: str, bundled_timeline: Timeline) -> None:
    assert ask.answer(question, bundled_timeline, today=TODAY).status is Status.NO_RECORD
