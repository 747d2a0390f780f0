"""Folding: one spelling for words that people write in many ways, in Latin and Arabic script.

Both the full-text index and the reading of questions fold with this, so that they agree.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from itertools import filterfalse

import Stemmer

_ALEF = dict.fromkeys(map(ord, "أإآٱ"), "ا")
_ARABIC = {
    **_ALEF,
    ord("ى"): "ي",
    ord("ی"): "ي",
    ord("ئ"): "ي",
    ord("ؤ"): "و",
    ord("ة"): "ه",
    ord("ک"): "ك",
    ord("گ"): "ك",
    ord("پ"): "ب",
    ord("ڤ"): "ف",
    ord("چ"): "ج",
    ord("ـ"): "",  # tatweel
    ord("ء"): "",
}
_DIGITS = {ord(mark): str(value) for row in ("٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹") for value, mark in enumerate(row)}
_LATIN = {
    ord("ı"): "i",
    ord("ø"): "o",
    ord("ł"): "l",
    ord("đ"): "d",
    ord("ß"): "ss",
    ord("æ"): "ae",
    ord("œ"): "oe",
}
_APOSTROPHES = dict.fromkeys(map(ord, "'’‘ʼʻʿʾ`´ʹ′"), "")
_TABLE = {**_ARABIC, **_DIGITS, **_LATIN, **_APOSTROPHES}
_WORD = re.compile(r"[^\W_]+")
_MADE_ONE = re.compile(r"[\u0627-\u063a\u0641-\u064a]+")  # Arabic letters that are no longer composed of others


def fold_word(word: str) -> str:
    """One word without case, diacritics, apostrophes, tashkeel or tatweel; alef, hamza, ta marbuta made one."""
    if word.isascii() and word.isalnum():
        return word.lower()
    word = word.translate(_TABLE)
    if word.isascii():
        return word.lower()
    if _MADE_ONE.fullmatch(word):
        return word  # as most Arabic words are
    decomposed = unicodedata.normalize("NFKD", word.casefold())
    return "".join(filterfalse(unicodedata.combining, decomposed)).translate(_TABLE)


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """The folded words of a text with single spaces between them; hyphens and punctuation part words."""
    return " ".join(_WORD.findall(fold_word(text)))


_ARABIC_WORD = re.compile(r"[\u0600-\u06ff]")
_ARABIC_ENDINGS = "اي"  # what the Arabic stemmer leaves of ات and of the nisba


@cache
def _stemmer(algorithm: str) -> Stemmer.Stemmer:
    return Stemmer.Stemmer(algorithm)


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The stem of one folded word: Snowball's Arabic stemmer for Arabic script, else its English one.

    Source: https://snowballstem.org/algorithms/
    """
    if not _ARABIC_WORD.match(word):
        return str(_stemmer("english").stemWord(word))
    stemmed = str(_stemmer("arabic").stemWord(word))
    shorter = stemmed.rstrip(_ARABIC_ENDINGS)
    return shorter if len(shorter) > 2 else stemmed


def stems(text: str) -> tuple[str, ...]:
    """The stems of a text's words, in their order."""
    return tuple(stem(word) for word in fold(text).split())
