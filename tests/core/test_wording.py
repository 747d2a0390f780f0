"""The sentences: both catalogues whole, every name that the code says in them, dates, plurals, isolates, and goldens.

With UPDATE_GOLDEN=1 the files in `golden/` are written anew; the difference is to be read before it is kept.
"""

from __future__ import annotations

import ast
import os
import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Message

from answering import ask
from answering.answer import (
    ActorRef,
    Answer,
    Citation,
    Form,
    Joined,
    NearestEntry,
    Phrase,
    PlaceRef,
    Reading,
    Statement,
    Status,
    Verdict,
    Weekday,
)
from answering.catalogues import catalogue
from answering.dates import Precision as ScopePrecision
from answering.dates import Scope
from answering.drafting.guide.single import GROUPS
from answering.drafting.guide.step import Name
from answering.facts import statements
from answering.lexicon import actions
from answering.message import BlockKind
from answering.question import Refusal, Talk
from answering.wording import FULL_SOURCES, SHOWN_CITATIONS, Wording, phrase, word
from db.directory import Directory
from db.edtf_dates import read_when
from db.model import Extent, Kind, Measure, Role, Stance
from db.model import Status as Standing
from db.timeline import Timeline
from tests.builders import ACTORS, PLACES, event, report, source, text

LANGUAGES = ("ar", "en")
GOLDEN = Path(__file__).parent / "golden"
TODAY = date(2026, 11, 22)
CODE = Path(ask.__file__).parent
DIRECTORY = Directory(PLACES, ACTORS)
ISOLATED = "\u2068{}\u2069"
FAMILIES = {
    "action": set(actions()),
    "extent": {extent.value for extent in Extent},
    "guide_title": {name.value for name in Name},
    "kind_group": set(GROUPS),
    "role": {role.value for role in Role},
    "stance": {stance.value for stance in Stance},
    "check": {verdict.value for verdict in Verdict},
    "form": {form.value for form in Form},
    "kind": {kind.value for kind in Kind},
    "measure": {measure.value for measure in Measure},
    "note": {refusal.value for refusal in Refusal},
    "source": {stance.value for stance in Stance} | {f"{stance.value}_itself" for stance in Stance},
    "standing": {status.value for status in Standing} - {Standing.CLAIMED.value},
    "statement": {role.value for role in Role},
    "talk": {talk.value for talk in Talk},
}


@cache
def messages(language: str) -> dict[str, Message]:
    """The messages of a catalogue by their name."""
    return {_name(message): message for message in catalogue(language) if message.id}


def forms_of(message: Message) -> tuple[str, ...]:
    """Every text of a message: one, or one for each plural form."""
    return message.string if isinstance(message.string, tuple) else (str(message.string),)


def placeholders(words: str) -> set[str]:
    return {field for _, field, _, _ in Formatter().parse(words) if field is not None}


def _zero(message: Message, language: str) -> int:
    """How many forms of a message are for none at all."""
    return int(language == "ar" and isinstance(message.string, tuple))


def _name(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


NAMES = sorted(messages("en"))
PLURALS = sorted(name for name, message in messages("en").items() if not isinstance(message.id, str))


def said_in_code() -> Iterator[tuple[str, str]]:
    """Every text of the code that names a sentence, with its file."""
    prefixes = "|".join({name.partition(".")[0] for name in NAMES if "." in name})
    named = re.compile(rf"(?:{prefixes})\.[a-z_]+")
    for path in sorted(CODE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and named.fullmatch(node.value):
                yield node.value, path.name


def families_in_code() -> Iterator[str]:
    """The first part of every sentence name that is put together: `form` of f"form.{value}"."""
    for path in sorted(CODE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
                family, dot, rest = str(node.values[0].value).partition(".")
                if dot and not rest and any(name.startswith(f"{family}.") for name in NAMES):
                    yield family


# The catalogues


def test_the_catalogues_have_the_same_sentences() -> None:
    assert set(messages("ar")) == set(messages("en"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sentence_stands_once_in_a_catalogue(language: str) -> None:
    parts = [file for file in files("answering.catalogues").iterdir() if file.name.startswith(f"{language}.")]
    written = [name for part in parts for name in re.findall(r'^msgid "(.+)"$', part.read_text("utf-8"), re.M)]
    assert sorted(set(written)) == sorted(written)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_has_words(language: str) -> None:
    said = {name: forms_of(message)[_zero(message, language) :] for name, message in messages(language).items()}
    assert not [name for name, forms in said.items() if not all(one.strip() for one in forms)]
    assert not [name for name, message in messages(language).items() if message.fuzzy]


def test_every_sentence_can_be_said_of_none() -> None:
    assert not [name for name in PLURALS if not forms_of(messages("ar")[name])[0]]


def test_the_catalogues_have_the_same_placeholders() -> None:
    """A plural form may leave a value unsaid (one day, يومان), but says none that the others don't."""
    english, arabic = messages("en"), messages("ar")
    differing = {}
    for name in set(english) & set(arabic):
        here, there = (
            set[str]().union(*map(placeholders, forms_of(message))) for message in (english[name], arabic[name])
        )
        one_calendar = {"other"}  # the second month name, which English has no need of
        if here - one_calendar != there - one_calendar:
            differing[name] = (here, there)
    assert not differing


def test_plural_forms_are_complete() -> None:
    assert {language: catalogue(language).num_plurals for language in LANGUAGES} == {"ar": 6, "en": 2}
    for language in LANGUAGES:
        for name in PLURALS:
            assert len(forms_of(messages(language)[name])) == catalogue(language).num_plurals, name


def test_the_same_sentences_are_plural_in_both() -> None:
    assert [name for name, one in sorted(messages("ar").items()) if not isinstance(one.id, str)] == PLURALS


# What the code says


def test_the_code_says_only_what_the_catalogues_have() -> None:
    said = set(said_in_code())
    assert len(said) > 30
    assert not {(name, file) for name, file in said if name not in NAMES}


def test_names_that_are_put_together_are_of_known_families() -> None:
    assert set(families_in_code()) - {"clock", "place_kind", "actor_kind"} <= set(
        FAMILIES
    )  # tested with what is recorded


@pytest.mark.parametrize("family", FAMILIES)
def test_a_family_has_a_sentence_for_each_of_its_values(family: str) -> None:
    assert not {value for value in FAMILIES[family] if f"{family}.{value}" not in NAMES}


def test_no_action_has_a_sentence_that_is_no_action() -> None:
    assert {name.removeprefix("action.") for name in NAMES if name.startswith("action.")} == set(actions())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_recorded_clock_is_told_in_words(language: str, bundled_timeline: Timeline) -> None:
    told = Wording(language, bundled_timeline.directory)
    seqs = [outline.seq for outline in bundled_timeline.find(limit=100_000)]
    clocks = {event.clock: event for event in bundled_timeline.events(seqs) if event.clock}
    assert not [clock for clock, event in clocks.items() if "clock." in told.say(statements.when(event))]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_clock_that_has_no_sentence_is_told_as_recorded(language: str) -> None:
    words = Wording(language, DIRECTORY).say(statements.when(event("hama", clock="about teatime")))
    assert "about teatime" in words
    assert "clock." not in words


# Dates


@pytest.mark.parametrize(
    ("when", "english", "arabic"),
    [
        ("2024-12-05", "5 December 2024", "5 كانون الأول (ديسمبر) 2024"),
        ("2024-12", "December 2024", "كانون الأول (ديسمبر) 2024"),
        ("2024", "2024", "2024"),
        (
            "2024-11-29/2024-12-05",
            "29 November to 5 December 2024",
            "من 29 تشرين الثاني (نوفمبر) إلى 5 كانون الأول (ديسمبر) 2024",
        ),
        (
            "2024-12-29/2025-01-02",
            "29 December 2024 to 2 January 2025",
            "من 29 كانون الأول (ديسمبر) 2024 إلى 2 كانون الثاني (يناير) 2025",
        ),
        ("2013-08-21~", "around 21 August 2013", "نحو 21 آب (أغسطس) 2013"),
        ("2013-08~", "around August 2013", "نحو آب (أغسطس) 2013"),
        ("2013~", "around 2013", "نحو 2013"),
        ("2012/2014", "2012–2014", "2012–2014"),
    ],
)
def test_a_date_is_worded_by_its_precision(when: str, english: str, arabic: str) -> None:
    assert Wording("en", DIRECTORY).value(read_when(when)) == english
    assert Wording("ar", DIRECTORY).value(read_when(when)) == arabic


@pytest.mark.parametrize("month", range(1, 13))
def test_arabic_names_the_month_in_both_calendars(month: int) -> None:
    levantine = [
        "كانون الثاني",
        "شباط",
        "آذار",
        "نيسان",
        "أيار",
        "حزيران",
        "تموز",
        "آب",
        "أيلول",
        "تشرين الأول",
        "تشرين الثاني",
        "كانون الأول",
    ]
    other = [
        "يناير",
        "فبراير",
        "مارس",
        "أبريل",
        "مايو",
        "يونيو",
        "يوليو",
        "أغسطس",
        "سبتمبر",
        "أكتوبر",
        "نوفمبر",
        "ديسمبر",
    ]
    said = Wording("ar", DIRECTORY).value(date(2024, month, 5))
    assert said == f"5 {levantine[month - 1]} ({other[month - 1]}) 2024"


@pytest.mark.parametrize(
    ("start", "end", "english", "arabic"),
    [
        (date(2024, 12, 5), None, "since 5 December 2024", "منذ 5 كانون الأول (ديسمبر) 2024"),
        (None, date(2024, 12, 5), "until 5 December 2024", "حتى 5 كانون الأول (ديسمبر) 2024"),
        (date(2024, 12, 1), date(2024, 12, 31), "December 2024", "كانون الأول (ديسمبر) 2024"),
        (date(2024, 2, 1), date(2024, 2, 29), "February 2024", "شباط (فبراير) 2024"),
        (date(2016, 1, 1), date(2016, 12, 31), "2016", "2016"),
        (date(2024, 12, 5), date(2024, 12, 5), "5 December 2024", "5 كانون الأول (ديسمبر) 2024"),
        (None, None, "", ""),
    ],
)
def test_a_scope_is_worded(start: date | None, end: date | None, english: str, arabic: str) -> None:
    scope = Scope(start, end, ScopePrecision.SPAN, (0, 0))
    assert Wording("en", DIRECTORY).value(scope) == english
    assert Wording("ar", DIRECTORY).value(scope) == arabic


def test_a_scope_that_stops_short_of_a_months_end_is_no_month() -> None:
    scope = Scope(date(2024, 12, 1), date(2024, 12, 28), ScopePrecision.SPAN, (0, 0))
    assert Wording("en", DIRECTORY).value(scope) == "1 December to 28 December 2024"


def test_a_weekday_is_named() -> None:
    assert Wording("en", DIRECTORY).value(Weekday(date(2024, 12, 5))) == "Thursday"
    assert Wording("ar", DIRECTORY).value(Weekday(date(2024, 12, 5))) == "الخميس"


# Numbers and plurals


@pytest.mark.parametrize(
    ("number", "english", "arabic"),
    [
        (0, "0 days", None),
        (1, "1 day", "يوم واحد"),
        (2, "2 days", "يومان"),
        (3, "3 days", "3 أيام"),
        (10, "10 days", "10 أيام"),
        (11, "11 days", "11 يوماً"),
        (99, "99 days", "99 يوماً"),
        (100, "100 days", "100 يوم"),
        (101, "101 days", "101 يوم"),
        (103, "103 days", "103 أيام"),
        (1234, "1,234 days", None),
    ],
)
def test_days_are_counted(number: int, english: str, arabic: str | None) -> None:
    assert phrase("days.count", "en", count=number, number=number) == english
    if arabic is not None:
        assert phrase("days.count", "ar", count=number, number=number) == arabic


@pytest.mark.parametrize("name", PLURALS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_plural_sentence_is_said_for_every_number(name: str, language: str) -> None:
    values = set[str]().union(*map(placeholders, forms_of(messages(language)[name]))) - {"number"}
    said = {
        number: phrase(name, language, count=number, number=number, **dict.fromkeys(values, "س"))
        for number in (0, 1, 2, 3, 11, 100)
        if number or language == "en" or forms_of(messages("ar")[name])[0]
    }
    assert all(words and words != name and "{" not in words for words in said.values())
    assert all(re.search(r"\d|[١-٩]", said[number]) for number in (3, 11, 100))
    if language == "ar":
        written = forms_of(messages("ar")[name])
        for number, words in said.items():
            expected = written[_form(number)].format(number=number, **dict.fromkeys(values, "س"))
            assert words == expected, number


def _form(number: int) -> int:
    """The Arabic plural form of a number. Source: https://cldr.unicode.org, plural rules of `ar`."""
    if number <= 2:
        return number
    return 3 if 3 <= number % 100 <= 10 else 4 if number % 100 >= 11 else 5


# Names and direction


def test_a_name_is_in_the_askers_language() -> None:
    assert Wording("en", DIRECTORY).value(PlaceRef("hama")) == "Hama"
    assert Wording("ar", DIRECTORY).value(PlaceRef("hama")) == "حماة"
    assert Wording("ar", DIRECTORY).value(ActorRef("hts")) == "هيئة تحرير الشام"


def test_a_latin_name_stands_in_isolates_in_arabic() -> None:
    arabic = Wording("ar", DIRECTORY)
    assert arabic.value("TAG24") == ISOLATED.format("TAG24")
    assert arabic.value(text("Rebels captured Hama.")) == ISOLATED.format("Rebels captured Hama.")
    assert arabic.value(source()).startswith(ISOLATED.format("TAG24") + "، 5 كانون الأول")
    assert arabic.value("حماة") == "حماة"


def test_an_arabic_name_stands_in_isolates_in_english() -> None:
    english = Wording("en", DIRECTORY)
    assert english.value("عنب بلدي") == ISOLATED.format("عنب بلدي")
    assert english.value(source()) == "TAG24, 5 Dec 2024"


def test_a_source_without_a_date_shows_none() -> None:
    assert Wording("en", DIRECTORY).value(source(published=None)) == "TAG24"


def test_lists_are_joined_as_the_language_does() -> None:
    names = (PlaceRef("hama"), PlaceRef("homs"), PlaceRef("aleppo"))
    assert Wording("en", DIRECTORY).value(names) == "Hama, Homs and Aleppo"
    assert Wording("ar", DIRECTORY).value(names) == "حماة وحمص وحلب"
    assert Wording("en", DIRECTORY).value(Joined(("a", "b"))) == "a · b"


# Whole answers


def stated(*sources: str, more: int = 0, statements: int = 1) -> Answer:
    told = Statement(
        tuple(Citation.of_report(report(source(id))) for id in sources),
        event("2024-12-05-hama"),
        heading=Phrase.of("date.dated", date=date(2024, 12, 5)),
        body=(text("Rebels captured Hama."),),
    )
    return Answer("when", "en", Status.ANSWERED, Form.WHEN, statements=(told,) * statements, more=(told,) * more)


def test_each_source_has_its_number_and_its_line() -> None:
    message = word(stated("a", "b"), DIRECTORY)
    assert [block.kind for block in message.blocks] == [BlockKind.STATEMENT, BlockKind.SOURCES]
    links = [run.url for block in message.blocks for line in block.lines for run in line if run.url]
    assert links == ["https://example.org/a", "https://example.org/b"] * 2
    assert message.plain().splitlines()[1] == "Rebels captured Hama. [1][2]"


def test_sources_that_are_not_shown_are_counted() -> None:
    message = word(stated(*(f"s{number}" for number in range(SHOWN_CITATIONS + 2))), DIRECTORY)
    assert message.plain().splitlines()[-1] == "and 2 more sources"


def test_every_one_of_many_statements_names_its_source() -> None:
    message = word(stated("a", "b", statements=FULL_SOURCES + 1), DIRECTORY)
    statements = [block for block in message.blocks if block.kind is BlockKind.STATEMENT]
    assert len(statements) == FULL_SOURCES + 1
    for block in statements:
        assert [run.url for line in block.lines for run in line if run.url] == ["https://example.org/a"]
        assert "TAG24, 5 Dec 2024 and 1 more" in "".join(run.text for run in block.lines[-1])


def test_what_is_behind_a_button_is_counted() -> None:
    assert word(stated("a", more=1), DIRECTORY).plain().endswith("1 more entry is recorded.")
    assert word(stated("a", more=3), DIRECTORY).plain().endswith("3 more entries are recorded.")


def test_choices_are_listed() -> None:
    nearest = Answer("when", "en", Status.NO_RECORD, Form.WHEN, choices=(NearestEntry(event("a", en="Rebels came.")),))
    assert word(nearest, DIRECTORY).plain().endswith("\n• 5 December 2024: Rebels came.")
    readings = Answer("when", "en", Status.AMBIGUOUS, Form.WHEN, choices=(Reading("when did Hama fall?"),))
    assert word(readings, DIRECTORY).plain().endswith("\n• when did Hama fall?")


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_answer_is_worded_as_in_its_file(language: str, bundled_timeline: Timeline) -> None:
    question = {"en": "when did Hama fall", "ar": "متى سقطت حماة"}[language]
    answer = ask.answer(question, bundled_timeline, today=TODAY)
    told = word(answer, bundled_timeline.directory).plain() + "\n"
    file = GOLDEN / f"when_hama_fell.{language}.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        file.write_text(told, encoding="utf-8")
    assert told == file.read_text(encoding="utf-8")
