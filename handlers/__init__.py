"""The Telegram surface: an update in, a message out. No rule about the timeline is kept here."""

from __future__ import annotations

from telegram import Update
from telegram.ext import CallbackQueryHandler, CommandHandler, MessageHandler, filters

from handlers import asking, browsing, buttons, errors, following, help, links, mistakes, preferences, privacy
from handlers.context import BotApplication

ALLOWED_UPDATES = (
    Update.MESSAGE,
    Update.EDITED_MESSAGE,
    Update.CALLBACK_QUERY,
    Update.CHANNEL_POST,
)  # what the list below handles

_NEW = filters.UpdateType.MESSAGE
_POSTED = filters.UpdateType.MESSAGE | filters.UpdateType.CHANNEL_POST
_PRIVATE = filters.ChatType.PRIVATE
_QUESTION = filters.TEXT & ~filters.COMMAND & _PRIVATE & filters.UpdateType.MESSAGES


def register(application: BotApplication) -> None:
    """Every handler of the bot; an update goes to the first that takes it, so the order matters."""
    application.add_handlers(
        [
            CommandHandler("ask", asking.ask),  # edits too: an edited question edits its answer
            CommandHandler("start", browsing.open_entry, filters=_NEW & filters.Regex(links.START)),
            CommandHandler("start", help.start, filters=_NEW),
            CommandHandler("help", help.show_help, filters=_NEW),
            CommandHandler("about", help.about, filters=_NEW),
            CommandHandler("follow", following.follow, filters=_POSTED),
            CommandHandler("unfollow", following.unfollow, filters=_POSTED),
            CommandHandler("following", following.following, filters=_POSTED),
            CommandHandler("timeline", browsing.show_timeline, filters=_NEW),
            CommandHandler("today", browsing.today, filters=_NEW),
            CommandHandler("sources", browsing.sources, filters=_NEW),
            CommandHandler("settings", preferences.settings, filters=_POSTED),
            CommandHandler("privacy", privacy.privacy, filters=_POSTED),
            CommandHandler("forgetme", privacy.forget, filters=_POSTED),
            MessageHandler(filters.TEXT & ~filters.COMMAND & _NEW & mistakes.ToMistake(), mistakes.words),
            MessageHandler(filters.COMMAND & _PRIVATE & _NEW, help.unknown_command),  # after every command
            MessageHandler(_QUESTION, asking.ask),  # takes any text: after everything that takes some
            MessageHandler(_PRIVATE & _NEW & ~filters.StatusUpdate.ALL, help.only_text),
            CallbackQueryHandler(following.press, following.PRESS),
            CallbackQueryHandler(mistakes.press, mistakes.PRESS),
            CallbackQueryHandler(browsing.press, browsing.PRESS),
            CallbackQueryHandler(preferences.press, preferences.PRESS),
            CallbackQueryHandler(privacy.press, privacy.PRESS),
            CallbackQueryHandler(buttons.press),  # after those with a pattern
        ]
    )
    application.add_error_handler(errors.report)
