"""Asking the core from a terminal or a stream: one open timeline, and each chat's last answer."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from answering import ask
from answering.answer import Answer, Status
from answering.message import Message
from answering.wording import word
from db.timeline import Timeline

CHATS = 10_000  # whose last answer is kept; the one that has been silent longest is forgotten first


@dataclass(frozen=True, slots=True)
class Told:
    """An answer and its words."""

    answer: Answer
    message: Message


class Asker:
    """Answers questions one after another; a follow-up is read from the last answer in its chat."""

    def __init__(self, timeline: Timeline, timezone: ZoneInfo) -> None:
        self.timeline = timeline
        self._timezone = timezone
        self._last: OrderedDict[str, Answer] = OrderedDict()

    def ask(
        self,
        question: str,
        *,
        chat: str | None = None,
        today: date | None = None,
        language: str | None = None,
    ) -> Told:
        """The answer to a question; without `chat` nothing came before, without `today` it is this day."""
        answer = ask.answer(
            question,
            self.timeline,
            today=today or datetime.now(self._timezone).date(),
            language=language,
            previous=None if chat is None else self._last.get(chat),
        )
        if chat is not None and answer.status is not Status.NOT_A_QUESTION:
            self._remember(chat, answer)  # thanks in between don't end what is spoken of
        return Told(answer, word(answer, self.timeline.directory))

    def _remember(self, chat: str, answer: Answer) -> None:
        self._last[chat] = answer
        self._last.move_to_end(chat)
        while len(self._last) > CHATS:
            self._last.popitem(last=False)
