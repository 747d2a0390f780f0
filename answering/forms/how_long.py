"""How long: the days from one recorded day to another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from answering.answer import Answer, DaysValue, Form, Phrase
from answering.facts import statements
from answering.finding import MANY, Finder
from answering.finding.holding import holdings_of
from answering.forms.choosing import best, in_time
from answering.forms.inquiry import Inquiry
from answering.lexicon import load
from answering.meaning.parts import compared
from answering.question import Question
from answering.text import tokenize
from db.model import Event, Kind

_CLOSE = 0.15
_TWO = 2
_LONGEST = timedelta(days=1700)  # of a battle or a siege
_FIGHTS = frozenset({Kind.SIEGE, Kind.OFFENSIVE, Kind.CLASH})
_FOUGHT_OUT = frozenset({"fight", "siege", "attack", "launch"})
# What ends what began: a battle ends with the place's taking, captivity with a release.
_ENDS = {
    Kind.SIEGE: (Kind.CAPTURE, Kind.WITHDRAWAL, Kind.EVACUATION, Kind.AGREEMENT, Kind.CEASEFIRE),
    Kind.OFFENSIVE: (Kind.CAPTURE, Kind.WITHDRAWAL, Kind.CEASEFIRE, Kind.EVACUATION),
    Kind.CLASH: (Kind.CAPTURE, Kind.WITHDRAWAL, Kind.CEASEFIRE, Kind.EVACUATION),
    Kind.ARREST: (Kind.RELEASE,),
    Kind.CEASEFIRE: (Kind.OFFENSIVE, Kind.CLASH),
}


def answer(inquiry: Inquiry) -> Answer:
    """The days between two named events, else those that one recorded thing took."""
    held = _held(inquiry)
    if held is not None:
        return held
    question = inquiry.question
    lasts = question.actions or question.words or question.only or question.clause or question.scope
    if not (lasts or question.order or len(question.named) > 1):
        return inquiry.no_record(Form.HOW_LONG)  # "how long is the Euphrates"
    two_ends = _names_two_ends(inquiry)
    if two_ends and (one := _of_one_entry(inquiry)):
        return one
    if not two_ends and (lasting := _lasting(inquiry)):
        return lasting
    for parts in compared(inquiry) if two_ends else ():
        begun, ended = (_events(inquiry, part) for part in parts[:2])
        if not (begun and ended) or begun[0].id == ended[0].id:
            continue  # one thing under two descriptions
        before = [event for event in begun if event.when.start < ended[0].when.start]
        if not parts[0].begins:
            before.sort(key=lambda event: -event.importance)
        begun = before or begun
        known = sorted((begun[0], _first_after(begun[0], ended)), key=lambda event: event.when.start)
        if known[0].id != known[1].id:
            return _between(inquiry, known[0].when.start, known[1].when.start, known)
    return (_lasting(inquiry) if two_ends else None) or inquiry.no_record(Form.HOW_LONG)


def _of_one_entry(inquiry: Inquiry) -> Answer | None:
    """How long one entry took that tells of all that is named: two districts that were left in some days."""
    if _joins_two_ends(inquiry):
        return None
    matches = inquiry.finder.find()
    if not matches or matches[0].outline.end <= matches[0].outline.start or not matches[0].exact:
        return None
    event = inquiry.events(matches[:1])[0]
    return _between(inquiry, event.when.start, event.when.end, [event])


def _names_two_ends(inquiry: Inquiry) -> bool:
    """Whether the text says from when to when, or tells of more than lasts in one place."""
    question = inquiry.question
    lasts = len(question.actions) <= 1 or any("lasts" in act.traits for act in question.actions)
    return _joins_two_ends(inquiry) or not (lasts and len(inquiry.elsewhere) < _TWO)


def _joins_two_ends(inquiry: Inquiry) -> bool:
    """Whether words say from when to when: "between", "until"; "fighters and civilians" are no two ends."""
    question = inquiry.question
    lexicon, tokens = load(question.language), tokenize(question.text)
    ends = (lexicon.joints - lexicon.conjunctions - lexicon.either) | lexicon.between
    own = {at for at in range(1, len(tokens)) if tokens[at].folded not in lexicon.pronouns}  # "until it collapsed"
    until = any("until" in sides and last in own for sides, _, last in lexicon.clauses.each(tokens))
    from_where = {first for cues, first, _ in lexicon.actor_cues.each(tokens) if "from" in cues}
    where = {one.position for one in question.places}  # "from Syria to Iraq" is no time
    joined = any(
        token.folded in ends or lexicon.spellings.get(token.folded) in ends
        for at, token in enumerate(tokens)
        if at not in from_where and at + 1 in own and not {at - 1, at + 1} <= where
    )
    return until or joined


def _events(inquiry: Inquiry, part: Question) -> list[Event]:
    """The events that one half of a comparison may name, the likeliest first."""
    matches = Finder(inquiry.timeline, part).find()
    if not matches:
        return []
    chosen = in_time(best(matches, inquiry.about(part)))
    return inquiry.events(chosen if part.scope else chosen[::-1])


def _first_after(begun: Event, ended: Sequence[Event]) -> Event:
    """What came next of several that may be meant, else the likeliest of them."""
    after = [event for event in ended if event.when.start > begun.when.start]
    return min(after, key=lambda event: event.when.start) if after else ended[0]


def _held(inquiry: Inquiry) -> Answer | None:
    """How long somebody held a place: from the change of control to them to the change from them."""
    question = inquiry.question
    if "held" not in question.order or not question.places or not question.actors:
        return None
    if any(act.name in _FOUGHT_OUT for act in question.actions):
        return None
    place = question.places[0].places[0]
    holder = question.actors[0]  # whoever is named after them took it from them
    holders = inquiry.members_of([holder])
    start: Event | None = None
    times = inquiry.question.nth
    for event in inquiry.timeline.control_events({place}):
        entries = [entry for entry in event.control if place in entry.places]
        if start is None and any(holders & set(entry.to) for entry in entries):
            start = event
        elif start is not None and any(not holders & set(entry.to) for entry in entries):
            if times:
                start, times = None, times - 1
                continue
            return _between(inquiry, start.when.start, event.when.start, [start, event])
    return None


def _lasting(inquiry: Inquiry) -> Answer | None:
    """How long one thing took: its own span, else to what ended it in the same place."""
    matches = inquiry.finder.find(most=MANY)
    if not matches:
        return None
    close = [match for match in matches if match.score >= matches[0].score - _CLOSE]
    if [act.name for act in inquiry.question.actions] == ["siege"]:  # an arrest at its end lasted otherwise
        over = holdings_of(inquiry.timeline).deed("ending")  # its end is no beginning
        close = [
            match
            for match in close
            if match.outline.kind in _FIGHTS
            and (match.outline.end > match.outline.start or match.outline.seq not in over)
        ]
    if not close:
        return None
    if inquiry.question.places and any(act.name in _FOUGHT_OUT for act in inquiry.question.actions):
        fought = _fought_out(inquiry, inquiry.events(in_time(close)))
        if fought is not None:
            return fought
    spans = [match for match in close if match.outline.end > match.outline.start]
    if spans:
        event = inquiry.events(spans[:1])[0]
        return _between(inquiry, event.when.start, event.when.end, [event])
    events = inquiry.events(in_time(close))
    unmet = inquiry.finder.unmet([close[0].outline.id])
    told = not unmet or len(unmet) < len(inquiry.question.words)
    for begun in events if told else ():
        ended = _end_of(inquiry, begun, events)
        if ended is not None:
            return _between(inquiry, begun.when.start, ended.when.start, [begun, ended])
    return None


def _fought_out(inquiry: Inquiry, events: Sequence[Event]) -> Answer | None:
    """How long a battle or siege took: from where it is first told of to the taking that ended it."""
    over = _told_as_over(inquiry)
    for begun in events:
        if begun.kind not in _FIGHTS:
            continue
        ended = next((event for event in over if event.when.start > begun.when.start), None)
        ended = ended or _end_of(inquiry, begun, events)
        if ended is not None and ended.when.start > begun.when.end and ended.when.start - begun.when.start < _LONGEST:
            return _between(inquiry, begun.when.start, ended.when.start, [begun, ended])
    return None


def _told_as_over(inquiry: Inquiry) -> list[Event]:
    """The entries that tell in words that what is asked about ended, in time order."""
    over = inquiry.about(replace(inquiry.question, ends=True))
    matches = [match for match in over.finder.find() if match.literal]
    return inquiry.events(in_time(best(matches, over))) if matches else []


def _end_of(inquiry: Inquiry, begun: Event, others: Sequence[Event]) -> Event | None:
    """The first entry after `begun` that ends such a thing, among what the question found or at its place."""
    kinds = _ENDS.get(begun.kind, ())
    after = [event for event in others if event.kind in kinds and event.when.start > begun.when.start]
    if after:
        return after[0]
    outlines = inquiry.timeline.find(places={begun.places[0]}, kinds=kinds, start=begun.when.start)
    later = sorted((one for one in outlines if one.start > begun.when.start), key=lambda one: one.start)
    return inquiry.events(later[:1])[0] if later and kinds else None


def _between(inquiry: Inquiry, start: date, end: date, events: Sequence[Event]) -> Answer:
    days = (end - start).days
    counted = Phrase.of("days.count", count=days, number=days)
    heading = Phrase.of("days.between", days=counted, start=start, end=end)
    told = [
        statements.of_event(
            event,
            inquiry.directory,
            heading=heading if position == 0 else None,
            body=(statements.when(event),) if position == 0 else (),
        )
        for position, event in enumerate(events)
    ]
    return inquiry.answered(Form.HOW_LONG, told, value=DaysValue(start, end))
