"""Framing: what somebody says of himself around his question, and what of it the question leans on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from answering.lexicon import Lexicon
from answering.names import Names
from answering.names.mentions import find_mentions
from answering.reading.address import stands_for_another
from answering.text import Token, spoken_forms, without_clitics
from answering.words.marking import Marking

_PARTS = re.compile(r"[.!;:,،؛—–\n]")
_ENDS = re.compile(r"[.!\n]")  # what ends a statement
_LEADS_UP = 8  # words at most that say what a question is for
_TOLD = 2  # words of a question at least that tell something
_BEFORE_IT_ASKS = 4  # words of a question at most before the one that asks


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
        leads_up = _leads_up(boundary, marking)
        stated = _ENDS.search(marking.text, tokens[boundary - 1].end, tokens[boundary].start) is not None
        asks_before = not stated or any(mark in marking.text[: tokens[boundary].start] for mark in "?؟")
        if not (leads_up or _speaks_of_oneself(tokens[:boundary], lexicon, asking=asks_before)):
            continue
        rest = [token for position, token in enumerate(tokens) if position >= boundary and position not in closing]
        telling = [at for at in range(boundary, len(tokens)) if not (at in closing or marking.is_stop(tokens[at]))]
        asks_something = len(telling) >= _TOLD or any(map(marking.acts_at, telling))
        asks = any(not lexicon.asks.words.isdisjoint(spoken_forms(token.folded)) for token in rest[:_BEFORE_IT_ASKS])
        leans = any(stands_for_another(token, lexicon) for token in rest)
        if asks and (asks_something or leans):
            return Framing(closing.union(range(boundary)), leans or leads_up)
    return Framing(closing, leaned_on=False)


def _leads_up(boundary: int, marking: Marking) -> bool:
    """Whether the few words before a token say what the question is for: "for a legal chronology: when did …"."""
    said = marking.tokens[:boundary]
    first = said[0].folded if said else ""
    return len(said) <= _LEADS_UP and not marking.lexicon.leads_up.isdisjoint(without_clitics(first))


def _closing_of(marking: Marking) -> frozenset[int]:
    """The tokens of what somebody says of himself after his question: "how many died? I have seen two figures"."""
    asked = max(marking.text.rfind("?"), marking.text.rfind("؟"))
    if asked < 0 or not marking.tokens or marking.tokens[-1].start < asked:
        return frozenset()
    first = next((at for at, token in enumerate(marking.tokens) if token.start > asked), 0)
    said = marking.tokens[first:] if first else ()
    return frozenset(range(first, len(marking.tokens)) if _speaks_of_oneself(said, marking.lexicon) else ())


def _speaks_of_oneself(said: Sequence[Token], lexicon: Lexicon, *, asking: bool = True) -> bool:
    """Whether these words are about who says them, and ask nothing; without `asking` a word like "who" only relates."""
    words = {form for token in said for form in without_clitics(token.folded)}
    asks = lexicon.interrogatives if asking else lexicon.interrogatives - lexicon.relatives
    return asks.isdisjoint(words) and not lexicon.oneself.isdisjoint(words)


def _parting(marking: Marking) -> Iterator[int]:
    """The positions of the tokens that a mark parts from the one before, the last first."""
    tokens = marking.tokens
    if len(tokens) < 2 or _PARTS.search(marking.text, tokens[0].end, tokens[-1].start) is None:
        return  # as in most texts
    for position in range(len(tokens) - 1, 0, -1):
        before, after = tokens[position - 1], tokens[position]
        if _PARTS.search(marking.text, before.end, after.start):
            yield position


def said_of_oneself(framing: Framing, marking: Marking, names: Names) -> frozenset[int]:
    """The tokens of a framing that the question has no part in: of one that it leans on names and deeds stay."""
    if not framing.tokens:
        return framing.tokens
    mentions = find_mentions(marking, names)
    names_something = any(mention.first not in framing.tokens for mention in mentions)
    if names_something and not framing.leaned_on:
        return framing.tokens
    kept = [mention for mention in mentions if not names_something or names.only_persons(mention)]
    named = {at for mention in kept for at in range(mention.first, mention.last)}
    deeds = [hit for hit in marking.actions if not all(marking.is_stop(marking.tokens[at]) for at in range(*hit[1:]))]
    told = {first in framing.tokens for _, first, _ in deeds}
    done = {at for _, first, last in deeds for at in range(first, last)} if told == {True} else set()
    return framing.tokens - named - done


def without(around: frozenset[int], text: str, marking: Marking) -> str:
    """The text, as long, without the words that are around its question."""
    for position in around:
        token = marking.tokens[position]
        text = f"{text[: token.start]}{' ' * (token.end - token.start)}{text[token.end :]}"
    return text
