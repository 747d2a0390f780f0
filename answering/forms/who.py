"""Who did it: the actors by their roles, with whose word it is."""

from __future__ import annotations

from answering.answer import ActorsValue, Answer, Form
from answering.facts import statements
from answering.finding.holding import holdings_of
from answering.forms.choosing import best, in_time
from answering.forms.claims import claims_asked_for, claims_of_unknown_doers
from answering.forms.inquiry import Inquiry
from answering.lexicon import load
from answering.question import Question
from answering.text import tokenize
from db.model import Event, Kind, Role, Stance

_SHOWN = 6
_LEAVING = frozenset({Kind.WITHDRAWAL, Kind.RESIGNATION})  # who left is `by` there
_PASSIVE = frozenset({"die", "resign", "flee", "displace"})


def answer(inquiry: Inquiry) -> Answer:
    """The actors of the events that meet the question."""
    question = inquiry.question
    told = question.actions or question.words or question.places or question.outcomes or question.clause
    if not (told or question.only):
        return inquiry.no_record(Form.WHO)  # who somebody is is no event
    matches = [match for match in inquiry.finder.find() if match.outline.actors]
    if [act.name for act in question.actions] == ["siege"]:  # who brought aid into a siege did not besiege
        matches = [match for match in matches if match.outline.kind is not Kind.AID]
    if Stance.CLAIMS in question.stances:
        matches = claims_asked_for(inquiry) or matches
    if not matches:
        return inquiry.no_record(Form.WHO)
    events = inquiry.events(in_time(best(matches, inquiry)[:_SHOWN]))
    claimed = Stance.CLAIMS in question.stances
    claims = [claim for claim in claims_of_unknown_doers(events, inquiry) if claim not in events]
    events = claims if claims and claimed else events + claims
    claimers = (
        by for event in events for report in event.reports if report.stance is Stance.CLAIMS for by in report.said_by
    )
    doers = (actor for event in events for actor in asked_for(event, inquiry))
    named = tuple(dict.fromkeys([*(claimers if claimed else ()), *doers]))
    return inquiry.answered(
        Form.WHO,
        [
            statements.of_event(
                event, inquiry.directory, body=statements.by_role(event), heading=statements.when(event)
            )
            for event in events
        ],
        value=ActorsValue(named),
    )


def _tells_of_an_end(event: Event, inquiry: Inquiry) -> bool:
    """Whether an entry tells in its own words that something ended, or of a taking, with which a siege is over."""
    if event.kind is Kind.CAPTURE:
        return True
    over = holdings_of(inquiry.timeline).deed("ending")
    return any(seq in over for seq in inquiry.timeline.seqs([event.id]))


def _ends_it(question: Question) -> bool:
    """Whether a question has a word for an end: "who broke the siege"."""
    said = load(question.language).actions.find(tokenize(question.text))
    return question.ends or any("end" in names for names, _, _ in said)


def asked_for(event: Event, inquiry: Inquiry) -> tuple[str, ...]:
    """The actors of an entry that the question asks for: those whom it does not name itself, doers first."""
    question = inquiry.question
    given = {actor for one in question.actors for actor in one.actors if one.roles}
    names = {act.name for act in question.actions}
    order: tuple[Role, ...] = (Role.BY, Role.WITH, Role.ABOUT, Role.AGAINST, Role.FROM)
    lost = {part.actor for part in event.actors if part.role is Role.FROM}
    if names & {"lose"} and lost & {actor for one in question.actors for actor in one.actors}:
        pass  # who it was that drove them out
    elif names & {"lose"} and event.kind not in _LEAVING:
        order = (Role.FROM, Role.BY, Role.WITH, Role.ABOUT, Role.AGAINST)
    elif "siege" in names and not _ends_it(question) and _tells_of_an_end(event, inquiry):
        order = (Role.FROM, Role.AGAINST, Role.ABOUT)  # who broke a siege did not lay it
    elif names & _PASSIVE:
        order = (Role.AGAINST, Role.ABOUT, Role.BY, Role.WITH, Role.FROM)
    for role in order:
        found = tuple(actor for actor in event.by_role(role) if actor not in given)
        if found:
            rest = tuple(part.actor for part in event.actors if part.actor not in given)
            return tuple(dict.fromkeys((*found, *rest))) if order[0] is not Role.FROM else found
    return tuple(part.actor for part in event.actors)
