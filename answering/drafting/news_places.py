"""Where it happened: the place of the deed, and not where somebody spoke of it, fled to, or once fought."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import chain

from answering.drafting.news_deeds import Deed
from answering.drafting.news_sentence import Sentence
from answering.drafting.news_where import SAID, TOWNS, Candidate, fit
from answering.names import Mention, Names
from answering.text import Words
from db.directory import Directory
from db.model import Kind

_OF_THE_COUNTRY = frozenset({Kind.ELECTION, Kind.SANCTIONS})
_OBJECT = 6  # words from a verb to its object
_SITES = frozenset({"site", "square", "hospital", "mosque", "airbase", "airport"})
_LISTED = 3  # words between places that are listed
_ENOUGH = 1.0  # what a further place has to reach to be taken along


def places_of(
    deed: Deed | None,
    sentences: Sequence[Sentence],
    spoken: Collection[tuple[int, int]],
    names: Names,
    directory: Directory,
) -> tuple[str, ...]:
    """The places of the deed, the main one first; empty where the words name none.

    `spoken` are the sentence and first word of the names of those who speak.
    """
    found = [
        Candidate(mention, _town_said(mention, sentence, directory) or _of_several(mention, directory), sentence)
        for sentence in sentences
        for mention in sentence.mentions
        if mention.places and (sentence.number, mention.first) not in spoken
    ]
    found = found or [
        Candidate(replace(within, first=mention.first, last=mention.last), _of_several(within, directory), sentence)
        for sentence in sentences
        for mention in sentence.mentions
        if mention.actors and mention.last - mention.first > 1 and (sentence.number, mention.first) not in spoken
        for within in names.find(Words(sentence.marking.tokens[mention.first + 1 : mention.last]))
        if within.places  # "the government in Damascus"
    ]
    scored = sorted(
        ((fit(one, found, deed, directory), -one.sentence.number, -one.position, one) for one in found),
        key=lambda row: row[:3],
        reverse=True,
    )
    if not scored:
        return ()
    best, main = scored[0][0], scored[0][3]
    if deed is not None and (town := _town_meant(deed, main, names, directory)):
        return (town,)
    if deed is not None and deed.kind in SAID and directory.places[main.place].kind in _SITES:
        around = [one for _, _, _, one in scored if one.place in directory.within(main.place)]
        towns = [one for one in around if directory.places[one.place].kind in TOWNS]
        main = towns[0] if towns else main
    if deed is not None and deed.kind in _OF_THE_COUNTRY and directory.home and _is_home(main.place, found, directory):
        return (directory.home,)
    others = [
        one.place
        for score, _, _, one in scored[1:]
        if one.sentence is main.sentence
        and score > max(_ENOUGH, best - 2.0)
        and one.place not in directory.around(main.place)
        and _listed_with(main, one)
    ]
    return tuple(dict.fromkeys((main.place, *others)))


def _town_meant(deed: Deed, main: Candidate, names: Names, directory: Directory) -> str | None:
    """The town that "the city" means where the place named is its: "Aleppo airport … seized the city"."""
    sentence = deed.sentence
    tokens, words = sentence.marking.tokens, sentence.words
    named = {mention.first for mention in sentence.mentions if mention.places}
    for position in range(deed.last, min(deed.last + _OBJECT, len(tokens))):
        last = words.cue("the_town", tokens, position)
        if last > position and last not in named and words.cue("sorts_of_place", tokens, position + 1) <= last:
            around = (main.place, *directory.within(main.place))
            towns = (place for place in around if directory.places[place].kind in TOWNS)
            capitals = (city for city, province in names.province_of.items() if province in around)
            return next(chain(towns, capitals), None)
    return None


def _is_home(place: str, found: Sequence[Candidate], directory: Directory) -> bool:
    home = directory.home
    return home is not None and place in directory.inside(home) and any(one.place == home for one in found)


def _listed_with(main: Candidate, other: Candidate) -> bool:
    """Whether two places stand side by side: "in Latakia and Tartus"."""
    first, last = sorted((main.mention, other.mention), key=lambda mention: mention.first)
    between = [main.sentence.marking.word(position) for position in range(first.last, last.first)]
    lexicon = main.sentence.marking.lexicon
    token = main.sentence.marking.tokens[last.first]
    joined = (
        bool(set(between) & lexicon.conjunctions)
        or (token.arabic and token.folded.startswith("و"))
        or main.sentence.breaks(first.last - 1, last.first)
    )
    return len(between) <= _LISTED and joined


def _town_said(mention: Mention, sentence: Sentence, directory: Directory) -> str | None:
    """The town around what a name means where it is called one: مدينة تدمر الأثرية is Palmyra and not its ruins."""
    if sentence.marking.word(mention.first - 1) not in sentence.marking.lexicon.settlements:
        return None
    place = _of_several(mention, directory)
    if directory.places[place].kind not in _SITES:
        return None
    return next((one for one in directory.within(place) if directory.places[one].kind in TOWNS), None)


def _of_several(mention: Mention, directory: Directory) -> str:
    """The place that a name means where several have it: the smallest, for a city is not its province."""
    return min(mention.places, key=lambda place: (len(directory.inside(place)), mention.places.index(place)))
