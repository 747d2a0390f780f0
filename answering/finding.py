"""Finding: from a question to the events that meet everything it names.

Everything that the asker named is a part that has to be met: each place, each actor in its role, what is said
to have happened, the scope in time, the words left over. An event is found only where every part is met well
enough; it ranks by how much of the question it explains, then by importance, then by time. What no event meets
leads to a refusal: the nearest text is never the answer.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from answering.answer import Form
from answering.lexicon import Action, languages, load
from answering.question import Named, Question
from db.folding import fold, stem, stems
from db.model import Kind, Role
from db.timeline import Outline, Timeline

# How far a part is met, from 0 to 1.
MAIN, BESIDE, INSIDE, IN_TEXT = 1.0, 0.9, 0.75, 0.5
OTHER_ROLE_UNMET = 0.2
HOME = 0.75  # the country that the timeline is about: what it holds is about it wherever it happened
RELATED_KIND, BY_BODY, OTHER_ROLE, SPEAKER = 0.3, 0.6, 0.45, 0.6
_COLUMN = {"text": 1.0, "label": 0.8, "note": 0.5}
_FEW = 100  # events whose texts hold a name: more say little
_ENOUGH = 0.4  # less is not met
_WORDS_ENOUGH = 0.55  # of the weight of the left-over words
_WORDS_ALL = 0.95  # so many that what is said to have happened may go unmet
_WEIGHT_PLACE, _WEIGHT_ACTOR, _WEIGHT_ACTION, _WEIGHT_WORD = 3.0, 2.5, 2.0, 1.0

# What happens to one place as a whole: an event inside it is another event.
_OF_A_PLACE = frozenset({"capture", "recapture", "lose", "enter"})
_TAKING = frozenset({"capture", "recapture", "enter"})  # who took and who lost is the point
_WIDE = frozenset({"country", "region", "area", "governorate", "desert"})
# Done to a person, or by one: the role is what the question is about.
_OF_A_PERSON = frozenset({"die", "kill", "arrest", "release", "resign"})


@dataclass(frozen=True, slots=True)
class Match:
    """An event that meets the question, and how much of it it explains, from 0 to 1."""

    outline: Outline
    score: float
    exact: bool


@cache
def telling_stems(action: str) -> tuple[str, ...]:
    """The stems of the single words that name an action in any language, without those that say little."""
    return tuple(
        sorted(
            {
                stem(folded)
                for language in languages()
                for phrase in load(language).action_words.get(action, ())
                if " " not in (folded := fold(phrase)) and folded not in load(language).stop
            }
        )
    )


class Finder:
    """Finds events of one timeline for one question."""

    def __init__(self, timeline: Timeline, question: Question) -> None:
        self.timeline = timeline
        self.directory = timeline.directory
        self.question = question
        self._inside: dict[str, frozenset[str]] = {}

    def find(
        self,
        *,
        named: Collection[Named] | None = None,
        actions: Collection[Action] | None = None,
        start: date | None = None,
        end: date | None = None,
        words: bool = True,
        scoped: bool = True,
    ) -> list[Match]:
        """The events that meet every part, the best first.

        `named` and `actions` take the place of the question's own; `start` and `end` that of its scope where
        `scoped` is not set; `words` says whether the left-over words have to be met.
        """
        question = self.question
        if scoped and question.scope is not None:
            start, end = question.scope.start, question.scope.end
        wanted = tuple(question.named if named is None else named)
        acts = tuple(question.actions if actions is None else actions)
        stems = {token.stem: token for token in question.words} if words else {}
        held = {one: self.timeline.with_stems(self._spellings(one)) for one in stems}
        texts = {one.position: self._named_in_text(one) for one in wanted}
        act_texts = self._acts_in_text(acts)
        outlines = self._retrieve(wanted, texts, held, acts, act_texts, start, end)
        weights = {one: self._weight(len(found)) for one, found in held.items()}
        matches = []
        for outline in outlines:
            if outline.id in question.excluded:
                continue
            match = self._match(outline, wanted, acts, act_texts, texts, held, weights)
            if match is not None:
                matches.append(match)
        return sorted(
            matches,
            key=lambda match: (
                -match.score,
                -match.outline.importance,
                match.outline.start,
                match.outline.id,
            ),
        )

    def _weight(self, found: int) -> float:
        return math.log(1 + 2000 / (1 + found))

    def _spellings(self, one: str) -> tuple[str, ...]:
        if one not in self.timeline.vocabulary:
            one = self.timeline.nearest_stem(one) or one
        return load(self.question.language).synonyms.get(one, (one,))

    def _named_in_text(self, one: Named) -> Mapping[int, str]:
        """The events whose texts hold the name that was used."""
        spellings = {one.stems}
        known = [self.directory.places[id].name for id in one.places]
        known += [self.directory.actors[id].name for id in one.actors]
        for name in known[:2]:
            spellings.update(stems(words) for _, words in name.by_language)
        found: dict[int, str] = {}
        for spelling in spellings:
            telling = [word for word in spelling if len(word) > 1]
            hits = [self.timeline.with_stems((word,), columns=("text",)) for word in telling]
            if hits:
                found |= dict.fromkeys(set.intersection(*map(set, hits)), "text")
        return found

    def _acts_in_text(self, acts: Collection[Action]) -> dict[str, Mapping[int, str]]:
        """For each action the events whose texts use one of its words, in any language."""
        words: dict[str, Mapping[int, str]] = {}
        for act in acts:
            words[act.name] = self.timeline.with_stems(telling_stems(act.name), columns=("text",))
        return words

    def _retrieve(
        self,
        wanted: Collection[Named],
        texts: Mapping[int, Mapping[int, str]],
        held: Mapping[str, Mapping[int, str]],
        acts: Collection[Action],
        act_texts: Mapping[str, Mapping[int, str]],
        start: date | None,
        end: date | None,
    ) -> Iterable[Outline]:
        """The events worth looking at: by the narrowest thing named, else by the words, else by date and kind."""
        find = self.timeline.find
        found: dict[int, Outline] = {}

        def keep(outlines: Iterable[Outline]) -> None:
            found.update((outline.seq, outline) for outline in outlines)

        for one in wanted:
            if one.places and (len(wanted) == 1 or self.directory.home not in one.places):
                keep(find(places=self._places(one), start=start, end=end))
            if one.actors:
                keep(find(actors=self._actors(one), start=start, end=end))
            if 0 < len(texts[one.position]) <= _FEW:
                keep(find(seqs=texts[one.position], start=start, end=end))
        rare = sorted((hits for hits in held.values() if hits), key=len)[:3]
        for hits in rare:
            keep(find(seqs=hits, start=start, end=end))
        if not wanted and not rare:
            kinds = frozenset().union(*(act.kinds for act in acts)) if acts else None
            keep(find(kinds=kinds, start=start, end=end))
            for hits in act_texts.values():
                keep(find(seqs=hits, start=start, end=end))
        return found.values()

    def _places(self, one: Named) -> frozenset[str]:
        return frozenset(one.sites).union(*(self.directory.inside(place) for place in one.places))

    def _actors(self, one: Named) -> frozenset[str]:
        members = (self.directory.members(actor) for actor in one.actors)
        bodies = (self.directory.bodies(actor) for actor in one.actors)
        return frozenset().union(*members, *bodies)

    def _match(
        self,
        outline: Outline,
        wanted: Collection[Named],
        acts: Collection[Action],
        act_texts: Mapping[str, Mapping[int, str]],
        texts: Mapping[int, Mapping[int, str]],
        held: Mapping[str, Mapping[int, str]],
        weights: Mapping[str, float],
    ) -> Match | None:
        explained = total = 0.0
        exact = True
        for one in wanted:
            met = self._met(one, outline, acts, texts[one.position].get(outline.seq))
            if met < _ENOUGH * (0.8 if one.adjective else 1):
                return None
            weight = _WEIGHT_PLACE if one.places else _WEIGHT_ACTOR
            explained += weight * met
            total += weight
            exact = exact and met >= _ENOUGH
        if acts:
            met = max(self._act_met(act, outline, act_texts) for act in acts)
            explained += _WEIGHT_ACTION * met
            total += _WEIGHT_ACTION
            exact = exact and met >= IN_TEXT
            if any(act.name in _OF_A_PLACE for act in acts):
                exact = exact and any(outline.kind in act.kinds for act in acts)
        else:
            met = 1.0
        share = 0.0
        if weights:
            weight = sum(weights.values())
            here = sum(weights[one] * _COLUMN[hits[outline.seq]] for one, hits in held.items() if outline.seq in hits)
            share = here / weight
            if share < _WORDS_ENOUGH:
                return None
            words_weight = _WEIGHT_WORD * min(4, len(weights))
            explained += words_weight * share
            total += words_weight
        right = outline.outcome is not None and outline.outcome in self.question.outcomes
        if acts and met < _ENOUGH and not right and (share < _WORDS_ALL or len(weights) < 2):
            return None
        if self.question.outcomes:
            kinds_end = outline.outcome is not None
            if self.question.form is not Form.CHECK and kinds_end and not right:
                return None
            if not acts and not kinds_end and share < _WORDS_ALL:
                return None
            explained += _WEIGHT_ACTION * (1.0 if right else 0.5 if kinds_end else 0.2)
            total += _WEIGHT_ACTION
        return Match(outline, explained / total if total else 0.5, exact)

    def _met(self, one: Named, outline: Outline, acts: Collection[Action], column: str | None) -> float:
        """How far the event meets a named place or actor."""
        person = any(act.name in _OF_A_PERSON for act in acts) and not one.places and not one.adjective
        if person and len(self.question.named) > 1 and any(outline.kind in act.kinds for act in acts):
            person = False  # somebody else or a place is named too, and the kind is right
        taking = any(act.name in _OF_A_PLACE for act in acts) and bool(self.question.places)
        by_text = IN_TEXT if column == "text" and not person and not taking else 0.0
        as_actor = self._actor_met(one, outline, acts)
        if as_actor:
            by_text = 0.0  # it takes part, though perhaps not in the role that was asked
        return max(self._place_met(one, outline, acts), as_actor, by_text * 0.9)

    def _place_met(self, one: Named, outline: Outline, acts: Collection[Action]) -> float:
        best = INSIDE if set(one.sites) & set(outline.places) else 0.0
        if self.timeline.directory.home in one.places:
            best = HOME
        whole = any(act.name in _OF_A_PLACE for act in acts)
        for place in one.places:
            if place in outline.places:
                met = MAIN if outline.places[0] == place else BESIDE
                if whole and outline.kind in {Kind.CAPTURE, Kind.WITHDRAWAL} and outline.taken:
                    met = MAIN if place in outline.taken else met - 0.15
                best = max(best, met)
            elif any(inside in self.directory.inside(place) for inside in outline.places):
                wide = self.directory.places[place].kind in _WIDE
                best = max(best, INSIDE if wide or not whole else 0.3)
        return best

    def _actor_met(self, one: Named, outline: Outline, acts: Collection[Action]) -> float:
        best = 0.0
        of_a_person = any(act.name in _OF_A_PERSON for act in acts)
        strict = any(act.name in _TAKING for act in acts) and bool(self.question.places)
        for actor in one.actors:
            members = self.directory.members(actor)
            person = self.directory.actors[actor].kind == "person"
            for part in outline.actors:
                if part.actor in members:
                    met = MAIN
                elif actor in self.directory.members(part.actor):
                    best = max(best, BY_BODY if not of_a_person else 0.0)
                    continue
                else:
                    continue
                hurt = of_a_person and person and not any(outline.kind in act.kinds for act in acts)
                wanted = one.roles & {Role.AGAINST} if hurt and Role.AGAINST in one.roles else one.roles
                left = strict and outline.kind is Kind.WITHDRAWAL  # who left is `by`, who took over `with`
                if wanted and part.role not in wanted and not left:
                    met *= OTHER_ROLE_UNMET if strict or (of_a_person and person) else OTHER_ROLE
                best = max(best, met)
            if outline.speakers & members and not (of_a_person and person):
                best = max(best, SPEAKER if not one.roles & {Role.AGAINST, Role.FROM} else 0.3)
        return best

    def _act_met(self, act: Action, outline: Outline, texts: Mapping[str, Mapping[int, str]]) -> float:
        """How far the event is what was said to have happened: by its kind, a kind close to it, or its words."""
        in_text = texts[act.name].get(outline.seq)
        if outline.kind in act.kinds:
            return 1.0 if in_text else 0.95
        if in_text and (outline.kind in act.related or act.name not in _OF_A_PERSON | _OF_A_PLACE):
            return 0.8 if outline.kind in act.related else 0.6
        return RELATED_KIND if outline.kind in act.related else 0.0
