"""Ways to sign, one row each; a module is imported only when its way is chosen.

A module that signs the **manifest** has ``sign(data: bytes, key: Path) -> bytes``; one that signs the **PDF** has
``sign_pdf(pdf: bytes, request: Request, options: Mapping[str, str]) -> bytes``. Both raise ``ssh.BadSignature`` or
``Refusal`` with a sentence that says what to do, and ask for a passphrase at the terminal only.

A module that judges a signed PDF (evidence ``tte``) is registered in ``CHECKERS`` and has
``check_pdf(signed: bytes, compiled: bytes, files: Files, when: datetime | None, *, roots: bytes | None = None)``. It
gives what ``bukti.json`` shall say of the signature, a dictionary whose ``keterangan`` is a sentence for the reader, or
raises ``Refusal``. ``files`` is the tree at the first parent of the merge (the published sources while verifying a bare
archive), ``roots`` the PEM certificates that a reader trusts instead of the pinned ones.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from importlib import import_module
from types import MappingProxyType
from typing import Any


@dataclass(frozen=True, slots=True)
class Option:
    """An option of ``rkt sign`` that a way needs."""

    flag: str
    metavar: str
    help: str


@dataclass(frozen=True, slots=True)
class Method:
    """A way to sign. ``benda``: ``manifest`` or ``pdf``."""

    module: str
    benda: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Request:
    """What a signature on a PDF is about. ``alamat``: the publication's page, for the QR code."""

    publikasi: str
    tahun: int
    alamat: str | None
    waktu: datetime


METHODS: Mapping[str, Method] = MappingProxyType(
    {
        "ssh": Method(
            "rktkit.signing.ssh",
            "manifest",
            (Option("--key", "BERKAS", "kunci SSH Kepala Dinas (kata sandinya ditanyakan di terminal)"),),
        ),
    }
)
"""``rkt sign --with`` → how."""

CHECKERS: Mapping[str, str] = MappingProxyType({})
"""Evidence level → module with ``check_pdf``."""


def load(name: str) -> Any:
    """The module of a way to sign, or of a checker."""
    return import_module(METHODS[name].module if name in METHODS else CHECKERS[name])
