"""What can go wrong on this floor; each error carries its data.

AnsweringError
├── UncitedStatement   a statement or answer without a source was about to be built
└── LexiconMissing     no lexicon or catalogue for a language
"""

from __future__ import annotations


class AnsweringError(Exception):
    """Something about answering that the program's author has to put right."""


class UncitedStatement(AnsweringError):
    """A fact without a source: it is not said."""

    def __init__(self, about: str) -> None:
        super().__init__(f"Nothing can be stated without a source: {about}")
        self.about = about


class LexiconMissing(AnsweringError):
    """There is no lexicon or catalogue for the language."""

    def __init__(self, language: str) -> None:
        super().__init__(f"There are no words for the language {language!r}.")
        self.language = language
