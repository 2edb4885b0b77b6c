"""``rkt sign`` after publication: a signature is a publication of its own, which names the one it signs by hash.

An SSH signature stands beside the new publication's own manifest, ``manifest.json.sig``; since that manifest names the
signed one, and through it everything before, one signature answers for both. A signed PDF is ``rkt-ttd.pdf`` in it.
"""

import json
from collections.abc import Callable, Mapping
from datetime import datetime

from rktkit.ground.catalogue.trust import problem
from rktkit.ground.findings import Refusal, Severity
from rktkit.ground.git.files import CommitFiles
from rktkit.ground.git.program import GitFailed, RefMoved
from rktkit.ground.git.repo import Repo
from rktkit.plan.load.office import office_day
from rktkit.trust.approval.line import policy_line
from rktkit.trust.approval.merge import main_tip
from rktkit.trust.approval.policy import Holder, Policy, load_policy
from rktkit.trust.archive.branch import Branch, add, open_branch
from rktkit.trust.archive.evidence import BUKTI, signature_bukti
from rktkit.trust.archive.make import seals_before, tools
from rktkit.trust.archive.manifest import SEAL, SIGNATURE, Manifest, json_bytes, list_files
from rktkit.trust.archive.objects import SIGNED_PDF
from rktkit.trust.archive.publications import Archive, Publication, root_files
from rktkit.trust.archive.seal import Seal, apply_seal, seal_by_machine
from rktkit.trust.publish.draft import Make, examine
from rktkit.trust.publish.publish import TRIES, Published, broken_off
from rktkit.trust.tte import Request
from rktkit.trust.verify.question import History, Question
from rktkit.trust.verify.verdict import verify


def countersign(
    repo: Repo,
    tahun: int,
    cara: str,
    *,
    server_time: datetime,
    seal: Seal | None = None,
    machine: Seal | None = None,
    make: Make | None = None,
    remote: str | None = None,
    clock: Callable[[], datetime] | None = None,
) -> Published:
    """Add the Kepala Dinas' signature on the newest plan of a year to the archive.

    Args:
        cara: ``ssh``, ``p12`` or ``bsre``.
        server_time: the clock of the machine that publishes; aware.
        seal: signs the new manifest (``ssh``).
        machine: signs the new manifest with the publishing machine's key, where it is at hand.
        make: signs the PDF (``p12``, ``bsre``); it is asked only once, whatever happens to the archive.
        remote: also send the archive to this remote.
        clock: what time it is, aware: after a signature was made, ``server_time`` is long ago.

    Returns:
        The signature's publication; ``baru`` is false when he had signed that way before.

    Raises:
        Refusal: nothing to sign, nobody in office, the signed PDF does not count, or the archive cannot be read or
            written.
    """
    signed: bytes | None = None
    try:
        for _ in range(TRIES):
            branch = open_branch(repo, remote)
            archive = branch.archive
            plan = _newest(archive, tahun)
            _check_archive(repo, branch, server_time)
            policy = _policy(repo, archive, plan)
            signer = _kepala(policy, server_time)
            done = _signed_before(archive, plan, signer, cara)
            if done:
                branch.move(branch.base)
                head = archive.publications[-1].sha256
                return Published(done.nama, done.sha256, plan.manifest.commit, baru=False, kepala=head)
            files = {}
            if make:
                original = archive.files.read(f"{plan.nama}/rkt.pdf")
                if signed is None:
                    signed = make(original, _request(archive, plan, policy))
                    server_time = clock() if clock else server_time
                files = {SIGNED_PDF: signed}
            bukti = signature_bukti((plan.nama, plan.sha256), policy, signer, cara, server_time)
            if make:
                bukti["tte"] = examine(files[SIGNED_PDF], original, CommitFiles(repo, policy.commit), server_time)
            files[BUKTI] = json_bytes(bukti)
            manifest = _manifest(archive, plan, files)
            if seal:
                files[SIGNATURE], _ = apply_seal(seal, manifest, policy, server_time)
            sealed = seal_by_machine(machine, manifest.to_bytes(), policy, server_time) if machine else None
            files |= {SEAL: sealed} if sealed else {}
            try:
                branch.move(add(repo, branch.base, archive, manifest, files, root_files(), server_time))
            except RefMoved:
                continue
            head = manifest.sha256
            return Published(manifest.publikasi, head, plan.manifest.commit, baru=True, kepala=head)
        raise Refusal([problem("RKT-656", ".")])
    except (GitFailed, OSError) as error:
        raise broken_off(repo, error) from error


def _request(archive: Archive, plan: Publication, policy: Policy) -> Request:
    bukti = json.loads(archive.files.read(f"{plan.nama}/{BUKTI}"))
    return Request(plan.nama, plan.manifest.tahun, bukti.get("alamat"), policy.zona)


def _check_archive(repo: Repo, branch: Branch, now: datetime) -> None:
    """He signs nothing that nobody approved, and is not told that he signed what he did not.

    Raises:
        Refusal: whatever speaks against anything in the archive.
    """
    main = main_tip(repo)
    if main is None:
        raise Refusal([problem("RKT-606.main")])
    today = office_day(CommitFiles(repo, main), now)
    verdict = verify(branch.archive.files, Question(today=today), History(repo, main, branch.base))
    wrong = [found for found in verdict.problems if found.severity is Severity.GALAT]
    if wrong:
        raise Refusal(wrong)


def _newest(archive: Archive, tahun: int) -> Publication:
    plans = archive.plans(tahun)
    if not plans:
        raise Refusal([problem("RKT-663.tahun", ".", tahun=tahun)])
    return plans[-1]


def _policy(repo: Repo, archive: Archive, plan: Publication) -> Policy:
    """The newest policy that came down by consent: that of ``main``, else the one by which the plan was published."""
    tip = main_tip(repo)
    if tip is not None:
        try:
            policy_line(repo, tip, since=plan.manifest.commit, evidence=None, introduce=None)
            return load_policy(repo, tip)
        except Refusal:
            pass
    bukti = json.loads(archive.files.read(f"{plan.nama}/{BUKTI}"))
    return load_policy(repo, bukti["kebijakan"]["commit"])


def _kepala(policy: Policy, when: datetime) -> Holder:
    day = policy.day(when)
    for holder in policy.holders():
        if holder.jabatan.peran == "kepala" and holder.pejabat.menjabat(day):
            return holder
    raise Refusal([problem("RKT-640", sebab=f"tidak ada kepala instansi yang menjabat pada {day}.")])


def _signed_before(archive: Archive, plan: Publication, signer: Holder, cara: str) -> Publication | None:
    for earlier in archive.signatures(plan.nama):
        signed_by = json.loads(archive.files.read(f"{earlier.nama}/{BUKTI}"))["penanda_tangan"]
        if (signed_by["nama"], signed_by["cara"]) == (signer.pejabat.nama, cara):
            return earlier
    return None


def _manifest(archive: Archive, plan: Publication, files: Mapping[str, bytes]) -> Manifest:
    signed = plan.manifest
    return Manifest(
        publikasi=f"{plan.nama}-ttd-{len(archive.signatures(plan.nama)) + 1}",
        urutan=len(archive.publications) + 1,
        sebelumnya=archive.head,
        tahun=signed.tahun,
        jenis=signed.jenis,
        penetapan=signed.penetapan,
        commit=signed.commit,
        berkas=list_files(files),
        alat=tools(),
        menandatangani=(plan.nama, plan.sha256),
        segel_sebelumnya=seals_before(archive),
    )
