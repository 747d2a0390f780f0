"""Names within longer names: an entry that speaks of the Free Syrian Army does not speak of the Syrian army.

One word more makes another name of it; a coalition against somebody names him as well.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence

from answering.finding.evidence import Hits
from db.directory import Directory
from db.folding import stems
from db.timeline import Timeline

_LEAST = 2  # words of a name that is another within a longer one; one word alone says whom both are of
_MOST = 2_000  # entries that are read to see how they name somebody

Row = tuple[str, ...]  # the stems of a name


class LongerNames:
    """The names of actors that are the name of another one, to whom they have no ties, and a word more."""

    def __init__(self, directory: Directory) -> None:
        self._kin = {id: directory.members(id) | directory.bodies(id) for id in directory.actors}
        self._owners: dict[Row, set[str]] = defaultdict(set)
        self._holding: dict[Row, set[tuple[Row, str]]] = defaultdict(set)
        for actor in directory.actors.values():
            for words in (*(words for _, words in actor.name.by_language), *actor.aliases):
                row = stems(words)
                self._owners[row].add(actor.id)
                for part in (row[1:], row[:-1]) if len(row) > _LEAST else ():
                    self._holding[part].add((row, actor.id))

    def only_within(self, rows: Iterable[Row], actors: Collection[str], hits: Hits, timeline: Timeline) -> Hits:
        """The events among `hits` whose words hold these rows of stems only as parts of the names of others."""
        kin = frozenset[str]().union(*(self._kin[actor] for actor in actors))
        short = tuple(rows)
        longer = {row for one in short for row, actor in self._holding.get(one, ()) if actor not in kin}
        longer = {row for row in longer if kin.isdisjoint(self._owners[row])}  # a name of two
        if not longer:
            return frozenset()
        doubtful = hits & frozenset(timeline.with_phrases(sorted(longer), column="text"))
        if len(doubtful) > _MOST:
            return frozenset()
        events = timeline.events(sorted(doubtful))
        told = {event.id: [stems(text) for _, text in event.text.by_language] for event in events}
        within = [id for id, texts in told.items() if not any(_stands_alone(short, longer, text) for text in texts)]
        return frozenset(timeline.seqs(within))


def _stands_alone(short: Sequence[Row], longer: Collection[Row], text: Row) -> bool:
    """Whether one of the short rows stands in a text outside of each of the longer ones."""
    inside: set[int] = set()
    for row in longer:
        for at in _places_of(row, text):
            inside.update(range(at, at + len(row)))
    return any(at not in inside for row in short for at in _places_of(row, text))


def _places_of(row: Row, text: Row) -> Iterable[int]:
    return (at for at in range(len(text) - len(row) + 1) if text[at : at + len(row)] == row)
