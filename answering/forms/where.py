"""Where was it: the places of the events that meet the question."""

from __future__ import annotations

from answering.answer import Answer, Form, Phrase, PlaceRef, PlacesValue
from answering.facts import statements
from answering.forms.choosing import best, in_time
from answering.forms.inquiry import Inquiry

_SHOWN = 6


def answer(inquiry: Inquiry) -> Answer:
    """The places of the events that meet the question."""
    question = inquiry.question
    together = len(question.named) > 1  # "where did the US get him"
    if not (question.actions or question.words or question.only or together or (question.scope and question.named)):
        return inquiry.no_record(Form.WHERE)  # where somebody is now is no event
    matches = [match for match in inquiry.finder.find() if match.outline.places]
    if not matches:
        return inquiry.no_record(Form.WHERE)
    events = inquiry.events(in_time(best(matches, inquiry)[:_SHOWN]))
    if inquiry.names_a_person and any(
        act.name == "flee" for act in question.actions
    ):  # where he went, before where he left from
        at_home = inquiry.directory.inside(inquiry.directory.home or "") if inquiry.directory.home else frozenset()
        events.sort(key=lambda event: event.places[0] in at_home)
    return inquiry.answered(
        Form.WHERE,
        [
            statements.of_event(
                event,
                inquiry.directory,
                heading=Phrase.of("statement.places", places=tuple(map(PlaceRef, event.places))),
                body=(statements.when(event),),
            )
            for event in events
        ],
        value=PlacesValue(tuple(dict.fromkeys(place for event in events for place in event.places))),
    )
