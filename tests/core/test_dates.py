"""Dates in a text: tables of expressions of the language, and properties of any text."""

import json
import re
import subprocess
import sys
from calendar import monthrange
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answering.dates import Offset, Precision, Scope, read_scope, read_scopes, resolve, warm, with_year
from answering.dates.grammar import MEANINGS
from answering.dates.patterns import literals
from answering.dates.vocabulary import vocabulary
from answering.dates.words import STAGES, languages, month_names, word_list

TABLES = Path(__file__).parent
TODAY = date(2026, 7, 1)  # a Wednesday
LANGUAGES = ["en", "ar"]


def rows(name: str) -> list[Any]:
    lines = (TABLES / f"dates_{name}.jsonl").read_text(encoding="utf-8").splitlines()
    table = [json.loads(line) for line in lines]
    return [
        pytest.param(row, id=f"{row['text']}" if row["today"] == str(TODAY) else f"{row['text']} @{row['today']}")
        for row in table
    ]


def day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def read(text: str, language: str = "en") -> Scope:
    scope = read_scope(text, TODAY, language)
    assert scope is not None
    return scope


@pytest.mark.parametrize("row", [*rows("en"), *rows("ar")])
def test_reads(row: dict[str, str | None]) -> None:
    text = str(row["text"])
    scope = read_scope(text, date.fromisoformat(str(row["today"])), str(row["language"]))
    assert scope is not None
    assert (scope.start, scope.end) == (day(row["start"]), day(row["end"]))
    assert scope.unread is None
    assert scope.anchor is None
    if "precision" in row:
        assert scope.precision == row["precision"]
    if row.get("phrase"):
        assert text[slice(*scope.span)] == row["phrase"]


@pytest.mark.parametrize("row", rows("peers"))
def test_reads_what_other_parsers_document(row: dict[str, Any]) -> None:
    """The peers' own examples, with the days that our definitions give; DATES.md says where from."""
    scopes = read_scopes(row["text"], date.fromisoformat(row["today"]), row["language"])
    if row.get("none"):
        assert scopes == ()
        return
    assert scopes
    assert (scopes[0].start, scopes[0].end) == (day(row["start"]), day(row["end"]))
    assert scopes[0].unread is None
    # "after 4 days" counts from what was spoken of, here from today.
    assert scopes[0].anchor is None or scopes[0].anchor[0] == scopes[0].anchor[1]


@pytest.mark.parametrize("row", rows("none"))
def test_finds_no_date(row: dict[str, str]) -> None:
    assert read_scopes(row["text"], date.fromisoformat(row["today"]), row["language"]) == ()


def test_every_language_is_read_in_every_other() -> None:
    for language in [*LANGUAGES, "xx"]:
        assert read("بعد 5 Dec 2024", language).start == date(2024, 12, 6)
        assert read("since كانون الأول 2024", language).start == date(2024, 12, 1)


def test_several_dates_are_several_scopes() -> None:
    scopes = read_scopes("was Hama taken on 5 Dec or 8 Dec 2024?", TODAY, "en")
    assert [(scope.start, scope.yearless) for scope in scopes] == [
        (date(2024, 12, 5), False),
        (date(2024, 12, 8), False),
    ]


def test_a_year_that_was_not_said_can_be_chosen() -> None:
    scope = read("what happened between 27 November and 5 January")
    assert scope.yearless
    assert (scope.start, scope.end) == (date(2025, 11, 27), date(2026, 1, 5))
    chosen = with_year(scope, 2024)
    assert chosen is not None
    assert (chosen.start, chosen.end) == (date(2024, 11, 27), date(2025, 1, 5))


def test_a_year_without_the_day_gives_none() -> None:
    assert with_year(read("29 February"), 2023) is None


def test_a_year_that_was_said_stays() -> None:
    scope = read("5 December 2024")
    assert with_year(scope, 2020) == scope


def test_a_weekday_beside_the_day_says_the_year() -> None:
    scope = read("Thursday 5 December")
    assert scope.start == date(2024, 12, 5)
    assert not scope.yearless


@pytest.mark.parametrize(
    ("text", "language", "anchor", "first", "last"),
    [
        ("the day after Hama fell", "en", "Hama fell", "2024-12-06", "2024-12-06"),
        (
            "What was his line the day before Damascus fell?",
            "en",
            "Damascus fell",
            "2024-12-04",
            "2024-12-04",
        ),
        ("in the first two weeks of the offensive", "en", "the offensive", "2024-12-05", "2024-12-18"),
        ("في الأسبوع الأول من المعركة", "ar", "المعركة", "2024-12-05", "2024-12-11"),
        ("two days before the capture of Hama", "en", "the capture of Hama", "2024-12-03", "2024-12-03"),
        (
            "in the two days before the capture of Hama",
            "en",
            "the capture of Hama",
            "2024-12-03",
            "2024-12-04",
        ),
        ("the week after Hama fell", "en", "Hama fell", "2024-12-06", "2024-12-12"),
        ("a week after Hama fell", "en", "Hama fell", "2024-12-12", "2024-12-12"),
        ("a month after the fall of Hama", "en", "the fall of Hama", "2025-01-05", "2025-01-05"),
        ("within two days of the fall of Hama", "en", "the fall of Hama", "2024-12-03", "2024-12-07"),
        ("in the days after Hama fell", "en", "Hama fell", "2024-12-06", "2024-12-12"),
        ("on the eve of the fall of Damascus", "en", "the fall of Damascus", "2024-12-04", "2024-12-04"),
        ("and a day later?", "en", "", "2024-12-06", "2024-12-06"),
        ("and three days later?", "en", "", "2024-12-08", "2024-12-08"),
        ("what happened the next day", "en", "", "2024-12-06", "2024-12-06"),
        ("قبل يومين من سقوط حماة", "ar", "سقوط حماة", "2024-12-03", "2024-12-03"),
        ("قبل سقوط حماة بيومين", "ar", "سقوط حماة", "2024-12-03", "2024-12-03"),
        ("في اليوم التالي لسقوط حماة", "ar", "سقوط حماة", "2024-12-06", "2024-12-06"),
        ("عشية سقوط دمشق", "ar", "سقوط دمشق", "2024-12-04", "2024-12-04"),
        ("في الأسبوع الذي تلا سقوط حماة", "ar", "سقوط حماة", "2024-12-06", "2024-12-12"),
        ("بعد يوم من سقوط حماة", "ar", "سقوط حماة", "2024-12-06", "2024-12-06"),
        ("وبعدها بيومين؟", "ar", "", "2024-12-07", "2024-12-07"),
        ("شو صار تاني يوم", "ar", "", "2024-12-06", "2024-12-06"),
        ("قبل سقوط الأسد بيوم", "ar", "سقوط الأسد", "2024-12-04", "2024-12-04"),
        ("بعد سقوط حلب بيوم واحد", "ar", "سقوط حلب", "2024-12-06", "2024-12-06"),
        ("اليوم اللي قبل سقوط دمشق", "ar", "سقوط دمشق", "2024-12-04", "2024-12-04"),
        ("بعد مرور عام على سقوط دمشق", "ar", "سقوط دمشق", "2025-12-05", "2025-12-05"),
        ("بعد أسبوع على سقوط حلب", "ar", "سقوط حلب", "2024-12-12", "2024-12-12"),
        ("خلال أسبوع من سقوط حلب", "ar", "سقوط حلب", "2024-11-28", "2024-12-12"),
        ("الأسبوع الذي سبق سقوط حماة", "ar", "سقوط حماة", "2024-11-28", "2024-12-04"),
        ("الأسبوع قبل سقوط حماة", "ar", "سقوط حماة", "2024-11-28", "2024-12-04"),
        ("غداة سقوط دمشق", "ar", "سقوط دمشق", "2024-12-06", "2024-12-06"),
        ("في الأسبوع الثاني بعد سقوط دمشق", "ar", "سقوط دمشق", "2024-12-13", "2024-12-19"),
        ("قبل يومين أو ثلاثة من سقوط دمشق", "ar", "سقوط دمشق", "2024-12-02", "2024-12-03"),
        ("بعد سنة ونص من سقوط حلب", "ar", "سقوط حلب", "2026-06-05", "2026-06-05"),
        ("في الليلة التي سبقت سقوط دمشق", "ar", "سقوط دمشق", "2024-12-04", "2024-12-04"),
        ("three to five days before the fall of Hama", "en", "the fall of Hama", "2024-11-30", "2024-12-02"),
        ("a year and a half after the fall of Hama", "en", "the fall of Hama", "2026-06-05", "2026-06-05"),
        ("the night before Damascus fell", "en", "Damascus fell", "2024-12-04", "2024-12-04"),
        ("days after Hama fell", "en", "Hama fell", "2024-12-06", "2024-12-12"),
        ("in the second week after Hama fell", "en", "Hama fell", "2024-12-13", "2024-12-19"),
        ("in the last week before Damascus fell", "en", "Damascus fell", "2024-11-28", "2024-12-04"),
    ],
)
def test_counts_from_an_event(text: str, language: str, anchor: str, first: str, last: str) -> None:
    scope = read(text, language)
    assert scope.anchor is not None
    assert text[slice(*scope.anchor)] == anchor
    assert (scope.start, scope.end) == (None, None)
    fell = date(2024, 12, 5)
    counted = resolve(scope, fell, fell)
    assert (counted.start, counted.end) == (day(first), day(last))


@pytest.mark.parametrize(
    ("text", "language", "first", "then"),
    [
        ("on the following Friday", "en", "2026-07-03", "2024-12-06"),
        ("and the Friday before?", "en", "2026-06-26", "2024-11-29"),
        ("الجمعة التالية", "ar", "2026-07-03", "2024-12-06"),
        ("والجمعة اللي بعدها", "ar", "2026-07-03", "2024-12-06"),
        ("after four days", "en", "2026-07-05", "2024-12-09"),
    ],
)
def test_counts_from_today_until_something_was_spoken_of(text: str, language: str, first: str, then: str) -> None:
    scope = read(text, language)
    assert scope.start == day(first)
    assert resolve(scope, date(2024, 12, 5), date(2024, 12, 5)).start == day(then)


def test_after_two_days_counts_from_today_where_nothing_was_spoken_of() -> None:
    scope = read("بعد يومين", "ar")
    assert scope.start == TODAY + timedelta(days=2)
    assert scope.offset == Offset(2, "day", 1)
    assert resolve(scope, date(2024, 12, 5), date(2024, 12, 5)).start == date(2024, 12, 7)


def test_a_scope_without_an_anchor_resolves_to_itself() -> None:
    scope = read("5 December 2024")
    assert resolve(scope, date(2020, 1, 1), date(2020, 1, 1)) == scope


@pytest.mark.parametrize(
    ("text", "language", "phrase"),
    [
        ("what happened around the time of the peace talks?", "en", "around the time of the peace talks"),
        ("everything except December 2024", "en", "except December 2024"),
        ("every Friday", "en", "every Friday"),
        ("more than two years ago", "en", "more than two years ago"),
        ("two weeks into December 2024", "en", "two weeks into December 2024"),
        ("at the turn of 2013", "en", "at the turn of 2013"),
        ("the closest Monday to Oct 5th", "en", "the closest Monday to Oct 5th"),
        ("منذ أكثر من سنتين", "ar", "منذ أكثر من سنتين"),
        ("بكانون 2024", "ar", "بكانون 2024"),
        ("5 تشرين 2024", "ar", "5 تشرين 2024"),
        ("قبل أكثر من سنة", "ar", "قبل أكثر من سنة"),
        ("the anniversary of 15 March 2011", "en", "the anniversary of 15 March 2011"),
        ("ماذا جرى قبيل محادثات السلام؟", "ar", "قبيل محادثات السلام"),
        ("كل الأحداث باستثناء كانون الأول 2024", "ar", "باستثناء كانون الأول 2024"),
    ],
)
def test_says_what_it_could_not_read(text: str, language: str, phrase: str) -> None:
    scope = read(text, language)
    assert scope.unread == phrase
    assert (scope.start, scope.end) == (None, None)


def test_importing_loads_no_parser() -> None:
    probe = "import sys, answering.dates; sys.exit('dateparser' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", probe], check=False).returncode == 0


def test_warms_every_language() -> None:
    warm(LANGUAGES)


@pytest.mark.parametrize("language", languages())
def test_every_pattern_means_something(language: str) -> None:
    words = word_list(language)
    assert set(words["patterns"]) <= set(STAGES)
    for patterns in words["patterns"].values():
        for meaning, lines in patterns.items():
            assert meaning in MEANINGS
            assert all(literals(line) or "{" in line for line in lines)


NAMES = {language: month_names(language) for language in LANGUAGES}
DAYS = st.dates(date(1950, 1, 1), date(2030, 12, 31))


def worded(when: date, style: int, language: str) -> str:
    name = NAMES[language][when.month - 1]
    styles = [
        f"{when.day} {name} {when.year}",
        f"{when.day}/{when.month}/{when.year}",
        when.isoformat(),
        f"{when.day:02}.{when.month:02}.{when.year}",
        f"{name} {when.day}, {when.year}" if language == "en" else f"{when.day} من {name} عام {when.year}",
    ]
    return styles[style % len(styles)]


@given(DAYS, st.integers(0, 4), st.sampled_from(LANGUAGES))
def test_a_day_reads_back(when: date, style: int, language: str) -> None:
    scope = read(worded(when, style, language), language)
    assert (scope.start, scope.end, scope.precision) == (when, when, Precision.DAY)


WORDINGS = {
    "en": ["from {0} to {1}", "between {0} and {1}", "{0} - {1}", "since {0} until {1}", "{0} to {1}"],
    "ar": ["من {0} إلى {1}", "بين {0} و {1}", "{0} - {1}", "منذ {0} حتى {1}", "من {0} حتى {1}"],
}


@given(
    DAYS,
    st.integers(1, 4000),
    st.integers(0, 4),
    st.integers(0, 4),
    st.integers(0, 4),
    st.sampled_from(LANGUAGES),
)
def test_an_interval_reads_back(start: date, length: int, left: int, right: int, wording: int, language: str) -> None:
    end = start + timedelta(days=length)
    text = WORDINGS[language][wording].format(worded(start, left, language), worded(end, right, language))
    scope = read(text, language)
    assert (scope.start, scope.end) == (start, end)
    assert text[slice(*scope.span)] == text


@given(DAYS, DAYS, st.sampled_from(LANGUAGES))
def test_a_year_given_once_serves_both_ends(one: date, other: date, language: str) -> None:
    start, end = sorted([one, other.replace(year=one.year, day=min(other.day, 28))])
    names = NAMES[language]
    text = WORDINGS[language][0].format(
        f"{start.day} {names[start.month - 1]}", f"{end.day} {names[end.month - 1]} {end.year}"
    )
    scope = read(text, language)
    assert (scope.start, scope.end) == (start, end)


PLAIN = {
    "en": [
        "what happened in Homs",
        "who took Hama",
        "rebels said",
        "please",
        "tell me about Aleppo,",
        "army withdrew",
    ],
    "ar": ["ماذا حدث في حمص", "مين أخد حماة", "قال المرصد", "لو سمحت", "الجيش انسحب", "شو صار"],
}


@given(DAYS, st.integers(0, 4), st.integers(0, 5), st.integers(0, 5), st.sampled_from(LANGUAGES))
def test_words_around_a_date_do_not_change_it(when: date, style: int, before: int, after: int, language: str) -> None:
    lead = {"en": "on", "ar": "يوم"}[language]
    text = f"{PLAIN[language][before]} {lead} {worded(when, style, language)} {PLAIN[language][after]}"
    scope = read(text, language)
    assert (scope.start, scope.end) == (when, when)


OPEN = {
    "en": [
        ("since {}", "from"), ("from {} onwards", "from"), ("until {}", "to"), ("by {}", "to"), ("up to {}", "to"),
        ("no later than {}", "to"), ("before {}", "before"), ("prior to {}", "before"), ("after {}", "after"),
    ],
    "ar": [
        ("منذ {}", "from"), ("ابتداءً من {}", "from"), ("حتى {}", "to"), ("لغاية {}", "to"), ("بحلول {}", "to"),
        ("قبل {}", "before"), ("بعد {}", "after"), ("عقب {}", "after"),
    ],
}  # fmt: skip
ONE = timedelta(days=1)


@given(DAYS, st.integers(0, 4), st.integers(0, 8), st.integers(0, 5), st.sampled_from(LANGUAGES))
def test_an_open_scope_reads_back(when: date, style: int, wording: int, before: int, language: str) -> None:
    phrase, side = OPEN[language][wording % len(OPEN[language])]
    scope = read(f"{PLAIN[language][before]} {phrase.format(worded(when, style, language))}", language)
    days = {"from": (when, None), "to": (None, when), "before": (None, when - ONE), "after": (when + ONE, None)}
    assert (scope.start, scope.end) == days[side]


PARTS = {
    "en": [("early {} {}", 1, 10), ("mid-{} {}", 11, 20), ("late {} {}", 21, 31), ("the end of {} {}", 21, 31),
           ("the first week of {} {}", 1, 7), ("the second week of {} {}", 8, 14), ("the first half of {} {}", 1, 15),
           ("the last half of {} {}", 16, 31), ("{} {}", 1, 31), ("the first ten days of {} {}", 1, 10)],
    "ar": [("أوائل {} {}", 1, 10), ("منتصف {} {}", 11, 20), ("أواخر شهر {} {}", 21, 31), ("نهاية {} {}", 21, 31),
           ("الأسبوع الأول من {} {}", 1, 7), ("الأسبوع الثاني من {} {}", 8, 14), ("النصف الأول من {} {}", 1, 15),
           ("النصف الثاني من {} {}", 16, 31), ("شهر {} {}", 1, 31), ("أول عشرة أيام من {} {}", 1, 10)],
}  # fmt: skip


# "January 2000 rebels" is as likely a count of rebels: round years before what is counted are left out.
YEARS = st.integers(1950, 2030).filter(lambda year: year % 100)


@given(st.integers(1, 12), YEARS, st.integers(0, 9), st.integers(0, 5), st.sampled_from(LANGUAGES))
def test_a_part_of_a_month_reads_back(month: int, year: int, wording: int, after: int, language: str) -> None:
    phrase, first, last = PARTS[language][wording]
    scope = read(f"{phrase.format(NAMES[language][month - 1], year)} {PLAIN[language][after]}", language)
    length = monthrange(year, month)[1]
    assert (scope.start, scope.end) == (date(year, month, first), date(year, month, min(last, length)))


@given(DAYS, st.integers(1, 4000), st.integers(0, 4), st.integers(0, 5), st.integers(0, 5), st.sampled_from(LANGUAGES))
def test_words_around_an_interval_do_not_change_it(
    start: date, length: int, style: int, before: int, after: int, language: str
) -> None:
    end = start + timedelta(days=length)
    wording = WORDINGS[language][0].format(worded(start, style, language), worded(end, style + 1, language))
    scope = read(f"{PLAIN[language][before]} {wording} {PLAIN[language][after]}", language)
    assert (scope.start, scope.end) == (start, end)


@given(st.integers(1, 31), st.integers(0, 11), st.integers(1950, 2030), st.sampled_from(LANGUAGES))
def test_a_day_in_number_words_keeps_its_month(day_number: int, month: int, year: int, language: str) -> None:
    if language == "ar":
        words = {"خمسة": 5, "تلاتة": 3, "عشرة": 10, "الخامس": 5, "الثالث والعشرين": 23, "العشرين": 20}
    else:
        words = {"the fifth of": 5, "third": 3, "the twenty-third of": 23, "twentieth": 20}
    word = sorted(words)[day_number % len(words)]
    scope = read(f"{word} {NAMES[language][month]} {year}", language)
    assert scope.start == scope.end == date(year, month + 1, words[word])


@pytest.mark.parametrize("language", languages())
def test_no_pattern_repeats_without_a_bound(language: str) -> None:
    """What keeps every text cheap: a pattern looks at so many items at most, and never tries a repetition again."""
    for stage in vocabulary(language).stages.values():
        for rule in {rule for rules in stage.patterns.values() for rule in rules}:
            bare = re.sub(r"\\.|\[(?:\\.|[^\]])*\]", "", rule.expression.pattern)
            assert not set("*+") & set(bare)


def calls(text: str) -> int:
    """Count the calls of Python functions that reading a text takes."""
    count = 0

    def seen(frame: object, kind: str, value: object) -> None:
        nonlocal count
        count += kind == "call"

    previous = sys.getprofile()
    sys.setprofile(seen)
    try:
        read_scopes(text, TODAY, "en")
    finally:
        sys.setprofile(previous)
    return count


@pytest.mark.parametrize(
    "piece", ["before ", "قبل ", "5 ", "the first ", "2024-", "1/", "و", "27 Nov and ", "may the "]
)
def test_twice_the_text_takes_twice_the_work(piece: str) -> None:
    read_scopes(piece * 800, TODAY, "en")
    once, twice = calls(piece * 400), calls(piece * 800)
    assert twice <= 2.3 * once + 100


VOCABULARY = st.sampled_from(
    sorted(
        {
            word
            for language in LANGUAGES
            for line in (
                pattern
                for patterns in word_list(language)["patterns"].values()
                for lines in patterns.values()
                for pattern in lines
            )
            for run in literals(line)
            for word in run
        }
        | {
            *NAMES["en"],
            *NAMES["ar"],
            "5",
            "12",
            "31",
            "2024",
            "24",
            "5/12/2024",
            "2015-17",
            "1990s",
            "'13",
            "3rd",
        }
        | {
            "days",
            "week",
            "months",
            "year",
            "يومين",
            "أسبوع",
            "Friday",
            "الخميس",
            "summer",
            "first",
            "الأول",
            "three",
        }
    )
)


@given(
    st.lists(VOCABULARY, max_size=14).map(" ".join) | st.text(max_size=80),
    st.sampled_from([*LANGUAGES, "xx"]),
)
def test_any_text_gives_scopes_that_run_forwards(text: str, language: str) -> None:
    for scope in read_scopes(text, TODAY, language):
        assert 0 <= scope.span[0] < scope.span[1] <= len(text)
        if scope.start and scope.end:
            assert scope.start <= scope.end
        if scope.unread is None and scope.anchor is None:
            assert scope.start or scope.end
        if scope.anchor:
            assert scope.span[0] <= scope.anchor[0] <= scope.anchor[1] <= scope.span[1]
            resolve(scope, date(2024, 12, 5), date(2024, 12, 8))
        with_year(scope, 2023)


@pytest.mark.parametrize("piece", ["before ", "قبل ", "5 ", "the first ", "2024-", "1/", "و", "27 Nov and "])
def test_long_texts_are_read(piece: str) -> None:
    read_scopes(piece * 6_400, TODAY, "en")
