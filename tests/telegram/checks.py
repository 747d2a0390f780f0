"""What Telegram refuses in the contents of a call."""

import re
import struct
from typing import Any

from tests.telegram.refused import bad
from tests.telegram.telegram_html import (
    INVISIBLE,
    Entity,
    Formatted,
    HtmlError,
    link_fault,
    parse,
    utf16_length,
)
from tests.telegram.world import Json

TEXT_LIMIT, CAPTION_LIMIT, ENTITY_LIMIT = 4096, 1024, 100
ACTIONS = {
    "typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice",
    "upload_document", "choose_sticker", "find_location", "record_video_note", "upload_video_note",
}  # fmt: skip

_BUTTON_ACTIONS = {
    "url", "callback_data", "web_app", "login_url", "switch_inline_query", "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat", "copy_text", "callback_game", "pay",
}  # fmt: skip
_RESULT_FIELDS = {"article": ("title", "input_message_content"), "photo": ("photo_url", "thumbnail_url")}


def text(params: Json) -> Formatted:
    """The text of a message to send or to put in place of another."""
    found = _formatted(params.get("text", ""), params, "entities")
    if not found.text.strip(INVISIBLE):
        raise bad("message text is empty")
    if (length := utf16_length(found.text)) > TEXT_LIMIT:
        raise bad("message is too long", f"{length} UTF-16 code units, {TEXT_LIMIT} are possible")
    return found


def caption(params: Json) -> Formatted:
    """The caption of a picture or file, which may be empty."""
    found = _formatted(params.get("caption", ""), params, "caption_entities")
    if (length := utf16_length(found.text)) > CAPTION_LIMIT:
        raise bad("message caption is too long", f"{length} UTF-16 code units, {CAPTION_LIMIT} are possible")
    return found


def _formatted(source: str, params: Json, entities_name: str) -> Formatted:
    if not isinstance(source, str):
        raise bad("message text is empty", f"the text is {source!r}")
    match params.get("parse_mode", ""):
        case "":
            entities = tuple(_entity(source, each) for each in params.get(entities_name, ()))
            found = Formatted(source, entities).trimmed()
        case "HTML" | "html":
            try:
                found = parse(source)
            except HtmlError as error:
                raise bad(f"can't parse entities: {error}", source) from None
        case other:
            raise bad("unsupported parse_mode", f"the stand-in reads HTML and plain text, not {other!r}")
    if (count := len(found.entities)) > ENTITY_LIMIT:
        raise bad(
            f"too many entities: {count}, {ENTITY_LIMIT} are possible",
            "Telegram takes this message and silently drops the formatting of the rest",
        )
    return found


def _entity(source: str, given: Json) -> Entity:
    try:
        entity = Entity(**given)
    except TypeError:
        raise bad("can't parse MessageEntity", f"{given!r}") from None
    if entity.offset < 0 or entity.length < 1 or entity.offset + entity.length > utf16_length(source):
        raise bad("can't parse MessageEntity: out of the text", f"{given!r}")
    if entity.type == "text_link" and (fault := link_fault(entity.url or "")):
        raise bad(f"can't parse MessageEntity: {fault}", f"{given!r}")
    return entity


def reply_markup(markup: Json | None, *, edit: bool = False) -> list[list[Json]]:
    """The rows of an inline keyboard, none for no keyboard or one of another kind."""
    if markup is None:
        return []
    if "inline_keyboard" not in markup:
        if edit or not markup.keys() & {"keyboard", "remove_keyboard", "force_reply"}:
            raise bad("inline keyboard expected" if edit else "object expected as reply markup", f"{markup!r}")
        return []
    rows = markup["inline_keyboard"]
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad("field 'inline_keyboard' must be an array of arrays")
    if sum(map(len, rows)) > 100 or any(len(row) > 8 for row in rows):
        raise bad("reply markup is too long", "at most 100 buttons, 8 in a row")
    for row in rows:
        for button in row:
            _check_button(button)
    return [row for row in rows if row]


def _check_button(button: Json) -> None:
    if unknown := button.keys() - _BUTTON_ACTIONS - {"text", "style", "icon_custom_emoji_id"}:
        raise bad(f"unknown fields of InlineKeyboardButton: {', '.join(sorted(unknown))}", f"{button!r}")
    label = button.get("text")
    if not isinstance(label, str) or not label.strip(INVISIBLE):
        raise bad("inline keyboard button text must be non-empty", f"{button!r}")
    actions = button.keys() & _BUTTON_ACTIONS
    if not actions:
        raise bad("text buttons are unallowed in the inline keyboard", f"{button!r}")
    if len(actions) > 1:
        raise bad("inline keyboard button must have exactly one action", f"{button!r}")
    (action,) = actions
    value = button[action]
    if action == "callback_data" and not (isinstance(value, str) and 1 <= len(value.encode()) <= 64):
        raise bad("BUTTON_DATA_INVALID", f"callback_data takes 1 to 64 bytes: {value!r}")
    if action == "url" and (fault := link_fault(value)):
        raise bad(f"inline keyboard button URL '{value}' is invalid: {fault}", f"{button!r}")
    if action == "copy_text" and not 1 <= utf16_length(value.get("text", "")) <= 256:
        raise bad("BUTTON_COPY_TEXT_INVALID", "copy_text takes 1 to 256 characters")


def commands(given: list[Any]) -> dict[str, str]:
    """The commands of a menu and what each is for."""
    if len(given) > 100:
        raise bad("BOT_COMMANDS_TOO_MUCH", f"{len(given)} commands, 100 are possible")
    for each in given:
        name, description = each.get("command", ""), each.get("description", "")
        if not re.fullmatch(r"[a-z0-9_]{1,32}", name):
            raise bad("BOT_COMMAND_INVALID", f"{name!r}: 1 to 32 of a-z, 0-9 and _")
        if not 1 <= utf16_length(description.strip()) <= 256:
            raise bad("BOT_COMMAND_DESCRIPTION_INVALID", f"/{name}: 1 to 256 characters")
    menu = {each["command"]: each["description"] for each in given}
    if len(menu) < len(given):
        raise bad("BOT_COMMAND_INVALID", "a command is there twice; Telegram may keep both")
    return menu


def language_code(code: str) -> str:
    """A language code, "" for every language without its own."""
    if not re.fullmatch(r"([a-z]{2})?", code):
        raise bad("LANG_CODE_INVALID", f"two letters of ISO 639-1, not {code!r}")
    return code


def inline_results(params: Json) -> list[tuple[Json, Formatted, list[list[Json]]]]:
    """Each result of an inline query with its text and its buttons."""
    results = params["results"]
    if len(results) > 50:
        raise bad("RESULTS_TOO_MUCH", f"{len(results)} results, 50 are possible")
    if len(params.get("next_offset", "").encode()) > 64:
        raise bad("NEXT_OFFSET_INVALID", "at most 64 bytes")
    if button := params.get("button"):
        start = button.get("start_parameter")
        if not button.get("text") or not ("web_app" in button or re.fullmatch(r"[\w-]{1,64}", start or "", re.A)):
            raise bad("START_PARAM_INVALID", f"{button!r}")
    checked = [inline_result(each) for each in results]
    if len({result["id"] for result, _, _ in checked}) < len(checked):
        raise bad("RESULT_ID_DUPLICATE")
    return checked


def inline_result(result: Json) -> tuple[Json, Formatted, list[list[Json]]]:
    """A result of an inline or guest query with its text and its buttons."""
    if not 1 <= len(str(result.get("id", "")).encode()) <= 64:
        raise bad("RESULT_ID_INVALID", f"1 to 64 bytes: {result.get('id')!r}")
    needed = _RESULT_FIELDS.get(result.get("type", ""))
    if needed is None:
        raise bad("RESULT_TYPE_INVALID", f"the stand-in knows {', '.join(_RESULT_FIELDS)}; got {result!r}")
    for name in needed:
        if not result.get(name):
            raise bad(f"{name} is missing in the inline query result", f"{result!r}")
    for name in ("url", "photo_url", "thumbnail_url"):
        if name in result and (fault := link_fault(result[name])):
            raise bad(f"inline query result URL '{result[name]}' is invalid: {fault}")
    if content := result.get("input_message_content"):
        written = text({**content, "text": content.get("message_text", "")})
    else:
        written = caption(result)
    return result, written, reply_markup(result.get("reply_markup"), edit=True)


def picture(content: bytes) -> tuple[int, int]:
    """Width and height of a picture that Telegram would take; sizes are read from PNG alone."""
    if not content.startswith((b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF8", b"RIFF")):
        raise bad("IMAGE_PROCESS_FAILED", "no PNG, JPEG, GIF or WEBP")
    if len(content) > 10 * 2**20:
        raise bad("file is too big", "a photo may have 10 MB")
    if not content.startswith(b"\x89PNG"):
        return 640, 480
    width, height = struct.unpack(">II", content[16:24])
    if width + height > 10_000 or max(width, height) > 20 * min(width, height):
        raise bad("PHOTO_INVALID_DIMENSIONS", f"{width} x {height}: at most 10000 together and 1 to 20")
    return width, height
