"""Taking an entry out, bringing it back, and making one entry of two."""

from __future__ import annotations

from telegram import Message

from answering.message import Message as Worded
from answering.revising import mended
from answering.wording import phrase
from db import editing
from db.history import history, newest
from db.model import Event
from db.recorded import as_records
from db.requests import Request
from db.timeline import Timeline
from handlers.context import BotContext
from handlers.desk import subjects
from handlers.desk.confirming import ask, attempt, carry_out, confirmed, person_of
from handlers.desk.doors import Pressed, Said, language_of, open_to, press_of
from handlers.desk.replies import coded
from handlers.desk.subjects import Meant
from handlers.render import html
from handlers.render.screen import Screen
from handlers.replying import reply

_OTHER = {"en": "ar", "ar": "en"}  # the language in which an entry is shown as well


@open_to("retract")
async def retract(message: Message, context: BotContext) -> Said:
    """Ask whether an entry is to be taken out: `/retract ID reason`."""
    language = language_of(message.from_user, context)
    about = await subjects.meant(message, context)
    if about.entry is None:
        return await subjects.unclear(about, "retract.how", language, context)
    id, why = about.entry.id, about.words
    if about.entry.retracted:
        return coded([phrase("retract.already", language, id=id, back=f"/restore {id}")], [f"/restore {id}"])
    if not why:
        return coded([phrase("retract.why", language, command=f"/retract {id}")], [f"/retract {id}"])
    based_on = await context.kept.read_database(newest)

    def shown(timeline: Timeline) -> Worded | None:
        event = timeline.event(id)
        return mended.before_retracting(event, why, timeline, language) if event else None

    asked = await context.core.run(shown)
    if asked is None:
        return phrase("desk.meanwhile", language)
    request = Request(person_of(message), "retract", (id,), why, based_on)
    return await ask(request, asked, phrase("retract.yes", language), context)


@press_of("retract")
async def retracted(pressed: Pressed, context: BotContext) -> Said:
    """Take the entry out that was asked about."""
    request = await confirmed(pressed, "retract", context)
    if request is None:
        return phrase("desk.answered", pressed.language)
    (id,) = request.subjects
    return await carry_out(
        pressed,
        request,
        lambda database, signed: editing.retract(database, id, signed, based_on=request.based_on),
        phrase("retract.done", pressed.language, id=id),
        context,
    )


@open_to("restore")
async def restore(message: Message, context: BotContext) -> Said:
    """Bring an entry back that was taken out: `/restore ID`, and why if there is more to say."""
    language = language_of(message.from_user, context)
    about = await subjects.meant(message, context)
    if about.entry is None:
        return await subjects.unclear(about, "restore.how", language, context, retracted=True)
    id = about.entry.id
    if not about.entry.retracted:
        return phrase("restore.not_needed", language, id=id)
    last = await context.kept.read_database(lambda database: as_records(database, history(database, id)[-1:]))
    event = last[0].before if last else None
    if isinstance(event, Event) and (gone := await context.core.run(lambda it: mended.names_gone(event, it))):
        return phrase("restore.missing", language, id=id, missing=gone)
    return await attempt(
        person_of(message),
        about.words,
        lambda database, signed: editing.restore(database, id, signed),
        phrase("restore.done", language, id=id),
        language,
        context,
    )


@open_to("merge")
async def merge(message: Message, context: BotContext) -> Said:
    """Ask whether two entries are to be one: `/merge KEPT OTHER`, and why if there is more to say."""
    language = language_of(message.from_user, context)
    first = await subjects.meant(message, context)
    if first.entry is None:
        return await subjects.unclear(first, "merge.how", language, context)
    written, _, why = first.words.partition(" ")
    second = Meant(await subjects.find(written, context), written, why.strip())
    if second.entry is None:
        return await subjects.unclear(second, "merge.how", language, context)
    for one in (first.entry, second.entry):
        if one.retracted:
            back = f"/restore {one.id}"
            return coded([phrase("merge.retracted", language, id=one.id, back=back)], [back])
    kept, other = first.entry.id, second.entry.id
    if kept == other:
        return phrase("merge.same", language, id=kept)
    based_on = await context.kept.read_database(newest)

    def shown(timeline: Timeline) -> tuple[Worded, Worded] | None:
        one, another = timeline.event(kept), timeline.event(other)
        if one is None or another is None:
            return None
        return (
            mended.merged_as_read(one, another, timeline, _OTHER[language]),
            mended.before_merging(one, another, second.words, timeline, language),
        )

    asked = await context.core.run(shown)
    if asked is None:
        return phrase("desk.meanwhile", language)
    await reply(message, Screen(html.whole(asked[0])), context)
    request = Request(person_of(message), "merge", (kept, other), second.words, based_on)
    return await ask(request, asked[1], phrase("merge.yes", language), context)


@press_of("merge")
async def merged(pressed: Pressed, context: BotContext) -> Said:
    """Make one entry of the two that were asked about."""
    request = await confirmed(pressed, "merge", context)
    if request is None:
        return phrase("desk.answered", pressed.language)
    kept, other = request.subjects
    return await carry_out(
        pressed,
        request,
        lambda database, signed: editing.merge(database, kept, other, signed, based_on=request.based_on),
        phrase("merge.done", pressed.language, kept=kept, other=other),
        context,
    )
