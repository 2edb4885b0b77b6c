"""Authority: did the Kepala Dinas approve exactly this text, by the policy that held before?

``judge`` answers for one merge commit. It reads the policy at the **first parent**, so nothing in the merge can appoint
its own approver. Three things must hold, each shown by evidence and never by a name or an e-mail address:

1. **The shape.** A merge commit with two parents on ``main``'s first-parent line, carrying the plan of one year, no
   machinery and no policy, and every byte of the plan equal to its second parent (``merge``).
2. **The Sekretaris** approved exactly the second parent before the merge. With a forge: his latest review approves that
   commit. Without one: that commit *is* his approval. He puts it on top of the draft and signs it with his SSH key::

       git commit --allow-empty -S -m "Disetujui: RKT 2027"

   The signature covers the whole tree, so one approved commit answers for all unsigned work below it. The message must
   begin with ``Disetujui`` so that no everyday signed commit becomes an approval by accident; if it names years, that
   of the plan must be among them.
3. **The Kepala Dinas** (definitif, Plt., Plh. or Pj.: whoever is in office on the server's date) merged it. For each
   level that the policy asks for:

   * ``forge``: the forge says that he pressed the button (``evidence``). This is the forge's word.
   * ``ssh``: the merge commit carries the signature of his key. Git must say ``G`` for a key that the policy lists. The
     commit's own date must not lie before its parents', nor after the server's time (the forge's where it counts, else
     the publishing machine's), nor more than seven days before it, and he must be in office on both dates: a former
     official who still has his key gains nothing by setting his clock back. Where the merge has no such signature, he
     may instead sign ``manifest.json`` while publishing.
   * ``tte``: a PAdES signature in ``rkt/<tahun>/rkt-ttd.pdf``, judged by ``signing`` while publishing.

The policy itself must have come down from the last publication by consent (``policy``). Every refusal has its own rule
RKT-6xx and says what to do; all that can be found at once is reported at once.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from rktkit.ground.catalogue.trust import ORGANISASI, problem
from rktkit.ground.findings import Problem, Refusal
from rktkit.ground.git.files import CommitFiles
from rktkit.ground.git.objects import Commit
from rktkit.ground.git.repo import Repo
from rktkit.plan.calendar import setempat
from rktkit.plan.layout import pengesahan_path
from rktkit.plan.load.office import load_pengesahan
from rktkit.plan.words import jam
from rktkit.trust import ssh
from rktkit.trust.approval.merge import Merge, read_merge
from rktkit.trust.approval.policy import (
    Holder,
    Introduction,
    Policy,
    PolicyChange,
    git_signature,
    left_out,
    load_policy,
    out_of_office,
    pick,
    policy_line,
)
from rktkit.trust.approval.record import Evidence, MergeRecord, Review
from rktkit.trust.approval.scheduled import too_early

SELISIH = timedelta(minutes=10)
"""How far two clocks may differ before a date counts as false."""

TENGGANG = timedelta(days=7)
"""How long a signed merge may take to reach the server."""

APPROVAL = "disetujui"
"""How the message of the Sekretaris' signed approval begins, whatever the case."""


@dataclass(frozen=True, slots=True)
class Approval:
    """Somebody's act and its evidence. ``tingkat``: ``forge`` or ``ssh``; ``tanda``: the account or the key."""

    holder: Holder
    tingkat: str
    waktu: datetime
    tanda: str


@dataclass(frozen=True, slots=True)
class Authority:
    """A merge that may be published, and why.

    ``kepala`` holds one approval for each level that is already proven. ``seal`` is true when the policy asks for
    ``ssh`` and the merge does not carry it: the Kepala Dinas of ``policy`` must then sign the manifest.
    """

    merge: Merge
    policy: Policy
    kepala: tuple[Approval, ...]
    sekretaris: Approval
    server_time: datetime
    seal: bool
    changes: tuple[PolicyChange, ...]
    introduction: Introduction | None


@dataclass(frozen=True, slots=True)
class _Case:
    repo: Repo
    merge: Merge
    policy: Policy
    event: Evidence | None
    server_time: datetime
    seal: bool

    def jam(self, when: datetime) -> str:
        """A moment as the office reads it, in its own zone."""
        return jam(setempat(when, self.policy.zona))


def judge(
    repo: Repo,
    merge_sha: str,
    *,
    event: Evidence | None,
    server_time: datetime,
    main: str | None = None,
    since: str | None = None,
    introduce: str | None = None,
    seal: bool = False,
) -> Authority:
    """Judge one merge.

    Args:
        merge_sha: full hash of the merge commit.
        event: the forge's record, if there is one.
        server_time: when the server (or the machine that publishes) saw the merge; aware.
        main: tip of ``main``; ``None``: the repository's own.
        since: commit of the last publication before it; ``None``: there is none.
        introduce: full hash of a commit whose policy is introduced anew.
        seal: the Kepala Dinas will sign the manifest, so the merge itself need not be signed.

    Raises:
        Refusal: with every reason that could be found.
    """
    merge, problems = read_merge(repo, merge_sha, main=main, evidence=event)
    try:
        policy = load_policy(repo, merge.utama)
    except Refusal as refusal:
        raise Refusal([*problems, *refusal.problems]) from refusal
    changes: tuple[PolicyChange, ...] = ()
    introduction = None
    try:
        changes, introduction = policy_line(repo, merge.utama, since=since, evidence=event, introduce=introduce)
    except Refusal as refusal:
        problems += refusal.problems
    problems += left_out(repo, merge.commit.sha)
    case = _Case(repo, merge, policy, event, server_time, seal)
    kepala = _collect(problems, [_kepala_forge, _kepala_ssh], case)
    sekretaris = _sekretaris(problems, case)
    problems += _decision(case, kepala)
    problems += _scheduled(case, sekretaris)
    if problems or sekretaris is None:
        raise Refusal(dict.fromkeys(problems))
    needs_seal = "ssh" in _levels(case) and not any(done.tingkat == "ssh" for done in kepala)
    return Authority(merge, policy, kepala, sekretaris, server_time, needs_seal, changes, introduction)


Found = Iterator[Problem | Approval]


def _levels(case: _Case) -> frozenset[str]:
    """The levels at which the merge itself must be shown; ``tte`` alone still needs to know who merged."""
    asked = frozenset(case.policy.organisasi.wajib) & {"forge", "ssh"}
    return asked or frozenset({"forge" if case.event else "ssh"})


def _collect(problems: list[Problem], parts: list[Callable[[_Case], Found]], case: _Case) -> tuple[Approval, ...]:
    approvals = []
    for part in parts:
        for found in part(case):
            if isinstance(found, Problem):
                problems.append(found)
            else:
                approvals.append(found)
    return tuple(approvals)


# --- the Kepala Dinas ------------------------------------------------------------------------------------------------


def _kepala_forge(case: _Case) -> Found:
    needed = "forge" in _levels(case)
    if case.event is None:
        if needed:
            yield problem("RKT-614")
        return
    record = case.event.merge
    found = [*_record_fits(case, record), *_merger(case, record)]
    yield from found if needed else (item for item in found if isinstance(item, Approval) and len(found) == 1)


def _record_fits(case: _Case, record: MergeRecord) -> Iterator[Problem]:
    merge = case.merge
    if record.merge_commit != merge.commit.sha:
        yield problem("RKT-615.commit", catatan=record.merge_commit, commit=merge.commit.sha)
    elif record.head != merge.naskah:
        yield problem("RKT-615.naskah", catatan=record.head, naskah=merge.naskah)
    elif record.base != "main":
        yield problem("RKT-615.tujuan", cabang=record.base, tahun=merge.tahun)
    elif record.merged_at > case.server_time + SELISIH:
        yield problem("RKT-626.depan", tanggal=case.jam(record.merged_at), server=case.jam(case.server_time))


def _merger(case: _Case, record: MergeRecord) -> Found:
    day = case.policy.day(record.merged_at)
    holder = pick(case.policy.of_account(record.merged_by), "kepala", day)
    if holder is None:
        yield problem("RKT-617", akun=record.merged_by, tahun=case.merge.tahun)
    elif holder.jabatan.peran != "kepala":
        yield problem("RKT-616", akun=record.merged_by, peran=holder.jabatan.nama, tahun=case.merge.tahun)
    else:
        yield out_of_office(holder, day) or Approval(holder, "forge", record.merged_at, record.merged_by)


def _kepala_ssh(case: _Case) -> Found:
    needed = "ssh" in _levels(case)
    found = list(_merge_signature(case))
    if needed and not case.seal:
        yield from found
    elif needed:  # only a broken signature still counts against it; the manifest will be signed
        yield from (item for item in found if isinstance(item, Approval) or item.rule == "RKT-622")
    else:
        yield from (item for item in found if isinstance(item, Approval) and len(found) == 1)


def _merge_signature(case: _Case) -> Found:
    commit, policy = case.merge.commit, case.policy
    claim = ssh.commit_claim(commit.raw)
    if claim is None:
        yield _unsigned(case)
        return
    if claim.namespace != ssh.GIT:
        benda = f"commit {commit.sha}"
        yield problem("RKT-627", benda=benda, ruang=claim.namespace, seharusnya=ssh.GIT)
        return
    holders = policy.of_key(claim.key)
    if not holders:
        rule = _unknown_key(case, claim.key)
        yield problem(rule, commit=commit.sha, kunci=claim.key.fingerprint)
        return
    _, key = git_signature(case.repo, commit.sha, policy)
    if key != claim.key:
        yield problem("RKT-622", commit=commit.sha)
        return
    day = policy.day(commit.time)
    holder = pick(holders, "kepala", day)
    assert holder is not None
    if holder.jabatan.peran != "kepala":
        yield problem(
            "RKT-624", commit=commit.sha, nama=holder.pejabat.nama, peran=holder.jabatan.nama, tahun=case.merge.tahun
        )
        return
    yield (
        _false_date(case, holder)
        or out_of_office(holder, day)
        or Approval(holder, "ssh", commit.time, claim.key.fingerprint)
    )


def _unsigned(case: _Case) -> Problem:
    commit = case.merge.commit
    if ssh.has_signature(commit.raw):
        return problem("RKT-628", commit=commit.sha)
    for holder in case.policy.holders():
        if holder.jabatan.peran == "kepala" and holder.pejabat.nama in f"{commit.author} {commit.committer}":
            return problem("RKT-629", commit=commit.sha, nama=holder.pejabat.nama, tahun=case.merge.tahun)
    return problem("RKT-621", commit=commit.sha)


def _unknown_key(case: _Case, key: ssh.Key) -> str:
    """Why the policy does not know a key: written in a way that is no key, taken out on purpose, or never there."""
    wanted = key.text.encode()
    for sha in case.repo.first_parents(case.merge.utama, path=ORGANISASI):
        entry = case.repo.tree(sha).get(ORGANISASI)
        if entry and wanted in case.repo.object(entry.sha, "blob"):
            now = case.repo.tree(case.merge.utama).get(ORGANISASI)
            return "RKT-623.tulisan" if now and wanted in case.repo.object(now.sha, "blob") else "RKT-625"
    return "RKT-623"


def _false_date(case: _Case, holder: Holder) -> Problem | None:
    """A date that cannot be true: before the parents, after the server's, too old, or only in it was he in office."""
    when, server = case.merge.commit.time, case.server_time
    if case.event and "forge" in _levels(case):  # the forge knows when it was; publishing may come later
        server = case.event.merge.merged_at
    for parent in case.merge.commit.parents:
        earliest = case.repo.commit(parent).time
        if when < earliest - SELISIH:
            return problem("RKT-626.induk", tanggal=case.jam(when), induk=case.jam(earliest))
    if when > server + SELISIH:
        return problem("RKT-626.depan", tanggal=case.jam(when), server=case.jam(server))
    official = holder.pejabat
    if official.menjabat(case.policy.day(when)) and not official.menjabat(case.policy.day(server)):
        return problem("RKT-626.masa", tanggal=case.jam(when), nama=official.nama, server=case.jam(server))
    if when < server - TENGGANG:
        return problem("RKT-626.lama", tanggal=case.jam(when), server=case.jam(server), hari=TENGGANG.days)
    return None


def _scheduled(case: _Case, gate: Approval | None) -> Iterator[Problem]:
    """RKT-695: the button was pressed before there was what it merged."""
    if case.event is None:
        return
    approved = gate.waktu if gate and gate.tingkat == "forge" else None
    found = too_early(case.event.merge, approved)
    if found:
        schedule, later = found
        words: dict[str, Any] = {"waktu": case.jam(schedule.waktu), "kemudian": case.jam(later)}
        yield problem("RKT-695", akun=schedule.akun, tahun=case.merge.tahun, **words)


# --- the Sekretaris --------------------------------------------------------------------------------------------------


def _sekretaris(problems: list[Problem], case: _Case) -> Approval | None:
    """His approval at any level that the policy asks for; else the reasons at the first such level."""
    levels = _levels(case)
    ways: list[Problem | Approval] = []
    if "forge" in levels and case.event:
        ways.append(_reviewed(case, case.event.merge))
    if "ssh" in levels:
        ways.append(_signed_head(case))
    for way in ways:
        if isinstance(way, Approval):
            return way
    problems += [way for way in ways[:1] if isinstance(way, Problem)]
    return None


def _reviewed(case: _Case, record: MergeRecord) -> Problem | Approval:
    words: dict[str, Any] = {"naskah": case.merge.naskah, "tahun": case.merge.tahun}
    file = pengesahan_path(case.merge.tahun)
    decisive = [(review, _reviewer(case, review)) for review in record.reviews if review.state != "commented"]
    his = [(review, holder) for review, holder in decisive if holder]
    before = [(review, holder) for review, holder in his if review.waktu <= record.merged_at]
    if not before:
        if his:
            return problem("RKT-634", file, waktu=case.jam(his[0][0].waktu), merge=case.jam(record.merged_at), **words)
        others = [review.akun for review, _ in decisive if review.state == "approved"]
        return problem("RKT-632" if others else "RKT-630", file, siapa=", ".join(others), **words)
    last, holder = before[-1]
    if last.state != "approved":
        return problem("RKT-633", file, waktu=case.jam(last.waktu), **words)
    if last.commit != case.merge.naskah:
        return problem("RKT-631", file, lama=last.commit, **words)
    return Approval(holder, "forge", last.waktu, last.akun)


def _reviewer(case: _Case, review: Review) -> Holder | None:
    day = case.policy.day(review.waktu)
    holder = pick(case.policy.of_account(review.akun), "sekretaris", day) if review.akun else None
    return holder if holder and holder.jabatan.peran == "sekretaris" and holder.pejabat.menjabat(day) else None


def _signed_head(case: _Case) -> Problem | Approval:
    head = case.repo.commit(case.merge.naskah)
    words: dict[str, Any] = {"naskah": head.sha, "tahun": case.merge.tahun}
    file = pengesahan_path(case.merge.tahun)
    if not _is_approval(case, head.sha):
        earlier = case.repo.commits(head.sha, since=case.merge.utama)
        old = next((sha for sha in earlier if _is_approval(case, sha)), None)
        return problem("RKT-631", file, lama=old, **words) if old else problem("RKT-630", file, **words)
    claim = ssh.commit_claim(head.raw)
    _, key = git_signature(case.repo, head.sha, case.policy)
    if claim is None or key != claim.key:
        return problem("RKT-622", file, commit=head.sha)
    day = case.policy.day(head.time)
    holder = pick(case.policy.of_key(key), "sekretaris", day)
    if holder is None or holder.jabatan.peran != "sekretaris" or not holder.pejabat.menjabat(day):
        return problem("RKT-632", file, siapa=holder.pejabat.nama if holder else key.fingerprint, **words)
    earliest = max((case.repo.commit(parent).time for parent in head.parents), default=head.time)
    if head.time < earliest - SELISIH:  # an earlier date may be one on which he was still, or already, in office
        return problem("RKT-626.induk", file, tanggal=case.jam(head.time), induk=case.jam(earliest))
    if case.event and head.time > case.event.merge.merged_at + SELISIH:  # without a forge, RKT-626 sees to it
        return problem("RKT-634", file, waktu=case.jam(head.time), merge=case.jam(case.event.merge.merged_at), **words)
    return Approval(holder, "ssh", head.time, key.fingerprint)


def _is_approval(case: _Case, sha: str) -> bool:
    """Whether a commit calls itself an approval and claims a key that the policy knows; the claim is not yet proven."""
    commit = case.repo.commit(sha)
    claim = ssh.commit_claim(commit.raw)
    return claim is not None and approves(commit, case.merge.tahun) and bool(case.policy.of_key(claim.key))


def approves(commit: Commit, tahun: int, *, named: bool = False) -> bool:
    """Whether a message approves the plan of a year: one that names years, but not this one, is about another plan.

    Args:
        named: the year must be named.
    """
    years = re.findall(r"(?<![0-9])[0-9]{4}(?![0-9])", commit.subject)
    fits = str(tahun) in years or not (years or named)
    return commit.message.lower().startswith(APPROVAL) and fits


# --- the decision ----------------------------------------------------------------------------------------------------


def _decision(case: _Case, kepala: tuple[Approval, ...]) -> Iterator[Problem]:
    """Number and date are there, and the name that the document will print is the person who approved it."""
    tahun = case.merge.tahun
    file = pengesahan_path(tahun)
    decision, _ = load_pengesahan(CommitFiles(case.repo, case.merge.commit.sha), tahun)
    fields = {"nomor": decision and decision.nomor, "tanggal": decision and decision.tanggal}
    missing = [name for name, value in fields.items() if not value]
    if missing or decision is None or decision.tanggal is None:
        yield problem("RKT-637", file, isian=", ".join(missing), tahun=tahun)
        return
    jabatan = case.policy.organisasi.cari_jabatan(decision.jabatan)
    written = jabatan.pejabat_pada(decision.tanggal) if jabatan else None
    for name in dict.fromkeys(approval.holder.pejabat.nama for approval in kepala):
        if written is None or written.nama != name:
            yield problem(
                "RKT-638", file, tanggal=decision.tanggal, tertulis=written.nama if written else "(kosong)", nama=name
            )
