"""What a draft is about, in a line: its date, kind and places, as far as they are known, else its words."""

from __future__ import annotations

from answering.answer import Joined, Phrase
from answering.drafting.draft import Field
from answering.drafting.guide.listed import place_name
from answering.drafting.guide.state import Here
from answering.text import shortened
from answering.wording import Wording

_SHORT = 60  # letters that tell what a draft is about


def told_of(here: Here) -> str:
    """The draft in a line of words."""
    say = Wording(here.language, here.timeline.directory)
    kind = (here.word("kind", here.kind),) if here.kind else ()
    places = tuple(place_name(id, here) for id in here.ids(here.draft.value(Field.PLACES), "place")[:2])
    parts: tuple[object, ...] = (*filter(None, [here.when]), *kind, *((places,) if places else ()))
    if parts:
        return say.value(Joined(parts))
    texts = (Field.ARABIC, Field.ENGLISH) if here.language == "ar" else (Field.ENGLISH, Field.ARABIC)
    words = next(filter(None, (" ".join(here.draft.value(text).split()) for text in texts)), "")
    return shortened(words, _SHORT) if words else say.say(Phrase.of("guide.nothing_yet"))
