"""Who controls a place on a day: from the events' recorded changes of control alone."""

from __future__ import annotations

from datetime import date

from answering.answer import ActorRef, Answer, ControlValue, Form, Phrase, PlaceRef
from answering.facts import statements
from answering.facts.control_changes import Change, changes_of
from answering.forms.inquiry import Inquiry
from db.directory import Directory
from db.model import Extent, Kind

_FIGHTING = frozenset({Kind.CLASH, Kind.SIEGE, Kind.OFFENSIVE})


def answer(inquiry: Inquiry) -> Answer:
    """The holders of the place that the question names, on its day or by the newest record."""
    places = inquiry.question.places
    if not places:
        return inquiry.no_record(Form.CONTROL)
    place = _innermost(inquiry)
    scope = inquiry.question.scope
    day = (scope.end or scope.start) if scope else None
    if scope is not None and scope.start is not None and scope.start > inquiry.question.today:
        return inquiry.no_record(Form.CONTROL, Phrase.of("note.future"))
    changes = changes_of(place, inquiry.timeline)
    before = [change for change in changes if day is None or change.event.when.start <= day]
    settled = [change for change in before if change.settled]
    if settled:
        return _held(inquiry, place, day, _standing(settled, inquiry.directory), before)
    own = [change for change in changes if change.own and change.entry.from_ and change.entry.extent is Extent.WHOLE]
    if day is not None and own and own[0].event.when.start > day:
        return _held_before(inquiry, place, day, own[0], changes)
    if before:
        return _held(inquiry, place, day, before[-1], before)
    return inquiry.no_record(Form.CONTROL)


def _innermost(inquiry: Inquiry) -> str:
    """The first place that the question names, or one inside it that it names too: "the Aleppo district of X"."""
    places = inquiry.question.places
    named = [one.places[0] for one in places if not one.actors] or [one.places[0] for one in places]
    inner = set(inquiry.directory.inside(named[0])) - {named[0]}
    return next((place for place in named[1:] if place in inner), named[0])


def _standing(settled: list[Change], directory: Directory) -> Change:
    """The change that stands of those that settled who holds a place: its own last one before those around it.

    A later change around it counts where it was taken there from those who held the place, or nobody is named.
    """
    own = [at for at, change in enumerate(settled) if change.own]
    if not own:
        return settled[-1]
    standing = settled[own[-1]]
    for change in settled[own[-1] + 1 :]:
        lost = change.entry.from_
        if not (lost and standing.entry.to) or any(
            _of_one_side(holder, loser, directory) for holder in standing.entry.to for loser in lost
        ):
            standing = change
    return standing


def _of_one_side(holder: str, loser: str, directory: Directory) -> bool:
    """Whether one belongs to the other, or both to something."""
    return not directory.bodies(holder).isdisjoint(directory.bodies(loser))


def _held(inquiry: Inquiry, place: str, day: date | None, change: Change, known: list[Change]) -> Answer:
    event, entry = change.event, change.entry
    since = event.when.start
    later = [other for other in known if other.event.when.start > since and not other.settled]
    contested = later or not change.settled
    notes = [Phrase.of("control.contested")] if contested else []
    holders = _with_successors(inquiry.directory, entry.to, day or inquiry.question.today)
    if entry.to:
        heading = Phrase.of("control.held", place=PlaceRef(place), actors=statements.actors(entry.to), since=event.when)
    else:
        heading = Phrase.of(
            "control.left", place=PlaceRef(place), actors=statements.actors(entry.from_), since=event.when
        )
    successors = tuple(ActorRef(holder) for holder in holders if holder not in entry.to)
    body = (Phrase.of("control.successor", actors=successors),) if successors else ()
    told = [statements.of_event(event, inquiry.directory, heading=heading, body=body)]
    told += [statements.of_event(other.event, inquiry.directory) for other in later[-2:]]
    return inquiry.answered(
        Form.CONTROL, told, value=ControlValue(place, holders, since), notes=[*notes, *_age(inquiry, day)]
    )


def _held_before(inquiry: Inquiry, place: str, day: date, change: Change, changes: list[Change]) -> Answer:
    """Before the first recorded change: whom it was then taken from."""
    event = change.event
    fought = inquiry.timeline.find(
        places=inquiry.directory.inside(place), kinds=_FIGHTING, start=day, end=event.when.start
    )
    partly = any(not one.settled and day <= one.event.when.start < event.when.start for one in changes)
    contested = partly or any(day <= one.start < event.when.start for one in fought)
    heading = Phrase.of(
        "control.before", place=PlaceRef(place), actors=statements.actors(change.entry.from_), date=event.when
    )
    return inquiry.answered(
        Form.CONTROL,
        [statements.of_event(event, inquiry.directory, heading=heading)],
        value=ControlValue(place, change.entry.from_, None),
        notes=[Phrase.of("control.contested_before")] if contested else [],
    )


def _with_successors(directory: Directory, holders: tuple[str, ...], day: date) -> tuple[str, ...]:
    """The holders, and who came after those that had ended by `day`."""
    found = dict.fromkeys(holders)
    for holder in holders:
        actor = directory.actors[holder]
        if actor.until is not None and actor.until < day:
            found.update(dict.fromkeys(actor.succeeded_by))
    return tuple(found)


def _age(inquiry: Inquiry, day: date | None) -> list[Phrase]:
    """How old the newest record is, where the question is about now."""
    newest = inquiry.timeline.coverage().newest
    return [Phrase.of("note.after_newest", date=newest)] if newest and (day is None or day > newest) else []
