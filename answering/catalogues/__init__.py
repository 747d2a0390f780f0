"""The sentences of each language, in PO catalogues; adding a language is adding a file.

A message's id is its name (`standing.denied_by`), so that every language, English with it, is a translation.
"""

from __future__ import annotations

from functools import cache
from gettext import GNUTranslations
from importlib.resources import files
from io import BytesIO

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from answering.errors import LexiconMissing


@cache
def sentences(language: str) -> GNUTranslations:
    """The compiled catalogue of a language. Raises LexiconMissing."""
    path = files(__package__).joinpath(f"{language}.po")
    if not path.is_file():
        raise LexiconMissing(language)
    compiled = BytesIO()
    write_mo(compiled, read_po(BytesIO(path.read_bytes()), locale=language))
    compiled.seek(0)
    return GNUTranslations(compiled)
