"""What is shown before an entry is taken out or two are merged: the question, then the entry as readers see it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from answering import showing, wording
from answering.answer import Phrase
from answering.message import Block, BlockKind, Message, Run
from answering.revising import changes
from answering.wording import Wording
from db.merging import merged
from db.model import Event, Figure, Report
from db.source_rows import load_sources
from db.timeline import Timeline


def before_retracting(event: Event, why: str, timeline: Timeline, language: str) -> Message:
    """Whether an entry is to be taken out, and the entry as readers see it."""
    asked = (Phrase.of("retract.sure", id=event.id), Phrase.of("revision.why", why=why))
    return _under(asked, as_read(event, timeline, language), timeline)


def before_merging(kept: Event, other: Event, why: str, timeline: Timeline, language: str) -> Message:
    """Whether two entries are to be one, what the one that is kept gains, and how readers will see it."""
    result = merged(kept, other)
    gains = changes.between(kept, result, timeline.directory) or (Phrase.of("merge.gains_nothing", id=kept.id),)
    unlike = changes.otherwise(result, other, timeline.directory)
    asked = (
        Phrase.of("merge.sure", kept=kept.id, other=other.id),
        *((Phrase.of("revision.why", why=why),) if why else ()),
        Phrase.of("merge.gains", id=kept.id),
        *gains,
        *((Phrase.of("merge.otherwise", other=other.id), *unlike) if unlike else ()),
        Phrase.of("merge.result"),
    )
    return _under(asked, as_read(result, timeline, language), timeline)


def merged_as_read(kept: Event, other: Event, timeline: Timeline, language: str) -> Message:
    """The entry that a merge keeps, under its id, as readers of a language will see it."""
    return _under((Phrase.of("merge.will_be", id=kept.id),), as_read(merged(kept, other), timeline, language), timeline)


def as_read(event: Event, timeline: Timeline, language: str) -> Message:
    """An entry as readers of a language see it, stored or not."""
    return wording.word(showing.preview(event, timeline, language), timeline.directory)


def names_gone(event: Event, timeline: Timeline) -> tuple[str, ...]:
    """The ids of what an entry names and what is not recorded any more, in the order of the entry."""
    directory = timeline.directory
    places = [
        *event.places,
        *(place for figure in event.figures for place in figure.area),
        *(place for change in event.control for place in (*change.places, *change.excluded)),
    ]
    told: tuple[Report | Figure, ...] = (*event.reports, *event.figures)
    actors = [
        *(part.actor for part in event.actors),
        *(actor for part in told for actor in part.said_by),
        *(actor for change in event.control for actor in (*change.to, *change.from_)),
    ]
    named = dict.fromkeys(part.source.id for part in told)
    sources = load_sources(timeline.database, list(named))
    gone = [
        *(place for place in places if place not in directory.places),
        *(actor for actor in actors if actor not in directory.actors),
        *(source for source in named if source not in sources),
    ]
    return tuple(dict.fromkeys(gone))


def _under(said: Iterable[Phrase], shown: Message, timeline: Timeline) -> Message:
    say = Wording(shown.language, timeline.directory).say
    lines = tuple((Run(say(phrase)),) for phrase in said)
    return replace(shown, blocks=(Block(BlockKind.NOTE, lines), *shown.blocks))
