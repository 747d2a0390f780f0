"""Questions and what they are read as: a table of real ones, on the names of the bundled timeline.

A row of readings.jsonl has the question `q`, the `actors` (each of these is named, and no other; `optional_actors` may
be) and `actions` (these among others) that it names; and where the row is about them: `form` (null: its words ask for
none, or it asks nothing), `places` (exactly these, of what is named and no actor), `roles` by actor (these among
others), `not_actions`, `measures`, `groups`, `scope`, `yearless`, `words` left over, `refusal`, `talk`, `refers`,
`continues`, and `xfail` with the reason.
"""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from answering.names import Names
from answering.question import Question
from answering.reading import language_of, read

TODAY = date(2026, 11, 22)
TABLE = Path(__file__).parent / "readings.jsonl"


def rows() -> list[Any]:
    return [
        pytest.param(
            row,
            id=row["q"],
            marks=[pytest.mark.xfail(strict=True, reason=row["xfail"])] if "xfail" in row else [],
        )
        for row in map(json.loads, TABLE.read_text("utf-8").splitlines())
    ]


@pytest.mark.parametrize("row", rows())
def test_reads(row: dict[str, Any], bundled_names: Names) -> None:
    question = read(row["q"], bundled_names, today=TODAY)
    found = seen(question)
    expected = {name: value for name, value in row.items() if name in found}
    assert {name: found[name] for name in expected} == {
        name: sorted(value) if isinstance(value, list) and name != "scope" else value
        for name, value in expected.items()
    }
    if not row.get("talk"):
        assert names_actors(question, row["actors"], row.get("optional_actors", []))
    acts = [action.name for action in question.actions]
    assert set(row["actions"]) <= set(acts)
    assert not set(row.get("not_actions", [])) & set(acts)
    for actor, roles in row.get("roles", {}).items():
        assert {role.value for one in question.actors if actor in one.actors for role in one.roles} >= set(roles)


def seen(question: Question) -> dict[str, object]:
    """What a row of the table may say of a question, in the table's own terms."""
    scope = question.scope
    return {
        "form": None if question.refusal or question.talk or question.form is None else question.form.value,
        "places": sorted({place for one in question.named if not one.actors for place in one.places}),
        "measures": sorted(measure.value for measure in question.measures),
        "groups": sorted(group.value for group in question.groups),
        "scope": [str(scope.start), str(scope.end)] if scope else None,
        "yearless": scope is not None and scope.yearless,
        "words": sorted(token.text for token in question.words),
        "refusal": question.refusal.value if question.refusal else None,
        "talk": question.talk.value if question.talk else None,
        "refers": question.refers,
        "continues": question.continues,
    }


def names_actors(question: Question, wanted: list[str], optional: list[str]) -> bool:
    """Whether each actor wanted is named, and each name of an actor is of one of them."""
    named = [set(one.actors) for one in question.actors]
    return all(any(actor in one for one in named) for actor in wanted if actor not in optional) and all(
        one & {*wanted, *optional} for one in named
    )


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("when did Hama fall", "en"),
        ("متى سقطت حماة", "ar"),
        ("متى سقطت Hama", "ar"),
        ("Hama", "en"),
        ("2024", "en"),
        ("", "en"),
        ("?!", "en"),
    ],
)
def test_the_words_say_the_language(text: str, language: str) -> None:
    assert language_of(text) == language


def test_a_language_that_is_given_is_taken(bundled_names: Names) -> None:
    assert read("Hama", bundled_names, today=TODAY, language="ar").language == "ar"
    assert read("متى سقطت حماة", bundled_names, today=TODAY, language="xx").language == "ar"


def test_a_date_is_read_from_the_day_of_the_question(bundled_names: Names) -> None:
    scope = read("what happened yesterday", bundled_names, today=date(2024, 12, 6)).scope
    assert scope is not None
    assert (scope.start, scope.end) == (date(2024, 12, 5), date(2024, 12, 5))


def test_what_a_token_says_is_read_once(bundled_names: Names) -> None:
    """A month in a date is no name, and a name is no word left over."""
    question = read("what happened in Hama in May 2012", bundled_names, today=TODAY)
    assert [one.places for one in question.named] == [("hama",)]
    assert question.words == ()


def test_what_nothing_took_is_left_over(bundled_names: Names) -> None:
    question = read("when did the zeppelin reach Hama", bundled_names, today=TODAY)
    assert [token.text for token in question.words] == ["zeppelin"]


def test_a_word_with_an_arabic_article_is_left_over(bundled_names: Names) -> None:
    question = read("متى وصل المنطاد إلى حماة", bundled_names, today=TODAY)
    assert [token.text for token in question.words] == ["المنطاد"]
