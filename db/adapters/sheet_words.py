"""The headings of sheets and the words in their cells, in every language that they are written in."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from db.folding import fold


@cache
def meanings(part: str) -> Mapping[str, str]:
    """What the folded words of a part of `sheet.toml` (headings, kind, status, stance, months) stand for."""
    return {fold(word): meaning for meaning, words in _table(part).items() for word in (meaning, *words)}


@cache
def spelled(part: str) -> tuple[str, ...]:
    """The words of a part of `sheet.toml` as people write them."""
    return tuple(word for meaning, words in _table(part).items() for word in (meaning, *words))


def _table(part: str) -> Mapping[str, list[str]]:
    text = files("db.adapters").joinpath("sheet.toml").read_text(encoding="utf-8")
    table: dict[str, list[str]] = tomllib.loads(text)[part]
    return table
