"""The words of news, from `lexicon/*.posts.toml`: what is told to have happened, and what says how it is told."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from answering import language_files, lexicon
from answering.dates.words import languages as languages_with_dates
from answering.dates.words import word_list
from answering.text import Words, without_clitics
from answering.words.phrases import PhraseTable
from db.folding import fold

_ARTICLE = "ال"
_PARTICLE = 3  # letters of words that take no article: في, على


@dataclass(frozen=True, slots=True)
class NewsWords:
    """The news words of one language; its tables are empty where the language has none.

    `deeds` names kinds of entry and the few deeds whose kind the words around them tell; `cues` and `counts` are
    tables by their names in the file, `numbers` the numbers that are written in words.
    """

    deeds: PhraseTable[str]
    cues: Mapping[str, PhraseTable[str]]
    counts: Mapping[str, PhraseTable[str]]
    numbers: Mapping[str, int]
    multiples: Mapping[str, int]
    leads: tuple[str, ...]
    shortened: frozenset[str]
    cries: frozenset[str]

    def cue(self, name: str, tokens: Words, first: int) -> int:
        """The position after a cue of that name that begins at `first`; `first` where there is none."""
        table = self.cues.get(name)
        return table.at(tokens, first)[1] if table is not None and 0 <= first < len(tokens) else first

    def is_cue(self, name: str, tokens: Words, first: int) -> bool:
        """Whether a cue of that name begins at `first`."""
        return self.cue(name, tokens, first) > first

    def counted(self, name: str, tokens: Words, first: int) -> int:
        """The position after a word of a count of that name that begins at `first`; `first` where there is none."""
        table = self.counts.get(name)
        return table.at(tokens, first)[1] if table is not None and 0 <= first < len(tokens) else first

    def number(self, folded: str) -> int | None:
        """What a word is worth as a number, None where it is none."""
        return next((self.numbers[form] for form in without_clitics(folded) if form in self.numbers), None)


@cache
def news_words(language: str) -> NewsWords:
    """The news words of a language."""
    try:
        written = tomllib.loads(language_files.read(lexicon.__name__, f"{language}.posts.toml"))
    except FileNotFoundError:
        written = {}
    posts = written.get("posts", {})
    return NewsWords(
        _table(written.get("deeds", {})),
        {name: _table({name: phrases}) for name, phrases in posts.items()},
        {name: _table({name: phrases}) for name, phrases in written.get("figures", {}).items()},
        _numbers(language),
        {fold(word): int(value) for value, many in written.get("multiples", {}).items() for word in many},
        tuple(sorted(posts.get("leads", ()), key=len, reverse=True)),
        frozenset(posts.get("shortened", ())),
        frozenset(map(fold, posts.get("cries", ()))),
    )


def _table(phrases: Mapping[str, Sequence[str]]) -> PhraseTable[str]:
    """A table of phrases as they stand: by its stem alone, a word of news would be taken for many others."""
    spelled = {
        name: [form for phrase in written for form in _with_articles(phrase)] for name, written in phrases.items()
    }
    return PhraseTable(spelled, str, exact=True)


def _with_articles(phrase: str) -> tuple[str, ...]:
    """A phrase, and where it is Arabic also with the article before its later words: قصف جوي, القصف الجوي."""
    first, *rest = phrase.split()
    bare = [word for word in rest if not word.startswith(_ARTICLE) and len(word) > _PARTICLE]
    if not bare or not first[0].isalpha() or first[0].isascii():
        return (phrase,)
    return (phrase, " ".join((first, *(f"{_ARTICLE}{word}" if word in bare else word for word in rest))))


def _numbers(language: str) -> dict[str, int]:
    if language not in languages_with_dates():
        return {}
    written = word_list(language)["kinds"].get("number", {})
    return {fold(word): int(value) for value, words in written.items() for word in words}
