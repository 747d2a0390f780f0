"""What a question says beyond its names and its date: the words left over, and which of them matter how much."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache

from babel import Locale
from babel.core import get_global

from answering.answer import Form
from answering.lexicon import load
from answering.names import Mention
from answering.question import NTH
from answering.text import Token, spoken_forms, with_articles, without_clitics
from answering.words.marking import Hit, Marking
from answering.words.rarity import telling
from db.folding import fold

_COMMON_WORD = 1.2  # a name that tells no more is a word of the language too: ترك
_TELLER = 4  # words of an unknown teller
_NISBA = ("ي", "يين", "يون")
_NAME = 5  # letters of a name such as الشرع, with its article
_SAYS = ("say",)


def modifiers_of(found: Sequence[Hit[str]], mentions: Sequence[Mention], marking: Marking) -> frozenset[str]:
    """The stems of the words that only go with another: with a noun for what happened, or a person's name.

    "Its ground assault", beside no name, where an article tells a noun from a verb: "did Japan say" and قالت اليابان
    name somebody. "The boy Hamza al-Khatib", "Russian jets".
    """
    lexicon = marking.lexicon
    named = {position for mention in mentions for position in range(mention.first - 2, mention.last + 1)}
    positions = set()
    for _, first, last in found:
        if last > first + 1:
            continue
        if lexicon.verb_first and marking.word(first).startswith("ال"):
            positions.add(first + 1)  # an Arabic adjective follows its noun
        elif not lexicon.verb_first and marking.word(first - 2) in lexicon.articles | lexicon.pronouns:
            positions.add(first - 1)
    tokens = marking.tokens
    called = {
        position
        for mention in mentions
        if mention.actors
        for position, words in (
            (mention.first - 1, lexicon.callings),
            (mention.first - 1 if lexicon.verb_first else mention.last, lexicon.belongings),
        )
        if marking.word(position) in words
    }
    return frozenset(
        tokens[position].stem
        for position in (positions - named) | called
        if 0 <= position < len(tokens) and not tokens[position].folded.isdigit() and not tokens[position].text.istitle()
    )


def strict_of(mentions: Sequence[Mention], marking: Marking, home: str | None) -> frozenset[str]:
    """The stems of words that no answer may leave out: what belongs to a place, and names that no record has.

    `home` is the country that all is about: what stands beside its name need not belong to it.
    """
    tokens = marking.tokens
    beside = set()
    for mention in mentions:
        first = tokens[mention.first]
        attached = first.arabic and first.folded[0] in "بلعو"  # a preposition parts them
        if mention.places and not mention.actors and not attached and home not in mention.places:
            before = mention.first - 1
            while marking.word(before) in marking.lexicon.articles:
                before -= 1  # "port of Latakia"
            beside |= {before, mention.last}
    step = 1 if marking.lexicon.verb_first else -1  # who says it stands beside the word for saying
    beside |= {first + step for labels, first, last in marking.actions if "say" in labels and last == first + 1}
    language = marking.lexicon.language
    return frozenset(
        [
            token.stem
            for position, token in enumerate(tokens)
            if position in beside
            or _is_strict(token.folded, language)
            or (_names_a_doer(position, marking) if token.arabic else position > 0 and token.text[0].isupper())
        ]
    )


@lru_cache(maxsize=16384)
def _is_strict(folded: str, language: str) -> bool:
    """Whether a word is a number, or names a country or a city."""
    return folded.isdigit() or not elsewhere(language).isdisjoint(with_articles(folded))


def _names_a_doer(position: int, marking: Marking) -> bool:
    """Whether an Arabic word beside a verb is rather the name of somebody: السيسي زار دمشق, and no adjective."""
    word = marking.word(position)
    if not (len(word) > _NAME and word.startswith("ال") and word.endswith(_NISBA)):
        return False
    adjective = marking.word(position - 1).startswith("ال")
    return not adjective and bool(marking.acts_at(position - 1) or marking.acts_at(position + 1))


@cache
def elsewhere(language: str) -> frozenset[str]:
    """The folded names of countries and of the cities that time zones are named after, those that are one rare word.

    Source: CLDR, by Babel; where it has no name of its own for a city, that of its zone stands.
    """
    locale = Locale.parse(load(language).locale)
    zones = get_global("zone_territories")
    cities = (
        locale.time_zones.get(zone, {}).get("city") or zone.rpartition("/")[2].replace("_", " ") for zone in zones
    )
    names = {fold(name) for name in (*locale.territories.values(), *cities)}
    return frozenset(
        name for name in names if " " not in name and len(name) > 2 and telling(name, language) > _COMMON_WORD
    )


def deeds_of(found: Sequence[Hit[str]], asked: frozenset[int], marking: Marking) -> frozenset[str]:
    """The stems of the single words that named what happened, in every form, without those that only ask."""
    said = [
        (marking.tokens[first], acts)
        for acts, first, last in found
        if last == first + 1 and first not in asked and not marking.is_stop(marking.tokens[first])
    ]
    verbs = marking.lexicon.verb_stems
    done = (token for token, acts in said if acts != _SAYS)  # that something was announced, many entries tell
    of_verbs = (verbs.get(form, ()) for token in done for form in spoken_forms(token.folded))
    return frozenset(token.stem for token, _ in said).union(*of_verbs)


def tellers_of(marking: Marking) -> set[int]:
    """The positions of the words that say according to whom, where they are no name."""
    for labels, _, last in marking.lexicon.actor_cues.each(marking.tokens):
        if "according" in labels:
            said = range(last, min(last + _TELLER, len(marking.tokens)))
            free = [at for at in said if at not in marking.taken and not marking.is_stop(marking.tokens[at])]
            return set(free) if last not in marking.taken else set()
    return set()


def left_over(
    marking: Marking,
    forms: Sequence[Form],
    asked: frozenset[int],
    found: Sequence[Hit[object]],
    mentions: Sequence[Mention],
) -> tuple[Token, ...]:
    """The words that nothing took and that are not mere grammar."""
    lexicon = marking.lexicon
    counts = not forms or bool({Form.HOW_MANY, Form.COUNT} & set(forms))
    asks_who = Form.WHO in forms[:1]
    used = asked | marking.taken | tellers_of(marking) | (marking.counted() if counts else set())
    used |= {
        position
        for _, first, last in found
        for position in range(first, last)
        if position not in lexicon.actions.skipped(marking.tokens, first)
        or marking.acts_at(position)
        or lexicon.groups.at(marking.tokens, position)[0]
        if not asks_who or last == first + 1 or lexicon.offices.isdisjoint(without_clitics(marking.word(position)))
    }  # to what somebody unknown was made has to be met: مين صار محافظ
    used |= {
        mention.first - 1
        for mention in mentions
        if mention.actors and marking.word(mention.first - 1) in lexicon.titles
    }  # "Sheikh Naim Qassem" is he
    used |= {
        position
        for labels, first, last in lexicon.order.find(marking.tokens)
        if not NTH.keys().isdisjoint(labels)
        for position in range(first, last)
    }
    numbered = {mention.last for mention in mentions if mention.places}  # "Geneva 2" is another than "Geneva"
    kinds = lexicon.settlements | lexicon.provinces | lexicon.behind  # they go with the name beside them
    words = tuple(
        token
        for position, token in enumerate(marking.tokens)
        if position not in used
        and token.folded not in kinds
        and (not marking.is_stop(token) or (position in numbered and token.folded.isdigit()))
    )
    asks_twice = Form.SOURCE in forms[:1] and all(token.folded in lexicon.asks.words for token in words)
    return () if asks_twice else words  # "the source? who said so?"
