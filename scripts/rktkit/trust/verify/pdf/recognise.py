"""Whose document a PDF from somewhere else is: the archive's own file, that document signed, or its text."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from rktkit.ground.catalogue.rules import show
from rktkit.ground.catalogue.trust import problem
from rktkit.ground.files import Files, MemoryFiles, read_plain
from rktkit.ground.findings import Problem, Refusal, Severity
from rktkit.ground.git.files import CommitFiles
from rktkit.ground.git.objects import parse_commit
from rktkit.trust.archive.manifest import sha256
from rktkit.trust.archive.objects import SIGNED_PDF
from rktkit.trust.archive.publications import Archive, Publication
from rktkit.trust.verify.papers import read_papers
from rktkit.trust.verify.pdf import text
from rktkit.trust.verify.pdf.signature import UNKNOWN, UNPINNED, Eyes, judge_pdf, overlay, sources_of, timely

DOCUMENTS = ("rkt.pdf", SIGNED_PDF)
"""The PDFs that are a plan; whatever lies among its sources is not."""

_BEGIN = 1024
"""Bytes within which a PDF begins; readers of PDF pass over what stands before."""

_ALIKE = 0.5
"""From here on a changed text is called a change of that publication, and no other document."""


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
            files = overlay(MemoryFiles(sources_of(archive, plan)), eyes.trusted)
        begin = f"PDF yang diberikan memuat dokumen {plan.nama}, dan tidak tersimpan di arsip"
        try:
            said = judge_pdf(pdf, compiled, files, None, eyes.trusted.roots)
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
    return None if timely(said, eyes) else "Waktu tanda tangan PDF hanya menurut jam penanda tangannya"


def _merged(archive: Archive, plan: Publication) -> datetime | None:
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
    held: list[tuple[Publication, text.Compared, list[text.Page]]] = []
    for publication in reversed(asked):
        for name in DOCUMENTS:
            try:
                data = read_plain(archive.files, f"{publication.nama}/{name}") or b""
                own = text.pages(data, printed=name == SIGNED_PDF)
            except text.Unreadable:
                continue
            found = text.compare(given, own)
            if found.sama:
                return _resaved(publication, found)
            held.append((publication, found, own))
    agree = [one for one in held if one[1].beda is None]
    if agree:
        publication, found, _ = min(agree, key=lambda one: len(one[1].hilang))
        return _resaved(publication, found)
    shares = [text.resemblance(given, own) for *_, own in held]
    if max(shares, default=0) < _ALIKE:
        return nobody
    publication, found, _ = held[shares.index(max(shares))]
    return Recognised(None, problems=(problem("RKT-660.isi", ".", publikasi=publication.nama, halaman=found.beda),))


_TOLD = 3
"""So many additions are shown."""


def _resaved(publication: Publication, found: text.Compared) -> Recognised:
    """It says what the archive's document says; what it says besides, or hides, nobody vouches for."""
    said = f"Teks PDF yang diberikan sama dengan {publication.nama}, tetapi berkasnya bukan milik arsip"
    for number, added in found.tambahan[:_TOLD]:
        said += f"; halaman {number} memuat tambahan “{show(added)}”"
    if found.hilang:
        said += f"; halaman {', '.join(map(str, found.hilang))} dokumen arsip tidak terbaca di dalamnya"
    kurang = "Isinya sama, buktinya tidak: PDF itu disimpan ulang"
    if not found.sama:
        kurang = "Isinya hanya sebagian dapat dibandingkan: PDF itu dicetak, dipindai, atau ditambahi sesudah terbit"
    return Recognised(publication, f"{said}; gambar, dan apa yang menutupi teks, tidak dibandingkan.", kurang=kurang)
