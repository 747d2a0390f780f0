"""The scorer: each check of `expect`, the four outcomes, and the table."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from tests.score import Outcome, failed_checks, main, score, table

ANSWER: dict[str, Any] = {
    "status": "answered",
    "form": "when",
    "events": ["a", "b"],
    "sources": [{"outlet": "TAG24", "published": None, "url": None}],
    "value": {
        "start": "2024-12-05",
        "end": "2024-12-06",
        "measure": "killed",
        "low": 700,
        "high": 826,
        "said_by": ["sohr"],
        "actors": ["hts"],
        "places": ["hama"],
        "holders": ["saa"],
        "answer": "yes",
        "days": 8,
        "count": 3,
    },
}


@pytest.mark.parametrize(
    ("expect", "met"),
    [
        ({"status": "answered"}, True),
        ({"status": ["no_record", "answered"]}, True),
        ({"status": "no_record"}, False),
        ({"first_in": ["x", "a"]}, True),
        ({"first_in": ["b"]}, False),
        ({"includes": ["a", "b"]}, True),
        ({"includes": ["a", "c"]}, False),
        ({"any_of": ["b", "c"]}, True),
        ({"any_of": ["c"]}, False),
        ({"only": ["a", "b", "c"]}, True),
        ({"only": ["a", "b", "c"], "min": 3}, False),
        ({"only": ["a"]}, False),
        ({"none_of": ["c"]}, True),
        ({"none_of": ["b"]}, False),
        ({"date": {"start": "2024-12-05", "end": None}}, True),
        ({"date": {"start": "2024-12-05", "end": "2024-12-05"}}, False),
        ({"figure": [{"measure": "wounded", "value": 727}, {"measure": "killed", "value": 727}]}, True),
        ({"figure": [{"value": 726, "said_by": ["sohr", "un"]}]}, True),
        ({"figure": [{"measure": "killed", "value": 727, "said_by": ["un"]}]}, False),
        ({"figure": [{"measure": "killed", "value": 827}]}, False),
        ({"actors_any": ["hts", "sna"]}, True),
        ({"actors_any": ["sna"]}, False),
        ({"places_any": ["hama"]}, True),
        ({"places_any": ["homs"]}, False),
        ({"holders_any": ["saa"]}, True),
        ({"holders_any": ["hts"]}, False),
        ({"answer": ["yes", "disputed"]}, True),
        ({"answer": "no"}, False),
        ({"days": [8, 9]}, True),
        ({"days": 9}, False),
        ({"count": 3}, True),
        ({"count": [4]}, False),
        ({"sources_any": ["TAG24"]}, True),
        ({"sources_any": ["SANA"]}, False),
    ],
    ids=str,
)
def test_each_check(expect: dict[str, Any], met: bool) -> None:
    assert failed_checks(expect, ANSWER) == (() if met else (next(iter(expect)),))


def test_a_range_as_wide_as_that_names_no_count() -> None:
    wide = {"value": {"measure": "killed", "low": 100, "high": 201}}
    assert failed_checks({"figure": [{"measure": "killed", "value": 150}]}, wide) == ("figure",)


@pytest.mark.parametrize("key", ["date", "figure", "actors_any", "answer", "first_in", "only", "sources_any"])
def test_nothing_meets_nothing(key: str) -> None:
    wanted: Any = {"start": "2024-12-05"} if key == "date" else [{"value": 0}] if key == "figure" else ["a"]
    empty = {"status": "answered", "value": None, "events": [], "sources": []}
    assert failed_checks({key: wanted}, empty) == (key,)


def _score(answer: dict[str, Any], **expect: Any) -> tuple[Outcome, tuple[str, ...]]:
    scored = score({"id": "1", "q": "?", "lang": "en", "expect": expect}, answer)
    return scored.outcome, scored.failed


def test_the_four_outcomes() -> None:
    refused = {"status": "no_record", "events": []}
    assert _score(ANSWER, first_in=["a"]) == (Outcome.RIGHT, ())
    assert _score(ANSWER, first_in=["b"]) == (Outcome.WRONG, ("first_in",))
    assert _score(refused, first_in=["a"]) == (Outcome.MISSED, ("status", "first_in"))
    assert _score(ANSWER, status="no_record") == (Outcome.FALSE, ("status",))
    assert _score(refused, status="no_record", any_of=["a"]) == (Outcome.RIGHT, ())
    assert _score(refused, status=["ambiguous", "answered"]) == (Outcome.MISSED, ("status",))
    assert _score({"status": "ambiguous"}, status="no_record") == (Outcome.MISSED, ("status",))
    assert _score({"status": "error"}, status="no_record") == (Outcome.WRONG, ("status",))


def test_an_answer_without_a_source_is_wrong() -> None:
    assert _score(ANSWER | {"sources": []}, first_in=["a"]) == (Outcome.WRONG, ("no source",))


def test_the_table_counts_by_language_and_form() -> None:
    scored = [
        score({"id": "1", "q": "?", "lang": "en", "form": "when", "expect": {"first_in": ["a"]}}, ANSWER),
        score({"id": "2", "q": "؟", "lang": "ar", "form": "who", "expect": {"status": "no_record"}}, ANSWER),
    ]
    rows = {line[:24].strip(): line[24:].split() for line in table(scored).splitlines()}
    assert rows["all"] == ["2", "50.0%", "0.0%", "0.0%", "50.0%"]
    assert rows["answerable"] == ["1", "100.0%", "0.0%", "0.0%", "0.0%"]
    assert rows["not answerable"] == ["1", "0.0%", "0.0%", "0.0%", "100.0%"]
    assert rows["lang ar"] == rows["form who"] == rows["not answerable"]


def test_it_asks_a_command_and_keeps_the_gates(tmp_path: Path) -> None:
    asked = tmp_path / "questions.jsonl"
    asked.write_text(
        '{"id": "0", "q": "Hama?", "lang": "en", "setup": true, "chat": "c", "expect": {}}\n'
        '{"id": "1", "q": "when?", "lang": "en", "form": "when", "chat": "c", "expect": {}}\n'
        '{"id": "2", "q": "حماة؟", "lang": "ar", "form": "when", "expect": {"status": "no_record"}}\n'
    )
    answering = tmp_path / "answering.py"
    answering.write_text(
        "import json, sys\n"
        "for line in sys.stdin:\n"
        "    asked = json.loads(line)\n"
        "    print(json.dumps({'status': 'no_record' if asked['chat'] == '2' else 'ambiguous'}))\n"
    )
    arguments = [str(asked), "--cmd", f"{sys.executable} {answering}"]
    shown = CliRunner().invoke(main, [*arguments, "--misses", "5", "--min-right", "50"])
    assert shown.exit_code == 0
    assert "all                         2    50.0%    50.0%     0.0%     0.0%" in shown.output
    assert "[missed] 1 'when?'" in shown.output
    assert CliRunner().invoke(main, [*arguments, "--min-right", "51"]).exit_code == 1
    assert CliRunner().invoke(main, [*arguments, "--lang", "ar", "--min-right", "100"]).exit_code == 0
