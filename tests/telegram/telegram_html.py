"""Telegram's subset of HTML, read as the Bot API reads it.

Where Telegram keeps the message but silently drops formatting (a link it finds invalid, formatting inside
code), this reader refuses: a source link that vanishes is a failure of the bot, and a test should see it.
"""

import re
from dataclasses import dataclass, field, fields
from typing import Any, NoReturn
from urllib.parse import urlsplit

STYLES = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "span": "spoiler",
    "tg-spoiler": "spoiler",
}
SOLID = {"a": "text_link", "tg-emoji": "custom_emoji", "tg-time": "date_time", "code": "code", "pre": "pre"}
NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
INVISIBLE = " \t\n\r\v\f\u00a0\u00ad\u200b\u2060\ufeff"

_REFERENCE = re.compile(r"&(?:#x([0-9a-fA-F]{1,7})|#([0-9]{1,7})|([a-zA-Z]+));?")
_NAME = re.compile(r"[^\s>]*")
_END_TAG = re.compile(r"</([^\s>]*)\s*(>?)")
_ATTRIBUTE = re.compile(r"""\s*([^\s=>"']*)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([a-zA-Z0-9.-]+)(?=[\s>])))?""")


class HtmlError(ValueError):
    """Markup that Telegram does not take; the text says what and at which byte."""


@dataclass(frozen=True, slots=True)
class Entity:
    """One piece of formatting; offset and length are in UTF-16 code units."""

    type: str
    offset: int
    length: int
    url: str | None = None
    language: str | None = None
    custom_emoji_id: str | None = None
    unix_time: int | None = None
    date_time_format: str | None = None

    def json(self) -> dict[str, Any]:
        """The entity as the Bot API writes it."""
        named = {each.name: getattr(self, each.name) for each in fields(self)}
        return {name: value for name, value in named.items() if value is not None}


@dataclass(frozen=True, slots=True)
class Formatted:
    """A text with its formatting taken out of it."""

    text: str
    entities: tuple[Entity, ...] = ()

    def trimmed(self) -> "Formatted":
        """The text without white space at its ends, as Telegram stores it."""
        text = self.text.strip()
        start = utf16_length(self.text) - utf16_length(self.text.lstrip())
        end = utf16_length(text)
        kept = []
        for entity in self.entities:
            first = max(entity.offset - start, 0)
            length = min(entity.offset + entity.length - start, end) - first
            if length > 0:
                values = {each.name: getattr(entity, each.name) for each in fields(entity)}
                kept.append(Entity(**values | {"offset": first, "length": length}))
        return Formatted(text, tuple(kept))

    def part(self, entity: Entity) -> str:
        """The characters that ``entity`` covers."""
        units = self.text.encode("utf-16-le")
        return units[2 * entity.offset : 2 * (entity.offset + entity.length)].decode("utf-16-le")


def utf16_length(text: str) -> int:
    """Length in UTF-16 code units, which is how Telegram counts."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def link_fault(url: str) -> str | None:
    """What Telegram finds wrong with a link, None for a good one."""
    if not url or re.search(r"\s", url):
        return "Wrong HTTP URL"
    if url.startswith(("tg://", "ton://", "tonsite://")):
        return None
    try:
        parts = urlsplit(url if "://" in url else f"http://{url}")
        host, _ = parts.hostname, parts.port
    except ValueError:
        return "Wrong port number specified in the URL"
    if parts.scheme.lower() not in {"http", "https"}:
        return "Unsupported URL protocol"
    if not host:
        return "URL host is empty"
    if "." not in host.strip("."):
        return "Wrong HTTP URL"
    return None


def parse(html: str) -> Formatted:
    """Text and entities of ``html``; raises HtmlError for what Telegram refuses or would drop."""
    return _Reader(html).read()


@dataclass(slots=True)
class _Tag:
    name: str
    begins: int  # in the HTML, characters
    text_begins: int  # in the plain text, characters
    attributes: dict[str, str] = field(default_factory=dict)


class _Reader:
    def __init__(self, html: str) -> None:
        self.html = html
        self.at = 0
        self.text = ""
        self.open: list[_Tag] = []
        self.entities: list[Entity] = []

    def read(self) -> Formatted:
        while self.at < len(self.html):
            if self.html[self.at] != "<":
                self._characters()
            elif self.html.startswith("</", self.at):
                self._end_tag()
            else:
                self._start_tag()
        if self.open:
            raise HtmlError(f'Can\'t find end tag corresponding to start tag "{self.open[-1].name}"')
        self.entities.sort(key=lambda entity: (entity.offset, -entity.length))
        return Formatted(self.text, tuple(self.entities)).trimmed()

    def _characters(self) -> None:
        end = self.html.find("<", self.at)
        end = len(self.html) if end < 0 else end
        self.text += _dereferenced(self.html[self.at : end])
        self.at = end

    def _start_tag(self) -> None:
        begins = self.at
        name = _matched(_NAME, self.html, begins + 1).group().lower()
        self.at = begins + 1 + len(name)
        if self.at >= len(self.html):
            self._fail("Unclosed start tag", begins)
        if name not in STYLES and name not in SOLID and name != "blockquote":
            self._fail(f'Unsupported start tag "{name}"', begins)
        tag = _Tag(name, begins, len(self.text), self._attributes(name, begins))
        if name == "span" and tag.attributes.get("class") != "tg-spoiler":
            self._fail('Tag "span" must have class "tg-spoiler"', begins)
        self._check_place(tag)
        self.open.append(tag)

    def _attributes(self, name: str, begins: int) -> dict[str, str]:
        attributes: dict[str, str] = {}
        while True:
            found = _matched(_ATTRIBUTE, self.html, self.at)
            rest = self.html[self.at :].lstrip()
            if rest.startswith(">"):
                self.at = len(self.html) - len(rest) + 1
                return attributes
            if not rest:
                self._fail("Unclosed start tag", begins)
            if not found.group(1):
                self._fail(f'Empty attribute name in the tag "{name}"', begins)
            self.at = found.end()
            if self.html[self.at :].lstrip().startswith("="):
                quoted = re.match(r"\s*=\s*[\"']", self.html[self.at :])
                self._fail("Unclosed start tag" if quoted else "Unexpected end of name token", begins)
            value = next((group for group in found.groups()[1:] if group is not None), "")
            attributes[found.group(1).lower()] = _dereferenced(value)

    def _end_tag(self) -> None:
        begins = self.at
        found = _matched(_END_TAG, self.html, begins)
        if not self.open:
            self._fail("Unexpected end tag", begins)
        if not found.group(2):
            self._fail("Unclosed end tag", begins)
        tag, name = self.open[-1], found.group(1).lower()
        if name and name != tag.name:
            where = f"byte offset {self._byte(begins)}"
            raise HtmlError(f'Unmatched end tag at {where}, expected "</{tag.name}>", found "</{name}>"')
        self.at = found.end()
        self.open.pop()
        if len(self.text) > tag.text_begins:
            self._close(tag)
        elif tag.name == "a":
            self._fail("Telegram would drop a link without text", tag.begins)

    def _close(self, tag: _Tag) -> None:
        inside = self.text[tag.text_begins :]
        offset, length = utf16_length(self.text[: tag.text_begins]), utf16_length(inside)
        attributes = tag.attributes
        extra: dict[str, Any] = {}
        kind = STYLES.get(tag.name) or SOLID.get(tag.name, "blockquote")
        if tag.name == "a":
            extra["url"] = attributes.get("href") or inside
            if fault := link_fault(extra["url"]):
                self._fail(f"Telegram would drop the link {extra['url']!r} ({fault})", tag.begins)
        elif tag.name == "tg-emoji":
            extra["custom_emoji_id"] = attributes.get("emoji-id", "")
            if not extra["custom_emoji_id"].isdigit():
                self._fail("Invalid custom emoji identifier specified", tag.begins)
        elif tag.name == "tg-time":
            if not attributes.get("unix", "").isdigit():
                self._fail("Invalid date and time specified", tag.begins)
            extra |= {"unix_time": int(attributes["unix"]), "date_time_format": attributes.get("format")}
        elif tag.name == "blockquote" and "expandable" in attributes:
            kind = "expandable_blockquote"
        elif tag.name == "code" and self.open and self.open[-1].name == "pre":
            self.open[-1].attributes["language"] = attributes.get("class", "").removeprefix("language-")
            return  # <pre><code class="language-…"> is one entity, the outer one
        elif tag.name == "pre":
            extra["language"] = attributes.get("language") or None
        self.entities.append(Entity(kind, offset, length, **extra))

    def _check_place(self, tag: _Tag) -> None:
        """Telegram keeps such a message and loses part of its formatting; the reader refuses it."""
        for outer in self.open:
            if outer.name == "pre" and tag.name == "code" and outer is self.open[-1]:
                continue
            quotes = outer.name == tag.name == "blockquote"
            literal = outer.name in {"code", "pre"} or (tag.name in {"code", "pre"} and outer.name in STYLES)
            if quotes or literal or (outer.name in SOLID and tag.name in {*SOLID, "blockquote"}):
                self._fail(f'Tag "{tag.name}" is not possible inside "{outer.name}"', tag.begins)

    def _byte(self, at: int) -> int:
        return len(self.html[:at].encode())

    def _fail(self, what: str, at: int) -> NoReturn:
        raise HtmlError(f"{what} at byte offset {self._byte(at)}")


def _matched(pattern: re.Pattern[str], text: str, at: int) -> re.Match[str]:
    """A match of a pattern that can match nothing, so that there always is one."""
    found = pattern.match(text, at)
    assert found is not None
    return found


def _dereferenced(text: str) -> str:
    """``text`` with numeric references and Telegram's four named ones replaced; others stay as written."""

    def character(found: re.Match[str]) -> str:
        hexadecimal, decimal, name = found.groups()
        if name:
            return NAMED[name] if name in NAMED else found.group()
        code = int(hexadecimal, 16) if hexadecimal else int(decimal)
        return chr(code) if 0 < code < 0x10FFFF and not 0xD800 <= code < 0xE000 else found.group()

    return _REFERENCE.sub(character, text)
