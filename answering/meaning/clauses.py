"""The time that a clause gives by what happened then: "as the regime was collapsing", "since Assad fell"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from answering.answer import Phrase
from answering.dates import Precision, Scope
from answering.forms.choosing import best, weightiest
from answering.forms.inquiry import Inquiry
from answering.lexicon import load
from answering.question import Question
from answering.reading import read
from answering.text import tokenize

_AROUND = timedelta(days=2)  # what happens "as" something else does may be recorded a day or two beside it
_LAST_DAYS = timedelta(days=14)
_TIMES = 4  # that something happened of which a clause may speak


def at_the_clause(inquiry: Inquiry) -> Iterator[Inquiry]:
    """The days around the event that a clause names: "as the regime was collapsing".

    A clause that names something and no recorded event describes what is asked about.
    """
    question = inquiry.question
    first = inquiry.timeline.coverage().first
    if first and question.clause_side == "after" and names_the_whole(question.clause, question.language):
        yield with_scope(inquiry, Scope(date(first.year, 1, 1), None, Precision.YEAR, (0, 0)))
        return
    said = read(question.clause, inquiry.names, today=question.today, language=question.language)
    names_something = bool(said.named)
    if not said.named:  # "when the city was lost"
        within = [one for one in question.places if not one.actors]  # a country acts; the place is another
        said = replace(said, named=tuple(within) or question.actors)
    clause = inquiry.about(said)
    if question.clause_side == "end":
        ended = clause.last_day
    elif _is_the_end_of_rule(question):
        ended = inquiry.directory.end_of_rule
    else:
        ended = end_of_the_fallen(clause)
    if ended is not None and question.clause_side == "end":
        yield with_scope(inquiry, Scope(ended - _LAST_DAYS, ended, Precision.APPROXIMATE, (0, 0)))
        return
    if ended is None:
        own = () if said.actors else tuple(one for one in question.actors if not one.places)
        whose = clause.about(replace(said, named=(*said.named, *own)))  # "when it was founded in Doha"
        matches = (whose.finder.find() if own else []) or clause.finder.find()
        if not matches:
            if names_something:
                yield described(inquiry)
            else:
                yield with_scope(inquiry, None, Phrase.of("note.unread", words=question.clause))
            return
        fitting = best(matches, clause)
        meant = weightiest(fitting, inquiry)
        days = dict.fromkeys([(meant.start, meant.end)])
        if question.clause_side == "after":  # it may have happened more than once
            days |= dict.fromkeys((match.outline.start, match.outline.end) for match in fitting[:_TIMES])
    else:
        days = {(ended, ended): None}
    for first, last in days:
        yield with_scope(inquiry, _beside(question.clause_side, first, last))


def from_the_clause(inquiry: Inquiry, end: date) -> Iterator[Inquiry]:
    """The days from the event that a clause names to a day that is named: "since they left until August 2025"."""
    for begun in at_the_clause(with_scope(inquiry, None)):
        days = begun.question.scope
        if days is not None and days.start is not None and days.start <= end:
            yield with_scope(begun, replace(days, end=end))


def _beside(side: str, first: date, last: date) -> Scope:
    """The days on one side of those of an event, or around them."""
    around = _AROUND if side == "at" else timedelta(0)
    start = None if side in ("before", "until") else first - around
    end = None if side == "after" else first - timedelta(days=1) if side == "before" else last + around
    return Scope(start, end, Precision.APPROXIMATE, (0, 0))


def _is_the_end_of_rule(question: Question) -> bool:
    """Whether its clause is a word for an end and does not say whose: "since the fall", بعد السقوط."""
    lexicon = load(question.language)
    words = [token.folded for token in tokenize(question.clause) if token.folded not in lexicon.articles]
    return len(words) == 1 and words[0] in lexicon.ends_of_rule


def names_the_whole(words: str, language: str) -> bool:
    """Whether words name the conflict and nothing else: "the uprising", "the war began"."""
    tokens, lexicon = tokenize(words), load(language)
    rest = {at for at, token in enumerate(tokens) if token.folded not in lexicon.articles}
    for table in (lexicon.whole, lexicon.actions):
        found = table.find(tokens)
        rest -= {at for _, first, last in found for at in range(first, last)}
        if table is lexicon.whole and not found:
            return False
    return all(tokens[at].folded in lexicon.stop for at in rest)


def dates_its_clause(question: Question) -> bool:
    """Whether the date of a question stands in its clause: "killed when a bomb went off in Manbij in May"."""
    scope, begins = question.scope, question.text.find(question.clause)
    return bool(question.clause) and scope is not None and scope.span[0] >= begins >= 0


def described(inquiry: Inquiry) -> Inquiry:
    """The inquiry with its clause as a part of what has to be met, and not as a time."""
    question = inquiry.question
    whole = read(question.text, inquiry.names, today=question.today, language=question.language, clauses=False)
    return inquiry.about(replace(whole, forms=question.forms))


def end_of_the_fallen(inquiry: Inquiry) -> date | None:
    """The last day of an actor whose fall is spoken of, where it or a body it belongs to has one."""
    question = inquiry.question
    of_places = [one for one in question.places if not (one.actors and inquiry.names.is_abroad(one.places))]
    if of_places or not question.of_an_end:
        return None
    return inquiry.last_day


def with_scope(inquiry: Inquiry, scope: Scope | None, *notes: Phrase) -> Inquiry:
    """The inquiry with another scope, and with what was assumed for it."""
    return replace(inquiry, question=replace(inquiry.question, scope=scope), notes=(*inquiry.notes, *notes))
