"""Address: how a text speaks to whoever reads it, beside what it asks.

It may be small talk, lead up to its question ("could you tell me"), ask for what no record of events can give, or
lean on what was said before ("and Homs?", "who took it?").
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from answering.lexicon import Lexicon, load
from answering.names import Mention, Names
from answering.question import Refusal, Talk
from answering.text import Token, object_of, spoken_forms, without_clitics
from answering.words.marking import Marking

_MARKS = frozenset("?؟")
_THIS = 2  # letters at least of a word that "this" is written to
_WHETHER = "whether"  # the label of words that ask if something is so


def talk_of(marking: Marking, names: Names) -> Talk | None:
    """What the text is where all of it is small talk, or where it begins with thanks and asks nothing more."""
    thanked = Talk.THANKS.value in marking.lexicon.talk.at(marking.tokens, 0)[0]
    placeless = thanked and not any(mention.places for mention in names.find(marking.tokens))
    if placeless and (_tells_of_oneself(marking) or not _asks(marking)):
        return Talk.THANKS  # "thanks, that is all I need"
    greeted = Talk.GREETINGS.value in marking.lexicon.talk.at(marking.tokens, 0)[0]
    if greeted and _tells_of_oneself(marking):
        return Talk.GREETINGS  # "hello, this is a journalist from Amman"
    kinds: list[str] = []
    position = 0
    while position < len(marking.tokens):
        labels, last = marking.lexicon.talk.at(marking.tokens, position)
        token = marking.tokens[position]
        asks = not marking.lexicon.asks.words.isdisjoint(spoken_forms(token.folded))
        if not labels and (not kinds or asks or not marking.is_stop(token)):
            return None
        kinds += labels
        position = max(last, position + 1)
    return next((talk for talk in (Talk.ABOUT, Talk.GREETINGS, Talk.THANKS) if talk in kinds), None)


def _tells_of_oneself(marking: Marking) -> bool:
    """Whether a text tells of the asker, of nothing that happened, and has no mark of a question."""
    said = {form for token in marking.tokens for form in spoken_forms(token.folded)}
    return not (marking.actions or marking.lexicon.oneself.isdisjoint(said) or _MARKS & set(marking.text))


def _asks(marking: Marking) -> bool:
    """Whether a text has a word that asks, a question mark or a number, as dates have."""
    thanks = marking.lexicon.talk.find(marking.tokens)  # ما قصرت asks nothing
    said = {position for _, first, last in thanks for position in range(first, last)}
    free = (token for position, token in enumerate(marking.tokens) if position not in said)
    words = (form for token in free for form in spoken_forms(token.folded))
    return not marking.lexicon.asks.words.isdisjoint(words) or any(
        sign in _MARKS or sign.isdigit() for sign in marking.text
    )


def refusal_of(marking: Marking) -> Refusal | None:
    """What a question asks for that no record of events can give; what somebody is said to have said asks nothing."""
    refused = marking.lexicon.refuse.find(marking.tokens)
    if not refused:
        return None
    told = min(
        (first for labels, first, _ in marking.actions if "say" in labels and first), default=len(marking.tokens)
    )
    causes = {(first, last) for _, first, last in marking.lexicon.causes.each(marking.tokens)}
    found = {
        label
        for labels, first, last in refused
        if first < told and (first, last) not in causes
        # "the road from Homs to Hama is safe": a name within it takes nothing from it
        if marking.taken.isdisjoint((first, last - 1))
        for label in labels
    }
    return next((refusal for refusal in Refusal if refusal in found), None) if found else None


def opening_of(marking: Marking) -> tuple[frozenset[int], bool]:
    """The tokens at the start that only lead up to the question, and whether they ask if it is so.

    "Could you tell me", "and what about"; "is it true that".
    """
    taken: set[int] = set()
    whether = False
    position = 0
    while position < len(marking.tokens):
        labels, last = marking.lexicon.polite.at(marking.tokens, position)
        if position == 0:
            last = max(last, marking.lexicon.follow_starts.at(marking.tokens, position)[1])
        if last == position or last == len(marking.tokens):
            break
        taken.update(range(position, last))
        whether = whether or _WHETHER in labels
        position = last
    return frozenset(taken), whether


def refers(marking: Marking) -> bool:
    """Whether the text speaks of something that was named before: "who took it?", مين أخدها؟."""
    language, taken = marking.lexicon.language, marking.taken
    return any(
        _stands_for_another(token.folded, language)
        for position, token in enumerate(marking.tokens)
        if position not in taken
    )


def stands_for_another(token: Token, lexicon: Lexicon) -> bool:
    """Whether a word is a pronoun, or has one written to it: بهالقصف is "in this strike"."""
    return _stands_for_another(token.folded, lexicon.language)


@lru_cache(maxsize=16384)
def _stands_for_another(folded: str, language: str) -> bool:
    lexicon, forms = load(language), without_clitics(folded)
    this = lexicon.demonstrative
    attached = bool(this) and any(form.startswith(this) and len(form) > len(this) + _THIS for form in forms)
    return attached or not lexicon.pronouns.isdisjoint((*forms, object_of(folded)))


def continues(marking: Marking, mentions: Sequence[Mention], opening: frozenset[int] = frozenset()) -> bool:
    """Whether the text goes on from something said before: "and Homs?", زين وحماة؟; `opening` only leads up to it."""
    if not marking.tokens:
        return False
    start = next((at for at in range(len(marking.tokens)) if at not in opening), 0) if 0 in opening else 0
    first = marking.tokens[start]
    attached = first.arabic and first.folded.startswith("و") and len(first.folded) > 2
    known = any(mention.first == start for mention in mentions) or first.folded[1:] in marking.lexicon.stop
    return (attached and known) or any(marking.lexicon.follow_starts.at(marking.tokens, at)[0] for at in {0, start})
