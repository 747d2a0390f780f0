"""Reads a row of items stage by stage: words to dates, dates to their parts, these to ranges and bounds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from answering.dates.ago import AGO
from answering.dates.anchored import ANCHORED
from answering.dates.arithmetic import Calendar, DayOf, Moment
from answering.dates.bounds import BOUNDS
from answering.dates.counted import COUNTED
from answering.dates.found import Found, Setting
from answering.dates.named import NAMED
from answering.dates.patterns import Pattern, Stage, matches
from answering.dates.relative import RELATIVE
from answering.dates.tokens import items_of
from answering.dates.vocabulary import Vocabulary
from answering.dates.within import WITHIN
from answering.dates.words import Item

MEANINGS = {**NAMED, **RELATIVE, **AGO, **WITHIN, **COUNTED, **ANCHORED, **BOUNDS}
# A part of a part of a date is as deep as people go: "the first two days of late November".
DEPTH = {"parts": 3}


def read_items(text: str, today: date, words: Vocabulary, day_of: DayOf) -> list[Item]:
    """Give the items of a text with its dates, ranges and bounds read; empty where nothing can be a date."""
    items = items_of(text, words)
    signs = _signs_of(items)
    if words.core.isdisjoint(signs):
        return []
    setting = Setting(today, day_of)
    for name, stage in words.stages.items():
        if name == "lists":
            if "D" in signs or "N" in signs:
                items = _with_lists(items)
                signs = _signs_of(items)
            continue
        for _ in range(DEPTH.get(name, 1)):
            read = _reduced(items, signs, stage, setting)
            if read is items:
                break
            items, signs = read, _signs_of(read)
    return items


def _signs_of(items: list[Item]) -> str:
    return "".join([item.sign for item in items])


def _reduced(items: list[Item], signs: str, stage: Stage, setting: Setting) -> list[Item]:
    """Give the items with those that a pattern takes as one; the list itself where none takes any."""
    result: list[Item] = []
    search, hopeless = stage.starts.search, stage.hopeless
    after = at = 0  # the items before `after` are in the result
    while (begun := search(signs, at)) is not None:
        start = begun.start()
        pair = signs[start : start + 2]
        if pair in hopeless:
            at = start + 1
            continue
        able = stage.patterns[pair[0]].able(pair[1:])
        if not able:
            hopeless.add(pair)
        item, at = _longest(items, signs, start, able, setting)
        if item is not None:
            result += (*items[after:start], item)
            after = at
    return [*result, *items[after:]] if after else items


def _longest(
    items: list[Item], signs: str, at: int, able: Iterable[Pattern], setting: Setting
) -> tuple[Item | None, int]:
    """The longest that means something, and where it ends; None and the next item where nothing does."""
    for end, pattern, match in matches(able, signs, at):
        found = Found(items, match, pattern.slots)
        result = MEANINGS[pattern.meaning](found, setting)
        if result is not None:
            kind, value = result
            meanings = {kind: value, "T": value} if kind in ("D", "N") else {kind: value}
            return Item(kind, meanings, items[at].start, found.end, pattern.meaning), end
    return None, at + 1


def _with_lists(items: list[Item]) -> list[Item]:
    """Give the items where a day beside a date takes its month and year: "27-29 November"."""
    result = list(items)
    for at in range(len(result) - 3, -1, -1):
        day = None if _LINKS.isdisjoint(result[at + 1].meanings) else _day(result[at])
        if day is None:
            continue
        place = at + 2
        while place < len(result) - 1 and not _BESIDE.isdisjoint(result[place].meanings):
            place += 1
        to = result[place]
        if to.sign not in ("D", "N"):
            continue
        comma = result[at + 1].word in (",", "/")
        if comma and to.word != "list" and result[at + 1].word == ",":
            continue
        base = to.meanings["T"].base
        if isinstance(base, Calendar) and not to.meanings["T"].steps:
            moment = Moment(replace(base, day=day, weekday=None))
            result[at] = Item(to.sign, {to.sign: moment, "T": moment}, result[at].start, result[at].end, "list")
    return result


_LINKS = frozenset(["links", "to"])
# What may stand between the mark of a list and its next day: "23 and until the 26th", 19 حتى يوم 20.
_BESIDE = frozenset(["article", "list_lead"])


def _day(item: Item) -> int | None:
    for kind in ("month_number", "day_number", "day_ordinal", "ordinal"):
        value = item.meanings.get(kind)
        if isinstance(value, int) and 1 <= value <= 31:
            return value
    return None
