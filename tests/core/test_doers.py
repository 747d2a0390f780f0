"""Who is said to have done something: no answer stands over an entry in which he suffered it, or only stood by."""

from __future__ import annotations

import pytest

from answering.answer import ActorsValue, CheckValue, Status, Verdict
from db.timeline import Timeline
from tests.core.asking import asked, told


@pytest.mark.parametrize(
    "question",
    [
        "did the Baath Party strike Damascus?",  # a party of those who were struck there
        "did Hezbollah attack the Deir ez-Zor countryside?",
        "when did the Syrian government strike Albu Kamal?",
        "when did the YPG invade Tal Abyad?",
        "did the Syrian Observatory for Human Rights besiege northwest Syria?",
        "did the Syrian army block aid to Tel Rifaat?",
        "did unknown attackers bomb Qamishli?",
        "did protesters kill civilians in the Golan Heights?",
        "هل المتظاهرون ضرب شمال غربي سوريا في 2014؟",
        "هل السكان المحليون ارتكب مجزرة في دير الزور؟",  # the doer before a verb that a noun for the deed follows
        "متى المدنيون ارتكب مجزرة في جبلة؟",
        "did Hezbollah besiege Kuweires?",  # which broke the siege of it
        "متى تركيا غادر إدلب؟",  # who agreed that others leave
    ],
)
def test_who_was_struck_or_stood_by_did_not_do_it(question: str, bundled_timeline: Timeline) -> None:
    assert asked(question, bundled_timeline).status is Status.NO_RECORD


@pytest.mark.parametrize(
    "question",
    [
        "did Donald Trump sign a deal in Qamishli?",  # his country stood by as others signed
        "did the Free Syrian Army sign a deal in Moscow?",
    ],
)
def test_of_whom_an_agreement_tells_did_not_sign_it(question: str, bundled_timeline: Timeline) -> None:
    assert asked(question, bundled_timeline).status is Status.NO_RECORD


@pytest.mark.parametrize(
    "question",
    [
        "did the Syrian government fire missiles at Quneitra?",  # what Iran denies
        "صج روسيا قصفت تل ابيب؟",
        "did Assad's plane bomb Tel Aviv?",
    ],
)
def test_a_dispute_about_others_is_none_about_him(question: str, bundled_timeline: Timeline) -> None:
    assert asked(question, bundled_timeline).status is Status.NO_RECORD


def test_who_denies_what_he_is_asked_to_have_done_leaves_it_disputed(bundled_timeline: Timeline) -> None:
    question = "صحيح احرار الشام هنن اللي فجّرو باصات الراشدين؟"
    assert asked(question, bundled_timeline).value == CheckValue(Verdict.DISPUTED)


@pytest.mark.parametrize("question", ["did Turkey leave Jarablus?", "هل تركيا انسحبت من جرابلس؟"])
def test_who_took_a_place_did_not_leave_it(question: str, bundled_timeline: Timeline) -> None:
    assert asked(question, bundled_timeline).status is Status.NO_RECORD


def test_a_name_within_a_longer_one_names_nobody(bundled_timeline: Timeline) -> None:
    """Azaz was taken from the Free Syrian Army, and not by the Syrian army."""
    assert asked("when did the Syrian army capture Azaz?", bundled_timeline).status is Status.NO_RECORD


def test_a_leaders_planes_are_those_of_his_side(bundled_timeline: Timeline) -> None:
    for question in ("did assads planes bomb al quds hospital in aleppo apr 2016", "did Assad bomb al-Quds hospital"):
        answer = asked(question, bundled_timeline)
        assert answer.value == CheckValue(Verdict.DISPUTED)
        assert [event.id for event in answer.events] == ["2016-04-27-al-quds-hospital"]


def test_what_was_rejected_was_not_accepted(bundled_timeline: Timeline) -> None:
    answer = asked("did the sdc accept sharaas constitutional declaration", bundled_timeline)
    assert answer.value == CheckValue(Verdict.NO)
    assert [event.id for event in answer.events] == ["2025-03-14-kurdish-rejection-declaration"]


def test_a_plane_that_came_down_is_asked_for_by_itself(bundled_timeline: Timeline) -> None:
    for question in ("did assad's plane crash", "did assad's plane crash while fleeing"):
        answer = asked(question, bundled_timeline)
        assert answer.value == CheckValue(Verdict.DISPUTED)
        assert [event.id for event in answer.events] == ["2024-12-08-assad-plane-crash-rumour"]


@pytest.mark.parametrize(
    ("question", "ids"),
    [
        ("المطرانين المخطوفين رجعو ولا لا", []),  # kidnapped, which only says who they are
        (
            "On what date did Israel pull its troops out of the Golan buffer zone it had entered in December 2024?",
            [],
        ),
        ("ايمت طلع الجولاني وأعلن عن جبهة النصرة أول مرة؟", ["2012-01-23-nusra-announced"]),
        (
            "متى قالوا الامريكان انهم بيقللون جنودهم في سوريا لاقل من الف؟",
            ["2025-04-18-us-troop-cut", "2026-02-23-us-leaves-qasrak"],
        ),
        ("هو فعلا البنتاجون قال في ابريل 2025 إنه هيقلل عساكره في سوريا؟", ["2025-04-18-us-troop-cut"]),
    ],
)
def test_what_only_describes_or_leads_is_not_what_was_asked(
    question: str, ids: list[str], bundled_timeline: Timeline
) -> None:
    assert told(question, bundled_timeline) == ids


@pytest.mark.parametrize(
    ("question", "ids"),
    [
        ("When did French judges issue an arrest warrant for Bashar al-Assad?", ["2023-11-15-french-warrants"]),
        ("صحيح انو قاضي بدمشق طلع مذكرة توقيف ببشار؟", ["2025-09-27-assad-arrest-warrant"]),
        ("When did the International Criminal Court issue its first arrest warrants in the Syria situation?", []),
        ("متى أُجري الاستفتاء الشعبي على الدستور الجديد في عام 2025؟", []),
    ],
)
def test_a_warrant_and_a_referendum_have_to_be_told_of(
    question: str, ids: list[str], bundled_timeline: Timeline
) -> None:
    assert told(question, bundled_timeline) == ids


@pytest.mark.parametrize(
    "question",
    [
        "did Obama bomb Shayrat",  # a strike of another president's
        "did Erdogan take Afrin",  # neither yes nor no: his country did
        "did the UN agree to the Daraya evacuation",  # which was not consulted
        "did Iran attend Geneva II",  # which was not let in
        "did the opposition attend the Sochi congress",  # which stayed away
        "did Qatar agree to Syria's return to the Arab League",
        "did ISIS announce the death of Baghdadi",  # which others did
        "did Israel claim the consulate strike",
    ],
)
def test_who_was_elsewhere_against_it_or_silent_did_not_do_it(question: str, bundled_timeline: Timeline) -> None:
    assert asked(question, bundled_timeline).status is Status.NO_RECORD


@pytest.mark.parametrize(
    "question", ["did Russia attend the Sochi congress", "did the opposition boycott the Sochi congress"]
)
def test_who_was_there_and_who_stayed_away_is_told(question: str, bundled_timeline: Timeline) -> None:
    assert asked(question, bundled_timeline).value == CheckValue(Verdict.YES)


def test_who_broke_a_siege_is_who_is_named(bundled_timeline: Timeline) -> None:
    answer = asked("who broke the siege of Kuweires", bundled_timeline)
    assert isinstance(answer.value, ActorsValue)
    assert answer.value.actors[0] == "saa"
