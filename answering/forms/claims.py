"""Claims: the entries in which somebody says that it was them, which are other entries than the deed itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta

from answering.finding.matching import Match
from answering.forms.inquiry import Inquiry
from answering.text import tokenize
from answering.words.rarity import telling
from db.model import Event, Kind, Role, Stance

_CLAIMING = frozenset({"say", "vote"})  # تبنى is to claim and to adopt
_SOON = timedelta(days=14)  # in which who did it says so
_SAME = 2  # telling words that a claim shares with what it is about
_TELLING = 2.2
_STATEMENTS = frozenset({Kind.STATEMENT})


def claims_asked_for(inquiry: Inquiry) -> list[Match]:
    """The claims that a question asks for: "who claimed the bombing"."""
    deeds = [act for act in inquiry.question.actions if act.name not in _CLAIMING]
    for actions in (deeds, ()):
        found = [match for match in inquiry.finder.find(actions=actions) if match.outline.kind is Kind.STATEMENT]
        events = dict(zip(found, inquiry.events(found), strict=True))
        claims = [match for match, event in events.items() if event.actors and _claims(event, inquiry)]
        if claims:
            return claims
    return []


def claims_of_unknown_doers(events: Sequence[Event], inquiry: Inquiry) -> Iterator[Event]:
    """Who said of entries whose doers are unknown that it was them."""
    for event in events:
        doers = event.by_role(Role.BY)
        if doers and not inquiry.directory.are_nameless(doers):
            continue
        words = _words(event, inquiry)
        start, end = event.when.start, event.when.end + _SOON
        found = inquiry.timeline.find(places=set(event.places), kinds=_STATEMENTS, start=start, end=end)
        for claim in inquiry.events(found):
            if len(words & _words(claim, inquiry)) >= _SAME and claim.by_role(Role.BY) and _claims(claim, inquiry):
                yield claim


def _claims(event: Event, inquiry: Inquiry) -> bool:
    return Stance.CLAIMS in inquiry.stances_told(event)


def _words(event: Event, inquiry: Inquiry) -> set[str]:
    """The stems of the telling words of an entry in the language of the question."""
    language = inquiry.question.language
    return {token.stem for token in tokenize(event.text.get(language)) if telling(token.folded, language) >= _TELLING}
