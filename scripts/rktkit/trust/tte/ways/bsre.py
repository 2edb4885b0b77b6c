"""BSrE's eSign Client Service: the certificate stays with BSrE, the office's own service asks it to sign.

The status of the person is asked first, so that nobody types a passphrase in vain. NIK, passphrase, code and the
application's password live only as long as the one request; no message, log or file of ours holds any of them. What the
service answers is told in plain words; an answer that could echo a secret is not repeated. The signed file that comes
back is judged like a stranger's (``tte``).
"""

import base64
import binascii
import re
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import quote

from rktkit.ground.catalogue.trust import problem
from rktkit.ground.findings import Refusal, UsageError
from rktkit.ground.web import Answer, Web, WebError, quiet
from rktkit.trust.tte import Request, Tools
from rktkit.trust.tte.place import Place, find_place
from rktkit.trust.tte.stamp import qr_png
from rktkit.trust.tte.ways.bsre_config import Config, read_config, read_password

_STATUS = {
    "EXPIRED": "RKT-683.kedaluwarsa",
    "RENEW": "RKT-683.perpanjang",
    "REVOKE": "RKT-683.cabut",
    "SUSPEND": "RKT-683.tangguh",
    "NOT_REGISTERED": "RKT-682.daftar",
    "NO_CERTIFICATE": "RKT-682.sertifikat",
    "WAITING": "RKT-682.verifikasi",
    "NEW": "RKT-682.verifikasi",
}
"""What a status begins with → what is said. ``ISSUE`` is good."""

_NETWORK = {
    "sambung": "RKT-680.sambung",
    "tls": "RKT-680.tls",
    "waktu": "RKT-680.waktu",
    "putus": "RKT-680.putus",
    "ukuran": "RKT-680.ukuran",
}
_CODES = {"2011": "RKT-682.daftar", "2021": "RKT-682.sertifikat", "2031": "RKT-684.passphrase"}
_WORDS: tuple[tuple[str, str], ...] = (
    (r"terkunci|locked|terlalu banyak|blokir|block", "RKT-684.kunci"),
    (r"(totp|otp|kode).*(salah|invalid|expired|kadal|tidak)|(salah|invalid).*\b(totp|otp)\b", "RKT-684.totp"),
    (r"passphrase|kata sandi|pass phrase", "RKT-684.passphrase"),
    (r"kuota|quota|limit|too many", "RKT-685"),
    (r"(sertifikat|certificate).*(kadal|kedal|expired)|expired|kadaluarsa|kedaluwarsa", "RKT-683.kedaluwarsa"),
    (r"(sertifikat|certificate).*(cabut|revoke)|revoke", "RKT-683.cabut"),
    (r"suspend|tangguh", "RKT-683.tangguh"),
    (r"(tidak|belum) (memiliki|punya|ada) sertifikat|no.?certificate", "RKT-682.sertifikat"),
    (r"(tidak|belum|not).{0,4}(terdaftar|registered)|user not found|tidak ditemukan", "RKT-682.daftar"),
    (r"koneksi|connection|gateway|bssn|tidak dapat terhubung|unreachable", "RKT-686.bssn"),
    (r"koordinat|coordinate|halaman|page|file|dokumen|pdf", "RKT-687.dokumen"),
)
"""Words of an error → what is said, the first that fits."""


def sign_pdf(pdf: bytes, request: Request, tools: Tools) -> bytes:
    """Have a document signed by the service that ``--config`` names.

    Raises:
        Refusal: RKT-680 … 689, each for a failure of its own.
        UsageError: there is no configuration, or no terminal to ask at.
    """
    config = read_config(Path(tools.option("--config")), tools.root)
    place = _place(pdf)
    if config.berkas_sandi:
        password = read_password(config.berkas_sandi)
    else:
        password = tools.ask(f"Sandi aplikasi eSign untuk pengguna {config.pengguna}: ")
    web = tools.web(timeout=config.batas_waktu, ca=config.ca, auth=(config.pengguna, password))
    service = _Service(config, web)
    person = _identity(tools, config)
    service.check_status(person)
    label = "Passphrase" if config.rahasia == "passphrase" else "Kode TOTP"
    secret = tools.ask(f"{label} tanda tangan elektronik: ")
    return service.sign(pdf, request, place, person, secret, password)


def _place(pdf: bytes) -> Place:
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.fields import enumerate_sig_fields

    with quiet():
        reader = PdfFileReader(BytesIO(pdf))
        if next(enumerate_sig_fields(reader), None) is not None:
            raise Refusal([problem("RKT-678", ".")])
        return find_place(reader)


def _identity(tools: Tools, config: Config) -> str:
    if config.identitas == "email":
        return tools.ask("Surel terdaftar di BSrE: ").strip()
    nik = re.sub(r"[ .-]", "", tools.ask("NIK penanda tangan (16 angka): "))
    if not re.fullmatch(r"[0-9]{16}", nik):
        raise UsageError("NIK terdiri atas 16 angka.")
    return nik


class _Service:
    """One conversation with one service."""

    def __init__(self, config: Config, web: Web) -> None:
        self.config = config
        self.web = web

    def check_status(self, person: str) -> None:
        """RKT-682 or 683 unless the person can sign."""
        config = self.config
        path = config.jalur["status"]
        if "{nik}" in path:
            answer = self._ask("GET", path.replace("{nik}", quote(person, safe="")))
        else:
            answer = self._ask("POST", path, body={config.isian[config.identitas]: person})
        said = answer.json
        status = str(said.get("status", "")).upper() if isinstance(said, dict) else ""
        if answer.status == 200 and status.startswith("ISSUE"):
            return
        for begin, text in _STATUS.items():
            if status.startswith(begin):
                raise self._refuse(text)
        raise self._why(answer, (person,))

    def sign(self, pdf: bytes, request: Request, place: Place, person: str, secret: str, password: str) -> bytes:
        """The signed document."""
        secrets = (person, secret, password)
        send = self._form if self.config.versi == 1 else self._json
        answer = send(pdf, request, place, person, secret)
        signed = self._document(answer)
        if signed is None:
            raise self._why(answer, secrets)
        return signed

    def _form(self, pdf: bytes, request: Request, place: Place, person: str, secret: str) -> Answer:
        """Version 1: a form."""
        names = self.config.isian
        fields = {
            names["nik"]: person,
            names["passphrase"]: secret,
            names["tampilan"]: "visible" if self.config.visible else "invisible",
            names["alasan"]: _reason(request),
        }
        if self.config.visible:
            fields |= {names[name]: str(value) for name, value in self._box(place).items()}
            fields |= {names["gambar"]: "false", names["tautan"]: request.alamat or ""}
        sent = {name: value for name, value in fields.items() if name and value}
        files = [(names["berkas"], (f"rkt-{request.tahun}.pdf", pdf, "application/pdf"))]
        return self._ask("POST", self.config.jalur["tanda_tangan"], fields=sent, files=files)

    def _json(self, pdf: bytes, request: Request, place: Place, person: str, secret: str) -> Answer:
        """Version 2: JSON."""
        names = self.config.isian
        stamp: dict[str, Any] = {
            names["tampilan"]: "VISIBLE" if self.config.visible else "INVISIBLE",
            names["alasan"]: _reason(request),
        }
        if self.config.visible:
            stamp |= {names[name]: value for name, value in self._box(place).items()}
            if request.alamat:
                stamp[names["gambar"]] = base64.b64encode(qr_png(request.alamat)).decode()
        stamp.pop("", None)
        body: dict[str, Any] = {
            names[self.config.identitas]: person,
            names[self.config.rahasia]: secret,
            names["cap"]: [stamp],
            names["berkas"]: [base64.b64encode(pdf).decode()],
        }
        body.pop("", None)
        return self._ask("POST", self.config.jalur["tanda_tangan"], body=body)

    def _box(self, place: Place) -> dict[str, int]:
        """The stamp's place by this service's way of counting. A QR code is square, so the stamp is too."""
        left, bottom, right, top = place.kotak
        right = min(right, left + (top - bottom))
        upper, lower = (place.tinggi - top, place.tinggi - bottom) if self.config.dari_atas else (bottom, top)
        size = (right, lower) if self.config.sudut else (right - left, abs(lower - upper))
        return {
            "halaman": place.halaman + 1,
            "x": left,
            "y": round(upper),
            "lebar": round(size[0]),
            "tinggi": round(size[1]),
        }

    def _document(self, answer: Answer) -> bytes | None:
        """The PDF in an answer: as it is, or in base64 inside JSON."""
        if answer.status != 200:
            return None
        if answer.body.startswith(b"%PDF-"):
            return answer.body
        said = answer.json
        found = said.get(self.config.isian.get("hasil") or "file") if isinstance(said, dict) else None
        found = found[0] if isinstance(found, list) and len(found) == 1 else found
        if not isinstance(found, str):
            return None
        try:
            data = base64.b64decode(found, validate=True)
        except (binascii.Error, ValueError):
            return None
        return data if data.startswith(b"%PDF-") else None

    def _ask(self, method: str, path: str, **content: Any) -> Answer:
        try:
            return self.web.ask(method, self.config.alamat + path, **content)
        except WebError as error:
            why = str(error)
        raise self._refuse(_NETWORK[why], alamat=self.config.server)

    def _why(self, answer: Answer, secrets: tuple[str, ...]) -> Refusal:
        """The failure that an answer tells of, in plain words."""
        said = answer.json
        message, code = _told(said) if isinstance(said, dict) else ("", "")
        if code in _CODES:
            return self._refuse(_CODES[code] if code != "2031" else self._secret_wrong())
        if answer.status == 401:
            return self._refuse("RKT-681")
        if answer.status == 413:
            return self._refuse("RKT-687.besar")
        if answer.status == 429:
            return self._refuse("RKT-685")
        for words, text in _WORDS:
            if re.search(words, message, re.IGNORECASE):
                return self._refuse(self._secret_wrong() if text == "RKT-684.passphrase" else text)
        if answer.status == 403:
            return self._refuse("RKT-681.hak")
        if answer.status >= 500:
            return self._refuse("RKT-686", kode=answer.status)
        if message and answer.status >= 400 and not any(_echoes(message, one) for one in secrets):
            return self._refuse("RKT-688", kode=code or answer.status, pesan=message)
        return self._refuse("RKT-687", kode=answer.status)

    def _secret_wrong(self) -> str:
        return "RKT-684.passphrase" if self.config.rahasia == "passphrase" else "RKT-684.totp"

    def _refuse(self, text: str, **values: object) -> Refusal:
        identity = "NIK" if self.config.identitas == "nik" else "Surel"
        return Refusal([problem(text, ".", identitas=identity, **values)])


def _reason(request: Request) -> str:
    return f"Menetapkan RKT {request.tahun} ({request.publikasi})"


def _told(said: Mapping[str, Any]) -> tuple[str, str]:
    """The message and the code of an error."""
    texts = [
        said[name] for name in ("error", "message", "pesan", "deskripsi_status") if isinstance(said.get(name), str)
    ]
    message, code = " · ".join(dict.fromkeys(texts)), str(said.get("status_code", ""))
    inside = re.search(rf"\b({'|'.join(_CODES)})\b", message)  # beside it there may only be the code of HTTP
    return message, inside[1] if inside and code not in _CODES else code


def _echoes(message: str, secret: str) -> bool:
    """Whether a message could hold a secret, plain or as HTTP and JSON would write it."""
    forms = {secret, quote(secret), base64.b64encode(secret.encode()).decode().rstrip("=")}
    return any(form and form.casefold() in message.casefold() for form in forms)
