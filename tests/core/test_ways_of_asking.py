"""The ways in which people word the same question: what goes with a name, what is said of oneself, what is first."""

from __future__ import annotations

from datetime import date

import pytest

from answering.answer import CountValue, DaysValue, FigureValue, Form, Status
from db.timeline import Timeline
from tests.core.asking import asked, told


@pytest.mark.parametrize(
    ("question", "id"),
    [
        ("when was the Menagh military airport taken", "2013-08-06-menagh"),
        ("when did Hama airbase fall", "2024-12-05-hama-airport"),
        ("متى قصفت الولايات المتحدة قاعدة الشعيرات الجوية", "2017-04-07-shayrat-strike"),
    ],
)
def test_the_word_for_a_kind_of_place_goes_with_its_name(question: str, id: str, bundled_timeline: Timeline) -> None:
    assert told(question, bundled_timeline) == [id]


def test_a_nickname_stands_within_a_longer_name(bundled_timeline: Timeline) -> None:
    question = "ايمتى قطعو طريق الشام حلب الدولي بتشرين التاني ٢٠٢٤"
    assert told(question, bundled_timeline) == ["2024-11-28-m5-cut"]


@pytest.mark.parametrize(
    ("question", "id"),
    [
        ("I have conflicting notes about Manaf Tlass; on what date did he defect?", "2012-07-05-tlass-defects"),
        ("أعد تقريراً عن مناف طلاس؛ متى انشق؟", "2012-07-05-tlass-defects"),
        (
            "How many commanders of Ahrar al-Sham died at Ram Hamdan in September 2014? I have seen two figures.",
            "2014-09-09-ahrar-al-sham-leaders",
        ),
        (
            "I'm reading about the Ghouta chemical attack in August 2013; who was blamed for it?",
            "2013-08-21-ghouta-chemical",
        ),
    ],
)
def test_what_somebody_says_of_himself_leaves_its_names(question: str, id: str, bundled_timeline: Timeline) -> None:
    assert told(question, bundled_timeline)[:1] == [id]


@pytest.mark.parametrize(
    ("question", "id"),
    [
        ("Where did the Constitutional Committee convene for the first time?", "2019-10-30-constitutional-committee"),
        ("من هو أول رئيس دولة زار دمشق بعد سقوط الأسد؟", "2025-01-30-qatar-emir-damascus"),
    ],
)
def test_what_is_told_as_the_first_is_the_first(question: str, id: str, bundled_timeline: Timeline) -> None:
    assert told(question, bundled_timeline)[:1] == [id]


@pytest.mark.parametrize(
    ("question", "id"),
    [
        ("Whom did Ankara blame for the 28 April 2020 bombing in Afrin?", "2020-04-28-afrin-fuel-truck"),
        ("ومين متهمين بتفجير عفرين بنيسان 2020؟", "2020-04-28-afrin-fuel-truck"),
        ("أي تنظيم تبنّى الهجوم الانتحاري على كنيسة مار الياس؟", "2025-06-24-ansar-al-sunna-claim"),
        ("Which Iranian general was killed in Aleppo province in late November 2024?", "2024-11-28-pourhashemi-killed"),
    ],
)
def test_who_is_asked_of_in_other_words(question: str, id: str, bundled_timeline: Timeline) -> None:
    answer = asked(question, bundled_timeline)
    assert answer.form is Form.WHO
    assert [event.id for event in answer.events][:1] == [id]


def test_who_claims_a_deed_is_named_where_nobody_else_is(bundled_timeline: Timeline) -> None:
    answer = asked("من تبنّى تفجير حافلة الجيش في دمشق في 20 تشرين الأول 2021؟", bundled_timeline)
    assert "qasioun-brigades" in answer.value.actors  # type: ignore[union-attr]


def test_one_change_of_hands_is_counted_once(bundled_timeline: Timeline) -> None:
    answer = asked("how many times did Deir ez-Zor city change hands in December 2024", bundled_timeline)
    assert answer.value == CountValue(2)


@pytest.mark.parametrize(
    ("question", "days"),
    [
        ("how many days between Annan named envoy and him quitting", 161),
        ("how many days from the start of the Sweida clashes in July 2025 until the Israel Syria ceasefire", 5),
    ],
)
def test_both_ends_of_a_span_are_read(question: str, days: int, bundled_timeline: Timeline) -> None:
    value = asked(question, bundled_timeline).value
    assert isinstance(value, DaysValue)
    assert (value.end - value.start).days == days


def test_a_follow_up_keeps_the_date_that_it_calls_the_same(bundled_timeline: Timeline) -> None:
    before = asked("Who controlled Tal Abyad on 1 June 2016?", bundled_timeline)
    after = asked("And Raqqa, same date?", bundled_timeline, before)
    assert after.form is Form.CONTROL
    assert after.events[0].id == "2014-01-14-raqqa-isil"


@pytest.mark.parametrize(
    ("before", "question", "id"),
    [
        ("when was Annan made Syria envoy", "and when did he quit", "2012-08-02-annan-resigns"),
        (
            "when was the national dialogue conference in Damascus",
            "how many delegates came?",
            "2025-02-25-national-dialogue-conference",
        ),
    ],
)
def test_a_follow_up_is_of_who_and_what_was_told(
    before: str, question: str, id: str, bundled_timeline: Timeline
) -> None:
    assert told(question, bundled_timeline, asked(before, bundled_timeline))[:1] == [id]


@pytest.mark.parametrize("question", ["متى اسرائيل سيطرت ع جبلة", "متى سيطرت إسرائيل على جبلة"])
def test_a_name_is_not_the_word_that_its_stem_is_left_with(question: str, bundled_timeline: Timeline) -> None:
    assert asked(question, bundled_timeline).status is Status.NO_RECORD


def test_what_came_next_is_not_what_it_came_after(bundled_timeline: Timeline) -> None:
    question = "Manbij what happened next after SNA attacked it 6 Dec 2024"
    assert "2024-12-06-sna-manbij-offensive" not in told(question, bundled_timeline)


def test_an_army_that_is_said_to_have_left_is_disputed_on_its_day(bundled_timeline: Timeline) -> None:
    question = "did the army pull out of Homs on 6 Dec 2024"
    assert told(question, bundled_timeline) == ["2024-12-06-homs-withdrawal-denied"]


@pytest.mark.parametrize("question", ["متى مسكوا خلية داعش بالست زينب", "كم قتيلاً سقط في السخنة في شباط 2023؟"])
def test_a_noun_is_no_verb_that_is_written_like_it(question: str, bundled_timeline: Timeline) -> None:
    assert asked(question, bundled_timeline).status is Status.ANSWERED


@pytest.mark.parametrize(
    "question", ["How many French soldiers were killed in Syria in 2018?", "كم عسكري سعودي انقتل بسوريا؟"]
)
def test_of_the_people_of_one_country_no_others_are_counted(question: str, bundled_timeline: Timeline) -> None:
    assert asked(question, bundled_timeline).status is Status.NO_RECORD


def test_in_that_strike_is_in_no_other(bundled_timeline: Timeline) -> None:
    before = asked("مين قصف مخزن السلاح تبع داعش شمالي تدمر أول 2026؟", bundled_timeline)
    assert told("وكم قتيل وقع بهالقصف؟", bundled_timeline, before) == []


def test_a_participle_describes_and_is_no_deed_that_is_asked_of(bundled_timeline: Timeline) -> None:
    question = "On what date were the two kidnapped bishops, Yohanna Ibrahim and Boulos Yazigi, set free?"
    assert asked(question, bundled_timeline).status is Status.NO_RECORD


def test_what_a_day_is_held_in_memory_of_did_not_happen_on_it(bundled_timeline: Timeline) -> None:
    question = "شو صار بالشام ب ٨ كانون الاول ٢٠٢٥ بذكرى التحرير"
    assert told(question, bundled_timeline)[:1] == ["2025-12-08-first-anniversary"]


@pytest.mark.parametrize("question", ["did rebels break the siege of eastern Aleppo on 6 August 2016"])
def test_an_irregular_verb_is_one_word(question: str, bundled_timeline: Timeline) -> None:
    assert told(question, bundled_timeline) == ["2016-08-06-aleppo-siege-broken"]


@pytest.mark.parametrize(
    "question",
    [
        "what did the army do around Hama after midnight on 4/12/2024",
        "شو عمل الجيش حوالين حماه بعد نص الليل يوم 4/12/2024",
    ],
)
def test_after_an_hour_of_a_day_is_on_that_day(question: str, bundled_timeline: Timeline) -> None:
    assert "2024-12-04-army-counterattack-hama" in told(question, bundled_timeline)
    assert all(event.when.end <= date(2024, 12, 5) for event in asked(question, bundled_timeline).events)


def test_an_evacuation_of_two_kinds_of_people_is_one(bundled_timeline: Timeline) -> None:
    question = "How long did the evacuation of fighters and civilians from eastern Aleppo last in December 2016?"
    assert told(question, bundled_timeline) == ["2016-12-15-aleppo-evacuation"]


def test_what_leads_up_to_a_question_dates_it(bundled_timeline: Timeline) -> None:
    question = "I am writing on the spring of 2014 in Syria. What took place around Kessab in March of that year?"
    assert {"2014-03-21-kasab-offensive", "2014-03-23-turkey-downs-jet"} <= set(told(question, bundled_timeline))


def test_who_is_asked_what_they_say_is_told_by_what_they_said(bundled_timeline: Timeline) -> None:
    assert told("تصريح كايا كالاس بعد سقوط الأسد", bundled_timeline) == ["2024-12-08-eu-kallas"]


def test_a_follow_up_of_when_looks_for_another_time(bundled_timeline: Timeline) -> None:
    before = asked("من الجهة التي استولت على مدينة أعزاز في أيلول 2013؟", bundled_timeline)
    assert told("ومتى انسحب التنظيم منها؟", bundled_timeline, before) == ["2014-02-28-isil-leaves-azaz"]


@pytest.mark.parametrize("lead", ["زين ", "اوك ", "تمام "])
def test_a_follow_up_may_begin_with_a_nod(lead: str, bundled_timeline: Timeline) -> None:
    before = asked("من كان يسيطر على الطبقة بنهاية 2017", bundled_timeline)
    assert asked(f"{lead}والرقة؟", bundled_timeline, before).form is Form.CONTROL


@pytest.mark.parametrize(
    "question", ["how many people were killed in Sweida July 2025", "كم شخصاً قُتل في السويداء في تموز 2025"]
)
def test_a_running_total_of_a_province_is_none_of_its_city(question: str, bundled_timeline: Timeline) -> None:
    value = asked(question, bundled_timeline).value
    assert isinstance(value, FigureValue)
    assert value.low != 718


@pytest.mark.parametrize(
    "question", ["how many times did Russia veto Syria resolutions", "كم مرة روسيا رفعت الفيتو عشان سوريا؟"]
)
def test_every_entry_that_ended_as_asked_is_counted(question: str, bundled_timeline: Timeline) -> None:
    assert asked(question, bundled_timeline).value == CountValue(7)


@pytest.mark.parametrize(
    "question",
    [
        "did Iran send troops to Syria in December 2024",  # who would study a request did not grant it
        "هل اعترفت روسيا بخسارة قاعدة حميميم",  # a withdrawal that kept the base
        "what did Putin say about Assad's fall",  # what Assad said of it is no answer
        "how long did the siege of Homs last",
    ],
)
def test_what_only_comes_near_is_no_record(question: str, bundled_timeline: Timeline) -> None:
    assert asked(question, bundled_timeline).status is Status.NO_RECORD


@pytest.mark.parametrize("question", ["متى استلم الشرع الحكم", "when did Sharaa take power"])
def test_taking_power_takes_no_place(question: str, bundled_timeline: Timeline) -> None:
    assert "2025-01-29-victory-conference" in told(question, bundled_timeline)


@pytest.mark.parametrize("question", ["How long did the siege of Kobani last?", "كم استمر حصار كوباني؟"])
def test_a_siege_is_also_told_as_an_offensive(question: str, bundled_timeline: Timeline) -> None:
    value = asked(question, bundled_timeline).value
    assert isinstance(value, DaysValue)
    assert (value.end - value.start).days == 132


@pytest.mark.parametrize("question", ["قانون قيصر اتلغى امتى", "امتا انلغى قانون قيصر", "متى ألغي قانون قيصر"])
def test_a_verb_is_told_in_any_of_its_forms(question: str, bundled_timeline: Timeline) -> None:
    assert told(question, bundled_timeline) == ["2025-12-18-caesar-act-repealed"]


def test_an_organisation_is_founded_once(bundled_timeline: Timeline) -> None:
    assert told("when was the SDF founded", bundled_timeline) == ["2015-10-10-sdf-founded"]


def test_who_founded_is_not_who_found(bundled_timeline: Timeline) -> None:
    assert told("who founded the White Helmets", bundled_timeline) == []


def test_who_entered_a_war_took_no_place(bundled_timeline: Timeline) -> None:
    assert told("when did Russia join the war in Syria", bundled_timeline) == ["2015-09-30-russian-intervention"]
