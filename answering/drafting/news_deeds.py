"""What a post tells to have happened: the deed that it is about, and the kind of entry that it makes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from answering.drafting.news_sentence import Sentence, Telling
from db.model import Kind

# How much a deed says of what an entry is about: an air strike tells more than the deaths in it, and both tell more
# than the words about it.
_WEIGHT = {
    "chemical_attack": 10.0,
    "disaster": 8.6,
    "bombing": 8.4,
    "airstrike": 8.0,
    "strike": 7.2,
    "shelling": 7.8,
    "capture": 7.9,
    "enter": 7.5,
    "ceasefire": 7.8,
    "election": 7.6,
    "resolution": 7.4,
    "sanctions": 7.6,
    "evacuation": 7.4,
    "siege": 7.2,
    "withdrawal": 7.4,
    "protest": 7.4,
    "appointment": 7.2,
    "resignation": 7.4,
    "release": 7.2,
    "arrest": 6.2,
    "intervention": 6.6,
    "offensive": 8.1,
    "campaign": 4.8,
    "down": 7.6,
    "celebrate": 4.4,
    "take": 7.6,
    "depart": 6.4,
    "agreement": 7.0,
    "clash": 6.8,
    "displacement": 6.2,
    "diplomacy": 6.6,
    "visit": 6.6,
    "talks": 6.6,
    "aid": 6.6,
    "attack_on_civilians": 7.0,
    "attack": 5.4,
    "kill": 6.0,
    "remark": 5.2,
    "other": 3.6,
    "statement": 2.0,
}
_LOSS = {Telling.ASIDE: 2.4, Telling.PLANNED: 3.4, Telling.NEGATED: 4.0, Telling.REMARKED: 3.6, Telling.REMEMBERED: 5.0}
_CAUSED = 2.6  # what deaths lose where their cause is told with them
_CAUSES = frozenset({"airstrike", "strike", "shelling", "bombing", "disaster", "chemical_attack"})
_BEGINS_WITHIN = 4  # words from "began" to what began
_BY_SENTENCE = 2.6
_BY_WORD = 0.06
_FARTHEST = 3  # sentences after the first that may still say more of the deed
_OBJECT = 8  # words from a verb to its object
_MANY = 10  # killed, of people who harm nobody, make a massacre of a killing


@dataclass(frozen=True, slots=True)
class Deed:
    """The deed that a post is about: its kind, and where it is told; `weight` says how plainly."""

    kind: Kind
    name: str
    sentence: Sentence
    first: int
    last: int
    weight: float

    @property
    def planned(self) -> bool:
        """Whether it is told as something that is still to come."""
        return Telling.PLANNED in self.sentence.telling[self.first]

    @property
    def negated(self) -> bool:
        """Whether it is told as something that did not happen."""
        return Telling.NEGATED in self.sentence.telling[self.first]


def deed_of(sentences: Sequence[Sentence], many: bool) -> Deed | None:
    """The deed that the sentences are about, None where they tell of none; `many`: they count many dead."""
    found = list(_deeds(sentences))
    if not found:
        return None
    weight, sentence, name, first, last = max(found, key=lambda one: one[0])
    return Deed(_kind(name, sentence, first, many, sentences), name, sentence, first, last, weight)


def _deeds(sentences: Sequence[Sentence]) -> Iterable[tuple[float, Sentence, str, int, int]]:
    caused = any(_has_cause(sentence) for sentence in sentences[:_FARTHEST])
    for sentence in sentences:
        for labels, first, last in sentence.deeds:
            for label in labels:
                name = _meant(label, sentence, first)
                if name is None:
                    continue
                weight = _WEIGHT[name] - _BY_SENTENCE * min(sentence.number, _FARTHEST) - _BY_WORD * first
                weight -= sum(_LOSS[telling] for telling in sentence.telling[first])
                weight -= _CAUSED if name == "kill" and caused else 0.0
                yield weight, sentence, name, first, last


def _meant(label: str, sentence: Sentence, first: int) -> str | None:
    """What a deed is in its sentence; None where it is none after all."""
    if label == "strike":
        if sentence_has(sentence, "on_the_ground"):
            return "shelling"
        return "airstrike" if sentence_has(sentence, "aloft") else "strike"
    if label == "airstrike" and sentence_has(sentence, "on_the_ground") and not sentence_has(sentence, "aloft"):
        return "shelling"
    if label == "rescue":
        return None
    if label == "fall":
        return "capture" if _place_before(sentence, first) else None
    if label == "leave":
        return _leaving(sentence, first)
    if label in {"campaign", "attack"} and _begins(sentence, first, label == "campaign"):
        return "offensive"
    if label == "take":
        return label if _place_follows(sentence, first) else None
    if label == "enter":
        return "enter" if sentence.armed or sentence_has(sentence, "armed") else "visit"
    return label


def _leaving(sentence: Sentence, first: int) -> str | None:
    """What it is to leave: of forces a withdrawal, of many people an evacuation, of somebody named a departure."""
    if sentence_has(sentence, "convoys"):
        return "evacuation"
    if not _place_follows(sentence, first):
        return None
    return "withdrawal" if sentence.armed or sentence_has(sentence, "armed") else "depart"


def _begins(sentence: Sentence, first: int, after: bool) -> bool:
    """Whether a word says that what is told at a position began: "has begun its military operation"."""
    behind = (first + 1, first + 2) if after else ()  # "the operation began"; but "gunmen opened fire"
    near = (*range(max(sentence.clause_start(first), first - _BEGINS_WITHIN), first), *behind)
    return any(sentence.words.is_cue("begins", sentence.marking.tokens, position) for position in near)


def _has_cause(sentence: Sentence) -> bool:
    """Whether a sentence tells what people may have died of, if only beside their deaths."""
    return any(
        not _CAUSES.isdisjoint(labels) and not sentence.telling[first] - {Telling.ASIDE}
        for labels, first, _ in sentence.deeds
    )


def _kind(name: str, sentence: Sentence, first: int, many: bool, sentences: Sequence[Sentence]) -> Kind:
    """The kind of entry that a deed makes."""
    match name:
        case "strike":
            return Kind.AIRSTRIKE
        case "celebrate":
            return Kind.PROTEST
        case "enter" if many and any("kill" in labels for labels, _, _ in sentence.deeds):
            return Kind.ATTACK_ON_CIVILIANS
        case "enter" | "take":
            return Kind.CAPTURE
        case "campaign":
            return Kind.OFFENSIVE
        case "depart":
            return Kind.OTHER
        case "down":
            return Kind.CLASH
        case "remark":
            return Kind.STATEMENT
        case "kill" | "attack":
            harmless = any(sentence_has(one, "harmless") for one in sentences)
            killed = name == "kill" or any("kill" in labels for one in sentences for labels, _, _ in one.deeds)
            if harmless and (many or name == "attack"):
                return Kind.ATTACK_ON_CIVILIANS
            return Kind.KILLING if killed else Kind.CLASH
        case _:
            return Kind(name)


def sentence_has(sentence: Sentence, cue: str) -> bool:
    """Whether a cue stands anywhere in a sentence."""
    tokens = sentence.marking.tokens
    return any(sentence.words.is_cue(cue, tokens, position) for position in range(len(tokens)))


def crosses(deed: Deed) -> bool:
    """Whether forces are told to come in by a place, and not into it: "entered near al-Bukamal"."""
    tokens, words = deed.sentence.marking.tokens, deed.sentence.words
    after = range(deed.last, min(deed.last + _OBJECT, len(tokens)))
    return any(words.is_cue("by_way_of", tokens, position) for position in after)


def _place_before(sentence: Sentence, first: int) -> bool:
    """Whether a place stands right before a verb: "Abu al-Duhur fell"."""
    return any(mention.places and 0 <= first - mention.last <= 1 for mention in sentence.mentions)


def _place_follows(sentence: Sentence, first: int) -> bool:
    """Whether a place follows a verb closely: "took Yabroud", not "took office"."""
    return any(
        mention.places and 0 < mention.first - first <= _OBJECT and not sentence.breaks(first, mention.first)
        for mention in sentence.mentions
    )
