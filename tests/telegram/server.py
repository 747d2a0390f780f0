"""The HTTP side of the stand-in: requests in, answers out, and faults on the wire."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import tornado.httpserver
import tornado.netutil
import tornado.web

from tests.telegram.faults import Fault
from tests.telegram.parameters import Upload


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes back; a fault may keep it from arriving whole."""

    code: int
    body: bytes
    fault: Fault | None = None


Answering = Callable[[str, str, dict[str, Any]], Awaitable[Answer]]
Reading = Callable[[str, str], bytes | None]


class Server:
    """Listens on a free port of the loopback interface."""

    def __init__(self, answer: Answering, read: Reading) -> None:
        routes: list[Any] = [
            (r"/bot([^/]*)/([^/]*)", _Methods, {"answer": answer}),
            (r"/file/bot([^/]*)/(.+)", _Downloads, {"read": read}),
        ]
        application = tornado.web.Application(routes, log_function=lambda handler: None)
        (socket,) = tornado.netutil.bind_sockets(0, "127.0.0.1")
        self.port: int = socket.getsockname()[1]
        self._server = tornado.httpserver.HTTPServer(application, max_buffer_size=64 * 2**20)
        self._server.add_socket(socket)

    async def close(self) -> None:
        """Stop listening and end every connection."""
        self._server.stop()
        await self._server.close_all_connections()


class _Methods(tornado.web.RequestHandler):
    def initialize(self, answer: Answering) -> None:
        self._answer = answer
        self._answering: asyncio.Task[Answer] | None = None

    def on_connection_close(self) -> None:
        """The bot hung up on a long poll."""
        if self._answering:
            self._answering.cancel()

    async def post(self, token: str, method: str) -> None:
        self._answering = asyncio.ensure_future(self._answer(token, method, self._parameters()))
        try:
            answer = await self._answering
        except asyncio.CancelledError:
            self._hang_up(b"")
            return
        fault = answer.fault
        if fault and fault.kind == "drop":
            self._hang_up(b"")
        elif fault and fault.kind == "cut":
            head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
            self._hang_up((head % len(answer.body)).encode() + answer.body[: len(answer.body) // 2])
        else:
            self.set_status(answer.code)
            self.set_header("Content-Type", fault.content_type if fault else "application/json")
            self.finish(answer.body)

    get = post

    def _hang_up(self, sent: bytes) -> None:
        stream = self.detach()
        if sent and not stream.closed():
            stream.write(sent).add_done_callback(lambda written: stream.close())
        else:
            stream.close()

    def _parameters(self) -> dict[str, Any]:
        if self.request.headers.get("Content-Type", "").startswith("application/json"):
            return json.loads(self.request.body or b"{}")
        given: dict[str, Any] = {name: self.get_argument(name, strip=False) for name in self.request.arguments}
        for name, files in self.request.files.items():
            given[name] = Upload(files[0]["filename"], files[0]["body"])
        return given


class _Downloads(tornado.web.RequestHandler):
    def initialize(self, read: Reading) -> None:
        self._read = read

    async def get(self, token: str, path: str) -> None:
        content = self._read(token, path)
        if content is None:
            self.set_status(404)
        self.finish(content or b"")
