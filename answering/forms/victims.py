"""Whose people a count is of: those whom the question says to have died, and not those who killed them."""

from __future__ import annotations

from collections.abc import Sequence, Set

from answering.facts.counting import Count
from answering.forms.event_counts import OF_SOME, stems_of
from answering.forms.inquiry import Inquiry
from answering.lexicon import load
from answering.question import Named
from answering.text import tokenize
from db.directory import Directory
from db.folding import stems
from db.model import Group, Role

WHOM = 2  # words into a question at most that say whom it counts
_KILLING = frozenset({"kill", "massacre"})
_FIGHTERS_OF = {
    "islamic_state": Group.ISLAMIC_STATE,
    "opposition": Group.REBELS,
    "government": Group.SOLDIERS,
}  # the group that a side's own fighters are counted as


def of_whom(counts: list[Count], inquiry: Inquiry, actors: Sequence[Named], words: Sequence[Set[str]]) -> list[Count]:
    """The counts of the people whom the text names among `actors`, without those of the ones who are said to kill.

    Of "French soldiers", or "how many ISIS", no others are counted; each of the `words` has to be in what is counted.
    """
    question, directory = inquiry.question, inquiry.directory
    if not OF_SOME & set(question.measures):
        return counts
    for one in actors:
        if _is_counted(one, inquiry):
            own = [count for count in counts if _are_of(count, one, directory)]
            people = inquiry.members_of([one])
            counts = own or [
                count
                for count in counts
                if people.intersection(count.event.by_role(Role.AGAINST, Role.ABOUT, Role.FROM))
            ]
        elif _kills(one, inquiry):
            counts = [count for count in counts if not _are_of(count, one, directory)]
    return [count for count in counts if all(not said.isdisjoint(stems_of(count)) for said in words)]


def counted_words(inquiry: Inquiry) -> list[set[str]]:
    """For each left-over word that says whom to count ("how many teachers") the stems of what says the same.

    None where a place in the country says of what they died: of an attack there may be one count of all.
    """
    question = inquiry.question
    at_what = inquiry.elsewhere or (question.clause_side == "at" and question.clause)
    if at_what or question.only or question.refers or not OF_SOME & set(question.measures):
        return []
    lexicon, tokens = load(question.language), tokenize(question.text)
    first = 1 if lexicon.verb_first else WHOM
    if lexicon.asks.words.isdisjoint(token.folded for token in tokens[:first]):
        return []
    free = {token.start for token in question.words}
    named = (at for at in range(first, min(2 * first, len(tokens))) if tokens[at].start in free)
    return [{tokens[at].stem, *lexicon.synonyms.get(tokens[at].stem, ())} for at in named]


def asks_for_all_by(inquiry: Inquiry) -> bool:
    """Whether all is asked for that somebody killed, anywhere and at any time: "how many did they kill in Syria"."""
    question, home = inquiry.question, inquiry.directory.home
    if question.scope is not None or question.words or question.only or question.clause:
        return False
    doers = [one for one in question.actors if _kills(one, inquiry)]
    rest = [one for one in question.named if one not in doers and home not in one.places]
    return bool(doers) and not rest and all(act.name in _KILLING for act in question.actions)


def _is_counted(one: Named, inquiry: Inquiry) -> bool:
    """Whether a name says whose people are counted: it describes the word for them, or stands where that would."""
    lexicon, tokens = load(inquiry.question.language), tokenize(inquiry.question.text)
    beside = one.position - 1 if lexicon.verb_first else one.position + 1
    if one.adjective and lexicon.groups.at(tokens, beside)[0]:
        return True
    if one.adjective or lexicon.verb_first:
        return False
    people = one.text.casefold().endswith("s") or not one.places  # "how many Russians", and not "how many Syria"
    return one.position == WHOM and people


def _kills(one: Named, inquiry: Inquiry) -> bool:
    """Whether a name is of who killed; of a person that Arabic names behind the verb it can be no other."""
    question = inquiry.question
    killing = any(act.name in _KILLING for act in question.actions)
    person = load(question.language).verb_first and all(map(inquiry.directory.is_person, one.actors))
    return killing and (Role.BY in one.roles or person) and not _is_counted(one, inquiry)


def _are_of(count: Count, one: Named, directory: Directory) -> bool:
    """Whether a count is of the own people of who is named."""
    known = [directory.actors[actor] for actor in one.actors]
    if count.figure.group in {_FIGHTERS_OF.get(actor.side or "") for actor in known}:
        return True
    label = stems_of(count)
    own = (words for actor in known for _, words in actor.name.by_language)
    others = (words for actor in known for words in (*actor.exact, *actor.adjectives))
    return not label.isdisjoint(one.stems) or any(label.issuperset(stems(words)) for words in (*own, *others))
