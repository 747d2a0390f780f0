"""The commands that keep the timeline's records: import, export, check and backup."""

from __future__ import annotations

import sys
from contextlib import ExitStack, closing
from importlib.resources import as_file
from pathlib import Path

import click

from bot.errors import BackupFailed
from bot.options import database_option, opened, settings_with
from db.backup import back_up
from db.bundled import build, bundled_files, bundled_record_files
from db.chain import check_revisions
from db.check import Remark, check_database, check_files, remarks_on_files
from db.connection import open_for_writing
from db.desk import ImportSummary, Tally, import_records
from db.errors import DatabaseUnwritable, Mistake, RecordsRefused
from db.exporting import each_line, export_to
from db.records import RecordFile, read_records, record_file

_FILES = click.Path(path_type=Path, allow_dash=True)


@click.command("import")
@click.argument("files", nargs=-1, type=_FILES)
@database_option
def import_(files: tuple[Path, ...], database: Path | None) -> None:
    """Add the records of FILES (JSON Lines; - is standard input), or the bundled ones where none is given.

    Records that are stored with other words are replaced. With a mistake anywhere, nothing is imported and
    every mistake is listed.
    """
    settings = settings_with(database)
    summary = _import(settings.database, files)
    for kind, tally in (
        ("sources", summary.sources),
        ("places", summary.places),
        ("actors", summary.actors),
        ("events", summary.events),
    ):
        click.echo(f"{kind}: {_told(tally)}")


@click.command()
@click.option("--to", "folder", type=click.Path(path_type=Path), metavar="FOLDER", help="Write record files there.")
@database_option
def export(folder: Path | None, database: Path | None) -> None:
    """Write the timeline as records: to standard output, or to files that can be imported again."""
    settings = settings_with(database)
    with opened(settings.database) as reading:
        if folder is not None:
            for path in export_to(reading, folder):
                click.echo(path)
            return
        for line in each_line(reading):
            click.echo(line, nl=False)


@click.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@database_option
@click.pass_context
def check(context: click.Context, files: tuple[Path, ...], database: Path | None) -> None:
    """Say what is wrong in FILES, or in the bundled records and the database where none is given.

    What only looks odd is told as a warning. The exit status is 1 where a rule is broken.
    """
    settings = settings_with(database)
    with ExitStack() as stack:
        stored = stack.enter_context(opened(settings.database)) if settings.database.exists() else None
        if files:
            paths, mistakes, known = list(files), check_files(files, stored), stored
        else:
            paths = [stack.enter_context(as_file(file)) for file in bundled_files()]
            mistakes, known = check_files(paths), None
            if stored:
                # Records that break a rule may not be readable as records, and the chain reads them all.
                mistakes += check_database(stored) or check_revisions(stored)
            if stored is None:
                click.echo(f"There is no database at {settings.database}: only the records are checked.")
        odd = () if mistakes else remarks_on_files(paths, known)
    _tell(mistakes, odd)
    if mistakes:
        context.exit(1)


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@database_option
def backup(file: Path, database: Path | None) -> None:
    """Copy the database to FILE while it is in use, and check the copy.

    To restore: end the bot, put the copy where the database was (without its -wal and -shm files), start it.
    """
    settings = settings_with(database)
    try:
        back_up(settings.database, file)
    except DatabaseUnwritable as error:
        raise BackupFailed(file, error.why) from error
    click.echo(f"{settings.database} is copied to {file}, and the copy is whole.")


def _import(database: Path, files: tuple[Path, ...]) -> ImportSummary:
    there = database.exists()
    if not there and not files:
        return build(database)
    given = map(_record_file, files) if files else bundled_record_files()
    try:
        with closing(open_for_writing(database)) as writing:
            return import_records(writing, read_records(given, writing))
    except (RecordsRefused, KeyboardInterrupt):
        if not there:  # an empty database would pass for a timeline
            for ending in ("", "-wal", "-shm"):
                database.with_name(database.name + ending).unlink(missing_ok=True)
        raise


def _record_file(path: Path) -> RecordFile:
    return RecordFile("standard input", sys.stdin.buffer) if path == Path("-") else record_file(path)


def _told(tally: Tally) -> str:
    return f"{tally.added:,} added, {tally.changed:,} changed, {tally.unchanged:,} unchanged"


def _tell(mistakes: tuple[Mistake, ...], odd: tuple[Remark, ...]) -> None:
    for mistake in mistakes:
        click.echo(mistake)
    for remark in odd:
        click.echo(f"warning: {remark}")
    click.echo(f"mistakes: {len(mistakes):,}, warnings: {len(odd):,}")
