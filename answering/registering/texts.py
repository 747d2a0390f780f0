"""Names in both languages, which every place and actor has."""

from __future__ import annotations

from answering.registering.filled import Filled
from db.model import Text

LANGUAGES = ("en", "ar")


def in_two_languages(filled: Filled, recorded: Text | None) -> Text:
    """The name in English and Arabic, and in those further languages in which it is recorded."""
    known = dict(recorded.by_language) if recorded else {}
    given = {language: filled.needed(f"name {language}", known.get(language)) for language in LANGUAGES}
    return Text(tuple((given | {code: known[code] for code in known if code not in LANGUAGES}).items()))
