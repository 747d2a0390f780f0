"""What an import does, line by line and in all, as the command line tells it."""

from __future__ import annotations

import click

from db.bulk import Finding
from db.writing import ImportSummary, Tally, Verdict

_WHY = {
    Verdict.RETRACTED: "skipped: it was retracted; restore it first if it is to come back",
    Verdict.EDITED: "skipped: it was edited here since its import; --overwrite takes the imported one",
    Verdict.ADDED: "would be added",
    Verdict.UNCHANGED: "is the same already",
}


def tell_finding(finding: Finding) -> None:
    """Say what would become of one record."""
    fields = ", ".join(finding.fields)
    what = f"would change {fields}" if finding.verdict is Verdict.CHANGED else _WHY[finding.verdict]
    click.echo(f"{finding.file}:{finding.line}: {finding.type} {finding.id}: {what}")


def tell_summary(summary: ImportSummary) -> None:
    """Say how many records of each type were added, changed and left."""
    for kind, tally in (
        ("sources", summary.sources),
        ("places", summary.places),
        ("actors", summary.actors),
        ("events", summary.events),
    ):
        click.echo(f"{kind}: {_told(tally)}")


def _told(tally: Tally) -> str:
    skipped = f", {tally.skipped:,} skipped" if tally.skipped else ""
    return f"{tally.added:,} added, {tally.changed:,} changed, {tally.unchanged:,} unchanged{skipped}"
