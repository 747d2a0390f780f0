"""Pieces of the sentences in which mistakes are told."""

from __future__ import annotations

import json
from collections.abc import Iterable

from rapidfuzz import fuzz, process

_LONGEST = 60  # letters of a value that a sentence shows


def quoted(value: str) -> str:
    """A value in quotes, on one line, cut where it is long."""
    shown = value if len(value) <= _LONGEST else value[: _LONGEST - 1] + "…"
    return json.dumps(shown, ensure_ascii=not shown.isprintable())


def type_of(value: object) -> str:
    """What JSON calls the type of a value, with its article."""
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case int() | float():
            return "a number"
        case str():
            return "a string"
        case list():
            return "a list"
        case _:
            return "an object"


def one_of(choices: Iterable[str]) -> str:
    """All choices, parted by commas, with "or" before the last."""
    *most, last = (str(choice) for choice in choices)
    return f"{', '.join(most)} or {last}" if most else last


def nearest(value: str, choices: Iterable[str]) -> str:
    """A question that offers the choice spelled most like `value`; "" where none is near."""
    near = process.extractOne(value, [str(choice) for choice in choices], scorer=fuzz.ratio, score_cutoff=70)
    return f"; did you mean {near[0]}?" if near else ""


def a_record(kind: str) -> str:
    """The name of a type of record with its article."""
    return f"an {kind}" if kind[0] in "ae" else f"a {kind}"
