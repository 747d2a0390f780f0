"""Places and actors from forms that editors send, in both languages, and back."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlite_utils import Database

from answering.catalogues import catalogue
from answering.drafting.words import all_shown, keys, shown
from answering.registering import actors, places
from answering.registering.register import Sort, ToMend, ToShow, ToWrite, read
from answering.wording import Wording
from db.connection import open_for_writing
from db.desk import import_records
from db.editing import write
from db.history import newest
from db.model import Actor, Place, Text
from db.revision import Signature
from db.timeline import Timeline
from tests.builders import ACTORS, PLACES, actor, place, text

TODAY = date(2026, 11, 28)
FULL_PLACE = Place(
    *("deir-hafer", text("Deir Hafer", "دير حافر"), "town", "hama-governorate", 36.16, 37.7, 123),
    *(("Dayr Hafir", "دير حافر الشرقية"), ("حافر",), ("salamiyah", "homs")),
)
COMMA = place("soran", "Soran", "صوران", kind="village", aliases=("Soran, Aleppo",))
FULL_ACTOR = Actor(
    *("fsa", text("Free Syrian Army", "الجيش السوري الحر"), "armed_group", "opposition", ("rebels",)),
    *(("the FSA fighters", "الحر"), ("FSA",), date(2011, 7, 29), date(2017, 12, 30)),
    *(("Free Army",), ("FSA-led",), ("new-army",)),
)


@pytest.fixture(scope="module")
def database() -> Iterator[Database]:
    with closing(open_for_writing(None)) as opened:
        import_records(opened, (*PLACES, *ACTORS, FULL_PLACE, COMMA, FULL_ACTOR))
        yield opened


@pytest.fixture(scope="module")
def timeline(database: Database) -> Timeline:
    return Timeline(database)


def sent(timeline: Timeline, words: str, sort: Sort = Sort.PLACE, language: str = "en") -> Any:
    return read(sort, words, timeline, today=TODAY, language=language)


def written(timeline: Timeline, words: str, sort: Sort = Sort.PLACE, language: str = "en") -> ToWrite:
    found = sent(timeline, words, sort, language)
    assert isinstance(found, ToWrite), told(timeline, found, language)
    return found


def faults(timeline: Timeline, words: str, sort: Sort = Sort.PLACE, language: str = "en") -> list[str]:
    found = sent(timeline, words, sort, language)
    assert isinstance(found, ToMend), found
    return told(timeline, found, language)


def told(timeline: Timeline, found: Any, language: str = "en") -> list[str]:
    say = Wording(language, timeline.directory).say
    return [say(one).replace("\u2068", "").replace("\u2069", "") for one in getattr(found, "said", ())]


def without_command(form: str) -> str:
    return form.partition("\n")[2]


# Forms and back


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("record", [FULL_PLACE, COMMA, PLACES[0], FULL_ACTOR, ACTORS[2]], ids=lambda one: one.id)
def test_the_form_of_a_record_reads_as_the_record(timeline: Timeline, record: Place | Actor, language: str) -> None:
    sort = Sort.PLACE if isinstance(record, Place) else Sort.ACTOR
    shown_form = sent(timeline, record.id, sort, language)
    assert isinstance(shown_form, ToShow)
    assert shown_form.form.startswith(f"/{sort}\n")
    again = written(timeline, without_command(shown_form.form), sort, language)
    assert again.record == record
    assert again.before == record
    assert again.based_on == newest(timeline.database)


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("sort", Sort)
def test_an_empty_form_names_every_field_and_says_how(timeline: Timeline, sort: Sort, language: str) -> None:
    template = sent(timeline, "", sort, language).form
    fields = places.FIELDS if sort is Sort.PLACE else actors.FIELDS
    lines = template.splitlines()
    assert lines[0] == f"/{sort}"
    assert [line.rstrip(":") for line in lines[1::2]] == [shown(f"{sort}_field", field, language) for field in fields]
    assert all(line.startswith("# ") and "register.how" not in line for line in lines[2::2])
    assert set(keys(f"{sort}_field").values()) == {*fields, "revision"}
    # Sent back as it is, it says what is missing.
    missing = faults(timeline, without_command(template), sort, language)
    assert len(missing) == 3
    assert all(
        line.startswith(shown(f"{sort}_field", name, language))
        for line, name in zip(missing, ("name en", "name ar", "kind"), strict=True)
    )


def test_every_table_of_words_is_whole() -> None:
    names = {message.id if isinstance(message.id, str) else message.id[0] for message in catalogue("en")}
    for table, name in (("place_kind", "place_kind"), ("actor_kind", "actor_kind"), ("side", "change.side")):
        assert set(keys(table).values()) == {one.rpartition(".")[2] for one in names if one.startswith(f"{name}.")}
        assert len(all_shown(table, "ar")) == len(all_shown(table, "en"))


def test_the_bundled_places_and_actors_survive_their_forms(bundled_timeline: Timeline) -> None:
    directory = bundled_timeline.directory
    left_out = 0
    records: list[tuple[Sort, Place | Actor]] = [(Sort.PLACE, one) for one in directory.places.values()]
    records += [(Sort.ACTOR, one) for one in directory.actors.values()]
    for number, (sort, record) in enumerate(records):
        if number % 7:  # a seventh of them is enough to find what does not come back
            continue
        form = sent(bundled_timeline, record.id, sort).form
        assert len(form) < 4000
        left_out += shown(f"{sort}_field", "aliases", "en") + ":" not in form
        assert written(bundled_timeline, without_command(form), sort).record == record
    assert left_out < 3


# New ones


def test_a_place_is_added_from_a_form(timeline: Timeline) -> None:
    found = written(
        timeline,
        """English name: Maarat al-Numan
        Arabic name: معرة النعمان
        kind: city
        in: Hama Governorate
        coordinates: 35.64, 36.67
        other names: Maarrat an-Numan; Ma'arra
        why: named in reports""",
    )
    assert found.record == Place(
        *("maarat-al-numan", text("Maarat al-Numan", "معرة النعمان"), "city", "hama-governorate", 35.64, 36.67),
        aliases=("Maarrat an-Numan", "Ma'arra"),
    )
    assert (found.before, found.why, found.shared) == (None, "named in reports", ())
    assert found.based_on == newest(timeline.database)


def test_an_actor_is_added_from_an_arabic_form(timeline: Timeline) -> None:
    found = written(
        timeline,
        """الاسم الإنكليزي: Ahrar al-Sham
        الاسم العربي: أحرار الشام
        النوع: جماعة مسلحة
        الجهة: المعارضة
        ينتمي إلى: المعارضة
        منذ: ١١ كانون الأول ٢٠١١
        أسماء أخرى: حركة أحرار الشام؛ الأحرار""",
        Sort.ACTOR,
        "ar",
    )
    assert found.record == Actor(
        *("ahrar-al-sham", text("Ahrar al-Sham", "أحرار الشام"), "armed_group", "opposition", ("rebels",)),
        aliases=("حركة أحرار الشام", "الأحرار"),
        since=date(2011, 12, 11),
    )


@pytest.mark.parametrize(
    ("written_point", "point"),
    [
        ("35.13, 36.76", (35.13, 36.76)),
        ("35.13 36.76", (35.13, 36.76)),
        ("35.13° N, 36.76° E", (35.13, 36.76)),
        ("٣٥٫١٣، ٣٦٫٧٦", (35.13, 36.76)),
        ("-35/36", (-35.0, 36.0)),
        ("", (None, None)),
    ],
)
def test_coordinates_are_read_as_people_write_them(timeline: Timeline, written_point: str, point: object) -> None:
    record = written(timeline, f"name: X\nالاسم العربي: س\nkind: site\ncoordinates: {written_point}").record
    assert isinstance(record, Place)
    assert (record.latitude, record.longitude) == point


def test_a_new_id_is_nobodys(timeline: Timeline, database: Database) -> None:
    form = "name: {}\narabic name: س\nkind: city"
    assert written(timeline, form.format("Hama")).record.id == "hama-2"
    assert written(timeline, form.format("Şanlıurfa's / North")).record.id == "sanliurfas-north"
    assert "No id can be made" in faults(timeline, form.format("—"))[0]
    assert written(timeline, form.format("Hama") + "\nid: hama-old").record.id == "hama-old"


def test_names_that_others_have_are_told(timeline: Timeline) -> None:
    found = written(timeline, "name: Hama\narabic name: حماة الجديدة\nkind: village\nother names: Salamiyah; Nowhere")
    say = Wording("en", timeline.directory).say
    assert [say(one).replace("\u2068", "").replace("\u2069", "") for one in found.shared] == [
        "“Hama” is also a name of Hama (hama): who asks with it will be asked which is meant.",
        "“Salamiyah” is also a name of Salamiyah (salamiyah): who asks with it will be asked which is meant.",
    ]


# Changes


def test_what_a_form_leaves_out_stays_and_what_it_empties_goes(timeline: Timeline) -> None:
    revision = newest(timeline.database)
    found = written(timeline, f"id: deir-hafer\nother names:\ncoordinates: 36, 37\nrevision: {revision}")
    assert found.before == FULL_PLACE
    assert found.record == replace(FULL_PLACE, aliases=(), latitude=36.0, longitude=37.0)
    named = written(timeline, f"id: deir-hafer\narabic name: دير حافر الغربية\nrevision: {revision}").record
    assert named.name == text("Deir Hafer", "دير حافر الغربية")


def test_a_third_language_stays(database: Database) -> None:
    with closing(open_for_writing(None)) as opened:
        french = replace(PLACES[0], name=Text((*PLACES[0].name.by_language, ("fr", "Syrie"))))
        import_records(opened, (french,))
        record = written(Timeline(opened), "id: syria\nname: The Syria\nrevision: 1").record
    assert record.name.by_language == (("en", "The Syria"), ("ar", "سوريا"), ("fr", "Syrie"))


def test_nothing_recorded_is_changed_by_a_form_that_was_not_taken_from_it(timeline: Timeline) -> None:
    found = sent(timeline, "id: hama\nname: Hamah\narabic name: حماة\nkind: city")
    assert isinstance(found, ToShow)
    assert "revision: 1" in found.form
    assert found.said.name == "register.seen_first"


def test_names_are_added_without_a_form(timeline: Timeline) -> None:
    found = written(timeline, "hama + Hamath; حماه, Hamah ; Hama")
    assert isinstance(found.record, Place)
    assert found.record.aliases == ("Hamah", "Hamath", "حماه, Hamah")
    found = written(timeline, "السلمية + Salamieh, Selemiyeh")
    assert found.record == replace(PLACES[3], aliases=("Salamieh", "Selemiyeh"))
    assert written(timeline, "HTS + Tahrir", Sort.ACTOR).record.aliases == ("Tahrir",)
    assert "No place is recorded as “Atlantis”" in faults(timeline, "Atlantis + Atlantide")[0]


def test_a_record_is_found_by_any_of_its_names(timeline: Timeline) -> None:
    assert "id: hama\n" in sent(timeline, "حماة").form
    assert "المعرّف: hts\n" in sent(timeline, "Hayat Tahrir al-Sham", Sort.ACTOR, "ar").form
    assert faults(timeline, "Hamta")[0].startswith("“Hamta” is not recorded. Is this what you mean: Hama (hama)")
    assert "Nobody is recorded" in faults(timeline, "zzz", Sort.ACTOR)[0]
    assert "لا مكان مسجلًا باسم «أطلنطس»" in faults(timeline, "أطلنطس", language="ar")[0]
    both = faults(timeline, "the army", Sort.ACTOR)[0]
    assert "Syrian Arab Army (saa)" in both
    assert "New Syrian Army (new-army)" in both


# What is wrong

WRONG_PLACES = {
    "kind: cty": "kind: “cty” is no word that belongs here. Did you mean “city”?",
    "kind:": "kind: It is missing. Write one of these: country, province,",
    "name:": "english name: It is missing. Every place",
    "in: Atlantis": "in: No place is recorded as “Atlantis”.",
    "in: deir-hafer": "in: deir-hafer can't stand in its own form here.",
    "coordinates: 35.13": "coordinates: “35.13” are no coordinates. Write latitude",
    "coordinates: 95, 36": "coordinates: “95, 36” are no coordinates.",
    "covers: deir-hafer": "covers: deir-hafer can't stand in its own form here.",
    "covers: Homs, Gomorrah": "covers: No place is recorded as “Gomorrah”.",
    "geonames number: many": "geonames number: “many” is no whole number from 1 on.",
    "revision: 99": "revision: “99” is no revision that there is.",
    "revision: -1": "revision: “-1” is no revision that there is.",
    "kind: city\nkind: town": "kind: It stands in the form twice. Leave one out.",
    "id: deir hafer/2": "id: “deir hafer/2” can't be an id.",
}


@pytest.mark.parametrize("line", WRONG_PLACES)
def test_a_fault_is_told_with_its_field(timeline: Timeline, line: str) -> None:
    rows = ["id: deir-hafer", "name: Deir Hafer", "arabic name: دير حافر", "kind: town", "revision: 1"]
    kept = [row for row in rows if row.partition(":")[0] not in {one.partition(":")[0] for one in line.splitlines()}]
    (fault,) = faults(timeline, "\n".join([*kept, line]))
    assert fault.startswith(WRONG_PLACES[line])


def test_places_and_actors_do_not_go_round_in_a_circle(timeline: Timeline) -> None:
    assert faults(timeline, "id: hama-governorate\nin: hama\nrevision: 1") == [
        "in: hama can't stand here: by what is recorded, it goes back to hama-governorate itself."
        " Take one of the two out."
    ]
    assert faults(timeline, "id: rebels\nbelongs to: hts\nrevision: 1", Sort.ACTOR) == [
        "belongs to: hts can't stand here: by what is recorded, it goes back to rebels itself. Take one of the two out."
    ]
    assert faults(timeline, "id: new-army\nsucceeded by: saa\nbelongs to: new-army\nrevision: 1", Sort.ACTOR) == [
        "belongs to: new-army can't stand in its own form here. Leave it out.",
        "succeeded by: saa can't stand here: by what is recorded, it goes back to new-army itself."
        " Take one of the two out.",
    ]


def test_an_actors_faults_are_told_in_both_languages(timeline: Timeline) -> None:
    form = "id: saa\nside: goverment\nbelongs to: the army, Nobody\nsince: 9 Dec 2024\nuntil: last year\nrevision: 1"
    assert [line.partition(".")[0] for line in faults(timeline, form, Sort.ACTOR)] == [
        "side: “goverment” is no word that belongs here",
        "belongs to: “the army” may mean more than one: Syrian Arab Army (saa) and New Syrian Army (new-army)",
        "belongs to: Nobody is recorded as “Nobody”",
        "until: “last year” is no single day",
    ]
    assert faults(timeline, "id: saa\nsince: 9 Dec 2024\nuntil: 2024-12-08\nrevision: 1", Sort.ACTOR) == [
        "until: 8 December 2024 is before 9 December 2024, since when it is there. Write the later day here."
    ]
    arabic = faults(timeline, "المعرف: saa\nالجهة: الحكوم\nحتى: غدا أو بعده\nالتعديل: 1", Sort.ACTOR, "ar")
    assert [line.partition(":")[0] for line in arabic] == ["الجهة", "حتى"]
    assert "هل تقصد «الحكومة»؟" in arabic[0]


def test_a_misspelled_field_is_offered(timeline: Timeline) -> None:
    found = faults(timeline, "id: saa\nadjektives: Syrian\nrevision: 1", Sort.ACTOR)
    assert "adjectives" in found[0]


def test_what_a_form_gives_keeps_the_rules_of_records(timeline: Timeline) -> None:
    new = actor("a-new-one", "A new one", "طرف جديد", kind="party", side="none", member_of=("rebels",))
    with closing(open_for_writing(None)) as opened:
        import_records(opened, (*PLACES, *ACTORS))
        fresh = Timeline(opened)
        form = "name: A new one\narabic name: طرف جديد\nkind: party\nside: no side\nbelongs to: rebels"
        asked = written(fresh, form, Sort.ACTOR)
        assert asked.record == new
        assert write(opened, [asked.record], Signature("21"), based_on=asked.based_on)
        assert Timeline(opened).directory.actors["a-new-one"] == new
