"""Reading a question: its form, what it names, what it says happened, its scope in time, the words left over.

Dates are found first, then names, then the words of the lexicon; each token is taken once, so that nothing is
read twice and what nothing took is left over, to be met by the answer like everything else.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from answering.answer import Form
from answering.dates import Scope, with_year
from answering.dates.tokens import items_of as items_of_dates
from answering.dates.vocabulary import vocabulary
from answering.finding.deeds import CLAIMED
from answering.lexicon import actions, languages, load
from answering.names import Mention, Names
from answering.names.mentions import find_mentions, without_groups
from answering.question import Named, Question
from answering.reading.address import continues, opening_of, refers, refusal_of, stands_for_another, talk_of
from answering.reading.asked_form import forms_of, items_of
from answering.reading.framing import Framing, framing_of, said_of_oneself, without
from answering.reading.happened import (
    acts_of,
    asks_of_an_end,
    got,
    hits_of,
    with_driving_out,
    with_founding,
    without_losing_home,
    without_mere_taking,
)
from answering.reading.left_over import deeds_of, left_over, modifiers_of, strict_of, tellers_of
from answering.reading.parties import roles_of
from answering.reading.timing import clause_of, end_of_rule, scope_of
from answering.text import Token, script_language, tokenize, without_clitics
from answering.words.amounts import Amount, amounts_of
from answering.words.marking import Hit, Marking
from answering.words.rarity import telling
from db.model import Group, Measure, Stance

DEFAULT_LANGUAGE = "en"

_BEGINNINGS = ({"launch"}, {"launch", "protest"})  # the war began with protests
_COUNTING = frozenset({Form.HOW_MANY, Form.COUNT})
_HARM = frozenset({Measure.KILLED, Measure.WOUNDED})
_MEANS = frozenset({Measure.VEHICLES, Measure.STRIKES})
_AT_ONCE = 100  # words that are looked up together before anybody asks
_ADMITTED = 3  # words, among which what is admitted begins


def language_of(text: str) -> str:
    """The language that a text is written in: by its script, else by the words that it shares with a lexicon."""
    by_script = script_language(text)
    if by_script is not None and by_script in languages():
        return by_script
    words = tokenize(text).words
    shared = {language: len(words & load(language).stop) for language in languages()}
    best = max(shared, key=lambda language: (shared[language], language == DEFAULT_LANGUAGE))
    return best if shared[best] else DEFAULT_LANGUAGE


def warm(texts: Iterable[str], language: str, names: Names) -> None:
    """Look up the words of texts as reading a question does: people ask with the words in which entries are told.

    And with those of the lexicon.
    """
    words = tuple(dict.fromkeys((*load(language).words, *(word for text in texts for word in text.split()))))
    words = tuple(sorted(words, key=_has_a_digit))  # a text with a digit is looked through for dates whatever it says
    for first in range(0, len(words), _AT_ONCE):
        text = " ".join(words[first : first + _AT_ONCE])
        marking = Marking(text, load(language), names.has_word)
        find_mentions(marking, names)
        items_of_dates(text, vocabulary(language))
        items_of(marking, (), frozenset(), len(marking.tokens))
        amounts_of(marking.tokens, language)
        strict_of((), marking, names.home)
        for token in marking.tokens:
            stands_for_another(token, marking.lexicon)
            telling(token.folded, language)


def _has_a_digit(word: str) -> bool:
    return any(map(str.isdigit, word))


def read(text: str, names: Names, *, today: date, language: str | None = None, clauses: bool = True) -> Question:
    """The question that `text` asks on the day `today`, in `language` where it is known.

    Without `clauses` nothing is taken for a clause that says at what time: "after the bus was bombed" describes.
    """
    known = language if language is not None and language in languages() else language_of(text)
    marking = Marking(text, load(known), names.has_word)
    opening, whether = opening_of(marking)
    talk = talk_of(marking, names)
    framing = framing_of(marking)
    around = said_of_oneself(framing, marking, names)
    scope = None if talk else _scope(text, around, framing, today, known, marking)
    dated = frozenset(marking.taken)
    opening |= (around - dated) | _of_the_same_time(marking)
    marking.taken |= opening
    clause, clause_side, main_end = clause_of(marking, dated) if clauses else ("", "at", len(marking.tokens))
    mentions = find_mentions(marking, names)
    if clauses and not clause and (ended := end_of_rule(marking, mentions)):
        clause, clause_side, within = ended
        marking.taken.update(within)
        main_end = within.start if within.stop == main_end else main_end
        mentions = tuple(mention for mention in mentions if mention.first not in within)
    for mention in mentions:
        marking.taken.update(range(mention.first, mention.last))
    forms, asked = forms_of(items_of(marking, mentions, dated, main_end, opening), marking)
    forms = forms or _asked_by_its_mark(marking, mentions, opening)
    if whether:
        forms = (Form.CHECK, *(form for form in forms if form is not Form.CHECK))
    stances = marking.lexicon.stances.find(marking.tokens)
    found = [hit for hit in hits_of(marking, forms) if not _only_says(hit, stances, marking)]
    mentions, groups = without_groups(mentions, forms, asked, marking, names)
    measures = _measures(marking)
    abroad = max((mention.first for mention in mentions if names.is_abroad(mention.places)), default=0)
    acts = without_mere_taking(acts_of(found, asked, forms, marking, abroad), found, mentions, marking)
    ending = asks_of_an_end(found, acts, marking)
    if ending:
        acts = tuple(act for act in acts if act.name != "end")
    acts = acts or got(mentions, forms, marking)
    acts = with_driving_out(with_founding(acts, mentions, forms, names), mentions, names)
    acts = acts if Form.WHERE in forms[:1] else without_losing_home(acts, mentions, names)
    whom = marking.lexicon.groups.find(marking.tokens)
    ends = [hit for hit in marking.lexicon.outcomes.find(marking.tokens) if not _admits(hit[1], stances, marking)]
    told = () if _COUNTING & set(forms[:1]) else _amounts(marking)
    words = left_over(marking, forms, asked | groups, [*found, *ends], mentions)
    words += tuple(one.token for one in told)
    if clause and Form.WHEN in forms[:1] and not (mentions or acts or words or refers(marking)):
        return read(text, names, today=today, language=language, clauses=False)  # "what was the date when Hama fell"
    if Form.WHO in forms[:1] and not acts and _offices(words, marking):
        acts = (actions()["appoint"],)  # "who was the first governor" asks who was made one
    of_office = any("of_an_office" in act.traits for act in acts)  # to what somebody is named is no mere description
    return Question(
        text=text,
        language=known,
        today=today,
        forms=forms,
        named=tuple(
            Named.of(mention, marking.tokens, roles_of(mention, mentions, acts, found, marking, names))
            for mention in mentions
        ),
        actions=acts,
        scope=scope,
        measures=measures,
        groups=marking.labels(hit for hit in whom if not _of_whose(hit, marking)),
        outcomes=frozenset(marking.labels(ends)),
        stances=marking.labels(stances),
        words=words,
        modifiers=modifiers_of(found, mentions, marking),
        strict=strict_of(mentions, marking, names.home)
        | {one.token.stem for one in told}
        | (_offices(words, marking) if of_office else frozenset()),
        deeds=deeds_of(found, asked, marking),
        tellers=_tellers(marking, mentions),
        order=_order(marking, opening),
        refusal=refusal_of(marking),
        talk=talk,
        clause=clause,
        clause_side=clause_side,
        negated=not marking.lexicon.negations.isdisjoint(marking.tokens.words)
        and any(
            token.folded in marking.lexicon.negations
            for position, token in enumerate(marking.tokens)
            if position not in asked and not (position == 0 and _asks_for_assent(mentions, marking))
        ),
        chooses=_chooses(marking, mentions),
        begins=any(set(labels) in _BEGINNINGS for labels, _, _ in found) and bool(acts) and not ending,
        ends=ending,
        refers=refers(marking),
        continues=continues(marking, mentions, opening),
    )


def _asked_by_its_mark(marking: Marking, mentions: Sequence[Mention], opening: frozenset[int]) -> tuple[Form, ...]:
    """What a text without a word that asks is asked for by its question mark.

    "Civilians killed in May, per SOHR?" counts; else it is a statement: "the army admitted it lost Hama?"
    """
    asks = marking.text.rstrip().endswith(("?", "؟")) and marking.actions
    if not asks or continues(marking, mentions, opening):
        return ()
    whom = bool(marking.lexicon.groups.at(marking.tokens, 0)[0])
    counts = whom and marking.labels(marking.lexicon.measures.find(marking.tokens))
    return (Form.HOW_MANY if counts else Form.CHECK,)


def _scope(
    text: str, around: frozenset[int], framing: Framing, today: date, language: str, marking: Marking
) -> Scope | None:
    """The days that the question speaks of; what it leans on dates it where it does not date itself."""
    asked = scope_of(without(framing.tokens, text, marking), today, language, marking)
    if around == framing.tokens or (asked is not None and not asked.yearless):
        return asked
    said = scope_of(text, today, language, marking)
    if asked is None or said is None or said.start is None or said.yearless:
        return asked or said
    dated = with_year(asked, said.start.year)  # "in the spring of 2014. What took place in March of that year?"
    return replace(dated, yearless=False) if dated else asked


def _asks_for_assent(mentions: Sequence[Mention], marking: Marking) -> bool:
    """Whether an Arabic negation right before a name only asks for assent: مو تدمر وقعت بيد داعش؟"""
    return marking.lexicon.verb_first and any(mention.first == 1 for mention in mentions)


def _of_the_same_time(marking: Marking) -> frozenset[int]:
    """The tokens that keep the time that was spoken of, which a follow-up keeps anyway: "and Raqqa, same date?"."""
    found = marking.lexicon.same_time.each(marking.tokens)
    return frozenset(position for _, first, last in found for position in range(first, last))


def _amounts(marking: Marking) -> tuple[Amount, ...]:
    """The amounts that the text tells, their tokens taken; "100,000" is one of the words."""
    free = tuple(
        one
        for one in amounts_of(marking.tokens, marking.lexicon.language)
        if marking.taken.isdisjoint(range(one.first, one.last))
    )
    for one in free:
        marking.taken.update(range(one.first, one.last))
    return free


def _offices(words: Sequence[Token], marking: Marking) -> frozenset[str]:
    """The stems of the words for a post among these: who was made a minister is no premier."""
    offices = marking.lexicon.offices
    return frozenset(one.stem for one in words if not offices.isdisjoint(without_clitics(one.folded)))


def _of_whose(hit: Hit[Group], marking: Marking) -> bool:
    """Whether a word for people only says whose deed is meant, and not whom to count: "the rebel offensive"."""
    _, first, last = hit
    deed = marking.acts_at(last)
    if marking.lexicon.verb_first or not deed or "begins" not in actions()[deed[0]].traits:
        return False
    return (
        last - first == 1
        and not marking.word(first).endswith("s")
        and not marking.lexicon.measures.at(marking.tokens, last)[0]
    )


def _admits(first: int, stances: Sequence[Hit[Stance]], marking: Marking) -> bool:
    """Whether the word at a position is rather one for admitting something, as أقر ب is."""
    said = any(first == stance[1] for stance in stances)
    after = range(first + 1, min(first + 1 + _ADMITTED, len(marking.tokens)))
    return said and marking.lexicon.verb_first and any(marking.word(position).startswith("ب") for position in after)


def _only_says(hit: Hit[str], stances: Sequence[Hit[Stance]], marking: Marking) -> bool:
    """Whether a word that may be one for a vote admits something, أقر ب, or claims a deed: تبنى الهجوم."""
    labels, first, last = hit
    if labels != ("vote",) or all(first != stance[1] for stance in stances):
        return False
    said = next(one for one, at, _ in stances if at == first)
    claimed = any(actions()[name].kinds & CLAIMED for name in marking.acts_at(last))
    return (Stance.CLAIMS in said and claimed) or _admits(first, stances, marking)


def _chooses(marking: Marking, mentions: Sequence[Mention]) -> bool:
    """Whether the text offers a choice between two names: "Paris or Riyadh"."""
    pairs = pairwise(mentions)
    between = (range(one.last, other.first) for one, other in pairs)
    return any(marking.word(position) in marking.lexicon.either for positions in between for position in positions)


def _tellers(marking: Marking, mentions: Sequence[Mention]) -> tuple[Token, ...]:
    """The words that say according to whom; none where a name among them tells it: "by the Observatory's count"."""
    positions = sorted(tellers_of(marking))
    named = positions and any(0 <= mention.first - positions[0] <= len(positions) for mention in mentions)
    return () if named else tuple(marking.tokens[position] for position in positions)


def _measures(marking: Marking) -> tuple[Measure, ...]:
    """What is counted; of refugees who returned it is the returning."""
    found = marking.labels(marking.lexicon.measures.find(marking.tokens))
    if not _HARM.isdisjoint(found):  # "how many died in the attack on the bus"
        found = tuple(measure for measure in found if measure not in _MEANS)
    if Measure.RETURNED in found:
        return tuple(measure for measure in found if measure is not Measure.DISPLACED)
    return found


def _order(marking: Marking, opening: frozenset[int]) -> frozenset[str]:
    """What the text says of the order of things, its opening words with it: "and then what"."""
    return frozenset(
        label
        for labels, first, last in marking.lexicon.order.find(marking.tokens)
        if all(position in opening or position not in marking.taken for position in range(first, last))
        for label in labels
    )
