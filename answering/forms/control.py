"""Who controls a place on a day: from the events' recorded changes of control alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from answering import statements
from answering.answer import ActorRef, Answer, ControlValue, Form, Phrase, PlaceRef
from answering.forms.inquiry import Inquiry
from db.directory import Directory
from db.model import ControlChange, Event, Extent, Kind, Status

_FIGHTING = frozenset({Kind.CLASH, Kind.SIEGE, Kind.OFFENSIVE})


@dataclass(frozen=True, slots=True)
class _Change:
    event: Event
    entry: ControlChange
    own: bool  # of the place itself and not of one that contains it

    @property
    def settled(self) -> bool:
        """Whether it says who holds the whole place, and nobody denies it."""
        return self.entry.extent is Extent.WHOLE and self.event.status is not Status.DISPUTED


def answer(inquiry: Inquiry) -> Answer:
    """The holders of the place that the question names, on its day or by the newest record."""
    places = inquiry.question.places
    if not places:
        return inquiry.no_record(Form.CONTROL)
    place = places[0].places[0]
    scope = inquiry.question.scope
    day = (scope.end or scope.start) if scope else None
    changes = _changes(inquiry, place)
    before = [change for change in changes if day is None or change.event.when.start <= day]
    settled = [change for change in before if change.settled]
    if settled:
        return _held(inquiry, place, day, settled[-1], before)
    own = [change for change in changes if change.own and change.entry.from_ and change.entry.extent is Extent.WHOLE]
    if day is not None and own:
        return _held_before(inquiry, place, day, own[0], changes)
    if before:
        return _held(inquiry, place, day, before[-1], before)
    return inquiry.no_record(Form.CONTROL)


def _changes(inquiry: Inquiry, place: str) -> list[_Change]:
    """The changes of the place and of what contains it, in time order; on one date whole comes after part."""
    directory = inquiry.directory
    around = directory.around(place)
    found = [
        _Change(event, entry, place in entry.places)
        for event in inquiry.timeline.control_events(around)
        for entry in event.control
        if around & set(entry.places) and not around & set(entry.excluded)
    ]
    return sorted(
        found,
        key=lambda change: (
            change.event.when.start,
            change.settled,
            -min(_distance(directory, place, one) for one in change.entry.places if one in around),
        ),
    )


def _distance(directory: Directory, place: str, container: str) -> int:
    """How much larger a container is: the number of places in it."""
    return 0 if place == container else len(directory.inside(container))


def _held(inquiry: Inquiry, place: str, day: date | None, change: _Change, known: list[_Change]) -> Answer:
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


def _held_before(inquiry: Inquiry, place: str, day: date, change: _Change, changes: list[_Change]) -> Answer:
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
