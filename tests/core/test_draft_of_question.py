"""What a question that could not be answered gives the draft of an entry that would answer it."""

from datetime import date

import pytest

from answering.drafting.draft import Field
from answering.drafting.of_question import draft_of_question
from db.timeline import Timeline

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("text", "language", "lines"),
    [
        ("when did Raqqa fall", "en", {"kind": "capture", "places": "raqqa"}),
        ("متى سقطت الرقة", "ar", {"kind": "سيطرة", "places": "raqqa"}),
        (
            "was Aleppo captured by HTS on 30 November 2013",
            "en",
            {"date": "2013-11-30", "kind": "capture", "places": "aleppo", "actors": "hts by"},
        ),
        ("what happened in Idlib in March 2013", "en", {"date": "2013-03", "places": "idlib"}),
        ("what happened in Idlib yesterday", "en", {"date": "2026-11-21", "places": "idlib"}),
        ("what happened in Idlib on 3 March", "en", {"places": "idlib"}),
        ("what happened in Idlib since 2013", "en", {"places": "idlib"}),
    ],
)
def test_what_the_question_says_is_in_the_draft(
    bundled_timeline: Timeline, text: str, language: str, lines: dict[str, str]
) -> None:
    draft = draft_of_question(text, TODAY, bundled_timeline, language)
    assert {line.field.value: line.value for line in draft.lines} == lines
    assert draft.entry is None


def test_its_order_is_that_of_the_form(bundled_timeline: Timeline) -> None:
    draft = draft_of_question("was Aleppo captured by HTS on 30 November 2013", TODAY, bundled_timeline, "en")
    order = [list(Field).index(line.field) for line in draft.lines]
    assert order == sorted(order)
