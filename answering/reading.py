"""Reading a question: its form, what it names, what it says happened, its scope in time, the words left over.

Dates are found first, then names, then the words of the lexicon; each token is taken once, so that nothing is
read twice and what nothing took is left over, to be met by the answer like everything else.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from answering.answer import Form
from answering.dates import Scope, read_scope
from answering.lexicon import Action, Lexicon, actions, languages, load
from answering.names import Mention, Names
from answering.patterns import Item
from answering.question import Named, Question, Refusal, Talk
from answering.text import Token, object_of, script_language, spoken_forms, tokenize, without_clitics
from db.model import Group, Measure, Role

DEFAULT_LANGUAGE = "en"
_OF_PLACES = frozenset({"capture", "recapture", "lose", "enter", "siege"})
_FRAGMENT = 3  # words of a text that may be no more than a name
_MENTION_BEFORE = 3  # words before a name that can say what part it plays

# Forms whose own words may look like an action: "what was reported by then" is no statement that was made.
_ASKED_IN_ITS_OWN_WORDS = frozenset({Form.AS_KNOWN, Form.SOURCE, Form.CONTROL, Form.WHAT})
_BEHIND = frozenset({"backed", "led", "allied", "supported", "brokered", "sponsored", "aligned"})
_AUXILIARIES = frozenset({"did", "does", "do", "has", "have", "had"})


def language_of(text: str) -> str:
    """The language that a text is written in: by its script, else by the words that it shares with a lexicon."""
    by_script = script_language(text)
    if by_script in languages():
        return by_script or DEFAULT_LANGUAGE
    folded = {token.folded for token in tokenize(text)}
    shared = {language: len(folded & load(language).stop) for language in languages()}
    best = max(shared, key=lambda language: (shared[language], language == DEFAULT_LANGUAGE))
    return best if shared[best] else DEFAULT_LANGUAGE


def read(text: str, names: Names, *, today: date, language: str | None = None) -> Question:
    """The question that `text` asks on the day `today`, in `language` where it is known."""
    language = language if language in languages() else language_of(text)
    return _Reader(text, names, today, language or DEFAULT_LANGUAGE).read()


class _Reader:
    """One reading of one text: which tokens are still free, and what the others were taken for."""

    def __init__(self, text: str, names: Names, today: date, language: str) -> None:
        self.text, self.names, self.today, self.language = text, names, today, language
        self.tokens = tokenize(text)
        self.lexicon: Lexicon = load(language)
        self.taken: set[int] = set()
        self.clause_first = len(self.tokens)
        self.group_tokens: set[int] = set()

    def read(self) -> Question:
        talk = self._talk()
        scope = None if talk else read_scope(self.text, self.today, self.language)
        if scope is not None:
            self._take_span(*scope.span)
            self._take_named_offensive(scope)
        dated = frozenset(self.taken)
        clause = self._clause()
        mentions = self._mentions()
        for mention in mentions:
            self.taken.update(range(mention.first, mention.last))
        items = self._items(mentions, dated, self.clause_first)
        refusal = self._refusal()
        forms, asked = self._forms(items)
        found = [hit for hit in self.lexicon.actions.find(self.tokens) if hit[1] not in self.taken]
        measures = self._labels(self.lexicon.measures.find(self.tokens))
        mentions = self._without_groups(mentions, forms)
        groups = self._labels(self.lexicon.groups.find(self.tokens))
        acts = self._actions(found, asked, forms)
        passive = self._passive(found)
        named = tuple(
            Named.of(mention, self.tokens, self._roles(mention, mentions, acts, found, passive))
            for mention in mentions
        )
        order = self._labels(self.lexicon.order.find(self.tokens))
        ends = self.lexicon.outcomes.find(self.tokens)
        counted = self._counted() if {Form.HOW_MANY, Form.COUNT} & set(forms) or not forms else set()
        words = tuple(
            token
            for position, token in enumerate(self.tokens)
            if position not in self.taken
            and position not in asked
            and position not in self.group_tokens
            and position not in counted
            and not any(first <= position < last for _, first, last in (*found, *ends))
            and not self._is_stop(token)
        )
        return Question(
            clause=clause,
            text=self.text,
            language=self.language,
            today=self.today,
            forms=forms,
            named=named,
            actions=acts,
            scope=scope,
            measures=measures,
            groups=groups,
            outcomes=frozenset(self._labels(ends)),
            words=words,
            order=frozenset(order),
            refusal=refusal,
            talk=talk,
            refers=any(
                form in self.lexicon.pronouns
                for position, token in enumerate(self.tokens)
                if position not in self.taken
                for form in (*without_clitics(token.folded), object_of(token.folded))
            ),
            continues=self._continues(mentions),
        )

    def _continues(self, mentions: Sequence[Mention]) -> bool:
        """Whether the text goes on from something said before: "and Homs?", وحماة؟."""
        if not self.tokens:
            return False
        first = self.tokens[0]
        attached = first.arabic and first.folded.startswith("و") and len(first.folded) > 2
        known = any(mention.first == 0 for mention in mentions) or first.folded[1:] in self.lexicon.stop
        return (attached and known) or bool(self.lexicon.follow_starts.at(self.tokens, 0)[0])

    def _clause(self) -> str:
        """The clause that says at what time, if there is one after the question: its tokens are taken."""
        for first in range(1, len(self.tokens)):
            labels, last = self.lexicon.clauses.at(self.tokens, first)
            rest = range(last, len(self.tokens))
            if not labels or first in self.taken or len(rest) < 2 or self._is_asking(first):
                continue
            if not any(self.lexicon.actions.at(self.tokens, position)[0] for position in rest):
                continue
            start, end = self.tokens[last].start, self.tokens[-1].end
            self.taken.update(range(first, len(self.tokens)))
            self.clause_first = first
            return self.text[start:end]
        return ""

    def _is_asking(self, position: int) -> bool:
        """Whether nothing but stop words stands before: then the word asks, as in "and when did Homs fall"."""
        return all(self._is_stop(token) for token in self.tokens[:position])

    def _without_groups(self, mentions: tuple[Mention, ...], forms: tuple[Form, ...]) -> tuple[Mention, ...]:
        """The mentions without those that only say whom a count counts: civilians, prisoners."""
        if forms and not {Form.HOW_MANY, Form.COUNT} & set(forms):
            return mentions
        kept = []
        for mention in mentions:
            labels, last = self.lexicon.groups.at(self.tokens, mention.first)
            if labels and last == mention.last and not mention.places and self.names.only_people(mention):
                self.taken.difference_update(range(mention.first, mention.last))
                self.group_tokens.update(range(mention.first, mention.last))
            else:
                kept.append(mention)
        return tuple(kept)

    def _counted(self) -> set[int]:
        """The positions of the words that say what is counted and of whom."""
        found = (*self.lexicon.measures.find(self.tokens), *self.lexicon.groups.find(self.tokens))
        return {position for _, first, last in found for position in range(first, last)}

    def _take_named_offensive(self, scope: Scope) -> None:
        """Take the noun that a date with an article goes with: "before the 2024 offensive" only dates."""
        dated = [position for position in self.taken if self.tokens[position].start < scope.span[1]]
        last = max(dated, default=-1) + 1
        if not 0 < last < len(self.tokens) or not any(self.tokens[p].folded == "the" for p in dated):
            return
        labels, end = self.lexicon.actions.at(self.tokens, last)
        if "launch" in labels:
            self.taken.update(range(last, end))

    def _take_span(self, start: int, end: int) -> None:
        self.taken.update(
            position for position, token in enumerate(self.tokens) if token.start < end and start < token.end
        )

    def _is_taken(self, first: int, last: int) -> bool:
        return any(position in self.taken for position in range(first, last))

    def _is_stop(self, token: Token) -> bool:
        return any(form in self.lexicon.stop for form in spoken_forms(token.folded)) or (
            len(token.folded) == 1
        )

    def _talk(self) -> Talk | None:
        """What the text is where all of it is small talk."""
        kinds: list[str] = []
        position = 0
        while position < len(self.tokens):
            labels, last = self.lexicon.talk.at(self.tokens, position)
            if not labels:
                return None
            kinds += labels
            position = last
        for talk in (Talk.ABOUT, Talk.GREETINGS, Talk.THANKS):
            if talk in kinds:
                return talk
        return None if self.tokens else Talk.GREETINGS

    def _refusal(self) -> Refusal | None:
        found = {
            label
            for labels, first, last in self.lexicon.refuse.find(self.tokens)
            if not self._is_taken(first, last)
            for label in labels
        }
        return next((refusal for refusal in Refusal if refusal in found), None)

    def _mentions(self) -> tuple[Mention, ...]:
        """The names in the free tokens, those that are everyday words only where something says so."""
        known = {position for position in range(len(self.tokens)) if self._is_lexical(position)}
        found = self.names.find(self.tokens, self.taken, known)
        kept = []
        for mention in found:
            if mention.common and not self._said_as_place(mention):
                continue
            kept.append(self._without_metonym(mention))
        covered = {position for mention in kept for position in range(mention.first, mention.last)}
        for position, token in enumerate(self.tokens):
            if position in covered or position in self.taken or self._is_known_word(position):
                continue
            if guess := self.names.misspelled(token, position):
                kept.append(guess)
        return tuple(sorted(kept, key=lambda mention: mention.first))

    def _is_known_word(self, position: int) -> bool:
        return self._is_lexical(position) or self.names.is_word(self.tokens[position])

    def _is_lexical(self, position: int) -> bool:
        """Whether the lexicon has the word."""
        return (
            self._is_stop(self.tokens[position])
            or bool(self.lexicon.actions.at(self.tokens, position)[0])
            or bool(self.lexicon.measures.at(self.tokens, position)[0])
            or bool(self.lexicon.groups.at(self.tokens, position)[0])
        )

    def _said_as_place(self, mention: Mention) -> bool:
        """Whether a preposition or a word like "city" stands by a name that is also an everyday word."""
        first = self.tokens[mention.first]
        before = self.tokens[mention.first - 1] if mention.first else None
        after = self.tokens[mention.last] if mention.last < len(self.tokens) else None
        cues = self.lexicon.place_only | self.lexicon.settlements | self.lexicon.provinces
        if before is not None and before.folded in cues:
            return True
        if after is not None and after.folded in self.lexicon.settlements | self.lexicon.provinces:
            return True
        if self._beside_capture(mention) or len(self.tokens) <= _FRAGMENT:
            return True
        clitic = first.arabic and first.folded[0] in "بلع" and len(without_clitics(first.folded)) > 1
        named = not first.arabic and mention.first > 0 and first.text[0].isupper()
        return clitic or named

    def _beside_capture(self, mention: Mention) -> bool:
        """Whether a verb of taking or losing places stands before the name, or another place is compared with it."""
        near = range(max(0, mention.first - 2), mention.first)
        verbs = (label for position in near for label in self.lexicon.actions.at(self.tokens, position)[0])
        joined = {"and", "or", "vs", "ام", "او", "ولا", "و"}
        beside = {self.tokens[p].folded for p in (mention.first - 1, mention.last) if 0 <= p < len(self.tokens)}
        if mention.last == len(self.tokens) and self.tokens[mention.first].arabic:
            verbs = (label for labels, _, _ in self.lexicon.actions.find(self.tokens) for label in labels)
        return any(label in _OF_PLACES for label in verbs) or bool(beside & joined)

    def _without_metonym(self, mention: Mention) -> Mention:
        """The mention with the actor that its place stands for, where somebody seems to speak or act."""
        if not mention.metonym_of:
            return mention
        before = self.tokens[mention.first - 1].folded if mention.first else ""
        acting = mention.last < len(self.tokens) and self._is_act(mention.last)
        acting = acting or (mention.first > 0 and self._is_act(mention.first - 1))
        acting = acting or before in _AUXILIARIES
        if before in self.lexicon.place_prepositions or not acting:
            return mention
        return Mention(mention.first, mention.last, mention.places, (*mention.actors, *mention.metonym_of))

    def _is_act(self, position: int) -> bool:
        labels, _ = self.lexicon.actions.at(self.tokens, position)
        return any(label not in {"capture", "lose", "topple", "siege"} for label in labels)

    def _items(self, mentions: Sequence[Mention], dated: frozenset[int], end: int) -> list[Item]:
        """The words and slots that the patterns of the forms are held against."""
        starts = {mention.first: mention for mention in mentions}
        items: list[Item] = []
        position = 0
        while position < end:
            if position in dated:
                last = position
                while last in dated:
                    last += 1
                items.append(Item(frozenset(), frozenset({"date"}), position, last))
            elif mention := starts.get(position):
                last = mention.last
                slots = {"place"} if mention.places else set()
                if mention.actors:
                    slots.add("actor")
                items.append(Item(frozenset(), frozenset(slots), position, last))
            else:
                last = position + 1
                forms = frozenset(without_clitics(self.tokens[position].folded))
                items.append(Item(forms, frozenset(), position, last))
            position = last
        return items

    def _forms(self, items: Sequence[Item]) -> tuple[tuple[Form, ...], frozenset[int]]:
        """The forms whose patterns fit, in the lexicon's order, and the tokens that the first of them took."""
        forms: list[Form] = []
        asked: frozenset[int] = frozenset()
        for form, patterns in self.lexicon.asks:
            for pattern in patterns:
                if (taken := pattern.match(items)) is not None:
                    if not forms:
                        asked = taken
                    forms.append(form)
                    break
        return tuple(forms), asked

    def _actions(
        self,
        found: Sequence[tuple[tuple[str, ...], int, int]],
        asked: frozenset[int],
        forms: tuple[Form, ...],
    ) -> tuple[Action, ...]:
        """The actions named, those of content words before those of the words that only ask."""
        known = actions()
        telling = [hit for hit in found if not all(p in asked for p in range(hit[1], hit[2]))]
        if forms and forms[0] in _ASKED_IN_ITS_OWN_WORDS:
            found = telling
        names = dict.fromkeys(
            label
            for labels, first, last in (telling or found)
            for label in labels
            if last - first > 1 or not self._weak(first, label)
        )
        return tuple(known[name] for name in names)

    def _weak(self, position: int, label: str) -> bool:
        """Whether a word that may name an action is here only grammar, as "took" in "took place"."""
        token = self.tokens[position]
        return self._is_stop(token) and label not in {"capture", "flee"}

    def _labels(self, found: Sequence[tuple[tuple[object, ...], int, int]]) -> tuple:  # type: ignore[type-arg]
        free = [hit for hit in found if not self._is_taken(hit[1], hit[2])]
        return tuple(dict.fromkeys(label for labels, _, _ in free for label in labels))

    def _passive(self, found: Sequence[tuple[tuple[str, ...], int, int]]) -> bool:
        """Whether an English verb is in the passive: was captured, got killed."""
        auxiliaries = {"was", "were", "been", "be", "is", "are", "got", "get", "being"}
        return any(
            first > 0 and any(self.tokens[p].folded in auxiliaries for p in range(max(0, first - 4), first))
            for _, first, _ in found
        )

    def _roles(
        self,
        mention: Mention,
        mentions: Sequence[Mention],
        acts: Sequence[Action],
        found: Sequence[tuple[tuple[str, ...], int, int]],
        passive: bool,
    ) -> frozenset[Role]:
        """The roles in which a named actor is meant: by the words before it, else by where the verb stands."""
        directed = next((act for act in acts if act.agent), None)
        if not mention.actors or mention.adjective or directed is None:
            return frozenset()
        cues = self._cues(mention)
        if "by" in cues:
            return directed.agent
        if "receives" in cues and directed.name in {"capture", "lose"}:
            return frozenset({Role.BY})
        if "from" in cues or "against" in cues:
            return directed.patient
        if "with" in cues:
            return frozenset()
        verbs = [first for labels, first, _ in found if directed.name in labels]
        if not verbs:
            return frozenset()
        if mention.last < len(self.tokens) and self.tokens[mention.last].folded in _BEHIND:
            return frozenset()  # "US-backed": whose side somebody else is on
        if self.tokens[mention.first].arabic:
            if directed.name in {"kill", "arrest"} and self.names.only_persons(mention):
                return frozenset()  # unvocalised, "killed" and "was killed" look alike
            agents = [one for one in mentions if one.actors and not one.adjective]
            return directed.agent if agents and agents[0] is mention else frozenset()
        before = mention.first < verbs[0]
        if mention.first and self.tokens[mention.first - 1].folded in _AUXILIARIES:
            return directed.agent
        if passive:
            return directed.patient if before else frozenset()
        return directed.agent if before else directed.patient

    def _cues(self, mention: Mention) -> frozenset[str]:
        for position in range(mention.first - 1, max(-1, mention.first - _MENTION_BEFORE), -1):
            for first in (position - 1, position):
                if first >= 0:
                    labels, last = self.lexicon.actor_cues.at(self.tokens, first)
                    if labels and last == position + 1:
                        return frozenset(labels)
            if self.tokens[position].folded not in {"the", "a", "an", "of"}:
                break
        return frozenset()
