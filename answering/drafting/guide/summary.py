"""The end of the dialogue: the entry as it would be, and what of it to change."""

from __future__ import annotations

from answering.answer import Phrase
from answering.drafting.guide.order import main_steps
from answering.drafting.guide.single import in_rows
from answering.drafting.guide.state import Ask, Here, Option, Turn
from answering.drafting.guide.step import Name, Step


class Summary:
    """The whole entry; publishing and keeping it are done where its drafts are kept."""

    def ask(self, here: Here) -> Ask:
        """Ask what is to become of it."""
        return Ask(Phrase.of("guide.summary"))

    def write(self, text: str, here: Here) -> Turn:
        """Words change nothing here."""
        return here.stay(Phrase.of("guide.choose_below"))

    def choose(self, choice: str, here: Here) -> Turn | None:
        """There is nothing to choose but what its draft's own buttons do."""
        return None


class Fields:
    """What can be changed."""

    def ask(self, here: Here) -> Ask:
        """Ask what to change."""
        names = [name for name in main_steps(here) if name is not Name.SUMMARY]
        extra = [name for name in (Name.CONTROL, Name.OUTCOME) if name not in names]
        options = [Option(f"={name}", Phrase.of(f"guide_title.{name}")) for name in (*names, *extra)]
        return Ask(Phrase.of("guide.fields"), (), in_rows(options, 2))

    def write(self, text: str, here: Here) -> Turn:
        """Words change nothing here."""
        return here.stay(Phrase.of("guide.choose_below"))

    def choose(self, choice: str, here: Here) -> Turn | None:
        """Go to what is to be changed, and then back to the summary."""
        names = {*main_steps(here), Name.CONTROL, Name.OUTCOME, Name.CLOCK} - {Name.SUMMARY}
        name = next((name for name in names if choice == f"={name}"), None)
        return here.go(Step(name, aside=True)) if name else None
