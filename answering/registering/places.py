"""Places: their forms, and the places that filled forms describe."""

from __future__ import annotations

from answering.answer import Phrase
from answering.drafting.words import shown
from answering.registering.filled import Filled, shown_names
from answering.registering.texts import in_two_languages
from db.directory import Directory
from db.model import Place

FIELDS = (
    *("id", "name en", "name ar", "kind", "in", "coordinates"),
    *("aliases", "common_words", "covers", "geonameid", "why"),
)


def read_place(filled: Filled, id: str, recorded: Place | None, directory: Directory) -> Place:
    """The place that a form describes; what is wrong is noted in the form."""
    latitude, longitude = filled.point(
        "coordinates", (recorded.latitude, recorded.longitude) if recorded else (None, None)
    )
    within = filled.place("in", recorded.within if recorded else None)
    covers = filled.places("covers", recorded.covers if recorded else ())
    if within == id:
        filled.refuse("in", Phrase.of("register.itself", id=id))
    elif within and id in directory.within(within):
        filled.refuse("in", Phrase.of("register.circle", id=id, other=within))
    if id in covers:
        filled.refuse("covers", Phrase.of("register.itself", id=id))
    return Place(
        id=id,
        name=in_two_languages(filled, recorded.name if recorded else None),
        kind=filled.needed_choice(
            "kind", "place_kind", recorded.kind if recorded else None, {one.kind for one in directory.places.values()}
        ),
        within=within,
        latitude=latitude,
        longitude=longitude,
        geonameid=filled.number("geonameid", recorded.geonameid if recorded else None),
        aliases=filled.names("aliases", recorded.aliases if recorded else ()),
        common_words=filled.names("common_words", recorded.common_words if recorded else ()),
        covers=covers,
    )


def place_values(place: Place, language: str) -> dict[str, str]:
    """What the fields of a place's form hold, in the words of `language`."""
    names = dict(place.name.by_language)
    known = place.latitude is not None and place.longitude is not None
    return {
        "id": place.id,
        "name en": names.get("en", ""),
        "name ar": names.get("ar", ""),
        "kind": shown("place_kind", place.kind, language),
        "in": place.within or "",
        "coordinates": f"{place.latitude}, {place.longitude}" if known else "",
        "aliases": shown_names(place.aliases),
        "common_words": shown_names(place.common_words),
        "covers": ", ".join(place.covers),
        "geonameid": "" if place.geonameid is None else str(place.geonameid),
    }
