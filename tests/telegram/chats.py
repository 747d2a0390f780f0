"""The chats that the bot can reach, and what it may do there."""

from tests.telegram.refused import Refused, bad
from tests.telegram.world import BOT, Chat, Group, Json, Person, PrivateChat

_RIGHTS = (
    "can_manage_chat", "can_delete_messages", "can_manage_video_chats", "can_restrict_members",
    "can_promote_members", "can_change_info", "can_invite_users", "can_post_stories", "can_edit_stories",
    "can_delete_stories", "can_post_messages", "can_edit_messages", "can_pin_messages", "can_manage_topics",
)  # fmt: skip


class Chats:
    """Chats by id, with the bot's standing in each."""

    def __init__(self) -> None:
        self._chats: dict[int, Chat] = {}
        self._standing: dict[int, str] = {}
        self._migrated: dict[int, int] = {}

    def meet(self, chat: Chat, standing: str | None = None) -> None:
        """Let the bot know ``chat``; what was known of an equal id is replaced, the standing stays."""
        admin = chat.type == "channel" or (isinstance(chat, Group) and BOT in chat.admins)
        self._standing[chat.id] = standing or self._standing.get(chat.id, "administrator" if admin else "member")
        self._chats[chat.id] = chat

    def migrate(self, old: Group, new: Group) -> None:
        """Make a supergroup of a basic group."""
        self.meet(new)
        self._migrated[old.id] = new.id

    def standing(self, chat: Chat) -> str:
        """The bot's status in ``chat``: member, administrator, left or kicked."""
        return self._standing.get(chat.id, "left")

    def find(self, chat_id: int | str) -> Chat:
        """The chat with this id or @name that the bot has met."""
        for chat in self._chats.values():
            if chat_id == chat.id or (isinstance(chat_id, str) and chat_id == f"@{_username(chat)}"):
                return chat
        raise bad("chat not found", f"the bot has not met {chat_id!r}")

    def writable(self, chat_id: int | str) -> Chat:
        """The chat, if the bot may write there."""
        chat = self.find(chat_id)
        if new := self._migrated.get(chat.id):
            raise Refused(400, "Bad Request: group chat was upgraded to a supergroup chat", migrate_to_chat_id=new)
        standing, kind = self.standing(chat), {"group": "group"}.get(chat.type, f"{chat.type} chat")
        if standing == "kicked" and chat.type == "private":
            raise Refused(403, "Forbidden: bot was blocked by the user")
        if standing == "kicked":
            raise Refused(403, f"Forbidden: bot was kicked from the {kind}")
        if standing == "left":
            raise Refused(403, f"Forbidden: bot is not a member of the {kind}")
        if chat.type == "channel" and standing != "administrator":
            raise bad("need administrator rights in the channel chat")
        return chat

    def member(self, chat: Chat, person: Person) -> Json:
        """The ChatMember object of a person, or of the bot, in ``chat``."""
        if person.id == BOT.id:
            return member(person, self.standing(chat))
        if isinstance(chat, PrivateChat):
            return member(person, "member" if person == chat.person else "left")
        if person in chat.admins:
            return member(person, "creator" if person == chat.admins[0] else "administrator")
        return member(person, "member" if person in chat.members else "left")

    def people(self, chat: Chat) -> list[Person]:
        """Everybody in ``chat``, the bot first."""
        others = [chat.person] if isinstance(chat, PrivateChat) else [*chat.admins, *chat.members]
        return [BOT, *(person for person in dict.fromkeys(others) if person != BOT)]

    def person(self, user_id: int) -> Person:
        """The person with this id in any chat that the bot has met."""
        for chat in self._chats.values():
            for person in self.people(chat):
                if person.id == user_id:
                    return person
        raise bad("user not found")


def _username(chat: Chat) -> str | None:
    return chat.person.username if isinstance(chat, PrivateChat) else chat.username


def member(person: Person, status: str) -> Json:
    """The ChatMember object for a status."""
    told: Json = {"status": status, "user": person.json()}
    match status:
        case "creator":
            return told | {"is_anonymous": False}
        case "administrator":
            return told | {"can_be_edited": False, "is_anonymous": False} | dict.fromkeys(_RIGHTS, True)
        case "kicked":
            return told | {"until_date": 0}
    return told


class ChatMethods:
    """The methods that ask about chats."""

    def __init__(self, chats: Chats) -> None:
        self._chats = chats

    async def getChat(self, params: Json) -> Json:
        gifts = (
            "unlimited_gifts",
            "limited_gifts",
            "unique_gifts",
            "premium_subscription",
            "gifts_from_channels",
        )
        chat = self._reachable(params["chat_id"])
        full = {
            "accent_color_id": 0,
            "max_reaction_count": 11,
            "accepted_gift_types": dict.fromkeys(gifts, False),
        }
        return chat.json() | full

    async def getChatMember(self, params: Json) -> Json:
        chat = self._reachable(params["chat_id"])
        return self._chats.member(chat, self._chats.person(params["user_id"]))

    async def getChatMemberCount(self, params: Json) -> int:
        return len(self._chats.people(self._reachable(params["chat_id"])))

    async def getChatAdministrators(self, params: Json) -> list[Json]:
        chat = self._reachable(params["chat_id"])
        if chat.type == "private":
            raise bad("there are no administrators in the private chat")
        members = [self._chats.member(chat, person) for person in self._chats.people(chat)]
        return [member for member in members if member["status"] in {"creator", "administrator"}]

    def _reachable(self, chat_id: int | str) -> Chat:
        """A private chat can be looked at when the person blocked the bot, a group that it left can not."""
        chat = self._chats.find(chat_id)
        return chat if chat.type == "private" else self._chats.writable(chat_id)
