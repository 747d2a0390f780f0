"""What Telegram marks in a text that a person typed."""

import re

from tests.telegram.telegram_html import Entity, utf16_length

# The first kind that matches a character has it: an address inside a URL is no mention.
_KINDS = re.compile(
    r"(?P<url>https?://[^\s<>\"]+[^\s<>\".,;:!?)\]]"
    r"|(?<![\w@./])(?:[a-z0-9-]+\.)+(?:com|org|net|info|me|io|tv|sy|uk|de)\b(?:/[^\s<>\"]*[^\s<>\".,;:!?)\]])?)"
    r"|(?P<email>(?<!\w)[\w.+-]+@[\w-]+\.[\w.-]*\w)"
    r"|(?P<bot_command>(?<![\w/<>])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/]))"
    r"|(?P<mention>(?<!\w)@[A-Za-z0-9_]{3,32}(?!\w))"
    r"|(?P<hashtag>(?<!\w)#\w*[^\W\d]\w*)"
)


def tagged(text: str) -> list[Entity]:
    """Commands, mentions, links, addresses and hashtags of ``text``, where Telegram finds them."""
    return [
        Entity(found.lastgroup or "", utf16_length(text[: found.start()]), utf16_length(found.group()))
        for found in _KINDS.finditer(text)
    ]
