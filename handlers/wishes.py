"""Plain words in a private chat that want what a command does: "subscribe", "stop", "follow Hama", "this is wrong"."""

from __future__ import annotations

from dataclasses import replace

from telegram import Message, Update
from telegram.ext import filters

from answering.text import script_language
from answering.wishes import Wish, wished
from answering.wording import phrase
from handlers import following, mistakes, preferences, privacy
from handlers.asking import chat_key
from handlers.context import BotContext
from handlers.presses import about_mistake
from handlers.render import html
from handlers.render.screen import Screen
from handlers.replying import reply


class IsWish(filters.MessageFilter):
    """Messages that want something of the bot itself."""

    def filter(self, message: Message) -> bool:
        """Whether it is one."""
        return message.text is not None and wished(message.text) is not None


async def grant(update: Update, context: BotContext) -> None:
    """Do what the command does that the message could have been."""
    message = update.effective_message
    wish = wished(message.text or "") if message else None
    if message is None or wish is None:
        return
    match wish.wish:
        case Wish.FOLLOW:
            await following.follow_named(message, wish.about, update, context)
        case Wish.UNFOLLOW:
            await following.unfollow_named(message, "", update, context)
        case Wish.SETTINGS:
            await preferences.show(message, update, context)
        case Wish.LANGUAGE:
            await preferences.keep(message, replace(context.preferences, language=wish.about), context)
            await preferences.show(message, update, context)
        case Wish.PRIVACY:
            await privacy.privacy(update, context)
        case Wish.FORGET:
            await privacy.forget(update, context)
        case Wish.MISTAKE:
            await _mistake(message, update, context)


async def _mistake(message: Message, update: Update, context: BotContext) -> None:
    """Ask what is wrong with the one entry that was spoken of last; where it is not one, say where the button is."""
    answer = context.memory.subject[chat_key(message)]
    language = script_language(message.text or "") or context.language(update)
    if answer is not None and len(answer.events) == 1:
        await mistakes.ask(message, about_mistake(answer.events[0].id)[2:], language, context)
    else:
        await reply(message, Screen(html.text(phrase("mistake.how", language))), context)
