"""/edit and /addsource: a stored entry or a kept draft as a form, and the form or some of its lines sent back.

!edit:PERSON:12    show the form of draft 12
!edit:PERSON:g12   go on with draft 12 from what is stored by now
"""

from __future__ import annotations

import re
from dataclasses import replace

from telegram import Message

from answering.answer import Phrase
from answering.drafting.draft import Draft, Field
from answering.drafting.form import changed, form_of, is_whole, looks_like_form, read_form, template
from answering.drafting.going_on import gone_on
from answering.drafting.keeping import draft_from
from answering.drafting.of_event import draft_of
from answering.wording import phrase
from db.history import newest
from handlers.addressing import after_command
from handlers.context import BotContext
from handlers.desk import subjects
from handlers.desk.confirming import person_of
from handlers.desk.doors import Pressed, Said, language_of, open_to, press_of
from handlers.desk.drafts import begun, own, reply_all, rewrite, send_all, shown
from handlers.desk.forms import Target, filled, target_of
from handlers.desk.replies import coded
from handlers.render import html
from handlers.render.screen import Screen

_REVISION = re.compile(r"(?P<number>\d{1,15})\s*(?:\n|$)")


@open_to("edit")
async def edit(message: Message, context: BotContext) -> Said:
    """Show an entry or a draft as a form, `/edit ID`, or change it: the same with lines below."""
    language = language_of(message.from_user, context)
    text = after_command(message)
    first = text.split(maxsplit=1)[0] if text else ""
    if first.isdecimal():
        return await _of_draft(int(first), text.removeprefix(first).strip(), message, language, context)
    about = await subjects.meant(message, context)
    if about.entry is None:
        return await subjects.unclear(about, "editing.how", language, context)
    if about.entry.retracted:
        return _retracted(about.entry.id, language)
    revision, lines = _parted(about.words)
    return await _of_entry(about.entry.id, revision, lines, message, language, context)


@open_to("edit")
async def lines(message: Message, context: BotContext) -> Said:
    """Change what a form or a draft of the bot's is about by the lines in a reply to it."""
    language = language_of(message.from_user, context)
    target = target_of(message.reply_to_message) or Target("")
    text = message.text or ""
    if target.written.isdecimal():
        return await _of_draft(int(target.written), text, message, language, context)
    entry = await subjects.find(target.written, context)
    if entry is None:
        return await subjects.unknown(target.written, language, context)
    if entry.retracted:
        return _retracted(entry.id, language)
    return await _of_entry(entry.id, target.revision, text, message, language, context)


@press_of("edit")
async def pressed(press: Pressed, context: BotContext) -> Said:
    """Show the form of a draft, or go on with it from what is stored by now."""
    number = int(press.carried.removeprefix("g"))
    kept = await own(number, press.person, context)
    if kept is None:
        return phrase("publish.gone", press.language)
    draft = draft_from(kept)
    if not press.carried.startswith("g"):
        form = filled(f"/edit {number}", form_of(draft, press.language), phrase("editing.send_back", press.language))
        await send_all(press, form, context)
        return None
    today = context.today()
    together = await context.core.run(lambda timeline: gone_on(draft, timeline, today=today, language=press.language))
    if isinstance(together, Draft):
        kept = await rewrite(number, together, context) or kept
    await send_all(press, await shown(kept, press.person, press.language, context), context)
    return None


@open_to("addsource")
async def addsource(message: Message, context: BotContext) -> Said:
    """Add a source to an entry: `/addsource ID`, and below it the lines of the source."""
    language = language_of(message.from_user, context)
    about = await subjects.meant(message, context)
    if about.entry is None:
        return await subjects.unclear(about, "addsource.how", language, context)
    if about.entry.retracted:
        return _retracted(about.entry.id, language)
    id = about.entry.id
    if not about.words:
        of_source = template(language, source=True)
        return filled(f"/addsource {id}", of_source, phrase("addsource.fill", language))[0]
    bare = not looks_like_form(about.words.split("\n", 1)[0])
    text = f"source: {about.words}" if bare else about.words
    read = read_form(text, language)
    return await _with_sources(id, read.draft, read.unread, message, language, context)


@press_of("addsource")
async def source_there(press: Pressed, context: BotContext) -> Said:
    """Draft a change of an entry that adds the sources of a draft, which stays as it is."""
    number, _, written = press.carried.partition(".")
    kept = await own(int(number), press.person, context)
    entry = await subjects.find(written, context)
    if kept is None or entry is None or press.message is None:
        return phrase("publish.gone", press.language)
    sources = draft_from(kept)
    said = await _with_sources(entry.id, sources, (), press.message, press.language, context, person=press.person)
    await send_all(press, [said], context)
    return None


async def _of_entry(
    id: str, revision: int | None, text: str, message: Message, language: str, context: BotContext
) -> Screen:
    stored = await _stored(id, language, context)
    if stored is None:
        return Screen(html.text(phrase("desk.meanwhile", language)))
    if not text:
        command = f"/edit {id} {stored.based_on}"
        form = filled(command, form_of(stored, language), phrase("editing.send_back", language))
        return await reply_all(message, form, context)
    read = read_form(text, language)
    based_on = stored.based_on if revision is None else min(revision, stored.based_on)
    draft = _taken_over(replace(stored, based_on=based_on), read.draft)
    if isinstance(draft, Phrase):
        return await begun(stored, (*read.unread, draft), message, language, context)
    return await begun(draft, read.unread, message, language, context)


async def _of_draft(number: int, text: str, message: Message, language: str, context: BotContext) -> Screen:
    person = person_of(message)
    kept = await own(number, person, context)
    if kept is None:
        return Screen(html.text(phrase("draft.not_yours", language, number=str(number))))
    draft = draft_from(kept)
    if not text:
        form = filled(f"/edit {number}", form_of(draft, language), phrase("editing.send_back", language))
        return await reply_all(message, form, context)
    read = read_form(text, language)
    taken = _taken_over(draft, read.draft)
    if isinstance(taken, Draft):
        kept = await rewrite(number, taken, context) or kept
    unread = read.unread if isinstance(taken, Draft) else (*read.unread, taken)
    return await reply_all(message, await shown(kept, person, language, context, unread), context)


async def _with_sources(
    id: str,
    sources: Draft,
    unread: tuple[Phrase, ...],
    message: Message,
    language: str,
    context: BotContext,
    *,
    person: int | None = None,
) -> Screen:
    stored = await _stored(id, language, context)
    if stored is None:
        return Screen(html.text(phrase("desk.meanwhile", language)))
    more = (line for report in sources.reports for line in report if line.value)
    draft = replace(stored, lines=(*stored.lines, *more)).having(Field.WHY, *sources.values(Field.WHY))
    return await begun(draft, unread, message, language, context, person=person)


async def _stored(id: str, language: str, context: BotContext) -> Draft | None:
    """A stored entry as a draft that is based on what is stored now."""
    based_on = await context.kept.read_database(newest)  # before the entry is read: what comes between is a conflict
    event = await context.core.run(lambda timeline: timeline.event(id))
    return draft_of(event, language, based_on=based_on) if event else None


def _taken_over(draft: Draft, sent: Draft) -> Draft | Phrase:
    """The draft with what was sent: a whole form takes its place, single lines theirs."""
    return replace(draft, lines=sent.lines) if is_whole(sent) else changed(draft, sent)


def _parted(words: str) -> tuple[int | None, str]:
    """The revision that a form was filled from, which stands behind the id, and the lines."""
    found = _REVISION.match(words)
    return (int(found["number"]), words[found.end() :].strip()) if found else (None, words)


def _retracted(id: str, language: str) -> Screen:
    back = f"/restore {id}"
    return coded([phrase("editing.retracted", language, id=id, back=back)], [back])
