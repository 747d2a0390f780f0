"""Whether a text calls the bot by its name, and what it says besides.

The name is also a word of the language (تاريخ is "history"): only with a greeting before it or a stop after it is it
surely the bot that is meant. The words are in `lexicon/<language>.called.toml`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from answering import language_files, lexicon
from answering.names.of_timeline import names_of
from answering.reading import read
from answering.text import tokenize
from db.timeline import Timeline

_ASKS = re.compile(r"[?؟]\s*$")
_STOP = r"[,:;.!?…،؛؟–—-]"


@dataclass(frozen=True, slots=True)
class Call:
    """What is said to the bot, and whether it surely is."""

    rest: str
    surely: bool


def call(text: str) -> Call | None:
    """What a text that begins with the bot's name says after it; None where it does not begin so."""
    found = _pattern().match(text)
    if found is None:
        return None
    rest = text[found.end() :].strip()
    return Call(rest, surely=bool(found["greeting"] or found["stop"]) or not rest)


def seems_asked(text: str, timeline: Timeline, *, today: date) -> bool:
    """Whether a text between people reads as a question or goes on from an answer, by its own words alone."""
    question = read(text, names_of(timeline), today=today)
    if question.talk is not None:
        return False
    said_of_names = sum(len(tokenize(one.text)) for one in question.named)
    a_name_alone = bool(question.named) and said_of_names == len(tokenize(text))
    return bool(question.forms) or question.continues or a_name_alone or _ASKS.search(text) is not None


@cache
def _pattern() -> re.Pattern[str]:
    names: list[str] = []
    greetings: list[str] = []
    for words in language_files.tables(lexicon.__name__, ".called.toml"):
        names += words["names"]
        greetings += words["greetings"]
    either_name, either_greeting = (
        "|".join(map(re.escape, sorted(words, key=len, reverse=True))) for words in (names, greetings)
    )
    return re.compile(
        rf"\s*(?:(?P<greeting>{either_greeting}){_STOP}?\s+)?(?:{either_name})(?:\s*(?P<stop>{_STOP})+|(?=\s)|$)",
        re.IGNORECASE,
    )
