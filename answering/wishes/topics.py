"""What can be followed, as a text names it: a place, an actor, a kind of entry, or everything.

Names are read with the same eyes as those of questions; where a name may be two things, both are given, to be
chosen from.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from answering import language_files, lexicon
from answering.answer import ActorRef, Phrase, PlaceRef
from answering.lexicon import languages
from answering.names.of_timeline import names_of
from answering.reading import read
from answering.wording import phrase
from db.chats import Pace, Subject
from db.folding import fold
from db.model import Kind
from db.timeline import Timeline


@dataclass(frozen=True, slots=True)
class Topic:
    """Something that can be followed. `name` is the id of a place or actor, or a kind; empty: everything."""

    subject: Subject
    name: str = ""

    def worded(self) -> PlaceRef | ActorRef | Phrase:
        """How it is named, to be worded."""
        match self.subject:
            case Subject.PLACE:
                return PlaceRef(self.name)
            case Subject.ACTOR:
                return ActorRef(self.name)
            case Subject.KIND:
                return Phrase.of(f"kind.{self.name}")
            case Subject.EVERYTHING:
                return Phrase.of("topic.everything")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a text asks to follow.

    Each of `topics` is one thing named, with what it may be; a kind within a place or of an actor is no one thing, and
    its parts are told apart to choose from; `pace` is None where the text does not say.
    `unread` are the words that name nothing in the record.
    """

    topics: tuple[tuple[Topic, ...], ...]
    pace: Pace | None
    unread: tuple[str, ...]


def wanted(text: str, timeline: Timeline, *, language: str | None = None) -> Wanted:
    """What `text` names that can be followed, in any language."""
    words = " ".join(fold(text).split())
    pace = None
    for said, phrases in (Pace.DAILY, _phrases("daily")), (Pace.AT_ONCE, _phrases("at_once")):
        for written in phrases:
            if pace is None and (found := re.search(rf"(?:^|\s){re.escape(written)}$|^{re.escape(written)}\s", words)):
                count = len(written.split())
                given = text.split()
                text = " ".join(given[:-count] if found.end() == len(words) else given[count:])
                words, pace = " ".join(fold(text).split()), said
    if words in _phrases("everything"):
        return Wanted(((Topic(Subject.EVERYTHING),),), pace, ())
    if words in _kinds():
        return Wanted(((Topic(Subject.KIND, _kinds()[words]),),), pace, ())
    text, own = _without_kind(text)
    asked = read(text, names_of(timeline), today=date.max, language=language)
    kinds = [own] if own else [kind for act in asked.actions for kind in sorted(act.kinds)]
    named = [
        tuple(Topic(Subject.PLACE, id) for id in one.places) + tuple(Topic(Subject.ACTOR, id) for id in one.actors)
        for one in asked.named
    ]
    if not named and own:
        named = [(Topic(Subject.KIND, own),)]
    elif not named:
        named = [tuple(Topic(Subject.KIND, kind) for kind in sorted(act.kinds)) for act in asked.actions if act.kinds]
    elif kinds:
        apart = (Topic(Subject.KIND, kind) for kind in dict.fromkeys(kinds))
        named = [(*(topic for one in named for topic in one), *apart)]
    unread = tuple(word.text for word in asked.words) or (() if named else tuple(text.split()))
    if asked.scope is not None and named:  # what is new is followed, whatever day it is of
        unread = (*unread, text[slice(*asked.scope.span)])
    return Wanted(tuple(dict.fromkeys(named)), pace, unread)


def kind_named(text: str) -> Kind | None:
    """The kind of event that a text is the name of, in any language."""
    return _kinds().get(" ".join(fold(text).split()))


def _without_kind(text: str) -> tuple[str, Kind | None]:
    """A text without the name of a kind that is in it, and that kind: "airstrikes in Idlib"."""
    given = text.split()
    words = [fold(word) for word in given]
    for name, kind in sorted(_kinds().items(), key=lambda one: len(one[0]), reverse=True):
        wanted = name.split()
        for start in range(len(words) - len(wanted) + 1):
            if words[start : start + len(wanted)] == wanted:
                return " ".join(given[:start] + given[start + len(wanted) :]), kind
    return text, None


@cache
def _phrases(name: str) -> tuple[str, ...]:
    """The phrases of every language that say `name`, folded, the longest first."""
    tables = language_files.tables(lexicon.__name__, ".following.toml")
    found = {fold(phrase) for table in tables for phrase in table[name]}
    return tuple(sorted(found, key=len, reverse=True))


@cache
def _kinds() -> Mapping[str, Kind]:
    """The kinds by their names in every language, folded."""
    return {fold(phrase(f"kind.{kind}", language)): kind for kind in Kind for language in languages()}
