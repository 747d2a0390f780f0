"""The chat in a terminal: at a prompt, piped, and how a message is laid out for it."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput
from prompt_toolkit.utils import get_cwidth

from answering.message import Block, BlockKind, Message
from answering.message import Run as Words
from bot import console
from bot.asker import Asker
from bot.options import opened_timeline
from bot.terminal_text import screen, wrapped
from tests.bot.conftest import Run

MARKS = Message(
    "en",
    (
        Block(BlockKind.STATEMENT, ((Words("Hama fell."), Words(" "), Words("[1]", "https://example.org/a")),)),
        Block(
            BlockKind.SOURCES,
            (
                (Words("[1] "), Words("TAG24, 5 Dec 2024", "https://example.org/a")),
                (Words("[2] "), Words("A letter")),
            ),
        ),
    ),
)
LINKS = Message(
    "en",
    (
        Block(BlockKind.STATEMENT, ((Words("Hama fell. — "), Words("TAG24", "https://example.org/a")),)),
        Block(BlockKind.STATEMENT, ((Words("Homs fell. — "), Words("SANA", "https://example.org/b")),)),
        Block(BlockKind.STATEMENT, ((Words("Aleppo fell. — "), Words("TAG24", "https://example.org/a")),)),
    ),
)


def test_piped_questions_get_their_answers_and_nothing_else(tarikh: Run) -> None:
    done = tarikh("chat", given="when did Hama fall\n\nمتى سقطت حماة\n".encode())
    assert done.returncode == 0
    assert b"a chat in the terminal" in done.stderr
    english, arabic = done.stdout.decode().split("\n\n")
    assert english.startswith("5 December 2024")
    assert "https://" in english
    assert "حماة" in arabic


def test_a_follow_up_works_from_the_answer_before_it(tarikh: Run) -> None:
    done = tarikh("chat", given=b"when did Hama fall\nthanks\nsource?\n")
    assert "Hama" in done.stdout.decode().split("\n\n")[-1]


def test_commands_are_no_questions(tarikh: Run) -> None:
    done = tarikh("chat", given=b"/more\n/help\n/quit\nwhen did Hama fall\n")
    more, rest = done.stdout.decode().split("\n\n")
    assert more == "There is no more of an answer."
    assert rest == f"{console.HELP}\n"


def test_more_shows_the_rest_of_the_answer(tarikh: Run) -> None:
    done = tarikh("chat", given=b"what happened in Aleppo in 2016\n/more\n")
    first, rest = done.stdout.decode().split("\n\n")
    assert first
    assert rest
    assert rest not in first


def test_a_line_that_is_no_text_gets_a_sentence(tarikh: Run) -> None:
    done = tarikh("chat", given=b"\xff\xfe\n" + b"a" * 5_000 + b"\nwhen did Hama fall")
    broken, long, answer = done.stdout.decode().split("\n\n")
    assert "UTF-8" in broken
    assert "5,000 characters" in long
    assert answer.startswith("5 December 2024")


@pytest.mark.parametrize("end", ["\x04", "\x03", "/quit\r"], ids=["Ctrl-D", "Ctrl-C", "/quit"])
def test_at_a_prompt_it_talks_until_the_end(
    end: str, database: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    with (
        create_pipe_input() as keys,
        create_app_session(input=keys, output=DummyOutput()),
        opened_timeline(database) as timeline,
    ):
        keys.send_text(f"when did Hama fall\r{end}")
        console.chat(Asker(timeline, ZoneInfo("Asia/Damascus")), "This is a chat.")
    shown = capsys.readouterr().out
    assert shown.startswith("This is a chat.\n")
    assert "5 December 2024" in shown


def test_addresses_stand_under_the_sources_that_marks_name() -> None:
    assert screen(MARKS, None).splitlines() == [
        "Hama fell. [1]",
        "[1] TAG24, 5 Dec 2024",
        "    https://example.org/a",
        "[2] A letter",
    ]


def test_other_links_are_numbered_and_listed_once() -> None:
    assert screen(LINKS, None).splitlines() == [
        "Hama fell. — TAG24 [1]",
        "Homs fell. — SANA [2]",
        "Aleppo fell. — TAG24 [1]",
        "[1] https://example.org/a",
        "[2] https://example.org/b",
    ]


def test_lines_are_broken_between_words() -> None:
    line = "Rebels led by Hayat Tahrir al-Sham captured Hama; the army admitted it."
    parts = wrapped(line, 30, rtl=False)
    assert " ".join(parts) == line
    assert all(get_cwidth(part) <= 30 for part in parts)
    assert wrapped(line, 500, rtl=False) == [line]
    assert wrapped("https://example.org/a-long-address-without-a-space", 20, rtl=False) == [
        "https://example.org/a-long-address-without-a-space"
    ]


def test_isolates_that_a_break_cuts_are_closed_and_opened_again() -> None:
    parts = wrapped("قالت \u2068Syrian Observatory for Human Rights\u2069 إن القتلى كثيرون", 20, rtl=True)
    assert len(parts) > 2
    for part in parts:
        assert part.count("\u2068") == part.count("\u2069")
    assert all(part.startswith("\u200f") for part in parts[1:])
    words = re.sub("[\u200f\u2068\u2069]", "", " ".join(parts))
    assert words == "قالت Syrian Observatory for Human Rights إن القتلى كثيرون"
