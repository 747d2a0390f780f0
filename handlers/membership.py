"""Where the bot is: added, removed, blocked, and groups that become supergroups with another number."""

from __future__ import annotations

from telegram import ChatMemberUpdated, Update
from telegram.constants import ChatMemberStatus, ChatType

from db.chats import Chats
from handlers.addressing import after_command
from handlers.context import BotContext
from handlers.render import html
from handlers.render.digits import with_digits
from handlers.render.screen import Screen
from handlers.replying import reply

_OUT = (ChatMemberStatus.LEFT, ChatMemberStatus.BANNED)


async def stands(update: Update, context: BotContext) -> None:
    """Say once how to ask where the bot was added; forget a chat that it was removed from or that blocked it."""
    change = update.my_chat_member
    if change is None:
        return
    chat = change.chat
    if change.new_chat_member.status in _OUT:
        await context.kept.write(lambda chats: chats.forget(chat.id))
        context.memory.forget(chat.id)
    elif (
        _is_new(change)
        and chat.type in (ChatType.GROUP, ChatType.SUPERGROUP)
        and await context.kept.write(lambda chats: chats.greet(chat.id))
    ):
        shown = with_digits(Screen(html.text(_greeting(update, context))), context.preferences.digits)
        await chat.send_message(shown.html)


async def start(update: Update, context: BotContext) -> None:
    """Say in a group how to ask.

    Telegram writes /start with a word for who adds the bot by a link: there it is not said a second time.
    """
    message = update.effective_message
    if message is None:
        return
    new = await context.kept.write(lambda chats: chats.greet(message.chat_id))
    if new or not after_command(message):
        await reply(message, Screen(html.text(_greeting(update, context))), context)


async def moved(update: Update, context: BotContext) -> None:
    """Take along everything that is kept for a group that has become a supergroup."""
    message = update.effective_message
    if message is None:
        return
    if message.migrate_to_chat_id is not None:
        await move(message.chat.id, message.migrate_to_chat_id, context)
    elif message.migrate_from_chat_id is not None:
        await move(message.migrate_from_chat_id, message.chat.id, context)


async def move(old: int, new: int, context: BotContext) -> None:
    """Keep for the chat `new` what was kept for `old`; done twice, it does nothing the second time.

    Its people know the bot: they are not told anew how to ask.
    """

    def take_along(chats: Chats) -> None:
        chats.move(old, new)
        chats.greet(new)

    await context.kept.write(take_along)
    context.memory.move(old, new)


def _greeting(update: Update, context: BotContext) -> str:
    return context.say(update, "group.greeting", bot=f"@{context.bot.username}")


def _is_new(change: ChatMemberUpdated) -> bool:
    """Whether the bot was not there before; to be made an admin is nothing new."""
    return change.old_chat_member.status in _OUT
