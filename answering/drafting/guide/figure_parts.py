"""The steps about one figure: of which days it is, where it was counted, by whom, and in which words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from answering.answer import Phrase
from answering.drafting.counting import Count, count_line, read_count
from answering.drafting.dating import span_of
from answering.drafting.draft import Draft, Field
from answering.drafting.guide.listed import actor_name, place_name
from answering.drafting.guide.lists import added, additions, named, takings, without
from answering.drafting.guide.order import onward
from answering.drafting.guide.sayings import suggested_speakers
from answering.drafting.guide.state import Ask, Here, Option, Turn, in_report
from answering.drafting.texts import cleaned
from answering.text import script_language
from db.model import Text

_LONGEST_LABEL = 120


class Span:
    """The days that a figure covers."""

    def ask(self, here: Here) -> Ask:
        """Ask for the days, with those of the entry."""
        count = _count(here)
        when = here.when
        offered = ((Option("=", when),),) if when else ()
        values = (_days(count),) if count and (count.since or count.until) else ()
        return Ask(Phrase.of("guide.span"), values, offered)

    def write(self, text: str, here: Here) -> Turn:
        """Take a day or a span of days, open at one end or not."""
        span = span_of(text, here.today)
        if span is None or isinstance(span, Phrase):
            return here.stay(span or Phrase.of("draft.date_unread", written=text))
        return self._with(*span, here)

    def choose(self, choice: str, here: Here) -> Turn | None:
        """Take the days of the entry."""
        return self._with(here.when.start, here.when.end, here) if choice == "=" and here.when else None

    def _with(self, since: date | None, until: date | None, here: Here) -> Turn:
        count = _count(here)
        return go_on_with(replace(count, since=since, until=until), here) if count else onward(here)


class Area:
    """Where a figure was counted."""

    def ask(self, here: Here) -> Ask:
        """Ask for places, with those of the entry and the whole country."""
        count = _count(here)
        chosen = count.area if count else ()
        labels = [place_name(id, here) for id in chosen]
        if here.step.detail:
            found = here.suggesting.places(here.step.detail)
        else:
            found = tuple(here.suggesting.place(id) for id in self._likely(here))
        return Ask(
            Phrase.of("guide.area"),
            tuple(labels),
            (*additions(((one.id, one.label) for one in found), chosen), *takings(chosen, labels)),
        )

    def write(self, text: str, here: Here) -> Turn:
        """Take the places that are clearly named, and look for the others."""
        found, letters, said = named(text, here, "place")
        return self._with(found, here, said, letters)

    def choose(self, choice: str, here: Here) -> Turn | None:
        """Add a place, or take one away."""
        count = _count(here)
        if count is None:
            return None
        if (place := added(choice, here.timeline.directory.places)) is not None:
            return self._with((place,), here)
        if (area := without(choice, count.area)) is not None:
            return here.stay(draft=_draft_with(replace(count, area=area), here))
        return None

    def _likely(self, here: Here) -> tuple[str, ...]:
        """The entry's main place, the province around it, and the country that the timeline is about."""
        directory = here.timeline.directory
        main = [id for id in here.ids(here.draft.value(Field.PLACES), "place")[:1] if id in directory.places]
        around = [up for id in main for up in directory.within(id) if directory.places[up].kind == "governorate"]
        return tuple(dict.fromkeys((*main, *around, *filter(None, [directory.home]))))

    def _with(self, more: Sequence[str], here: Here, said: Phrase | None = None, letters: str = "") -> Turn:
        count = _count(here)
        if count is None or not more:
            return here.stay(said, letters=letters)
        area = tuple(dict.fromkeys((*count.area, *more)))
        return here.stay(said, draft=_draft_with(replace(count, area=area), here), letters=letters)


class CountedBy:
    """Who counted."""

    def ask(self, here: Here) -> Ask:
        """Ask who, with the speakers of the report."""
        count = _count(here)
        counters = count.said_by if count else ()
        labels = [actor_name(id, here) for id in counters]
        speakers = here.ids(here.report_value(Field.SAID_BY), "actor")
        known = [id for id in speakers if id in here.timeline.directory.actors]
        if here.step.detail or not known:
            rows = suggested_speakers(here, counters)
        else:
            rows = additions(((id, here.suggesting.actor(id).label) for id in known), counters)
        return Ask(
            Phrase.of("guide.counter"),
            tuple(labels),
            (*rows, *takings(counters, labels)),
            None if counters else "guide.itself",
        )

    def write(self, text: str, here: Here) -> Turn:
        """Take the actors that are clearly named, and look for the others."""
        found, letters, said = named(text, here, "actor")
        return self._with(found, here, said, letters)

    def choose(self, choice: str, here: Here) -> Turn | None:
        """Add a counter, or take one away."""
        count = _count(here)
        if count is None:
            return None
        if (actor := added(choice, here.timeline.directory.actors)) is not None:
            return self._with((actor,), here)
        if (said_by := without(choice, count.said_by)) is not None:
            return here.stay(draft=_draft_with(replace(count, said_by=said_by), here))
        return None

    def _with(self, more: Sequence[str], here: Here, said: Phrase | None = None, letters: str = "") -> Turn:
        count = _count(here)
        if count is None or not more:
            return here.stay(said, letters=letters)
        said_by = tuple(dict.fromkeys((*count.said_by, *more)))
        return here.stay(said, draft=_draft_with(replace(count, said_by=said_by), here), letters=letters)


class Label:
    """What exactly a figure counts, in words of both languages."""

    def ask(self, here: Here) -> Ask:
        """Ask for the words."""
        count = _count(here)
        words = dict(count.label.by_language) if count else {}
        both = (Phrase.of("guide.label_now", english=words["en"], arabic=words["ar"]),) if words else ()
        return Ask(Phrase.of("guide.label"), both)

    def write(self, text: str, here: Here) -> Turn:
        """Take the words in English and in Arabic, with a bar between them or a line each."""
        count = _count(here)
        words = [cleaned(part) for part in text.replace("\n", "|").split("|")]
        given = {script_language(part) or "en": part for part in words if part}
        if count is None or len(words) != 2 or given.keys() != {"en", "ar"} or max(map(len, words)) > _LONGEST_LABEL:
            return here.stay(Phrase.of("guide.label_both"))
        return go_on_with(replace(count, label=Text((("en", given["en"]), ("ar", given["ar"])))), here)

    def choose(self, choice: str, here: Here) -> Turn | None:
        """There is nothing to choose."""
        return None


def _count(here: Here) -> Count | None:
    """The figure of this step; None where there is none or it can't be read."""
    lines = here.report_values(Field.FIGURE)
    count = read_count(lines[here.step.item], here.reader) if here.step.item < len(lines) else None
    return count if isinstance(count, Count) else None


def _draft_with(count: Count, here: Here) -> Draft:
    lines = list(here.report_values(Field.FIGURE))
    lines[here.step.item] = count_line(count, here.language, source=count.source)
    return in_report(here.draft, here.step.report, Field.FIGURE, *lines)


def go_on_with(count: Count, here: Here) -> Turn:
    """Go on with this count in place of the figure of this step."""
    return onward(here, _draft_with(count, here))


def _days(count: Count) -> Phrase:
    """The days that a figure covers, open or not."""
    if count.since and count.until:
        name = "figure.span_day" if count.since == count.until else "figure.span"
        return Phrase.of(name, since=count.since, until=count.until)
    if count.since:
        return Phrase.of("date.since", start=count.since)
    return Phrase.of("date.until", end=count.until)
