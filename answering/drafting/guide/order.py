"""The order of the steps: what comes before and after one, for the draft as it is."""

from __future__ import annotations

from answering.answer import Phrase
from answering.drafting.counting import read_count
from answering.drafting.draft import Draft, Field
from answering.drafting.guide.state import Here, State, Turn
from answering.drafting.guide.step import MAIN, OF_ACTOR, OF_FIGURE, OF_REPORT, Name, Step
from answering.drafting.sourcing import Page
from db.model import Kind, Precision
from db.source_rows import habit_of

CHANGE_CONTROL = frozenset({Kind.CAPTURE, Kind.WITHDRAWAL})
HAVE_OUTCOME = frozenset({Kind.RESOLUTION, Kind.ELECTION, Kind.TALKS})

_PARENTS = {
    **dict.fromkeys(OF_REPORT, Name.SOURCES),
    **dict.fromkeys(OF_FIGURE, Name.FIGURES),
    **dict.fromkeys(OF_ACTOR, Name.ACTORS),
}
_OTHER_LANGUAGE_FIRST = {Name.ENGLISH: Name.ARABIC, Name.ARABIC: Name.ENGLISH}


def before(here: Here) -> Step | None:
    """The step to which Back leads; None at the first."""
    step = here.step
    if step.name is Name.FIELDS:
        return Step(Name.SUMMARY)
    if step.aside and step.name in MAIN:
        return Step(Name.FIELDS)
    order = _order(step.name, here.language)
    earlier = [name for name in order[: order.index(step.name)] if _is_asked(name, here)]
    return step.at(earlier[-1], item=step.item) if earlier else _parent(step)


def after(here: Here) -> Step:
    """The step at which the dialogue goes on from this one."""
    step = here.step
    if step.name is Name.FIELDS or (step.aside and step.name in MAIN):
        return Step(Name.SUMMARY)
    order = _order(step.name, here.language)
    later = [name for name in order[order.index(step.name) + 1 :] if _is_asked(name, here)]
    return step.at(later[0], item=step.item) if later else _parent(step) or Step(Name.SUMMARY)


def onward(here: Here, draft: Draft | None = None, said: Phrase | None = None) -> Turn:
    """Go on to the next step, with another draft where one is given."""
    changed = here.with_state(State(draft or here.draft, here.step))
    return Turn(State(changed.draft, after(changed)), said)


def main_steps(here: Here) -> tuple[Name, ...]:
    """The steps that the draft leads through, without those of single sources, figures and actors."""
    return tuple(name for name in _order(Name.DATE, here.language) if _is_asked(name, here))


def progress(here: Here) -> tuple[int, int]:
    """Which of how many questions this step is, or belongs to."""
    name = here.step.name
    while name in _PARENTS:
        name = _PARENTS[name]
    order = _order(Name.DATE, here.language)
    asked = [one for one in order if one is not Name.SUMMARY and (one is name or _is_asked(one, here))]
    return (asked.index(name) + 1 if name in asked else len(asked)), len(asked)


def _order(name: Name, language: str) -> tuple[Name, ...]:
    """The steps beside one in their order, its own among them, whether the draft leads through them or not."""
    chain = next((chain for chain in (MAIN, OF_REPORT, OF_FIGURE, OF_ACTOR) if name in chain), (name,))
    if language != "ar":
        return chain
    return tuple(_OTHER_LANGUAGE_FIRST.get(one, one) for one in chain)  # the editor's own first


def _is_habitual(page: Page, here: Here) -> bool:
    """Whether the outlet's other pages tell the language and the type of this one."""
    return page.outlet is not None and habit_of(here.timeline.database, page.outlet) is not None


def _parent(step: Step) -> Step | None:
    """The list that this step's source, figure or actor stands in."""
    parent = _PARENTS.get(step.name)
    return step.at(parent) if parent else None


def _is_asked(name: Name, here: Here) -> bool:
    """Whether the draft as it is leads through a step."""
    match name:
        case Name.CLOCK:
            when = here.when
            return bool(here.draft.value(Field.CLOCK)) or (when is not None and when.precision is Precision.DAY)
        case Name.CONTROL:
            return bool(here.draft.values(Field.CONTROL)) or here.kind in CHANGE_CONTROL
        case Name.OUTCOME:
            return bool(here.draft.value(Field.OUTCOME)) or here.kind in HAVE_OUTCOME
        case Name.OUTLET | Name.LINK | Name.PUBLISHED:
            return isinstance(here.source(), Page)
        case Name.WHY:  # for the history of an entry that is there
            return here.draft.entry is not None or bool(here.draft.value(Field.WHY))
        case Name.LANGUAGE | Name.TYPE:
            page = here.source()
            told = page.language if name is Name.LANGUAGE and isinstance(page, Page) else page.kind
            return isinstance(page, Page) and page.outlet is not None and bool(told or not _is_habitual(page, here))
        case Name.SAID_ON:
            return bool(here.report_value(Field.SAID_BY))
        case Name.SPAN | Name.AREA | Name.COUNTED_BY | Name.LABEL:
            lines = here.report_values(Field.FIGURE)
            return here.step.item < len(lines) and not isinstance(
                read_count(lines[here.step.item], here.reader), Phrase
            )
        case Name.NUMBER:
            return False
        case _:
            return True
