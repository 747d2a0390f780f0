"""The wording of answers: from an Answer, or a single phrase, to sentences of the reader's language."""

from answering.wording.sentences import FULL_SOURCES, SHOWN_CITATIONS, Wording, phrase, warm, word

__all__ = ["FULL_SOURCES", "SHOWN_CITATIONS", "Wording", "phrase", "warm", "word"]
