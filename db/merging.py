"""One event out of two that tell the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from db.model import Event, Text

_Part = TypeVar("_Part")


def merged(kept: Event, other: Event) -> Event:
    """`kept` with the places, parts, reports, figures, changes of control and tags that only `other` has.

    Date, kind, texts, status and weight are those of `kept`: which of two is right is for an editor to say.
    """
    return replace(
        kept,
        clock=kept.clock or other.clock,
        places=_together(kept.places, other.places),
        actors=_together(kept.actors, other.actors),
        text=_with_languages(kept.text, other.text),
        reports=_together(kept.reports, other.reports),
        figures=_together(kept.figures, other.figures),
        tags=_together(kept.tags, other.tags),
        control=_together(kept.control, other.control),
        outcome=kept.outcome or other.outcome,
    )


def _together(first: Sequence[_Part], second: Sequence[_Part]) -> tuple[_Part, ...]:
    return tuple(dict.fromkeys((*first, *second)))


def _with_languages(first: Text, second: Text) -> Text:
    """A text with the languages that only the second one has."""
    missing = [pair for pair in second.by_language if pair[0] not in first.languages]
    return Text((*first.by_language, *missing))
