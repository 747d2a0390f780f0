"""Publishing drafts, and letting a second person do it.

!publish:PERSON:12    publish draft 12
!publish:PERSON:b12   send draft 12 back to who wrote it
!drafts:PERSON:k12    leave it as a draft, w12: let a second person publish it, x12: throw it away
!drafts:PERSON:n12    show draft 12
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlite_utils import Database
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Message
from telegram.error import BadRequest, Forbidden

from answering.answer import Phrase
from answering.drafting import publishing
from answering.drafting.dialogue import Here, State, Step
from answering.drafting.guide.told import told_of
from answering.drafting.keeping import draft_from
from answering.drafting.publishing import Published, Unpublished
from answering.wording import phrase
from db.drafts import Drafts, DraftState, KeptDraft
from db.errors import Conflict, NotStored, RecordsRefused
from db.revision import Signature
from handlers.addressing import after_command
from handlers.context import BotContext
from handlers.desk.buttons import carry
from handlers.desk.confirming import person_of, tell_conflict
from handlers.desk.doors import Pressed, Said, language_of, open_to, press_of
from handlers.desk.drafts import own, reply_all, send_all, shown
from handlers.desk.replies import coded
from handlers.render import html
from handlers.render.screen import Screen

_LISTED = 20  # drafts in one list


@open_to("publish")
async def publish(message: Message, context: BotContext) -> Said:
    """Show a draft that its reader may publish, with the button that does it: `/publish NUMBER`, or the entry's id."""
    language, person = language_of(message.from_user, context), person_of(message)
    written = after_command(message).removeprefix("#")
    if not written:
        return phrase("publish.how", language)
    kept = await _named(written, person, context)
    if kept is None:
        return phrase("publish.unknown", language, written=written)
    refused = publishing.refusal(kept, person, review=context.desk.review)
    if refused is not None:
        (said,) = await context.core.say(language, refused)
        return said
    return await reply_all(message, await shown(kept, person, language, context), context)


@press_of("publish")
async def pressed(press: Pressed, context: BotContext) -> Said:
    """Publish a draft, or send it back."""
    if press.carried.startswith("b"):
        return await _sent_back(int(press.carried[1:]), press, context)
    number, today, review = int(press.carried), context.today(), context.desk.review
    kept = await context.kept.read_database(lambda database: Drafts(database).draft(number))
    of = phrase("publish.of_person", press.language, person=str(kept.person)) if kept else ""
    signed = Signature(str(press.person), of, context.now())

    def write(database: Database) -> Published | Unpublished:
        return publishing.publish(
            database, number, signed, person=press.person, today=today, review=review, language=press.language
        )

    try:
        made = await context.kept.with_database(write)
    except Conflict as conflict:
        return await _conflict(conflict, number, kept, press, context)
    except (RecordsRefused, NotStored):
        return phrase("desk.meanwhile", press.language)
    if isinstance(made, Unpublished):
        if kept is not None and made.faults:
            await send_all(press, await shown(kept, press.person, press.language, context), context)
        why = made.said or Phrase.of("draft.has_faults", number=str(number))
        return (await context.core.say(press.language, why))[0]
    if kept is not None and kept.person != press.person:
        said = Phrase.of("publish.yours_published", number=str(number), id=made.entry)
        await _tell(kept.person, said, press.language, context)
    if made.revision is None:
        return Screen(html.text(phrase("publish.same", press.language, id=made.entry)))
    undo = f"/undo {made.revision.number}"
    told = [phrase("publish.done", press.language, id=made.entry)]
    told.append(phrase("desk.to_undo", press.language, number=str(made.revision.number), command=undo))
    return coded(told, [made.entry, undo])


@open_to("drafts")
async def drafts(message: Message, context: BotContext) -> Said:
    """List the writer's own drafts, and those of others that wait for a second person."""
    language, person = language_of(message.from_user, context), person_of(message)

    def read(database: Database) -> tuple[tuple[KeptDraft, ...], tuple[KeptDraft, ...]]:
        store = Drafts(database)
        return store.of_person(person), tuple(one for one in store.waiting() if one.person != person)

    mine, waiting = await context.kept.read_database(read)
    lines: list[str] = []
    for title, found in (("drafts.own", mine[:_LISTED]), ("drafts.waiting", waiting[:_LISTED])):
        if found:
            abouts = await _abouts(found, language, context)
            told = (_line(one, about, language) for one, about in zip(found, abouts, strict=True))
            lines += [phrase(title, language), *told, ""]
    if left := max(0, len(mine) - _LISTED) + max(0, len(waiting) - _LISTED):
        lines.append(phrase("drafts.more", language, count=left, number=left))
    if not lines:
        return phrase("drafts.none", language)
    rows = [
        [
            InlineKeyboardButton(
                phrase("drafts.open", language, number=str(one.number)),
                callback_data=carry("drafts", person, f"n{one.number}"),
            )
        ]
        for one in (*mine[:_LISTED], *waiting[:_LISTED])
    ]
    return Screen(html.text("\n".join(lines).strip()), InlineKeyboardMarkup(rows))


@press_of("drafts")
async def of_draft(press: Pressed, context: BotContext) -> Said:
    """Show a draft, leave it, throw it away, or let a second person publish it."""
    what, number = press.carried[:1], int(press.carried[1:])
    if what == "n":
        kept = await context.kept.read_database(lambda database: Drafts(database).draft(number))
        waits = kept is not None and kept.state is DraftState.WAITING
        if kept is None or kept.state is DraftState.DONE or not (waits or kept.person == press.person):
            return phrase("publish.gone", press.language)
        await send_all(press, await shown(kept, press.person, press.language, context), context)
        return None
    if await own(number, press.person, context) is None:
        return phrase("publish.gone", press.language)
    if what == "w":
        return await _submit(number, press, context)
    if what == "k":
        await context.kept.with_database(lambda database: Drafts(database).leave(press.person))
    if what == "x":
        await context.kept.with_database(lambda database: Drafts(database).delete(number))
    name = "draft.thrown_away" if what == "x" else "draft.kept"
    return Screen(html.text(phrase(name, press.language, number=str(number))))


async def _submit(number: int, press: Pressed, context: BotContext) -> Said:
    """Let a draft wait, and say so in the desk's chat, or to the owners where it has none."""
    now = context.now()
    waits = await context.kept.with_database(lambda database: Drafts(database).submit(number, at=now))
    if waits is None:
        return phrase("publish.gone", press.language)
    (about,) = await _abouts([waits], press.language, context)
    said = Phrase.of("publish.announced", number=str(number), about=about)
    desk = context.desk
    for chat in {desk.chat} - {press.place[0]} if desk.chat is not None else desk.owners - {press.person}:
        await _tell(chat, said, press.language, context)
    (words,) = await context.core.say(press.language, said)
    return Screen(html.text(words))


async def _sent_back(number: int, press: Pressed, context: BotContext) -> Said:
    """Give a waiting draft back to who wrote it."""
    now = context.now()

    def give_back(database: Database) -> KeptDraft | None:
        store = Drafts(database)
        kept = store.draft(number)
        if kept is None or kept.state is not DraftState.WAITING:
            return None
        return store.write(number, kept.lines, at=now)

    kept = await context.kept.with_database(give_back)
    if kept is None:
        return phrase("publish.gone", press.language)
    await _tell(kept.person, Phrase.of("publish.yours_back", number=str(number)), press.language, context)
    return Screen(html.text(phrase("publish.sent_back", press.language, number=str(number))))


async def _conflict(
    conflict: Conflict, number: int, kept: KeptDraft | None, press: Pressed, context: BotContext
) -> Said:
    """What others changed since, and a button to go on from there for who wrote the draft."""
    if kept is None:
        return await tell_conflict(conflict, press.language, context)
    if kept.person != press.person:
        label = phrase("button.send_back", press.language)
        back = InlineKeyboardButton(label, callback_data=carry("publish", press.person, f"b{number}"))
        told = await tell_conflict(conflict, press.language, context)
        return Screen(told.html, InlineKeyboardMarkup([[back]]))
    label = phrase("button.go_on", press.language)
    button = InlineKeyboardButton(label, callback_data=carry("edit", press.person, f"g{number}"))
    first = phrase("publish.meanwhile", press.language)
    told = await tell_conflict(conflict, press.language, context, first=first)
    return Screen(told.html, InlineKeyboardMarkup([[button]]))


async def _tell(chat: int, said: Phrase, otherwise: str, context: BotContext) -> None:
    """Say something in another chat, in its language if it chose one; one that can't be written to is passed over."""
    language = (await context.kept.read(lambda chats: chats.preferences(chat))).language or otherwise
    (words,) = await context.core.say(language, said)
    try:
        await context.bot.send_message(chat, html.text(words))
    except (Forbidden, BadRequest):
        return


async def _named(written: str, person: int, context: BotContext) -> KeptDraft | None:
    """The draft with a number, or the one of an entry: the person's own or one that waits."""

    def find(database: Database) -> KeptDraft | None:
        store = Drafts(database)
        if written.isdecimal() and len(written) < 16:
            return store.draft(int(written))
        known = (*store.of_person(person), *store.waiting())
        return next((one for one in known if one.entry == written), None)

    return await context.kept.read_database(find)


async def _abouts(drafts: Sequence[KeptDraft], language: str, context: BotContext) -> list[str]:
    """What drafts tell, each in a few words."""
    states, today = [State(draft_from(one), Step()) for one in drafts], context.today()
    return await context.core.run(
        lambda timeline: [told_of(Here(state, timeline, today, language)) for state in states]
    )


def _line(kept: KeptDraft, about: str, language: str) -> str:
    name = "drafts.line_change" if kept.entry else "drafts.line"
    line = phrase(name, language, number=str(kept.number), id=kept.entry or "", about=about)
    return phrase("drafts.line_waits", language, line=line) if kept.state is DraftState.WAITING else line
