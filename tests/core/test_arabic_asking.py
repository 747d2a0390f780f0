"""What Arabic asks with from the Maghreb to Iraq, what it calls things, and what a short question goes on from."""

from __future__ import annotations

import pytest

from answering.answer import DaysValue, Form, Status
from db.timeline import Timeline
from tests.core.asking import asked, told


@pytest.mark.parametrize(
    ("question", "form", "id"),
    [
        ("فوقاش طاحت حماة", Form.WHEN, "2024-12-05-hama-capture"),
        ("سنة كم صارت مجزرة التريمسة", Form.WHEN, "2012-07-12-tremseh"),
        ("ما اليوم الذي سقطت فيه حماة", Form.WHEN, "2024-12-05-hama-capture"),
        ("قديش كان التاريخ لما سقطت حماة", Form.WHEN, "2024-12-05-hama-capture"),
        ("ميييين قصف مطار الشعيرات", Form.WHO, "2017-04-07-shayrat-strike"),
        ("أنو دولة قصفت مطار الشعيرات", Form.WHO, "2017-04-07-shayrat-strike"),
        ("ما الجهة التي سيطرت على مطار تفتناز", Form.WHO, "2013-01-11-taftanaz"),
        ("في أنهي مدينة اتقتل مشعل تمو", Form.WHERE, "2011-10-07-tammo-killed"),
        ("أشكثر مات بالحولة", Form.HOW_MANY, "2012-05-25-houla-massacre"),
        ("شحال دامت معركة القصير", Form.HOW_LONG, "2013-05-19-qusayr-offensive"),
        ("لمين كانت عفرين بـ٢٠١٩", Form.CONTROL, "2018-03-18-afrin-capture"),
        ("شكون كان شاد الرقة في ٢٠١٦", Form.CONTROL, "2014-01-14-raqqa-isil"),
        ("واش بصح هرب بشار لروسيا", Form.CHECK, "2024-12-08-assad-moscow-asylum"),
        ("في حدا قصف مطار الشعيرات", Form.CHECK, "2017-04-07-shayrat-strike"),
        ("صح أم خطأ: سقطت الرقة في آذار ٢٠١٣", Form.CHECK, "2013-03-04-raqqa-captured"),
        ("بشو ردت تركيا على قصف أقجة قلعة", Form.SAY, "2012-10-03-akcakale"),
    ],
)
def test_a_form_has_the_words_of_every_dialect(question: str, form: Form, id: str, bundled_timeline: Timeline) -> None:
    answer = asked(question, bundled_timeline)
    assert answer.form is form
    assert id in [event.id for event in answer.events]


@pytest.mark.parametrize(
    "question", ["منين جبت هالخبر", "جبت الكلام ده منين", "شو دليلك", "وين مكتوب هالحكي", "مصدرك؟"]
)
def test_where_a_word_is_from_asks_for_the_source(question: str, bundled_timeline: Timeline) -> None:
    before = asked("ايمت سقطت حماة", bundled_timeline)
    answer = asked(question, bundled_timeline, before)
    assert answer.form is Form.SOURCE
    assert [event.id for event in answer.events] == [event.id for event in before.events]


@pytest.mark.parametrize(
    ("before", "question", "id"),
    [
        ("شو صار بالحولة بأيار ٢٠١٢", "طيب والقتلى", "2012-05-25-houla-massacre"),
        ("ايمت صار تفجير كنيسة مار الياس", "وشو قالت الحكومة", "2025-06-22-mar-elias-church-bombing"),
        ("ايمت سقطت حماة", "وشو قال الجيش", "2024-12-05-hama-capture"),
        ("when did Hama fall", "and what did the army say?", "2024-12-05-hama-capture"),
    ],
)
def test_a_follow_up_asks_more_of_what_was_told(
    before: str, question: str, id: str, bundled_timeline: Timeline
) -> None:
    assert told(question, bundled_timeline, asked(before, bundled_timeline))[:1] == [id]


@pytest.mark.parametrize(
    ("before", "question"),
    [("من قصف مطار الشعيرات", "شو كان رد روسيا"), ("who struck Shayrat air base", "what was Russia's reaction?")],
)
def test_a_reaction_to_what_was_told_is_to_nothing_else(before: str, question: str, bundled_timeline: Timeline) -> None:
    assert asked(question, bundled_timeline, asked(before, bundled_timeline)).status is Status.NO_RECORD


def test_the_wounded_of_what_was_told_are_of_nothing_else(bundled_timeline: Timeline) -> None:
    killed = asked("طيب والقتلى", bundled_timeline, asked("شو صار بالحولة بأيار ٢٠١٢", bundled_timeline))
    assert asked("والجرحى؟", bundled_timeline, killed).status is Status.NO_RECORD


@pytest.mark.parametrize(
    ("question", "id"),
    [
        ("امتى انفجر التانكر في عفرين", "2020-04-28-afrin-fuel-truck"),
        ("متى انفجر مخزن السلاح في معرة مصرين", "2025-07-24-maarat-misrin-depot-blast"),
        ("ايمت غرق البلم قبالة طرطوس", "2022-09-22-tartus-shipwreck"),
        ("ايمت هربوا المحابيس من سجن الشدادي", "2026-01-19-shaddadi-prison-escape"),
        ("ايمت خطب الشرع بالأمم المتحدة", "2025-09-24-sharaa-un-speech"),
        ("ايمت احترقت غابات اللادقية", "2025-07-03-latakia-wildfires"),
    ],
)
def test_a_thing_has_its_names_in_dialect(question: str, id: str, bundled_timeline: Timeline) -> None:
    assert told(question, bundled_timeline)[:1] == [id]


@pytest.mark.parametrize("text", ["ازيك", "كي داير", "شلونك شخبارك", "ربي يحفظك", "بشو فيك تفيدني", "انت مين"])
def test_small_talk_of_every_dialect_is_no_question(text: str, bundled_timeline: Timeline) -> None:
    assert asked(text, bundled_timeline).status is Status.NOT_A_QUESTION


@pytest.mark.parametrize("question", ["بعد سقوط حماة شو صار", "after the fall of Hama what happened"])
def test_what_is_asked_of_the_time_after_a_fall_is_not_the_fall(question: str, bundled_timeline: Timeline) -> None:
    answer = asked(question, bundled_timeline)
    assert answer.form is Form.ORDER
    assert "2024-12-05-hama-capture" not in [event.id for event in answer.events]


@pytest.mark.parametrize("question", ["بعد كم يوم من سقوط حماة سقطت دمشق", "سقطت دمشق بعد قديش من سقوط حماة"])
def test_after_how_many_days_asks_how_long(question: str, bundled_timeline: Timeline) -> None:
    value = asked(question, bundled_timeline).value
    assert isinstance(value, DaysValue)
    assert (value.end - value.start).days == 3


def test_a_word_is_no_other_that_a_like_thing_is_called_by(bundled_timeline: Timeline) -> None:
    assert told("كم راهبة أفرجوا عنها", bundled_timeline) == ["2014-03-09-maaloula-nuns-freed"]
