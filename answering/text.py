"""Words of a text: tokens with their place in it, the language it is in, and the keys that names are found by."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Set
from functools import cached_property, lru_cache
from itertools import zip_longest
from typing import Any, NamedTuple

from db.folding import fold_word, stem

_MARKS = r"\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed"
_LETTERS = rf"(?:[^\W\d_]++|[{_MARKS}]++)"
_TOKEN = re.compile(
    # 11,000 is one number, b4 and M5 one word, 1st and 10m too, but Su24 parts like Su-24
    rf"[^\W\d_](?:\d(?!\w)|{_LETTERS}*+(?:['’ʼʿ‘`]{_LETTERS}++)*)"
    r"|\d{1,3}(?:,\d{3})+(?!\d)|\d+(?:st|nd|rd|th|k|m|bn)\b|\d+"
)
_POSSESSIVE = re.compile(r"['’ʼ]s$|(?<=s)['’ʼ]$", re.IGNORECASE)
_APOSTROPHES = frozenset("'’ʼ")
_ARABIC = re.compile(r"[\u0600-\u06ff\u0750-\u077f]")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")

_CLITIC_STEPS = (("و", "ف"), ("ب", "ل", "ك", "ع"))  # and, then; in, to, like, on (the last in dialect)
_ARTICLE = "ال"
_FEMININE = "ة"  # ends a noun or an adjective, and no verb
_RELATED = 5  # letters at most of a noun that ends as a verb does
_SHORTEST = 3  # letters that must stay when a clitic or an article is taken off


class Token(NamedTuple):
    """A word of a text: as written, folded, its stem, and where it stands."""

    text: str
    folded: str
    stem: str
    start: int
    end: int
    arabic: bool  # its script

    def spelled(self, folded: str) -> Token:
        """The token with another folded word in its place; itself where it is the same."""
        if folded == self.folded:
            return self
        return self._replace(folded=folded, stem=stem(folded), arabic=is_arabic(folded))


class Words(tuple[Token, ...]):
    """The tokens of a text, and the phrases found in it."""

    def __init__(self, _: Iterable[Token]) -> None:
        self.phrases: dict[object, Mapping[int, Any]] = {}
        """The phrases found, by their table; the books of tables that were held against the text are in it as well."""
        self.skipped: dict[tuple[object, int], frozenset[int]] = {}
        """The positions in the gaps of the phrases found, by the table and where the phrase begins."""

    @cached_property
    def words(self) -> Set[str]:
        """The folded words."""
        return {token.folded for token in self}

    @cached_property
    def forms(self) -> Set[str]:
        """The forms of all words, without what is written to them and with it."""
        return {form for token in self for form in without_clitics(token.folded)}


@lru_cache(maxsize=1024)
def tokenize(text: str) -> Words:
    """The words of `text` in order; a possessive 's is not part of its word."""
    return Words(
        [
            Token(word[0], word[1], word[2], *found.span(), word[3])
            for found in _TOKEN.finditer(text)
            if (word := _read(found[0]))[1]
        ]
    )


def folded_words(text: str) -> tuple[str, ...]:
    """The folded words of `text` in order, where nothing else of its tokens is wanted."""
    return tuple(folded for written in _TOKEN.findall(text) if (folded := _folded(written)[1]))


@lru_cache(maxsize=16384)
def _read(written: str) -> tuple[str, str, str, bool]:
    """A word without a possessive 's, folded, its stem, and whether it is Arabic."""
    word, folded = _folded(written)
    return word, folded, stem(folded) if folded else "", is_arabic(folded)


def _folded(written: str) -> tuple[str, str]:
    """A word without a possessive 's, and folded."""
    word = written if _APOSTROPHES.isdisjoint(written[-2:]) else _POSSESSIVE.sub("", written) or written
    return word, fold_word(word).replace(",", "")


def shortened(text: str, most: int = 100) -> str:
    """A text of at most `most` characters: the beginning of a longer one, with an ellipsis."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def is_arabic(word: str) -> bool:
    """Whether a word begins in Arabic script."""
    return "\u0600" <= word[:1] <= "\u06ff" or "\u0750" <= word[:1] <= "\u077f"


def script_language(text: str) -> str | None:
    """`ar` where most letters are Arabic, None where they are not: then the words have to tell."""
    if text.isascii():
        return None
    arabic, latin = len(_ARABIC.findall(text)), len(_LATIN.findall(text))
    return "ar" if arabic > latin * 0.5 and arabic else None


_UPON = frozenset({"عليه", "عليها", "عليهم", "عليهن", "علينا", "عليكم"})  # the ع of these is no preposition


@lru_cache(maxsize=16384)
def without_clitics(folded: str) -> tuple[str, ...]:
    """The word as it stands, then with Arabic clitics and the article taken off, the least cut first."""
    if not is_arabic(folded):
        return (folded,)
    forms = {folded: None}
    for clitics in _CLITIC_STEPS:
        for form in tuple(forms):
            if form in _UPON:
                continue
            if form[0] in clitics and len(form) > (_SHORTEST if form[0] != "و" else _SHORTEST - 1):
                forms[form[1:]] = None
    for form in tuple(forms):
        if form.startswith("لل") and len(form) > _SHORTEST + 1:
            forms[form[2:]] = None
            forms[form[1:]] = None
        if form.startswith("هال") and len(form) > _SHORTEST + 2:
            forms[form[3:]] = None
    for form in tuple(forms):
        if form.startswith(_ARTICLE) and len(form) > _SHORTEST + 1:
            forms[form[2:]] = None
    return tuple(forms)


@lru_cache(maxsize=16384)
def with_articles(folded: str) -> tuple[str, ...]:
    """The forms of `without_clitics`, for Arabic also with the article: a stemmer does not always see them alike."""
    forms = without_clitics(folded)
    if not is_arabic(folded):
        return forms
    return tuple(dict.fromkeys((*forms, *(f"{_ARTICLE}{form}" for form in forms if not form.startswith(_ARTICLE)))))


_SPOKEN_PASSIVES = ("ان", "ات")  # انقتل, اتقتل
_OBJECTS = ("ها", "هم", "هن", "ه", "ني", "نا", "و")  # the last for ه in dialect


def object_of(folded: str) -> str:
    """The pronoun that an Arabic word carries as its object or owner (أخذها: ها), else an empty text."""
    if not is_arabic(folded):
        return ""
    return next((end for end in _OBJECTS if folded.endswith(end) and len(folded) - len(end) >= _SHORTEST), "")


@lru_cache(maxsize=16384)
def spoken_forms(folded: str) -> tuple[str, ...]:
    """The forms of `without_clitics`, and those without an object at the end: أخذها, اخذ."""
    forms = dict.fromkeys(without_clitics(folded))
    for form in () if has_article(folded) else tuple(forms):
        if end := object_of(form):
            bare = form[: -len(end)]
            forms[bare] = None
            if end == "ه" or (bare.endswith("ت") and end != "و"):  # سيطرتها; but الناتو is no لنا
                forms[bare.rstrip("ت")] = None
    for form in tuple(forms):
        if form[:2] in _SPOKEN_PASSIVES and len(form) > _SHORTEST + 1:
            forms[form[2:]] = None
    return tuple(forms)


_AND = ("و", "ف")
_BEFORE_A_VERB = ("ب", "ل", "ع", "ك", "عب", "عم")  # the last two for عم ب
_ANDED = 4  # letters that must stay when ف is taken off: فيجي is Fiji
_OF_THE_FUTURE = "سهح"  # before a verb of the present: سيسحب, هيسحب, حتسحب
_PERSONS = "يت"
_DENIAL = "ش"  # ends a verb that is denied or asked about: ما دخلوش, مدخلوش
_SPOKEN_OBJECTS = ("ن", "هو", *(f"ل{whom}" for whom in ("ها", "هم", "هن", "ن", "و", "ه")))  # اعتقلن, قتلوهو, سلمولهم


@lru_cache(maxsize=16384)
def verb_forms(folded: str) -> tuple[str, ...]:
    """What an Arabic word may be as a verb, without what is written together with it; an article tells a noun."""
    if not _ARABIC.match(folded):
        return ()
    forms = {folded: None}
    if folded[0] in _AND and len(folded) > (_SHORTEST if folded[0] == _AND[0] else _ANDED):
        forms[folded[1:]] = None
    if folded.startswith(_ARTICLE) and folded.endswith(_AND[0]) and len(folded) > _RELATED:
        forms[folded.removeprefix(_ARTICLE)] = None  # القتلو is "who killed him" where people speak so
    for form in tuple(forms):
        starts = (start for start in _BEFORE_A_VERB if form.startswith(start) and len(form) - len(start) >= _SHORTEST)
        forms.update(dict.fromkeys(form[len(start) :] for start in starts))
    for form in tuple(forms):
        if form[0] in _OF_THE_FUTURE and form[1:2] in tuple(_PERSONS) and len(form) > _SHORTEST + 1:
            forms[form[1:]] = None
    for form in tuple(forms):
        if form.endswith(_DENIAL) and len(form) > _SHORTEST + 1:
            denied = form[:-1]
            forms.update(dict.fromkeys((denied, denied.removeprefix("ما"), denied.removeprefix("م"))))
    for form in tuple(forms):
        ends = (object_of(form), *(end for end in _SPOKEN_OBJECTS if form.endswith(end)))
        forms.update(dict.fromkeys(form[: -len(end)] for end in ends if end and len(form) - len(end) >= _SHORTEST))
    for form in tuple(forms):
        if form[:2] in _SPOKEN_PASSIVES and len(form) > _SHORTEST + 1:
            forms[form[2:]] = None
    return tuple(forms)


def beginnings_of(folded: str, stem: str, ending: str) -> tuple[str, ...]:
    """What a phrase may be filed under that begins at a word: its forms, and its stem with a mark before it."""
    forms = spoken_forms(folded)
    if ending == _FEMININE:  # its ending is no pronoun: خلية is a cell, and not "let him"
        return (*(form for form in forms if form[-1] == folded[-1]), stemmed(stem))
    return (*forms, stemmed(stem), *map(inflected, verb_forms(folded)))


def has_article(folded: str) -> bool:
    """Whether an Arabic word carries the article, and so no pronoun at its end: الكمأة is no كم with an object."""
    return any(form.startswith(_ARTICLE) for form in without_clitics(folded)) and is_arabic(folded)


def inflected(form: str) -> str:
    """A form of a verb as it stands among words, so that it is taken for no noun that is written alike."""
    return f"={form}"


def stemmed(stem: str) -> str:
    """A stem as it stands among words, so that it is taken for none of them."""
    return f"~{stem}"


_LATIN_ARTICLES = {"al", "el", "ul"}
ARTICLE = 3  # letters at most of the Arabic article in Latin letters


def is_article(word: str, following: str | None) -> bool:
    """Whether a Latin word is the Arabic article before `following`: al, el, or as in ez-Zor, ash-Shaykh."""
    if word in _LATIN_ARTICLES:
        return True
    return following is not None and 1 < len(word) <= ARTICLE and word[0] in "aeu" and following.startswith(word[1:])


@lru_cache(maxsize=65536)
def word_key(folded: str) -> str:
    """One word of a name without what spellers differ in: doubled letters, a final h, the article ال."""
    if is_arabic(folded):
        if folded.startswith(_ARTICLE) and len(folded) > _SHORTEST + 1:
            folded = folded[2:]
        if folded.endswith("اه"):
            folded = folded[:-1]
        return folded[:-1] + "ه" if folded.endswith("ا") and len(folded) > 2 else folded
    if len(folded) > 4:
        folded = re.sub(r"([a-z])\1", r"\1", folded)
        if folded.endswith("ah"):
            folded = folded[:-1]
    return folded


def name_key(words: tuple[str, ...]) -> str:
    """The key of a name's folded words: articles dropped, the rest joined."""
    if len(words) == 1:
        return word_key(words[0]) if words[0] not in _LATIN_ARTICLES else words[0]
    kept = [word_key(word) for word, following in zip_longest(words, words[1:]) if not is_article(word, following)]
    return "".join(kept) or "".join(words)


_ATTACHED = frozenset("بعكل")  # prepositions that Arabic writes together with a name


def is_spelled(names: Set[str], word: str) -> bool:
    """Whether a word spells one of the names, all folded; its article apart.

    With a preposition before that: بالحولة, and not حوله.
    """
    attached = word[:1] in _ATTACHED and word[1:].startswith(_ARTICLE) and word[1:] in names
    return attached or word in names or f"{_ARTICLE}{word}" in names
