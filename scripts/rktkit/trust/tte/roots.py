"""Certificates that an office, or a reader, trusts: roots, pinned signers and revocation lists, all in PEM.

The office keeps them in ``rkt/akar/*.pem``. Who may change them is settled like ``organisasi.yml`` itself (``policy``).
A certificate that may issue others (or that issued itself) is a root. Any other one is a **pin**: where there are pins,
only those very certificates may sign, whatever else their issuer has issued.
"""

import base64
import binascii
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rktkit.ground.catalogue.trust import problem
from rktkit.ground.files import Files, Kind, read_plain
from rktkit.ground.findings import Refusal
from rktkit.plan.layout import AKAR

if TYPE_CHECKING:
    from asn1crypto.crl import CertificateList
    from asn1crypto.x509 import Certificate

_BLOCK = re.compile(rb"-----BEGIN (CERTIFICATE|X509 CRL)-----\s([A-Za-z0-9+/=\s]*)-----END \1-----")
MAX_BYTES = 8 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Roots:
    """What is trusted. Empty ``roots`` can vouch for nobody."""

    roots: tuple["Certificate", ...] = ()
    pins: tuple["Certificate", ...] = ()
    crls: tuple["CertificateList", ...] = ()


def pinned(files: Files) -> Roots:
    """What ``rkt/akar/`` holds.

    Raises:
        Refusal: RKT-670, one of the files cannot be read.
    """
    paths = [f"{AKAR}/{name}" for name, kind in files.list(AKAR).items() if kind is not Kind.FOLDER]
    found = []
    for path in paths:
        if path.endswith(".pem"):
            data = read_plain(files, path)
            if data is None:
                raise Refusal([problem("RKT-670.berkas", path, berkas=path)])
            found.append((path, data))
    return read_roots(found)


def read_roots(sources: Iterable[tuple[str, bytes]]) -> Roots:
    """What some PEM files hold, each with the name by which a broken one is called.

    Raises:
        Refusal: RKT-670, one of them cannot be read.
    """
    from asn1crypto.crl import CertificateList
    from asn1crypto.x509 import Certificate

    roots: list[Certificate] = []
    pins: list[Certificate] = []
    crls: list[CertificateList] = []
    for name, data in sources:
        blocks = _BLOCK.findall(data) if len(data) <= MAX_BYTES else []
        try:
            for kind, text in blocks:
                der = base64.b64decode(b"".join(text.split()), validate=True)
                if kind == b"X509 CRL":
                    crls.append(CertificateList.load(der, strict=True))
                    len(crls[-1].native)  # reads every part, so that nothing fails later
                    continue
                certificate = Certificate.load(der, strict=True)
                len(certificate.native)
                (roots if certificate.ca or certificate.self_issued else pins).append(certificate)
        except (binascii.Error, ValueError, TypeError, KeyError):
            blocks = []
        if not blocks:
            raise Refusal([problem("RKT-670.berkas", name, berkas=name)])
    return Roots(tuple(roots), tuple(pins), tuple(crls))
