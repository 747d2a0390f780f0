"""Which places and actors a text names, where the words around a name decide what it is.

A place whose name is an everyday word needs a preposition, a word like "city" or a verb of taking beside it; a
capital stands for its government where it speaks or acts; "civilians" in a count says whom it counts.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from answering.answer import Form
from answering.lexicon import actions
from answering.names.index import Names
from answering.names.mention import Mention
from answering.names.place_kinds import with_its_kind
from answering.text import has_article, spoken_forms, without_clitics
from answering.words.marking import Marking
from answering.words.rarity import telling

_NOT_BY_A_GOVERNMENT = frozenset({"capture", "fall", "topple", "siege"})  # "Damascus fell" is the place
_THERE = frozenset(
    {"talk", "agree", "elect", "protest", "evacuate", "visit"}
)  # in a capital, and not by its government
_OF_THE_PLACE = frozenset({"visit", "enter", "flee"})  # زار دمشق: what comes after the verb is where
_WORD = 2.2  # a word that tells less is one of the language
_NISBA = ("ي", "يه")  # the endings of an adjective that is made of a noun
_LEADS = 2  # words before an Arabic name that is what the question is about
_COMMA = re.compile("[,،]")
_FRAGMENT = 3  # words of a text that may be no more than a name


def find_mentions(marking: Marking, names: Names) -> tuple[Mention, ...]:
    """The names in the free tokens from left to right, misspelled ones with them."""
    lexical = marking.lexical()
    found = names.find(marking.tokens, marking.taken, lexical)
    places = {mention.last for mention in found if mention.places and not mention.common}
    named = {position for mention in found for position in range(mention.first, mention.last)}
    kept = [
        _without_metonym(mention, named, marking, names)
        for mention in found
        if not _is_a_little_word(mention, marking)
        and not _is_a_deed(mention, marking)
        and not (mention.common and _is_described(mention, marking))
        and not (_is_one_stop_word(mention, marking) and names.only_persons(mention))  # جنيف الثاني
        and (not mention.common or _said_as_place(mention, marking) or _follows_one(mention, places, marking))
    ]
    kept = [_as_province(mention, marking, names) for mention in _governments_together(kept, marking, names)]
    kept = [with_its_kind(mention, marking, names) for mention in kept]
    covered = {position for mention in kept for position in range(mention.first, mention.last)}
    covered |= marking.taken | lexical
    for position, token in enumerate(marking.tokens):
        if position in covered or names.is_word(token) or names.is_of_a_name(token.folded):
            continue
        if not marking.lexicon.asks.words.isdisjoint(spoken_forms(token.folded)):
            continue  # ماسكو asks who holds it, and is not Moscow
        if telling(token.folded, marking.lexicon.language) < _WORD:
            continue  # a word that people use is no misspelled name
        if guess := names.misspelled(token, position):
            kept.append(guess)
    return tuple(sorted(kept, key=lambda mention: mention.first))


def without_groups(
    mentions: Iterable[Mention], forms: Iterable[Form], asking: Collection[int], marking: Marking, names: Names
) -> tuple[tuple[Mention, ...], frozenset[int]]:
    """The mentions without those that only say whom a count counts, and the positions of these.

    `asking` are the positions of the words that ask: whom they stand before is counted, as in "how many rebels".
    """
    asked = set(forms)
    holds = Form.HOW_LONG in asked and _of_who_holds(marking)  # whoever held it is not counted
    groups: set[int] = set()
    kept = []
    for mention in mentions:
        inside = range(mention.first, mention.last)
        counts = not asked or (asked & {Form.HOW_MANY, Form.COUNT} and not holds)
        after = mention.last - mention.first == 1 and mention.first - 1 in asking and Form.COUNT not in asked
        people = names.only_people(mention) or after
        if (
            counts
            and not mention.places
            and people
            and any(marking.lexicon.groups.at(marking.tokens, position)[0] for position in inside)
        ):
            groups.update(range(mention.first, mention.last))
        else:
            kept.append(mention)
    marking.taken -= groups
    return tuple(kept), frozenset(groups)


def _as_province(mention: Mention, marking: Marking, names: Names) -> Mention:
    """The mention of a city as its province where that is said: "Hama province", ريف حماة."""
    called, before, after = marking.lexicon.provinces, mention.first - 1, mention.last
    said = before if marking.word(before) in called else after if marking.word(after) in called else None
    if said is None:
        return mention
    provinces = tuple(names.province_of[place] for place in mention.places if place in names.province_of)
    if not provinces:
        return mention
    first, last = min(mention.first, said), max(mention.last, said + 1)
    return replace(mention, first=first, last=last, places=provinces, sites=())


def _said_as_place(mention: Mention, marking: Marking) -> bool:
    """Whether something beside a name that is also an everyday word says that it is a place."""
    lexicon = marking.lexicon
    first = marking.tokens[mention.first]
    before, after = marking.word(mention.first - 1), marking.word(mention.last)
    kinds = lexicon.settlements | lexicon.provinces
    attached = first.arabic and first.folded[0] in "بلع" and len(without_clitics(first.folded)) > 1
    leads = first.arabic and first.folded.startswith("ال") and mention.first <= _LEADS and _of_who_holds(marking)
    capital = not first.arabic and mention.first > 0 and first.text[0].isupper()
    return (
        before in lexicon.place_only | kinds
        or after in kinds
        or bool({before, after} & lexicon.joints)
        or attached
        or _is_before_a_taking(mention, marking)
        or leads
        or capital
        or _beside_capture(mention, marking)
        or len(marking.tokens) <= _FRAGMENT
    )


def _is_before_a_taking(mention: Mention, marking: Marking) -> bool:
    """Whether an Arabic verb that is said of places comes right after the name: حمص سقطت."""
    verb = marking.word(mention.last)
    said = marking.lexicon.verb_first and not marking.lexicon.actions.has_noun(verb)
    return said and _tells_of_a_taking(mention.last, marking)


def _is_a_little_word(mention: Mention, marking: Marking) -> bool:
    """Whether an Arabic name is rather a word of grammar before a verb: بدو يشيل, he wants to lift."""
    token = marking.tokens[mention.first]
    if not (token.arabic and mention.last == mention.first + 1 and token.folded in marking.lexicon.stop):
        return False
    return marking.word(mention.last).startswith("ي") and bool(marking.acts_at(mention.last))


def _is_a_deed(mention: Mention, marking: Marking) -> bool:
    """Whether an Arabic name without its article is rather a deed: تبنّى is to claim, and التبني a town."""
    token = marking.tokens[mention.first]
    if not token.arabic or mention.last != mention.first + 1 or not mention.places:
        return False
    claims = marking.lexicon.stances.at(marking.tokens, mention.first)[0]
    where = marking.word(mention.first - 1) in marking.lexicon.place_prepositions
    deed = claims or (marking.lexicon.actions.has_noun(token.folded) and not where)
    return bool(deed) and not has_article(token.folded)


def _is_described(mention: Mention, marking: Marking) -> bool:
    """Whether an adjective follows an Arabic word that may be a name: القصر العدلي is no village."""
    after = mention.last
    if not (marking.tokens[mention.first].arabic and has_article(marking.tokens[mention.first].folded)):
        return False
    adjective = marking.word(after).startswith("ال") and marking.word(after).endswith(_NISBA)
    return adjective and after < len(marking.tokens) and after not in marking.taken


def _is_one_stop_word(mention: Mention, marking: Marking) -> bool:
    """Whether an Arabic name is one word of grammar, as an ordinal is, behind another word with an article."""
    token = marking.tokens[mention.first]
    return token.arabic and mention.last == mention.first + 1 and mention.first > 0 and marking.is_stop(token)


def _follows_one(mention: Mention, places: Collection[int], marking: Marking) -> bool:
    """Whether a name comes right after a place with an "and" written to it: البوكمال والميادين."""
    first = marking.tokens[mention.first]
    return mention.first in places and first.arabic and first.folded.startswith("و")


def _of_who_holds(marking: Marking) -> bool:
    """Whether the text speaks of taking or holding places at all."""
    taken = any(actions()[act].of_a_place for acts, _, _ in marking.actions for act in acts)
    return taken or any("held" in labels for labels, _, _ in marking.lexicon.order.find(marking.tokens))


def _beside_capture(mention: Mention, marking: Marking) -> bool:
    """Whether a verb of taking or losing places stands before the name, or anywhere where it ends the text."""
    ends = mention.last == len(marking.tokens) and marking.lexicon.verb_first
    near = range(0 if ends else max(0, mention.first - 2), mention.first)
    if marking.acts_at(mention.first - 1):
        return True  # the battle, siege or massacre of it
    return any(_tells_of_a_taking(position, marking) for position in near)


def _tells_of_a_taking(position: int, marking: Marking) -> bool:
    """Whether the word at a position says what happens to a place as a whole."""
    return any(actions()[act].of_a_place for act in marking.acts_at(position))


def _governments_together(mentions: Sequence[Mention], marking: Marking, names: Names) -> Iterator[Mention]:
    """The mentions, a capital that acts together with another government as its own: "did Moscow and Ankara agree"."""
    before: Mention | None = None
    together = False  # whether the one before was made a government as well
    for mention in mentions:
        one = before and before.actors and not before.places and mention.metonym_of
        if before and one and _joined(before, mention, marking, names):
            acting = together or marking.word(before.first - 1) in marking.lexicon.auxiliaries
            verb = before.first - 1 if marking.lexicon.verb_first else mention.last
            together = acting or bool(set(marking.acts_at(verb)) - _NOT_BY_A_GOVERNMENT)
        else:
            together = False
        if together:
            mention = replace(mention, places=(), sites=(), actors=(*mention.actors, *mention.metonym_of))
        yield mention
        before = mention


def _decides_or_tells(verb: int, marking: Marking) -> bool:
    """Whether a verb says that something was blocked or adopted, denied or admitted."""
    tokens, lexicon = marking.tokens, marking.lexicon
    return 0 <= verb < len(tokens) and bool(lexicon.outcomes.at(tokens, verb)[0] or lexicon.stances.at(tokens, verb)[0])


def _is_teller(mention: Mention, marking: Marking) -> bool:
    """Whether the words right before a name say that it tells something: "according to Tehran", رد فعل طهران."""
    cues = marking.lexicon.actor_cues.each(marking.tokens)
    return any("according" in labels and last == mention.first for labels, _, last in cues)


def _goes_with_a_noun(mention: Mention, deed: int, marking: Marking) -> bool:
    """Whether the word for what happened beside a name is a noun: after an article, or no form of an Arabic verb."""
    if marking.lexicon.verb_first:
        return marking.lexicon.actions.has_noun(marking.word(deed))
    return marking.word(mention.first - 1) in marking.lexicon.articles


def _joined(one: Mention, other: Mention, marking: Marking, names: Names) -> bool:
    """Whether nothing but an "and" or a comma stands between two mentions."""
    between = {marking.word(position) for position in range(one.last, other.first)}
    if _COMMA.search(marking.text[marking.tokens[one.last - 1].end : marking.tokens[other.first].start]):
        return between <= marking.lexicon.conjunctions
    if between:
        return between <= marking.lexicon.conjunctions
    first = marking.tokens[other.first]
    return first.arabic and first.folded.startswith("و") and not names.is_of_a_name(first.folded)


def _without_metonym(mention: Mention, named: set[int], marking: Marking, names: Names) -> Mention:
    """The mention with the actor that its place stands for, where somebody seems to speak or act."""
    if not mention.metonym_of:
        return mention
    before = marking.word(mention.first - 1)
    first = marking.tokens[mention.first]
    attached = first.arabic and first.folded[0] in "بل" and len(without_clitics(first.folded)) > 1
    if attached and first.folded[1:] in (without_clitics(first.folded)):
        return mention  # "in Moscow" is the place
    verb = mention.first - 1 if marking.lexicon.verb_first else mention.last
    no_verb = verb in marking.taken or verb in named  # "Damascus, March 2017" is no march, الشرع is a name
    acts = set() if no_verb else set(marking.acts_at(verb))
    after = marking.word(mention.last)
    ends = not after or after in marking.lexicon.place_prepositions - marking.lexicon.conjunctions
    helped = before in marking.lexicon.auxiliaries and not ends  # "who had Damascus on that day" has no verb behind it
    acting = bool(acts) or helped or _is_teller(mention, marking)
    acting = acting or (not no_verb and _decides_or_tells(verb, marking))
    acting = acting and not acts & (_NOT_BY_A_GOVERNMENT | (_OF_THE_PLACE if marking.lexicon.verb_first else set()))
    if acting and _goes_with_a_noun(mention, verb, marking):  # "the Damascus bombing", "the Ankara talks": where
        abroad = names.is_abroad(mention.places) and not acts & _THERE
        return (
            replace(mention, actors=tuple(dict.fromkeys((*mention.actors, *mention.metonym_of)))) if abroad else mention
        )
    beside = {before, marking.word(mention.last)} & (marking.lexicon.conjunctions | marking.lexicon.between)
    if beside and mention.first > 1 and not acting:  # "between Damascus and Tehran": a place or a government
        return replace(mention, actors=tuple(dict.fromkeys((*mention.actors, *mention.metonym_of))))
    told = _is_teller(mention, marking)
    if (before in marking.lexicon.place_prepositions and not told) or not acting:
        return mention
    return Mention(mention.first, mention.last, (), (*mention.actors, *mention.metonym_of))
