"""Deeds: what a question says to have happened, taken together; most questions say one of the same few things."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from answering.lexicon import Action
from db.model import Kind, Role

_MOST = 4_096  # of what is said to have happened that is held in memory
HARMS = frozenset({"attack", "airstrike", "shelling", "kill", "die", "massacre"})  # by some means

# Kinds of entry in which harm was done that somebody may claim.
CLAIMED = frozenset({Kind.BOMBING, Kind.ATTACK_ON_CIVILIANS, Kind.KILLING, Kind.AIRSTRIKE, Kind.SHELLING})


@dataclass(frozen=True, slots=True)
class Deeds:
    """What is looked at, for every event, of all that is said to have happened."""

    names: tuple[str, ...]
    traits: frozenset[str]  # of any of them
    shared: frozenset[str]  # of all of them; empty where nothing is said
    kinds: frozenset[Kind]
    harm: bool
    strike: bool  # each is done to somebody who need not be a person
    means: tuple[int, ...]  # where those stand that only say by what means harm was done
    has_its_kinds: bool
    retaken: bool  # a place is said to be taken back, and taken in no other way


@lru_cache(maxsize=_MOST)
def deeds_of(acts: tuple[Action, ...]) -> Deeds:
    """All that is said to have happened."""
    names = tuple(act.name for act in acts)
    harm = not HARMS.isdisjoint(names)
    first, *others = [act.traits for act in acts] or [frozenset[str]()]
    return Deeds(
        names=names,
        traits=first.union(*others),
        shared=first.intersection(*others),
        kinds=frozenset[Kind]().union(*(act.kinds for act in acts)),
        harm=harm,
        strike=all(Role.AGAINST in act.patient and not act.of_a_person for act in acts),
        means=tuple(at for at, act in enumerate(acts) if harm and "means" in act.traits),
        has_its_kinds=any(act.kinds and (act.taking or act.of_a_person) for act in acts),
        retaken={act.name for act in acts if act.taking} == {"recapture"},
    )
