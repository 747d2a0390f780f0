"""Suggestions by a few letters, over the names of the bundled timeline."""

from __future__ import annotations

from datetime import date

import pytest

from answering.drafting.suggesting import SHOWN, Suggesting, suggesting_of
from answering.wording import Wording
from db.edtf_dates import read_when
from db.timeline import Timeline
from db.usage import outlet_under, pages_of
from tests.builders import place, timeline


@pytest.fixture(scope="module")
def names(bundled_timeline: Timeline) -> Suggesting:
    return suggesting_of(bundled_timeline)


# What is typed, and the place that has to come first.
PLACES = {
    "ham": "hama",
    "hama": "hama",
    "HAMA": "hama",
    "Homs": "homs",
    "alep": "aleppo",
    "Alepo": "aleppo",
    "halab": "aleppo",
    "حم": "homs",
    "حما": "hama",
    "حماه": "hama",
    "حلب": "aleppo",
    "دمش": "damascus",
    "bab": "al-bab",
    "al-bab": "al-bab",
    "el bab": "al-bab",
    "الباب": "al-bab",
    "باب": "al-bab",
    "deir ez": "deir-ez-zor",
    "deirezzor": "deir-ez-zor",
    "دير الز": "deir-ez-zor",
    "damascsu": "damascus",
    "قامشلي": "qamishli",
    "إدلب": "idlib",
    "ادلب": "idlib",
    "khan shay": "khan-shaykhun",
}

# The same of actors.
ACTORS = {
    "hts": "hts",
    "hayat": "hts",
    "tahrir": "hts",
    "هيئة تحرير": "hts",
    "هيئه": "hts",
    "observatory": "sohr",
    "sohr": "sohr",
    "المرصد": "sohr",
    "putin": "vladimir-putin",
    "syrian army": "saa",
    "الجيش العربي": "saa",
    "white helm": "white-helmets",
    "الخوذ": "white-helmets",
    "erdogan": "recep-tayyip-erdogan",
    "أردوغان": "recep-tayyip-erdogan",
}


@pytest.mark.parametrize("letters", PLACES)
def test_a_place_comes_first(names: Suggesting, letters: str) -> None:
    assert next(one.id for one in names.places(letters)) == PLACES[letters]


@pytest.mark.parametrize("letters", ACTORS)
def test_an_actor_comes_first(names: Suggesting, letters: str) -> None:
    assert next(one.id for one in names.actors(letters, read_when("2024-12-05"))) == ACTORS[letters]


def test_letters_that_nothing_begins_with_suggest_nothing(names: Suggesting) -> None:
    for letters in ("zzzzqqq", "123456789", "ظظظظظ"):
        assert names.places(letters) == ()
        assert names.actors(letters) == ()


def test_without_letters_those_come_that_are_named_most(names: Suggesting) -> None:
    for letters in ("", " ", "—"):
        assert len(names.places(letters)) == SHOWN
    assert {"damascus", "aleppo"} <= {one.id for one in names.places("")}


def test_every_name_of_everything_finds_it(names: Suggesting, bundled_timeline: Timeline) -> None:
    directory = bundled_timeline.directory
    for id, one in directory.places.items():
        for name in (*(words for _, words in one.name.by_language), id):
            assert id in {found.id for found in names.places(name, limit=200)}, name
    for id, actor in directory.actors.items():
        for name in (*(words for _, words in actor.name.by_language), id):
            assert id in {found.id for found in names.actors(name, limit=200)}, name


def test_what_begins_so_stands_before_what_holds_it_and_before_what_is_spelled_so(names: Suggesting) -> None:
    found = [one.id for one in names.places("hama", limit=50)]
    assert found[0] == "hama"
    assert found.index("hama-governorate") < found.index("hama-airbase" if "hama-airbase" in found else found[-1])


def test_of_two_that_share_a_name_the_one_of_the_time_comes_first(names: Suggesting) -> None:
    def first(day: str) -> str:
        return names.actors("syrian army", read_when(day))[0].id

    assert first("2024-12-05") == "saa"
    assert first("2025-06-01") != "saa"


@pytest.mark.parametrize(
    ("language", "label"),
    [("en", "Hama (city · Hama Governorate)"), ("ar", "حماة (مدينة · محافظة حماة)")],
)
def test_a_label_tells_namesakes_apart(
    names: Suggesting, bundled_timeline: Timeline, language: str, label: str
) -> None:
    words = Wording(language, bundled_timeline.directory)
    assert words.value(names.place("hama").label) == label
    every = [words.value(names.place(id).label) for id in bundled_timeline.directory.places]
    shared = {one for one in every if every.count(one) > 1}
    assert len(shared) <= 6, shared
    assert not any("place_kind" in one for one in every)
    actors = [words.value(names.actor(id).label) for id in bundled_timeline.directory.actors]
    assert not any("actor_kind" in one for one in actors)
    assert "8" in words.value(names.actor("saa").label)


def test_a_kind_in_words_of_the_editors_own_is_shown_as_it_is() -> None:
    with timeline(places=(place("tell", "Tell", "تل", kind="old_hill", within=None),), actors=()) as small:
        assert Wording("en", small.directory).value(suggesting_of(small).place("tell").label) == "Tell (old hill)"


def test_outlets_are_found_by_their_letters(names: Suggesting, bundled_timeline: Timeline) -> None:
    assert names.outlets("tag")[0].name == "TAG24"
    assert names.outlets("al jaz")[0].name.startswith("Al Jazeera")
    assert names.outlets("عنب بل")[0].name == "Enab Baladi"
    assert (names.outlets("tag24")[0].language, names.outlets("tag24")[0].kind) == ("en", "news")
    assert [one.pages for one in names.outlets("")] == sorted((one.pages for one in names.outlets("")), reverse=True)
    pages = pages_of(bundled_timeline.database, "TAG24", date(2024, 12, 5), 3)
    assert {page.outlet for page in pages} == {"TAG24"}
    assert pages[0].published == date(2024, 12, 5)


def test_an_address_tells_the_outlet(bundled_timeline: Timeline) -> None:
    database = bundled_timeline.database
    assert outlet_under(database, "tag24.com/") == "TAG24"
    assert outlet_under(database, "TAG24.com/") == "TAG24"
    assert outlet_under(database, "ag24.com/") is None
    assert outlet_under(database, "example.org/") is None
