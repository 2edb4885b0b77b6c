"""The Kepala Dinas' signature over a manifest: made by his own key, and judged before anything is published."""

from collections.abc import Callable
from datetime import datetime

from rktkit.ground.catalogue.trust import problem
from rktkit.ground.findings import Refusal
from rktkit.trust import ssh
from rktkit.trust.approval.policy import Holder, Policy, out_of_office, pick
from rktkit.trust.archive.manifest import Manifest

Seal = Callable[[bytes], bytes]
"""Signs the bytes of a manifest; gives an armoured SSH signature."""


def apply_seal(seal: Seal, manifest: Manifest, policy: Policy, when: datetime) -> tuple[bytes, Holder]:
    """Have a manifest signed, and see at once whether the signature counts.

    Raises:
        Refusal: as ``check_seal``; RKT-640 too when no signature came about.
    """
    data = manifest.to_bytes()
    try:
        signature = seal(data)
    except ssh.BadSignature as error:
        raise Refusal([problem("RKT-640", ".", sebab=error)]) from error
    return signature, check_seal(data, signature, policy, when)[0]


def check_seal(data: bytes, signature: bytes, policy: Policy, when: datetime) -> tuple[Holder, ssh.Key]:
    """Who signed a manifest; only the Kepala Dinas in office counts.

    Raises:
        Refusal: RKT-640, 618 or 619; RKT-607 when it cannot be judged here.
    """
    try:
        key = ssh.verify(data, signature, policy.keys())
    except ssh.NoSshKeygen as error:
        raise Refusal([problem("RKT-607.ssh")]) from error
    except ssh.BadSignature as error:
        raise Refusal([problem("RKT-640", ".", sebab=error)]) from error
    day = policy.day(when)
    holder = pick(policy.of_key(key), "kepala", day)
    assert holder is not None
    if holder.jabatan.peran != "kepala":
        reason = f"kunci itu milik {holder.pejabat.nama} ({holder.jabatan.nama})."
        raise Refusal([problem("RKT-640", ".", sebab=reason)])
    late = out_of_office(holder, day)
    if late:
        raise Refusal([late])
    return holder, key
