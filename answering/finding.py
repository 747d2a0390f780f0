"""Finding: from a question to the events that meet everything it names.

Everything that the asker named is a part that has to be met: each place, each actor in its role, what is said
to have happened, the scope in time, the words left over. An event is found only where every part is met well
enough; it ranks by how much of the question it explains, then by importance, then by time. What no event meets
leads to a refusal: the nearest text is never the answer.
"""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from functools import cache, lru_cache

from answering.evidence import Evidence, Held, Hits
from answering.lexicon import Action, languages, load
from answering.matching import Match, Matcher
from answering.question import Named, Question
from answering.rarity import telling
from answering.spelling import by_consonants, consonants, nearest_stem, of_one_family
from answering.text import Token, with_articles
from db.folding import fold, stem, stems
from db.model import Text
from db.outlines import Outline, Part
from db.timeline import Timeline

_RAREST = 3  # left-over words that events are looked up by
_COMMON = 2000  # events that hold a word whose weight is about nothing
_COLUMN = {"text": 1.0, "label": 0.8, "note": 0.5}
_LOOSELY = 0.85  # how far a word of the same consonants meets another
_KIN = 8  # more words of the same consonants have nothing to do with each other
_TELLING = 1.5  # the weight of a word that is worth a remark where it is not met
_AT_MOST = 1.5  # times what a word tells at all that it weighs for being rare in the record
_MODIFIES = 0.4  # of its weight, for a word that only goes with what happened
_PARTED = re.compile(r"([a-z]+)(\d+)")


class Finder:
    """Finds events of one timeline for one question."""

    def __init__(self, timeline: Timeline, question: Question) -> None:
        self._timeline = timeline
        self._directory = timeline.directory
        self._question = question

    def find(
        self,
        *,
        named: Collection[Named] | None = None,
        actions: Collection[Action] | None = None,
        words: bool = True,
        scoped: bool = True,
    ) -> list[Match]:
        """The events that meet every part, the best first.

        `named` and `actions` take the place of the question's own; `words` and `scoped` say whether the
        left-over words and the scope have to be met.
        """
        question = self._question
        scope = question.scope if scoped else None
        evidence = self._evidence(
            tuple(question.named if named is None else named),
            tuple(question.actions if actions is None else actions),
            question.words if words else (),
        )
        matcher = Matcher(question, evidence, self._directory)
        if question.only:
            outlines: Iterable[Outline] = self._timeline.find(seqs=self._timeline.seqs(question.only))
        else:
            outlines = self._retrieve(evidence, scope.start if scope else None, scope.end if scope else None)
        wanted = (outline for outline in outlines if outline.id not in question.excluded)
        matches = (matcher.match(outline) for outline in wanted)
        return sorted(
            (match for match in matches if match is not None),
            key=lambda match: (-match.score, -match.outline.importance, match.outline.start, match.outline.id),
        )

    def unmet(self, events: Collection[str]) -> tuple[str, ...]:
        """The telling left-over words, as written, that none of the events with these ids holds."""
        if not self._question.words:
            return ()
        evidence = self._evidence((), (), self._question.words)
        seqs = set(self._timeline.seqs(events))
        return tuple(
            token.text
            for token in self._question.words
            if evidence.weights[token.stem] >= _TELLING and seqs.isdisjoint(evidence.words[token.stem])
        )

    def _evidence(self, named: tuple[Named, ...], acts: tuple[Action, ...], words: tuple[Token, ...]) -> Evidence:
        """Which events' words hold each part of the question."""
        held = {token.stem: self._holding_word(token) for token in words}
        return Evidence(
            named=named,
            actions=acts,
            names={one.position: self._holding_name(one) for one in named},
            deeds={act.name: self._timeline.with_stems(_telling_stems(act.name), columns=("text",)) for act in acts},
            words=held,
            literal=self._timeline.with_stems(sorted(self._question.deeds), columns=("text",)) if acts else {},
            weights={token.stem: self._weight(token, held[token.stem]) for token in words},
        )

    def _weight(self, token: Token, hits: Held) -> float:
        """What a left-over word weighs: by how seldom it is used at all, and where events hold it how few do."""
        rare = telling(token.folded, self._question.language)
        if token.stem in self._question.modifiers:
            rare *= _MODIFIES
        return min(math.sqrt(rare * math.log(1 + _COMMON / (1 + len(hits)))), _AT_MOST * rare) if hits else rare

    def _holding_word(self, token: Token) -> Held:
        """How far each event holds a left-over word; a number also where it is one of their counts."""
        known = self._timeline.vocabulary
        held: Held = {}
        alike = self._alike(token)
        if parted := _PARTED.fullmatch(token.folded):  # F-4 is two words of the record
            held = dict.fromkeys(self._timeline.with_phrases([parted.groups()]), 1.0)
        elif known.isdisjoint(alike) and len(loose := _kin(token, known)) <= _KIN:
            held = _graded(self._timeline.with_stems(loose), _LOOSELY)
        if token.folded.isdigit():
            held = dict.fromkeys(self._timeline.with_count(int(token.folded)), 1.0)
        return {**held, **_graded(self._timeline.with_stems(alike))}

    def _alike(self, token: Token) -> tuple[str, ...]:
        """The stems that meet a left-over word: its own, rightly spelled, and those that say the same."""
        known = self._timeline.vocabulary
        own = dict.fromkeys((token.stem, *map(stem, with_articles(token.folded))))
        own = {one: None for one in own if one in known} or own
        if known.isdisjoint(own) and (nearest := nearest_stem(token.stem, known)):
            own = {nearest: None}
        same = load(self._question.language).synonyms
        return tuple(dict.fromkeys(other for one in own for other in (one, *same.get(one, ()))))

    def _holding_name(self, one: Named) -> Hits:
        """The events whose words hold a name, as it was written or in any of the record's languages."""
        known = [self._directory.places[id].name for id in one.places]
        known += [self._directory.actors[id].name for id in one.actors]
        spellings = {one.stems, *(spelling for name in known[:2] for spelling in _spellings(name))}
        told = [words for spelling in spellings if (words := tuple(word for word in spelling if len(word) > 1))]
        return dict.fromkeys(self._timeline.with_phrases(told, column="text"), "text") if told else {}

    def _retrieve(self, evidence: Evidence, start: date | None, end: date | None) -> Iterable[Outline]:
        """The events worth looking at: by what is named, else by the rarest words, else by kind and date."""
        find = self._timeline.find
        found: dict[int, Outline] = {}

        def keep(outlines: Iterable[Outline]) -> None:
            found.update((outline.seq, outline) for outline in outlines)

        parts = tuple(
            self._part(one, evidence)
            for one in evidence.named
            if len(evidence.named) == 1 or self._directory.home not in one.places
        )
        rarest = sorted((hits for hits in evidence.words.values() if hits), key=len)[:_RAREST]
        if parts or not rarest:
            kinds = frozenset() if parts else frozenset(kind for act in evidence.actions for kind in act.kinds)
            if parts or kinds or not evidence.actions:
                keep(find(meeting=parts, kinds=kinds or None, start=start, end=end))
        for hits in rarest:
            keep(find(meeting=parts, seqs=hits, start=start, end=end))
        if not (parts or rarest):
            for deeds in evidence.deeds.values():
                keep(find(seqs=deeds, start=start, end=end))
        return found.values()

    def _part(self, one: Named, evidence: Evidence) -> Part:
        """What is named as a part that an event meets by its places, its actors or its words."""
        directory = self._directory
        kin = [directory.members(actor) | directory.bodies(actor) for actor in one.actors]
        if any(act.taking for act in evidence.actions):
            kin += [directory.side_of(actor) for actor in one.actors]  # "they took it from Assad"
        return Part(
            frozenset(one.sites).union(*map(directory.inside, one.places), directory.around_countryside(one.places)),
            frozenset().union(*kin),
            frozenset(evidence.names[one.position]),
        )


def _kin(token: Token, known: frozenset[str]) -> tuple[str, ...]:
    """The known stems that an unknown word shares its root with, as far as its letters tell."""
    if token.folded.endswith("ي"):
        return ()  # rather somebody's name, or where somebody is from
    return by_consonants(known).get(consonants(token.folded), ()) or of_one_family(token.stem, known)


def _graded(columns: Mapping[int, str], factor: float = 1.0) -> dict[int, float]:
    return {seq: _COLUMN[column] * factor for seq, column in columns.items()}


@lru_cache(maxsize=4096)
def _spellings(name: Text) -> tuple[tuple[str, ...], ...]:
    """A name's stems in each language."""
    return tuple(stems(words) for _, words in name.by_language)


@cache
def _telling_stems(action: str) -> tuple[str, ...]:
    """The stems of the single words that name an action in any language, without those that say little."""
    words = (
        (language, fold(phrase))
        for language in map(load, languages())
        for phrase in language.action_words.get(action, ())
    )
    return tuple(sorted({stem(word) for language, word in words if " " not in word and word not in language.stop}))
