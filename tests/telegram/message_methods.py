"""The methods that send, change and delete messages."""

from tests.telegram import checks
from tests.telegram.chats import Chats
from tests.telegram.messages import Files, Messages, Place
from tests.telegram.refused import NOT_MODIFIED, Refused, bad
from tests.telegram.telegram_html import Formatted
from tests.telegram.world import BOT, Chat, Json


class MessageMethods:
    """Checks a message as Telegram does, then keeps it."""

    def __init__(self, chats: Chats, messages: Messages, files: Files) -> None:
        self._chats, self._messages, self._files = chats, messages, files

    async def sendMessage(self, params: Json) -> Json:
        return self._send(params, lambda: _text(checks.text(params)), params["text"])

    async def sendPhoto(self, params: Json) -> Json:
        return self._send(
            params,
            lambda: self._photo(params["photo"], params) | _caption(checks.caption(params)),
            params.get("caption", ""),
        )

    async def sendDocument(self, params: Json) -> Json:
        return self._send(
            params,
            lambda: self._document(params["document"], params) | _caption(checks.caption(params)),
            params.get("caption", ""),
        )

    async def sendChatAction(self, params: Json) -> bool:
        chat = self._chats.writable(params["chat_id"])
        if params["action"] not in checks.ACTIONS:
            raise bad("wrong parameter action in request", f"{params['action']!r}")
        self._thread(chat, params)
        return True

    async def editMessageText(self, params: Json) -> Json | bool:
        place, message = self._own(params)
        if "text" not in message:
            raise bad("there is no text in the message to edit")
        return self._change(place, params, _text(checks.text(params)), params["text"])

    async def editMessageCaption(self, params: Json) -> Json | bool:
        place, message = self._own(params)
        if "text" in message:
            raise bad("there is no caption in the message to edit")
        return self._change(place, params, _caption(checks.caption(params)), params.get("caption", ""))

    async def editMessageMedia(self, params: Json) -> Json | bool:
        place, message = self._own(params)
        media = params["media"]
        if "text" in message:
            raise bad("there is no media in the message to edit")
        if media.get("type") not in {"photo", "document"}:
            raise bad("unsupported media type", f"the stand-in knows photo and document: {media!r}")
        attached = (self._photo if media["type"] == "photo" else self._document)(media.get("media"), params)
        fields = {"photo": None, "document": None} | attached | _caption(checks.caption(media))
        return self._change(place, params, fields, media.get("caption", ""))

    async def editMessageReplyMarkup(self, params: Json) -> Json | bool:
        place, _ = self._own(params)
        return self._change(place, params, {}, None)

    async def deleteMessage(self, params: Json) -> bool:
        self._messages.delete(self._deletable(params["chat_id"], params["message_id"]))
        return True

    async def deleteMessages(self, params: Json) -> bool:
        if not 1 <= len(params["message_ids"]) <= 100:
            raise bad("message_ids must have 1 to 100 elements")
        for message_id in params["message_ids"]:
            if self._messages.find((self._chats.writable(params["chat_id"]).id, message_id)):
                self._messages.delete(self._deletable(params["chat_id"], message_id))
        return True

    def _send(self, params: Json, content, html: str) -> Json:
        chat = self._chats.writable(params["chat_id"])
        fields = content()
        if rows := checks.reply_markup(params.get("reply_markup")):
            fields["reply_markup"] = {"inline_keyboard": rows}
        return self._messages.add(chat, BOT, self._reply(chat, params) | self._thread(chat, params) | fields, html)

    def _reply(self, chat: Chat, params: Json) -> Json:
        reply = params.get("reply_parameters")
        if reply is None:
            return {}
        if not isinstance(reply.get("message_id"), int):
            raise bad("message identifier is not specified", f"{reply!r}")
        elsewhere = self._chats.find(reply["chat_id"]).id if "chat_id" in reply else chat.id
        target = self._messages.quoted((elsewhere, reply["message_id"]))
        if target is None:
            if reply.get("allow_sending_without_reply"):
                return {}
            raise bad("message to be replied not found", f"{reply!r}")
        if reply.get("quote", "") not in (target.get("text") or target.get("caption") or ""):
            raise bad("QUOTE_TEXT_INVALID", f"{reply['quote']!r} is not in the message")
        if elsewhere != chat.id:
            return {"external_reply": {"chat": target["chat"], "message_id": target["message_id"]}}
        return {"reply_to_message": target} | self._messages.thread(target)

    def _thread(self, chat: Chat, params: Json) -> Json:
        """A thread id names a topic of a forum; the id of a chain of replies does not work in Telegram."""
        if (thread_id := params.get("message_thread_id")) is None:
            return {}
        if chat.type == "private" or thread_id not in chat.topics:
            raise bad("message thread not found", f"topic {thread_id} in a chat without it")
        return {"message_thread_id": thread_id, "is_topic_message": True}

    def _own(self, params: Json) -> tuple[Place, Json]:
        """Where the message to edit is, and what it is now."""
        place: Place
        if "inline_message_id" in params:
            place = params["inline_message_id"]
        elif "chat_id" in params and "message_id" in params:
            place = (self._chats.writable(params["chat_id"]).id, params["message_id"])
        else:
            raise bad("message identifier is not specified", "chat_id and message_id, or inline_message_id")
        if (message := self._messages.find(place)) is None:
            raise bad("message to edit not found" if isinstance(place, tuple) else "MESSAGE_ID_INVALID")
        if not self._messages.is_bots(place):
            raise bad("message can't be edited", "it is not the bot's")
        return place, message

    def _change(self, place: Place, params: Json, fields: Json, html: str | None) -> Json | bool:
        # An edit without reply_markup takes the keyboard away.
        rows = checks.reply_markup(params.get("reply_markup"), edit=True)
        fields["reply_markup"] = {"inline_keyboard": rows} if rows else None
        before = self._messages.find(place) or {}
        if all((before.get(name) or None) == (value or None) for name, value in fields.items()):
            raise Refused(400, NOT_MODIFIED)
        after = self._messages.change(place, fields, html)
        return True if isinstance(place, str) else after

    def _deletable(self, chat_id: int | str, message_id: int) -> Place:
        chat = self._chats.writable(chat_id)
        place = (chat.id, message_id)
        if self._messages.find(place) is None:
            raise bad("message to delete not found")
        allowed = chat.type == "private" or self._chats.standing(chat) == "administrator"
        if not allowed and not self._messages.is_bots(place):
            raise bad("message can't be deleted", "it is not the bot's, and the bot is no administrator")
        return place

    def _photo(self, given: object, params: Json) -> Json:
        file_id, upload = self._files.resolve(given, params)
        width, height = checks.picture(upload.content) if upload else (640, 480)
        return {"photo": [self._files.json(file_id, upload) | {"width": width, "height": height}]}

    def _document(self, given: object, params: Json) -> Json:
        file_id, upload = self._files.resolve(given, params)
        if upload and not upload.content:
            raise bad("file must be non-empty")
        if upload and len(upload.content) > 50 * 2**20:
            raise Refused(413, "Request Entity Too Large")
        name = upload.filename if upload else "document"
        return {"document": self._files.json(file_id, upload) | {"file_name": name}}


def _text(found: Formatted) -> Json:
    return {"text": found.text, "entities": [entity.json() for entity in found.entities]}


def _caption(found: Formatted) -> Json:
    return {"caption": found.text, "caption_entities": [entity.json() for entity in found.entities]}
