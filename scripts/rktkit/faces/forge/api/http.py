"""HTTP as the forges need it: patient, bounded, paged, and silent about the token.

A request that may be repeated without harm is repeated when the connection, the server or the body fails. A rate
limit is waited for when that takes a minute at most. Whatever cannot be mended ends as a ``ForgeError`` in the reader's
words.
"""

import json
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit

from rktkit.ground import web
from rktkit.ground.catalogue.refusals import one_line, remedy
from rktkit.ground.findings import Problem, Refusal, Severity
from rktkit.ground.web import LOCAL, Web, WebError

RULE = "RKT-690"
"""Every failure between us and the forge."""

MAX_BODY = 8 * 1024 * 1024
"""Bytes of one answer that are read at most."""

MAX_WORDS = 64 * 1024
"""Bytes of a refusal that are read at most."""

MAX_PAGES = 100
"""Pages of one list that are read at most."""

_BROKEN = {
    "sambung": "tidak dapat dihubungi",
    "tls": "tidak dapat dihubungi dengan aman (sertifikatnya tidak dipercayai)",
    "waktu": "terlalu lambat menjawab (batas tunggu {:g} detik)",
    "putus": "memutus sambungan di tengah jawaban",
}
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
            listed = objects(answer.body, "daftar yang bukan daftar")
            yield from listed
            seen += len(listed)
            if answer.next_page is not None and answer.next_page > page:
                page = answer.next_page
            elif answer.next_page is None and listed and answer.total is not None and seen < answer.total:
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
        waited = 0.0
        for attempt in range(1, self.attempts + 1):
            last = attempt == self.attempts
            try:
                outcome = self._ask(method, path, params, body)
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
        return urlsplit(self.base).hostname in LOCAL

    def _ask(
        self, method: str, path: str, params: Mapping[str, str | int] | None, body: Mapping[str, Any] | None
    ) -> Answer | float:
        """One attempt: the answer, or the seconds to wait for a rate limit."""
        headers = {"Accept": "application/json", **self.headers}
        if self.token:
            headers["Authorization"] = f"{self.scheme} {self.token}"
        address = self.base.rstrip("/") + path
        try:
            came = Web(self.timeout, most=MAX_BODY).ask(method, address, params=params, body=body, headers=headers)
        except WebError as error:
            reason = str(error)
        else:
            pause = _rate_limit(came)
            return _answer(came, self.token) if pause is None else pause
        if reason == "ukuran":
            raise ForgeError(
                f"Jawaban forge lebih besar dari {MAX_BODY // 1024 // 1024} MiB.",
                "Ini di luar kewajaran; periksa alamat forge dan permintaan penggabungannya.",
            )
        raise _BrokenError(_BROKEN[reason].format(self.timeout), taken=reason not in {"sambung", "tls"})


def _answer(came: web.Answer, token: str) -> Answer:
    """The JSON of a good answer; ``_BrokenError`` for what may pass, ``ForgeError`` for what will not."""
    if came.status in _RETRY_STATUS:
        raise _BrokenError(f"sedang bermasalah (kode {came.status})")
    if not 200 <= came.status < 300:
        raise refused(came.status, _said(came, token))
    if came.status == 204 or not came.body:
        return Answer(None, came.status)
    try:
        body = json.loads(came.body.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise _BrokenError("mengirim jawaban yang tidak utuh") from error
    total = came.headers.get("x-total-count", "")
    return Answer(body, came.status, _next_page(came.next), int(total) if _digits(total) else None)


def _next_page(address: str) -> int | None:
    """The page number in the ``Link`` header (RFC 8288), which all three forges send.

    Only the number is taken, never the address: a forge behind a proxy names hosts that do not exist outside, and the
    token must not follow a link to another host.
    """
    number = parse_qs(urlsplit(address).query).get("page", [""])[0]
    return int(number) if _digits(number) else None


def _digits(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 12


def _rate_limit(came: web.Answer) -> float | None:
    """Seconds to wait when the forge limits us, else ``None``.

    GitHub: 403 or 429 with ``retry-after`` (seconds), or with ``x-ratelimit-remaining: 0`` and ``x-ratelimit-reset``
    (epoch seconds), or with neither, where its words name the limit and a minute is asked for. Gitea and Forgejo
    behind a proxy: 429, or 503 with ``retry-after``, in seconds or as a date. What time it is, the answer itself says,
    since two clocks may differ.
    """
    if came.status not in {403, 429, 503}:
        return None
    after, now = came.headers.get("retry-after", "").strip(), _moment(came.headers.get("date", ""))
    if _digits(after):
        return float(after)
    if after:
        until = _moment(after)
        return 60.0 if until is None or now is None else max(0.0, until - now)
    reset = came.headers.get("x-ratelimit-reset", "")
    if came.headers.get("x-ratelimit-remaining") == "0" and _digits(reset):
        return 60.0 if now is None else max(0.0, float(reset) - now)
    return 60.0 if came.status == 429 or b"rate limit" in came.body[:MAX_WORDS].lower() else None


def _moment(text: str) -> float | None:
    """A date of HTTP in epoch seconds."""
    try:
        return parsedate_to_datetime(text).timestamp()
    except (ValueError, OverflowError):
        return None


def _limited(pause: float) -> ForgeError:
    minutes = max(1, round(pause / 60))
    return ForgeError(
        "Forge membatasi jumlah permintaan untuk sementara.",
        f"Jalankan lagi sekitar {minutes} menit lagi.",
        429,
    )


def _said(came: web.Answer, token: str) -> str:
    """The forge's own ``message``; nothing where it repeats what was sent."""
    body = came.json if len(came.body) <= MAX_WORDS else None
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


def objects(body: object, name: str) -> list[dict[str, Any]]:
    """A list of objects, each still as it came. Raises ``ForgeError`` for anything else; ``name``: what to call it."""
    if not isinstance(body, list) or not all(isinstance(one, dict) for one in body):
        raise unexpected(name)
    return body
