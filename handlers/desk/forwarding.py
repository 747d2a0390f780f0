"""Drafting an entry from a post that an editor forwards."""

from __future__ import annotations

import asyncio
from datetime import date

from telegram import Message, Update
from telegram.ext import ApplicationHandlerStop

from answering.answer import Phrase
from answering.drafting.earlier import Earlier, earlier_of
from answering.drafting.form import form_of
from answering.drafting.keeping import draft_from
from answering.drafting.post import Post, PostDraft, is_question, read_post
from answering.wording import phrase
from db.chats import Preferences
from db.drafts import Drafts
from handlers.addressing import text_of
from handlers.context import BotContext
from handlers.desk.confirming import person_of
from handlers.desk.dialogue import take_post
from handlers.desk.doors import Said, language_of, role
from handlers.desk.drafts import keep, reply_all, shown
from handlers.desk.forms import filled
from handlers.desk.posts import Origin, origin_of
from handlers.desk.rights import COMMANDS
from handlers.render import html
from handlers.render.screen import Screen
from handlers.replying import reply

_ALBUM_COMES = 0.5  # seconds in which the other pictures of an album are there


async def forwarded(update: Update, context: BotContext) -> None:
    """Draft an entry from a post that an editor forwards, and end there; from others it goes on to the next handler."""
    message = update.effective_message
    origin = origin_of(message) if message else None
    if message is None or origin is None or is_question(text_of(message)) or not await _may(message, context):
        return
    zone = context.zone_of(Preferences())  # a post's day is that of the timeline, wherever its reader lives
    day = origin.at.astimezone(zone).date()
    if await take_post(message, origin, day, context):
        raise ApplicationHandlerStop
    said = await _drafted(message, origin, day, context)
    if said is not None:
        await reply(message, said if isinstance(said, Screen) else Screen(html.text(said)), context)
    raise ApplicationHandlerStop


async def _may(message: Message, context: BotContext) -> bool:
    """Whether who forwarded the message may add entries, and where the desk works."""
    by_hand = message.sender_chat is None and message.via_bot is None and message.from_user is not None
    if not by_hand or not context.desk.works_in(message.chat):
        return False
    return await role(person_of(message), context) in COMMANDS["add"]


async def _drafted(message: Message, origin: Origin, day: date, context: BotContext) -> Said:
    language = language_of(message.from_user, context)
    text = text_of(message)
    if not any(map(str.isalpha, text)):
        return await _wordless(message, language, context)
    if not _comes_first(message, context):
        return None
    if origin.link is not None:
        before = await _before(origin.link, message, language, context)
        if before is not None:
            return before
    post = Post(text, day, origin.outlet, origin.link)
    read = await context.core.run(lambda timeline: read_post(post, timeline, language))
    person = person_of(message)
    kept = await keep(read.draft, person, context)
    form = filled(
        f"/edit {kept.number}", form_of(read.draft, language), await _to_look_at(read, post, language, context)
    )
    return await reply_all(message, [*form, *await shown(kept, person, language, context)], context)


async def _to_look_at(read: PostDraft, post: Post, language: str, context: BotContext) -> str:
    """What the draft was made from, and what of it has to be looked at."""
    of = Phrase.of("forwarded.of", outlet=post.outlet, day=post.posted) if post.outlet else None
    title, *doubts = await context.core.say(
        language, of or Phrase.of("forwarded.of_somebody", day=post.posted), *read.doubts
    )
    return "\n".join([title, *(f"• {doubt}" for doubt in doubts)])


async def _before(link: str, message: Message, language: str, context: BotContext) -> Said:
    """The draft or the entries that there are of a post already; None where there are none."""
    found: Earlier = await context.core.run(lambda timeline: earlier_of(link, timeline))
    if found.entries:
        (said,) = await context.core.say(language, Phrase.of("forwarded.entry", entries=found.entries))
        await reply(message, Screen(html.text(said)), context)
        told = await context.core.entries(found.entries, language)
        return Screen(html.whole(told.messages[0]))
    if found.draft is None:
        return None
    number, person = found.draft, person_of(message)
    kept = await context.kept.read_database(lambda database: Drafts(database).draft(number))
    if kept is None:
        return None
    if kept.person != person:
        return phrase("forwarded.others_draft", language, number=number)
    under = phrase("forwarded.own_draft", language)
    form = filled(f"/edit {number}", form_of(draft_from(kept), language), under)
    return await reply_all(message, [*form, *await shown(kept, person, language, context)], context)


def _comes_first(message: Message, context: BotContext) -> bool:
    """Whether a message with words is the first such of its album, if it is of one: only that is read."""
    album = message.media_group_id
    if album is None:
        return True
    before = context.memory.albums[album]
    context.memory.albums[album] = True
    return not before


async def _wordless(message: Message, language: str, context: BotContext) -> Said:
    """That a post has no words. An album says so once, and only when all its pictures may have come."""
    said = phrase("forwarded.no_text", language)
    album = message.media_group_id
    if album is None:
        return said

    async def later() -> None:
        await asyncio.sleep(_ALBUM_COMES)
        if not context.memory.albums[album]:
            context.memory.albums[album] = True
            await reply(message, Screen(html.text(said)), context)

    context.application.create_task(later())  # the pictures after it wait until this one is handled
    return None
