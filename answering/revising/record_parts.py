"""A record taken apart for telling its changes: each field with its label, and what it holds as it can be worded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from answering.answer import ActorRef, Joined, Phrase, PlaceRef
from answering.drafting.words import meant
from db.directory import Directory
from db.model import Actor, ControlChange, Event, Figure, Participant, Place, Record, Report, Source, Text

_NAMED_LANGUAGES = {"en": "language.en", "ar": "language.ar"}  # what the catalogues call them


@dataclass(frozen=True, slots=True)
class Single:
    """A field that holds one thing, or nothing: `value` is then None."""

    label: Phrase
    value: object


@dataclass(frozen=True, slots=True)
class Item:
    """One of several things in a field: `stored` is the thing itself, `key` what makes it the same thing changed."""

    key: object
    stored: object
    words: object


@dataclass(frozen=True, slots=True)
class Several:
    """A field that holds a list."""

    label: Phrase
    items: tuple[Item, ...]


Part = Single | Several


def parts_of(record: Record, directory: Directory) -> tuple[Part, ...]:
    """The fields of a record in a reader's order; those of the same type of record have the same labels."""
    return tuple(_Parts(directory).of(record))


class _Parts:
    """The fields of records that name the places and actors of one directory."""

    def __init__(self, directory: Directory) -> None:
        self._directory = directory

    def of(self, record: Record) -> Iterator[Part]:
        match record:
            case Event():
                yield from self._event(record)
            case Place():
                yield from self._place(record)
            case Actor():
                yield from self._actor(record)
            case Source():
                yield from _source(record)

    def _event(self, event: Event) -> Iterator[Part]:
        yield Single(_label("when"), event.when)
        yield Single(_label("clock"), Phrase.of(f"clock.{event.clock}") if event.clock else None)
        yield Single(_label("kind"), Phrase.of(f"kind.{event.kind.value}"))
        yield Several(_label("places"), self._places(event.places))
        yield Several(_label("actors"), tuple(map(self._part, event.actors)))
        yield from _texts("text", event.text)
        yield Single(_label("status"), Phrase.of(f"change.status.{event.status.value}"))
        yield Single(_label("importance"), event.importance)
        yield Several(_label("reports"), tuple(map(self._report, event.reports)))
        yield Several(_label("figures"), tuple(map(self._figure, event.figures)))
        yield Several(_label("control"), tuple(map(self._control, event.control)))
        yield Single(_label("outcome"), Phrase.of(f"change.outcome.{event.outcome}") if event.outcome else None)
        yield Several(_label("tags"), _words(event.tags))

    def _place(self, place: Place) -> Iterator[Part]:
        yield from _texts("name", place.name)
        yield Single(_label("kind"), _kind("place_kind", place.kind))
        yield Single(_label("in"), self.place(place.within) if place.within else None)
        point = (place.latitude, place.longitude)
        yield Single(_label("coordinates"), None if None in point else f"{point[0]}, {point[1]}")
        yield Single(_label("geonameid"), None if place.geonameid is None else str(place.geonameid))
        yield Several(_label("aliases"), _words(place.aliases))
        yield Several(_label("common_words"), _words(place.common_words))
        yield Several(_label("covers"), self._places(place.covers))

    def _actor(self, actor: Actor) -> Iterator[Part]:
        yield from _texts("name", actor.name)
        yield Single(_label("kind"), _kind("actor_kind", actor.kind))
        yield Single(_label("side"), _side(actor.side) if actor.side else None)
        yield Several(_label("member_of"), self._actors(actor.member_of))
        yield Several(_label("aliases"), _words(actor.aliases))
        yield Several(_label("exact"), _words(actor.exact))
        yield Single(_label("since"), actor.since)
        yield Single(_label("until"), actor.until)
        yield Several(_label("metonyms"), _words(actor.metonyms))
        yield Several(_label("adjectives"), _words(actor.adjectives))
        yield Several(_label("succeeded_by"), self._actors(actor.succeeded_by))

    def place(self, id: str) -> PlaceRef | str:
        """A place by its name; by its id where it is not there any more."""
        return PlaceRef(id) if id in self._directory.places else id

    def actor(self, id: str) -> ActorRef | str:
        """An actor by its name; by its id where it is not there any more."""
        return ActorRef(id) if id in self._directory.actors else id

    def _places(self, ids: Iterable[str]) -> tuple[Item, ...]:
        return tuple(Item(id, id, self.place(id)) for id in ids)

    def _actors(self, ids: Iterable[str]) -> tuple[Item, ...]:
        return tuple(Item(id, id, self.actor(id)) for id in ids)

    def _part(self, part: Participant) -> Item:
        role = Phrase.of(f"change.role.{part.role.value}")
        return Item(part.actor, part, Phrase.of("change.part", actor=self.actor(part.actor), role=role))

    def _report(self, report: Report) -> Item:
        speakers = tuple(map(self.actor, report.said_by))
        said = (
            Phrase.of(f"source.{report.stance.value}", actors=speakers)
            if speakers
            else Phrase.of(f"source.{report.stance.value}_itself")
        )
        on = (Phrase.of("change.said_on", day=report.on),) if report.on else ()
        note = (Phrase.of("change.note", note=report.note),) if report.note else ()
        # A changed page of the same source is told where that source's history is.
        stored = (report.source.id, report.said_by, report.stance, report.on, report.note)
        return Item(report.source.id, stored, Joined((report.source, said, *on, *note)))

    def _figure(self, figure: Figure) -> Item:
        number = (
            Phrase.of("figure.one", number=figure.low)
            if figure.low == figure.high
            else Phrase.of("figure.range", low=figure.low, high=figure.high)
        )
        what = Phrase.of(
            "change.figure",
            measure=Phrase.of(f"measure.{figure.measure.value}"),
            group=Phrase.of(f"change.group.{figure.group.value}"),
            number=number,
            label=figure.label,
        )
        area = (Phrase.of("figure.area", places=tuple(map(self.place, figure.area))),) if figure.area else ()
        counted = (
            Phrase.of("figure.counted_by", actors=tuple(map(self.actor, figure.said_by)))
            if figure.said_by
            else Phrase.of("figure.counted_by_outlet", outlet=figure.source.outlet)
        )
        key = (figure.measure, figure.group, figure.source.id)
        stored = (
            *(*key, figure.low, figure.high, figure.label, figure.since, figure.until),
            *(figure.area, figure.said_by),
        )
        return Item(key, stored, Joined((what, counted, _span(figure), *area, figure.source)))

    def _control(self, change: ControlChange) -> Item:
        to = tuple(map(self.actor, change.to))
        from_ = tuple(map(self.actor, change.from_))
        words: list[object] = [Phrase.of("change.control_of", places=tuple(map(self.place, change.places)))]
        words.append(Phrase.of("change.control_to", actors=to) if to else Phrase.of("change.control_left"))
        words += [Phrase.of("change.control_from", actors=from_)] if from_ else []
        words.append(Phrase.of(f"change.extent.{change.extent.value}"))
        left_out = tuple(map(self.place, change.excluded))
        words += [Phrase.of("change.control_except", places=left_out)] if left_out else []
        return Item(change.places, change, Joined(tuple(words)))


def _source(source: Source) -> Iterator[Part]:
    yield Single(_label("outlet"), source.outlet)
    yield Single(_label("url"), source.url)
    yield Single(_label("published"), source.published)
    yield Single(_label("lang"), _language(source.language))
    yield Single(_label("kind"), source.kind)


def _kind(table: str, kind: str) -> Phrase | str:
    """A kind of place or actor in words; one that is in no table as it stands."""
    return Phrase.of(f"{table}.{kind}") if meant(table, kind) == kind else kind


def _side(side: str) -> Phrase | str:
    return Phrase.of(f"change.side.{side}") if meant("side", side) == side else side


def _label(field: str) -> Phrase:
    return Phrase.of(f"change.field.{field}")


def _texts(field: str, text: Text) -> Iterator[Single]:
    """A field for each language that has a name, also where it has no words, and for the others that have words."""
    languages: Sequence[str] = (*_NAMED_LANGUAGES, *(code for code in text.languages if code not in _NAMED_LANGUAGES))
    words = dict(text.by_language)
    for code in languages:
        yield Single(Phrase.of(f"change.field.{field}", language=_language(code)), words.get(code))


def _language(code: str) -> Phrase | str:
    return Phrase.of(_NAMED_LANGUAGES[code]) if code in _NAMED_LANGUAGES else code


def _words(words: Iterable[str]) -> tuple[Item, ...]:
    return tuple(Item(word, word, word) for word in words)


def _span(figure: Figure) -> Phrase:
    match figure.since, figure.until:
        case None, None:
            return Phrase.of("figure.undated")
        case None, until:
            return Phrase.of("figure.until", until=until)
        case since, None:
            return Phrase.of("figure.since", since=since)
        case since, until if since == until:
            return Phrase.of("figure.span_day", since=since)
        case since, until:
            return Phrase.of("figure.span", since=since, until=until)
