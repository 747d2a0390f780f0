"""The commands that copy the database and put a copy back."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from bot.errors import BackupFailed
from bot.options import database_option, settings_with
from db.backup import back_up, back_up_into, restore_backup
from db.errors import DatabaseUnwritable


@click.command()
@click.argument("file", type=click.Path(path_type=Path), required=False)
@click.option("--keep", type=click.IntRange(1), metavar="N", help="Keep the newest N copies in the folder --to.")
@click.option(
    "--to",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="FOLDER",
    help="Where kept copies go; `backups` beside the database where it is not given.",
)
@database_option
def backup(file: Path | None, keep: int | None, folder: Path | None, database: Path | None) -> None:
    """Copy the database to FILE while it is in use, and check the copy.

    Without FILE, the copy is named after the moment and put in a folder, and with --keep N the oldest copies
    there beyond N are taken away once the new one is whole: a line for a timer. `tarikh restore` puts one back.
    """
    settings = settings_with(database)
    if file is not None and (keep or folder):
        raise click.UsageError("Give either FILE or --keep and --to.")
    target = file or folder or settings.database.with_name("backups")
    try:
        if file is not None:
            back_up(settings.database, file)
        else:
            target = back_up_into(settings.database, target, keep=keep or 2**31, now=datetime.now(UTC))
    except DatabaseUnwritable as error:
        raise BackupFailed(target, error.why) from error
    click.echo(f"{settings.database} is copied to {target}, and the copy is whole.")


@click.command()
@click.argument("copy", type=click.Path(path_type=Path))
@database_option
def restore(copy: Path, database: Path | None) -> None:
    """Put COPY, which `tarikh backup` made, in the place of the database; the bot may go on running.

    COPY is checked first. What is there now is kept beside the database, and its file is named.
    """
    settings = settings_with(database)
    kept = restore_backup(copy, settings.database, now=datetime.now(UTC))
    click.echo(f"{copy} is now {settings.database}, and it is whole.")
    if kept is not None:
        click.echo(f"What was there before is kept in {kept}.")
