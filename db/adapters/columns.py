"""The columns of the sheet that an export writes and that an import reads again."""

from __future__ import annotations

import json

from db.canonical import line_of
from db.model import Event

SHEET = (
    *("id", "date", "time_of_day", "kind", "places", "actors", "text_en", "text_ar", "status", "importance"),
    *("outcome", "tags", "reports", "figures", "control", "told_by"),
)


def cells_of(event: Event) -> list[str]:
    """An event as a row: reports, figures and changes of control as JSON, all else in plain words.

    The last cell tells people what the reports are; an import passes it over.
    """
    values = json.loads(line_of(event))
    told = [" ".join(filter(None, (one.source.outlet, str(one.dated or ""), one.source.url))) for one in event.reports]
    return [
        event.id,
        event.when.edtf,
        event.clock or "",
        event.kind,
        "; ".join(event.places),
        "; ".join(f"{part.role} {part.actor}" for part in event.actors),
        event.text.get("en"),
        event.text.get("ar"),
        event.status,
        str(event.importance),
        event.outcome or "",
        "; ".join(event.tags),
        *(json.dumps(values.get(name, []), ensure_ascii=False) for name in ("reports", "figures", "control")),
        "; ".join(told),
    ]
