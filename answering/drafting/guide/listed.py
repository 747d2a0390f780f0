"""The steps that ask for several values of the entry: places, actors with their roles, tags, changes of control."""

from __future__ import annotations

from dataclasses import replace

from answering.answer import ActorRef, Phrase, PlaceRef
from answering.drafting.control_lines import control_line, read_control
from answering.drafting.draft import Draft, Field
from answering.drafting.entry import read_tags
from answering.drafting.guide.lists import TAKE, added, additions, named, opened, openings, takings, without
from answering.drafting.guide.order import onward
from answering.drafting.guide.state import Ask, Here, Option, Turn
from answering.drafting.guide.step import Name
from answering.drafting.listing import parts, with_role
from answering.drafting.of_event import tags_line
from answering.drafting.texts import cleaned
from answering.drafting.words import shown
from db.model import ControlChange, Extent, Role
from db.usage import tags_near

_MOST_TAGS = 8
Part = tuple[str, Role | None]  # an actor's id, or a name that is not clear, and its role if it has one


class Places:
    """Where it happened; the first place is the main one."""

    def ask(self, here: Here) -> Ask:
        """Ask for places, with what the last letters may mean."""
        chosen = here.ids(here.draft.value(Field.PLACES), "place")
        letters = here.step.detail
        found = here.suggesting.places(letters) if letters or not chosen else ()
        labels = [_place(id, here) for id in chosen]
        options = (
            *additions(((one.id, one.label) for one in found), chosen),
            *takings(chosen, (place_name(id, here) for id in chosen)),
        )
        return Ask(Phrase.of("guide.places"), tuple(labels), options)

    def write(self, text: str, here: Here) -> Turn:
        """Take the places that are clearly named, and look for the others."""
        found, letters, said = named(text, here, "place")
        if not found:
            return here.stay(said or Phrase.of("guide.no_place", written=text), letters=letters)
        return here.stay(said, draft=_with_places(here, found), letters=letters or text)

    def choose(self, choice: str, here: Here) -> Turn | None:
        """Add a place, or take one away."""
        chosen = here.ids(here.draft.value(Field.PLACES), "place")
        if (place := added(choice, here.timeline.directory.places)) is not None:
            return here.stay(draft=_with_places(here, (place,)))
        if (rest := without(choice, chosen)) is not None:
            return here.stay(draft=here.draft.having(Field.PLACES, *filter(None, [", ".join(rest)])))
        return None


class Actors:
    """Who took part; each actor's role is asked for next."""

    def ask(self, here: Here) -> Ask:
        """Ask for actors, with what the last letters may mean."""
        there = participants(here)
        letters = here.step.detail
        found = here.suggesting.actors(letters, here.when) if letters or not there else ()
        labels = [_participant(part, here) for part in there]
        options = (*additions((one.id, one.label) for one in found), *openings(labels))
        return Ask(Phrase.of("guide.actors"), tuple(labels), options)

    def write(self, text: str, here: Here) -> Turn:
        """Take the actors that are clearly named, with a role where one is said, and look for the others."""
        said: Phrase | None = None
        letters = ""
        there = list(participants(here))
        first = len(there)
        for part in parts(text):
            name, role = (part, None) if named(part, here, "actor")[0] else with_role(part)
            ids, unclear, why = named(name, here, "actor")
            there += [(id, role) for id in ids]
            letters, said = letters or unclear, said or why
        draft = _with_participants(here.draft, there, here.language)
        without = next((at for at in range(first, len(there)) if there[at][1] is None), None)
        if without is not None:
            return here.go(here.step.at(Name.ROLE, item=without), draft, said)
        return here.stay(said, draft=draft, letters=letters)

    def choose(self, choice: str, here: Here) -> Turn | None:
        """Add an actor and go to its role, or open one that is there."""
        there = participants(here)
        if (actor := added(choice, here.timeline.directory.actors)) is not None:
            if (actor, None) in there:
                return here.go(here.step.at(Name.ROLE, item=there.index((actor, None))))
            draft = _with_participants(here.draft, [*there, (actor, None)], here.language)
            return here.go(here.step.at(Name.ROLE, item=len(there)), draft)
        if (number := opened(choice, there)) is not None:
            return here.go(here.step.at(Name.ROLE, item=number))
        return None


class RoleOfActor:
    """What one actor did in it."""

    def ask(self, here: Here) -> Ask:
        """Ask for the role."""
        part = self._part(here)
        name = actor_name(part[0], here) if part else ""
        options = tuple((Option(f"={role}", Phrase.of(f"role.{role}")),) for role in Role)
        values = (Phrase.of(f"role.{part[1]}"),) if part and part[1] else ()
        return Ask(Phrase.of("guide.role", actor=name), values, (*options, (Option(TAKE, Phrase.of("guide.remove")),)))

    def write(self, text: str, here: Here) -> Turn:
        """Take a role by its word."""
        role = here.reader.choice("role", text)
        return here.stay(role) if isinstance(role, Phrase) else self._with(Role(role), here)

    def choose(self, choice: str, here: Here) -> Turn | None:
        """Take a role, or take the actor away."""
        there = participants(here)
        if choice == TAKE and here.step.item < len(there):
            rest = [part for index, part in enumerate(there) if index != here.step.item]
            return here.go(here.step.at(Name.ACTORS), _with_participants(here.draft, rest, here.language))
        return self._with(Role(choice[1:]), here) if choice[1:] in tuple(Role) else None

    def _part(self, here: Here) -> Part | None:
        there = participants(here)
        return there[here.step.item] if here.step.item < len(there) else None

    def _with(self, role: Role, here: Here) -> Turn:
        there = list(participants(here))
        if here.step.item < len(there):
            there[here.step.item] = (there[here.step.item][0], role)
        return onward(here, _with_participants(here.draft, there, here.language))


class Tags:
    """What it belongs to."""

    def ask(self, here: Here) -> Ask:
        """Ask for tags, with those that entries of about that time have."""
        there = read_tags(here.draft.value(Field.TAGS))
        near = tags_near(here.timeline.database, here.when.start if here.when else None, _MOST_TAGS)
        rows = additions(((tag, tag) for tag in near), there)
        pairs = tuple(rows[at][0:1] + (rows[at + 1] if at + 1 < len(rows) else ()) for at in range(0, len(rows), 2))
        return Ask(Phrase.of("guide.tags"), there, (*pairs, *takings(there, there)))

    def write(self, text: str, here: Here) -> Turn:
        """Take tags with commas between them."""
        tags = [tag for tag in map(cleaned, parts(text)) if tag and "|" not in tag]
        return here.stay(draft=_with_tags(here, (*read_tags(here.draft.value(Field.TAGS)), *tags)))

    def choose(self, choice: str, here: Here) -> Turn | None:
        """Add a tag, or take one away."""
        there = read_tags(here.draft.value(Field.TAGS))
        near = tags_near(here.timeline.database, here.when.start if here.when else None, _MOST_TAGS)
        if (tag := added(choice, near)) is not None:
            return here.stay(draft=_with_tags(here, (*there, tag)))
        if (rest := without(choice, there)) is not None:
            return here.stay(draft=_with_tags(here, rest))
        return None


class Control:
    """Who holds what since then."""

    def ask(self, here: Here) -> Ask:
        """Ask what changed hands, with what the places and actors of the entry suggest."""
        lines = here.draft.values(Field.CONTROL)
        labels = [_control_label(line, here) for line in lines]
        suggested = self._suggested(here) if not lines else ()
        if not suggested:
            return Ask(Phrase.of("guide.control"), tuple(labels), takings(lines, labels))
        whole = suggested[0]
        names = {Extent.WHOLE: "guide.whole_of", Extent.PART: "guide.part_of"}
        extents = tuple(
            Option(f"={one.extent}", Phrase.of(names[one.extent], places=_places(one))) for one in suggested
        )
        return Ask(Phrase.of("guide.control_suggested", change=_change(whole)), (), (extents,))

    def write(self, text: str, here: Here) -> Turn:
        """Take a change in words: "hama to hts from saa, part"."""
        change = read_control(text, here.reader)
        return here.stay(change) if isinstance(change, Phrase) else self._with(change, here)

    def choose(self, choice: str, here: Here) -> Turn | None:
        """Take what is suggested, or take a change away."""
        lines = here.draft.values(Field.CONTROL)
        if (rest := without(choice, lines)) is not None:
            return here.stay(draft=here.draft.having(Field.CONTROL, *rest))
        suggested = self._suggested(here) if not lines else ()
        return next((self._with(one, here) for one in suggested if choice == f"={one.extent}"), None)

    def _suggested(self, here: Here) -> tuple[ControlChange, ...]:
        places = [
            id for id in here.ids(here.draft.value(Field.PLACES), "place") if id in here.timeline.directory.places
        ]
        known = [part for part in participants(here) if part[0] in here.timeline.directory.actors]
        to = tuple(actor for actor, role in known if role is Role.BY)
        lost = tuple(actor for actor, role in known if role is Role.FROM)
        if not places or places[0] not in here.timeline.directory.places or not (to or lost):
            return ()
        whole = ControlChange((places[0],), to, lost, Extent.WHOLE)
        return whole, replace(whole, extent=Extent.PART)

    def _with(self, change: ControlChange, here: Here) -> Turn:
        lines = here.draft.values(Field.CONTROL)
        return here.stay(draft=here.draft.having(Field.CONTROL, *lines, control_line(change, here.language)))


def participants(here: Here) -> tuple[Part, ...]:
    """The actors of the draft with their roles."""
    found = []
    for part in parts(here.draft.value(Field.ACTORS)):
        whole = here.reader.actor(part)
        name, role = (part, None) if isinstance(whole, str) else with_role(part)
        found.append((here.ids(name, "actor")[0] if parts(name) else name, role))
    return tuple(found)


def _with_participants(draft: Draft, there: list[Part], language: str) -> Draft:
    written = [f"{actor} {shown('role', role, language)}" if role else actor for actor, role in there]
    return draft.having(Field.ACTORS, *filter(None, [", ".join(written)]))


def _with_places(here: Here, more: tuple[str, ...]) -> Draft:
    there = here.ids(here.draft.value(Field.PLACES), "place")
    return here.draft.having(Field.PLACES, ", ".join(dict.fromkeys((*there, *more))))


def _with_tags(here: Here, tags: tuple[str, ...]) -> Draft:
    return here.draft.having(Field.TAGS, *filter(None, [tags_line(tuple(dict.fromkeys(tags)))]))


def _place(id: str, here: Here) -> object:
    return here.suggesting.place(id).label if id in here.timeline.directory.places else id


def place_name(id: str, here: Here) -> object:
    """A place by its name, or what was written where it is not clear."""
    return PlaceRef(id) if id in here.timeline.directory.places else id


def actor_name(id: str, here: Here) -> object:
    """An actor by its name, or what was written where it is not clear."""
    return ActorRef(id) if id in here.timeline.directory.actors else id


def _participant(part: Part, here: Here) -> Phrase:
    actor, role = part
    named = actor_name(actor, here)
    if role is None:
        return Phrase.of("guide.without_role", actor=named)
    return Phrase.of("guide.with_role", actor=named, role=Phrase.of(f"role.{role}"))


def _change(change: ControlChange) -> Phrase:
    """A change of who holds what, in a line."""
    places, extent = _places(change), Phrase.of(f"extent.{change.extent}")
    to, lost = tuple(ActorRef(id) for id in change.to), tuple(ActorRef(id) for id in change.from_)
    if not to:
        return Phrase.of("guide.change_left", places=places, lost=lost, extent=extent)
    if not lost:
        return Phrase.of("guide.change_taken", places=places, to=to, extent=extent)
    return Phrase.of("guide.change", places=places, to=to, lost=lost, extent=extent)


def _places(change: ControlChange) -> tuple[PlaceRef, ...]:
    return tuple(PlaceRef(id) for id in change.places)


def _control_label(line: str, here: Here) -> object:
    change = read_control(line, here.reader)
    return line if isinstance(change, Phrase) else _change(change)
