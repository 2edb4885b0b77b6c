"""How an office reaches its eSign Client Service: one small YAML file outside the repository.

::

    alamat: https://esign.contoh.go.id
    versi: 2                       # 1 | 2
    pengguna: rkt                  # HTTP Basic, the application's name; its password is asked for, or read from
    berkas_sandi: /etc/rkt/sandi   # this file, which nobody else may read; optional
    identitas: nik                 # nik | email (version 2)
    rahasia: passphrase            # passphrase | totp (version 2)
    batas_waktu: 60                # seconds
    tampilan: visible              # visible | invisible
    asal: kiri-atas                # where the coordinates begin: kiri-atas | kiri-bawah
    ukuran: lebar-tinggi           # what the last two numbers mean: lebar-tinggi | sudut (the opposite corner)
    ca: /etc/ssl/kantor.pem        # who vouches for the server, when it is an office's own authority; optional
    izinkan_http: false            # true where the service has no https; the secrets then travel in the open
    jalur: {status: /api/v2/user/check/status, tanda_tangan: /api/v2/sign/pdf}
    isian: {nik: nik, passphrase: passphrase}    # our name → the service's; an empty one is not sent

Installations differ in paths and names, so all of them can be changed here. Nothing in the file is secret; still it has
no place in a repository, and is refused there.
"""

import stat
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from rktkit.ground.catalogue.trust import problem
from rktkit.ground.disk import sebab
from rktkit.ground.findings import Refusal, UsageError
from rktkit.ground.web import LOCAL
from rktkit.ground.yaml.nodes import Map, Text
from rktkit.ground.yaml.reader import load

PATHS: Mapping[int, Mapping[str, str]] = {
    1: {"status": "/api/user/status/{nik}", "tanda_tangan": "/api/sign/pdf"},
    2: {"status": "/api/v2/user/check/status", "tanda_tangan": "/api/v2/sign/pdf"},
}
NAMES: Mapping[int, Mapping[str, str]] = {
    1: {
        "berkas": "file",
        "nik": "nik",
        "passphrase": "passphrase",
        "tampilan": "tampilan",
        "gambar": "image",
        "tautan": "linkQR",
        "halaman": "page",
        "x": "xAxis",
        "y": "yAxis",
        "lebar": "width",
        "tinggi": "height",
        "alasan": "reason",
    },
    2: {
        "berkas": "file",
        "nik": "nik",
        "email": "email",
        "passphrase": "passphrase",
        "totp": "totp",
        "cap": "signatureProperties",
        "tampilan": "tampilan",
        "gambar": "imageBase64",
        "halaman": "page",
        "x": "originX",
        "y": "originY",
        "lebar": "width",
        "tinggi": "height",
        "alasan": "reason",
        "hasil": "file",
    },
}
_CHOICES = {
    "identitas": ("nik", "email"),
    "rahasia": ("passphrase", "totp"),
    "tampilan": ("visible", "invisible"),
    "asal": ("kiri-atas", "kiri-bawah"),
    "ukuran": ("lebar-tinggi", "sudut"),
    "izinkan_http": ("false", "true"),
}
_TEXTS = ("alamat", "versi", "pengguna", "berkas_sandi", "batas_waktu", "ca")


@dataclass(frozen=True, slots=True)
class Config:
    """See the module."""

    alamat: str
    versi: int
    pengguna: str
    berkas_sandi: Path | None
    identitas: str
    rahasia: str
    batas_waktu: float
    visible: bool
    dari_atas: bool
    sudut: bool
    ca: str | None
    jalur: Mapping[str, str]
    isian: Mapping[str, str]

    @property
    def server(self) -> str:
        """The service as a person calls it, for messages."""
        return urlsplit(self.alamat).netloc


class _Wrong(Exception):
    """What is wrong, as a phrase."""


def read_config(path: Path, outside: Path | None) -> Config:
    """Read the file.

    Args:
        outside: the repository, in which neither this file nor the password's may lie.

    Raises:
        UsageError: it cannot be read.
        Refusal: RKT-689, it does not say what it must.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UsageError(
            f"Konfigurasi eSign {path} tidak dapat dibaca ({sebab(error)}). Sebutkan dengan --config BERKAS."
        ) from None
    try:
        _not_inside(path, outside)
        return _config(data, path.name, outside)
    except _Wrong as error:
        raise Refusal([problem("RKT-689", ".", berkas=path.name, sebab=error)]) from None


def _not_inside(path: Path, outside: Path | None) -> None:
    if outside is not None and path.resolve().is_relative_to(outside.resolve()):
        raise _Wrong(f"{path.name} ada di dalam repositori; pindahkan ke luar")


def _config(data: bytes, name: str, outside: Path | None) -> Config:
    top, problems = load(data, name)
    if top is None or problems:
        reason = problems[0].message.rstrip(".") if problems else "kosong"
        raise _Wrong(reason[:1].lower() + reason[1:])
    unknown = [key for key in top.entries if key not in {*_TEXTS, *_CHOICES, "jalur", "isian"}]
    if unknown:
        raise _Wrong(f"isian {unknown[0]} tidak dikenal")
    given = {key: _text(top, key) for key in (*_TEXTS, *_CHOICES) if key in top.entries}
    for key, choices in _CHOICES.items():
        if given.setdefault(key, "") not in {"", *choices}:
            raise _Wrong(f"{key} harus {' atau '.join(choices)}")
    version = {"1": 1, "2": 2, "": 2}.get(given.get("versi", ""))
    if version is None:
        raise _Wrong("versi harus 1 atau 2")
    if version == 1 and (given["identitas"] == "email" or given["rahasia"] == "totp"):
        raise _Wrong("email dan totp hanya ada pada versi 2")
    if not given.get("pengguna"):
        raise _Wrong("pengguna belum diisi")
    secret = Path(given["berkas_sandi"]) if given.get("berkas_sandi") else None
    if secret:
        _not_inside(secret, outside)
    return Config(
        alamat=_address(given.get("alamat", ""), given["izinkan_http"] == "true"),
        versi=version,
        pengguna=given["pengguna"],
        berkas_sandi=secret,
        identitas=given["identitas"] or "nik",
        rahasia=given["rahasia"] or "passphrase",
        batas_waktu=_seconds(given.get("batas_waktu", "60")),
        visible=given["tampilan"] != "invisible",
        dari_atas=(given["asal"] or ("kiri-bawah", "kiri-atas")[version - 1]) == "kiri-atas",
        sudut=given["ukuran"] == "sudut",
        ca=given.get("ca") or None,
        jalur={**PATHS[version], **_table(top, "jalur", PATHS[version])},
        isian={**NAMES[version], **_table(top, "isian", NAMES[version])},
    )


def _text(top: Map, key: str) -> str:
    node = top.entries[key]
    if not isinstance(node, Text):
        raise _Wrong(f"{key} harus satu nilai")
    return node.value.strip()


def _table(top: Map, key: str, known: Mapping[str, str]) -> dict[str, str]:
    node = top.entries.get(key)
    if node is None:
        return {}
    if not isinstance(node, Map):
        raise _Wrong(f"{key} harus daftar nama dan nilai")
    unknown = [name for name in node.entries if name not in known]
    if unknown:
        raise _Wrong(f"{key}.{unknown[0]} tidak dikenal")
    return {name: _text(node, name) for name in node.entries}


def _address(address: str, plain: bool) -> str:
    parts = urlsplit(address)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.username or parts.query:
        raise _Wrong("alamat harus seperti https://esign.contoh.go.id")
    if parts.scheme == "http" and parts.hostname not in LOCAL and not plain:
        raise _Wrong("alamatnya http, sehingga passphrase terbaca di jaringan; pakai https, atau izinkan_http: true")
    return address.rstrip("/")


def _seconds(text: str) -> float:
    if not text.isascii() or not text.isdigit() or not 1 <= int(text[:6]) <= 600:
        raise _Wrong("batas_waktu harus 1 sampai 600 detik")
    return float(text)


def read_password(path: Path) -> str:
    """The application's password, from a file that nobody else may read.

    Raises:
        Refusal: RKT-689.
    """
    try:
        if stat.S_IMODE(path.stat().st_mode) & 0o077:
            raise _Wrong("berkas_sandi dapat dibaca orang lain; jalankan chmod 600")
        return path.read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError):
        raise Refusal([problem("RKT-689", ".", berkas=path.name, sebab="berkas_sandi tidak dapat dibaca")]) from None
    except _Wrong as error:
        raise Refusal([problem("RKT-689", ".", berkas=path.name, sebab=error)]) from None
