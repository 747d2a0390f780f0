"""Kills the program again and again while it edits and imports, and looks whether anything was lost.

`python -m benchmarks.crash --minutes 2 --kills 200`: each time a new process edits, retracts, restores, merges
nothing half and imports tables, tells each write once it is acknowledged, and gets SIGKILL at a random moment.
At the end every acknowledged revision must be there with its hash, every import whole or not there at all, and
the file, the records and the chain of revisions whole. The exit status is 1 where they are not.
"""

from __future__ import annotations

import csv
import io
import multiprocessing
import os
import signal
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field, replace
from multiprocessing.connection import Connection
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import click
from sqlite_utils import Database

from benchmarks import ged_table
from db.bulk import bring_in
from db.chain import check_revisions
from db.check import check_database
from db.connection import open_for_reading, open_for_writing
from db.editing import restore, retract, undo, write
from db.history import is_retracted, newest, revision
from db.records import RecordFile
from db.revision import Signature
from db.rows import load_events

_EDITED = 40  # entries that are edited over and over
_FIRST_TABLE = 1_000  # its number; the rows of table N have ids from N * _APART on
_APART = 10_000


@dataclass(slots=True)
class Outcome:
    """What a run did and what it found: `faults` are sentences, none where nothing was lost."""

    kills: int = 0
    acknowledged: int = 0
    imports: int = 0
    unacknowledged_imports: int = 0
    faults: list[str] = field(default_factory=list)


@click.command()
@click.option("--minutes", default=2.0, show_default=True, type=click.FloatRange(min=0, min_open=True))
@click.option("--kills", default=200, show_default=True, type=click.IntRange(1))
@click.option("--seed", default=1, show_default=True, type=int)
@click.pass_context
def main(context: click.Context, minutes: float, kills: int, seed: int) -> None:
    """Edit and import while the process is killed, then look whether anything was lost."""
    with TemporaryDirectory() as folder:
        outcome = run(Path(folder) / "tarikh.db", seconds=minutes * 60, kills=kills, seed=seed)
    click.echo(
        f"{outcome.kills} kills, {outcome.acknowledged:,} acknowledged writes, {outcome.imports} whole imports "
        f"({outcome.unacknowledged_imports} of them finished as the process was killed)"
    )
    for fault in outcome.faults:
        click.echo(fault)
    click.echo("Something was lost." if outcome.faults else "Nothing was lost, and nothing is there by half.")
    context.exit(1 if outcome.faults else 0)


def run(path: Path, *, seconds: float, kills: int, seed: int, rows: int = 1_000) -> Outcome:
    """Write to a new database at `path` while the writer is killed that often within about that time.

    `rows` is how many rows an import has at most.
    """
    random = Random(seed)  # noqa: S311 chance, not a secret
    with closing(open_for_writing(path)) as database:
        bring_in(database, [_table(0, _EDITED)], Signature())
    # The parent has no database open when it forks: SQLite's connections must not be carried across.
    forking = multiprocessing.get_context("fork")
    told: list[tuple[int, str, int, int]] = []
    outcome = Outcome()
    for number in range(kills):
        receiving, sending = forking.Pipe(duplex=False)
        process = forking.Process(target=_write_on, args=(path, seed * 1_000_000 + number, rows, sending))
        process.start()
        sending.close()
        time.sleep(random.uniform(0.1, 1.9) * seconds / kills)
        if process.pid is not None and process.is_alive():
            os.kill(process.pid, signal.SIGKILL)
            outcome.kills += 1
        process.join()
        told += _received(receiving)
    _judge(path, told, outcome)
    return outcome


def _write_on(path: Path, seed: int, rows: int, telling: Connection) -> None:
    """Write until the process is killed, telling of every write as soon as it is acknowledged."""
    random = Random(seed)  # noqa: S311 chance, not a secret
    with closing(open_for_writing(path)) as database:
        for step in range(1_000_000):
            table = size = 0
            if random.random() < 0.15:
                table, size = _FIRST_TABLE + seed % 1_000_000 * 100 + step, random.randrange(rows // 4, rows)
                bring_in(database, [_table(table, size)], Signature(why=f"table {table}"))
            else:
                _edit(database, random, step)
            made = revision(database, newest(database))
            telling.send((made.number, made.hash, table, size))


def _edit(database: Database, random: Random, step: int) -> None:
    """One write to one of the entries that are edited over and over."""
    id = f"ucdp-{random.randrange(_EDITED)}"
    signed = Signature(by=str(random.randrange(1, 5)), why=f"step {step}")
    if is_retracted(database, id):
        restore(database, id, signed)
        return
    match random.randrange(4):
        case 0:
            retract(database, id, signed)
        case 1:
            made = retract(database, id, signed)
            undo(database, made.number, signed)
        case _:
            (seq,) = database.execute("SELECT seq FROM event WHERE id = ?", (id,)).fetchone()
            (event,) = load_events(database, [seq])
            write(
                database,
                [replace(event, clock=f"{random.random():.12f}")],
                signed,
                based_on=newest(database),
            )


def _table(number: int, size: int) -> RecordFile:
    """The table with a number, as UCDP's export; its ids are nobody else's."""
    return RecordFile(f"table {number}", _lines(ged_table.rows(size, number, number * _APART)))


def _lines(rows: Iterator[list[object]]) -> Iterator[bytes]:
    yield (",".join(ged_table.HEADING) + "\n").encode()
    for row in rows:
        line = io.StringIO()
        csv.writer(line).writerow(row)
        yield line.getvalue().encode()


def _received(receiving: Connection) -> list[tuple[int, str, int, int]]:
    """What a process told before it ended; what it was just telling as it was killed counts as not told."""
    told = []
    with receiving:
        try:
            while receiving.poll():
                told.append(receiving.recv())
        except (EOFError, OSError):
            pass
    return told


def _judge(path: Path, told: list[tuple[int, str, int, int]], outcome: Outcome) -> None:
    """Compare what was acknowledged with what is stored."""
    outcome.acknowledged = len(told)
    with closing(open_for_reading(path)) as database:
        hashes = dict(database.execute("SELECT number, hash FROM revision").fetchall())
        for number, hash, _, _ in told:
            if hashes.get(number) != hash:
                outcome.faults.append(f"revision {number} was acknowledged and is not there")
        sizes = {table: size for _, _, table, size in told if table}
        stored = dict(
            database.execute(
                "SELECT CAST(substr(id, 6) AS INTEGER) / ?1 AS part, count(*) FROM event "
                "WHERE CAST(substr(id, 6) AS INTEGER) >= ?1 * ?2 GROUP BY part",
                (_APART, _FIRST_TABLE),
            ).fetchall()
        )
        whole = {
            int(why.removeprefix("table ")): events
            for why, events in database.execute(
                "SELECT why, (SELECT count(*) FROM revision_change WHERE revision = number AND type = 'event') "
                "FROM revision WHERE why LIKE 'table %'"
            )
        }
        outcome.imports, outcome.unacknowledged_imports = len(whole), len(whole.keys() - sizes.keys())
        for table, size in sizes.items():
            if stored.get(table) != size:
                outcome.faults.append(
                    f"table {table} was acknowledged with {size} rows; {stored.get(table, 0)} are there"
                )
        for table, count in stored.items():
            if whole.get(table) != count:
                outcome.faults.append(f"half of table {table} is there: {count} of {whole.get(table)} rows")
        broken = check_database(database) or check_revisions(database)
        outcome.faults += [str(mistake) for mistake in broken]


if __name__ == "__main__":
    main()
