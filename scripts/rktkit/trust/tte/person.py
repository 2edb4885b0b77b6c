"""Is the person in the certificate the Kepala Dinas? Under a national root everybody else has a good one too."""

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from rktkit.ground.catalogue.trust import problem
from rktkit.ground.files import Files
from rktkit.ground.findings import Refusal
from rktkit.trust.approval.policy import out_of_office, read_policy
from rktkit.trust.archive.objects import SIGNED_PDF

if TYPE_CHECKING:
    from asn1crypto.x509 import Certificate

_TITLE = re.compile(r"(dr|drs|dra|drg|ir|h|hj|prof|kh|apt|ns)(?:\.|\Z)(.*)")
_DEGREE = re.compile(r"[a-z]+\.[a-z][a-z.]*\Z")
"""``S.Sos``, ``M.M.``: what follows a name without a comma."""


def name_of(name: Any) -> str:
    """How a certificate calls somebody: the common name, else the whole of the name."""
    values = name.native
    common = values.get("common_name")
    if isinstance(common, list):
        common = common[-1]
    return str(common or name.human_friendly)


def check_person(
    certificate: "Certificate", when: datetime, files: Files, pins: Iterable["Certificate"], *, alone: bool = True
) -> bool:
    """Judge whether the owner of a certificate is the Kepala Dinas in office.

    The policy pins certificates (``pejabat[].sertifikat``, or the certificate itself in ``rkt/akar/``). Where it does,
    only those may sign, and a pinned one may spell the name as it likes; it does not outlive the term of its person.

    Args:
        when: the moment that counts.
        files: the tree that holds the policy.
        pins: certificates that are trusted themselves; ``alone``: no others are.

    Returns:
        Whether a pin names the certificate. By the name alone nobody is proven: a namesake has one too.

    Raises:
        Refusal: RKT-612, the policy cannot be read; else why the owner is not the Kepala Dinas in office.
    """
    signer = name_of(certificate.subject)
    policy = read_policy(files)
    day = policy.day(when)
    heads = [holder for holder in policy.holders() if holder.jabatan.peran == "kepala"]
    in_office = [holder for holder in heads if holder.pejabat.menjabat(day)]
    marks = sidik(certificate)
    own = [holder for holder in heads if marks & set(holder.pejabat.sertifikat)]
    known = {pin.dump() for pin in pins}
    pinned = bool(own) or certificate.dump() in known
    others = bool(known and alone) or any(holder.pejabat.sertifikat for holder in in_office)
    named = own or [holder for holder in heads if same_name(holder.pejabat.nama, signer)]
    here = any(holder in in_office for holder in named)
    if here and (pinned or not others):
        return pinned
    late = out_of_office(named[0], day) if named and not here else None
    if late:
        raise Refusal([late])
    if not in_office:
        raise Refusal([problem("RKT-676.kosong", SIGNED_PDF, tanggal=day)])
    if pinned:
        return True
    words: dict[str, Any] = {"nama": signer, "sidik": sha256_of(certificate)}
    if others:
        raise Refusal([problem("RKT-676.lain", SIGNED_PDF, **words)])
    official = in_office[0].pejabat.nama
    raise Refusal([problem("RKT-676.nama", SIGNED_PDF, tanggal=day, pejabat=official, **words)])


def sha256_of(certificate: "Certificate") -> str:
    """How ``pejabat[].sertifikat`` writes a certificate: ``sha256:`` and its hash."""
    return f"sha256:{certificate.sha256.hex()}"


def sidik(certificate: "Certificate") -> set[str]:
    """Both ways to pin a certificate: by itself, or by its key, which a renewed certificate may keep."""
    key = hashlib.sha256(certificate.public_key.dump()).hexdigest()
    return {sha256_of(certificate), f"spki:{key}"}


def same_name(one: str, other: str) -> bool:
    """Whether two spellings name the same person: titles before and after, capitals and accents aside."""
    return bool(_bare(one)) and _bare(one) == _bare(other)


def _bare(name: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", name.partition(",")[0]).encode("ascii", "ignore").decode().casefold()
    words = re.sub(r"[^a-z. -]", "", plain).replace("-", " ").split()
    while words and (title := _TITLE.match(words[0])) and (title[2] or len(words) > 1):  # "Drs. H. …", "Drs.H.…"
        words[0] = title[2]
        words = [word for word in words if word]
    while len(words) > 1 and _DEGREE.match(words[-1]):
        words.pop()
    return [word.replace(".", "") for word in words]
