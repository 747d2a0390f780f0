"""How long answers take on a timeline of very many events: `python -m benchmarks.many_events --events 1000000`.

The bundled records, and beside them events at the same places, with the same actors, kinds and words, written as
any import is. The development questions are asked of it, and dateparser searches them for dates in the same run.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain
from pathlib import Path
from random import Random
from time import perf_counter
from zoneinfo import ZoneInfo

import click

from bot.asker import Asker
from bot.bench import measure, read_questions
from db.bundled import bundled_record_files
from db.connection import open_for_reading, open_for_writing
from db.desk import import_records
from db.edtf_dates import read_when
from db.model import (
    Actor,
    Event,
    Figure,
    Group,
    Measure,
    Participant,
    Place,
    Record,
    Report,
    Role,
    Source,
    Stance,
    Status,
    Text,
)
from db.records import read_records
from db.timeline import Timeline

QUESTIONS = Path("tests/questions/dev.jsonl")
FIRST, DAYS = date(2011, 3, 15), 5700  # to October 2026
PAGES = 2_000  # sources that the events share
WORDS = 14  # of a text
COUNTED = 0.1  # of the events carry a figure
WEIGHTS = (30, 40, 20, 8, 2)  # how common each importance is, from 1 to 5


@dataclass(frozen=True, slots=True)
class Stock:
    """What made-up events are made of: the bundled records, and the words of their texts."""

    records: tuple[Record, ...]
    places: tuple[Place, ...]
    actors: tuple[Actor, ...]
    events: tuple[Event, ...]
    english: tuple[str, ...]
    arabic: tuple[str, ...]

    @staticmethod
    def bundled() -> Stock:
        """The bundled records as stock."""
        records = tuple(read_records(bundled_record_files()))
        events = tuple(record for record in records if isinstance(record, Event))
        words = {
            language: tuple(word for event in events for word in event.text.get(language).split())
            for language in ("en", "ar")
        }
        return Stock(
            records,
            tuple(record for record in records if isinstance(record, Place)),
            tuple(record for record in records if isinstance(record, Actor)),
            events,
            words["en"],
            words["ar"],
        )


def made_up(stock: Stock, count: int, random: Random) -> Iterator[Record]:
    """So many events and the pages that report them; places are as frequent as in the bundled events."""
    pages = [Source(f"page-{n}", f"Outlet {n % 300}", None, day_of(random), "en", "news") for n in range(PAGES)]
    yield from pages
    places = tuple(place for event in stock.events for place in event.places)
    actors = tuple(part.actor for event in stock.events for part in event.actors)
    for number in range(count):
        day, page = day_of(random), random.choice(pages)
        english, arabic = (" ".join(random.choices(words, k=WORDS)) for words in (stock.english, stock.arabic))
        yield Event(
            id=f"{day.isoformat()}-made-up-{number}",
            when=read_when(day.isoformat()),
            clock=None,
            kind=random.choice(stock.events).kind,
            places=tuple(dict.fromkeys(random.choices(places, k=random.choice((1, 1, 2))))),
            actors=tuple(
                Participant(actor, random.choice(list(Role)))
                for actor in dict.fromkeys(random.choices(actors, k=random.choice((0, 1, 2))))
            ),
            text=Text((("en", english), ("ar", arabic))),
            status=Status.REPORTED,
            importance=random.choices(range(1, 6), WEIGHTS)[0],
            reports=(Report(page, (random.choice(actors),), Stance.REPORTS, day, None),),
            figures=(_killed(random, page, day, places),) if random.random() < COUNTED else (),
        )


def day_of(random: Random) -> date:
    """Any day of the time that the timeline is about."""
    return FIRST + timedelta(days=random.randrange(DAYS))


def _killed(random: Random, page: Source, day: date, places: tuple[str, ...]) -> Figure:
    number = random.randrange(1, 60)
    label = Text((("en", "people"), ("ar", "أشخاص")))
    return Figure(Measure.KILLED, number, number, Group.PEOPLE, label, day, day, (random.choice(places),), (), page)


@click.command()
@click.option("--events", default=1_000_000, show_default=True, type=click.IntRange(0), help="Events to make up.")
@click.option("--keep", type=click.Path(path_type=Path), help="The database: made there, or used where it is.")
@click.option("--seed", default=1, show_default=True, help="Another one makes other events.")
def main(events: int, keep: Path | None, seed: int) -> None:
    """Measure answers on a timeline of very many events against dateparser's search for dates."""
    with tempfile.TemporaryDirectory() as folder:
        path = keep or Path(folder) / "many.db"
        if not path.exists():
            started = perf_counter()
            stock = Stock.bundled()
            with closing(open_for_writing(path)) as database:
                import_records(database, chain(stock.records, made_up(stock, events, Random(seed))))  # noqa: S311
            click.echo(f"written in {perf_counter() - started:,.0f} s, {path.stat().st_size / 1e6:,.0f} MB")
        with closing(open_for_reading(path)) as database:
            started = perf_counter()
            timeline = Timeline(database)
            asker = Asker(timeline, ZoneInfo("Asia/Damascus"))
            compared = measure(read_questions((QUESTIONS,)), asker, repeat=1)
            click.echo(f"{timeline.coverage().events:,} events, started and asked in {perf_counter() - started:,.1f} s")
            click.echo(compared.table())


if __name__ == "__main__":
    main()
