"""Texts of drafts, which have English and Arabic, to texts of records, which may have further languages."""

from __future__ import annotations

import re
from collections.abc import Iterable

from db.model import Text

_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


def cleaned(written: str) -> str:
    """What was written, without spaces at its ends and without what can't be printed."""
    return _UNPRINTABLE.sub("", written).strip()


def translated(en: str, ar: str, stored: Iterable[Text]) -> Text:
    """The text in both languages; a stored one that says the same in both keeps its other languages and their order."""
    return next((text for text in stored if _both(text) == (en, ar)), Text((("en", en), ("ar", ar))))


def _both(text: Text) -> tuple[str | None, str | None]:
    words = dict(text.by_language)
    return words.get("en"), words.get("ar")
