"""Guest mentions: somebody calls the bot in a chat where it is no member, and it may say one thing."""

from __future__ import annotations

from telegram import InlineQueryResultArticle, InputTextMessageContent, Message, Update
from telegram.ext.filters import UpdateFilter

from answering.wording import phrase
from handlers import unanswered
from handlers.addressing import question_in, text_of
from handlers.asking import LONGEST_QUESTION
from handlers.context import BotContext
from handlers.limits import Turn
from handlers.manners import turn
from handlers.render import html
from handlers.render.article import article
from handlers.render.digits import with_digits
from handlers.render.screen import Screen


class GuestMention(UpdateFilter):
    """Messages of chats where the bot is a guest; the library's filters of messages let them through too."""

    def filter(self, update: Update) -> bool:
        """Whether it is one."""
        return update.guest_message is not None


async def answer(update: Update, context: BotContext) -> None:
    """Give one complete answer to a question, or to the message that it replies to."""
    message = update.guest_message
    if message is None or message.guest_query_id is None:
        return
    free, most = turn(message, context)
    if free is Turn.STILL_FULL:
        return
    if free is Turn.FULL:
        await tell(message, context.say(update, "limit.reached", count=most, number=most))
        return
    question = question_in(message) or (text_of(message.reply_to_message) if message.reply_to_message else "")
    if not question or len(question) > LONGEST_QUESTION:
        name = "ask.too_long" if question else "guest.usage"
        await tell(
            message,
            phrase(name, context.language(update), most=LONGEST_QUESTION, bot=f"@{context.bot.username}"),
        )
        return
    told = await context.core.ask(question, today=context.today(), language=context.language(update))
    await message.answer_guest_query(article(told, "answer", context.bot.username, None))
    await unanswered.note(told, context)


async def tell(message: Message, words: str) -> None:
    """Say a sentence in place of an answer."""
    content = InputTextMessageContent(with_digits(Screen(html.text(words)), None).html)
    await message.answer_guest_query(InlineQueryResultArticle("sentence", words[:60], content))
