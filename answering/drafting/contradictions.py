"""What in a draft the record says otherwise: who held a place, how many were counted before, who was there when."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from answering.answer import ActorRef, Phrase, PlaceRef
from answering.drafting.draft import Field
from answering.drafting.noted import Warned
from answering.facts.control_changes import Change, changes_of
from db.directory import Directory
from db.figure_outlines import FiguresWanted
from db.model import Event, Extent, Figure, Kind, Role
from db.origins import are_one
from db.timeline import Timeline


def of_control(event: Event, timeline: Timeline) -> Iterator[Warned]:
    """Places taken by who held them already, and taken from who didn't hold them."""
    for places, to, from_ in _taken(event):
        for place in places:
            held = _held(event, place, timeline)
            if held is None or not held.entry.to:
                continue
            holders = held.entry.to
            if to and all(_is_one_of(actor, holders, timeline.directory) for actor in to):
                yield _of_holders("warn.held_already", place, held, ())
            elif from_ and not any(_may_hold(actor, holders, timeline.directory) for actor in from_):
                yield _of_holders("warn.not_holder", place, held, from_)


def of_figures(event: Event, timeline: Timeline) -> Iterator[Warned]:
    """Running totals that fall below an earlier one of the same counter, or rise above a later one."""
    for figure in event.figures:
        if figure.until is None or figure.since == figure.until or not figure.area:
            continue
        seqs = sorted(
            {
                one.seq
                for one in timeline.figures(_of_the_same(figure))
                if one.until not in (None, figure.until)
                and one.since == figure.since
                and (set(one.area), set(one.said_by)) == (set(figure.area), set(figure.said_by))
            }
        )
        for other_event in timeline.events(seqs):
            for other in other_event.figures:
                if other_event.id == event.id or not _counts_alike(figure, other) or other.until is None:
                    continue
                if other.until < figure.until and figure.high < other.low:
                    yield _of_totals("warn.toll_falls", figure, figure.high, other, other.low, other_event)
                elif other.until > figure.until and figure.low > other.high:
                    yield _of_totals("warn.toll_above", figure, figure.low, other, other.high, other_event)


def _of_the_same(figure: Figure) -> FiguresWanted:
    """Figures that may count what this one does."""
    return FiguresWanted(
        measures=frozenset({figure.measure}),
        groups=frozenset({figure.group}),
        areas=frozenset(figure.area),
        since=figure.since,
    )


def of_times(event: Event, timeline: Timeline) -> Iterator[Warned]:
    """Actors and speakers who were not there, or not in their office, on the day."""
    directory = timeline.directory
    said: dict[str, tuple[Field, date, date]] = {}
    for part in event.actors:
        if part.role is not Role.ABOUT:
            said.setdefault(part.actor, (Field.ACTORS, event.when.start, event.when.end))
    for report in event.reports:
        day = report.on or event.when.start
        for speaker in report.said_by:
            said.setdefault(speaker, (Field.SAID_BY, day, report.dated or day))
    for id, (field, start, end) in said.items():
        actor = directory.actors[id]
        if directory.valid(id, start, end):
            continue
        if actor.until is not None and actor.until < start:
            yield Warned(Phrase.of("warn.gone", actor=ActorRef(id), until=actor.until), (), field)
        elif actor.since is not None:
            yield Warned(Phrase.of("warn.not_yet", actor=ActorRef(id), since=actor.since), (), field)


def _taken(event: Event) -> Iterator[tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]]:
    """Places that change hands in an event, who takes them and from whom."""
    if event.control:
        yield from (
            (change.places, change.to, change.from_) for change in event.control if change.extent is Extent.WHOLE
        )
    elif event.kind is Kind.CAPTURE:
        yield event.places[:1], event.by_role(Role.BY), event.by_role(Role.FROM)


def _of_holders(name: str, place: str, held: Change, actors: tuple[str, ...]) -> Warned:
    said = Phrase.of(
        name,
        place=PlaceRef(place),
        holders=tuple(map(ActorRef, held.entry.to)),
        since=held.event.when,
        actors=tuple(map(ActorRef, actors)),
    )
    return Warned(said, (held.event.id,), Field.CONTROL)


def _of_totals(name: str, figure: Figure, number: float, other: Figure, known: float, event: Event) -> Warned:
    said = Phrase.of(name, number=number, label=figure.label, until=other.until, known=known)
    return Warned(said, (event.id,), Field.FIGURE)


def _held(event: Event, place: str, timeline: Timeline) -> Change | None:
    """The last settled change before an event of who holds a place; None where there is none, or others came after."""
    before = [
        change
        for change in changes_of(place, timeline)
        if change.event.when.start < event.when.start and change.event.id != event.id
    ]
    settled = [change for change in before if change.settled]
    if not settled:
        return None
    last = settled[-1]
    later = [one for one in before if one.event.when.start > last.event.when.start and not one.settled]
    return None if later else last


def _is_one_of(actor: str, holders: tuple[str, ...], directory: Directory) -> bool:
    return any(actor == holder or holder in directory.bodies(actor) for holder in holders)


def _may_hold(actor: str, holders: tuple[str, ...], directory: Directory) -> bool:
    """Whether an actor is a holder, of its side, or came after it."""
    for holder in holders:
        side = directory.actors[holder].side
        came_after = actor in directory.actors[holder].succeeded_by
        if came_after or are_one(actor, holder, directory.actors) or (side and directory.actors[actor].side == side):
            return True
    return False


def _counts_alike(figure: Figure, other: Figure) -> bool:
    """Whether two figures count the same from the same day on: only the last day and the number may differ."""
    mine, its = (
        (one.measure, one.group, one.since, frozenset(one.area), frozenset(one.said_by)) for one in (figure, other)
    )
    same_outlet = bool(figure.said_by) or figure.source.outlet == other.source.outlet
    return mine == its and same_outlet and figure.label.get("en").casefold() == other.label.get("en").casefold()
