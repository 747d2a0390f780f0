"""A stranger's walk: from /start to asking, following, Arabic, a group and a reported mistake, told as it went.

`python -m tests.telegram.walkthrough` writes docs/walkthrough.md anew; a test checks that it is what happens.
Every step takes only what the bot has shown before: a command, an example or a button. Else the walk fails.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from db.bundled import build
from tests.telegram.bot_api import BotApi
from tests.telegram.running import running
from tests.telegram.screen import Shown
from tests.telegram.world import AMIRA, OMAR, Chat, Group, Person, PrivateChat

FILE = Path(__file__).parents[2] / "docs" / "walkthrough.md"
NOW = datetime(2026, 11, 27, 12, tzinfo=UTC)
GROUP = Group(-1001000000042, "Newsroom", (AMIRA, OMAR), (AMIRA,))
HEAD = """# A stranger's walk

Somebody who has found the bot and knows nothing of it presses *Start*. This is what happens, as the program says it:
it is written by `make readme` and checked by a test, which also sees to it that each step takes only what the bot has
shown before.

"""
_ISOLATES = re.compile("[\u2066-\u2069\u200e\u200f]")


class NotShown(AssertionError):
    """A step of the walk that nobody could have known of."""


@dataclass
class Walk:
    """One person's walk, and its transcript."""

    api: BotApi
    person: Person
    lines: list[str] = field(default_factory=list)
    seen: str = ""

    def chapter(self, title: str) -> None:
        """Begin a part of the walk."""
        self.lines += [f"## {title}", ""]

    async def say(
        self, text: str, *, because: str = "", chat: Chat | None = None, reply_to: Shown | None = None
    ) -> Shown:
        """Write a message; `because` is what was shown of it, if not all of it."""
        self._known(because or text)
        chat = chat or PrivateChat(self.person)
        self._tell("You" if chat.type == "private" else f"You, in the group {chat.name}", text)
        await self.api.say(text, chat=chat, sender=self.person, reply_to=reply_to)
        return self._answered(await self.api.next_message(chat))

    async def takes_along(self, message: Shown, button: str, group: Group) -> Shown:
        """Press a button that leads to Telegram's own choice of a group, and choose one."""
        self._known(button)
        link = message.button(button).url or ""
        assert "?startgroup=" in link
        self.lines += [f"*You press* `{button}` *and choose the group {group.name}.*", ""]
        await self.api.add_bot_to(group, by=self.person, link=link.rpartition("=")[2])
        return await self.sees(group)

    async def sees(self, chat: Chat) -> Shown:
        """What the bot says there of itself."""
        return self._answered(await self.api.next_message(chat))

    async def press(self, message: Shown, button: str, *, edits: bool = False) -> Shown:
        """Press a button that was shown."""
        self._known(button)
        self.lines += [f"*You press* `{button}`", ""]
        await self.api.press(message, button, by=self.person)
        chat = next(one for one in (PrivateChat(self.person), GROUP) if one.id == message.chat_id)
        changed = None if edits else await self.api.next_message(chat)
        while changed is None or (edits and changed.id != message.id):  # a button that was pressed goes, elsewhere
            changed = await self.api.next_edit(chat)
        return self._answered(changed)

    def _known(self, what: str) -> None:
        if what not in self.seen:
            raise NotShown(f"nothing that was shown says {what!r}")

    def _answered(self, message: Shown) -> Shown:
        labels = [button.text for row in message.buttons for button in row]
        self.seen += "\n".join(["", _plain(message.text), *labels])
        self._tell("Tarikh", _plain(message.text))
        if labels:
            self.lines += [" ".join(f"`{label}`" for label in labels), ""]
        return message

    def _tell(self, who: str, text: str) -> None:
        self.lines += [f"**{who}**", "", *(f"> {line}  " if line else ">" for line in text.splitlines()), ""]


async def walk(database: Path) -> str:
    """The transcript of the walk, in both languages."""
    async with BotApi() as api:
        async with running(api, database, lambda: NOW):
            english, arabic = Walk(api, AMIRA), Walk(api, OMAR)
            for one in (english, arabic):
                one.seen = "/start"  # what Telegram itself shows
            await _in_english(english)
            await _in_arabic(arabic)
        api.check()
    told = [HEAD.rstrip(), "", *english.lines, "# في العربية", "", *arabic.lines]
    return "\n".join(line.rstrip() if not line.endswith("  ") else line for line in told).rstrip() + "\n"


async def _in_english(walk: Walk) -> None:
    walk.chapter("How to ask")
    await walk.say("/start")
    answer = await walk.say("when did Hama fall")
    await walk.press(answer, "What happened next")
    help = await walk.say("/help")
    walk.chapter("In a group")
    await walk.takes_along(help, "Add me to a group", GROUP)
    await walk.say("/ask when did Homs fall", because="/ask", chat=GROUP)
    walk.chapter("Being told of new entries")
    await walk.say("/follow Hama", because="/follow")
    await walk.say("/following", because="/following")
    walk.chapter("Arabic")
    settings = await walk.say("/settings")
    await walk.press(settings, "العربية", edits=True)
    await walk.say("/help")
    walk.chapter("Reporting a mistake")
    answer = await walk.say("when did Hama fall")
    question = await walk.press(answer, "Report a mistake")
    await walk.say("The hour is not in the first source.", because="in your own words", reply_to=question)


async def _in_arabic(walk: Walk) -> None:
    walk.chapter("السؤال والمتابعة")
    await walk.say("/start")
    answer = await walk.say("متى سقطت حماة")
    await walk.say("/follow حماة", because="/follow")
    walk.chapter("الإبلاغ عن خطأ")
    question = await walk.press(answer, "الإبلاغ عن خطأ")
    await walk.say("الساعة غير مذكورة في المصدر الأول.", because="بكلماتك", reply_to=question)


def _plain(text: str) -> str:
    return _ISOLATES.sub("", text)


def main(write: Callable[[str], object] = lambda text: FILE.write_text(text, encoding="utf-8")) -> None:
    """Write the transcript anew."""
    with TemporaryDirectory() as folder:
        database = Path(folder) / "tarikh.db"
        build(database)
        FILE.parent.mkdir(exist_ok=True)
        write(asyncio.run(walk(database)))


if __name__ == "__main__":
    main()
