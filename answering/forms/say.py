"""What was said: the reports by a speaker, and the speaker's recorded statements."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from answering.answer import Answer, Form
from answering.facts import statements
from answering.finding.matching import Match
from answering.forms.choosing import in_time
from answering.forms.inquiry import Inquiry
from answering.question import Named
from db.model import Kind, Role

_SHOWN = 4


def answer(inquiry: Inquiry) -> Answer:
    """The statements of the speaker that the question names."""
    question = inquiry.question
    topics = [act for act in question.actions if act.name != "say"]
    about = tuple(replace(one, roles=frozenset()) for one in question.named)  # who speaks is asked for below
    matches = inquiry.finder.find(named=about, actions=topics)
    if question.actors and len(question.named) > 1 and not _speaking(matches, question.actors, inquiry):
        otherwise = inquiry.finder.find(named=about, actions=())  # the topic may be said in other words
        matches = [match for match in otherwise if not topics or match.outline.kind is Kind.STATEMENT]
    if question.actors:
        first = question.actors[:1]
        spoken = _speaking(matches, first, inquiry)
        if not spoken and len(question.actors) > 1 and question.scope is not None:  # the others may be the topic
            alone = [one for one in about if one.position == first[0].position]
            spoken = _speaking(inquiry.finder.find(named=alone, actions=topics), first, inquiry)
        persons = any(map(inquiry.directory.is_person, first[0].actors))
        matches = spoken or ([] if persons else _speaking(matches, question.actors, inquiry))
    if not matches or (not question.actors and inquiry.finder.unmet([matches[0].outline.id])):
        return inquiry.no_record(Form.SAY)  # of whom nobody knows nothing is known that they said
    if not (topics or question.words or len(question.named) > 1):
        matches = [match for match in matches if _own(match, inquiry)] or matches  # of whatever they say, not do
    top = matches[0].score
    close = [match for match in matches if match.score >= top - 0.12]
    ranked = sorted(close, key=lambda m: (-_own(m, inquiry), -round(m.score, 1), -m.outline.importance))
    events = inquiry.events(in_time(ranked[:_SHOWN]) if question.scope else ranked[:_SHOWN])
    return inquiry.answered(Form.SAY, [statements.of_event(event, inquiry.directory) for event in events])


def _speaking(matches: Sequence[Match], speakers: Sequence[Named], inquiry: Inquiry) -> list[Match]:
    """The matches in which one of the speakers speaks or acts.

    A body speaks for what it belongs to, a person does not.
    """
    directory = inquiry.directory
    voices: set[str] = set()
    for actor in (actor for one in speakers for actor in one.actors):
        voices |= directory.members(actor)
        if not directory.is_person(actor):
            voices |= directory.bodies(actor)
    return [match for match in matches if voices & (match.outline.speakers | _doers(match))]


def _doers(match: Match) -> set[str]:
    return {part.actor for part in match.outline.actors if part.role in {Role.BY, Role.WITH}}


def _own(match: Match, inquiry: Inquiry) -> int:
    """Whether the entry is a statement that the speaker made, and not one of others' deeds."""
    return int(match.outline.kind is Kind.STATEMENT and bool(_speaking([match], inquiry.question.actors, inquiry)))
