"""The gate before the signature (step 9): the Sekretaris approved exactly the text that was merged.

Where an office has none (``tanpa: [sekretaris]``) it is the Kasubag. Without a forge the approval is the commit itself
that was merged, signed by his key, and its message is exactly ``Disetujui: RKT 2027``; a commit of his that says
``Ditolak: RKT 2027`` on top of it, or later on the draft, takes it back.
"""

import re
from collections.abc import Iterator
from typing import Any

from rktkit.ground.catalogue.trust import problem
from rktkit.ground.findings import Problem
from rktkit.ground.git.objects import Commit
from rktkit.ground.git.program import BentObject
from rktkit.plan.layout import pengesahan_path
from rktkit.trust import ssh
from rktkit.trust.approval.case import SELISIH, Approval, Case
from rktkit.trust.approval.policy import Holder, commit_key, pick
from rktkit.trust.approval.record import MergeRecord, Review

APPROVAL = "Disetujui"
REFUSAL = "Ditolak"


def gate(case: Case) -> Approval | Problem | None:
    """The approval at any level that the policy asks for; else the reason at the first level that says anything."""
    ways: list[Problem | Approval] = []
    if "forge" in case.levels and case.event:
        ways.append(_reviewed(case, case.event.merge))
    if "ssh" in case.levels:
        ways.append(_signed_head(case))
    return next((way for way in ways if isinstance(way, Approval)), ways[0] if ways else None)


def _reviewed(case: Case, record: MergeRecord) -> Problem | Approval:
    """His latest decisive review before the merge; one that takes an approval back is decisive, too."""
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


def _reviewer(case: Case, review: Review) -> Holder | None:
    day = case.policy.day(review.waktu)
    holder = pick(case.policy.of_account(review.akun), case.policy.gate, day) if review.akun else None
    return holder if holder and holder.jabatan.peran == case.policy.gate and holder.pejabat.menjabat(day) else None


def _signed_head(case: Case) -> Problem | Approval:
    head = case.commit(case.merge.naskah)
    words: dict[str, Any] = {"naskah": case.merge.naskah, "tahun": case.merge.tahun}
    file = pengesahan_path(case.merge.tahun)
    if head is None or not _claims(case, head, APPROVAL):
        if head and _claims(case, head, REFUSAL) and _holder(case, head):
            return problem("RKT-633", file, waktu=case.jam(head.time), **words)
        old = next((one.sha for one in _earlier(case) if _claims(case, one, APPROVAL)), None)
        return problem("RKT-631", file, lama=old, **words) if old else problem("RKT-630", file, **words)
    key = commit_key(head.raw, case.policy)
    if key is None:
        return problem("RKT-622", file, commit=head.sha)
    holder = _holder(case, head)
    if holder is None:
        day = case.policy.day(head.time)
        named = pick(case.policy.of_key(key), case.policy.gate, day)
        return problem("RKT-632", file, siapa=named.pejabat.nama if named else key.fingerprint, **words)
    earliest = max((one.time for one in map(case.commit, head.parents) if one), default=head.time)
    if head.time < earliest - SELISIH:  # an earlier date may be one on which he was still, or already, in office
        return problem("RKT-626.induk", file, tanggal=case.jam(head.time), induk=case.jam(earliest))
    if case.event and head.time > case.event.merge.merged_at + SELISIH:  # without a forge, RKT-626 sees to it
        return problem("RKT-634", file, waktu=case.jam(head.time), merge=case.jam(case.event.merge.merged_at), **words)
    taken_back = next(_withdrawn(case, head), None)
    if taken_back and not case.terbit:
        return problem("RKT-633", file, waktu=case.jam(taken_back.time), **words)
    return Approval(holder, "ssh", head.time, key.fingerprint, taken_back.time if taken_back else None)


def _holder(case: Case, commit: Commit) -> Holder | None:
    """Who of the gate's role, in office by the commit's date, signed it."""
    key = commit_key(commit.raw, case.policy)
    day = case.policy.day(commit.time)
    holder = pick(case.policy.of_key(key), case.policy.gate, day) if key else None
    fits = holder and holder.jabatan.peran == case.policy.gate and holder.pejabat.menjabat(day)
    return holder if fits else None


def _claims(case: Case, commit: Commit, what: str) -> bool:
    """Whether a commit says so of this year and claims a key that the policy knows; the claim is not yet proven."""
    claim = ssh.commit_claim(commit.raw)
    said = says(commit, what, case.merge.tahun) or (case.lama and what == APPROVAL and _said(commit, case.merge.tahun))
    return claim is not None and said and bool(case.policy.of_key(claim.key))


def _earlier(case: Case) -> Iterator[Commit]:
    if case.repo:
        for sha in case.repo.commits(case.merge.naskah, since=case.merge.utama):
            yield case.repo.commit(sha)


def _withdrawn(case: Case, approval: Commit) -> Iterator[Commit]:
    """What takes an approval back on the draft's own branch, until the merge."""
    if case.repo is None or case.lama:
        return
    branches = {**case.repo.refs("refs/heads"), **case.repo.refs("refs/remotes")}
    tips = {sha for name, sha in branches.items() if name.endswith(f"/draf/{case.merge.tahun}")}
    for tip in sorted(tips):
        refusals = case.repo.saying(tip, f"{REFUSAL}: RKT {case.merge.tahun}")  # most drafts hold none
        if not refusals or not case.repo.is_ancestor(approval.sha, tip):
            continue
        for sha in refusals:
            try:
                one = case.repo.commit(sha)
            except BentObject:
                continue  # no refusal is written so, and whoever may push to the branch can put it there
            until = case.merge.commit.time + SELISIH
            fits = one.time <= until and not case.repo.is_ancestor(sha, approval.sha)
            if fits and _claims(case, one, REFUSAL) and _holder(case, one):
                yield one


def says(commit: Commit, what: str, tahun: int) -> bool:
    """Whether a commit's message is exactly that act: ``Disetujui: RKT 2027``."""
    return commit.message.strip("\n") == f"{what}: RKT {tahun}"


def _said(commit: Commit, tahun: int) -> bool:
    """The looser grammar of versi 1: it begins so, and names no other year."""
    years = re.findall(r"(?<![0-9])[0-9]{4}(?![0-9])", commit.subject)
    return commit.message.lower().startswith(APPROVAL.lower()) and (str(tahun) in years or not years)
