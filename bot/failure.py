"""What is said where an answer fails for a reason that nobody foresaw: an id; the log has where it failed."""

from __future__ import annotations

import logging
import secrets
import sys
import traceback

_log = logging.getLogger(__name__)


def failure() -> str:
    """Log the error at hand, and give the sentence that tells the asker its id.

    The log has where it failed and the kinds of error, not their words: these may quote what was asked.
    """
    id = secrets.token_hex(4)
    _log.error("%s: something failed\n%s", id, _where(sys.exception()))
    return f"Something went wrong inside Tarikh; the log names it {id}."


def _where(error: BaseException | None) -> str:
    parts = []
    while error is not None:
        parts.append("".join(traceback.format_tb(error.__traceback__)) + type(error).__name__)
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return "\n\nafter\n\n".join(parts)
