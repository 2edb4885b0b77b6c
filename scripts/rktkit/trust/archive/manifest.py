"""``manifest.json``: what a publication consists of, and which publication came before it.

There is one way to write a manifest, so that equal content has equal bytes and one SHA-256 stands for all of it. A
manifest that is written any other way is refused.
"""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

VERSI = 2
"""What is written; every version from 1 on is read, with whatever keys a later one may add."""

MANIFEST = "manifest.json"
SIGNATURE = "manifest.json.sig"
"""The Kepala Dinas' own."""

SEAL = "manifest.json.penerbit.sig"
"""The publishing machine's."""

STAMP = "manifest.json.tsr"
"""An RFC 3161 time-stamp over the manifest."""

SIGNATURES = (SEAL, SIGNATURE)
BESIDE = frozenset({MANIFEST, SIGNATURE, SEAL, STAMP})
"""What stands in a publication without being listed: each of them is about the list."""

SIGNED_PDF = "rkt-ttd.pdf"
MAX_BYTES = 8 * 1024 * 1024
LONGEST = 240
"""Bytes of a path inside a publication."""

PUBLIKASI = re.compile(r"([0-9]{4})/(murni|perubahan)-(0|[1-9][0-9]{0,3})(?:-ttd-([1-9][0-9]{0,3}))?\Z")
"""A publication's name: year, kind, number of the amendment and, where it signs another, the signature's number."""

_SHA256 = re.compile(r"[0-9a-f]{64}\Z")
_COMMIT = re.compile(r"[0-9a-f]{40}\Z")
_KEYS = {"alat", "berkas", "commit", "jenis", "penetapan", "publikasi", "sebelumnya", "tahun", "urutan", "versi"}


class BadManifest(Exception):
    """Why a manifest cannot be used, as a phrase for the reader."""


@dataclass(frozen=True, slots=True)
class Berkas:
    """A file of the publication: its path inside it, SHA-256 and size."""

    path: str
    sha256: str
    bytes: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """A manifest. ``urutan`` counts over the whole archive from 1; ``sebelumnya`` is the SHA-256 of the one before.

    ``menandatangani``: name and manifest's SHA-256 of the publication that this one signs.
    """

    publikasi: str
    urutan: int
    sebelumnya: str | None
    tahun: int
    jenis: str
    penetapan: Mapping[str, str]
    commit: str
    berkas: tuple[Berkas, ...]
    alat: Mapping[str, str]
    menandatangani: tuple[str, str] | None = None
    segel_sebelumnya: Mapping[str, str] | None = None
    """The signature files of the publication before, by name, with their SHA-256."""
    versi: int = VERSI
    asli: bytes | None = field(default=None, compare=False, repr=False)
    """The bytes that it was read from, with what a later version may have added."""

    def to_bytes(self) -> bytes:
        """The file's bytes."""
        if self.asli is not None:
            return self.asli
        value: dict[str, Any] = {
            "versi": self.versi,
            "publikasi": self.publikasi,
            "urutan": self.urutan,
            "sebelumnya": self.sebelumnya,
            "tahun": self.tahun,
            "jenis": self.jenis,
            "penetapan": dict(self.penetapan),
            "commit": self.commit,
            "berkas": [{"path": b.path, "sha256": b.sha256, "bytes": b.bytes} for b in self.berkas],
            "alat": dict(self.alat),
        }
        if self.versi > 1:
            value["segel_sebelumnya"] = None if self.segel_sebelumnya is None else dict(self.segel_sebelumnya)
        if self.menandatangani:
            value["menandatangani"] = {"publikasi": self.menandatangani[0], "sha256": self.menandatangani[1]}
        return json_bytes(value)

    @property
    def sha256(self) -> str:
        """The hash that stands for the publication and for everything before it."""
        return sha256(self.to_bytes())


def json_bytes(value: object) -> bytes:
    """JSON as every file of the archive writes it."""
    return (json.dumps(value, sort_keys=True, ensure_ascii=False, indent=2) + "\n").encode()


def sha256(data: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def list_files(files: Mapping[str, bytes]) -> tuple[Berkas, ...]:
    """The ``berkas`` of a publication's files, sorted by path."""
    return tuple(Berkas(path, sha256(data), len(data)) for path, data in sorted(files.items()))


def parse_manifest(data: bytes) -> Manifest:
    """Read a manifest.

    Raises:
        BadManifest: it is unreadable, incomplete, or not written the one way.
    """
    if len(data) > MAX_BYTES:
        raise BadManifest("terlalu besar")
    try:
        value = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise BadManifest("bukan JSON yang dapat dibaca") from error
    if not isinstance(value, dict) or not value.keys() >= _KEYS:
        raise BadManifest("isiannya tidak lengkap")
    if type(value["versi"]) is not int or value["versi"] < 1:
        raise BadManifest("versinya tidak dikenal")
    try:
        same = json_bytes(value) == data
    except UnicodeEncodeError:
        same = False
    if not same:
        raise BadManifest("cara penulisannya tidak baku")
    return _build(value, data)


def _build(value: Mapping[str, Any], asli: bytes) -> Manifest:
    name = PUBLIKASI.match(_text(value["publikasi"], "publikasi"))
    if not name:
        raise BadManifest("nama publikasi salah")
    if value["tahun"] != int(name[1]) or value["jenis"] != name[2]:
        raise BadManifest("tahun atau jenis tidak sama dengan nama publikasi")
    if type(value["urutan"]) is not int or value["urutan"] < 1:
        raise BadManifest("nomor urut salah")
    signs = value.get("menandatangani")
    if (signs is None) == bool(name[4]):
        raise BadManifest("hanya publikasi tanda tangan yang menandatangani publikasi lain")
    return Manifest(
        publikasi=name[0],
        urutan=value["urutan"],
        sebelumnya=None if value["sebelumnya"] is None else _match(_SHA256, value["sebelumnya"], "sebelumnya"),
        tahun=int(name[1]),
        jenis=name[2],
        penetapan=_texts(value["penetapan"], "penetapan"),
        commit=_match(_COMMIT, value["commit"], "commit"),
        berkas=_files(value["berkas"]),
        alat=_texts(value["alat"], "alat"),
        menandatangani=_signed(signs) if signs is not None else None,
        segel_sebelumnya=_seals(value.get("segel_sebelumnya")),
        versi=value["versi"],
        asli=asli,
    )


def _seals(value: object) -> Mapping[str, str] | None:
    if value is None:
        return None
    found = _texts(value, "segel_sebelumnya")
    return {name: _match(_SHA256, text, "segel_sebelumnya") for name, text in found.items()}


def _signed(value: object) -> tuple[str, str]:
    if not isinstance(value, dict) or not value.keys() >= {"publikasi", "sha256"}:
        raise BadManifest("isian menandatangani salah")
    name = _match(PUBLIKASI, value["publikasi"], "menandatangani")
    return name, _match(_SHA256, value["sha256"], "menandatangani")


def _files(value: object) -> tuple[Berkas, ...]:
    if not isinstance(value, list) or not all(isinstance(row, dict) for row in value):
        raise BadManifest("daftar berkas salah")
    found = []
    for row in value:
        if not row.keys() >= {"path", "sha256", "bytes"} or type(row["bytes"]) is not int:
            raise BadManifest("daftar berkas salah")
        path = _text(row["path"], "path")
        if not is_inside(path) or path in BESIDE:
            raise BadManifest("daftar berkas memuat nama yang tidak boleh")
        found.append(Berkas(path, _match(_SHA256, row["sha256"], "sha256"), row["bytes"]))
    paths = [entry.path for entry in found]
    if paths != sorted(set(paths)):
        raise BadManifest("daftar berkas tidak urut atau ganda")
    return tuple(found)


def is_inside(path: str) -> bool:
    """Whether a path stays inside its folder and is plain to read."""
    plain = path.isprintable() and "\\" not in path and len(path.encode()) <= LONGEST
    return plain and all(part.lower() not in {"", ".", "..", ".git"} for part in path.split("/"))


def _text(value: object, name: str) -> str:
    if not isinstance(value, str):
        raise BadManifest(f"isian {name} salah")
    return value


def _match(pattern: re.Pattern[str], value: object, name: str) -> str:
    if not pattern.match(text := _text(value, name)):
        raise BadManifest(f"isian {name} salah")
    return text


def _texts(value: object, name: str) -> Mapping[str, str]:
    if not isinstance(value, dict) or not all(isinstance(item, str) for item in value.values()):
        raise BadManifest(f"isian {name} salah")
    return value
