"""The steps about a page that is not stored yet: its outlet, link, day, language and type."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from answering.answer import Phrase
from answering.drafting.dating import day_of
from answering.drafting.draft import Field
from answering.drafting.guide.lists import Rows, added, additions
from answering.drafting.guide.order import after, onward
from answering.drafting.guide.single import in_rows
from answering.drafting.guide.state import Ask, Here, Option, State, Turn, in_report
from answering.drafting.guide.step import Name
from answering.drafting.sourcing import Page, stored_page
from answering.drafting.texts import cleaned
from answering.text import script_language
from db.record_fields import is_link

NEW = "*"  # what was typed is the name of a new outlet
LANGUAGES = ("en", "ar", "fr", "tr", "ru", "fa", "ku", "he", "de", "es", "it")
TYPES = (
    "news",
    "agency",
    "state_media",
    "monitor",
    "ngo",
    "un",
    "government",
    "party",
    "research",
    "encyclopedia",
    "social",
)

_LONGEST_NAME = 80
_LINK = re.compile(r"(?:https?://|www\.|t\.me/)\S+", re.IGNORECASE)
_DAY_IN_LINK = re.compile(r"(?<!\d)((?:19|20)\d\d)[/-]?([01]\d)[/-]?([0-3]\d)(?!\d)")


class Outlet:
    """Who publishes a page that is not stored yet."""

    def ask(self, here: Here) -> Ask:
        """Ask for the outlet's name."""
        page = page_of(here)
        found = here.suggesting.outlets(here.step.detail) if here.step.detail else ()
        rows = additions((one.name, one.name) for one in found)
        return Ask(Phrase.of("guide.outlet"), (page.outlet,) if page.outlet else (), (*rows, *new_outlet(here)))

    def write(self, text: str, here: Here) -> Turn:
        """Take the name of a known outlet, or a name that is like none of them."""
        name = outlet_name(text)
        if name is None:
            return here.stay(Phrase.of("guide.outlet_name"))
        known = next(
            (one.name for one in here.suggesting.outlets(name) if one.name.casefold() == name.casefold()), None
        )
        if known is None and here.suggesting.outlets(name):
            return here.stay(Phrase.of("guide.outlet_choose", written=name), letters=name)
        return with_page(here, replace(page_of(here), outlet=known or name))

    def choose(self, choice: str, here: Here) -> Turn | None:
        """Take one that is suggested, or the name that was typed."""
        if choice == NEW and here.step.detail:
            return with_page(here, replace(page_of(here), outlet=here.step.detail))
        name = added(choice, (one.name for one in here.suggesting.outlets("", limit=100_000)))
        return with_page(here, replace(page_of(here), outlet=name)) if name else None


class Link:
    """Where a page is."""

    def ask(self, here: Here) -> Ask:
        """Ask for the link."""
        url = page_of(here).url
        return Ask(Phrase.of("guide.link"), (url,) if url else ())

    def write(self, text: str, here: Here) -> Turn:
        """Take a link; where its page is stored already, that source is meant."""
        url = url_in(text)
        if url is None:
            return here.stay(Phrase.of("draft.source_link", written=text))
        stored = stored_page(url, here.timeline.database)
        if stored is not None:
            changed = in_report(here.draft, here.step.report, Field.SOURCE, stored.id)
            return onward(here, changed, Phrase.of("guide.source_known", source=stored))
        return with_page(here, replace(page_of(here), url=url))

    def choose(self, choice: str, here: Here) -> Turn | None:
        """There is nothing to choose."""
        return None


class Published:
    """The day that a page shows."""

    def ask(self, here: Here) -> Ask:
        """Ask for the day, with the one in the link and that of the entry."""
        page = page_of(here)
        days = offered_days((day_in(page.url), here.when.start if here.when else None))
        return Ask(Phrase.of("guide.published"), (page.published,) if page.published else (), days)

    def write(self, text: str, here: Here) -> Turn:
        """Take a day."""
        day = day_of(text, here.today)
        return here.stay(day) if isinstance(day, Phrase) else with_page(here, replace(page_of(here), published=day))

    def choose(self, choice: str, here: Here) -> Turn | None:
        """Take one of the days that are offered."""
        return self.write(choice[1:], here) if re.fullmatch(r"=\d{4}-\d\d-\d\d", choice) else None


@dataclass(frozen=True, slots=True)
class OfPage:
    """The language or the type of a page."""

    part: str
    table: str
    values: Sequence[str]
    question: Phrase

    def ask(self, here: Here) -> Ask:
        """Ask which."""
        page = page_of(here)
        now = page.language if self.part == "language" else page.kind
        options = [Option(f"={value}", here.word(self.table, value)) for value in self.values]
        return Ask(self.question, (here.word(self.table, now),) if now else (), in_rows(options, 3))

    def write(self, text: str, here: Here) -> Turn:
        """Take it by its word."""
        found = here.reader.choice(self.table, text)
        return here.stay(found) if isinstance(found, Phrase) else self._with(found, here)

    def choose(self, choice: str, here: Here) -> Turn | None:
        """Take one of them."""
        return self._with(choice[1:], here) if choice[1:] in self.values else None

    def _with(self, value: str, here: Here) -> Turn:
        page = page_of(here)
        changed = replace(page, language=value) if self.part == "language" else replace(page, kind=value)
        return with_page(here, changed)


LANGUAGE = OfPage("language", "language", LANGUAGES, Phrase.of("guide.language"))
TYPE = OfPage("kind", "page", TYPES, Phrase.of("guide.type"))


def page_of(here: Here) -> Page:
    """What is known of this step's page."""
    source = here.source()
    return source if isinstance(source, Page) else Page()


def line_of_post(text: str, outlet: str | None, link: str | None, day: date) -> str | None:
    """The source line of a post with these words by a channel or group; None where it was a person's."""
    name = outlet_name((outlet or "").replace("|", " "))
    if name is None:
        return None
    return page_line(Page(name, link, day, script_language(text) or "en", "social" if link else None))


def page_line(page: Page) -> str:
    """The line that describes a page, as `sourcing.read_page` reads it."""
    day = page.published.isoformat() if page.published else None
    named = (page.outlet, page.url, day)
    further = (page.language, page.kind) if page.outlet else ()  # without an outlet they would be taken for one
    return " | ".join(filter(None, (*named, *further)))


def with_page(here: Here, page: Page) -> Turn:
    """Go on with more known of this step's page."""
    draft = in_report(here.draft, here.step.report, Field.SOURCE, page_line(page))
    return gone_on(here.with_state(State(draft, here.step)))


def new_outlet(here: Here) -> Rows:
    """The button that takes what was typed for a new outlet's name."""
    name = outlet_name(here.step.detail)
    known = name and here.suggesting.outlet(name)
    return ((Option(NEW, Phrase.of("guide.outlet_new", outlet=name)),),) if name and not known else ()


def outlet_name(text: str) -> str | None:
    """The name of an outlet as it was typed; None where it can't be one."""
    name = " ".join(cleaned(text).split())
    letters = any(letter.isalpha() for letter in name)
    return name if letters and len(name) <= _LONGEST_NAME and not re.search(r"[|\n]|://", name) else None


def url_in(text: str) -> str | None:
    """The link that a text is, or holds besides other words; None where it holds none, or several."""
    found = _LINK.findall(text)
    if len(found) != 1:
        return None
    url = found[0] if "://" in found[0] else f"https://{found[0]}"
    return url if is_link(url) and "|" not in url else None


def offered_days(days: Iterable[date | None]) -> Rows:
    """A row of days to choose from."""
    known = dict.fromkeys(day for day in days if day)
    return (tuple(Option(f"={day.isoformat()}", day) for day in known),) if known else ()


def day_in(url: str | None) -> date | None:
    """The day that a link carries; None where it carries none."""
    for found in _DAY_IN_LINK.finditer(url or ""):
        try:
            return date(*map(int, found.groups()))
        except ValueError:
            continue
    return None


def gone_on(here: Here) -> Turn:
    """Past the questions that the source itself answers."""
    page = here.source()
    step = after(here)
    while isinstance(page, Page) and _answered(step.name, page):
        here = here.with_state(State(here.draft, step))
        step = after(here)
    return Turn(State(here.draft, step))


def _answered(name: Name, page: Page) -> bool:
    match name:
        case Name.OUTLET:
            return page.outlet is not None
        case Name.LINK:
            return page.url is not None
        case Name.PUBLISHED:
            return page.published is not None
        case Name.LANGUAGE:
            return page.language is not None
        case Name.TYPE:
            return page.kind is not None
        case _:
            return False
