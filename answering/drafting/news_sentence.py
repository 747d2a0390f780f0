"""One sentence of a post while it is read: its words, what it names, and which words tell of something else."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from answering.dates import Scope, read_scopes
from answering.drafting.news_words import NewsWords
from answering.lexicon import load
from answering.names import Mention, Names
from answering.names.mentions import find_mentions
from answering.text import without_clitics
from answering.words.marking import Hit, Marking
from db.directory import Directory
from db.folding import fold
from db.model import Actor, Place

_BREAKS = frozenset(",;:،؛|—–()")
_NEGATION_REACHES = 5
_BACKING_REACHES = 4
_ON = "ع"
_ARMED = frozenset({"armed_group", "armed_forces", "coalition"})
_FEMININE = ("ية", "يّة", "يه")


class Telling(StrEnum):
    """How the words of a sentence tell what they tell, where they don't simply say that it happened."""

    ASIDE = "aside"  # when, why or about what
    PLANNED = "planned"
    NEGATED = "negated"
    REMEMBERED = "remembered"  # what happened years ago
    REMARKED = "remarked"  # what somebody's words are about


@dataclass(slots=True)
class Sentence:
    """A sentence read: `mentions` are the places and actors, `telling` how each word tells, `deeds` what happened."""

    text: str
    number: int
    language: str
    words: NewsWords
    marking: Marking
    mentions: tuple[Mention, ...] = ()
    telling: list[set[Telling]] = field(default_factory=list)
    deeds: list[Hit[str]] = field(default_factory=list)
    speeches: list[tuple[int, int]] = field(default_factory=list)
    """Where the words stand that tell whose word it is."""
    armed: bool = False
    """Whether it names who bears arms."""
    speaking: frozenset[int] = frozenset()
    """Where the names begin of those who speak."""

    @staticmethod
    def read(text: str, number: int, language: str, words: NewsWords, names: Names, directory: Directory) -> Sentence:
        """The sentence read with the names of a timeline."""
        marking = Marking(text, load(language))
        one = Sentence(text, number, language, words, marking)
        one.mentions = tuple(
            _as_adjective(mention, marking)
            for mention in find_mentions(marking, names)
            if not one._is_word(mention)
            and not _is_of_dialect(mention, marking, directory)
            and _is_of_its_person(mention, marking, directory)
        )
        acting = (directory.actors[actor].kind for mention in one.mentions for actor in mention.actors)
        one.armed = not _ARMED.isdisjoint(acting)
        named = {position for mention in one.mentions for position in range(mention.first, mention.last)}
        tokens = marking.tokens
        one.deeds = [
            hit for hit in words.deeds.find(tokens) if not all(position in named for position in range(hit[1], hit[2]))
        ]
        one.telling = [set() for _ in tokens]
        one._mark_tellings()
        one.speeches = list(one._speeches())
        return one

    def without_dates(self, dated: Collection[int]) -> None:
        """Take away the deeds that are the words of a date: 10 March is no march."""
        self.deeds = [hit for hit in self.deeds if hit[1] not in dated]

    def _is_word(self, mention: Mention) -> bool:
        """Whether a word of news was taken for a misspelled name: خطاب is a speech and not Khattab."""
        tokens = self.marking.tokens
        if mention.spelled is None:
            return False
        tables = (self.words.deeds, *self.words.cues.values(), *self.words.counts.values())
        return any(table.at(tokens, mention.first)[0] for table in tables)

    def breaks(self, first: int, last: int) -> bool:
        """Whether a mark that parts clauses stands between two words."""
        if not 0 <= first < last < len(self.marking.tokens):
            return first != last
        between = self.text[self.marking.tokens[first].end : self.marking.tokens[last].start]
        return not _BREAKS.isdisjoint(between)

    def clause_end(self, first: int) -> int:
        """The position after the last word of the clause that holds `first`."""
        position = first
        while position + 1 < len(self.marking.tokens) and not self._parted(position, position + 1):
            position += 1
        return position + 1

    def clause_start(self, first: int) -> int:
        """The position of the first word of the clause that holds `first`."""
        position = first
        while position > 0 and not self._parted(position - 1, position):
            position -= 1
        return position

    def _parted(self, one: int, other: int) -> bool:
        between = self.text[self.marking.tokens[one].end : self.marking.tokens[other].start]
        return not _BREAKS.isdisjoint(between)

    def _mark_tellings(self) -> None:
        tokens = self.marking.tokens
        for position in range(len(tokens)):
            if (last := self.words.cue("asides", tokens, position)) > position and self._is_aside(position, last):
                self._tell(Telling.ASIDE, position, self.clause_end(position))
            if (last := self.words.cue("remembered", tokens, position)) > position:
                self._tell(Telling.REMEMBERED, last, len(tokens))
            if (last := self.words.cue("backing", tokens, position)) > position:
                self._tell(Telling.ASIDE, last, min(last + _BACKING_REACHES, self.clause_end(position)))
            if (last := self.words.cue("planned", tokens, position)) > position:
                self._tell(Telling.PLANNED, last, self.clause_end(position))
            if (last := self.words.cue("negated", tokens, position)) > position:
                self._tell(Telling.NEGATED, last, min(last + _NEGATION_REACHES, self.clause_end(position)))
            labels, last = self.words.deeds.at(tokens, position)
            if "remark" in labels:
                self._tell(Telling.REMARKED, last, self.clause_end(position))

    def _tell(self, telling: Telling, first: int, last: int) -> None:
        for position in range(first, min(last, len(self.telling))):
            self.telling[position].add(telling)

    def _is_aside(self, position: int, last: int) -> bool:
        """Whether a word that may begin an aside does: "over 100" and "from before" don't."""
        tokens = self.marking.tokens
        if last < len(tokens) and (tokens[last].folded[0].isdigit() or self.words.number(tokens[last].folded)):
            return False
        place = any(mention.places and mention.first == last for mention in self.mentions)
        if place and self.words.cue("in_a_place", tokens, position) == last:
            return False  # وسط دمشق
        if self.words.is_cue("now", tokens, position):
            return False
        return not any(
            self.words.cue("agents", tokens, before) > position for before in range(max(0, position - 2), position)
        )

    def _speeches(self) -> Iterator[tuple[int, int]]:
        tokens = self.marking.tokens
        position = 0
        while position < len(tokens):
            last = self.words.cue("says", tokens, position)
            if last == position and "according" in self.marking.lexicon.actor_cues.at(tokens, position)[0]:
                last = self.marking.lexicon.actor_cues.at(tokens, position)[1]
            if last > position:
                yield position, last
            position = max(last, position + 1)

    def scopes(self, posted: date) -> tuple[tuple[Scope, int], ...]:
        """The dates of the sentence, each with the position of its first word.

        Asides are read apart, so that the year of what was long before ("since 2011") is not lent to the day.
        """
        tokens = self.marking.tokens
        starts = [0] + [
            position
            for position in range(1, len(tokens))
            if (Telling.ASIDE in self.telling[position]) != (Telling.ASIDE in self.telling[position - 1])
        ]
        found: list[tuple[Scope, int]] = []
        for start, end in zip(starts, [*starts[1:], len(tokens)], strict=True):
            begin = tokens[start].start if tokens else 0
            until = tokens[end].start if end < len(tokens) else len(self.text)
            for scope in read_scopes(self.text[begin:until], posted, self.language):
                at = begin + scope.span[0]
                place = next((position for position in range(start, end) if tokens[position].end > at), start)
                found.append((scope, place))
        return tuple(found)


def _as_adjective(mention: Mention, marking: Marking) -> Mention:
    """A name that is a country's and its state's, as the state alone where it is the adjective: غارة روسية."""
    word = marking.tokens[mention.first]
    both = bool(mention.places and mention.actors)
    if both and word.arabic and mention.last - mention.first == 1 and word.text.endswith(_FEMININE):
        return replace(mention, places=(), sites=(), adjective=True)
    return mention


def _is_of_dialect(mention: Mention, marking: Marking, directory: Directory) -> bool:
    """Whether a name is one only with the ع of spoken Arabic before it: news are not written so, and عشية is an eve."""
    word = marking.tokens[mention.first].folded
    if not word.startswith(_ON) or mention.spelled is not None:
        return False
    named: list[Place | Actor] = [directory.places[place] for place in mention.places]
    named += [directory.actors[actor] for actor in mention.actors]
    names = (fold(name) for one in named for name in (*(words for _, words in one.name.by_language), *one.aliases))
    return not any(name.removeprefix("ال").startswith(_ON) for name in names)


def _is_of_its_person(mention: Mention, marking: Marking, directory: Directory) -> bool:
    """Whether one word that is taken for a person is a word of that person's name: القمة العربية names no Al-Araby."""
    if mention.last - mention.first > 1 or mention.places or mention.spelled is not None:
        return True
    forms = set(without_clitics(marking.tokens[mention.first].folded))
    persons = [directory.actors[actor] for actor in mention.actors if directory.actors[actor].kind == "person"]
    if len(persons) != len(mention.actors):
        return True
    named = {
        part
        for person in persons
        for name in (*(words for _, words in person.name.by_language), *person.aliases)
        for word in fold(name).split()
        for part in without_clitics(word)
    }
    return not forms.isdisjoint(named)
