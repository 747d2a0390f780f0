"""The JSON object of an answer: each kind of value, and what every object has."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from answering.answer import (
    ActorsValue,
    Answer,
    CheckValue,
    Citation,
    ControlValue,
    CountValue,
    Day,
    DaysValue,
    FigureValue,
    Form,
    NearestEntry,
    Phrase,
    PlacesValue,
    Reading,
    Statement,
    Status,
    Value,
    Verdict,
    WhenValue,
)
from answering.message import Block, BlockKind, Message, Run
from bot.contract import error_of, object_of
from db import model
from db.directory import Directory
from db.model import Event, Figure, Group, Kind, Measure, Precision, Report, Source, Stance, Text, When

HAMA = date(2024, 12, 5)
TAG24 = Source("tag24", "TAG24", "https://example.org/hama", HAMA, "en", "news")
LETTER = Source("letter", "A letter", None, None, "ar", "document")
TOLL = Figure(
    Measure.KILLED,
    727,
    826,
    Group.PEOPLE,
    Text((("en", "people"), ("ar", "أشخاص"))),
    None,
    HAMA,
    ("syria",),
    ("sohr",),
    TAG24,
)
CAPTURE = Event(
    "2024-12-05-hama-capture",
    When("2024-12-05", HAMA, HAMA, Precision.DAY),
    "early afternoon",
    Kind.CAPTURE,
    ("hama",),
    (),
    Text((("en", "Rebels captured Hama."), ("ar", "سيطرت الفصائل على حماة."))),
    model.Status.CONFIRMED,
    5,
    (Report(TAG24, ("saa",), Stance.CONFIRMS, HAMA, None),),
)
STATEMENT = Statement((Citation(TAG24), Citation(LETTER), Citation(TAG24)), CAPTURE)
MESSAGE = Message("en", (Block(BlockKind.STATEMENT, ((Run("Hama", bold=True), Run(" [1]", "https://x")),)),))


def contract(value: Value | None = None, language: str = "en", **fields: Any) -> dict[str, Any]:
    """The object of an answer, as a reader of the JSON gets it."""
    given: dict[str, Any] = {
        "question": "when?",
        "language": language,
        "status": Status.ANSWERED,
        "form": Form.WHEN,
        "statements": (STATEMENT,),
        "value": value,
    } | fields
    written: dict[str, Any] = json.loads(json.dumps(object_of(Answer(**given), MESSAGE, Directory((), ()))))
    return written


def test_every_key_of_an_answer() -> None:
    assert contract() == {
        "question": "when?",
        "language": "en",
        "form": "when",
        "status": "answered",
        "understood": "",
        "value": None,
        "events": ["2024-12-05-hama-capture"],
        "sources": [
            {"outlet": "TAG24", "published": "2024-12-05", "url": "https://example.org/hama"},
            {"outlet": "A letter", "published": None, "url": None},
        ],
        "choices": [],
        "text": "Hama [1]",
    }


def test_what_was_understood_is_worded_in_the_language_of_the_answer() -> None:
    phrase = Phrase.of("understood.bare", form=Phrase.of("form.when"))
    assert contract(understood=phrase)["understood"] == "When"
    assert contract(understood=phrase, language="ar")["understood"] == "متى"


DAY = Day(HAMA, HAMA, Precision.DAY)
MONTH = Day(date(2016, 3, 1), date(2016, 3, 31), Precision.MONTH)


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (WhenValue(DAY, (DAY,)), {"start": "2024-12-05", "end": "2024-12-05", "precision": "day"}),
        (
            WhenValue(MONTH, (MONTH, DAY)),
            {
                "start": "2016-03-01",
                "end": "2016-03-31",
                "precision": "month",
                "all": [
                    {"start": "2016-03-01", "end": "2016-03-31", "precision": "month"},
                    {"start": "2024-12-05", "end": "2024-12-05", "precision": "day"},
                ],
            },
        ),
        (
            FigureValue(TOLL, 700, 826),
            {
                "measure": "killed",
                "group": "people",
                "label": "people",
                "area": ["syria"],
                "low": 700,
                "high": 826,
                "since": None,
                "until": "2024-12-05",
                "said_by": ["sohr"],
            },
        ),
        (ActorsValue(("hts", "rebels")), {"actors": ["hts", "rebels"]}),
        (PlacesValue(("hama",)), {"places": ["hama"]}),
        (
            DaysValue(date(2024, 11, 27), HAMA),
            {"days": 8, "start": "2024-11-27", "end": "2024-12-05"},
        ),
        (ControlValue("hama", ("hts",), HAMA), {"place": "hama", "holders": ["hts"], "since": "2024-12-05"}),
        (ControlValue("hama", (), None), {"place": "hama", "holders": [], "since": None}),
        (CheckValue(Verdict.DISPUTED), {"answer": "disputed"}),
        (CountValue(3), {"count": 3}),
    ],
    ids=lambda part: type(part).__name__,
)
def test_each_kind_of_value(value: Value, written: dict[str, Any]) -> None:
    assert contract(value)["value"] == written


def test_a_figures_label_is_in_the_language_of_the_answer() -> None:
    assert contract(FigureValue(TOLL, 1, 2), language="ar")["value"]["label"] == "أشخاص"


def test_the_nearest_entries_are_choices_and_no_events() -> None:
    written = contract(status=Status.NO_RECORD, statements=(), form=Form.WHAT, choices=(NearestEntry(CAPTURE),))
    assert written["choices"] == ["2024-12-05 Rebels captured Hama. [2024-12-05-hama-capture]"]
    assert written["events"] == []
    assert written["sources"] == []


def test_readings_are_questions() -> None:
    readings = (Reading("When did Idlib city fall?"), Reading("When did Idlib province fall?"))
    written = contract(status=Status.AMBIGUOUS, statements=(), choices=readings)
    assert written["choices"] == ["When did Idlib city fall?", "When did Idlib province fall?"]


def test_what_is_no_question_has_no_form() -> None:
    assert contract(status=Status.NOT_A_QUESTION, form=None, statements=())["form"] is None


def test_a_line_that_cant_be_read() -> None:
    assert error_of(None, "It is broken.") == {"question": None, "status": "error", "error": "It is broken."}
