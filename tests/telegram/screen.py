"""What a chat shows, as values that tests compare and as text for people to read."""

from collections.abc import Iterator
from dataclasses import dataclass

from tests.telegram.telegram_html import Entity, Formatted
from tests.telegram.world import Json


@dataclass(frozen=True, slots=True)
class Button:
    """A button under a message; ``data`` is what pressing it sends, ``url`` what it opens."""

    text: str
    data: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """One message as the chat shows it; ``text`` is plain, also for captions."""

    chat_id: int
    id: int
    sender: str
    by_bot: bool
    text: str
    entities: tuple[Entity, ...] = ()
    buttons: tuple[tuple[Button, ...], ...] = ()
    reply_to: int | None = None
    thread_id: int | None = None
    file: str | None = None  # its name; a picture without one is called "picture"
    file_id: str | None = None
    edited: bool = False
    inline_message_id: str | None = None
    html: str = ""  # as the bot wrote it

    @property
    def links(self) -> tuple[str, ...]:
        """Where the links in the text lead, in order."""
        written = Formatted(self.text)
        kinds = {"text_link": lambda entity: entity.url, "url": written.part}
        return tuple(kinds[entity.type](entity) for entity in self.entities if entity.type in kinds)

    def button(self, label: str) -> Button:
        """The button with this text or callback data, else with a text that contains it."""
        every = [button for row in self.buttons for button in row]
        for button in every:
            if label in (button.text, button.data):
                return button
        if len(near := [button for button in every if label in button.text]) == 1:
            return near[0]
        labels = ", ".join(repr(button.text) for button in every) or "none"
        raise AssertionError(f"no button {label!r} under message {self.id} {self.text[:60]!r}; buttons: {labels}")

    def __str__(self) -> str:
        attached = [f"<{self.file}>"] if self.file else []
        lines = attached + self.text.splitlines()
        head = f"{self.sender}{' (edited)' if self.edited else ''}: "
        rows = ["".join(f"[{button.text}]" for button in row) for row in self.buttons]
        return "\n".join([head + (lines[0] if lines else "")] + [f"    {line}" for line in lines[1:] + rows])


@dataclass(frozen=True, slots=True)
class Screen:
    """The messages of a chat or topic, oldest first."""

    messages: tuple[Shown, ...]

    def __iter__(self) -> Iterator[Shown]:
        return iter(self.messages)

    def __len__(self) -> int:
        return len(self.messages)

    def __getitem__(self, at: int) -> Shown:
        return self.messages[at]

    def __str__(self) -> str:
        return "\n".join(map(str, self.messages))


def shown(message: Json, *, by_bot: bool, html: str = "") -> Shown:
    """A Message object as a chat shows it."""
    keyboard = message.get("reply_markup", {}).get("inline_keyboard", [])
    written_by = message.get("from") or message.get("sender_chat") or {}
    entities = message.get("entities") or message.get("caption_entities") or []
    photo, document = message.get("photo"), message.get("document")
    return Shown(
        chat_id=message.get("chat", {}).get("id", 0),
        id=message.get("message_id", 0),
        sender=written_by.get("first_name") or written_by.get("title", ""),
        by_bot=by_bot,
        text=message.get("text") or message.get("caption", ""),
        entities=tuple(Entity(**each) for each in entities),
        buttons=tuple(
            tuple(Button(each["text"], each.get("callback_data"), each.get("url")) for each in row) for row in keyboard
        ),
        reply_to=message.get("reply_to_message", {}).get("message_id"),
        thread_id=message.get("message_thread_id") if message.get("is_topic_message") else None,
        file=document["file_name"] if document else "picture" if photo else None,
        file_id=photo[-1]["file_id"] if photo else document["file_id"] if document else None,
        edited="edit_date" in message,
        inline_message_id=message.get("inline_message_id"),
        html=html,
    )
