"""Signing the PDF itself: after publication as a publication of its own, before the merge as a file of the draft.

Every signature that comes back from a key or a service is judged like a stranger's before anything is written.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from rktkit.documents.compile.amendment import replace_perubahan
from rktkit.documents.compile.rkt import compile_rkt
from rktkit.ground.catalogue.trust import problem
from rktkit.ground.files import Files, MemoryFiles
from rktkit.ground.findings import Refusal
from rktkit.ground.git.files import CommitFiles
from rktkit.ground.git.repo import Repo
from rktkit.plan.calendar import zona
from rktkit.plan.layout import path_of, pengesahan_path, year_of
from rktkit.trust import tte as signing
from rktkit.trust.approval.merge import main_tip
from rktkit.trust.archive.branch import newest
from rktkit.trust.archive.make import amended, check_place, office_context, read_sources
from rktkit.trust.archive.objects import SIGNED_PDF
from rktkit.trust.archive.presigned import Draft, render_paper
from rktkit.trust.archive.publications import Archive
from rktkit.trust.archive.read import read_branch
from rktkit.trust.tte import Request

Make = Callable[[bytes, Request], bytes]
"""Signs a document."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A signed draft: where it belongs in the repository, its bytes, and what was found when it was judged."""

    path: str
    data: bytes
    draft: Draft
    tte: dict[str, Any]


def examine(signed: bytes, compiled: bytes, files: Files, when: datetime) -> dict[str, Any]:
    """What ``bukti.json`` says of a signed PDF.

    Raises:
        Refusal: it does not count.
    """
    said = signing.load("tte").check_pdf(signed, compiled, files, when, baru=True)
    assert isinstance(said, dict)
    return said


def is_published_here(repo: Repo, tahun: int) -> bool:
    """Whether the plan at ``HEAD`` is in the archive already, so that a signature comes after the fact."""
    tip = newest(repo)
    if tip is None:
        return False
    tree = CommitFiles(repo, repo.resolve("HEAD"))
    try:
        rkt = compile_rkt(MemoryFiles(read_sources(tree, tahun)), tahun, final=False)
    except Refusal:
        return bool(read_branch(repo, tip).plans(tahun))  # not for us to judge: the archive has what there is
    return read_branch(repo, tip).find(rkt.publikasi) is not None


def sign_draft(repo: Repo, tahun: int, make: Make, *, clock: Callable[[], datetime], url: str | None) -> Paper:
    """Type-set the plan at ``HEAD`` and have it signed, before it is merged.

    Args:
        clock: what time it is, aware.
        url: address of the site, the same as ``rkt publish`` will be given.

    Raises:
        Refusal: there is nothing to sign here, the plan has errors, or the signature does not count.
    """
    main = main_tip(repo)
    if main is None:
        raise Refusal([problem("RKT-606.main")])
    head = repo.resolve("HEAD")
    if not any(year_of(path) == tahun for path in repo.changed(main, head)):
        raise Refusal([problem("RKT-678.gabung", pengesahan_path(tahun), tahun=tahun)])
    sources = read_sources(CommitFiles(repo, head), tahun)
    plan = MemoryFiles(sources)
    rkt = compile_rkt(plan, tahun, final=True)
    if rkt.penetapan is None:
        raise Refusal([problem("RKT-637", pengesahan_path(tahun), tahun=tahun, isian="nomor atau tanggal")])
    archive = _archive(repo)
    check_place(archive, plan, tahun)
    before = amended(archive, tahun, rkt.urutan) if rkt.jenis == "perubahan" else None
    rkt = replace_perubahan(rkt, before) if before else rkt
    alamat = f"{url.rstrip('/')}/arsip/{rkt.publikasi}/" if url else None
    draft = Draft(head, repo.commit(head).time, archive.head, alamat)
    pdf = render_paper(rkt, draft.context(office_context(sources, before)))
    signed = make(pdf, Request(rkt.publikasi, tahun, alamat, zona(rkt.kode_wilayah)))
    said = examine(signed, pdf, CommitFiles(repo, main), clock())
    return Paper(path_of(tahun, SIGNED_PDF), signed, draft, said)


def _archive(repo: Repo) -> Archive:
    tip = newest(repo)
    archive = read_branch(repo, tip) if tip else Archive(MemoryFiles({}), (), ())
    if archive.problems:
        raise Refusal(archive.problems)
    return archive
