"""What an editor is told before publishing; nothing here refuses a draft."""

from __future__ import annotations

from dataclasses import dataclass

from answering.answer import Phrase
from answering.drafting.draft import Field


@dataclass(frozen=True, slots=True)
class Warned:
    """One warning: the sentence, the ids of the stored entries that it is about, and the field of the draft.

    `alike`: the entries may tell the same as the draft.
    """

    said: Phrase
    entries: tuple[str, ...] = ()
    field: Field | None = None
    alike: bool = False
