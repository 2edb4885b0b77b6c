"""The policy of publication: who may do what, read from ``organisasi.yml`` at one commit, and how it may change.

A policy is trusted because the policy before it consented. The chain starts at an *introduction*: the first commit of
the first-parent line that has an ``organisasi.yml``, or a commit that the person who publishes names on purpose
(``rkt publish --introduce``). Every later commit of that line which touches the file must carry the consent of the
Kepala Dinas **of the policy before it**: his SSH signature on the commit or, where the policy does not ask for ``ssh``,
the forge's record that he merged it. An introduction in the middle of the line is the way back when the last key
holder is gone; it is written into ``bukti.json`` and reported to every reader for as long as the archive exists.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timezone
from typing import Any

from rktkit.ground.catalogue.trust import AKAR, ORGANISASI, problem
from rktkit.ground.files import Files
from rktkit.ground.findings import Problem, Refusal, Severity
from rktkit.ground.git.files import CommitFiles
from rktkit.ground.git.repo import Repo
from rktkit.plan.calendar import zona
from rktkit.plan.load.office import load_organisasi
from rktkit.plan.office import Jabatan, Organisasi, Pejabat
from rktkit.plan.words import menjabat
from rktkit.trust import ssh
from rktkit.trust.approval.merge import carries_plan, is_policy
from rktkit.trust.approval.record import Evidence


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
        return self.mulai <= day and (self.selesai is None or day <= self.selesai)


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
    return read_policy(CommitFiles(repo, sha), sha)


def read_policy(files: Files, commit: str = "") -> Policy:
    """The policy in a tree of files.

    Raises:
        Refusal: RKT-612, there is none that is free of errors.
    """
    organisasi, problems = load_organisasi(files)
    errors = [found for found in problems if found.severity is Severity.GALAT]
    if organisasi is None or errors:
        reason = errors[0].message if errors else "berkasnya tidak lengkap."
        raise Refusal([problem("RKT-612", commit=commit, sebab=reason)])
    return Policy(commit, hashlib.sha256(files.read(ORGANISASI)).hexdigest(), organisasi)


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


# --- how the policy may change ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PolicyChange:
    """A change of the policy that the Kepala Dinas of the policy before it consented to."""

    commit: str
    nama: str
    tingkat: str


@dataclass(frozen=True, slots=True)
class Introduction:
    """Where trust starts: the first policy, or one that a person introduced anew (``pertama`` is false then).

    One that comes after merged plans is never the first, even where the archive holds no publication any more.
    """

    commit: str
    sha256: str
    waktu: datetime
    pesan: str
    pertama: bool


def policy_line(
    repo: Repo, tip: str, *, since: str | None, evidence: Evidence | None, introduce: str | None
) -> tuple[tuple[PolicyChange, ...], Introduction | None]:
    """Check every commit that touches the policy on the first-parent line up to ``tip``, after ``since``.

    The certificates in ``rkt/akar/`` are part of it: who chooses the roots chooses who may sign.

    Args:
        since: the commit of the last publication; ``None`` when there is none, and the line starts at its root.
        introduce: a commit from which the policy is taken as it is, on the word of the person who publishes.

    Returns:
        The consented changes, oldest first, and the introduction when one falls into this stretch.

    Raises:
        Refusal: RKT-635 for each change without consent and each that a merge went around, RKT-636 for an introduction
            that is not on the line.
    """
    changing = repo.first_parents(tip, path=ORGANISASI, since=since)
    if introduce is not None and introduce not in changing:
        raise Refusal([problem("RKT-636", commit=introduce)])
    start = introduce or (changing[-1] if since is None and changing else None)
    touching = policy_commits(repo, tip, since=since)[::-1]
    line = repo.first_parents(tip, since=since)[::-1]
    introduction = None
    if start is not None:
        touching = touching[touching.index(start) + 1 :]
        line = line[line.index(start) + 1 :]
        first = since is None and (start == changing[-1] or not _plans_before(repo, start))
        introduction = _introduction(repo, start, first=first)
    changes: list[PolicyChange] = []
    problems: list[Problem] = []
    for sha in touching:
        change = _consent(repo, sha, evidence)
        if change:
            changes.append(change)
        else:
            problems.append(problem("RKT-635", commit=sha))
    problems += [found for sha in line for found in left_out(repo, sha)]
    if problems:
        raise Refusal(problems)
    return tuple(changes), introduction


def policy_commits(repo: Repo, tip: str, *, since: str | None) -> list[str]:
    """The commits of the first-parent line up to ``tip``, after ``since``, that touch the policy, newest first."""
    touching = {sha for path in (ORGANISASI, AKAR) for sha in repo.first_parents(tip, path=path, since=since)}
    return [sha for sha in repo.first_parents(tip, since=since) if sha in touching]


def left_out(repo: Repo, sha: str) -> Iterator[Problem]:
    """RKT-635 where a merge goes around a change of the policy: it was signed, and lies behind the other parent.

    Only the newest policy counts, and ``main`` leads there by first parents. A push that puts an older ``main`` first
    would bring back what was taken out since, a key or an official, and look like any other merge. A merge that changes
    the policy itself may differ from both sides, if the policy that it went around knows its signer too.
    """
    commit = repo.commit(sha)
    now = _version(repo, sha)
    for other in commit.parents[1:]:
        side = repo.commits(other, since=commit.parents[0], paths=(ORGANISASI, AKAR))
        changing = [one for one in side if _changes(repo, one)]
        signed = [one for one in changing if _signed_by_policy_at(repo, one, repo.commit(one).parents[0])]
        kept = [one for one in signed if _version(repo, one) == now]
        known = {before for one in kept for before in repo.first_parents(one, since=commit.parents[0])}
        for lost in signed:
            if lost not in known and not (_changes(repo, sha) and _signed_by_policy_at(repo, sha, lost)):
                yield problem("RKT-635.lewat", commit=sha, lain=lost)


def _version(repo: Repo, sha: str) -> dict[str, str]:
    return {path: entry.sha for path, entry in repo.tree(sha).items() if is_policy(path)}


def _changes(repo: Repo, sha: str) -> bool:
    """Whether a commit changes the policy, against its first parent."""
    parents = repo.commit(sha).parents
    return bool(parents) and _version(repo, parents[0]) != _version(repo, sha)


def _signed_by_policy_at(repo: Repo, sha: str, where: str) -> bool:
    """Whether a commit is signed by the Kepala Dinas of the policy at another one."""
    try:
        policy = load_policy(repo, where)
    except Refusal:
        return False
    return _signer(repo, sha, policy) is not None


def _plans_before(repo: Repo, sha: str) -> bool:
    """Whether plans had been merged before a policy came: then it is not the first, whatever the archive now says."""
    earlier = repo.first_parents(sha, path="rkt")
    return any(len(repo.commit(one).parents) > 1 and carries_plan(repo, one) for one in earlier if one != sha)


def _introduction(repo: Repo, sha: str, *, first: bool) -> Introduction:
    commit, policy = repo.commit(sha), load_policy(repo, sha)
    return Introduction(sha, policy.sha256, commit.time, commit.subject, first)


def _consent(repo: Repo, sha: str, evidence: Evidence | None) -> PolicyChange | None:
    """The consent of the Kepala Dinas, by the policy before the commit; ``None`` when there is none."""
    commit = repo.commit(sha)
    if not commit.parents:
        return None
    try:
        policy = load_policy(repo, commit.parents[0])
    except Refusal:
        return None  # nobody could consent; only an introduction helps
    holder = _signer(repo, sha, policy)
    if holder:
        return PolicyChange(sha, holder.pejabat.nama, "ssh")
    record = evidence.of_policy(sha) if evidence else None
    if record and "ssh" not in policy.organisasi.wajib and record.base == "main" and record.head in commit.parents[1:]:
        day = policy.day(record.merged_at)
        holder = pick(policy.of_account(record.merged_by), "kepala", day)
        if holder and holder.jabatan.peran == "kepala" and holder.pejabat.menjabat(day):
            return PolicyChange(sha, holder.pejabat.nama, "forge")
    return None


def _signer(repo: Repo, sha: str, policy: Policy) -> Holder | None:
    commit = repo.commit(sha)
    if any(repo.commit(parent).time > commit.time for parent in commit.parents):
        return None  # dated before what it builds on: the date cannot show that the signer was in office
    key = commit_key(commit.raw, policy)
    day = policy.day(commit.time)
    holder = pick(policy.of_key(key), "kepala", day) if key else None
    return holder if holder and holder.jabatan.peran == "kepala" and holder.pejabat.menjabat(day) else None
