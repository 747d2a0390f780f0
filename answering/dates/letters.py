"""The letters of a text made plain before its dates are read."""

from __future__ import annotations

import re

# Vowel marks, tatweel and direction marks stand inside words and dates and say nothing about either.
_SILENT = re.compile("[\u0640\u064b-\u0652\u0670\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
# The last two are the ya and kaf of a Persian or Kurdish keyboard.
_CHARACTERS = str.maketrans(
    "٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹０１２３４５６７８９–—‑‐−‒―،؛؟’‘ʼ`´٫٬یک",
    "012345678901234567890123456789-------,;?'''''.,يك",
)
# "5.8. - 16.8.2018" and "7.-10.8.2018": what stands before the dash is a day, its full stop no end of a sentence.
_DAY_BEFORE_A_DASH = re.compile(r"(?<![\d.])(\d{1,2})(?:\.(\d{1,2}))?\.(?=\s?-\s?\d{1,2}\.\d{1,2}\.\d)")
_ADDRESS = re.compile(r"\S+")


def plain_letters(text: str) -> tuple[str, list[int] | None]:
    """Give the text in small letters and plain digits and marks, and where each stood if any fell out."""
    low = text.lower()
    if len(low) != len(text):  # a few capitals have no single small letter; the offsets must stay
        low = "".join(small if len(small := letter.lower()) == 1 else letter for letter in text)
    low = low.translate(_CHARACTERS)
    if ".-" in low or ". -" in low:
        low = _DAY_BEFORE_A_DASH.sub(lambda day: f"{day[1]}/{day[2]} " if day[2] else f"{day[1]} ", low)
    if not _SILENT.search(low):
        return low, None
    kept = [place for place, letter in enumerate(low) if not _SILENT.match(letter)]
    return "".join(low[place] for place in kept), kept


def addresses(clean: str) -> list[tuple[int, int]]:
    """Give where links, mail addresses and mentions stand: their digits are no dates."""
    if "@" not in clean and "www." not in clean and "://" not in clean:
        return []
    return [
        match.span()
        for match in _ADDRESS.finditer(clean)
        if "@" in match.group() or "://" in match.group() or "www." in match.group()
    ]
