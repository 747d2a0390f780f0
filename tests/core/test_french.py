"""A further language is one lexicon, one catalogue and names in the records: French, as far as when and where.

The files are in `french/`, and no code knows of them. The languages that there are do not change while a
program runs, so that French is asked in a process of its own.
"""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from answering.lexicon import languages

ROOT = Path(__file__).parents[2]
MESSAGE_ID = re.compile(r"\b(?:date|list|form|statement|standing|note|action|clock|hint|sources|talk)\.\w")
ASKED = {
    "Quand Hama est-elle tombée ?": ["hama"],
    "Quand Hama a-t-elle été prise le 5 décembre 2024 ?": ["hama"],
    "Quand Hama a-t-elle été prise avant le 1 décembre 2024 ?": [],
    "Quand Hama est-elle tombée entre le 1 décembre 2024 et le 6 décembre 2024 ?": ["hama"],
    "Quand Alep a-t-elle été prise ?": ["aleppo-2016", "aleppo-2024"],
    "Quand Alep a-t-elle été prise en 2016 ?": ["aleppo-2016"],
    "Quand Alep a-t-elle été prise en novembre 2024 ?": ["aleppo-2024"],
    "Quand Alep a-t-elle été prise en décembre 2024 ?": [],
    "Quand Alep a-t-elle été prise depuis 2020 ?": ["aleppo-2024"],
    "À quelle date Palmyra a-t-elle été prise ?": ["palmyra"],
    "Quand Homs est-elle tombée ?": [],
    "Quand Kaboul est-elle tombée ?": [],
    "Où Assad a-t-il fui ?": ["flight"],
    "où Assad a-t-il fui le 8 décembre 2024": ["flight"],
    "Où Assad a-t-il fui en 2016 ?": [],
    "Pourquoi Hama est-elle tombée ?": [],
    "Bonjour": [],
    "When did Hama fall?": ["hama"],
    "متى سقطت حماة؟": ["hama"],
}


@pytest.fixture(scope="module")
def answers() -> dict[str, dict[str, Any]]:
    """What each question is answered."""
    told = subprocess.run(
        [sys.executable, "-m", "tests.core.asking_french"],
        input="\n".join(ASKED),
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        cwd=ROOT,
        env={"PYTHONUTF8": "1"},
        check=True,
    )
    lines = [json.loads(line) for line in told.stdout.splitlines()]
    return dict(zip(ASKED, lines, strict=True))


def test_no_other_test_meets_french() -> None:
    assert "fr" not in languages()


@pytest.mark.parametrize(("question", "events"), ASKED.items())
def test_a_question_in_french_finds_its_entries(
    question: str, events: list[str], answers: dict[str, dict[str, Any]]
) -> None:
    assert answers[question]["events"] == events


@pytest.mark.parametrize("question", ASKED)
def test_the_language_is_told_by_the_words(question: str, answers: dict[str, dict[str, Any]]) -> None:
    expected = {"When did Hama fall?": "en", "متى سقطت حماة؟": "ar"}.get(question, "fr")
    assert answers[question]["language"] == expected


@pytest.mark.parametrize("question", ASKED)
def test_no_name_of_a_sentence_is_shown(question: str, answers: dict[str, dict[str, Any]]) -> None:
    assert not MESSAGE_ID.search(answers[question]["text"] + answers[question]["understood"])


def test_an_answer_is_worded_in_french(answers: dict[str, dict[str, Any]]) -> None:
    answer = answers["Quand Hama est-elle tombée ?"]
    assert answer["understood"] == "Quand : chute et Hama"
    assert answer["text"] == (
        "jeudi 5 décembre 2024, dans la soirée\n"
        "Les rebelles ont pris Hama. [1][2][3]\n"
        "Confirmé par le camp perdant : Armée syrienne"
        " · 3 médias, 3 origines : rebelles, Armée syrienne et Observatoire syrien\n"
        "[1] TAG24, 5 déc. 2024\n"
        "[2] AFP, 5 déc. 2024\n"
        "[3] BBC"
    )


def test_one_is_singular_in_french(answers: dict[str, dict[str, Any]]) -> None:
    assert "indépendante · 1 média\n" in answers["Quand Alep a-t-elle été prise en 2016 ?"]["text"]


def test_a_place_has_its_french_name(answers: dict[str, dict[str, Any]]) -> None:
    answer = answers["Où Assad a-t-il fui ?"]
    assert answer["value"] == {"places": ["moscow"]}
    assert answer["text"].splitlines()[:2] == ["Moscou", "dimanche 8 décembre 2024"]


def test_a_span_is_worded_in_french(answers: dict[str, dict[str, Any]]) -> None:
    answer = answers["À quelle date Palmyra a-t-elle été prise ?"]
    assert (answer["value"]["start"], answer["value"]["end"]) == ("2024-12-07", "2024-12-08")
    assert answer["text"].startswith("du 7 décembre au 8 décembre 2024")


def test_what_is_not_translated_is_told_in_english(answers: dict[str, dict[str, Any]]) -> None:
    first = answers["À quelle date Palmyra a-t-elle été prise ?"]["text"].splitlines()[0]
    assert first == "du 7 décembre au 8 décembre 2024, late night"


def test_a_refusal_says_what_was_looked_for(answers: dict[str, dict[str, Any]]) -> None:
    answer = answers["Quand Alep a-t-elle été prise en décembre 2024 ?"]
    assert answer["status"] == "no_record"
    assert answer["text"].splitlines() == [
        "Rien n’est enregistré à ce sujet : prise, Alep et décembre 2024.",
        "Enregistré à proximité :",
        "• 13 décembre 2016: Forces captured Aleppo.",
        "• 30 novembre 2024: Forces captured Aleppo.",
    ]
    assert answers["Pourquoi Hama est-elle tombée ?"]["text"].startswith("La chronologie dit")


def test_small_talk_is_answered_in_french(answers: dict[str, dict[str, Any]]) -> None:
    assert answers["Bonjour"]["status"] == "not_a_question"
    assert answers["Bonjour"]["text"].startswith("Bonjour ! Demandez-moi")
