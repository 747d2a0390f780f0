"""Questions as a stream of lines: each line is read, answered and written out before the next is read.

A line that can't be read, or whose answer fails, gets a sentence in its place; the stream goes on.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import BinaryIO

from answering.lexicon import languages
from bot.asker import Asker
from bot.contract import JsonObject, error_of, object_of
from bot.errors import LineRefused
from bot.failure import failure
from db.edtf_dates import read_day
from db.errors import BadDate

LONGEST_QUESTION = 2_000  # characters; what is longer is a text, not a question
_LONGEST_LINE = 1 << 20  # bytes; no more of a line is kept in memory
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_SURROGATES = re.compile(r"[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Line:
    """What a line asks: its question as written, and what an object may say besides."""

    question: str
    chat: str | None = None
    today: date | None = None
    language: str | None = None


def each_line(stream: BinaryIO) -> Iterator[bytes]:
    """The lines of a stream without their ends, as they come; of one that is too long only the start."""
    while line := stream.readline(_LONGEST_LINE):
        rest = line
        while not rest.endswith(b"\n") and (rest := stream.readline(_LONGEST_LINE)):
            pass
        yield line.rstrip(b"\r\n")


def read_text(line: bytes) -> Line:
    """The line as a question. Raises LineRefused where it is not text in UTF-8 or too long."""
    return Line(_checked(_decoded(line)))


def read_json(line: bytes) -> Line:
    """The line as a question, a JSON string or a JSON object. Raises LineRefused where it is none of them."""
    text = _decoded(line)
    start = text.lstrip()[:1]
    if start not in ("{", "[", '"'):
        return Line(_checked(text))
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        if start != "{":
            return Line(_checked(text))  # a question may begin with a quotation mark or a bracket
        raise LineRefused(f"The line is not JSON: {_fault(error)}.", text) from error
    if isinstance(value, str):
        return Line(_checked(value))
    if not isinstance(value, dict):
        raise LineRefused(f"The line holds {_type(value)}: {_RIGHT}", text)
    return _of_object(value, text)


def answer_text(line: Line, asker: Asker, *, today: date | None, language: str | None) -> str:
    """The answer in words."""
    told = asker.ask(_CONTROLS.sub(" ", line.question), today=today, language=language)
    return told.message.plain()


def answer_object(line: Line, asker: Asker, *, today: date | None, language: str | None) -> JsonObject:
    """The answer as an object of the contract; what the line says of itself comes before the arguments."""
    told = asker.ask(
        _CONTROLS.sub(" ", line.question),
        chat=line.chat,
        today=line.today or today,
        language=line.language or language,
    )
    answer = replace(told.answer, question=line.question)
    return object_of(answer, told.message, asker.timeline.directory)


def answered(line: bytes, answering: Callable[[bytes], JsonObject]) -> JsonObject:
    """What `answering` makes of a line, or the object that says why there is no answer."""
    try:
        return answering(line)
    except LineRefused as refusal:
        return error_of(refusal.question, refusal.why)
    except Exception:
        return error_of(_shown(line), failure())


_RIGHT = 'an object is like {"q": "when did Hama fall", "chat": "1", "today": "2024-12-10", "lang": "en"}.'


def _of_object(value: dict[str, object], line: str) -> Line:
    question = value.get("q")
    if not isinstance(question, str):
        wrong = f"q is {_type(question)}" if "q" in value else "q, the question, is missing"
        raise LineRefused(f"{wrong}: {_RIGHT}", line)
    chat, today, language = value.get("chat"), value.get("today"), value.get("lang")
    if isinstance(chat, bool) or not isinstance(chat, str | int | None):
        raise LineRefused(f"chat is {_type(chat)}: it is text or a number.", question)
    if language is not None and language not in languages():
        shown = repr(language) if isinstance(language, str) else _type(language)
        raise LineRefused(f"lang is {shown}: it is {' or '.join(languages())}.", question)
    return Line(
        _checked(question),
        None if chat is None else str(chat),
        _day(today, question),
        None if language is None else str(language),
    )


def _day(value: object, question: str) -> date | None:
    if value is None:
        return None
    if not isinstance(value, str):
        raise LineRefused(f"today is {_type(value)}: it is a day like 2024-12-10.", question)
    try:
        return read_day(value)
    except BadDate as error:
        raise LineRefused(f"today: {error}.", question) from error


def _decoded(line: bytes) -> str:
    if len(line) >= _LONGEST_LINE:
        raise LineRefused(f"The line is too long: at most {LONGEST_QUESTION:,} characters are read.", None)
    try:
        return line.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        why = f"The line is not text in UTF-8 (byte {error.start + 1}): save or send it as UTF-8."
        raise LineRefused(why, _shown(line)) from error


def _checked(question: str) -> str:
    if len(question) > LONGEST_QUESTION:
        raise LineRefused(
            f"The question has {len(question):,} characters: at most {LONGEST_QUESTION:,} are read.",
            _SURROGATES.sub("\ufffd", question),
        )
    return _SURROGATES.sub("\ufffd", question)  # halves of a character, which JSON can hold and UTF-8 can't


def _fault(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"{error.msg[:1].lower()}{error.msg[1:]} at character {error.pos + 1}"
    return "it is nested too deeply" if isinstance(error, RecursionError) else "a number in it is too long"


def _type(value: object) -> str:
    names = {bool: "true or false", int: "a number", float: "a number", str: "text", list: "a list"}
    return names.get(type(value), "an object" if isinstance(value, dict) else "null")


def _shown(line: bytes) -> str:
    return line.decode("utf-8", errors="replace")[:LONGEST_QUESTION]
