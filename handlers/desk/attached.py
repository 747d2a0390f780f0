"""Files that are sent to the desk and by it."""

from __future__ import annotations

from telegram import Document, Message
from telegram.error import BadRequest
from telegram.ext.filters import MessageFilter

from handlers.addressing import text_of
from handlers.context import BotContext

LARGEST = 20 * 2**20  # bytes that Telegram lets a bot download
LARGEST_SENT = 50 * 2**20  # and send


class FileGone(Exception):
    """Telegram no longer gives the file."""


class FileTooLarge(Exception):
    """Telegram does not let a bot have a file of this size."""


class Captioned(MessageFilter):
    """Files with a command as their caption."""

    def __init__(self, command: str) -> None:
        super().__init__()
        self._command = command

    def filter(self, message: Message) -> bool:
        """Whether the caption begins with the command, for this bot."""
        if message.document is None or not (words := (message.caption or "").split(maxsplit=1)):
            return False
        name, _, bot = words[0].lower().partition("@")
        return name == f"/{self._command}" and bot in ("", message.get_bot().username.lower())


def document_of(message: Message) -> Document | None:
    """The file of a message, else of the one that it replies to."""
    replied = message.reply_to_message
    return message.document or (replied.document if replied else None)


def words_after(message: Message) -> str:
    """What stands after the command, in a text or a caption."""
    _, _, words = text_of(message).strip().replace("\n", " ").partition(" ")
    return words.strip()


async def content_of(file: str, context: BotContext) -> bytes:
    """What is in the file with this id. Raises FileTooLarge and FileGone."""
    try:
        found = await context.bot.get_file(file)
        return bytes(await found.download_as_bytearray())
    except BadRequest as refusal:
        raise (FileTooLarge if "too big" in refusal.message.lower() else FileGone) from refusal
