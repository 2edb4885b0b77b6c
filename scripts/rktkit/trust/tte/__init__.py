"""Ways to sign, one row each; a module is imported only when its way is chosen.

A module that signs the **manifest** has ``sign(data: bytes, key: Path) -> bytes``; one that signs the **PDF** has
``sign_pdf(pdf: bytes, request: Request, tools: Tools) -> bytes``. They raise ``ssh.BadSignature`` or ``Refusal`` with a
sentence that says what to do. Whatever is secret is asked for by ``ssh-keygen`` itself or by ``Tools.ask``, at the
terminal, and kept nowhere.

A module that judges a signed PDF (evidence ``tte``) is registered in ``CHECKERS`` and has ``check_pdf(signed: bytes,
compiled: bytes, files: Files, when: datetime | None, *, roots: bytes | None = None, baru: bool = False)``. It gives
what ``bukti.json`` shall say of the signature, a dictionary whose ``keterangan`` is a sentence for the reader, or
raises ``Refusal``. ``files`` is the tree at the first parent of the merge (the published sources while verifying a bare
archive), ``roots`` the PEM certificates that a reader trusts instead of the pinned ones.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timezone
from importlib import import_module
from pathlib import Path
from types import MappingProxyType
from typing import Any

from rktkit.ground.findings import UsageError
from rktkit.ground.web import Web


@dataclass(frozen=True, slots=True)
class Option:
    """An option of ``rkt sign`` that a way takes, or needs (``wajib``)."""

    flag: str
    metavar: str
    help: str
    wajib: bool = True


@dataclass(frozen=True, slots=True)
class Method:
    """A way to sign. ``benda``: ``manifest`` or ``pdf``."""

    module: str
    benda: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Request:
    """What a signature on a PDF is about. ``alamat``: the publication's page, for the QR; ``zona``: the office's."""

    publikasi: str
    tahun: int
    alamat: str | None
    zona: timezone = UTC


@dataclass(frozen=True, slots=True)
class Tools:
    """What signing a PDF may use.

    Attributes:
        ask: puts a question at the terminal and gives the answer, which is not shown while it is typed.
        clock: what time it is, aware; asked after the questions, since people take their time.
        options: what the person gave on the command line; never a secret.
        web: opens the way to a service.
        root: the repository, in which no secret may lie.
    """

    ask: Callable[[str], str] = field(repr=False)
    clock: Callable[[], datetime]
    options: Mapping[str, str | None] = field(default_factory=dict)
    web: Callable[..., Web] = Web
    root: Path | None = None

    def given(self, flag: str) -> str | None:
        """The value of an option, if it was given."""
        return self.options.get(flag)

    def option(self, flag: str) -> str:
        """The value of an option that is needed."""
        value = self.given(flag)
        if value is None:
            raise UsageError(f"Belum disebut: {flag}.")
        return value


_PDF = (
    Option("--url", "ALAMAT", "alamat situs arsip untuk kode QR, bila RKT belum terbit", wajib=False),
    Option("--output", "BERKAS", "simpan PDF bertanda tangan di sini", wajib=False),
)

METHODS: Mapping[str, Method] = MappingProxyType(
    {
        "ssh": Method(
            "rktkit.trust.ssh",
            "manifest",
            (Option("--key", "BERKAS", "kunci SSH kepala instansi (kata sandinya ditanyakan di terminal)"),),
        ),
        "p12": Method(
            "rktkit.trust.tte.ways.p12",
            "pdf",
            (
                Option("--p12", "BERKAS", "sertifikat dan kunci penanda tangan (kata sandinya ditanyakan di terminal)"),
                Option("--timestamp", "ALAMAT", "layanan cap waktu RFC 3161", wajib=False),
                *_PDF,
            ),
        ),
        "bsre": Method(
            "rktkit.trust.tte.ways.bsre",
            "pdf",
            (Option("--config", "BERKAS", "alamat dan isian layanan eSign, di luar repositori", wajib=False), *_PDF),
        ),
    }
)
"""``rkt sign --with`` → how."""

CHECKERS: Mapping[str, str] = MappingProxyType({"tte": "rktkit.trust.tte.signature"})
"""Evidence level → module with ``check_pdf``."""


def load(name: str) -> Any:
    """The module of a way to sign, or of a checker."""
    return import_module(METHODS[name].module if name in METHODS else CHECKERS[name])
