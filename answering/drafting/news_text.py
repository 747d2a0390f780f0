"""The sentences of a forwarded post: without pictures made of letters, links, tags and the cries before the news."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass

from answering.drafting.news_words import NewsWords
from db.folding import fold

_LINK = re.compile(r"(?:https?://|www\.|t\.me/)\S+")
_HANDLE = re.compile(r"(?<!\w)@\w+")
_TAG = re.compile(r"#(\w+)", re.UNICODE)
_TAGS_ONLY = re.compile(r"^[\s#@\w|·•,،]*$")
_WIDTHLESS = re.compile("[\u200b-\u200f\u202a-\u202e\u2066-\u2069\u061c\ufeff\ufe0e\ufe0f\u20e3]")
_PICTURES = frozenset({"So", "Sk", "Cs", "Co"})
_END = re.compile(r"(?<=[.!?؟…])[\"'”»)]*\s+(?=[^\s])|\n+")
_DATELINE = re.compile(
    r"^(?P<place>[A-Z][A-Za-z' -]{2,24}|[\u0621-\u064a]+(?: [\u0621-\u064a]+)?)"
    r"(?:, (?P<day>[A-Za-z]{3,9}\.? \d{1,2}|\d{1,2} [A-Za-z]{3,9}))?"
    r"\s*(?:\([^()]{2,30}\)\s*[-–—:]+|[-–—]\s*(?:[\u0621-\u064a]{3,9}|[A-Z]{2,7})\s*[-–—:]+)\s+"
)
_EDGE = " \t|:;,،؛-–—•·*_~\"'«»“”()[]{}<>=+/\\."


@dataclass(frozen=True, slots=True)
class NewsText:
    """What a post says: its text as an editor would begin from it, its sentences, and what stood around them.

    `cried` says that it was headed as news of the moment; `around` are the words of the tags at its end and the town
    that it was written from, which say where only where the text doesn't.
    """

    text: str
    sentences: tuple[str, ...]
    cried: bool
    around: str


def news_text(post: str, words: NewsWords) -> NewsText:
    """The text of a post, read apart."""
    plain = _WIDTHLESS.sub("", unicodedata.normalize("NFC", post))
    plain = _HANDLE.sub(" ", _LINK.sub(" ", plain))
    lines = [_without_pictures(line) for line in plain.split("\n")]
    tags: list[str] = []
    while lines and (not lines[-1].strip() or ("#" in lines[-1] and _only_tags(lines[-1]))):
        tags += _TAG.findall(lines.pop())
    lines, at_end = _tags_at_the_end(lines)
    tags += at_end
    lines = [_TAG.sub(lambda found: found[1].replace("_", " "), line).replace("#", " ") for line in lines]
    lines = [re.sub(r"\s+", " ", line).strip() for line in lines]
    lines = [line for line in lines if re.search(r"\w", line)]
    cried = False
    if lines:
        lines[0], cried = _without_cries(lines[0], words)
        if dateline := _DATELINE.match(lines[0]):
            lines[0] = lines[0][dateline.end() :]
            tags.append(dateline["place"].title())
    lines = [line.strip(" |•·*_~-–—") for line in lines if re.search(r"\w", line)]
    return NewsText(
        "\n".join(lines),
        tuple(sentence for line in lines for sentence in _sentences(line, words)),
        cried,
        " ".join(tag.replace("_", " ") for tag in tags),
    )


def _without_pictures(line: str) -> str:
    return "".join(" " if unicodedata.category(letter) in _PICTURES else letter for letter in line)


def _only_tags(line: str) -> bool:
    return all(word.startswith("#") or not re.search(r"\w", word) for word in line.split())


def _tags_at_the_end(lines: list[str]) -> tuple[list[str], list[str]]:
    """The lines without the tags that end them, and the words of these.

    One tag alone may be the last word of the sentence, and is taken away where it only says a word of it again.
    """
    if not lines:
        return lines, []
    found = re.search(r"(?:\s+#\w+){2,}\s*$|(?<=[.!؟?])\s+#\w+\s*$", lines[-1])
    if found is None:
        last = re.search(r"\s+#(\w+)\s*$", lines[-1])
        before = fold(lines[-1][: last.start()]) if last else ""
        if last is None or fold(last[1].replace("_", " ")) not in before:
            return lines, []
        found = last
    return [*lines[:-1], lines[-1][: found.start()]], _TAG.findall(found[0])


def _without_cries(line: str, words: NewsWords) -> tuple[str, bool]:
    """A line without the words before it that only say that it is news, and whether there were any."""
    cried = False
    while True:
        line = line.lstrip(_EDGE)
        folded = line.casefold()
        lead = next((lead for lead in words.leads if _begins_with(folded, line, lead, words.cries)), None)
        if lead is None:
            return line, cried
        line = line[len(lead) :]
        cried = True


def _begins_with(folded: str, line: str, lead: str, cries: Collection[str]) -> bool:
    if not (folded.startswith(lead) or fold(line[: len(lead)]) == fold(lead)):
        return False
    rest = line[len(lead) :]
    apart = re.match(r"\s*(?:[|:;.!,،\-–—/]|$)", rest) is not None
    shouted = line[: len(lead)].isupper() and rest[:1] == " "
    return apart or shouted or (fold(lead) in cries and rest[:1] == " ")


def _sentences(line: str, words: NewsWords) -> list[str]:
    """The sentences of a line; a full stop after a title or a letter ends none."""
    found: list[str] = []
    start = 0
    for end in _END.finditer(line):
        last = line[start : end.start()].split()[-1:]
        if not last or not _is_short(last[0], words):
            found.append(line[start : end.start()].strip())
            start = end.end()
    found.append(line[start:].strip())
    return [sentence for sentence in found if re.search(r"\w", sentence)]


def _is_short(word: str, words: NewsWords) -> bool:
    """Whether the full stop after a word is its own: Gen., U.S."""
    bare = word.removesuffix(".")
    return word.endswith(".") and (bare in words.shortened or re.fullmatch(r"(?:[A-Z]\.)*[A-Z]", bare) is not None)
