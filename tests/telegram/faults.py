"""Ways in which a call can go wrong on purpose."""

import json
from collections import defaultdict, deque
from dataclasses import dataclass

_PHRASES = {
    401: "Unauthorized",
    403: "Forbidden: bot was blocked by the user",
    409: "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
    502: "Bad Gateway",
}


@dataclass(frozen=True, slots=True)
class Fault:
    """How one call ends: "error" with ``code`` and ``body``, "drop", "cut", "hold" or "stall"."""

    kind: str
    code: int = 0
    body: bytes = b""
    content_type: str = "application/json"


def error(code: int, description: str, parameters: dict[str, int]) -> Fault:
    """An answer with an error code; a 5xx comes as a page of HTML, as from the proxy in front of Telegram."""
    flood = f"Too Many Requests: retry after {parameters.get('retry_after', 1)}" if code == 429 else ""
    phrase = description or flood or _PHRASES.get(code, "Internal Server Error")
    if code >= 500:
        page = f"<html><head><title>{code} {phrase}</title></head><body>{phrase}</body></html>"
        return Fault("error", code, page.encode(), "text/html")
    answer = {"ok": False, "error_code": code, "description": phrase}
    answer |= {"parameters": parameters} if parameters else {}
    return Fault("error", code, json.dumps(answer).encode())


class Faults:
    """The faults still to come, by method."""

    def __init__(self) -> None:
        self._coming: dict[str, deque[Fault]] = defaultdict(deque)

    def add(self, method: str, fault: Fault, times: int) -> None:
        """Let the next ``times`` calls of ``method`` end in ``fault``."""
        self._coming[method].extend([fault] * times)

    def next(self, method: str) -> Fault | None:
        """The fault that this call of ``method`` has to end in."""
        return self._coming[method].popleft() if self._coming[method] else None

    def left(self, method: str) -> int:
        """How many calls of ``method`` are still to fail."""
        return len(self._coming[method])
