"""Logging: one handler, no secrets in what it writes, and no message texts."""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Iterable
from types import TracebackType
from urllib.parse import quote

from telegram.error import InvalidToken

_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"
_HIDDEN = "[secret]"
_TELLS_TEXTS = ("telegram", "tornado", "apscheduler")  # at DEBUG they write whole updates
_TELLS_ADDRESSES = ("httpx", "httpcore")  # at INFO the address of each request, which holds the token


class Redacting(logging.Formatter):
    """Lines in which the secrets do not stand, wherever in the finished text they were: tracebacks too."""

    def __init__(self, secrets: Iterable[str]) -> None:
        super().__init__(_FORMAT)
        self._secrets = tuple(
            sorted({form for secret in secrets if secret for form in (secret, quote(secret, safe=""))}, key=len)
        )[::-1]

    def format(self, record: logging.LogRecord) -> str:
        """The record as a line, redacted."""
        line = super().format(record)
        for secret in self._secrets:
            line = line.replace(secret, _HIDDEN)
        return line


def set_up(level: str, secrets: Iterable[str]) -> None:
    """Log to standard error from `level` on, without the `secrets`; uncaught errors come by the same way."""
    handler = logging.StreamHandler()
    handler.setFormatter(Redacting(secrets))
    handler.addFilter(_is_news)
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for name in _TELLS_TEXTS:
        logging.getLogger(name).setLevel(max(logging.INFO, logging.getLevelNamesMapping()[level]))
    for name in _TELLS_ADDRESSES:
        logging.getLogger(name).setLevel(max(logging.WARNING, logging.getLevelNamesMapping()[level]))
    logging.getLogger("apscheduler").setLevel(logging.WARNING)  # at INFO each run of each timed job
    logging.captureWarnings(True)
    sys.excepthook = _log_uncaught
    threading.excepthook = lambda args: _log_uncaught(args.exc_type, args.exc_value, args.exc_traceback)


def _is_news(record: logging.LogRecord) -> bool:
    """Not a refused token: the library logs it with a traceback, and `app.run` says it in a sentence."""
    return not (record.exc_info and isinstance(record.exc_info[1], InvalidToken))


def _log_uncaught(kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> None:
    if error is not None:
        logging.getLogger(__name__).critical("Tarikh has stopped", exc_info=(kind, error, trace))
