"""What a question was read as: a frozen value that finding and the forms work from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from answering.answer import Form
from answering.dates import Scope
from answering.lexicon import ENDS, Action
from answering.names import Mention
from answering.text import Token
from db.model import Group, Measure, Outcome, Role, Stance

# What a text says of the order of things where it names one of several times, and which of them in order that is.
NTH = {"second": 1, "third": 2}


class Refusal(StrEnum):
    """Why a question can't be answered from a record of what happened and when."""

    WHY = "why"
    FUTURE = "future"
    OPINION = "opinion"
    PRIVATE = "private"
    PRESENT = "present"


class Talk(StrEnum):
    """What a text that asks nothing is."""

    GREETINGS = "greetings"
    THANKS = "thanks"
    ABOUT = "about"


@dataclass(frozen=True, slots=True)
class Named:
    """A place or actor that the asker named, with the roles in which an actor can be meant (empty: any)."""

    places: tuple[str, ...]
    actors: tuple[str, ...]
    roles: frozenset[Role]
    text: str
    stems: tuple[str, ...]
    position: int
    sites: tuple[str, ...] = ()
    adjective: bool = False
    spelled: str | None = None

    @staticmethod
    def of(mention: Mention, tokens: tuple[Token, ...], roles: frozenset[Role]) -> Named:
        """What `mention` names in `tokens`."""
        words = tokens[mention.first : mention.last]
        return Named(
            mention.places,
            mention.actors,
            roles,
            " ".join(word.text for word in words),
            tuple(word.stem for word in words),
            mention.first,
            mention.sites,
            mention.adjective,
            mention.spelled,
        )


@dataclass(frozen=True, slots=True)
class Question:
    """A question as read.

    `named` are the places and actors in the order of the text; `actions` what is said to have happened, the
    most telling first; `measure` and `groups` what is counted; `words` what is left over and has to be met;
    `modifiers` the stems of those that only go with a word for what happened ("ground assault"), `strict` of
    those that no answer may leave out: names that the record does not have, and what stands with the name of a
    place ("the port of Latakia"); `deeds` the
    stems of the very words that named an action; `tellers` say according to whom, where no name tells.
    `forms` are the forms that its words ask for, the most telling first, and empty for a fragment.
    `clause` is what the text says of the time in words of its own ("as the regime was collapsing"), and
    `clause_side` whether the time is `at`, `after` or `before` it.
    `begins` says that it asks when something that went on began ("when did they start bombing"), `ends` that it
    asks of the end of something ("when was the siege lifted").
    `chooses` says that it offers two names to choose from ("Paris or Riyadh").
    `refers` says that it speaks of something named before ("who took it?"), `continues` that it goes on from
    the last answer ("and Homs?"); `excluded` are entries that it does not ask for again, `only` the ones that
    it asks about, where it says no more.
    """

    text: str
    language: str
    today: date
    forms: tuple[Form, ...]
    named: tuple[Named, ...]
    actions: tuple[Action, ...]
    scope: Scope | None
    measures: tuple[Measure, ...]
    groups: tuple[Group, ...]
    outcomes: frozenset[Outcome]
    stances: tuple[Stance, ...]
    words: tuple[Token, ...]
    modifiers: frozenset[str]
    strict: frozenset[str]
    deeds: frozenset[str]
    tellers: tuple[Token, ...]
    order: frozenset[str]
    refusal: Refusal | None = None
    talk: Talk | None = None
    clause: str = ""
    clause_side: str = "at"
    negated: bool = False
    chooses: bool = False
    begins: bool = False
    ends: bool = False
    refers: bool = False
    continues: bool = False
    excluded: frozenset[str] = frozenset()
    only: frozenset[str] = frozenset()

    @property
    def says_something(self) -> bool:
        """Whether it narrows the record at all: by a name, a date, a word of its own or a telling action."""
        telling = any("says_little" not in act.traits for act in self.actions)
        return bool(self.named or self.words or self.scope or self.outcomes or self.only or self.clause or telling)

    @property
    def of_an_end(self) -> bool:
        """Whether it speaks of a fall, which may be that of a place or of somebody's rule."""
        return any(act.name in ENDS for act in self.actions)

    @property
    def nth(self) -> int:
        """Which of several times is asked about, in order: 0 for the first, or where none is said."""
        return max((at for label, at in NTH.items() if label in self.order), default=0)

    @property
    def form(self) -> Form | None:
        """The form that is answered first."""
        return self.forms[0] if self.forms else None

    @property
    def places(self) -> tuple[Named, ...]:
        """What was named and may be a place."""
        return tuple(one for one in self.named if one.places)

    @property
    def actors(self) -> tuple[Named, ...]:
        """What was named and may be an actor."""
        return tuple(one for one in self.named if one.actors)
