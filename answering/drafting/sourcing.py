"""Sources as lines: the id of a stored one, or "outlet | link | day | language | kind" with what is known of these."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from sqlite_utils import Database

from answering.answer import Phrase
from answering.drafting.dating import day_of
from answering.drafting.words import meant, without_marks
from db.model import Source
from db.page_keys import host_of
from db.record_fields import is_link
from db.source_rows import habit_of, load_sources, sources_on_page

_LONGEST = 60
_ARABIC = re.compile(r"[\u0600-\u06ff]")


@dataclass(frozen=True, slots=True)
class Page:
    """A source as a line gives it; what the line leaves out is None."""

    outlet: str | None = None
    url: str | None = None
    published: date | None = None
    language: str | None = None
    kind: str | None = None


def read_source(written: str, database: Database, today: date) -> Source | Page | Phrase:
    """The stored source that a line names or links to, else the page that it describes; a phrase says what is wrong.

    A stored source without a day gets the day that the line gives.
    """
    text = without_marks(written).strip()
    if stored := load_sources(database, [text]).get(text):
        return stored
    page = read_page(text, today)
    if isinstance(page, Phrase):
        return page
    if page.url and (known := stored_page(page.url, database)):
        if known.published and page.published and known.published != page.published:
            return Phrase.of("draft.source_other_day", id=known.id, stored=known.published, written=page.published)
        return replace(known, published=known.published or page.published)
    if page.outlet is None:
        return Phrase.of("draft.source_no_outlet", host=host_of(page.url or ""))
    if page.url is None and page.published is None and re.fullmatch(r"[A-Za-z0-9]+(?:-[A-Za-z0-9]+){2,}", text):
        return Phrase.of("draft.source_unknown", written=text)
    return page


def stored_page(url: str, database: Database) -> Source | None:
    """The stored source of the same page, whatever its link carries besides."""
    return next(iter(sources_on_page(database, url)), None)


def source_of(page: Page, id: str, database: Database) -> Source:
    """The new source for a page; an unnamed language or kind is that of the outlet's other pages."""
    outlet = page.outlet or ""
    language, kind = habit_of(database, outlet) or ("ar" if _ARABIC.search(outlet) else "en", "news")
    return Source(id, outlet, page.url, page.published, page.language or language, page.kind or kind)


def source_stem(page: Page, slug: str) -> str:
    """What the id of a page's source begins with: its outlet, its day and what it is about."""
    outlet = _plain(page.outlet or "")
    if len(outlet) < 2 and page.url:
        outlet = _plain(re.sub(r"\.[a-z.]+$", "", host_of(page.url)))
    day = page.published.strftime("%Y%m%d") if page.published else "nd"
    return f"{outlet[:30].rstrip('-') or 'source'}-{day}-{slug}"[: _LONGEST - 4].rstrip("-")


def source_line(source: Source) -> str:
    """The whole line that describes a source, for one that is not stored."""
    day = source.published.isoformat() if source.published else None
    return " | ".join(filter(None, [source.outlet, source.url, day, source.language, source.kind]))


def read_page(text: str, today: date) -> Page | Phrase:
    """A page by the parts of a line, in whatever order they come."""
    page = Page()
    for part in (part.strip() for part in re.split(r"\s*\|\s*|\s*\n\s*", text)):
        if not part:
            continue
        if re.match(r"(?:https?://|www\.|t\.me/)", part, re.IGNORECASE):
            url = part if "://" in part else f"https://{part}"
            if not is_link(url) or page.url:
                return Phrase.of("draft.source_link", written=part)
            page = replace(page, url=url)
        elif page.outlet is None and not (re.search(r"\d", part) and isinstance(day_of(part, today), date)):
            page = replace(page, outlet=part)
        elif page.language is None and (language := meant("language", part)):
            page = replace(page, language=language)
        elif page.language is None and re.fullmatch(r"[a-z]{2}", part):
            page = replace(page, language=part)
        elif page.kind is None and (kind := meant("page", part)):
            page = replace(page, kind=kind)
        elif page.published is None and not isinstance(day := day_of(part, today), Phrase):
            page = replace(page, published=day)
        elif page.kind is None and re.fullmatch(r"[a-z_]+", part):
            page = replace(page, kind=part)
        else:
            return Phrase.of("draft.source_part", written=part)
    return page


def _plain(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.casefold()).strip("-")
