"""Where a dialogue is: its steps, and how a step is written down so that it is found again after a restart."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum


class Name(StrEnum):
    """What a step asks for. The words are short: buttons carry them."""

    DATE = "date"
    CLOCK = "clock"
    KIND = "kind"
    PLACES = "places"
    ACTORS = "actors"
    ROLE = "role"  # of one actor
    ENGLISH = "english"
    ARABIC = "arabic"
    SOURCES = "sources"
    SOURCE = "source"  # one of them, as what follows down to its figures
    OUTLET = "outlet"
    LINK = "link"
    PUBLISHED = "published"
    LANGUAGE = "language"
    TYPE = "type"  # of the page: news, agency, party …
    SAID_BY = "speaker"
    STANCE = "stance"
    SAID_ON = "said"
    FIGURES = "figures"
    NUMBER = "number"  # once it is known what is counted
    FIGURE = "figure"  # one of them, as what follows down to its words
    SPAN = "span"
    AREA = "area"
    COUNTED_BY = "counter"
    LABEL = "label"
    STATUS = "status"
    IMPORTANCE = "importance"
    CONTROL = "control"
    OUTCOME = "outcome"
    TAGS = "tags"
    WHY = "why"
    SUMMARY = "summary"
    FIELDS = "fields"  # which of them to change


MAIN = (
    Name.DATE,
    Name.CLOCK,
    Name.KIND,
    Name.PLACES,
    Name.ACTORS,
    Name.ENGLISH,
    Name.ARABIC,
    Name.SOURCES,
    Name.STATUS,
    Name.IMPORTANCE,
    Name.CONTROL,
    Name.OUTCOME,
    Name.TAGS,
    Name.WHY,
    Name.SUMMARY,
)
OF_REPORT = (
    Name.SOURCE,
    Name.OUTLET,
    Name.LINK,
    Name.PUBLISHED,
    Name.LANGUAGE,
    Name.TYPE,
    Name.SAID_BY,
    Name.STANCE,
    Name.SAID_ON,
    Name.FIGURES,
)
OF_FIGURE = (Name.NUMBER, Name.FIGURE, Name.SPAN, Name.AREA, Name.COUNTED_BY, Name.LABEL)
OF_ACTOR = (Name.ROLE,)

_WRITTEN = re.compile(r"(?P<name>[a-z]+)(?P<report>\d+)-(?P<item>\d+)(?P<aside>!?)(?::(?P<detail>.*))?", re.DOTALL)
_LONGEST_DETAIL = 200  # what somebody looks for by more letters than this is not found by them


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the dialogue.

    `report` and `item` say which source, and which actor or figure, it is about. `detail` is what was chosen or
    typed on the way to a value. `aside`: it was gone to from the summary, where the dialogue then goes on.
    """

    name: Name = Name.DATE
    report: int = 0
    item: int = 0
    detail: str = ""
    aside: bool = False

    @property
    def stamp(self) -> str:
        """What buttons made for this step carry, to be told from those of other steps."""
        return f"{self.name}{self.report}-{self.item}"

    def written(self) -> str:
        """The step as it is kept."""
        return f"{self.stamp}{'!' if self.aside else ''}:{self.detail}"

    def at(self, name: Name, report: int | None = None, item: int = 0, detail: str = "") -> Step:
        """Another step of the same dialogue, about the same source unless another is given."""
        kept = self.report if report is None else report
        return Step(name, kept, item, detail, self.aside)

    def looking_for(self, letters: str) -> Step:
        """The same step with what was typed on the way to its value."""
        return replace(self, detail=letters[:_LONGEST_DETAIL])


def read_step(written: str) -> Step:
    """The step that was kept; the first one where nothing was, or nothing that this version knows."""
    found = _WRITTEN.fullmatch(written)
    if found is None or found["name"] not in tuple(Name):
        return Step()
    numbers = int(found["report"]), int(found["item"])
    return Step(Name(found["name"]), *numbers, found["detail"] or "", bool(found["aside"]))
