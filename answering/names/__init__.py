"""The reading of names: which places and actors a text names, and how their names are formed and related."""

from answering.names.index import Names
from answering.names.mention import Mention

__all__ = ["Mention", "Names"]
