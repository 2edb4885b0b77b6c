"""A stub of BSrE's eSign Client Service on the loopback, versions 1 and 2, that really signs with a test chain.

Version 1 appends to the file that it got; version 2 first writes it anew, with other numbers and other compression, as
some services do. ``faults`` makes it fail the way the real one is known to.
"""

import base64
import json
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.parser import BytesParser
from email.policy import HTTP
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from typing import Any

from rktkit.trust.tte.ways.p12 import timed_signer
from tests.trust.chain import PASSPHRASE, Identity

NIK = "6311010101750001"
USER, PASSWORD = "rkt-uji", "sandi-aplikasi-uji-8842"
TOTP = "482915"

NOW = datetime(2026, 12, 1, 2, 0, tzinfo=UTC)
"""What the service's clock shows, whatever the machine's does."""

Reply = tuple[int, str, bytes]


class Cut(Exception):
    """A fault: the connection ends after these bytes."""


@dataclass
class Service:
    """What the service knows, what it was asked, and how it is to fail."""

    signer: Identity
    now: datetime = NOW
    status: str = "ISSUE"
    faults: dict[str, Callable[[], Reply]] = field(default_factory=dict)
    asked: list[tuple[str, str, dict[str, Any]]] = field(default_factory=list)
    address: str = ""

    def reply(self, method: str, path: str, headers: Any, body: bytes) -> Reply:
        kind = headers.get("content-type", "")
        given: dict[str, Any] = _form(kind, body) if "multipart" in kind else json.loads(body or b"{}")
        self.asked.append((method, path, given))
        expected = "Basic " + base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode()
        if headers.get("authorization") != expected:
            return _json(401, {"timestamp": "…", "status": 401, "error": "Unauthorized", "path": path})
        step = "status" if "status" in path else "sign"
        if step in self.faults:
            return self.faults[step]()
        if step == "status":
            return self._status(path, given)
        return self._sign(path, given)

    def _status(self, path: str, given: dict[str, Any]) -> Reply:
        person = given.get("nik") or given.get("email") or path.rsplit("/", 1)[1]
        if person not in {NIK, "kepala@contoh.invalid"}:
            return _json(200, {"status_code": "2011", "message": "Tidak terdaftar", "status": "NOT_REGISTERED"})
        return _json(200, {"status_code": "1111", "message": "…", "status": self.status})

    def _sign(self, path: str, given: dict[str, Any]) -> Reply:
        if given.get("passphrase") != PASSPHRASE and given.get("totp") != TOTP:
            return _json(400, {"error": "Passphrase anda salah", "status_code": 2031})
        if "/v2/" not in path:
            stamp = {name: float(given[name]) for name in ("xAxis", "yAxis", "width", "height") if name in given}
            box = tuple(stamp.values()) if given["tampilan"] == "visible" else None
            signed = self._signed(given["file"], int(given.get("page", 1)), box, from_top=False)
            return 200, "application/pdf", signed
        one = given["signatureProperties"][0]
        box = tuple(one[name] for name in ("originX", "originY", "width", "height")) if "originX" in one else None
        written = _written_anew(base64.b64decode(given["file"][0]))
        signed = self._signed(written, one.get("page", 1), box, from_top=True)
        return _json(200, {"time": 862, "file": [base64.b64encode(signed).decode()]})

    def _signed(self, pdf: bytes, page: int, box: tuple[float, ...] | None, *, from_top: bool) -> bytes:
        from pyhanko.pdf_utils.content import RawContent
        from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
        from pyhanko.pdf_utils.layout import BoxConstraints
        from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter
        from pyhanko.sign.signers import PdfSignatureMetadata
        from pyhanko.stamp import StaticStampStyle

        corners = None
        if box:
            x, y, width, height = (round(side) for side in box)
            y = 842 - y - height if from_top else y
            corners = (x, y, x + width, y + height)
        plate = RawContent(b"0.9 g 0 0 60 60 re f", box=BoxConstraints(60, 60))
        made = timed_signer()(
            PdfSignatureMetadata(field_name="Signature1", subfilter=SigSeedSubFilter.PADES, md_algorithm="sha256"),
            self.signer.signer(),
            moment=self.now,
            stamp_style=StaticStampStyle(background=plate),
            new_field_spec=SigFieldSpec("Signature1", on_page=page - 1, box=corners),
        ).sign_pdf(IncrementalPdfFileWriter(BytesIO(pdf)))
        return bytes(made.getvalue())


def _written_anew(pdf: bytes) -> bytes:
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(BytesIO(pdf)))
    for page in writer.pages:
        page.compress_content_streams()
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def _form(kind: str, body: bytes) -> dict[str, Any]:
    message = BytesParser(policy=HTTP).parsebytes(b"Content-Type: " + kind.encode() + b"\r\n\r\n" + body)
    found: dict[str, Any] = {}
    for part in message.iter_parts():
        name = re.search(r'name="([^"]+)"', part["content-disposition"])
        assert name
        data = part.get_payload(decode=True)
        assert isinstance(data, bytes)
        found[name[1]] = data if "filename" in part["content-disposition"] else data.decode()
    return found


def _json(status: int, value: object) -> Reply:
    return status, "application/json", json.dumps(value).encode()


def ends(after: bytes) -> Callable[[], Reply]:
    """A fault: the connection ends, after nothing or after a part of the answer."""

    def fault() -> Reply:
        raise Cut(after)

    return fault


def says(status: int, value: object) -> Callable[[], Reply]:
    """A fault: an answer in JSON, or of raw bytes."""
    return lambda: (status, "text/html", value) if isinstance(value, bytes) else _json(status, value)


@contextmanager
def running(service: Service) -> Iterator[Service]:
    """Serve on the loopback until the block ends."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.do_POST()

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("content-length", 0)))
            try:
                status, kind, data = service.reply(self.command, self.path, self.headers, body)
            except Cut as cut:
                self.wfile.write(cut.args[0])
                return
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    service.address = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        yield service
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
