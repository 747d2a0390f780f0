"""Address: how a text speaks to whoever reads it, beside what it asks.

It may be small talk, lead up to its question ("could you tell me"), ask for what no record of events can give, or
lean on what was said before ("and Homs?", "who took it?").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from answering.lexicon import Lexicon
from answering.marking import Marking
from answering.names import Mention
from answering.question import Refusal, Talk
from answering.text import Token, object_of, spoken_forms, without_clitics

_PARTS = re.compile(r"[.!;:,،؛—–\n]")
_TOLD = 2  # words of a question at least that tell something
_BEFORE_IT_ASKS = 4  # words of a question at most before the one that asks
_WHETHER = "whether"  # the label of words that ask if something is so


def talk_of(marking: Marking) -> Talk | None:
    """What the text is where all of it is small talk."""
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


def refusal_of(marking: Marking) -> Refusal | None:
    """What a question asks for that no record of events can give; what somebody is said to have said asks nothing."""
    told = min(
        (first for labels, first, _ in marking.actions if "say" in labels and first), default=len(marking.tokens)
    )
    causes = {(first, last) for _, first, last in marking.lexicon.causes.each(marking.tokens)}
    hits = (hit for hit in marking.lexicon.refuse.find(marking.tokens) if hit[1] < told and hit[1:] not in causes)
    found = marking.labels(hits)
    return next((refusal for refusal in Refusal if refusal in found), None)


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


class Framing(NamedTuple):
    """The tokens of what somebody says of himself around a question, and whether the question leans on it.

    "I write on 2012; who fled?" stands alone; "I have notes on Tlass; when did he defect?" leans.
    """

    tokens: frozenset[int]
    leaned_on: bool


def framing_of(marking: Marking) -> Framing:
    """What somebody says of himself before his question, and after it."""
    lexicon, tokens = marking.lexicon, marking.tokens
    closing = _closing_of(marking)
    for boundary in _parting(marking):
        if not _speaks_of_oneself(tokens[:boundary], lexicon):
            continue
        rest = [token for position, token in enumerate(tokens) if position >= boundary and position not in closing]
        telling = [at for at in range(boundary, len(tokens)) if not (at in closing or marking.is_stop(tokens[at]))]
        asks_something = len(telling) >= _TOLD or any(map(marking.acts_at, telling))
        asks = any(not lexicon.asks.words.isdisjoint(spoken_forms(token.folded)) for token in rest[:_BEFORE_IT_ASKS])
        leans = any(_stands_for_another(token, lexicon) for token in rest)
        if asks and (asks_something or leans):
            return Framing(closing.union(range(boundary)), leans)
    return Framing(closing, leaned_on=False)


def _closing_of(marking: Marking) -> frozenset[int]:
    """The tokens of what somebody says of himself after his question: "how many died? I have seen two figures"."""
    asked = max(marking.text.rfind(mark) for mark in "?؟")
    first = next((at for at, token in enumerate(marking.tokens) if asked >= 0 and token.start > asked), 0)
    said = marking.tokens[first:] if first else ()
    return frozenset(range(first, len(marking.tokens)) if _speaks_of_oneself(said, marking.lexicon) else ())


def _speaks_of_oneself(said: Sequence[Token], lexicon: Lexicon) -> bool:
    """Whether these words are about who says them, and ask nothing."""
    words = {form for token in said for form in without_clitics(token.folded)}
    return lexicon.interrogatives.isdisjoint(words) and not lexicon.oneself.isdisjoint(words)


def _parting(marking: Marking) -> Iterator[int]:
    """The positions of the tokens that a mark parts from the one before, the last first."""
    for position in range(len(marking.tokens) - 1, 0, -1):
        before, after = marking.tokens[position - 1], marking.tokens[position]
        if _PARTS.search(marking.text, before.end, after.start):
            yield position


def refers(marking: Marking) -> bool:
    """Whether the text speaks of something that was named before: "who took it?", مين أخدها؟."""
    return any(
        _stands_for_another(token, marking.lexicon)
        for position, token in enumerate(marking.tokens)
        if position not in marking.taken
    )


def _stands_for_another(token: Token, lexicon: Lexicon) -> bool:
    """Whether a word is a pronoun, or a verb with one written to it."""
    return not lexicon.pronouns.isdisjoint((*without_clitics(token.folded), object_of(token.folded)))


def continues(marking: Marking, mentions: Sequence[Mention]) -> bool:
    """Whether the text goes on from something said before: "and Homs?", وحماة؟."""
    if not marking.tokens:
        return False
    first = marking.tokens[0]
    attached = first.arabic and first.folded.startswith("و") and len(first.folded) > 2
    known = any(mention.first == 0 for mention in mentions) or first.folded[1:] in marking.lexicon.stop
    return (attached and known) or bool(marking.lexicon.follow_starts.at(marking.tokens, 0)[0])
