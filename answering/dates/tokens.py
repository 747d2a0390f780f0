"""A text as a row of items for the patterns of dates: words of the lists, numbers by kind, marks."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from answering.dates.codes import is_free, names_a_code
from answering.dates.hints import ABBREVIATED, always, known_as, may_hold_a_date
from answering.dates.letters import addresses, plain_letters
from answering.dates.numbers import (
    Token,
    decade_item,
    in_one_order,
    joined_numbers,
    kind_of_number,
    numeric_date,
    numeric_item,
    pair_of_dates,
)
from answering.dates.vocabulary import Clitic, Vocabulary
from answering.dates.words import NUMBER_SIGNS, Item, Word, folded

_TOKEN = re.compile(r"(?P<number>\d+(?:[./:,\-]\d+)*)|(?P<word>[^\W\d_]+)|(?P<mark>\S)")
_TWO_DIGITS = re.compile(r"\d\d")
_CLOCK = re.compile(r"\d{1,2}(?::\d{2}){1,2}")
_BETWEEN_DIGITS = re.compile(r"([./:,\-])")
_CLOCK_TAIL = re.compile(r"(?:t|\s?t?\s?(?=\d{1,2}:))\d{2,6}(?::\d{2}){0,2}(?:\.\d{1,9})?(?:z\b|[+-]\d{2}:?\d{2})?")


def items_of(text: str, words: Vocabulary) -> list[Item]:
    """Give the items of a text in order, with offsets into the text as it was given; empty where none is of a date."""
    clean, places = plain_letters(text)
    if not may_hold_a_date(clean, words):
        return []
    found = joined_numbers(in_one_order(_Lexer(clean, words).items()))
    if places is None:
        return found
    return [Item(i.sign, i.meanings, places[i.start], places[i.end - 1] + 1, i.word) for i in found]


class _Lexer:
    def __init__(self, clean: str, words: Vocabulary) -> None:
        self._clean = clean
        self._words = words
        self._tokens = [
            Token(match.lastgroup or "mark", match.group(), *match.span()) for match in _TOKEN.finditer(clean)
        ]
        self._at = 0
        self._items: list[Item] = []
        self._hidden = addresses(clean)[::-1]  # the next one last

    def items(self) -> list[Item]:
        tokens, items, language = self._tokens, self._items, self._words.language
        while (at := self._at) < len(tokens):
            token = tokens[at]
            kind, text, start, end = token
            if self._hidden and self._is_hidden(start):
                self._add("unusable", token, text)
                self._at += 1
            elif kind == "word":
                if (known := always(text, language)) is None:
                    self._word(token)
                else:
                    items.append(Item(known[0], known[1], start, end, known[2]))
                    self._at = at + 1
            elif kind == "number":
                self._number(token)
            else:
                self._mark(token)
        return items

    def _is_hidden(self, start: int) -> bool:
        """Say whether what begins there is a part of an address."""
        while self._hidden and self._hidden[-1][1] <= start:
            self._hidden.pop()
        return bool(self._hidden) and self._hidden[-1][0] <= start

    def _add(self, kind: str, token: Token, meaning: Any = None, end: int | None = None) -> None:
        self._items.append(
            Item(
                NUMBER_SIGNS[kind],
                {kind: meaning, "written": token.text},
                token.start,
                end or token.end,
                token.text,
            )
        )

    def _word(self, token: Token) -> None:
        listed, clitics = known_as(token.text, self._words.language)
        if (listed and self._known(token, token.text, token.start)) or any(self._cut(token, one) for one in clitics):
            return
        plural = token.text.endswith(self._words.plurals) and len(token.text) > 3
        self._add("unknown_plural" if plural else "unknown", token)
        self._at += 1

    def _cut(self, token: Token, clitic: Clitic) -> bool:
        """Take a word with a clitic on it as two, and say whether it is one."""
        rest, place = clitic.rest_of(token.text), token.start + len(clitic.letters)
        known = self._lookup(rest)
        if not known and not (clitic.after and self._items and clitic.after in self._items[-1].meanings):
            return False
        for part in clitic.gives:
            entry = self._words.words.get(part, ())
            word = next((word for tail, word in entry if not tail), None)
            if word:
                self._items.append(Item(word.sign, word.meanings, token.start, place, part))
        if not self._known(token, rest, place):
            self._items.append(Item(NUMBER_SIGNS["unknown"], {"unknown": None}, place, token.end, rest))
            self._at += 1
        return True

    def _lookup(self, first: str) -> tuple[int, Word] | None:
        """Give how many further tokens the word of the lists that begins here has, and the word."""
        following = self._peek(1)
        exactly = following.text if following else ""
        for tail, word in self._words.exact.get(first, ()):
            if not tail or (tail[0] == exactly and self._follow(tail, str)):
                return len(tail), word
        loosely = folded(exactly)
        for tail, word in self._words.words.get(folded(first), ()):
            if not tail or (tail[0] == loosely and self._follow(tail, folded)):
                return len(tail), word
        return None

    def _follow(self, tail: tuple[str, ...], read: Callable[[str], str]) -> bool:
        """Say whether the next tokens are those of `tail`, as `read` gives them."""
        after = self._tokens[self._at + 1 : self._at + 1 + len(tail)]
        return tuple(read(token.text) for token in after) == tail

    def _known(self, token: Token, first: str, start: int) -> bool:
        found = self._lookup(first)
        if not found:
            return False
        more, word = found
        end = self._tokens[self._at + more].end
        self._items.append(Item(word.sign, word.meanings, start, end, folded(first)))
        self._at += more + 1
        # "Dec. 5": the full stop of an abbreviation ends no sentence.
        follow = self._peek()
        if follow and follow.text == "." and follow.start == end and not word.meanings.keys().isdisjoint(ABBREVIATED):
            self._at += 1
        return True

    def _peek(self, ahead: int = 0) -> Token | None:
        place = self._at + ahead
        return self._tokens[place] if place < len(self._tokens) else None

    def _mark(self, token: Token) -> None:
        if token.text == "-" and self._items and "part" in self._items[-1].meanings:
            follow = self._peek(1)
            glued = follow is not None and self._items[-1].end == token.start and follow.start == token.end
            if glued and follow and follow.kind == "word":
                self._at += 1  # "mid-March" is "mid March"
                return
        if token.text == "'":
            follow = self._peek(1)
            free = not self._items or self._items[-1].end < token.start
            if free and follow and follow.start == token.end and _TWO_DIGITS.fullmatch(follow.text):
                year = int(follow.text)
                tail = self._peek(2)
                if tail and tail.text == "s" and tail.start == follow.end and year % 10 == 0:
                    self._items.append(decade_item(year, token.start, tail.end))
                    self._at += 3
                    return
                self._at += 2
                self._add("short_year", token, 2000 + year if year < 70 else 1900 + year, follow.end)
                return
        if not self._known(token, token.text, token.start):
            self._add("other_mark", token)
            self._at += 1

    def _number(self, token: Token) -> None:
        self._at += 1
        follow = self._peek()
        tail = follow.text if follow and follow.start == token.end else ""
        if tail == "'" and self._decade_with_mark(token):
            return
        if not is_free(self._clean, token.start, self._items) or tail in ("%", "°", "$", "€", "£", "_", "@"):
            self._add("unusable", token)
            return
        if token.text in self._words.sayings or names_a_code(self._items):
            self._add("unusable", token)
            return
        if ":" in token.text and _CLOCK.fullmatch(token.text):
            self._add("clock", token, token.text)
            return
        if (len(token.text) == 8 or not token.text.isdigit()) and self._date_in_digits(token):
            return
        if not token.text.isdigit():
            self._pieces(token, _BETWEEN_DIGITS.split(token.text))
            return
        if tail and follow and follow.kind == "word":
            if self._with_tail(token, follow):
                return
            if not self._lookup(tail):
                self._add("unusable", token)
                return
        self._plain_number(token)

    def _plain_number(self, token: Token) -> None:
        kind, value = kind_of_number(token.text)
        self._add(kind, token, value)

    def _with_tail(self, token: Token, follow: Token) -> bool:
        """Take an ordinal's or a decade's ending: 5th, 1990s."""
        entry = self._words.words.get(follow.text, ())
        meanings = next((word.meanings for tail, word in entry if not tail), {})
        value = int(token.text)
        if "ordinal_ending" in meanings:
            self._at += 1
            self._add("day_ordinal" if 1 <= value <= 31 else "other_ordinal", token, value, follow.end)
            return True
        if "decade_ending" in meanings and value % 10 == 0 and (value < 100 or 1800 <= value <= 2090):
            self._at += 1
            self._items.append(decade_item(value, token.start, follow.end))
            return True
        return False

    def _decade_with_mark(self, token: Token) -> bool:
        """Take "the 1970's"; without the article it is rather what belongs to the year."""
        ending = self._peek(1)
        article = bool(self._items) and "article" in self._items[-1].meanings
        if not article or not ending or ending.text != "s" or ending.start != token.end + 1:
            return False
        if not token.text.isdigit() or len(token.text) not in (2, 4) or int(token.text) % 10:
            return False
        self._at += 2
        self._items.append(decade_item(int(token.text), token.start, ending.end))
        return True

    def _date_in_digits(self, token: Token) -> bool:
        """Take a date that is all digits, or a pair of them with a dash or stroke between."""
        follow = self._peek()
        month_next = follow is not None and self._is_month(follow)
        texts = [token.text]
        if not numeric_date(token.text) and not month_next:
            texts = pair_of_dates(token.text) or texts
        place = token.start
        dates = [numeric_date(text) for text in texts]
        if not any(dates) or (len(texts) == 1 and month_next and dates[0] and dates[0][0] is None):
            return False
        for text, when in zip(texts, dates, strict=True):
            part = Token("number", text, place, place + len(text))
            place += len(text)
            if when:
                self._items.append(numeric_item(when, part))
            elif text.isdigit():
                self._plain_number(part)
            else:
                self._mark_of(part)
        tail = _CLOCK_TAIL.match(self._clean, place)
        if tail and dates[-1] and dates[-1][2]:
            last = self._items.pop()
            self._items.append(Item(last.sign, last.meanings, last.start, tail.end(), last.word))
            while (following := self._peek()) and following.start < tail.end():
                self._at += 1
        return True

    def _is_month(self, token: Token) -> bool:
        entry = self._words.words.get(folded(token.text), ())
        return any(not word.meanings.keys().isdisjoint(("month", "month_likely")) for _, word in entry)

    def _mark_of(self, part: Token) -> None:
        entry = self._words.words.get(part.text, ())
        known = next((word for tail, word in entry if not tail), None)
        if known:
            self._items.append(Item(known.sign, known.meanings, part.start, part.end, part.text))
        else:
            self._add("other_mark", part)

    def _pieces(self, token: Token, pieces: list[str]) -> None:
        """Take digits with marks between that are no date: one number, or several with their marks."""
        marks = set(pieces[1::2])
        if marks == {","}:
            if all(len(piece) == 3 for piece in pieces[2::2]):
                self._add("number", token, int("".join(pieces[::2])))
                return
        elif marks == {"-"} or marks == {"/"}:
            if len(pieces) != 3 or (len(pieces[0]) != 4 and len(pieces[2]) == 4):
                self._add("unusable", token)
                return
        elif "," not in marks:
            self._add("unusable", token)
            return
        place = token.start
        for piece in re.split(r"(,)", token.text) if "," in marks else pieces:
            part = Token("number", piece, place, place + len(piece))
            place += len(piece)
            when = numeric_date(piece)
            if when:
                self._items.append(numeric_item(when, part))
            elif piece.isdigit():
                self._plain_number(part)
            elif len(piece) == 1:
                self._mark_of(part)
            else:
                self._add("unusable", part)
