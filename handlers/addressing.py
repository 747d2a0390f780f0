"""What in a message is said to the bot, and how it was addressed: talk between people is none of its business."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto

from telegram import Bot, Message
from telegram.constants import ChatType
from telegram.ext.filters import MessageFilter

from answering.wishes.called import call

_COMMAND = re.compile(r"/\w")
_WHOLE_COMMAND = re.compile(r"/\w+(?:@\w+)?\s*")
_MARKS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069\u061c\ufeff]")  # of direction
_ASK = re.compile(r"\s*/ask(?:@(?P<whose>\w+))?(?:\s+|$)", re.IGNORECASE)


class Way(Enum):
    """How the bot was addressed."""

    PRIVATE = auto()
    COMMAND = auto()
    MENTION = auto()
    NAME = auto()
    REPLY = auto()  # which may as well be talk about its answer
    PERHAPS = auto()  # its name first, which is also a word of the language


@dataclass(frozen=True, slots=True)
class Addressed:
    """What is said to the bot in a message, empty where it was only called, and how it was addressed."""

    question: str
    way: Way


def after_command(message: Message) -> str:
    """What a message says after its command."""
    said = _MARKS.sub("", message.text or "")  # which stand around an id or a number that was copied out of Arabic
    return _WHOLE_COMMAND.sub("", said, count=1).strip()


def text_of(message: Message) -> str:
    """What a message says: its text, or the caption of what it shows."""
    return message.text or message.caption or ""


def question_in(message: Message) -> str:
    """The question in a message that is known to be one: its text without the command, mentions and the bot's name."""
    text = text_of(message)
    own = _ASK.sub("", _mention(message.get_bot()).sub(" ", text), count=1).strip()
    called = call(own)
    return called.rest if called and called.surely else own


def addressed(message: Message) -> Addressed | None:
    """What a message says to the bot; None where it says nothing, or nothing to it."""
    text = text_of(message)
    if not text or _comes_from_elsewhere(message):
        return None
    command = _ASK.match(text)
    if command or _COMMAND.match(text):
        username = message.get_bot().username
        ours = command and (command["whose"] or username).lower() == username.lower()
        return Addressed(question_in(message) or _question_pointed_at(message), Way.COMMAND) if ours else None
    if message.chat.type == ChatType.PRIVATE:
        return Addressed(question_in(message), Way.PRIVATE)
    if message.chat.type == ChatType.CHANNEL or message.forward_origin:
        return None
    if _mention(message.get_bot()).search(text):
        return Addressed(question_in(message) or _question_pointed_at(message), Way.MENTION)
    called = call(text)
    if called is not None and called.surely:
        return Addressed(called.rest or _question_pointed_at(message), Way.NAME)
    if _answers_the_bot(message):
        return Addressed(question_in(message), Way.REPLY)
    return Addressed(called.rest, Way.PERHAPS) if called else None


class ToTheBot(MessageFilter):
    """Messages that say something to the bot."""

    def filter(self, message: Message) -> bool:
        """Whether it is addressed."""
        return addressed(message) is not None


def _comes_from_elsewhere(message: Message) -> bool:
    """Whether no person wrote it to this chat: another bot, the bot itself through a person, or a linked channel."""
    author = message.from_user
    another_bot = author is not None and author.is_bot and message.sender_chat is None  # else an anonymous admin
    through = message.via_bot is not None and message.via_bot.id == message.get_bot().id
    return another_bot or through or bool(message.is_automatic_forward)


def _question_pointed_at(message: Message) -> str:
    """What somebody else's message says, to which the bot is only called: "@bot" in reply to a question."""
    replied = message.reply_to_message
    return text_of(replied) if replied is not None and not _answers_the_bot(message) else ""


def _answers_the_bot(message: Message) -> bool:
    replied = message.reply_to_message
    if replied is None or replied.forum_topic_created:  # which every message of a topic replies to
        return False
    return replied.from_user is not None and replied.from_user.id == message.get_bot().id


def _mention(bot: Bot) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)@{re.escape(bot.username)}(?!\w)", re.IGNORECASE)
