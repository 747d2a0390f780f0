"""Publishing a draft: who may, and the one transaction in which the entry is written and the draft is done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlite_utils import Database

from answering.answer import Phrase
from answering.drafting.draft import Draft, Field
from answering.drafting.entry import Entry, entry_of
from answering.drafting.faults import Fault
from answering.drafting.keeping import draft_from
from db.drafts import Drafts, DraftState, KeptDraft
from db.editing import write
from db.history import newest
from db.revision import Revision, Signature
from db.timeline import Timeline
from db.writing import transaction


@dataclass(frozen=True, slots=True)
class Published:
    """What came of a draft: the id of the entry, and the revision, None where it was stored like that already."""

    entry: str
    revision: Revision | None


@dataclass(frozen=True, slots=True)
class Unpublished:
    """Why nothing was published: a sentence, or what is wrong with the draft by now."""

    said: Phrase | None = None
    faults: tuple[Fault, ...] = ()


def refusal(kept: KeptDraft | None, person: int, *, review: bool) -> Phrase | None:
    """Why a person can't publish a draft; None where the person can. `review`: it takes a second person."""
    if kept is None:
        return Phrase.of("publish.gone")
    if kept.state is DraftState.DONE:
        return Phrase.of("publish.done_already", id=kept.entry or "")
    if review and kept.person == person:
        waits = kept.state is DraftState.WAITING
        return Phrase.of("publish.waits" if waits else "publish.second_person", number=str(kept.number))
    if kept.state is not DraftState.WAITING and (review or kept.person != person):
        return Phrase.of("publish.not_waiting")
    return None


def publish(
    database: Database, number: int, signed: Signature, *, person: int, today: date, review: bool, language: str
) -> Published | Unpublished:
    """Write the entry of a draft, signed with the draft's own reason where it gives one.

    Raises Conflict, RecordsRefused, NotStored and DatabaseUnwritable as `editing.write` does; nothing is written then.
    """
    drafts = Drafts(database)
    with transaction(database):
        kept = drafts.draft(number)
        said = refusal(kept, person, review=review)
        if kept is None or said is not None:
            return Unpublished(said)
        draft = draft_from(kept)
        made = entry_of(draft, Timeline(database), today=today, language=language)
        if not isinstance(made, Entry):
            return Unpublished(faults=made)
        why = _why(draft, kept, signed, person)
        based_on = draft.based_on if draft.entry else newest(database)  # a new entry overwrites nothing
        revision = write(database, made.records, Signature(signed.by, why, signed.at), based_on=based_on)
        drafts.finish(number, made.event.id, at=signed.at)
    return Published(made.event.id, revision)


def _why(draft: Draft, kept: KeptDraft, signed: Signature, person: int) -> str:
    """The reason that the history keeps: the editor's, and what the one who signs adds of whose draft it was."""
    own = draft.value(Field.WHY).strip()
    return " · ".join(filter(None, [own, signed.why if kept.person != person else ""]))
