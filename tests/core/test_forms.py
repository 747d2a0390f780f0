"""Each form of question on a small timeline made for it: what is shown, in what order, with which value."""

from __future__ import annotations

from datetime import date

import pytest

from answering import ask, showing
from answering.answer import (
    ActorsValue,
    Answer,
    CheckValue,
    ControlValue,
    CountValue,
    DaysValue,
    FigureValue,
    Form,
    NearestEntry,
    PlacesValue,
    Status,
    Verdict,
    WhenValue,
)
from answering.wording import Wording, word
from db.model import Event, Extent, Figure, Group, Kind, Measure, Outcome, Precision, Stance
from db.model import Status as Standing
from db.timeline import Timeline
from tests.builders import PLACES, captured, change, event, figure, place, report, source, text
from tests.builders import timeline as built
from tests.core.conftest import Small

TODAY = date(2024, 12, 20)
OFFENSIVE = event(
    "offensive", "2024-11-27", kind=Kind.OFFENSIVE, places=("aleppo",), by=("hts",), en="Rebels launched an offensive."
)
ALEPPO = captured("aleppo", "2024-11-30", "aleppo", "Aleppo")
HAMA = captured("hama", "2024-12-05", "hama", "Hama", clock="early afternoon", importance=5)
HOMS = captured("homs", "2024-12-08", "homs", "Homs")
CAMPAIGN = (OFFENSIVE, ALEPPO, HAMA, HOMS)
PALMYRA = (
    captured("palmyra-2015", "2015-05-20", "palmyra", "Palmyra", by=("is",), from_=("saa",)),
    captured("palmyra-2016", "2016-03-27", "palmyra", "Palmyra", by=("saa",), from_=("is",)),
    captured("palmyra-2017", "2017-03-02", "palmyra", "Palmyra", by=("saa",), from_=("is",)),
)


def asked(question: str, timeline: Timeline, *, previous: Answer | None = None, today: date = TODAY) -> Answer:
    return ask.answer(question, timeline, today=today, previous=previous)


def shown(answer: Answer) -> list[str]:
    return [one.id for one in answer.events]


def nearest(answer: Answer) -> list[str]:
    return [choice.event.id for choice in answer.choices if isinstance(choice, NearestEntry)]


def notes(answer: Answer, timeline: Timeline) -> str:
    told = Wording(answer.language, timeline.directory)
    return "\n".join(map(told.say, answer.notes))


def told(answer: Answer, timeline: Timeline) -> str:
    return word(answer, timeline.directory).plain()


def verdict(answer: Answer) -> Verdict | None:
    return answer.value.verdict if isinstance(answer.value, CheckValue) else None


# When


@pytest.mark.parametrize("question", ["when did Hama fall", "What date was Hama captured?", "متى سقطت حماة؟"])
def test_when_gives_the_date(question: str, small: Small) -> None:
    answer = asked(question, timeline := small(*CAMPAIGN))
    assert (answer.status, answer.form, shown(answer)) == (Status.ANSWERED, Form.WHEN, ["hama"])
    assert isinstance(answer.value, WhenValue)
    day = answer.value.first
    assert (day.start, day.end, day.precision) == (date(2024, 12, 5), date(2024, 12, 5), Precision.DAY)
    assert "5" in told(answer, timeline).splitlines()[0]


def test_when_gives_the_clock_and_the_weekday(small: Small) -> None:
    answer = asked("when did Hama fall", timeline := small(*CAMPAIGN))
    assert told(answer, timeline).splitlines()[0] == "5 December 2024 (Thursday), early afternoon"


def test_when_gives_all_times_in_order(small: Small) -> None:
    answer = asked("when was Palmyra captured", small(*reversed(PALMYRA)))
    assert shown(answer) == ["palmyra-2015", "palmyra-2016", "palmyra-2017"]
    assert isinstance(answer.value, WhenValue)
    assert [day.start.year for day in answer.value.all] == [2015, 2016, 2017]
    assert answer.value.first == answer.value.all[0]


def test_when_gives_the_time_of_the_asked_doer(small: Small) -> None:
    assert shown(asked("when did ISIS capture Palmyra", small(*PALMYRA))) == ["palmyra-2015"]


def test_when_gives_the_time_in_the_asked_scope(small: Small) -> None:
    assert shown(asked("when was Palmyra captured in 2016", small(*PALMYRA))) == ["palmyra-2016"]


@pytest.mark.parametrize(
    ("when", "precision", "line"),
    [
        ("2013-08", Precision.MONTH, "August 2013"),
        ("2013", Precision.YEAR, "2013"),
        ("2013-08-01~", Precision.APPROXIMATE, "around 1 August 2013"),
        ("2013-08-01/2013-08-04", Precision.SPAN, "1 August to 4 August 2013"),
    ],
)
def test_when_is_as_exact_as_the_record(when: str, precision: Precision, line: str, small: Small) -> None:
    answer = asked("when did Hama fall", timeline := small(captured("hama", when, "hama", "Hama")))
    assert isinstance(answer.value, WhenValue)
    assert answer.value.first.precision is precision
    assert told(answer, timeline).splitlines()[0] == line


def test_when_of_a_disputed_entry_says_so_and_who_denies_it(small: Small) -> None:
    disputed = captured(
        "hama",
        "2024-12-05",
        "hama",
        "Hama",
        status=Standing.DISPUTED,
        reports=(
            report(source("a"), said_by=("hts",), stance=Stance.CLAIMS),
            report(source("b", outlet="SANA"), said_by=("saa",), stance=Stance.DENIES),
        ),
    )
    answer = asked("when did Hama fall", timeline := small(disputed))
    words = told(answer, timeline)
    assert "Disputed" in words
    assert "Denied by Syrian Arab Army" in words
    assert [one.id for one in answer.sources] == ["a", "b"]


def test_a_claim_is_told_as_a_claim(small: Small) -> None:
    claimed = captured(
        "hama",
        "2024-12-05",
        "hama",
        "Hama",
        status=Standing.CLAIMED,
        reports=(report(said_by=("hts",), stance=Stance.CLAIMS),),
    )
    timeline = small(claimed)
    assert "Only claimed, by Hayat Tahrir al-Sham" in told(asked("when did Hama fall", timeline), timeline)


def test_the_losing_sides_word_is_told(small: Small) -> None:
    confirmed = captured(
        "hama",
        "2024-12-05",
        "hama",
        "Hama",
        status=Standing.CONFIRMED,
        reports=(report(said_by=("saa",), stance=Stance.CONFIRMS),),
    )
    timeline = small(confirmed)
    assert "Confirmed by the losing side" in told(asked("when did Hama fall", timeline), timeline)


# What


def test_what_gives_the_weightiest_in_time_order(small: Small) -> None:
    events = [
        event(f"e{day:02}", f"2024-12-{day:02}", kind=Kind.CLASH, importance=5 if day % 2 else 1)
        for day in range(10, 0, -1)
    ]
    answer = asked("what happened in Hama in December 2024", small(*events))
    assert (answer.status, answer.form) == (Status.ANSWERED, Form.WHAT)
    assert shown(answer) == ["e01", "e03", "e05", "e07", "e09"]
    assert [one.event.id for one in answer.more] == ["e02", "e04", "e06", "e08", "e10"]


def test_what_keeps_to_place_and_scope(small: Small) -> None:
    timeline = small(*CAMPAIGN)
    assert shown(asked("what happened in Hama in December 2024", timeline)) == ["hama"]
    assert shown(asked("what happened on 30 November 2024", timeline)) == ["aleppo"]
    assert asked("what happened in Hama in November 2024", timeline).status is Status.NO_RECORD


def test_what_happened_in_a_province_takes_in_what_lies_inside(small: Small) -> None:
    timeline = small(HAMA, captured("salamiyah", "2024-12-05", "salamiyah", "Salamiyah"), HOMS)
    assert set(shown(asked("what happened in Hama Governorate", timeline))) == {"hama", "salamiyah"}
    assert set(shown(asked("what happened in Hama", timeline))) == {"hama"}


# Who


def test_who_gives_those_who_did_it(small: Small) -> None:
    answer = asked("who captured Hama", timeline := small(*CAMPAIGN))
    assert (answer.form, shown(answer)) == (Form.WHO, ["hama"])
    assert isinstance(answer.value, ActorsValue)
    assert answer.value.actors[0] == "hts"
    assert "By: Hayat Tahrir al-Sham" in told(answer, timeline)
    assert "From: Syrian Arab Army" in told(answer, timeline)


def test_who_lost_gives_those_who_lost_it(small: Small) -> None:
    answer = asked("who lost Hama", small(*CAMPAIGN))
    assert isinstance(answer.value, ActorsValue)
    assert answer.value.actors[0] == "saa"


def test_who_was_killed_gives_whom_it_was_done_to(small: Small) -> None:
    killing = event(
        "killing", kind=Kind.KILLING, places=("damascus",), by=("is",), against=("assad",), en="He was killed."
    )
    answer = asked("who died in Damascus", small(killing))
    assert isinstance(answer.value, ActorsValue)
    assert answer.value.actors[0] == "assad"


# Where


def test_where_gives_the_places(small: Small) -> None:
    flight = event(
        "flight",
        "2024-12-08",
        kind=Kind.DISPLACEMENT,
        places=("moscow",),
        about=("assad",),
        en="Bashar al-Assad fled to Moscow.",
    )
    answer = asked("where did Assad flee", timeline := small(*CAMPAIGN, flight))
    assert (answer.form, shown(answer)) == (Form.WHERE, ["flight"])
    assert answer.value == PlacesValue(("moscow",))
    assert told(answer, timeline).startswith("Moscow")


# How many: the rule for tolls


def toll(*figures: Figure, id: str = "toll", when: str = "2024-12-06") -> Event:
    """An entry that carries counts."""
    return event(id, when, kind=Kind.STATEMENT, places=("syria",), en="A count was published.", figures=figures)


def counted(answer: Answer) -> tuple[float, float] | None:
    return (answer.value.low, answer.value.high) if isinstance(answer.value, FigureValue) else None


def test_a_toll_is_never_of_a_larger_area(small: Small) -> None:
    answer = asked("how many people were killed in Hama", small(toll(figure(800), figure(40, area=("hama",)))))
    assert (answer.form, counted(answer)) == (Form.HOW_MANY, (40, 40))


def test_a_toll_of_a_larger_area_alone_is_no_answer(small: Small) -> None:
    answer = asked("how many people were killed in Homs", small(HOMS, toll(figure(800))))
    assert answer.status is Status.NO_RECORD


def test_the_whole_gives_way_to_no_part(small: Small) -> None:
    """Where no place is asked, figures of a part of the area or the span give way to those of the whole."""
    timeline = small(toll(figure(800), figure(40, area=("hama",)), figure(90, since="2024-12-01")))
    assert counted(asked("how many people were killed", timeline)) == (800, 800)


def test_the_latest_count_in_the_scope_wins(small: Small) -> None:
    timeline = small(
        toll(figure(700, until="2024-12-04"), id="first", when="2024-12-04"),
        toll(figure(820, until="2024-12-06"), id="second", when="2024-12-06"),
    )
    latest = asked("how many people were killed in Syria", timeline)
    assert (counted(latest), shown(latest)) == ((820, 820), ["second"])
    until = asked("how many people were killed in Syria until 5 December 2024", timeline)
    assert (counted(until), shown(until)) == ((700, 700), ["first"])


def test_a_later_count_is_told_beside_it(small: Small) -> None:
    timeline = small(
        toll(figure(700, until="2024-12-04"), id="first", when="2024-12-04"),
        toll(figure(820, until="2024-12-06"), id="second", when="2024-12-06"),
    )
    answer = asked("how many people were killed in Syria until 5 December 2024", timeline)
    assert "Later put at 820 (to 6 December 2024)" in told(answer, timeline)


def test_equal_counts_of_one_counter_are_one_from_lowest_to_highest(small: Small) -> None:
    a, b = source("a"), source("b", outlet="SANA")
    answer = asked(
        "how many people were killed in Syria",
        timeline := small(toll(figure(727, source_=a), figure(730, source_=b))),
    )
    assert counted(answer) == (727, 730)
    assert {one.id for one in answer.sources} == {"a", "b"}
    assert "727 to 730" in told(answer, timeline)


def test_the_asked_counter_is_taken(small: Small) -> None:
    timeline = small(toll(figure(800), figure(900, said_by=("russia",), until="2024-12-06")))
    question = "how many people were killed in Syria according to {}"
    assert counted(asked(question.format("the Syrian Observatory"), timeline)) == (800, 800)
    assert asked(question.format("the United States"), timeline).status is Status.NO_RECORD


def test_another_counter_is_told_beside_it(small: Small) -> None:
    answer = asked(
        "how many people were killed in Syria",
        timeline := small(toll(figure(800), figure(300, said_by=("russia",)))),
    )
    assert counted(answer) == (800, 800)
    assert "300" in told(answer, timeline)
    assert "Russia" in told(answer, timeline)


@pytest.mark.parametrize(
    ("question", "number"),
    [
        ("how many people were killed in Syria", 800),
        ("how many civilians were killed in Syria", 111),
        ("how many soldiers were killed in Syria", 222),
        ("كم مدنياً قتل في سوريا", 111),
    ],
)
def test_the_asked_group_is_counted(question: str, number: int, small: Small) -> None:
    timeline = small(toll(figure(800), figure(111, group=Group.CIVILIANS), figure(222, group=Group.SOLDIERS)))
    assert counted(asked(question, timeline)) == (number, number)


def test_the_asked_measure_is_counted(small: Small) -> None:
    timeline = small(toll(figure(800), figure(2000, measure=Measure.WOUNDED)))
    assert counted(asked("how many people were wounded in Syria", timeline)) == (2000, 2000)
    assert asked("how many people were displaced in Syria", timeline).status is Status.NO_RECORD


def test_a_start_that_is_not_recorded_is_told(small: Small) -> None:
    timeline = small(toll(figure(800, since=None)))
    words = told(asked("how many people were killed in Syria", timeline), timeline)
    assert "To 5 December 2024; start not recorded" in words


def test_a_count_says_who_counted_and_over_what_span(small: Small) -> None:
    timeline = small(toll(figure(800, label=text("people including fighters"))))
    words = told(asked("how many people were killed in Syria", timeline), timeline)
    assert "800 people including fighters" in words
    assert "Counted by Syrian Observatory" in words
    assert "From 27 November 2024 to 5 December 2024" in words


def test_the_count_of_one_event_is_its_own(small: Small) -> None:
    bombing = event(
        "bombing",
        "2024-12-02",
        kind=Kind.BOMBING,
        places=("homs",),
        en="A car bomb exploded in Homs.",
        figures=(figure(12, since="2024-12-02", until="2024-12-02", area=("homs",)),),
    )
    answer = asked("how many people were killed in the bombing in Homs", small(bombing, toll(figure(800))))
    assert (counted(answer), shown(answer)) == ((12, 12), ["bombing"])


# How long


def test_how_long_something_lasted(small: Small) -> None:
    siege = event("siege", "2014-01-01/2014-05-01", kind=Kind.SIEGE, places=("homs",), en="Homs was besieged.")
    answer = asked("how long did the siege of Homs last", small(siege))
    assert answer.value == DaysValue(date(2014, 1, 1), date(2014, 5, 1))
    assert isinstance(answer.value, DaysValue)
    assert answer.value.days == 120


@pytest.mark.parametrize(
    "question", ["how long between the fall of Aleppo and the fall of Hama", "how many days between Aleppo and Hama"]
)
def test_how_long_between_two(question: str, small: Small) -> None:
    answer = asked(question, small(*CAMPAIGN))
    assert answer.value == DaysValue(date(2024, 11, 30), date(2024, 12, 5))
    assert shown(answer) == ["aleppo", "hama"]


# Control


def control(question: str, timeline: Timeline, *, today: date = TODAY) -> tuple[Answer, ControlValue]:
    answer = asked(question, timeline, today=today)
    assert answer.form is Form.CONTROL
    assert isinstance(answer.value, ControlValue)
    return answer, answer.value


def test_control_is_of_the_last_whole_change(small: Small) -> None:
    answer, value = control("who controls Hama", small(*CAMPAIGN))
    assert (value.place, value.holders, value.since) == ("hama", ("hts",), date(2024, 12, 5))
    assert shown(answer)[0] == "hama"


def test_control_on_a_day(small: Small) -> None:
    timeline = small(*PALMYRA)
    for day, holder, year in (("1 June 2015", "is", 2015), ("1 June 2016", "saa", 2016)):
        _, value = control(f"who controlled Palmyra on {day}", timeline)
        assert value.holders == (holder,)
        assert value.since is not None
        assert value.since.year == year


def test_control_on_the_day_of_the_change(small: Small) -> None:
    _, value = control("who controlled Hama on 5 December 2024", small(*CAMPAIGN))
    assert value.holders == ("hts",)


def test_control_before_the_first_change_is_of_whom_it_was_taken_from(small: Small) -> None:
    answer, value = control("who controlled Hama on 1 December 2024", timeline := small(*CAMPAIGN))
    assert (value.holders, value.since) == (("saa",), None)
    assert "when it was taken on 5 December 2024" in told(answer, timeline)


def test_control_before_the_first_change_is_contested_where_there_was_fighting(small: Small) -> None:
    clash = event("clash", "2024-12-03", kind=Kind.CLASH, places=("hama",), en="They fought in Hama.")
    timeline = small(HAMA, clash)
    answer, _ = control("who controlled Hama on 1 December 2024", timeline)
    assert "Contested" in notes(answer, timeline)
    after, _ = control("who controlled Hama on 4 December 2024", timeline)
    assert "Contested" not in notes(after, timeline)


def test_control_passes_down_to_what_lies_inside(small: Small) -> None:
    province = event(
        "province", "2024-12-06", places=("hama-governorate",), control=(change("hama-governorate", to=("hts",)),)
    )
    _, value = control("who controls Salamiyah", small(province))
    assert (value.place, value.holders) == ("salamiyah", ("hts",))


def test_what_a_change_left_out_keeps_its_holder(small: Small) -> None:
    province = event(
        "province",
        "2024-12-06",
        places=("hama-governorate",),
        control=(change("hama-governorate", to=("hts",), excluded=("salamiyah",)),),
    )
    held = captured("salamiyah", "2024-12-01", "salamiyah", "Salamiyah", by=("is",))
    timeline = small(held, province)
    assert control("who controls Salamiyah", timeline)[1].holders == ("is",)
    assert control("who controls Hama", timeline)[1].holders == ("hts",)


def test_the_smallest_place_wins_on_one_date(small: Small) -> None:
    own = event(
        "own",
        "2024-12-06",
        places=("hama",),
        control=(change("hama-governorate", to=("hts",)), change("hama", to=("is",))),
    )
    assert control("who controls Hama", small(own))[1].holders == ("is",)


def test_a_later_part_makes_it_contested(small: Small) -> None:
    part = event("part", "2024-12-07", kind=Kind.CLASH, control=(change("hama", to=("is",), extent=Extent.PART),))
    timeline = small(HAMA, part)
    answer, value = control("who controls Hama", timeline)
    assert (value.holders, shown(answer)) == (("hts",), ["hama", "part"])
    assert "Contested" in notes(answer, timeline)


def test_on_one_date_whole_beats_part(small: Small) -> None:
    part = event("part", "2024-12-05", control=(change("hama", to=("is",), extent=Extent.PART),))
    timeline = small(HAMA, part)
    answer, value = control("who controls Hama", timeline)
    assert value.holders == ("hts",)
    assert "Contested" not in notes(answer, timeline)


def test_a_later_disputed_change_makes_it_contested(small: Small) -> None:
    disputed = captured("disputed", "2024-12-07", "hama", "Hama", by=("is",), status=Standing.DISPUTED)
    timeline = small(HAMA, disputed)
    answer, value = control("who controls Hama", timeline)
    assert value.holders == ("hts",)
    assert "Contested" in notes(answer, timeline)


def test_a_place_that_was_left_has_no_recorded_holder(small: Small) -> None:
    left = event("left", kind=Kind.WITHDRAWAL, from_=("saa",), control=(change("hama", from_=("saa",)),))
    timeline = small(left)
    answer, value = control("who controls Hama", timeline)
    assert value.holders == ()
    assert "who took it is not recorded" in told(answer, timeline)


def test_a_holder_that_ended_is_named_with_its_successor(small: Small) -> None:
    held = captured("held", "2017-03-02", "palmyra", "Palmyra", by=("saa",), from_=("is",))
    timeline = small(held)
    answer, value = control("who controls Palmyra", timeline)
    assert value.holders == ("saa", "new-army")
    assert "New Syrian Army" in told(answer, timeline)
    assert control("who controlled Palmyra on 1 June 2018", timeline)[1].holders == ("saa",)


def test_control_without_a_change_is_no_record(small: Small) -> None:
    assert asked("who controls Homs", small(HAMA)).status is Status.NO_RECORD


def test_control_now_says_how_old_the_newest_record_is(small: Small) -> None:
    timeline = small(*CAMPAIGN)
    answer, _ = control("who controls Hama", timeline)
    assert "8 December 2024" in notes(answer, timeline)


# Check


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("was Palmyra captured in 2015", Verdict.YES),
        ("did ISIS capture Palmyra", Verdict.YES),
        ("هل سقطت تدمر في 2015", Verdict.YES),
        ("was Palmyra captured in 2014", Verdict.NO),
        ("did Hayat Tahrir al-Sham capture Palmyra", Verdict.NO),
    ],
)
def test_check(question: str, expected: Verdict, small: Small) -> None:
    answer = asked(question, small(*PALMYRA))
    assert (answer.status, answer.form, verdict(answer)) == (Status.ANSWERED, Form.CHECK, expected)


def test_no_by_date_shows_the_nearest_record(small: Small) -> None:
    answer = asked("was Palmyra captured in 2014", timeline := small(*PALMYRA))
    assert shown(answer) == ["palmyra-2015"]
    assert "20 May 2015" in notes(answer, timeline)


def test_no_by_doer_names_who_did_it(small: Small) -> None:
    answer = asked("did Hayat Tahrir al-Sham capture Palmyra", timeline := small(*PALMYRA))
    assert shown(answer) == ["palmyra-2015"]
    assert "Islamic State" in notes(answer, timeline)


def test_a_disputed_record_is_neither_yes_nor_no(small: Small) -> None:
    disputed = captured("hama", "2024-12-05", "hama", "Hama", status=Standing.DISPUTED)
    assert verdict(asked("did Hama fall", small(disputed))) is Verdict.DISPUTED


@pytest.mark.parametrize("question", ["was Homs captured in 2016", "did the United States capture Damascus"])
def test_no_record_is_not_no(question: str, small: Small) -> None:
    answer = asked(question, small(HAMA))
    assert (answer.status, answer.value) == (Status.NO_RECORD, None)


def test_a_recorded_veto_is_a_no(small: Small) -> None:
    vetoed = event(
        "vetoed",
        "2012-02-04",
        kind=Kind.RESOLUTION,
        places=("syria",),
        outcome=Outcome.VETOED,
        en="A resolution on Syria was vetoed.",
    )
    timeline = small(vetoed)
    assert verdict(asked("was the resolution on Syria adopted in 2012", timeline)) is Verdict.NO
    assert verdict(asked("was the resolution on Syria vetoed in 2012", timeline)) is Verdict.YES


# Count


def test_count_is_of_what_is_recorded(small: Small) -> None:
    answer = asked("how many times did Palmyra change hands", timeline := small(*PALMYRA, HAMA))
    assert (answer.form, answer.value) == (Form.COUNT, CountValue(3))
    assert shown(answer) == ["palmyra-2015", "palmyra-2016", "palmyra-2017"]
    assert "recorded" in notes(answer, timeline)


def test_count_keeps_to_its_scope(small: Small) -> None:
    assert asked("how many cities fell in December 2024", small(*CAMPAIGN)).value == CountValue(2)


# Order


@pytest.mark.parametrize("question", ["which fell first, Homs or Hama", "ايهما سقطت اولا حمص ام حماة"])
def test_order_of_two(question: str, small: Small) -> None:
    answer = asked(question, small(*CAMPAIGN))
    assert (answer.form, shown(answer)) == (Form.ORDER, ["hama", "homs"])


@pytest.mark.parametrize(
    ("question", "expected"),
    [("did Hama fall before Homs", Verdict.YES), ("did Homs fall before Hama", Verdict.NO)],
)
def test_a_yes_or_no_question_about_order_says_which(question: str, expected: Verdict, small: Small) -> None:
    assert verdict(asked(question, small(*CAMPAIGN))) is expected


def test_what_happened_next(small: Small) -> None:
    timeline = small(*CAMPAIGN)
    first = asked("when did Aleppo fall", timeline)
    after = asked("what happened next?", timeline, previous=first)
    assert shown(after)[0] == "hama"
    assert "aleppo" not in shown(after)


def test_what_came_after_an_entry(small: Small) -> None:
    timeline = small(*CAMPAIGN)
    assert shown(showing.next_after("hama", timeline, "en")) == ["homs"]
    assert showing.next_after("homs", timeline, "en").status is Status.NO_RECORD
    assert showing.next_after("no-such-entry", timeline, "ar").status is Status.NO_RECORD


# Say


def test_say_gives_the_speakers_own_words_first(small: Small) -> None:
    said = event(
        "said",
        "2024-12-01",
        kind=Kind.STATEMENT,
        places=("aleppo",),
        by=("russia",),
        en="Russia said it would help Aleppo.",
    )
    quoted = captured("quoted", "2024-11-30", "aleppo", "Aleppo", reports=(report(said_by=("russia",)),))
    answer = asked("what did Russia say about Aleppo", small(said, quoted, HAMA))
    assert answer.form is Form.SAY
    assert shown(answer)[0] == "said"
    assert "hama" not in shown(answer)


def test_say_of_one_who_said_nothing_is_no_record(small: Small) -> None:
    assert asked("what did the United States say about Hama", small(*CAMPAIGN)).status is Status.NO_RECORD


# Source


def test_source_is_of_the_last_answer(small: Small) -> None:
    reported = captured(
        "hama", "2024-12-05", "hama", "Hama", reports=(report(source("a")), report(source("b", outlet="SANA")))
    )
    timeline = small(reported)
    first = asked("when did Hama fall", timeline)
    answer = asked("source?", timeline, previous=first)
    assert (answer.form, shown(answer)) == (Form.SOURCE, ["hama"])
    assert [one.id for one in answer.sources] == ["a", "b"]


def test_source_of_what_is_named(small: Small) -> None:
    assert shown(asked("what is the source for the fall of Hama", small(*CAMPAIGN))) == ["hama"]


def test_source_without_a_last_answer_asks_which(small: Small) -> None:
    answer = asked("source?", small(*CAMPAIGN))
    assert answer.status in {Status.NO_RECORD, Status.NOT_A_QUESTION}
    assert not answer.events


def test_sources_of_an_entry(small: Small) -> None:
    timeline = small(*CAMPAIGN)
    assert shown(showing.sources_of("hama", timeline, "en")) == ["hama"]
    assert showing.sources_of("no-such-entry", timeline, "en").status is Status.NO_RECORD


# As known


def test_as_known_takes_only_reports_dated_by_then(small: Small) -> None:
    early = source("early", published="2024-12-05")
    late = source("late", published="2024-12-09")
    undated = source("undated", published=None)
    reported = captured("hama", "2024-12-05", "hama", "Hama", reports=(report(late), report(early), report(undated)))
    answer = asked("what was known of Hama by 6 December 2024", timeline := small(reported))
    assert (answer.form, shown(answer)) == (Form.AS_KNOWN, ["hama"])
    assert [one.id for one in answer.sources] == ["early"]
    assert "1 undated report was left out" in notes(answer, timeline)


def test_as_known_dates_a_report_by_when_it_was_said(small: Small) -> None:
    said = report(source("late", published="2024-12-09"), said_by=("hts",), on="2024-12-05")
    timeline = small(captured("hama", "2024-12-05", "hama", "Hama", reports=(said,)))
    assert shown(asked("what was known of Hama by 6 December 2024", timeline)) == ["hama"]


def test_as_known_before_any_report_is_no_record(small: Small) -> None:
    timeline = small(captured("hama", "2024-12-05", "hama", "Hama", reports=(report(source(published="2024-12-09")),)))
    assert asked("what was known of Hama by 6 December 2024", timeline).status is Status.NO_RECORD


def test_a_toll_as_known_leaves_out_what_was_published_later(small: Small) -> None:
    early, late = source("early", published="2024-12-04"), source("late", published="2024-12-09")
    timeline = small(
        toll(figure(700, until="2024-12-03", source_=early), id="early", when="2024-12-04"),
        toll(figure(820, until="2024-12-04", source_=late), id="late", when="2024-12-09"),
    )
    answer = asked("what was the death toll in Syria as known on 5 December 2024", timeline)
    assert (answer.form, counted(answer)) == (Form.AS_KNOWN, (700, 700))


# No record


@pytest.mark.parametrize(
    "question",
    [
        "when did Homs fall",
        "who captured Homs",
        "what happened in Homs",
        "how many were killed in Homs",
        "متى سقطت حمص",
    ],
)
def test_what_is_not_recorded_is_refused(question: str, small: Small) -> None:
    answer = asked(question, timeline := small(HAMA))
    assert answer.status is Status.NO_RECORD
    assert (answer.events, answer.sources, answer.value) == ((), (), None)
    assert Wording(answer.language, timeline.directory).value(timeline.directory.places["homs"].name) in notes(
        answer, timeline
    )


def test_the_nearest_entries_are_choices_and_no_events(small: Small) -> None:
    clash = event("clash", "2024-12-01", kind=Kind.CLASH, places=("homs",), en="They fought in Homs.")
    answer = asked("when did Homs fall", small(HAMA, clash))
    assert (answer.status, shown(answer), nearest(answer)) == (Status.NO_RECORD, [], ["clash"])


def test_words_that_nothing_meets_are_told(small: Small) -> None:
    answer = asked("when did the zeppelin reach Hama", timeline := small(*CAMPAIGN))
    assert answer.status is Status.NO_RECORD
    assert "zeppelin" in notes(answer, timeline)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("why did Hama fall", "not why"),
        ("will Hama fall again", "nothing of what will"),
        ("should Hama have been defended", "no opinions"),
        ("لماذا سقطت حماة", ""),
    ],
)
def test_what_no_record_can_say_is_refused(question: str, said: str, small: Small) -> None:
    answer = asked(question, timeline := small(*CAMPAIGN))
    assert (answer.status, shown(answer)) == (Status.NO_RECORD, [])
    assert said in notes(answer, timeline)


def test_a_why_question_offers_what_is_recorded(small: Small) -> None:
    assert "hama" in nearest(asked("why did Hama fall", small(*CAMPAIGN)))


@pytest.mark.parametrize("question", ["hello", "thanks!", "who are you?", "asdf qwerty", "", "?!", "مرحبا", "شكرا"])
def test_talk_is_no_question(question: str, small: Small) -> None:
    answer = asked(question, timeline := small(*CAMPAIGN))
    assert (answer.status, answer.form, answer.value) == (Status.NOT_A_QUESTION, None, None)
    assert told(answer, timeline).count("\n") == 0
    assert told(answer, timeline).strip()


# What was assumed


def test_the_year_that_was_assumed_is_told(small: Small) -> None:
    timeline = small(*CAMPAIGN)
    answer = asked("what happened in Hama on 5 December", timeline, today=date(2026, 11, 22))
    assert shown(answer) == ["hama"]
    assert "2024" in notes(answer, timeline)


def test_a_year_that_was_given_is_not_told(small: Small) -> None:
    assert asked("what happened in Hama on 5 December 2024", small(*CAMPAIGN)).notes == ()


def test_the_latest_year_that_fits_is_assumed(small: Small) -> None:
    timeline = small(
        event("older", "2022-12-05", kind=Kind.CLASH, en="They fought in Hama."),
        event("newer", "2023-12-05", kind=Kind.CLASH, en="They fought in Hama."),
        captured("future", "2024-12-05", "homs", "Homs"),
    )
    answer = asked("what happened in Hama on 5 December", timeline)
    assert shown(answer) == ["newer"]
    assert "2023" in notes(answer, timeline)


def test_the_spelling_that_was_assumed_is_told(small: Small) -> None:
    timeline = small(event("clash", kind=Kind.CLASH, places=("damascus",), en="They fought in Damascus."))
    answer = asked("what happened in Damascas", timeline)
    assert shown(answer) == ["clash"]
    assert "Damascus" in notes(answer, timeline)


def test_a_time_that_cant_be_read_is_told(small: Small) -> None:
    answer = asked("when did Hama fall around the time of the peace talks", timeline := small(*CAMPAIGN))
    assert "peace talks" in notes(answer, timeline)


# Follow-ups


@pytest.mark.parametrize(
    ("first", "then", "ids"),
    [
        ("when did Hama fall", "and Homs?", ["homs"]),
        ("متى سقطت حماة", "وحمص؟", ["homs"]),
        ("متى سقطت حماة", "وماذا عن حمص؟", ["homs"]),
        ("when did Hama fall", "who took it?", ["hama"]),
        ("what happened in Hama", "and in Aleppo?", ["aleppo"]),
    ],
)
def test_a_follow_up_takes_what_it_leaves_out_from_the_last_answer(
    first: str, then: str, ids: list[str], small: Small
) -> None:
    timeline = small(ALEPPO, HAMA, HOMS)
    answer = asked(then, timeline, previous=asked(first, timeline))
    assert (answer.status, shown(answer)) == (Status.ANSWERED, ids)


def test_a_whole_question_takes_nothing_from_the_last_answer(small: Small) -> None:
    timeline = small(*PALMYRA, HAMA)
    previous = asked("when was Palmyra captured in 2016", timeline)
    assert shown(asked("when did Hama fall", timeline, previous=previous)) == ["hama"]


# Where the question names more, or less, than one record


def test_an_entry_of_the_province_is_told_as_widened(small: Small) -> None:
    clash = event("clash", kind=Kind.CLASH, places=("hama-governorate",), en="They fought in the countryside.")
    answer = asked("what happened in Hama", timeline := small(clash))
    assert shown(answer) == ["clash"]
    assert "Hama Governorate" in notes(answer, timeline)


def test_an_entry_of_the_city_is_not_widened(small: Small) -> None:
    clash = event("clash", kind=Kind.CLASH, places=("hama-governorate",), en="They fought in the countryside.")
    assert shown(asked("what happened in Hama", small(clash, HAMA))) == ["hama"]


def test_a_province_that_is_said_is_meant(small: Small) -> None:
    clash = event("clash", kind=Kind.CLASH, places=("hama-governorate",), en="They fought in the countryside.")
    assert "clash" in shown(asked("what happened in Hama province", small(clash, HAMA)))


def test_of_two_bodies_of_one_name_the_scope_chooses(small: Small) -> None:
    old = captured("old", "2017-03-01", "homs", "Homs", by=("saa",), from_=("is",))
    new = captured("new", "2025-03-01", "homs", "Homs", by=("new-army",), from_=("is",))
    timeline = small(old, new)
    today = date(2025, 6, 1)
    assert shown(asked("when did the army capture Homs in 2025", timeline, today=today)) == ["new"]
    assert shown(asked("when did the army capture Homs in 2017", timeline, today=today)) == ["old"]
    assert shown(asked("when did the army capture Homs", timeline, today=today)) == ["old", "new"]


def test_between_two_places_of_one_name_the_asker_chooses() -> None:
    twins = [place(f"mazraa-{number}", "Mazraa", "المزرعة", kind="town") for number in (1, 2)]
    events = [captured(f"m{number}", f"2024-12-0{number}", f"mazraa-{number}", "Mazraa") for number in (1, 2)]
    with built(*events, places=(*PLACES, *twins)) as timeline:
        answer = asked("who controls Mazraa", timeline)
        assert answer.status is Status.AMBIGUOUS
        assert len(answer.choices) == 2


def test_when_of_two_places_gives_both(small: Small) -> None:
    assert shown(asked("when did Aleppo and Hama fall", small(*CAMPAIGN))) == ["aleppo", "hama"]


def test_a_check_without_a_year_takes_the_year_that_fits(small: Small) -> None:
    answer = asked("did Hama fall on 5 December", small(*CAMPAIGN), today=date(2026, 1, 1))
    assert verdict(answer) is Verdict.YES


def test_a_count_that_begins_at_the_named_start_is_taken(small: Small) -> None:
    timeline = small(OFFENSIVE, toll(figure(500_000, since="2011-03-15"), figure(800)))
    assert counted(asked("how many were killed since the offensive began", timeline)) == (800, 800)


@pytest.mark.parametrize(
    ("question", "ids"),
    [
        ("what happened before Hama fell", ["offensive", "aleppo"]),
        ("what happened after Hama fell", ["homs"]),
        ("ماذا حدث بعد سقوط حماة", ["homs"]),
        ("what was the first city captured in December 2024", ["hama"]),
        ("what was the last city captured", ["homs"]),
    ],
)
def test_what_came_before_after_first_and_last(question: str, ids: list[str], small: Small) -> None:
    answer = asked(question, small(*CAMPAIGN))
    assert (answer.form, shown(answer)) == (Form.ORDER, ids)


def test_a_day_is_counted_from_an_event(small: Small) -> None:
    aid = event("aid", "2024-12-06", kind=Kind.AID, places=("homs",), en="Aid came.")
    assert shown(asked("what happened the day after Hama fell", small(*CAMPAIGN, aid))) == ["aid"]


@pytest.mark.parametrize("question", ["Hama", "حماة", "5 December 2024"])
def test_a_name_or_a_day_alone_asks_what_happened(question: str, small: Small) -> None:
    answer = asked(question, small(*CAMPAIGN))
    assert (answer.form, shown(answer)) == (Form.WHAT, ["hama"])


def test_how_long_somebody_held_a_place(small: Small) -> None:
    answer = asked("how long did ISIS hold Palmyra", small(*PALMYRA))
    assert answer.value == DaysValue(date(2015, 5, 20), date(2016, 3, 27))


def test_a_day_that_is_none_is_no_record(small: Small) -> None:
    assert asked("what happened on 31 February 2024", small(*CAMPAIGN)).status is Status.NO_RECORD


def test_how_long_somebody_held_a_place_until_another_took_it(small: Small) -> None:
    answer = asked("how long was Palmyra under ISIS, from them taking it to the army taking it", small(*PALMYRA))
    assert answer.value == DaysValue(date(2015, 5, 20), date(2016, 3, 27))


def test_of_several_ends_the_one_that_came_next_counts(small: Small) -> None:
    later = captured("again", "2025-03-01", "hama", "Hama", by=("saa",), from_=("hts",))
    timeline = small(OFFENSIVE, HAMA, later)
    answer = asked("how many days between the start of the offensive on Aleppo and the capture of Hama", timeline)
    assert answer.value == DaysValue(date(2024, 11, 27), date(2024, 12, 5))


@pytest.mark.parametrize(
    "question", ["when did Hama's mayor Blorvik fall", "what did the pope say about Hama", "السيسي زار حماة امتى"]
)
def test_a_name_that_no_record_has_is_not_left_out(question: str, small: Small) -> None:
    visit = event(
        "visit", "2025-01-20", kind=Kind.VISIT, places=("hama",), en="A minister visited Hama.", ar="زار وزير حماة."
    )
    assert asked(question, small(HAMA, visit)).status is Status.NO_RECORD


def test_they_took_it_from_assad(small: Small) -> None:
    assert shown(asked("when did rebels take Hama from Bashar al-Assad", small(*CAMPAIGN))) == ["hama"]


def test_a_monitor_that_counted_nothing_has_no_count(small: Small) -> None:
    timeline = small(HAMA, toll(figure(800, said_by=("russia",))))
    assert asked("how many were killed according to SOHR", timeline).status is Status.NO_RECORD


def test_nobody_resigns_twice(small: Small) -> None:
    resigned = event(
        "quit", "2014-05-13", kind=Kind.RESIGNATION, places=("damascus",), by=("assad",), en="He resigned."
    )
    answer = asked("did Bashar al-Assad resign in 2013", small(resigned))
    assert (verdict(answer), shown(answer)) == (Verdict.NO, ["quit"])


def test_the_means_of_an_attack_has_to_be_met(small: Small) -> None:
    bombing = event(
        "bombing", "2016-05-23", kind=Kind.BOMBING, places=("homs",), en="Bombs killed 148.", figures=(figure(148),)
    )
    assert asked("how many were killed in the chlorine attack on Homs", small(bombing)).status is Status.NO_RECORD


def test_a_count_of_some_answers_for_people(small: Small) -> None:
    soldiers = figure(14, group=Group.SOLDIERS, label=text("soldiers", "جنود"))
    bombing = event(
        "bus", "2021-10-20", kind=Kind.BOMBING, places=("homs",), en="A bus was bombed.", figures=(soldiers,)
    )
    assert counted(asked("how many people died in the bombing in Homs", small(bombing))) == (14, 14)


def test_a_number_of_a_resolution_is_no_year(small: Small) -> None:
    adopted = event(
        "res",
        "2012-04-14",
        kind=Kind.RESOLUTION,
        places=("damascus",),
        by=("russia",),
        en="Resolution 2042 was adopted.",
    )
    assert shown(asked("when was resolution 2042 adopted", small(adopted))) == ["res"]


def test_a_toll_since_one_day_as_known_on_another(small: Small) -> None:
    since = figure(727, since="2024-11-27", source_=source("sohr-727", published="2024-12-05"))
    timeline = small(toll(since))
    answer = asked("how many had been killed since 27 November, as known on 20 December 2024", timeline)
    assert counted(answer) == (727, 727)


def test_what_happened_on_a_day_is_of_everywhere(small: Small) -> None:
    timeline = small(*CAMPAIGN)
    last = asked("when did Hama fall", timeline)
    assert shown(asked("what happened on 8 December 2024", timeline, previous=last)) == ["homs"]
