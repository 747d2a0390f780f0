"""Retelling: a question that describes an entry in much the words in which the entry itself is told.

Reading takes a question apart into names, deeds and dates, and a long description has more of them than what is
asked about: who tells it, what went before, a date that it only mentions. Where no reading is met, the entry is
meant whose own words and parts hold all that the question says: everything named is met then as well.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from answering.answer import Answer, CheckValue, Form, Status, Verdict
from answering.finding.holding import Holdings, holdings_of, rarest_of
from answering.forms.inquiry import Inquiry
from answering.lexicon import load
from answering.names.mentions import find_mentions
from answering.question import Named, Question
from answering.text import tokenize
from answering.words.marking import Marking
from answering.words.rarity import telling
from db.directory import Directory
from db.model import Role
from db.outlines import Outline, Part

_SAYS_SOMETHING = 0.6  # what a word tells at least that has to be met
_NAME = 3.0  # what a name weighs
_TWO = 2
_LOOKED_UP = 4  # of the rarest words, that entries are looked up by
_DESCRIBES = 4.0  # what the words beside the names weigh at least: fewer could be those of any entry
_DESCRIBES_DATED = 2.0  # of a question that names its time
_DESCRIBES_FOR_SURE = 7.0  # to say yes, or to give up another answer
_MET = 0.88  # of the weight
_MET_FOR_SURE = 0.97
_FAR_MORE = 0.15
_ALIKE = 0.03  # less is met of another entry that may be meant as well
_MOST = 3
_OF_ONE_ENTRY = frozenset({None, Form.WHEN, Form.WHO, Form.WHERE, Form.WHAT, Form.CHECK, Form.SAY})
_TOLD = 1.5  # the weight of a word that is worth a remark where it is not met


@dataclass(frozen=True, slots=True)
class _Said:
    """One thing that a question says: a word or a name, what it weighs, and how far each entry's words hold it.

    A name is also met by an entry at one of its `places` or with one of its `actors`.
    """

    text: str
    weight: float
    held: Mapping[int, float]
    is_name: bool = False
    places: frozenset[str] = frozenset()
    actors: frozenset[str] = frozenset()
    number: bool = False
    dates: bool = False

    @property
    def part(self) -> Part:
        """A name as a part that an entry meets where it holds it at all."""
        return Part(self.places, self.actors, frozenset(self.held))

    def met(self, outline: Outline) -> float:
        """How far an entry holds it, in its words or as one of its parts."""
        if here := self.held.get(outline.seq, 0.0):
            return here
        there = {part.actor for part in outline.actors} | outline.speakers if self.actors else ()
        return float(not self.places.isdisjoint(outline.places) or not self.actors.isdisjoint(there))


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What is looked for in an entry: all that is said, or where it lies in the days named all but the words for them.

    `needed` is what an entry that is meant can't leave out, `described` the weight of the words beside the names.
    """

    said: tuple[_Said, ...]
    needed: tuple[_Said, ...]
    described: float
    weight: float

    @staticmethod
    def of(said: Sequence[_Said], *, dated: bool) -> _Wanted:
        """What is wanted of an entry that is `dated` as the question says, or is not."""
        wanted = tuple(one for one in said if not (one.dates and dated))
        return _Wanted(
            wanted,
            tuple(one for one in wanted if one.number or one.dates or one.is_name),
            sum(one.weight for one in wanted if not one.is_name),
            sum(one.weight for one in wanted),
        )


def retold(inquiry: Inquiry, given: Answer) -> Inquiry | None:
    """The inquiry about the entries whose words hold all that its question says, None where there are none.

    `given` is what it was answered: entries that it tells are given up only for others that hold far more.
    """
    question = inquiry.question
    answered = given.status is Status.ANSWERED
    if answered and not _may_be_another(inquiry, given):
        return None
    said = tuple(_said(inquiry))
    least = _described_by(question, answered=answered)
    if sum(one.weight for one in said if not one.is_name) < least:
        return None
    met = _met(said, least, inquiry)
    if question.ends:  # what began it is told in much the same words
        ended = holdings_of(inquiry.timeline).deed("ending")
        met = ((share, outline) for share, outline in met if outline.seq in ended)
    found = sorted(met, key=lambda pair: (-pair[0], -pair[1].importance, pair[1].start))
    enough = _MET_FOR_SURE if answered or question.form is Form.CHECK else _MET
    if answered and given.value != CheckValue(Verdict.NO):  # an entry that holds every word of it says no "no"
        told = {event.id for event in given.events}
        enough = max(enough, _FAR_MORE + max((met for met, outline in found if outline.id in told), default=0.0))
    if not found or found[0][0] < enough:
        return None
    meant = [outline for met, outline in found if met >= found[0][0] - _ALIKE][:_MOST]
    if question.form is Form.CHECK and not _agree(meant, inquiry):
        return None
    unmet = tuple(one.text for one in said if one.weight >= _TOLD and not one.dates and not any(map(one.met, meant)))
    return inquiry.of_entries((outline.id for outline in meant), unmet)


def _agree(meant: Sequence[Outline], inquiry: Inquiry) -> bool:
    """Whether the entries deny something where the question does, and nowhere else."""
    language = inquiry.question.language
    negations = load(language).negations
    texts = (tokenize(event.text.get(language)) for event in inquiry.events(meant))
    return all(
        inquiry.question.negated is not negations.isdisjoint(token.folded for token in tokens) for tokens in texts
    )


def _may_be_another(inquiry: Inquiry, given: Answer) -> bool:
    """Whether an answer leaves something unmet of a question that another entry may hold more of."""
    question = inquiry.question
    if question.form not in _OF_ONE_ENTRY:
        return False
    anchored = question.scope is not None and question.scope.anchor is not None
    denied = given.value == CheckValue(Verdict.NO)
    return (
        denied or bool(question.clause) or anchored or bool(inquiry.finder.unmet({event.id for event in given.events}))
    )


def _described_by(question: Question, *, answered: bool) -> float:
    """What the words beside the names have to weigh."""
    if answered or question.form is Form.CHECK:
        return _DESCRIBES_FOR_SURE
    scope = question.scope
    dated = scope is not None and scope.start is not None and scope.end is not None and not scope.yearless
    return _DESCRIBES_DATED if dated else _DESCRIBES


def _said(inquiry: Inquiry) -> Iterator[_Said]:
    """What the question says, each name and each telling word once."""
    question = inquiry.question
    holdings = holdings_of(inquiry.timeline)
    marking = Marking(question.text, load(question.language), inquiry.names.has_word)
    mentions = find_mentions(marking, inquiry.names)
    span = question.scope.span if question.scope is not None and question.scope.anchor is None else (0, 0)
    for mention in mentions:
        named = Named.of(mention, marking.tokens, frozenset())
        places = frozenset().union(*map(inquiry.directory.inside, named.places))
        actors = frozenset().union(*map(inquiry.directory.members, named.actors))
        yield _Said(named.text, _NAME, dict.fromkeys(holdings.name(named), 1.0), True, places, actors)
    named_at = {position for mention in mentions for position in range(mention.first, mention.last)}
    for position, token in enumerate(marking.tokens):
        weight = telling(token.folded, question.language)
        dates = span[0] <= token.start < span[1]
        if position in named_at or (marking.is_stop(token) and not dates) or weight < _SAYS_SOMETHING:
            continue
        held = holdings.word(token.folded, token.stem, question.language)
        yield _Said(token.text, weight, held, number=token.folded.isdigit(), dates=dates)
    for token in question.words:
        if token.folded.isdigit() and " " in token.text:  # an amount in words: "3 million"
            held = holdings.word(token.folded, token.stem, question.language)
            yield _Said(token.text, telling(token.folded, question.language), held, number=True)


def _met(said: Sequence[_Said], least: float, inquiry: Inquiry) -> Iterator[tuple[float, Outline]]:
    """The entries that may be meant, with the share of what is said that each meets.

    `least` is what the words beside the names have to weigh.
    """
    inside = _Wanted.of(said, dated=True)
    outside = _Wanted.of(said, dated=False) if any(one.dates for one in said) else None
    candidates = _candidates(said, holdings_of(inquiry.timeline))
    for one in said:
        if one.number and not one.dates:  # an entry that is meant has it, whatever its days
            candidates = frozenset(seq for seq in candidates if seq in one.held)
    if not candidates:
        return
    home = inquiry.directory.home  # which nearly everything lies in
    names = tuple(one.part for one in said if one.is_name and home not in one.places)
    for outline in inquiry.timeline.find(seqs=candidates, meeting=names):
        wanted = inside if _within(outline, inquiry.question) else outside
        if wanted is not None and wanted.described >= least and (share := _share(wanted, outline, inquiry)):
            yield share, outline


def _candidates(said: Sequence[_Said], holdings: Holdings) -> frozenset[int]:
    """The `seq` of the entries that hold two of the rarest words, or the one that is held at all."""
    words = [one.held for one in said if not one.is_name]
    rarest = rarest_of(words, _LOOKED_UP, alone=False)
    if len(rarest) < _TWO:
        return frozenset(seq for held in rarest for seq in held) or holdings.together(words, frozenset())
    return frozenset[int]().union(*(one & other for one, other in combinations(map(frozenset, rarest), _TWO)))


def _share(wanted: _Wanted, outline: Outline, inquiry: Inquiry) -> float:
    """How much of the weight of what is said an entry meets, 0 where it says otherwise."""
    question = inquiry.question
    if not all(one.met(outline) for one in wanted.needed):
        return 0.0
    if question.form is Form.HOW_MANY and not _is_where(question, outline, inquiry.directory):
        return 0.0  # what is counted is counted there
    if question.form is Form.CHECK and outline.seq not in holdings_of(inquiry.timeline).literal(question.deeds):
        return 0.0  # that it was done has to be told, and not that it was missed or refused
    if _reversed(outline, inquiry, both=wanted.described >= _DESCRIBES_FOR_SURE):
        return 0.0
    return sum(one.weight * one.met(outline) for one in wanted.said) / wanted.weight


def _is_where(question: Question, outline: Outline, directory: Directory) -> bool:
    """Whether each place that the question names is the main one of an entry, or around it."""
    inside = (frozenset().union(*map(directory.inside, one.places)) for one in question.places)
    return not any(places.isdisjoint(outline.places[:1]) for places in inside)


def _within(outline: Outline, question: Question) -> bool:
    """Whether an entry lies in the days that a question names; one that counts from an event names none."""
    scope = question.scope
    if scope is None or scope.anchor is not None or (scope.start is None and scope.end is None):
        return True
    return (scope.start is None or outline.end >= scope.start) and (scope.end is None or outline.start <= scope.end)


def _reversed(outline: Outline, inquiry: Inquiry, *, both: bool) -> bool:
    """Whether one who is said to have taken something lost it in the entry, or the other way round.

    With `both`, only where that is so of the taker and of the loser: of a long description one is easily misread.
    """
    if not any(act.taking for act in inquiry.question.actions):
        return False
    turned = set()
    for one in inquiry.question.actors:
        members = frozenset().union(*map(inquiry.directory.members, one.actors))
        roles = {part.role for part in outline.actors if part.actor in members}
        if roles and one.roles and roles.isdisjoint(one.roles) and Role.BY in roles | one.roles:
            turned.add(Role.BY in one.roles)
    return len(turned) > both
