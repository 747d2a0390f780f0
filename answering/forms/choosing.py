"""Choosing among matches: which of them say the same as well as the best does, and in what order they are told."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from answering.finding.holding import holdings_of
from answering.finding.matching import Match
from answering.forms.inquiry import Inquiry
from db.model import Kind, Status
from db.outlines import Outline

_AS_GOOD = 0.04  # less of the question explained than the best by this much is not what was asked
_MUCH_LESS_IMPORTANT = 2
_SURE = frozenset({Status.CONFIRMED, Status.REPORTED})
_NEARLY = 0.12
_SOON = 7  # days
_ANOTHER_TIME = 120  # days
_IN_PART = 0.06  # less explained, for a part was taken and not the whole


def best(matches: Sequence[Match], inquiry: Inquiry) -> list[Match]:
    """The matches that explain as much of the question as the best does, without the far less important.

    Where the question says words of its own, only the best explained entry is meant, and its like; "the second time"
    is the second of them in time.
    """
    alike, nth = _alike(matches, inquiry), inquiry.question.nth
    if inquiry.question.actors and [act.name for act in inquiry.question.actions] == ["found"]:
        return in_time(alike)[:1]  # once, and whatever was formed with it later is another
    return in_time(alike)[nth : nth + 1] or alike if nth else alike


def _alike(matches: Sequence[Match], inquiry: Inquiry) -> list[Match]:
    """The matches that explain as much of the question as the best does."""
    if inquiry.question.ends:
        matches = [match for match in matches if match.literal] or matches
    if inquiry.question.order & {"first", "last"} == {"first"}:
        matches = _told_as_first(matches, inquiry) or matches
    top = matches[0]
    alike = [match for match in matches if match.score >= top.score - _AS_GOOD]
    weight = max(match.outline.importance for match in alike)
    here = {place for one in inquiry.elsewhere for place in one.places}
    kept = [
        match
        for match in alike
        if match.outline.importance > weight - _MUCH_LESS_IMPORTANT or here & set(match.outline.places[:1])
    ]
    if not any(act.of_a_place for act in inquiry.question.actions):
        kinds = {kind for act in inquiry.question.actions for kind in act.kinds}
        told = [match for match in kept if match.literal or match.outline.kind in kinds]
        return _without_doubted(told or kept)
    asked = {place for one in inquiry.question.places for place in one.places}
    turning = [match for match in kept if match.outline.taken & asked]
    if turning:
        least = max(match.outline.importance for match in turning)
        turning += [
            match
            for match in matches
            if match not in turning
            and match.outline.contested & asked
            and (
                (match in kept and match.outline.importance >= least)
                or (_apart(match, turning) and match.score >= top.score - _AS_GOOD - _IN_PART)
            )
        ]
    return _without_doubted(turning, taken=asked) or kept


def _told_as_first(matches: Sequence[Match], inquiry: Inquiry) -> list[Match]:
    """The matches that explain nearly as much as the best does and say in their own words that it was the first."""
    firsts = holdings_of(inquiry.timeline).deed("first")
    top = matches[0].score
    near = (match for match in matches if match.score >= (top if top == 1.0 else top - _NEARLY))
    return [match for match in near if match.outline.seq in firsts and (match.exact or not matches[0].exact)]


def _without_doubted(matches: Sequence[Match], taken: set[str] | None = None) -> list[Match]:
    """The matches without the disputed ones that a surer one stands beside in time.

    With places given, only one that took the same one of them stands beside.
    """
    sure = [match.outline for match in matches if match.outline.status in _SURE]
    return [
        match
        for match in matches
        if match.outline.status in _SURE
        or not any(
            abs((other.start - match.outline.start).days) <= _SOON
            and (taken is None or taken & match.outline.taken & other.taken)
            for other in sure
        )
    ]


def _apart(match: Match, others: Sequence[Match]) -> bool:
    """Whether a taking of a part stands alone in its time: then it is one more time that the place was taken."""
    near = (abs((other.outline.start - match.outline.start).days) for other in others)
    return match.outline.kind is Kind.CAPTURE and min(near, default=_ANOTHER_TIME) >= _ANOTHER_TIME


def weightiest(matches: Sequence[Match], inquiry: Inquiry) -> Outline:
    """The one entry that is meant where an event is only spoken of: the most important, the best known, the first."""
    return max(
        (match.outline for match in matches),
        key=lambda one: (one.importance, inquiry.timeline.prominence(one.seq), -one.start.toordinal()),
    )


def in_time(matches: Iterable[Match]) -> list[Match]:
    """The matches in the order in which they began."""
    return sorted(
        matches,
        key=lambda match: (
            match.outline.start,
            match.outline.end,
            -match.outline.importance,
            match.outline.id,
        ),
    )


def most_important(matches: Sequence[Match], limit: int) -> tuple[list[Match], list[Match]]:
    """The `limit` weightiest matches and the others, both in time order."""
    ranked = sorted(matches, key=lambda match: (-match.outline.importance, -match.score, match.outline.start))
    return in_time(ranked[:limit]), in_time(ranked[limit:])
