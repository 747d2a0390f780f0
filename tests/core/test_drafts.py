"""Drafts to records and back: forms in both languages, forgiving values, faults that say what would be right."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from answering.answer import Phrase
from answering.drafting.control_lines import read_control
from answering.drafting.counting import read_count
from answering.drafting.dating import when_of
from answering.drafting.draft import Draft, Field, Line
from answering.drafting.entry import Entry, entry_of
from answering.drafting.faults import told
from answering.drafting.form import changed, form_of, looks_like_form, read_form, template
from answering.drafting.keeping import draft_from, kept_lines, settled
from answering.drafting.listing import Reader
from answering.drafting.naming import namer
from answering.drafting.of_event import draft_of
from answering.wording import Wording
from db.canonical import line_of
from db.connection import open_for_writing
from db.directory import Directory
from db.drafts import Drafts
from db.model import Extent, Group, Measure, Stance, Text
from db.timeline import Timeline
from tests import builders
from tests.core.conftest import Small

TODAY = date(2026, 11, 22)

ENGLISH = """
Date: 6 Dec 2024
Time: early afternoon
kind: Captured
Place: Talbiseh, Homs countryside
who: HTS by, Syrian army from
english: Rebels took Talbiseh: the army
  said that it had left.
arabic: سيطر مقاتلون على تلبيسة.
status: confirmed
tag: 2024 offensive, Homs
control: Talbiseh to HTS from Syrian army
# a comment
source: Enab Baladi | https://www.enabbaladi.net/1234/abc?utm_source=x | 6/12/2024
said by: the army
stance: admits
figure: killed 727-730 people (sohr), 2024-11-27 to 2024-12-05, syria
figure: 1,500 civilians displaced, since 27 November 2024, Talbiseh | civilians who left | مدنيون غادروا
"""

ARABIC = """
\u200fالتاريخ\u200f: ٦ كانون الأول ٢٠٢٤
النوع： سقوط
- المكان: تلبيسة

الجهات: هيئة تحرير الشام (الفاعل)، الجيش السوري الخاسر
النص: سيطر مقاتلون على تلبيسة.
الإنجليزية: Rebels took Talbiseh.
الحالة: مؤكَّد
الأهمية: ٤
السيطرة: تلبيسة إلى هيئة تحرير الشام من الجيش العربي السوري
المصدر: عنب بلدي | https://www.enabbaladi.net/999 | 6 كانون الأول 2024
نقلاً عن: المرصد السوري
الموقف: ينقل
العدد: قتلى ١٢-١٥ مدنياً (المرصد السوري لحقوق الإنسان)، ٦ كانون الأول ٢٠٢٤، تلبيسة
"""


def entry(text: str, timeline: Timeline, language: str = "en") -> Entry:
    """The records of a form that has no faults."""
    form = read_form(text, language)
    assert form.unread == ()
    found = entry_of(form.draft, timeline, today=TODAY, language=language)
    assert isinstance(found, Entry), faults(text, timeline, language)
    return found


def faults(text: str, timeline: Timeline, language: str = "en") -> list[str]:
    """What is said of a form that is wrong."""
    form = read_form(text, language)
    say = Wording(language, timeline.directory).say
    found = entry_of(form.draft, timeline, today=TODAY, language=language)
    assert not isinstance(found, Entry)
    return [say(one) for one in form.unread] + [say(told(fault, language)) for fault in found]


def test_an_english_form_is_an_entry(bundled_timeline: Timeline) -> None:
    made = entry(ENGLISH, bundled_timeline)
    event = made.event
    assert event.id == "2024-12-06-talbiseh-capture"
    assert (event.when.edtf, event.clock, event.places) == (
        "2024-12-06",
        "early afternoon",
        ("talbiseh", "homs-countryside"),
    )
    assert [(part.actor, part.role) for part in event.actors] == [("hts", "by"), ("saa", "from")]
    assert event.text.get("en") == "Rebels took Talbiseh: the army\nsaid that it had left."
    assert event.tags == ("2024 offensive", "Homs")
    assert event.importance == 3
    (change,) = event.control
    assert (change.places, change.to, change.from_, change.extent) == (("talbiseh",), ("hts",), ("saa",), Extent.WHOLE)
    (source,) = made.sources
    assert (source.id, source.published) == ("enab-baladi-20241206-talbiseh", date(2024, 12, 6))
    (report,) = event.reports
    assert (report.said_by, report.stance, report.on) == (("saa",), Stance.CONFIRMS, None)
    killed, displaced = event.figures
    assert (killed.low, killed.high, killed.said_by, killed.area) == (727, 730, ("sohr",), ("syria",))
    assert (killed.since, killed.until) == (date(2024, 11, 27), date(2024, 12, 5))
    assert (displaced.low, displaced.group, displaced.until) == (1500, Group.CIVILIANS, None)
    assert displaced.label.by_language == (("en", "civilians who left"), ("ar", "مدنيون غادروا"))


def test_an_arabic_form_is_an_entry(bundled_timeline: Timeline) -> None:
    made = entry(ARABIC, bundled_timeline, "ar")
    event = made.event
    assert (event.id, event.importance) == ("2024-12-06-talbiseh-capture", 4)
    assert [(part.actor, part.role) for part in event.actors] == [("hts", "by"), ("saa", "from")]
    assert event.control[0].to == ("hts",)
    assert (made.sources[0].language, made.sources[0].id) == ("ar", "enabbaladi-20241206-talbiseh")
    assert event.reports[0].said_by == ("sohr",)
    (figure,) = event.figures
    assert (figure.measure, figure.low, figure.high, figure.group) == (Measure.KILLED, 12, 15, Group.CIVILIANS)
    assert figure.area == ("talbiseh",)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_entry_is_the_same_again_from_its_draft(language: str, bundled_timeline: Timeline) -> None:
    seqs = [seq for (seq,) in bundled_timeline.database.execute("SELECT seq FROM event")]
    events = bundled_timeline.events(seqs)
    assert len(events) > 700
    for event in events:
        form = read_form(form_of(draft_of(event, language), language), language)
        assert form.unread == ()
        draft = Draft(form.draft.lines, event.id)
        assert draft.lines == draft_of(event, language).lines
        found = entry_of(draft, bundled_timeline, today=TODAY, language=language)
        assert isinstance(found, Entry), (event.id, found)
        assert line_of(found.event) == line_of(event)
        assert found.sources == ()


@pytest.mark.parametrize(
    ("line", "language", "said"),
    [
        ("date: 5 Dec", "en", "has no year"),
        ("date: since 2012", "en", "open at one end"),
        ("date: soonish", "en", "Write one like 5 December 2024"),
        ("date: 31 November 2024", "en", "no date that I can read"),
        ("kind: captur", "en", "Did you mean “capture”?"),
        ("places: Syra", "en", "Syria (syria)"),
        ("places: Nowhereville", "en", "No place is recorded"),
        ("actors: hts", "en", "has no role"),
        ("actors: somebody by", "en", "Nobody is recorded"),
        ("status: sure", "en", "confirmed, reported, claimed and disputed"),
        ("importance: 9", "en", "from 1 (a detail) to 5"),
        ("control: hama", "en", "hama to hts from saa"),
        ("source: https://example.org/news/1", "en", "outlet | link | day"),
        ("source: tag24-20241205-homa", "en", "No source is stored"),
        ("figure: many died", "en", "no number"),
        ("figure: killed 12 wizards", "en", "no group"),
        ("figure: killed 12-10 people", "en", "smaller number"),
        ("figure: killed 12 people | people", "en", "both languages"),
        ("said by: nobody at all", "en", "Nobody is recorded"),
        ("note: only one", "en", "both languages"),
        ("statos: reported", "en", "Did you mean “status”?"),
        ("النوع: سيطره كبيره", "ar", "اكتب واحدة من هذه"),
        ("التاريخ: 5 كانون الأول", "ar", "بلا سنة"),
        ("الأطراف: هيئة تحرير الشام", "ar", "لا دور"),
        ("الحاله: اكيد", "ar", "مؤكد"),
    ],
)
def test_what_is_wrong_is_said_with_what_would_be_right(
    line: str, language: str, said: str, bundled_timeline: Timeline
) -> None:
    whole = read_form(ENGLISH if language == "en" else ARABIC, language).draft
    wrong = read_form(line, language)
    say = Wording(language, bundled_timeline.directory).say
    if wrong.unread:
        sentences = [say(one) for one in wrong.unread]
    else:
        (only,) = wrong.draft.lines
        found = entry_of(whole.having(only.field, only.value), bundled_timeline, today=TODAY, language=language)
        assert not isinstance(found, Entry)
        sentences = [say(told(fault, language)) for fault in found]
    (sentence,) = sentences
    assert said in sentence.replace("\u2068", "").replace("\u2069", "")


def test_every_fault_is_said_at_once_with_its_line(bundled_timeline: Timeline) -> None:
    draft = read_form("kind: captur\nplaces: Hama\nsaid by: saa\nsource: Foo\nstance: mumble", "en").draft
    found = entry_of(draft, bundled_timeline, today=TODAY, language="en")
    assert not isinstance(found, Entry)
    assert [(fault.field, fault.line) for fault in found] == [
        (Field.DATE, None),
        (Field.KIND, 0),
        (Field.ENGLISH, None),
        (Field.ARABIC, None),
        (Field.STATUS, None),
        (Field.SAID_BY, 2),
        (Field.STANCE, 4),
    ]


@pytest.mark.parametrize(
    ("written", "edtf"),
    [
        ("2024-12-05", "2024-12-05"),
        ("٢٠٢٤-١٢-٠٥", "2024-12-05"),
        ("05/12/2024", "2024-12-05"),
        ("5 كانون الأول (ديسمبر) 2024", "2024-12-05"),
        ("December 2024", "2024-12"),
        ("2016", "2016"),
        ("~2016", "2016~"),
        ("around 5 December 2024", "2024-12-05~"),
        ("حوالي 5 كانون الأول 2024", "2024-12-05~"),
        ("27-29 November 2024", "2024-11-27/2024-11-29"),
        ("من 27 تشرين الثاني إلى 5 كانون الأول 2024", "2024-11-27/2024-12-05"),
        ("2024-11-29/2024-12-05~", "2024-11-29/2024-12-05~"),
        ("early December 2024", "2024-12-01/2024-12-10"),
        ("yesterday", "2026-11-21"),
    ],
)
def test_dates_are_read_as_people_write_them(written: str, edtf: str) -> None:
    when = when_of(written, TODAY)
    assert getattr(when, "edtf", None) == edtf


@pytest.mark.parametrize(
    ("written", "low", "high"),
    [
        ("killed 12 people", 12, 12),
        ("12 killed", 12, 12),
        ("killed 12 to 15 people", 12, 15),
        ("280,000 displaced", 280_000, 280_000),
        ("1.5 million people displaced", 1_500_000, 1_500_000),
        ("counted 89.4 others | per cent | في المئة", 89.4, 89.4),
        ("نازحون 12 ألف مدنيون", 12_000, 12_000),
        ("من ١٢ إلى ١٥ قتيلاً", 12, 15),
    ],
)
def test_numbers_are_read(written: str, low: float, high: float, bundled_timeline: Timeline) -> None:
    count = read_count(written, Reader(namer(bundled_timeline.directory), "en", TODAY))
    assert (getattr(count, "low", count), getattr(count, "high", count)) == (low, high)


@pytest.mark.parametrize(
    "link",
    [
        "https://www.tag24.com/world/syrian-rebels-capture-second-major-city-in-surging-offensive-against-government-forces-3340814",
        "http://tag24.com/world/syrian-rebels-capture-second-major-city-in-surging-offensive-against-government-forces-3340814/?utm_source=t#top",
        "TAG24 | https://m.tag24.com/world/syrian-rebels-capture-second-major-city-in-surging-offensive-against-government-forces-3340814",
        "tag24-20241205-hama",
    ],
)
def test_a_stored_page_is_known_by_its_link(link: str, bundled_timeline: Timeline) -> None:
    draft = read_form(ENGLISH, "en").draft.having(Field.SOURCE, link)
    found = entry_of(draft, bundled_timeline, today=TODAY, language="en")
    assert isinstance(found, Entry)
    assert found.sources == ()
    assert found.event.reports[0].source.id == "tag24-20241205-hama"


def test_a_stored_page_of_another_day_is_refused(bundled_timeline: Timeline) -> None:
    url = "https://www.tag24.com/world/syrian-rebels-capture-second-major-city-in-surging-offensive-against-government-forces-3340814"
    said = faults(
        ENGLISH.replace(
            "source: Enab Baladi | https://www.enabbaladi.net/1234/abc?utm_source=x | 6/12/2024",
            f"source: TAG24 | {url} | 7/12/2024",
        ),
        bundled_timeline,
    )
    assert len(said) == 1
    assert "tag24-20241205-hama" in said[0]


def test_a_stored_page_without_a_day_gets_the_one_that_is_given(bundled_timeline: Timeline) -> None:
    draft = read_form(ENGLISH, "en").draft
    url = "https://www.aa.com.tr/en/middle-east/syria-jordan-us-hold-trilateral-talks-in-damascus-on-suwayda-crisis/3689344"
    found = entry_of(
        draft.having(Field.SOURCE, f"{url} | 16 September 2025"), bundled_timeline, today=TODAY, language="en"
    )
    assert isinstance(found, Entry)
    (source,) = found.sources
    assert (source.id, source.published) == ("aa-20250916-roadmap", date(2025, 9, 16))


def test_one_new_page_is_one_source_however_often_it_is_named(bundled_timeline: Timeline) -> None:
    found = entry(f"{ENGLISH}\nsource: Enab Baladi | https://enabbaladi.net/1234/abc\nsaid by: hts", bundled_timeline)
    assert len(found.sources) == 1
    assert [report.source.id for report in found.event.reports] == ["enab-baladi-20241206-talbiseh"] * 2


def test_an_id_that_is_taken_is_counted_on(bundled_timeline: Timeline) -> None:
    assert entry(
        ENGLISH.replace("Talbiseh, Homs countryside", "Hama").replace("6 Dec", "5 Dec"), bundled_timeline
    ).event.id == ("2024-12-05-hama-capture-2")


def test_names_shared_by_two_times_are_told_apart_by_the_date(bundled_timeline: Timeline) -> None:
    later = entry(ENGLISH.replace("6 Dec 2024", "6 Dec 2025"), bundled_timeline).event
    assert [part.actor for part in later.actors] == ["hts", "syrian-army"]


def test_the_template_reads_as_an_empty_form_with_every_field() -> None:
    for language in ("en", "ar"):
        form = read_form(template(language), language)
        assert form.unread == ()
        assert [line.field for line in form.draft.lines] == list(Field)
        assert not any(line.value for line in form.draft.lines)
        assert len(template(language)) < 2000


def test_what_is_a_form_and_what_is_not() -> None:
    assert looks_like_form("kind: capture")
    assert looks_like_form("المكان: حماة")
    assert not looks_like_form("When did Hama fall?")
    assert not looks_like_form("https://example.org/date: none")


def test_a_text_of_several_paragraphs_comes_back_from_its_form() -> None:
    draft = Draft((Line(Field.ENGLISH, "One.\n\nkind: no kind\n# two"), Line(Field.ARABIC, "واحد\n| اثنان")))
    for language in ("en", "ar"):
        assert read_form(form_of(draft, language), language).draft == draft


# Changed lines alone


def test_changed_lines_replace_those_of_the_draft(bundled_timeline: Timeline) -> None:
    stored = bundled_timeline.event("2024-12-05-hama-capture")
    assert stored is not None
    draft = draft_of(stored, "en", based_on=7)
    changes = read_form(
        "importance: 4\nclock:\nsource: shafaq-20241205-hama\nstance: reports\nnote:\narabic note:", "en"
    ).draft
    made = changed(draft, changes)
    assert isinstance(made, Draft)
    found = entry_of(made, bundled_timeline, today=TODAY, language="en")
    assert isinstance(found, Entry)
    assert (found.event.id, made.based_on) == (stored.id, 7)
    assert (found.event.importance, found.event.clock) == (4, None)
    second = found.event.reports[1]
    assert (second.source.id, second.stance, second.said_by, second.note) == (
        "shafaq-20241205-hama",
        "reports",
        ("saa",),
        None,
    )
    assert [one for at, one in enumerate(found.event.reports) if at != 1] == [
        one for at, one in enumerate(stored.reports) if at != 1
    ]


def test_another_source_is_a_further_report(bundled_timeline: Timeline) -> None:
    stored = bundled_timeline.event("2024-12-05-hama-capture")
    assert stored is not None
    made = changed(
        draft_of(stored, "en"), read_form("source: BBC | https://bbc.co.uk/x | 2024-12-05\nsaid by: saa", "en").draft
    )
    assert isinstance(made, Draft)
    found = entry_of(made, bundled_timeline, today=TODAY, language="en")
    assert isinstance(found, Entry)
    assert found.event.reports[:-1] == stored.reports
    assert found.event.reports[-1].source.outlet == "BBC"


def test_what_belongs_to_one_of_several_sources_needs_its_source(bundled_timeline: Timeline) -> None:
    stored = bundled_timeline.event("2024-12-05-hama-capture")
    assert stored is not None
    assert not isinstance(changed(draft_of(stored, "en"), read_form("stance: denies", "en").draft), Draft)


def test_other_languages_of_a_stored_text_stay_until_it_is_changed(small: Small) -> None:
    words = Text((("en", "Rebels took Hama."), ("ar", "سيطر مقاتلون على حماة."), ("fr", "Les rebelles ont pris Hama.")))
    stored = replace(builders.event("x", "2024-12-05"), text=words)
    timeline = small(stored)
    draft = draft_of(stored, "en")
    same = entry_of(draft, timeline, today=TODAY, language="en")
    assert isinstance(same, Entry)
    assert same.event == stored
    other = entry_of(draft.having(Field.ENGLISH, "Hama fell."), timeline, today=TODAY, language="en")
    assert isinstance(other, Entry)
    assert other.event.text.languages == ("en", "ar")


def test_dates_that_depend_on_the_day_are_settled_when_a_draft_is_kept() -> None:
    draft = read_form("date: yesterday\nsource: x\nsaid on: 2 days ago", "en").draft
    later = settled(draft, TODAY)
    assert (later.value(Field.DATE), later.value(Field.SAID_ON)) == ("2026-11-21", "2026-11-20")
    assert settled(read_form("date: soonish", "en").draft, TODAY).value(Field.DATE) == "soonish"


def test_a_draft_is_kept_and_comes_back() -> None:
    draft = replace(read_form(f"{ARABIC}\nالنتيجة:", "ar").draft, entry="x", based_on=3)
    with closing(open_for_writing(None)) as database:
        kept = Drafts(database).keep(8, kept_lines(draft), at=datetime.now(UTC), entry=draft.entry, based_on=3)
    assert draft_from(kept) == replace(draft, lines=draft.lines[:-1])


def test_every_name_that_is_wrong_is_told() -> None:
    reader = Reader(namer(Directory(builders.PLACES, builders.ACTORS)), "en", TODAY, TODAY, TODAY)
    say = Wording("en", Directory(builders.PLACES, builders.ACTORS)).say
    said = reader.participants("hts by, nobody by, someone from, saa")
    assert isinstance(said, Phrase)
    assert [name in say(said) for name in ("“nobody”", "“someone”", "“saa”", "hts”")] == [True, True, True, False]
    assert isinstance(reader.places("hama, nowhere"), Phrase)
    assert reader.places("hama, حماة, homs") == ("hama", "homs")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("hama to hts from saa", (("hama",), ("hts",), ("saa",), Extent.WHOLE, ())),
        ("Hama, Homs: to hts", (("hama", "homs"), ("hts",), (), Extent.WHOLE, ())),
        ("hama from saa, part", (("hama",), (), ("saa",), Extent.PART, ())),
        (
            "syria to hts, sohr from saa, except hama, homs",
            (("syria",), ("hts", "sohr"), ("saa",), Extent.WHOLE, ("hama", "homs")),
        ),
        ("حماه الى hts من saa جزئياً", (("hama",), ("hts",), ("saa",), Extent.PART, ())),
        ("حماة إلى هيئة تحرير الشام", (("hama",), ("hts",), (), Extent.WHOLE, ())),
        ("hama", None),
        ("to hts", None),
        ("hama to", None),
        ("hama to hts to saa", None),
        ("hama part of it to hts", None),
    ],
)
def test_changes_of_control_are_read(line: str, expected: object) -> None:
    found = read_control(line, Reader(namer(Directory(builders.PLACES, builders.ACTORS)), "en", TODAY, TODAY, TODAY))
    if isinstance(found, Phrase):
        assert expected is None
    else:
        assert (found.places, found.to, found.from_, found.extent, found.excluded) == expected
