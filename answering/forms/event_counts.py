"""The counts that the entries carry which a question about how many asks for: of events, and not running totals."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta

from answering.facts.counting import Count, counters_of, in_scope, is_said_by, merged, of_group, unshrunken
from answering.finding.holding import telling_stems
from answering.forms.inquiry import Inquiry
from answering.lexicon import Action, load
from answering.question import Named
from answering.text import tokenize
from db.directory import Directory
from db.figure_outlines import FigureOutline, FiguresWanted
from db.folding import stems
from db.model import Group, Kind, Measure

_AT_ONCE = timedelta(days=3)  # a count that begins so near to its entry is of what the entry tells
_CLOSE = 0.25  # of two events that explain the question so nearly alike, the figure decides
# Counts of people harmed answer only where harm is asked about.
_HARM = frozenset({Measure.KILLED, Measure.WOUNDED, Measure.MISSING, Measure.DETAINED, Measure.DISPLACED})
OF_SOME = _HARM - {Measure.DISPLACED}  # of which a count of some may be all there is
_HARM_OF = {
    "flee": (Measure.DISPLACED,),
    "lose": (Measure.DISPLACED,),
    "evacuate": (Measure.DISPLACED,),
    "arrest": (Measure.DETAINED,),
    "massacre": (Measure.KILLED,),
}
FOUGHT_OVER = frozenset({"siege", "fight"})
_FIGHTS = frozenset({Kind.SIEGE, Kind.CLASH, Kind.OFFENSIVE, Kind.CAPTURE})
_SETTLED = frozenset({"city", "town", "village", "neighbourhood", "governorate", "region", "area", "country"})
_TOGETHER = 2  # places of an entry that are one place and what it lies in


def of_events(inquiry: Inquiry, speakers: Sequence[Named], acts: Sequence[Action]) -> list[Count]:
    """The counts of the events that meet the question, the best explained first."""
    question, directory = inquiry.question, inquiry.directory
    named = [one for one in question.named if one not in speakers]
    matches = inquiry.finder.find(named=named, actions=acts)
    if question.places and not FOUGHT_OVER.isdisjoint(act.name for act in acts):  # one day in it is not all of it
        matches = [match for match in matches if match.outline.kind in _FIGHTS]
    if not matches:
        return []
    close = {match.outline.seq: match for match in matches if match.score >= matches[0].score - _CLOSE}
    counters = counters_of(speakers, directory)
    found = [
        one
        for one in inquiry.timeline.figures_of(close, measures_of(inquiry))
        if is_said_by(one, counters) and (inquiry.known_by is None or in_scope(one, question.scope, inquiry.known_by))
    ]
    if question.scope is not None and question.scope.start is None:  # "till 9 February": as it stood by then
        found = [one for one in found if in_scope(one, question.scope, None)] or found
    scores = {seq: match.score for seq, match in close.items()}
    begun = {seq: match.outline.start for seq, match in close.items()}
    of_what_happened = [one for one in found if one.since and abs(one.since - begun[one.seq]) <= _AT_ONCE]
    found += _of_the_same_days(inquiry, of_what_happened, counters, scores)
    words = words_of(inquiry)

    def labelled(count: Count) -> int:
        return len(words & stems_of(count))

    every = counts_of(inquiry, found)
    asks_label = not question.groups or not question.measures
    chosen = [count for count in every if labelled(count)] if asks_label else []
    counts = chosen
    if not chosen and question.measures:
        counts = counts_of(inquiry, unshrunken(of_group(found, question.groups)))
    if not counts:  # commanders may be counted among the rebels: the label tells
        counts = [count for count in every if labelled(count)]
    if not counts and not question.measures and question.groups == (Group.PEOPLE,):  # "how many people left"
        moved = {measure for act in question.actions for measure in _HARM_OF.get(act.name, ())}
        counts = [count for count in every if count.figure.measure in moved]
    if not counts and question.groups == (Group.PEOPLE,) and OF_SOME & set(question.measures):
        civilians = [count for count in every if count.figure.group is Group.CIVILIANS]  # and not who attacked them
        counts = civilians or every  # nobody counted all of them; the label says whom somebody did
    if not counts and question.only and not (question.measures or question.words):
        counts = every  # "how many delegates came?": of what was just told
    apart = any(not one.actors for one in question.places)  # beside a place a country is who did it
    asked = {place for one in question.places if not one.actors or not (one.roles or apart) for place in one.places}
    settled = {place for place in asked if directory.places[place].kind in _SETTLED}
    if settled - {directory.home}:
        covered = {inside for place in settled for inside in directory.inside(place)}
        covered |= {site for one in question.places for site in one.sites}
        counts = [count for count in counts if covered & _where(count, directory)]
    seqs = {id: seq for seq, id in inquiry.timeline.ids(scores.keys()).items()}
    tellers = inquiry.members_of(question.actors)
    return sorted(
        counts,
        key=lambda count: (
            -round(scores[seqs[count.event.id]], 1),
            not tellers & set(count.figure.said_by),
            -labelled(count),
            not asked & set(count.figure.area),
            bool(asked) and set(count.figure.area) != asked,
            not asked and directory.home not in count.figure.area,
            count.is_vague,
            -scores[seqs[count.event.id]],
            -count.until.toordinal(),
            not count.figure.said_by,
            count.precedence,
        ),
    )


def _of_the_same_days(
    inquiry: Inquiry, found: Sequence[FigureOutline], counters: Iterable[frozenset[str]], scores: dict[int, float]
) -> list[FigureOutline]:
    """Other counts of the harm that the best of `found` count, which hang on the entries of when they were told.

    Their entries join `scores` with the score of the event whose harm they count.
    """
    best = max((round(scores[one.seq], 1) for one in found), default=0.0)
    question = inquiry.question
    added: dict[tuple[int, int], FigureOutline] = {}
    for one in found:
        if round(scores[one.seq], 1) < best or one.measure not in OF_SOME or question.only:
            continue
        wanted = FiguresWanted(frozenset({one.measure}), areas=frozenset(one.area), since=one.since)
        for other in inquiry.timeline.figures(wanted):
            as_wanted = is_said_by(other, counters) and in_scope(other, question.scope, inquiry.known_by)
            if (other.area, other.since) == (one.area, one.since) and as_wanted and other.seq not in scores:
                added[other.seq, other.position] = other
    scores |= dict.fromkeys((seq for seq, _ in added), best)
    return list(added.values())


def _where(count: Count, directory: Directory) -> set[str]:
    """Where a count was counted: for people harmed in its own area alone where that is not its entry's.

    The entry has places apart, or the count is a running total that began before it.
    """
    area, places = set(count.figure.area), set(count.event.places)
    around = any(places <= directory.inside(place) for place in places)
    total = count.figure.since is not None and count.figure.since < count.event.when.start
    apart = len(places) > _TOGETHER or total or not (around or area - places)
    return area if area and apart and count.figure.measure in _HARM else area | places


def stems_of(count: Count) -> set[str]:
    """The stems of the words that say what is counted."""
    return {stem for _, label in count.figure.label.by_language for stem in stems(label)}


def words_of(inquiry: Inquiry) -> set[str]:
    """The stems that the label of the asked figure may hold."""
    question = inquiry.question
    alike = load(question.language).synonyms
    left_over = {same for token in question.words for same in alike.get(token.stem, (token.stem,))}
    lexicon, tokens = load(question.language), tokenize(question.text)
    done = set() if question.measures else {stem for act in question.actions for stem in telling_stems(act.name)}
    whom = {
        same
        for position, token in enumerate(tokens)
        if lexicon.groups.at(tokens, position)[0]
        for same in (token.stem, *alike.get(token.stem, ()))
    }
    return left_over | done | whom | {word for one in question.actors for word in one.stems}


def measures_of(inquiry: Inquiry) -> tuple[Measure, ...]:
    """What the question counts; where it does not say, whatever is no harm, and the harm that was done."""
    asked = inquiry.question.measures
    done = {harm for act in inquiry.question.actions for harm in _HARM_OF.get(act.name, ())}
    return asked or tuple(measure for measure in Measure if measure not in _HARM or measure in done)


def counts_of(inquiry: Inquiry, found: Iterable[FigureOutline]) -> list[Count]:
    """The figures with their entries, equal ones merged."""
    wanted = list(found)
    ids = inquiry.timeline.ids({one.seq for one in wanted})
    events = {event.id: event for event in inquiry.events_by_seq(ids)}
    return merged((events[ids[one.seq]], events[ids[one.seq]].figures[one.position]) for one in wanted)
