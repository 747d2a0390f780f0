"""What is wrong with a draft: which line, and a sentence that says what would be right."""

from __future__ import annotations

from dataclasses import dataclass

from answering.answer import ActorRef, Phrase, PlaceRef
from answering.drafting.draft import Field
from answering.drafting.naming import Named
from answering.drafting.words import all_shown, near, shown


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong: in the line with this index in the draft, None where a line is missing."""

    field: Field
    said: Phrase
    line: int | None = None


def field_name(field: Field, language: str) -> str:
    """What a field is called in `language`."""
    return shown("field", field, language)


def told(fault: Fault, language: str) -> Phrase:
    """The fault with the name of its field before it."""
    return Phrase.of("draft.fault", field=field_name(fault.field, language), said=fault.said)


def none_of(table: str, written: str, language: str) -> Phrase:
    """That a word is none of a table's, with the nearest one, else with all."""
    if guess := near(table, written, language):
        return Phrase.of("draft.word_near", written=written, near=guess)
    return Phrase.of("draft.word_unknown", written=written, words=all_shown(table, language))


def no_place(written: str, found: Named) -> Phrase:
    """That a name is not clearly one place's."""
    return _unclear(written, found, tuple(_named(PlaceRef(id), id) for id in found.ids or found.near), "place")


def no_actor(written: str, found: Named) -> Phrase:
    """That a name is not clearly one actor's."""
    return _unclear(written, found, tuple(_named(ActorRef(id), id) for id in found.ids or found.near), "actor")


def _unclear(written: str, found: Named, candidates: tuple[Phrase, ...], kind: str) -> Phrase:
    if found.ids:
        return Phrase.of("draft.name_ambiguous", written=written, candidates=candidates)
    if found.near:
        return Phrase.of("draft.name_near", written=written, candidates=candidates)
    name = "draft.place_unknown" if kind == "place" else "draft.actor_unknown"
    return Phrase.of(name, written=written)


def _named(name: PlaceRef | ActorRef, id: str) -> Phrase:
    return Phrase.of("draft.named", called=name, id=id)
