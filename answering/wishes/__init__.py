"""What somebody wants of the bot other than an answer: to be heard at all, to browse, to follow, to export, to set.

`plain_words` tells such a text from a question; the others each read what is wanted in it.
"""

from answering.wishes.plain_words import Wish, Wished, asks_news, wished

__all__ = ["Wish", "Wished", "asks_news", "wished"]
