"""What the commands share: their options, the settings that they run under, and the open database."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click
from sqlite_utils import Database

from answering.lexicon import languages
from bot.settings import Settings, read_settings
from db.connection import open_for_reading, open_for_writing
from db.edtf_dates import read_day
from db.errors import BadDate, DatabaseOutdated
from db.timeline import Timeline

_Command = TypeVar("_Command", bound=Callable[..., Any])


class DayType(click.ParamType[date]):
    """A day as YYYY-MM-DD."""

    name = "YYYY-MM-DD"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day, or a usage error that says how one is written."""
        try:
            return read_day(value)
        except BadDate as error:
            self.fail(str(error), param, ctx)


class LanguageType(click.ParamType[str]):
    """A language that there are words for."""

    name = "en|ar"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The language's code, or a usage error that names those there are."""
        if value not in languages():
            self.fail(f"{value!r} is none of {', '.join(languages())}.", param, ctx)
        return str(value)


def database_option(command: _Command) -> _Command:
    """The option that names another database than the settings do."""
    return click.option(
        "--db",
        "database",
        type=click.Path(path_type=Path),
        metavar="PATH",
        help="The timeline's database; TARIKH_DB where it is not given.",
    )(command)


def settings_with(database: Path | None) -> Settings:
    """The settings of the environment and of `.env` here, with another database where one is named."""
    settings = read_settings(os.environ, Path(".env"))
    return settings if database is None else replace(settings, database=database)


@contextmanager
def opened(path: Path) -> Iterator[Database]:
    """The database at `path` for reads, closed at the end; one of an earlier version is brought up to date first."""
    try:
        database = open_for_reading(path)
    except DatabaseOutdated:
        open_for_writing(path).close()
        database = open_for_reading(path)
    with closing(database):
        yield database


@contextmanager
def opened_timeline(path: Path) -> Iterator[Timeline]:
    """The timeline at `path`, closed at the end."""
    with opened(path) as database:
        yield Timeline(database)
