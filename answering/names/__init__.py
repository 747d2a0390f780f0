"""The reading of names: which places and actors a text names, and how their names are formed and related."""

from answering.names.index import Mention, Names

__all__ = ["Mention", "Names"]
