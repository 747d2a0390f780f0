"""Asking the questions of a question file in their order, with the chat memory that the program has."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from answering import ask
from answering.answer import Answer
from bot.asker import Asker
from bot.contract import object_of
from db.timeline import Timeline
from tests.score import TODAY, Scored, score

NOW = date(2026, 11, 22)
QUESTIONS = Path(__file__).parents[1] / "questions" / "dev.jsonl"


def asked(question: str, timeline: Timeline, previous: Answer | None = None) -> Answer:
    """The core's answer to a question of the day that the question files are written for."""
    return ask.answer(question, timeline, today=NOW, previous=previous)


def told(question: str, timeline: Timeline, previous: Answer | None = None) -> list[str]:
    """The ids of the entries that the answer to a question shows, in the order shown."""
    return [event.id for event in asked(question, timeline, previous).events]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of the file, how its answer was scored, and the answer in words."""

    scored: Scored
    words: str

    @property
    def counts(self) -> bool:
        """Whether it is a question of its own, and not one that only prepares the next."""
        return not self.scored.question.get("setup")


def questions() -> list[dict[str, Any]]:
    """The questions of the file, in its order."""
    return [json.loads(line) for line in QUESTIONS.read_text("utf-8").splitlines() if line]


def ask_all(timeline: Timeline) -> dict[str, Asked]:
    """Every question with its answer, by id; a follow-up works from the answer before it in its chat."""
    asker = Asker(timeline, ZoneInfo("Asia/Damascus"))
    asked = {}
    for question in questions():
        told = asker.ask(
            question["q"],
            chat=question.get("chat") or question["id"],
            today=date.fromisoformat(question.get("today", TODAY)),
            language=question.get("force_lang"),
        )
        answer = object_of(told.answer, told.message, timeline.directory)
        asked[question["id"]] = Asked(score(question, answer), told.message.plain())
    return asked
