"""The words for a kind of place that stand beside a name: they go with it, or say which place of that name is meant."""

from __future__ import annotations

from dataclasses import replace

from answering.names.index import Names
from answering.names.mention import Mention
from answering.words.marking import Marking

_LONGEST = 3  # words for a kind of place
_TOO_WIDE = frozenset({"site"})  # a kind of many things: a base there need not be the one that is called after it


def with_its_kind(mention: Mention, marking: Marking, names: Names) -> Mention:
    """The mention with the words for its kind of place: "Menagh military airport", قاعدة الشعيرات الجوية.

    Where a site of that kind is called after what is named, the site is meant: "Aleppo airport".
    """
    if not mention.places or mention.spelled is not None:
        return mention
    kinds, first, last = _said(mention, marking)
    if not kinds:
        return mention
    if all(names.kind_of[place] in kinds for place in mention.places):
        return replace(mention, first=first, last=last)
    meant = tuple(site for site in mention.sites if names.kind_of[site] in kinds - _TOO_WIDE)
    return replace(mention, first=first, last=last, places=meant, sites=()) if meant else mention


def _said(mention: Mention, marking: Marking) -> tuple[frozenset[str], int, int]:
    """The kinds of place that words beside a mention name, and the tokens from where to before where both stand."""
    kinds: set[str] = set()
    after, last = marking.lexicon.place_kinds.at(marking.tokens, mention.last)
    if after and _is_free(mention.last, last, marking):
        kinds.update(after)
    else:
        last = mention.last
    end = mention.first
    joining = marking.lexicon.joints | marking.lexicon.articles
    while marking.word(end - 1) in joining:
        end -= 1  # "the airport of Aleppo"
    for first in range(max(0, end - _LONGEST), end):
        before, stop = marking.lexicon.place_kinds.at(marking.tokens, first)
        if before and stop == end and _is_free(first, stop, marking):
            return frozenset(kinds.intersection(before) or kinds.union(before)), first, last
    return frozenset(kinds), mention.first, last


def _is_free(first: int, last: int, marking: Marking) -> bool:
    """Whether nothing took these words and none begins a deed, as in "prison break"; a last "jail" is a noun."""
    ends = last == len(marking.tokens)
    return marking.free(first, last) and (ends or not any(map(marking.acts_at, range(first, last))))
