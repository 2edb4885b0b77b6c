"""``rkt verify``: is this archive what the office published? SAH, TIDAK SAH or TIDAK DAPAT DIPASTIKAN, claim by claim.

Read the archive, make the claims about each publication (``claims``), turn the claims into a verdict (``conclude``).
Every reader is judged alike; readers differ only in what they hold (``reader``): a clone, a policy, roots, a head.

SAH: *naskah*, *dokumen* and *orang* hold, *waktu* where the term of a signer has ended, *lengkap* where the reader has
a measure for it. TIDAK SAH: something contradicts. Else it is not provable, and what is missing is named.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from rktkit.ground.catalogue.trust import ORGANISASI, problem
from rktkit.ground.files import Files, MemoryFiles
from rktkit.ground.findings import Problem, Severity
from rktkit.trust.approval.policy import Policy
from rktkit.trust.archive.check import read_archive
from rktkit.trust.archive.manifest import PUBLIKASI
from rktkit.trust.archive.publications import ROOT, Archive, Publication
from rktkit.trust.verify.claims import claims_of
from rktkit.trust.verify.clone import Standing
from rktkit.trust.verify.kept import Followed, judge_kept, own_policy
from rktkit.trust.verify.matter import Claim, Matter, Status, Whole, worst
from rktkit.trust.verify.papers import Papers, read_papers
from rktkit.trust.verify.pdf import Eyes, Recognised, ask_pdf, recognise
from rktkit.trust.verify.reader import TSA, History, Question, Trusted, pem_below, read_trusted
from rktkit.trust.verify.ruling import Ruling
from rktkit.trust.verify.seals import Book, Sight, holds_office, read_book
from rktkit.trust.verify.whole import (
    asked_for_signatures,
    branches,
    measure,
    policy_since,
    unpublished,
)

Follow = Callable[[Sequence[Publication]], Iterable[Publication]]
SHORT = 12
"""Digits of a policy's fingerprint that are told first."""

MUST = ("naskah", "dokumen", "orang")


@dataclass(frozen=True, slots=True)
class Part:
    """The verdict on one publication."""

    publikasi: str
    sha256: str
    status: Status
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

    status: Status
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
    case = _read(archive, question, history, follow)
    asked, found, notes = _asked(case)
    parts = [case.part(publication) for publication in asked]
    if found and found.kurang and parts:
        parts = [replace(parts[0], status=worst([parts[0].status, Status.TIDAK_PASTI]))]
    return _conclude(case, parts, found, notes)


def undecided(error: Exception, status: Status) -> Verdict:
    """The verdict where the repository itself cannot be read."""
    found = problem("RKT-659.baca", ".", sebab=error)
    told = found if status is Status.TIDAK_SAH else found.but(severity=Severity.PERINGATAN)
    return Verdict(status, (), (told,), (), {}, {"putusan": str(Status.TIDAK_PASTI), "kurang": [found.message]})


def against(archive: Archive, history: History) -> list[Problem]:
    """What the repository says against an archive as a whole, for a face that shows it; ``verify`` asks for more."""
    since = policy_since(archive, history) if asked_for_signatures(archive, history) else []
    return [*branches(history), *since, *not_published(archive, history)]


def not_published(archive: Archive, history: History) -> list[Problem]:
    """RKT-663 for each merge on ``main`` that could be published and is not in the archive."""
    standing = Standing(history.repo, history.main, archive)
    for publication in archive.publications:
        standing.trust(publication)
    return [found for _, after, found in unpublished(history, archive, standing) if after is not None]


# --- reading ---------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Case:
    archive: Archive
    question: Question
    history: History | None
    trusted: Trusted
    papers: dict[str, Papers]
    rulings: dict[str, Ruling]
    book: Book
    whole: Whole
    newest: Policy | None
    eyes: Eyes
    changes: Sequence[str]

    def part(self, publication: Publication) -> Part:
        """The claims about one publication, and what follows from them."""
        papers = self.papers[publication.nama]
        ruling = self.rulings.get(publication.nama)
        today = self.question.today
        keys = ruling.keys if ruling else set()
        ended = frozenset(k for k in keys if not (self.newest and holds_office(self.newest, k, "kepala", today)))
        own = tuple(one for one in self.archive.problems if one.file.startswith(f"{publication.nama}/"))
        signs = publication.manifest.menandatangani
        matter = Matter(
            archive=self.archive,
            publication=publication,
            papers=papers,
            book=self.book,
            ruling=ruling,
            whole=self.whole,
            tte=ask_pdf(self.archive, papers, self.eyes),
            berakhir=ended,
            tanggal=self.question.tanggal or today,
            own=own,
            target=self.archive.find(signs[0]) if signs else None,
        )
        claims = tuple(claims_of(matter))
        problems = [*own, *papers.wrong, *self.book.wrong.get(publication.nama, ()), *matter.tte.problems]
        problems += [*ruling.problems, *ruling.ragu] if ruling else []
        status = conclude(claims, needs_time=bool(ended), measured=bool(self.whole.ukuran))
        more = self._reproduced(papers) if self.question.reproduce and papers.given else ()
        return Part(publication.nama, publication.sha256, status, claims, tuple(problems), tuple(more))

    def _reproduced(self, papers: Papers) -> Sequence[str]:
        from rktkit.trust.verify.reproduce import reproduced

        return reproduced(self.archive, papers)


def conclude(claims: Sequence[Claim], *, needs_time: bool, measured: bool) -> Status:
    """The verdict that follows from the claims about a publication: the one place where it is made.

    Args:
        needs_time: the term of somebody has ended on whose signature it rests.
        measured: the reader has something to measure completeness by.
    """
    by_name = {claim.klaim: claim.putusan for claim in claims}
    if Status.TIDAK_SAH in by_name.values():
        return Status.TIDAK_SAH
    needed = [*MUST, *(["waktu"] if needs_time else []), *(["lengkap"] if measured else [])]
    return worst([by_name[name] for name in needed])


def _read(archive: Archive, question: Question, history: History | None, follow: Follow) -> _Case:
    trusted = read_trusted(question.trust)
    papers = [read_papers(archive, publication) for publication in archive.publications]
    head = next((one.manifest.urutan for one in archive.publications if one.sha256 == question.head), 0)
    rulings: dict[str, Ruling] = {}
    standing = followed = None
    if trusted.policy:
        followed = Followed(trusted.policy, papers, trusted.stamps)
    if history:
        standing = Standing(history.repo, history.main, archive)
    for number, publication in enumerate(follow(archive.publications)):
        paper = papers[number]
        own = standing.take(paper) if standing else None
        given = followed.judge(number, paper) if followed else None
        if own is None and paper.publication.manifest.urutan <= head and (given is None or given.asing):
            policy = own_policy(paper)
            under = judge_kept(paper, policy, _sources_stamps(paper)) if policy else _by_target(archive, papers, paper)
            given = under or given  # the policy under that head knows the keys of its time
        ruling = _both(own, given)
        if ruling:
            rulings[publication.nama] = ruling
    newest = _newest(standing, followed, [p for p in papers if p.publication.manifest.urutan <= head], history)
    today = question.today
    heads = frozenset(filter(None, [question.head]))
    by_policies = _policies(archive, papers, standing, followed, head)
    sight = Sight(by_policies, newest, today, _stamps(trusted, history, head), heads)
    book = read_book(archive, papers, sight)
    whole = measure(archive, papers, question, history, standing, book, trusted.policy)
    eyes = Eyes(trusted, history, newest, today, book, bool(head))
    by_name = {paper.nama: paper for paper in papers}
    changes = followed.changes if followed else ()
    return _Case(archive, question, history, trusted, by_name, rulings, book, whole, newest, eyes, changes)


def _by_target(archive: Archive, papers: Sequence[Papers], paper: Papers) -> Ruling | None:
    """A signature that stands under a head is judged by the policy of the plan that it signs."""
    target = archive.find(paper.signs[0]) if paper.signs else None
    plan = next((one for one in papers if target and one.nama == target.nama), None)
    policy = own_policy(plan) if plan else None
    return judge_kept(paper, policy) if policy else None


def _both(own: Ruling | None, given: Ruling | None) -> Ruling | None:
    """A reader in a clone who brought a policy too asks both; a policy he trusts answers for a new introduction."""
    if own is None or given is None:
        return own or given
    if given.proven:
        return replace_ruling(own, given)
    own.problems += given.problems
    own.missing += given.missing
    return own


def replace_ruling(own: Ruling, given: Ruling) -> Ruling:
    """The clone's ruling, with the trusted policy as the one by which it is told."""
    own.policy = given.policy
    own.ragu = []
    return own


def _newest(
    standing: Standing | None, followed: Followed | None, under: Sequence[Papers], history: History | None
) -> Policy | None:
    if followed:
        return followed.newest
    if standing and history:
        return standing.newest_policy()
    return next(filter(None, (own_policy(paper) for paper in reversed(under))), None)


def _policies(
    archive: Archive, papers: Sequence[Papers], standing: Standing | None, followed: Followed | None, head: int
) -> Callable[[Papers], Sequence[Policy]]:
    by_name = {paper.nama: paper for paper in papers}

    def policies(paper: Papers) -> Sequence[Policy]:
        if followed:
            return followed.policies()
        if standing:
            found = standing.policy_of(paper)
            return [found] if found else []
        if paper.publication.manifest.urutan > head:
            return []
        plan = by_name.get(paper.signs[0]) if paper.signs else paper
        own = own_policy(plan) if plan else None
        return [own] if own else []

    return policies


def _sources_stamps(paper: Papers) -> bytes | None:
    return pem_below(MemoryFiles(paper.sources), TSA)


def _stamps(trusted: Trusted, history: History | None, head: int) -> Callable[[Papers], bytes | None]:
    def roots(paper: Papers) -> bytes | None:
        if trusted.stamps:
            return trusted.stamps
        if history or paper.publication.manifest.urutan <= head:  # then the sources are the office's own
            return _sources_stamps(paper)
        return None

    return roots


# --- the question ----------------------------------------------------------------------------------------------------


def _asked(case: _Case) -> tuple[list[Publication], Recognised | None, list[str]]:
    """The publications that the question is about: the named one, the PDF's, or all."""
    archive, question = case.archive, case.question
    asked = list(archive.publications)
    if question.publikasi:
        named = archive.find(question.publikasi)
        asked = [named] if named else []
        if named is None:
            known = ", ".join(publication.nama for publication in archive.publications)
            words = {"publikasi": question.publikasi, "daftar": known or "(tidak ada)"}
            return [], Recognised(None, problems=(problem("RKT-663", ".", **words),)), []
    if question.pdf is None:
        return asked, None, []
    found = recognise(archive, asked, question.pdf, case.eyes, question.publikasi or "arsip ini")
    notes = [text for text in (found.kata, found.kurang) if text]
    return [found.plan] if found.plan else [], found, notes


# --- the verdict -----------------------------------------------------------------------------------------------------


def _conclude(case: _Case, parts: Sequence[Part], found: Recognised | None, notes: list[str]) -> Verdict:
    archive, question = case.archive, case.question
    general = [one for one in case.whole.temuan if _concerns(one, question.publikasi)]
    others = len(case.whole.temuan) - len(general)
    if others:
        notes.append(f"Ada {others} temuan pada publikasi lain; periksa seluruh arsip dengan rkt verify.")
    general += [*case.trusted.problems, *_root(case), *(found.problems if found else ())]
    if case.history and case.history.repo.shallow:
        notes.append("Riwayat repositori ini terpotong (shallow). Ambil lengkap: git fetch --unshallow.")
    elif case.history and not question.publikasi:
        since = policy_since(archive, case.history)
        general += since
        if since:
            notes.append("Sesudah publikasi terakhir, organisasi.yml di main berubah tanpa tanda tangan Kepala Dinas;")
            notes.append("perubahan lewat forge baru dapat diperiksa bersama catatan forge pada publikasi berikutnya.")
    notes += [*case.changes, *case.whole.ditolak]
    problems = tuple(dict.fromkeys([*general, *(one for part in parts for one in part.problems)]))
    whole = bool(question.publikasi is None and question.pdf is None)
    status = _status(case, parts, problems, whole=whole)
    if status is Status.TIDAK_PASTI and parts and not (question.head or question.trust or case.history):
        notes.insert(
            0,
            "Arsip ini utuh, tetapi sebuah folder hanya membuktikan dirinya sendiri. Berikan --head (sidik jari dari "
            "halaman terakhir PDF atau dari situs kantor) atau --trust (organisasi.yml yang Anda percayai).",
        )
    return Verdict(status, tuple(parts), problems, tuple(notes), _kebijakan(case), _lengkap(case))


def _status(case: _Case, parts: Sequence[Part], problems: Sequence[Problem], *, whole: bool) -> Status:
    grave = [one for one in problems if one.severity is Severity.GALAT and one.rule != "RKT-667"]
    if grave:
        return Status.TIDAK_SAH
    unsure = not parts or (whole and (case.whole.kurang or any(one.rule == "RKT-635" for one in problems)))
    return worst([*(part.status for part in parts), Status.TIDAK_PASTI if unsure else Status.SAH])


def _concerns(found: Problem, publikasi: str | None) -> bool:
    if publikasi is None or not PUBLIKASI.match("/".join(found.file.split("/")[:2])):
        return True
    return found.rule in {"RKT-647", "RKT-648"} or found.file.startswith(f"{publikasi}/")


def _root(case: _Case) -> list[Problem]:
    """``README.md`` and the verifier at the root, where the newest manifest that names them is answered for."""
    archive = case.archive
    newest = archive.publications[-1] if archive.publications else None
    word = case.book.covering(newest.manifest.urutan) if newest else None
    if newest is None or word is None:
        return []
    told = [one for one in archive.problems if one.rule == "RKT-641" and one.file in ROOT]
    return [one.but(severity=Severity.GALAT) for one in told if one.file in archive.files.list("")]


def _kebijakan(case: _Case) -> dict[str, Any]:
    """The policy that was judged by: the fingerprint of its introduction, short and in full."""
    if case.trusted.policy:
        full, source = case.trusted.policy.sha256, "--trust"
    elif case.history:
        full, source = _introduced(case.history), "klon"
    else:
        first = next((paper for paper in case.papers.values() if paper.given), None)
        said = first.given.introduction if first and first.given else None
        full = str(said.get("sha256") or "") if said else ""
        source = "--head" if case.eyes.head else "arsip"
    perubahan = list(case.changes)
    return {
        "sidik_jari": full or None,
        "ringkas": full[:SHORT] or None,
        "sumber": source,
        "terbaru": case.newest.sha256 if case.newest else None,
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


def _lengkap(case: _Case) -> dict[str, Any]:
    whole = case.whole
    status = Status.SAH if whole.ukuran and not whole.kurang else Status.TIDAK_PASTI
    newest = case.archive.numbered(whole.sampai)
    return {
        "putusan": str(status),
        "ukuran": list(whole.ukuran),
        "sampai": newest.nama if newest and whole.ukuran else None,
        "hari": whole.hari.isoformat() if whole.hari else None,
        "kurang": list(whole.kurang),
        "ditolak": list(whole.ditolak),
    }
