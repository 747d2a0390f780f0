"""What a form works with: the question, the timeline, and the last answer in the chat."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial

from answering.answer import (
    ActorRef,
    Answer,
    Choice,
    Form,
    NearestEntry,
    Phrase,
    PlaceRef,
    Reading,
    Statement,
    Status,
    Value,
)
from answering.facts.counting import counters_of
from answering.finding import Finder
from answering.finding.matching import Match
from answering.lexicon import load
from answering.names import Names
from answering.question import Named, Question
from answering.text import shortened, tokenize
from answering.words.phrases import Label, PhraseTable
from db.directory import Directory
from db.model import Event, Outcome, Stance
from db.outlines import Outline
from db.timeline import Timeline

_NEAREST = 3


@dataclass(frozen=True, slots=True)
class Inquiry:
    """One question put to one timeline.

    `notes` are what was assumed on the way; with `known_by` only what had been reported by that day is told.
    """

    question: Question
    timeline: Timeline
    names: Names
    previous: Answer | None = None
    notes: tuple[Phrase, ...] = field(default=())
    known_by: date | None = None

    @property
    def directory(self) -> Directory:
        """The places and actors of the timeline."""
        return self.timeline.directory

    @property
    def finder(self) -> Finder:
        """A finder for the question."""
        return Finder(self.timeline, self.question)

    def about(self, question: Question) -> Inquiry:
        """The same inquiry with another question in its place."""
        return Inquiry(question, self.timeline, self.names, self.previous, self.notes, self.known_by)

    @property
    def last_day(self) -> date | None:
        """The last day of the actors that the question names, or of the bodies that they belong to."""
        return self.directory.last_day(actor for one in self.question.actors for actor in one.actors)

    @property
    def names_a_person(self) -> bool:
        """Whether one of the actors that the question names is a person."""
        return any(self.directory.is_person(actor) for one in self.question.actors for actor in one.actors)

    @property
    def elsewhere(self) -> tuple[Named, ...]:
        """The places that the question names, without the country that the timeline is about."""
        return tuple(one for one in self.question.places if self.directory.home not in one.places)

    def of_entries(self, ids: Iterable[str], unmet: tuple[str, ...]) -> Inquiry:
        """The same inquiry about these entries and nothing else, with what of its question they do not speak of."""
        question = self.question
        only = replace(
            question,
            only=frozenset(ids),
            named=question.named if question.form is Form.HOW_MANY else (),  # whose count it is, and of where
            actions=(),
            words=(),
            outcomes=frozenset(),
            scope=None,
            clause="",
        )
        notes = (Phrase.of("note.unmet", words=unmet),) if unmet else ()
        return replace(self, question=only, notes=(*self.notes, *notes))

    def members_of(self, named: Iterable[Named]) -> frozenset[str]:
        """The ids of the actors that are named, and of all that belong to them."""
        return frozenset(member for one in named for actor in one.actors for member in self.directory.members(actor))

    def voices_of(self, named: Iterable[Named]) -> frozenset[str]:
        """The ids of the actors that are named, of all that belong to them, and of all that they belong to."""
        return frozenset[str]().union(*counters_of(named, self.directory))

    def inside(self, named: Iterable[Named]) -> frozenset[str]:
        """The ids of the places that are named, and of all that lie in them."""
        return frozenset(inside for one in named for place in one.places for inside in self.directory.inside(place))

    def stances_told(self, event: Event) -> frozenset[Stance]:
        """The stances that an entry's own words tell of, in the language of the question: it denies, it claims."""
        return self._told(load(self.question.language).stances, event)

    def outcomes_told(self, event: Event) -> frozenset[Outcome]:
        """How an entry's own words say that something ended, in the language of the question: it was rejected."""
        return self._told(load(self.question.language).outcomes, event)

    def _told(self, table: PhraseTable[Label], event: Event) -> frozenset[Label]:
        found = table.find(tokenize(event.text.get(self.question.language)))
        return frozenset(label for labels, _, _ in found for label in labels)

    def events(self, matches: Sequence[Match | Outline]) -> list[Event]:
        """The whole events of matches or outlines, in their order."""
        return self.events_by_seq((match.outline if isinstance(match, Match) else match).seq for match in matches)

    def events_by_seq(self, seqs: Iterable[int]) -> list[Event]:
        """The whole events with these `seq`."""
        events = self.timeline.events(seqs)
        if self.known_by is None:
            return events
        return [
            replace(
                event,
                reports=tuple(report for report in event.reports if report.dated and report.dated <= self.known_by),
            )
            for event in events
        ]

    def answered(
        self,
        form: Form,
        statements: Sequence[Statement],
        *,
        value: Value | None = None,
        more: Sequence[Statement] = (),
        notes: Sequence[Phrase] = (),
    ) -> Answer:
        """An answer that states something."""
        told = (*self._unmet(statements), *notes)
        return self._answer(Status.ANSWERED, form, told, statements=statements, more=more, value=value)

    def ambiguous(self, form: Form, readings: Sequence[Reading]) -> Answer:
        """The question back, with the ways in which it can be read."""
        return self._answer(Status.AMBIGUOUS, form, [Phrase.of("note.ambiguous")], choices=readings)

    def _unmet(self, statements: Sequence[Statement]) -> tuple[Phrase, ...]:
        """What the question says and nothing of the answer does, in a sentence."""
        words = self.finder.unmet({statement.event.id for statement in statements})
        return (Phrase.of("note.unmet", words=words),) if words else ()

    def no_record(self, form: Form, note: Phrase | None = None, *, nearest: bool = True) -> Answer:
        """The refusal: what was looked for, and the nearest recorded entries."""
        about = looked_for(self.question)
        if note is None:
            note = Phrase.of("note.no_record", about=about) if about else Phrase.of("note.no_record_bare")
        newest, scope = self.timeline.coverage().newest, self.question.scope
        notes = [note]
        if newest and scope is not None and scope.start and scope.start > newest:
            notes.append(Phrase.of("note.after_newest", date=newest))
        return self._answer(Status.NO_RECORD, form, notes, choices=self._nearest() if nearest else ())

    def _answer(
        self,
        status: Status,
        form: Form,
        notes: Sequence[Phrase],
        *,
        statements: Sequence[Statement] = (),
        more: Sequence[Statement] = (),
        value: Value | None = None,
        choices: Sequence[Choice] = (),
    ) -> Answer:
        """An answer to the question as it was understood, with what was assumed on the way before its own notes."""
        return Answer(
            question=self.question.text,
            language=self.question.language,
            status=status,
            form=form,
            understood=understood(self.question, form),
            notes=(*self.notes, *notes),
            statements=tuple(statements),
            more=tuple(more),
            value=value,
            choices=tuple(choices),
            asked=self.question,
        )

    def _nearest(self) -> tuple[NearestEntry, ...]:
        """The entries nearest to what was asked: of the same place and kind first, then before and after."""
        question = self.question
        places, actors = self.inside(question.places), self.members_of(question.actors)
        kinds = frozenset(kind for act in question.actions for kind in act.kinds)
        find = partial(self.timeline.find, limit=_NEAREST)
        scope = question.scope
        start, end = (scope.start, scope.end) if scope else (None, None)
        ways = []
        if places:
            ways += [partial(find, places=places, start=start, end=end)] if scope else []
            ways += [partial(find, places=places, kinds=kinds)] if kinds else []
            ways += [partial(find, places=places)]
        elif actors:
            ways += [partial(find, actors=actors, start=start, end=end)]
        found: dict[int, Outline] = {}
        for way in ways:
            if len(found) < _NEAREST:  # else nothing further off is wanted
                found.update((one.seq, one) for one in way())
        nearest = sorted(list(found.values())[:_NEAREST], key=lambda one: (one.start, one.id))
        return tuple(NearestEntry(event) for event in self.events(nearest))


def looked_for(question: Question) -> tuple[object, ...]:
    """What a question names, to be worded as a list."""
    named: list[object] = [Phrase.of(f"action.{act.name}") for act in question.actions[:1]]
    for one in question.named:
        if one.places:
            named.append(PlaceRef(one.places[0]))
        elif one.actors:
            named.append(ActorRef(one.actors[0]))
    if question.words:
        named.append(shortened(" ".join(token.text for token in question.words)))
    if question.scope is not None and (question.scope.start or question.scope.end):
        named.append(question.scope)
    return tuple(named)


def understood(question: Question, form: Form) -> Phrase:
    """How a question was read, in a line."""
    about = looked_for(question)
    asked = Phrase.of(f"form.{form.value}")
    if not about:
        return Phrase.of("understood.bare", form=asked)
    return Phrase.of("understood", form=asked, about=about)
