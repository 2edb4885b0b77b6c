"""HTTP for signing and for forges: one question, one bounded answer, and nothing of what was sent in any error.

A signature must not be asked for twice by a machine, so nothing is repeated here; a forge's client repeats what may be.
What went wrong is one of a few words; the caller turns it into a sentence.
"""

import json
import logging
import time
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

MAX_BODY = 64 * 1024 * 1024
"""Bytes of one answer that are read at most."""

LOCAL = frozenset({"127.0.0.1", "::1", "localhost"})
_TALKATIVE = ("pyhanko", "pyhanko_certvalidator", "httpx", "httpcore")


class WebError(Exception):
    """Why there is no answer: ``sambung``, ``tls``, ``waktu``, ``putus`` or ``ukuran``."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back. ``kind``: the content type without its parameters; ``next``: the page that ``Link`` names."""

    status: int
    kind: str
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)  # names in small letters
    next: str = ""

    @property
    def json(self) -> Any:
        """The decoded body; ``None`` when it is no JSON."""
        try:
            return json.loads(self.body)
        except (ValueError, RecursionError):
            return None


@dataclass(frozen=True, slots=True)
class Web:
    """The way to one service.

    Attributes:
        timeout: seconds to wait for the service to say anything.
        ca: path of PEM certificates that vouch for it; ``None``: the usual ones.
        auth: name and password for HTTP Basic.
        clock: seconds that only go forward.
        most: bytes of one answer that are read at most.
    """

    timeout: float = 60.0
    ca: str | None = None
    auth: tuple[str, str] | None = None
    clock: Callable[[], float] = time.monotonic
    most: int = MAX_BODY

    def __repr__(self) -> str:
        return "Web(…)"  # the password is nobody's business, not even a traceback's

    def ask(
        self,
        method: str,
        address: str,
        *,
        params: Mapping[str, str | int] | None = None,
        content: bytes | None = None,
        body: Mapping[str, Any] | None = None,
        fields: Mapping[str, str] | None = None,
        files: Sequence[tuple[str, tuple[str, bytes, str]]] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Answer:
        """Ask once.

        Args:
            params: what follows the question mark.
            content: raw bytes to send.
            body: or this, as JSON.
            fields, files: or these, as a form.

        Raises:
            WebError: there is no usable answer.
        """
        import ssl

        import httpx

        try:
            with (
                quiet(),
                httpx.Client(
                    timeout=httpx.Timeout(self.timeout, connect=min(10.0, self.timeout)),
                    verify=ssl.create_default_context(cafile=self.ca) if self.ca else True,
                    follow_redirects=False,
                    trust_env=urlsplit(address).hostname not in LOCAL,
                    auth=self.auth,
                    headers={"User-Agent": "rktkit", **(headers or {})},
                ) as client,
                client.stream(
                    method, address, params=params, content=content, json=body, data=fields, files=files
                ) as response,
            ):
                sent = dict(response.headers)
                kind = sent.get("content-type", "").partition(";")[0].strip().lower()
                following = response.links.get("next", {}).get("url", "")
                return Answer(response.status_code, kind, self._body(response.iter_bytes()), sent, following)
        except (OSError, httpx.HTTPError, httpx.InvalidURL) as error:
            why = _reason(error)
        raise WebError(why)  # outside the handler: not even as a context does the request stay alive

    def _body(self, parts: Iterator[bytes]) -> bytes:
        """The whole answer. A service that drips a byte a second never runs into a read timeout, so there is an end."""
        end = self.clock() + 4 * self.timeout
        data = bytearray()
        for part in parts:
            data += part
            if len(data) > self.most:
                raise WebError("ukuran")
            if self.clock() > end:
                raise WebError("waktu")
        return bytes(data)


def _reason(error: Exception) -> str:
    import ssl

    import httpx

    chain: BaseException | None = error
    while chain is not None:
        if isinstance(chain, ssl.SSLError):
            return "tls"
        chain = chain.__cause__ or chain.__context__
    if isinstance(error, httpx.ConnectError | httpx.ConnectTimeout | httpx.InvalidURL | httpx.UnsupportedProtocol):
        return "sambung"
    if isinstance(error, httpx.TimeoutException):
        return "waktu"
    return "putus" if isinstance(error, httpx.HTTPError) else "sambung"


@contextmanager
def quiet() -> Iterator[None]:
    """Keep libraries from talking: addresses may hold a NIK, and their findings are told in our own words."""
    loggers = [logging.getLogger(name) for name in _TALKATIVE]
    before = [one.level for one in loggers]
    for one in loggers:
        one.setLevel(logging.CRITICAL + 1)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        for one, level in zip(loggers, before, strict=True):
            one.setLevel(level)
