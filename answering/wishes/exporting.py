"""What an export is to hold, read from a text: the options of the command line, or words as a question has them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from answering.answer import ActorRef, Phrase, PlaceRef
from answering.names.of_timeline import names_of
from answering.question import Question
from answering.reading import read
from answering.wishes.topics import Topic, kind_named
from db.chats import Subject
from db.edtf_dates import read_day
from db.errors import BadDate
from db.model import Kind
from db.querying import Query
from db.timeline import Timeline

CSV, JSONL = "csv", "jsonl"

_NAMES = ("from", "until", "place", "actor", "kind", "format")
# A telephone makes one long dash of two, and its own quotation marks.
_OPTION = re.compile(r"(?<!\S)[–—-]{1,2}(?P<name>[\w-]+)(?:\s*=\s*|\s+|$)(?P<value>[\"“«][^\"”»]*[\"”»]|[^\s–—-]\S*)?")


@dataclass(frozen=True, slots=True)
class AskedExport:
    """The query and the form that a text asks for; `named` is what the query is about, to be worded.

    `unread` are the words that name nothing in the record: with any, nothing is to be exported.
    """

    query: Query
    form: str
    named: tuple[object, ...]
    unread: tuple[str, ...] = ()

    def options(self) -> str:
        """The same as options of the command line."""
        query = self.query
        given = [("from", str(query.start or "")), ("until", str(query.end or ""))]
        given += [("place", id) for id in query.places] + [("actor", id) for id in query.actors]
        given += [("kind", kind.value) for kind in query.kinds] + [("format", CSV if self.form == CSV else "")]
        return " ".join(f"--{name} {value}" for name, value in given if value)


def asked_export(text: str, timeline: Timeline, *, today: date) -> AskedExport:
    """What `text` asks to export; all of the timeline where it says nothing."""
    options = _Options(timeline, today)
    rest = _OPTION.sub(options.take, text).split()
    form = options.form
    if rest and rest[-1].lower().lstrip(".") in (CSV, JSONL):
        form = rest.pop().lower().lstrip(".")
    if rest and rest[0].lower().lstrip(".") in (CSV, JSONL):
        form = rest.pop(0).lower().lstrip(".")
    if rest:
        options.read(" ".join(rest))
    query = Query(options.start, options.end, tuple(options.places), tuple(options.actors), tuple(options.kinds))
    return AskedExport(query, form or JSONL, tuple(options.named), tuple(options.unread))


class _Options:
    """What was read so far."""

    def __init__(self, timeline: Timeline, today: date) -> None:
        self._timeline = timeline
        self._today = today
        self.start: date | None = None
        self.end: date | None = None
        self.places: list[str] = []
        self.actors: list[str] = []
        self.kinds: list[Kind] = []
        self.form = ""
        self.named: list[object] = []
        self.unread: list[str] = []

    def take(self, found: re.Match[str]) -> str:
        """Read one option; gives the nothing that it leaves in the text."""
        name, value = found["name"].lower(), (found["value"] or "").strip('"“”«»').strip()
        taken = name in _NAMES and value != "" and self._take(name, value)
        if not taken:
            self.unread.append(found.group().strip())
        return " "

    def read(self, text: str) -> None:
        """Read words as a question has them."""
        kind = kind_named(text)
        if kind is not None:
            self._kind(kind)
            return
        asked = self._asked(text)
        known = asked.named or asked.scope or any(act.kinds for act in asked.actions)
        self.unread += [word.text for word in asked.words] or ([] if known else text.split())
        self._names(asked)
        for act in asked.actions:
            for meant in act.kinds:
                self._kind(meant)
        if asked.scope:
            self.start, self.end = asked.scope.start, asked.scope.end
            self.named.append(asked.scope)

    def _take(self, name: str, value: str) -> bool:
        match name:
            case "from" | "until":
                try:
                    day = read_day(value)
                except BadDate:
                    return False
                self.start, self.end = (day, self.end) if name == "from" else (self.start, day)
                self.named.append(Phrase.of("export.from" if name == "from" else "export.until", day=day))
                return True
            case "kind":
                kind = next((kind for kind in Kind if kind == value.lower()), None) or kind_named(value)
                if kind is not None:
                    self._kind(kind)
                return kind is not None
            case "format":
                self.form = value.lower()
                return self.form in (CSV, JSONL)
            case _:
                return self._name(name, value)

    def _name(self, name: str, value: str) -> bool:
        """Take a place or an actor, by its id or else by its name."""
        directory = self._timeline.directory
        if name == "place" and value in directory.places:
            self._place(value)
        elif name == "actor" and value in directory.actors:
            self._actor(value)
        else:
            asked = self._asked(value)
            named = asked.places if name == "place" else asked.actors
            if not named or asked.words:
                return False
            for one in named:
                for id in one.places if name == "place" else one.actors:
                    (self._place if name == "place" else self._actor)(id)
        return True

    def _names(self, asked: Question) -> None:
        for one in asked.named:
            for id in one.places:
                self._place(id)
            for id in () if one.places else one.actors:
                self._actor(id)

    def _place(self, id: str) -> None:
        self.places.append(id)
        self.named.append(PlaceRef(id))

    def _actor(self, id: str) -> None:
        self.actors.append(id)
        self.named.append(ActorRef(id))

    def _kind(self, kind: Kind) -> None:
        if kind not in self.kinds:
            self.kinds.append(kind)
            self.named.append(Topic(Subject.KIND, kind).worded())

    def _asked(self, text: str) -> Question:
        return read(text, names_of(self._timeline), today=self._today)
