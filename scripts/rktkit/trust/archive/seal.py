"""Signatures over a manifest: the Kepala Dinas' own, and the publishing machine's.

Each is made by its own key and judged before anything is published. The machine's says what left it and when; that
somebody approved is never its word alone.
"""

from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime

from rktkit.ground.catalogue.trust import problem
from rktkit.ground.files import read_plain
from rktkit.ground.findings import Refusal
from rktkit.trust import ssh
from rktkit.trust.approval.policy import Holder, Machine, Policy, out_of_office, pick
from rktkit.trust.archive.manifest import SEAL, Manifest
from rktkit.trust.archive.publications import Archive

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


def seal_by_machine(seal: Seal | None, data: bytes, policy: Policy, when: datetime) -> bytes | None:
    """The publishing machine's signature over a manifest; ``None`` where the policy names no such key.

    Args:
        seal: signs with the machine's key; ``None``: no key was given.
        when: the machine's clock.

    Raises:
        Refusal: RKT-640, the policy names keys, but none was given, or another one, or one that does not count now.
    """
    if not policy.penerbit:
        return None
    if seal is None:
        raise Refusal([problem("RKT-640.penerbit")])
    try:
        signature = seal(data)
        key = ssh.verify(data, signature, [one.kunci for one in policy.penerbit])
    except ssh.NoSshKeygen as error:
        raise Refusal([problem("RKT-607.ssh")]) from error
    except ssh.UnknownKey as error:
        raise Refusal([problem("RKT-640.asing", kunci=error.key.fingerprint)]) from error
    except ssh.BadSignature as error:
        raise Refusal([problem("RKT-640", ".", sebab=error)]) from error
    if machine_of(policy.penerbit, key, policy, when) is None:
        raise Refusal([problem("RKT-640.masa", kunci=key.fingerprint, tanggal=policy.day(when))])
    return signature


def machine_of(machines: tuple[Machine, ...], key: ssh.Key, policy: Policy, when: datetime) -> Machine | None:
    """Whose key it is, where it counts on that day."""
    day = policy.day(when)
    return next((one for one in machines if one.kunci == key and one.menjabat(day)), None)


def under_seal(archive: Archive, keys: Sequence[ssh.Key]) -> int:
    """How many publications stand under the newest one that a machine with one of these keys sealed, itself included.

    The seal answers for it and, by the chain, for all before it: they need not be judged again.
    """
    for number in range(len(archive.publications) if keys else 0, 0, -1):
        one = archive.publications[number - 1]
        place = f"{one.nama}/{SEAL}"
        seal = read_plain(archive.files, place) if SEAL in archive.files.list(one.nama) else None
        with suppress(ssh.BadSignature):
            ssh.verify(one.manifest.to_bytes(), seal or b"", keys)
            return number
    return 0
