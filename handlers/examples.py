"""Questions to begin with, under /help and /start: a tap on one answers it."""

from __future__ import annotations

from dataclasses import replace

from telegram import InlineKeyboardButton

from answering.lexicon import languages
from answering.message import Block, BlockKind, Run
from answering.wording import phrase
from handlers.context import BotContext
from handlers.core import Told
from handlers.presses import OfExample, Press
from handlers.render.buttons import button

EVERY = 6  # in each language's catalogue: example.1, example.2, …
FIRST = 3  # of them, for who has just come


def rows(language: str, count: int) -> list[list[InlineKeyboardButton]]:
    """A row with a button for each of the first `count` examples."""
    every = (OfExample(language, number) for number in range(1, count + 1))
    return [button(_question(example), Press(example)) for example in every]


def is_one(example: OfExample) -> bool:
    """Whether there is such an example."""
    return example.language in languages() and 1 <= example.number <= EVERY


async def answered(example: OfExample, context: BotContext) -> Told:
    """The answer to an example, under the question that it answers."""
    told = await context.core.ask(_question(example), today=context.today())
    first, *rest = told.messages
    asked = Block(BlockKind.NOTE, ((Run(_question(example), italic=True),),))
    return replace(told, messages=(replace(first, blocks=(asked, *first.blocks)), *rest), otherwise=())


def _question(example: OfExample) -> str:
    return phrase(f"example.{example.number}", example.language)
