"""What `tarikh ask` prints: the answer to one question, or to each line of standard input as it comes."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from datetime import date
from zoneinfo import ZoneInfo

from bot.asker import Asker
from bot.contract import JsonObject
from bot.errors import LineRefused
from bot.failure import failure
from bot.lines import (
    answer_object,
    answer_text,
    answered,
    each_line,
    read_json,
    read_text,
)
from db.timeline import Timeline


def answers(
    question: str | None,
    timeline: Timeline,
    timezone: ZoneInfo,
    *,
    as_json: bool,
    today: date | None,
    language: str | None,
) -> Iterator[str]:
    """The answer to `question`, or where it is None to each line of standard input; text, or JSON with `as_json`.

    Raises LineRefused for a question that is none.
    """
    asker = Asker(timeline, timezone)
    if question is not None:
        line = read_text(question.encode(errors="replace"))
        if as_json:
            yield _json(answer_object(line, asker, today=today, language=language))
        else:
            yield answer_text(line, asker, today=today, language=language)
        return
    for raw in each_line(sys.stdin.buffer):
        if as_json:
            yield _json(answered(raw, lambda raw: answer_object(read_json(raw), asker, today=today, language=language)))
        else:
            yield _text(raw, asker, today, language)


def _text(raw: bytes, asker: Asker, today: date | None, language: str | None) -> str:
    """The answer to a line and an empty line after it, which ends it; for an empty line only that."""
    if not raw.strip():
        return ""
    try:
        text = answer_text(read_text(raw), asker, today=today, language=language)
    except LineRefused as refusal:
        text = refusal.why
    except Exception:
        text = failure()
    return f"{text}\n"


def _json(value: JsonObject) -> str:
    return json.dumps(value, ensure_ascii=False)
