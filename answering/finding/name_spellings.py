"""How a name of the record is spelled in the words of entries: rows of stems, with what is written together with it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from answering.text import is_arabic, without_clitics
from db.directory import Directory
from db.folding import fold, stem, stems

_CASES = {"ابو": "اب"}  # "father" in a name as it stands after a preposition or another noun
_FEMININE = "ه"  # the folded ending of a name, which the stemmer cuts
ROOT = 3  # letters; with a letter before it a shorter stem is another word


def spellings_of(places: Sequence[str], actors: Sequence[str], directory: Directory) -> frozenset[tuple[str, ...]]:
    """The stems of the names of the first two things that a name means."""
    known = [directory.places[id].name for id in places]
    known += [directory.actors[id].name for id in actors]
    written = [words for name in known[:2] for _, words in name.by_language if not is_cut_short(words)]
    spellings = {stems(words) for words in written}
    spellings |= {stems(words.partition(",")[0]) for words in written}  # in what city
    spellings |= {spelling for words in written for spelling in _after_to(words)}
    areas = (directory.places[id] for id in places if directory.places[id].kind == "area")
    spellings |= {stems(words) for area in areas for words in area.aliases}
    people = (directory.actors[id] for id in actors if directory.actors[id].kind == "population")
    spellings |= {stems(words) for one in people for words in one.aliases}  # "off Tartus" is in no list of places
    spellings |= {tuple(_CASES.get(word, word) for word in spelling) for spelling in spellings}
    return frozenset(spellings)


def is_cut_short(name: str) -> bool:
    """Whether an Arabic name is one word of which the stemmer leaves a root that is another's too: جبلة, and جبل."""
    word, _, more = fold(name).partition(" ")
    return not more and is_arabic(word) and word.endswith(_FEMININE) and len(stem(word)) <= ROOT


def as_written(text: str, stems: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """The stems of a name as it stands in the text, with what is written to its beginning and without."""
    yield stems
    first, *rest = fold(text).split() or [""]
    if is_arabic(first):
        yield from ((stem(bare), *stems[1:]) for bare in without_clitics(first) if len(stems) == len(rest) + 1)


def told(spelling: Sequence[str]) -> tuple[str, ...]:
    """The stems of a name that are looked for: one letter is none."""
    return tuple([word for word in spelling if word[1:]])


def in_a_row(spelling: Sequence[str]) -> str:
    """The stems that are looked for, one after the other in a text that holds those of a part of them."""
    return f" {' '.join(told(spelling))} "


def _after_to(name: str) -> tuple[tuple[str, ...], ...]:
    """The stems of an Arabic name with the preposition that the stemmer leaves on it: لجبهة النصرة, للجيش."""
    first, *others = fold(name).split() or [""]
    if not is_arabic(first):
        return ()
    attached = f"لل{first[2:]}" if first.startswith("ال") else f"ل{first}"
    return ((stem(attached), *map(stem, others)),)
