"""What was said: the reports by a speaker, and the speaker's recorded statements."""

from __future__ import annotations

from dataclasses import replace

from answering import statements
from answering.answer import Answer, Form
from answering.forms.choosing import in_time
from answering.forms.inquiry import Inquiry
from answering.matching import Match
from db.model import Kind, Role

_SHOWN = 4


def answer(inquiry: Inquiry) -> Answer:
    """The statements of the speaker that the question names."""
    question = inquiry.question
    topics = [act for act in question.actions if act.name != "say"]
    about = tuple(replace(one, roles=frozenset()) for one in question.named)  # who speaks is asked for below
    matches = inquiry.finder.find(named=about, actions=topics)
    if question.actors and not any(_speaks(match, inquiry) for match in matches) and len(question.named) > 1:
        matches = inquiry.finder.find(named=about, actions=())  # the topic may be said in other words
    if question.actors:
        speaking = [match for match in matches if _speaks(match, inquiry)]
        matches = speaking
    if not matches:
        return inquiry.no_record(Form.SAY)
    top = matches[0].score
    close = [match for match in matches if match.score >= top - 0.12]
    ranked = sorted(close, key=lambda m: (-_own(m, inquiry), -round(m.score, 1), -m.outline.importance))
    events = inquiry.events(in_time(ranked[:_SHOWN]) if question.scope else ranked[:_SHOWN])
    return inquiry.answered(Form.SAY, [statements.of_event(event, inquiry.directory) for event in events])


def _speaks(match: Match, inquiry: Inquiry) -> bool:
    """Whether the speaker speaks or acts in the entry; a body speaks for what it belongs to, a person does not."""
    directory = inquiry.directory
    voices: set[str] = set()
    for actor in (actor for one in inquiry.question.actors for actor in one.actors):
        voices |= directory.members(actor)
        if directory.actors[actor].kind != "person":
            voices |= directory.bodies(actor)
    outline = match.outline
    doers = {part.actor for part in outline.actors if part.role in {Role.BY, Role.WITH}}
    return bool(voices & (outline.speakers | doers))


def _own(match: Match, inquiry: Inquiry) -> int:
    """Whether the entry is a statement that the speaker made, and not one of others' deeds."""
    return int(match.outline.kind is Kind.STATEMENT and _speaks(match, inquiry))
