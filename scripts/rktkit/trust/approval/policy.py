"""The policy of publication: who may do what, read from ``organisasi.yml`` at one commit."""

import hashlib
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timezone
from functools import lru_cache
from typing import Any

from rktkit.ground.catalogue.trust import problem
from rktkit.ground.files import Files, Kind, MemoryFiles, TooLarge, limit, read_plain
from rktkit.ground.findings import Problem, Refusal, Severity
from rktkit.ground.git.files import CommitFiles
from rktkit.ground.git.repo import Repo
from rktkit.plan.calendar import within, zona
from rktkit.plan.layout import ORGANISASI
from rktkit.plan.load.office import load_organisasi
from rktkit.plan.office import Jabatan, Organisasi, Pejabat
from rktkit.plan.writing.words import menjabat
from rktkit.trust import ssh


@dataclass(frozen=True, slots=True)
class Holder:
    """A person in a position."""

    jabatan: Jabatan
    pejabat: Pejabat


@dataclass(frozen=True, slots=True)
class Machine:
    """A key that stands for no official: of a machine that publishes, or of an office that bears witness."""

    nama: str
    kunci: ssh.Key
    mulai: date
    selesai: date | None

    def menjabat(self, day: date) -> bool:
        """Whether the key counts on a day."""
        return within(day, self.mulai, self.selesai)


def _keys(texts: Iterable[str]) -> Iterator[ssh.Key]:
    for text in texts:
        key = ssh.parse_key(text)
        if key:
            yield key


@dataclass(frozen=True, slots=True)
class Policy:
    """``organisasi.yml`` as it stood at a commit. ``sha256`` is of the file's bytes."""

    commit: str
    sha256: str
    organisasi: Organisasi

    def holders(self) -> Iterator[Holder]:
        """Everybody who ever held a position by this policy."""
        for jabatan in self.organisasi.jabatan:
            for pejabat in jabatan.pejabat:
                yield Holder(jabatan, pejabat)

    def of_account(self, login: str) -> list[Holder]:
        """Whose account it is; forges do not distinguish capitals, but no other letter is like one of A to Z."""
        wanted = login.lower() if login.isascii() else login
        return [h for h in self.holders() if any(akun.lower() == wanted for akun in h.pejabat.akun if akun.isascii())]

    def of_key(self, key: ssh.Key) -> list[Holder]:
        """Whose key it is."""
        return [h for h in self.holders() if any(ssh.parse_key(text) == key for text in h.pejabat.kunci)]

    def keys(self) -> list[ssh.Key]:
        """Every key that the policy names."""
        found = (ssh.parse_key(text) for holder in self.holders() for text in holder.pejabat.kunci)
        return list(dict.fromkeys(key for key in found if key))

    @property
    def gate(self) -> str:
        """The role at the gate before the signature: the Sekretaris or, in an office without one, the Kasubag."""
        return "kasubag" if "sekretaris" in self.organisasi.instansi.tanpa else "sekretaris"

    @property
    def dua_orang(self) -> bool:
        """Whether gate and signature must be two people."""
        return self.organisasi.dua_orang

    @property
    def penerbit(self) -> "tuple[Machine, ...]":
        """The keys of machines that may publish."""
        found = self.organisasi.penerbit
        return tuple(Machine(one.nama, key, one.mulai, one.selesai) for one in found for key in _keys(one.kunci))

    @property
    def saksi(self) -> "tuple[Machine, ...]":
        """Outside offices that countersign the archive's head, and their keys."""
        found = self.organisasi.saksi
        return tuple(Machine(one.nama, key, date.min, None) for one in found for key in _keys(one.kunci))

    @property
    def minta_saksi(self) -> int:
        """How many of them a reader asks for."""
        return self.organisasi.banyak_saksi

    @property
    def zona(self) -> timezone:
        """The office's zone."""
        return zona(self.organisasi.instansi.kode_wilayah)

    def day(self, when: datetime) -> date:
        """The office's calendar day at a moment."""
        return self.organisasi.hari(when)


def title(holder: Holder) -> str:
    """What somebody acts as: ``Plt. Kepala Dinas``."""
    return menjabat(holder.jabatan.nama, holder.pejabat.status)


def one_person(one: Holder, other: Holder) -> bool:
    """Whether two entries of the policy are the same person. A NIP may be left as an example, a name may not."""
    return one.pejabat.nama.casefold().split() == other.pejabat.nama.casefold().split()


def two_people(policy: Policy) -> Iterator[Problem]:
    """RKT-612 where a key or an account stands under two people: nobody could say which of them acted."""
    seen: dict[str, Holder] = {}
    for holder in policy.holders():
        keys = [key.text for text in holder.pejabat.kunci if (key := ssh.parse_key(text))]
        for mark in (*keys, *(akun.lower() for akun in holder.pejabat.akun)):
            other = seen.setdefault(mark, holder)
            if not one_person(other, holder):
                words = {"satu": other.pejabat.nama, "lain": holder.pejabat.nama, "tanda": mark}
                yield problem("RKT-612.ganda", **words)


def pick(holders: list[Holder], peran: str, day: date) -> Holder | None:
    """The one of several entries of a person that says most: the wanted role in office, then the wanted role at all."""
    fitting = [holder for holder in holders if holder.jabatan.peran == peran]
    in_office = [holder for holder in fitting if holder.pejabat.menjabat(day)]
    return next(iter(in_office or fitting or holders), None)


def out_of_office(holder: Holder, day: date) -> Problem | None:
    """RKT-618 or RKT-619 when the person is not in office on a day."""
    official = holder.pejabat
    if official.menjabat(day):
        return None
    words: dict[str, Any] = {"nama": official.nama, "jabatan": holder.jabatan.nama, "tanggal": day}
    if day < official.mulai:
        return problem("RKT-619", mulai=official.mulai, **words)
    return problem("RKT-618", selesai=official.selesai, **words)


def load_policy(repo: Repo, sha: str) -> Policy:
    """The policy at a commit.

    Raises:
        Refusal: RKT-612, there is none that is free of errors.
    """
    entry = repo.entry(sha, ORGANISASI)
    if entry and entry.kind is Kind.FILE:
        with suppress(TooLarge):
            return read_policy(MemoryFiles({ORGANISASI: repo.object(entry.sha, "blob", limit(ORGANISASI))}), sha)
    return read_policy(CommitFiles(repo, sha), sha)


def read_policy(files: Files, commit: str = "") -> Policy:
    """The policy in a tree of files.

    Raises:
        Refusal: RKT-612, there is none that is free of errors.
    """
    data = read_plain(files, ORGANISASI)
    organisasi, reason = _organisasi(files) if data is None else _read(data)
    if organisasi is None or data is None:
        raise Refusal([problem("RKT-612", commit=commit, sebab=reason)])
    return Policy(commit, hashlib.sha256(data).hexdigest(), organisasi)


@lru_cache(maxsize=16)
def _read(data: bytes) -> tuple[Organisasi | None, str]:
    """Publications in a row stand under the same policy."""
    return _organisasi(MemoryFiles({ORGANISASI: data}))


def _organisasi(files: Files) -> tuple[Organisasi | None, str]:
    organisasi, problems = load_organisasi(files)
    errors = [found.message for found in problems if found.severity is Severity.GALAT]
    return None if errors else organisasi, errors[0] if errors else "berkasnya tidak lengkap."


def commit_key(raw: bytes, policy: Policy) -> ssh.Key | None:
    """The key of the policy that signed a commit, as Git makes such signatures; ``None`` when none did.

    Raises:
        Refusal: RKT-607, the key is of a kind that only ``ssh-keygen`` knows, and there is none here.
    """
    payload, armour = signed_part(raw)
    try:
        return ssh.verify(payload, armour, policy.keys(), ssh.GIT)
    except ssh.NoSshKeygen as error:
        raise Refusal([problem("RKT-607.ssh")]) from error
    except ssh.BadSignature:
        return None


def signed_part(raw: bytes) -> tuple[bytes, bytes]:
    """A commit without its signature, which is what the signature covers, and the armoured signature (or nothing)."""
    head, separator, message = raw.partition(b"\n\n")
    match = re.search(rb"\ngpgsig ([^\n]*(?:\n [^\n]*)*)", head)
    if match is None:
        return raw, b""
    bare = head[: match.start()] + head[match.end() :]
    return bare + separator + message, match[1].replace(b"\n ", b"\n")
