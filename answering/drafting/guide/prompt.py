"""A question of the dialogue in words: its lines, and the buttons under it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from answering.answer import Phrase
from answering.drafting import dialogue
from answering.drafting.guide.state import Here
from answering.drafting.guide.step import Name
from answering.message import Block, BlockKind, Message, Run
from answering.wording import Wording

BACK, ONWARD, LEAVE = "<", ">", "x"  # what the buttons of the way carry; no option of a step is called so

_HELPFUL = frozenset(
    {"guide.choose", "guide.outlet_choose", "guide.source_known", "guide.post_taken"}
)  # said of what was understood
_MOST_ROWS = 30  # more than anybody looks through


@dataclass(frozen=True, slots=True)
class Button:
    """A button in words, and what it carries."""

    label: str
    token: str


@dataclass(frozen=True, slots=True)
class Prompt:
    """What is shown at a step, and the step whose buttons these are."""

    message: Message
    rows: tuple[tuple[Button, ...], ...]
    stamp: str


def prompt(here: Here, said: Phrase | None = None, *, in_group: bool = False) -> Prompt:
    """The question at the step where the dialogue is, after what is `said` of the last input.

    In a group only replies are taken; how answers are given is said with the first question and after a wrong one.
    """
    there = dialogue.found(here)
    say = Wording(there.language, there.timeline.directory)
    asked = dialogue.ask(there)
    blocks = [_lines(BlockKind.HINT, say.value(said))] if said else []
    question = ((Run(say.say(dialogue.title(there)), bold=True),), (Run(say.say(asked.question)),))
    blocks.append(Block(BlockKind.NOTE, question))
    values = [say.value(value) for value in asked.values]
    if len(values) == 1:
        blocks.append(_lines(BlockKind.HINT, say.say(Phrase.of("guide.now", values=asked.values[0]))))
    elif values:
        blocks.append(_lines(BlockKind.HINT, *(f"• {value}" for value in values)))
    if how := _how(there, said, in_group):
        blocks.append(Block(BlockKind.HINT, ((Run(say.say(Phrase.of(how)), italic=True),),)))
    rows = [tuple(Button(_label(one.label, say), one.token) for one in row) for row in asked.options if row]
    way = tuple(_way(there, bool(values), asked.onward, say))
    return Prompt(Message(there.language, tuple(blocks)), (*rows[:_MOST_ROWS], way), there.step.stamp)


def _how(here: Here, said: Phrase | None, in_group: bool) -> str | None:
    """What is said of how one answers and leaves: at the first question, and when what was written is no answer."""
    if said is None:
        whole = "guide.how_to_leave_group" if in_group else "guide.how_to_leave"
        return whole if dialogue.is_first(here) else None
    return None if in_group or said.name in _HELPFUL else "guide.or_leave"


def _way(here: Here, filled: bool, onward: str | None, say: Wording) -> Iterator[Button]:
    """Back, on, and leaving it for later."""
    if not dialogue.is_first(here):
        yield Button(say.say(Phrase.of("guide.back")), BACK)
    if here.step.name not in (Name.SUMMARY, Name.FIELDS):
        yield Button(say.say(Phrase.of(onward or ("guide.next" if filled else "guide.skip"))), ONWARD)
    yield Button(say.say(Phrase.of("guide.leave")), LEAVE)


def _label(label: object, say: Wording) -> str:
    """A label in words, which begins as buttons do; names and tags stay as they are."""
    words = say.value(label)
    return words[:1].upper() + words[1:] if isinstance(label, Phrase) else words


def _lines(kind: BlockKind, *lines: str) -> Block:
    return Block(kind, tuple((Run(line),) for line in lines))
