"""How long an answer takes beside what dateparser takes to search the question for dates."""

from __future__ import annotations

import gc
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter

from dateparser.search import search_dates

from answering import ask
from bot.asker import Asker
from bot.errors import FileUnusable


@dataclass(frozen=True, slots=True)
class Comparison:
    """Seconds a question, in the order asked: for the answer, and for the search for dates."""

    answers: tuple[float, ...]
    searches: tuple[float, ...]

    @property
    def ratio(self) -> float:
        """The median answer as a part of the median search; below 1 the answer is faster."""
        return median(self.answers) / median(self.searches)

    def table(self) -> str:
        """The medians in milliseconds, the slowest, and the ratio."""
        rows = [f"{'ms a question':16}{'median':>10}{'slowest':>10}"]
        for name, seconds in (("answer", self.answers), ("search_dates", self.searches)):
            rows.append(f"{name:16}{median(seconds) * 1000:10.2f}{max(seconds) * 1000:10.2f}")
        return "\n".join([*rows, f"ratio {self.ratio:.2f} over {len(self.answers):,} questions"])


def read_questions(files: Iterable[Path]) -> list[str]:
    """The questions of question files. Raises FileUnusable."""
    questions: list[str] = []
    for path in files:
        try:
            lines = path.read_text(encoding="utf-8").splitlines()
            questions += [str(json.loads(line)["q"]) for line in lines if line.strip()]
        except OSError as error:
            raise FileUnusable(path, error.strerror or "it can't be read") from error
        except (ValueError, TypeError, KeyError) as error:
            raise FileUnusable(path, 'a line of it is no JSON object with "q"') from error
    if not questions:
        raise FileUnusable(Path(*files), "there is no question in it")
    return questions


def measure(questions: list[str], asker: Asker, repeat: int) -> Comparison:
    """Time every question both ways in `repeat` passes, the best of each; both are warm when it starts.

    In a second pass both remember what they read in the first, so one pass is what askers meet.
    """
    ways: tuple[Callable[[str], object], ...] = (
        asker.ask,
        lambda question: search_dates(question, languages=["en", "ar"]),
    )
    ask.warm(asker.timeline)
    search_dates("5 December 2024", languages=["en", "ar"])
    gc.freeze()  # as the bot does when it is warm
    passes = [[[_seconds(way, question) for way in ways] for question in questions] for _ in range(repeat)]
    best = [tuple(map(min, *rounds)) if repeat > 1 else rounds[0] for rounds in zip(*passes, strict=True)]
    return Comparison(tuple(times[0] for times in best), tuple(times[1] for times in best))


def _seconds(way: Callable[[str], object], question: str) -> float:
    started = perf_counter()
    way(question)
    return perf_counter() - started
