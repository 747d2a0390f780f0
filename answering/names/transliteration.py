"""Names of several words in Latin letters by their consonants, which is what their many transliterations share.

"Sayda Zeinab" is Sayyida Zaynab and "Shaikh Maqsud" Sheikh Maqsoud: vowels, doubled letters and the letters that stand
for one Arabic sound differ from writer to writer. One word says too little by its consonants alone.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from rapidfuzz import fuzz

from answering.names.forms import NameEntry, Use
from answering.text import Token, is_article
from db.folding import fold

_SOUNDS = (("kh", "x"), ("sh", "$"), ("ch", "$"), ("gh", "g"), ("dh", "d"), ("th", "t"), ("ph", "f"), ("dj", "g"))
_LETTERS = str.maketrans({"q": "k", "c": "k", "j": "g", "z": "s", "v": "f", "p": "b", "w": None, "h": None})
_VOWELS = re.compile("[aeiouy']")
_DOUBLED = re.compile(r"(.)\1+")
_ENOUGH = 5  # consonants that tell a name
_ALIKE = 65  # of a hundred, how much two spellings share at least
_MOST_WORDS = 4  # of a name, articles left out
_MOST = 16_384  # words held in memory


class Transliterations:
    """The names of two to four words by their consonants, each that belongs to one place or actor alone."""

    def __init__(self, entries: Iterable[NameEntry]) -> None:
        named: dict[tuple[str, ...], dict[tuple[str, bool], NameEntry]] = defaultdict(dict)
        for entry in entries:
            words = _without_articles(fold(entry.written).split())
            if entry.use is Use.NAME and 1 < len(words) <= _MOST_WORDS and all(word.isascii() for word in words):
                consonants = tuple(map(_consonants, words))
                if all(consonants) and sum(map(len, consonants)) >= _ENOUGH:
                    named[consonants].setdefault((entry.id, entry.actor), entry)
        self._named: Mapping[tuple[str, ...], NameEntry] = {
            consonants: next(iter(meant.values())) for consonants, meant in named.items() if len(meant) == 1
        }
        self._beginnings = {consonants[:2] for consonants in self._named}

    def begins(self, tokens: Sequence[Token], first: int) -> bool:
        """Whether the word at `first` and the next one begin a name by their consonants, as few do."""
        second = first + 1
        while second + 1 < len(tokens) and is_article(tokens[second].folded, tokens[second + 1].folded):
            second += 1
        if second >= len(tokens) or tokens[first].arabic or tokens[second].arabic:
            return False
        return (_consonants(tokens[first].folded), _consonants(tokens[second].folded)) in self._beginnings

    def longest(self, words: Sequence[str]) -> tuple[NameEntry, int] | None:
        """The name that the first of some folded words transliterate otherwise, and how many of them it takes."""
        kept = [(position, word) for position, word in enumerate(words) if not _is_article(words, position)]
        kept = kept[:_MOST_WORDS]
        said = tuple(_consonants(word) for _, word in kept)
        if said[:2] not in self._beginnings:
            return None
        for count in range(len(said), 1, -1):
            entry = self._named.get(said[:count])
            spelled = " ".join(word for _, word in kept[:count])
            if entry is not None and fuzz.ratio(spelled, fold(entry.written)) >= _ALIKE:
                return entry, kept[count - 1][0] + 1
        return None


def _without_articles(words: Sequence[str]) -> list[str]:
    return [word for position, word in enumerate(words) if not _is_article(words, position)]


def _is_article(words: Sequence[str], position: int) -> bool:
    return is_article(words[position], words[position + 1] if position + 1 < len(words) else None)


@lru_cache(maxsize=_MOST)
def _consonants(word: str) -> str:
    """The consonants of a Latin word, one sign for each sound; what begins with a vowel begins so with any."""
    bare = word[2:] if word.startswith("al") and len(word) > _ENOUGH else word
    sounds = bare
    for written, sign in _SOUNDS:
        sounds = sounds.replace(written, sign)
    begins = "a" if _VOWELS.match(sounds) else ""
    return begins + _DOUBLED.sub(r"\1", _VOWELS.sub("", sounds.translate(_LETTERS)))
