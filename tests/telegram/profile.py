"""What the bot tells of itself: its account, its menus of commands, its names and descriptions."""

from tests.telegram import checks
from tests.telegram.chats import Chats
from tests.telegram.refused import bad
from tests.telegram.telegram_html import utf16_length
from tests.telegram.world import BOT, Json

_LIMITS = {"description": 512, "short_description": 120, "name": 64}
_SCOPES = {
    "default": (),
    "all_private_chats": (),
    "all_group_chats": (),
    "all_chat_administrators": (),
    "chat": ("chat_id",),
    "chat_administrators": ("chat_id",),
    "chat_member": ("chat_id", "user_id"),
}

Menu = tuple[str, int | None, int | None, str]  # scope, chat, user, language


class Profile:
    """The methods about the bot itself; ``menus`` and ``words`` are what was set."""

    def __init__(self, chats: Chats) -> None:
        self._chats = chats
        self.menus: dict[Menu, dict[str, str]] = {}
        self.words: dict[tuple[str, str], str] = {}

    async def getMe(self, params: Json) -> Json:
        abilities = {
            "can_join_groups": True,
            "can_read_all_group_messages": True,
            "supports_inline_queries": True,
            "supports_guest_queries": True,
        }
        return BOT.json() | abilities | {"can_connect_to_business": False, "has_main_web_app": False}

    async def setMyCommands(self, params: Json) -> bool:
        self.menus[self._menu(params)] = checks.commands(params["commands"])
        return True

    async def getMyCommands(self, params: Json) -> list[Json]:
        menu = self.menus.get(self._menu(params), {})
        return [{"command": name, "description": words} for name, words in menu.items()]

    async def deleteMyCommands(self, params: Json) -> bool:
        self.menus.pop(self._menu(params), None)
        return True

    async def setMyDescription(self, params: Json) -> bool:
        return self._set("description", params)

    async def getMyDescription(self, params: Json) -> Json:
        return self._get("description", params)

    async def setMyShortDescription(self, params: Json) -> bool:
        return self._set("short_description", params)

    async def getMyShortDescription(self, params: Json) -> Json:
        return self._get("short_description", params)

    async def setMyName(self, params: Json) -> bool:
        return self._set("name", params)

    async def getMyName(self, params: Json) -> Json:
        return self._get("name", params)

    def _menu(self, params: Json) -> Menu:
        scope = params.get("scope", {"type": "default"})
        kind = scope.get("type")
        if kind not in _SCOPES or scope.keys() != {"type", *_SCOPES[kind]}:
            raise bad("unsupported BotCommandScope specified", f"{scope!r}")
        if "chat_id" in scope:
            chat = self._chats.find(scope["chat_id"])
            if kind != "chat" and chat.type == "private":
                raise bad("can't use specified scope in private chats", f"{scope!r}")
        language = checks.language_code(params.get("language_code", ""))
        return kind, scope.get("chat_id"), scope.get("user_id"), language

    def _set(self, what: str, params: Json) -> bool:
        words = params.get(what, "")
        if (length := utf16_length(words)) > _LIMITS[what]:
            raise bad(f"bot {what.replace('_', ' ')} is too long", f"{length}, {_LIMITS[what]} are possible")
        self.words[what, checks.language_code(params.get("language_code", ""))] = words
        return True

    def _get(self, what: str, params: Json) -> Json:
        language = checks.language_code(params.get("language_code", ""))
        kept = self.words.get((what, language)) or self.words.get((what, ""))
        return {what: kept or (BOT.first_name if what == "name" else "")}
