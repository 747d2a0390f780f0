"""/place and /actor: adding a place or an actor, and changing one, by a form or by names to add."""

from __future__ import annotations

from telegram import Message

from answering.answer import Phrase
from answering.registering.register import Sort, ToMend, ToShow, ToWrite, read
from answering.revising import changes
from answering.wording import phrase
from db import editing
from db.timeline import Timeline
from handlers.addressing import after_command
from handlers.context import BotContext
from handlers.desk.confirming import attempt, person_of
from handlers.desk.doors import Said, language_of, open_to
from handlers.desk.replies import coded, form_under
from handlers.render.screen import Screen


@open_to("place")
async def place(message: Message, context: BotContext) -> Said:
    """Add or change a place: `/place`, `/place ID`, `/place ID + NAME`, or a filled form."""
    return await _register(Sort.PLACE, message, context)


@open_to("actor")
async def actor(message: Message, context: BotContext) -> Said:
    """Add or change an actor, as `place` does."""
    return await _register(Sort.ACTOR, message, context)


async def _register(sort: Sort, message: Message, context: BotContext) -> Said:
    language, text, today = language_of(message.from_user, context), after_command(message), context.today()
    asked = await context.core.run(lambda timeline: read(sort, text, timeline, today=today, language=language))
    match asked:
        case ToShow(form, said):
            (words,) = await context.core.say(language, said)
            return form_under(words, form)
        case ToMend(said_all):
            faults = await context.core.say(language, *said_all)
            return coded([phrase("register.wrong", language), *(f"• {fault}" for fault in faults)], ())
        case ToWrite():
            return await _write(sort, asked, message, language, context)


async def _write(sort: Sort, asked: ToWrite, message: Message, language: str, context: BotContext) -> Screen:
    def told(timeline: Timeline) -> tuple[Phrase, ...]:
        if asked.before is None:
            return (Phrase.of(f"register.added.{sort}", id=asked.record.id),)
        changed = changes.between(asked.before, asked.record, timeline.directory)
        return (Phrase.of(f"register.changed.{sort}", id=asked.record.id), *changed)

    done = await context.core.say(language, *(await context.core.run(told)), *asked.shared)
    return await attempt(
        person_of(message),
        asked.why,
        lambda database, signed: editing.write(database, [asked.record], signed, based_on=asked.based_on),
        "\n".join(done),
        language,
        context,
    )
