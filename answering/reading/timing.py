"""When a question speaks of: the dates that it names, and the clause that says at what time."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from answering.answer import Form
from answering.dates import Precision, Scope, read_scopes
from answering.lexicon import ENDS
from answering.names import Mention
from answering.reading.asked_form import forms_of, items_of
from answering.words.marking import Marking

_ARTICLE_BEFORE_DIGITS = re.compile(r"(?<!\w)الـ?(?=\d)")  # شباط الـ2018
_FIRST_OF_SEVERAL = re.compile(
    r"(?<!\w)(?:ب?ال[أا]ول(?=\s+ب\w{3})|[أا]ول(?=\s+(?:في|ب)\s*\d{4}))"
)  # بالأول بكانون: what was first, and no first day
_WHICH_DAY_OF = re.compile(r"(?<=[أا]ي )\s*(?:يوم|شهر|أسبوع|اسبوع|ليلة|تاريخ)\s+من(?=\s)")  # في أي يوم من ربيع 2011
_CHRISTMAS_TREE = re.compile(
    r"\b(?:christmas|xmas|x-mas)(?=\s+(?:trees?|decorations?|lights|markets?)\b)", re.IGNORECASE
)
_NAMED_CAMP = re.compile(r"\b\w++(?=\s+camp\b)|(?<=مخيم )\w+", re.IGNORECASE)  # Newroz camp is no feast
_NO_DATES = (  # each with what a text holds one of in which it finds anything
    (("ال",), _ARTICLE_BEFORE_DIGITS),
    (("ول",), _FIRST_OF_SEVERAL),
    (("ي ",), _WHICH_DAY_OF),
    (("camp", "مخيم "), _NAMED_CAMP),
    (("mas",), _CHRISTMAS_TREE),
)
_ASKS_ONE_THING = frozenset({Form.WHO, Form.WHERE, Form.HOW_MANY, Form.CONTROL, Form.SAY})
_GENERATION = timedelta(days=25 * 365)
_SIDES_OF_AN_END = frozenset({"after", "before", "until"})
_NO_CLAUSE = "none"  # the label of words that only look like the beginning of a clause: "as having been"
_TWO_DIGITS = re.compile(r"[ ,/-]*'?(\d\d)(?!\d|\w)")
_TO_AN_HOUR = 4  # words of a date up to the hour of a day in it
_FIRST_YEAR = 11  # of two digits behind a day and month; smaller ones are rather counts
_SHORT_YEAR = re.compile(r"(?<=\bin )'?(\d\d)(?=\W*$)")  # "when did hama fall in 24"
_YEAR = re.compile(r"(?<![\d.,])(20[0-3]\d)(?![\d.,]*\d)")  # "the 2018 one", where nothing else dates the question


def scope_of(text: str, today: date, language: str, marking: Marking) -> Scope | None:
    """The days that the text speaks of, from the first to the last where it names several; their words are taken."""
    scopes = read_scopes(_without_what_is_no_date(text, marking), today, language)
    written = () if scopes else (_SHORT_YEAR.search(text), _YEAR.search(text))
    for found in written:
        if found and not scopes and int(found[1]) % 100 <= today.year % 100:
            year = read_scopes(f"in {2000 + int(found[1]) % 100}", today, marking.lexicon.language)
            scopes = tuple(replace(scope, span=found.span(1)) for scope in year)
    scopes = tuple(_before_the_question(_with_short_year(scope, text, today, language), marking) for scope in scopes)
    scopes = _with_the_year_beside(scopes, text, today, language)
    scopes = tuple(_of_that_day(scope, text, today, marking) for scope in scopes)
    asked = _asked_of(scopes, text)
    for scope in scopes:
        if scope not in asked and (scope.start is None or scope.end is not None):
            continue  # it describes; but "since the 27th" says from when what is asked of by a day was counted
        marking.take_span(*scope.span)
        _take_noun_of(scope, marking)
    if len(asked) > 1 and all(map(_is_whole, asked)):
        first = min(one.start for one in asked if one.start)
        last = max(one.end for one in asked if one.end)
        return replace(asked[0], start=first, end=last, precision=Precision.SPAN)
    return asked[0] if asked else None


def _asked_of(scopes: tuple[Scope, ...], text: str) -> tuple[Scope, ...]:
    """Of several dates those that are asked of: whole ones, and none that lies a generation before another.

    The others describe: "in force since 1963", "paused until 25 February", and beside a year "on a Sunday".
    """
    whole = tuple(one for one in scopes if _is_whole(one))
    whole = tuple(one for one in whole if any(map(str.isdigit, text[slice(*one.span)]))) or whole
    if not whole or len(scopes) < 2:
        return scopes
    last = max(one.end for one in whole if one.end)
    return tuple(one for one in whole if one.end and last - one.end < _GENERATION)


def _is_whole(scope: Scope) -> bool:
    """Whether a date has its year and both its ends."""
    return scope.start is not None and scope.end is not None and not scope.yearless


def _with_the_year_beside(scopes: tuple[Scope, ...], text: str, today: date, language: str) -> tuple[Scope, ...]:
    """A month that is said to be the last one with its year right behind it as one date: "last July 2025"."""
    if len(scopes) != 2 or scopes[1].precision is not Precision.YEAR:
        return scopes
    start, end = scopes[0].span[0], scopes[1].span[1]
    if not 0 <= scopes[1].span[0] - scopes[0].span[1] <= 1:
        return scopes
    words = text[start:end].split()
    for left_out in range(len(words)):
        read = read_scopes(" ".join(words[:left_out] + words[left_out + 1 :]), today, language)
        dated = len(read) == 1 and not read[0].yearless and read[0].precision in (Precision.MONTH, Precision.DAY)
        if dated and read[0].start and scopes[1].start and read[0].start.year == scopes[1].start.year:
            return (replace(read[0], span=(start, end)),)
    return scopes


def _without_what_is_no_date(text: str, marking: Marking) -> str:
    """The text, as long, without the words that only look like a part of a date."""
    for sides, first, last in marking.lexicon.clauses.each(marking.tokens):
        if sides[0] in ("end", _NO_CLAUSE):  # "in the last days of Assad" are no days before today
            start, end = marking.tokens[first].start, marking.tokens[last - 1].end
            text = f"{text[:start]}{' ' * (end - start)}{text[end:]}"
    low = text.casefold()
    for hints, no_date in _NO_DATES:
        for hint in hints:
            if hint in low:
                text = no_date.sub(lambda found: " " * len(found[0]), text)
                break
    return text


def _with_short_year(scope: Scope, text: str, today: date, language: str) -> Scope:
    """A day and month with the two digits behind them as its year: "6 dec 24"."""
    start, end = scope.span
    found = _TWO_DIGITS.match(text, end) if scope.yearless else None
    if found is None or not _FIRST_YEAR <= int(found[1]) <= today.year % 100:
        return scope
    dated = read_scopes(f"{text[start:end]} 20{found[1]}", today, language)
    return replace(dated[0], span=(start, found.end())) if len(dated) == 1 and not dated[0].yearless else scope


def _of_that_day(scope: Scope, text: str, today: date, marking: Marking) -> Scope:
    """What was before or after an hour of a day as that day: "after midnight on 4 December"."""
    if (scope.start is None) is (scope.end is None):
        return scope
    start, end = scope.span
    said = [token for token in marking.tokens if start <= token.start < end]
    hour = next((at for at, token in enumerate(said[:_TO_AN_HOUR]) if token.folded in marking.lexicon.hours), None)
    if hour is None or hour + 1 >= len(said):
        return scope
    days = read_scopes(text[said[hour + 1].start : end], today, marking.lexicon.language)
    whole = len(days) == 1 and days[0].precision is Precision.DAY
    return replace(days[0], span=scope.span) if whole else scope


def _before_the_question(scope: Scope, marking: Marking) -> Scope:
    """A date counted from what words name, without the question after them: "on the first day of it, who attacked"."""
    if scope.anchor is None:
        return scope
    for token in marking.tokens:
        if scope.anchor[0] < token.start < scope.anchor[1] and token.folded in marking.lexicon.interrogatives:
            anchor = scope.anchor[0], token.start
            return replace(scope, anchor=anchor, span=(scope.span[0], max(anchor[1], scope.anchor[0])))
    return scope


def _take_noun_of(scope: Scope, marking: Marking) -> None:
    """Take the noun that a date with an article goes with: "before the 2024 offensive" only dates."""
    dated = [position for position in marking.taken if marking.tokens[position].start < scope.span[1]]
    after = max(dated, default=-1) + 1
    if any(marking.word(position) in marking.lexicon.articles for position in dated):
        labels, last = marking.acts_at(after), after + 1
        if "launch" in labels:
            marking.taken.update(range(after, last))


def _is_a_deed(position: int, marking: Marking) -> bool:
    """Whether the Arabic word there is a noun for what happened: بعد التجميد."""
    known = marking.word(position).startswith("ال") and marking.lexicon.verb_first
    return known and bool(marking.acts_at(position)) and not marking.is_stop(marking.tokens[position])


def clause_of(marking: Marking, dated: frozenset[int]) -> tuple[str, str, int]:
    """The clause that says at what time, if one follows the question, its side of that time, and where it begins.

    The tokens of the clause are taken. What is asked must stand before it: "tell me when Homs fell" asks with
    the word that begins a clause in "who ran Homs when it fell", and "what happened after it fell" is about
    the order of things.
    """
    tokens = marking.tokens
    whole: tuple[Form, ...] | None = None
    for sides, first, last in marking.lexicon.clauses.each(tokens):
        rest = range(last, len(tokens))
        led = first == 0 or first in marking.taken or marking.word(first - 1) in marking.lexicon.joints
        short = len(rest) == 1 and sides[0] != "end" and not (sides[0] != "at" and _is_a_deed(last, marking))
        chooses = sides[0] == "before" and any(marking.word(position) in marking.lexicon.either for position in rest)
        of_office = (
            sides[0] == "at" and last == first + 1 and marking.word(last) in marking.lexicon.offices
        )  # "as envoy"
        if (
            _NO_CLAUSE in sides or of_office or led or not rest or short or chooses
        ):  # "which fell before, Manbij or Tel Rifaat"
            continue
        if marking.word(first - 1) in marking.lexicon.before_asked:
            continue  # "what day", كم يوم
        if whole is None:
            whole, _ = forms_of(items_of(marking, (), dated, len(tokens)), marking)
        if Form.AS_KNOWN in whole[:1]:
            break  # "as known on that day" is no clause of time
        before, _ = forms_of(items_of(marking, (), dated, first), marking)
        asks = bool(set(before) - {Form.CHECK, Form.SOURCE}) and not {Form.ORDER, Form.HOW_LONG} & set(before[:1])
        does = any(marking.acts_at(position) and not marking.is_stop(tokens[position]) for position in range(first))
        does = does or bool(_ASKS_ONE_THING & set(before))  # "what happened after it fell" is about the order
        happens = sides[0] == "end" or any(marking.acts_at(position) for position in rest)
        if asks and happens and (sides[0] in ("at", "end") or does):
            marking.taken.update(range(first, len(tokens)))
            return marking.text[tokens[last].start : tokens[-1].end], sides[0], first
    return "", "at", len(tokens)


def end_of_rule(marking: Marking, mentions: Sequence[Mention]) -> tuple[str, str, range] | None:
    """The words that say before or after whose end something was, where they are no clause: "in Homs after the fall".

    The clause, its side of that time and its tokens; None where there is none, or it begins the text.
    """
    for sides, first, last in marking.lexicon.clauses.each(marking.tokens):
        if sides[0] not in _SIDES_OF_AN_END or marking.word(last) in marking.lexicon.pronouns:
            continue
        end = _end_alone(last, marking) or _end_of_somebody(last, marking, mentions)
        within = range(first, end)
        if end and first > 0:
            return marking.text[marking.tokens[last].start : marking.tokens[end - 1].end], sides[0], within
    return None


def _end_alone(position: int, marking: Marking) -> int:
    """The token after a word for an end that does not say whose it is, 0 where none is there: "the fall", السقوط."""
    lexicon = marking.lexicon
    led = marking.word(position) in lexicon.articles
    position += led
    if marking.word(position) not in lexicon.ends_of_rule or not (led or lexicon.verb_first):
        return 0
    after = marking.word(position + 1)
    return 0 if after in lexicon.articles or after in lexicon.place_prepositions else position + 1


def _end_of_somebody(position: int, marking: Marking, mentions: Sequence[Mention]) -> int:
    """The token after words that say whose end it was, 0 where they are others: "the regime's fall", سقوط الأسد."""
    starts = {mention.first: mention for mention in mentions if mention.actors and not mention.places}
    whose = ended = 0
    while position < len(marking.tokens) and not (whose and ended):
        acts, after = marking.lexicon.actions.at(marking.tokens, position)
        if mention := starts.get(position):
            whose = position = mention.last
        elif not ENDS.isdisjoint(acts):
            ended = position = after
        elif marking.is_stop(marking.tokens[position]):
            position += 1
        else:
            return 0
    return max(whose, ended) if whose and ended else 0
