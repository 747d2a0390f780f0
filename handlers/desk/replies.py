"""What the desk says of itself: sentences in which ids and commands are set to be copied with one tap."""

from __future__ import annotations

import re
from collections.abc import Iterable

from handlers.render import html
from handlers.render.screen import Screen

Words = list[str]  # lines


def coded(lines: Iterable[str], codes: Iterable[str]) -> Screen:
    """Lines in which each of `codes` can be copied with one tap."""
    marked = sorted({html.text(code) for code in codes}, key=len, reverse=True)
    shown = html.text("\n".join(lines))
    if not marked:
        return Screen(shown)
    return Screen(re.sub("|".join(map(re.escape, marked)), lambda found: f"<code>{found[0]}</code>", shown))
