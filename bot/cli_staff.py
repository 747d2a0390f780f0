"""The command that lists, gives and takes back roles at the desk."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import click

from bot.options import database_option, opened, settings_with
from db.connection import open_for_writing
from db.errors import DatabaseMissing
from db.staff import GRANTED, Staff, StaffRole

_PERSON = click.IntRange(1, 2**52 - 1)  # what Telegram's ids can be


@click.group(invoke_without_command=True)
@database_option
@click.pass_context
def staff(context: click.Context, database: Path | None) -> None:
    """List who has a role at the desk, or give and take one back."""
    settings = settings_with(database)
    context.obj = settings.database
    if context.invoked_subcommand is not None:
        return
    for owner in sorted(settings.owners):
        click.echo(f"{owner} owner")
    with opened(settings.database) as reading:
        for member in Staff(reading).members():
            if member.person not in settings.owners:
                click.echo(f"{member.person} {member.role}")


@staff.command()
@click.argument("person", type=_PERSON, metavar="ID")
@click.argument("role", type=click.Choice([role.value for role in GRANTED]))
@click.pass_obj
def grant(path: Path, person: int, role: str) -> None:
    """Give the person with the Telegram id ID a role in place of any other."""
    given = StaffRole(role)
    new = _write(path, lambda staff: staff.grant(person, given, by=None, at=datetime.now(UTC)))
    click.echo(f"{person} is now {role}." if new else f"{person} is {role} already.")


@staff.command()
@click.argument("person", type=_PERSON, metavar="ID")
@click.pass_obj
def revoke(path: Path, person: int) -> None:
    """Take back the role of the person with the Telegram id ID."""
    had = _write(path, lambda staff: staff.revoke(person, by=None, at=datetime.now(UTC)))
    click.echo(f"{person} has no role any more." if had else f"{person} has no role.")


def _write(path: Path, change: Callable[[Staff], bool]) -> bool:
    if not path.is_file():
        raise DatabaseMissing(path)
    with closing(open_for_writing(path)) as database:
        return change(Staff(database))
