"""Places and actors named in a text: the longest names first, whatever their spelling.

The index is built from a directory once and asked for every question. A name that may be two things keeps
both; a place whose name is an everyday word needs a preposition or a word like "city" beside it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from answering.names.forms import Alone, Meaning, NameEntry, Use, first_forms, forms_alone, letters, starts_of
from answering.names.guesses import Guesses
from answering.names.mention import Mention
from answering.names.namesakes import provinces, sites, with_nicknames
from answering.names.transliteration import Transliterations
from answering.text import (
    ARTICLE,
    Token,
    folded_words,
    is_arabic,
    is_article,
    is_spelled,
    name_key,
    tokenize,
    without_clitics,
    word_key,
)
from db.directory import Directory
from db.folding import fold, stem

_BEFORE_HASTY = frozenset({"the", "did", "does", "do", "has", "have", "by", "and", "n", "from", "of", "at", "against"})
_LONGEST = 7  # words of a name
_MOST_WORDS = 16_384  # look-ups of words held in memory
_LOOSE = "فك"  # conjunctions that are seldom written to a name
_SINGLE_LETTERS = 4  # of a name that stands for a person by itself


class Names:
    """The names of a directory, ready to be found in texts; `stems` are those of the timeline's own texts.

    `asking` are the words that ask, which no hasty spelling makes a name: "and who did it".
    """

    def __init__(
        self,
        directory: Directory,
        stems: frozenset[str],
        nicknames: Mapping[str, str] | None = None,
        asking: Collection[str] = (),
    ) -> None:
        self._stems = stems
        self._asking = asking
        self._kinds = {actor.id: actor.kind for actor in directory.actors.values()}
        self._entries: dict[str, list[NameEntry]] = defaultdict(list)
        self._words: set[str] = set()  # the keys of the words of all names
        for place in directory.places.values():
            common = {fold(word) for word in place.common_words}
            for name in (*(words for _, words in place.name.by_language), *place.aliases):
                use = Use.COMMON if fold(name) in common else Use.NAME
                self._add(name, NameEntry(place.id, False, use, name))
            for name in place.common_words:
                self._add(name, NameEntry(place.id, False, Use.COMMON, name))
        for actor in directory.actors.values():
            capitals = {letters(name) for name in actor.exact}
            for name in (*(words for _, words in actor.name.by_language), *actor.aliases):
                use = Use.EXACT if letters(name) in capitals else Use.NAME
                self._add(name, NameEntry(actor.id, True, use, name))
            for use, names in (
                (Use.EXACT, actor.exact),
                (Use.METONYM, actor.metonyms),
                (Use.ADJECTIVE, actor.adjectives),
            ):
                for name in names:
                    self._add(name, NameEntry(actor.id, True, use, name))
        self._add_single_names(directory)
        for nickname, name in (nicknames or {}).items():
            for entry in self._entries.get(name_key(tuple(fold(name).split())), ()):
                self._add(nickname, replace(entry, written=nickname))
        for id, longer in with_nicknames(directory, nicknames or {}):
            self._add(longer, NameEntry(id, False, Use.NAME, longer))
        self.home = directory.home
        self._at_home = directory.inside(directory.home) if directory.home else frozenset()
        self._sites = sites(directory)
        self.kind_of = {place.id: place.kind for place in directory.places.values()}
        self.province_of = provinces(directory)
        self._may_begin = lru_cache(_MOST_WORDS)(self._find_whether_it_may_begin)
        self._alone = lru_cache(_MOST_WORDS)(self._find_alone)
        self._meaning = lru_cache(_MOST_WORDS)(self._find_meaning)
        self.has_word = lru_cache(_MOST_WORDS)(self._find_word)
        self._keys = lru_cache(_MOST_WORDS)(self._find_keys)
        self._starts = starts_of(self._entries)
        self._transliterations = Transliterations(entry for entries in self._entries.values() for entry in entries)
        self._guesses = Guesses(self._entries)

    def _add_single_names(self, directory: Directory) -> None:
        """A person by the last name alone, where no other person and nothing else is called so."""
        persons: dict[str, dict[str, str]] = defaultdict(dict)
        for actor in directory.actors.values():
            if actor.kind == "person":
                for _, name in actor.name.by_language:
                    last = name.split()[-1]
                    if len(last) >= _SINGLE_LETTERS:
                        persons[word_key(fold(last).replace(" ", ""))][actor.id] = last
        for key, named in persons.items():
            if len(named) == 1 and key not in self._entries:
                ((id, name),) = named.items()
                self._entries[key].append(NameEntry(id, True, Use.LAST, name))

    def _add(self, name: str, entry: NameEntry) -> None:
        words = folded_words(name)
        if key := name_key(words):
            self._entries[key].append(entry)
            self._words.update(map(word_key, words))

    def find(self, tokens: Sequence[Token], taken: Collection[int] = (), words: Collection[int] = ()) -> list[Mention]:
        """The mentions in `tokens` from left to right, none over another nor over the `taken` positions.

        The positions in `words` hold words of the language: one alone is a name only where it is spelled so.
        """
        mentions: list[Mention] = []
        after = 0  # the last mention
        for first, token in enumerate(tokens):
            if first < after or first in taken:
                continue
            begins = self._may_begin(token.folded)  # as few words do
            mention = self._longest(tokens, first, taken, words) if begins else None
            if (mention is None or mention.last == first + 1) and self._transliterations.begins(tokens, first):
                mention = self._transliterated(tokens, first, {*taken, *words}) or mention
            if mention is not None and token.folded == "the" and first + 1 < len(tokens):
                # "the Army" is a name, but "the Army of Conquest" is a longer one without its article
                goes_on = self._may_begin(tokens[first + 1].folded)
                longer = self._longest(tokens, first + 1, taken, words) if goes_on else None
                mention = longer if longer is not None and longer.last > mention.last else mention
            if mention is not None:
                mentions.append(mention)
                after = mention.last
        return mentions

    def _longest(
        self, tokens: Sequence[Token], first: int, taken: Collection[int], words: Collection[int]
    ) -> Mention | None:
        token = tokens[first]
        for last in range(self._last_of_a_name(tokens, first, taken), first + 1, -1):
            if tokens[last - 1].folded in {"al", "el"}:
                continue
            rest = tuple(token.folded for token in tokens[first + 1 : last])
            for form in first_forms(token.folded):
                entries = self._entries.get(name_key((form, *rest)))
                if entries and (mention := self._mention(tokens, first, last, entries)):
                    return mention
        for form, named, spellings in self._alone(token.folded):
            # A word that only looks like a name when its spelling is forgiven: sarin is not Sarrin.
            exact = is_spelled(spellings, token.folded if first in words else form)
            spelled = first in words if token.arabic else self.is_word(token)
            loose = token.folded[0] in _LOOSE and self.is_word(token)  # فرقة is not "so Raqqa"
            if (spelled or loose) and (not exact or (spelled and all(entry.use is Use.LAST for entry in named))):
                continue
            if mention := self._mention(tokens, first, first + 1, named):
                return mention
        return None

    def _find_whether_it_may_begin(self, word: str) -> bool:
        """Whether a name may begin with a word, were it with its article; most words begin none."""
        return bool(self._keys(word) or self._alone(word)) or is_article(word, word[1:])

    def _find_alone(self, word: str) -> tuple[Alone, ...]:
        """The forms of a word that are a name by themselves, with what they name; most words have none."""
        whole = without_clitics(word)
        found = []
        for form in forms_alone(word):
            entries = self._entries.get(name_key((form,)), ())
            # a plural is of no single person: الإبراهيمية are no accords of Brahimi's; the s of "putins visit" is his
            whose = form in whole or word.isascii()
            kept = [entry for entry in entries if whose or self._kinds.get(entry.id) != "person"]
            found += [Alone(form, kept, {fold(entry.written) for entry in kept})] if kept else []
        return tuple(found)

    def _is_hasty(self, tokens: Sequence[Token], first: int) -> bool:
        """Whether a text has no capitals and the place in it is one of a name: "the un", "did us planes"."""
        if tokens[first].folded in self._asking or any(token.text != token.text.lower() for token in tokens):
            return False
        return not first or tokens[first - 1].folded in _BEFORE_HASTY

    def _find_keys(self, word: str) -> tuple[str, ...]:
        """The keys of a word in its forms with which the key of a name may begin; most words have none."""
        return tuple(key for key in map(word_key, first_forms(word)) if key in self._starts)

    def _last_of_a_name(self, tokens: Sequence[Token], first: int, taken: Collection[int]) -> int:
        """The furthest position to which a name that begins at `first` may reach."""
        end = min(first + _LONGEST, len(tokens))
        following = tokens[first + 1].folded if first + 1 < end else None
        keys: Sequence[str] = self._keys(tokens[first].folded)
        if is_article(tokens[first].folded, following):
            keys = (*keys, "")
        for last in range(first + 1, end):
            if last in taken:
                return last
            word = tokens[last].folded
            may_be_article = len(word) <= ARTICLE and last + 1 < end and last + 1 not in taken
            if may_be_article and is_article(word, tokens[last + 1].folded):
                continue
            keys = [longer for key in keys if (longer := key + word_key(word)) in self._starts]
            if not keys:
                return last
        return end

    def _mention(self, tokens: Sequence[Token], first: int, last: int, entries: Sequence[NameEntry]) -> Mention | None:
        usable = entries
        if any(entry.use is Use.EXACT for entry in entries):
            written = letters(" ".join(token.text for token in tokens[first:last]))
            usable = [
                entry
                for entry in entries
                if entry.use is not Use.EXACT
                or letters(entry.written) == written
                or self._is_hasty(tokens, first)  # "the un"
            ]
        if last - first > 1 and not tokens[first].arabic and all(self.is_word(token) for token in tokens[first:last]):
            usable = [entry for entry in usable if len(tokenize(entry.written)) > 1]  # "put in" is not Putin
        return Mention(first, last, *self._meaning(tuple(usable))) if usable else None

    def _find_meaning(self, usable: tuple[NameEntry, ...]) -> Meaning:
        named = [entry for entry in usable if entry.use in (Use.NAME, Use.EXACT, Use.LAST)]
        places = dict.fromkeys(entry.id for entry in usable if not entry.actor and entry.use in (Use.NAME, Use.COMMON))
        actors = dict.fromkeys(entry.id for entry in named if entry.actor)
        adjectives = dict.fromkeys(entry.id for entry in usable if entry.use is Use.ADJECTIVE)
        return Meaning(
            tuple(places),
            tuple(actors or adjectives),
            sites=tuple(site for place in places for site in self._sites.get(place, ())),
            metonym_of=tuple(dict.fromkeys(e.id for e in usable if e.use is Use.METONYM)),
            adjective=bool(adjectives and not named),
            common=not named and not adjectives and bool(places),
        )

    def _find_word(self, folded: str) -> bool:
        """Whether a word stands in the timeline's texts or in a name, or is a slip in a name."""
        if stem(folded) in self._stems or self.is_of_a_name(folded):
            return True
        return self.misspelled(Token(folded, folded, stem(folded), 0, 0, is_arabic(folded)), 0) is not None

    def is_of_a_name(self, folded: str) -> bool:
        """Whether a word as it is written is one of a name: واشنطن is no "and" before another."""
        return word_key(folded) in self._words

    def is_abroad(self, places: Iterable[str]) -> bool:
        """Whether one of the places that a name means is not in the country that all is about."""
        return bool(self._at_home) and any(place not in self._at_home for place in places)

    def only_people(self, mention: Mention) -> bool:
        """Whether a mention names nobody in particular: civilians, prisoners, residents."""
        return all(self._kinds[actor] in {"population", "unnamed"} for actor in mention.actors)

    def only_persons(self, mention: Mention) -> bool:
        """Whether a mention names persons alone."""
        return bool(mention.actors) and all(self._kinds[actor] == "person" for actor in mention.actors)

    def is_word(self, token: Token) -> bool:
        """Whether the timeline's own texts use the word: then it is no misspelling of a name."""
        return token.stem in self._stems

    def alike(self, word: str) -> tuple[str, ...]:
        """The places whose names are spelled much like a word, the nearest first."""
        entries = self._guesses.near(word_key(fold(word)))
        return tuple(dict.fromkeys(entry.id for entry in entries if not entry.actor))

    def _transliterated(self, tokens: Sequence[Token], first: int, others: Collection[int]) -> Mention | None:
        """The name of several words that the Latin words from `first` on spell in another way than any that is known.

        The positions in `others` are taken, or hold words of the language.
        """
        words = []
        for position in range(first, min(len(tokens), first + _LONGEST)):
            token = tokens[position]
            of_a_name = len(token.folded) >= _SINGLE_LETTERS and self.is_of_a_name(token.folded)
            if token.arabic or (position in others and not of_a_name):
                break
            words.append(token.folded)
        found = self._transliterations.longest(words) if len(words) > 1 else None
        said = tokens[first : first + found[1]] if found else ()
        if found is None or all(map(self.is_word, said)) or any(self._alone(token.folded) for token in said[1:]):
            return None  # "daraa quneitra suwayda" are three names
        return _guess(found[0], first, first + found[1])

    def misspelled(self, token: Token, position: int) -> Mention | None:
        """The one name that `token` is clearly a misspelling of: five letters or more, one nearest name."""
        for form in without_clitics(token.folded):
            if entry := self._guesses.meant(word_key(form)):
                return _guess(entry, position, position + 1)
        return None


def _guess(entry: NameEntry, first: int, last: int) -> Mention:
    """The mention of what another spelling of its name was taken for."""
    ids = (entry.id,)
    return Mention(first, last, () if entry.actor else ids, ids if entry.actor else (), spelled=entry.written)
