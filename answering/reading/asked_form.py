"""Which form a text asks for: its words and names held against the patterns of the lexicon."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import groupby
from operator import itemgetter

from answering.answer import Form
from answering.lexicon import Lexicon
from answering.names import Mention
from answering.text import spoken_forms
from answering.words.marking import Marking
from answering.words.patterns import Item, slot_of

_EMPTY = frozenset[str]()
_DATE = frozenset({"date"})
_ROW_AND_FORM = itemgetter(0, 1)  # of what a table is able to ask for
_PLAIN = frozenset({Form.WHEN, Form.WHERE, Form.WHO, Form.WHAT})


def items_of(
    marking: Marking,
    mentions: Sequence[Mention],
    dated: frozenset[int],
    end: int,
    opening: frozenset[int] = frozenset(),
) -> list[Item]:
    """The words and slots that the patterns of the forms are held against, up to the position `end`."""
    starts = {mention.first: mention for mention in mentions}
    tokens = marking.tokens
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
            items.append(Item(_EMPTY, _DATE, position, last))
        elif position in starts:
            mention = starts[position]
            last = mention.last
            kinds = (("place", mention.places), ("actor", mention.actors))
            items.append(Item(_EMPTY, frozenset(slot for slot, ids in kinds if ids), position, last))
        else:
            items.append(Item(_spoken(tokens[position].folded), _EMPTY, position, last))
        position = last
    return items


@lru_cache(maxsize=16384)
def _spoken(word: str) -> frozenset[str]:
    return frozenset(spoken_forms(word))


def forms_of(items: Sequence[Item], marking: Marking) -> tuple[tuple[Form, ...], frozenset[int]]:
    """The forms whose patterns fit, in the lexicon's order, and the tokens that the first of them took.

    Where none fits, the words may ask in another language that the text mixes in.
    """
    found = _fitting(items, marking.lexicon)
    return found if found[0] or marking.beside is None else _fitting(items, marking.beside)


def _fitting(items: Sequence[Item], lexicon: Lexicon) -> tuple[tuple[Form, ...], frozenset[int]]:
    found: list[tuple[Form, frozenset[int]]] = []
    present = _EMPTY.union(*[item.forms or map(slot_of, item.slots) for item in items])
    for (_, form), rows in groupby(lexicon.asks.able(present), key=_ROW_AND_FORM):
        matched = (taken for _, _, pattern in rows if (taken := pattern.match(items)) is not None)
        taken = min(matched, key=min, default=None) if form in _PLAIN else next(matched, None)
        if taken is not None:
            found.append((form, taken))
    # of the plain question words the first asks: "where did he go when he broke with them"
    plain = [one for one in found if one[0] in _PLAIN]
    if len(plain) > 1:
        plain.sort(key=lambda one: min(one[1], default=0))
    turn = iter(plain)
    found = [next(turn) if one[0] in _PLAIN else one for one in found]
    if found and found[0][0] is Form.SAY and plain and plain[0][0] is Form.WHERE and 0 in plain[0][1]:
        found = [plain[0], *(one for one in found if one is not plain[0])]  # "where did he give his speech"
    when = next((one for one in plain if one[0] is Form.WHEN), None)
    if when and found[0][0] is Form.HOW_MANY and min(when[1], default=0) < min(found[0][1], default=0):
        found = [when, *(one for one in found if one is not when)]  # "when did the number reach a million"
    return tuple(form for form, _ in found), found[0][1] if found else frozenset()
