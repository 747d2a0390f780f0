"""Finding: from a question to the events that meet it.

`finder` looks them up; the others say which events can be meant at all and how far one of them meets each part.
"""

from answering.finding.finder import MANY, Finder

__all__ = ["MANY", "Finder"]
