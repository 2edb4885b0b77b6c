"""``rkt verify``: is this archive what the office published? SAH, TIDAK SAH or TIDAK DAPAT DIPASTIKAN, claim by claim.

Read the archive, make the claims about each publication (``claims``), turn the claims into a verdict (``conclude``).
Every reader is judged alike; readers differ only in what they hold (``reader``): a clone, a policy, roots, a head.

SAH: *naskah*, *dokumen* and *orang* hold, *waktu* where the term of a signer has ended, *lengkap* where the reader has
a measure for it. TIDAK SAH: something contradicts. Else it is not provable, and what is missing is named.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from rktkit.ground.catalogue.trust import problem
from rktkit.ground.files import Files
from rktkit.ground.findings import Problem, Refusal, Severity
from rktkit.ground.git.program import BentObject
from rktkit.plan.layout import ORGANISASI
from rktkit.trust.approval.policy import load_policy
from rktkit.trust.archive.manifest import PUBLIKASI
from rktkit.trust.archive.publications import ROOT, Archive, Publication
from rktkit.trust.archive.read import read_archive
from rktkit.trust.archive.seal import under_seal
from rktkit.trust.verify.claims import claims_of
from rktkit.trust.verify.dossier import Dossier, Follow, read_dossier
from rktkit.trust.verify.matter import Claim, Matter, Putusan, worst
from rktkit.trust.verify.papers import Papers
from rktkit.trust.verify.pdf.recognise import Recognised, recognise
from rktkit.trust.verify.pdf.signature import ask_pdf
from rktkit.trust.verify.people.clone import Standing
from rktkit.trust.verify.people.kept import own_policy
from rktkit.trust.verify.question import History, Question
from rktkit.trust.verify.seals import holds_office
from rktkit.trust.verify.whole import (
    asked_for_signatures,
    branches,
    policy_since,
    unpublished,
)

SHORT = 12
"""Digits of a policy's fingerprint that are told first."""

MUST = ("naskah", "dokumen", "orang")


@dataclass(frozen=True, slots=True)
class Part:
    """The verdict on one publication."""

    publikasi: str
    sha256: str
    putusan: Putusan
    klaim: tuple[Claim, ...]
    problems: tuple[Problem, ...] = ()
    lain: tuple[str, ...] = ()
    """What was shown besides, and changes nothing."""

    @property
    def terbukti(self) -> tuple[str, ...]:
        """Everything that was shown."""
        return (*(text for claim in self.klaim for text in claim.atas_dasar), *self.lain)

    @property
    def kurang(self) -> tuple[str, ...]:
        """Everything that is missing or wrong."""
        return tuple(dict.fromkeys(text for claim in self.klaim for text in claim.kurang))


@dataclass(frozen=True, slots=True)
class Verdict:
    """The verdict as a whole. ``catatan``: what was not checked, and what the reader may give."""

    putusan: Putusan
    bagian: tuple[Part, ...]
    problems: tuple[Problem, ...]
    catatan: tuple[str, ...]
    kebijakan: dict[str, Any]
    lengkap: dict[str, Any]


def verify(files: Files, question: Question, history: History | None = None, follow: Follow = iter) -> Verdict:
    """Verify an archive.

    Args:
        files: the archive, from a folder or a commit.
        question: what is asked, and what the reader trusts.
        history: the repository, where the archive is verified inside it.
        follow: goes through the publications; a face may show there how far it is.
    """
    archive = read_archive(files)
    dossier = read_dossier(archive, question, history, follow)
    asked, found, notes = _asked(dossier)
    parts = [_part(dossier, publication) for publication in asked]
    if found and found.kurang and parts:
        parts = [replace(parts[0], putusan=worst([parts[0].putusan, Putusan.TIDAK_PASTI]))]
    return _conclude(dossier, parts, found, notes)


def undecided(error: Exception, putusan: Putusan) -> Verdict:
    """The verdict where the repository itself cannot be read."""
    found = problem("RKT-659.baca", ".", sebab=error)
    told = found if putusan is Putusan.TIDAK_SAH else found.but(severity=Severity.PERINGATAN)
    return Verdict(putusan, (), (told,), (), {}, {"putusan": str(Putusan.TIDAK_PASTI), "kurang": [found.message]})


def against(archive: Archive, history: History) -> list[Problem]:
    """What the repository says against an archive as a whole, for a face that shows it; ``verify`` asks for more."""
    since = policy_since(archive, history)
    standing = Standing(history.repo, history.main, archive)
    for publication in archive.publications[: 0 if since else _sealed(archive, history)]:
        standing.trust(publication)
    wrong = standing.problems()
    if not asked_for_signatures(archive, history):
        since = []
    return [*branches(history).temuan, *since, *wrong, *not_published(archive, history)]


def _sealed(archive: Archive, history: History) -> int:
    """How many publications a machine answers for whose key has no end: they need not be judged again to be shown."""
    try:
        policy = load_policy(history.repo, history.main)
    except (Refusal, BentObject):
        return 0
    return under_seal(archive, [one.kunci for one in policy.penerbit if one.selesai is None])


def not_published(archive: Archive, history: History) -> list[Problem]:
    """RKT-663 for each merge on ``main`` that could be published and is not in the archive."""
    standing = Standing(history.repo, history.main, archive)
    for publication in archive.publications:
        standing.trust(publication)
    return [found for _, after, found in unpublished(history, archive, standing) if after is not None]


# --- one publication -------------------------------------------------------------------------------------------------


def _part(dossier: Dossier, publication: Publication) -> Part:
    """The claims about one publication, and what follows from them."""
    papers = dossier.papers[publication.nama]
    ruling = dossier.rulings.get(publication.nama)
    today = dossier.question.today
    keys = ruling.keys if ruling else set()
    now = dossier.newest
    ended = frozenset(key for key in keys if not (now and holds_office(now, key, "kepala", today)))
    own = tuple(one for one in dossier.archive.problems if one.file.startswith(f"{publication.nama}/"))
    signs = publication.manifest.menandatangani
    matter = Matter(
        archive=dossier.archive,
        publication=publication,
        papers=papers,
        book=dossier.book,
        ruling=ruling,
        whole=dossier.whole,
        tte=ask_pdf(dossier.archive, papers, dossier.eyes),
        berakhir=ended,
        tanggal=dossier.question.tanggal or today,
        today=today,
        own=own,
        target=dossier.archive.find(signs[0]) if signs else None,
    )
    claims = tuple(_cut(claim) if dossier.archive.lubang else claim for claim in claims_of(matter))
    problems = [*own, *papers.wrong, *dossier.book.wrong.get(publication.nama, ()), *matter.tte.problems]
    problems += [*ruling.problems, *ruling.ragu] if ruling else []
    putusan = conclude(claims, needs_time=bool(ended), measured=bool(dossier.whole.ukuran))
    more = _reproduced(dossier, papers) if dossier.question.reproduce and papers.given else ()
    return Part(publication.nama, publication.sha256, putusan, claims, tuple(problems), tuple(more))


def _cut(claim: Claim) -> Claim:
    """Nothing holds by a chain that has a hole; a contradiction stays one."""
    missing = (*claim.kurang, "Ada publikasi yang hilang dari salinan ini, jadi rantainya terputus")
    return replace(claim, putusan=worst([claim.putusan, Putusan.TIDAK_PASTI]), kurang=missing)


def _reproduced(dossier: Dossier, papers: Papers) -> Sequence[str]:
    from rktkit.trust.verify.reproduce import reproduced

    return reproduced(dossier.archive, papers)


def conclude(claims: Sequence[Claim], *, needs_time: bool, measured: bool) -> Putusan:
    """The verdict that follows from the claims about a publication: the one place where it is made.

    Args:
        needs_time: the term of somebody has ended on whose signature it rests.
        measured: the reader has something to measure completeness by.
    """
    by_name = {claim.klaim: claim.putusan for claim in claims}
    if Putusan.TIDAK_SAH in by_name.values():
        return Putusan.TIDAK_SAH
    needed = [*MUST, *(["waktu"] if needs_time else []), *(["lengkap"] if measured else [])]
    return worst([by_name[name] for name in needed])


# --- the question ----------------------------------------------------------------------------------------------------


def _asked(dossier: Dossier) -> tuple[list[Publication], Recognised | None, list[str]]:
    """The publications that the question is about: the named one, the PDF's, or all."""
    archive, question = dossier.archive, dossier.question
    asked = list(archive.publications)
    if question.publikasi:
        named = archive.find(question.publikasi)
        asked = [named] if named else []
        if named is None:
            known = ", ".join(publication.nama for publication in archive.publications)
            words = {"publikasi": question.publikasi, "daftar": known or "(tidak ada)"}
            wrong = problem("RKT-663", ".", **words).but(severity=Severity.PERINGATAN)  # a question, no finding
            return [], Recognised(None, problems=(wrong,)), []
    if question.pdf is None:
        return asked, None, []
    found = recognise(archive, asked, question.pdf, dossier.eyes, question.publikasi or "arsip ini")
    notes = [text for text in (found.kata, found.kurang) if text]
    return [found.plan] if found.plan else [], found, notes


# --- the verdict -----------------------------------------------------------------------------------------------------


def _conclude(dossier: Dossier, parts: Sequence[Part], found: Recognised | None, notes: list[str]) -> Verdict:
    archive, question = dossier.archive, dossier.question
    general = [one for one in dossier.whole.temuan if _concerns(one, question.publikasi)]
    others = len(dossier.whole.temuan) - len(general)
    if others:
        notes.append(f"Ada {others} temuan pada publikasi lain; periksa seluruh arsip dengan rkt verify.")
    general += [*dossier.trusted.problems, *_root(dossier), *(found.problems if found else ())]
    if dossier.history and dossier.history.repo.shallow:
        notes.append("Riwayat repositori ini terpotong (shallow). Ambil lengkap: git fetch --unshallow.")
    elif dossier.history and not question.publikasi:
        since = policy_since(archive, dossier.history)
        general += since
        if any(one.rule == "RKT-635" for one in since):
            notes.append("Sesudah publikasi terakhir, organisasi.yml di main berubah tanpa tanda tangan kepala;")
            notes.append("perubahan lewat forge baru dapat diperiksa bersama catatan forge pada publikasi berikutnya.")
    notes += [*_other_office(dossier), *dossier.changes, *dossier.whole.ditolak]
    problems = tuple(dict.fromkeys([*general, *(one for part in parts for one in part.problems)]))
    whole = bool(question.publikasi is None and question.pdf is None)
    putusan = _putusan(dossier, parts, problems, whole=whole)
    if putusan is Putusan.TIDAK_PASTI and parts and not (question.head or question.trust or dossier.history):
        notes.insert(
            0,
            "Arsip ini utuh, tetapi sebuah folder hanya membuktikan dirinya sendiri. Berikan --trust (organisasi.yml "
            "yang Anda percayai) atau --head (sidik jari dari situs kantor, atau dari halaman terakhir PDF yang terbit "
            "sesudahnya).",
        )
    return Verdict(putusan, tuple(parts), problems, tuple(notes), _kebijakan(dossier), _lengkap(dossier))


def _other_office(dossier: Dossier) -> list[str]:
    """That the reader brought the policy of another office than the archive's: told, as an office may be renamed."""
    given = dossier.trusted.policy
    own = next(filter(None, map(own_policy, reversed(dossier.papers.values()))), None) if given else None
    if given is None or own is None:
        return []
    theirs, ours = (f"{one.nama} ({one.kode_wilayah})" for one in (given.organisasi.instansi, own.organisasi.instansi))
    return [f"Kebijakan yang Anda percayai milik {theirs}, sedangkan arsip ini milik {ours}."] if theirs != ours else []


def _putusan(dossier: Dossier, parts: Sequence[Part], problems: Sequence[Problem], *, whole: bool) -> Putusan:
    grave = [one for one in problems if one.severity is Severity.GALAT and one.rule != "RKT-667"]
    if grave:
        return Putusan.TIDAK_SAH
    unsure = not parts or (whole and (dossier.whole.kurang or any(one.rule == "RKT-635" for one in problems)))
    return worst([*(part.putusan for part in parts), Putusan.TIDAK_PASTI if unsure else Putusan.SAH])


def _concerns(found: Problem, publikasi: str | None) -> bool:
    if publikasi is None or not PUBLIKASI.match("/".join(found.file.split("/")[:2])):
        return True
    return found.rule in {"RKT-647", "RKT-648"} or found.file.startswith(f"{publikasi}/")


def _root(dossier: Dossier) -> list[Problem]:
    """``README.md`` and the verifier at the root, where the newest manifest that names them is answered for."""
    archive = dossier.archive
    newest = archive.publications[-1] if archive.publications else None
    word = dossier.book.covering(newest.manifest.urutan) if newest else None
    if newest is None or word is None:
        return []
    told = [one for one in archive.problems if one.rule == "RKT-641" and one.file in ROOT]
    return [one.but(severity=Severity.GALAT) for one in told if one.file in archive.files.list("")]


def _kebijakan(dossier: Dossier) -> dict[str, Any]:
    """The policy that was judged by: the fingerprint of its introduction, short and in full."""
    if dossier.trusted.policy:
        full, source = dossier.trusted.policy.sha256, "--trust"
    elif dossier.history:
        full, source = _introduced(dossier.history), "klon"
    else:
        first = next((paper for paper in dossier.papers.values() if paper.given), None)
        said = first.given.introduction if first and first.given else None
        full = str(said.get("sha256") or "") if said else ""
        source = "--head" if dossier.eyes.head else "arsip"
    perubahan = list(dossier.changes)
    return {
        "sidik_jari": full or None,
        "ringkas": full[:SHORT] or None,
        "sumber": source,
        "terbaru": dossier.newest.sha256 if dossier.newest else None,
        "perubahan": perubahan,
    }


def _introduced(history: History) -> str:
    import hashlib

    line = history.repo.first_parents(history.main, path=ORGANISASI)
    for sha in reversed(line):
        entry = history.repo.entry(sha, ORGANISASI)
        if entry:
            return hashlib.sha256(history.repo.object(entry.sha, "blob")).hexdigest()
    return ""


def _lengkap(dossier: Dossier) -> dict[str, Any]:
    whole = dossier.whole
    putusan = Putusan.SAH if whole.ukuran and not whole.kurang else Putusan.TIDAK_PASTI
    newest = dossier.archive.numbered(whole.sampai)
    return {
        "putusan": str(putusan),
        "ukuran": list(whole.ukuran),
        "sampai": newest.nama if newest and whole.ukuran else None,
        "hari": whole.hari.isoformat() if whole.hari else None,
        "kurang": list(whole.kurang),
        "ditolak": list(whole.ditolak),
    }
