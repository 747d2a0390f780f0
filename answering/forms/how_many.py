"""How many: the count inside the scope, who counted, its span; other counters and later revisions beside it.

A toll question is answered from the figure's own area, span and group (section 4 of the design, "Tolls"); a
question about one event from the figures of that event.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from answering import statements
from answering.answer import Answer, Citation, FigureValue, Form, Joined, Phrase, PlaceRef, Statement
from answering.finding import Finder
from answering.forms.inquiry import Inquiry
from answering.lexicon import Action, load
from answering.question import Named
from db.directory import Directory
from db.model import Event, Figure, Group, Measure
from db.timeline import FigureOutline

# Actions that only say what is counted, so that they name no event of their own.
_COUNTING = frozenset(
    {"kill", "die", "displace", "flee", "release", "arrest", "lose", "say", "evacuate", "massacre"}
)
_STARTING = frozenset({"launch", "fight", "attack"})
_BESIDE = 3


@dataclass(frozen=True, slots=True)
class Count:
    """A figure with the entry that carries it; several sources of one count make `low` and `high`."""

    event: Event
    figure: Figure
    low: int | float
    high: int | float
    sources: tuple[Figure, ...]

    @property
    def until(self) -> date:
        """The last day that it covers: as recorded, else the day that it was published or the entry's."""
        return self.figure.until or self.figure.source.published or self.event.when.end


def answer(inquiry: Inquiry) -> Answer:
    """The count that answers, by the rule for tolls where no event is named, else from the event's own figures."""
    question = inquiry.question
    speakers, others = _speakers(inquiry)
    eventful = [act for act in question.actions if act.name not in _COUNTING]
    counts: list[Count] = []
    if question.measures and not (others or question.places or question.words):
        eventful = [act for act in eventful if act.name not in _STARTING]  # "since the offensive began"
    if not (question.words or others or eventful):
        counts = _tolls(inquiry, speakers)
    if not counts:
        counts = _of_events(inquiry, speakers, others, eventful)
    if not counts:
        return inquiry.no_record(Form.HOW_MANY)
    return _told(inquiry, counts[0], counts[1:])


def _speakers(inquiry: Inquiry) -> tuple[list[Named], list[Named]]:
    """The named that count or speak, and the others."""
    directory = inquiry.directory
    counters = {"organisation", "government_body", "media"}
    speakers, others = [], []
    for one in inquiry.question.actors:
        kinds = {directory.actors[actor].kind for actor in one.actors}
        sides = {directory.actors[actor].side for actor in one.actors}
        counts = "humanitarian_monitor" in sides or "media" in kinds or (kinds <= counters and not one.roles)
        (speakers if counts and not one.places else others).append(one)
    others += [one for one in inquiry.question.places if not one.actors and False]
    return speakers, [one for one in others if not one.places]


def _tolls(inquiry: Inquiry, speakers: Sequence[Named]) -> list[Count]:
    question, directory = inquiry.question, inquiry.directory
    places = [place for one in question.places for place in one.places]
    if places:
        covering = {other for place in places for other in directory.inside(place)}
        found = inquiry.timeline.figures(_measures(inquiry), areas=covering)
        exact = [one for one in found if set(one.area) & set(places)]
        found = [one for one in exact if set(one.area) <= covering]
    else:
        found = inquiry.timeline.figures(_measures(inquiry))
    found = [one for one in found if _in_scope(one, inquiry) and _said_by(one, speakers, directory)]
    found = _of_group(found, question.groups)
    if not places:
        found = _wholes(found, directory)
    counts = _counts(inquiry, found)
    return sorted(counts, key=lambda count: (-count.until.toordinal(), -len(count.sources), -count.high))


def _measures(inquiry: Inquiry) -> tuple[Measure, ...]:
    return inquiry.question.measures or tuple(Measure)


def _in_scope(figure: FigureOutline, inquiry: Inquiry) -> bool:
    """Whether the span of a figure ends inside the scope; one with no end counts from its publication."""
    scope = inquiry.question.scope
    until = figure.until or figure.reported
    if inquiry.known_by is not None and (figure.reported is None or figure.reported > inquiry.known_by):
        return False
    if scope is None:
        return True
    if until is None:
        return False
    return (scope.start is None or until >= scope.start) and (scope.end is None or until <= scope.end)


def _said_by(figure: FigureOutline, speakers: Sequence[Named], directory: Directory) -> bool:
    return all(
        any(
            said in directory.members(actor) or actor in directory.members(said)
            for actor in speaker.actors
            for said in figure.said_by
        )
        for speaker in speakers
    )


def _of_group(found: Sequence[FigureOutline], groups: Sequence[Group]) -> list[FigureOutline]:
    """The figures of the asked group; none asked: of people, else of the widest counted."""
    if groups:
        return [one for one in found if one.group in groups]
    people = [one for one in found if one.group is Group.PEOPLE]
    return people or list(found)


def _wholes(found: Sequence[FigureOutline], directory: Directory) -> list[FigureOutline]:
    """The figures that are no part, in area or span, of another one."""
    closures = [frozenset().union(*(directory.inside(place) for place in one.area)) for one in found]

    def is_part(small: int, large: int) -> bool:
        one, other = found[small], found[large]
        if one.since is None or one.until is None or other.since is None or other.until is None:
            return False
        inside = other.since <= one.since and one.until <= other.until and set(one.area) <= closures[large]
        smaller = (one.since, one.until) != (other.since, other.until) or closures[small] != closures[large]
        return (
            inside
            and smaller
            and not set(other.area) <= closures[small]
            or (inside and (one.since, one.until) != (other.since, other.until))
        )

    return [
        one
        for at, one in enumerate(found)
        if not any(is_part(at, other) for other in range(len(found)) if other != at)
    ]


def _counts(inquiry: Inquiry, found: Iterable[FigureOutline]) -> list[Count]:
    """The figures with their entries; equal speaker, group, label, area and span are one count."""
    wanted = list(found)
    events = {event.id: event for event in inquiry.events_by_seq(one.seq for one in wanted)}
    by_seq = inquiry.timeline.ids({one.seq for one in wanted})
    merged: dict[tuple[object, ...], list[tuple[Event, Figure]]] = {}
    for one in wanted:
        event = events[by_seq[one.seq]]
        figure = event.figures[one.position]
        key = (
            figure.said_by or (figure.source.outlet,),
            figure.measure,
            figure.group,
            figure.label,
            figure.area,
            figure.since,
            figure.until,
        )
        merged.setdefault(key, []).append((event, figure))
    return [
        Count(
            same[0][0],
            same[0][1],
            min(figure.low for _, figure in same),
            max(figure.high for _, figure in same),
            tuple(figure for _, figure in same),
        )
        for same in merged.values()
    ]


def _of_events(
    inquiry: Inquiry, speakers: Sequence[Named], others: Sequence[Named], eventful: Sequence[Action]
) -> list[Count]:
    """The counts of the events that meet the question, the best explained first."""
    question = inquiry.question
    named = [one for one in question.named if one not in speakers]
    matches = Finder(inquiry.timeline, question).find(named=named, actions=eventful or question.actions)
    if not matches:
        return []
    top = matches[0].score
    matches = [match for match in matches if match.score >= top - 0.25]
    rank = {match.outline.seq: position for position, match in enumerate(matches)}
    found = [
        one
        for one in inquiry.timeline.figures(_measures(inquiry), seqs=rank)
        if _said_by(one, speakers, inquiry.directory)
        and (inquiry.known_by is None or _in_scope(one, inquiry))
    ]
    asked = {place for one in question.places for place in one.places}
    found = _of_group(found, question.groups)
    scores = {match.outline.seq: match.score for match in matches}
    counts = _counts(inquiry, found)
    seqs = {id: seq for seq, id in inquiry.timeline.ids(rank).items()}
    alike = load(question.language).synonyms
    words = {same for token in question.words for same in alike.get(token.stem, (token.stem,))}

    words |= {word for one in question.actors for word in one.stems}
    covered = {inside for place in asked for inside in inquiry.directory.inside(place)}
    if asked - {inquiry.directory.home}:
        counts = [count for count in counts if covered & {*count.figure.area, *count.event.places}]

    def labelled(count: Count) -> int:
        return len(
            words & {one for _, text in count.figure.label.by_language for one in statements.stems(text)}
        )

    return sorted(
        counts,
        key=lambda count: (
            -round(scores[seqs[count.event.id]], 1),
            -labelled(count),
            not asked & set(count.figure.area),
            count.high > 2 * max(count.low, 1),
            -scores[seqs[count.event.id]],
            -count.until.toordinal(),
            -len(count.sources),
            -count.high,
        ),
    )


def _told(inquiry: Inquiry, first: Count, others: Sequence[Count]) -> Answer:
    same = [
        count
        for count in others
        if count.figure.measure is first.figure.measure and count.figure.group is first.figure.group
    ][:_BESIDE]
    told = _statement(first, [_beside(count, first) for count in same])
    return inquiry.answered(Form.HOW_MANY, [told], value=FigureValue(first.figure, first.low, first.high))


def _number(count: Count) -> Phrase:
    if count.low == count.high:
        return Phrase.of("figure.one", number=count.low)
    return Phrase.of("figure.range", low=count.low, high=count.high)


def _who(count: Count) -> Phrase:
    if count.figure.said_by:
        return Phrase.of("figure.counted_by", actors=statements.actors(count.figure.said_by))
    return Phrase.of("figure.counted_by_outlet", outlet=count.figure.source.outlet)


def _statement(count: Count, beside: Sequence[Phrase]) -> Statement:
    figure = count.figure
    heading = (
        Phrase.of("figure.heading_other", number=_number(count), label=figure.label)
        if figure.measure is Measure.OTHER
        else Phrase.of(
            "figure.heading",
            number=_number(count),
            label=figure.label,
            measure=Phrase.of(f"measure.{figure.measure.value}"),
        )
    )
    area = Phrase.of("figure.area", places=tuple(map(PlaceRef, figure.area)))
    return Statement(
        citations=tuple(map(Citation.of_figure, count.sources)),
        event=count.event,
        heading=heading,
        body=(Joined((_who(count), _span(figure), area)), *beside),
    )


def _span(figure: Figure) -> Phrase:
    if figure.since is None and figure.until is None:
        return Phrase.of("figure.undated")
    if figure.since is None:
        return Phrase.of("figure.until", until=figure.until)
    if figure.until is None:
        return Phrase.of("figure.since", since=figure.since)
    if figure.since == figure.until:
        return Phrase.of("figure.span_day", since=figure.since)
    return Phrase.of("figure.span", since=figure.since, until=figure.until)


def _beside(count: Count, first: Count) -> Phrase:
    """Another count beside the first: a later or earlier one of the same counter, or another counter's."""
    if count.figure.said_by == first.figure.said_by and count.figure.until and first.figure.until:
        name = "figure.later" if count.figure.until > first.figure.until else "figure.earlier"
        if count.figure.until != first.figure.until:
            return Phrase.of(name, number=_number(count), until=count.figure.until, who=_who(count))
    return Phrase.of("figure.other", number=_number(count), label=count.figure.label, who=_who(count))
