"""Where a dialogue is led: its chat, the message that asks, and the step, as the store of drafts keeps them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from answering.drafting.dialogue import Step, read_step

_WRITTEN = re.compile(r"(?P<chat>-?\d+)/(?P<message>\d+) (?P<step>.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Spot:
    """The chat and the message in it that asks (0: none yet), and the step of the dialogue."""

    chat: int
    message: int
    step: Step

    def written(self) -> str:
        """The spot as it is kept."""
        return f"{self.chat}/{self.message} {self.step.written()}"


def read_spot(written: str) -> Spot | None:
    """The spot that was kept; None where the draft was never led by a dialogue."""
    found = _WRITTEN.fullmatch(written)
    return Spot(int(found["chat"]), int(found["message"]), read_step(found["step"])) if found else None
