"""What a timeline is made of: frozen values, as section 3 of the design describes the records.

Unknown stays unknown: a date, speaker or link that is not recorded is None or empty, never a default.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Precision(StrEnum):
    """How exactly a date is known."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    SPAN = "span"
    APPROXIMATE = "approximate"


class Kind(StrEnum):
    """What sort of thing happened."""

    PROTEST = "protest"
    CLASH = "clash"
    OFFENSIVE = "offensive"
    CAPTURE = "capture"
    WITHDRAWAL = "withdrawal"
    SIEGE = "siege"
    EVACUATION = "evacuation"
    AIRSTRIKE = "airstrike"
    SHELLING = "shelling"
    BOMBING = "bombing"
    CHEMICAL_ATTACK = "chemical_attack"
    ATTACK_ON_CIVILIANS = "attack_on_civilians"
    KILLING = "killing"
    ARREST = "arrest"
    RELEASE = "release"
    CEASEFIRE = "ceasefire"
    AGREEMENT = "agreement"
    TALKS = "talks"
    RESOLUTION = "resolution"
    SANCTIONS = "sanctions"
    ELECTION = "election"
    APPOINTMENT = "appointment"
    RESIGNATION = "resignation"
    STATEMENT = "statement"
    VISIT = "visit"
    DIPLOMACY = "diplomacy"
    INTERVENTION = "intervention"
    DISPLACEMENT = "displacement"
    AID = "aid"
    DISASTER = "disaster"
    OTHER = "other"


class Role(StrEnum):
    """What an actor did in an event; `from` lost control to `by`."""

    BY = "by"
    AGAINST = "against"
    FROM = "from"
    WITH = "with"
    ABOUT = "about"


class Status(StrEnum):
    """The editors' judgement of how well an event stands."""

    CONFIRMED = "confirmed"
    REPORTED = "reported"
    CLAIMED = "claimed"
    DISPUTED = "disputed"


class Stance(StrEnum):
    """What a report does with an event."""

    REPORTS = "reports"
    CLAIMS = "claims"
    CONFIRMS = "confirms"
    DENIES = "denies"


class Extent(StrEnum):
    """How much of a place a change of control took in."""

    WHOLE = "whole"
    PART = "part"


class Outcome(StrEnum):
    """How a vote, a resolution, an election or talks ended."""

    PASSED = "passed"
    VETOED = "vetoed"
    REJECTED = "rejected"
    ACCEPTED = "accepted"
    WON = "won"
    HELD = "held"
    FAILED = "failed"


class Measure(StrEnum):
    """What a figure counts."""

    KILLED = "killed"
    WOUNDED = "wounded"
    DISPLACED = "displaced"
    DETAINED = "detained"
    RELEASED = "released"
    MISSING = "missing"
    RETURNED = "returned"
    SURRENDERED = "surrendered"
    PRISONERS = "prisoners"
    VOTERS = "voters"
    VOTES = "votes"
    SEATS = "seats"
    AID_USD = "aid_usd"
    AREA_KM2 = "area_km2"
    STRIKES = "strikes"
    VEHICLES = "vehicles"
    OTHER = "other"


class Group(StrEnum):
    """Whom a figure counts."""

    PEOPLE = "people"
    CIVILIANS = "civilians"
    COMBATANTS = "combatants"
    SOLDIERS = "soldiers"
    REBELS = "rebels"
    ISLAMIC_STATE = "islamic_state"
    SECURITY = "security"
    CHILDREN = "children"
    WOMEN = "women"
    REFUGEES = "refugees"
    PRISONERS = "prisoners"
    JOURNALISTS = "journalists"
    PEACEKEEPERS = "peacekeepers"
    FOREIGNERS = "foreigners"
    OFFICIALS = "officials"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Text:
    """One text in several languages: pairs of a language code and the words, in the record's order."""

    by_language: tuple[tuple[str, str], ...]

    def get(self, language: str) -> str:
        """The words in `language`, or in the first language that is recorded."""
        first = self.by_language[0][1] if self.by_language else ""
        return dict(self.by_language).get(language, first)

    @property
    def languages(self) -> tuple[str, ...]:
        """The codes of the languages that have words."""
        return tuple(code for code, _ in self.by_language)


@dataclass(frozen=True, slots=True)
class When:
    """A plain date where the event happened: EDTF as recorded, its first and last day, its precision."""

    edtf: str
    start: date
    end: date
    precision: Precision


@dataclass(frozen=True, slots=True)
class Source:
    """A page that reported something. `published` is None where the page showed no date."""

    id: str
    outlet: str
    url: str | None
    published: date | None
    language: str
    kind: str


@dataclass(frozen=True, slots=True)
class Place:
    """A place and its names. `within` is its direct parent, `covers` what an informal area takes in besides."""

    id: str
    name: Text
    kind: str
    within: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    geonameid: int | None = None
    aliases: tuple[str, ...] = ()
    common_words: tuple[str, ...] = ()
    covers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Actor:
    """A person, body or group and its names; `since` and `until` bound its time, both days included."""

    id: str
    name: Text
    kind: str
    side: str | None
    member_of: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    exact: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    metonyms: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    succeeded_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Participant:
    """An actor's part in an event."""

    actor: str
    role: Role


@dataclass(frozen=True, slots=True)
class Report:
    """One source of an event and whom it has it from; `said_by` is empty where the outlet states it itself."""

    source: Source
    said_by: tuple[str, ...]
    stance: Stance
    on: date | None
    note: Text | None

    @property
    def dated(self) -> date | None:
        """The day it was said, else the day it was published; None where neither is known."""
        return self.on or self.source.published


@dataclass(frozen=True, slots=True)
class Figure:
    """A count: from `low` to `high`, of what, who counted, and the span and area that the number covers."""

    measure: Measure
    low: int | float
    high: int | float
    group: Group
    label: Text
    since: date | None
    until: date | None
    area: tuple[str, ...]
    said_by: tuple[str, ...]
    source: Source


@dataclass(frozen=True, slots=True)
class ControlChange:
    """A change of who holds places. `to` empty: taker not recorded; `excluded`: places inside left out."""

    places: tuple[str, ...]
    to: tuple[str, ...]
    from_: tuple[str, ...]
    extent: Extent
    excluded: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened, with at least one report. The first of `places` is the main one."""

    id: str
    when: When
    clock: str | None
    kind: Kind
    places: tuple[str, ...]
    actors: tuple[Participant, ...]
    text: Text
    status: Status
    importance: int
    reports: tuple[Report, ...]
    figures: tuple[Figure, ...] = ()
    tags: tuple[str, ...] = ()
    control: tuple[ControlChange, ...] = ()
    outcome: Outcome | None = None

    def __hash__(self) -> int:
        return hash(self.id)  # which tells most events apart; hashing all that they hold takes long

    def by_role(self, *roles: Role) -> tuple[str, ...]:
        """The ids of the actors with one of `roles`, in the record's order."""
        return tuple(part.actor for part in self.actors if part.role in roles)


Record = Source | Place | Actor | Event
