"""What a signature inside a PDF vouches for, and whose document a PDF from somewhere else is.

Such a signature covers the document, not the archive around it. Its own clock proves no time: where the term of its
signer has ended, a trusted time-stamp in it does, or the seal of the publication that holds it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from rktkit.ground.catalogue.trust import ORGANISASI, problem
from rktkit.ground.files import Files, MemoryFiles, read_plain
from rktkit.ground.findings import Problem, Refusal, Severity
from rktkit.ground.git.files import CommitFiles
from rktkit.ground.git.objects import parse_commit
from rktkit.ground.git.program import GitFailed
from rktkit.trust import tte as signing
from rktkit.trust.approval.policy import Policy
from rktkit.trust.archive.manifest import sha256
from rktkit.trust.archive.objects import SIGNED_PDF
from rktkit.trust.archive.publications import Archive, Publication
from rktkit.trust.tte.person import same_name
from rktkit.trust.verify import text
from rktkit.trust.verify.matter import Paper
from rktkit.trust.verify.papers import Papers
from rktkit.trust.verify.reader import History, Trusted
from rktkit.trust.verify.seals import Book

UNKNOWN = "RKT-670"
"""No root is trusted: nobody can tell."""

UNPINNED = (
    "Sertifikat penanda tangan PDF tidak dipatok kebijakan (sertifikat:); namanya saja tidak membuktikan orangnya"
)

DOCUMENTS = ("rkt.pdf", SIGNED_PDF)
"""The PDFs that are a plan; whatever lies among its sources is not."""

_BEGIN = 1024
"""Bytes within which a PDF begins; readers of PDF pass over what stands before."""

_ALIKE = 0.5
"""From here on a changed text is called a change of that publication, and no other document."""


@dataclass(frozen=True, slots=True)
class Eyes:
    """By what PDFs are judged: what the reader brought, his clone, who is in office now.

    ``believed``: the publication whose sources a head, or a trusted policy, vouches for.
    """

    trusted: Trusted
    history: History | None
    newest: Policy | None
    today: date
    book: Book
    head: bool


def ask_pdf(archive: Archive, papers: Papers, eyes: Eyes) -> Paper:
    """Judge the signed PDF of a publication, if it has one or ought to."""
    found = Paper()
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
        said = _judge(signed, compiled, files, papers.server_time, eyes.trusted.roots)
        found.shown.append(str(said["keterangan"]))
        trusts = eyes.trusted.roots is not None or eyes.history is not None or eyes.head
        found.berlaku = trusts and bool(said["dipatok"]) and (dated or _timely(said, eyes))
        if not said["dipatok"]:
            found.missing.append(UNPINNED)
        if not trusts:
            found.missing.append("Akarnya diambil dari arsip ini sendiri; berikan sertifikat akar dengan --trust")
        elif not (dated or _timely(said, eyes)):
            found.missing.append("Waktu tanda tangan PDF hanya menurut jam penanda tangannya")
    except Refusal as refusal:
        for one in refusal.problems:
            if one.rule == UNKNOWN:
                found.missing.append(one.message)
            else:
                found.problems.append(one.but(file=f"{name}/{SIGNED_PDF}"))
    return found


def _timely(said: Mapping[str, Any], eyes: Eyes) -> bool:
    """Whether the time of a signature is proven, or need not be: its signer is in office now."""
    if said.get("cap_waktu"):
        return True
    heads = [h for h in eyes.newest.holders() if h.jabatan.peran == "kepala"] if eyes.newest else []
    signer, mark = str(said["penanda_tangan"]), f"sha256:{said['sertifikat']}"
    own = [h for h in heads if mark in h.pejabat.sertifikat or same_name(h.pejabat.nama, signer)]
    return any(h.pejabat.menjabat(eyes.today) for h in own)


# --- a PDF from somewhere else ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Recognised:
    """The publication that a PDF is or shows; what is told of it; what contradicts; whether it is proven as it is."""

    plan: Publication | None
    kata: str | None = None
    problems: tuple[Problem, ...] = ()
    kurang: str | None = None


def recognise(archive: Archive, asked: Sequence[Publication], pdf: bytes, eyes: Eyes, lingkup: str) -> Recognised:
    """Whose document a PDF is: the archive's own file, that document signed, or its text.

    Args:
        asked: the publications it may belong to.
        lingkup: what they are called together.
    """
    wanted = sha256(pdf)
    for publication in asked:
        if any(entry.sha256 == wanted and entry.path in DOCUMENTS for entry in publication.manifest.berkas):
            return Recognised(publication, f"PDF yang diberikan sama dengan dokumen dalam {publication.nama}.")
    if b"/ByteRange" in pdf:
        known = _signed(archive, asked, pdf, eyes)
        if known.plan or known.problems:
            return known
    return _by_text(archive, asked, pdf, lingkup)


def _signed(archive: Archive, plans: Sequence[Publication], pdf: bytes, eyes: Eyes) -> Recognised:
    first: list[Problem] = []
    for plan in plans:
        compiled = read_plain(archive.files, f"{plan.nama}/rkt.pdf")
        if plan.manifest.menandatangani or compiled is None:
            continue
        if eyes.history:
            files: Files = CommitFiles(eyes.history.repo, eyes.history.main)
        else:
            files = _overlay(MemoryFiles(sources_of(archive, plan)), eyes.trusted)
        begin = f"PDF yang diberikan memuat dokumen {plan.nama}, dan tidak tersimpan di arsip"
        try:
            said = _judge(pdf, compiled, files, None, eyes.trusted.roots)
        except Refusal as refusal:
            rules = {one.rule for one in refusal.problems}
            if rules == {UNKNOWN}:
                return Recognised(plan, f"{begin}.", kurang=refusal.problems[0].message)
            if "RKT-675" not in rules and pdf.startswith(compiled):
                return Recognised(None, problems=tuple(one.but(file=".") for one in refusal.problems))
            first = first or list(refusal.problems)
            continue
        return Recognised(plan, f"{begin}: {said['keterangan']}.", kurang=_late(archive, plan, said, eyes))
    return Recognised(None, problems=tuple(one.but(file=".") for one in first if one.rule != "RKT-675"))


def _late(archive: Archive, plan: Publication, said: Mapping[str, Any], eyes: Eyes) -> str | None:
    """Why a signature that no archive holds is not proven: its time, or its person."""
    merged = _merged(archive, plan)
    when = datetime.fromisoformat(said["waktu"]) if said["waktu"] else None
    if merged and when and when < merged:
        return "Jam penanda tangan PDF mendahului penggabungannya, jadi waktunya tidak terbukti"
    if not said["dipatok"]:
        return UNPINNED
    return None if _timely(said, eyes) else "Waktu tanda tangan PDF hanya menurut jam penanda tangannya"


def _merged(archive: Archive, plan: Publication) -> datetime | None:
    from rktkit.trust.verify.papers import read_papers

    papers = read_papers(archive, plan)
    raw = papers.commits.get(plan.manifest.commit)
    return parse_commit(plan.manifest.commit, raw).time if raw else None


def _by_text(archive: Archive, asked: Sequence[Publication], pdf: bytes, lingkup: str) -> Recognised:
    stranger = problem("RKT-660", ".", lingkup=lingkup).but(severity=Severity.PERINGATAN)  # it contradicts nothing
    nobody = Recognised(None, problems=(stranger,))
    if b"%PDF-" not in pdf[:_BEGIN]:
        return nobody
    try:
        given = text.pages(pdf)
    except text.Unreadable:
        unread = problem("RKT-660.baca", ".").but(severity=Severity.PERINGATAN)
        return Recognised(None, problems=(unread,), kurang=unread.message)
    best: tuple[float, Publication, int] | None = None
    for publication in reversed(asked):
        for name in DOCUMENTS:
            try:
                data = read_plain(archive.files, f"{publication.nama}/{name}") or b""
                own = text.pages(data, printed=name == SIGNED_PDF)
            except text.Unreadable:
                continue
            page = text.differs_at(given, own)
            if page is None:
                said = (
                    f"Teks PDF yang diberikan sama dengan {publication.nama}, tetapi berkasnya bukan milik arsip; "
                    "gambar tidak dibandingkan."
                )
                return Recognised(publication, said, kurang="Isinya sama, buktinya tidak: PDF itu disimpan ulang")
            alike = text.resemblance(given, own)
            if alike >= _ALIKE and (best is None or alike > best[0]):
                best = alike, publication, page
    if best is None:
        return nobody
    return Recognised(None, problems=(problem("RKT-660.isi", ".", publikasi=best[1].nama, halaman=best[2]),))


# --- the policy that says who may sign -------------------------------------------------------------------------------


def _judge(signed: bytes, compiled: bytes, files: Files, when: datetime | None, roots: bytes | None) -> dict[str, Any]:
    said = signing.load("tte").check_pdf(signed, compiled, files, when, roots=roots)
    assert isinstance(said, dict)
    return said


def _policy_files(archive: Archive, papers: Papers, plan: str, eyes: Eyes) -> Files:
    """The tree that says who may sign: the repository's own policy, else what the archive holds."""
    publication = archive.find(plan)
    if eyes.history is None:
        return _overlay(MemoryFiles(sources_of(archive, publication) if publication else {}), eyes.trusted)
    repo = eyes.history.repo
    try:
        if papers.given:
            commit = repo.commit(papers.given.commit).parents[0]
        else:
            commit = str(papers.bukti["kebijakan"]["commit"])
        return CommitFiles(repo, commit)
    except (GitFailed, KeyError, TypeError, IndexError):
        raise Refusal([problem("RKT-652", papers.nama, publikasi=papers.nama, commit="kebijakannya")]) from None


def _overlay(files: Files, trusted: Trusted) -> Files:
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
