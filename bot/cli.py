"""The command `tarikh`: asking, chatting, running the bot, and keeping the records."""

from __future__ import annotations

import io
import logging
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import NoReturn

import click

from bot.cli_backup import backup, restore
from bot.cli_records import check, export, import_
from bot.cli_staff import staff
from bot.errors import BotError
from bot.failure import failure
from bot.options import DayType, LanguageType, database_option, opened_timeline, settings_with
from bot.settings import Settings
from db.bundled import build
from db.errors import TimelineError

BAD_ARGUMENTS = 2
INTERRUPTED = 130  # as a shell reports a command that Ctrl-C ended


@click.group(invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="tarikh", message="tarikh %(version)s")
@click.pass_context
def tarikh(context: click.Context) -> None:
    """Answers questions about a conflict's timeline, in English and Arabic, and names its sources."""
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


@tarikh.command()
def run() -> None:
    """Run the bot on Telegram, or a chat in the terminal where no token is set."""
    settings = settings_with(None)
    _make_database(settings)
    if settings.token is None:
        _chat(settings, "No TELEGRAM_BOT_TOKEN is set: this is a chat in the terminal. /help, /quit")
        return
    from bot import app  # here, so that no other command waits for Telegram's library to load

    click.echo("TELEGRAM_BOT_TOKEN is set: this is the bot on Telegram. Ctrl-C ends it.", err=True)
    app.run(settings)


@tarikh.command()
@database_option
def chat(database: Path | None) -> None:
    """Chat in the terminal; a follow-up is read from the answer before it."""
    settings = settings_with(database)
    _make_database(settings)
    _chat(settings, "This is a chat in the terminal. /help, /quit")


@tarikh.command()
@click.option("--json", "as_json", is_flag=True, help="Answer each line with a line of JSON.")
@click.option("--today", type=DayType(), help="The day that the question is asked on; this day if not given.")
@click.option("--lang", "language", type=LanguageType(), help="The language asked in; read from the question.")
@database_option
@click.argument("question", nargs=-1)
def ask(
    as_json: bool, today: date | None, language: str | None, database: Path | None, question: tuple[str, ...]
) -> None:
    """Answer QUESTION, or each line of standard input as it comes.

    With --json a line may also be an object: {"q": "…", "chat": "any", "today": "2024-12-10", "lang": "en"}.
    Lines of the same chat follow each other up. Every line gets one line.
    """
    settings = settings_with(database)
    with opened_timeline(settings.database) as timeline:
        from bot import asking  # here, so that no other command waits for the core to load

        asked = " ".join(question) if question else None
        for told in asking.answers(asked, timeline, settings.timezone, as_json=as_json, today=today, language=language):
            click.echo(told)


@tarikh.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@database_option
@click.option("--repeat", default=1, show_default=True, type=click.IntRange(1), help="Passes; the best counts.")
def bench(files: tuple[Path, ...], database: Path | None, repeat: int) -> None:
    """Measure answers against dateparser's search for dates in the same questions.

    FILES are question files (JSON Lines with "q"); tests/questions/dev.jsonl where none is given.
    """
    from bot.asker import Asker
    from bot.bench import measure, read_questions  # here: only this command searches with dateparser

    settings = settings_with(database)
    questions = read_questions(files or (Path("tests/questions/dev.jsonl"),))
    with opened_timeline(settings.database) as timeline:
        click.echo(measure(questions, Asker(timeline, settings.timezone), repeat).table())


tarikh.add_command(import_)
tarikh.add_command(export)
tarikh.add_command(check)
tarikh.add_command(backup)
tarikh.add_command(restore)
tarikh.add_command(staff)


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run `tarikh` and end the program; what its user can put right is told in sentences."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    logging.basicConfig(format="%(asctime)s %(levelname)s %(name)s: %(message)s", level=logging.WARNING)
    sys.exit(_run(arguments))


def _run(arguments: Sequence[str] | None) -> int:
    """The exit status of a run; the one place where errors become sentences."""
    try:
        status = tarikh.main(arguments, prog_name="tarikh", standalone_mode=False)
    except click.UsageError as error:
        command = error.ctx.command_path if error.ctx else "tarikh"
        click.echo(f"{error.format_message().rstrip('.')}. See `{command} --help`.", err=True)
    except (BotError, TimelineError) as error:
        click.echo(str(error), err=True)
    except click.Abort:
        return INTERRUPTED
    except OSError as error:
        click.echo(f"{error.filename or 'The output'}: {error.strerror}.", err=True)
    except Exception:
        click.echo(failure(), err=True)
        return 1
    else:
        return status if isinstance(status, int) else 0
    return BAD_ARGUMENTS


def _make_database(settings: Settings) -> None:
    if not settings.database.exists():
        click.echo(f"Making {settings.database} from the bundled records…", err=True)
        build(settings.database)


def _chat(settings: Settings, note: str) -> None:
    from bot import console  # here, so that no other command waits for the terminal's library and the core to load
    from bot.asker import Asker

    with opened_timeline(settings.database) as timeline:
        console.chat(Asker(timeline, settings.timezone), note)
