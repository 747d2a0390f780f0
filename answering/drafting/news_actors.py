"""Who is in what a post tells: who did what to whom."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from answering.drafting.news_deeds import Deed
from answering.drafting.news_sentence import Sentence, Telling
from answering.drafting.news_speakers import Speaker, there
from answering.names import Mention, Names
from answering.text import object_of
from db.directory import Directory
from db.model import Kind, Role

_CUE_BEFORE = 3
_WITH_EACH_OTHER = frozenset(
    {Kind.AGREEMENT, Kind.CEASEFIRE, Kind.TALKS, Kind.VISIT, Kind.DIPLOMACY, Kind.RELEASE, Kind.EVACUATION, Kind.AID}
)
_DONE_ABOUT = frozenset(
    {
        Kind.STATEMENT,
        Kind.APPOINTMENT,
        Kind.SANCTIONS,
        Kind.RESOLUTION,
        Kind.ELECTION,
        Kind.OTHER,
        Kind.DISASTER,
        Kind.DISPLACEMENT,
    }
)
_SUFFERED = frozenset(
    {
        Kind.AIRSTRIKE,
        Kind.SHELLING,
        Kind.BOMBING,
        Kind.ATTACK_ON_CIVILIANS,
        Kind.CHEMICAL_ATTACK,
        Kind.KILLING,
        Kind.ARREST,
    }
)
_DONE_TO_PERSONS = frozenset({Kind.KILLING, Kind.ARREST, Kind.RELEASE, Kind.APPOINTMENT})
_FROM_A_VERB = 6  # words from who withdraws to the word for it
_NO_PARTY = frozenset({"media", "population", "organisation"})
_ITS = frozenset({"ه", "ها", "هم"})
_TITLE = 3  # words of a title
_LOST = frozenset({Kind.CAPTURE})


def participants_of(
    deed: Deed,
    sentences: Sequence[Sentence],
    speakers: Sequence[Speaker],
    names: Names,
    directory: Directory,
    when: date,
) -> tuple[tuple[str, Role], ...]:
    """Who took part in the deed, and how."""
    found: dict[str, Role] = {}
    sentence = deed.sentence
    spoken = {(speaker.sentence, speaker.mention.first) for speaker in speakers}
    losing = _losing(deed, sentence, directory)
    for mention in sentence.mentions:
        meant = mention.metonym_of if mention.places and not mention.actors else mention.actors
        if not meant or (mention.places and not _acts(mention, deed, sentence)):
            continue
        is_speaker = (sentence.number, mention.first) in spoken
        loses = mention in losing
        if (
            is_speaker
            and deed.kind is not Kind.STATEMENT
            and not loses
            and not _of_its_own(mention, deed, sentence, directory)
        ):
            continue
        if _belongs_to_the_next(mention, sentence):
            continue
        actor = _acting(there(meant, directory, when), directory)
        if actor is not None and _only_tells(actor, deed, directory):
            continue
        role = (
            Role.FROM
            if loses
            else Role.BY
            if is_speaker
            else _role(mention, deed, sentence, names.only_persons(mention))
        )
        if actor is not None and directory.actors[actor].kind == "population":
            role = _of_people(deed, role)
        if actor is None or role is None or actor in found:
            continue
        if (
            role is Role.BY
            and deed.kind not in _WITH_EACH_OTHER
            and Role.BY in found.values()
            and not _joined(mention, sentence)
        ):
            continue
        if role is Role.BY and deed.kind in _WITH_EACH_OTHER and Role.BY in found.values():
            role = Role.WITH
        found[actor] = role
    if deed.kind in _WITH_EACH_OTHER and Role.BY not in found.values():
        first = next((actor for actor, role in found.items() if role is Role.WITH), None)
        found |= {first: Role.BY} if first else {}
    return tuple(found.items())


def _acts(mention: Mention, deed: Deed, sentence: Sentence) -> bool:
    """Whether a name that is a place's too is told of as who acts: a state, or a capital that agrees with others."""
    if _is_where(mention, sentence):
        return False
    return not mention.metonym_of or (deed.kind in _WITH_EACH_OTHER and mention.last <= deed.first)


def _is_where(mention: Mention, sentence: Sentence) -> bool:
    """Whether a country that may be its state is told of as a place: "in Turkey"."""
    tokens, words = sentence.marking.tokens, sentence.words
    attached = tokens[mention.first].arabic and tokens[mention.first].folded[0] in "بل"
    before = range(max(0, mention.first - 2), mention.first)
    cues = ("in_a_place", "to_a_place")
    return attached or any(words.cue(cue, tokens, position) == mention.first for cue in cues for position in before)


def _losing(deed: Deed, sentence: Sentence, directory: Directory) -> tuple[Mention, ...]:
    """Who withdrew from what was taken: "… and the army says it has pulled out"."""
    if deed.kind not in _LOST:
        return ()
    found = []
    for labels, first, last in sentence.deeds:
        if "withdrawal" in labels and first != deed.first:
            near = [
                one
                for one in sentence.mentions
                if any(_is_party(actor, directory) for actor in one.actors)
                and not one.places
                and _near(one, first, last) <= _FROM_A_VERB
            ]
            found += sorted(near, key=lambda one: _near(one, first, last))[:1]
    return tuple(found)


def _near(mention: Mention, first: int, last: int) -> int:
    return first - mention.last if mention.last <= first else mention.first - last


def _of_its_own(mention: Mention, deed: Deed, sentence: Sentence, directory: Directory) -> bool:
    """Whether a party that speaks tells of a deed of its own: "our forces withdrew", "they said they had taken it"."""
    tokens, words = sentence.marking.tokens, sentence.words
    if not any(_is_party(actor, directory) for actor in mention.actors):
        return False
    if any(words.is_cue("our", tokens, position) for position in range(mention.last, len(tokens))):
        return True
    deed_word = tokens[deed.last - 1]
    if deed_word.arabic and deed.first - mention.last <= _CUE_BEFORE and object_of(deed_word.folded) in _ITS:
        return True  # يعلن سيطرته
    others = any(one.actors and mention.last <= one.first < deed.first for one in sentence.mentions)
    between = range(mention.last, deed.first)
    return not others and any(words.is_cue("itself", tokens, position) for position in between)


def _only_tells(actor: str, deed: Deed, directory: Directory) -> bool:
    """Whether somebody tells of deeds and does none: media, and monitors unless the deed is their word."""
    one = directory.actors[actor]
    return one.kind == "media" or (one.side == "humanitarian_monitor" and deed.kind is not Kind.STATEMENT)


def _is_party(actor: str, directory: Directory) -> bool:
    one = directory.actors[actor]
    return one.kind not in _NO_PARTY and one.side not in {None, "none", "humanitarian_monitor", "civilian"}


def _acting(actor: str | None, directory: Directory) -> str | None:
    """Who acts where somebody unnamed is told of: of "Islamic State fighters" the Islamic State."""
    if actor is not None and directory.actors[actor].kind == "unnamed" and directory.actors[actor].member_of:
        return directory.actors[actor].member_of[0]
    return actor


def _of_people(deed: Deed, role: Role | None) -> Role | None:
    """The part of people who are no party: they protest, flee, and suffer what is done."""
    if deed.kind is Kind.PROTEST:
        return role
    if deed.kind in _SUFFERED:
        return Role.AGAINST
    return Role.ABOUT if deed.kind in _DONE_ABOUT and deed.kind is not Kind.STATEMENT else None


def _belongs_to_the_next(mention: Mention, sentence: Sentence) -> bool:
    """Whether a name only says whose somebody is who is named after it: "US President Donald Trump"."""
    following = next((one for one in sentence.mentions if one.first >= mention.last), None)
    if following is None or following.first - mention.last > _TITLE or not following.actors:
        return False
    between = range(mention.last, following.first)
    words = sentence.words
    if words.is_cue("led_by", sentence.marking.tokens, mention.last):
        return True  # the Kurdish-led SDF
    return bool(between) and all(words.is_cue("titles", sentence.marking.tokens, position) for position in between)


def _joined(mention: Mention, sentence: Sentence) -> bool:
    """Whether an "and" stands right before a name."""
    tokens = sentence.marking.tokens
    word = tokens[mention.first]
    before = sentence.marking.word(mention.first - 1)
    return before in sentence.marking.lexicon.conjunctions or (word.arabic and word.folded.startswith("و"))


def _role(mention: Mention, deed: Deed, sentence: Sentence, persons: bool) -> Role | None:
    """The part of a name in the deed; None where it has none that the words tell."""
    tokens, words = sentence.marking.tokens, sentence.words
    if Telling.ASIDE in sentence.telling[mention.first] and Telling.ASIDE not in sentence.telling[deed.first]:
        return None
    other = (
        Role.FROM
        if deed.kind in _LOST
        else Role.WITH
        if deed.kind in _WITH_EACH_OTHER
        else Role.ABOUT
        if deed.kind in _DONE_ABOUT
        else Role.AGAINST
    )
    if _says_whose_men(mention, sentence):
        return other
    if any(
        position < words.cue("helping", tokens, position) >= mention.first - 1
        for position in range(max(0, mention.first - _CUE_BEFORE), mention.first)
    ):
        return Role.WITH
    if mention.adjective:
        verb_first = sentence.marking.lexicon.verb_first
        near = (
            deed.first - 3 <= mention.first <= deed.last + 2
            if verb_first
            else mention.last <= deed.first + 3 and mention.first >= deed.first - 4
        )
        return Role.BY if near else None
    for position in range(mention.first - 1, max(-1, mention.first - 1 - _CUE_BEFORE), -1):
        for cue, role in (
            ("agents", Role.BY),
            ("losers", other if deed.kind in _LOST else None),
            ("partners", None),
            ("patients", other),
        ):
            if words.cue(cue, tokens, position) == position + 1 and _adjoins(position + 1, mention.first, sentence):
                if cue == "partners":
                    continue
                if role is not None:
                    return role
    if mention.first < deed.last and deed.first < mention.last:
        return Role.BY  # Israeli jets struck
    if deed.kind in _DONE_TO_PERSONS and persons:
        return other
    if sentence.marking.lexicon.verb_first:
        return _in_arabic_order(mention, deed, sentence, other)
    if mention.last <= deed.first:
        passive = any(
            sentence.marking.word(position) in sentence.marking.lexicon.passive
            for position in range(max(mention.last, deed.first - 3), deed.first)
        )
        return other if passive and deed.kind not in _WITH_EACH_OTHER else Role.BY
    return other


def _says_whose_men(mention: Mention, sentence: Sentence) -> bool:
    """Whether a name says whose the people are who are counted: "33 Turkish soldiers"."""
    beside = mention.first - 1 if sentence.marking.lexicon.verb_first else mention.last
    if not 0 <= beside < len(sentence.marking.tokens):
        return False
    return bool(sentence.marking.lexicon.groups.at(sentence.marking.tokens, beside)[0]) and any(
        sentence.words.number(sentence.marking.word(position)) or sentence.marking.word(position).isdigit()
        for position in range(max(0, mention.first - 3), mention.first)
    )


def _adjoins(position: int, first: int, sentence: Sentence) -> bool:
    """Whether only articles and the like stand from a position to a name."""
    return all(
        sentence.marking.word(between) in sentence.marking.lexicon.articles
        or sentence.words.is_cue("armed", sentence.marking.tokens, between)
        for between in range(position, first)
    )


def _in_arabic_order(mention: Mention, deed: Deed, sentence: Sentence, other: Role) -> Role:
    """Arabic tells the deed before who did it, headlines after."""
    if mention.last <= deed.first:
        return Role.BY
    word = sentence.marking.tokens[mention.first]
    if word.folded.startswith("ل") and 0 <= mention.first - deed.last <= 1 and deed.kind not in _WITH_EACH_OTHER:
        return Role.BY  # غارة لقوات النظام
    first = next((one for one in sentence.mentions if one.first >= deed.last and one.actors and not one.places), None)
    earlier = any(one.last <= deed.first and one.actors and not one.places for one in sentence.mentions)
    return Role.BY if first is mention and not earlier and mention.first - deed.last <= 1 else other
