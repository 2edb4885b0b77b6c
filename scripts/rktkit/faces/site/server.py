"""A small web server for one finished site, for the reader's own machine only."""

from collections.abc import Mapping
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from rktkit.ground.findings import UsageError

HOST = "127.0.0.1"

_KINDS: Mapping[str, str] = {
    "": "application/octet-stream",
    ".css": "text/css; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".md": "text/plain; charset=utf-8",
    ".pdf": "application/pdf",
    ".py": "text/plain; charset=utf-8",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".xml": "application/xml; charset=utf-8",
    ".yml": "text/plain; charset=utf-8",
    ".zip": "application/zip",
}


class _Handler(SimpleHTTPRequestHandler):
    """Serves files, says nothing, lists no folders."""

    server_version = "rkt"
    sys_version = ""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class names it so
        """Silence."""

    def end_headers(self) -> None:
        """Nothing is kept by the browser: the next build is seen at once."""
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        super().end_headers()

    def guess_type(self, path: object) -> str:
        """By our own table: the machine's may be anything."""
        return _KINDS.get(Path(str(path)).suffix.lower(), _KINDS[""])

    def list_directory(self, path: object) -> None:
        """A folder without a page is no page."""
        self.send_error(HTTPStatus.NOT_FOUND)

    def translate_path(self, path: str) -> str:
        """Outside any folder for a name that no file can have."""
        found = super().translate_path(path)
        return found if "\0" not in found else str(Path(self.directory) / "404")

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """The site's own page for what is not there."""
        page = Path(self.directory) / "404.html"
        if code != HTTPStatus.NOT_FOUND or not page.is_file():
            super().send_error(code, message, explain)
            return
        data = page.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", _KINDS[".html"])
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)


class Server(ThreadingHTTPServer):
    """Serves a folder on 127.0.0.1. Run ``serve_forever``; use as a context manager."""

    daemon_threads = True

    def __init__(self, folder: Path, port: int = 0) -> None:
        """Bind.

        Args:
            folder: a finished site.
            port: 0 takes any that is free.

        Raises:
            UsageError: the port is taken or not allowed.
        """
        try:
            super().__init__((HOST, port), partial(_Handler, directory=str(folder)))
        except (OSError, OverflowError) as error:
            raise UsageError(
                f"Porta {port} tidak dapat dipakai; pilih yang lain dengan --port, atau --port 0."
            ) from error

    @property
    def address(self) -> str:
        """Where the site is."""
        return f"http://{HOST}:{self.server_port}/"
