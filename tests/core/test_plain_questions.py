"""What people ask first, in plain words, on the bundled timeline: of each kind the entry that it means."""

from __future__ import annotations

from datetime import date

import pytest

from answering import ask
from answering.answer import CheckValue, DaysValue, Form, Status, Verdict
from db.timeline import Timeline
from tests.core.asking import NOW, asked, told


@pytest.mark.parametrize(
    ("question", "id"),
    [
        ("when did the Syrian revolution start", "2011-03-15-first-protests"),
        ("متى بدأت الثورة السورية", "2011-03-15-first-protests"),
        ("متى بدأت المظاهرات بدرعا", "2011-03-18-daraa-first-deaths"),
        ("who bombed Khan Shaykhun", "2017-04-04-khan-shaykhun-chemical-attack"),
        ("من قصف خان شيخون", "2017-04-04-khan-shaykhun-chemical-attack"),
        ("how many died in Houla and who says so", "2012-05-25-houla-massacre"),
        ("when did Syria join the coalition against ISIS", "2025-11-10-sharaa-white-house"),
        ("متى انضمت سوريا للتحالف ضد داعش", "2025-11-10-sharaa-white-house"),
    ],
)
def test_the_entry_that_is_meant_comes_first(question: str, id: str, bundled_timeline: Timeline) -> None:
    assert told(question, bundled_timeline)[:1] == [id]


def test_an_area_is_told_of_itself_alone(bundled_timeline: Timeline) -> None:
    assert told("what happened in Houla", bundled_timeline) == ["2012-05-25-houla-massacre"]


@pytest.mark.parametrize("question", ["latest news from Aleppo", "آخر أخبار حلب"])
def test_the_latest_is_told_where_it_is_asked_for(question: str, bundled_timeline: Timeline) -> None:
    answer = asked(question, bundled_timeline)
    assert answer.form is Form.WHAT
    assert min(event.when.start for event in answer.events) > date(2025, 6, 1)


@pytest.mark.parametrize(
    "question",
    ["order of fall: hama, homs, aleppo", "which fell first, aleppo, hama or homs", "رتب سقوط حلب وحماة وحمص"],
)
def test_what_was_taken_more_than_once_is_put_beside_the_others(question: str, bundled_timeline: Timeline) -> None:
    answer = asked(question, bundled_timeline)
    assert answer.form is Form.ORDER
    days = [event.when.start for event in answer.events]
    assert days == sorted(days)
    assert (max(days) - min(days)).days < 14


@pytest.mark.parametrize(
    "question",
    [
        "is Assad dead?",
        "is assad alive",
        "did Turkey help topple Assad",
        "was Israel involved in the fall of Assad",
        "was Russia involved in the fall of the regime",
    ],
)
def test_no_other_entry_says_yes_or_no(question: str, bundled_timeline: Timeline) -> None:
    answer = asked(question, bundled_timeline)
    assert (answer.form, answer.status) == (Form.CHECK, Status.NO_RECORD)


def test_two_places_are_asked_of_each_where_they_are_listed(bundled_timeline: Timeline) -> None:
    assert "2024-12-05-hama-capture" in told("when did Aleppo and Hama fall", bundled_timeline)
    inside = asked("نرجو إفادتنا بتاريخ تفجير كنيسة مار إلياس في مدينة حلب.", bundled_timeline)
    assert inside.status is Status.NO_RECORD


def test_a_place_that_was_named_before_is_not_listed(bundled_timeline: Timeline) -> None:
    first = asked("Who attacked the al-Sina'a prison in Hasakah in January 2022?", bundled_timeline)
    then = ask.answer("And when was the facility retaken?", bundled_timeline, today=NOW, previous=first)
    assert then.status is not Status.ANSWERED or "2022-01-26-hasakah-prison-retaken" in [e.id for e in then.events]


@pytest.mark.parametrize(
    "question", ["who claimed responsibility for the Mar Elias church bombing", "مين تبنى تفجير كنيسة مار الياس"]
)
def test_who_claims_a_deed_is_told_by_his_claim(question: str, bundled_timeline: Timeline) -> None:
    assert told(question, bundled_timeline) == ["2025-06-24-ansar-al-sunna-claim"]


@pytest.mark.parametrize(
    ("question", "id"),
    [
        ("was resolution 2254 vetoed", "2015-12-18-unsc-2254"),
        ("Did Russia veto resolution 2254?", "2015-12-18-unsc-2254"),
        ("Did the Arab League readmit Syria in 2021?", "2023-05-07-arab-league-readmission"),
        ("هل كانت روسيا هي من نفّذ الغارات على قرية التوخار قرب منبج في تموز 2016؟", "2016-07-19-tokhar-strike"),
        ("caesar act was repealed in 2024 right?", "2025-12-18-caesar-act-repealed"),
    ],
)
def test_what_is_recorded_otherwise_is_no(question: str, id: str, bundled_timeline: Timeline) -> None:
    answer = asked(question, bundled_timeline)
    assert answer.value == CheckValue(Verdict.NO)
    assert [event.id for event in answer.events] == [id]


@pytest.mark.parametrize(
    "question",
    [
        "I am preparing a report on 2012 for my editor: when did Hama fall to the rebels?",
        "نعمل على تقرير إنساني عن الجنوب، فمتى سقطت حماة؟",
    ],
)
def test_what_somebody_says_of_himself_is_no_part_of_the_question(question: str, bundled_timeline: Timeline) -> None:
    assert told(question, bundled_timeline) == ["2024-12-05-hama-capture"]


@pytest.mark.parametrize(
    ("question", "id"),
    [
        ("ماذا قال الشيخ نعيم قاسم في 5 كانون الأول 2024؟", "2024-12-05-qassem-hezbollah-support"),
        ("when did the rebels get hama", "2024-12-05-hama-capture"),
        ("when were prisoners freed from Sednaya", "2024-12-08-sednaya-opened"),
    ],
)
def test_titles_and_everyday_verbs_are_understood(question: str, id: str, bundled_timeline: Timeline) -> None:
    assert told(question, bundled_timeline)[:1] == [id]


def test_a_battle_lasts_until_what_ended_it(bundled_timeline: Timeline) -> None:
    assert told("How long did the battle of Aleppo last?", bundled_timeline) == [
        "2012-07-19-aleppo-battle",
        "2016-12-22-aleppo-retaken",
    ]


@pytest.mark.parametrize("question", ["Was there a coup in Syria?", "Did Syria sign a peace deal with Israel?"])
def test_what_comes_near_says_no_yes(question: str, bundled_timeline: Timeline) -> None:
    assert asked(question, bundled_timeline).status is Status.NO_RECORD


@pytest.mark.parametrize("question", ["Did Hezbollah leave Syria?", "when did Hezbollah leave Syria"])
def test_leaving_the_country_is_no_loss_of_a_town(question: str, bundled_timeline: Timeline) -> None:
    assert told(question, bundled_timeline) == ["2024-12-08-hezbollah-withdraws"]


@pytest.mark.parametrize(
    ("question", "ids"),
    [
        ("What happened in Syria exactly a year ago today?", "2025-11-22"),
        ("شو صار بمتل هاليوم قبل سنتين؟", "2024-11-22"),
    ],
)
def test_the_day_of_today_in_another_year_is_that_day(question: str, ids: str, bundled_timeline: Timeline) -> None:
    scope = asked(question, bundled_timeline).asked.scope  # type: ignore[union-attr]
    assert scope is not None
    assert (str(scope.start), str(scope.end)) == (ids, ids)


@pytest.mark.parametrize(
    ("question", "ids"),
    [
        (
            "أيهما سبق الآخر في عام 2018: استعادة الجيش معبر نصيب أم إخلاء الفوعة وكفريا؟",
            ["2018-07-06-daraa-deal-nassib", "2018-07-18-fuah-kafriya-evacuated"],
        ),
        ("شو اللي سقط قبل بهجوم 2024، حماة ولا درعا؟", ["2024-12-05-hama-capture", "2024-12-06-daraa-captured"]),
    ],
)
def test_which_of_two_came_first_in_more_words(question: str, ids: list[str], bundled_timeline: Timeline) -> None:
    assert told(question, bundled_timeline) == ids


def test_how_long_one_entry_took_that_tells_of_two_districts(bundled_timeline: Timeline) -> None:
    answer = asked("كم يوماً استغرق خروج مقاتلي قسد من حيي الشيخ مقصود والأشرفية في نيسان 2025؟", bundled_timeline)
    assert answer.value == DaysValue(date(2025, 4, 4), date(2025, 4, 9))


def test_the_last_of_several_times_alone_is_dated(bundled_timeline: Timeline) -> None:
    question = "إيمتى كانت آخر مرّة روسيا حطّت فيتو عمساعدات باب الهوى؟"
    assert told(question, bundled_timeline) == ["2023-07-11-bab-al-hawa-veto"]


def test_a_count_by_somebody_is_of_what_was_spoken_of(bundled_timeline: Timeline) -> None:
    before = asked("What happened in Jableh and Tartus on 23 May 2016?", bundled_timeline)
    counted = told("بحسب المرصد كم واحد مات؟", bundled_timeline, before)
    assert counted == ["2016-05-23-jableh-tartus"]


def test_capitals_in_a_list_are_governments(bundled_timeline: Timeline) -> None:
    question = "على ماذا اتفقت دمشق وعمّان وواشنطن بشأن السويداء في أيلول 2025؟"
    assert told(question, bundled_timeline) == ["2025-09-16-sweida-roadmap"]


@pytest.mark.parametrize(
    ("question", "id"),
    [
        ("how long did nusra hold the fiji un guys", "2014-08-28-peacekeepers-captured"),  # Fijian
        ("When was the big demonstration in Hama in the first year of the uprising?", "2011-07-08-hama-mass-protest"),
        ("where did joulani make speech the day assad fall", "2024-12-08-jolani-umayyad-mosque"),
        ("wen did assads army break the isis seige of deir ezzor", "2017-09-05-deir-ez-zor-siege-broken"),
        ("who kicked third corps outta afrin", "2022-10-13-hts-afrin"),
    ],
)
def test_what_a_hasty_asker_means(question: str, id: str, bundled_timeline: Timeline) -> None:
    assert id in told(question, bundled_timeline)


def test_who_had_a_capital_is_asked_of_the_place(bundled_timeline: Timeline) -> None:
    answer = asked("who had damascus on 9 dec 2024", bundled_timeline)
    assert answer.form is Form.CONTROL


def test_what_a_day_cost_stands_for_no_ten_years_whoever_counted_it(bundled_timeline: Timeline) -> None:
    question = "According to the UN human rights office, how many civilians died in the first ten years of the war?"
    assert asked(question, bundled_timeline).status is Status.NO_RECORD


def test_the_course_of_some_days_is_told_in_their_order(bundled_timeline: Timeline) -> None:
    shown = told("أحتاج إلى تسلسل ما حدث في السويداء بين 13 و19 تموز 2025", bundled_timeline)
    assert "2025-07-16-sweida-ceasefire-withdrawal" in shown
    assert shown == sorted(shown)
    assert all("2025-07-13" <= id <= "2025-07-19z" for id in shown)


def test_a_greeting_of_somebody_who_says_who_he_is_asks_nothing(bundled_timeline: Timeline) -> None:
    assert asked("السلام عليكم، معكم صحفية من عمّان.", bundled_timeline).status is Status.NOT_A_QUESTION
