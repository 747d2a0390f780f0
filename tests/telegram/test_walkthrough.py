"""docs/walkthrough.md is what happens to somebody who has only /start."""

from pathlib import Path

import pytest

from tests.telegram.bot_api import BotApi
from tests.telegram.walkthrough import FILE, NotShown, Walk, walk
from tests.telegram.world import AMIRA


async def test_the_walk_goes_as_it_is_written_down(timeline: Path) -> None:
    assert await walk(timeline) == FILE.read_text(encoding="utf-8"), "run `make readme`"


async def test_a_step_that_nobody_could_know_of_is_no_step(api: BotApi) -> None:
    with pytest.raises(NotShown):
        await Walk(api, AMIRA, seen="/start").say("/follow Hama", because="/follow")


def test_the_walk_comes_to_all_that_a_stranger_needs() -> None:
    told = FILE.read_text(encoding="utf-8")
    for words in ("Following: Hama.", "اللغة: العربية", "in the group", "Your name was not passed on", "بدأت المتابعة"):
        assert words in told
