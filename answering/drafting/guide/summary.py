"""The end of the dialogue: the entry as it would be, and what of it to change."""

from __future__ import annotations

from collections.abc import Sequence

from answering.answer import Phrase
from answering.drafting.draft import OF_REPORT, Field
from answering.drafting.entry import Entry, entry_of
from answering.drafting.guide.order import main_steps
from answering.drafting.guide.single import in_rows
from answering.drafting.guide.state import Ask, Here, Option, Turn
from answering.drafting.guide.step import MAIN, Name, Step

_FIELDS = {
    Name.DATE: frozenset({Field.DATE}),
    Name.CLOCK: frozenset({Field.CLOCK}),
    Name.KIND: frozenset({Field.KIND}),
    Name.PLACES: frozenset({Field.PLACES}),
    Name.ACTORS: frozenset({Field.ACTORS}),
    Name.ENGLISH: frozenset({Field.ENGLISH}),
    Name.ARABIC: frozenset({Field.ARABIC}),
    Name.SOURCES: OF_REPORT | {Field.SOURCE},
    Name.STATUS: frozenset({Field.STATUS}),
    Name.IMPORTANCE: frozenset({Field.IMPORTANCE}),
    Name.CONTROL: frozenset({Field.CONTROL}),
    Name.OUTCOME: frozenset({Field.OUTCOME}),
    Name.TAGS: frozenset({Field.TAGS}),
    Name.WHY: frozenset({Field.WHY}),
}


class Summary:
    """The whole entry; publishing and keeping it are done where its drafts are kept."""

    def ask(self, here: Here) -> Ask:
        """Ask what is to become of it; what it still lacks, or says wrongly, is one press away."""
        return Ask(Phrase.of("guide.summary"), (), _openings(_amiss(here)))

    def write(self, text: str, here: Here) -> Turn:
        """Words change nothing here."""
        return here.stay(Phrase.of("guide.choose_below"))

    def choose(self, choice: str, here: Here) -> Turn | None:
        """Go to what is amiss, and then back here."""
        return _opened(choice, here)


class Fields:
    """What can be changed."""

    def ask(self, here: Here) -> Ask:
        """Ask what to change."""
        names = [name for name in main_steps(here) if name is not Name.SUMMARY]
        extra = [name for name in (Name.CONTROL, Name.OUTCOME) if name not in names]
        return Ask(Phrase.of("guide.fields"), (), _openings((*names, *extra)))

    def write(self, text: str, here: Here) -> Turn:
        """Words change nothing here."""
        return here.stay(Phrase.of("guide.choose_below"))

    def choose(self, choice: str, here: Here) -> Turn | None:
        """Go to what is to be changed, and then back to the summary."""
        return _opened(choice, here)


def _openings(names: Sequence[Name]) -> tuple[tuple[Option, ...], ...]:
    return in_rows([Option(f"={name}", Phrase.of(f"guide_title.{name}")) for name in names], 2)


def _opened(choice: str, here: Here) -> Turn | None:
    """The step that a choice goes to, from which the dialogue comes back to the summary."""
    name = next((name for name in MAIN if choice == f"={name}" and name is not Name.SUMMARY), None)
    return here.go(Step(name, aside=True)) if name else None


def _amiss(here: Here) -> tuple[Name, ...]:
    """The steps whose fields are missing or wrong, in their order."""
    made = entry_of(here.draft, here.timeline, today=here.today, language=here.language)
    if isinstance(made, Entry):
        return ()
    fields = {fault.field for fault in made}
    return tuple(name for name in MAIN if _FIELDS.get(name, frozenset()) & fields)
