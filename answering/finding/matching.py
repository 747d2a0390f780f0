"""Matching: how far one event meets each part of a question, and how much of the question it explains."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from answering.answer import Form
from answering.finding.deeds import deeds_of
from answering.finding.evidence import Evidence
from answering.finding.named_matching import BESIDE, BY_BODY, LEFT, NamedMatcher
from answering.lexicon import Action
from answering.question import Question
from db.directory import Directory
from db.model import Kind
from db.outlines import Outline

# How far a part is met, from 0 to 1; less than ENOUGH is not met.
ENOUGH = 0.4
KIND_AND_WORD, KIND, HANDOVER, RELATED_AND_WORD, WORD, RELATED = 1.0, 0.95, 0.82, 0.8, 0.6, 0.3
ADJECTIVE_ENOUGH = 0.32
_WORDS_ENOUGH = 0.5  # of the weight of the left-over words
_WORDS_SOME = 0.28  # enough where who, where, what and when are met as they were named
_TELLS_ALONE = 2.5  # one word of this weight may tell what happened
_NAMES_A_THING = 4.0  # words of this weight together may name what something happened to, in a place
_EXACT = 4  # digits of a number that tells what is meant: "93,000"
_FIRM = 3  # parts met as they were named that leave no doubt which entry is meant
_BESIDE_FIRM = 0.65  # so much more for each part beyond one that is met as it was named
_TOO_MUCH = 6.0  # weight of unmet words of a question for what happened, which then was something else
_LITTLE = 1.3  # left-over words that weigh no more than this may go unmet
_UNMET_OF_ONE = 2.6  # left-over words, for each name but one, that may go unmet where the names leave one entry
_WORDS_MOST = 0.75  # of three or more
_WORDS_ALL = 0.95  # so many that what is said to have happened may go unmet
_LONG = 45  # days, in which somebody says many things
_WORD, _MOST_WORDS = 2.0, 4  # what a telling word weighs, and how many of them count
_WEIGHT_PLACE, _WEIGHT_ACTOR, _WEIGHT_ACTION, _WEIGHT_WORD = 3.0, 2.5, 2.0, 1.0
# Entries of these kinds that changed who holds a place are its fall or capture as much as a capture is.
_HANDOVERS = frozenset(
    {Kind.WITHDRAWAL, Kind.EVACUATION, Kind.AGREEMENT, Kind.INTERVENTION, Kind.CEASEFIRE, Kind.OTHER}
)
_HANDED_OVER = frozenset({"fall", "capture", "recapture", "lose"})
# A fight or a siege ends as a place changes hands or people leave it.
_DECIDED = frozenset({"fight", "siege", "launch"})
_DECIDES = frozenset({Kind.CAPTURE, Kind.WITHDRAWAL, Kind.EVACUATION})
_OF_A_DEED = frozenset({Form.WHEN, Form.WHERE, Form.WHO, Form.HOW_LONG})  # of which a word has to say what it was
_OF_THE_LAST = frozenset({Form.WHO, Form.HOW_MANY, Form.SOURCE, Form.SAY, Form.WHERE})  # asked of a known entry


@cache
def kinds_of(act: Action) -> frozenset[Kind]:
    """The kinds of entry that may be what was said to have happened, whatever their words say."""
    handed_over = _HANDOVERS if act.name in _HANDED_OVER else frozenset()
    return act.kinds | handed_over | ({Kind.CAPTURE} if act.name == "end" else frozenset())


class Match(NamedTuple):
    """An event that meets the question, and how much of it it explains, from 0 to 1.

    `exact` says that nothing was met by a mere likeness, `literal` that it says what happened in the asker's word, or
    that something ended where that is asked.
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
        self._names = NamedMatcher(question, evidence, directory)
        acts, form = evidence.actions, question.form
        deeds = deeds_of(acts)
        self._form = form
        self._one_act = len(acts) == 1
        self._has_places = bool(question.places)
        harmed = form is Form.CHECK and deeds.harm
        self._sure_of_actors = LEFT if harmed and not (self._has_places or question.stances) else BY_BODY
        self._kinds = deeds.kinds
        self._deadly = "deadly" in deeds.traits
        self._has_to_be_told = "told" in deeds.shared
        self._means = deeds.means
        self._done_by_means_alone = "means" in deeds.shared
        self._has_its_kinds = deeds.has_its_kinds
        self._retaken = deeds.retaken
        self._asks_of_a_speaker = form is Form.SAY and not question.actors  # the words may say who speaks
        self._numbered = any(word.isdigit() and len(word) >= _EXACT for word in evidence.weights)
        self._tells_alone = form is not Form.CHECK and "says_little" in deeds.shared
        scope = question.scope
        days = (scope.end - scope.start).days if scope and scope.start and scope.end else _LONG
        self._asks_of_a_time = form is Form.SAY and days < _LONG
        self._dated = int(scope is not None and scope.start is not None)
        self._literal = evidence.ended if question.ends else evidence.literal
        self._weighed = [(evidence.weights[word], held) for word, held in evidence.words.items()]
        self._strict = [held for word, held in evidence.words.items() if word in question.strict]
        self._weight_of_words = sum(evidence.weights.values())
        self._names_a_thing = self._weight_of_words >= _NAMES_A_THING
        self._weight_together = _WEIGHT_WORD * min(_MOST_WORDS, self._weight_of_words / _WORD)
        bare = not (evidence.named or acts or evidence.words)
        self._is_known = bool(question.only) and (form in _OF_THE_LAST or bare)  # what is asked of

    def match(self, outline: Outline) -> Match | None:
        """The event as a match, None where a part of the question is not met."""
        if self._is_known:
            return Match(outline, 1.0, True)
        total = here = 0.0  # what the parts weigh, and how much of it is met
        sure = True
        firm = self._dated
        names = self._names
        for sought in names.sought:
            one = sought.one
            met = names.met(sought, outline)
            if met < ENOUGH and sought.is_place and self._names_a_thing and self._words_met(outline) >= _WORDS_ALL:
                met = names.lies_there(sought, outline)  # who took the research centre in Aleppo
            if met < (ADJECTIVE_ENOUGH if one.adjective else ENOUGH):
                return None
            sure = sure and met >= (self._sure_of_actors if one.actors else ENOUGH)
            firm += met >= BESIDE
            weight = _WEIGHT_PLACE if one.places else _WEIGHT_ACTOR
            total += weight
            here += weight * met
        if names.has_bodies and not names.stand_apart(outline):
            return None
        if self._question.ends and not self._tells_of_an_end(outline):
            return None
        acts, words, outcomes = self._evidence.actions, self._evidence.weights, self._question.outcomes
        done = self._done(outline) if acts else 1.0
        share = self._words_met(outline) if words else 1.0
        ended = outline.outcome is not None and outline.outcome in outcomes
        firm += bool(acts) and done >= RELATED_AND_WORD
        firm += self._asks_of_a_time and outline.kind is Kind.STATEMENT  # what was said then, be it of another matter
        if words and not self._enough(share, firm, outline):
            return None
        if acts and done < ENOUGH and not (ended or self._told_in_words(share)):
            return None
        if acts:
            total += _WEIGHT_ACTION
            here += _WEIGHT_ACTION * done
        if words:
            total += self._weight_together
            here += self._weight_together * share
        if outcomes:
            as_asked = self._outcome_met(outline, ended, share)
            if as_asked is None:
                return None
            total += _WEIGHT_ACTION
            here += _WEIGHT_ACTION * as_asked
            sure = sure or outline.outcome is not None  # its text tells whose plan it backs
        exact = sure and self._is_as_said(outline, ended, done, share, firm)
        return Match(
            outline,
            here / total if total else 0.5,
            exact,
            literal=outline.seq in self._literal or self._ends_a_siege(outline),
        )

    def is_near(self, outline: Outline, named: int) -> bool:
        """Whether an event is near to what was said to have happened, where `named` names leave few others."""
        if self._lacks_a_strict_word(outline):
            return False
        if self._evidence.actions and self._done(outline) < RELATED:
            return False
        share = self._words_met(outline)
        return share >= _WORDS_ENOUGH or (1 - share) * self._weight_of_words <= _UNMET_OF_ONE * (named - 1)

    def _ends_a_siege(self, outline: Outline) -> bool:
        """Whether the end of a siege is asked for, and an event of a taking speaks of the siege."""
        besieged = self._evidence.deeds.get("siege", ())
        return self._question.ends and outline.kind is Kind.CAPTURE and outline.seq in besieged

    def _tells_of_an_end(self, outline: Outline) -> bool:
        """Whether an event's words tell of an end, or a fight or siege that they name ends by what kind it is of."""
        if outline.seq in self._evidence.ended:
            return True
        names_it = any(outline.seq in hits for name, hits in self._evidence.deeds.items() if name in _DECIDED)
        return names_it and outline.kind is Kind.CAPTURE

    def _told_in_words(self, share: float) -> bool:
        """Whether the left-over words tell so surely which event is meant that what happened may go unmet."""
        said = len(self._evidence.weights)
        deadly = self._deadly and not (self._evidence.named or self._numbered)
        if share < _WORDS_ALL - 0.05 * max(0, said - 2) or deadly or self._has_to_be_told:
            return False
        alone = self._tells_alone or self._numbered
        return said > 1 or (said == 1 and alone and self._weight_of_words >= _TELLS_ALONE)

    def _is_as_said(self, outline: Outline, ended: bool, done: float, share: float, firm: int) -> bool:
        """Whether what happened is met by more than a likeness, and most of the left-over words with it."""
        acts, words = self._evidence.actions, self._evidence.weights
        likely = WORD if self._question.outcomes and outline.outcome is not None else RELATED_AND_WORD
        all_said = share >= _WORDS_ALL and self._weight_of_words >= _TELLS_ALONE
        in_words = all_said and outline.seq in self._evidence.literal
        in_words = in_words and not self._done_by_means_alone  # "gas" says what with, and not what was done
        likely = WORD if in_words else likely
        if not (acts or words) or not (done >= likely or ended):
            return False
        if share < (_WORDS_ENOUGH if acts else _WORDS_MOST):
            return False
        if outline.kind in self._kinds or self._handed_over(outline):
            return True
        if in_words and firm > 1:
            return True
        if not self._has_its_kinds:
            return True
        if outline.seq in self._evidence.literal and firm > len(self._evidence.named) > 1:
            return True
        most = share >= _WORDS_ALL or (share >= _WORDS_MOST and len(words) > 2)
        return bool(words) and most and done >= RELATED_AND_WORD

    def _enough(self, share: float, firm: int, outline: Outline) -> bool:
        """Whether enough of the left-over words is met, beside `firm` parts that are met as they were named."""
        if self._lacks_a_strict_word(outline):
            return share >= _WORDS_MOST and not self._asks_of_a_speaker
        unmet = (1 - share) * self._weight_of_words
        alone = not (share or self._evidence.actions or firm > 1) and self._form in _OF_A_DEED
        if alone:
            return False
        if share >= _WORDS_ENOUGH or unmet <= _LITTLE:
            return True
        to_the_letter = self._form is Form.CHECK or self._asks_of_a_speaker
        if to_the_letter:
            return False
        if firm >= _FIRM and not (self._form in (None, Form.WHAT) and unmet > _TOO_MUCH):
            return True  # who, where, what or when are met three times over: the rest describes it, and is remarked on
        return (share >= _WORDS_SOME and firm > 1) or unmet <= _LITTLE + _BESIDE_FIRM * (firm - 1)

    def _lacks_a_strict_word(self, outline: Outline) -> bool:
        """Whether the event's words lack one of the words that have to be met."""
        return any(outline.seq not in held for held in self._strict)

    def _done(self, outline: Outline) -> float:
        """How far the event is one of the things said to have happened, by the means that were named."""
        acts = self._evidence.actions
        if self._one_act:
            return self._act_met(acts[0], outline)
        met = [self._act_met(act, outline) for act in acts]
        return min(max(met), *(met[at] for at in self._means), 1.0)

    def _outcome_met(self, outline: Outline, ended: bool, share: float) -> float | None:
        """How far the event ended as asked; None where it ended otherwise and no check asks whether it did."""
        if ended:
            return 1.0
        if outline.outcome is not None:
            return 0.5 if self._form is Form.CHECK else None
        return 0.2 if self._evidence.actions or (self._evidence.weights and share >= _WORDS_ALL) else None

    def _words_met(self, outline: Outline) -> float:
        """The share of the weight of the left-over words that the event's words hold."""
        if not self._weight_of_words:
            return 1.0
        here, seq = 0.0, outline.seq
        for weight, held in self._weighed:
            if seq in held:
                here += weight * held[seq]
        return here / self._weight_of_words

    def _handed_over(self, outline: Outline) -> bool:
        """Whether a place that is named changed hands in an event that is no capture: its holders left it."""
        kinds = _DECIDES if self._retaken else _HANDOVERS  # what an agreement gives is not retaken
        return outline.kind in kinds and self._names.changed_hands(outline)

    def _act_met(self, act: Action, outline: Outline) -> float:
        """How far the event is what was said to have happened: by its kind, a kind close to it, or its words."""
        in_words = outline.seq in self._evidence.deeds[act.name]
        if act.name in _HANDED_OVER and self._handed_over(outline):
            return HANDOVER
        if act.name == "enter" and outline.kind is Kind.AGREEMENT and not (outline.taken or outline.contested):
            return 0.0  # to come in is agreed, and nobody came yet
        if outline.kind in act.kinds:
            return KIND_AND_WORD if in_words else KIND
        if self._question.ends and act.name in _DECIDED and outline.kind in _DECIDES:
            return KIND if in_words or "begins" in act.traits else 0.0  # a siege is named, a battle need not be
        if in_words and outline.outcome is not None and "decides" in act.traits:
            return KIND
        if act.name == "end" and outline.kind is Kind.CAPTURE and self._names.lost_by_the_named(outline):
            return HANDOVER  # "when was IS finished in Baghouz"
        if outline.kind in act.related:
            return RELATED_AND_WORD if in_words else RELATED
        of_another = act.of_a_place and self._has_places  # "a plane fell" speaks of no place
        if act.of_a_place and not of_another:
            return WORD if in_words else 0.0
        if act.name == "end" and in_words and outline.seq in self._evidence.ended:
            return WORD  # by whatever word for an end
        said = outline.seq in self._evidence.literal  # of another kind only the asker's very word tells
        return WORD if in_words and said and not (act.of_a_person or of_another) else 0.0
