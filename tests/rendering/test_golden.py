"""Answers as Telegram shows them, compared with files; with UPDATE_GOLDEN=1 the files are written anew."""

import os
from datetime import date
from pathlib import Path

import pytest

from answering.answer import NearestEntry, Reading, Status
from answering.message import Run
from handlers.core import Told
from handlers.presses import OfEntry, OfQuestion, Origin, View
from handlers.render.screen import NoSuchPage, screen
from tests.rendering.builders import answer, event, hint, line, message, note, sources, stated, told
from tests.telegram.telegram_html import parse

GOLDEN = Path(__file__).parent / "golden"
HAMA = event()
LINK = Run("[1]", url='https://example.org/tag24?a=1&b="2"')

ONE_FACT = message(
    stated(
        line(Run("5 December 2024 (Thursday), early afternoon", bold=True)),
        line("Rebels led by Hayat Tahrir al-Sham captured Hama; the army said its units had redeployed. ", LINK),
        line(Run("Confirmed by the losing side · 1 outlet", italic=True)),
    ),
    sources(line("[1] ", Run("TAG24, 5 Dec 2024", url="https://example.org/tag24"))),
)
ARABIC = message(
    note(line("فُهم السؤال عن عام 2024")),
    stated(
        line(Run("5 كانون الأول/ديسمبر 2024", bold=True)),
        line("سيطر المعارضون على حماة ", Run("\u2068TAG24\u2069", url="https://example.org/tag24")),
    ),
    language="ar",
)
ESCAPED = message(
    note(line('Read as <b>"5 < 6 & 7 > 2"</b>')),
    stated(
        line(Run("a&b", bold=True, italic=True, url="https://example.org/?q=<&>'\"")),
        line(Run("no link", url="no link")),
    ),
)
SEVERAL = message(
    note(line("Taken as 2024.")),
    *(
        stated(
            line(Run(f"{day} December 2024", bold=True)),
            line(
                f"Entry {day}. " + "It tells what happened on that day. " * 6,
                Run("TAG24", url="https://example.org/x"),
            ),
        )
        for day in range(1, 8)
    ),
    hint(line("12 more.")),
)
SHARED_SOURCES = message(
    stated(line("Homs. " + "Long. " * 70, Run("[1]", url="https://example.org/1"))),
    stated(line("Hama. " + "Long. " * 70, Run("[2]", url="https://example.org/2"))),
    sources(line("[1] One"), line("[2] Two")),
)
NO_RECORD = message(
    note(line("No record of a capture of Paris.")), hint(line("Nearest:"), line("• 5 December 2024: Hama"))
)

CASES: dict[str, tuple[Told, Origin]] = {
    "one_fact": (told(answer(HAMA), ONE_FACT), OfQuestion()),
    "arabic": (told(answer(HAMA, language="ar"), ARABIC), OfQuestion()),
    "escaped": (told(answer(HAMA), ESCAPED), OfQuestion()),
    "several": (told(answer(HAMA, event("2024-12-08-damascus", date(2024, 12, 8))), SEVERAL), OfQuestion()),
    "shared_sources": (told(answer(HAMA), SHARED_SOURCES), OfQuestion()),
    "further": (told(answer(HAMA, more=(event("later"),)), ONE_FACT, SEVERAL), OfQuestion()),
    "sources_of_entry": (told(answer(HAMA), ONE_FACT), OfEntry(View.SOURCES, HAMA.id)),
    "no_record": (
        told(
            answer(status=Status.NO_RECORD, choices=(NearestEntry(HAMA), NearestEntry(event("e" * 80)))),
            NO_RECORD,
        ),
        OfQuestion(),
    ),
    "ambiguous": (
        told(
            answer(
                status=Status.AMBIGUOUS,
                choices=(Reading("when did rebels take Aleppo in 2024?"), Reading("x" * 90)),
            ),
            message(note(line("Which one?"))),
        ),
        OfQuestion((1,)),
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_an_answer_looks_like_its_file(name: str) -> None:
    shown = _shown(*CASES[name])
    file = GOLDEN / f"{name}.html"
    if os.environ.get("UPDATE_GOLDEN"):
        file.write_text(shown, encoding="utf-8")
    assert shown == file.read_text(encoding="utf-8")


def _shown(told: Told, origin: Origin) -> str:
    """Every page of an answer with its buttons."""
    parts = []
    for page in range(1, 100):
        try:
            one = screen(told, origin, page)
        except NoSuchPage:
            break
        parse(one.html)  # raises where Telegram would refuse it
        rows = one.keyboard.inline_keyboard if one.keyboard else ()
        buttons = [" ".join(f"[{button.text} | {button.callback_data}]" for button in row) for row in rows]
        parts.append("\n".join([f"--- page {page}", one.html, *buttons, ""]))
    return "\n".join(parts)
