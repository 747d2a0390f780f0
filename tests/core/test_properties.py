"""What holds for any text whatever: it gets an answer, in words, and no fact without a source."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from answering import ask
from answering.answer import Answer, Status
from answering.lexicon import languages, load
from answering.text import tokenize
from answering.wording import word
from db.model import Kind
from db.timeline import Timeline
from tests import builders
from tests.builders import ACTORS, PLACES, captured, event, figure

TODAY = date(2026, 11, 22)
EVENTS = (
    captured("aleppo", "2024-11-30", "aleppo", "Aleppo"),
    captured("hama", "2024-12-05", "hama", "Hama", clock="early afternoon"),
    captured("palmyra", "2015-05-20/2015-05-21", "palmyra", "Palmyra", by=("is",)),
    event(
        "siege", "2014-01~", kind=Kind.SIEGE, places=("homs",), by=("saa",), en="Homs was besieged.", ar="حوصرت حمص."
    ),
    event("toll", "2024-12-06", kind=Kind.STATEMENT, places=("syria",), figures=(figure(700, 826),)),
)
NAMES = [words for one in (*PLACES, *ACTORS) for _, words in one.name.by_language]
GRAMMAR = sorted({word for language in languages() for word in load(language).stop})
ACTS = sorted({word for code in languages() for words in load(code).action_words.values() for word in words})
ASKS = [
    "when did", "what happened in", "who captured", "where did", "how many were killed in", "how long", "who controls",
    "which was first", "did", "what did", "how many times", "source", "as known by", "why", "will", "and", "متى",
    "ماذا حدث", "من سيطر على", "أين", "كم عدد القتلى", "كم دام", "هل", "المصدر", "ماذا قال", "و", "قبل", "بعد",
]  # fmt: skip
DATES = [
    "2024", "5 December", "in December 2024", "since 2015", "before the fall of Hama", "three days later", "last week",
    "٥ كانون الأول ٢٠٢٤", "بعد سقوط حلب", "31 February", "between 2014 and 2013", "at the time of the talks", "أمس",
]  # fmt: skip
QUESTIONS = st.lists(
    st.one_of(*map(st.sampled_from, (ASKS, NAMES, ACTS, GRAMMAR, DATES)), st.text(max_size=8)), max_size=9
).map(" ".join)
ANY = st.text(max_size=120)
SETTINGS = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(scope="module")
def timeline() -> Iterator[Timeline]:
    """A timeline of a few events of different forms."""
    with builders.timeline(*EVENTS) as opened:
        ask.warm(opened)
        yield opened


def holds(answer: Answer, question: str, timeline: Timeline) -> None:
    """What every answer keeps."""
    assert answer.question == question
    assert answer.language in languages()
    assert (answer.form is None) == (answer.status is Status.NOT_A_QUESTION)
    if answer.status is Status.ANSWERED:
        assert answer.sources
        assert all(statement.citations for statement in (*answer.statements, *answer.more))
    else:
        assert (answer.statements, answer.more, answer.value) == ((), (), None)
    message = word(answer, timeline.directory)
    assert message.language == answer.language
    assert message.plain().strip()


@given(question=ANY)
@example(question="")
@example(question="\u0000")
@example(question='"* OR NEAR(')
@example(question="'s")
@example(question="حـــــ")
@example(question="{place} {0} %s")
@SETTINGS
def test_any_text_gets_an_answer(question: str, timeline: Timeline) -> None:
    holds(ask.answer(question, timeline, today=TODAY), question, timeline)


@given(question=QUESTIONS, language=st.sampled_from([None, "en", "ar", "xx"]))
@SETTINGS
def test_any_words_of_questions_get_an_answer(question: str, language: str | None, timeline: Timeline) -> None:
    holds(ask.answer(question, timeline, today=TODAY, language=language), question, timeline)


@given(first=QUESTIONS, then=QUESTIONS)
@example(first="when did Hama fall", then="and")
@example(first="", then="source")
@SETTINGS
def test_any_follow_up_gets_an_answer(first: str, then: str, timeline: Timeline) -> None:
    previous = ask.answer(first, timeline, today=TODAY)
    holds(ask.answer(then, timeline, today=TODAY, previous=previous), then, timeline)


@given(question=QUESTIONS, today=st.dates(date(1, 1, 1), date(9999, 12, 31)))
@SETTINGS
def test_any_day_gets_an_answer(question: str, today: date, timeline: Timeline) -> None:
    holds(ask.answer(question, timeline, today=today), question, timeline)


@given(question=QUESTIONS)
@SETTINGS
def test_an_empty_timeline_states_nothing(question: str, empty: Timeline) -> None:
    assert ask.answer(question, empty, today=TODAY).status is not Status.ANSWERED


@pytest.fixture(scope="module")
def empty() -> Iterator[Timeline]:
    """A timeline that knows places and actors and nothing that happened."""
    with builders.timeline() as opened:
        yield opened


@given(question=QUESTIONS)
@SETTINGS
def test_the_same_question_gets_the_same_answer(question: str, timeline: Timeline) -> None:
    assert ask.answer(question, timeline, today=TODAY) == ask.answer(question, timeline, today=TODAY)


@given(text=ANY)
@SETTINGS
def test_tokens_stand_in_order_where_they_say(text: str) -> None:
    tokens = tokenize(text)
    assert all(text[token.start : token.end].startswith(token.text) and token.folded for token in tokens)
    assert all(one.end <= other.start for one, other in pairwise(tokens))
