"""Finding: from a question to the events that meet everything it names.

Everything that the asker named is a part that has to be met: each place, each actor in its role, what is said
to have happened, the scope in time, the words left over. An event is found only where every part is met well
enough; it ranks by how much of the question it explains, then by importance, then by time. What no event meets
leads to a refusal: the nearest text is never the answer.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable
from functools import partial

from answering.dates import Scope
from answering.finding.deeds import deeds_of
from answering.finding.evidence import Evidence, Held
from answering.finding.holding import holdings_of, rarest_of
from answering.finding.matching import Match, Matcher, kinds_of
from answering.lexicon import Action
from answering.question import Named, Question
from answering.text import Token
from answering.words.rarity import telling
from db.outlines import Outline, Part
from db.timeline import Timeline

MANY = 100  # events to look at where the first or the last in time is wanted, and not the weightiest
_RAREST = 3  # left-over words that events are looked up by
_COMMON = 2000  # events that hold a word whose weight is about nothing
_TELLING = 1.5  # the weight of a word that is worth a remark where it is not met
_AT_MOST = 1.5  # times what a word tells at all that it weighs for being rare in the record
_MODIFIES = 0.4  # of its weight, for a word that only goes with what happened


class Finder:
    """Finds events of one timeline for one question."""

    def __init__(self, timeline: Timeline, question: Question) -> None:
        self._timeline = timeline
        self._directory = timeline.directory
        self._question = question
        self._holdings = holdings_of(timeline)

    def find(
        self,
        *,
        named: Collection[Named] | None = None,
        actions: Collection[Action] | None = None,
        words: bool = True,
        scoped: bool = True,
        most: int | None = None,
    ) -> list[Match]:
        """The events that meet every part, the best first.

        `named` and `actions` take the place of the question's own; `words` and `scoped` say whether the
        left-over words and the scope have to be met; `most` is how many events are looked at of those that meet
        what is looked up, where it takes more than usual.
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
            outlines = self._retrieve(evidence, scope, most)
        excluded = question.excluded
        found = [match for one in outlines if one.id not in excluded and (match := matcher.match(one)) is not None]
        found.sort(key=lambda match: (-match.score, -match.outline.importance, match.outline.start, match.outline.id))
        return found

    def by_name(self) -> tuple[Matcher, list[Match]]:
        """The events that meet every name and the scope, whatever happened in them, and what holds them against it."""
        question = self._question
        evidence = self._evidence(tuple(question.named), tuple(question.actions), question.words)
        directed = any(act.of_a_place or act.of_a_person for act in question.actions)
        found = self.find(words=False) if directed else self.find(actions=(), words=False)
        return Matcher(question, evidence, self._directory), found

    def unmet(self, events: Collection[str]) -> tuple[str, ...]:
        """The telling left-over words, as written, that none of the events with these ids holds."""
        if not self._question.words:
            return ()
        held, weights = self._words(self._question.words)
        seqs = self._timeline.seqs(events)
        return tuple(
            token.text
            for token in self._question.words
            if weights[token.stem] >= _TELLING and not any(seq in held[token.stem] for seq in seqs)
        )

    def _evidence(self, named: tuple[Named, ...], acts: tuple[Action, ...], words: tuple[Token, ...]) -> Evidence:
        """Which events' words hold each part of the question."""
        holdings = self._holdings
        only_said = deeds_of(acts).names == ("say",)
        held, weights = self._words(words)
        return Evidence(
            named=named,
            actions=acts,
            names={one.position: holdings.name(one) for one in named},
            as_written={one.position: holdings.as_written(one) for one in named} if only_said else {},
            deeds={act.name: holdings.deed(act.name) for act in acts},
            words=held,
            literal=holdings.literal(self._question.deeds) if acts else frozenset(),
            ended=holdings.deed("ending"),
            weights=weights,
        )

    def _words(self, words: tuple[Token, ...]) -> tuple[dict[str, Held], dict[str, float]]:
        """Which events hold the left-over words, and what these weigh, by their stems."""
        language = self._question.language
        held = {token.stem: self._holdings.word(token.folded, token.stem, language) for token in words}
        return held, {token.stem: self._weight(token, held[token.stem]) for token in words}

    def _weight(self, token: Token, hits: Held) -> float:
        """What a left-over word weighs: by how seldom it is used at all, and where events hold it how few do."""
        rare = telling(token.folded, self._question.language)
        if token.stem in self._question.modifiers:
            rare *= _MODIFIES
        return min(math.sqrt(rare * math.log(1 + _COMMON / (1 + len(hits)))), _AT_MOST * rare) if hits else rare

    def _retrieve(self, evidence: Evidence, scope: Scope | None, most: int | None) -> Iterable[Outline]:
        """The events worth looking at: by what is named, else by the rarest words, else by kind and date."""
        start, end = (scope.start, scope.end) if scope else (None, None)
        find = partial(self._timeline.find, start=start, end=end, limit=most)
        found: dict[int, Outline] = {}

        def keep(outlines: Iterable[Outline]) -> None:
            found.update({outline.seq: outline for outline in outlines})

        parts = tuple(
            self._part(one, evidence)
            for one in evidence.named
            if len(evidence.named) == 1
            or not (self._directory.home in one.places or self._directory.are_nameless(one.actors))
        )
        rarest = rarest_of(evidence.words.values(), _RAREST, alone=not parts)
        happened = self._deed_part(evidence)
        if parts or not rarest:
            kinds = frozenset() if parts else frozenset(kind for act in evidence.actions for kind in act.kinds)
            if parts or kinds or not evidence.actions:
                meeting = (*parts, happened) if parts and happened else parts
                keep(find(meeting=meeting, kinds=kinds or None))
        together = self._holdings.together(evidence.words.values(), self._question.deeds)
        for hits in (*rarest, *([together] if together else [])):
            keep(find(meeting=parts, seqs=hits))
        if not (parts or rarest):
            for deeds in evidence.deeds.values():
                keep(find(seqs=deeds))
        return found.values()

    def _deed_part(self, evidence: Evidence) -> Part | None:
        """What is said to have happened as a part, None where something else may tell that an event is meant.

        Where all that is named is the country itself, the weightiest events are looked at, whatever they are.
        """
        at_large = all(self._directory.home in one.places for one in evidence.named)
        if at_large or not evidence.actions or self._question.outcomes:
            return None
        ends = self._question.ends or "end" in evidence.deeds
        ending = ("ending",) if ends else ()
        deeds = self._holdings.deeds((*ending, *evidence.deeds))
        return Part(seqs=deeds, kinds=frozenset().union(*map(kinds_of, evidence.actions)))

    def _part(self, one: Named, evidence: Evidence) -> Part:
        """What is named as a part that an event meets by its places, its actors or its words."""
        struck = bool(evidence.actions and self._question.places) and deeds_of(evidence.actions).strike
        by_a_side = struck or any(act.taking for act in evidence.actions)
        places, actors = self._holdings.reach(one.places, one.sites, one.actors, by_a_side=by_a_side)
        return Part(places, actors, evidence.names[one.position])
