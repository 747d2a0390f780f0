"""The model of an answer: what can't be constructed, and what an answer shows of its entries and sources."""

from dataclasses import FrozenInstanceError

import pytest

from answering.answer import Answer, Citation, DaysValue, Form, Phrase, Statement, Status
from answering.errors import UncitedStatement
from db.model import Source, Stance
from tests.builders import day, event, figure, report, source

FIRST, SECOND = source("first"), source("second")


def statement(id: str, *sources: Source) -> Statement:
    return Statement(tuple(map(Citation, sources)), event(id))


def answer(*statements: Statement, status: Status = Status.ANSWERED, more: tuple[Statement, ...] = ()) -> Answer:
    return Answer("when did Hama fall", "en", status, Form.WHEN, statements=statements, more=more)


def test_a_statement_without_a_citation_cant_be_constructed() -> None:
    with pytest.raises(UncitedStatement) as refused:
        Statement((), event("2024-12-05-hama"))
    assert refused.value.about == "2024-12-05-hama"


def test_an_answer_that_states_nothing_cant_be_constructed() -> None:
    with pytest.raises(UncitedStatement):
        answer()


@pytest.mark.parametrize("status", sorted(set(Status) - {Status.ANSWERED}))
def test_a_refusal_needs_no_statement(status: Status) -> None:
    refusal = answer(status=status)
    assert (refusal.events, refusal.sources) == ((), ())


def test_events_are_shown_once_in_the_order_shown() -> None:
    told = answer(statement("b", FIRST), statement("a", SECOND), statement("b", SECOND))
    assert [one.id for one in told.events] == ["b", "a"]


def test_sources_are_shown_once_in_the_order_shown() -> None:
    told = answer(statement("b", SECOND, FIRST), statement("a", FIRST, SECOND, source("third")))
    assert [one.id for one in told.sources] == ["second", "first", "third"]


def test_what_is_behind_a_button_is_not_among_what_is_shown() -> None:
    told = answer(statement("a", FIRST), more=(statement("b", SECOND),))
    assert [one.id for one in told.events] == ["a"]
    assert [one.id for one in told.sources] == ["first"]


def test_an_answer_cant_be_changed() -> None:
    told = answer(statement("a", FIRST))
    with pytest.raises(FrozenInstanceError):
        told.status = Status.NO_RECORD  # type: ignore[misc]


def test_a_citation_says_whose_word_a_report_is() -> None:
    cited = Citation.of_report(report(FIRST, said_by=("saa",), stance=Stance.CONFIRMS, on="2024-12-04"))
    assert cited == Citation(FIRST, ("saa",), Stance.CONFIRMS, day("2024-12-04"))


def test_a_citation_says_whose_count_a_figure_is() -> None:
    cited = Citation.of_figure(figure(727, source_=FIRST))
    assert cited == Citation(FIRST, ("sohr",), None, None)


def test_days_are_the_end_less_the_start() -> None:
    start, end = day("2024-11-27"), day("2024-12-08")
    assert start is not None
    assert end is not None
    assert DaysValue(start, end).days == 11
    assert DaysValue(start, start).days == 0


def test_the_values_of_a_phrase_cant_be_changed() -> None:
    phrase = Phrase.of("days.count", count=2, number=2)
    assert (phrase.count, dict(phrase.values)) == (2, {"number": 2})
    with pytest.raises(TypeError):
        phrase.values["number"] = 3  # type: ignore[index]
