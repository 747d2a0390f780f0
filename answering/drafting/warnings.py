"""Warnings before publishing: likely duplicates, contradictions with the record, and what its sources don't bear."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from answering.answer import Phrase
from answering.drafting.contradictions import of_control, of_figures, of_times
from answering.drafting.draft import Field
from answering.drafting.likeness import similar
from answering.drafting.noted import Warned
from db.model import Event, Text
from db.remarks import Odd, Oddity, oddities
from db.timeline import Timeline

__all__ = ["Warned", "warnings"]

_LONGEST = 120  # letters that are shown of an entry's text
_ARABIC, _LATIN = re.compile(r"[\u0621-\u064a]"), re.compile(r"[A-Za-z]")
_ODD = {
    Oddity.CONFIRMED_YET_DENIED: "warn.confirmed_yet_denied",
    Oddity.CONFIRMED_BY_ONE: "warn.confirmed_by_one",
    Oddity.REPORTED_YET_DENIED: "warn.reported_yet_denied",
    Oddity.CLAIMED_BY_OTHERS: "warn.claimed_by_others",
    Oddity.DISPUTED_BY_NOBODY: "warn.disputed_by_nobody",
    Oddity.TOLD_BEFORE: "warn.told_before",
    Oddity.SAID_AFTER_PAGE: "warn.said_after_page",
    Oddity.COUNTED_AFTER_PAGE: "warn.counted_after_page",
}
_FIELDS = {
    Oddity.TOLD_BEFORE: Field.DATE,
    Oddity.SAID_AFTER_PAGE: Field.SAID_ON,
    Oddity.COUNTED_AFTER_PAGE: Field.FIGURE,
}


def warnings(event: Event, timeline: Timeline, *, today: date) -> tuple[Warned, ...]:
    """What an editor should look at before publishing an event, stored already or not; likely duplicates first."""
    found: list[Warned] = []
    for other in similar(event, timeline):
        said = Phrase.of("warn.alike", when=other.when, text=shortened(other.text), id=other.id)
        found.append(Warned(said, (other.id,), alike=True))
    found += of_control(event, timeline)
    found += of_figures(event, timeline)
    found += of_times(event, timeline)
    found += [_odd(odd, event) for odd in oddities(event, timeline.directory.actors)]
    found += _of_itself(event, today)
    return tuple(found)


def shortened(text: Text) -> Text:
    """A text of which each language shows a line at most."""
    return Text(tuple((language, _cut(words)) for language, words in text.by_language))


def _cut(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST].rsplit(' ', 1)[0]}…"


def _odd(odd: Odd, event: Event) -> Warned:
    source = event.figures[odd.position].source if odd.field == "figures" else event.reports[odd.position].source
    said = Phrase.of(
        _ODD[odd.oddity], count=odd.count or None, number=odd.count, day=odd.day, other=odd.other, outlet=source.outlet
    )
    return Warned(said, (), _FIELDS.get(odd.oddity, Field.STATUS))


def _of_itself(event: Event, today: date) -> Iterator[Warned]:
    """What looks odd in an event whatever else is recorded."""
    if event.when.start > today:
        yield Warned(Phrase.of("warn.not_yet_happened", day=event.when), (), Field.DATE)
    texts = dict(event.text.by_language)
    if not _is_in(texts.get("en", ""), _LATIN, _ARABIC):
        yield Warned(Phrase.of("warn.no_english"), (), Field.ENGLISH)
    if not _is_in(texts.get("ar", ""), _ARABIC, _LATIN):
        yield Warned(Phrase.of("warn.no_arabic"), (), Field.ARABIC)
    undated = dict.fromkeys(report.source.outlet for report in event.reports if report.source.published is None)
    if undated:
        yield Warned(Phrase.of("warn.undated", outlets=tuple(undated)), (), Field.SOURCE)


def _is_in(words: str, script: re.Pattern[str], other: re.Pattern[str]) -> bool:
    """Whether most letters of a text are of the script of its language."""
    return len(script.findall(words)) > len(other.findall(words))
