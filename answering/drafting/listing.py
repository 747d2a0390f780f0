"""Lists in a line of a draft: names with commas between them, and who stands in which role."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from answering.answer import Joined, Phrase
from answering.drafting.faults import no_actor, no_place, none_of
from answering.drafting.naming import Namer
from answering.drafting.words import key_of, keys, meant, without_marks
from db.model import Participant, Role

_COMMA = re.compile(r"\s*[,،;؛\n]\s*")


@dataclass(frozen=True, slots=True)
class Reader:
    """What names in a draft are read with: the directory's names, the days of the entry, the editor's language.

    Where the days aren't known, a name that several share is taken for the first of them: it is asked about once
    they are, and no entry is made before.
    """

    namer: Namer
    language: str
    today: date
    start: date | None = None
    end: date | None = None

    def place(self, name: str) -> str | Phrase:
        """The id of the place with a name, or what is wrong with the name."""
        found = self.namer.place(name)
        return found.only or no_place(name, found)

    def actor(self, name: str) -> str | Phrase:
        """The id of the actor with a name, or what is wrong with the name."""
        found = self.namer.actor(name, self.start, self.end)
        if found.ids and self.start is None:
            return found.ids[0]
        return found.only or no_actor(name, found)

    def places(self, written: str) -> tuple[str, ...] | Phrase:
        """The ids of places with commas between their names, each once, or all that is wrong."""
        return _together([self.place(name) for name in parts(written)])

    def actors(self, written: str) -> tuple[str, ...] | Phrase:
        """The ids of actors with commas between their names, each once, or all that is wrong."""
        return _together([self.actor(name) for name in parts(written)])

    def participants(self, written: str) -> tuple[Participant, ...] | Phrase:
        """Who stands in which role: "hts by, saa from", the role before or after the name or in brackets."""
        found: dict[Participant, None] = {}
        wrong: list[str | Phrase] = []
        for part in parts(written):
            name, role = with_role(part)
            actor = self._without_role(name) if role is None else self.actor(name)
            if role is None or isinstance(actor, Phrase):
                wrong.append(actor)
            else:
                found[Participant(actor, role)] = None
        told = _together(wrong)
        return told if isinstance(told, Phrase) else tuple(found)

    def choice(self, table: str, written: str) -> str | Phrase:
        """What a word of a table stands for, or what is wrong with it."""
        return meant(table, written) or none_of(table, written, self.language)

    def _without_role(self, name: str) -> Phrase:
        actor = self.actor(name)
        if isinstance(actor, Phrase):
            words = name.split()
            named = self.namer.actor(" ".join(words[:-1])).only or self.namer.actor(" ".join(words[1:])).only
            if not named:
                return actor
        return Phrase.of("draft.role_missing", written=name)


def _together(found: Sequence[str | Phrase]) -> tuple[str, ...] | Phrase:
    """The ids, each once; where anything is wrong, all that is."""
    wrong = tuple(one for one in found if isinstance(one, Phrase))
    if len(wrong) > 1:
        return Phrase.of("draft.several", said=Joined(wrong))
    return wrong[0] if wrong else tuple(dict.fromkeys(one for one in found if isinstance(one, str)))


def parts(written: str) -> list[str]:
    """The parts of a list that hold something."""
    return [part for part in _COMMA.split(without_marks(written).strip()) if part]


def with_role(part: str) -> tuple[str, Role | None]:
    """A name and its role; None where neither its last nor its first words are one."""
    if bracketed := re.fullmatch(r"(.+?)\s*\((.+)\)", part):
        role = meant("role", bracketed[2])
        return (bracketed[1], Role(role)) if role else (part, None)
    words = part.split()
    longest = max(len(key.split()) for key in keys("role"))
    for length in range(min(longest, len(words) - 1), 0, -1):
        for edge, rest in ((words[-length:], words[:-length]), (words[:length], words[length:])):
            role = keys("role").get(key_of(" ".join(edge)))
            if role:
                return " ".join(rest).strip(" :"), Role(role)
    return part, None
