"""The guided dialogue: /add alone begins it or goes on with it; then texts and buttons are its answers.

!add:PERSON:12.places0-0.+HANDLE   an option of the step `places0-0` of draft 12; its way back, on and out likewise
!add:PERSON:12                     go on with draft 12, 12f: change a field of it
!add:PERSON:new                    begin another

A button changes the message that it is under; a text gets a new message, and the buttons of the one before go. All
that the dialogue knows is kept with the draft, so that a restart in the middle of it changes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import TypeVar

from telegram import Message, Update
from telegram.ext import ApplicationHandlerStop

from answering.answer import Phrase
from answering.drafting import dialogue
from answering.drafting.dialogue import Here, State, Step, Turn
from answering.drafting.guide.pages import line_of_post
from answering.drafting.guide.prompt import BACK, LEAVE, ONWARD
from answering.drafting.guide.told import told_of
from answering.drafting.keeping import draft_from, kept_lines
from answering.wording import phrase
from db.drafts import Drafts, DraftState, KeptDraft
from handlers.addressing import text_of
from handlers.context import BotContext
from handlers.desk.confirming import person_of
from handlers.desk.doors import Pressed, Said, language_of, open_to, press_of, role
from handlers.desk.guiding import COMMAND, NEW, Led, ask, ask_below, ask_in_place, is_answer, left, offer
from handlers.desk.posts import Origin
from handlers.desk.rights import COMMANDS
from handlers.desk.spots import Spot, read_spot
from handlers.render import html
from handlers.render.screen import Screen
from handlers.replying import reply

_CARRIED = re.compile(r"(?P<draft>\d{1,15})(?P<fields>f?)(?:\.(?P<stamp>[a-z]+\d+-\d+)\.(?P<token>.+))?", re.DOTALL)
_LATE = timedelta(minutes=15)  # an older message that was edited is nobody's answer

_NOTHING_WRITTEN = (dialogue.Name.SUMMARY, dialogue.Name.FIELDS)  # there a text is a question, as it is elsewhere
_SOURCES_ASKED = (dialogue.Name.SOURCES, dialogue.Name.SOURCE)

Result = TypeVar("Result")


@open_to("add")
async def cancel(message: Message, context: BotContext) -> Said:
    """Leave the dialogue that goes on, as its button does; what was said stays as a draft."""
    person, language = person_of(message), language_of(message.from_user, context)
    kept = await context.kept.with_database(lambda database: Drafts(database).leave(person))
    if kept is None:
        return phrase("draft.no_dialogue", language)
    return phrase("draft.kept", language, number=str(kept.number))


async def begin(message: Message, context: BotContext) -> Said:
    """Ask the first question, or offer to go on with what was begun."""
    person, language = person_of(message), language_of(message.from_user, context)
    kept = await context.kept.read_database(lambda database: _begun(Drafts(database), person))
    if kept is not None:
        about = await _work(Led(kept, Spot(0, 0, Step())), language, told_of, context)
        return offer(kept, about, language)
    await ask(await _started(person, message.chat_id, context), message, language, context)
    return None


async def take(update: Update, context: BotContext) -> None:
    """Take a text as the answer to what the writer's dialogue asks there; it goes no further then."""
    message = update.effective_message
    if message is None or message.from_user is None or not context.desk.takes(message):
        return
    person = message.from_user.id
    led = await context.kept.read_database(lambda database: _led(Drafts(database).dialogue(person)))
    if led is None or led.spot.chat != message.chat_id or led.spot.step.name in _NOTHING_WRITTEN:
        return
    if not is_answer(message, led, context):
        return
    if await role(person, context) not in COMMANDS[COMMAND]:
        return
    language = language_of(message.from_user, context)
    if update.edited_message:
        if _is_late(message) or context.memory.answered[message.chat_id, message.message_id]:
            return
        await reply(message, Screen(html.text(phrase("guide.edited", language))), context)
        raise ApplicationHandlerStop
    text = message.text or ""
    turn = await _work(led, language, lambda here: dialogue.write(text, here), context)
    await ask(await _kept(led, turn, context), message, language, context, turn.said)
    raise ApplicationHandlerStop


async def take_post(message: Message, origin: Origin, day: date, context: BotContext) -> bool:
    """Take a forwarded post as the source that its editor's dialogue asks for; False where it asks for none."""
    person, language = person_of(message), language_of(message.from_user, context)
    led = await context.kept.read_database(lambda database: _led(Drafts(database).dialogue(person)))
    if led is None or led.spot.chat != message.chat_id or led.spot.step.name not in _SOURCES_ASKED:
        return False
    line = line_of_post(text_of(message), origin.outlet, origin.link, day)
    turn = await _work(led, language, lambda here: dialogue.write(line, here), context) if line else None
    if turn is None or turn.state.draft == draft_from(led.kept):
        return False
    await ask(await _kept(led, turn, context), message, language, context, Phrase.of("guide.post_taken"))
    return True


@press_of(COMMAND)
async def press(pressed: Pressed, context: BotContext) -> Said:
    """Do what a button of the dialogue says; one of an earlier step says so, and the present step is shown."""
    if pressed.carried == NEW:
        begun = await context.kept.read_database(lambda database: _led(Drafts(database).dialogue(pressed.person)))
        if begun is not None and pressed.place == (begun.spot.chat, begun.spot.message):  # pressed twice
            return await ask_in_place(begun, pressed, context)
        return await ask_in_place(await _started(pressed.person, pressed.place[0], context), pressed, context)
    carried = _CARRIED.fullmatch(pressed.carried)
    led = await _gone_on(int(carried["draft"]), pressed, context) if carried else None
    if carried is None or led is None:
        return phrase("guide.over", pressed.language)
    if carried["fields"]:
        fields = dialogue.at_fields(draft_from(led.kept))
        return await ask_in_place(await _kept(led, fields, context), pressed, context)
    if carried["stamp"] is None:
        return await ask_in_place(led, pressed, context)
    if carried["stamp"] == led.spot.step.stamp:
        if carried["token"] == LEAVE:
            await context.kept.with_database(lambda database: Drafts(database).leave(pressed.person))
            return left(led.kept, pressed.language)
        turn = await _work(led, pressed.language, _pressing(carried["token"]), context)
        if turn is not None:
            return await ask_in_place(await _kept(led, turn, context), pressed, context, turn.said)
    if pressed.place == (led.spot.chat, led.spot.message):  # pressed twice: the first press did it
        return await ask_in_place(led, pressed, context)
    await ask_below(led, pressed, context)
    return phrase("guide.earlier", pressed.language)


def _pressing(token: str) -> Callable[[Here], Turn | None]:
    """What a button that carries `token` does."""
    ways: dict[str, Callable[[Here], Turn | None]] = {BACK: dialogue.back, ONWARD: dialogue.onward}
    return ways.get(token, lambda here: dialogue.choose(token, here))


def _begun(drafts: Drafts, person: int) -> KeptDraft | None:
    """The draft that the person's dialogue led last, and may go on with."""
    open_ones = [one for one in drafts.of_person(person) if one.state is DraftState.OPEN and read_spot(one.step)]
    return max(open_ones, key=lambda one: (one.talking, one.at), default=None)


def _led(kept: KeptDraft | None) -> Led | None:
    spot = read_spot(kept.step) if kept else None
    return Led(kept, spot) if kept and spot else None


async def _started(person: int, chat: int, context: BotContext) -> Led:
    """A new draft at the first question."""
    now, spot = context.now(), Spot(chat, 0, Step())
    kept = await context.kept.with_database(
        lambda database: Drafts(database).keep(person, (), at=now, step=spot.written(), talking=True)
    )
    return Led(kept, spot)


async def _gone_on(number: int, pressed: Pressed, context: BotContext) -> Led | None:
    """The person's draft with this number, led by the dialogue from now on; None where it is not open any more."""
    now = context.now()

    def talk(drafts: Drafts) -> KeptDraft | None:
        kept = drafts.draft(number)
        if kept is None or kept.person != pressed.person:
            return None
        return kept if kept.talking else drafts.talk(number, at=now)

    kept = await context.kept.with_database(lambda database: talk(Drafts(database)))
    return Led(kept, read_spot(kept.step) or Spot(pressed.place[0], 0, Step())) if kept else None


async def _kept(led: Led, turn: Turn, context: BotContext) -> Led:
    """The dialogue after a turn, kept."""
    now, spot = context.now(), replace(led.spot, step=turn.state.step)
    lines = kept_lines(turn.state.draft)
    kept = await context.kept.with_database(
        lambda database: Drafts(database).write(led.kept.number, lines, at=now, step=spot.written())
    )
    return Led(kept or led.kept, spot)


async def _work(led: Led, language: str, work: Callable[[Here], Result], context: BotContext) -> Result:
    """What `work` makes of the dialogue as it stands."""
    state, today = State(draft_from(led.kept), led.spot.step), context.today()
    return await context.core.run(lambda timeline: work(Here(state, timeline, today, language)))


def _is_late(edited: Message) -> bool:
    return edited.edit_date is None or edited.edit_date - edited.date > _LATE
