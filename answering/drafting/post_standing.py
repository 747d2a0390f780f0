"""How well a post's word stands: whether a party says it, what it does with the fact, and the status that bears."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from answering.drafting.news_speakers import Speaker
from db.directory import Directory
from db.model import Kind, Role, Stance, Status

_NO_SIDE = frozenset({"none", "civilian", "humanitarian_monitor"})
_LOSES = frozenset({Role.FROM, Role.AGAINST})


def stance_of(
    speaker: Speaker, kind: Kind | None, participants: Sequence[tuple[str, Role]], directory: Directory
) -> Stance:
    """What a speaker does with the fact: denies it, admits a loss, claims what suits a side, or reports it."""
    if speaker.stance is Stance.DENIES:
        return Stance.DENIES
    losing = [actor for actor, role in participants if role in _LOSES]
    doing = [actor for actor, role in participants if role not in _LOSES]
    if losing and _on_a_side(speaker.actor, losing, directory) and not _on_a_side(speaker.actor, doing, directory):
        return Stance.CONFIRMS if kind is Kind.CAPTURE or speaker.stance is Stance.CONFIRMS else Stance.CLAIMS
    if speaker.stance is Stance.CLAIMS or _on_a_side(speaker.actor, [*doing, *losing], directory):
        return Stance.CLAIMS
    return Stance.REPORTS


def status_of(stances: Iterable[Stance]) -> Status:
    """What one source bears: reported, claimed where none but parties say it, disputed where somebody denies it."""
    found = list(stances)
    if Stance.DENIES in found:
        return Status.DISPUTED
    if found and all(stance is Stance.CLAIMS for stance in found):
        return Status.CLAIMED
    return Status.REPORTED


def _on_a_side(speaker: str, actors: Iterable[str], directory: Directory) -> bool:
    """Whether a speaker is one of the actors, belongs to one, or stands on the side of one."""
    own = directory.bodies(speaker) | directory.members(speaker)
    side = directory.actors[speaker].side
    return any(
        actor in own
        or (side not in _NO_SIDE and side is not None and side != "foreign" and directory.actors[actor].side == side)
        for actor in actors
    )
