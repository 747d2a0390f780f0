"""A timeline of a few entries in a file, and publishing more while the bot runs, as another process does."""

from contextlib import closing
from pathlib import Path

from db.connection import open_for_writing
from db.desk import import_records
from db.model import Event
from tests.builders import ACTORS, PLACES, captured, event, source


def make(path: Path, *events: Event) -> Path:
    """A database of the builders' places and actors, one capture, and these events."""
    publish(path, captured("2024-12-05-hama", "2024-12-05", "hama", "Hama"), *events)
    return path


def publish(path: Path, *events: Event) -> None:
    """Add events to the database with a connection of its own."""
    with closing(open_for_writing(path)) as database:
        import_records(database, (source(), *PLACES, *ACTORS, *events))


def news(number: int, place: str = "hama", **fields: object) -> Event:
    """An event with a number in its words."""
    return event(f"news-{number:03}", places=(place,), en=f"Entry {number}.", ar=f"المدخل {number}.", **fields)  # type: ignore[arg-type]
