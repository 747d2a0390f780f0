"""The methods that answer pressed buttons, inline queries and guest mentions."""

from dataclasses import dataclass

from tests.telegram import checks
from tests.telegram.messages import Messages
from tests.telegram.refused import TOO_OLD, Refused, bad
from tests.telegram.screen import Button, Shown, shown
from tests.telegram.telegram_html import Formatted, link_fault, utf16_length
from tests.telegram.world import BOT, Json


@dataclass(frozen=True, slots=True)
class InlineResult:
    """One result that the bot offers; ``message`` is what choosing it would send."""

    id: str
    title: str
    description: str
    message: Shown


@dataclass(slots=True)
class _Query:
    answer: object = None
    button: Json | None = None  # above the results


class QueryMethods:
    """Keeps which queries wait for an answer, and the answers."""

    def __init__(self, messages: Messages) -> None:
        self._messages = messages
        self._queries: dict[str, _Query] = {}

    def ask(self, kind: str) -> str:
        """Open a query of a kind; gives its id."""
        query_id = f"{kind}-{len(self._queries) + 1}"
        self._queries[query_id] = _Query()
        return query_id

    def answer(self, query_id: str) -> object:
        """What the bot answered, None as long as it has not."""
        return self._queries[query_id].answer

    def button(self, query_id: str) -> Json | None:
        """The button above the results of an inline query."""
        return self._queries[query_id].button

    def unanswered(self, kind: str) -> list[str]:
        """The ids of the queries of a kind that still wait."""
        return [
            query_id
            for query_id, query in self._queries.items()
            if query_id.startswith(f"{kind}-") and query.answer is None
        ]

    async def answerCallbackQuery(self, params: Json) -> bool:
        if utf16_length(params.get("text", "")) > 200:
            raise bad("MESSAGE_TOO_LONG", "an answer to a button has at most 200 characters")
        if (url := params.get("url")) and (link_fault(url) or f"t.me/{BOT.username}?start=" not in url):
            raise bad("URL_INVALID", f"only links to t.me/{BOT.username}?start=…: {url!r}")
        self._open("callback", params["callback_query_id"]).answer = params
        return True

    async def answerInlineQuery(self, params: Json) -> bool:
        offered = checks.inline_results(params)
        query = self._open("inline", params["inline_query_id"])
        query.button = params.get("button")
        query.answer = tuple(
            InlineResult(
                result["id"],
                result.get("title", ""),
                result.get("description", ""),
                _shown(result, found, rows),
            )
            for result, found, rows in offered
        )
        return True

    async def answerGuestQuery(self, params: Json) -> Json:
        result, found, rows = checks.inline_result(params["result"])
        query = self._open("guest", params["guest_query_id"])
        query.answer = self._messages.add_inline(_fields(found, rows), _source(result))
        return {"inline_message_id": query.answer}

    def choose(self, query_id: str, result_id: str) -> str:
        """Send the result of an inline query; gives the inline_message_id."""
        offered = self.answer(query_id)
        for result in offered if isinstance(offered, tuple) else ():
            if result.id == result_id:
                message = result.message
                rows = [[_button(button) for button in row] for row in message.buttons]
                return self._messages.add_inline(_fields(Formatted(message.text, message.entities), rows), message.html)
        raise AssertionError(f"no result {result_id!r} among {offered!r}")

    def _open(self, kind: str, query_id: str) -> _Query:
        query = self._queries.get(query_id)
        if query is None or query.answer is not None or not query_id.startswith(f"{kind}-"):
            why = "it was answered before" if query and query.answer is not None else "no such query"
            raise Refused(400, TOO_OLD, why)
        return query


def _fields(found: Formatted, rows: list[list[Json]]) -> Json:
    return {
        "text": found.text,
        "entities": [entity.json() for entity in found.entities],
        "reply_markup": {"inline_keyboard": rows} if rows else None,
    }


def _shown(result: Json, found: Formatted, rows: list[list[Json]]) -> Shown:
    fields = {name: value for name, value in _fields(found, rows).items() if value}
    return shown(fields | {"from": BOT.json()}, by_bot=True, html=_source(result))


def _source(result: Json) -> str:
    return result.get("input_message_content", {}).get("message_text") or result.get("caption", "")


def _button(button: Button) -> Json:
    given = {"text": button.text, "callback_data": button.data, "url": button.url}
    return {name: value for name, value in given.items() if value is not None}
