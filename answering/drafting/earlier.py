"""What there is already of a page: the entries that rest on it, and a draft that is being written from it."""

from __future__ import annotations

from dataclasses import dataclass

from answering.drafting.draft import Draft, Field
from answering.drafting.keeping import draft_from
from answering.drafting.sourcing import stored_page
from db.drafts import Drafts
from db.page_keys import page_key
from db.timeline import Timeline


@dataclass(frozen=True, slots=True)
class Earlier:
    """The ids of the entries that a page is a source of, and the number of the newest draft that names it."""

    entries: tuple[str, ...] = ()
    draft: int | None = None


def earlier_of(link: str, timeline: Timeline) -> Earlier:
    """What there is of the page with this address."""
    source = stored_page(link, timeline.database)
    rows = (
        timeline.database.conn.execute(
            """
            SELECT DISTINCT event.id FROM report JOIN event ON event.seq = report.event
            WHERE report.source = ? ORDER BY event.id
            """,
            (source.id,),
        ).fetchall()
        if source is not None
        else []
    )
    drafts = (kept.number for kept in Drafts(timeline.database).naming(link) if _has_page(draft_from(kept), link))
    return Earlier(tuple(str(id) for (id,) in rows), next(drafts, None))


def _has_page(draft: Draft, link: str) -> bool:
    """Whether a source of the draft has this address, and not only one that begins so."""
    parts = (part.strip() for line in draft.values(Field.SOURCE) for part in line.split("|"))
    return any("://" in part and page_key(part) == page_key(link) for part in parts)
