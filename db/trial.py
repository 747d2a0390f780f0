"""An import tried out: all that it would do, and then done only where it still does just that."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlite_utils import Database

from db.bulk import Finding, bring_in
from db.errors import ImportDiffers
from db.records import RecordFile
from db.revision import Revision, Signature
from db.writing import ImportSummary

Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Trial:
    """What an import would do: with each record, in all, and the hash of its changes ("": there would be none)."""

    findings: Sequence[Finding]
    summary: ImportSummary
    content: str


def try_out(
    database: Database,
    file: RecordFile,
    signed: Signature,
    *,
    overwrite: bool = False,
    progress: Progress | None = None,
) -> Trial:
    """What importing a file would do; nothing is kept. Raises as `bring_in` does."""
    findings: list[Finding] = []
    contents: list[str] = []
    summary = bring_in(
        database,
        [file],
        signed,
        dry_run=True,
        overwrite=overwrite,
        told=findings.append,
        progress=progress,
        sealed=lambda made: contents.append(_content(made)),
    )
    return Trial(findings, summary, contents[0])


def bring_in_as_tried(
    database: Database,
    file: RecordFile,
    signed: Signature,
    content: str,
    *,
    overwrite: bool = False,
    progress: Progress | None = None,
) -> Revision:
    """Import a file if it changes just what a trial said, of which `content` is the hash.

    Raises ImportDiffers where it would change something else, or nothing; and what `bring_in` raises.
    """
    revisions: list[Revision] = []

    def agree(made: Revision | None) -> None:
        if made is None or made.content != content:
            raise ImportDiffers
        revisions.append(made)

    bring_in(database, [file], signed, overwrite=overwrite, progress=progress, sealed=agree)
    return revisions[0]


def _content(made: Revision | None) -> str:
    return made.content if made else ""
