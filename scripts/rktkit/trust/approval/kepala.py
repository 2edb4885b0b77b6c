"""The Kepala Dinas' act: the forge's word that he pressed the button, or his signature on the merge."""

from collections.abc import Iterator

from rktkit.ground.catalogue.trust import problem
from rktkit.ground.findings import Problem
from rktkit.plan.layout import ORGANISASI
from rktkit.trust import ssh
from rktkit.trust.approval.case import SELISIH, TENGGANG, Approval, Case
from rktkit.trust.approval.policy import Holder, commit_key, out_of_office, pick
from rktkit.trust.approval.record import MergeRecord

Found = Iterator[Problem | Approval]


def by_forge(case: Case) -> Found:
    needed = "forge" in case.levels
    if case.event is None:
        if needed:
            yield problem("RKT-614")
        return
    record = case.event.merge
    found = [*_record_fits(case, record), *_merger(case, record)]
    yield from found if needed else (item for item in found if isinstance(item, Approval) and len(found) == 1)


def _record_fits(case: Case, record: MergeRecord) -> Iterator[Problem]:
    merge = case.merge
    if record.merge_commit != merge.commit.sha:
        yield problem("RKT-615.commit", catatan=record.merge_commit, commit=merge.commit.sha)
    elif record.head != merge.naskah:
        yield problem("RKT-615.naskah", catatan=record.head, naskah=merge.naskah)
    elif record.base != "main":
        yield problem("RKT-615.tujuan", cabang=record.base, tahun=merge.tahun)
    elif not case.lama and not record.repositori:
        yield problem("RKT-615.alamat", alamat=record.alamat or "(kosong)", nomor=record.nomor)
    elif not case.lama and record.merged_at < merge.commit.time - SELISIH:
        words = {"catatan": case.jam(record.merged_at), "waktu": case.jam(merge.commit.time)}
        yield problem("RKT-615.waktu", **words)
    elif record.merged_at > case.server_time + SELISIH:
        yield problem("RKT-626.depan", tanggal=case.jam(record.merged_at), server=case.jam(case.server_time))


def _merger(case: Case, record: MergeRecord) -> Found:
    day = case.policy.day(record.merged_at)
    holder = pick(case.policy.of_account(record.merged_by), "kepala", day)
    if holder is None:
        yield problem("RKT-617", akun=record.merged_by, tahun=case.merge.tahun)
    elif holder.jabatan.peran != "kepala":
        yield problem("RKT-616", akun=record.merged_by, peran=holder.jabatan.nama, tahun=case.merge.tahun)
    else:
        yield out_of_office(holder, day) or Approval(holder, "forge", record.merged_at, record.merged_by)


def by_signature(case: Case) -> Found:
    needed = "ssh" in case.levels
    found = list(_merge_signature(case))
    if needed and not case.seal:
        yield from found
    elif needed:  # only a broken signature still counts against it; the manifest will be signed
        yield from (item for item in found if isinstance(item, Approval) or item.rule == "RKT-622")
    else:
        yield from (item for item in found if isinstance(item, Approval) and len(found) == 1)


def _merge_signature(case: Case) -> Found:
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
    if commit_key(commit.raw, policy) != claim.key:
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


def _unsigned(case: Case) -> Problem:
    commit = case.merge.commit
    if ssh.has_signature(commit.raw):
        return problem("RKT-628", commit=commit.sha)
    for holder in case.policy.holders():
        if holder.jabatan.peran == "kepala" and holder.pejabat.nama in f"{commit.author} {commit.committer}":
            return problem("RKT-629", commit=commit.sha, nama=holder.pejabat.nama, tahun=case.merge.tahun)
    return problem("RKT-621", commit=commit.sha)


def _unknown_key(case: Case, key: ssh.Key) -> str:
    """Why the policy does not know a key: written in a way that is no key, taken out on purpose, or never there."""
    wanted = key.text.encode()
    if case.repo is None:
        return "RKT-623"
    for sha in case.repo.first_parents(case.merge.utama, path=ORGANISASI):
        entry = case.repo.tree(sha).get(ORGANISASI)
        if entry and wanted in case.repo.object(entry.sha, "blob"):
            now = case.repo.tree(case.merge.utama).get(ORGANISASI)
            return "RKT-623.tulisan" if now and wanted in case.repo.object(now.sha, "blob") else "RKT-625"
    return "RKT-623"


def _false_date(case: Case, holder: Holder) -> Problem | None:
    """A date that cannot be true: before the parents, after the server's, too old, or only in it was he in office."""
    when, server = case.merge.commit.time, case.server_time
    if case.event and "forge" in case.levels:  # the forge knows when it was; publishing may come later
        server = case.event.merge.merged_at
    if case.cap:  # an authority saw it then; whatever came later takes nothing away
        server = case.cap
    for parent in filter(None, map(case.commit, case.merge.commit.parents)):
        if when < parent.time - SELISIH:
            return problem("RKT-626.induk", tanggal=case.jam(when), induk=case.jam(parent.time))
    if when > server + SELISIH:
        return problem("RKT-626.depan", tanggal=case.jam(when), server=case.jam(server))
    official = holder.pejabat
    if official.menjabat(case.policy.day(when)) and not official.menjabat(case.policy.day(server)):
        return problem("RKT-626.masa", tanggal=case.jam(when), nama=official.nama, server=case.jam(server))
    if when < server - TENGGANG:
        return problem("RKT-626.lama", tanggal=case.jam(when), server=case.jam(server), hari=TENGGANG.days)
    return None
