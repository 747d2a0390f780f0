"""Which entry a short question means: the one of the very place, the very name, the last time, the thing in a city."""

from __future__ import annotations

import pytest

from answering.answer import Status
from db.timeline import Timeline
from tests.core.asking import asked, told


@pytest.mark.parametrize(
    ("question", "event"),
    [
        ("when was the caliphate declared", "2014-06-29-caliphate-declared"),
        ("when did isis declare the caliphate", "2014-06-29-caliphate-declared"),
        ("متى أعلنت داعش الخلافة", "2014-06-29-caliphate-declared"),
        ("when did assad escape syria", "2024-12-08-assad-flight"),
        ("who attacked the american soldiers in palmyra", "2025-12-13-palmyra-attack"),
        ("كم واحد مات بالكلية الحربية", "2023-10-05-homs-academy-drones"),
        ("مين يلي اخد مركز البحوث العلميه بحلب", "2024-11-29-scientific-research-centre"),
        ("متى طلعوا اخر مقاتلين قسد من الشيخ مقصود في حلب", "2026-01-11-sdf-leaves-aleppo"),
        ("متى مات حجي مارع", "2013-11-18-saleh-dies"),
        ("how many escaped from shaddadi jail", "2026-01-19-shaddadi-prison-escape"),
        ("إيمتى خلصت مهمة المراقبين تبعون الامم المتحدة بسوريا نهائيا بال2012", "2012-08-19-unsmis-ends"),
        ("what did sharaa say about when elections will be held", "2024-12-29-sharaa-elections-timetable"),
    ],
)
def test_the_entry_that_is_meant_comes_first(question: str, event: str, bundled_timeline: Timeline) -> None:
    assert told(question, bundled_timeline)[:1] == [event]


def test_an_entry_of_the_place_itself_is_told_beside_a_weightier_one(bundled_timeline: Timeline) -> None:
    assert "2018-07-18-fuah-kafriya-evacuated" in told("when were fuah and kafriya evacuated", bundled_timeline)


@pytest.mark.parametrize("question", ["where was jolani born", "how long is the Euphrates", "متى تجوز بشار"])
def test_what_no_word_of_the_record_tells_is_not_answered(question: str, bundled_timeline: Timeline) -> None:
    assert asked(question, bundled_timeline).status is Status.NO_RECORD


def test_a_dated_clause_tells_what_is_meant(bundled_timeline: Timeline) -> None:
    question = "What was the number of people killed when a car bomb struck workers outside Manbij in February 2025?"
    assert told(question, bundled_timeline)[:1] == ["2025-02-03-manbij-car-bomb"]


@pytest.mark.parametrize("text", ["شكراً جزيلاً، هذا كل ما أحتاج إليه لمقالتي.", "thanks, that is all I needed"])
def test_thanks_may_say_more(text: str, bundled_timeline: Timeline) -> None:
    assert asked(text, bundled_timeline).status is Status.NOT_A_QUESTION


def test_thanks_before_a_question_end_nothing(bundled_timeline: Timeline) -> None:
    assert told("thanks, and who took Hama", bundled_timeline) == ["2024-12-05-hama-capture"]
