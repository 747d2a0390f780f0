"""What a word alone says of dates: most texts and most words have nothing to do with them, and are passed over."""

from __future__ import annotations

import re
from functools import lru_cache

from answering.dates.vocabulary import Clitic, Vocabulary, vocabulary
from answering.dates.words import NUMBER_SIGNS, Meanings, folded

_WORD = re.compile(r"[^\W\d_]+")
_SHORT = 3  # letters of a word that is no plural
ABBREVIATED = ("month", "month_likely", "month_rare", "weekday", "weekday_rare", "weekday_likely", "circa")
_DIGIT = re.compile(r"\d")


def may_hold_a_date(clean: str, words: Vocabulary) -> bool:
    """Say whether a text has a digit, or all words of a phrase without which none has a date: a quick refusal."""
    if _DIGIT.search(clean):
        return True
    found = frozenset(_WORD.findall(clean))
    begun = [phrase for word in found for phrase in _may_begin(word, words.language)]
    among = frozenset(map(folded, found)) if begun else found
    return any(map(among.issuperset, begun))


@lru_cache(maxsize=16384)
def _may_begin(word: str, language: str) -> tuple[tuple[str, ...], ...]:
    """Give the further words of the phrases that may begin with a word, with a clitic before it or not."""
    words = vocabulary(language)
    clitics = [clitic for clitic in words.clitics if clitic.letters[0] == word[0] and clitic.is_on(word)]
    starts = {word, *(clitic.rest_of(word) for clitic in clitics), *(part for one in clitics for part in one.gives)}
    return tuple(phrase for start in starts | set(map(folded, starts)) for phrase in words.core_words.get(start, ()))


@lru_cache(maxsize=16384)
def known_as(word: str, language: str) -> tuple[bool, tuple[Clitic, ...]]:
    """Say whether a word of the lists may begin with a word, and which clitics may be cut from it: mostly neither."""
    words = vocabulary(language)
    return _begins(word, words), tuple(
        clitic
        for clitic in words.clitics
        if clitic.letters[0] == word[0]
        and clitic.is_on(word)
        and (clitic.after or _begins(clitic.rest_of(word), words))
    )


@lru_cache(maxsize=16384)
def always(word: str, language: str) -> tuple[str, Meanings, str] | None:
    """Give the sign, meanings and word of the item that a word is whatever stands beside it; None where that tells."""
    words = vocabulary(language)
    entries = words.exact.get(word, ()) + words.words.get(folded(word), ())
    if not entries and not known_as(word, language)[1]:
        kind = "unknown_plural" if word.endswith(words.plurals) and len(word) > _SHORT else "unknown"
        return NUMBER_SIGNS[kind], {kind: None, "written": word}, word
    if not entries or any(tail for tail, _ in entries) or not entries[0][1].meanings.keys().isdisjoint(ABBREVIATED):
        return None
    return entries[0][1].sign, entries[0][1].meanings, folded(word)


def _begins(word: str, words: Vocabulary) -> bool:
    return word in words.exact or folded(word) in words.words
