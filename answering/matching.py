"""Matching: how far one event meets each part of a question, and how much of the question it explains."""

from __future__ import annotations

from dataclasses import dataclass

from answering.answer import Form
from answering.evidence import Evidence
from answering.lexicon import Action
from answering.question import Named, Question
from db.directory import Directory
from db.model import Kind, Role
from db.outlines import Outline

# How far a part is met, from 0 to 1; less than ENOUGH is not met.
ENOUGH = 0.4
MAIN, BESIDE, INSIDE, IN_TEXT = 1.0, 0.9, 0.75, 0.45
MEMBER = 0.96  # of those who are named
PERSON_IN_TEXT = 0.8  # a person named in an entry is in it, though nobody made him a part of it
HOME = 0.75  # the country that the timeline is about: what it holds is about it wherever it happened
NOT_TAKEN = 0.15  # less where the place is named but another one changed hands
INSIDE_ONLY = 0.3  # what happened inside a place, where the place as a whole is asked about
ALONGSIDE = 0.9  # who did it with others did it
BY_BODY, OTHER_ROLE, ROLE_UNMET, SPEAKER, SPEAKER_UNMET = 0.6, 0.45, 0.2, 0.6, 0.3
KIND_AND_WORD, KIND, HANDOVER, RELATED_AND_WORD, WORD, RELATED = 1.0, 0.95, 0.82, 0.8, 0.6, 0.3
ADJECTIVE_ENOUGH = 0.32
_WORDS_ENOUGH = 0.5  # of the weight of the left-over words
_WORDS_SOME = 0.28  # enough where who, where, what and when are met as they were named
_TELLS_ALONE = 2.5  # one word of this weight may tell what happened
_FIRM = 3  # parts met as they were named that leave no doubt which entry is meant
_BESIDE_FIRM = 0.65  # so much more for each part beyond one that is met as it was named
_LITTLE = 1.3  # left-over words that weigh no more than this may go unmet
_WORDS_MOST = 0.75  # of three or more
_WORDS_ALL = 0.95  # so many that what is said to have happened may go unmet
_WORD, _MOST_WORDS = 2.0, 4  # what a telling word weighs, and how many of them count
_WEIGHT_PLACE, _WEIGHT_ACTOR, _WEIGHT_ACTION, _WEIGHT_WORD = 3.0, 2.5, 2.0, 1.0
_OF_WORDS = frozenset({Form.HOW_MANY, Form.SAY, Form.SOURCE, Form.AS_KNOWN})  # who speaks may be whom they name
# Entries of these kinds that changed who holds a place are its fall or capture as much as a capture is.
_HANDOVERS = frozenset({Kind.WITHDRAWAL, Kind.EVACUATION, Kind.AGREEMENT})
_HANDED_OVER = frozenset({"fall", "capture"})
_HARMS = frozenset({"attack", "kill", "die", "massacre"})  # by some means
_OF_THE_LAST = frozenset({Form.WHO, Form.HOW_MANY, Form.SOURCE, Form.SAY, Form.WHERE})  # asked of a known entry
_WIDE = frozenset({"country", "region", "area", "governorate", "desert"})


@dataclass(frozen=True, slots=True)
class Match:
    """An event that meets the question, and how much of it it explains, from 0 to 1.

    `exact` says that nothing was met by a mere likeness, `literal` that it says what happened in the asker's word.
    """

    outline: Outline
    score: float
    exact: bool
    literal: bool = False


class Matcher:
    """Holds events against one question's evidence."""

    def __init__(self, question: Question, evidence: Evidence, directory: Directory) -> None:
        self._question = question
        self._evidence = evidence
        self._directory = directory
        self._of_a_place = any(act.of_a_place for act in evidence.actions)
        self._of_a_person = any(act.of_a_person for act in evidence.actions)
        self._between = any("between" in act.traits for act in evidence.actions)
        self._deadly = any("deadly" in act.traits for act in evidence.actions)
        self._speaking = question.form in _OF_WORDS or any(act.name == "say" for act in evidence.actions)
        self._asks_of_a_speaker = question.form is Form.SAY and not question.actors  # the words may say who speaks
        people = (actor for one in evidence.named for actor in one.actors)
        self._persons = {one for one in people if directory.actors[one].kind == "person"}  # each stands for himself
        acts = evidence.actions
        self._tells_alone = question.form is not Form.CHECK and all("says_little" in act.traits for act in acts)
        self._weight_of_words = sum(evidence.weights.values())
        self._taking = any(act.taking for act in evidence.actions) and bool(question.places)

    def match(self, outline: Outline) -> Match | None:
        """The event as a match, None where a part of the question is not met."""
        if self._question.only and self._question.form in _OF_THE_LAST:
            return Match(outline, 1.0, True)  # what is asked of is known
        explained = total = 0.0
        sure = True
        firm = int(self._question.scope is not None and self._question.scope.start is not None)
        for one in self._evidence.named:
            met = self._named_met(one, outline)
            if met < (ADJECTIVE_ENOUGH if one.adjective else ENOUGH):
                return None
            sure = sure and met >= (BY_BODY if one.actors else ENOUGH)
            firm += met >= BESIDE
            weight = _WEIGHT_PLACE if one.places else _WEIGHT_ACTOR
            explained += weight * met
            total += weight
        acts = self._evidence.actions
        done = self._done(outline)
        share = self._words_met(outline)
        outcomes = self._question.outcomes
        ended = outline.outcome is not None and outline.outcome in outcomes
        firm += bool(acts) and done >= RELATED_AND_WORD
        if self._evidence.weights and not self._enough(share, firm, outline):
            return None
        said = len(self._evidence.weights)
        told = share >= _WORDS_ALL - 0.05 * max(0, said - 2) and not (self._deadly and not self._evidence.named)
        told = told and (said > 1 or (said == 1 and self._tells_alone and self._weight_of_words >= _TELLS_ALONE))
        if acts and done < ENOUGH and not (ended or told):
            return None
        if acts:
            explained += _WEIGHT_ACTION * done
            total += _WEIGHT_ACTION
        if self._evidence.weights:
            weight = _WEIGHT_WORD * min(_MOST_WORDS, self._weight_of_words / _WORD)
            explained += weight * share
            total += weight
        if outcomes:
            as_asked = self._outcome_met(outline, ended, share)
            if as_asked is None:
                return None
            explained += _WEIGHT_ACTION * as_asked
            total += _WEIGHT_ACTION
        certain = self._of_this_kind(outline) or not any(act.kinds and (act.taking or act.of_a_person) for act in acts)
        most = share >= _WORDS_ALL or (share >= _WORDS_MOST and len(self._evidence.weights) > 2)
        certain = certain or (bool(self._evidence.weights) and most and done >= RELATED_AND_WORD)
        certain = certain or (outline.seq in self._evidence.literal and firm > len(self._evidence.named) > 1)
        likely = WORD if outcomes and outline.outcome is not None else RELATED_AND_WORD
        sure = sure or bool(outcomes and outline.outcome is not None)  # its text tells whose plan it backs
        exact = (done >= likely or ended) and certain and sure and bool(acts or self._evidence.weights)
        literal = outline.seq in self._evidence.literal
        exact = exact and share >= (_WORDS_ENOUGH if acts else _WORDS_MOST)
        return Match(outline, explained / total if total else 0.5, exact, literal)

    def _enough(self, share: float, firm: int, outline: Outline) -> bool:
        """Whether enough of the left-over words is met, beside `firm` parts that are met as they were named."""
        if any(outline.seq not in held for word, held in self._evidence.words.items() if word in self._question.strict):
            return share >= _WORDS_MOST and not self._asks_of_a_speaker
        unmet = (1 - share) * self._weight_of_words
        if share >= _WORDS_ENOUGH or unmet <= _LITTLE:
            return True
        to_the_letter = self._question.form is Form.CHECK or self._asks_of_a_speaker
        if to_the_letter:
            return False
        if firm >= _FIRM:
            return True  # who, where, what or when are met three times over: the rest describes it, and is remarked on
        return (share >= _WORDS_SOME and firm > 1) or unmet <= _LITTLE + _BESIDE_FIRM * (firm - 1)

    def _done(self, outline: Outline) -> float:
        """How far the event is one of the things said to have happened, by the means that were named."""
        met = {act.name: self._act_met(act, outline) for act in self._evidence.actions}
        means = [met[act.name] for act in self._evidence.actions if "means" in act.traits and met.keys() & _HARMS]
        return min(max(met.values(), default=1.0), *means, 1.0)

    def _of_this_kind(self, outline: Outline) -> bool:
        """Whether the event is of a kind that one of the actions names."""
        return any(outline.kind in act.kinds for act in self._evidence.actions)

    def _outcome_met(self, outline: Outline, ended: bool, share: float) -> float | None:
        """How far the event ended as asked; None where it ended otherwise and no check asks whether it did."""
        if ended:
            return 1.0
        if outline.outcome is not None:
            return 0.5 if self._question.form is Form.CHECK else None
        return 0.2 if self._evidence.actions or (self._evidence.weights and share >= _WORDS_ALL) else None

    def _words_met(self, outline: Outline) -> float:
        """The share of the weight of the left-over words that the event's words hold."""
        weights = self._evidence.weights
        if not weights:
            return 1.0
        here = sum(
            weights[word] * held[outline.seq] for word, held in self._evidence.words.items() if outline.seq in held
        )
        return here / self._weight_of_words if self._weight_of_words else 1.0

    def _named_met(self, one: Named, outline: Outline) -> float:
        """How far the event meets a named place or actor: as one that it has, else by its words."""
        as_actor = self._actor_met(one, outline)
        met = max(self._place_met(one, outline), as_actor)
        if as_actor or outline.seq not in self._evidence.names[one.position]:
            return met  # one that takes part is not met by its name, though its role be another
        return max(met, self._by_name(one, outline))

    def _by_name(self, one: Named, outline: Outline) -> float:
        """How far a name in the event's words counts: not for whose place changed hands, or who died."""
        if self._of_a_place and self._question.places[:1] == (one,):
            return 0.0
        persons = [actor for actor in one.actors if self._directory.actors[actor].kind == "person"]
        if self._between and (persons or one.places) and not one.adjective:
            # whom a text names need not be there, but where the place is the one that is asked about
            return IN_TEXT if persons and not one.places and self._are_there(outline) else 0.0
        suffers = self._of_a_person and not one.places and not one.adjective
        beside = len(self._question.named) > 1 or self._struck(one, outline)
        if suffers and not (self._of_this_kind(outline) and beside):
            return 0.0
        sure = persons and not one.places and self._question.form is not Form.CHECK
        return PERSON_IN_TEXT if sure else IN_TEXT

    def _changed_hands(self, outline: Outline) -> bool:
        """Whether one of the places that the question names wholly changed hands in the event."""
        return any(not outline.taken.isdisjoint(one.places) for one in self._evidence.named)

    def _at_a_place(self, outline: Outline) -> bool:
        """Whether a place that the question names is one that the event has."""
        return any(not set(one.places).isdisjoint(outline.places) for one in self._evidence.named)

    def _are_there(self, outline: Outline) -> bool:
        """Whether it is at a place that is named, or of the kind asked for with all who are named in its words."""
        names = self._evidence.names.values()
        all_named = len(names) > 1 and all(outline.seq in hits for hits in names)
        return self._at_a_place(outline) or (all_named and self._of_this_kind(outline))

    def _struck(self, one: Named, outline: Outline) -> bool:
        """Whether the named belongs to somebody whom the event struck."""
        struck = (part.actor for part in outline.actors if part.role is Role.AGAINST)
        return any(not self._directory.members(actor).isdisjoint(one.actors) for actor in struck)

    def _place_met(self, one: Named, outline: Outline) -> float:
        if self._directory.home in one.places:
            return HOME
        city = any(self._directory.places[place].kind == "city" for place in one.places)
        sites = () if city and self._of_a_place else one.sites  # what is called after a city is not the city
        best = INSIDE if not set(sites).isdisjoint(outline.places) else 0.0
        for place in one.places:
            if place in outline.places:
                met = MAIN if outline.places[0] == place else BESIDE
                if self._of_a_place and (outline.taken or outline.contested):
                    in_part = BESIDE if not outline.taken else BESIDE - NOT_TAKEN
                    met = MAIN if place in outline.taken else in_part if place in outline.contested else INSIDE_ONLY
                elif self._of_a_place and met < MAIN and outline.places[0] in self._directory.inside(place):
                    met = INSIDE_ONLY  # a part of it was taken
                best = max(best, met)
            elif not self._directory.around_countryside((place,)).isdisjoint(outline.places):
                best = max(best, INSIDE)  # what is told of the province is told of its countryside
            elif not self._directory.inside(place).isdisjoint(outline.places):
                wide = self._directory.places[place].kind in _WIDE
                best = max(best, INSIDE if wide or not self._of_a_place else INSIDE_ONLY)
        return best

    def _actor_met(self, one: Named, outline: Outline) -> float:
        best = 0.0
        for actor in one.actors:
            members = self._directory.members(actor)
            suffers = self._of_a_person and self._directory.actors[actor].kind == "person"
            for part in outline.actors:
                if part.actor in members:
                    himself = part.actor in self._persons and part.actor not in one.actors
                    met = MAIN if part.actor == actor else BY_BODY if himself else MEMBER
                    best = max(best, met * self._role_met(one, part.role, outline, suffers=suffers))
                elif self._taking and part.actor in self._directory.side_of(actor):
                    best = max(best, BY_BODY * self._role_met(one, part.role, outline, suffers=False))
                elif (
                    actor in self._directory.members(part.actor)
                    and not self._of_a_person
                    and not (self._between and self._directory.actors[actor].kind == "person")
                ):
                    role = self._role_met(one, part.role, outline, suffers=False) if self._taking else 1.0
                    best = max(best, BY_BODY * role)
            if not suffers and outline.speakers & members:
                best = max(best, SPEAKER_UNMET if one.roles and not self._speaking else SPEAKER)
        return best

    def _lost_by_the_named(self, outline: Outline) -> bool:
        """Whether the event took a place that the question names from somebody whom it names."""
        losers = {part.actor for part in outline.actors if part.role is Role.FROM}
        lost = any(losers & self._directory.members(actor) for one in self._evidence.named for actor in one.actors)
        return lost and self._at_a_place(outline)

    def _role_met(self, one: Named, role: Role, outline: Outline, *, suffers: bool) -> float:
        """How far an actor's role in the event is the one asked for."""
        wanted = one.roles
        if suffers and self._deadly:
            if role is Role.ABOUT and self._of_this_kind(outline):
                return 1.0 if self._struck(one, outline) else ROLE_UNMET  # and not one whom it was about
            wanted = frozenset({Role.AGAINST})
        if not wanted or role in wanted:
            return 1.0
        if role is Role.WITH and Role.BY in wanted and self._taking:
            return ALONGSIDE
        if self._taking and outline.kind in (Kind.WITHDRAWAL, Kind.EVACUATION):
            return 1.0  # who left is `by` there, and who took over `with`
        return ROLE_UNMET if self._taking or suffers else OTHER_ROLE

    def _act_met(self, act: Action, outline: Outline) -> float:
        """How far the event is what was said to have happened: by its kind, a kind close to it, or its words."""
        in_words = outline.seq in self._evidence.deeds[act.name]
        if act.name in _HANDED_OVER and outline.kind in _HANDOVERS and self._changed_hands(outline):
            return HANDOVER
        if outline.kind in act.kinds:
            return KIND_AND_WORD if in_words else KIND
        if in_words and outline.outcome is not None and "decides" in act.traits:
            return KIND
        if act.name == "end" and outline.kind is Kind.CAPTURE and self._lost_by_the_named(outline):
            return HANDOVER  # "when was IS finished in Baghouz"
        if outline.kind in act.related:
            return RELATED_AND_WORD if in_words else RELATED
        of_another = act.of_a_place and bool(self._question.places)  # "a plane fell" speaks of no place
        if act.of_a_place and not of_another:
            return WORD if in_words else 0.0
        said = outline.seq in self._evidence.literal  # of another kind only the asker's very word tells
        return WORD if in_words and said and not (act.of_a_person or of_another) else 0.0
