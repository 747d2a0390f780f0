"""Places that are called after others: the province of a city, the prisons, crossings and fields of a place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from answering.text import name_key
from db.directory import Directory
from db.folding import fold

SITES = frozenset(  # kinds of place that are a part of another, or stand beside it
    {
        "prison",
        "airbase",
        "airport",
        "crossing",
        "camp",
        "hospital",
        "dam",
        "bridge",
        "mosque",
        "field",
        "site",
    }
)


def provinces(directory: Directory) -> dict[str, str]:
    """For each city the province that is called after it."""
    found = {}
    for place in directory.places.values():
        above = (up for up in directory.within(place.id) if directory.places[up].kind == "governorate")
        if place.kind in {"city", "town"} and (province := next(above, None)) is not None:
            names = directory.places[province].name
            if any(name and name in names.get(language) for language, name in place.name.by_language):
                found[place.id] = province
    return found


def sites(directory: Directory) -> dict[str, tuple[str, ...]]:
    """For each place the sites that are called after it: Sednaya prison is meant by "Sednaya was opened"."""
    named = {
        name_key(tuple(fold(name).split())): place.id
        for place in directory.places.values()
        if place.kind not in SITES
        for name in (*(words for _, words in place.name.by_language), *place.aliases)
    }
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for site in directory.places.values():
        if site.kind in SITES:
            for name in (*(words for _, words in site.name.by_language), *site.aliases):
                words = tuple(fold(name).split())
                for part in (words[:-1], words[:-2], words[1:]):
                    if part and (place := named.get(name_key(part))):
                        found[place][site.id] = None
    return {place: tuple(sites) for place, sites in found.items()}


def with_nicknames(directory: Directory, nicknames: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The longer names of places, each with its place, in which a nickname stands for a name: طريق الشام حلب."""
    known: dict[str, list[str]] = defaultdict(list)
    for nickname, name in nicknames.items():
        known[name].append(nickname)
    for place in directory.places.values():
        for longer in (*(words for _, words in place.name.by_language), *place.aliases):
            parts = longer.split()
            for at, part in enumerate(parts if len(parts) > 1 else ()):
                for nickname in known.get(part, ()):
                    yield place.id, " ".join((*parts[:at], nickname, *parts[at + 1 :]))
