"""Counts as lines: "killed 727-730 people (sohr), 2024-11-27 to 2024-12-05, syria | what is counted | ما يُعَدّ"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from answering.answer import Phrase
from answering.drafting.dating import span_of
from answering.drafting.listing import Reader
from answering.drafting.words import key_of, keys, listed, meant, pattern, shown, western, without_marks
from db.model import Figure, Group, Measure, Text

_BAR = re.compile(r"(?<!\\)\|")
_COMMA = re.compile(r"[;؛\n]|(?<!\d)[,،]|[,،](?!\d{3}(?!\d))")  # a comma in 11,500 parts nothing
_ONE = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_COUNTER = re.compile(r"\(([^()]*)\)")
_THINGS = frozenset(
    {Measure.AID_USD, Measure.AREA_KM2, Measure.SEATS, Measure.VOTES, Measure.STRIKES, Measure.VEHICLES}
)
_TIMES = {"thousand": 1_000, "million": 1_000_000}


@dataclass(frozen=True, slots=True)
class Count:
    """What a line counts, before its source is known; `source` is what the line itself names, "" where it doesn't."""

    measure: Measure
    low: int | float
    high: int | float
    group: Group
    label: Text
    since: date | None
    until: date | None
    area: tuple[str, ...]
    said_by: tuple[str, ...]
    source: str


def read_count(written: str, reader: Reader) -> Count | Phrase:
    """The count that a line states, or what is wrong with it.

    A number comes first, with what is counted and of whom; then, in any order and each if known, the days, the
    places, and `source ID` where it is not the source above the line. Who counted stands in brackets.
    """
    main, *labels = (part.strip() for part in _BAR.split(western(without_marks(written))))
    bracketed = _COUNTER.search(main)
    said_by = reader.actors(bracketed[1]) if bracketed else ()
    if isinstance(said_by, Phrase):
        return said_by
    head, *rest = (part.strip() for part in _COMMA.split(_COUNTER.sub(" ", main)))
    number = _number(head)
    if isinstance(number, Phrase):
        return number
    low, high, words = number
    counted = _counted(words, reader.language)
    if isinstance(counted, Phrase):
        return counted
    measure, group = counted
    days: tuple[date | None, date | None] | None = None
    area: list[str] = []
    source = ""
    for part in filter(None, rest):
        if named := _source(part):
            source = named
            continue
        span = span_of(part, reader.today) if re.search(r"\d", part) else None
        if isinstance(span, Phrase):
            return span
        if span is not None:
            if days is not None:
                return Phrase.of("draft.count_days_twice", written=part)
            days = span
            continue
        place = reader.place(part)
        if isinstance(place, Phrase):
            return place
        area.append(place)
    since, until = days or (None, None)
    label = _label(labels, measure, group)
    if isinstance(label, Phrase):
        return label
    return Count(measure, low, high, group, label, since, until, tuple(dict.fromkeys(area)), said_by, source)


def count_line(figure: Figure | Count, language: str, *, source: str = "") -> str:
    """The line that states a figure; `source` is the id of its source where the line itself is to name it."""
    numbers = f"{figure.low}" if figure.low == figure.high else f"{figure.low}-{figure.high}"
    head = f"{shown('measure', figure.measure, language)} {numbers} {shown('group', figure.group, language)}"
    if figure.said_by:
        head += f" ({listed(figure.said_by, language)})"
    pieces = [head, *filter(None, [_days(figure.since, figure.until, language)]), *figure.area]
    if source:
        pieces.append(f"{shown('count', 'source', language)} {source}")
    line = listed(pieces, language)
    en, ar = figure.label.get("en"), figure.label.get("ar")
    if (en, ar) != _usual(figure.measure, figure.group):
        line += "".join(f" | {words.replace('|', chr(92) + '|')}" for words in (en, ar))
    return line


def _number(head: str) -> tuple[int | float, int | float, str] | Phrase:
    """The lowest and the highest number at the head of a line, and the words beside them."""
    between = pattern("span", ["to"]).pattern
    times = pattern("times", _TIMES).pattern
    found = re.search(rf"({_ONE})(?:\s*(?:[-–—]|{between})\s*({_ONE}))?(?:\s+({times}))?(?!\d)", head)
    if found is None:
        return Phrase.of("draft.count_no_number", written=head)
    words = f"{head[: found.start()]} {head[found.end() :]}"
    if re.search(r"\d", words):
        return Phrase.of("draft.count_no_number", written=head)
    many = _TIMES[meant("times", found[3]) or ""] if found[3] else 1
    low, high = (_value(one, many) for one in (found[1], found[2] or found[1]))
    return low, high, words


def _value(written: str, times: int) -> int | float:
    plain = written.replace(",", "")
    if times == 1:
        return float(plain) if "." in plain else int(plain)
    value = round(float(plain) * times, 6)
    return int(value) if value.is_integer() else value


def _counted(words: str, language: str) -> tuple[Measure, Group] | Phrase:
    """What is counted, and of whom, by the words beside the number."""
    rest = key_of(words).split()
    measure, rest = _taken(rest, keys("measure"))
    group, rest = _taken(rest, keys("group"))
    if measure is None:
        return Phrase.of("draft.count_no_measure", written=words.strip() or "…")
    if rest := [word for word in rest if word not in keys("span")]:
        return Phrase.of("draft.count_no_group", written=" ".join(rest))
    usual = Group.OTHER if Measure(measure) in _THINGS else Group.PEOPLE
    return Measure(measure), Group(group) if group else usual


def _taken(words: list[str], table: Mapping[str, str]) -> tuple[str | None, list[str]]:
    """The meaning of the longest words of a table among `words`, and the words besides."""
    for length in range(len(words), 0, -1):
        for start in range(len(words) - length + 1):
            meaning = table.get(" ".join(words[start : start + length]))
            if meaning is not None:
                return meaning, [*words[:start], *words[start + length :]]
    return None, words


def _source(part: str) -> str:
    """The id that `source ID` names, "" where a part doesn't begin so."""
    word, _, rest = part.partition(" ")
    return rest.strip(" :") if meant("count", word.strip(":")) == "source" else ""


def _label(labels: list[str], measure: Measure, group: Group) -> Text | Phrase:
    """What is counted in words: English and Arabic after bars, in this order, or the usual words of the group."""
    given = [label.replace("\\|", "|") for label in labels if label]
    if not given:
        en, ar = _usual(measure, group)
    elif len(given) == 2:
        en, ar = given
    else:
        return Phrase.of("draft.count_labels")
    return Text((("en", en), ("ar", ar)))


def _usual(measure: Measure, group: Group) -> tuple[str, str]:
    table, meaning = ("measure", measure) if group is Group.OTHER else ("group", group)
    return shown(table, meaning, "en"), shown(table, meaning, "ar")


def _days(since: date | None, until: date | None, language: str) -> str:
    if since and until:
        joint = shown("span", "to", language)
        return since.isoformat() if since == until else f"{since.isoformat()} {joint} {until.isoformat()}"
    if since:
        return f"{shown('span', 'since', language)} {since.isoformat()}"
    return f"{shown('span', 'until', language)} {until.isoformat()}" if until else ""
