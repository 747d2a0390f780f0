"""Time zones as people name them: by their city, in the reader's language."""

from __future__ import annotations

from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from babel.dates import get_timezone_location

from answering.lexicon import languages, load
from db.folding import fold

OFFERED = (
    "Asia/Damascus",
    "Asia/Beirut",
    "Asia/Amman",
    "Asia/Baghdad",
    "Europe/Istanbul",
    "Africa/Cairo",
    "Asia/Riyadh",
    "Asia/Dubai",
    "Europe/Berlin",
    "Europe/Stockholm",
    "Europe/London",
    "America/New_York",
)


def city(zone: str, language: str) -> str:
    """The city that a time zone is called after."""
    if "/" not in zone:
        return zone
    return str(get_timezone_location(ZoneInfo(zone), locale=load(language).locale, return_city=True))


def find(words: str) -> str | None:
    """The time zone that words name: by its id (Europe/Madrid), or by its city; None where there is none."""
    wanted = fold(words.strip())
    if not wanted:
        return None
    for zone in OFFERED:
        if wanted in {fold(city(zone, language)) for language in languages()}:
            return zone
    for zone in sorted(available_timezones()):
        if wanted in {fold(zone), fold(zone.rpartition("/")[2]), fold(zone.rpartition("/")[2].replace("_", " "))}:
            return zone
    return _by_city().get(wanted)


@cache
def _by_city() -> dict[str, str]:
    """The time zones by their cities in every language, folded."""
    every = sorted(available_timezones())
    return {fold(city(zone, language)): zone for language in languages() for zone in reversed(every)}
