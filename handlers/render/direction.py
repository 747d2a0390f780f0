"""Arabic messages from right to left, line by line, also where a line begins with a Latin word or a command.

Each line is shown in the direction of its first letter: an outlet's name, or /follow, would turn a line of a list
around. By the rules letters in isolates don't count, but some programs that show messages count them. The stroke of a
command and the @ of a name would stand behind it: between Arabic words they run with these.
"""

from __future__ import annotations

import re
import unicodedata

from answering.text import script_language

_RLM, _LRM = "\u200f", "\u200e"
_COPIED = re.compile(
    r"(<pre>.*?</pre>)", re.DOTALL
)  # to be copied and sent back as it is: a mark would hide its command
_COMMAND = re.compile(r"(?<![\w/<:.\u200e])[/@](?=[A-Za-z])")
_UNSEEN = re.compile(r"<[^>]*>|&#?\w+;")  # what is no letter of a line
_LATIN, _ARABIC = {"L"}, {"R", "AL"}


def from_the_right(html: str) -> str:
    """Telegram's HTML of an Arabic text with marks before what would stand the wrong way round."""
    if script_language(re.sub(r"<[^>]*>", "", html)) != "ar":
        return html
    return "".join(part if part.startswith("<pre>") else _marked(part) for part in _COPIED.split(html))


def _marked(html: str) -> str:
    html = _COMMAND.sub(lambda found: _LRM + found[0], html)
    return "\n".join(_RLM + line if _turned(line) else line for line in html.split("\n"))


def _turned(line: str) -> bool:
    """Whether a line that shows something has no Arabic letter before all others."""
    if not re.sub(r"<[^>]*>", "", line).strip():
        return False
    strong = (unicodedata.bidirectional(letter) for letter in _UNSEEN.sub("", line))
    first = next((one for one in strong if one in _LATIN | _ARABIC), None)
    return first not in _ARABIC
