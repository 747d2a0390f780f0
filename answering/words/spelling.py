"""Spelling: the known words that another one may be: a misspelling of it, or one of the same consonants."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import cache, lru_cache
from itertools import chain
from operator import itemgetter

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein, Levenshtein

from answering.lexicon import Lexicon, load
from answering.words.rarity import telling
from db.folding import fold

LETTERS = 5  # fewer than this are never taken for a misspelling
_UNHEARD_OF = 2.9  # what a word tells that hardly anybody uses


def misspellings(word: str, by_length: Mapping[int, Sequence[str]], slips: int) -> list[tuple[str, int]]:
    """The words at most so many slips away from `word` with their distance, the nearest first; six at most.

    Letters that changed places are one slip. Exact distances take long, so that only words are measured whose
    distance without that rule (a slip is then two at most) is small.
    """
    lengths = range(len(word) - slips, len(word) + slips + 1)
    alike = list(chain.from_iterable(by_length.get(length, ()) for length in lengths))
    near = process.extract(word, alike, scorer=Levenshtein.distance, score_cutoff=2 * slips, limit=None)
    in_order = [name for name, _, _ in sorted(near, key=itemgetter(2))]
    found = process.extract(word, in_order, scorer=DamerauLevenshtein.distance, score_cutoff=slips, limit=6)
    return [(name, distance) for name, distance, _ in found]


def nearest_stem(stem: str, known: frozenset[str]) -> str | None:
    """The one known stem that is a single slip away from `stem` and begins alike; None where none or several are."""
    if len(stem) < LETTERS or stem.isdigit():
        return None
    return _one_slip_from(stem, known)


def _one_slip_from(word: str, known: frozenset[str]) -> str | None:
    """The one known word that is a single slip away and begins alike; None where none or several are."""
    index = _by_start_and_length(known)
    near = [one for length in (-1, 0, 1) for one in index.get((word[0], len(word) + length), ())]
    found = process.extract(word, near, scorer=DamerauLevenshtein.distance, score_cutoff=1, limit=2)
    return found[0][0] if len(found) == 1 else None


def of_one_family(stem: str, known: frozenset[str]) -> tuple[str, ...]:
    """The known Latin stems that begin with `stem` or that it begins with: deterrence and deter."""
    if len(stem) < LETTERS or not stem.isascii() or stem.isdigit():
        return ()
    longer = (one for length in (1, 2, 3) for one in _by_start_and_length(known).get((stem[0], len(stem) + length), ()))
    shorter = (stem[:length] for length in range(LETTERS, len(stem)))
    return (*(one for one in longer if one.startswith(stem)), *(one for one in shorter if one in known))


def misspelled_word(word: str, lexicon: Lexicon, is_known: Callable[[str], bool]) -> str | None:
    """The one word of a lexicon that `word` is a single slip away from, where it is none itself: "anythin".

    Only Latin words are put right: in Arabic one letter more or less is another form of the word.
    """
    if not may_be_a_slip(word, lexicon.language) or is_known(word):
        return None
    return _one_slip_from(word, _words_of(lexicon.language))


@lru_cache(maxsize=16384)
def may_be_a_slip(word: str, language: str) -> bool:
    """Whether a word is no short one, none of a lexicon and none that people use."""
    if len(word) < LETTERS or not word.isascii() or not word.isalpha():
        return False
    return word not in _words_of(language) and telling(word, language) >= _UNHEARD_OF


@cache
def _words_of(language: str) -> frozenset[str]:
    """The single words that a lexicon has."""
    lexicon = load(language)
    named = (*lexicon.action_words.values(), lexicon.counted_words)
    phrases = (fold(phrase) for phrases in named for phrase in phrases)
    acts = (phrase for phrase in phrases if " " not in phrase)
    return frozenset(word for word in (*lexicon.asks.words, *lexicon.stop, *acts) if len(word) >= LETTERS - 1)


def warm(known: frozenset[str]) -> None:
    """Sort the known words now and not at the first question."""
    _by_start_and_length(known)
    by_consonants(known)


@lru_cache(maxsize=4)
def _by_start_and_length(known: frozenset[str]) -> Mapping[tuple[str, int], tuple[str, ...]]:
    found: dict[tuple[str, int], list[str]] = defaultdict(list)
    for word in known:
        found[word[0], len(word)].append(word)
    return {key: tuple(words) for key, words in found.items()}


_ARABIC = re.compile(r"[\u0600-\u06ff]")
_BEFORE = re.compile(r"^(?:[وف]?(?:[بكل]?ال|لل)|[وفبكل](?=\w{4}))")
_AFTER = re.compile(r"(?:هما|تين|تان|اتو|هم|هن|ها|نا|كم|كن|تو|ات|ون|ين|ان|وا|يه|تي|ه|ي|ت|و)$")
_LONG_VOWELS = str.maketrans("", "", "اوي")
_CONSONANTS = 3  # fewer than this are shared by words that have nothing to do with each other


def consonants(word: str) -> str:
    """What the forms of an Arabic word share, its plurals and verbs with it; "" where that is too little to tell.

    صاروخ and صواريخ, خسائر and خسارته. Clitics and endings are taken off, then long vowels and doubled letters.
    """
    if not _ARABIC.match(word):
        return ""
    bare = _BEFORE.sub("", word)
    while len(shorter := _AFTER.sub("", bare)) >= _CONSONANTS and shorter != bare:
        bare = shorter
    bare = re.sub(r"(.)\1+", r"\1", bare[:1].replace("ا", "") + bare[1:].translate(_LONG_VOWELS))
    return bare if len(bare) >= _CONSONANTS else ""


@lru_cache(maxsize=4)
def by_consonants(known: frozenset[str]) -> Mapping[str, tuple[str, ...]]:
    """The known words by their consonants."""
    found: dict[str, list[str]] = defaultdict(list)
    for word in known:
        if shared := consonants(word):
            found[shared].append(word)
    return {shared: tuple(sorted(words)) for shared, words in found.items()}
