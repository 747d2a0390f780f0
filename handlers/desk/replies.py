"""What the desk says of itself: sentences in which ids and commands are set to be copied with one tap."""

from __future__ import annotations

import re
from collections.abc import Iterable

from handlers.render import html
from handlers.render.screen import Screen

Words = list[str]  # lines
_LONGEST = 3900  # UTF-16 units


def coded(lines: Iterable[str], codes: Iterable[str]) -> Screen:
    """Lines in which each of `codes` can be copied with one tap, as many as a message holds."""
    kept, units = [], 0
    for line in "\n".join(lines).split("\n"):
        units += len(line.encode("utf-16-le")) // 2 + 1
        if units > _LONGEST:
            kept.append("…")
            break
        kept.append(line)
    lines = kept
    marked = sorted({html.text(code) for code in codes}, key=len, reverse=True)
    shown = html.text("\n".join(lines))
    if not marked:
        return Screen(shown)
    return Screen(re.sub("|".join(map(re.escape, marked)), lambda found: f"<code>{found[0]}</code>", shown))


def form_under(said: str, form: str) -> Screen:
    """Words, and under them a form that can be copied with one tap."""
    return Screen(f"{html.text(said)}\n<pre>{html.text(form)}</pre>")
