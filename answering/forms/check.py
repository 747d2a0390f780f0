"""Did it happen: yes with the record, no where the record says otherwise, disputed where somebody denies it.

No record is not "no": only another recorded date or doer, or a record of the opposite, is.
"""

from __future__ import annotations

from answering.answer import Answer, CheckValue, Form, Phrase, Verdict
from answering.facts import statements
from answering.finding.deeds import CLAIMED
from answering.finding.matching import Match
from answering.forms.choosing import best, in_time
from answering.forms.inquiry import Inquiry
from answering.forms.said_so import word_of
from answering.lexicon import load
from answering.text import tokenize
from db.model import Event, Kind, Measure, Outcome, Role, Stance, Status

_ONCE = frozenset({"readmit", "suspend", "found", "dissolve", "join"})  # to a body, at one time
_BACK = "readmit"  # of a country; a person who came back took nothing
_STRIKES = frozenset({"airstrike", "shelling", "explode"})
_DOWN, _SAYS = "down", "say"
_NEAR = 5  # entries, of which one may be about the thing that came down
_DENIES = 3  # words after a "no" that it denies
_OF_WHAT_ONE_IS = 2  # a name and a word for it
_OPPOSITE = frozenset({Outcome.VETOED, Outcome.REJECTED, Outcome.FAILED})


def answer(inquiry: Inquiry) -> Answer:
    """Yes, no or disputed, with the entry that says so."""
    if inquiry.question.negated and not inquiry.question.only:
        return inquiry.no_record(Form.CHECK, Phrase.of("note.negated"))
    if _says_too_little(inquiry):
        return inquiry.no_record(Form.CHECK)
    matches = inquiry.finder.find()
    met = [match for match in matches if match.exact]
    if met and all(_leaves_only_in_part(inquiry, match) for match in met):
        return _by_their_word(inquiry) or inquiry.no_record(Form.CHECK)
    if met:
        chosen = inquiry.events(in_time(best(met, inquiry)))
        if _is_only_thought_of(inquiry, chosen[0]):
            return inquiry.no_record(Form.CHECK)
        return _verdict(inquiry, chosen)
    if inquiry.known_by is not None:
        return inquiry.no_record(Form.CHECK)  # another day or doer was not known yet either
    answered = _by_their_word(inquiry) or _doubted(inquiry, matches)
    if answered is None and Stance.DENIES not in inquiry.question.stances:  # what was denied at another time is another
        answered = _otherwise(inquiry)
    return answered or inquiry.no_record(Form.CHECK)


def _says_too_little(inquiry: Inquiry) -> bool:
    """Whether a place is said to change hands and none is named, or something to end that is the whole war."""
    question, home = inquiry.question, inquiry.directory.home
    done = question.actions or question.outcomes or question.stances or question.clause or question.only
    if not done and len(question.named) + len(question.words) <= _OF_WHAT_ONE_IS:
        return True  # "is he a terrorist" asks what somebody is, and nothing that happened
    if question.words or question.only or question.outcomes or question.stances or question.clause:
        return False
    places = [one for one in question.places if not one.actors]
    takes = all(act.taking or (act.name == _BACK and inquiry.names_a_person) for act in question.actions)
    if question.actions and takes and not places:
        return not question.of_an_end
    ends = [act.name for act in question.actions] == ["end"]
    return ends and not question.actors and all(home in one.places for one in places)


def _leaves_only_in_part(inquiry: Inquiry, match: Match) -> bool:
    """Whether an entry tells of a withdrawal that gave up none of the places that are said to be lost."""
    question, outline = inquiry.question, match.outline
    if outline.kind is not Kind.WITHDRAWAL or [act.name for act in question.actions if act.taking] != ["lose"]:
        return False
    asked = inquiry.inside(question.places)
    return bool(question.stances) and not asked & (outline.taken | outline.contested)


def _is_only_thought_of(inquiry: Inquiry, event: Event) -> bool:
    """Whether a statement tells of something that may be done yet: who would study a request did not grant it."""
    question = inquiry.question
    if event.kind is not Kind.STATEMENT or question.stances or any(event.kind in act.kinds for act in question.actions):
        return False
    told = {token.folded for token in tokenize(event.text.get(question.language))}
    return bool(question.actions) and not load(question.language).hedges.isdisjoint(told)


def _verdict(inquiry: Inquiry, events: list[Event]) -> Answer:
    first = events[0]
    if inquiry.question.stances and inquiry.question.actors:
        return _told_by(inquiry, events)
    if _is_said_to_have_told(inquiry) and not _tells(inquiry, first):
        return inquiry.no_record(Form.CHECK)
    denied = any(report.stance is Stance.DENIES for report in first.reports)
    doubted = first.status is Status.DISPUTED or (denied and first.status is not Status.CONFIRMED)
    if doubted or _is_blamed(inquiry, first) or _denied_by_the_named(inquiry, first):
        verdict = Verdict.DISPUTED
    elif (_ended_otherwise(inquiry, first) or _says_there_was_none(inquiry, first)) and not inquiry.question.negated:
        verdict = Verdict.NO
    else:
        verdict = Verdict.YES
    note = [Phrase.of("check.opposite")] if verdict is Verdict.NO else []
    return _told(inquiry, verdict, events, note)


def _is_said_to_have_told(inquiry: Inquiry) -> bool:
    """Whether somebody is said to have told of what else is asked about: "did they announce his death"."""
    question = inquiry.question
    said = load(question.language).actions.find(tokenize(question.text))
    tells = any(names == (_SAYS,) for names, _, _ in said)
    return tells and bool(question.actors) and all(act.name != _SAYS for act in question.actions)


def _tells(inquiry: Inquiry, event: Event) -> bool:
    """Whether one of those named tells it by an entry's reports, or is who did what a statement tells."""
    voices = inquiry.voices_of(inquiry.question.actors)
    heard = {by for report in event.reports for by in report.said_by}
    struck = event.kind in CLAIMED  # who did it need not have told of it
    return not voices.isdisjoint(heard if struck else heard | set(event.by_role(Role.BY)))


def _says_there_was_none(inquiry: Inquiry, event: Event) -> bool:
    """Whether an entry denies the very thing that was asked about: it tells of "no hidden cells"."""
    language = inquiry.question.language
    asked = {token.stem for token in inquiry.question.words}
    tokens, negations = tokenize(event.text.get(language)), load(language).negations | load(language).none
    denied = [at for at, token in enumerate(tokens) if token.folded in negations]
    return any(token.stem in asked for at in denied for token in tokens[at + 1 : at + 1 + _DENIES])


def _is_blamed(inquiry: Inquiry, event: Event) -> bool:
    """Whether the one who is asked to have done harm is only spoken of as its doer: it is not settled."""
    if not any(Role.AGAINST in act.patient for act in inquiry.question.actions):
        return False
    doers = inquiry.members_of(one for one in inquiry.question.actors if one.roles == {Role.BY})
    roles = {part.role for part in event.actors if part.actor in doers}
    return roles == {Role.ABOUT}


def _denied_by_the_named(inquiry: Inquiry, event: Event) -> bool:
    """Whether one whom the question names denies what an entry tells, be it sure of the rest."""
    named = inquiry.members_of(inquiry.question.actors)
    return any(report.stance is Stance.DENIES and named & set(report.said_by) for report in event.reports)


def _told_by(inquiry: Inquiry, events: list[Event]) -> Answer:
    """Whether the one named said so: "did the army admit losing Hama"."""
    speakers = inquiry.voices_of(inquiry.question.actors)
    owned = Stance.CLAIMS in inquiry.question.stances and events[0].kind in CLAIMED
    if owned and speakers.isdisjoint(events[0].by_role(Role.BY)):
        return inquiry.no_record(Form.CHECK)  # what one says of a strike is no claim to have done it
    told = inquiry.stances_told(events[0])
    if Stance.DENIES in told and set(inquiry.question.stances) == {Stance.CONFIRMS} and Stance.CONFIRMS not in told:
        return _told(inquiry, Verdict.NO, events, [Phrase.of("check.opposite")])
    said = {report.stance for event in events for report in event.reports if speakers & set(report.said_by)}
    if said & set(inquiry.question.stances) or _is_told_of(inquiry, events[0]):
        return _told(inquiry, Verdict.YES, events, [])
    if said & {Stance.DENIES, Stance.CONFIRMS}:
        return _told(inquiry, Verdict.NO, events, [Phrase.of("check.opposite")])
    return _by_their_word(inquiry) or inquiry.no_record(Form.CHECK)


def _by_their_word(inquiry: Inquiry) -> Answer | None:
    """Yes where the one named said so himself of what else is asked about, no where he said the opposite."""
    told = word_of(inquiry)
    if told is None:
        return None
    event, stance = told
    if stance in inquiry.question.stances:
        return _told(inquiry, Verdict.YES, [event], [])
    return _told(inquiry, Verdict.NO, [event], [Phrase.of("check.opposite")])


def _is_told_of(inquiry: Inquiry, event: Event) -> bool:
    """Whether the entry is itself the denial or the admission that is asked about."""
    if event.kind is not Kind.STATEMENT:
        return False
    return not inquiry.stances_told(event).isdisjoint(inquiry.question.stances)


def _doubted(inquiry: Inquiry, matches: list[Match]) -> Answer | None:
    """Disputed, where the nearest entry is, or where the one named is blamed and that is denied or one party's word."""
    acts = inquiry.question.actions
    named = inquiry.members_of(one for one in inquiry.question.actors if Role.BY in one.roles)
    people = (actor for one in inquiry.question.actors if Role.BY in one.roles for actor in one.actors)
    sides = frozenset[str]().union(*map(inquiry.directory.side_of, people))  # "did Assad bomb it"
    near = inquiry.events(matches[:_NEAR])
    if any(act.name == _DOWN for act in acts):
        near = [event for event in near if _tells_of_an_aircraft(event, inquiry.question.language)]
    for event in near[:1]:
        if event.status is Status.DISPUTED and _may_be_meant(event, named | sides):
            return _told(inquiry, Verdict.DISPUTED, [event], [])
        blamed = any(part.actor in named and part.role is Role.ABOUT for part in event.actors)
        if blamed and any(event.kind in act.kinds | act.related for act in acts):
            return _told(inquiry, Verdict.DISPUTED, [event], [])  # it is said, and not settled
    return None


def _tells_of_an_aircraft(event: Event, language: str) -> bool:
    """Whether an entry tells of what can be shot down, or crash: links that went down are none."""
    counted = load(language).measures.each(tokenize(event.text.get(language)))
    return any(Measure.VEHICLES in measures for measures, _, _ in counted)


def _may_be_meant(event: Event, doers: frozenset[str]) -> bool:
    """Whether one who is said to have done it may have, by an entry: it does not have him as who suffered it."""
    roles = {part.role for part in event.actors if part.actor in doers}
    return not doers or bool(roles - {Role.AGAINST, Role.FROM})


def _ended_otherwise(inquiry: Inquiry, event: Event) -> bool:
    """Whether an entry ended in another way than was asked: it was voted down, or was not, where that was asked."""
    asked = inquiry.question.outcomes
    told = (
        frozenset({event.outcome})
        if event.outcome is not None
        else inquiry.outcomes_told(event)
        if asked
        else frozenset()
    )
    if not told or told & asked:
        return False
    return told <= _OPPOSITE or bool(asked & _OPPOSITE)


def _otherwise(inquiry: Inquiry) -> Answer | None:
    """No, where the same thing is recorded with another date or another doer."""
    question = inquiry.question
    if question.outcomes & _OPPOSITE and question.words:  # "did Russia veto resolution 2254", which was adopted
        found = inquiry.events(inquiry.finder.find(named=())[:1])
        if found and _ended_otherwise(inquiry, found[0]) and not inquiry.finder.unmet([found[0].id]):
            return _told(inquiry, Verdict.NO, found, [Phrase.of("check.opposite")])
    once = any(act.name == "resign" or "deadly" in act.traits for act in question.actions) and inquiry.names_a_person
    once = once or (any(act.name in _ONCE for act in question.actions) and not inquiry.names_a_person)
    somewhere = bool(inquiry.elsewhere)
    if question.words:  # "the Caesar act was repealed in 2024": what has a name of its own is one thing
        once = question.scope is not None and not any("deadly" in act.traits for act in question.actions)
    if not (somewhere or once) or not question.actions:
        return None  # of the country as a whole nothing is recorded that could be another time
    taking = any(act.taking for act in question.actions)
    if question.scope is not None:
        elsewhen = [match for match in inquiry.finder.find(scoped=False) if match.exact]
        if elsewhen:
            events = inquiry.events(_nearest(best(elsewhen, inquiry), inquiry))
            if inquiry.finder.unmet([events[0].id]):
                return None
            note = Phrase.of("check.other_date", date=events[0].when)
            return _told(inquiry, Verdict.NO, events[:1], [note])
    struck_once = question.scope is not None and somewhere and any(act.name in _STRIKES for act in question.actions)
    taking = taking and not (question.of_an_end and inquiry.last_day)  # in a fall of a rule more had a part than one
    losing = question.scope is None and any(Role.FROM in one.roles for one in question.actors)
    if question.actors and (taking or struck_once) and not (question.words or losing):
        doers = [one for one in question.named if not one.actors]
        others = [match for match in inquiry.finder.find(named=doers) if match.exact]
        if others and (taking or len(others) == 1):
            events = inquiry.events(in_time(best(others, inquiry)))
            known = [event for event in events if event.by_role(Role.BY)]
            of_theirs = inquiry.voices_of(question.actors)  # what Turkey took is no "no" to whether Erdogan did
            if known and of_theirs.isdisjoint(known[0].by_role(Role.BY)):
                note = Phrase.of("check.other_doer", actors=statements.actors(known[0].by_role(Role.BY)))
                return _told(inquiry, Verdict.NO, known[:1], [note])
    return None


def _nearest(matches: list[Match], inquiry: Inquiry) -> list[Match]:
    scope = inquiry.question.scope
    day = (scope.start or scope.end) if scope else None
    return sorted(matches, key=lambda match: abs((match.outline.start - day).days) if day else 0)


def _told(inquiry: Inquiry, verdict: Verdict, events: list[Event], notes: list[Phrase]) -> Answer:
    heading = Phrase.of(f"check.{verdict.value}")
    told = [
        statements.of_event(
            event,
            inquiry.directory,
            heading=heading if position == 0 else None,
            body=(statements.when(event),),
        )
        for position, event in enumerate(events[:3])
    ]
    return inquiry.answered(Form.CHECK, told, value=CheckValue(verdict), notes=notes)
