"""The reading of questions: from a text to the Question that it asks.

`questions` reads the whole of it; the others each read one part: what is asked for, what happened, who did it to whom,
when, what is said around it, and what is left over.
"""

from answering.reading.questions import DEFAULT_LANGUAGE, language_of, read, warm

__all__ = ["DEFAULT_LANGUAGE", "language_of", "read", "warm"]
