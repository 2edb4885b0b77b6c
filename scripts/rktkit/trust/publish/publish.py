"""``rkt publish``: from a merge to a publication in the archive, or to the reasons why not.

The order is: find the merge, judge the authority, compile what was merged, render every document, write it all as Git
objects, and then move one branch in one step. Until that step nobody sees anything; after it the publication is
complete. Where a remote holds the archive, its branch is moved first and the local one follows, so a stop in between
leaves the local branch behind, never ahead, and the next run catches up. Losing a race to another publisher costs a
new try on top of his publication, since the chain and the documents name what came before.
"""

import base64
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from rktkit.documents.compile.amendment import replace_perubahan
from rktkit.documents.compile.rkt import compile_rkt
from rktkit.ground.catalogue.trust import problem
from rktkit.ground.files import MemoryFiles
from rktkit.ground.findings import Problem, Refusal, Severity
from rktkit.ground.git.files import CommitFiles
from rktkit.ground.git.program import GitFailed, RefMoved
from rktkit.ground.git.repo import Repo
from rktkit.plan.layout import path_of, pengesahan_path
from rktkit.trust import ssh
from rktkit.trust import tte as signing
from rktkit.trust.approval.judge import Authority, judge
from rktkit.trust.approval.merge import Merge, carries_plan, main_tip
from rktkit.trust.approval.policy import Holder, load_policy
from rktkit.trust.approval.record import Evidence
from rktkit.trust.archive.branch import Branch, add, open_branch, read_past
from rktkit.trust.archive.closed import of_archive
from rktkit.trust.archive.evidence import BUKTI, STAMP, build_bukti, without_names
from rktkit.trust.archive.make import _context, amended, build_manifest, check_place, documents, read_sources
from rktkit.trust.archive.manifest import SEAL, SIGNATURE, Manifest, json_bytes
from rktkit.trust.archive.manifest import STAMP as TIME
from rktkit.trust.archive.objects import SIGNED_PDF, gather
from rktkit.trust.archive.presigned import KEY, find_draft
from rktkit.trust.archive.publications import Archive, root_files
from rktkit.trust.archive.seal import Seal, apply_seal, seal_by_machine, under_seal
from rktkit.trust.publish.witness import endorse
from rktkit.trust.tte.tsr import NoStamp, check_stamp
from rktkit.trust.verify.people.clone import Standing
from rktkit.trust.verify.question import TSA, pem_below

TRIES = 5
"""How often a lost race is run again."""


@dataclass(frozen=True, slots=True)
class Published:
    """What ``publish`` did. ``baru`` is false when the merge had been published before.

    ``sha256`` is of the publication's manifest, ``kepala`` of the archive's newest one.
    """

    publikasi: str
    sha256: str
    merge: str
    baru: bool
    kepala: str
    peringatan: tuple[Problem, ...] = ()


def publish(
    repo: Repo,
    *,
    server_time: datetime,
    commit: str | None = None,
    event: Evidence | None = None,
    url: str | None = None,
    remote: str | None = None,
    seal: Seal | None = None,
    machine: ssh.Signer | None = None,
    introduce: str | None = None,
    names: bool = True,
    stamp: bytes | None = None,
    clock: Seal | None = None,
) -> Published:
    """Publish the plan that a merge carries.

    Args:
        server_time: the clock of the machine that publishes; aware.
        commit: full hash of the merge; ``None``: the forge's record names it, or the newest that changed a plan.
        event: the forge's record.
        url: address of the site; the publication's page is ``<url>/arsip/<publication>/``.
        remote: also send the archive to this remote (and take its branch as the newest).
        seal: the Kepala Dinas signs the manifest.
        machine: signs the manifest with the publishing machine's key; needed where the policy names one.
        introduce: full hash of a commit whose policy is introduced anew.
        names: keep the accounts of staff in the recorded discussion.
        stamp: an authority's reply over the raw merge commit (``rkt sign --stamp``).
        clock: asks a time-stamping authority about a manifest; where it does not answer, that is told and no more.

    Raises:
        Refusal: not authorised, not complete, or the archive cannot be read or written; it has not changed then.
    """
    try:
        tip = main_tip(repo)
        if tip is None:
            raise Refusal([problem("RKT-606.main")])
        merge = commit or (event.merge.merge_commit if event else _newest(repo, tip))
        job = _Job(repo, tip, merge, server_time, event, url, seal, machine, introduce, names, stamp, clock)
        for _ in range(TRIES):
            branch = open_branch(repo, remote)
            try:
                return _once(job, branch)
            except RefMoved:
                continue
        raise Refusal([problem("RKT-656", ".")])
    except (GitFailed, OSError) as error:
        raise broken_off(repo, error) from error


def broken_off(repo: Repo, error: GitFailed | OSError) -> Refusal:
    """What to tell when the archive could not be written, or an object was missing: beyond a cut, that is no damage."""
    with suppress(GitFailed, OSError):  # Git itself may be what fails
        if isinstance(error, GitFailed) and repo.shallow:
            return Refusal([problem("RKT-607")])
    return Refusal([problem("RKT-659", ".", sebab=str(error) or type(error).__name__)])


_TANPA_CAP = "Tetap terbit, tanpa cap waktu. Periksa layanan itu sebelum penerbitan berikutnya."


@dataclass(frozen=True, slots=True)
class _Job:
    repo: Repo
    main: str
    merge: str
    server_time: datetime
    event: Evidence | None
    url: str | None
    seal: Seal | None
    machine: ssh.Signer | None
    introduce: str | None
    names: bool
    stamp: bytes | None
    clock: Seal | None


def _newest(repo: Repo, tip: str) -> str:
    """The newest commit of the first-parent line that changed a plan."""
    for sha in repo.first_parents(tip, path="rkt"):
        if carries_plan(repo, sha):
            return sha
    raise Refusal([problem("RKT-608.kosong", commit=tip)])


def _once(job: _Job, branch: Branch) -> Published:
    archive = branch.archive
    standing = Standing(job.repo, job.main, archive)
    for earlier in archive.publications[: _sealed(job, archive)]:
        standing.trust(earlier)  # the seal of a machine in office answers for it and, by the chain, for all before it
    wrong = standing.problems()
    if wrong:  # what nobody approved must not get a successor that speaks for it
        raise Refusal(wrong)
    done = archive.of_commit(job.merge)
    if done:
        branch.move(branch.base)  # an earlier run may have been stopped between the two branches
        if job.machine:
            endorse(job.repo, branch, job.machine, job.server_time)
        return Published(done.nama, done.sha256, job.merge, baru=False, kepala=archive.publications[-1].sha256)
    if not job.repo.is_ancestor(job.merge, job.main):
        raise Refusal([problem("RKT-606", commit=job.merge)])
    authority = judge(
        job.repo,
        job.merge,
        event=job.event,
        server_time=job.server_time,
        main=job.main,
        since=standing.rests_on(job.merge)[0],
        introduce=job.introduce,
        seal=job.seal is not None,
        cap=_cap(job),
    )
    manifest, files = _assemble(job, archive, authority)
    if job.seal:
        files[SIGNATURE], signer = apply_seal(job.seal, manifest, authority.policy, job.server_time)
        _same_person(manifest, signer)
    sealed = seal_by_machine(job.machine, manifest.to_bytes(), authority.policy, job.server_time)
    files |= {SEAL: sealed} if sealed else {}
    told = _stamped(job, manifest, files)
    when = authority.merge.commit.time
    branch.move(add(job.repo, branch.base, archive, manifest, files, root_files(), when))
    told += read_past(job.repo, branch.base).temuan if branch.base else ()
    told += [] if SEAL in files else [problem("RKT-640.tanpa")]
    head = manifest.sha256
    return Published(manifest.publikasi, head, job.merge, baru=True, kepala=head, peringatan=tuple(told))


def _stamped(job: _Job, manifest: Manifest, files: dict[str, bytes]) -> list[Problem]:
    """Put an authority's time-stamp beside the manifest; why there is none."""
    if job.clock is None:
        return []
    try:
        files[TIME] = job.clock(manifest.to_bytes())
    except Refusal as refusal:
        return [one.but(severity=Severity.PERINGATAN, hint=_TANPA_CAP) for one in refusal.problems]
    return []


def _cap(job: _Job) -> Callable[[Merge], datetime | None] | None:
    """The moment of the stamp over the merge, by the roots that the policy pins."""
    stamp = job.stamp
    if stamp is None:
        return None

    def cap(merge: Merge) -> datetime | None:
        try:
            return check_stamp(stamp, merge.commit.raw, pem_below(CommitFiles(job.repo, merge.utama), TSA))
        except NoStamp as error:
            raise Refusal([problem("RKT-674.merge", ".", commit=merge.commit.sha, sebab=error)]) from error

    return cap


def _sealed(job: _Job, archive: Archive) -> int:
    """How many publications stand under the newest one whose seal is by a machine in office, itself included."""
    policy = load_policy(job.repo, job.main)
    day = policy.day(job.server_time)
    return under_seal(archive, [one.kunci for one in policy.penerbit if one.menjabat(day)])


# --- the documents ---------------------------------------------------------------------------------------------------


def _assemble(job: _Job, archive: Archive, authority: Authority) -> tuple[Manifest, dict[str, bytes]]:
    merge = authority.merge
    tree = CommitFiles(job.repo, merge.commit.sha)
    sources = read_sources(tree, merge.tahun)
    plan = MemoryFiles(sources)
    check_place(archive, plan, merge.tahun)
    known = [one.manifest for one in archive.publications]
    said = of_archive(archive.files, plan, manifests=known, final=(merge.tahun,))  # RKT-111, 214, 510: all before
    rkt = compile_rkt(plan, merge.tahun, final=True, archived=said)
    before = amended(archive, rkt.tahun, rkt.urutan) if rkt.jenis == "perubahan" else None
    if before:
        rkt = replace_perubahan(rkt, before)
    event = job.event
    if event and not job.names:
        event = without_names(event, authority.policy)
    address = f"{job.url.rstrip('/')}/arsip/{rkt.publikasi}/" if job.url else None
    bukti = build_bukti(authority, event, gather(job.repo, merge), address)
    bukti |= {STAMP: base64.b64encode(job.stamp).decode()} if job.stamp else {}
    signed = _signed_paper(job, merge, tree)
    if signed:
        context = _context(sources, bukti, archive.head, merge.commit.time, before)
        heads = [archive.head, *(plan.manifest.sebelumnya for plan in archive.publications[::-1])]
        draft = find_draft(job.repo, merge, signed, rkt, context, heads)
        bukti |= {KEY: draft.to_json()} if draft else {}
    files = documents(rkt, sources, bukti, archive.head, merge.commit.time, before)
    if signed or "tte" in authority.policy.organisasi.wajib:
        files[SIGNED_PDF] = signed
        bukti["tte"] = _check_signed_pdf(job, authority, files)
    files[BUKTI] = json_bytes(bukti)
    return build_manifest(archive, rkt, merge.commit.sha, files), files


def _signed_paper(job: _Job, merge: Merge, tree: CommitFiles) -> bytes:
    """The PDF that was signed before this merge; one that was there before belongs to an earlier plan."""
    path = path_of(merge.tahun, SIGNED_PDF)
    entry = tree.entries.get(path)
    if entry is None or entry == job.repo.tree(merge.utama).get(path):
        return b""
    return tree.read(path)


# --- other evidence --------------------------------------------------------------------------------------------------


def _same_person(manifest: Manifest, signer: Holder) -> None:
    written, nama = manifest.penetapan["pejabat"], signer.pejabat.nama
    if written != nama:
        words = {"tanggal": manifest.penetapan["tanggal"], "tertulis": written, "nama": nama}
        raise Refusal([problem("RKT-638", pengesahan_path(manifest.tahun), **words)])


def _check_signed_pdf(job: _Job, authority: Authority, files: Mapping[str, bytes]) -> dict[str, Any]:
    tahun = authority.merge.tahun
    file = path_of(tahun, SIGNED_PDF)
    if not files[SIGNED_PDF]:
        raise Refusal([problem("RKT-639.berkas", file, tahun=tahun)])
    if "tte" not in signing.CHECKERS:
        raise Refusal([problem("RKT-639.alat", file)])
    trusted = CommitFiles(job.repo, authority.merge.utama)
    try:
        check = signing.load("tte").check_pdf
        found = check(files[SIGNED_PDF], files["rkt.pdf"], trusted, job.server_time, baru=True)
    except Refusal as refusal:
        raise Refusal([one.but(file=file) if one.file == SIGNED_PDF else one for one in refusal.problems]) from None
    assert isinstance(found, dict)
    return found
