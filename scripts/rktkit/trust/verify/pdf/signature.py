"""What a signature inside a PDF vouches for.

Such a signature covers the document, not the archive around it. Its own clock proves no time: where the term of its
signer has ended, a trusted time-stamp in it does, or the seal of the publication that holds it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from rktkit.ground.catalogue.trust import problem
from rktkit.ground.files import Files, MemoryFiles, read_plain
from rktkit.ground.findings import Refusal
from rktkit.ground.git.files import CommitFiles
from rktkit.ground.git.program import GitFailed
from rktkit.plan.layout import ORGANISASI
from rktkit.trust import tte as signing
from rktkit.trust.approval.policy import Policy
from rktkit.trust.archive.objects import SIGNED_PDF
from rktkit.trust.archive.publications import Archive, Publication
from rktkit.trust.tte.person import same_name
from rktkit.trust.verify.matter import Tte
from rktkit.trust.verify.papers import Papers
from rktkit.trust.verify.question import History, Trusted
from rktkit.trust.verify.seals import Book

UNKNOWN = "RKT-670"
"""No root is trusted: nobody can tell."""

UNPINNED = (
    "Sertifikat penanda tangan PDF tidak dipatok kebijakan (sertifikat:); namanya saja tidak membuktikan orangnya"
)


@dataclass(frozen=True, slots=True)
class Eyes:
    """By what PDFs are judged: what the reader brought, his clone, who is in office now.

    ``head``: whether he gave the head of a chain, which vouches for the sources below it.
    """

    trusted: Trusted
    history: History | None
    newest: Policy | None
    today: date
    book: Book
    head: bool


def ask_pdf(archive: Archive, papers: Papers, eyes: Eyes) -> Tte:
    """Judge the signed PDF of a publication, if it has one or ought to."""
    found = Tte()
    name, signs = papers.nama, papers.signs
    listed = any(entry.path == SIGNED_PDF for entry in papers.publication.manifest.berkas)
    signed = read_plain(archive.files, f"{name}/{SIGNED_PDF}") if listed else None
    if signed is None:
        if papers.given and "tte" in _asked_for(papers.bukti):
            found.missing.append("PDF bertanda tangan yang disebut buktinya tidak ada")
        elif signs and papers.seal is None:
            found.missing.append("Publikasi ini seharusnya memuat tanda tangan, tetapi tidak ada di dalamnya")
        return found
    plan = signs[0] if signs else name
    compiled = read_plain(archive.files, f"{plan}/rkt.pdf")
    if compiled is None:
        found.missing.append(f"{plan}/rkt.pdf tidak ada di salinan ini")
        return found
    try:
        number = papers.publication.manifest.urutan
        dated = eyes.book.covering(number) is not None
        files = _policy_files(archive, papers, plan, eyes)
        said = judge_pdf(signed, compiled, files, papers.server_time, eyes.trusted.roots)
        found.shown.append(str(said["keterangan"]))
        trusts = eyes.trusted.roots is not None or eyes.history is not None or eyes.head
        found.berlaku = trusts and bool(said["dipatok"]) and (dated or timely(said, eyes))
        if not said["dipatok"]:
            found.missing.append(UNPINNED)
        if not trusts:
            found.missing.append("Akarnya diambil dari arsip ini sendiri; berikan sertifikat akar dengan --trust")
        elif not (dated or timely(said, eyes)):
            found.missing.append("Waktu tanda tangan PDF hanya menurut jam penanda tangannya")
    except Refusal as refusal:
        for one in refusal.problems:
            if one.rule == UNKNOWN:
                found.missing.append(one.message)
            else:
                found.problems.append(one.but(file=f"{name}/{SIGNED_PDF}"))
    return found


def timely(said: Mapping[str, Any], eyes: Eyes) -> bool:
    """Whether the time of a signature is proven, or need not be: its signer is in office now."""
    if said.get("cap_waktu"):
        return True
    heads = [h for h in eyes.newest.holders() if h.jabatan.peran == "kepala"] if eyes.newest else []
    signer, mark = str(said["penanda_tangan"]), f"sha256:{said['sertifikat']}"
    own = [h for h in heads if mark in h.pejabat.sertifikat or same_name(h.pejabat.nama, signer)]
    return any(h.pejabat.menjabat(eyes.today) for h in own)


# --- the policy that says who may sign -------------------------------------------------------------------------------


def judge_pdf(
    signed: bytes, compiled: bytes, files: Files, when: datetime | None, roots: bytes | None
) -> dict[str, Any]:
    """What a signed copy of a document says, by the policy in ``files``.

    Raises:
        Refusal: why it counts for nothing, or ``UNKNOWN``.
    """
    said = signing.load("tte").check_pdf(signed, compiled, files, when, roots=roots)
    assert isinstance(said, dict)
    return said


def _policy_files(archive: Archive, papers: Papers, plan: str, eyes: Eyes) -> Files:
    """The tree that says who may sign: the repository's own policy, else what the archive holds."""
    publication = archive.find(plan)
    if eyes.history is None:
        return overlay(MemoryFiles(sources_of(archive, publication) if publication else {}), eyes.trusted)
    repo = eyes.history.repo
    try:
        if papers.given:
            commit = repo.commit(papers.given.commit).parents[0]
        else:
            commit = str(papers.bukti["kebijakan"]["commit"])
        return CommitFiles(repo, commit)
    except (GitFailed, KeyError, TypeError, IndexError):
        raise Refusal([problem("RKT-652", papers.nama, publikasi=papers.nama, commit="kebijakannya")]) from None


def overlay(files: Files, trusted: Trusted) -> Files:
    """Sources, but with the policy that the reader brought instead of their own."""
    policy = read_plain(trusted.files, ORGANISASI)
    return MemoryFiles({ORGANISASI: policy}, files) if policy else files


def sources_of(archive: Archive, publication: Publication) -> dict[str, bytes]:
    """The sources of a publication: path in the repository → bytes."""
    prefix = "sumber/"
    listed = [entry.path for entry in publication.manifest.berkas if entry.path.startswith(prefix)]
    read = {path.removeprefix(prefix): read_plain(archive.files, f"{publication.nama}/{path}") for path in listed}
    return {path: data for path, data in read.items() if data is not None}


def _asked_for(bukti: Any) -> list[object]:
    policy = bukti.get("kebijakan")
    wajib = policy.get("wajib") if isinstance(policy, dict) else None
    return wajib if isinstance(wajib, list) else []
