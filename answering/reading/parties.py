"""Who does what to whom: the roles in which a named actor can be meant."""

from __future__ import annotations

from collections.abc import Sequence

from answering.lexicon import Action, actions
from answering.names import Mention, Names
from answering.text import Token
from answering.words.marking import Hit, Marking
from db.model import Measure, Role, Stance

_CUE_BEFORE = 3  # words before a name that can say what part it plays
_PASSIVE_BEFORE = 4  # words between "was" and its verb
_TAKEN_TO = frozenset({"capture", "fall", "lose"})  # a place falls, or is lost, to somebody
_PLURAL = ("وا", "و")  # the endings of a verb whose subject may be in it
_DONE_TO_PERSONS = frozenset({"kill", "arrest"})
_BEGINS = "launch"
_DEPARTS = "depart"
_SHOT_DOWN = "down"
_SAYS = "say"
_ACCUSES = "accuse"
_ANY: frozenset[Role] = frozenset()


def roles_of(
    mention: Mention,
    mentions: Sequence[Mention],
    acts: Sequence[Action],
    found: Sequence[Hit[str]],
    marking: Marking,
    names: Names,
) -> frozenset[Role]:
    """The roles in which a named actor is meant: by the words beside it, else by where the verb stands.

    Of a verb that may say several things ("quit") those of each; empty where any role will do.
    """
    if not mention.actors:
        return _ANY
    each = [_roles(mention, mentions, act, found, marking, names) for act in acts if act.agent]
    return frozenset().union(*each) if all(each) else _ANY


def _roles(
    mention: Mention,
    mentions: Sequence[Mention],
    directed: Action,
    found: Sequence[Hit[str]],
    marking: Marking,
    names: Names,
) -> frozenset[Role]:
    """The roles in which a named actor is meant where one thing is said to have happened."""
    if directed.name == _SHOT_DOWN and _is_of_the_thing(mention, marking):
        return directed.patient  # سقطوا الطيارة التركية
    if mention.adjective and _are_struck(mention, directed, found, marking):
        return directed.patient  # "who attacked the American soldiers"
    if mention.adjective:
        return directed.agent if _is_done_by(mention, directed, marking) else _ANY
    told = _verb_of(mention, marking)
    if _SAYS in told and any(one.actors and one.first >= mention.last for one in mentions):
        return _ANY  # "the Observatory said that they took it": by whom is not said by that
    if _ACCUSES in told:
        return _ANY  # who accuses others of a deed did not do it
    if _denies(marking):
        return _ANY  # who denies a deed is not said to have done it
    cues = _cues(mention, marking) or _shared_cues(mention, mentions, marking)
    if "according" in cues:
        return _ANY  # who tells it is not said to have done it
    if "by" in cues and directed.name in _TAKEN_TO and _was_held(mention, marking):
        return frozenset({Role.FROM})
    if "by" in cues:
        return frozenset({Role.BY}) if directed.name in _TAKEN_TO else directed.agent
    if "receives" in cues and directed.name in _TAKEN_TO:
        return frozenset({Role.BY})
    if "from" in cues and directed.name in _TAKEN_TO:
        return frozenset({Role.FROM})
    if cues & {"from", "against"}:
        return directed.patient
    said = [hit for hit in found if directed.name in hit[0]] or found  # "left Syria" is told as a departure
    verbs = [first for _, first, _ in said if not _is_a_thing(first, marking)]
    if "with" in cues or not verbs or marking.word(mention.last) in marking.lexicon.behind:
        return _ANY
    if directed.name == _DEPARTS:
        return directed.agent  # whoever is named beside a country left it
    if marking.lexicon.verb_first:
        if _is_attached(mention, marking, names):
            return directed.patient  # طلع مذكرة ببشار
        struck = [actions()[name] for name in marking.acts_at(mention.first - 1)]
        if struck and struck[0].name == _BEGINS:
            return directed.agent  # بدأت روسيا تضرب
        struck = [act for act in struck if "says_little" not in act.traits]  # "the army admitted that it lost"
        if struck and struck[0].agent and not names.only_persons(mention):
            return struck[0].agent  # the strike of the coalition
        if directed.name in _DONE_TO_PERSONS and marking.word(verbs[0]).endswith(_PLURAL):
            return _ANY  # مسكوا خلية داعش: who did it is not said
        verb = _after_pronouns(mention, marking)
        if verb in verbs and not marking.lexicon.actions.has_noun(marking.word(verb)):
            return directed.agent  # داعش اخذت تدمر
        if verb + 1 in verbs and _does(verb, marking):
            return directed.agent  # داعش ارتكبت مجزرة, قسد فكت الحصار
        return _after_the_verb(mention, mentions, directed, verbs, names)
    if _is_modifier(mention, marking):
        return _ANY  # "ISIS sites", "the army positions"
    named_first = marking.word(mention.first - 1) in marking.lexicon.articles and verbs[0] == mention.last
    if named_first and Role.AGAINST in directed.patient and not directed.of_a_person:
        return directed.agent  # "the SDF assault"
    before = mention.first < verbs[0]
    if marking.word(mention.first - 1) in marking.lexicon.auxiliaries:
        return directed.agent
    if before and directed.name in _DONE_TO_PERSONS and names.only_persons(mention):
        return _ANY  # a headline's "Jacquier killed in Homs" leaves out its "was"
    if _is_passive(found, marking):
        return directed.patient if before else _ANY
    return directed.agent if before else directed.patient


def _does(position: int, marking: Marking) -> bool:
    """Whether a word is an Arabic verb that a noun for the deed follows: one of grammar, or for what was done to it."""
    if not 0 <= position < len(marking.tokens) or position in marking.taken:
        return False
    word = marking.word(position)
    done = bool(marking.acts_at(position)) and not marking.lexicon.actions.has_noun(word)
    return done or (marking.is_stop(marking.tokens[position]) and word not in marking.lexicon.place_prepositions)


def _is_attached(mention: Mention, marking: Marking, names: Names) -> bool:
    """Whether the preposition ب is written to a name: what is done is done to it, and not by it."""
    word = marking.word(mention.first)
    return word.startswith("ب") and not names.is_of_a_name(word) and names.is_of_a_name(word[1:])


def _after_pronouns(mention: Mention, marking: Marking) -> int:
    """The position after a name and what stands between it and its verb: داعش هي اللي اخذت, داعش ايمتى اخذت."""
    at = mention.last
    pointing = marking.lexicon.pronouns | marking.lexicon.relatives | marking.lexicon.interrogatives
    while marking.word(at) in pointing:
        at += 1
    return at


def _verb_of(mention: Mention, marking: Marking) -> tuple[str, ...]:
    """What the verb that goes with a name says to have been done."""
    return marking.acts_at(mention.first - 1 if marking.lexicon.verb_first else mention.last)


def _are_struck(mention: Mention, directed: Action, found: Sequence[Hit[str]], marking: Marking) -> bool:
    """Whether an adjective stands with people right behind the verb that tells what was done to them."""
    if marking.lexicon.verb_first or not marking.lexicon.groups.at(marking.tokens, mention.last)[0]:
        return False
    led = marking.word(mention.first - 1) in marking.lexicon.articles
    behind = mention.first - 1 - led
    struck = any(directed.name in acts and last - 1 == behind for acts, _, last in found)
    return struck and not _is_passive(found, marking)


def _is_done_by(mention: Mention, directed: Action, marking: Marking) -> bool:
    """Whether an adjective stands with the noun of the deed: "a Turkish air strike", غارة تركية."""
    return directed.name in _verb_of(mention, marking)


def _shared_cues(mention: Mention, mentions: Sequence[Mention], marking: Marking) -> frozenset[str]:
    """The cues of the name before, where an "and" joins the two: "by Hezbollah and the army"."""
    before = max((one for one in mentions if one.last <= mention.first), key=lambda one: one.last, default=None)
    if before is None:
        return frozenset()
    between = [marking.word(position) for position in range(before.last, mention.first)]
    joined = bool(between) and all(word in marking.lexicon.conjunctions | marking.lexicon.articles for word in between)
    return _cues(before, marking) if joined else frozenset()


def _was_held(mention: Mention, marking: Marking) -> bool:
    """Whether what is taken was held by the named until then: "the last town held by ISIS was captured"."""
    before = range(max(0, mention.first - _CUE_BEFORE), mention.first)
    held = any("held" in marking.lexicon.order.at(marking.tokens, position)[0] for position in before)
    return held and not marking.lexicon.verb_first  # سقطت بيد داعش: it fell to them


def _is_a_thing(position: int, marking: Marking) -> bool:
    """Whether a phrase for a deed begins with what it is done to: "the plane that they shot down"."""
    return Measure.VEHICLES in marking.lexicon.measures.at(marking.tokens, position)[0]


def _is_of_the_thing(mention: Mention, marking: Marking) -> bool:
    """Whether a name says whose the one aircraft is that a text speaks of."""
    beside = mention.first - 1 if marking.lexicon.verb_first else mention.last
    return [at for at in range(len(marking.tokens)) if _is_a_thing(at, marking)] == [beside]


def _denies(marking: Marking) -> bool:
    """Whether a verb of denying is in the text: then nobody is said to have done it."""
    return any(Stance.DENIES in stances for stances, _, _ in marking.lexicon.stances.each(marking.tokens))


def _is_modifier(mention: Mention, marking: Marking) -> bool:
    """Whether the name only goes with the noun after it."""
    if mention.last >= len(marking.tokens) or marking.acts_at(mention.last):
        return False
    return not marking.is_stop(marking.tokens[mention.last]) and mention.last not in marking.taken


def _after_the_verb(
    mention: Mention, mentions: Sequence[Mention], directed: Action, verbs: Sequence[int], names: Names
) -> frozenset[Role]:
    """Where verbs come first, the first actor does it; unvocalised, "killed" and "was killed" look alike."""
    if directed.name in _DONE_TO_PERSONS and names.only_persons(mention):
        return _ANY
    after = verbs[0] if verbs[0] > mentions[0].first and mention.first < verbs[0] else -1
    first = next((one for one in mentions if one.first > after and one.actors and not one.adjective), None)
    return directed.agent if first is mention and after < 0 else _ANY


def _is_passive(found: Sequence[Hit[str]], marking: Marking) -> bool:
    """Whether a verb is in the passive: was captured, got killed; "was it the army who took it" is active."""
    for _, first, _ in found:
        for position in range(first - 1, max(0, first - _PASSIVE_BEFORE) - 1, -1):
            if marking.word(position) in marking.lexicon.relatives:
                break
            if marking.word(position) in marking.lexicon.passive:
                return True
    return False


def _has_a_pronoun(token: Token) -> bool:
    """Whether a preposition has what it governs within it: in سيطرت عليها قسد it says nothing of the name after it."""
    return token.arabic and token.folded.endswith(("ه", "ها", "هم", "هن"))


def _cues(mention: Mention, marking: Marking) -> frozenset[str]:
    """What the words right before a name say of its part: by, from, against, with."""
    for position in range(mention.first - 1, max(-1, mention.first - _CUE_BEFORE), -1):
        for first in (position - 1, position):
            if first >= 0:
                labels, last = marking.lexicon.actor_cues.at(marking.tokens, first)
                if labels and last == position + 1:
                    return frozenset() if _has_a_pronoun(marking.tokens[position]) else frozenset(labels)
        if marking.word(position) not in marking.lexicon.articles:
            break
    return frozenset()
