"""Whose word a post gives: who says it, and with what stance."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from answering.drafting.news_sentence import Sentence
from answering.names import Mention
from db.directory import Directory
from db.model import Stance

_NEAR_SPEECH = 3  # words between a speaker and the word for speaking
_HEADS = 5  # words before the colon of "the Observatory:"


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who is said to have said it, and with what stance; `at` is where the word for speaking stands, if any does."""

    actor: str
    stance: Stance | None
    sentence: int
    mention: Mention
    at: int | None = None


def speakers_of(sentences: Sequence[Sentence], directory: Directory, when: date) -> tuple[Speaker, ...]:
    """Whose word the sentences give, in their order."""
    found: dict[tuple[str, int], Speaker] = {}
    for sentence in sentences:
        for mention, stance, at in _spoken(sentence):
            actor = there(mention.actors, directory, when)
            if actor is not None:
                found.setdefault((actor, mention.first), Speaker(actor, stance, sentence.number, mention, at))
    return tuple(found.values())


def _spoken(sentence: Sentence) -> Iterator[tuple[Mention, Stance | None, int | None]]:
    named = [mention for mention in sentence.mentions if mention.actors and not mention.adjective]
    head = next((mention for mention in named if mention.first <= _HEADS and _heads(mention, sentence)), None)
    if head is not None:
        yield head, None, None
    for first, last in sentence.speeches:
        speaker = _speaker(first, last, named, sentence)
        if speaker is not None and speaker is not head:
            yield speaker, _stance(first, sentence), first


def _heads(mention: Mention, sentence: Sentence) -> bool:
    """Whether a name heads the sentence as its speaker: "the Observatory: …"."""
    tokens = sentence.marking.tokens
    if mention.last >= len(tokens):
        return False
    last = mention.last
    while (
        last < min(mention.last + 3, len(tokens) - 1)
        and ":" not in sentence.text[tokens[last - 1].end : tokens[last].start]
    ):
        last += 1
    return ":" in sentence.text[tokens[last - 1].end : tokens[last].start] and mention.first <= _HEADS - 2


def _speaker(first: int, last: int, named: Sequence[Mention], sentence: Sentence) -> Mention | None:
    after = [
        one
        for one in named
        if last <= one.first <= last + _NEAR_SPEECH - 1 and not sentence.breaks(last - 1, one.first)
    ]
    before = [
        one for one in named if one.last <= first <= one.last + _NEAR_SPEECH and not _parted(one.last, first, sentence)
    ]
    cited = "according" in sentence.marking.lexicon.actor_cues.at(sentence.marking.tokens, first)[0]
    if cited:
        return after[0] if after else None
    if sentence.marking.lexicon.verb_first:
        direct = [one for one in after if one.first <= last + 1]
        return direct[0] if direct else (before[-1] if before and before[-1].last >= first - 1 else None)
    if before:
        return before[-1]
    told_last = sentence.clause_end(first) - last <= _HEADS + 3
    direct = [one for one in after if one.first <= last + 1]
    told_to = sentence.words.is_cue("through_others", sentence.marking.tokens, first)
    return direct[0] if direct and told_last and not told_to and not _goes_on(direct[0], sentence) else None


def _goes_on(mention: Mention, sentence: Sentence) -> bool:
    """Whether a deed follows the name: "said rebels captured it" names no speaker."""
    end = sentence.clause_end(mention.first)
    return any(mention.last <= first < end for _, first, _ in sentence.deeds)


def _parted(last: int, first: int, sentence: Sentence) -> bool:
    """Whether a deed stands between a name and the word for speaking."""
    return any(last <= position < first for _, position, _ in sentence.deeds)


def _stance(first: int, sentence: Sentence) -> Stance | None:
    for stance in (Stance.DENIES, Stance.CLAIMS, Stance.CONFIRMS):
        if sentence.words.is_cue(stance, sentence.marking.tokens, first):
            return stance
    return None


def there(actors: Sequence[str], directory: Directory, when: date) -> str | None:
    """The one of several actors of a name that was there on a day; None of none."""
    present = [actor for actor in actors if directory.valid(actor, when, when)]
    return next(iter(present or actors), None)
