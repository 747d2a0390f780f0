"""What an import would do, and what is wrong with a file: as a message, and whole as a text to attach."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from answering.answer import Phrase
from answering.wording import Wording
from answering.wording.mistakes import in_words
from db.bulk import Finding
from db.directory import Directory
from db.errors import Mistake
from db.formats import Form
from db.trial import Trial
from db.writing import ImportSummary, Verdict

LINES = 20  # in the message
_LONGEST = 300  # characters of a line of the message


@dataclass(frozen=True, slots=True)
class Report:
    """The words of a message; `whole` is all of it where the message could not hold every line."""

    words: str
    whole: str | None = None


def of_trial(trial: Trial, name: str, form: Form, language: str, *, again: bool = False) -> Report:
    """What an import would do, line by line: what it writes or passes over before what is there already.

    `again`: because an earlier trial no longer holds.
    """
    say = Wording(language, Directory((), ())).say
    title = "import.differs" if again else "import.dry_run"
    head = [say(Phrase.of(title, file=name)), say(Phrase.of(f"import.form_{form}"))]
    head += ["", *_totals(trial.summary, language)]
    if not trial.content:
        head += ["", say(Phrase.of("import.nothing_new" if trial.findings else "import.empty"))]
    telling = [one for one in trial.findings if one.verdict is not Verdict.UNCHANGED]
    shown = [*islice((say(_finding(one)) for one in telling), LINES)]
    if len(telling) <= LINES:
        return _joined(head, shown, None)
    every = (say(_finding(one)) for one in trial.findings)
    return _joined(head, [*shown, say(Phrase.of("import.whole_attached"))], every)


def of_mistakes(mistakes: Sequence[Mistake], name: str, language: str) -> Report:
    """What is wrong with a file, and what would be right."""
    say = Wording(language, Directory((), ())).say
    count = len(mistakes)
    head = [say(Phrase.of("import.refused", count=count, number=count, file=name))]
    shown = [say(_mistake(one, language)) for one in mistakes[:LINES]]
    if count <= LINES and all(len(line) <= _LONGEST for line in shown):
        return _joined(head, shown, None)
    shown.append(say(Phrase.of("import.whole_attached")))
    return _joined(head, shown, (say(_mistake(one, language)) for one in mistakes))


def _joined(head: Sequence[str], shown: Sequence[str], every: Iterable[str] | None) -> Report:
    cut = [line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…" for line in shown]
    room = 3500 - sum(map(len, head))  # of the 4,096 that Telegram takes
    lines: list[str] = []
    for line in cut:
        room -= len(line) + 3
        if room < 0 and line is not cut[-1]:
            continue
        lines.append(line)
    words = "\n".join([*head, *([""] if lines else []), *lines])
    return Report(words, None if every is None else "\n".join([*head, "", *every, ""]))


def _totals(summary: ImportSummary, language: str) -> Iterator[str]:
    """How many records of each type are added, changed, left and passed over."""
    say = Wording(language, Directory((), ())).say
    for type, tally in (
        ("source", summary.sources),
        ("place", summary.places),
        ("actor", summary.actors),
        ("event", summary.events),
    ):
        if tally.added or tally.changed or tally.unchanged or tally.skipped:
            yield say(
                Phrase.of(
                    "import.total",
                    type=Phrase.of(f"import.{type}s"),
                    added=tally.added,
                    changed=tally.changed,
                    unchanged=tally.unchanged,
                    skipped=tally.skipped,
                )
            )


def _finding(one: Finding) -> Phrase:
    return Phrase.of(
        f"import.line_{one.verdict}",
        line=str(one.line),
        type=Phrase.of(f"import.{one.type}"),
        id=one.id,
        fields=", ".join(one.fields),
    )


def _mistake(one: Mistake, language: str) -> Phrase:
    line, message = str(one.line or ""), in_words(one.message, language)
    column = one.field.removeprefix("column ")
    field = one.field if column == one.field else Phrase.of("import.column", letters=column)
    match (bool(line), bool(field)):
        case (True, True):
            return Phrase.of("import.mistake_in_field", line=line, field=field, message=message)
        case (True, False):
            return Phrase.of("import.mistake_in_line", line=line, message=message)
        case _:
            return Phrase.of("import.mistake", message=f"{field}: {message}" if field else message)
