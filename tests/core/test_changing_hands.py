"""Who took a place, who left it and who only stood beside: read from the records' changes of control."""

from __future__ import annotations

import pytest

from answering.answer import CheckValue, ControlValue, Status, Verdict
from db.timeline import Timeline
from tests.core.asking import asked, told


@pytest.mark.parametrize(
    ("question", "id"),
    [
        ("when did the SDF withdraw from Aleppo", "2025-04-04-sdf-leaves-aleppo-districts"),
        ("when did the rebels leave eastern Aleppo", "2016-12-15-aleppo-evacuation"),
        ("حزب الله أيمتى فلّ من القصير؟", "2024-12-08-hezbollah-withdraws"),
        ("when did Iran leave Syria", "2024-12-06-iran-evacuates-syria"),
        ("متى غادرت إيران سوريا", "2024-12-06-iran-evacuates-syria"),
    ],
)
def test_who_left_is_who_held_it(question: str, id: str, bundled_timeline: Timeline) -> None:
    assert told(question, bundled_timeline) == [id]


@pytest.mark.parametrize("question", ["did the SDF leave Aleppo", "هل انسحبت قسد من حلب"])
def test_that_another_lost_it_is_no_no(question: str, bundled_timeline: Timeline) -> None:
    assert asked(question, bundled_timeline).value == CheckValue(Verdict.YES)


@pytest.mark.parametrize(
    ("question", "id"),
    [
        ("when did turkish tanks roll into jarablus", "2016-08-24-euphrates-shield"),
        ("what did the UN say about Israel taking the Golan buffer zone", "2024-12-08-israel-buffer-zone"),
    ],
)
def test_a_place_changes_hands_in_an_entry_of_any_kind(question: str, id: str, bundled_timeline: Timeline) -> None:
    assert told(question, bundled_timeline)[:1] == [id]


@pytest.mark.parametrize(
    "question", ["ايمتى احتلت ايران حمص", "متى دخل الأمن العام عين العرب", "متى احتلت تركيا مدينة حلب"]
)
def test_who_brokered_or_agreed_it_did_not_do_it(question: str, bundled_timeline: Timeline) -> None:
    assert asked(question, bundled_timeline).status is Status.NO_RECORD


@pytest.mark.parametrize(
    ("question", "id"),
    [
        ("Which force expelled the Nusra Front from Ras al-Ain in July 2013?", "2013-07-17-ras-al-ayn"),
        ("من المسؤول عن قتل المدنيين في بانياس في أيار 2013؟", "2013-05-02-bayda-massacre"),
        ("Which country signed 47 investment deals with Damascus in July 2025?", "2025-07-24-saudi-investment-forum"),
        ("هيئة تحرير الشام مع مين عملت هدنة بعفرين بتشرين الأول 2022؟", "2022-10-15-hts-afrin-ceasefire"),
        ("منهو اللي طلع وقال احنا ورا تفجير كنيسة مار الياس؟", "2025-06-24-ansar-al-sunna-claim"),
    ],
)
def test_who_did_it(question: str, id: str, bundled_timeline: Timeline) -> None:
    assert told(question, bundled_timeline)[:1] == [id]


@pytest.mark.parametrize(
    ("question", "id"),
    [
        ("متى زار الشرع واشنطن", "2025-11-10-sharaa-white-house"),
        ("when did Assad visit Moscow", "2015-10-20-assad-moscow"),
        ("when did lavrov talk to araghchi about aleppo", "2024-11-30-lavrov-araghchi-call"),
    ],
)
def test_who_met_was_there(question: str, id: str, bundled_timeline: Timeline) -> None:
    assert told(question, bundled_timeline) == [id]


def test_who_is_only_spoken_of_met_nobody(bundled_timeline: Timeline) -> None:
    assert asked("when did Assad meet Erdogan", bundled_timeline).status is Status.NO_RECORD


def test_a_capital_after_and_is_the_place_where_places_are_asked_of(bundled_timeline: Timeline) -> None:
    paris = asked("When did al-Sharaa go to Paris?", bundled_timeline)
    assert told("And Moscow?", bundled_timeline, paris)[:1] == ["2025-10-15-sharaa-putin-moscow"]


def test_of_a_base_that_somebody_left_is_asked_who_holds_it(bundled_timeline: Timeline) -> None:
    left = asked("When did the Americans pull out of al-Tanf?", bundled_timeline)
    assert told("And who controls it now?", bundled_timeline, left) == ["2026-02-11-us-leaves-al-tanf"]


def test_there_is_where_the_last_answer_was(bundled_timeline: Timeline) -> None:
    entered = asked("متى دخل تنظيم الدولة مخيم اليرموك؟", bundled_timeline)
    assert told("وماذا حدث هناك بعد ذلك؟", bundled_timeline, entered) == ["2018-05-21-damascus-secured"]


@pytest.mark.parametrize("question", ["هل قُصفت مدينة طرطوس بالسلاح الكيميائي؟"])
def test_by_what_means_is_a_part_of_what_is_asked(question: str, bundled_timeline: Timeline) -> None:
    assert asked(question, bundled_timeline).status is Status.NO_RECORD


@pytest.mark.parametrize(
    ("question", "then"), [("when did Assad fall", "where did he flee"), ("متى سقط الاسد", "وين راح")]
)
def test_where_somebody_went_is_asked_of_the_person_spoken_of(
    question: str, then: str, bundled_timeline: Timeline
) -> None:
    fallen = asked(question, bundled_timeline)
    assert told(then, bundled_timeline, fallen)[:1] == ["2024-12-08-assad-moscow-asylum"]


@pytest.mark.parametrize(
    ("question", "event"),
    [
        ("When did ISIS seize Palmyra for the second time?", "2016-12-11-palmyra-is-again"),
        ("متى سيطر داعش على تدمر للمرة الثانية", "2016-12-11-palmyra-is-again"),
        ("when did the army retake palmyra the 2nd time", "2017-03-02-palmyra-recapture"),
        ("How long did Islamic State hold Palmyra the second time?", "2016-12-11-palmyra-is-again"),
    ],
)
def test_the_second_time_is_the_second(question: str, event: str, bundled_timeline: Timeline) -> None:
    assert told(question, bundled_timeline)[:1] == [event]


def test_a_place_that_the_others_left_was_retaken(bundled_timeline: Timeline) -> None:
    assert told("بأي تاريخ رجع الجيش اخد بابا عمرو", bundled_timeline) == ["2012-03-01-baba-amr-withdrawal"]


@pytest.mark.parametrize(
    ("before", "question", "events"),
    [
        ("who took Palmyra in 2015", "and who liberated it", ["2016-03-27-palmyra-recaptured"]),
        ("when did isis take raqqa", "who liberated it", ["2017-10-17-raqqa-capture"]),
        ("متى اخذ داعش تدمر", "ومين حررها", ["2016-03-27-palmyra-recaptured"]),
        ("who captured hama", "who liberated it", ["2024-12-05-hama-capture"]),  # nobody took it back
    ],
)
def test_who_liberated_a_place_is_who_took_it_back(
    before: str, question: str, events: list[str], bundled_timeline: Timeline
) -> None:
    assert told(question, bundled_timeline, asked(before, bundled_timeline))[:1] == events


@pytest.mark.parametrize(
    ("question", "holder", "id"),
    [
        ("Who held Saraqib on 1 December 2024?", "hts", "2024-11-29-saraqib"),  # a day before its province
        ("And who holds Khalidiya in Homs now?", "hts", "2024-12-08-homs-captured"),  # taken there from its holders
    ],
)
def test_a_places_own_change_stands_before_those_around_it(
    question: str, holder: str, id: str, bundled_timeline: Timeline
) -> None:
    answer = asked(question, bundled_timeline)
    assert isinstance(answer.value, ControlValue)
    assert holder in answer.value.holders
    assert [event.id for event in answer.events][:1] == [id]


def test_who_lost_a_place_by_its_record_withdrew(bundled_timeline: Timeline) -> None:
    assert told("متى انسحبت قسد من مخيم الهول؟", bundled_timeline) == ["2026-01-20-al-hol-handover-truce"]
