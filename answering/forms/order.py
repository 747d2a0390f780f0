"""In what order: which of several came first, what came next or before, the first or last of its kind."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

from answering.answer import Answer, CheckValue, Form, Phrase, Statement, Verdict
from answering.facts import statements
from answering.finding import MANY, Finder
from answering.finding.matching import Match
from answering.forms import what
from answering.forms.choosing import best, in_time
from answering.forms.inquiry import Inquiry
from answering.lexicon import load
from answering.meaning.parts import compared
from answering.question import Question
from answering.text import tokenize
from db.model import Event

_SHOWN = 4
_NEXT = 30  # days
_CANDIDATES = 6  # of one part
_ALIKE = (
    0.1  # explained less by this much is the same thing: the day on which talks began, and that on which they ended
)


def answer(inquiry: Inquiry) -> Answer:
    """The events in order, or whether one came before the other where that was asked."""
    question = inquiry.question
    for parts in () if _goes_on(question) else compared(inquiry):
        found = _compared(inquiry, parts)
        if found is not None:
            return found
    if len(question.places) >= 2:
        return inquiry.no_record(Form.ORDER)
    previous = inquiry.previous.events if inquiry.previous else ()
    if previous and question.order & {"before", "after"} and not (question.actions or question.words):
        places = inquiry.inside(question.places)
        words = {token.folded for token in tokenize(question.text)}
        if not places and words & load(question.language).there:
            places = inquiry.directory.inside(previous[-1].places[0])
        beside = before if question.order & {"before", "after"} == {"before"} else after
        return beside(inquiry, previous[-1], places)
    if question.scope is not None and not question.order:
        return what.answer(inquiry)  # the course of things in those days
    matches = inquiry.finder.find(most=MANY)
    if not matches:
        return inquiry.no_record(Form.ORDER)
    if question.order & {"first", "last"} and not question.order & {"after"}:
        ordered = in_time([match for match in matches if match.score >= matches[0].score - 0.1])
        chosen = ordered[-1:] if "last" in question.order and "first" not in question.order else ordered[:1]
        return inquiry.answered(Form.ORDER, _told(inquiry, inquiry.events(chosen)))
    event = inquiry.events(in_time(best(matches, inquiry))[-1:])[0]
    return before(inquiry, event) if "before" in question.order else after(inquiry, event)


def _goes_on(question: Question) -> bool:
    """Whether the text asks what happened beside one thing, and not which of two came first: "what happened after"."""
    sides = question.order & {"before", "after", "first", "last"}
    words = {token.folded for token in tokenize(question.text)}
    chooses = not load(question.language).either.isdisjoint(words)
    return Form.WHAT in question.forms and sides in ({"before"}, {"after"}) and len(question.places) < 2 and not chooses


def _compared(inquiry: Inquiry, parts: Sequence[Question]) -> Answer | None:
    """The parts' events in order; None where one of them is not recorded."""
    question = inquiry.question
    candidates: list[list[Match]] = []
    for part in parts:
        matches = Finder(inquiry.timeline, part).find(most=MANY)
        if not matches:
            return None
        alike = [match for match in matches if match.score >= matches[0].score - _ALIKE]
        firsts = alike if "first" in question.order and not part.actions else best(matches, inquiry.about(part))
        worded = _in_those_words(part, firsts, inquiry) or _in_those_words(part, alike, inquiry) or firsts
        many = _CANDIDATES if any(act.taking for act in part.actions) else 1  # what was taken may be taken again
        candidates.append(in_time(worded)[:many])
    found = inquiry.events(_nearest_together(candidates))
    if len({event.id for event in found}) == 1:
        return None  # one entry under two descriptions comes before nothing
    ordered = sorted(dict.fromkeys(found), key=lambda event: (event.when.start, event.when.end))
    value = None
    yes_or_no = Form.CHECK in question.forms or not set(question.forms) - {Form.ORDER, Form.CHECK}
    if yes_or_no and "first" not in question.order - {"before"} and question.order & {"before", "after"}:
        first, second = found[0].when.start, found[1].when.start
        right = first < second if "before" in question.order else first > second
        value = CheckValue(Verdict.YES if right else Verdict.NO)
    return inquiry.answered(Form.ORDER, _told(inquiry, ordered), value=value)


def _nearest_together(candidates: Sequence[Sequence[Match]]) -> Sequence[Match]:
    """One match of each part, so that they lie as near to each other in time as they can, the earliest of equals."""

    def span(chosen: Sequence[Match]) -> int:
        days = [match.outline.start.toordinal() for match in chosen]
        return max(days) - min(days)

    chosen = list(product(*candidates))
    apart = [one for one in chosen if len({match.outline.seq for match in one}) == len(one)]
    return min(apart or chosen, key=span)


def _in_those_words(part: Question, matches: Sequence[Match], inquiry: Inquiry) -> Sequence[Match]:
    """The matches that name what a part names in its very words: "the caliphate", and not its holders."""
    articles = load(part.language).articles
    said = [tuple(word for word in one.stems if word not in articles) for one in part.named if not one.adjective]
    held = [inquiry.timeline.with_phrases([words], column="text") for words in said]
    return [match for match in matches if all(match.outline.seq in seqs for seqs in held)]


def after(inquiry: Inquiry, event: Event, places: frozenset[str] = frozenset()) -> Answer:
    """What came next after an entry, in `places` where they are given, else where it happened."""
    return _beside(inquiry, event, places, later=True)


def before(inquiry: Inquiry, event: Event, places: frozenset[str] = frozenset()) -> Answer:
    """What came before an entry, in `places` where they are given, else where it happened."""
    return _beside(inquiry, event, places, later=False)


def _beside(inquiry: Inquiry, event: Event, places: frozenset[str], *, later: bool) -> Answer:
    timeline, directory = inquiry.timeline, inquiry.directory
    around = places or frozenset(one for place in event.places for one in directory.inside(place))
    look = timeline.after if later else timeline.before
    day = event.when.end if later else event.when.start
    found = look(day, places=around, limit=_SHOWN)
    if not places:  # where no place was named, what is far off in time is not what came next
        found = [one for one in found if abs((one.start - day).days) <= _NEXT]
    found = found or ([] if places else look(day, limit=_SHOWN))
    events = sorted(timeline.events(one.seq for one in found), key=lambda one: (one.when.start, one.id))
    if not events:
        return inquiry.no_record(Form.ORDER)
    return inquiry.answered(Form.ORDER, [statements.of_event(one, directory) for one in events])


def _told(inquiry: Inquiry, events: list[Event]) -> list[Statement]:
    return [
        statements.of_event(
            event,
            inquiry.directory,
            heading=Phrase.of("order.first" if position == 0 else "order.then", date=statements.when(event)),
        )
        for position, event in enumerate(events)
    ]
