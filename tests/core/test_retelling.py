"""Questions that tell an entry in much its own words are answered with it, and near misses of them are refused."""

from __future__ import annotations

import re

import pytest

from answering.answer import CheckValue, Status, Verdict
from db.model import Event
from db.timeline import Timeline
from tests.core.asking import asked

WHEN = {"en": "When was it that {}?", "ar": "متى {}؟"}
TRUE = {"en": "Is it true that {}?", "ar": "هل صحيح أن {}؟"}
SETTLEMENTS = {"city", "town", "village"}

FOUND = [
    # a clause that tells what went before
    ("When did the army declare that it had retaken all of Aleppo after the last convoy left?", "aleppo-retaken"),
    ("متى سيطر الجيش السوري وحزب الله على القصير بعد 17 يوماً من القتال؟", "qusayr-captured"),
    ("متى هاجمت جبهة النصرة بلدة معلولا المسيحية بعد تفجير انتحاري استهدف حاجزاً للجيش؟", "09-04-maaloula"),
    # a date that the entry only mentions
    ("When did Kofi Annan say that he would leave as envoy to Syria at the end of August?", "annan-resigns"),
    ("When did rebels free 48 Iranians held since August 2012?", "iranian-swap"),
    ("متى أعلن بان كي مون أن الأخضر الإبراهيمي سيغادر منصبه مبعوثاً في 31 أيار؟", "brahimi-resigns"),
    # who tells it
    ("When did the Syrian Observatory say a large blast levelled a government building in Harasta?", "harasta-bombing"),
    # a cause and an opinion that are told, and not asked for
    ("متى فرضت الولايات المتحدة عقوبات على بشار الأسد بسبب انتهاكات حقوق الإنسان؟", "us-sanctions-assad"),
    ("When did Peskov say that Damascus should restore order around Aleppo as soon as possible?", "restore-order"),
    # what happened by another name than the record's
    ("when did tanks go into Daraa in 2011?", "daraa-siege"),
]

REFUSED = [
    "When did the army declare that it had retaken all of Raqqa after the last convoy left?",
    "When did the army declare in 2019 that it had retaken all of Aleppo after the last convoy left?",
    "When did Staffan de Mistura say that he would leave as envoy to Syria at the end of August?",
    "When did rebels free 48 Iranians held since August 2015?",
    "When did Hillary Clinton shoot down a Syrian warplane near Kasab?",
    "When did the Nour al-Din al-Zenki Movement seize the Shaer gas field east of Homs?",
    "When did the SDF take the city of Maariyah and the Euphrates dam from the Islamic State?",
    "متى سيطر الجيش السوري وحزب الله على عرسال بعد 17 يوماً من القتال؟",
    "متى هاجمت جبهة النصرة بلدة صيدنايا المسيحية بعد تفجير انتحاري استهدف حاجزاً للجيش؟",
    "When did rebels enter Damascus in the early hours of Sunday with no sign of army resistance in 2022?",
]


@pytest.mark.parametrize(("question", "id"), FOUND, ids=[question for question, _ in FOUND])
def test_an_entry_is_found_by_much_its_own_words(question: str, id: str, bundled_timeline: Timeline) -> None:
    given = asked(question, bundled_timeline)
    assert given.status is Status.ANSWERED
    assert given.events[0].id.endswith(id)


@pytest.mark.parametrize("question", REFUSED)
def test_with_another_name_or_date_it_is_not(question: str, bundled_timeline: Timeline) -> None:
    assert asked(question, bundled_timeline).status is Status.NO_RECORD


def test_a_description_that_denies_is_no_description_of_what_was_done(bundled_timeline: Timeline) -> None:
    said = "a four-day Eid al-Adha truce proposed by Lakhdar Brahimi took effect but {} hold"
    true = asked(TRUE["en"].format(said.format("did not")), bundled_timeline)
    assert true.value == CheckValue(Verdict.YES)
    other = asked(TRUE["en"].format(said.format("did")), bundled_timeline)
    assert other.value != CheckValue(Verdict.YES)


def told(event: Event, language: str) -> str:
    """The first sentence of an entry."""
    return re.split("[;؛]", event.text.get(language))[0].strip(" .")


def some(timeline: Timeline) -> list[Event]:
    """Every third entry."""
    return timeline.events(sorted(outline.seq for outline in timeline.find())[::3])


@pytest.mark.parametrize("language", ["en", "ar"])
def test_entries_are_found_by_their_first_sentence(language: str, bundled_timeline: Timeline) -> None:
    events = some(bundled_timeline)
    missed = [
        event.id
        for event in events
        if event not in asked(WHEN[language].format(told(event, language)), bundled_timeline).events
    ]
    assert len(missed) <= 0.05 * len(events), missed


@pytest.mark.parametrize("language", ["en", "ar"])
def test_and_hardly_ever_where_its_place_is_another(language: str, bundled_timeline: Timeline) -> None:
    places = bundled_timeline.directory.places
    elsewhere = "Koya" if language == "en" else "كويا"
    moved = []
    for event in some(bundled_timeline):
        main = places[event.places[0]] if event.places else None
        sentence = told(event, language)
        if main and main.kind in SETTLEMENTS and main.name.get(language) in sentence:
            moved.append((event, sentence.replace(main.name.get(language), elsewhere)))
    assert len(moved) > 50
    false = [
        event.id
        for event, sentence in moved
        if asked(WHEN[language].format(sentence), bundled_timeline).status is Status.ANSWERED
    ]
    assert len(false) <= 0.04 * len(moved), false
