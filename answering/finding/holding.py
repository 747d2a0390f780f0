"""What a timeline's events hold of a word, a name or a deed, and what a name reaches: looked up once for all questions.

People ask with the same few names and verbs again and again; what these find changes only with the timeline.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from weakref import WeakKeyDictionary, proxy

from answering.finding.evidence import Held, Hits
from answering.finding.longer_names import LongerNames
from answering.finding.name_spellings import ROOT, as_written, in_a_row, is_cut_short, spellings_of, told
from answering.lexicon import actions, languages, load
from answering.question import Named
from answering.text import is_arabic, tokenize, with_articles
from answering.words import amounts
from answering.words.spelling import by_consonants, consonants, nearest_stem, of_one_family
from db.folding import fold, stem, stems
from db.stored_words import CommonWords
from db.timeline import Timeline

_COLUMN = {"text": 1.0, "label": 0.8, "note": 0.5}
_LOOSELY = 0.85  # how far a word of the same consonants meets another
_KIN = 8  # more words of the same consonants have nothing to do with each other
_PARTED = re.compile(r"([a-z]+)(\d+)")
_OF_A_COUNTRY = ("an", "n", "ian", "i", "ese", "ish")  # who is from there: Fiji, Fijian
_OF_A_PEOPLE = ("ي", "يه", "يين", "يون")
_OF_ITS_KIND = "يه"  # the ending of an adjective, which the stemmer leaves on some of them: مسيحية
_ATTACHED = ("ل", "ب", "و", "لل")  # prepositions that the stemmer takes for a part of a word: لحافلة
_ALSO_TOLD_AS = {"depart": ("lose",)}  # leaving a country is told in the words for leaving a place
_THE = ("the",)
_THOUSANDS = 3  # digits
_TOGETHER = 2  # common words by which an event is found that holds them all
_MOST = 4_096  # words, names and reaches held in memory
_MOST_SPELLED = 16_384  # spellings of names whose events are held in memory

_holdings: WeakKeyDictionary[Timeline, Holdings] = WeakKeyDictionary()


def holdings_of(timeline: Timeline) -> Holdings:
    """What the events of a timeline hold, gathered as it is asked for."""
    known = _holdings.get(timeline)
    if known is None:
        known = _holdings[timeline] = Holdings(timeline)
    return known


class Holdings:
    """The look-ups of one timeline; each is made once."""

    def __init__(self, timeline: Timeline) -> None:
        self._timeline: Timeline = proxy(timeline)  # so that one that was replaced is not kept alive
        self._directory = timeline.directory
        self._longer = LongerNames(timeline.directory)
        self.literal = lru_cache(_MOST)(self._holding_literal)
        self.word = lru_cache(_MOST)(self._holding_word)
        self.deed = lru_cache(_MOST)(self._holding_deed)
        self.deeds = lru_cache(_MOST)(self._holding_deeds)
        self._names = lru_cache(_MOST)(self._holding_name)
        self._spellings = lru_cache(_MOST)(self._find_spellings)
        self._written = lru_cache(_MOST)(self._holding_written)
        self._rows = lru_cache(_MOST)(self._find_rows)
        self._phrase = lru_cache(_MOST_SPELLED)(self._holding_phrase)
        self.reach = lru_cache(_MOST)(self._reached)

    def warm(self) -> None:
        """Look up every name and deed now and not at the first question."""
        for place in self._directory.places:
            self._directory.around(place)
            self._names((place,), ())
            self.reach((place,), (), (), by_a_side=False)
        for actor in self._directory.actors:
            self._names((), (actor,))
            self.reach((), (), (actor,), by_a_side=False)
        for act in actions():
            self.deed(act)

    def warm_words(self, texts: Iterable[str], language: str) -> None:
        """Look up the words of texts."""
        for token in {token for text in texts for token in tokenize(text)}:
            self.word(token.folded, token.stem, language)

    def name(self, one: Named) -> Hits:
        """The events whose words hold a name, as it was written, or meant, or in any of the record's languages."""
        if one.spelled is not None:
            return self._written(one.places, one.actors, one.spelled, stems(one.spelled))
        return self._written(one.places, one.actors, one.text, one.stems)

    def _holding_written(
        self, places: tuple[str, ...], actors: tuple[str, ...], text: str, stems: tuple[str, ...]
    ) -> Hits:
        known = self._names(places, actors)
        if self._holds_a_usual_name(places, actors, stems):
            return known  # what holds it as it was written holds the name
        cut_short = bool(places) and is_cut_short(text)
        found = frozenset() if cut_short else self._held_as_written(text, stems)
        return known if found <= known else known | found

    def as_written(self, one: Named) -> Hits:
        """The events whose words hold a body's name as it was written, where that is another than its first names."""
        stems = one.stems[1:] if one.stems[:1] == _THE else one.stems
        people = any(map(self._directory.is_person, one.actors))
        if one.places or people or self._holds_a_usual_name(one.places, one.actors, stems):
            return frozenset()
        return self._held_as_written(one.text, stems)

    def _holds_a_usual_name(self, places: tuple[str, ...], actors: tuple[str, ...], stems: tuple[str, ...]) -> bool:
        """Whether a name as it was written holds one of the names that the record has for what it names."""
        written = in_a_row(stems)
        return any(spelling in written for spelling in self._rows(places, actors))

    def _held_as_written(self, text: str, stems: tuple[str, ...]) -> Hits:
        """The events whose words hold a name as it stands in the text."""
        return frozenset().union(*map(self._phrase, as_written(text, stems)))

    def together(self, words: Iterable[Held], deeds: frozenset[str]) -> Hits:
        """The events that hold the rarest of the common words among these together, one alone with what happened.

        `deeds` are the stems of the words that say what happened; nothing is found where there is one word and no more.
        """
        common = sorted((held for held in words if isinstance(held, CommonlyHeld)), key=len)[:_TOGETHER]
        groups = [held.stems for held in common]
        if len(groups) == 1 and (known := deeds & self._timeline.vocabulary):
            groups.append(sorted(known))
        return frozenset(self._timeline.with_each(groups)) if len(groups) > 1 else frozenset()

    def _holding_literal(self, deeds: frozenset[str]) -> Container[int]:
        """The events that hold one of the very words, given by their stems, that named what happened."""
        return self._timeline.with_stems(sorted(deeds), columns=("text",))

    def _holding_word(self, folded: str, stemmed: str, language: str) -> Held:
        """How far each event holds a word, given folded and as its stem; a number also as one of the counts."""
        known = self._timeline.vocabulary
        held: Held = {}
        alike = self._alike(folded, stemmed, language)
        if parted := _PARTED.fullmatch(folded):  # F-4 is two words of the record
            held = dict.fromkeys(self._timeline.with_phrases([parted.groups()]), 1.0)
        elif known.isdisjoint(alike) and len(loose := _kin(folded, stemmed, known)) <= _KIN:
            held = _graded(self._timeline.with_stems(loose), _LOOSELY)
        if folded.isdigit():
            held = dict.fromkeys(self._timeline.with_count(int(folded)), 1.0)
            if len(folded) > _THOUSANDS:  # 93,000 is two words of the record
                parts = (folded[:-_THOUSANDS], folded[-_THOUSANDS:])
                held |= dict.fromkeys(self._timeline.with_phrases([parts]), 1.0)
                said = amounts.written(int(folded))
                held |= dict.fromkeys(self._timeline.with_phrases(said, column="text"), 1.0)
        columns = self._timeline.with_stems(alike)
        return CommonlyHeld(columns, held) if isinstance(columns, CommonWords) else {**held, **_graded(columns)}

    def _alike(self, folded: str, stemmed: str, language: str) -> tuple[str, ...]:
        """The stems that meet a word: its own, rightly spelled, and those that say the same."""
        known = self._timeline.vocabulary
        own = dict.fromkeys((stemmed, *map(stem, with_articles(folded))))
        own = {one: None for one in own if one in known} or own
        if known.isdisjoint(own) and (nearest := nearest_stem(stemmed, known)):
            own = {nearest: None}
        elif known.isdisjoint(own):
            own |= dict.fromkeys(one for one in (stem(f"{folded}{end}") for end in _OF_A_COUNTRY) if one in known)
        if is_arabic(folded):
            attached = (stem(letter + one) for one in with_articles(folded) for letter in _ATTACHED)
            own |= dict.fromkeys(one for one in attached if one in known)
            own |= dict.fromkeys(one for one in [f"{same}{_OF_ITS_KIND}" for same in own] if one in known)
        same = load(language).synonyms
        others = dict.fromkeys(other for one in own for other in (one, *same.get(one, ())))
        if is_arabic(folded):
            attached = (f"ل{one}" for one in others if len(one) > ROOT)
            others |= dict.fromkeys(one for one in attached if one in known)
        return tuple(others)

    def _holding_deed(self, action: str) -> Hits:
        """The events whose text holds one of the telling words for an action, whatever its language."""
        names = (action, *_ALSO_TOLD_AS.get(action, ()))
        telling = tuple(stem for name in names for stem in telling_stems(name))
        return frozenset(self._timeline.with_stems(telling, columns=("text",)))

    def _holding_deeds(self, actions: tuple[str, ...]) -> Hits:
        """The events whose text holds a telling word for one of several actions."""
        return frozenset().union(*map(self.deed, actions))

    def _holding_name(self, places: tuple[str, ...], actors: tuple[str, ...]) -> Hits:
        """The events whose text holds the name of one of the first two things that a name means."""
        spellings = self._spellings(places, actors)
        hits = frozenset().union(*map(self._phrase, spellings))
        return hits if places else hits - self._longer.only_within(spellings, actors, hits, self._timeline)

    def _find_spellings(self, places: tuple[str, ...], actors: tuple[str, ...]) -> frozenset[tuple[str, ...]]:
        return spellings_of(places, actors, self._directory)

    def _find_rows(self, places: tuple[str, ...], actors: tuple[str, ...]) -> tuple[str, ...]:
        """The same as one text each."""
        return tuple(in_a_row(spelling) for spelling in self._spellings(places, actors) if told(spelling))

    def _holding_phrase(self, spelling: tuple[str, ...]) -> Hits:
        row = told(spelling)
        return self._timeline.with_phrases([row], column="text") if row else frozenset()

    def _reached(
        self, places: tuple[str, ...], sites: tuple[str, ...], actors: tuple[str, ...], *, by_a_side: bool
    ) -> tuple[frozenset[str], frozenset[str]]:
        """The places and the actors at or by which an event meets what is named, with those of his side if they may."""
        directory = self._directory
        kin = [directory.members(actor) | directory.bodies(actor) | directory.fellows(actor) for actor in actors]
        if by_a_side:
            kin += [directory.side_of(actor) for actor in actors]  # "they took it from Assad"
        around = directory.around_countryside(places)
        return frozenset(sites).union(*map(directory.inside, places), around), frozenset().union(*kin)


class CommonlyHeld(Mapping[int, float]):
    """How far each event holds a common word; `otherwise` where it holds it in another way."""

    def __init__(self, columns: CommonWords, otherwise: Held) -> None:
        self._columns = columns
        self._otherwise = otherwise

    @property
    def stems(self) -> Sequence[str]:
        """The stems that meet the word."""
        return self._columns.stems

    def __getitem__(self, seq: int) -> float:
        column = self._columns.get(seq)
        return self._otherwise[seq] if column is None else _COLUMN[column]

    def __contains__(self, seq: object) -> bool:
        return seq in self._columns or seq in self._otherwise

    def __iter__(self) -> Iterator[int]:
        return iter({**dict.fromkeys(self._columns), **self._otherwise})

    def __len__(self) -> int:
        return len(self._columns)


def rarest_of(words: Iterable[Held], most: int, *, alone: bool) -> list[Held]:
    """The rarest words that events hold, to look events up by; common ones only where there is nothing else.

    `alone` says that there is nothing else but the words.
    """
    held = sorted((one for one in words if one), key=len)
    listed = [one for one in held if not isinstance(one, CommonlyHeld)]
    return (listed or (held if alone else []))[:most]


def _kin(folded: str, stemmed: str, known: frozenset[str]) -> tuple[str, ...]:
    """The known stems that an unknown word shares its root with, as far as its letters tell."""
    if folded.endswith(_OF_A_PEOPLE):
        return ()  # rather somebody's name, or where somebody is from
    return by_consonants(known).get(consonants(folded), ()) or of_one_family(stemmed, known)


def _graded(columns: Mapping[int, str], factor: float = 1.0) -> dict[int, float]:
    return {seq: _COLUMN[column] * factor for seq, column in columns.items()}


@cache
def telling_stems(action: str) -> tuple[str, ...]:
    """The stems of the single words that name an action in any language, without those that say little."""
    known = tuple(map(load, languages()))
    asked = ((language, fold(phrase)) for language in known for phrase in language.action_words.get(action, ()))
    telling = {stem(word) for language, word in asked if " " not in word and word not in language.stop}
    return tuple(
        sorted(telling.union(stem(fold(word)) for language in known for word in language.told.get(action, ())))
    )
