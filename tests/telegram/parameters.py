"""Which parameters each method takes, and how they are written in a request.

A method or parameter that the bot starts to use is added here: what is not in the table is refused.
"""

import json
import re
from typing import Any

from tests.telegram.refused import bad

_SEND = "chat_id! message_thread_id disable_notification protect_content reply_parameters reply_markup"
_CAPTION = "caption parse_mode caption_entities"
_EDITED = "chat_id message_id inline_message_id reply_markup"

# A name with "!" must be there.
METHODS = {
    "getMe": "",
    "getUpdates": "offset limit timeout allowed_updates",
    "setWebhook": "url! certificate ip_address max_connections allowed_updates drop_pending_updates secret_token",
    "deleteWebhook": "drop_pending_updates",
    "getWebhookInfo": "",
    "sendMessage": f"{_SEND} text! parse_mode entities link_preview_options",
    "sendPhoto": f"{_SEND} photo! {_CAPTION} show_caption_above_media has_spoiler",
    "sendDocument": f"{_SEND} document! {_CAPTION} disable_content_type_detection",
    "sendChatAction": "chat_id! action! message_thread_id",
    "editMessageText": f"{_EDITED} text! parse_mode entities link_preview_options",
    "editMessageCaption": f"{_EDITED} {_CAPTION} show_caption_above_media",
    "editMessageMedia": f"{_EDITED} media!",
    "editMessageReplyMarkup": _EDITED,
    "deleteMessage": "chat_id! message_id!",
    "deleteMessages": "chat_id! message_ids!",
    "answerCallbackQuery": "callback_query_id! text show_alert url cache_time",
    "answerInlineQuery": "inline_query_id! results! cache_time is_personal next_offset button",
    "answerGuestQuery": "guest_query_id! result!",
    "getFile": "file_id!",
    "getChat": "chat_id!",
    "getChatMember": "chat_id! user_id!",
    "getChatMemberCount": "chat_id!",
    "getChatAdministrators": "chat_id! return_bots",
    "leaveChat": "chat_id!",
    "setMyCommands": "commands! scope language_code",
    "getMyCommands": "scope language_code",
    "deleteMyCommands": "scope language_code",
    "setMyDescription": "description language_code",
    "getMyDescription": "language_code",
    "setMyShortDescription": "short_description language_code",
    "getMyShortDescription": "language_code",
    "setMyName": "name language_code",
    "getMyName": "language_code",
}

_TYPES: dict[str, type] = {
    name: kind
    for kind, names in {
        int: "message_thread_id message_id offset limit timeout max_connections cache_time user_id",
        bool: "disable_notification protect_content show_caption_above_media has_spoiler show_alert"
        " is_personal drop_pending_updates disable_content_type_detection return_bots",
        dict: "reply_parameters reply_markup link_preview_options media button result scope",
        list: "allowed_updates entities caption_entities message_ids results commands",
    }.items()
    for name in names.split()
}  # every other parameter is a string, or a file


def decoded(method: str, given: dict[str, Any]) -> dict[str, Any]:
    """The parameters of a call with their types; refuses unknown, missing and unreadable ones."""
    names = METHODS[method].split()
    known = {name.removesuffix("!") for name in names}
    # An uploaded file that is not itself a parameter is referred to as attach://its-name.
    uploads = {name for name, value in given.items() if isinstance(value, Upload) and name not in known}
    if unknown := given.keys() - known - uploads:
        raise bad(f"unknown parameters of {method}: {', '.join(sorted(unknown))}", "see parameters.py")
    for name in names:
        if name.endswith("!") and name[:-1] not in given:
            raise bad(_missing(name[:-1]))
    return {name: _decoded(name, value) for name, value in given.items()}


class Upload:
    """A file that came with the request."""

    __slots__ = ("content", "filename")

    def __init__(self, filename: str, content: bytes) -> None:
        self.filename, self.content = filename, content

    def __repr__(self) -> str:
        return f"<{self.filename}, {len(self.content)} bytes>"


def _missing(name: str) -> str:
    return {"text": "message text is empty", "chat_id": "chat_id is empty"}.get(name, f"{name} is missing")


def _decoded(name: str, value: Any) -> Any:
    if name == "chat_id":
        return int(value) if re.fullmatch(r"-?\d+", str(value)) else str(value)
    kind = _TYPES.get(name, str)
    if kind is str or isinstance(value, Upload):
        return value
    if isinstance(value, str):
        try:
            value = json.loads(value)
        except ValueError:
            raise bad(f"can't parse {name}: {value!r}") from None
    if type(value) is not kind:
        raise bad(f"can't parse {name}: expected {kind.__name__}, got {value!r}")
    return value
