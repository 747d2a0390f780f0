"""The words of one text while it is read: which lexicon word each is, and which of them are already taken."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from itertools import chain
from operator import ne
from typing import TypeVar

from answering.lexicon import Lexicon, languages, load
from answering.text import Token, Words, has_article, spoken_forms, tokenize, without_clitics
from answering.words.rarity import telling
from answering.words.spelling import may_be_a_slip, misspelled_word
from db.model import Measure

Label = TypeVar("Label")
_DRAWN_OUT = re.compile(r"(\w)\1{2,}")  # no word writes a letter three times
_MIXED_IN = "en"  # of the languages of another script the one that most people mix in
Hit = tuple[tuple[Label, ...], int, int]  # what a phrase names, its first token, the token after it


def _spelled(word: str, lexicon: Lexicon, is_known: Callable[[str], bool]) -> str:
    """A hasty spelling or a slip put right, with an "and" before it kept; a letter drawn out is one: ميييين."""
    if word.isalpha() and len(set(word)) > 1 and not is_known(word):
        word = _DRAWN_OUT.sub(r"\1", word)
    if word in lexicon.spellings:
        return lexicon.spellings[word]
    if word[0] == "و" and word[1:] in lexicon.spellings:
        return f"و{lexicon.spellings[word[1:]]}"
    return misspelled_word(word, lexicon, is_known) or _in_full(word, lexicon, is_known) or word


@lru_cache(maxsize=16384)
def _may_be_hasty(word: str, language: str) -> bool:
    """Whether a word may be put right, whatever the timeline has: most are as they should be."""
    spellings = load(language).spellings
    cut_short = word.endswith(tuple(load(language).hasty_endings))
    drawn_out = _DRAWN_OUT.search(word) is not None
    return word in spellings or word[1:] in spellings or cut_short or drawn_out or may_be_a_slip(word, language)


def _in_full(word: str, lexicon: Lexicon, is_known: Callable[[str], bool]) -> str | None:
    """A word whose ending was cut short, where in full it is a commoner one: "gettin"; None where it is none."""
    cuts = [(cut, end) for cut, end in lexicon.hasty_endings.items() if word.endswith(cut)]
    if not cuts or is_known(word):
        return None
    whole = (f"{word.removesuffix(cut)}{end}" for cut, end in cuts)
    return next((one for one in whole if telling(one, lexicon.language) < telling(word, lexicon.language)), None)


def _nothing(word: str) -> bool:
    return False


@lru_cache(maxsize=16384)
def _is_stop(word: str, language: str) -> bool:
    lexicon = load(language)
    for form in (
        without_clitics(word) if has_article(word) else spoken_forms(word)
    ):  # the least cut first: فجروا is a deed, and no ف before a form of جرى
        if len(form) == 1 or form in lexicon.stop:
            return True
        if lexicon.actions.has(form):
            return False
    return False


@lru_cache(maxsize=64)
def _spelled_words(text: str, language: str, is_known: Callable[[str], bool]) -> Words:
    """The words of a text, each put right; a question is marked again where an entry may be told in its words."""
    tokens = tokenize(text)
    hasty = {token.folded for token in tokens if _may_be_hasty(token.folded, language)}
    meant = {word: _spelled(word, load(language), is_known) for word in hasty}
    if any(map(ne, meant, meant.values())):
        return Words(token.spelled(meant.get(token.folded, token.folded)) for token in tokens)
    return tokens


class Marking:
    """The tokens of a text with the lexicon of its language; each position is taken once.

    `is_known` tells the words that the timeline has: they are no slips. Words of another script are those of
    another language, `beside`: people mix them ("when سقطت حماة").
    """

    def __init__(self, text: str, lexicon: Lexicon, is_known: Callable[[str], bool] = _nothing) -> None:
        self.text = text
        self.lexicon = lexicon
        self.tokens = _spelled_words(text, lexicon.language, is_known)
        self._folded = {position: token.folded for position, token in enumerate(self.tokens)}
        self.taken: set[int] = set()
        self.beside = _lexicon_beside(self.tokens, lexicon)
        self.actions: list[Hit[str]] = lexicon.actions.find(self.tokens)
        if self.beside is not None:
            foreign = self.beside.actions.find(self.tokens)
            self.actions += [hit for hit in foreign if self.tokens[hit[1]].arabic is not lexicon.arabic]

    def take_span(self, start: int, end: int) -> None:
        """Take the tokens that overlap the characters from `start` to before `end`."""
        self.taken.update(
            position for position, token in enumerate(self.tokens) if token.start < end and start < token.end
        )

    def free(self, first: int, last: int) -> bool:
        """Whether none of the positions from `first` to before `last` is taken."""
        return self.taken.isdisjoint(range(first, last))

    def word(self, position: int) -> str:
        """The folded word at a position, empty outside the text."""
        return self._folded.get(position, "")

    def labels(self, found: Iterable[Hit[Label]]) -> tuple[Label, ...]:
        """What the phrases name that stand on free tokens, each once."""
        if not found:
            return ()
        return tuple(
            dict.fromkeys(label for labels, first, last in found if self.free(first, last) for label in labels)
        )

    def is_stop(self, token: Token) -> bool:
        """Whether a word is grammar or politeness, so that no answer has to meet it."""
        lexicon = self.lexicon
        if self.beside is not None and token.arabic is not lexicon.arabic:
            lexicon = self.beside
        return _is_stop(token.folded, lexicon.language)

    def lexical(self) -> set[int]:
        """The positions of the words that the lexicon has."""
        lexicon, tokens = self.lexicon, self.tokens
        found: Iterable[Hit[object]] = chain(
            lexicon.actions.each(tokens), lexicon.measures.each(tokens), lexicon.groups.each(tokens)
        )
        if self.beside is None:
            language = lexicon.language
            stops = [position for position, token in enumerate(tokens) if _is_stop(token.folded, language)]
        else:
            stops = [position for position, token in enumerate(tokens) if self.is_stop(token)]
        return {*stops, *(first for _, first, _ in found)}

    def acts_at(self, position: int) -> tuple[str, ...]:
        """The actions that the words from a position on may name."""
        return self.lexicon.actions.at(self.tokens, position)[0] if 0 <= position < len(self.tokens) else ()

    def counted(self, *, but: frozenset[Measure] = frozenset()) -> set[int]:
        """The positions of the words that say what is counted and of whom, without those for the measures `but`."""
        measures = (hit for hit in self.lexicon.measures.find(self.tokens) if not but.issuperset(hit[0]))
        found: Sequence[Hit[object]] = (*measures, *self.lexicon.groups.find(self.tokens))
        return {position for _, first, last in found for position in range(first, last)}


def _lexicon_beside(tokens: Words, lexicon: Lexicon) -> Lexicon | None:
    """The lexicon that words of another script may be of, None where there are none."""
    others = [token.folded for token in tokens if token.arabic is not lexicon.arabic]
    if not others or all(map(str.isdigit, others)):
        return None
    known = map(load, sorted(languages(), key=lambda one: one != _MIXED_IN))
    return next((one for one in known if one.arabic is not lexicon.arabic), None)
