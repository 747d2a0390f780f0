"""What people do in Telegram, as a test says it."""

import time
from typing import Any

from tests.telegram.bell import Bell
from tests.telegram.chats import ChatMethods, Chats, member
from tests.telegram.checks import CAPTION_LIMIT, TEXT_LIMIT
from tests.telegram.message_methods import MessageMethods
from tests.telegram.messages import Files, Messages
from tests.telegram.origins import Origin
from tests.telegram.parameters import Upload
from tests.telegram.profile import Profile
from tests.telegram.query_methods import QueryMethods
from tests.telegram.refused import bad
from tests.telegram.screen import Screen, Shown
from tests.telegram.tagging import tagged
from tests.telegram.telegram_html import utf16_length
from tests.telegram.updates import Updates
from tests.telegram.world import AMIRA, ANONYMOUS, BOT, Channel, Chat, Group, Json, Person, PrivateChat


class People:
    """Chats, messages and queries, and the hands that make them."""

    def __init__(self) -> None:
        self.bell = Bell()
        self.chats = Chats()
        self.messages = Messages()
        self.files = Files()
        self.updates = Updates(self.bell)
        self.queries = QueryMethods(self.messages)
        self.profile = Profile(self.chats)
        self.methods = (
            self.updates,
            MessageMethods(self.chats, self.messages, self.files),
            self.queries,
            self.files,
            ChatMethods(self.chats),
            self.profile,
        )
        self.webhook_status: int | None = None  # of the last update that went to a webhook

    async def push(self, **update: Json) -> int | None:
        """Queue any update, ``push(message={…})``; with a webhook set, gives the HTTP status."""
        for kind, body in update.items():
            self.webhook_status = await self.updates.put(kind, body)
        return self.webhook_status

    async def say(
        self,
        text: str,
        *,
        chat: Chat | None = None,
        sender: Person = AMIRA,
        reply_to: Shown | None = None,
        thread_id: int | None = None,
        **fields: Any,
    ) -> Shown:
        """A person writes a message (in a channel: the channel posts it); ``fields`` are put into it."""
        if not 1 <= utf16_length(text.strip()) <= TEXT_LIMIT:
            raise AssertionError(f"nobody can send {len(text)} characters in one message")
        return await self._post(_tagged("text", text), chat, sender, reply_to, thread_id, fields)

    async def send_file(
        self,
        name: str,
        content: bytes,
        *,
        caption: str = "",
        chat: Chat | None = None,
        sender: Person = AMIRA,
        reply_to: Shown | None = None,
        thread_id: int | None = None,
        **fields: Any,
    ) -> Shown:
        """A person attaches a file."""
        if utf16_length(caption) > CAPTION_LIMIT:
            raise AssertionError(f"nobody can send {len(caption)} characters in one caption")
        upload = Upload(name, content)
        document = self.files.json(self.files.keep(upload), upload) | {"file_name": name}
        written = {"document": document} | (_tagged("caption", caption) if caption else {})
        return await self._post(written, chat, sender, reply_to, thread_id, fields)

    async def forward(
        self,
        text: str,
        origin: Origin,
        *,
        picture: bool = False,
        album: str = "",
        chat: Chat | None = None,
        sender: Person = AMIRA,
    ) -> Shown:
        """A person passes a message on: its text, or a picture with ``text`` as its caption, perhaps of an album."""
        if album and not picture:
            raise AssertionError("an album is made of pictures")
        limit = CAPTION_LIMIT if picture else TEXT_LIMIT
        if utf16_length(text.strip()) > limit or not (picture or text.strip()):
            raise AssertionError(f"no message can have {len(text)} characters of text")
        written: Json = _tagged("caption" if picture else "text", text) if text else {}
        if picture:
            upload = Upload("picture.jpg", b"picture")
            size = {"width": 800, "height": 600}
            written |= {"photo": [self.files.json(self.files.keep(upload), upload) | size]}
        if album:
            written |= {"media_group_id": album}
        return await self._post(written, chat, sender, None, None, {"forward_origin": origin.json})

    async def _post(
        self,
        written: Json,
        chat: Chat | None,
        sender: Person,
        reply_to: Shown | None,
        thread_id: int | None,
        fields: Json,
    ) -> Shown:
        chat = self._present(chat or PrivateChat(sender))
        if reply_to is not None:
            target = self.messages.quoted((reply_to.chat_id, reply_to.id))
            if target is None or reply_to.chat_id != chat.id:
                raise AssertionError(f"nobody can reply to {reply_to} in {chat.name}")
            written |= {"reply_to_message": target} | self.messages.thread(target)
        if thread_id is not None:
            if thread_id not in chat.topics:
                raise AssertionError(f"{chat.name} has no topic {thread_id}")
            written |= {"message_thread_id": thread_id, "is_topic_message": True}
            written = {"reply_to_message": _topic(chat, thread_id)} | written  # as every message of a topic has
        if sender == ANONYMOUS:
            fields = {"sender_chat": chat.json()} | fields
        author = None if chat.type == "channel" else sender
        message = self.messages.add(chat, author, written | fields)
        await self.push(**{_kind(chat): message})
        return self.messages.shown((chat.id, message["message_id"]))

    async def edit(self, message: Shown, text: str) -> Shown:
        """A person changes a message of theirs."""
        place = (message.chat_id, message.id)
        if message.by_bot or self.messages.find(place) is None:
            raise AssertionError(f"nobody can edit {message}")
        name = "caption" if message.file else "text"
        changed = self.messages.change(place, {f"{name}_entities": None, "entities": None} | _tagged(name, text))
        await self.push(**{f"edited_{_kind(self.chats.find(message.chat_id))}": changed})
        return self.messages.shown(place)

    async def press(self, message: Shown, button: str, *, by: Person | None = None) -> str:
        """A person presses a button now under the message, by its text or data; gives the query's id."""
        place = message.inline_message_id or (message.chat_id, message.id)
        pressed = self.messages.shown(place).button(button)
        if pressed.data is None:
            raise AssertionError(f"pressing {pressed} sends nothing to the bot")
        query: Json = {"id": self.queries.ask("callback"), "chat_instance": str(message.chat_id)}
        if message.inline_message_id:
            by = by or AMIRA
            where: Json = {"inline_message_id": message.inline_message_id}
        else:
            chat = self.chats.find(message.chat_id)
            by = by or (chat.person if isinstance(chat, PrivateChat) else AMIRA)
            where = {"message": self.messages.find(place)}
        await self.push(callback_query=query | where | {"from": by.json(), "data": pressed.data})
        return query["id"]

    async def inline(self, query: str, *, sender: Person = AMIRA, offset: str = "", chat_type: str = "") -> str:
        """A person types @bot and ``query`` in some chat; gives the query's id."""
        if len(query) > 256:
            raise AssertionError("an inline query has at most 256 characters")
        query_id = self.queries.ask("inline")
        asked: Json = {"id": query_id, "from": sender.json(), "query": query, "offset": offset}
        await self.push(inline_query=asked | ({"chat_type": chat_type} if chat_type else {}))
        return query_id

    async def choose(self, query_id: str, result_id: str, *, sender: Person = AMIRA) -> Shown:
        """A person sends one of the results of an inline query."""
        message = self.messages.shown(self.queries.choose(query_id, result_id))
        chosen: Json = {"result_id": result_id, "from": sender.json(), "query": ""}
        chosen |= {"inline_message_id": message.inline_message_id} if message.buttons else {}
        await self.push(chosen_inline_result=chosen)
        return message

    async def guest(self, text: str, *, chat: Chat, sender: Person = AMIRA, to: str = "") -> str:
        """A person calls the bot where it is no member, perhaps in reply to somebody; gives the query's id."""
        if f"@{BOT.username}" not in text:
            raise AssertionError("a guest is called by its user name")
        query_id = self.queries.ask("guest")
        written = _tagged("text", text) | {"guest_query_id": query_id}
        if to:
            other = self.messages.add(chat, Person(99, "Somebody"), _tagged("text", to))
            written["reply_to_message"] = other
        message = self.messages.add(chat, sender, written)
        await self.push(guest_message=message)
        return query_id

    async def add_bot_to(
        self, chat: Group | Channel, *, by: Person = AMIRA, admin: bool = False, link: str = ""
    ) -> None:
        """A person adds the bot to a group or channel; by a startgroup link, their Telegram writes its word there."""
        admin = admin or chat.type == "channel"
        before = self.chats.standing(chat)
        self.chats.meet(chat, "administrator" if admin else "member")
        await self._moved(chat, before, by)
        if chat.type != "channel":
            joined = {"new_chat_members": [BOT.json()]}
            await self.push(message=self.messages.add(chat, by, joined))
        if link:
            await self.say(f"/start@{BOT.username} {link}", chat=chat, sender=by)

    async def remove_bot_from(self, chat: Group | Channel, *, by: Person = AMIRA) -> None:
        """A person removes the bot; writing there is refused from now on."""
        await self._stand(chat, "kicked", by)

    async def block(self, person: Person = AMIRA) -> None:
        """A person blocks the bot."""
        await self._stand(PrivateChat(person), "kicked", person)

    async def unblock(self, person: Person = AMIRA) -> None:
        """A person lets the bot write again."""
        await self._stand(PrivateChat(person), "member", person)

    async def migrate(self, group: Group, new_id: int = -1001000009999) -> Group:
        """A basic group becomes a supergroup with a new id; gives the supergroup."""
        new = Group(new_id, group.name, group.members, group.admins)
        self.chats.meet(group)
        await self.push(message=self.messages.add(group, None, {"migrate_to_chat_id": new.id}))
        self.chats.migrate(group, new)
        await self.push(message=self.messages.add(new, None, {"migrate_from_chat_id": group.id}))
        await self._moved(new, "left", BOT)
        return new

    async def leaveChat(self, params: Json) -> bool:
        chat = self.chats.writable(params["chat_id"])
        if chat.type == "private":
            raise bad("chat member status can't be changed in private chats")
        await self._stand(chat, "left", BOT)
        return True

    def meet(self, *chats: Chat) -> None:
        """Let the bot know chats without any update, as from an earlier run."""
        for chat in chats:
            self.chats.meet(chat)

    def screen(self, chat: Chat | None = None, thread_id: int | None = None) -> Screen:
        """What a chat shows now (Amira's when none is named), or one topic of it."""
        return self.messages.screen(chat or PrivateChat(AMIRA), thread_id)

    def file(self, message: Shown) -> bytes:
        """What is in the file or picture of a message."""
        return self.files.find(message.file_id or "").content

    def _present(self, chat: Chat) -> Chat:
        self.chats.meet(chat)
        if chat.type != "private" and self.chats.standing(chat) in {"left", "kicked"}:
            raise AssertionError(f"the bot is not in {chat.name} and sees nothing that is said there")
        return chat

    async def _stand(self, chat: Chat, standing: str, by: Person) -> None:
        before = self.chats.standing(chat)
        self.chats.meet(chat, standing)
        await self._moved(chat, before, by)

    async def _moved(self, chat: Chat, before: str, by: Person) -> None:
        moved = {"chat": chat.json(), "from": by.json(), "date": int(time.time())}
        statuses = {"old_chat_member": member(BOT, before), "new_chat_member": self.chats.member(chat, BOT)}
        await self.push(my_chat_member=moved | statuses)


def _tagged(name: str, text: str) -> Json:
    text = text.strip()
    entities = [entity.json() for entity in tagged(text)]
    marked = "entities" if name == "text" else f"{name}_entities"
    return {name: text} | ({marked: entities} if entities else {})


def _topic(chat: Chat, thread_id: int) -> Json:
    created = {"name": f"Topic {thread_id}", "icon_color": 7322096}
    sent = {"message_id": thread_id, "date": 0, "chat": chat.json(), "message_thread_id": thread_id}
    return sent | {"is_topic_message": True, "from": BOT.json(), "forum_topic_created": created}


def _kind(chat: Chat) -> str:
    return "channel_post" if chat.type == "channel" else "message"
