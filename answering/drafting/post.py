"""A forwarded post as the draft of an entry, and what of it an editor has to look at."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from answering.answer import ActorRef, Phrase, PlaceRef
from answering.drafting.control_lines import control_line
from answering.drafting.counting import count_line
from answering.drafting.draft import Draft, Field, Line
from answering.drafting.news import Told, told_in
from answering.drafting.news_dates import Certainty
from answering.drafting.news_deeds import sentence_has
from answering.drafting.news_figures import Count
from answering.drafting.post_standing import stance_of, status_of
from answering.drafting.sourcing import Page, read_source, source_line, source_of
from answering.drafting.words import shown
from answering.lexicon import load
from db.model import ControlChange, Extent, Figure, Group, Kind, Measure, Outcome, Role, Source, Stance, Status, Text
from db.timeline import Timeline

_CHANNEL = "social"  # the kind of page that a post of a channel is
_MOST_FIGURES = 6
_LONGEST_TEXT = 600  # letters of a post that an entry's text begins with
_DECIDED = frozenset({Kind.RESOLUTION, Kind.ELECTION})
_TEXTS = {"en": Field.ENGLISH, "ar": Field.ARABIC}
_NO_TEXT = {Field.ENGLISH: "post.no_text_en", Field.ARABIC: "post.no_text_ar"}


@dataclass(frozen=True, slots=True)
class Post:
    """A post as it was forwarded: its words, the day it was posted, and where it stood.

    `outlet` is the channel or group that posted it, None where it was a person; `link` leads to it, None where it has
    no address that everybody can open.
    """

    text: str
    posted: date
    outlet: str | None = None
    link: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class PostDraft:
    """The draft that a post makes, and in sentences what in it is missing or doubtful."""

    draft: Draft
    doubts: tuple[Phrase, ...]


def read_post(post: Post, timeline: Timeline, language: str) -> PostDraft:
    """The draft of an entry that a post makes; its words are those of the editor's `language`."""
    told = told_in(post.text, post.posted, timeline, post.language)
    stances = _stances(told, timeline)
    status = status_of(stances.values())
    lines = [
        Line(Field.DATE, told.when.edtf),
        Line(Field.KIND, shown("kind", told.kind, language) if told.kind else ""),
        Line(Field.PLACES, ", ".join(told.places)),
        Line(Field.ACTORS, ", ".join(f"{actor} {shown('role', role, language)}" for actor, role in told.actors)),
        Line(_TEXTS.get(told.language, Field.ENGLISH), _beginning(told)),
        Line(Field.STATUS, shown("status", status, language)),
        Line(Field.OUTCOME, _outcome(told, language)),
        Line(Field.CONTROL, _control(told, language)),
    ]
    if post.outlet:
        lines += _reports(post, post.outlet, told, stances, timeline, language)
    draft = Draft(tuple(line for line in lines if line.value))
    return PostDraft(draft, tuple(_doubts(post, told, status, draft, timeline)))


def is_question(text: str) -> bool:
    """Whether a text asks something and tells nothing: one sentence with a question mark."""
    return bool(re.fullmatch(r"[^.!?؟\n]+[?؟]\s*", text.strip()))


def _beginning(told: Told) -> str:
    """The sentences with which the text of the entry begins: as many as an entry has room for, one at least."""
    kept: list[str] = []
    for sentence in told.news.sentences:
        if kept and len(" ".join((*kept, sentence))) > _LONGEST_TEXT:
            break
        kept.append(sentence)
    return " ".join(kept)


def _reports(
    post: Post, outlet: str, told: Told, stances: dict[str, Stance], timeline: Timeline, language: str
) -> Iterator[Line]:
    """The lines of the source: one report of those who say it, and one of those who deny it."""
    source = _source(post, outlet, told, timeline)
    denying = [actor for actor, stance in stances.items() if stance is Stance.DENIES]
    saying = [actor for actor in stances if actor not in denying]
    yield Line(Field.SOURCE, source_line(source))
    if saying or not denying:
        yield Line(Field.SAID_BY, ", ".join(saying))
        yield Line(Field.STANCE, shown("stance", _together([stances[actor] for actor in saying]), language))
        yield from (Line(Field.FIGURE, line) for line in _figures(told, tuple(saying), source, post.posted, language))
        if denying:
            yield Line(Field.SOURCE, source_line(source))
    if denying:
        yield Line(Field.SAID_BY, ", ".join(denying))
        yield Line(Field.STANCE, shown("stance", Stance.DENIES, language))


def _source(post: Post, outlet: str, told: Told, timeline: Timeline) -> Source:
    """The source that a post is: what the timeline knows of its outlet and page, else a channel's post."""
    outlet = " ".join(outlet.replace("|", " ").split())
    page = Page(outlet, post.link, post.posted, told.language, _CHANNEL if post.link else None)
    known = read_source(post.link, timeline.database, post.posted) if post.link else None
    if isinstance(known, Source):
        return known
    return source_of(page, "", timeline.database)


def _stances(told: Told, timeline: Timeline) -> dict[str, Stance]:
    """What each speaker does with the fact."""
    return {speaker.actor: stance_of(speaker, told.kind, told.actors, timeline.directory) for speaker in told.speakers}


def _together(stances: list[Stance]) -> Stance:
    """The stance of several speakers in one report: the weakest that holds for all."""
    if not stances:
        return Stance.REPORTS
    if all(stance is stances[0] for stance in stances):
        return stances[0]
    return Stance.REPORTS


def _figures(told: Told, said_by: tuple[str, ...], source: Source, posted: date, language: str) -> Iterator[str]:
    seen: set[tuple[Measure, Group]] = set()
    for count in told.counts[:_MOST_FIGURES]:
        if (count.measure, count.group) not in seen:  # a text tells a toll again further down
            seen.add((count.measure, count.group))
            yield count_line(_figure(count, told, said_by, source, posted), language)


def _figure(count: Count, told: Told, said_by: tuple[str, ...], source: Source, posted: date) -> Figure:
    table, meaning = ("measure", count.measure) if count.group is Group.OTHER else ("group", count.group)
    label = Text(tuple((language, shown(table, meaning, language)) for language in ("en", "ar")))
    return Figure(
        count.measure,
        count.low,
        count.high,
        count.group,
        label,
        *_counted_days(told, posted),
        told.places[:1],
        said_by,
        source,
    )


def _counted_days(told: Told, posted: date) -> tuple[date | None, date | None]:
    """The days that a count of the post covers: those of the deed, or up to the post where it counts on."""
    if not told.when.edtf:
        return told.since, None
    running = told.since is not None or (told.deed is not None and sentence_has(told.deed.sentence, "running"))
    return told.since or told.when.day, posted if running else told.when.last


def _outcome(told: Told, language: str) -> str:
    """How a vote ended, where the sentence that tells of it says so."""
    if told.kind not in _DECIDED or told.deed is None:
        return ""
    sentence = told.deed.sentence
    found = [label for labels, _, _ in load(told.language).outcomes.find(sentence.marking.tokens) for label in labels]
    return shown("outcome", Outcome(found[0]), language) if found else ""


def _control(told: Told, language: str) -> str:
    """The change of who holds the place that a capture brings, where it is said who took it."""
    if told.kind is not Kind.CAPTURE or told.deed is None or told.deed.planned or told.deed.negated or not told.places:
        return ""
    to = tuple(actor for actor, role in told.actors if role is Role.BY)
    lost = tuple(actor for actor, role in told.actors if role is Role.FROM)
    if not to:
        return ""
    extent = Extent.PART if told.in_part else Extent.WHOLE
    return control_line(ControlChange(told.places[:1], to, lost, extent), language)


def _doubts(post: Post, told: Told, status: Status, draft: Draft, timeline: Timeline) -> Iterator[Phrase]:
    """What an editor has to fill in or look at, in the order of the form."""
    match told.when.certainty:
        case Certainty.POSTED:
            yield Phrase.of("post.date_of_now", day=post.posted)
        case Certainty.ASSUMED:
            yield Phrase.of("post.date_assumed", day=post.posted)
        case Certainty.UNKNOWN:
            yield Phrase.of("post.date_unknown")
        case Certainty.SAID:
            pass
    if told.deed is None:
        yield Phrase.of("post.no_kind")
    elif told.deed.planned:
        yield Phrase.of("post.planned")
    elif told.deed.negated:
        yield Phrase.of("post.negated")
    if not told.places:
        yield Phrase.of("post.no_place")
    elif told.place_assumed:
        yield Phrase.of("post.place_assumed", place=PlaceRef(told.places[0]))
    if told.deed is not None and not told.actors:
        yield Phrase.of("post.no_actors")
    yield from (Phrase.of(_NO_TEXT[field]) for field in _TEXTS.values() if not draft.value(field))
    cut = len(draft.value(_TEXTS.get(told.language, Field.ENGLISH))) < len(" ".join(told.news.sentences))
    yield Phrase.of("post.beginning" if cut else "post.own_words")
    if draft.value(Field.CONTROL):
        yield Phrase.of("post.control")
    if post.outlet is None:
        yield Phrase.of("post.no_source")
    elif post.link is None:
        yield Phrase.of("post.no_link")
    if status is Status.CLAIMED:
        yield Phrase.of("post.claimed", speakers=tuple(ActorRef(speaker.actor) for speaker in told.speakers))
    if any(count.part for count in told.counts):
        yield Phrase.of("post.parts")
