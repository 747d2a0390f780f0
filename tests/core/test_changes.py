"""What changed in a record, field by field, in words of both languages."""

import json
from contextlib import closing
from dataclasses import fields, replace
from datetime import date

import pytest

from answering.catalogues import catalogue
from answering.revising import changes
from answering.revising.record_parts import parts_of
from answering.wording import Wording
from db.canonical import line_of
from db.connection import open_for_writing
from db.desk import import_records
from db.directory import Directory
from db.editing import retract, write
from db.edtf_dates import read_when
from db.history import history, newest
from db.model import Actor, Event, Extent, Group, Kind, Outcome, Participant, Place, Record, Role, Stance, Status, Text
from db.recorded import as_records, record_of
from db.revision import Signature
from tests.builders import ACTORS, PLACES, actor, change, event, figure, place, report, source, text

DIRECTORY = Directory(PLACES, ACTORS)
HAMA = event("hama", en="Rebels took Hama.", ar="سيطر مقاتلون على حماة.", by=("hts",), from_=("saa",))
AFP = source("afp", outlet="AFP", published=None)


def told(before: Record, after: Record, language: str = "en") -> list[str]:
    say = Wording(language, DIRECTORY).say
    return [say(one).replace("\u2068", "").replace("\u2069", "") for one in changes.between(before, after, DIRECTORY)]


CASES = {
    "a date": (
        replace(HAMA, when=read_when("2024-12")),
        ["Date: 5 December 2024 → December 2024"],
        ["التاريخ: 5 كانون الأول (ديسمبر) 2024 ← كانون الأول (ديسمبر) 2024"],
    ),
    "a time of day": (
        replace(HAMA, clock="evening"),
        ["Time of day: evening (nothing before)"],
        ["الوقت: مساءً (ولم يكن مسجلاً)"],
    ),
    "a kind and a status": (
        replace(HAMA, kind=Kind.WITHDRAWAL, status=Status.CLAIMED),
        ["Kind: Captures → Withdrawals", "Status: reported → claimed"],
        None,
    ),
    "places in another order, and one more": (
        replace(HAMA, places=("homs", "hama")),
        ["Places: added Homs"],
        ["الأماكن: إضافة حمص"],
    ),
    "an actor's role": (
        replace(HAMA, actors=(Participant("hts", Role.BY), Participant("saa", Role.AGAINST))),
        ["Actors: Syrian Arab Army (who lost control) → Syrian Arab Army (whom it was against)"],
        ["الأطراف: الجيش السوري (من فقد السيطرة) ← الجيش السوري (المستهدَف)"],
    ),
    "actors in another order": (
        replace(HAMA, actors=HAMA.actors[::-1]),
        [
            "Actors: put in another order: Syrian Arab Army (who lost control) and Hayat Tahrir al-Sham (who did it)",
        ],
        None,
    ),
    "one language of the text": (
        replace(HAMA, text=text("Rebels took Hama.", "دخل مقاتلون حماة.")),
        ["Text in Arabic: سيطر مقاتلون على حماة. → دخل مقاتلون حماة."],
        ["النص (اللغة: العربية): سيطر مقاتلون على حماة. ← دخل مقاتلون حماة."],
    ),
    "a third language": (
        replace(HAMA, text=Text((*HAMA.text.by_language, ("fr", "Les rebelles prennent Hama.")))),
        ["Text in fr: Les rebelles prennent Hama. (nothing before)"],
        None,
    ),
    "a source more, and what another says": (
        replace(
            HAMA,
            reports=(report(said_by=("saa",), stance=Stance.CONFIRMS, on="2024-12-06"), report(AFP)),
        ),
        [
            "Sources: TAG24, 5 Dec 2024 · Reported by the outlet itself → TAG24, 5 Dec 2024 · Confirmed by"
            " Syrian Arab Army · said on 6 December 2024",
            "Sources: added AFP · Reported by the outlet itself",
        ],
        None,
    ),
    "a note": (
        replace(HAMA, reports=(replace(report(), note=text("By phone.", "هاتفيًا.")),)),
        [
            "Sources: TAG24, 5 Dec 2024 · Reported by the outlet itself → TAG24, 5 Dec 2024 ·"
            " Reported by the outlet itself · “By phone.”"
        ],
        [
            "المصادر: TAG24، 5 كانون الأول 2024 · خبر من الوسيلة نفسها ← TAG24، 5 كانون الأول 2024 ·"
            " خبر من الوسيلة نفسها · «هاتفيًا.»"
        ],
    ),
    "a figure": (
        replace(HAMA, figures=(figure(727, 730, since=None, group=Group.CIVILIANS),)),
        [
            "Figures: added killed (civilians): 727 to 730 people · Counted by Syrian Observatory ·"
            " To 5 December 2024; start not recorded · In Syria · TAG24, 5 Dec 2024"
        ],
        [
            "الأرقام: إضافة قتلى (مدنيون): من 727 إلى 730 أشخاص · العدد بحسب: المرصد السوري ·"
            " حتى 5 كانون الأول (ديسمبر) 2024، والبداية غير مسجلة · في سوريا · TAG24، 5 كانون الأول 2024"
        ],
    ),
    "who holds what": (
        replace(HAMA, control=(change("hama", "homs", from_=("saa",), extent=Extent.PART, excluded=("salamiyah",)),)),
        [
            "Control: added Hama and Homs · left; who took it is not recorded · from Syrian Arab Army · a part ·"
            " except Salamiyah"
        ],
        None,
    ),
    "a tag, an outcome, the weight": (
        replace(HAMA, tags=("2024 offensive",), outcome=Outcome.WON, importance=5),
        ["Importance: 4 → 5", "Outcome: won (nothing before)", "Tags: added 2024 offensive"],
        None,
    ),
    "nothing": (HAMA, [], []),
}


@pytest.mark.parametrize("name", CASES)
def test_a_change_is_told_field_by_field(name: str) -> None:
    after, english, arabic = CASES[name]
    assert told(HAMA, after) == english
    if arabic is not None:
        assert told(HAMA, after, "ar") == arabic


def test_a_figure_that_is_corrected_is_told_as_one_change() -> None:
    before, after = (replace(HAMA, figures=(figure(number, said_by=()),)) for number in (700, 727))
    (line,) = told(before, after)
    assert line.startswith("Figures: killed (people): 700 people · Count given by TAG24 · From 27 November")
    assert "→ killed (people): 727 people" in line
    assert told(after, replace(after, figures=())) == ["Figures: taken out " + line.partition("→ ")[2]]


def test_what_is_taken_out_of_a_field_is_told() -> None:
    before = place("hama", "Hama", "حماة", within="hama-governorate", aliases=("Hamah", "Hamat"))
    after = replace(before, within=None, latitude=35.13, longitude=36.76, aliases=("Hamah",), geonameid=170017)
    assert told(before, after) == [
        "Lies in: taken out, was Hama Governorate",
        "Coordinates: 35.13, 36.76 (nothing before)",
        "GeoNames number: 170017 (nothing before)",
        "Other names: taken out Hamat",
    ]
    assert told(after, replace(after, latitude=35.1, name=text("Hama", "حماه"))) == [
        "Name in Arabic: حماة → حماه",
        "Coordinates: 35.13, 36.76 → 35.1, 36.76",
    ]


def test_an_actors_and_a_sources_fields_are_told() -> None:
    before = actor("saa", "Syrian Arab Army", "الجيش السوري", member_of=("rebels",))
    after = replace(before, side="government", member_of=("gone",), until=date(2024, 12, 8), succeeded_by=("new-army",))
    assert told(before, after) == [
        "Side: government (nothing before)",
        "Belongs to: taken out the opposition",
        "Belongs to: added gone",  # somebody who is not there any more has no name
        "Until: 8 December 2024 (nothing before)",
        "Succeeded by: added New Syrian Army",
    ]
    assert told(AFP, replace(AFP, outlet="Agence France-Presse", published=date(2024, 12, 5), language="fr")) == [
        "Outlet: AFP → Agence France-Presse",
        "Published: 5 December 2024 (nothing before)",
        "Language: English → fr",
    ]


def test_every_field_of_a_record_is_looked_at() -> None:
    """A field that records get one day is told of, too: each changed alone is told."""
    full = replace(
        HAMA,
        clock="evening",
        figures=(figure(1),),
        control=(change("hama", to=("hts",)),),
        tags=("one",),
        outcome=Outcome.WON,
    )
    other = replace(
        event("hama", "2016", kind=Kind.CLASH, places=("homs",), by=("saa",), en="Else.", status=Status.DISPUTED),
        importance=1,
        reports=(report(AFP),),
    )
    records: list[tuple[Record, Record]] = [
        (full, other),
        (
            Place("a", text("A", "ا"), "city", "syria", 1.0, 2.0, 3, ("x",), ("y",), ("homs",)),
            Place("a", text("B", "ب"), "town"),
        ),
        (
            Actor(
                *("a", text("A", "ا"), "group", "side", ("hts",), ("x",), ("y",)),
                *(date(2011, 1, 1), date(2012, 1, 1), ("m",), ("j",), ("saa",)),
            ),
            Actor("a", text("B", "ب"), "state", None),
        ),
        (source(), replace(source("x", outlet="Else", published=None), id="tag24", language="ar", kind="agency")),
    ]
    for one, another in records:
        for field in fields(one):
            if field.name in ("id", "latitude", "longitude"):
                continue
            changed = replace(one, **{field.name: getattr(another, field.name)})
            assert told(one, changed), field.name


@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_part_has_words(language: str) -> None:
    names = {message.id if isinstance(message.id, str) else message.id[0] for message in catalogue(language)}
    assert {f"change.role.{role}" for role in Role} <= names
    assert {f"change.status.{status}" for status in Status} <= names
    assert {f"change.group.{group}" for group in Group} <= names
    assert {f"change.outcome.{outcome}" for outcome in Outcome} <= names
    assert {f"change.extent.{extent}" for extent in Extent} <= names
    for record in (HAMA, PLACES[0], ACTORS[0], AFP):
        assert {part.label.name for part in parts_of(record, DIRECTORY)} <= names


def test_what_another_record_says_otherwise() -> None:
    other = event("again", "2024-12-06", kind=Kind.CLASH, clock="evening", en="Rebels took Hama.", ar="دخلوا حماة.")
    say = Wording("en", DIRECTORY).say
    said = [say(one).replace("\u2068", "").replace("\u2069", "") for one in changes.otherwise(HAMA, other, DIRECTORY)]
    assert said == ["Date: 6 December 2024", "Kind: Clashes", "Text in Arabic: دخلوا حماة."]


# From history


def test_history_is_read_as_records() -> None:
    with closing(open_for_writing(None)) as database:
        import_records(database, (source(), *PLACES, *ACTORS, HAMA))
        moved = replace(HAMA, when=read_when("2024-12-06"))
        write(database, [moved], Signature("21", "one day late"), based_on=newest(database))
        retract(database, "hama", Signature("21", "twice"))
        added, edited, retracted = as_records(database, history(database, "hama"))
    assert (added.before, added.after) == (None, HAMA)
    assert (edited.before, edited.after) == (HAMA, moved)
    assert (retracted.before, retracted.after) == (moved, None)
    assert edited.revision.why == "one day late"


def test_a_line_that_no_rule_of_today_lets_in_is_no_record() -> None:
    values = json.loads(line_of(HAMA)) | {"kind": "of old"}
    assert record_of(json.dumps(values), {"tag24": source()}) is None
    read = record_of(line_of(HAMA), {})
    assert isinstance(read, Event)
    assert read.reports[0].source.outlet == "tag24"
