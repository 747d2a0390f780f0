"""The commands that keep the timeline's records: import, export and check."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, closing, contextmanager
from datetime import date, datetime, time
from importlib.resources import as_file
from pathlib import Path
from zoneinfo import ZoneInfo

import click
from sqlite_utils import Database

from bot.bulk_told import tell_finding, tell_summary
from bot.options import DayType, database_option, opened, settings_with
from db.as_of import each_line_as_of
from db.bulk import bring_in
from db.bundled import build, bundled_files, bundled_record_files
from db.chain import check_revisions
from db.check import Remark, check_database, check_files, remarks_on_files
from db.connection import open_for_writing
from db.edtf_dates import read_day
from db.errors import BadDate, Mistake, RecordsRefused
from db.exporting import each_line, export_to
from db.history import newest_at
from db.model import Kind
from db.querying import Query, csv_lines, query_lines
from db.records import RecordFile, record_file
from db.revision import Signature

_STEP = 1 << 18  # bytes after which the bar moves
_FILES = click.Path(path_type=Path, allow_dash=True)


@click.command("import")
@click.argument("files", nargs=-1, type=_FILES)
@click.option("--dry-run", is_flag=True, help="Say line by line what would be done, and write nothing.")
@click.option("--overwrite", is_flag=True, help="Replace entries of UCDP and ACLED that were edited here since.")
@click.option("--why", default="", metavar="TEXT", help="The reason, for the history.")
@database_option
def import_(files: tuple[Path, ...], dry_run: bool, overwrite: bool, why: str, database: Path | None) -> None:
    """Add the records of FILES (- is standard input), or the bundled ones where none is given.

    A file is JSON Lines as `tarikh export` writes them, an export of ACLED or UCDP GED (CSV), or a sheet with a
    heading (CSV). Records that are stored with other words are replaced. With a mistake anywhere, nothing is
    imported and every mistake is listed.
    """
    settings = settings_with(database)
    there = settings.database.exists()
    if not there and not files and not dry_run:
        tell_summary(build(settings.database))
        return
    given = [_record_file(path) for path in files] if files else list(bundled_record_files())
    signed = Signature(why=why or ("" if files else "the bundled records"))
    try:
        with closing(open_for_writing(settings.database)) as writing, _progress(files) as bar:
            summary = bring_in(
                writing,
                map(bar, given),
                signed,
                dry_run=dry_run,
                overwrite=overwrite,
                told=tell_finding if dry_run else None,
            )
    except (RecordsRefused, KeyboardInterrupt):
        _take_away(settings.database, there)
        raise
    if dry_run:
        _take_away(settings.database, there)
    tell_summary(summary)
    if dry_run:
        click.echo("Nothing was written: this was a dry run.")


@click.command()
@click.option("--to", "folder", type=click.Path(path_type=Path), metavar="FOLDER", help="Write record files there.")
@click.option("--as-of", metavar="REV|DATE", help="The timeline as it stood after a revision or at a day's end.")
@click.option("--format", "form", type=click.Choice(["jsonl", "csv"]), default="jsonl", show_default=True)
@click.option("--from", "start", type=DayType(), help="Only events from this day on.")
@click.option("--until", "end", type=DayType(), help="Only events up to this day.")
@click.option("--place", "places", multiple=True, metavar="ID", help="Only events in this place or inside it.")
@click.option("--actor", "actors", multiple=True, metavar="ID", help="Only events of this actor or its members.")
@click.option(
    "--kind", "kinds", multiple=True, type=click.Choice([kind.value for kind in Kind]), help="Only events of this kind."
)
@database_option
def export(
    folder: Path | None,
    as_of: str | None,
    form: str,
    start: date | None,
    end: date | None,
    places: tuple[str, ...],
    actors: tuple[str, ...],
    kinds: tuple[str, ...],
    database: Path | None,
) -> None:
    """Write the timeline as records: to standard output, or to files that can be imported again.

    With a query, only the events that meet it and what they name.
    """
    settings = settings_with(database)
    query = Query(start, end, places, actors, tuple(map(Kind, kinds)))
    if folder is not None and (as_of or form == "csv" or query != Query()):
        raise click.UsageError("--to writes the whole timeline as it is now: leave the other options out.")
    if as_of is not None and (form == "csv" or query != Query()):
        raise click.UsageError("--as-of writes the whole timeline as JSON Lines: leave the other options out.")
    with opened(settings.database) as reading:
        if folder is not None:
            for path in export_to(reading, folder):
                click.echo(path)
            return
        for line in _exported(reading, query, form, _revision_of(reading, as_of, settings.timezone)):
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


def _take_away(database: Path, there: bool) -> None:
    """Take away a database that was not there before: an empty one would pass for a timeline."""
    if not there:
        for ending in ("", "-wal", "-shm"):
            database.with_name(database.name + ending).unlink(missing_ok=True)


def _exported(database: Database, query: Query, form: str, as_of: int | None) -> Iterator[str]:
    if as_of is not None:
        return each_line_as_of(database, as_of)
    if form == "csv":
        return csv_lines(database, query)
    return each_line(database) if query == Query() else query_lines(database, query)


def _revision_of(database: Database, text: str | None, timezone: ZoneInfo) -> int | None:
    """The revision that a number, or the end of a day where the timeline is kept, stands for."""
    if text is None:
        return None
    if text.isascii() and text.isdigit():
        return int(text)
    try:
        day = read_day(text)
    except BadDate as error:
        raise click.UsageError(f"{error}; or give the number of a revision") from None
    return newest_at(database, datetime.combine(day, time.max, timezone))


@contextmanager
def _progress(files: tuple[Path, ...]) -> Iterator[Callable[[RecordFile], RecordFile]]:
    """Gives files whose reading moves a bar on a terminal; the bar is over the bytes of all of them."""
    sizes = [path.stat().st_size for path in files if path.is_file()]
    if not sizes or not sys.stderr.isatty():
        yield lambda file: file
        return
    with click.progressbar(length=sum(sizes), label="Importing", file=sys.stderr) as bar:

        def counted(lines: Iterable[bytes]) -> Iterator[bytes]:
            waiting = 0
            for line in lines:
                waiting += len(line)
                if waiting > _STEP:
                    bar.update(waiting)
                    waiting = 0
                yield line
            bar.update(waiting)

        yield lambda file: RecordFile(file.name, counted(file.lines))


def _record_file(path: Path) -> RecordFile:
    return RecordFile("standard input", sys.stdin.buffer) if path == Path("-") else record_file(path)


def _tell(mistakes: tuple[Mistake, ...], odd: tuple[Remark, ...]) -> None:
    for mistake in mistakes:
        click.echo(mistake)
    for remark in odd:
        click.echo(f"warning: {remark}")
    click.echo(f"mistakes: {len(mistakes):,}, warnings: {len(odd):,}")
