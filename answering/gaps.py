"""What of an unanswered question may be kept: its words, folded so that it can be asked again, and nobody's name.

A question that says who asks, or holds an address or a number to call, is not kept at all.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import timedelta
from functools import cache

from answering import language_files, lexicon
from answering.answer import Answer, Status
from answering.names.of_timeline import names_of
from answering.question import Question
from answering.reading import read
from answering.text import tokenize
from db.folding import fold, fold_word
from db.gaps import LONGEST, Unanswered
from db.timeline import Timeline

_TOO_LITTLE = "note.too_little"
_ADDRESS = re.compile(r"@|://|\bwww\.|\bt\.me\b", re.IGNORECASE)
_DATE = re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}|\b(?:19|20)\d\d\b")
_TO_CALL = re.compile(r"\d(?:[\s().+-]*\d){6,}")  # seven digits and more
_ENDS = re.compile(r"^[\s?!.,;:…؟،؛«»“”\"'()-]+|[\s?!.,;:…؟،؛«»“”\"'()-]+$")
_LETTERS_OF_A_NAME = 5  # a word of so many capitals is a name that is known by them: US, UN, YPG
_YEAR = timedelta(days=400)


def unanswered(answer: Answer, timeline: Timeline) -> Unanswered | None:
    """What is to be kept of the question of an answer; None where it was answered, asks nothing, or may not be kept."""
    if answer.status is not Status.NO_RECORD or answer.asked is None:
        return None
    # By its own words alone: what it takes from the answer before is not in them.
    asked = read(answer.question, names_of(timeline), today=answer.asked.today, language=answer.language)
    if not _is_of_the_record(answer, asked):
        return None
    text = _folded(asked.text)
    if not 3 <= len(text) <= LONGEST or _is_personal(text):
        return None
    return Unanswered(text, asked.language, _is_of_its_day(asked, timeline))


def _is_of_the_record(answer: Answer, asked: Question) -> bool:
    """Whether it asks for what a record could say, in words that stand by themselves."""
    little = any(note.name == _TOO_LITTLE for note in answer.notes)
    whole = not (asked.refers or asked.continues or asked.only)
    about = bool(asked.forms or asked.named or asked.scope or asked.actions)
    return asked.refusal is None and asked.talk is None and not little and whole and about and asked.says_something


def _is_personal(text: str) -> bool:
    """Whether it has an address, a number to call, or speaks of the asker's own people."""
    if _ADDRESS.search(text) or _TO_CALL.search(_DATE.sub(" | ", fold_word(text))):
        return True
    words = {token.folded for token in tokenize(text)}
    return not words.isdisjoint(_personal())


def _is_of_its_day(asked: Question, timeline: Timeline) -> bool:
    """Whether it asks for another time when it is asked on another day: "yesterday", "last week"."""
    if asked.scope is None or asked.scope.yearless:
        return False
    later = read(asked.text, names_of(timeline), today=asked.today + _YEAR, language=asked.language).scope
    return later is None or (later.start, later.end) != (asked.scope.start, asked.scope.end)


def _folded(text: str) -> str:
    """The words in one spelling that can still be read: small letters but where capitals are the name, no marks."""
    marks = {"Mn", "Cf", "Cc"}
    plain = "".join(
        " " if mark.isspace() else mark
        for mark in text.replace("ـ", "")
        if mark.isspace() or unicodedata.category(mark) not in marks
    )
    words = (word if _is_a_name_in_capitals(word) else word.lower() for word in plain.split())
    return _ENDS.sub("", " ".join(words))


def _is_a_name_in_capitals(word: str) -> bool:
    letters = word.strip("?!.,;:'’\"()")
    return letters.isupper() and 2 <= len(letters) <= _LETTERS_OF_A_NAME


@cache
def _personal() -> frozenset[str]:
    """The words of every language that make a question one about the asker's own people, folded."""
    tables = language_files.tables(lexicon.__name__, ".gaps.toml")
    return frozenset(fold(word) for table in tables for word in table["personal"])
