"""Sending what must not come twice: Telegram has no key by which it would know a call that is made again.

A call whose answer is lost may have been carried out. Answers to questions are sent again all the same; for news
that is left to `telling`, which writes down that it began, and says so when it has to send again.
"""

from __future__ import annotations

from telegram.error import BadRequest, NetworkError, TelegramError

ONCE = 4  # given with a call as its `rate_limit_args`: tries after a 429, and none where it may have been carried out

# The library's errors come from these of the HTTP client, before which nothing of the call has gone out.
_BEFORE = {"ConnectError", "ConnectTimeout", "PoolTimeout"}


def surely_not_done(error: TelegramError) -> bool:
    """Whether a call that failed was certainly not carried out: Telegram refused it, or was never reached."""
    if isinstance(error, BadRequest):
        return True
    if isinstance(error, NetworkError):
        return type(error.__cause__).__name__ in _BEFORE
    return type(error) is not TelegramError  # which stands for an answer that could not be read
