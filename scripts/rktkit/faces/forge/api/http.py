"""HTTP as the forges need it: patient, bounded, paged, and silent about the token.

A request that may be repeated without harm is repeated when the connection, the server or the body fails. A rate
limit is waited for when that takes a minute at most. Whatever cannot be mended ends as a ``ForgeError`` in the reader's
words.
"""

import json
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

from rktkit.faces.forge.api import shapes
from rktkit.ground.catalogue.refusals import one_line, remedy
from rktkit.ground.findings import Problem, Refusal, Severity

if TYPE_CHECKING:
    import httpx

RULE = "RKT-690"
"""Every failure between us and the forge."""

MAX_BODY = 8 * 1024 * 1024
"""Bytes of one answer that are read at most."""

MAX_WORDS = 64 * 1024
"""Bytes of a refusal that are read at most."""

MAX_PAGES = 100
"""Pages of one list that are read at most."""

_RETRY_STATUS = frozenset({500, 502, 503, 504})
_REPEATABLE = frozenset({"GET", "PUT", "PATCH", "DELETE"})


class ForgeError(Refusal):
    """The forge could not be asked, or said no. ``status`` is the HTTP status, 0 when there was no answer."""

    def __init__(self, message: str, hint: str, status: int = 0) -> None:
        self.status = status
        super().__init__((Problem(RULE, Severity.GALAT, ".", 1, 1, message, hint),))


class _BrokenError(Exception):
    """An attempt that failed in a way that may pass. ``taken``: the forge may have carried it out all the same."""

    def __init__(self, reason: str, *, taken: bool = True) -> None:
        self.taken = taken
        super().__init__(reason)


@dataclass(frozen=True, slots=True)
class Answer:
    """A JSON body, the status it came with, the number of the next page and of all items where the forge says so."""

    body: Any
    status: int
    next_page: int | None = None
    total: int | None = None


@dataclass(frozen=True, slots=True)
class Http:
    """A connection to one forge's API.

    ``base`` is the API's address, ``token`` may be empty (public reading). ``timeout`` in seconds holds for each wait
    on the network, ``attempts`` counts the first try, ``patience`` is the longest wait for a rate limit in seconds.
    """

    base: str
    token: str = field(default="", repr=False)
    scheme: str = "Bearer"
    headers: Mapping[str, str] = field(default_factory=dict)
    timeout: float = 15.0
    attempts: int = 4
    patience: float = 60.0
    sleep: Callable[[float], None] = field(default=time.sleep, repr=False)
    clock: Callable[[], float] = field(default=time.time, repr=False)

    def __post_init__(self) -> None:
        if urlsplit(self.base).scheme != "https" and not self.local:
            raise ForgeError(
                "Alamat forge harus memakai https.",
                "Tanpa https, token dan isi percakapan dapat dibaca di jalan. Periksa alamat pada --server.",
            )
        if not all("!" <= character <= "~" for character in self.token):
            raise ForgeError("Token berisi spasi atau aksara yang tidak mungkin.", "Salin ulang token dari forge.")

    def get(self, path: str, params: Mapping[str, str | int] | None = None) -> Answer:
        """Read one resource."""
        return self.request("GET", path, params=params)

    def pages(self, path: str, params: Mapping[str, str | int] | None = None) -> Iterator[Mapping[str, Any]]:
        """Every object of a paged list, page after page.

        The next page is named by the ``Link`` header; where a list has none (Gitea's reviews), the total count tells.

        Raises:
            ForgeError: a page cannot be read, is no list of objects, or the list has no end.
        """
        page = 1
        seen = 0
        for _ in range(MAX_PAGES):
            answer = self.get(path, {**(params or {}), "page": page})
            if not isinstance(answer.body, list) or not all(isinstance(item, dict) for item in answer.body):
                raise unexpected("daftar yang bukan daftar")
            yield from answer.body
            seen += len(answer.body)
            if answer.next_page is not None and answer.next_page > page:
                page = answer.next_page
            elif answer.next_page is None and answer.body and answer.total is not None and seen < answer.total:
                page += 1
            else:
                return
        raise ForgeError(
            f"Daftar dari forge lebih panjang dari {MAX_PAGES} halaman.",
            "Ini di luar kewajaran untuk satu permintaan penggabungan; periksa permintaannya di forge.",
        )

    def send(self, method: str, path: str, body: Mapping[str, Any]) -> Answer:
        """Write one resource. A ``POST`` is repeated only when the forge certainly did not take it."""
        return self.request(method, path, body=body)

    def request(
        self,
        method: str,
        path: str,
        *,
        params: Mapping[str, str | int] | None = None,
        body: Mapping[str, Any] | None = None,
    ) -> Answer:
        """Ask until there is an answer or no hope.

        Raises:
            ForgeError: see its message; the token is in none of them.
        """
        import httpx

        waited = 0.0
        with httpx.Client(timeout=self.timeout, follow_redirects=False, trust_env=not self.local) as client:
            for attempt in range(1, self.attempts + 1):
                last = attempt == self.attempts
                try:
                    outcome = self._ask(client, method, path, params, body)
                except _BrokenError as error:
                    if last or (error.taken and method not in _REPEATABLE):
                        raise ForgeError(
                            f"Forge {urlsplit(self.base).hostname} {error}.",
                            "Coba beberapa menit lagi. Bila tetap gagal, periksa halaman status forge dan jaringan.",
                        ) from None
                    self.sleep(min(2.0 ** (attempt - 1), 8.0))
                    continue
                if isinstance(outcome, Answer):
                    return outcome
                if last or waited + outcome > self.patience:
                    raise _limited(outcome)
                waited += outcome
                self.sleep(outcome)
        raise AssertionError("unreachable")

    @property
    def local(self) -> bool:
        """Whether the forge is on this machine, where no proxy and no https is needed."""
        return urlsplit(self.base).hostname in {"127.0.0.1", "::1", "localhost"}

    def _ask(
        self,
        client: "httpx.Client",
        method: str,
        path: str,
        params: Mapping[str, str | int] | None,
        body: Mapping[str, Any] | None,
    ) -> Answer | float:
        """One attempt: the answer, or the seconds to wait for a rate limit.

        An exception's own text may quote what was sent, so none is repeated, and none is chained.
        """
        import httpx

        headers = {"User-Agent": "rktkit", "Accept": "application/json", **self.headers}
        if self.token:
            headers["Authorization"] = f"{self.scheme} {self.token}"
        address = self.base.rstrip("/") + path
        try:
            with client.stream(method, address, params=params, json=body, headers=headers) as response:
                pause = _rate_limit(response, self.clock())
                return _answer(response, self) if pause is None else pause
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout):
            raise _BrokenError("tidak dapat dihubungi", taken=False) from None
        except httpx.TimeoutException:
            raise _BrokenError(f"tidak menjawab dalam {self.timeout:g} detik") from None
        except httpx.HTTPError:
            raise _BrokenError("memutus sambungan di tengah jawaban") from None


def _answer(response: "httpx.Response", http: Http) -> Answer:
    """The JSON of a good answer; ``_BrokenError`` for what may pass, ``ForgeError`` for what will not."""
    if response.status_code in _RETRY_STATUS:
        raise _BrokenError(f"sedang bermasalah (kode {response.status_code})")
    if not response.is_success:
        raise refused(response.status_code, _said(response, http.token))
    # A deadline of its own: a server that drips one byte a second never runs into a read timeout.
    deadline = http.clock() + 4 * http.timeout
    data = bytearray()
    for part in response.iter_bytes():
        data += part
        if len(data) > MAX_BODY:
            raise ForgeError(
                f"Jawaban forge lebih besar dari {MAX_BODY // 1024 // 1024} MiB.",
                "Ini di luar kewajaran; periksa alamat forge dan permintaan penggabungannya.",
            )
        if http.clock() > deadline:
            raise _BrokenError("terlalu lambat mengirim jawaban")
    if response.status_code == 204 or not data:
        return Answer(None, response.status_code)
    try:
        body = json.loads(bytes(data).decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise _BrokenError("mengirim jawaban yang tidak utuh") from error
    total = response.headers.get("x-total-count", "")
    return Answer(body, response.status_code, _next_page(response), int(total) if _digits(total) else None)


def _next_page(response: "httpx.Response") -> int | None:
    """The page number in the ``Link`` header (RFC 8288), which all three forges send.

    Only the number is taken, never the address: a forge behind a proxy names hosts that do not exist outside, and the
    token must not follow a link to another host.
    """
    address = response.links.get("next", {}).get("url", "")
    number = parse_qs(urlsplit(address).query).get("page", [""])[0]
    return int(number) if _digits(number) else None


def _digits(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 12


def _rate_limit(response: "httpx.Response", now: float) -> float | None:
    """Seconds to wait when the forge limits us, else ``None``.

    GitHub: 403 or 429 with ``retry-after`` (seconds), or with ``x-ratelimit-remaining: 0`` and ``x-ratelimit-reset``
    (epoch seconds). Gitea and Forgejo behind a proxy: 429, or 503 with ``retry-after``, in seconds or as a date.
    """
    if response.status_code not in {403, 429, 503}:
        return None
    after = response.headers.get("retry-after", "").strip()
    if _digits(after):
        return float(after)
    if after:
        try:
            return max(0.0, parsedate_to_datetime(after).timestamp() - now)
        except (ValueError, OverflowError):
            return 60.0
    reset = response.headers.get("x-ratelimit-reset", "")
    if response.headers.get("x-ratelimit-remaining") == "0" and _digits(reset):
        return max(0.0, float(reset) - now)
    return 60.0 if response.status_code == 429 else None


def _limited(pause: float) -> ForgeError:
    minutes = max(1, round(pause / 60))
    return ForgeError(
        "Forge membatasi jumlah permintaan untuk sementara.",
        f"Jalankan lagi sekitar {minutes} menit lagi.",
        429,
    )


def _said(response: "httpx.Response", token: str) -> str:
    """The forge's own ``message``; nothing where it repeats what was sent."""
    data = bytearray()
    for part in response.iter_bytes():
        data += part
        if len(data) > MAX_WORDS:
            return ""
    try:
        body = json.loads(bytes(data).decode("utf-8"))
    except (ValueError, RecursionError):
        return ""
    said = body.get("message") if isinstance(body, dict) else None
    return said if isinstance(said, str) and not (token and token in said) else ""


def refused(status: int, said: str = "") -> ForgeError:
    """The error for an answer that is a no. ``said``: the forge's own words about it."""
    if status in {301, 302, 307, 308}:
        return ForgeError(
            "Repositori ini telah pindah alamat.", "Perbarui nama repositori pada --repo atau pengaturan CI.", status
        )
    messages = {
        401: ("Forge menolak token", "Token salah atau sudah kedaluwarsa; buat token baru di pengaturan forge."),
        403: ("Token tidak berhak melakukan ini", "Beri token hak yang disebut di content/rekayasa/operations/."),
        404: (
            "Forge tidak menemukan yang diminta",
            (
                "Periksa nama repositori dan nomor permintaannya. Pada repositori tertutup, token memerlukan hak "
                "membaca permintaan penggabungan; di alur kerja: permissions: pull-requests."
            ),
        ),
    }
    message, hint = messages.get(
        status, (f"Forge menolak permintaan (kode {status})", "Periksa alamat, nama repositori, dan hak token.")
    )
    words = f": {one_line(said)}" if said and status not in {401, 404} else ""
    return ForgeError(f"{message}{words}.", remedy(said) or hint, status)


def unexpected(what: str) -> ForgeError:
    """The error for an answer of another shape than the forge documents."""
    return ForgeError(
        f"Jawaban forge tidak berbentuk seperti yang didokumentasikan ({what}).",
        "Periksa jenis forge (--forge) dan alamat servernya (--server).",
    )


@contextmanager
def documented() -> Iterator[None]:
    """Turn a ``MalformedError`` value into the ``ForgeError`` that says so."""
    try:
        yield
    except shapes.MalformedError as error:
        raise unexpected(str(error)) from error
