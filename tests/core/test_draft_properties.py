"""Whatever an editor writes: a form is read or told what is wrong, and never breaks anything."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from answering.drafting.draft import Draft, Field, Line
from answering.drafting.entry import Entry, entry_of
from answering.drafting.faults import told
from answering.drafting.form import changed, form_of, read_form
from answering.drafting.looking import look
from answering.drafting.of_event import draft_of
from answering.wording import Wording
from db.timeline import Timeline

TODAY = date(2026, 11, 22)

PIECES = st.sampled_from(
    [
        *("hama", "Hama", "حماة", "hts", "saa by", "الفاعل", "from", "to", "part", "except", "(sohr)", "(", ")"),
        *("killed", "قتلى", "12-15", "1,500", "١٢", "12", "999999999999999999999", "people", "2024-12-05", "5 Dec"),
        *("2024-12-05/..", "since 2012", "yesterday", "~2016", "|", "\\|", "://", "https://example.org/x", "t.me/x/1"),
        *("https://[x", "en", "source", ",", "،", ";", ":", "\n", "#", "\u200f"),
        *("capture", "confirmed", "reports", "5", "0", "9", "none", "tag24-20241205-hama", "1.5 million", "--", "/"),
    ]
)
VALUES = st.one_of(st.text(max_size=40), st.lists(PIECES, max_size=8).map(" ".join))
LINES = st.lists(st.builds(Line, st.sampled_from(Field), VALUES), max_size=25)


@settings(max_examples=60, deadline=None)
@given(lines=LINES, language=st.sampled_from(["en", "ar"]))
def test_any_draft_is_an_entry_or_says_why_not(lines: list[Line], language: str, bundled_timeline: Timeline) -> None:
    draft = Draft(tuple(lines))
    found = entry_of(draft, bundled_timeline, today=TODAY, language=language)
    say = Wording(language, bundled_timeline.directory).say
    if isinstance(found, Entry):
        assert look(draft, bundled_timeline, number=1, today=TODAY, language=language).event == found.event
    else:
        assert found
        assert all(say(told(fault, language)).strip() for fault in found)


@settings(max_examples=60, deadline=None)
@given(text=st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=30).map(" ".join)), lines=LINES)
def test_any_text_is_read_as_a_form(text: str, lines: list[Line]) -> None:
    form = read_form(text, "en")
    again = read_form(form_of(form.draft, "ar"), "ar")
    assert again.unread == ()
    assert again.draft == form.draft
    changed(Draft(tuple(lines)), form.draft)


@settings(max_examples=60, deadline=None)
@given(lines=LINES)
def test_no_change_changes_nothing(lines: list[Line]) -> None:
    draft = Draft(tuple(line for line in lines if line.value.strip()))
    if not any(line.field is Field.SOURCE for line in draft.lines[:1]):
        draft = Draft((Line(Field.SOURCE, "x"), *draft.lines))
    unchanged = changed(draft, Draft())
    assert isinstance(unchanged, Draft)
    assert sorted(unchanged.lines, key=str) == sorted(draft.lines, key=str)


WHOLE = read_form(
    """date: 6 Dec 2024
kind: capture
places: Talbiseh
actors: hts by, saa from
english: Rebels took Talbiseh.
arabic: سيطر مقاتلون على تلبيسة.
status: confirmed
control: talbiseh to hts from saa
source: TAG24 | https://www.tag24.com/x | 6 December 2024
said by: saa
figure: killed 12 people (sohr), 2024-12-06, talbiseh""",
    "en",
).draft


@settings(max_examples=60, deadline=None)
@given(field=st.sampled_from(Field), value=VALUES, language=st.sampled_from(["en", "ar"]))
def test_a_good_draft_with_one_odd_line(field: Field, value: str, language: str, bundled_timeline: Timeline) -> None:
    draft = WHOLE.having(field, value)
    seen = look(draft, bundled_timeline, number=1, today=TODAY, language=language)
    assert seen.said.plain().strip()
    if seen.event is not None:
        again = entry_of(draft_of(seen.event, language), bundled_timeline, today=TODAY, language=language)
        if not isinstance(again, Entry):  # its sources are not stored yet
            assert {fault.field for fault in again} <= {Field.SOURCE, Field.FIGURE, Field.DATE}
