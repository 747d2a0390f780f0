"""/place and /actor: what an editor sent, read as what is to be written, shown, or put right.

Nothing is overwritten unseen: a form of something recorded carries the revision that it was filled from.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from answering.answer import ActorRef, Phrase, PlaceRef
from answering.drafting.ids import unused
from answering.drafting.listing import Reader
from answering.drafting.naming import Named, Namer, namer
from answering.drafting.rows import COMMENT, begins_a_row, read_rows
from answering.drafting.words import shown, western, without_marks
from answering.registering import actors, places
from answering.registering.filled import Filled, is_id
from answering.wording import phrase
from db.folding import fold
from db.history import history, newest
from db.model import Actor, Place
from db.timeline import Timeline

_LONGEST = 3500  # characters of a form in a message
_LONG_LISTS = ("aliases", "common_words", "exact", "metonyms", "adjectives")
_ADDED = re.compile(r"(?P<name>[^\n+]+?)\s*\+\s*(?P<names>[^\n]+)")


class Sort(StrEnum):
    """What is registered; the value is the command, and the record's type."""

    PLACE = "place"
    ACTOR = "actor"


@dataclass(frozen=True, slots=True)
class ToWrite:
    """A record to be written: what is recorded now, None where it is new, and why; `shared`: names of others too."""

    record: Place | Actor
    before: Place | Actor | None
    based_on: int
    why: str
    shared: tuple[Phrase, ...] = ()


@dataclass(frozen=True, slots=True)
class ToShow:
    """A form to copy, change and send back, and what is said over it."""

    form: str
    said: Phrase


@dataclass(frozen=True, slots=True)
class ToMend:
    """What is wrong with what was sent, each thing in a sentence."""

    said: tuple[Phrase, ...]


def read(sort: Sort, text: str, timeline: Timeline, *, today: date, language: str) -> ToWrite | ToShow | ToMend:
    """What the words after a command ask for: a form, an empty one where there are none, names to add, or a write."""
    return _Reading(sort, timeline, today, language).read(without_marks(text).strip())


class _Reading:
    """What is read with: the kind of record, the timeline, the day and the language of who sent it."""

    def __init__(self, sort: Sort, timeline: Timeline, today: date, language: str) -> None:
        self._sort = sort
        self._timeline = timeline
        self._today = today
        self._language = language
        self._namer: Namer = namer(timeline.directory)
        self._table = f"{sort}_field"

    def read(self, text: str) -> ToWrite | ToShow | ToMend:
        if not text:
            return ToShow(self._template(), Phrase.of(f"register.template.{self._sort}"))
        if begins_a_row(text, self._table):
            return self._form(text)
        if added := _ADDED.fullmatch(text):
            return self._adding(added["name"], added["names"])
        return self._recorded_as(text)

    def _recorded_as(self, name: str) -> ToShow | ToMend:
        """The form of what has a name or id."""
        found = self._named(name)
        if found.only is None:
            return ToMend((self._unclear(name, found),))
        return ToShow(self._form_of(self._stored(found.only)), Phrase.of("register.recorded"))

    def _adding(self, name: str, names: str) -> ToWrite | ToMend:
        """More names for what has a name or id; what is recorded of it stays, so that nothing can be overwritten."""
        found = self._named(name)
        before = self._stored(found.only) if found.only else None
        if before is None:
            return ToMend((self._unclear(name, found),))
        filled = Filled(
            read_rows(f"{shown(self._table, 'aliases', 'en')}: {names}", self._table, "en")[0], *self._with()
        )
        given = dict(before.name.by_language).values()
        named = filled.names("aliases", ())
        if filled.faults:
            return ToMend(tuple(filled.faults))
        more = [one for one in named if one not in before.aliases and one not in given]
        record = replace(before, aliases=(*before.aliases, *more))
        return ToWrite(record, before, self._newest(), "", tuple(self._shared(record, before)))

    def _form(self, text: str) -> ToWrite | ToShow | ToMend:
        rows, unread = read_rows(text, self._table, self._language)
        filled = Filled(rows, *self._with())
        id = self._id(filled)
        before = self._stored(id)
        if before is not None and not filled.written("revision"):
            return ToShow(self._form_of(before), Phrase.of("register.seen_first", id=id))
        based_on = self._based_on(filled)
        directory = self._timeline.directory
        record: Place | Actor
        if self._sort is Sort.PLACE:
            record = places.read_place(filled, id, before if isinstance(before, Place) else None, directory)
        else:
            record = actors.read_actor(filled, id, before if isinstance(before, Actor) else None, directory)
        if unread or filled.faults:
            return ToMend((*unread, *filled.faults))
        return ToWrite(record, before, based_on, filled.written("why"), tuple(self._shared(record, before)))

    def _id(self, filled: Filled) -> str:
        """The id that the form names, or for a new record one after its English name."""
        written = filled.written("id")
        if written:
            if not is_id(written):
                filled.refuse("id", Phrase.of("register.no_id", written=written))
            return written
        stem = re.sub(r"[^a-z0-9]+", "-", fold(filled.written("name en"))).strip("-")[:50].strip("-")
        if not stem:
            if filled.written("name en"):
                filled.refuse("id", Phrase.of("register.id_needed"))
            return ""
        return unused(stem, self._is_taken)

    def _based_on(self, filled: Filled) -> int:
        """The revision that the form was filled from; of a new record the newest."""
        written, last = western(filled.written("revision")), self._newest()
        if not written:
            return last
        if not written.isascii() or not written.isdecimal() or int(written) > last:
            filled.refuse("revision", Phrase.of("register.no_revision", written=written))
            return last
        return int(written)

    def _is_taken(self, id: str) -> bool:
        """Whether a record has or had an id."""
        return self._stored(id) is not None or bool(history(self._timeline.database, id, self._sort))

    def _shared(self, record: Place | Actor, before: Place | Actor | None) -> Iterator[Phrase]:
        """The new names that others have as well: questions with them will be asked back."""
        old = set(_names(before)) if before else set()
        for name in dict.fromkeys(one for one in _names(record) if one not in old):
            others = tuple(id for id in self._all_named(name) if id != record.id)
            if others:
                refs = tuple(Phrase.of("draft.named", called=self._ref(id), id=id) for id in others)
                yield Phrase.of("register.shared", word=name, others=refs)

    def _all_named(self, name: str) -> tuple[str, ...]:
        return self._named(name).ids

    def _named(self, name: str) -> Named:
        return self._namer.place(name) if self._sort is Sort.PLACE else self._namer.actor(name)

    def _unclear(self, name: str, found: Named) -> Phrase:
        if found.ids or found.near:
            refs = tuple(Phrase.of("draft.named", called=self._ref(id), id=id) for id in found.ids or found.near)
            return Phrase.of("draft.name_ambiguous" if found.ids else "draft.name_near", written=name, candidates=refs)
        return Phrase.of(f"register.unknown.{self._sort}", written=name)

    def _ref(self, id: str) -> PlaceRef | ActorRef:
        return PlaceRef(id) if self._sort is Sort.PLACE else ActorRef(id)

    def _stored(self, id: str) -> Place | Actor | None:
        directory = self._timeline.directory
        return directory.places.get(id) if self._sort is Sort.PLACE else directory.actors.get(id)

    def _newest(self) -> int:
        return newest(self._timeline.database)

    def _with(self) -> tuple[str, Reader]:
        return self._table, Reader(self._namer, self._language, self._today)

    # Forms

    def _form_of(self, record: Place | Actor | None) -> str:
        """The form of what is recorded; where it would be too long, its longest lists are left as they are."""
        if isinstance(record, Place):
            values = places.place_values(record, self._language)
        elif isinstance(record, Actor):
            values = actors.actor_values(record, self._language)
        else:
            return self._template()
        rows = [(field, values.get(field, "")) for field in self._fields]
        while sum(len(value) + 30 for _, value in rows) > _LONGEST:
            longest = max((row for row in rows if row[0] in _LONG_LISTS), key=lambda row: len(row[1]))
            rows.remove(longest)
        lines = [f"{self._name(field)}: {value}".rstrip() for field, value in rows]
        return "\n".join([f"/{self._sort}", *lines, f"{self._name('revision')}: {self._newest()}"])

    def _template(self) -> str:
        lines = [f"/{self._sort}"]
        for field in self._fields:
            name = f"{self._sort}_kind" if field == "kind" else field.replace(" ", "_")
            how = phrase(f"register.how.{name}", self._language)
            lines += [f"{self._name(field)}:", f"{COMMENT} {how}"]
        return "\n".join(lines)

    @property
    def _fields(self) -> tuple[str, ...]:
        return places.FIELDS if self._sort is Sort.PLACE else actors.FIELDS

    def _name(self, field: str) -> str:
        return shown(self._table, field, self._language)


def _names(record: Place | Actor) -> tuple[str, ...]:
    """All names of a record, with those that stand for it only sometimes."""
    more = record.common_words if isinstance(record, Place) else (*record.exact, *record.metonyms)
    return (*(words for _, words in record.name.by_language), *record.aliases, *more)
