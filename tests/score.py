"""How many questions of a question file are answered rightly.

A question is a line of JSON: `id`, `lang`, `form`, `q`, where needed `chat`, `today` and `force_lang`, and
`expect`, in which every key is a check that has to hold:

    status        the status, or a list of those that are right; `answered` where it is not given
    first_in      the first of `events` is one of these ids
    includes      all of these ids are among `events`
    any_of        one of these ids is among `events`
    only, min     `events` has no other ids than these, and at least `min` of them (1 where it is not given)
    none_of       none of these ids is among `events`
    date          `value` has this `start` and this `end`; a side that is null is not checked
    figure        for one of these: `value` has its `measure`, its `value` lies between `low` and `high`, and
                  where it has a `said_by`, one of them counted
    actors_any, places_any, holders_any    one of these ids is in that list of `value`
    answer, days, count                    `value` has this there, or one of this list
    sources_any   one of these outlets is among `sources`

A question with `setup` only prepares the one after it in its chat and does not count.
"""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

import click

TODAY = "2026-11-22"  # of a question that names no other day
SLACK = 1.0  # percent that a file may fall behind what it has reached
WIDEST = 2  # times its low that a count's high may be; a wider range names no count
UNANSWERED = {"no_record", "ambiguous", "not_a_question"}

Object = Mapping[str, Any]


class Outcome(StrEnum):
    """What became of a question."""

    RIGHT = "right"
    MISSED = "missed"  # refused or asked back where that was not right
    WRONG = "wrong"  # answered, but a check fails or no source is named
    FALSE = "false"  # answered where nothing is recorded


@dataclass(frozen=True, slots=True)
class Scored:
    """A question, the answer that it got, its outcome and the checks that failed."""

    question: Object
    answer: Object
    outcome: Outcome
    failed: tuple[str, ...]


def failed_checks(expect: Object, answer: Object) -> tuple[str, ...]:
    """The keys of `expect` that the answer does not meet."""
    return tuple(key for key, wanted in expect.items() if key != "min" and not _meets(key, wanted, expect, answer))


def score(question: Object, answer: Object) -> Scored:
    """What became of a question that got this answer."""
    expect = question["expect"]
    wanted = _listed(expect.get("status", "answered"))
    status = answer.get("status")
    if status in wanted and status != "answered":  # rightly refused or asked back: nothing else to show
        checked = {key: value for key, value in expect.items() if key in ("status", "none_of")}
    else:
        checked = {"status": wanted, **expect}
    failed = failed_checks(checked, answer)
    if status == "answered" and not answer.get("sources"):
        failed += ("no source",)
    if not failed:
        outcome = Outcome.RIGHT
    elif status in UNANSWERED:
        outcome = Outcome.MISSED
    elif status == "answered" and "answered" not in wanted:
        outcome = Outcome.FALSE
    else:
        outcome = Outcome.WRONG
    return Scored(question, answer, outcome, failed)


def table(scored: Sequence[Scored]) -> str:
    """The outcomes in percent: of all, of those with an answer and without, by language and by form."""
    rows: dict[str, Counter[Outcome]] = defaultdict(Counter)
    for one in scored:
        answerable = "answered" in _listed(one.question["expect"].get("status", "answered"))
        for row in (
            "all",
            "answerable" if answerable else "not answerable",
            f"lang {one.question['lang']}",
            f"form {one.question.get('form', '?')}",
        ):
            rows[row][one.outcome] += 1
    first = [row for row in ("all", "answerable", "not answerable") if row in rows]
    lines = [f"{'':24}{'n':>5}" + "".join(f"{outcome:>9}" for outcome in Outcome)]
    for row in [*first, *sorted(set(rows) - set(first))]:
        count = rows[row].total()
        lines.append(f"{row:24}{count:5}" + "".join(f"{100 * rows[row][outcome] / count:8.1f}%" for outcome in Outcome))
    return "\n".join(lines)


def questions_of(file: Path) -> list[Object]:
    """The questions of a file, in its order."""
    return [json.loads(line) for line in file.read_text("utf-8").split("\n") if line]


def ask(command: str, questions: Sequence[Object]) -> list[Object]:
    """The answers of a command that reads a line of JSON for each question and writes one; one runs on each core."""
    parts: list[list[int]] = [[] for _ in range(os.cpu_count() or 1)]
    part_of: dict[str, list[int]] = {}
    for number, question in enumerate(questions):
        chat = _chat(question)
        if chat not in part_of:  # a chat is asked by one of them, and in its order
            part_of[chat] = min(parts, key=len)
        part_of[chat].append(number)
    with ThreadPoolExecutor(len(parts)) as threads:
        answered = list(threads.map(lambda part: _ask(command, [questions[number] for number in part]), parts))
    answers: dict[int, Object] = {}
    for part, own in zip(parts, answered, strict=True):
        answers.update(zip(part, own, strict=True))
    return [answers[number] for number in range(len(questions))]


def _chat(question: Object) -> str:
    return str(question.get("chat") or question["id"])


def _ask(command: str, questions: Sequence[Object]) -> list[Object]:
    """The answers of one run of the command."""
    if not questions:
        return []
    lines = [
        json.dumps(
            {"q": question["q"], "chat": _chat(question)}
            | {"today": question.get("today", TODAY)}
            | ({"lang": question["force_lang"]} if question.get("force_lang") else {}),
            ensure_ascii=False,
        )
        for question in questions
    ]
    done = subprocess.run(
        shlex.split(command), input="".join(f"{line}\n" for line in lines).encode(), stdout=subprocess.PIPE
    )
    answers: list[Object] = [json.loads(line) for line in done.stdout.decode().split("\n") if line]
    if len(answers) != len(lines):
        raise click.ClickException(
            f"{len(lines)} questions, {len(answers)} answers: the command ended with {done.returncode}."
        )
    return answers


def _meets(key: str, wanted: Any, expect: Object, answer: Object) -> bool:
    value = answer.get("value") or {}
    events = answer.get("events") or []
    checks: dict[str, Callable[[], bool]] = {
        "status": lambda: answer.get("status") in _listed(wanted),
        "first_in": lambda: bool(events) and events[0] in wanted,
        "includes": lambda: set(wanted) <= set(events),
        "any_of": lambda: bool(set(wanted) & set(events)),
        "only": lambda: set(events) <= set(wanted) and len(set(events)) >= expect.get("min", 1),
        "none_of": lambda: not set(wanted) & set(events),
        "date": lambda: all(value.get(side) == day for side, day in wanted.items() if day is not None),
        "figure": lambda: any(_is_figure(figure, value) for figure in wanted),
        "actors_any": lambda: bool(set(wanted) & set(value.get("actors") or [])),
        "places_any": lambda: bool(set(wanted) & set(value.get("places") or [])),
        "holders_any": lambda: bool(set(wanted) & set(value.get("holders") or [])),
        "answer": lambda: value.get("answer") in _listed(wanted),
        "days": lambda: value.get("days") in _listed(wanted),
        "count": lambda: value.get("count") in _listed(wanted),
        "sources_any": lambda: any(source["outlet"] in wanted for source in answer.get("sources") or []),
    }
    if key not in checks:
        raise click.ClickException(f"{key!r} is no check; see the top of this file.")
    return checks[key]()


def _is_figure(wanted: Object, value: Object) -> bool:
    low = value.get("low")
    high = low if value.get("high") is None else value["high"]
    if low is None or wanted.get("measure") not in (None, value.get("measure")):
        return False
    counted_by = set(wanted.get("said_by") or ())
    return (
        low <= wanted["value"] <= high
        and high <= WIDEST * max(low, 1)
        and (not counted_by or bool(counted_by & set(value.get("said_by") or ())))
    )


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _told(one: Scored) -> str:
    expect, value = (json.dumps(part, ensure_ascii=False) for part in (one.question["expect"], one.answer.get("value")))
    return (
        f"\n[{one.outcome}] {one.question['id']} {one.question['q']!r}\n"
        f"  failed: {', '.join(one.failed)}\n"
        f"  expect: {expect}\n"
        f"  got: {one.answer.get('status')} {one.answer.get('form')} {value} {one.answer.get('events')}"
    )


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--cmd", "command", default=".venv/bin/tarikh ask --json", show_default=True, help="Who is asked.")
@click.option("--misses", default=0, help="How many questions that are not right to show.")
@click.option("--form", help="Only the questions of this form.")
@click.option("--lang", help="Only the questions in this language.")
@click.option("--min-right", type=float, help="Fail where fewer percent are right.")
@click.option("--max-wrong", type=float, help="Fail where more percent are wrong.")
@click.option("--max-false", type=float, help="Fail where more percent are false.")
@click.option(
    "--reached",
    type=click.Path(dir_okay=False, path_type=Path),
    help=f"Fail where a file has more than {SLACK:g} percent fewer right than stands here by its name.",
)
@click.option("--keep", is_flag=True, help="Write what is reached now to the file of --reached.")
def main(
    files: tuple[Path, ...],
    command: str,
    misses: int,
    form: str | None,
    lang: str | None,
    min_right: float | None,
    max_wrong: float | None,
    max_false: float | None,
    reached: Path | None,
    keep: bool,
) -> None:
    """Ask the questions of FILES, whose form stands at the top of this file, and print the outcomes."""
    of_file = {file.stem: questions_of(file) for file in files}
    questions = [question for own in of_file.values() for question in own]
    started = time.monotonic()
    answers = ask(command, questions)
    took = time.monotonic() - started
    scored = [
        score(question, answer)
        for question, answer in zip(questions, answers, strict=True)
        if not question.get("setup") and form in (None, question.get("form")) and lang in (None, question["lang"])
    ]
    if not scored:
        raise click.ClickException("There is no such question.")
    click.echo(f"{table(scored)}\n{len(questions)} questions in {took:.1f} s")
    for one in [one for one in scored if one.outcome is not Outcome.RIGHT][:misses]:
        click.echo(_told(one))
    percent = {outcome: 100 * sum(one.outcome is outcome for one in scored) / len(scored) for outcome in Outcome}
    gates = (
        (min_right, Outcome.RIGHT, "fewer", percent[Outcome.RIGHT] < (min_right or 0)),
        (max_wrong, Outcome.WRONG, "more", max_wrong is not None and percent[Outcome.WRONG] > max_wrong),
        (max_false, Outcome.FALSE, "more", max_false is not None and percent[Outcome.FALSE] > max_false),
    )
    for limit, outcome, side, broken in gates:
        if broken:
            click.echo(f"{percent[outcome]:.1f}% are {outcome}, {side} than {limit:g}%.", err=True)
    fallen = _fallen(of_file, scored, reached, keep) if reached else []
    for sentence in fallen:
        click.echo(sentence, err=True)
    sys.exit(bool(fallen) or any(broken for *_, broken in gates))


def _fallen(of_file: Mapping[str, Sequence[Object]], scored: Sequence[Scored], reached: Path, keep: bool) -> list[str]:
    """A sentence for each file that has fewer right than it had; with `keep` what it has now is written."""
    before: dict[str, float] = json.loads(reached.read_text("utf-8")) if reached.is_file() else {}
    now: dict[str, float] = {}
    for name, own in of_file.items():
        ids = {question["id"] for question in own}
        outcomes = [one.outcome is Outcome.RIGHT for one in scored if one.question["id"] in ids]
        if outcomes:
            now[name] = round(100 * sum(outcomes) / len(outcomes), 1)
    if keep:
        reached.write_text(json.dumps(dict(sorted((before | now).items())), indent=1) + "\n", "utf-8")
        return []
    return [
        f"{name}: {now[name]:.1f}% are right, and {before[name]:.1f}% were."
        for name in now
        if name in before and now[name] < before[name] - SLACK
    ]


if __name__ == "__main__":
    main()
