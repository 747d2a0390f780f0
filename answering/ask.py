"""The core's front door: a question and a timeline in, an Answer out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from answering import dates, reading, wishes, wording
from answering.answer import ActorRef, Answer, CheckValue, Form, Phrase, PlaceRef, Status, Verdict
from answering.catalogues import sentences
from answering.facts import statements
from answering.finding.holding import holdings_of
from answering.finding.retelling import retold
from answering.finding.singling import singled_out
from answering.forms.event_counts import FOUGHT_OVER
from answering.forms.inquiry import Inquiry
from answering.forms.registry import FORMS
from answering.forms.victims import counted_words
from answering.lexicon import languages, load
from answering.meaning import ambiguity, follow_up, scoping
from answering.meaning.second_reading import readings_without_a_name
from answering.names.of_timeline import names_of
from answering.question import Question, Refusal
from answering.reading import left_over, read
from answering.words import rarity, spelling
from db.model import Role
from db.timeline import Timeline

# Forms that may be asked without naming anything: the latest news, the toll of it all, the source of the last answer.
_ANSWERS_ANYTHING = frozenset({Form.WHAT, Form.HOW_MANY, Form.SOURCE})

# Forms that a wider place can answer with a word about it; who held or took a city is not who held its province.
_WIDENED = frozenset({Form.WHAT, Form.WHERE, Form.HOW_MANY, Form.SAY})

_OF_NOW = frozenset({None, Form.CHECK, Form.WHAT})  # "are they still there", where no holder of a place is asked for
_OF_A_PERSON = frozenset({None, Form.WHERE, Form.CHECK})  # what became of one: "where is my brother"
_WITH_SOMEBODY = frozenset({"truce", "agree", "talk", "visit"})  # مع مين عملوا هدنة: who holds it is not asked
_FRAGMENT = 4  # words of a text that asks with no more than what happened
_MOST_ASKED = 300  # of the weightiest entries, which are the ones that are asked about by their day and words
_OFTEN = 1_000  # of the weightiest entries, whose words are looked up and worded before anybody asks
_CHOOSES = frozenset({Form.WHO, Form.WHERE, Form.WHAT, Form.CONTROL})
_IN_NUMBERS = re.compile(r"\b(\d{1,2})[/.-](?!\1\b)(\d{1,2})[/.-]\d{2,4}\b")


def warm(timeline: Timeline) -> None:
    """Load the words of every language and the timeline's names, so that the first question is as quick as the next."""
    for language in languages():
        load(language)
        sentences(language)
        rarity.telling("", language)
        left_over.elsewhere(language)
    dates.warm(languages())
    names_of(timeline)
    spelling.warm(timeline.vocabulary)
    holdings_of(timeline).warm()
    told = timeline.warm()
    statements.warm(told, timeline.directory)
    often = told[:_OFTEN]
    for language in languages():
        reading.warm((event.text.get(language) for event in often), language, names_of(timeline))
        holdings_of(timeline).warm_words((event.text.get(language) for event in told[:_MOST_ASKED]), language)
        wording.warm((statements.of_event(event, timeline.directory) for event in often), language, timeline.directory)
    dates.warm_days({event.when.start for event in told[:_MOST_ASKED]}, languages())


def answer(
    question: str,
    timeline: Timeline,
    *,
    today: date,
    language: str | None = None,
    previous: Answer | None = None,
) -> Answer:
    """The answer to `question` asked on the day `today`.

    `language` is the asker's where it is known, else it is guessed from the words. `previous` is the answer
    that a follow-up ("and Homs?") works from.
    """
    names = names_of(timeline)
    asked = read(question, names, today=today, language=language)
    if wishes.asks_news(question):
        asked, previous = replace(asked, words=()), None  # of everything, whatever was spoken of
    if previous is None and asked.form is Form.SOURCE and Form.HOW_MANY in asked.forms:
        asked = replace(asked, forms=(Form.HOW_MANY,))  # "how many died, and who says so": every answer says so
    inquiry = Inquiry(asked, timeline, names, previous, notes=_assumed(asked))
    if asked.talk is not None:
        return _said(asked, f"talk.{asked.talk.value}")
    if (refusal := _refused(asked)) is not None:
        near = refusal is not Refusal.PRIVATE
        return inquiry.no_record(asked.form or Form.WHAT, Phrase.of(f"note.{refusal.value}"), nearest=near)
    nothing = not any(map(str.isalnum, question))  # dots, hearts
    brief = len(asked.text.split()) <= _FRAGMENT  # "sarin attack" asks; a sigh about the war does not
    if nothing or (
        not asked.forms and previous is None and not (asked.named or asked.scope or (asked.actions and brief))
    ):
        return _said(asked, "talk.not_understood")
    if previous is None and not asked.says_something and asked.form not in _ANSWERS_ANYTHING:
        return inquiry.no_record(asked.form or Form.WHAT, Phrase.of("note.too_little"), nearest=False)
    with timeline.one_view():
        meant = list(ambiguity.meanings(asked, timeline.directory))
        answers = [(_answered(inquiry, one, previous), reading) for one, reading in meant]
        known = [(given, reading) for given, reading in answers if given.status is Status.ANSWERED]
        if len({given.events for given, _ in known}) > 1:
            return inquiry.ambiguous(_form(asked), [reading for _, reading in known])
        given = known[0][0] if known else _answered(inquiry, asked, previous)
        described = None if _has_to_be_met(inquiry) else retold(inquiry, given)
        told = FORMS[_form(described.question)](described) if described else given
        if told.status is Status.ANSWERED:
            return told
        second = _read_again(inquiry, asked, previous) if given.status is Status.NO_RECORD else None
        return second if second is not None else given


def _has_to_be_met(inquiry: Inquiry) -> bool:
    """Whether none of a question only describes: what was told ("in that strike"), who did it, or who was counted."""
    asked = inquiry.question
    if inquiry.previous is not None and asked.refers and follow_up.leans_on_the_last(asked):
        return True
    blames = asked.form is Form.CHECK and any(one.roles == {Role.BY} for one in asked.actors)
    battle = asked.form is Form.HOW_MANY and any(act.name in FOUGHT_OVER for act in asked.actions)
    return (blames and not asked.stances) or battle or bool(counted_words(inquiry))


def _refused(asked: Question) -> Refusal | None:
    """What a question asks for that no record of events can give; a friend that only asked through one asks nothing."""
    if asked.refusal is Refusal.FUTURE and Form.SAY in asked.forms:
        return None
    if asked.refusal is Refusal.PRESENT and (asked.scope or Form.CONTROL in asked.forms or asked.form not in _OF_NOW):
        return None
    elsewhere = asked.named and asked.form is not Form.WHERE  # "where is my brother Khaled" names nobody of the record
    if asked.refusal is Refusal.PRIVATE and (elsewhere or (asked.form not in _OF_A_PERSON)):
        return None
    return asked.refusal


def _answered(inquiry: Inquiry, asked: Question, previous: Answer | None) -> Answer:
    """The answer to a question as read: by the likeliest way to complete it and to date it that has a record."""
    given = otherwise = None
    for completed, resolved in _resolved(inquiry, asked, previous):
        given = FORMS[_form(resolved.question)](resolved)
        assumed = completed.scope is not None and completed.scope.yearless
        if assumed and given.value == CheckValue(Verdict.NO):
            otherwise = otherwise or given  # in the year that was assumed; another may have it
        elif given.status is not Status.NO_RECORD:
            return given
        for wider in scoping.widened(resolved) if _form(resolved.question) in _WIDENED else ():
            answered = FORMS[_form(wider.question)](wider)
            if answered.status is Status.ANSWERED:
                return answered
    return otherwise or given or inquiry.no_record(Form.WHAT)


def _resolved(inquiry: Inquiry, asked: Question, previous: Answer | None) -> Iterator[tuple[Question, Inquiry]]:
    """The ways to complete a question, each with the ways to date it, the likeliest first."""
    for completed in follow_up.completed(asked, previous, inquiry.directory):
        for dated in scoping.readings(inquiry.about(completed)):
            yield completed, scoping.of_its_time(dated)


def _read_again(inquiry: Inquiry, asked: Question, previous: Answer | None) -> Answer | None:
    """The answer where a name of a question that nothing meets is none, or all that is named leaves one entry."""
    if asked.form is Form.CHECK:
        return None
    for again in readings_without_a_name(inquiry):
        notes = (*_assumed(again.question), *again.notes)
        told = _answered(replace(inquiry, question=again.question, notes=notes), again.question, previous)
        if told.status is Status.ANSWERED:
            return told
    return _of_one_entry(inquiry, asked, previous)


def _of_one_entry(inquiry: Inquiry, asked: Question, previous: Answer | None) -> Answer | None:
    """The answer from the one entry that the names and the time of a question leave, None where it is not one."""
    for _, resolved in _resolved(inquiry, asked, previous):
        single = singled_out(resolved)
        answered = FORMS[_form(single.question)](single) if single else None
        if answered is not None and answered.status is Status.ANSWERED:
            return answered
    return None


def _assumed(question: Question) -> tuple[Phrase, ...]:
    """What was taken for a misspelling, and of what; and how a date in numbers was read that has two readings."""
    written = _IN_NUMBERS.search(question.text)
    dated = question.scope is not None and written is not None and question.scope.start is not None
    doubtful = dated and written is not None and int(written[1]) <= 12 and int(written[2]) <= 12
    as_date = (Phrase.of("note.read_as", written=written[0], meant=question.scope),) if doubtful and written else ()
    return as_date + tuple(
        Phrase.of(
            "note.spelling", written=one.text, meant=PlaceRef(one.places[0]) if one.places else ActorRef(one.actors[0])
        )
        for one in question.named
        if one.spelled is not None
    )


def _form(question: Question) -> Form:
    """The form that is answered: who took a place is asked with the words of who holds it."""
    taking = any(act.taking for act in question.actions)
    earlier = question.order & {"first", "last"} or (question.order & {"before"} and len(question.places) > 1)
    if earlier and question.chooses and question.form in _CHOOSES:
        return Form.ORDER  # "where did he go first, Paris or Riyadh"
    done = taking or (question.actions and not question.places)  # "who declared self rule"
    done = done or any(act.name in _WITH_SOMEBODY for act in question.actions)
    if question.form is Form.CONTROL and Form.WHO in question.forms and done:
        return Form.WHO
    return question.form or Form.WHAT


def _said(asked: Question, name: str) -> Answer:
    """A friendly line to a text that asks nothing."""
    return Answer(
        question=asked.text,
        language=asked.language,
        status=Status.NOT_A_QUESTION,
        form=None,
        notes=(Phrase.of(name),),
    )
