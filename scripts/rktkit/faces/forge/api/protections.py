"""What a forge lets whom do on which branch: the same words for what is wanted and for what it really holds.

A server takes names that it does not know with 200 and drops them, and an older rule may stand before ours. So what was
asked for is never believed: the forge is read back, and ``lacks`` says what differs, with the remedy.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase

Names = frozenset[str]
EVERYBODY = None
"""Instead of names: everybody who may write."""

_TITLES = {
    "main": "Cabang main: penyetuju menyetujui, kepala instansi menggabungkan",
    "draf/*": "Cabang draf/*: Kasubbag dan Sekretaris membuka, Kasubbag memeriksa dan menggabungkan",
}
DEFAULT = "main adalah cabang bawaan"
"""A setting that every forge has: workflows by the clock, and the machinery that judges, are of that branch."""

SAMPLES = ("main", "draf/2027", "arsip", "situs")
"""Branches that no other rule may govern."""


@dataclass(frozen=True, slots=True)
class Branch:
    """One branch, or a pattern of them, that is protected; an account's capitals do not matter.

    Attributes:
        name: ``main``, ``draf/*``, ``arsip``, ``situs``.
        push: who may push to it, and make it where it is not there yet.
        merge: who may merge requests into it.
        approve: whose approval counts.
        approvals: how many are needed.
        checks: what must be green.
        fresh: a new commit takes approvals back.
        owners: one of them is by an owner of the file (``CODEOWNERS``).
        stops: a *tidak* keeps a request from being merged.
        waits: a request must hold the branch's newest commit first, so that each merge holds up all the others.
        closed: no merge commit can arrive: the branch is locked, or its history must be linear.
        admins: it holds for administrators too.
        lasting: nobody may rewrite or delete it.
    """

    name: str
    push: Names | None = EVERYBODY
    merge: Names | None = EVERYBODY
    approve: Names | None = EVERYBODY
    approvals: int = 0
    checks: Names = frozenset()
    fresh: bool = False
    owners: bool = False
    stops: bool = False
    waits: bool = False
    closed: bool = False
    admins: bool = True
    lasting: bool = True

    @property
    def title(self) -> str:
        """The rule in one line, for who is about to make it."""
        return _TITLES.get(self.name, f"Cabang {self.name}: hanya akun penerbit")


@dataclass(frozen=True, slots=True)
class Protections:
    """A whole repository.

    Attributes:
        branches: every rule, in no order.
        settings: other settings by their Indonesian names.
        unavailable: what this forge, plan or kind of account does not offer, in words for a reader.
        people: it can say of people who may push and merge.
        rules: it has branch rules at all.
    """

    branches: tuple[Branch, ...]
    settings: Mapping[str, bool] = field(default_factory=dict)
    unavailable: tuple[str, ...] = ()
    people: bool = True
    rules: bool = True

    def of(self, name: str) -> Branch | None:
        """The rule of a name."""
        return next((branch for branch in self.branches if branch.name == name), None)

    def names(self) -> Names:
        """Every account that some rule names."""
        lists = [who for b in self.branches for who in (b.push, b.merge, b.approve) if who]
        return frozenset().union(*lists)


@dataclass(frozen=True, slots=True)
class Lack:
    """A difference between what is wanted and what the forge holds. ``accounts``: names that it does not know there."""

    where: str
    message: str
    accounts: Names = frozenset()


def lacks(wanted: Protections, held: Protections) -> list[Lack]:
    """Everything that the forge holds otherwise than wanted; what is unavailable there is none."""
    found: list[Lack] = []
    for branch in wanted.branches if held.rules else ():
        real = held.of(branch.name)
        if real is None:
            found.append(Lack(branch.name, "tidak dilindungi: semua orang yang boleh menulis dapat mengubahnya"))
        else:
            found += _differences(branch, real, people=held.people)
    ours = {branch.name for branch in wanted.branches}
    for other in held.branches:
        governed = [name for name in SAMPLES if fnmatchcase(name, other.name)]
        if other.name not in ours and governed:
            found.append(Lack(other.name, f"aturan lain, ikut berlaku untuk {_list(governed)}; hapus di forge"))
    for name, value in wanted.settings.items():
        if held.settings.get(name, value) is not value:
            found.append(Lack("setelan", f"{name}: seharusnya {_word(value)}, di forge {_word(not value)}"))
    return found


def _differences(wanted: Branch, real: Branch, *, people: bool) -> Iterable[Lack]:
    for what, ours, theirs in (
        ("boleh mengirim", wanted.push, real.push),
        ("boleh menggabungkan", wanted.merge, real.merge),
        ("persetujuannya dihitung", wanted.approve, real.approve),
    ):
        if people:
            yield from _people(wanted.name, what, ours, theirs)
    if real.approvals < wanted.approvals:
        yield Lack(wanted.name, f"butuh {wanted.approvals} persetujuan, di forge {real.approvals}")
    missing = wanted.checks - real.checks
    if missing:
        yield Lack(wanted.name, f"pemeriksaan yang tidak diwajibkan: {_list(missing)}")
    if real.checks - wanted.checks:
        yield Lack(wanted.name, f"pemeriksaan lain yang diwajibkan: {_list(real.checks - wanted.checks)}")
    for needed, there, message in (
        (wanted.fresh, real.fresh, "persetujuan tidak gugur ketika ada commit baru"),
        (wanted.owners, real.owners, "persetujuan pemilik berkas (CODEOWNERS) tidak diwajibkan"),
        (wanted.stops, real.stops, "permintaan perbaikan (tidak) tidak menahan penggabungan"),
        (real.waits, wanted.waits, "permintaan lain harus dimutakhirkan sesudah setiap penggabungan"),
        (real.closed, wanted.closed, "dikunci, atau hanya menerima riwayat lurus: merge commit ditolak"),
        (wanted.admins, real.admins, "tidak berlaku untuk pengelola repositori"),
        (wanted.lasting, real.lasting, "dapat ditulis ulang atau dihapus"),
    ):
        if needed and not there:
            yield Lack(wanted.name, message)


def _people(name: str, what: str, wanted: Names | None, real: Names | None) -> Iterable[Lack]:
    if wanted is EVERYBODY:
        return
    if real is EVERYBODY:
        yield Lack(name, f"{what}: semua orang yang boleh menulis, seharusnya {who(wanted)}")
        return
    known = {one.lower() for one in real}
    missing = frozenset(one for one in wanted if one.lower() not in known)
    if missing:
        yield Lack(name, f"{what}: {_list(missing)} tidak ada di forge", missing)
    extra = known - {one.lower() for one in wanted}
    if extra:
        yield Lack(name, f"{what}: juga {_list(extra)}, yang tidak seharusnya")


def who(names: Names | None) -> str:
    """A list of accounts for a reader."""
    if names is EVERYBODY:
        return "semua yang boleh menulis"
    return _list(names) if names else "tidak seorang pun"


def _list(names: Iterable[str]) -> str:
    return ", ".join(sorted(names))


def _word(value: bool) -> str:
    return "ya" if value else "tidak"
