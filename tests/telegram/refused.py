"""A call that the stand-in refuses, as an exception and as a record."""

from dataclasses import dataclass
from typing import Any

TOO_OLD = "Bad Request: query is too old and response timeout expired or query ID is invalid"
NOT_MODIFIED = (
    "Bad Request: message is not modified: specified new message content and reply markup"
    " are exactly the same as a current content and reply markup of the message"
)


class Refused(Exception):
    """Carries Telegram's error code, its description, and what the test should know besides."""

    def __init__(self, code: int, description: str, why: str = "", **parameters: int) -> None:
        super().__init__(description)
        self.code, self.description, self.why, self.parameters = code, description, why, parameters


def bad(description: str, why: str = "") -> Refused:
    """A 400; ``why`` is for the reader of the test, Telegram does not send it."""
    return Refused(400, f"Bad Request: {description}", why)


@dataclass(frozen=True, slots=True)
class Refusal:
    """A refused call, kept for the test."""

    method: str
    params: dict[str, Any]
    code: int
    description: str
    why: str = ""

    def __str__(self) -> str:
        reason = f" ({self.why})" if self.why else ""
        return f"{self.method}: {self.code} {self.description}{reason}; parameters {self.params!r}"
