"""A real HTTP server on 127.0.0.1 that answers like a forge, faults included."""

import json
import re
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit


@dataclass
class Request:
    """What arrived."""

    method: str
    path: str
    query: dict[str, str]
    headers: dict[str, str]
    body: Any


@dataclass
class Reply:
    """What goes back. ``cut`` bytes are announced but not sent; ``drip`` seconds pass before each byte of the body."""

    body: Any = None
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    raw: bytes | None = None
    cut: int = 0
    delay: float = 0.0
    drip: float = 0.0


Handler = Callable[[Request], Reply]


class Server:
    """Routes are tried in order; ``faults`` are given out first, one to each request."""

    def __init__(self) -> None:
        self.routes: list[tuple[str, re.Pattern[str], Handler]] = []
        self.faults: list[Reply | None] = []
        self.seen: list[Request] = []
        self.url = ""

    def on(self, method: str, path: str, answer: Reply | Handler) -> None:
        """Answer a method and a path (a regular expression over the whole path)."""
        handler = answer if callable(answer) else lambda _: answer
        self.routes.append((method, re.compile(path), handler))

    def raw(self, method: str, path: str, query: str, headers: dict[str, str], body: bytes) -> Reply | None:
        """What is no API: nothing here."""
        return None

    def now(self) -> float:
        """The server's clock, in seconds."""
        return time.time()

    def answer(self, request: Request) -> Reply:
        self.seen.append(request)
        if self.faults and (fault := self.faults.pop(0)) is not None:
            return fault
        for method, path, handler in self.routes:
            if method == request.method and path.fullmatch(request.path):
                return handler(request)
        return Reply({"message": "Not Found"}, 404)

    def calls(self, method: str) -> list[Request]:
        """The requests of one method, in order."""
        return [request for request in self.seen if request.method == method]


@contextmanager
def serving(server: Server | None = None) -> Iterator[Server]:
    """Run a server for the length of a test."""
    given = server or Server()

    class Answering(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def handle_one(self) -> None:
            sent = self.sent()
            address = urlsplit(self.path)
            query = {name: values[0] for name, values in parse_qs(address.query).items()}
            headers = {name.lower(): value for name, value in self.headers.items()}
            reply = given.raw(self.command, address.path, address.query, headers, sent)
            if reply is None:
                body = json.loads(sent) if sent else None
                reply = given.answer(Request(self.command, address.path, query, headers, body))
            time.sleep(reply.delay)
            data = reply.raw if reply.raw is not None else json.dumps(reply.body).encode()
            self.send_response(reply.status)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            if not any(name.lower() == "content-type" for name in reply.headers):
                self.send_header("content-type", "application/json; charset=utf-8")
            self.send_header("content-length", str(len(data) + reply.cut))
            self.end_headers()
            if reply.drip:
                for byte in data:
                    self.wfile.write(bytes([byte]))
                    self.wfile.flush()
                    time.sleep(reply.drip)
            else:
                self.wfile.write(data)
            if reply.cut:
                self.close_connection = True

        def sent(self) -> bytes:
            """The body; Git sends a large one in chunks."""
            if self.headers.get("transfer-encoding") != "chunked":
                return self.rfile.read(int(self.headers.get("content-length") or 0))
            parts = []
            while size := int(self.rfile.readline(), 16):
                parts.append(self.rfile.read(size))
                self.rfile.readline()
            self.rfile.readline()
            return b"".join(parts)

        def date_time_string(self, timestamp: float | None = None) -> str:
            return formatdate(given.now() if timestamp is None else timestamp, usegmt=True)

        do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = handle_one  # noqa: N815

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            """Keep quiet."""

    class Quiet(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, request: object, client_address: object) -> None:
            """A client that hangs up in the middle is part of the test."""

    running = Quiet(("127.0.0.1", 0), Answering)
    given.url = f"http://127.0.0.1:{running.server_port}"
    thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield given
    finally:
        running.shutdown()
        running.server_close()
        thread.join()


def paged(items: list[Any], size: int, *, link: bool = True, total: bool = False) -> Handler:
    """A list in pages, with the headers that the forges send."""

    def answer(request: Request) -> Reply:
        page = int(request.query.get("page", "1"))
        part = items[(page - 1) * size : page * size]
        headers: dict[str, str] = {}
        if link and page * size < len(items):
            # The host is another on purpose: only the number of the page may be believed.
            address = f"https://elsewhere.invalid{request.path}?per_page={size}&page={page + 1}"
            headers["link"] = f'<{address}>; rel="next", <https://elsewhere.invalid/last?page=9>; rel="last"'
        if total:
            headers["x-total-count"] = str(len(items))
        return Reply(part, headers=headers)

    return answer


def timeline(items: list[Any], most: int = 50) -> Handler:
    """A timeline as Gitea and Forgejo page it: remarks at lines (``code``) are counted off and then left out, the only
    header counts what is on the page, and where nothing is there it is ``null``.
    """

    def answer(request: Request) -> Reply:
        page, size = int(request.query.get("page", "1")), min(int(request.query.get("limit", "30")), most)
        part = [one for one in items[(page - 1) * size : page * size] if one["type"] != "code"]
        return Reply(part or None, headers={"x-total-count": str(len(part))})

    return answer
