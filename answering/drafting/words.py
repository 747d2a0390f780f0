"""The words of drafts in every language, from `lexicon/*.drafting.toml`: what is read, and what filled forms show."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache

from rapidfuzz import fuzz, process

from answering import language_files, lexicon
from answering.text import word_key
from db.folding import fold

_NEAR = 70  # of a hundred: how alike a word has to be to be offered
_DIGITS = {ord(mark): str(value) for row in ("٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹") for value, mark in enumerate(row)} | {
    ord("٬"): ",",
    ord("٫"): ".",
}
_MARKS = re.compile("[\u200b-\u200f\u202a-\u202e\u2066-\u2069\u061c\ufeff]")  # of direction, and those without width
_ARABIC = re.compile(r"[\u0600-\u06ff]")


def meant(table: str, written: str) -> str | None:
    """What a word of a table stands for, in whatever language it is written; None where the table has no such word."""
    return _meanings(table).get(key_of(written))


def shown(table: str, meaning: str, language: str) -> str:
    """The word for a meaning in `language`, in English where that has none, else the meaning itself."""
    for words in (_table(language, table), _table("en", table)):
        if meaning in words:
            return words[meaning][0]
    return meaning


def listed(things: Iterable[str], language: str) -> str:
    """Things in a row, parted as the language does."""
    return f"{shown('mark', 'comma', language)} ".join(things)


def near(table: str, written: str, language: str) -> str | None:
    """The word of a table, in `language`, that is spelled most like another; None where none is near."""
    found = process.extractOne(key_of(written), list(_meanings(table)), scorer=fuzz.ratio, score_cutoff=_NEAR)
    return shown(table, _meanings(table)[found[0]], language) if found else None


def all_shown(table: str, language: str) -> tuple[str, ...]:
    """The word for each meaning of a table in `language`."""
    return tuple(shown(table, meaning, language) for meaning in _table("en", table))


def keys(table: str) -> Mapping[str, str]:
    """The meanings of a table by the keys of their words."""
    return _meanings(table)


def pattern(table: str, meanings: Iterable[str]) -> re.Pattern[str]:
    """What finds the words of some meanings of a table in a text that is written out."""
    words = [word for language in _languages() for one in meanings for word in _table(language, table).get(one, ())]
    longest_first = sorted(set(words), key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(_loosely, longest_first))})(?![\w-])", re.IGNORECASE)


def western(text: str) -> str:
    """A text with its digits as in 2024."""
    return text.translate(_DIGITS)


def without_marks(text: str) -> str:
    """A text without marks of direction and marks that have no width, as copying from a message leaves them."""
    return _MARKS.sub("", text)


def key_of(written: str) -> str:
    """What spellers of a word agree on: case, accents, the Arabic article and the forms of alef aside."""
    return " ".join(word_key(word) if _ARABIC.match(word) else word for word in fold(written).split())


def _loosely(word: str) -> str:
    """A pattern of a word in which the forms of alef, of ta marbuta and of the final ya are one, vowelled or not."""
    pattern = re.sub("[اأإآ]", "[اأإآ]", re.sub("[ةه]", "[ةه]", re.sub("[يى]", "[يى]", re.escape(word))))
    return re.sub("(\\[[ء-ي]+\\]|[ء-ي])", "\\1[\u064b-\u0652]*", pattern)


@cache
def _meanings(table: str) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for language in _languages():
        for meaning, words in _table(language, table).items():
            for word in (meaning, *words):
                found.setdefault(key_of(word), meaning)
    return found


@cache
def _languages() -> tuple[str, ...]:
    """The languages, English first: its words are those of the records."""
    return tuple(sorted(lexicon.languages(), key=lambda language: (language != "en", language)))


def _table(language: str, table: str) -> dict[str, list[str]]:
    return _words(language).get(table, {})


@cache
def _words(language: str) -> dict[str, dict[str, list[str]]]:
    """The tables of a language; a language need not have them."""
    try:
        return tomllib.loads(language_files.read(lexicon.__name__, f"{language}.drafting.toml"))
    except FileNotFoundError:
        return {}
