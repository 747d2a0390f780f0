"""When a check says yes, no or disputed, and what it leaves unanswered: advice, opinions and private people."""

from __future__ import annotations

import pytest

from answering.answer import CheckValue, Status, Verdict
from answering.wording import Wording
from db.timeline import Timeline
from tests.core.asking import asked


@pytest.mark.parametrize("question", ["did Russia kill Zahran Alloush?"])
def test_who_is_only_blamed_is_disputed(question: str, bundled_timeline: Timeline) -> None:
    assert asked(question, bundled_timeline).value == CheckValue(Verdict.DISPUTED)


def test_who_denied_did_not_admit(bundled_timeline: Timeline) -> None:
    question = "Did the Syrian presidency acknowledge on 7 December 2024 that Assad had left Damascus?"
    assert asked(question, bundled_timeline).value == CheckValue(Verdict.NO)


@pytest.mark.parametrize(
    "question",
    [
        "did sharaa order the massacre of alawites",
        "did the SDF hand over Kobani",
        "did the SDF surrender",
        "هل رجع الاسد",
        "هل سلمت روسيا الأسد",
        "هل انتهت الحرب في سوريا",
        "هل وقعت سوريا سلام مع اسرائيل",  # a word within a phrase is not a word of it
        "is sharaa a terrorist",
        "هل الشرع ارهابي",
    ],
)
def test_yes_needs_who_where_and_what(question: str, bundled_timeline: Timeline) -> None:
    assert asked(question, bundled_timeline).status is Status.NO_RECORD


@pytest.mark.parametrize(
    ("question", "note"),
    [
        ("is it safe to travel to damascus", "note.opinion"),
        ("هل دمشق آمنة", "note.opinion"),
        ("الطريق من حلب لدمشق آمن؟", "note.opinion"),
        ("is sharaa any good or nah", "note.opinion"),
        ("where is my brother Khaled", "note.private"),
        ("اخوي معتقل من 2012 وين بلاقيه", "note.private"),
        ("when r the next elections in syria", "note.future"),
        ("does russia still have bases at hmeimim", "note.present"),
        ("هل ما زالت القوات الأمريكية في سوريا", "note.present"),
    ],
)
def test_advice_private_people_and_the_future_are_refused(question: str, note: str, bundled_timeline: Timeline) -> None:
    answer = asked(question, bundled_timeline)
    assert answer.status is Status.NO_RECORD
    assert answer.notes[0].name == note


@pytest.mark.parametrize("question", ["اخي متى سقطت حماة", "my brother says Hama fell in 2012, is it true"])
def test_who_is_asked_through_or_spoken_to_is_no_private_person(question: str, bundled_timeline: Timeline) -> None:
    assert asked(question, bundled_timeline).events[0].id == "2024-12-05-hama-capture"


@pytest.mark.parametrize(
    "text",
    [
        "thx ur a life saver lol",
        "يسلمو خلص فهمت",
        "تسلم ايدك حبيب ألبي ما قصرت",
        "تسلم ياغالي ما قصرت والله يعطيك العافيه",
    ],
)
def test_thanks_with_more_words_are_thanks(text: str, bundled_timeline: Timeline) -> None:
    assert asked(text, bundled_timeline).status is Status.NOT_A_QUESTION


def test_an_arabic_list_has_one_and(bundled_timeline: Timeline) -> None:
    answer = asked("من سيطر على دوما في نيسان 2018", bundled_timeline)
    words = Wording("ar", bundled_timeline.directory).message(answer).plain()
    assert " وأصل آخر" in words
    assert "ووأصل" not in words


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("هل أقرّ الجيش السوري بدخول فصائل المعارضة إلى حلب أواخر 2024؟", Verdict.YES),
        ("هل أقرّ التحالف الدولي بسقوط مدنيين في غارته على قرية التوخار قرب منبج؟", Verdict.YES),
        (
            "Did the Syrian defence ministry confirm on 6 December 2024 that its troops had pulled out of Homs?",
            Verdict.NO,
        ),
        ("did HTS claim the Su-25", Verdict.YES),
    ],
)
def test_what_somebody_admitted_is_read_from_his_own_reports(
    question: str, verdict: Verdict, bundled_timeline: Timeline
) -> None:
    assert asked(question, bundled_timeline).value == CheckValue(verdict)


@pytest.mark.parametrize(
    "question",
    ["هل نفت موسكو استهداف أسواق إدلب في كانون الأول 2015؟"],
)
def test_what_nobody_said_of_it_is_not_recorded(question: str, bundled_timeline: Timeline) -> None:
    assert asked(question, bundled_timeline).status is Status.NO_RECORD


@pytest.mark.parametrize(
    "question",
    [
        "were hidden cells found in sednaya",
        "هل في سجون سرية بصيدنايا",
        "did the sdf take sheikh maqsoud",  # which it left
        "did us troops take raqqa",  # which they brokered
    ],
)
def test_no_yes_stands_over_an_entry_that_says_otherwise(question: str, bundled_timeline: Timeline) -> None:
    assert asked(question, bundled_timeline).value == CheckValue(Verdict.NO)
