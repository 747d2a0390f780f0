"""How well a place that a post names fits as the place of its deed, by the words around its name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from answering.drafting.news_deeds import Deed
from answering.drafting.news_sentence import Sentence, Telling
from answering.names import Mention
from db.directory import Directory
from db.model import Kind

_TO_WHICH = frozenset({Kind.VISIT, Kind.INTERVENTION, Kind.AID, Kind.CAPTURE, Kind.TALKS})  # done to where one comes
_FROM_WHICH = frozenset({Kind.EVACUATION, Kind.WITHDRAWAL, Kind.DISPLACEMENT, Kind.RELEASE})  # done where one leaves
_BROAD = {"country": 2.2, "governorate": 0.8, "region": 0.7, "area": 0.5, "road": 1.6}
_WIDE, _WIDER_THAN = 1.0, 30  # a place that holds so many others says little of where
_PARTICLE = 3  # letters that a word has at least besides a particle
SAID = frozenset(
    {
        Kind.STATEMENT,
        Kind.AGREEMENT,
        Kind.TALKS,
        Kind.APPOINTMENT,
        Kind.RESOLUTION,
        Kind.VISIT,
        Kind.DIPLOMACY,
        Kind.CEASEFIRE,
        Kind.RESIGNATION,
    }
)  # what is done with words is done in a town, in whichever of its halls
TOWNS = frozenset({"city", "town", "village"})
_GOVERNMENT = 3.5
_MET = 1.6
_MET_BEFORE = 8  # words between a meeting and its place
_GUESSED = 2.5  # a name that is not spelled so
_STATE = 2.5
_HEADS = 6  # words before a colon


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that is named, and where."""

    mention: Mention
    place: str
    sentence: Sentence

    @property
    def position(self) -> int:
        """Where in its sentence the name begins."""
        return self.mention.first


def fit(one: Candidate, all_of_them: Sequence[Candidate], deed: Deed | None, directory: Directory) -> float:
    """How well a place fits: the highest of all is where it happened."""
    sentence, mention = one.sentence, one.mention
    score = -_BROAD.get(directory.places[one.place].kind, 0.0)
    wide = len(directory.inside(one.place)) > _WIDER_THAN and directory.places[one.place].kind not in TOWNS
    score -= _WIDE if wide else 0.0
    home = directory.home
    abroad = home is not None and one.place not in directory.inside(home)
    if abroad and directory.places[one.place].kind == "country":
        score -= 1.0 if _is_in(mention.first, sentence) or not mention.actors else _STATE  # China votes
    score -= _GUESSED if mention.spelled is not None else 0.0
    if mention.metonym_of and not _is_in(mention.first, sentence):
        score -= _GOVERNMENT  # Ankara answers
    score += sum(
        0.7
        for other in all_of_them
        if other is not one and other.sentence is sentence and _holds(other, one, directory)
    )
    if deed is not None and sentence is deed.sentence:
        far = mention.first - deed.last if mention.first >= deed.last else deed.first - mention.last
        score += 4.0 - 0.12 * max(far, 0)
        aside = Telling.ASIDE in sentence.telling[mention.first]
        if aside and Telling.ASIDE not in sentence.telling[deed.first] and not _where_they_met(one, deed):
            score -= 2.0
        if mention.first >= deed.last and not sentence.breaks(deed.last - 1, mention.first):
            score += 0.5
    elif deed is not None:
        score += 1.0 - 0.6 * abs(sentence.number - deed.sentence.number)
        if Telling.ASIDE in sentence.telling[mention.first]:
            score -= 1.0
    else:
        score -= sentence.number
    said = deed is not None and deed.kind in SAID | {Kind.SANCTIONS}
    spoken = _by_speech(one)
    score += _MET if deed is not None and _where_they_met(one, deed) else 0.0
    return (
        score
        + _by_words_before(one, all_of_them, deed, directory)
        - (0.0 if said else spoken)
        + _by_head(one, said, not abroad, any(_in_its_province(one, other, directory) for other in all_of_them))
    )


def _in_its_province(one: Candidate, other: Candidate, directory: Directory) -> bool:
    """Whether another place that the text names lies in the province of this one."""
    above = (up for up in directory.within(one.place) if directory.places[up].kind == "governorate")
    province = next(above, None)
    return (
        province is not None and other.place not in (one.place, province) and other.place in directory.inside(province)
    )


def _holds(outer: Candidate, inner: Candidate, directory: Directory) -> bool:
    return inner.place != outer.place and inner.place in directory.inside(outer.place)


def _by_words_before(
    one: Candidate, all_of_them: Sequence[Candidate], deed: Deed | None, directory: Directory
) -> float:
    """What the words right before a place say of it: in, to, the road to, near."""
    sentence, first = one.sentence, one.mention.first
    tokens, words = sentence.marking.tokens, sentence.words
    score = 0.0
    start = first
    while start > 0 and (
        words.cue("sorts_of_place", tokens, start - 1) == start
        or sentence.marking.word(start - 1) in sentence.marking.lexicon.articles
    ):
        start -= 1
        score += 0.2
    if _is_in(start, sentence) or _is_in(first, sentence):
        score += 1.0
    away = _cue_that_ends_at(start, "beside", sentence) or _cue_that_ends_at(start, "beyond", sentence)
    if away and _another_before(one, all_of_them, directory):
        score -= 1.5
    to = _cue_that_ends_at(start, "to_a_place", sentence)
    if to and not (deed is not None and deed.kind in _TO_WHICH):
        score -= 0.9
    if _cue_that_ends_at(start, "from_a_place", sentence) and deed is not None:
        score += 0.8 if deed.kind in _FROM_WHICH else -0.9
    return score - (1.8 if _of_a_route(one) else 0.0)


def _of_a_route(one: Candidate) -> bool:
    """Whether a name only says which road is meant."""
    tokens, words = one.sentence.marking.tokens, one.sentence.words
    before = range(max(0, one.mention.first - 4), one.mention.first)
    after = range(one.mention.last, one.mention.last + 2)
    return any(words.is_cue("routes", tokens, position) for position in (*before, *after))


def _is_in(first: int, sentence: Sentence) -> bool:
    """Whether a word for in, at or on stands before a name, or within its Arabic word."""
    word = sentence.marking.tokens[first]
    attached = word.arabic and word.folded[0] == "ب" and len(word.folded) > _PARTICLE
    return attached or _cue_that_ends_at(first, "in_a_place", sentence)


def _another_before(one: Candidate, all_of_them: Sequence[Candidate], directory: Directory) -> bool:
    return any(
        other.sentence is one.sentence
        and 0 < one.mention.first - other.mention.last <= 4
        and not _of_a_route(other)
        and directory.places[other.place].kind != "road"
        for other in all_of_them
    )


def _cue_that_ends_at(position: int, name: str, sentence: Sentence) -> bool:
    tokens = sentence.marking.tokens
    return any(sentence.words.cue(name, tokens, first) == position for first in range(max(0, position - 3), position))


def _by_speech(one: Candidate) -> float:
    """What a place loses that says where somebody spoke: "announced in Damascus"."""
    sentence, first = one.sentence, one.mention.first
    for begin, end in sentence.speeches:
        if 0 <= first - end <= 3 and not sentence.breaks(end - 1, first) and not _deed_between(sentence, end, first):
            return 3.0
        if 0 <= begin - one.mention.last <= 1 and not sentence.breaks(one.mention.last - 1, begin):
            return 2.0
    return 0.0


def _where_they_met(one: Candidate, deed: Deed) -> bool:
    """Whether what is done with words is told to have been done in a place: "after a meeting in Damascus"."""
    sentence, first = one.sentence, one.mention.first
    if deed.kind not in SAID - {Kind.CEASEFIRE} or not _is_in(first, sentence):
        return False
    near = range(max(0, first - _MET_BEFORE), first)
    return any(
        position in near and ("talks" in labels or labels[0] == "visit") and not sentence.breaks(position, first)
        for labels, position, _ in sentence.deeds
    )


def _by_head(one: Candidate, said: bool, at_home: bool, nearer: bool) -> float:
    """What a place gains or loses by heading the sentence: "Trump from Riyadh: …", "Daraa: … in Tafas".

    `nearer`: the text names a place in the same province, so that the head only says where the news is from.
    """
    sentence, last = one.sentence, one.mention.last
    tokens = sentence.marking.tokens
    heads = last < len(tokens) and last <= _HEADS and ":" in sentence.text[tokens[last - 1].end : tokens[last].start]
    if heads and nearer:
        return -_GOVERNMENT
    if heads and one.mention.first == 0 and at_home:
        return _GOVERNMENT + 1.0  # "Damascus: …" says where
    if not heads or not _cue_that_ends_at(one.mention.first, "from_a_place", sentence):
        return 0.0
    return 3.0 if said else -3.0


def _deed_between(sentence: Sentence, first: int, last: int) -> bool:
    return any(first <= position < last for _, position, _ in sentence.deeds)
