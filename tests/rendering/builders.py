"""Small values to build answers and messages from."""

from datetime import date

from answering.answer import Answer, Choice, Citation, Form, Statement, Status
from answering.message import Block, BlockKind, Message, Run
from db.model import Event, Kind, Precision, Report, Source, Stance, Text, When
from db.model import Status as Standing
from handlers.core import Told


def source(id: str = "tag24", outlet: str = "TAG24") -> Source:
    """A page of an outlet."""
    return Source(id, outlet, f"https://example.org/{id}", date(2024, 12, 5), "en", "news")


def event(
    id: str = "2024-12-05-hama-capture", day: date = date(2024, 12, 5), text: str = "Rebels captured Hama."
) -> Event:
    """An event of one day with one report."""
    return Event(
        id=id,
        when=When(day.isoformat(), day, day, Precision.DAY),
        clock=None,
        kind=Kind.CAPTURE,
        places=("hama",),
        actors=(),
        text=Text((("en", text), ("ar", "سيطر المعارضون على حماة."))),
        status=Standing.REPORTED,
        importance=5,
        reports=(Report(source(), (), Stance.REPORTS, None, None),),
    )


def answer(
    *events: Event,
    language: str = "en",
    status: Status = Status.ANSWERED,
    more: tuple[Event, ...] = (),
    choices: tuple[Choice, ...] = (),
) -> Answer:
    """An answer that states the events."""
    return Answer(
        question="when did Hama fall",
        language=language,
        status=status,
        form=Form.WHEN,
        statements=tuple(map(statement, events)),
        more=tuple(map(statement, more)),
        choices=choices,
    )


def statement(event: Event) -> Statement:
    """The statement of an event with its first source."""
    return Statement((Citation.of_report(event.reports[0]),), event)


def line(*runs: Run | str) -> tuple[Run, ...]:
    """A line of runs; plain words are a run."""
    return tuple(Run(run) if isinstance(run, str) else run for run in runs)


def note(*lines: tuple[Run, ...]) -> Block:
    """A block before the statements."""
    return Block(BlockKind.NOTE, lines)


def stated(*lines: tuple[Run, ...]) -> Block:
    """A block that states something."""
    return Block(BlockKind.STATEMENT, lines)


def sources(*lines: tuple[Run, ...]) -> Block:
    """A list of sources."""
    return Block(BlockKind.SOURCES, lines)


def hint(*lines: tuple[Run, ...]) -> Block:
    """A block that says what else there is."""
    return Block(BlockKind.HINT, lines)


def message(*blocks: Block, language: str = "en") -> Message:
    """A worded answer."""
    return Message(language, blocks)


def told(answer: Answer, *messages: Message) -> Told:
    """An answer with its words."""
    return Told(answer, messages)
