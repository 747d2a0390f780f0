"""When it happened: the day that the words of a post give, counted from the day that it was posted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from answering.dates import Precision, Scope
from answering.drafting.news_deeds import Deed
from answering.drafting.news_sentence import Sentence, Telling

_WEEK = timedelta(days=7)
_SOON = 45  # days after the post in which a day without its year is still to come
_YEAR = 366
_FRESH = 1  # days
_MIDNIGHT_BEFORE = 3  # words
_NEAR = 40  # days before the post: what is older is rather told of as past
_A_SPAN = 3
_EXACTNESS = {Precision.DAY: 0, Precision.YEAR: 6, Precision.APPROXIMATE: 4}  # others are spans


class Certainty(StrEnum):
    """Where a date comes from."""

    SAID = "said"
    POSTED = "posted"  # the words tell of the moment of the post
    ASSUMED = "assumed"  # nothing tells; the day of the post is taken, and to be checked
    UNKNOWN = "unknown"  # the words tell of the past


@dataclass(frozen=True, slots=True)
class NewsDate:
    """When it happened, in EDTF, and how that is known; `day` is its first day, the post's where it is unknown."""

    edtf: str
    certainty: Certainty
    day: date
    last: date


@dataclass(frozen=True, slots=True)
class Dated:
    """A date in a sentence, and the position of its first word."""

    scope: Scope
    start: date
    end: date | None
    sentence: Sentence
    position: int


def dates_of(sentences: Sequence[Sentence], posted: date) -> tuple[Dated, ...]:
    """Every date of the sentences, counted from the day of the post."""
    found = []
    for sentence in sentences:
        for scope, position in sentence.scopes(posted):
            if scope.unread is None and scope.anchor is None:
                start, end = _on_the_day(scope, sentence, position, posted)
                if start is None and sentence.words.is_cue("as_of", sentence.marking.tokens, position):
                    start = end  # news of a change "as of Wednesday"
                if start is not None:
                    found.append(Dated(scope, start, end, sentence, position))
    return tuple(found)


def date_of(
    deed: Deed | None, dates: Sequence[Dated], sentences: Sequence[Sentence], posted: date, cried: bool
) -> NewsDate:
    """When the deed happened."""
    ranked = sorted(
        (_rank(one, deed, posted), number) for number, one in enumerate(dates) if _may_be(one, deed, posted)
    )
    if ranked:
        first = dates[ranked[0][1]]
        vague = first.scope.precision is not Precision.DAY and first.start < posted
        if vague and deed is not None and _has(deed.sentence, "this_day"):
            return NewsDate(posted.isoformat(), Certainty.POSTED, posted, posted)
        best = _after_midnight(first, dates)
        edtf = _edtf(best)
        return NewsDate(edtf, Certainty.SAID, best.start, best.end or best.start)
    remembered = deed is None or Telling.REMEMBERED in deed.sentence.telling[deed.first]
    if remembered and any(_has(sentence, "remembered") for sentence in sentences):
        return NewsDate("", Certainty.UNKNOWN, posted, posted)
    now = cried or any(_has(sentence, "now") for sentence in sentences)
    return NewsDate(posted.isoformat(), Certainty.POSTED if now else Certainty.ASSUMED, posted, posted)


def _after_midnight(best: Dated, dates: Sequence[Dated]) -> Dated:
    """The second of two days between which a midnight is told to lie."""
    near = range(max(0, best.position - _MIDNIGHT_BEFORE), best.position + 1)
    if not any(best.sentence.words.is_cue("midnight", best.sentence.marking.tokens, place) for place in near):
        return best
    following = (one for one in dates if one.sentence is best.sentence and one.start == best.start + timedelta(days=1))
    return next((one for one in following if one.position - best.position <= _MIDNIGHT_BEFORE + 2), best)


def _has(sentence: Sentence, cue: str) -> bool:
    tokens = sentence.marking.tokens
    return any(sentence.words.is_cue(cue, tokens, position) for position in range(len(tokens)))


def _on_the_day(scope: Scope, sentence: Sentence, position: int, posted: date) -> tuple[date | None, date | None]:
    """The days of a scope as a post means them: its own weekday is today, and a day without year may be to come."""
    start, end = scope.start, scope.end
    if start is None or end is None or start != end:
        return start, end
    if start == posted - _WEEK and not scope.yearless and not _is_of_last_week(sentence, position):
        return posted, posted
    if scope.yearless and (posted - start).days > _YEAR - _SOON:
        try:
            later = start.replace(year=start.year + 1)
        except ValueError:
            return start, end
        return later, later
    return start, end


def _is_of_last_week(sentence: Sentence, position: int) -> bool:
    tokens = sentence.marking.tokens
    near = range(max(0, position - 1), min(position + 4, len(tokens)))
    if any(sentence.words.is_cue("weekday_before", tokens, place) for place in near):
        return True
    return any(tokens[place].folded.isdigit() or sentence.words.is_cue("week", tokens, place) for place in near)


def _may_be(one: Dated, deed: Deed | None, posted: date) -> bool:
    """Whether a date may be the deed's: it begins by the day of the post, and tells of no plan."""
    if one.start > posted:
        return False
    apart = deed is not None and (
        one.sentence is not deed.sentence
        or Telling.ASIDE in one.sentence.telling[one.position] - deed.sentence.telling[deed.first]
    )
    if apart and (posted - one.start).days > _NEAR:
        return False  # what was before
    aside = Telling.ASIDE in one.sentence.telling[one.position]
    fresh = (posted - one.start).days <= _FRESH
    if aside and deed is not None and one.sentence is not deed.sentence and not fresh:
        return False  # beside something else
    if one.end is not None and since_of(one):
        return False  # "since fighting broke out on 13 July"
    if one.end is None:
        return one.start >= posted - timedelta(days=1) and one.scope.precision is not Precision.YEAR
    if one.end > posted + timedelta(days=1) and (one.end - one.start).days < _YEAR:
        return one.start == posted
    return Telling.PLANNED not in one.sentence.telling[one.position] if one.sentence.telling else True


def since_of(one: Dated) -> bool:
    """Whether a date only says since when: it is open, or stands in words that begin with "since"."""
    if one.end is None:
        return True
    position = one.position
    while position > 0 and Telling.ASIDE in one.sentence.telling[position]:
        if one.sentence.words.is_cue("since", one.sentence.marking.tokens, position):
            return True
        position -= 1
    return False


def _rank(one: Dated, deed: Deed | None, posted: date) -> float:
    """How far a date is from being the deed's: the exact one in the same breath comes first."""
    rank = float(_EXACTNESS.get(one.scope.precision, _A_SPAN))
    if Telling.ASIDE in one.sentence.telling[one.position]:
        beside = (
            deed is not None and deed.sentence is one.sentence and Telling.ASIDE in deed.sentence.telling[deed.first]
        )
        rank += 0.0 if beside else 2.5
    if (posted - one.start).days > _NEAR:
        rank += 3.0
    if deed is None:
        return rank + one.sentence.number
    if deed.sentence is one.sentence:
        return rank + 0.05 * abs(deed.first - one.position)
    return rank + 1.5 + 0.5 * abs(deed.sentence.number - one.sentence.number)


def _edtf(one: Dated) -> str:
    start, end = one.start, one.end
    if end is None or start == end:
        return start.isoformat()
    match one.scope.precision:
        case Precision.YEAR if (end.month, end.day) == (12, 31) and (start.month, start.day) == (1, 1):
            return f"{start.year:04}"
        case Precision.MONTH if start.day == 1 and (start.year, start.month) == (end.year, end.month):
            return f"{start.year:04}-{start.month:02}"
        case Precision.APPROXIMATE:
            return f"{start.isoformat()}~/{end.isoformat()}~"
        case _:
            return f"{start.isoformat()}/{end.isoformat()}"
