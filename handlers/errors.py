"""An error that nobody caught: the log gets it with an id, the asker one line with that id."""

from __future__ import annotations

import logging
import secrets
import traceback

from telegram import Message, ReplyParameters, Update
from telegram.constants import ChatType
from telegram.error import BadRequest, Forbidden, NetworkError, TelegramError

from answering.wording import phrase
from handlers import guest
from handlers.addressing import addressed, text_of
from handlers.context import BotContext
from handlers.render import html

_SHUT = (
    "chat not found",
    "not enough rights",
    "have no rights",
    "chat_write_forbidden",
    "topic_closed",
    "message thread not found",
    "group is deactivated",
    "need administrator rights in the channel chat",
    "topic_deleted",
)
_log = logging.getLogger(__name__)


async def report(update: object, context: BotContext) -> None:
    """Log an error and tell the asker, if there is one, under which id."""
    error = context.error
    if error is None or _is_shut(error):
        return
    id = secrets.token_hex(4)
    if isinstance(error, NetworkError) and not isinstance(error, BadRequest):
        _log.warning("%s: %s", id, _told(error))
    elif isinstance(error, TelegramError) and update is None:
        _log.warning("%s: %s", id, _told(error))  # while asking for updates: it is asked again
    else:
        _log.error("%s: an update could not be handled\n%s", id, _where(error))
    if isinstance(update, Update):
        await _apologise(update, id, context)


def _is_shut(error: Exception) -> bool:
    """Whether nobody can be answered: the bot is blocked or put out, or the chat is gone or closed."""
    words = str(error).lower()
    return isinstance(error, Forbidden) or (isinstance(error, BadRequest) and any(reason in words for reason in _SHUT))


async def _apologise(update: Update, id: str, context: BotContext) -> None:
    message = update.effective_message
    chat = update.effective_chat
    if message is None or chat is None or not _was_asked(update, message):
        return
    try:
        await context.refresh_data()  # the context of an error comes without the chat's preferences
    except Exception as error:  # the database may be what is wrong
        _log.warning("%s: the chat's preferences can't be read: %s", id, type(error).__name__)
    words = html.text(phrase("error.apology", context.language(update), id=id))
    try:
        if update.guest_message:
            await guest.tell(message, context.say(update, "error.apology", id=id))
        else:
            await chat.send_message(
                words,
                reply_parameters=ReplyParameters(message.message_id),
                message_thread_id=message.message_thread_id if message.is_topic_message else None,
            )
    except TelegramError as error:
        _log.warning("%s: the asker could not be told: %s", id, _told(error))


def _was_asked(update: Update, message: Message) -> bool:
    """Whether somebody waits for an answer; between people nobody does."""
    own = update.callback_query or update.guest_message or message.chat.type == ChatType.PRIVATE
    return bool(own) or addressed(message) is not None or text_of(message).startswith("/")


def _told(error: BaseException) -> str:
    """The error in one line. Only Telegram's own words are told: others may quote what was asked."""
    name = type(error).__name__
    return f"{name}: {' '.join(str(error).split())[:300]}" if isinstance(error, TelegramError) else name


def _where(error: BaseException | None) -> str:
    """Where the error came from and from what, without the words of the errors."""
    parts = []
    while error is not None:
        parts.append("".join(traceback.format_tb(error.__traceback__)) + _told(error))
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return "\n\nafter\n\n".join(parts)
