"""The server for one's own machine."""

import http.client
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from rktkit.faces.site.server import HOST, Server
from rktkit.ground.findings import UsageError


@pytest.fixture
def port(tmp_path: Path) -> Iterator[int]:
    site = tmp_path / "situs"
    (site / "arsip").mkdir(parents=True)
    (site / "index.html").write_text("<h1>Beranda</h1>")
    (site / "404.html").write_text("<h1>Halaman tidak ditemukan</h1>")
    (site / "arsip/data.csv").write_text("a\r\n")
    (site / "arsip/catatan.md").write_text("# catatan")
    (site / "arsip/kunci").write_bytes(b"\0")
    (tmp_path / "rahasia.txt").write_text("rahasia")
    with Server(site) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield server.server_port
        server.shutdown()
        thread.join()


def ask(port: int, path: str, method: str = "GET") -> tuple[int, str, bytes]:
    connection = http.client.HTTPConnection(HOST, port, timeout=60)
    connection.request(method, path)
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer.status, answer.headers["Content-Type"], body


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "text/html; charset=utf-8"),
        ("/arsip/data.csv", "text/csv; charset=utf-8"),
        ("/arsip/catatan.md", "text/plain; charset=utf-8"),
        ("/arsip/kunci", "application/octet-stream"),
    ],
)
def test_files_have_their_kind(port: int, path: str, kind: str) -> None:
    status, found, body = ask(port, path)
    assert (status, found) == (200, kind)
    assert body


@pytest.mark.parametrize("path", ["/tidak-ada", "/arsip/", "/../rahasia.txt", "/%2e%2e/rahasia.txt", "/arsip/%00"])
def test_what_is_not_there_has_the_sites_own_page(port: int, path: str) -> None:
    status, _, body = ask(port, path)
    assert (status, body) == (404, b"<h1>Halaman tidak ditemukan</h1>")


def test_head_has_no_body(port: int) -> None:
    assert ask(port, "/tidak-ada", "HEAD")[2] == b""


def test_a_taken_port_is_told(port: int, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="--port"):
        Server(tmp_path, port)


def test_an_impossible_port_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="--port"):
        Server(tmp_path, 70_000)
