"""Who may change what a chat has set: anybody in private, admins in groups and channels."""

from __future__ import annotations

from telegram import Chat, Update
from telegram.constants import ChatMemberStatus, ChatType
from telegram.error import BadRequest, Forbidden

from handlers.context import BotContext

_ADMINS = (ChatMemberStatus.ADMINISTRATOR, ChatMemberStatus.OWNER)


async def may_change(update: Update, context: BotContext) -> bool:
    """Whether the person behind an update may change the chat's settings and what it follows."""
    chat, query, message = update.effective_chat, update.callback_query, update.effective_message
    if chat is None:
        return False
    if chat.type == ChatType.PRIVATE:
        return True
    if query is None:
        if chat.type == ChatType.CHANNEL:
            return True  # only its admins can post there
        if message is not None and message.sender_chat is not None:
            return message.sender_chat.id == chat.id  # an anonymous admin; not a channel that writes there
    return await is_admin(chat, update.effective_user.id, context) if update.effective_user else False


async def is_admin(chat: Chat, user: int, context: BotContext) -> bool:
    """Whether a person is an admin of a chat; no, where the bot can't see its members."""
    try:
        member = await context.bot.get_chat_member(chat.id, user)
    except (BadRequest, Forbidden):
        return False
    return member.status in _ADMINS
