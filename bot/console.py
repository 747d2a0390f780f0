"""The chat in a terminal: questions at a prompt, or line by line where standard input is no terminal.

What was asked stays in memory while the chat lasts, for the arrow keys and for follow-ups; nothing is stored.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from dataclasses import replace

import click
from prompt_toolkit import PromptSession
from prompt_toolkit.history import InMemoryHistory

from answering.answer import Answer
from answering.wording import word
from bot.asker import Asker
from bot.errors import LineRefused
from bot.failure import failure
from bot.lines import each_line, read_text
from bot.terminal_text import screen

HELP = """\
Ask what happened and when, in English or Arabic:
  When did Hama fall?        متى سقطت حماة؟
  and Homs?                  follows up the answer before it
/more  the rest of the answer    /help  this    /quit  the end (Ctrl-D too)"""

_CHAT = "terminal"
_WIDEST = 100  # columns; longer lines are hard to read


def chat(asker: Asker, note: str) -> None:
    """Chat until /quit or the end of the input; `note` says at the start what this is."""
    if sys.stdin.isatty() and sys.stdout.isatty():
        click.echo(note)
        _talk(_prompted(), asker, interactive=True)
    else:
        click.echo(note, err=True)
        _talk(_piped(), asker, interactive=False)


def _talk(texts: Iterator[bytes], asker: Asker, *, interactive: bool) -> None:
    last: Answer | None = None
    said = False
    for text in texts:
        match text.decode("utf-8", errors="replace").strip():
            case "":
                continue
            case "/quit" | "/exit":
                return
            case "/help":
                shown = HELP
            case "/more":
                shown = _more(last, asker)
            case _:
                shown, last = _answer(text, asker, last)
        if said and not interactive:
            click.echo()
        click.echo(f"\n{shown}\n" if interactive else shown)
        said = True


def _answer(text: bytes, asker: Asker, last: Answer | None) -> tuple[str, Answer | None]:
    """The answer as it is shown, and the answer to which /more now refers."""
    try:
        told = asker.ask(read_text(text).question, chat=_CHAT)
    except LineRefused as refusal:
        return refusal.why, last
    except Exception:
        return failure(), last
    return screen(told.message, _width()), told.answer


def _more(last: Answer | None, asker: Asker) -> str:
    if last is None or not last.more:
        return "There is no more of an answer."
    rest = replace(last, notes=(), statements=last.more, more=(), choices=())
    return screen(word(rest, asker.timeline.directory), _width())


def _width() -> int | None:
    """The columns that a line may take; None where it goes to a file or another program."""
    return min(shutil.get_terminal_size().columns, _WIDEST) if sys.stdout.isatty() else None


def _prompted() -> Iterator[bytes]:
    session: PromptSession[str] = PromptSession(history=InMemoryHistory())
    while True:
        try:
            yield session.prompt("> ").encode(errors="replace")
        except (EOFError, KeyboardInterrupt):
            return


def _piped() -> Iterator[bytes]:
    return each_line(sys.stdin.buffer)
