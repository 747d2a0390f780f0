"""What is wrong in a file, as the floor below says it in English, in the words of another language.

A message says what is wrong and then, after a semicolon, what would be right. Each part is known by the English
sentence of the catalogue that it fits, and is said anew with its values; a part that fits none stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, reduce

from answering.answer import Phrase
from answering.catalogues import catalogue
from answering.wording.sentences import Wording
from db.directory import Directory

_FAMILY = "wrong."
_ENGLISH = "en"
_PART = re.compile(r'(?:"(?:[^"\\]|\\.)*"|[^;"]|;(?! )|")+')  # a semicolon in quotes parts nothing
_FIELD = re.compile(r"\{(\w+)\}")
_CHOICES = re.compile(r'[^",]+(?:, [^",]+)* or [^",]+')
_JOINING = frozenset({"wrong.then", "wrong.comma", "wrong.or"})  # which put others together


def in_words(message: str, language: str) -> str:
    """The message in a language."""
    if language == _ENGLISH:
        return message
    wording = Wording(language, Directory((), ()))
    if any("; " in sentence and pattern.fullmatch(message) for _, sentence, pattern in _patterns()):
        return wording.value(_known(message))
    parts = [one.group().strip() for one in _PART.finditer(message)]
    known: list[object] = [_known(part) or part for part in parts if part]
    return wording.value(_joined("wrong.then", known))


def _known(words: str) -> Phrase | None:
    """The sentence that words are, with their values; None where they are none that is known."""
    for name, _, pattern in _patterns():
        if found := pattern.fullmatch(words):
            return Phrase(name, {key: _value(value) for key, value in found.groupdict().items()})
    return None


def _value(value: str) -> object:
    """A value as it is said: a part of a sentence that is known itself, a list of choices, or as it stands."""
    if (known := _known(value)) is not None:
        return known
    if _CHOICES.fullmatch(value):
        most, _, last = value.rpartition(" or ")
        return Phrase.of("wrong.or", first=_joined("wrong.comma", most.split(", ")), second=last)
    if re.fullmatch(r"\w+ and \w+", value):
        return tuple(value.split(" and "))
    return value


def _joined(name: str, parts: Sequence[object]) -> object:
    """Several things said one after the other."""
    return reduce(lambda first, second: Phrase.of(name, first=first, second=second), parts)


@cache
def _patterns() -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    """The English sentences with their names and patterns, those that say most first."""
    return tuple(sorted(_each(), key=lambda one: len(_FIELD.sub("", one[1])), reverse=True))


def _each() -> Iterator[tuple[str, str, re.Pattern[str]]]:
    for message in catalogue(_ENGLISH):
        if isinstance(message.id, str) and message.id.startswith(_FAMILY) and message.id not in _JOINING:
            sentence = str(message.string)
            parts = _FIELD.split(sentence)  # what stands between the values, and their names
            written = [f"(?P<{part}>.+?)" if index % 2 else re.escape(part) for index, part in enumerate(parts)]
            yield message.id, sentence, re.compile("".join(written), re.DOTALL)
