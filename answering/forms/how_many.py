"""How many: the count inside the scope, who counted, its span; other counters and later revisions beside it.

A toll question is answered from the figure's own area, span and group; a question about one event from the
figures of that event.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from answering.answer import Answer, FigureValue, Form
from answering.dates import Precision, Scope
from answering.facts.count_statements import of_count
from answering.facts.counting import Count
from answering.forms import count
from answering.forms.counts_beside import counts_beside
from answering.forms.event_counts import OF_SOME, of_events, stems_of, words_of
from answering.forms.inquiry import Inquiry
from answering.forms.tolls import is_long, tolls, whole_of
from answering.forms.victims import WHOM, asks_for_all_by, counted_words, of_whom
from answering.lexicon import actions, load
from answering.question import Named, Question
from answering.text import Token, tokenize, with_articles
from answering.words.rarity import telling
from db.folding import stem, stems
from db.model import Kind, Measure

_COUNTERS = frozenset({"organisation", "government_body", "media"})
_DEADLY = frozenset({Measure.KILLED, Measure.WOUNDED, Measure.MISSING})
_SAYS_LITTLE = 1.3  # what a left-over word may tell that a toll need not meet


def answer(inquiry: Inquiry) -> Answer:
    """The count that answers, by the rule for tolls where no event is named, else from the event's own figures."""
    question = inquiry.question
    speakers, others = _speakers(inquiry)
    if question.tellers:
        told_by = _named_in_part(inquiry)
        if told_by is None:
            return inquiry.no_record(Form.HOW_MANY)
        speakers = [*speakers, told_by]
    if asks_for_all_by(inquiry):
        return inquiry.no_record(Form.HOW_MANY)  # nobody's count of all that they killed stands for another's
    eventful = [act for act in question.actions if "counted" not in act.traits]
    whole = whole_of(question)
    words = [token for token in question.words if token not in whole]
    if question.measures and not (others or inquiry.elsewhere or words):
        begun_with = ("attack",) if inquiry.known_by is not None else ()
        eventful = [act for act in eventful if "begins" not in act.traits and act.name not in begun_with]
    if whole and question.measures and not (others or question.actors):
        eventful = [act for act in eventful if act.name not in _acts_among(whole, question)]
    if question.begins and inquiry.elsewhere and not (eventful or question.scope or question.clause):
        eventful = [actions()["fight"]]  # "the battle of Raqqa"
    counts: list[Count] = []
    whom = counted_words(inquiry)
    begun = None if whom else _from_a_named_offensive(inquiry)
    if begun is not None:  # "since the start of Deterring Aggression": its words say since when
        question, inquiry, eventful = begun.question, begun, []
    telling_words = [
        token
        for token in question.words
        if token not in whole and telling(token.folded, question.language) > _SAYS_LITTLE
    ]
    if not (telling_words or others or eventful or question.only) and question.measures:
        counts = tolls(inquiry, speakers)
    until = question.scope is not None and question.scope.start is None and question.scope.end is not None
    if not counts and until and speakers and question.measures and not (telling_words or question.places):
        counts = tolls(inquiry, speakers)  # how things stood by a day, whoever's attack it was
    about = (telling_words, others, inquiry.elsewhere, eventful, question.only)
    of_a_long_time = question.measures and not any(about)
    if not counts and of_a_long_time and is_long(question.scope):
        return inquiry.no_record(Form.HOW_MANY)  # what one day of it cost is not what all of it did
    if not counts:
        counts = of_events(inquiry, speakers, eventful if question.measures else eventful or question.actions)
    known = inquiry.directory.actors
    counters = [actor for one in speakers for actor in one.actors if known[actor].side == "humanitarian_monitor"]
    if not counts and speakers and not counters:  # a parliament may be what is spoken of, and not who counts
        counts = of_events(inquiry, [], eventful if question.measures else eventful or question.actions)
    if not counts and question.measures and not _DEADLY & set(question.measures):
        unmeasured = inquiry.about(replace(question, measures=()))  # what it counts may be in its label alone
        counted = _measured(question) | words_of(unmeasured)
        counts = [count for count in of_events(unmeasured, speakers, eventful) if stems_of(count) & counted]
    tokens = tokenize(question.text)
    things = [at for at, token in enumerate(tokens) if token.folded in load(question.language).things]
    counted_things = {tokens[at].stem for at in things if at < WHOM + 2}
    if counted_things and not question.measures:  # of barrels none are counted by the sites that were struck
        counts = [count for count in counts if stems_of(count) & counted_things]
    bare = not (question.measures or question.groups or question.words or things)
    if not counts and bare and question.actions:
        return count.answer(inquiry)  # "how many elections" counts entries
    named = [one for one in question.actors if one not in speakers]
    if counts and not (counts := of_whom(counts, inquiry, named, whom)):
        return inquiry.no_record(Form.HOW_MANY)
    harm = OF_SOME & set(question.measures)  # of whom others were harmed nobody is told
    if not counts and not harm and _says_whom(question.named[:1], inquiry):
        return answer(
            inquiry.about(replace(question, named=question.named[1:]))
        )  # "how many Kurds crossed into Turkey"
    if not counts:
        return inquiry.no_record(Form.HOW_MANY)
    first = counts[0]
    value = FigureValue(first.figure, first.low, first.high)
    return inquiry.answered(Form.HOW_MANY, [of_count(first, counts_beside(inquiry, first))], value=value)


def _acts_among(words: Sequence[Token], question: Question) -> set[str]:
    """The actions that some words of a question read like: "the revolution" like a protest."""
    tokens = tokenize(question.text)
    said = load(question.language).actions.find(tokens)
    return {name for names, first, _ in said if tokens[first] in words for name in names}


def _says_whom(named: Sequence[Named], inquiry: Inquiry) -> bool:
    """Whether what is named first, right after the words that ask, says whom to count: "how many Kurds"."""
    return any(
        one.position <= WHOM
        and one.spelled is None
        and not (one.adjective or one.places)
        and not any(map(inquiry.directory.is_person, one.actors))
        for one in named
    )


def _from_a_named_offensive(inquiry: Inquiry) -> Inquiry | None:
    """The inquiry counted from the offensive that its left-over words name; None where they name none."""
    question = inquiry.question
    scope = question.scope
    if not (question.measures and question.words) or inquiry.elsewhere or (scope is not None and scope.start):
        return None
    launches = inquiry.finder.find(named=(), actions=(actions()["launch"],), scoped=False)
    begun = [match for match in launches if match.outline.kind is Kind.OFFENSIVE]
    held = set(inquiry.finder.unmet([match.outline.id for match in begun[:1]]))
    if not begun or held:
        return None
    first = begun[0].outline.start
    since_then = Scope(first, scope.end if scope else None, Precision.SPAN, (0, 0))
    return inquiry.about(replace(question, scope=since_then, words=()))


def _speakers(inquiry: Inquiry) -> tuple[list[Named], list[Named]]:
    """The named actors that count or speak, and those that take part; a country that is also a place is neither."""
    directory = inquiry.directory
    speakers: list[Named] = []
    others: list[Named] = []
    for one in inquiry.question.actors:
        if one.places:
            continue
        kinds = {directory.actors[actor].kind for actor in one.actors}
        sides = {directory.actors[actor].side for actor in one.actors}
        counts = "humanitarian_monitor" in sides or "media" in kinds or kinds <= _COUNTERS
        (speakers if counts else others).append(one)
    return speakers, others


def _named_in_part(inquiry: Inquiry) -> Named | None:
    """Those according to whom the count is asked, by a part of their name: "the health directorate"."""
    tokens = inquiry.question.tellers
    said = [{stem(form) for form in with_articles(token.folded)} for token in tokens]
    known = inquiry.directory.actors.values()
    found = tuple(one.id for one in known if any(_hold(stems(words), said) for _, words in one.name.by_language))
    text = " ".join(token.text for token in tokens)
    return Named((), found, frozenset(), text, tuple(token.stem for token in tokens), -1) if found else None


def _hold(name: Sequence[str], said: Sequence[set[str]]) -> bool:
    """Whether a name holds each of the words, given with all their forms."""
    return all(not forms.isdisjoint(name) for forms in said)


def _measured(question: Question) -> set[str]:
    """The stems of the words that say what is counted, and of those that say the same."""
    lexicon, tokens = load(question.language), tokenize(question.text)
    said = [stem for at, token in enumerate(tokens) if lexicon.measures.at(tokens, at)[0] for stem in (token.stem,)]
    return {same for stem in said for same in (stem, *lexicon.synonyms.get(stem, ()))}
