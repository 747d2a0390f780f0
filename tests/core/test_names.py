"""Names in texts: every name of the bundled timeline is found, and nothing is taken for a name that is none."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from datetime import date
from weakref import ref

import pytest

from answering.names import Names
from answering.names.of_timeline import names_of
from answering.question import Named
from answering.reading import read
from answering.text import tokenize
from db.directory import Directory
from db.model import Actor, Place
from db.timeline import Timeline
from tests import builders
from tests.core.not_yet import NAMES_NOT_YET, listed

TODAY = date(2026, 11, 22)
SENTENCES = {
    ("place", "en"): "what happened in {} on that day",
    ("place", "ar"): "ماذا حدث في {} وقتها",
    ("actor", "en"): "what did {} say",
    ("actor", "ar"): "ماذا قال {}",
}


def named(text: str, names: Names, language: str | None = None) -> tuple[Named, ...]:
    return read(text, names, today=TODAY, language=language).named


def places(text: str, names: Names) -> set[str]:
    return {place for one in named(text, names) for place in one.places}


def actors(text: str, names: Names) -> set[str]:
    return {actor for one in named(text, names) for actor in one.actors}


# Every name


def unfound(directory: Directory, names: Names) -> Iterator[str]:
    """Each own name that a question with it is not read to name, and each alias that is not found in a text."""
    for kind, records in (("place", directory.places.values()), ("actor", directory.actors.values())):
        for record in records:
            for language, name in record.name.by_language:
                found = named(SENTENCES[kind, language].format(name), names, language)
                if not any(record.id in (one.places if kind == "place" else one.actors) for one in found):
                    yield f"{record.id} | {name}"
            for alias in record.aliases:
                mentions = names.find(tokenize(f"- {alias} -"))
                if not any(record.id in (one.places if kind == "place" else one.actors) for one in mentions):
                    yield f"{record.id} | {alias}"


def test_every_name_is_found_in_a_sentence(bundled_timeline: Timeline, bundled_names: Names) -> None:
    """But those of names_not_yet.txt; one of them that is found now is to be taken off that list."""
    missing = set(unfound(bundled_timeline.directory, bundled_names))
    known = set(listed(NAMES_NOT_YET))
    assert sorted(missing - known) == []
    assert sorted(known - missing) == []


def test_nearly_every_name_is_found(bundled_timeline: Timeline) -> None:
    directory = bundled_timeline.directory
    records: list[Place | Actor] = [*directory.places.values(), *directory.actors.values()]
    names = sum(len(one.name.by_language) + len(one.aliases) for one in records)
    assert len(listed(NAMES_NOT_YET)) < names / 100


# Capitals


@pytest.mark.parametrize(
    ("text", "actor", "is_named"),
    [
        ("what did the US say", "united-states", True),
        ("what did the WHO say", "world-health-organization", True),
        ("when did IS take Raqqa", "islamic-state", True),
        ("who captured Raqqa", "world-health-organization", False),
        ("what is the date", "islamic-state", False),
        ("is it true that Hama fell", "islamic-state", False),
        pytest.param(
            "give us the news",
            "united-states",
            False,
        ),
    ],
)
def test_an_exact_name_needs_its_capitals(text: str, actor: str, is_named: bool, bundled_names: Names) -> None:
    assert (actor in actors(text, bundled_names)) == is_named


# Who is meant by a capital, and by an adjective


@pytest.mark.parametrize(
    ("text", "stands_for_russia"),
    [
        ("Moscow said it would stay", True),
        ("what did Moscow say about Aleppo", True),
        ("did Moscow withdraw", True),
        ("ماذا قالت موسكو عن حلب", True),
        ("what happened in Moscow", False),
        ("talks in Moscow", False),
        ("ماذا حدث في موسكو", False),
    ],
)
def test_a_capital_speaks_for_its_state(text: str, stands_for_russia: bool, bundled_names: Names) -> None:
    assert ("moscow" in places(text, bundled_names)) != stands_for_russia
    assert ("russia" in actors(text, bundled_names)) == stands_for_russia


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Russian strikes on Idlib", "russia"),
        ("Israeli strikes on Damascus", "israel"),
        ("القصف الروسي على إدلب", "russia"),
        ("الغارات الإسرائيلية على دمشق", "israel"),
    ],
)
def test_an_adjective_names_its_actor(text: str, actor: str, bundled_names: Names) -> None:
    (found,) = (one for one in named(text, bundled_names) if one.actors)
    assert actor in found.actors
    assert found.adjective
    assert not found.places


# Names that are everyday words


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("ماذا حدث في الباب", "al-bab"),
        ("متى سقطت مدينة الباب", "al-bab"),
        ("متى دخل الجيش الباب", "al-bab"),
        ("الباب", "al-bab"),
        ("متى سقطت القصير", "qusayr"),
        ("ما الذي جرى في القصير", "qusayr"),
        ("what happened in Harem", "harem"),
    ],
)
def test_an_everyday_word_is_a_place_where_something_says_so(text: str, place: str, bundled_names: Names) -> None:
    assert place in places(text, bundled_names)


@pytest.mark.parametrize(
    "text",
    [
        "قرأت من أول الكتاب أن الباب كان مغلقا يومها",
        "كان الوقت القصير كافيا للقوات",
        "he kept a harem of his own for years",
    ],
)
def test_an_everyday_word_is_no_place_by_itself(text: str, bundled_names: Names) -> None:
    assert not places(text, bundled_names) & {"al-bab", "qusayr", "harem"}


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("حمص", "homs"),
        ("سقطت حمص", "homs"),
        ("ماذا حدث في حمص", "homs"),
        ("بحمص", "homs"),
        ("وحماة؟", "hama"),
        ("متى دخلوا بحلب", "aleppo"),
        ("متى وصلوا للرقة", "raqqa"),
        ("متى وصلوا الى الرقة", "raqqa"),
        ("فحمص", "homs"),
        ("وبحلب شو صار", "aleppo"),
        ("دخلوا عحلب", "aleppo"),
        ("حَمَاةُ", "hama"),
        ("حمـــص", "homs"),
    ],
)
def test_a_name_is_found_behind_what_is_joined_to_it(text: str, place: str, bundled_names: Names) -> None:
    assert place in places(text, bundled_names)


# Spelling


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("when did Hamah fall", "hama"),
        ("raqa", "raqqa"),
        ("Ar-Raqqah", "raqqa"),
        ("Deir ez-Zor", "deir-ez-zor"),
        ("Deirezzor", "deir-ez-zor"),
        ("Deir al-Zor", "deir-ez-zor"),
        ("Halab", "aleppo"),
        ("what happened in Allepo", "aleppo"),
        ("qunaitra", "quneitra"),
        ("Damascas", "damascus"),
        ("Latakiya", "latakia"),
        ("palmyrra", "palmyra"),
        ("متى سقطت حماه", "hama"),
        ("حما", "hama"),
        ("ديرالزور", "deir-ez-zor"),
    ],
)
def test_a_spelling_is_forgiven(text: str, place: str, bundled_names: Names) -> None:
    assert place in places(text, bundled_names)


def test_a_misspelling_of_an_actor_is_forgiven(bundled_names: Names) -> None:
    (found,) = named("when did it fall to the oppostion", bundled_names)
    assert "syrian-opposition" in found.actors


def test_what_a_misspelling_was_taken_for_is_kept(bundled_names: Names) -> None:
    (token,) = tokenize("Damascas")
    guess = bundled_names.misspelled(token, 3)
    assert guess is not None
    assert (guess.first, guess.last, guess.places, guess.spelled) == (3, 4, ("damascus",), "Damascus")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("who hit sayda zeinab", "Sayyida Zaynab"),
        ("when did jisr al shugour fall", "Jisr al-Shughour"),
        ("the chlorine in kefr zeita", "Kafr Zita"),
        ("clashes in shaikh maqsud", "Sheikh Maqsoud"),
        ("what did mazloom abdy say", "Mazloum Abdi"),
    ],
)
def test_a_name_of_several_words_is_known_by_its_consonants(text: str, name: str, bundled_names: Names) -> None:
    assert [found.spelled for found in named(text, bundled_names)] == [name]


@pytest.mark.parametrize("text", ["when did Damascus lose it", "they took the city of Tartous"])
def test_words_between_names_are_no_part_of_a_transliteration(text: str, bundled_names: Names) -> None:
    assert all(found.spelled is None for found in named(text, bundled_names))


@pytest.mark.parametrize(
    ("text", "actor"), [("putins visit", "vladimir-putin"), ("after sharaas decree", "ahmed-al-sharaa")]
)
def test_a_hasty_s_says_whose(text: str, actor: str, bundled_names: Names) -> None:
    assert [found.actors for found in named(text, bundled_names)] == [(actor,)]


@pytest.mark.parametrize(
    "text", ["Homa", "Hams", "حماص", "حمس", "Hamza", "sarin", "Damascene", "zeppelin", "المنطاد", "xyzzyx"]
)
def test_an_unknown_word_is_not_made_a_place(text: str, bundled_names: Names) -> None:
    assert not places(f"when did {text} fall", bundled_names)


@pytest.mark.parametrize(
    ("text", "place", "other"),
    [
        ("Hama", "hama", "homs"),
        ("Homs", "homs", "hama"),
        ("حماة", "hama", "homs"),
        ("حمص", "homs", "hama"),
        ("حماه", "hama", "homs"),
        ("Daraya", "daraya", "daraa"),
        ("Daraa", "daraa", "daraya"),
        ("Idlib", "idlib", "idlib-governorate"),
        ("Idlib province", "idlib-governorate", "idlib"),
        ("محافظة إدلب", "idlib-governorate", "idlib"),
        ("Hama", "hama", "hama-governorate"),
    ],
)
def test_one_known_place_is_never_taken_for_another(text: str, place: str, other: str, bundled_names: Names) -> None:
    found = places(text, bundled_names)
    assert place in found
    assert other not in found


# The longest name first


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("Hama military airport", {"hama-airbase"}),
        ("Hama governorate", {"hama-governorate"}),
        ("Aleppo University", {"university-of-aleppo"}),
        ("مطار حماة العسكري", {"hama-airbase"}),
        ("محافظة حماة", {"hama-governorate"}),
        ("Syrian Democratic Forces", {"sdf"}),
        ("Hayat Tahrir al-Sham", {"hts"}),
        ("قوات سوريا الديمقراطية", {"sdf"}),
    ],
)
def test_the_longest_name_is_taken(text: str, ids: set[str], bundled_names: Names) -> None:
    (found,) = named(f"when was {text} there", bundled_names)
    assert {*found.places, *found.actors} >= ids
    assert not {"hama", "aleppo", "syria"} & set(found.places)


def test_names_are_given_in_the_order_of_the_text(bundled_names: Names) -> None:
    found = named("which fell first, Homs or Hama or Aleppo", bundled_names)
    assert [one.places for one in found] == [("homs",), ("hama",), ("aleppo",)]


def test_a_mention_stands_where_it_is_written(bundled_names: Names) -> None:
    tokens = tokenize("the fall of Deir ez-Zor to the rebels")
    mentions = bundled_names.find(tokens)
    assert [(one.first, one.last) for one in mentions if "deir-ez-zor" in one.places] == [(3, 6)]


def test_what_is_taken_is_no_name(bundled_names: Names) -> None:
    tokens = tokenize("Hama and Homs")
    assert [one.places for one in bundled_names.find(tokens, taken={0})] == [("homs",)]


@pytest.mark.parametrize("text", ["Assad fled", "هرب بشار", "هرب الأسد"])
def test_a_person_is_known_by_one_name(text: str, bundled_names: Names) -> None:
    assert "bashar-al-assad" in actors(text, bundled_names)


def test_two_of_one_name_and_different_times_are_both_meant(bundled_names: Names) -> None:
    """Without a scope both of a since/until pair are meant."""
    assert actors("what did the Syrian army say", bundled_names) >= {"saa", "syrian-army"}


def test_the_names_of_a_timeline_go_with_it() -> None:
    with builders.timeline() as timeline:
        names_of(timeline)
    gone = ref(timeline)
    del timeline
    gc.collect()
    assert gone() is None
