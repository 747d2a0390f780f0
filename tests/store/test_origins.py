"""Counting origins: who speaks behind the pages, and whether the losing side does."""

from datetime import date

import pytest

from db.model import (
    Actor,
    Event,
    Kind,
    Participant,
    Precision,
    Report,
    Role,
    Source,
    Stance,
    Status,
    Text,
    When,
)
from db.origins import Origin, confirmed_by_losing_side, origins


def actor(id: str, kind: str = "government_body", side: str | None = None, *bodies: str, alias: str = "") -> Actor:
    name = Text((("en", id), ("ar", id)))
    return Actor(id, name, kind, side, bodies, (alias,) if alias else ())


ACTORS = {
    known.id: known
    for known in (
        actor("government", "state", "government"),
        actor("army", "armed_forces", "government", "forces"),
        actor("forces", "coalition", "government", "government"),
        actor("spokesman", "person", None, "army"),
        actor("rebels", "coalition", "opposition"),
        actor("hts", "armed_group", "opposition", "rebels"),
        actor("sna", "armed_group", "opposition", "rebels"),
        actor("un", "organisation", "humanitarian_monitor"),
        actor("ocha", "organisation", "humanitarian_monitor", "un"),
        actor("unhcr", "organisation", "humanitarian_monitor", "un"),
        actor("sohr", "media", "humanitarian_monitor", alias="Syrian Observatory"),
        actor("activists", "unnamed", "none"),
        actor("residents", "population", "civilian"),
        actor("united-states", "state", "foreign"),
        actor("russia", "state", "foreign"),
    )
}


def report(outlet: str, *said_by: str, stance: Stance = Stance.REPORTS) -> Report:
    return Report(Source(outlet.lower(), outlet, None, None, "en", "news"), said_by, stance, None, None)


def event(*reports: Report, **parts: str) -> Event:
    """An event with these reports; a participant by role, `from_` for `from`."""
    day = date(2024, 12, 5)
    return Event(
        id="event",
        when=When("2024-12-05", day, day, Precision.DAY),
        clock=None,
        kind=Kind.CAPTURE,
        places=("hama",),
        actors=tuple(Participant(id, Role(role.rstrip("_"))) for role, ids in parts.items() for id in ids.split()),
        text=Text((("en", "x"), ("ar", "x"))),
        status=Status.CONFIRMED,
        importance=3,
        reports=reports,
    )


def voices(*reports: Report) -> list[tuple[str | None, tuple[int, ...]]]:
    """Each origin's speaker or outlet with its reports."""
    return [(origin.speaker or origin.outlet, origin.reports) for origin in origins(event(*reports), ACTORS)]


def test_an_origin_has_its_reports_and_stances() -> None:
    found = origins(
        event(
            report("AFP", "army", stance=Stance.CONFIRMS),
            report("Reuters"),
            report("BBC", "army", stance=Stance.DENIES),
            report("CNN", "army", stance=Stance.CONFIRMS),
        ),
        ACTORS,
    )
    assert found == (
        Origin("army", None, (0, 2, 3), (Stance.CONFIRMS, Stance.DENIES)),
        Origin(None, "Reuters", (1,), (Stance.REPORTS,)),
    )


def test_outlets_that_quote_one_speaker_are_one() -> None:
    assert voices(report("AFP", "sohr"), report("BBC", "sohr")) == [("sohr", (0, 1))]


def test_an_actor_and_its_body_are_one() -> None:
    assert voices(report("AFP", "ocha"), report("BBC", "un")) == [("un", (0, 1))]
    assert voices(report("AFP", "government"), report("BBC", "spokesman")) == [("government", (0, 1))]


def test_members_of_one_body_are_two_where_it_does_not_speak_itself() -> None:
    assert voices(report("AFP", "ocha"), report("BBC", "unhcr")) == [("ocha", (0,)), ("unhcr", (1,))]
    assert voices(report("AFP", "hts"), report("BBC", "sna"), report("CNN", "rebels")) == [("rebels", (0, 1, 2))]


def test_where_the_speaker_is_unnamed_or_not_given_the_outlet_is_the_origin() -> None:
    assert voices(report("AFP", "activists"), report("BBC", "residents"), report("AFP")) == [
        ("AFP", (0, 2)),
        ("BBC", (1,)),
    ]


def test_an_outlet_is_one_however_its_name_is_written() -> None:
    assert voices(report("Al-Jazeera"), report("al jazeera")) == [("Al-Jazeera", (0, 1))]


def test_an_outlet_that_others_quote_is_one_with_its_own_page() -> None:
    assert voices(report("Syrian Observatory"), report("AFP", "sohr")) == [("sohr", (0, 1))]


def test_a_report_with_two_speakers_counts_for_both_and_once_for_each() -> None:
    assert voices(report("AFP", "hts", "army")) == [("hts", (0,)), ("army", (0,))]
    assert voices(report("AFP", "activists", "residents")) == [("AFP", (0,))]
    assert voices(report("AFP", "activists", "army")) == [("AFP", (0,)), ("army", (0,))]


def test_an_actor_that_is_not_known_stands_for_itself() -> None:
    assert voices(report("AFP", "somebody")) == [("somebody", (0,))]


@pytest.mark.parametrize(
    ("speaker", "parts", "said"),
    [
        ("army", {"by": "hts", "from_": "army"}, True),
        ("army", {"by": "hts", "against": "army"}, True),
        ("government", {"by": "hts", "from_": "army"}, True),  # its member stands there
        ("spokesman", {"by": "hts", "from_": "government"}, True),  # a body it belongs to
        ("spokesman", {"by": "hts", "from_": "army"}, True),
        ("forces", {"by": "hts", "from_": "spokesman"}, True),
        ("hts", {"by": "hts", "from_": "army"}, False),
        ("rebels", {"by": "hts", "from_": "army"}, False),
        ("sohr", {"by": "hts", "from_": "army"}, False),
        ("army", {"by": "hts", "about": "army"}, False),
        ("army", {"by": "hts", "with": "army"}, False),
        ("sna", {"by": "army", "from_": "hts"}, True),  # its side
        ("sna", {"by": "hts", "from_": "rebels"}, True),  # its body, though its side fights itself
        ("hts", {"by": "hts", "from_": "rebels"}, False),
        ("united-states", {"by": "army", "against": "russia"}, False),  # "foreign" is no side
        ("ocha", {"by": "army", "against": "sohr"}, False),
        ("somebody", {"by": "army", "against": "hts"}, False),
        ("somebody", {"by": "army", "against": "somebody"}, True),
    ],
)
def test_confirmed_by_the_losing_side(speaker: str, parts: dict[str, str], said: bool) -> None:
    told = event(report("AFP", speaker, stance=Stance.CONFIRMS), **parts)
    assert confirmed_by_losing_side(told, ACTORS) == ((speaker,) if said else ())


@pytest.mark.parametrize("stance", [Stance.REPORTS, Stance.CLAIMS, Stance.DENIES])
def test_only_a_confirmation_confirms(stance: Stance) -> None:
    told = event(report("AFP", "army", stance=stance), by="hts", from_="army")
    assert confirmed_by_losing_side(told, ACTORS) == ()


def test_each_speaker_that_confirms_is_named_once() -> None:
    told = event(
        report("AFP", "army", "sohr", stance=Stance.CONFIRMS),
        report("BBC", "army", stance=Stance.CONFIRMS),
        report("CNN", "government", stance=Stance.CONFIRMS),
        by="hts",
        from_="army",
    )
    assert confirmed_by_losing_side(told, ACTORS) == ("army", "government")
