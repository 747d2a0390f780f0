"""The lexicons: their tables name what there is, and what there is has words in every language."""

import tomllib
from importlib.resources import files
from typing import Any

import pytest

from answering.answer import Form
from answering.errors import LexiconMissing
from answering.lexicon import actions, languages, load
from answering.question import Refusal, Talk
from answering.text import tokenize
from answering.words.patterns import Item, compile_pattern
from db.folding import fold
from db.model import Group, Kind, Measure, Outcome, Role

LANGUAGES = ("ar", "en")
ACTIONS = sorted(actions())
WORDLESS_MEASURES = {Measure.OTHER}  # asked for by no word of its own
WORDLESS_GROUPS = {Group.OTHER}


def table(language: str) -> dict[str, Any]:
    """The lexicon of a language as its file has it."""
    return tomllib.loads((files("answering.lexicon") / f"{language}.toml").read_text("utf-8"))


def test_a_file_is_a_language() -> None:
    assert set(LANGUAGES) <= set(languages())
    assert "actions" not in languages()
    with pytest.raises(LexiconMissing):
        load("xx")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_the_same_tables(language: str) -> None:
    def shape(words: dict[str, Any]) -> dict[str, object]:
        inner = {"grammar", "places", "follow", "stop", "talk", "refuse", "actors"}
        return {name: sorted(words[name]) if name in inner else None for name in words if name != "other_months"}

    assert shape(table(language)) == shape(table("en"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_of_a_language_name_known_actions(language: str) -> None:
    assert set(table(language)["actions"]) <= set(actions())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("action", ACTIONS)
def test_every_action_has_words(action: str, language: str) -> None:
    words = load(language).action_words.get(action, ())
    assert words
    assert all(word.strip() for word in words)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("action", ACTIONS)
def test_an_actions_own_words_find_it(action: str, language: str) -> None:
    lexicon = load(language)
    lost = [
        phrase
        for phrase in lexicon.action_words.get(action, ())
        if ".." not in phrase and action not in lexicon.actions.at(tokenize(phrase), 0)[0]
    ]
    assert not lost


@pytest.mark.parametrize("action", ACTIONS)
def test_an_action_means_kinds_and_roles(action: str) -> None:
    one = actions()[action]
    assert one.kinds | one.related
    assert not one.kinds & one.related
    assert one.agent or not one.patient
    assert one.kinds | one.related <= set(Kind)
    assert one.agent | one.patient <= set(Role)


def test_every_kind_of_entry_is_named_by_an_action() -> None:
    named = frozenset[Kind]().union(*(action.kinds for action in actions().values()))
    assert set(Kind) - named <= {Kind.OTHER, Kind.DISASTER}  # these are found by their words


@pytest.mark.parametrize("language", LANGUAGES)
def test_patterns_compile(language: str) -> None:
    refused: list[tuple[str, str, object]] = []
    for row in table(language)["asks"]:
        for written in row["patterns"]:
            try:
                pattern = compile_pattern(written)
            except (IndexError, ValueError) as error:
                refused.append((row["form"], written, error))
                continue
            if not pattern.elements:
                refused.append((row["form"], written, "nothing"))
    assert not refused


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_form_is_asked_for(language: str) -> None:
    assert set(load(language).asks.labels) == set(Form)


@pytest.mark.parametrize(
    ("written", "text", "fits"),
    [
        ("how long", "how long did it last", True),
        ("how long", "so how very long", False),
        ("what .. say|said", "what did the army say", True),
        ("what .. say|said", "what a b c d e f say", False),
        ("^ did|was", "was Hama taken", True),
        ("^ did|was", "when was Hama taken", False),
        ("sources ? $", "and the sources", True),
        ("sources ? $", "sources for Hama", False),
    ],
)
def test_a_pattern_fits_words_in_order(written: str, text: str, fits: bool) -> None:
    words = fold(text).split()
    items = [Item(frozenset({word}), frozenset(), at, at + 1) for at, word in enumerate(words)]
    assert (compile_pattern(written).match(items) is not None) == fits


def test_a_slot_is_filled_by_what_was_named() -> None:
    pattern = compile_pattern("by {actor}")
    by = Item(frozenset({"by"}), frozenset(), 0, 1)
    assert pattern.match([by, Item(frozenset(), frozenset({"actor"}), 1, 2)]) is not None
    assert pattern.match([by, Item(frozenset(), frozenset({"place"}), 1, 2)]) is None


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("section", "named"),
    [
        ("measures", {measure.value for measure in set(Measure) - WORDLESS_MEASURES}),
        ("groups", {group.value for group in set(Group) - WORDLESS_GROUPS}),
        ("refuse", {refusal.value for refusal in Refusal}),
        ("talk", {talk.value for talk in Talk}),
        ("order", {"first", "last", "second", "third", "before", "after", "held", "most_recent"}),
    ],
)
def test_a_table_covers_what_there_is(section: str, named: set[str], language: str) -> None:
    assert set(table(language)[section]) == named


@pytest.mark.parametrize("language", LANGUAGES)
def test_outcomes_name_known_outcomes(language: str) -> None:
    assert set(table(language)["outcomes"]) <= {outcome.value for outcome in Outcome}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_phrase_is_empty(language: str) -> None:
    words = table(language)
    sections = ("actions", "measures", "groups", "outcomes", "talk", "refuse", "order", "actors")
    assert not [
        (section, name, phrase)
        for section in sections
        for name, phrases in words[section].items()
        for phrase in phrases
        if not fold(phrase)
    ]


def test_a_language_knows_its_locale() -> None:
    assert {language: load(language).locale[:2] for language in LANGUAGES} == {"ar": "ar", "en": "en"}
