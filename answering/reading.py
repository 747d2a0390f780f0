"""Reading a question: its form, what it names, what it says happened, its scope in time, the words left over.

Dates are found first, then names, then the words of the lexicon; each token is taken once, so that nothing is
read twice and what nothing took is left over, to be met by the answer like everything else.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby, pairwise

from answering.answer import Form
from answering.dates import Precision, Scope, read_scopes
from answering.lexicon import Action, actions, languages, load
from answering.marking import Hit, Marking
from answering.mentions import find_mentions, without_groups
from answering.names import Mention, Names
from answering.parties import roles_of
from answering.patterns import Item, slot_of
from answering.question import Named, Question, Refusal, Talk
from answering.text import Token, object_of, script_language, tokenize, without_clitics
from db.model import Measure

DEFAULT_LANGUAGE = "en"

# Forms whose own words may look like an action: "what was reported by then" is no statement that was made.
_ASKED_IN_ITS_OWN_WORDS = frozenset({Form.AS_KNOWN, Form.SOURCE, Form.CONTROL, Form.WHAT})
_ARTICLE_BEFORE_DIGITS = re.compile(r"(?<!\w)الـ?(?=\d)")  # شباط الـ2018
_PLAIN = frozenset({Form.WHEN, Form.WHERE, Form.WHO, Form.WHAT})
_ASKS_ONE_THING = frozenset({Form.WHO, Form.WHERE, Form.HOW_MANY, Form.CONTROL, Form.SAY})
_SHORT_YEAR = re.compile(r"(?<=\bin )'?(\d\d)(?=\W*$)")  # "when did hama fall in 24"
_YEAR = re.compile(r"(?<![\d.,])(20[0-3]\d)(?![\d.,]*\d)")  # "the 2018 one", where nothing else dates the question
_TOLD_BY_GRAMMAR = frozenset(
    {"capture", "fall", "flee"}
)  # "took", "left": grammar in one sentence, the deed in another


def language_of(text: str) -> str:
    """The language that a text is written in: by its script, else by the words that it shares with a lexicon."""
    by_script = script_language(text)
    if by_script is not None and by_script in languages():
        return by_script
    folded = {token.folded for token in tokenize(text)}
    shared = {language: len(folded & load(language).stop) for language in languages()}
    best = max(shared, key=lambda language: (shared[language], language == DEFAULT_LANGUAGE))
    return best if shared[best] else DEFAULT_LANGUAGE


def read(text: str, names: Names, *, today: date, language: str | None = None) -> Question:
    """The question that `text` asks on the day `today`, in `language` where it is known."""
    known = language if language is not None and language in languages() else language_of(text)
    marking = Marking(text, load(known))
    opening = _opening(marking)
    talk = _talk(marking)
    scope = None if talk else _scope(text, today, known, marking)
    dated = frozenset(marking.taken)
    marking.taken |= opening
    clause, clause_side, main_end = _clause(marking, dated)
    mentions = find_mentions(marking, names)
    for mention in mentions:
        marking.taken.update(range(mention.first, mention.last))
    forms, asked = _forms(_items(marking, mentions, dated, main_end, opening), marking)
    if not forms and text.rstrip().endswith(("?", "؟")) and marking.actions and not _continues(marking, mentions):
        forms = (Form.CHECK,)  # a statement with a question mark: "the army admitted it lost Hama?"
    found = [hit for hit in marking.actions if hit[1] not in marking.taken]
    mentions, groups = without_groups(mentions, forms, marking, names)
    measures = _measures(marking)
    acts = _actions(found, asked, forms, marking)
    ends = marking.lexicon.outcomes.find(marking.tokens)
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
        groups=marking.labels(marking.lexicon.groups.find(marking.tokens)),
        outcomes=frozenset(marking.labels(ends)),
        stances=marking.labels(marking.lexicon.stances.find(marking.tokens)),
        words=_left_over(marking, forms, asked | groups, [*found, *ends]),
        order=frozenset(marking.labels(marking.lexicon.order.find(marking.tokens))),
        refusal=_refusal(marking),
        talk=talk,
        clause=clause,
        clause_side=clause_side,
        negated=any(token.folded in marking.lexicon.negations for token in marking.tokens),
        chooses=_chooses(marking, mentions),
        refers=_refers(marking),
        continues=_continues(marking, mentions),
    )


def _chooses(marking: Marking, mentions: Sequence[Mention]) -> bool:
    """Whether the text offers a choice between two names: "Paris or Riyadh"."""
    pairs = pairwise(mentions)
    between = (range(one.last, other.first) for one, other in pairs)
    return any(marking.word(position) in marking.lexicon.either for positions in between for position in positions)


def _measures(marking: Marking) -> tuple[Measure, ...]:
    """What is counted; of refugees who returned it is the returning."""
    found = marking.labels(marking.lexicon.measures.find(marking.tokens))
    if Measure.RETURNED in found:
        return tuple(measure for measure in found if measure is not Measure.DISPLACED)
    return found


def _talk(marking: Marking) -> Talk | None:
    """What the text is where all of it is small talk."""
    kinds: list[str] = []
    position = 0
    while position < len(marking.tokens):
        labels, last = marking.lexicon.talk.at(marking.tokens, position)
        if not labels:
            return None
        kinds += labels
        position = last
    return next((talk for talk in (Talk.ABOUT, Talk.GREETINGS, Talk.THANKS) if talk in kinds), None)


def _refusal(marking: Marking) -> Refusal | None:
    """What a question asks for that no record of events can give."""
    found = marking.labels(marking.lexicon.refuse.find(marking.tokens))
    return next((refusal for refusal in Refusal if refusal in found), None)


def _opening(marking: Marking) -> frozenset[int]:
    """The tokens at the start that only lead up to the question: "could you tell me", "and what about"."""
    taken: set[int] = set()
    position = 0
    while position < len(marking.tokens):
        _, last = marking.lexicon.polite.at(marking.tokens, position)
        if position == 0:
            last = max(last, marking.lexicon.follow_starts.at(marking.tokens, position)[1])
        if last == position or last == len(marking.tokens):
            break
        taken.update(range(position, last))
        position = last
    return frozenset(taken)


def _scope(text: str, today: date, language: str, marking: Marking) -> Scope | None:
    """The days that the text speaks of, from the first to the last where it names several; their words are taken."""
    scopes = read_scopes(_ARTICLE_BEFORE_DIGITS.sub(lambda found: " " * len(found[0]), text), today, language)
    written = () if scopes else (_SHORT_YEAR.search(text), _YEAR.search(text))
    for found in written:
        if found and not scopes and int(found[1]) % 100 <= today.year % 100:
            year = read_scopes(f"in {2000 + int(found[1]) % 100}", today, DEFAULT_LANGUAGE)
            scopes = tuple(replace(scope, span=found.span(1)) for scope in year)
    for scope in scopes:
        marking.take_span(*scope.span)
        _take_noun_of(scope, marking)
    if len(scopes) > 1 and all(one.start and one.end and not one.yearless for one in scopes):
        first = min(one.start for one in scopes if one.start)
        last = max(one.end for one in scopes if one.end)
        return replace(scopes[0], start=first, end=last, precision=Precision.SPAN)
    return scopes[0] if scopes else None


def _take_noun_of(scope: Scope, marking: Marking) -> None:
    """Take the noun that a date with an article goes with: "before the 2024 offensive" only dates."""
    dated = [position for position in marking.taken if marking.tokens[position].start < scope.span[1]]
    after = max(dated, default=-1) + 1
    if any(marking.word(position) in marking.lexicon.articles for position in dated):
        labels, last = marking.acts_at(after), after + 1
        if "launch" in labels:
            marking.taken.update(range(after, last))


def _clause(marking: Marking, dated: frozenset[int]) -> tuple[str, str, int]:
    """The clause that says at what time, if one follows the question, its side of that time, and where it begins.

    The tokens of the clause are taken. What is asked must stand before it: "tell me when Homs fell" asks with
    the word that begins a clause in "who ran Homs when it fell", and "what happened after it fell" is about
    the order of things.
    """
    tokens = marking.tokens
    for first in range(1, len(tokens)):
        sides, last = marking.lexicon.clauses.at(tokens, first)
        rest = range(last, len(tokens))
        if not sides or first in marking.taken or len(rest) < 2 or marking.word(first - 1) in marking.lexicon.joints:
            continue
        if marking.word(first - 1) in marking.lexicon.before_asked:
            continue  # "what day", كم يوم
        before, _ = _forms(_items(marking, (), dated, first), marking)
        asks = bool(set(before) - {Form.CHECK, Form.SOURCE}) and not {Form.ORDER, Form.HOW_LONG} & set(before)
        does = any(marking.acts_at(position) and not marking.is_stop(tokens[position]) for position in range(first))
        does = does or bool(_ASKS_ONE_THING & set(before))  # "what happened after it fell" is about the order
        happens = any(marking.acts_at(position) for position in rest)
        if asks and happens and (sides[0] == "at" or does):
            marking.taken.update(range(first, len(tokens)))
            return marking.text[tokens[last].start : tokens[-1].end], sides[0], first
    return "", "at", len(tokens)


def _items(
    marking: Marking,
    mentions: Sequence[Mention],
    dated: frozenset[int],
    end: int,
    opening: frozenset[int] = frozenset(),
) -> list[Item]:
    """The words and slots that the patterns of the forms are held against, up to the position `end`."""
    starts = {mention.first: mention for mention in mentions}
    items: list[Item] = []
    position = 0
    while position < end:
        last = position + 1
        if position in opening:
            position = last
            continue
        if position in dated:
            while last in dated:
                last += 1
            items.append(Item(frozenset(), frozenset({"date"}), position, last))
        elif mention := starts.get(position):
            last = mention.last
            kinds = (("place", mention.places), ("actor", mention.actors))
            items.append(Item(frozenset(), frozenset(slot for slot, ids in kinds if ids), position, last))
        else:
            forms = frozenset(without_clitics(marking.word(position)))
            items.append(Item(forms, frozenset(), position, last))
        position = last
    return items


def _forms(items: Sequence[Item], marking: Marking) -> tuple[tuple[Form, ...], frozenset[int]]:
    """The forms whose patterns fit, in the lexicon's order, and the tokens that the first of them took."""
    found: list[tuple[Form, frozenset[int]]] = []
    words = (form for item in items for form in item.forms)
    present = frozenset((*words, *(slot_of(slot) for item in items for slot in item.slots)))
    for (_, form), rows in groupby(marking.lexicon.asks.able(present), key=lambda able: able[:2]):
        matched = (taken for _, _, pattern in rows if (taken := pattern.match(items)) is not None)
        taken = min(matched, key=min, default=None) if form in _PLAIN else next(matched, None)
        if taken is not None:
            found.append((form, taken))
    # of the plain question words the first asks: "where did he go when he broke with them"
    plain = sorted((one for one in found if one[0] in _PLAIN), key=lambda one: min(one[1], default=0))
    turn = iter(plain)
    found = [next(turn) if one[0] in _PLAIN else one for one in found]
    return tuple(form for form, _ in found), found[0][1] if found else frozenset()


def _actions(
    found: Sequence[Hit[str]], asked: frozenset[int], forms: Sequence[Form], marking: Marking
) -> tuple[Action, ...]:
    """The actions named, those of content words before those of the words that only ask."""
    telling = [hit for hit in found if not all(position in asked for position in range(hit[1], hit[2]))]
    if forms and forms[0] in _ASKED_IN_ITS_OWN_WORDS:
        found = telling
    names = dict.fromkeys(
        label
        for labels, first, last in (telling or found)
        for label in labels
        if last - first > 1 or label in _TOLD_BY_GRAMMAR or not marking.is_stop(marking.tokens[first])
    )
    named = tuple(actions()[name] for name in names)
    # "announced the founding", "began to leave": the other action tells
    strong = tuple(act for act in named if "says_little" not in act.traits)
    return named if Form.SAY in forms[:1] else strong or named


def _left_over(
    marking: Marking, forms: Sequence[Form], asked: frozenset[int], found: Sequence[Hit[object]]
) -> tuple[Token, ...]:
    """The words that nothing took and that are not mere grammar."""
    counts = not forms or bool({Form.HOW_MANY, Form.COUNT} & set(forms))
    used = asked | marking.taken | (marking.counted() if counts else set())
    used |= {position for _, first, last in found for position in range(first, last)}
    kinds = marking.lexicon.settlements | marking.lexicon.provinces  # of the place beside them
    return tuple(
        token
        for position, token in enumerate(marking.tokens)
        if position not in used and token.folded not in kinds and not marking.is_stop(token)
    )


def _refers(marking: Marking) -> bool:
    """Whether the text speaks of something that was named before: "who took it?", مين أخدها؟."""
    return any(
        form in marking.lexicon.pronouns
        for position, token in enumerate(marking.tokens)
        if position not in marking.taken
        for form in (*without_clitics(token.folded), object_of(token.folded))
    )


def _continues(marking: Marking, mentions: Sequence[Mention]) -> bool:
    """Whether the text goes on from something said before: "and Homs?", وحماة؟."""
    if not marking.tokens:
        return False
    first = marking.tokens[0]
    attached = first.arabic and first.folded.startswith("و") and len(first.folded) > 2
    known = any(mention.first == 0 for mention in mentions) or first.folded[1:] in marking.lexicon.stop
    return (attached and known) or bool(marking.lexicon.follow_starts.at(marking.tokens, 0)[0])
