"""How fast a table of UCDP's shape is imported, beside plain sqlite-utils `insert_all` of the same rows.

`python -m benchmarks.importing` makes the table, runs both in one go, each in a process of its own, and prints
rows per second, the ratio, and the most memory that each process ever held.
"""

from __future__ import annotations

import csv
import multiprocessing
import resource
import sys
import time
from contextlib import closing
from multiprocessing.connection import Connection
from pathlib import Path
from tempfile import TemporaryDirectory

import click
import sqlite_utils

from benchmarks import ged_table
from db.bulk import bring_in
from db.connection import open_for_writing
from db.records import record_file
from db.revision import Signature


@click.command()
@click.option("--rows", default=1_000_000, show_default=True, type=click.IntRange(1), help="Rows of the table.")
@click.option(
    "--folder", type=click.Path(path_type=Path, file_okay=False), help="Where the files are made for a while."
)
def main(rows: int, folder: Path | None) -> None:
    """Import a table of UCDP's shape both ways and print the ratio."""
    with TemporaryDirectory(dir=folder) as made:
        table = Path(made) / "GEDEvent_v25_1.csv"
        ged_table.write(table, rows)
        click.echo(f"{rows:,} rows, {table.stat().st_size / 1e6:,.0f} MB")
        plain = _measured(_plain, table, rows)
        click.echo(f"sqlite-utils insert_all: {plain[0]:8,.0f} rows a second, at most {plain[1]:4,.0f} MB")
        ours = _measured(_ours, table, rows)
        click.echo(f"tarikh import:           {ours[0]:8,.0f} rows a second, at most {ours[1]:4,.0f} MB")
        click.echo(f"ratio: {ours[0] / plain[0]:.2f} (at least 0.3 is asked for, and less than 300 MB)")


def _measured(work: object, table: Path, rows: int) -> tuple[float, float]:
    """Rows a second and peak megabytes of a way of importing, in a process of its own."""
    spawn = multiprocessing.get_context("spawn")
    receiving, sending = spawn.Pipe(duplex=False)
    process = spawn.Process(target=_run, args=(work, table, sending))
    process.start()
    sending.close()
    seconds, memory, stored = receiving.recv()
    process.join()
    if stored != rows:
        raise click.ClickException(f"{stored:,} of {rows:,} rows were stored.")
    return rows / seconds, memory


def _run(work: object, table: Path, sending: Connection) -> None:
    assert callable(work)  # noqa: S101 what a process is given has no type
    begun = time.perf_counter()
    stored = work(table)
    seconds = time.perf_counter() - begun
    unit = 1 if sys.platform == "darwin" else 1024
    sending.send((seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6, stored))


def _plain(table: Path) -> int:
    """Rows stored by sqlite-utils, as its documentation shows it."""
    with closing(sqlite_utils.Database(table.with_name("plain.db"))) as database:
        with table.open(encoding="utf-8", newline="") as file:
            database.table("ged").insert_all(csv.DictReader(file), pk="id")
        return database.table("ged").count


def _ours(table: Path) -> int:
    """Events stored by an import with its revision."""
    with closing(open_for_writing(table.with_name("ours.db"))) as database:
        bring_in(database, [record_file(table)], Signature())
        return database.table("event").count


if __name__ == "__main__":
    main()
