"""What an editor is told before publishing: likely duplicates, contradictions, and what the sources don't bear."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest

from answering.drafting.warnings import Warned, warnings
from answering.wording import Wording
from db.edtf_dates import read_when
from db.model import Event, Extent, Kind, Stance, Status, Text
from db.timeline import Timeline
from tests import builders
from tests.core.conftest import Small

TODAY = date(2026, 11, 22)
BOTH = "سيطرت الفصائل على المدينة."


def event(id: str = "new", when: str = "2024-12-05", **values: object) -> Event:
    """An event told in both languages by a dated page."""
    made: Event = builders.event(id, when, **{"en": "Rebels took the city.", "ar": BOTH, **values})  # type: ignore[arg-type]
    return made


def names(found: Sequence[Warned]) -> list[str]:
    """The sentences that are said, by their names."""
    return [one.said.name for one in found]


def warned(draft: Event, timeline: Timeline, name: str) -> Warned:
    """The one warning of this name."""
    (only,) = [one for one in warnings(draft, timeline, today=TODAY) if one.said.name == name]
    return only


def test_a_good_entry_has_no_warnings(small: Small) -> None:
    stored = event("aleppo", "2024-11-30", places=["aleppo"])
    assert warnings(event(), small(stored), today=TODAY) == ()


# Duplicates


def test_the_same_told_otherwise_is_found(bundled_timeline: Timeline) -> None:
    seqs = [seq for (seq,) in bundled_timeline.database.execute("SELECT seq FROM event WHERE importance >= 4")]
    told = 0
    events = bundled_timeline.events(seqs)
    for stored in events:
        half = Text(tuple((lang, " ".join(words.split()[::2])) for lang, words in stored.text.by_language))
        source = builders.source("new-page")
        again = replace(
            stored,
            id="new",
            text=half,
            reports=(builders.report(source),),
            figures=(),
            control=(),
            when=read_when((stored.when.start + timedelta(days=1)).isoformat()),
        )
        alike = [one for one in warnings(again, bundled_timeline, today=TODAY) if one.alike]
        told += any(stored.id in one.entries for one in alike)
    assert told >= 0.95 * len(events), f"{told} of {len(events)}"


def test_few_stored_entries_look_like_others(bundled_timeline: Timeline) -> None:
    seqs = [seq for (seq,) in bundled_timeline.database.execute("SELECT seq FROM event")]
    events = bundled_timeline.events(seqs)
    alike = sum(any(one.alike for one in warnings(event, bundled_timeline, today=TODAY)) for event in events)
    assert alike <= 0.15 * len(events), f"{alike} of {len(events)}"


def test_what_was_elsewhere_or_at_another_time_is_no_duplicate(small: Small) -> None:
    timeline = small(event("stored"))
    elsewhere = event(places=["homs"], reports=[builders.report(builders.source("other"))])
    assert not any(one.alike for one in warnings(elsewhere, timeline, today=TODAY))
    assert not any(one.alike for one in warnings(event(when="2024-12-15"), timeline, today=TODAY))
    assert warned(event(), timeline, "warn.alike").entries == ("stored",)
    assert not any(one.alike for one in warnings(event("stored"), timeline, today=TODAY))  # itself


# The record


def test_a_place_taken_by_who_holds_it(small: Small) -> None:
    before = event("held", "2024-11-30", by=["hts"], from_=["saa"], control=[builders.change("hama", to=["hts"])])
    timeline = small(before)
    found = warned(event(when="2024-12-09", by=["hts"], from_=["saa"]), timeline, "warn.held_already")
    assert found.entries == ("held",)
    assert Wording("en", timeline.directory).say(found.said).startswith("By the record, Hama was held by")


def test_a_place_taken_from_who_does_not_hold_it(small: Small) -> None:
    before = event("held", "2024-11-30", by=["hts"], control=[builders.change("hama", to=["hts"], from_=["saa"])])
    later = event(when="2024-12-05", control=[builders.change("hama", to=["sohr"], from_=["saa"])])
    assert warned(later, small(before), "warn.not_holder").entries == ("held",)


def test_who_holds_only_a_part_or_is_denied_is_no_holder(small: Small) -> None:
    part = event("part", "2024-11-30", control=[builders.change("hama", to=["hts"], extent=Extent.PART)])
    denied = event("denied", "2024-12-01", control=[builders.change("hama", to=["hts"])], status=Status.DISPUTED)
    later = event(when="2024-12-05", by=["hts"])
    assert "warn.held_already" not in names(warnings(later, small(part, denied), today=TODAY))


@pytest.mark.parametrize(
    ("until", "number", "said"),
    [("2024-12-06", 100, "warn.toll_falls"), ("2024-12-04", 900, "warn.toll_above"), ("2024-12-06", 730, None)],
)
def test_a_running_total_that_falls(until: str, number: int, said: str | None, small: Small) -> None:
    stored = event("toll", figures=[builders.figure(727, 728)], kind=Kind.STATEMENT)
    new = event(when="2024-12-09", figures=[builders.figure(number, until=until)], kind=Kind.STATEMENT)
    found = [one for one in warnings(new, small(stored), today=TODAY) if one.said.name.startswith("warn.toll")]
    assert names(found) == ([said] if said else [])
    assert all(one.entries == ("toll",) for one in found)


def test_other_counters_and_other_areas_are_no_running_total(small: Small) -> None:
    stored = event("toll", figures=[builders.figure(727)], kind=Kind.STATEMENT)
    for figure in (
        builders.figure(5, until="2024-12-06", said_by=["saa"]),
        builders.figure(5, until="2024-12-06", area=["hama"]),
        builders.figure(5, until="2024-12-06", since="2024-12-05"),
    ):
        new = event(when="2024-12-09", figures=[figure], kind=Kind.STATEMENT)
        assert not [one for one in warnings(new, small(stored), today=TODAY) if one.said.name.startswith("warn.toll")]


def test_a_speaker_who_is_not_in_office(bundled_timeline: Timeline) -> None:
    ended = next(
        actor for actor in bundled_timeline.directory.actors.values() if actor.until == date(2024, 12, 7) or actor.until
    )
    page = builders.source(published="2025-06-01")
    late = event(when="2025-06-01", reports=[builders.report(page, said_by=[ended.id], on="2025-06-01")])
    found = warned(late, bundled_timeline, "warn.gone")
    assert Wording("en", bundled_timeline.directory).say(found.said).startswith(ended.name.get("en"))
    begun = next(actor for actor in bundled_timeline.directory.actors.values() if actor.since)
    early = event(when="2011-02-01", by=[begun.id], reports=[builders.report(builders.source(published="2011-02-01"))])
    assert warned(early, bundled_timeline, "warn.not_yet")


# The sources


@pytest.mark.parametrize(
    ("draft", "said"),
    [
        (event(status=Status.CONFIRMED), "warn.confirmed_by_one"),
        (event(reports=[builders.report(stance=Stance.DENIES)]), "warn.reported_yet_denied"),
        (event(status=Status.CONFIRMED, reports=[builders.report(stance=Stance.DENIES)]), "warn.confirmed_yet_denied"),
        (event(status=Status.DISPUTED), "warn.disputed_by_nobody"),
        (
            event(
                status=Status.CLAIMED,
                reports=[builders.report(), builders.report(builders.source("two", outlet="Two"))],
            ),
            "warn.claimed_by_others",
        ),
        (event(reports=[builders.report(builders.source(published="2024-12-01"))]), "warn.told_before"),
        (event(reports=[builders.report(on="2024-12-09")]), "warn.said_after_page"),
        (event(figures=[builders.figure(3, until="2024-12-20")]), "warn.counted_after_page"),
        (event(reports=[builders.report(builders.source(published=None))]), "warn.undated"),
        (event(when="2027-01-01"), "warn.not_yet_happened"),
        (event(ar="Rebels took the city."), "warn.no_arabic"),
        (event(en=BOTH), "warn.no_english"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_the_sources_do_not_bear(draft: Event, said: str, small: Small) -> None:
    timeline = small()
    found = warned(draft, timeline, said)
    for language in ("en", "ar"):
        sentence = Wording(language, timeline.directory).say(found.said)
        assert "{" not in sentence
        assert "None" not in sentence
