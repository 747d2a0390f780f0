"""The steps that ask for one value of the entry: its date and time, kind, texts, status, weight and outcome."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cache

from answering.answer import Phrase
from answering.catalogues import catalogue
from answering.dates import Scope
from answering.drafting.dating import when_of
from answering.drafting.draft import Field
from answering.drafting.guide.order import onward
from answering.drafting.guide.state import Ask, Here, Option, Turn
from answering.drafting.texts import cleaned
from answering.drafting.words import meant, shown, western
from answering.text import script_language
from answering.wording import phrase
from db.folding import fold
from db.model import Kind, Outcome, Status, When
from db.record_fields import LANGUAGES

LONGEST_TEXT = 700  # characters: what one phone screen shows
_LINK = re.compile(r"(?:https?://|t\.me/)\S+", re.IGNORECASE)  # which belongs to the sources
_LONGEST_CLOCK = 60
_LONGEST_REASON = 200
_CLOCKS = (
    "early morning",
    "morning",
    "noon",
    "afternoon",
    "evening",
    "night",
    "dawn",
)
GROUPS: dict[str, tuple[Kind, ...]] = {
    "fighting": (Kind.CLASH, Kind.OFFENSIVE, Kind.CAPTURE, Kind.WITHDRAWAL, Kind.SIEGE, Kind.INTERVENTION),
    "attacks": (
        Kind.AIRSTRIKE,
        Kind.SHELLING,
        Kind.BOMBING,
        Kind.CHEMICAL_ATTACK,
        Kind.ATTACK_ON_CIVILIANS,
        Kind.KILLING,
    ),
    "people": (
        Kind.PROTEST,
        Kind.ARREST,
        Kind.RELEASE,
        Kind.EVACUATION,
        Kind.DISPLACEMENT,
        Kind.AID,
        Kind.DISASTER,
    ),
    "diplomacy": (
        Kind.CEASEFIRE,
        Kind.AGREEMENT,
        Kind.TALKS,
        Kind.RESOLUTION,
        Kind.SANCTIONS,
        Kind.VISIT,
        Kind.DIPLOMACY,
    ),
    "politics": (Kind.ELECTION, Kind.APPOINTMENT, Kind.RESIGNATION, Kind.STATEMENT, Kind.OTHER),
}


@dataclass(frozen=True, slots=True)
class Date:
    """The day, month, year or span, exact or not."""

    def ask(self, here: Here) -> Ask:
        """Ask for the date."""
        options = [Option("=0", Phrase.of("guide.today")), Option("=1", Phrase.of("guide.yesterday"))]
        meant = when_of(here.step.detail, here.today) if here.step.detail else None
        if isinstance(meant, When):  # what a date without a year may have been
            options.insert(0, Option("=", meant))
        return Ask(Phrase.of("guide.date"), tuple(filter(None, [here.when])), (tuple(options),))

    def write(self, text: str, here: Here) -> Turn:
        """Take a date in EDTF or in words."""
        when = when_of(text, here.today)
        if isinstance(when, Phrase):
            return here.stay(when, letters=_meant_by(when))
        return onward(here, here.draft.having(Field.DATE, when.edtf))

    def choose(self, choice: str, here: Here) -> Turn | None:
        """Take today or yesterday, or the year that a date without one was taken for."""
        if choice == "=" and here.step.detail:
            return self.write(here.step.detail, here)
        if choice not in ("=0", "=1"):
            return None
        return self.write((here.today - timedelta(days=int(choice[1:]))).isoformat(), here)


@dataclass(frozen=True, slots=True)
class Clock:
    """The time of the day, in words."""

    def ask(self, here: Here) -> Ask:
        """Ask for the time of the day."""
        options = [Option(f"={clock}", Phrase.of(f"clock.{clock}")) for clock in _CLOCKS]
        clock = here.draft.value(Field.CLOCK)
        values = (Phrase.of(f"clock.{clock}"),) if clock else ()
        return Ask(Phrase.of("guide.clock"), values, in_rows(options, 3))

    def write(self, text: str, here: Here) -> Turn:
        """Take words; those that the catalogue knows are kept as records have them."""
        words = cleaned(text)
        if len(words) > _LONGEST_CLOCK or "\n" in words:
            return here.stay(Phrase.of("guide.clock_long", most=_LONGEST_CLOCK))
        known = _clocks().get(fold(words))
        if known is None and words and not any(map(str.isdecimal, words)):  # 14:30 is told in every language
            return here.stay(Phrase.of("guide.clock_unknown", written=words))
        return onward(here, here.draft.having(Field.CLOCK, known or words))

    def choose(self, choice: str, here: Here) -> Turn | None:
        """Take one of the usual words."""
        return self.write(choice[1:], here) if choice[1:] in _CLOCKS else None


@cache
def _clocks() -> Mapping[str, str]:
    """The times of day in words, folded, of every language, as records have them."""
    family = "clock."
    names = [one.id for one in catalogue("en") if isinstance(one.id, str) and one.id.startswith(family)]
    return {fold(phrase(id, language)): id.removeprefix(family) for id in names for language in LANGUAGES}


@dataclass(frozen=True, slots=True)
class KindOfEvent:
    """The kind, chosen from groups."""

    def ask(self, here: Here) -> Ask:
        """Ask for the kind: first its group, then itself."""
        values = (here.word("kind", here.kind),) if here.kind else ()
        kinds = GROUPS.get(here.step.detail)
        if kinds is None:
            options = [Option(f"g{group}", Phrase.of(f"kind_group.{group}")) for group in GROUPS]
            return Ask(Phrase.of("guide.kind"), values, in_rows(options, 2))
        options = [Option(f"={kind}", here.word("kind", kind)) for kind in kinds]
        others = (Option("g", Phrase.of("guide.other_kinds")),)
        return Ask(Phrase.of("guide.kind"), values, (*in_rows(options, 2), others))

    def write(self, text: str, here: Here) -> Turn:
        """Take a kind by its word."""
        kind = here.reader.choice("kind", text)
        return here.stay(kind) if isinstance(kind, Phrase) else self._with(kind, here)

    def choose(self, choice: str, here: Here) -> Turn | None:
        """Open a group, or take a kind."""
        if choice[:1] == "g" and (choice[1:] in GROUPS or choice == "g"):
            return here.stay(letters=choice[1:])
        if choice[1:] not in tuple(Kind):
            return None
        return self._with(choice[1:], here)

    def _with(self, kind: str, here: Here) -> Turn:
        return onward(here, here.draft.having(Field.KIND, shown("kind", kind, here.language)))


@dataclass(frozen=True, slots=True)
class TextIn:
    """What readers see, in one language."""

    field: Field

    def ask(self, here: Here) -> Ask:
        """Ask for the text."""
        written = here.draft.value(self.field)
        name = "guide.english" if self.field is Field.ENGLISH else "guide.arabic"
        return Ask(Phrase.of(name), (written,) if written else ())

    def write(self, text: str, here: Here) -> Turn:
        """Take a text that is in the language and no longer than a screen."""
        words = " ".join(cleaned(text).split())
        if len(words) > LONGEST_TEXT:
            return here.stay(Phrase.of("guide.text_long", number=len(words), most=LONGEST_TEXT))
        if not any(letter.isalpha() for letter in _LINK.sub("", words)):
            return here.stay(Phrase.of("guide.text_empty"))
        arabic = script_language(words) == "ar"
        if arabic is not (self.field is Field.ARABIC):
            return here.stay(Phrase.of("guide.not_arabic" if self.field is Field.ARABIC else "guide.not_english"))
        return onward(here, here.draft.having(self.field, words))

    def choose(self, choice: str, here: Here) -> Turn | None:
        """There is nothing to choose."""
        return None


@dataclass(frozen=True, slots=True)
class OneOf:
    """One value of a few that have words."""

    field: Field
    table: str
    values: Sequence[str]
    question: Phrase

    def ask(self, here: Here) -> Ask:
        """Ask which."""
        now = meant(self.table, here.draft.value(self.field))
        options = [Option(f"={value}", here.word(self.table, value)) for value in self.values]
        return Ask(self.question, (here.word(self.table, now),) if now else (), in_rows(options, 2))

    def write(self, text: str, here: Here) -> Turn:
        """Take it by its word."""
        found = here.reader.choice(self.table, text)
        return here.stay(found) if isinstance(found, Phrase) else self._with(found, here)

    def choose(self, choice: str, here: Here) -> Turn | None:
        """Take one of them."""
        return self._with(choice[1:], here) if choice[1:] in self.values else None

    def _with(self, value: str, here: Here) -> Turn:
        return onward(here, here.draft.having(self.field, shown(self.table, value, here.language)))


@dataclass(frozen=True, slots=True)
class Importance:
    """How much the entry weighs, from 1 to 5."""

    def ask(self, here: Here) -> Ask:
        """Ask for the number."""
        written = here.draft.value(Field.IMPORTANCE)
        options = tuple(Option(f"={number}", str(number)) for number in range(1, 6))
        return Ask(Phrase.of("guide.importance"), (written,) if written else (), (options,))

    def write(self, text: str, here: Here) -> Turn:
        """Take a number."""
        number = western(text).strip()
        if number not in ("1", "2", "3", "4", "5"):
            return here.stay(Phrase.of("draft.importance", written=text))
        return onward(here, here.draft.having(Field.IMPORTANCE, number))

    def choose(self, choice: str, here: Here) -> Turn | None:
        """Take one of the numbers."""
        return self.write(choice[1:], here) if choice[1:].isdigit() else None


@dataclass(frozen=True, slots=True)
class Why:
    """Why an entry that is there is changed."""

    def ask(self, here: Here) -> Ask:
        """Ask for the reason."""
        written = here.draft.value(Field.WHY)
        return Ask(Phrase.of("guide.why"), (written,) if written else ())

    def write(self, text: str, here: Here) -> Turn:
        """Take a line of words."""
        words = " ".join(cleaned(text).split())
        if not 0 < len(words) <= _LONGEST_REASON:
            return here.stay(Phrase.of("guide.why_long", most=_LONGEST_REASON))
        return onward(here, here.draft.having(Field.WHY, words))

    def choose(self, choice: str, here: Here) -> Turn | None:
        """There is nothing to choose."""
        return None


STATUS = OneOf(Field.STATUS, "status", tuple(Status), Phrase.of("guide.status"))
OUTCOME = OneOf(Field.OUTCOME, "outcome", tuple(Outcome), Phrase.of("guide.outcome"))


def _meant_by(said: Phrase) -> str:
    """The days that a date without a year is likeliest to mean, as EDTF; "" where none are told."""
    scope = said.values.get("meant")
    if not isinstance(scope, Scope) or scope.start is None or scope.end is None:
        return ""
    return str(scope.start) if scope.start == scope.end else f"{scope.start}/{scope.end}"


def in_rows(options: Sequence[Option], most: int) -> tuple[tuple[Option, ...], ...]:
    """The options in rows of so many."""
    return tuple(tuple(options[start : start + most]) for start in range(0, len(options), most))
