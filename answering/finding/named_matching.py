"""Matching names: how far one event meets a place or an actor that a question names."""

from __future__ import annotations

from answering.answer import Form
from answering.finding.changing_hands import ALONGSIDE, DOING, LEAVING, ROLE_UNMET, met_in_a_taking, stood_by
from answering.finding.deeds import deeds_of
from answering.finding.evidence import Evidence
from answering.finding.sought import Sought, SoughtActor, SoughtPlace, sought_for
from answering.question import Named, Question
from db.directory import Directory
from db.model import Kind, Participant, Role
from db.outlines import Outline

# How far a name is met, from 0 to 1.
MAIN, BESIDE, INSIDE, IN_TEXT = 1.0, 0.9, 0.75, 0.45
AS_WRITTEN = 1.2  # of a body that an entry calls by the same unusual name as the asker
MEMBER = 0.96  # of those who are named
PERSON_IN_TEXT = 0.8  # a person named in an entry is in it, though nobody made him a part of it
HOME = 0.75  # the country that the timeline is about: what it holds is about it wherever it happened
NOT_TAKEN = 0.15  # less where the place is named but another one changed hands
INSIDE_ONLY = 0.3  # what happened inside a place, where the place as a whole is asked about
LEFT = 0.7  # by the word of an entry that has him as who did it
BY_BODY, OTHER_ROLE, SPEAKER, SPEAKER_UNMET = 0.6, 0.45, 0.6, 0.3
_OF_WORDS = frozenset({Form.HOW_MANY, Form.SAY, Form.SOURCE, Form.AS_KNOWN})  # who speaks may be whom they name
_OF_A_DOER = frozenset({Form.CHECK, Form.WHEN})  # forms that may name who did it
_LOSE, _INVADE = "lose", "invade"
_TAKEN, _ENTERED = frozenset({"capture", "recapture"}), "enter"
_TOLD_OF = frozenset({Kind.CLASH, Kind.STATEMENT})  # kinds of entry that may tell of a loss


class NamedMatcher:
    """Holds events against the places and actors that one question names."""

    def __init__(self, question: Question, evidence: Evidence, directory: Directory) -> None:
        self._question = question
        self._evidence = evidence
        self._directory = directory
        acts = evidence.actions
        deeds = deeds_of(acts)
        names, traits = deeds.names, deeds.traits
        places, actors = question.places, question.actors
        self._of_a_place = "of_a_place" in traits
        self._of_a_person = "of_a_person" in traits
        checks = question.form is Form.CHECK
        self._agreed = (names == ("agree",) and question.form in _OF_A_DOER) or (checks and "agree" in names)
        self._checks_who_was_there = checks and (self._agreed or "between" in deeds.shared)
        self._checks_a_deed = checks and (deeds.harm or "taking" in traits)
        self._between = self._agreed or "between" in traits
        self._doubts_the_taker = checks and not _TAKEN.isdisjoint(names) and _ENTERED not in names
        self._only_between = self._agreed or "between" in deeds.shared
        self._leaving = "depart" in names
        self._besieging = names == ("siege",) and question.form in _OF_A_DOER and not question.ends
        self._names_a_doer = question.form in _OF_A_DOER
        directed = deeds.harm or _INVADE in names  # a thing explodes of itself, and a Turkish jet shot none down
        self._striking = deeds.strike and directed and self._names_a_doer
        self._by_a_doer = deeds.harm or self._striking
        self._two_talk = names == ("talk",) and sum(not one.places for one in actors) > 1
        self._electing = names == ("elect",)
        apart = tuple(one for one in places if not one.actors)  # a country may be who took it
        self._taken = (apart or places)[:1]
        self._several_places = len(places) > 1
        self._voting = not {"vote", "elect"}.isdisjoint(names)
        self._of_itself = "of_itself" in traits
        self._deadly = "deadly" in traits
        self._speaking = question.form in _OF_WORDS or "say" in names
        self._taking = "taking" in traits and bool(places)
        self._directed = self._taking or self._leaving or self._agreed
        doers = (actor for one in actors if one.roles == {Role.BY} for actor in one.actors)
        self._said_to_strike = frozenset().union(*map(directory.members, doers)) if deeds.strike else frozenset[str]()
        self._by_a_side = self._taking or (bool(acts and places) and deeds.strike)  # "when did Assad bomb it"
        self.sought = [
            sought_for(
                one, evidence.names[one.position], directory, of_a_place=self._of_a_place, by_a_side=self._by_a_side
            )
            for one in evidence.named
        ]
        bodies = (sought for sought in self.sought if sought.actors)
        self._bodies = [sought for sought in bodies if not (sought.one.places or sought.one.adjective)]
        self.has_bodies = len(self._bodies) > 1
        people = (actor for sought in self.sought for actor in sought.actors)
        self._persons = {actor.id for actor in people if actor.person}  # each stands for himself

    def stand_apart(self, outline: Outline) -> bool:
        """Whether two bodies that the question names are not both met by one and the same person who was of both."""
        by = [self._those_of(sought, outline) for sought in self._bodies]
        for sought, parts in zip(self._bodies, by, strict=True):
            if len(parts) != 1 or sum(parts == others for others in by) < 2:
                continue
            (part,) = parts
            if part not in sought.one.actors and self._directory.is_person(part):
                return outline.seq in sought.in_text
        return True

    def _those_of(self, sought: Sought, outline: Outline) -> set[str]:
        """Who of an event is what is named, or a member of it."""
        return {part.actor for part in outline.actors if any(part.actor in one.members for one in sought.actors)}

    def met(self, sought: Sought, outline: Outline) -> float:
        """How far the event meets a named place or actor: as one that it has, else by its words."""
        as_actor = self._actor_met(sought, outline) if sought.actors else 0.0
        did_it = sought.one.roles == {Role.BY} and self._names_a_doer
        if sought.nameless and outline.kind is Kind.ATTACK_ON_CIVILIANS and not did_it:
            return ALONGSIDE  # whether or not they are made a part of it
        met = self._place_met(sought, outline) if sought.is_place else 0.0
        met = as_actor if as_actor > met else met
        if as_actor and outline.seq in self._evidence.as_written.get(sought.one.position, ()):
            return AS_WRITTEN  # "the caliphate", whoever declared it
        if as_actor or outline.seq not in sought.in_text:
            return met  # one that takes part is not met by its name, though its role be another
        return max(met, self._by_name(sought, outline))

    def _by_name(self, sought: Sought, outline: Outline) -> float:
        """How far a name in the event's words counts: not for whose place changed hands, or who died."""
        one = sought.one
        if self._of_a_place and self._taken == (one,):
            return INSIDE if self._is_a_site_there(sought, outline) else 0.0
        if one.places and self._is_a_site_there(sought, outline):
            return INSIDE  # a place within the city that the entry is of
        doer = one.roles == {Role.BY} and not one.adjective
        if doer and (self._striking or (self._taking and self._names_a_doer and sought.persons)):
            return 0.0  # who did it takes part in it
        if sought.nameless:
            return IN_TEXT  # "dozens of civilians": few entries make a part of those whom they speak of
        persons = sought.persons
        if persons and self._electing:
            return 0.0  # who was elected takes part in it
        if self._between and (persons or one.places) and not one.adjective:
            # whom a text names need not be there, but where the place is the one that is asked about
            if one.places and self._two_talk:
                return IN_TEXT  # what they talked about
            if not persons or one.places or not self._are_there(outline):
                return 0.0
            return PERSON_IN_TEXT if self._is_there_for_his_body(sought, outline) else IN_TEXT
        suffers = self._of_a_person and not one.places and not one.adjective
        beside = len(self._question.named) > 1 or self._struck(one, outline)
        if suffers and not (self._evidence.is_of_kind(outline.kind) and beside):
            return 0.0
        sure = persons and not one.places and self._question.form is not Form.CHECK
        return PERSON_IN_TEXT if sure else IN_TEXT

    def lies_there(self, sought: Sought, outline: Outline) -> float:
        """How far an event is anywhere in a place that is named, whatever changed hands in it."""
        return INSIDE if any(not place.inside.isdisjoint(outline.places) for place in sought.places) else 0.0

    def _is_a_site_there(self, sought: Sought, outline: Outline) -> bool:
        """Whether the named is a prison, an airbase or the like in a place that the event has."""
        return not sought.around.isdisjoint(outline.places[:1])

    def changed_hands(self, outline: Outline) -> bool:
        """Whether one of the places that the question names wholly changed hands in the event."""
        return any(not outline.taken.isdisjoint(one.places) for one in self._evidence.named)

    def _left(self, place: SoughtPlace, outline: Outline) -> bool:
        """Whether those who are said to have left were moved out of what they held of a place."""
        if place.inside.isdisjoint(outline.taken | outline.contested):
            return False
        leaving = outline.kind in LEAVING and _LOSE in self._evidence.deeds
        by = {part.actor for part in outline.actors if part.role is Role.BY}
        return leaving and any(by & actor.members for sought in self.sought for actor in sought.actors)

    def _leads_there(self, outline: Outline) -> bool:
        """Whether people left one of the places that the question names, for the others."""
        leaves = outline.kind in LEAVING and self._several_places
        return leaves and self.changed_hands(outline)

    def _at_a_place(self, outline: Outline) -> bool:
        """Whether a place that the question names is one that the event has."""
        return any(not set(one.places).isdisjoint(outline.places) for one in self._evidence.named)

    def _is_there_for_his_body(self, sought: Sought, outline: Outline) -> bool:
        """Whether a body of the person named takes part, at the place asked about: Putin, where Russia visits it."""
        if not (self._at_a_place(outline) and self._evidence.is_of_kind(outline.kind)):
            return False
        by = {part.actor for part in outline.actors if part.role is not Role.ABOUT}
        return any(not by.isdisjoint(actor.bodies) for actor in sought.actors)

    def _are_there(self, outline: Outline) -> bool:
        """Whether it is at a place that is named, or of the kind asked for with all who are named in its words."""
        names = self._evidence.names.values()
        all_named = len(names) > 1 and all(outline.seq in hits for hits in names)
        return self._at_a_place(outline) or (all_named and self._evidence.is_of_kind(outline.kind))

    def _struck(self, one: Named, outline: Outline) -> bool:
        """Whether the named belongs to somebody whom the event struck."""
        struck = (part.actor for part in outline.actors if part.role is Role.AGAINST)
        return any(not self._directory.members(actor).isdisjoint(one.actors) for actor in struck)

    def _place_met(self, sought: Sought, outline: Outline) -> float:
        if sought.home:
            return HOME
        best = INSIDE if not sought.sites.isdisjoint(outline.places) else 0.0
        for place in sought.places:
            if place.id in outline.places:
                met = MAIN if outline.places[0] == place.id else BESIDE
                if self._leads_there(outline):
                    met = BESIDE  # "when did they leave Daraya for Idlib"
                elif self._of_a_place and (outline.taken or outline.contested):
                    in_part = BESIDE if not outline.taken else BESIDE - NOT_TAKEN
                    inside = INSIDE if self._left(place, outline) else INSIDE_ONLY
                    part = in_part if place.id in outline.contested else inside
                    met = MAIN if place.id in outline.taken else part
                elif self._of_a_place and met < MAIN and outline.places[0] in place.inside:
                    met = INSIDE_ONLY  # a part of it was taken
                best = max(best, met)
            elif self._of_a_place and place.id in outline.taken:
                best = MAIN  # the part of a city that changed hands
            elif not place.countryside.isdisjoint(outline.places):
                best = max(best, INSIDE)  # what is told of the province is told of its countryside
            elif not place.inside.isdisjoint(outline.places):
                best = max(best, INSIDE if place.wide or not self._of_a_place else INSIDE_ONLY)
        return best

    def _actor_met(self, sought: Sought, outline: Outline) -> float:
        best = 0.0
        one = sought.one
        for actor in sought.actors:
            suffers = self._of_a_person and actor.person
            for part in outline.actors:
                if part.actor in actor.members and (part.actor == actor.id or not self._of_itself):
                    himself = part.actor in self._persons and part.actor not in one.actors
                    met = MAIN if part.actor == actor.id else BY_BODY if himself else MEMBER
                    best = max(best, met * self._role_met(one, part, outline, suffers=suffers))
                elif outline.start > actor.until or outline.end < actor.since:
                    continue  # who it was of then was not of it
                elif part.actor in actor.side or part.actor in actor.fellows:
                    blamed = part.role is Role.ABOUT and self._striking
                    met = OTHER_ROLE if blamed else BY_BODY * self._role_met(one, part, outline, suffers=False)
                    best = max(best, met)
                elif part.actor in actor.bodies and self._may_be_a_body(actor, part.role):
                    directed = self._directed or (self._by_a_doer and one.roles == {Role.BY})
                    role = self._role_met(one, part, outline, suffers=False) if directed else 1.0
                    best = max(best, BY_BODY * role)
            heard = not (suffers or self._between or self._checks_who_was_there)
            if heard and not actor.members.isdisjoint(outline.speakers):
                best = max(best, SPEAKER_UNMET if one.roles and not self._speaking else SPEAKER)
        return best

    def _may_be_a_body(self, actor: SoughtActor, role: Role) -> bool:
        """Whether what an actor belongs to may stand for it: not where it is about itself."""
        if self._checks_a_deed and actor.person and not actor.side:
            return False  # what a state did is done by who ruled it then: no other president of it
        if actor.office and self._voting and role in (Role.ABOUT, Role.AGAINST):
            return False  # a vote about a government is of no parliament
        return not (
            self._of_a_person
            or (self._electing and actor.person)
            or (self._between and actor.person)
            or (self._of_itself and not actor.person)
        )

    def lost_by_the_named(self, outline: Outline) -> bool:
        """Whether the event took a place that the question names from somebody whom it names."""
        losers = {part.actor for part in outline.actors if part.role is Role.FROM}
        lost = any(losers & self._directory.members(actor) for one in self._evidence.named for actor in one.actors)
        return lost and self._at_a_place(outline)

    def _others_struck(self, outline: Outline) -> bool:
        """Whether none of those who are said to have done it did it in an event."""
        return not any(part.role is Role.BY and part.actor in self._said_to_strike for part in outline.actors)

    def _role_met(self, one: Named, part: Participant, outline: Outline, *, suffers: bool) -> float:
        """How far an actor's role in the event is the one asked for."""
        wanted, role = one.roles, part.role
        if suffers and self._deadly:
            if role is Role.ABOUT and self._evidence.is_of_kind(outline.kind):
                return 1.0 if self._struck(one, outline) else ROLE_UNMET  # and not one whom it was about
            wanted = frozenset({Role.AGAINST})
        if self._taking and role is Role.ABOUT and any(part.role is Role.FROM for part in outline.actors):
            return ROLE_UNMET  # of whom it tells beside who lost the place
        if self._electing and role is Role.WITH and all(map(self._directory.is_person, one.actors)):
            return ROLE_UNMET  # beside whom others were elected
        if self._only_between and role is Role.ABOUT and not one.places:
            return OTHER_ROLE  # of whom is only spoken
        if self._checks_who_was_there and role is Role.AGAINST:
            return OTHER_ROLE  # who stayed away, or was against it
        if self._besieging and Role.BY in wanted and role in DOING and outline.seq in self._evidence.ended:
            return ROLE_UNMET  # who broke a siege did not lay it
        if self._doubts_the_taker and stood_by(part, wanted, outline):
            return ROLE_UNMET
        taken = met_in_a_taking(wanted, part, outline) if self._taking and wanted else None
        if not wanted or (role in wanted and (taken is None or Role.FROM not in wanted)):
            return 1.0
        if taken is not None:
            return taken
        struck = role is Role.AGAINST and wanted == {Role.BY} and not one.adjective
        if struck and self._striking and self._others_struck(outline):
            return ROLE_UNMET  # the one who was struck did not strike
        told = outline.kind in _TOLD_OF and outline.seq in self._evidence.deeds.get(_LOSE, ())
        if told and role in (Role.BY, Role.ABOUT):
            return LEFT  # who is said to have left in an entry of another kind
        return ROLE_UNMET if self._taking or self._leaving or suffers else OTHER_ROLE
