"""Every message of the stand-in, as it is now."""

import time
from collections import Counter

from tests.telegram.parameters import Upload
from tests.telegram.refused import bad
from tests.telegram.screen import Screen, Shown, shown
from tests.telegram.telegram_html import link_fault
from tests.telegram.world import BOT, Chat, Json, Person


class Files:
    """Files that were sent, by file_id."""

    def __init__(self) -> None:
        self._files: dict[str, Upload] = {}

    def keep(self, upload: Upload) -> str:
        """Store a file; gives its file_id."""
        file_id = f"file-{len(self._files) + 1}"
        self._files[file_id] = upload
        return file_id

    def find(self, file_id: str) -> Upload:
        """The file with this id."""
        if file_id not in self._files:
            raise bad("invalid file_id", f"{file_id!r} was never sent")
        return self._files[file_id]

    def resolve(self, given: object, uploads: Json) -> tuple[str, Upload | None]:
        """The file_id of a file given as an upload, as attach://name, as a file_id or as a link."""
        if isinstance(given, str) and given.startswith("attach://"):
            given = uploads.get(given.removeprefix("attach://"))
        if isinstance(given, Upload):
            return self.keep(given), given
        if isinstance(given, str) and given in self._files:
            return given, self._files[given]
        if isinstance(given, str) and "://" in given and not link_fault(given):
            return f"link-{given}", None
        raise bad("wrong file identifier/HTTP URL specified", f"{given!r}")

    def json(self, file_id: str, upload: Upload | None) -> Json:
        """What every kind of file object has."""
        size = len(upload.content) if upload else 1
        return {"file_id": file_id, "file_unique_id": f"unique-{file_id}", "file_size": size}

    async def getFile(self, params: Json) -> Json:
        upload = self.find(params["file_id"])
        if len(upload.content) > 20 * 2**20:
            raise bad("file is too big")
        return self.json(params["file_id"], upload) | {"file_path": f"documents/{params['file_id']}"}


Place = tuple[int, int] | str  # chat and message id, or the id of an inline message


class Messages:
    """Messages by place; ids count up in each chat on its own, as in Telegram's supergroups."""

    def __init__(self) -> None:
        self._messages: dict[Place, Json] = {}
        self._html: dict[Place, str] = {}
        self._by_bot: set[Place] = set()
        self._last_id: Counter[int] = Counter()
        self._inline = 0

    def add(self, chat: Chat, sender: Person | None, fields: Json, html: str = "") -> Json:
        """Put a message into ``chat``; without a sender the channel or group itself has written it."""
        self._last_id[chat.id] += 1
        message: Json = {
            "message_id": self._last_id[chat.id],
            "date": int(time.time()),
            "chat": chat.json(),
        }
        if sender is None or (chat.type == "channel" and sender == BOT):
            message["sender_chat"] = chat.json()
        else:
            message["from"] = sender.json()
        message |= {name: value for name, value in fields.items() if value}
        place = (chat.id, message["message_id"])
        self._messages[place], self._html[place] = message, html
        if sender == BOT:
            self._by_bot.add(place)
        return message

    def add_inline(self, fields: Json, html: str = "") -> str:
        """Keep a message that somebody sent through the bot; gives its inline_message_id."""
        self._inline += 1
        place = f"inline-{self._inline}"
        kept = {name: value for name, value in fields.items() if value}
        self._messages[place] = {"inline_message_id": place, "from": BOT.json()} | kept
        self._html[place] = html
        self._by_bot.add(place)
        return place

    def find(self, place: Place) -> Json | None:
        """The message as it is now, None when it is not there."""
        return self._messages.get(place)

    def is_bots(self, place: Place) -> bool:
        """Whether the bot has written this message."""
        return place in self._by_bot

    def change(self, place: Place, fields: Json, html: str | None = None) -> Json:
        """Set fields of a message; a field set to None or nothing goes."""
        message = self._messages[place] | {"edit_date": int(time.time())} | fields
        self._messages[place] = {name: value for name, value in message.items() if value not in (None, [], {})}
        if html is not None:
            self._html[place] = html
        return self._messages[place]

    def delete(self, place: Place) -> None:
        """Take a message away."""
        del self._messages[place]

    def quoted(self, place: Place) -> Json | None:
        """The message as another one quotes it: without what it replied to itself."""
        if (message := self.find(place)) is None:
            return None
        return {name: value for name, value in message.items() if name != "reply_to_message"}

    def thread(self, message: Json) -> Json:
        """The fields that put an answer to ``message`` into its topic, or into its chain of replies."""
        if message.get("is_topic_message"):
            return {"message_thread_id": message["message_thread_id"], "is_topic_message": True}
        if message["chat"]["type"] != "supergroup" or message["chat"].get("is_forum"):
            return {}
        return {"message_thread_id": message.get("message_thread_id", message["message_id"])}

    def shown(self, place: Place) -> Shown:
        """A message as its chat shows it now."""
        if place not in self._messages:
            raise AssertionError(f"message {place} is not there")
        return shown(self._messages[place], by_bot=self.is_bots(place), html=self._html[place])

    def screen(self, chat: Chat, thread_id: int | None = None) -> Screen:
        """What ``chat`` shows now, or one topic of it."""
        places = [place for place in self._messages if not isinstance(place, str) and place[0] == chat.id]
        every = [self.shown(place) for place in sorted(places)]
        return Screen(tuple(each for each in every if thread_id in (None, each.thread_id)))
