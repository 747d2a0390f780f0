"""Write anew the lists of what the core can't do yet: `python -m tests.core.update_not_yet`, from the root.

Read the difference before it is kept: a line that goes is a gain, a line that comes is a loss to be explained.
"""

from __future__ import annotations

import tempfile
from contextlib import closing
from pathlib import Path

import click

from answering.names.of_timeline import names_of
from db import bundled
from db.connection import open_for_reading
from db.timeline import Timeline
from tests.core.asking import ask_all
from tests.core.not_yet import NAMES_NOT_YET, QUESTIONS_NOT_YET, listed, write
from tests.core.test_names import unfound
from tests.score import Outcome


@click.command()
def main() -> None:
    """Write anew not_yet.txt and names_not_yet.txt beside this file."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "tarikh.db"
        bundled.build(path)
        with closing(open_for_reading(path)) as database:
            timeline = Timeline(database)
            failed = {
                id: f"{one.scored.outcome}: {', '.join(one.scored.failed)}"
                for id, one in ask_all(timeline).items()
                if one.counts and one.scored.outcome is not Outcome.RIGHT
            }
            names = sorted(unfound(timeline.directory, names_of(timeline)))
    for file, rows in ((QUESTIONS_NOT_YET, failed), (NAMES_NOT_YET, dict.fromkeys(names, "not found"))):
        before = set(listed(file))
        write(file, rows)
        click.echo(f"{file.name}: {len(rows)} lines, {len(before - set(rows))} gone, {len(set(rows) - before)} new")


if __name__ == "__main__":
    main()
