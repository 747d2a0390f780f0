"""Rarity: how much a word says, by how seldom people use it at all.

What is left over of a question has to be met by the answer; a word that everybody uses of everything ("carry",
"joint", مضى) says little of what is meant, a rare one ("refinery", سوخوي) a lot.
"""

from __future__ import annotations

import gzip
import math
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path

import msgpack

from answering.text import spoken_forms
from db.folding import fold_word

_PER_BILLION = 9  # the Zipf scale counts the powers of ten of uses in a billion words
_COMMONEST, _RAREST = 6.6, 3.2  # on that scale: what is commoner says nothing, what is rarer says no more
_NUMBER = 2.4  # what a number says


@lru_cache(maxsize=16384)
def telling(folded: str, language: str) -> float:
    """What a folded word tells, from 0 to 3.4: the commoner, the less.

    Source of the frequencies: wordfreq's small lists, on the Zipf scale.
    """
    if folded.isdigit():
        return _NUMBER
    known = _frequencies(language)
    used = max((known.get(form, 0.0) for form in spoken_forms(folded)), default=0.0)
    zipf = math.log10(used) + _PER_BILLION if used else 0.0
    return _COMMONEST - min(max(zipf, _RAREST), _COMMONEST)


@cache
def _frequencies(language: str) -> Mapping[str, float]:
    """How often each folded word is used, as a share of all words."""
    folded: dict[str, float] = defaultdict(float)
    for word, share in _shares(language):
        folded[fold_word(word)] += share
    return dict(folded)


def _shares(language: str) -> Iterator[tuple[str, float]]:
    """Each word of wordfreq's small list with its share of all words; none for a language without a list.

    The list is read as it is packed: after a header the words of each centibel, from 0 down. To load wordfreq
    itself takes a third of a second, which its rules for finding words in texts and naming languages take.
    """
    spec = find_spec("wordfreq")
    if spec is None or spec.origin is None:
        return
    packed = Path(spec.origin).parent / "data" / f"small_{language}.msgpack.gz"
    if not packed.exists():
        return
    _, *words_by_centibel = msgpack.unpackb(gzip.decompress(packed.read_bytes()))
    for centibels, words in enumerate(words_by_centibel):
        share = 10 ** (-centibels / 100)
        for word in words:
            yield word, share
