"""The guided dialogue as a machine of states: what it asks, what inputs do, and that it loses nothing."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from answering.drafting import dialogue
from answering.drafting.dialogue import Here, Name, State, Step, Turn, read_step
from answering.drafting.draft import Draft, Field, Line
from answering.drafting.entry import Entry, entry_of
from answering.drafting.guide.listed import participants
from answering.drafting.guide.lists import TAKE
from answering.drafting.guide.step import OF_FIGURE
from answering.drafting.of_event import draft_of
from answering.drafting.words import meant
from answering.wording import Wording
from db.model import Extent, Kind, Measure, Outcome, Role, Stance, Status
from db.timeline import Timeline

TODAY = date(2026, 11, 22)


class Talk:
    """A dialogue as somebody leads it: what is asked, in words, and what is written or pressed."""

    def __init__(self, timeline: Timeline, language: str = "en", state: State = State()) -> None:  # noqa: B008
        self.words = Wording(language, timeline.directory)
        self.here = Here(state, timeline, TODAY, language)
        self.said = ""

    @property
    def step(self) -> Name:
        return self.here.step.name

    @property
    def draft(self) -> Draft:
        return self.here.draft

    @property
    def labels(self) -> dict[str, str]:
        """What each button says, and what it carries."""
        rows = dialogue.ask(self.here).options
        return {self.words.value(option.label): option.token for row in rows for option in row}

    @property
    def values(self) -> list[str]:
        return [self.words.value(value) for value in dialogue.ask(self.here).values]

    def write(self, *texts: str) -> Talk:
        for text in texts:
            self._take(dialogue.write(text, self.here))
        return self

    def press(self, *labels: str) -> Talk:
        for label in labels:
            near = [token for said, token in self.labels.items() if said == label] or [
                token for said, token in self.labels.items() if label in said
            ]
            assert near, f"{label!r} is none of {list(self.labels)}"
            turn = dialogue.choose(near[0], self.here)
            assert turn is not None, label
            self._take(turn)
        return self

    def change(self) -> Talk:
        """Go to what can be changed, from the summary."""
        self._take(dialogue.at_fields(self.draft))
        return self

    def back(self, times: int = 1) -> Talk:
        for _ in range(times):
            self._take(dialogue.back(self.here))
        return self

    def next(self, times: int = 1) -> Talk:
        for _ in range(times):
            self._take(dialogue.onward(self.here))
        return self

    def at(self, name: Name) -> Talk:
        """Check where the dialogue is."""
        assert self.step is name, (self.step, self.said)
        return self

    def entry(self) -> Entry:
        found = entry_of(self.draft, self.here.timeline, today=TODAY, language=self.words.language)
        assert isinstance(found, Entry), [self.words.value(fault.said) for fault in found]
        return found

    def _take(self, turn: Turn) -> None:
        assert read_step(turn.state.step.written()) == turn.state.step
        self.here = self.here.with_state(turn.state)
        self.said = self.words.value(turn.said) if turn.said else ""


@pytest.fixture
def talk(bundled_timeline: Timeline) -> Talk:
    return Talk(bundled_timeline)


def whole(talk: Talk) -> Talk:
    """A whole entry, from the first question to the summary."""
    talk.at(Name.DATE).write("6 December 2024").at(Name.CLOCK).press("evening")
    talk.at(Name.KIND).press("Fighting", "Capture").at(Name.PLACES).write("Talbi").press("Talbiseh").next()
    talk.at(Name.ACTORS).write("hts").at(Name.ROLE).press("did it").at(Name.ACTORS)
    talk.write("syrian arab army").at(Name.ROLE).press("lost control").at(Name.ACTORS).next()
    talk.at(Name.ENGLISH).write("Rebels took Talbiseh north of Homs.")
    talk.at(Name.ARABIC).write("سيطر مقاتلو المعارضة على تلبيسة شمال حمص.")
    talk.at(Name.SOURCES).write("https://www.tag24.com/world/2024/12/06/talbiseh-1").at(Name.PUBLISHED)
    talk.press("6 December 2024").at(Name.SAID_BY).write("sohr").next().at(Name.STANCE).press("reports it")
    talk.at(Name.SAID_ON).press("6 December 2024").at(Name.FIGURES).write("12-15 soldiers killed")
    talk.at(Name.SPAN).press("6 December 2024").at(Name.AREA).press("Talbiseh").next()
    talk.at(Name.COUNTED_BY).press("Observatory").next().at(Name.LABEL).next().at(Name.FIGURES).next()
    talk.at(Name.SOURCES).next().at(Name.STATUS).press("Reported").at(Name.IMPORTANCE).press("3")
    talk.at(Name.CONTROL).press("All of Talbiseh").next().at(Name.TAGS).write("2024 offensive").next()
    return talk.at(Name.SUMMARY)


def test_a_whole_entry_is_led_to_its_records(talk: Talk) -> None:
    event = whole(talk).entry().event
    assert event.id == "2024-12-06-talbiseh-capture"
    assert (event.when.edtf, event.clock, event.kind, event.status) == (
        "2024-12-06",
        "evening",
        Kind.CAPTURE,
        Status.REPORTED,
    )
    assert event.places == ("talbiseh",)
    assert [(part.actor, part.role) for part in event.actors] == [("hts", Role.BY), ("saa", Role.FROM)]
    (report,) = event.reports
    assert (report.source.outlet, report.source.published, report.said_by, report.stance, report.on) == (
        "TAG24",
        date(2024, 12, 6),
        ("sohr",),
        Stance.REPORTS,
        date(2024, 12, 6),
    )
    (figure,) = event.figures
    assert (figure.measure, figure.low, figure.high, figure.group, figure.area, figure.said_by) == (
        Measure.KILLED,
        12,
        15,
        "soldiers",
        ("talbiseh",),
        ("sohr",),
    )
    assert (figure.since, figure.until) == (date(2024, 12, 6), date(2024, 12, 6))
    (change,) = event.control
    assert (change.places, change.to, change.from_, change.extent) == (
        ("talbiseh",),
        ("hts",),
        ("saa",),
        Extent.WHOLE,
    )
    assert (event.importance, event.tags) == (3, ("2024 offensive",))


def test_back_to_the_first_question_and_on_again_changes_nothing(talk: Talk) -> None:
    draft = whole(talk).draft
    asked = []
    while not dialogue.is_first(talk.here):
        asked.append(talk.back().here.step.stamp)
        assert talk.draft == draft
        assert len(asked) < 50
    asked_again = []
    while talk.step is not Name.SUMMARY:
        asked_again.append(talk.here.step.stamp)
        talk.next()
    assert talk.draft == draft
    assert asked_again == asked[::-1]


def test_the_dialogue_in_arabic_asks_for_the_arabic_text_first(bundled_timeline: Timeline) -> None:
    talk = Talk(bundled_timeline, "ar")
    talk.at(Name.DATE).write("6 كانون الأول 2024").at(Name.CLOCK).write("مساءً").at(Name.KIND).write("سيطرة")
    talk.at(Name.PLACES).write("تلبيس").press("تلبيسة").next().at(Name.ACTORS).write("هيئة تحرير الشام")
    talk.at(Name.ROLE).press("الفاعل").next().at(Name.ARABIC).write("سيطر مقاتلو المعارضة على تلبيسة.")
    talk.at(Name.ENGLISH).write("سيطر مقاتلو المعارضة على تلبيسة.").at(Name.ENGLISH)
    assert "النص الإنكليزي" in talk.said
    talk.write("Rebels took Talbiseh.").at(Name.SOURCES).write("عنب بل").press("Enab Baladi")
    talk.at(Name.LINK).next().at(Name.PUBLISHED).write("6 ديسمبر 2024").at(Name.SAID_BY).next()
    talk.at(Name.STANCE).press("ينقل الخبر").at(Name.FIGURES).write("12 مدنياً قتلى").at(Name.SPAN).next()
    talk.at(Name.AREA).next().at(Name.COUNTED_BY).next().at(Name.LABEL).next().at(Name.FIGURES).next()
    talk.at(Name.SOURCES).next().at(Name.STATUS).write("منقول").at(Name.IMPORTANCE).write("٤").at(Name.CONTROL)
    talk.next().at(Name.TAGS).next().at(Name.SUMMARY)
    event = talk.entry().event
    assert (event.when.edtf, event.clock, event.kind, event.importance) == (
        "2024-12-06",
        "evening",
        Kind.CAPTURE,
        4,
    )
    assert [(one.low, one.group.value) for one in event.figures] == [(12, "civilians")]
    assert talk.draft.value(Field.KIND) == "سيطرة"  # a form shows it to the same editor
    assert talk.draft.value(Field.ACTORS) == "hts الفاعل"


@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_choice_is_read_again_as_it_is_written(bundled_timeline: Timeline, language: str) -> None:
    start = Draft((Line(Field.DATE, "2024-12-06"), Line(Field.SOURCE, "TAG24")))
    for step, field, values in (
        (Step(Name.KIND), Field.KIND, tuple(Kind)),
        (Step(Name.STATUS), Field.STATUS, tuple(Status)),
        (Step(Name.OUTCOME), Field.OUTCOME, tuple(Outcome)),
        (Step(Name.STANCE), Field.STANCE, tuple(Stance)),
    ):
        for value in values:
            turn = dialogue.choose(f"={value}", Here(State(start, step), bundled_timeline, TODAY, language))
            assert turn is not None
            assert meant(str(field), turn.state.draft.value(field)) == value
    for role in Role:
        there = Here(State(start.having(Field.ACTORS, "hts"), Step(Name.ROLE)), bundled_timeline, TODAY, language)
        turn = dialogue.choose(f"={role}", there)
        assert turn is not None
        assert participants(there.with_state(turn.state)) == (("hts", role),)


# What may be written that is no answer, and a word of what is then said.
WRONG = {
    Name.DATE: {"hello": "hello", "31 November 2024": "31 November", "since 2020": "since 2020", "5 December": "year"},
    Name.CLOCK: {"x" * 61: "60", "capture": "14:30", "سيطرة": "سيطرة"},
    Name.KIND: {"explosionism": "", "zzz": "zzz"},
    Name.PLACES: {"zzzqqq": "zzzqqq", "!!!": "!!!"},
    Name.ACTORS: {"zzzqqq": "zzzqqq"},
    Name.ENGLISH: {"سيطر": "Arabic", "...": "no words", "https://ex.example/9": "no words", "x" * 701: "700"},
    Name.ARABIC: {"Rebels": "Arabic", "x" * 701: "700"},
    Name.SOURCES: {"https://": "link", "Zzz Gazette": "Zzz Gazette", "x" * 81: "80"},
    Name.STATUS: {"maybe": "maybe"},
    Name.IMPORTANCE: {"6": "from 1", "high": "from 1"},
    Name.CONTROL: {"nobody knows": "nobody knows"},
}


@pytest.mark.parametrize(("name", "text", "word"), [(n, t, w) for n, wrong in WRONG.items() for t, w in wrong.items()])
def test_what_is_no_answer_is_said_in_a_sentence_and_changes_nothing(
    talk: Talk, name: Name, text: str, word: str
) -> None:
    start = Draft((Line(Field.DATE, "2024-12-06"), Line(Field.KIND, "capture"), Line(Field.PLACES, "hama")))
    talk.here = talk.here.with_state(State(start, Step(name)))
    talk.write(text).at(name)
    assert talk.draft == start
    assert word in talk.said
    assert talk.said.endswith((".", "?", ")", "”"))


def test_an_outlet_that_is_new_is_taken_by_a_button_and_asked_about(talk: Talk) -> None:
    talk.here = talk.here.with_state(State(Draft(), Step(Name.SOURCES)))
    talk.write("Zzz Gazette").press("New outlet: Zzz Gazette").at(Name.LINK).write("nothing").at(Name.LINK)
    assert "nothing" in talk.said
    talk.write("https://zzz.example.org/a?b=1").at(Name.PUBLISHED).next().at(Name.LANGUAGE).press("Arabic")
    talk.at(Name.TYPE).press("Party").at(Name.SAID_BY).next().press("denies it").at(Name.FIGURES).next()
    assert talk.at(Name.SOURCES).values == ["Zzz Gazette"]
    assert talk.draft.value(Field.SOURCE) == "Zzz Gazette | https://zzz.example.org/a?b=1 | ar | party"


def test_a_link_of_an_unknown_outlet_asks_whose_it_is(talk: Talk) -> None:
    talk.here = talk.here.with_state(State(Draft(), Step(Name.SOURCES)))
    talk.write("look: https://yyy.example.org/1").at(Name.OUTLET).write("Yyy Qqq Press").at(Name.PUBLISHED)
    assert talk.draft.value(Field.SOURCE) == "Yyy Qqq Press | https://yyy.example.org/1"


def test_a_stored_page_is_known_by_its_link_and_by_its_id(talk: Talk) -> None:
    event = talk.here.timeline.event("2024-12-05-hama-capture")
    assert event
    source = next(report.source for report in event.reports if report.source.url)
    for written in (source.id, source.url or "", f"{source.url}?utm_source=x"):
        talk.here = talk.here.with_state(State(Draft(), Step(Name.SOURCES)))
        talk.write(written).at(Name.SAID_BY)
        assert talk.draft.value(Field.SOURCE) == source.id
    talk.here = talk.here.with_state(State(Draft((Line(Field.DATE, "2024-12-05"),)), Step(Name.SOURCES)))
    talk.write("tag24").press("TAG24, 5 Dec 2024 · tag24-20241205-hama").at(Name.SAID_BY)


def test_what_was_chosen_can_be_taken_away_and_changed(talk: Talk) -> None:
    whole(talk)
    talk.change().press("Places").at(Name.PLACES).write("hama").press("✕ Talbiseh").next().at(Name.SUMMARY)
    assert talk.draft.value(Field.PLACES) == "hama"
    talk.change()
    talk.press("Who took part").press("Hayat").at(Name.ROLE).press("Remove").at(Name.ACTORS).next().at(Name.SUMMARY)
    assert talk.draft.value(Field.ACTORS) == "saa from"
    talk.change()
    talk.press("Sources").press("TAG24").at(Name.SOURCE).next(4).at(Name.SAID_BY).next(3).at(Name.FIGURES)
    talk.press("Killed: 12 to 15").at(Name.FIGURE).write("20 soldiers killed").at(Name.SPAN).back().press("Remove")
    talk.at(Name.FIGURES).next().at(Name.SOURCES).press("TAG24").press("Remove").at(Name.SOURCES).next()
    assert talk.at(Name.SUMMARY).draft.reports == ()


def test_what_is_taken_away_twice_takes_nothing_else(talk: Talk) -> None:
    talk.here = talk.here.with_state(State(Draft((Line(Field.PLACES, "hama, homs"),)), Step(Name.PLACES)))
    token = talk.labels["✕ Hama"]
    talk.press("✕ Hama")
    assert dialogue.choose(token, talk.here) is None
    assert talk.draft.value(Field.PLACES) == "homs"


def test_a_city_that_was_taken_for_its_province_is_changed_by_two_taps(talk: Talk) -> None:
    talk.here = talk.here.with_state(State(Draft(), Step(Name.PLACES)))
    talk.write("Idlib")
    assert talk.values == ["Idlib (city · Idlib Governorate)"]
    talk.press("Idlib Governorate (province · Syria)").press("✕ Idlib")
    assert talk.draft.value(Field.PLACES) == "idlib-governorate"


def test_several_names_in_one_text_are_taken_and_the_unclear_one_is_asked_about(talk: Talk) -> None:
    talk.here = talk.here.with_state(State(Draft((Line(Field.DATE, "2024-12-05"),)), Step(Name.PLACES)))
    talk.write("Hama, Talbi، حمص")
    assert talk.draft.value(Field.PLACES) == "hama, homs"
    assert "Talbi" in talk.said
    talk.press("Talbiseh")
    assert talk.draft.value(Field.PLACES) == "hama, homs, talbiseh"
    talk.here = talk.here.with_state(State(talk.draft, Step(Name.ACTORS)))
    talk.write("hts by, saa").at(Name.ROLE).press("lost control").at(Name.ACTORS)
    assert talk.draft.value(Field.ACTORS) == "hts by, saa from"


# What each step may change; whatever else the draft says stays as it is.
OWN = {
    Name.DATE: {Field.DATE},
    Name.CLOCK: {Field.CLOCK},
    Name.KIND: {Field.KIND},
    Name.PLACES: {Field.PLACES},
    Name.ACTORS: {Field.ACTORS},
    Name.ROLE: {Field.ACTORS},
    Name.ENGLISH: {Field.ENGLISH},
    Name.ARABIC: {Field.ARABIC},
    Name.SAID_BY: {Field.SAID_BY},
    Name.STANCE: {Field.STANCE},
    Name.SAID_ON: {Field.SAID_ON},
    **{name: {Field.FIGURE} for name in OF_FIGURE},
    Name.FIGURES: {Field.FIGURE},
    **{name: {Field.SOURCE} for name in (Name.SOURCES, Name.SOURCE, Name.OUTLET, Name.LINK)},
    **{name: {Field.SOURCE} for name in (Name.PUBLISHED, Name.LANGUAGE, Name.TYPE)},
    Name.STATUS: {Field.STATUS},
    Name.IMPORTANCE: {Field.IMPORTANCE},
    Name.CONTROL: {Field.CONTROL},
    Name.OUTCOME: {Field.OUTCOME},
    Name.TAGS: {Field.TAGS},
    Name.WHY: {Field.WHY},
    Name.SUMMARY: set(),
    Name.FIELDS: set(),
}
TEXTS = st.one_of(
    st.sampled_from(
        [
            *("6 December 2024", "December 2024", "2024-12-06", "around 2016", "أمس", "evening", "مساء", "capture"),
            *("سيطرة", "hama", "حمص", "ham", "hts", "saa from", "الجيش العربي السوري", "sohr", "by", "from"),
            *("Rebels took the town.", "سيطر المقاتلون على البلدة.", "https://www.tag24.com/a/2024/12/06/b"),
            *("https://zzz.example.org/x", "tag24", "TAG24 | https://tag24.com/x | 2024-12-06 | en | news"),
            *("Zzz", "12", "12-15 civilians killed", "٢٠ قتيلاً", "people | أشخاص", "confirmed", "3", "٤", "denies"),
            *("hama to hts from saa, part", "passed", "offensive, حملة", "arabic", "news", "?", "when did Hama fall?"),
        ]
    ),
    st.text(min_size=1, max_size=30).filter(str.strip),
)
MOVES = st.lists(
    st.one_of(
        st.tuples(st.just("write"), TEXTS),
        st.tuples(st.just("press"), st.integers(0, 40)),
        st.tuples(st.sampled_from(["next", "back"]), st.none()),
        st.tuples(st.just("next"), st.none()),
    ),
    max_size=40,
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(moves=MOVES, language=st.sampled_from(["en", "ar"]))
def test_no_input_loses_what_was_taken(
    bundled_timeline: Timeline, moves: list[tuple[str, object]], language: str
) -> None:
    talk = Talk(bundled_timeline, language)
    for move, what in moves:
        before = dialogue.found(talk.here)
        labels = [token for token in talk.labels.values() if not token.startswith(TAKE)]
        match move, what:
            case "write", str(text):
                talk.write(text)
            case "press", int(number) if labels:
                token = labels[number % len(labels)]
                turn = dialogue.choose(token, talk.here)
                assert turn is not None
                talk._take(turn)
                if talk.here.step.stamp == before.step.stamp:  # a button pressed twice does what it does once
                    again = dialogue.choose(token, talk.here)
                    assert again is None or again.state.draft == talk.draft
            case "next", _:
                talk.next()
                assert talk.draft == before.draft
            case "back", _:
                talk.back()
                assert talk.draft == before.draft
        kept = [line for line in before.draft.lines if line.field not in OWN[before.step.name]]
        assert [line for line in talk.draft.lines if line.field not in OWN[before.step.name]] == kept
        assert len(talk.draft.lines) >= len(before.draft.lines) or before.step.name in (Name.SOURCES, Name.SOURCE)
        assert all(len(token.encode()) <= 20 for token in talk.labels.values())
        assert all(talk.labels), talk.here.step
        assert dialogue.title(talk.here)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_step_can_be_asked_of_an_empty_draft(bundled_timeline: Timeline, language: str) -> None:
    for name in Name:
        talk = Talk(bundled_timeline, language, State(Draft(), Step(name, 3, 2, "x")))
        assert talk.words.say(dialogue.ask(talk.here).question)
        assert "guide" not in talk.words.say(dialogue.title(talk.here))
        assert dialogue.choose("?", talk.here) is None
        talk.write("x").next().back()


def test_a_step_that_this_version_does_not_know_is_the_first() -> None:
    for written in ("", "nonsense", "other0-0:", "date", "date0-0"):
        assert read_step(written).name is Name.DATE
    step = Step(Name.AREA, 2, 1, "a:b\nc!", aside=True)
    assert read_step(step.written()) == step


def test_a_date_without_a_year_is_offered_with_the_one_that_it_may_mean(talk: Talk) -> None:
    talk.write("5 December").at(Name.DATE)
    talk.press("5 December 2025").at(Name.CLOCK)
    assert talk.draft.value(Field.DATE) == "2025-12-05"


def test_why_an_entry_is_changed_is_asked_of_one_that_is_there(talk: Talk) -> None:
    event = talk.here.timeline.event("2024-12-05-hama-capture")
    assert event
    talk.here = talk.here.with_state(State(draft_of(event, "en"), Step(Name.TAGS)))
    talk.next().at(Name.WHY).write("!" * 201).at(Name.WHY)
    assert "200" in talk.said
    talk.write("a better word").at(Name.SUMMARY)
    assert talk.entry().event == event


@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_stored_entry_can_be_gone_through_without_a_change(bundled_timeline: Timeline, language: str) -> None:
    seqs = sorted(outline.seq for outline in bundled_timeline.find(limit=100_000))[::40]
    for event in bundled_timeline.events(seqs):
        draft = draft_of(event, language)
        talk = Talk(bundled_timeline, language, State(draft))
        for _ in range(16):
            dialogue.ask(talk.here)
            assert (
                talk.values
                or talk.step in (Name.CLOCK, Name.ACTORS, Name.CONTROL, Name.OUTCOME, Name.TAGS, Name.WHY)
                or (talk.step is Name.SUMMARY)
            )
            talk.next()
        assert talk.at(Name.SUMMARY).draft == draft
        for report in range(len(draft.reports)):
            talk.here = talk.here.with_state(State(draft, Step(Name.SOURCE, report)))
            while talk.step is not Name.SOURCES:
                dialogue.ask(talk.here)
                if talk.step is Name.FIGURES:
                    assert len(talk.values) == len(talk.here.report_values(Field.FIGURE))
                talk.next()
        assert talk.draft == draft


def test_what_is_missing_or_wrong_is_offered_at_the_summary(talk: Talk) -> None:
    talk.next(30).at(Name.SUMMARY)
    missing = ["Date", "Kind", "Places", "English text", "Arabic text", "Sources", "Status"]
    assert list(talk.labels) == missing
    talk.press("Date").write("6 December 2024").at(Name.SUMMARY)
    assert list(talk.labels) == missing[1:]
    talk.here = talk.here.with_state(
        State(talk.draft.having(Field.TAGS, "x").having(Field.CONTROL, "y"), talk.here.step)
    )
    assert "Who holds it" in talk.labels
    assert list(whole(Talk(talk.here.timeline)).labels) == []


@pytest.mark.parametrize(
    ("written", "kept"),
    [("Late evening", "late evening"), ("قبل الفجر", "before dawn"), ("about 7 p.m.", "about 7 p.m."), ("١٤:٣٠", None)],
)
def test_a_time_of_day_is_taken_in_the_words_of_either_language_and_in_hours(
    talk: Talk, written: str, kept: str | None
) -> None:
    talk.at(Name.DATE).write("6 December 2024").at(Name.CLOCK).write(written).at(Name.KIND)
    assert kept is None or talk.draft.value(Field.CLOCK) == kept
