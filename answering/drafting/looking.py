"""A draft as it is looked at before publishing: as readers will see it, what changes, and what to look at again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from answering.answer import Phrase
from answering.drafting.draft import Draft, Field
from answering.drafting.entry import Entry, entry_of
from answering.drafting.faults import Fault, told
from answering.drafting.offers import offers
from answering.drafting.warnings import warnings
from answering.lexicon import languages
from answering.message import Block, BlockKind, Message, Run
from answering.revising import changes, mended
from answering.wording import Wording
from db.model import Event
from db.source_rows import load_sources
from db.timeline import Timeline


@dataclass(frozen=True, slots=True)
class Look:
    """What is shown of a draft: the entry in each language, then what is to be said of it.

    `event` is None where the draft is no entry yet: then nothing of it is shown as readers would see it. `alike` are
    the ids of entries that may tell the same.
    """

    event: Event | None
    shown: tuple[Message, ...]
    said: Message
    alike: tuple[str, ...] = ()


def look(
    draft: Draft,
    timeline: Timeline,
    *,
    number: int,
    today: date,
    language: str,
    unread: Sequence[Phrase] = (),
    own: bool = True,
) -> Look:
    """The draft with this number, for an editor who reads `language`, which its entry is shown in last.

    `unread` is what could not be read of what the editor sent; `own`: the draft is the editor's, to be changed.
    """
    made = entry_of(draft, timeline, today=today, language=language)
    stored = timeline.event(draft.entry) if draft.entry else None
    say = Wording(language, timeline.directory).say
    if draft.entry and stored is None:
        made = (Fault(Field.DATE, Phrase.of("draft.entry_gone", id=draft.entry)),)
    if unread or not isinstance(made, Entry):
        faults = () if isinstance(made, Entry) else tuple(told(fault, language) for fault in made)
        lines = [say(Phrase.of("draft.has_faults", number=str(number)))]
        lines += [f"• {say(one)}" for one in (*unread, *faults)]
        return Look(None, (), _message([lines], language))
    event = made.event
    shown = tuple(mended.as_read(event, timeline, one) for one in _last(language))
    blocks = [[say(_title(number, draft, event))]]
    if stored is not None:
        differ = changes.between(stored, event, timeline.directory)
        blocks[0] += [f"• {say(one)}" for one in differ] or [say(Phrase.of("draft.no_change"))]
    if made.sources:
        known = load_sources(timeline.database, [one.id for one in made.sources])
        names = {True: "draft.dated_source", False: "draft.new_source"}
        blocks.append([say(Phrase.of(names[one.id in known], id=one.id, source=one)) for one in made.sources])
    found = warnings(event, timeline, today=today)
    if found:
        blocks.append([say(Phrase.of("draft.look_again")), *(f"• {say(one.said)}" for one in found)])
    if offered := offers(event, language):
        blocks.append([say(Phrase.of("draft.offered")), *offered])
    if own:
        blocks.append([say(Phrase.of("draft.to_change", number=str(number)))])
    alike = tuple(dict.fromkeys(id for one in found if one.alike for id in one.entries))
    return Look(event, shown, _message(blocks, language), alike)


def _title(number: int, draft: Draft, event: Event) -> Phrase:
    name = "draft.title_change" if draft.entry else "draft.title_new"
    return Phrase.of(name, number=str(number), id=event.id)


def _last(language: str) -> list[str]:
    """The languages that every entry is told in, the editor's own last."""
    told_in = [one for one in languages() if one in ("en", "ar")]
    return sorted(told_in, key=lambda one: one == language)


def _message(blocks: list[list[str]], language: str) -> Message:
    return Message(
        language,
        tuple(Block(BlockKind.NOTE, tuple((Run(line),) for line in lines)) for lines in blocks),
    )
