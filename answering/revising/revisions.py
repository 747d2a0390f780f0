"""Revisions in words: who wrote when and why, what changed, and what taking one back would do."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import tzinfo

from answering.answer import Phrase
from answering.message import Block, BlockKind, Message, Run
from answering.revising import changes
from answering.wording import Wording
from db.directory import Directory
from db.recorded import Changed
from db.revision import COMMAND_LINE, Action, Revision

_TOLD = 5  # records of one revision that are told of

_SAYS_ITSELF = {Action.ADD, Action.RETRACT, Action.RESTORE, Action.MERGE}  # that something came or went


def heading(revision: Revision, zone: tzinfo) -> Phrase:
    """What a revision did, who made it and when, in the time zone of who reads it."""
    at = revision.at.astimezone(zone)
    by = (
        Phrase.of("revision.command_line")
        if revision.by == COMMAND_LINE
        else Phrase.of("revision.by", person=revision.by)
    )
    did = (
        Phrase.of("revision.did.undo", undone=str(revision.undoes))
        if revision.action is Action.UNDO
        else Phrase.of(f"revision.did.{revision.action.value}")
    )
    return Phrase.of("revision.heading", number=str(revision.number), did=did, by=by, day=at.date(), time=f"{at:%H:%M}")


def told(changed: Changed, directory: Directory) -> tuple[Phrase, ...]:
    """What a revision did to a record, field by field."""
    if changed.came or changed.went:
        if changed.revision.action in _SAYS_ITSELF:
            return ()
        if changed.came and changed.revision.action is Action.UNDO:  # it stood before what was undone
            return (Phrase.of("revision.came_back"),)
        return (Phrase.of("revision.came" if changed.came else "revision.went"),)
    if changed.before is None or changed.after is None:
        return (Phrase.of("revision.unreadable"),)
    return changes.between(changed.before, changed.after, directory)


def history(
    changed: Sequence[Changed], directory: Directory, zone: tzinfo, language: str, *, title: Phrase, merged: str = ""
) -> Message:
    """The history of a record under `title`, the newest revision first; `merged` is the entry that it went into."""
    wording = Wording(language, directory)
    blocks = [_line(wording.say(title))]
    for one in reversed(changed):
        into = merged if one.went and one.revision.action is Action.MERGE else ""
        more = (Phrase.of("revision.merged_into", id=into),) if into else ()
        blocks.append(_block(one.revision, (*told(one, directory), *more), zone, wording))
    return Message(language, tuple(blocks))


def meanwhile(changed: Iterable[Changed], directory: Directory, zone: tzinfo, language: str) -> Message:
    """What others changed since an editor began, the oldest first, so that nothing is overwritten unseen."""
    wording = Wording(language, directory)
    blocks = [_block(one.revision, told(one, directory), zone, wording) for one in changed]
    return Message(language, (_line(wording.say(Phrase.of("revision.meanwhile"))), *blocks))


def undone(
    revision: Revision, changed: Sequence[Changed], directory: Directory, zone: tzinfo, language: str
) -> Message:
    """What would be set back if a revision were undone; `changed` are its first changes, not all need be there."""
    wording = Wording(language, directory)
    blocks = [_line(wording.say(Phrase.of("undo.sure"))), _block(revision, (), zone, wording)]
    blocks.append(_line(wording.say(Phrase.of("undo.back"))))
    for one in changed[:_TOLD]:
        record = Phrase.of(f"revision.record.{one.type}", id=one.id)
        lines = (_bold(wording.say(record)), *(_run(wording.say(phrase)) for phrase in _back(one, directory)))
        blocks.append(Block(BlockKind.STATEMENT, lines))
    if (left := revision.count - min(len(changed), _TOLD)) > 0:
        blocks.append(_line(wording.say(Phrase.of("revision.more", count=left, number=left))))
    return Message(language, tuple(blocks))


def _back(changed: Changed, directory: Directory) -> tuple[Phrase, ...]:
    """What undoing a change does to its record."""
    if changed.came:
        return (Phrase.of("revision.goes"),)
    if changed.went:
        return (Phrase.of("revision.comes_back"),)
    if changed.before is None or changed.after is None:
        return (Phrase.of("revision.unreadable"),)
    return changes.between(changed.after, changed.before, directory)


def _block(revision: Revision, lines: Iterable[Phrase], zone: tzinfo, wording: Wording) -> Block:
    why = Phrase.of("revision.why", why=revision.why) if revision.why else Phrase.of("revision.no_why")
    said = [_run(wording.say(phrase)) for phrase in (why, *lines)]
    return Block(BlockKind.STATEMENT, (_bold(wording.say(heading(revision, zone))), *said))


def _line(words: str) -> Block:
    return Block(BlockKind.NOTE, (_run(words),))


def _run(words: str) -> tuple[Run, ...]:
    return (Run(words),)


def _bold(words: str) -> tuple[Run, ...]:
    return (Run(words, bold=True),)
