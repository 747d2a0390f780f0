"""`tarikh ask` over a stream: a line out for every line in, as it comes, whatever the line holds."""

from __future__ import annotations

import json
import select
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot import lines
from bot.contract import error_of
from tests.bot.conftest import Run

WAIT = 60  # seconds for an answer; a line that is held back never comes


class Stream:
    """A running `tarikh ask --json`: lines go in one by one, and each answer is read before the next."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self.process = process

    def ask(self, line: bytes | str | dict[str, Any]) -> dict[str, Any]:
        """The answer to one line, which has to come before anything else goes in."""
        assert self.process.stdin
        assert self.process.stdout
        raw = json.dumps(line) if isinstance(line, dict) else line
        self.process.stdin.write((raw.encode() if isinstance(raw, str) else raw) + b"\n")
        self.process.stdin.flush()
        assert select.select([self.process.stdout], [], [], WAIT)[0], "no answer came"
        answer: dict[str, Any] = json.loads(self.process.stdout.readline().decode("utf-8"))
        return answer


@pytest.fixture(scope="module")
def stream(tmp_path_factory: pytest.TempPathFactory, database: Path) -> Iterator[Stream]:
    """One stream for all questions of this file."""
    environment = {"TARIKH_DB": str(database), "PYTHONPATH": str(Path(__file__).parents[2]), "LC_ALL": "C"}
    with subprocess.Popen(
        [sys.executable, "-m", "bot", "ask", "--json", "--today", "2024-12-10"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        bufsize=0,
        cwd=tmp_path_factory.mktemp("empty"),
        env=environment,
    ) as process:
        yield Stream(process)
        assert process.stdin
        process.stdin.close()
        assert process.wait(WAIT) == 0


def test_a_line_is_answered_before_the_next_is_written(stream: Stream) -> None:
    answer = stream.ask("when did Hama fall")
    assert answer["status"] == "answered"
    assert answer["value"]["start"] == "2024-12-05"
    assert answer["sources"]


def test_an_object_may_name_its_language_and_day(stream: Stream) -> None:
    answer = stream.ask({"q": "متى سقطت حماة", "today": "2024-12-06", "lang": "ar", "chat": None, "x": 1})
    assert answer["question"] == "متى سقطت حماة"
    assert answer["language"] == "ar"
    assert answer["events"][0] == "2024-12-05-hama-capture"


def test_a_json_string_is_a_question(stream: Stream) -> None:
    assert stream.ask('"when did Hama fall"')["question"] == "when did Hama fall"
    assert stream.ask('"Hama", when did it fall')["status"] != "error"


@pytest.mark.parametrize("line", ["", "   ", "\r", "42", "null", "\x00\x1b[31m", "\u2068؟\u2069", "{}?"[2:]])
def test_a_line_that_asks_nothing_is_answered(stream: Stream, line: str) -> None:
    answer = stream.ask(line)
    assert answer["question"] == line.removesuffix("\r")
    assert answer["status"] == "not_a_question"
    assert answer["text"]


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        (b"when did \xff\xfe fall", "UTF-8"),
        (b'{"q": "when did Hama fall"', "not JSON"),
        (b"{'q': 'when did Hama fall'}", "not JSON"),
        (b"{" + b'"q":[' * 60_000, "not JSON"),
        (b'{"q": ' + b"1" * 5_000 + b"}", "not JSON"),
        (b'["when did Hama fall"]', "a list"),
        (b"{}", "q, the question, is missing"),
        (b'{"q": null}', "q is null"),
        (b'{"q": ["a"]}', "q is a list"),
        (b'{"q": "a", "chat": true}', "chat is true or false"),
        (b'{"q": "a", "chat": {}}', "chat is an object"),
        (b'{"q": "a", "today": 20241205}', "today is a number"),
        (b'{"q": "a", "today": "5 December"}', "is no day"),
        (b'{"q": "a", "today": "2024-02-30"}', "no day of the calendar"),
        (b'{"q": "a", "lang": "fr"}', "lang is 'fr': it is ar or en"),
        (b'{"q": "a", "lang": ["ar"]}', "lang is a list"),
        (b"a" * 20_000, "20,000 characters"),
        (b'{"q": "' + b"a" * 20_000 + b'"}', "20,000 characters"),
        (b"a" * 3_000_000, "too long"),
    ],
    ids=lambda part: part[:30] if isinstance(part, bytes) else None,
)
def test_a_line_that_cant_be_read_gets_a_sentence(stream: Stream, line: bytes, sentence: str) -> None:
    answer = stream.ask(line)
    assert set(answer) == {"question", "status", "error"}
    assert answer["status"] == "error"
    assert sentence in answer["error"]
    assert answer["error"].endswith(".")
    assert stream.ask("when did Hama fall")["status"] == "answered"


def test_halves_of_characters_are_answered(stream: Stream) -> None:
    assert stream.ask(b'{"q": "when did Hama \\ud800 fall"}')["question"] == "when did Hama \ufffd fall"


def test_each_chat_has_its_own_last_answer(stream: Stream) -> None:
    stream.ask({"q": "when did Hama fall", "chat": "a"})
    stream.ask({"q": "when did Homs fall", "chat": 2})
    stream.ask({"q": "thanks", "chat": "a"})
    assert stream.ask({"q": "source?", "chat": "a"})["events"][0] == "2024-12-05-hama-capture"
    assert stream.ask({"q": "source?", "chat": 2})["events"][0] == "2024-12-08-homs-captured"
    assert stream.ask({"q": "source?", "chat": "c"})["status"] != "answered"
    assert stream.ask("source?")["status"] != "answered"


def test_lines_of_text_are_answered_each_with_an_empty_line_after_it(tarikh: Run) -> None:
    done = tarikh("ask", "--today", "2024-12-10", given="when did Hama fall\n\nشكرا".encode())
    first, second = done.stdout.decode().split("\n\n\n")
    assert first.startswith("5 December 2024")
    assert second.endswith("\n\n")
    assert done.returncode == 0


def test_no_line_gets_no_line(tarikh: Run) -> None:
    done = tarikh("ask", "--json")
    assert (done.stdout, done.stderr, done.returncode) == (b"", b"", 0)


def test_a_reader_that_has_gone_is_no_fault(environment: dict[str, str]) -> None:
    command = f'yes "when did Hama fall" | head -50 | "{sys.executable}" -m bot ask --json | head -1'
    done = subprocess.run(command, shell=True, capture_output=True, env=environment, timeout=120)  # noqa: S602
    assert json.loads(done.stdout)["status"] == "answered"
    assert done.stderr == b""


def test_an_answer_that_fails_is_a_line_with_an_id(caplog: pytest.LogCaptureFixture) -> None:
    def broken(line: bytes) -> dict[str, object]:
        raise ValueError(line.decode())

    answer = lines.answered(b"when did they take my street?", broken)
    assert answer == error_of("when did they take my street?", str(answer["error"]))
    logged = caplog.records[0].getMessage()
    assert logged.split(":")[0] in str(answer["error"])
    assert "ValueError" in logged
    assert "my street" not in caplog.text
