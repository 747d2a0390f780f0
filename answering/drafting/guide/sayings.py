"""The steps about what a page says: whom it has it from, what it does with it, and when that was said."""

from __future__ import annotations

import re
from collections.abc import Sequence

from answering.answer import Phrase
from answering.drafting.dating import day_of
from answering.drafting.draft import Field
from answering.drafting.guide.listed import actor_name, participants
from answering.drafting.guide.lists import Rows, added, additions, named, takings, without
from answering.drafting.guide.order import onward
from answering.drafting.guide.pages import offered_days
from answering.drafting.guide.state import Ask, Here, Option, Turn, in_report
from answering.drafting.words import meant, shown
from db.model import Stance

_SUGGESTED = 6


class SaidBy:
    """Whom the page has it from."""

    def ask(self, here: Here) -> Ask:
        """Ask who said it, with those who took part and what the last letters may mean."""
        speakers = here.ids(here.report_value(Field.SAID_BY), "actor")
        labels = [actor_name(id, here) for id in speakers]
        rows = (*suggested_speakers(here, speakers), *takings(speakers, labels))
        onward_by = None if speakers else "guide.itself"
        return Ask(Phrase.of("guide.speaker"), tuple(labels), rows, onward_by)

    def write(self, text: str, here: Here) -> Turn:
        """Take the actors that are clearly named, and look for the others."""
        found, letters, said = named(text, here, "actor")
        speakers = here.ids(here.report_value(Field.SAID_BY), "actor")
        return self._with((*speakers, *found), here, said, letters)

    def choose(self, choice: str, here: Here) -> Turn | None:
        """Add a speaker, or take one away."""
        speakers = here.ids(here.report_value(Field.SAID_BY), "actor")
        if (actor := added(choice, here.timeline.directory.actors)) is not None:
            return self._with((*speakers, actor), here)
        if (rest := without(choice, speakers)) is not None:
            return self._with(rest, here)
        return None

    def _with(self, speakers: Sequence[str], here: Here, said: Phrase | None = None, letters: str = "") -> Turn:
        if here.step.report >= len(here.draft.reports):
            return here.stay(said)
        lines = filter(None, [", ".join(dict.fromkeys(speakers))])
        draft = in_report(here.draft, here.step.report, Field.SAID_BY, *lines)
        return here.stay(said, draft=draft, letters=letters)


class StanceOfReport:
    """What the page, or who speaks in it, does with it."""

    def ask(self, here: Here) -> Ask:
        """Ask which."""
        now = meant("stance", here.report_value(Field.STANCE))
        options = tuple((Option(f"={stance}", Phrase.of(f"stance.{stance}")),) for stance in Stance)
        return Ask(Phrase.of("guide.stance"), (Phrase.of(f"stance.{now}"),) if now else (), options)

    def write(self, text: str, here: Here) -> Turn:
        """Take it by its word."""
        stance = here.reader.choice("stance", text)
        return here.stay(stance) if isinstance(stance, Phrase) else self._with(stance, here)

    def choose(self, choice: str, here: Here) -> Turn | None:
        """Take one of them."""
        return self._with(choice[1:], here) if choice[1:] in tuple(Stance) else None

    def _with(self, stance: str, here: Here) -> Turn:
        return onward(
            here, in_report(here.draft, here.step.report, Field.STANCE, shown("stance", stance, here.language))
        )


class SaidOn:
    """The day on which the speaker said it."""

    def ask(self, here: Here) -> Ask:
        """Ask for the day, with that of the page and that of the entry."""
        written = here.report_value(Field.SAID_ON)
        day = day_of(written, here.today) if written else None
        values = () if day is None else (written if isinstance(day, Phrase) else day,)
        offered = (here.source().published, here.when.start if here.when else None)
        return Ask(Phrase.of("guide.said"), values, offered_days(offered))

    def write(self, text: str, here: Here) -> Turn:
        """Take a day."""
        day = day_of(text, here.today)
        if isinstance(day, Phrase):
            return here.stay(day)
        return onward(here, in_report(here.draft, here.step.report, Field.SAID_ON, day.isoformat()))

    def choose(self, choice: str, here: Here) -> Turn | None:
        """Take one of the days that are offered."""
        return self.write(choice[1:], here) if re.fullmatch(r"=\d{4}-\d\d-\d\d", choice) else None


def suggested_speakers(here: Here, without: Sequence[str]) -> Rows:
    """The actors that may have said it: by the last letters, else those who took part."""
    letters = here.step.detail
    if letters:
        found = here.suggesting.actors(letters, here.when)
    else:
        known = (id for id, _ in participants(here) if id in here.timeline.directory.actors)
        found = tuple(here.suggesting.actor(id) for id in dict.fromkeys(known)) if not without else ()
    return additions(((one.id, one.label) for one in found[:_SUGGESTED]), without)
