"""Answers in a process that knows French beside its own languages: a question a line in, an answer a line out."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TypeVar
from zoneinfo import ZoneInfo

from answering import language_files
from bot.asker import Asker
from bot.contract import object_of
from db.model import Actor, Kind, Place, Stance, Status, Text
from tests import builders

FOLDER = Path(__file__).parent / "french"
TODAY = date(2026, 11, 22)
Named = TypeVar("Named", Place, Actor)
FRENCH_NAMES = {
    "syria": "Syrie",
    "homs": "Homs",
    "aleppo": "Alep",
    "damascus": "Damas",
    "moscow": "Moscou",
    "rebels": "rebelles",
    "saa": "Armée syrienne",
    "sohr": "Observatoire syrien",
    "assad": "Bachar el-Assad",
}


def named(record: Named) -> Named:
    """A place or actor with its French name, where there is one."""
    french = FRENCH_NAMES.get(record.id)
    return record if french is None else replace(record, name=Text((*record.name.by_language, ("fr", french))))


HAMA = builders.captured(
    "hama",
    "2024-12-05",
    "hama",
    "Hama",
    status=Status.CONFIRMED,
    importance=5,
    clock="evening",
    reports=(
        builders.report(said_by=("rebels",)),
        builders.report(builders.source("afp", outlet="AFP"), said_by=("saa",), stance=Stance.CONFIRMS),
        builders.report(builders.source("bbc", outlet="BBC", published=None), said_by=("sohr",)),
    ),
)
EVENTS = (
    replace(HAMA, text=Text((*HAMA.text.by_language, ("fr", "Les rebelles ont pris Hama.")))),
    builders.captured("aleppo-2024", "2024-11-30", "aleppo", "Aleppo", importance=5),
    builders.captured("aleppo-2016", "2016-12-13", "aleppo", "Aleppo", by=("saa",), from_=("rebels",), importance=5),
    builders.captured("palmyra", "2024-12-07/2024-12-08", "palmyra", "Palmyra", clock="late night"),
    builders.event(
        "flight", "2024-12-08", kind=Kind.DISPLACEMENT, places=("moscow",), by=("assad",), en="Assad fled to Moscow."
    ),
)


def main() -> None:
    """Answer standard input."""
    language_files.add(FOLDER)
    places, actors = map(named, builders.PLACES), map(named, builders.ACTORS)
    with builders.timeline(*EVENTS, places=tuple(places), actors=tuple(actors)) as timeline:
        asker = Asker(timeline, ZoneInfo("Asia/Damascus"))
        for line in sys.stdin:
            told = asker.ask(line.strip(), today=TODAY)
            answer = object_of(told.answer, told.message, timeline.directory)
            sys.stdout.write(json.dumps(answer, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
