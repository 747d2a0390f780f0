"""What changed between two states of a record, field by field, in phrases."""

from __future__ import annotations

from collections.abc import Iterator

from answering.answer import Phrase
from answering.revising.record_parts import Item, Several, Single, parts_of
from db.directory import Directory
from db.model import Record


def between(before: Record, after: Record, directory: Directory) -> tuple[Phrase, ...]:
    """A phrase for each thing that differs, in the order of the fields; none where nothing does.

    The records are of one type. A thing of a list that was changed is told as one change, not as taken out and added.
    """
    old = {_key(part): part for part in parts_of(before, directory)}
    new = {_key(part): part for part in parts_of(after, directory)}
    told: list[Phrase] = []
    for key in dict.fromkeys((*old, *new)):
        match old.get(key), new.get(key):
            case Several(label, items), Several(_, others):
                told += _of_lists(label, items, others)
            case was, is_:
                told += _of_singles(was, is_)
    return tuple(told)


def otherwise(kept: Record, other: Record, directory: Directory) -> tuple[Phrase, ...]:
    """What another record has in place of what this one has, where a field holds one thing alone."""
    own = {_key(part): part for part in parts_of(kept, directory)}
    told = []
    for part in parts_of(other, directory):
        here = own.get(_key(part))
        if not isinstance(part, Single) or not isinstance(here, Single) or None in (part.value, here.value):
            continue
        if part.value != here.value:
            told.append(Phrase.of("change.is", field=part.label, value=part.value))
    return tuple(told)


def _key(part: Single | Several) -> tuple[str, str]:
    """What the same field of two records has in common: its label, and for a text its language."""
    language = part.label.values.get("language", "")
    return part.label.name, language.name if isinstance(language, Phrase) else str(language)


def _of_singles(before: Single | Several | None, after: Single | Several | None) -> Iterator[Phrase]:
    label = (before or after or Single(Phrase.of(""), None)).label
    old = before.value if isinstance(before, Single) else None
    new = after.value if isinstance(after, Single) else None
    if old == new:
        return
    if old is None:
        yield Phrase.of("change.set", field=label, after=new)
    elif new is None:
        yield Phrase.of("change.unset", field=label, before=old)
    else:
        yield Phrase.of("change.replaced", field=label, before=old, after=new)


def _of_lists(label: Phrase, before: tuple[Item, ...], after: tuple[Item, ...]) -> Iterator[Phrase]:
    old, new = [item.stored for item in before], [item.stored for item in after]
    gone = [item for item in before if item.stored not in new]
    come = [item for item in after if item.stored not in old]
    for item in gone:
        same = next((other for other in come if other.key == item.key), None)
        if same is None:
            yield Phrase.of("change.taken", field=label, what=item.words)
        else:
            come.remove(same)
            yield Phrase.of("change.replaced", field=label, before=item.words, after=same.words)
    for item in come:
        yield Phrase.of("change.added", field=label, what=item.words)
    if [one for one in old if one in new] != [one for one in new if one in old]:
        yield Phrase.of("change.reordered", field=label, what=tuple(item.words for item in after))
