"""Evidence: the parts of a question, and which events' words hold each of them."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass

from answering.lexicon import Action
from answering.question import Named
from db.model import Kind

Hits = frozenset[int]  # the `seq` of the events whose words hold something
Held = Mapping[int, float]  # an event's `seq` and how far it holds a word, from 0 to 1


@dataclass(frozen=True, slots=True)
class Evidence:
    """The parts of a question, and which events' words hold each of them.

    `names` is by the position of what is named, `deeds` by the name of the action, `words` by stem; `literal` are the
    events that hold one of the very words that named an action, `ended` those whose words tell of an end, and
    `as_written`, by position too, those that hold a body's name as the asker gave it, where it is not the usual one; it
    is empty where more happened than that something was said.
    """

    named: tuple[Named, ...]
    actions: tuple[Action, ...]
    names: Mapping[int, Hits]
    as_written: Mapping[int, Hits]
    deeds: Mapping[str, Hits]
    words: Mapping[str, Held]
    weights: Mapping[str, float]
    literal: Container[int]
    ended: Hits

    def is_of_kind(self, kind: Kind) -> bool:
        """Whether an event's kind is one that one of the actions names."""
        return any(kind in act.kinds for act in self.actions)
