"""Timelines for the tests of the core: the bundled one once for all, and small ones made for one test."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from answering.names import Names
from answering.names.of_timeline import names_of
from db.connection import open_for_reading
from db.model import Event
from db.timeline import Timeline
from tests import builders

Small = Callable[..., Timeline]


@pytest.fixture(scope="session")
def bundled_timeline(bundled_path: Path) -> Iterator[Timeline]:
    """The bundled timeline, for reading."""
    with closing(open_for_reading(bundled_path)) as database:
        yield Timeline(database)


@pytest.fixture(scope="session")
def bundled_names(bundled_timeline: Timeline) -> Names:
    """The names of the bundled timeline."""
    return names_of(bundled_timeline)


@pytest.fixture
def small() -> Iterator[Small]:
    """Makes a timeline in memory of the events given; it is closed when the test ends."""
    with ExitStack() as stack:

        def made(*events: Event) -> Timeline:
            return stack.enter_context(builders.timeline(*events))

        yield made
