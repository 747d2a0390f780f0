"""The steps about sources: those that there are and further ones, stored pages or new ones."""

from __future__ import annotations

from answering.answer import Phrase
from answering.drafting.draft import Field
from answering.drafting.guide.lists import ADD, TAKE, Rows, added, additions, opened, openings
from answering.drafting.guide.pages import NEW, gone_on, new_outlet, outlet_name, page_line, url_in
from answering.drafting.guide.state import Ask, Here, Option, State, Turn, in_report, with_report, without_report
from answering.drafting.guide.step import Name
from answering.drafting.sourcing import Page, read_source
from answering.drafting.texts import cleaned
from db.handles import event_handle
from db.model import Source
from db.page_keys import page_key
from db.usage import outlet_under, pages_of

_PAGES = 3  # of one outlet
_OUTLETS = 4
_SHARED = frozenset({"t.me", "x.com", "twitter.com", "facebook.com", "youtube.com", "instagram.com", "web.archive.org"})
_PAGE = "p"  # after it the handle of a stored page's id


class Sources:
    """The pages that tell of it: those there are, and a further one."""

    def ask(self, here: Here) -> Ask:
        """Ask for a page, by its link or its outlet."""
        labels = [source_label(here.source(report)) for report in range(len(here.draft.reports))]
        found = _found(here) if here.step.detail or not labels else ()
        question = "guide.sources" if labels else "guide.source"
        return Ask(Phrase.of(question), tuple(labels), (*found, *openings(labels)))

    def write(self, text: str, here: Here) -> Turn:
        """Take a link or the id of a stored source, or look for an outlet."""
        line = _line_of(text, here)
        if isinstance(line, Phrase):
            return here.stay(line, letters="" if url_in(text) else cleaned(text))
        return _begun(line, here)

    def choose(self, choice: str, here: Here) -> Turn | None:
        """Take an outlet or a page, or open one that is there."""
        line = _chosen(choice, here)
        if line is not None:
            return _begun(line, here)
        number = opened(choice, here.draft.reports)
        return None if number is None else here.go(here.step.at(Name.SOURCE, report=number))


class SourceOfReport:
    """One page that is there: another in its place, or none."""

    def ask(self, here: Here) -> Ask:
        """Ask whether it is to stay."""
        source = here.source()
        parts = (Name.PUBLISHED, Name.LANGUAGE, Name.TYPE) if isinstance(source, Page) and source.outlet else ()
        opened = tuple(Option(f"={name}", Phrase.of(f"guide_title.{name}")) for name in parts)
        remove = (Option(TAKE, Phrase.of("guide.remove")),)
        found = _found(here) if here.step.detail else ()
        return Ask(Phrase.of("guide.source_there"), (source_label(source),), (*found, opened, remove))

    def write(self, text: str, here: Here) -> Turn:
        """Take another page in its place."""
        line = _line_of(text, here)
        if isinstance(line, Phrase):
            return here.stay(line, letters="" if url_in(text) else cleaned(text))
        return _with_line(line, here)

    def choose(self, choice: str, here: Here) -> Turn | None:
        """Take another page in its place, or take it away with all that belongs to it."""
        if choice == TAKE and here.step.report < len(here.draft.reports):
            draft = without_report(here.draft, here.step.report)
            return here.go(here.step.at(Name.SOURCES, report=0), draft)
        part = next((name for name in (Name.PUBLISHED, Name.LANGUAGE, Name.TYPE) if choice == f"={name}"), None)
        if part is not None and isinstance(here.source(), Page):
            return here.go(here.step.at(part))
        line = _chosen(choice, here)
        if line is None:
            return None
        return _with_line(line, here)


def source_label(source: Source | Page) -> object:
    """A source as it is cited; of a new page what is known."""
    if isinstance(source, Source):
        return source
    return Source("", source.outlet or source.url or "", source.url, source.published, "", "")


def _found(here: Here) -> Rows:
    """The outlets that the last letters may mean, the pages of the first of them, and a new outlet."""
    letters = here.step.detail
    outlets = here.suggesting.outlets(letters, _OUTLETS)
    pages = _pages(here) if letters else ()
    rows = tuple(
        (Option(_PAGE + event_handle(page.id), Phrase.of("guide.page", source=page, id=page.id)),) for page in pages
    )
    named = additions((one.name, Phrase.of("guide.outlet_new_page", outlet=one.name)) for one in outlets)
    return (*named, *rows, *(new_outlet(here) if letters else ()))


def _pages(here: Here) -> tuple[Source, ...]:
    first = next(iter(here.suggesting.outlets(here.step.detail, 1)), None)
    near = here.when.end if here.when else None
    return pages_of(here.timeline.database, first.name, near, _PAGES) if first else ()


def _line_of(text: str, here: Here) -> str | Phrase:
    """The line for a link, a whole source line or the id of a stored source; else what is said to a name."""
    url = url_in(text)
    if url is not None and "|" not in text:
        source = read_source(url, here.timeline.database, here.today)
        if isinstance(source, Source):
            return source.id
        return page_line(Page(_outlet_of(url, here), url))
    source = read_source(text, here.timeline.database, here.today)
    if isinstance(source, Source):
        return source.id
    if isinstance(source, Page) and (source.url or source.published):
        return page_line(source)
    if "|" in text and isinstance(source, Phrase):
        return source
    if outlet_name(text) is None:
        return Phrase.of("guide.outlet_name")
    found = here.suggesting.outlets(text)
    return Phrase.of("guide.outlet_choose" if found else "guide.outlet_unknown", written=cleaned(text))


def _chosen(choice: str, here: Here) -> str | None:
    """The line for an outlet or page that was chosen, or for the new outlet that was typed."""
    if choice == NEW and outlet_name(here.step.detail):
        return here.step.detail
    if choice.startswith(_PAGE):
        return next((page.id for page in _pages(here) if event_handle(page.id) == choice[1:]), None)
    if choice.startswith(ADD):
        return added(choice, (one.name for one in here.suggesting.outlets("", limit=100_000)))
    return None


def _begun(line: str, here: Here) -> Turn:
    """A further report of this source, at its next open question."""
    draft = with_report(here.draft, line)
    step = here.step.at(Name.SOURCE, report=len(draft.reports) - 1)
    return gone_on(here.with_state(State(draft, step)))


def _with_line(line: str, here: Here) -> Turn:
    """The report of this step with another source, at its next open question."""
    draft = in_report(here.draft, here.step.report, Field.SOURCE, line)
    return gone_on(here.with_state(State(draft, here.step.at(Name.SOURCE))))


def _outlet_of(url: str, here: Here) -> str | None:
    """The outlet whose pages are where this one is; where several publish there, whose channel it is."""
    host, path, _ = page_key(url)
    channel = path.strip("/").partition("/")[0]
    address = f"{host}/{channel}/" if host in _SHARED else f"{host}/"
    return outlet_under(here.timeline.database, address)
