"""A text of news read into what an entry needs: when, where, what, who, how many, and whose word it is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from answering.drafting.news_actors import participants_of
from answering.drafting.news_dates import Dated, NewsDate, date_of, dates_of, since_of
from answering.drafting.news_deeds import Deed, crosses, deed_of, sentence_has
from answering.drafting.news_figures import Count, counts_of
from answering.drafting.news_places import places_of
from answering.drafting.news_sentence import Sentence
from answering.drafting.news_speakers import Speaker, speakers_of
from answering.drafting.news_text import NewsText, news_text
from answering.drafting.news_usual import usual_place
from answering.drafting.news_words import news_words
from answering.names.of_timeline import names_of
from answering.reading import language_of
from db.directory import Directory
from db.model import Kind, Measure, Role
from db.timeline import Timeline

# Of the whole country, where no place is told.
_OF_THE_COUNTRY = frozenset({Kind.DISPLACEMENT, Kind.ELECTION, Kind.SANCTIONS, Kind.CEASEFIRE, Kind.RESIGNATION})
_MANY = 10  # dead of people who harm nobody: an attack on them, and more than a killing
_MOST_SENTENCES = 12  # what an entry is about stands at the beginning


@dataclass(frozen=True, slots=True)
class Told:
    """What a text tells, as it was read; what its words don't give is None or empty."""

    news: NewsText
    language: str
    when: NewsDate
    kind: Kind | None
    deed: Deed | None
    places: tuple[str, ...]
    actors: tuple[tuple[str, Role], ...]
    counts: tuple[Count, ...]
    speakers: tuple[Speaker, ...]
    since: date | None = None
    """From when the post counts, where it says so."""
    place_assumed: bool = False
    """Whether the place is the timeline's own country, for none is told."""
    in_part: bool = False
    """Whether the deed is told of a part of the place."""


def told_in(text: str, posted: date, timeline: Timeline, language: str | None = None) -> Told:
    """What a text that was posted on a day tells; its language is guessed where it is not given."""
    language = language or language_of(text)
    words = news_words(language)
    names, directory = names_of(timeline), timeline.directory
    news = news_text(text, words)
    sentences = [
        Sentence.read(sentence, number, language, words, names, directory)
        for number, sentence in enumerate(news.sentences[:_MOST_SENTENCES])
    ]
    dates = dates_of(sentences, posted)
    for sentence in sentences:
        sentence.without_dates(_dated(sentence, dates))
    for speaker in speakers_of(sentences, directory, posted):
        sentences[speaker.sentence].speaking |= {speaker.mention.first}
    counts = tuple(count for sentence in sentences for count in counts_of(sentence, _dated(sentence, dates)))
    many = any(count.measure is Measure.KILLED and count.high >= _MANY for count in counts)
    deed = deed_of(sentences, many)
    when = date_of(deed, dates, sentences, posted, news.cried)
    speakers = speakers_of(sentences, directory, when.day)
    if deed is not None and deed.kind is not Kind.STATEMENT:  # the Council that adopts says nothing
        speakers = tuple(one for one in speakers if not _does_so(one, deed))
    spoken = {(speaker.sentence, speaker.mention.first) for speaker in speakers}
    places = places_of(deed, sentences, spoken, names, directory)
    if not places and news.around:
        tags = Sentence.read(news.around, len(sentences), language, words, names, directory)
        places = places_of(None, [tags], (), names, directory)
    actors = participants_of(deed, sentences, speakers, names, directory, when.day) if deed else ()
    if deed is not None and deed.name == "enter" and (_from_abroad(actors, directory) or crosses(deed)):
        deed = replace(deed, kind=Kind.INTERVENTION)
    usual = usual_place(deed.kind if deed else None, [actor for actor, _ in actors], timeline)
    if usual is not None and not (places and _is_seat(places[0], directory)):
        places = (usual,)
    assumed = not places and deed is not None and deed.kind in _OF_THE_COUNTRY
    if assumed and directory.home is not None:
        places = (directory.home,)
    in_part = deed is not None and sentence_has(deed.sentence, "in_part")
    return Told(
        news,
        language,
        when,
        deed.kind if deed else None,
        deed,
        places,
        actors,
        counts,
        speakers,
        _since(dates, counts),
        assumed and bool(places),
        in_part,
    )


def _does_so(speaker: Speaker, deed: Deed) -> bool:
    """Whether what was taken for a word of speaking is the deed itself: تبنى مجلس الأمن."""
    return speaker.sentence == deed.sentence.number and speaker.at is not None and deed.first <= speaker.at < deed.last


def _is_seat(place: str, directory: Directory) -> bool:
    """Whether a place may be where a foreign body sits: a town abroad."""
    home = directory.home
    return directory.places[place].kind != "country" and (home is None or place not in directory.inside(home))


def _from_abroad(actors: tuple[tuple[str, Role], ...], directory: Directory) -> bool:
    """Whether those who did it are of another country alone: who comes in from abroad intervenes."""
    sides = [directory.actors[actor].side for actor, role in actors if role is Role.BY]
    return bool(sides) and all(side == "foreign" for side in sides)


def _since(dates: tuple[Dated, ...], counts: tuple[Count, ...]) -> date | None:
    """The day from which the first count is counted: "since 27 November"."""
    if not counts:
        return None
    open_ended = (one for one in dates if one.sentence.number == counts[0].sentence and since_of(one))
    return next((one.start for one in open_ended), None)


def _dated(sentence: Sentence, dates: tuple[Dated, ...]) -> frozenset[int]:
    """The positions of the words of a sentence that are dates."""
    found: set[int] = set()
    for one in dates:
        if one.sentence is sentence:
            length = one.scope.span[1] - one.scope.span[0]
            begin = sentence.marking.tokens[one.position].start
            found.update(
                position
                for position, token in enumerate(sentence.marking.tokens)
                if position >= one.position and token.start < begin + length
            )
    return frozenset(found)
