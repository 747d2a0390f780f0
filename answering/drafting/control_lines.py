"""Changes of who holds what, as lines: "aleppo to hts, sna from saa, part, except sheikh-maqsoud"."""

from __future__ import annotations

import re

from answering.answer import Phrase
from answering.drafting.listing import Reader
from answering.drafting.words import listed, meant, pattern, shown, without_marks
from db.model import ControlChange, Extent

_KEYWORDS = ("to", "from", "whole", "part", "except")


def read_control(written: str, reader: Reader) -> ControlChange | Phrase:
    """The change that a line states, or what is wrong with it; without a word for how much, the whole is meant."""
    text = without_marks(written)
    found = list(pattern("control", _KEYWORDS).finditer(text))
    places = reader.places(_bare(text[: found[0].start()] if found else text))
    if isinstance(places, Phrase):
        return places
    extent = Extent.WHOLE
    named: dict[str, tuple[str, ...]] = {}
    for index, word in enumerate(found):
        keyword = meant("control", word[0]) or ""
        rest = _bare(text[word.end() : found[index + 1].start() if index + 1 < len(found) else len(text)])
        if keyword in tuple(Extent):
            if rest:
                return Phrase.of("draft.control_unread", written=rest)
            extent = Extent(keyword)
            continue
        ids = reader.places(rest) if keyword == "except" else reader.actors(rest)
        if isinstance(ids, Phrase):
            return ids
        if not ids or keyword in named:
            return Phrase.of("draft.control_unread", written=word[0])
        named[keyword] = ids
    if not places or not (named.keys() & {"to", "from"}):
        return Phrase.of("draft.control_unread", written=written)
    return ControlChange(places, named.get("to", ()), named.get("from", ()), extent, named.get("except", ()))


def control_line(change: ControlChange, language: str) -> str:
    """The line that states a change."""
    pieces = [listed(change.places, language)]
    for keyword, ids in (("to", change.to), ("from", change.from_)):
        if ids:
            pieces.append(f"{shown('control', keyword, language)} {listed(ids, language)}")
    line = " ".join(pieces)
    clauses = [line]
    if change.extent is Extent.PART or not (change.to or change.from_):
        clauses.append(shown("control", change.extent, language))
    if change.excluded:
        clauses.append(f"{shown('control', 'except', language)} {listed(change.excluded, language)}")
    return listed(clauses, language)


def _bare(text: str) -> str:
    return re.sub(r"^[\s,،;؛:]+|[\s,،;؛:]+$", "", text)
