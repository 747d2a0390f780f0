"""Changing hands: what part somebody had in an event in which a place was taken, left or handed over."""

from __future__ import annotations

from collections.abc import Set

from db.model import Kind, Participant, Role
from db.outlines import Outline

ALONGSIDE = 0.9  # who did it with others did it
ROLE_UNMET = 0.2  # who had another part in it
DOING = (Role.BY, Role.WITH)
LEAVING = frozenset({Kind.WITHDRAWAL, Kind.EVACUATION})  # kinds in which who left is `by`, and who took over `with`
_SIGNED = frozenset({Kind.AGREEMENT, Kind.CEASEFIRE})


def stood_by(part: Participant, wanted: Set[Role], outline: Outline) -> bool:
    """Whether one who is said to have taken a place lost it, or only signed what gave it to others."""
    if wanted == {Role.BY} and part.actor in outline.lost - outline.gained:
        return True
    brokered = outline.kind is Kind.AGREEMENT and part.role in DOING and bool(outline.gained)
    return brokered and part.actor not in outline.gained | outline.lost


def met_in_a_taking(wanted: Set[Role], part: Participant, outline: Outline) -> float | None:
    """How far one who gained, lost or stood beside as a place changed hands is meant; None where the role tells."""
    beside = part.role is Role.WITH and outline.kind in LEAVING
    if Role.FROM in wanted:
        if part.actor in outline.lost:
            return 1.0
        if part.role in DOING and outline.kind in _SIGNED:
            return ROLE_UNMET  # who agreed that others leave, or stood by as they left
        took = part.role is Role.BY and bool(outline.taken) and outline.kind not in LEAVING
        if took or part.actor in outline.gained:
            return ROLE_UNMET  # who got the place did not leave it
        if beside and wanted == {Role.FROM}:
            return ROLE_UNMET  # beside whom others left
    elif beside and outline.gained:
        return 1.0 if part.actor in outline.gained else ROLE_UNMET  # who brokered it
    if part.role is Role.WITH and Role.BY in wanted:
        return ALONGSIDE
    return 1.0 if outline.kind in LEAVING else None  # who left is `by` there
