"""The sentences of each language, in PO catalogues; adding a language is adding a file.

A message's id is its name (`standing.denied_by`), so that every language, English with it, is a translation.
The catalogue of a language is `<language>.po`; a part of the product with many sentences of its own has them
beside it in `<language>.<part>.po`.
"""

from __future__ import annotations

import re
from functools import cache
from gettext import GNUTranslations
from importlib.resources.abc import Traversable
from io import BytesIO
from itertools import chain

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from answering import language_files
from answering.errors import LexiconMissing

_WHOLE = "en"  # the language that has every sentence


@cache
def sentences(language: str) -> GNUTranslations:
    """The compiled catalogue of a language. Raises LexiconMissing."""
    compiled = BytesIO()
    write_mo(compiled, catalogue(language))
    compiled.seek(0)
    found = GNUTranslations(compiled)
    if language != _WHOLE:
        found.add_fallback(sentences(_WHOLE))  # a sentence that is not translated yet, rather than its name
    return found


def catalogue(language: str) -> Catalog:
    """All messages of a language, from its file and those of its parts. Raises LexiconMissing."""
    name = re.compile(rf"{re.escape(language)}(\.\w+)?\.po")
    parts = [file for file in language_files.each(__package__) if name.fullmatch(file.name)]
    if not any(file.name == f"{language}.po" for file in parts):
        raise LexiconMissing(language)
    whole, *others = (read_po(BytesIO(file.read_bytes()), locale=language) for file in sorted(parts, key=_whole_first))
    for message in chain.from_iterable(others):
        if message.id:
            whole[message.id] = message
    return whole


def _whole_first(file: Traversable) -> tuple[int, str]:
    return file.name.count("."), file.name
