"""The guided dialogue of an entry: what is asked now, and what a text or a press does to the draft and to the step.

It knows nothing of Telegram and keeps nothing: a state and an input go in, the state that follows comes out. What
was taken stays, whatever comes after; Back and Next change nothing.
"""

from __future__ import annotations

from typing import Protocol

from answering.answer import Phrase
from answering.drafting.draft import Draft, Field
from answering.drafting.guide import figure_parts, figures, listed, order, pages, sayings, single, sources, summary
from answering.drafting.guide.state import Ask, Here, Option, State, Turn
from answering.drafting.guide.step import OF_FIGURE, OF_REPORT, Name, Step, read_step

__all__ = [
    "Ask",
    "Here",
    "Name",
    "Option",
    "State",
    "Step",
    "Turn",
    "ask",
    "back",
    "choose",
    "onward",
    "read_step",
    "write",
]


class _Asker(Protocol):
    def ask(self, here: Here) -> Ask: ...

    def write(self, text: str, here: Here) -> Turn: ...

    def choose(self, choice: str, here: Here) -> Turn | None: ...


_ASKERS: dict[Name, _Asker] = {
    Name.DATE: single.Date(),
    Name.CLOCK: single.Clock(),
    Name.KIND: single.KindOfEvent(),
    Name.PLACES: listed.Places(),
    Name.ACTORS: listed.Actors(),
    Name.ROLE: listed.RoleOfActor(),
    Name.ENGLISH: single.TextIn(Field.ENGLISH),
    Name.ARABIC: single.TextIn(Field.ARABIC),
    Name.SOURCES: sources.Sources(),
    Name.SOURCE: sources.SourceOfReport(),
    Name.OUTLET: pages.Outlet(),
    Name.LINK: pages.Link(),
    Name.PUBLISHED: pages.Published(),
    Name.LANGUAGE: pages.LANGUAGE,
    Name.TYPE: pages.TYPE,
    Name.SAID_BY: sayings.SaidBy(),
    Name.STANCE: sayings.StanceOfReport(),
    Name.SAID_ON: sayings.SaidOn(),
    Name.FIGURES: figures.Figures(),
    Name.NUMBER: figures.Number(),
    Name.FIGURE: figures.FigureThere(),
    Name.SPAN: figure_parts.Span(),
    Name.AREA: figure_parts.Area(),
    Name.COUNTED_BY: figure_parts.CountedBy(),
    Name.LABEL: figure_parts.Label(),
    Name.STATUS: single.STATUS,
    Name.IMPORTANCE: single.Importance(),
    Name.CONTROL: listed.Control(),
    Name.OUTCOME: single.OUTCOME,
    Name.TAGS: listed.Tags(),
    Name.WHY: single.Why(),
    Name.SUMMARY: summary.Summary(),
    Name.FIELDS: summary.Fields(),
}


def ask(here: Here) -> Ask:
    """What is asked at the step where the dialogue is."""
    there = found(here)
    return _ASKERS[there.step.name].ask(there)


def write(text: str, here: Here) -> Turn:
    """What a text does there; one that is no answer changes nothing but what is said."""
    there = found(here)
    return _ASKERS[there.step.name].write(text, there)


def choose(choice: str, here: Here) -> Turn | None:
    """What choosing an option does there; None where the step has no such option."""
    there = found(here)
    return _ASKERS[there.step.name].choose(choice, there)


def back(here: Here) -> Turn:
    """The step before, with the draft as it is; the same step where there is none before."""
    there = found(here)
    return there.go(order.before(there) or there.step)


def onward(here: Here) -> Turn:
    """The step that follows, with the draft as it is."""
    return order.onward(found(here))


def at_fields(draft: Draft) -> Turn:
    """A draft, however it was begun, at the list of what can be changed."""
    return Turn(State(draft, Step(Name.FIELDS)))


def is_first(here: Here) -> bool:
    """Whether there is no step before."""
    return order.before(found(here)) is None


def found(here: Here) -> Here:
    """The dialogue where it is; where its source, figure or actor is there no more, at the list that they stand in."""
    step = here.step
    if step.name in (*OF_REPORT, *OF_FIGURE) and step.report >= len(here.draft.reports):
        return here.with_state(State(here.draft, Step(Name.SOURCES, aside=step.aside)))
    if step.name in OF_FIGURE and step.name is not Name.NUMBER and step.item >= len(here.report_values(Field.FIGURE)):
        return here.with_state(State(here.draft, step.at(Name.FIGURES)))
    if step.name is Name.ROLE and step.item >= len(listed.participants(here)):
        return here.with_state(State(here.draft, step.at(Name.ACTORS)))
    return here


def title(here: Here) -> Phrase:
    """What the step is about, and which of how many questions it is."""
    there = found(here)
    name = there.step.name
    about = Phrase.of(f"guide_title.{name}")
    if name in (Name.SUMMARY, Name.FIELDS):
        return about
    number, of = order.progress(there)
    return Phrase.of("guide.title", about=about, number=number, of=of)
