"""The words of each language, read from its TOML file; adding a language is adding a file.

`<language>.toml` holds the words of questions, `<language>.dates.toml` those of dates, and `actions.toml`
what each action means in kinds of entry and roles, whatever the language.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from answering import language_files
from answering.answer import Form
from answering.errors import LexiconMissing
from answering.words.patterns import PatternTable, word_forms
from answering.words.phrases import Phrasebook, PhraseTable, base_of
from db.folding import fold, stem
from db.model import Group, Kind, Measure, Outcome, Role, Stance

_SHARED = "actions"
ENDS = frozenset({"topple", "fall"})  # the actions by which a rule or a ruler ends


@dataclass(frozen=True, slots=True)
class Action:
    """What may have happened: the kinds that it names, those that come close, and the roles of its two sides.

    `agent` are the roles of who does it, `patient` of whom it is done to; empty where any role will do.
    `traits` are explained in actions.toml.
    """

    name: str
    kinds: frozenset[Kind]
    related: frozenset[Kind]
    agent: frozenset[Role]
    patient: frozenset[Role]
    traits: frozenset[str]

    def __hash__(self) -> int:
        return hash(self.name)  # which no two share

    @property
    def of_a_place(self) -> bool:
        """Whether it happens to one place as a whole."""
        return "of_a_place" in self.traits

    @property
    def taking(self) -> bool:
        """Whether one takes and another loses by it."""
        return "taking" in self.traits

    @property
    def of_a_person(self) -> bool:
        """Whether it is about who suffers it."""
        return "of_a_person" in self.traits


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words of one language; a table gives what the words that begin at a token name."""

    language: str
    arabic: bool  # its script
    locale: str
    other_months: str | None
    asks: PatternTable[Form]
    actions: PhraseTable[str]
    action_words: Mapping[str, tuple[str, ...]]
    verb_stems: Mapping[str, frozenset[str]]
    counted_words: tuple[str, ...]
    told: Mapping[str, Sequence[str]]
    measures: PhraseTable[Measure]
    groups: PhraseTable[Group]
    outcomes: PhraseTable[Outcome]
    stances: PhraseTable[Stance]
    stop: frozenset[str]
    talk: PhraseTable[str]
    refuse: PhraseTable[str]
    causes: PhraseTable[str]
    place_prepositions: frozenset[str]
    place_only: frozenset[str]
    settlements: frozenset[str]
    provinces: frozenset[str]
    place_kinds: PhraseTable[str]
    actor_cues: PhraseTable[str]
    synonyms: Mapping[str, tuple[str, ...]]
    order: PhraseTable[str]
    follow_starts: PhraseTable[str]
    same_time: PhraseTable[str]
    pronouns: frozenset[str]
    there: frozenset[str]
    demonstrative: str
    joints: frozenset[str]
    either: frozenset[str]
    conjunctions: frozenset[str]
    between: frozenset[str]
    verb_first: bool
    auxiliaries: frozenset[str]
    purpose: frozenset[str]
    passive: frozenset[str]
    relatives: frozenset[str]
    behind: frozenset[str]
    articles: frozenset[str]
    negations: frozenset[str]
    none: frozenset[str]
    offices: frozenset[str]
    gets: frozenset[str]
    things: frozenset[str]
    ends_of_rule: frozenset[str]
    before_asked: frozenset[str]
    oneself: frozenset[str]
    titles: frozenset[str]
    callings: frozenset[str]
    belongings: frozenset[str]
    hedges: frozenset[str]
    reacts: frozenset[str]
    leads_up: frozenset[str]
    hours: frozenset[str]
    commemorates: frozenset[str]
    interrogatives: frozenset[str]
    comma: str
    occurs: frozenset[str]
    clauses: PhraseTable[str]
    polite: PhraseTable[str]
    nicknames: Mapping[str, str]
    scales: Mapping[str, int]
    halves: frozenset[str]
    many: frozenset[str]
    whole: PhraseTable[str]
    spellings: Mapping[str, str]
    hasty_endings: Mapping[str, str]

    @property
    def words(self) -> Iterator[str]:
        """What people ask with: words that ask, words of grammar, and those for what happened or is counted."""
        yield from sorted(self.asks.words | self.stop)
        for phrases in (*self.action_words.values(), self.counted_words):
            for phrase in phrases:
                yield from phrase.split()


@cache
def languages() -> tuple[str, ...]:
    """The codes of the languages that have a lexicon."""
    names = (entry.name for entry in language_files.each(__package__))
    return tuple(
        sorted(
            stem
            for name in names
            if name.endswith(".toml") and "." not in (stem := name.removesuffix(".toml")) and stem != _SHARED
        )
    )


@cache
def actions() -> Mapping[str, Action]:
    """Every action by its name."""
    return {
        name: Action(
            name,
            frozenset(map(Kind, row["kinds"])),
            frozenset(map(Kind, row["related"])),
            frozenset(map(Role, row.get("agent", ()))),
            frozenset(map(Role, row.get("patient", ()))),
            frozenset(row.get("traits", ())),
        )
        for name, row in _read(_SHARED).items()
    }


@cache
def load(language: str) -> Lexicon:
    """The lexicon of a language. Raises LexiconMissing."""
    if language not in languages():
        raise LexiconMissing(language)
    words = _read(language)
    book = Phrasebook()
    return Lexicon(
        language=language,
        arabic=words["grammar"]["script"] == "arabic",
        locale=words["locale"],
        other_months=words.get("other_months"),
        asks=PatternTable((Form(row["form"]), row["patterns"]) for row in words["asks"]),
        actions=PhraseTable(words["actions"], str, book),
        action_words={name: tuple(map(base_of, phrases)) for name, phrases in words["actions"].items()},
        verb_stems=_verb_stems(phrase for phrases in words["actions"].values() for phrase in phrases),
        counted_words=tuple(
            base_of(phrase)
            for table in ("measures", "groups")
            for phrases in words[table].values()
            for phrase in phrases
        ),
        told=words["told"],
        measures=PhraseTable(words["measures"], Measure, book),
        groups=PhraseTable(words["groups"], Group, book),
        outcomes=PhraseTable(words["outcomes"], Outcome, book),
        stances=PhraseTable(words["stances"], Stance, book),
        stop=_folded(words["stop"]["words"]),
        talk=PhraseTable(words["talk"], str, book, exact=True),
        refuse=PhraseTable(words["refuse"], str, book, exact=True),
        causes=PhraseTable(words["causes"], str, book, exact=True),
        place_prepositions=_folded(words["places"]["prepositions"]),
        place_only=_folded(words["places"]["only"]),
        settlements=_folded(words["places"]["settlement"]),
        provinces=_folded(words["places"]["province"]),
        place_kinds=PhraseTable(words["place_kinds"], str, book, exact=True),
        actor_cues=PhraseTable(words["actors"], str, book),
        synonyms=_synonyms(words["synonyms"]["same"]),
        order=PhraseTable(words["order"], str, book, exact=True),
        follow_starts=PhraseTable({"start": words["follow"]["starts"]}, str, book, exact=True),
        same_time=PhraseTable({"same": words["follow"]["same_time"]}, str, book),
        pronouns=_folded(words["follow"]["pronouns"]),
        there=_folded(words["follow"]["there"]),
        demonstrative=words["follow"]["demonstrative"],
        verb_first=words["grammar"]["verb_first"],
        auxiliaries=_folded(words["grammar"]["auxiliaries"]),
        purpose=_folded(words["grammar"]["purpose"]),
        passive=_folded(words["grammar"]["passive"]),
        relatives=_folded(words["grammar"]["relatives"]),
        behind=_folded(words["grammar"]["behind"]),
        articles=_folded(words["grammar"]["articles"]),
        negations=_folded(words["grammar"]["negations"]),
        none=_folded(words["grammar"]["none"]),
        offices=_folded(words["grammar"]["offices"]),
        gets=_folded(words["grammar"]["gets"]),
        things=_folded(words["grammar"]["things"]),
        ends_of_rule=_folded(words["grammar"]["ends_of_rule"]),
        before_asked=_folded(words["grammar"]["before_asked"]),
        oneself=_folded(words["grammar"]["oneself"]),
        titles=_folded(words["grammar"]["titles"]),
        callings=_folded(words["grammar"]["callings"]),
        belongings=_folded(words["grammar"]["belongings"]),
        hedges=_folded(words["grammar"]["hedges"]),
        reacts=_folded(words["grammar"]["reacts"]),
        leads_up=_folded(words["grammar"]["leads_up"]),
        hours=_folded(words["grammar"]["hours"]),
        commemorates=_folded(words["grammar"]["commemorates"]),
        interrogatives=_folded(words["grammar"]["interrogatives"]),
        comma=words["grammar"]["comma"],
        occurs=_folded(words["grammar"]["occurs"]),
        joints=_folded(words["joints"]["words"]),
        either=_folded(words["joints"]["either"]),
        conjunctions=_folded(words["joints"]["and"]),
        between=_folded(words["joints"]["between"]),
        polite=PhraseTable(words["polite"], str, book),
        spellings={fold(one): fold(meant) for one, meant in words.get("spellings", {}).items()},
        hasty_endings=words.get("hasty_endings", {}),
        nicknames=words.get("nicknames", {}),
        clauses=PhraseTable(words["clauses"], str, book),
        scales={fold(word): int(scale) for scale, said in words["scales"]["of"].items() for word in said},
        halves=_folded(words["scales"]["half"]),
        many=_folded(words["scales"]["many"]),
        whole=PhraseTable({"whole": words["scales"]["whole"]}, str, book),
    )


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(language_files.read(__package__, f"{name}.toml"))


def _synonyms(groups: list[list[str]]) -> dict[str, tuple[str, ...]]:
    """For the stem of each word the stems of the words that say the same."""
    found: dict[str, dict[str, None]] = {}
    for group in groups:
        alike = dict.fromkeys(stem(fold(word)) for word in group if " " not in fold(word))
        for one in alike:
            found.setdefault(one, {}).update(alike)
    return {one: tuple(alike) for one, alike in found.items()}


def _verb_stems(phrases: Iterable[str]) -> dict[str, frozenset[str]]:
    """For each form of the verbs that a lexicon gives by two of theirs the stems of all forms of the same verb."""
    found: dict[str, frozenset[str]] = {}
    for phrase in phrases:
        for verb in phrase.split("|") if " " not in phrase else ():
            forms = word_forms(verb)
            stems = frozenset(map(stem, forms)) if len(forms) > 1 else frozenset()
            found.update((form, found.get(form, frozenset()) | stems) for form in forms if stems)
    return found


def _folded(words: list[str]) -> frozenset[str]:
    return frozenset(form for word in words for form in word_forms(word))
