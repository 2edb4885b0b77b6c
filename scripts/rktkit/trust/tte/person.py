"""Is the person in the certificate the Kepala Dinas? Under a national root everybody else has a good one too."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any

from rktkit.ground.catalogue.trust import problem
from rktkit.ground.files import Files
from rktkit.ground.findings import Problem
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
    certificate: "Certificate", when: datetime, files: Files, pins: Iterable["Certificate"]
) -> Iterator[Problem]:
    """Why the owner of a certificate is not the Kepala Dinas in office.

    The name decides, since the issuer answers for it. Where the office pinned certificates, only those may sign, and a
    pinned one may spell the name as it likes; it does not outlive the term of the person it names.

    Args:
        when: the moment that counts.
        files: the tree that holds the policy.

    Raises:
        Refusal: RKT-612, the policy cannot be read.
    """
    signer = name_of(certificate.subject)
    known = {pin.dump() for pin in pins}
    pinned = certificate.dump() in known
    if known and not pinned:
        yield problem("RKT-676.lain", SIGNED_PDF, nama=signer)
        return
    policy = read_policy(files)
    day = policy.day(when)
    heads = [holder for holder in policy.holders() if holder.jabatan.peran == "kepala"]
    in_office = [holder for holder in heads if holder.pejabat.menjabat(day)]
    named = [holder for holder in heads if same_name(holder.pejabat.nama, signer)]
    if any(holder.pejabat.menjabat(day) for holder in named):
        return
    late = out_of_office(named[0], day) if named else None
    if late:
        yield late
    elif not in_office:
        yield problem("RKT-676.kosong", SIGNED_PDF, tanggal=day)
    elif not pinned:
        yield problem("RKT-676.nama", SIGNED_PDF, nama=signer, tanggal=day, pejabat=in_office[0].pejabat.nama)


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
