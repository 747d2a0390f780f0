"""The Telegram surface: an update in, a message out. No rule about the timeline is kept here."""

from __future__ import annotations

from telegram import Update
from telegram.ext import (
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    InlineQueryHandler,
    MessageHandler,
    filters,
)

from handlers import (
    asking,
    browsing,
    buttons,
    errors,
    following,
    guest,
    help,
    inline,
    links,
    membership,
    mistakes,
    preferences,
    privacy,
    unanswered,
    wishes,
)
from handlers.addressing import ToTheBot
from handlers.context import BotApplication
from handlers.desk import (
    adding,
    dialogue,
    doors,
    editing,
    exporting,
    forwarding,
    histories,
    importing,
    mending,
    publishing,
    registering,
    staff,
)
from handlers.desk import buttons as desk_buttons
from handlers.desk import gaps as gaps_to_fill
from handlers.desk import mistakes as mistakes_reported
from handlers.desk.attached import Captioned
from handlers.desk.forms import Form, ToDraft
from handlers.desk.posts import Forwarded
from handlers.manners import in_turn

ALLOWED_UPDATES = (
    Update.MESSAGE,
    Update.EDITED_MESSAGE,
    Update.CHANNEL_POST,
    Update.EDITED_CHANNEL_POST,
    Update.GUEST_MESSAGE,
    Update.INLINE_QUERY,
    Update.CALLBACK_QUERY,
    Update.MY_CHAT_MEMBER,
)  # what the list below handles, and nothing else

# The library's filters of messages let every kind of update with a message through: each handler names its own.
_NEW = filters.UpdateType.MESSAGE
_POSTED = filters.UpdateType.MESSAGE | filters.UpdateType.CHANNEL_POST
_NEW_OR_EDITED = filters.UpdateType.MESSAGES | filters.UpdateType.CHANNEL_POSTS
_PRIVATE = filters.ChatType.PRIVATE


def register(application: BotApplication) -> None:
    """Every handler of the bot; an update goes to the first that takes it, so the order matters."""
    # Before all else a post that an editor forwards, which answers no question of a dialogue.
    application.add_handler(MessageHandler(_NEW & Forwarded(), forwarding.forwarded), group=-2)
    # Then what answers the question of a dialogue that its writer has begun goes no further.
    answer = filters.TEXT & ~filters.COMMAND & filters.UpdateType.MESSAGES
    application.add_handler(
        MessageHandler(answer & ~Form() & ~ToDraft() & ~mistakes.ToMistake(), dialogue.take), group=-1
    )
    application.add_handlers(
        [
            # What comes with its own type of update.
            MessageHandler(guest.GuestMention(), guest.answer),
            InlineQueryHandler(inline.offer),
            CallbackQueryHandler(following.press, following.PRESS),
            CallbackQueryHandler(mistakes.press, mistakes.PRESS),
            CallbackQueryHandler(browsing.press, browsing.PRESS),
            CallbackQueryHandler(preferences.press, preferences.PRESS),
            CallbackQueryHandler(privacy.press, privacy.PRESS),
            CallbackQueryHandler(unanswered.press, unanswered.PRESS),
            CallbackQueryHandler(gaps_to_fill.press, desk_buttons.of("gaps", r"[pd]\d{1,9}|x\d{1,9}\.\d{1,9}")),
            CallbackQueryHandler(dialogue.press, desk_buttons.of("add")),
            CallbackQueryHandler(editing.pressed, desk_buttons.of("edit", r"g?\d{1,9}")),
            CallbackQueryHandler(editing.source_there, desk_buttons.of("addsource", r"\d{1,9}\..+")),
            CallbackQueryHandler(publishing.pressed, desk_buttons.of("publish", r"b?\d{1,9}")),
            CallbackQueryHandler(publishing.of_draft, desk_buttons.of("drafts", r"[nkwx]\d{1,9}")),
            CallbackQueryHandler(importing.press, desk_buttons.of("import", desk_buttons.NUMBER)),
            CallbackQueryHandler(mistakes_reported.press, desk_buttons.of("mistakes", r"[psd]\d{1,9}")),
            CallbackQueryHandler(mending.retracted, desk_buttons.of("retract", desk_buttons.NUMBER)),
            CallbackQueryHandler(mending.merged, desk_buttons.of("merge", desk_buttons.NUMBER)),
            CallbackQueryHandler(histories.turned, desk_buttons.of("history", r"p\d{1,5}:.+")),
            CallbackQueryHandler(histories.undone, desk_buttons.of("undo", desk_buttons.NUMBER)),
            CallbackQueryHandler(doors.leave, desk_buttons.of(desk_buttons.LEAVE)),
            CallbackQueryHandler(doors.past, desk_buttons.ANY),  # after those of each command
            CallbackQueryHandler(buttons.press),  # after those with a pattern
            ChatMemberHandler(membership.stands, ChatMemberHandler.MY_CHAT_MEMBER),
            MessageHandler(filters.StatusUpdate.MIGRATE & _NEW, membership.moved),
            # Commands. In a channel only its admins post, and what they can do there is to follow and to set.
            CommandHandler("start", in_turn(browsing.open_entry), filters=_NEW & filters.Regex(links.START)),
            CommandHandler("start", in_turn(help.start), filters=_NEW & _PRIVATE),
            CommandHandler("start", in_turn(membership.start), filters=_NEW),
            CommandHandler("help", in_turn(help.show_help), filters=_NEW),
            CommandHandler("about", in_turn(help.about), filters=_NEW),
            CommandHandler("add", adding.add, filters=_NEW),
            CommandHandler("cancel", dialogue.cancel, filters=_NEW),  # as people expect of a bot that asks
            CommandHandler("edit", editing.edit, filters=_NEW),
            CommandHandler("addsource", editing.addsource, filters=_NEW),
            CommandHandler("drafts", publishing.drafts, filters=_NEW),
            CommandHandler("publish", publishing.publish, filters=_NEW),
            CommandHandler("retract", mending.retract, filters=_NEW),
            CommandHandler("restore", mending.restore, filters=_NEW),
            CommandHandler("merge", mending.merge, filters=_NEW),
            CommandHandler("history", histories.history, filters=_NEW),
            CommandHandler("undo", histories.undo, filters=_NEW),
            CommandHandler("place", registering.place, filters=_NEW),
            CommandHandler("actor", registering.actor, filters=_NEW),
            CommandHandler("grant", staff.grant, filters=_NEW),
            CommandHandler("revoke", staff.revoke, filters=_NEW),
            CommandHandler("staff", staff.show, filters=_NEW),
            CommandHandler("import", importing.start, filters=_NEW),
            MessageHandler(_NEW & Captioned("import"), importing.start),
            CommandHandler("gaps", gaps_to_fill.show, filters=_NEW),
            CommandHandler("mistakes", mistakes_reported.show, filters=_NEW),
            CommandHandler("export", exporting.export, filters=_NEW),
            CommandHandler("follow", following.follow, filters=_POSTED),
            CommandHandler("unfollow", following.unfollow, filters=_POSTED),
            CommandHandler("following", in_turn(following.following), filters=_POSTED),
            CommandHandler("timeline", in_turn(browsing.show_timeline), filters=_NEW),
            CommandHandler("today", in_turn(browsing.today), filters=_NEW),
            CommandHandler("sources", in_turn(browsing.sources), filters=_NEW),
            CommandHandler("settings", preferences.settings, filters=_POSTED),
            CommandHandler("privacy", in_turn(privacy.privacy), filters=_POSTED),
            CommandHandler("forgetme", privacy.forget, filters=_POSTED),
            MessageHandler(filters.TEXT & ~filters.COMMAND & _NEW & mistakes.ToMistake(), in_turn(mistakes.words)),
            MessageHandler(filters.TEXT & ~filters.COMMAND & _NEW & ToDraft(), editing.lines),
            MessageHandler(filters.TEXT & ~filters.COMMAND & _NEW & _PRIVATE & Form(), adding.form),
            MessageHandler(_PRIVATE & _NEW & wishes.IsWish(), in_turn(wishes.grant)),
            # Questions, /ask with them: after every other command. An edited question edits its answer.
            MessageHandler(_NEW_OR_EDITED & ToTheBot(), asking.ask),
            # What is left in a private chat; in groups and channels it is not for the bot.
            MessageHandler(filters.COMMAND & _PRIVATE & _NEW, help.unknown_command),
            MessageHandler(_PRIVATE & _NEW & ~filters.StatusUpdate.ALL, help.only_text),
        ]
    )
    application.add_error_handler(errors.report)
