"""``rkt verify``: is this archive what the office published? SAH, TIDAK SAH or TIDAK DAPAT DIPASTIKAN, with reasons.

Three things can vouch for a publication, and each is named in the verdict:

* a **head** that the reader got elsewhere (paper, the web): everything up to it is what it stands for;
* the **repository**: its first-parent history is judged again, merge by merge;
* a **trusted policy** (``--trust``): the signatures inside the publication fit its keys.

Without any of them an intact archive proves only itself. Whatever contradicts, anywhere, makes the verdict TIDAK SAH.
What was not looked at is said as well.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum

from rktkit.ground.catalogue.trust import problem
from rktkit.ground.files import Files, read_plain
from rktkit.ground.findings import Problem, Refusal, Severity
from rktkit.ground.git.files import CommitFiles
from rktkit.ground.git.repo import Repo
from rktkit.trust.approval.policy import Policy, load_policy, policy_line
from rktkit.trust.archive.branch import LAST_SEEN, check_history
from rktkit.trust.archive.check import read_archive
from rktkit.trust.archive.manifest import PUBLIKASI, sha256
from rktkit.trust.archive.publications import BRANCH, ROOT, Archive, Publication, root_files
from rktkit.trust.verify.pdf import PEM, Trust, ask_pdf, recognise
from rktkit.trust.verify.reproduce import ALL_SAME, reproduced
from rktkit.trust.verify.witness import Papers, Standing, Witness, ask_trust, read_papers, read_trust

DOCUMENTS = ("rkt.pdf", "rkt-ttd.pdf")
"""The PDFs that are a plan; whatever lies among its sources is not."""

SHIPPED = ("scripts/rktkit/trust/archive/root", "scripts/rktkit/archive_root")
"""Where a repository keeps what stands at the archive's root, now and in its history."""


class Status(StrEnum):
    """The three verdicts."""

    SAH = "SAH"
    TIDAK_SAH = "TIDAK SAH"
    TIDAK_PASTI = "TIDAK DAPAT DIPASTIKAN"

    @property
    def exit_status(self) -> int:
        """0, 1 or 3."""
        return {Status.SAH: 0, Status.TIDAK_SAH: 1, Status.TIDAK_PASTI: 3}[self]


@dataclass(frozen=True, slots=True)
class Part:
    """The verdict on one publication: what was shown, and what speaks against it or is missing."""

    publikasi: str
    sha256: str
    status: Status
    terbukti: tuple[str, ...]
    kurang: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """The verdict as a whole. ``catatan`` says what was not checked, and what the reader may give."""

    status: Status
    bagian: tuple[Part, ...]
    problems: tuple[Problem, ...]
    catatan: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """What the reader asks and what he brings. ``trust``: bytes of an ``organisasi.yml`` or of PEM certificates."""

    publikasi: str | None = None
    head: str | None = None
    trust: bytes | None = None
    pdf: bytes | None = None
    reproduce: bool = False
    """Render every document again and compare its bytes; without it only ``rkt.json``."""


@dataclass(frozen=True, slots=True)
class History:
    """The repository that vouches: the tip of ``main``, and of the archive's branch when that is what is verified."""

    repo: Repo
    main: str
    arsip: str | None = None


@dataclass(frozen=True, slots=True)
class _Case:
    """An archive, the question about it, and those who can answer."""

    archive: Archive
    question: Question
    standing: Standing | None
    policy: Policy | None
    pdf_trust: Trust

    def ask(self, publication: Publication, papers: Papers) -> list[Witness]:
        """The repository and the trusted policy, where there are any."""
        found = [self.standing.of(publication)] if self.standing else []
        return [*found, ask_trust(self.policy, self.archive, papers)] if self.policy else found

    def covered(self, publication: Publication) -> bool:
        """Whether a signature of the Kepala Dinas covers the manifest: its own, or a later one that names it."""
        own = (publication, *self.archive.signatures(publication.nama))
        return any(self._sealed(one) for one in own if one is publication or self._names(one, publication))

    def _names(self, one: Publication, publication: Publication) -> bool:
        return one.manifest.menandatangani == (publication.nama, publication.sha256)

    def _sealed(self, publication: Publication) -> bool:
        try:
            papers = read_papers(self.archive, publication)
        except Refusal:
            return False
        return any(found.sealed and found.vouches for found in self.ask(publication, papers))


def verify(
    files: Files,
    question: Question,
    history: History | None = None,
    follow: Callable[[Sequence[Publication]], Iterable[Publication]] = iter,
) -> Verdict:
    """Verify an archive.

    Args:
        files: the archive, from a folder or a commit.
        question: what is asked, and what the reader trusts.
        history: the repository, where the archive is verified inside it.
        follow: goes through the publications; a face may show there how far it is.
    """
    archive = read_archive(files)
    notes: list[str] = []
    general = list(_general(archive, question, history, notes))
    asked, about_pdf = _asked(archive, question, history, notes)
    general += about_pdf
    policy = _policy(question, general)
    standing = Standing(history.repo, history.main, archive) if history else None
    case = _Case(archive, question, standing, policy, _trust(question, history))
    general += _root(case, history)
    parts = [_part(case, publication) for publication in follow(asked)]
    problems = [*general, *(one for _, found in parts for one in found)]
    return _conclude([part for part, _ in parts], problems, notes, question, history)


def _conclude(
    parts: Sequence[Part], problems: Sequence[Problem], notes: list[str], question: Question, history: History | None
) -> Verdict:
    status = Status.SAH if parts else Status.TIDAK_PASTI
    grave = [found for found in problems if found.severity is Severity.GALAT and found.rule != "RKT-667"]
    doubt = [found for found in problems if found.severity is not Severity.SARAN]
    if grave:
        status = Status.TIDAK_SAH
    elif doubt or any(part.status is not Status.SAH for part in parts):
        status = Status.TIDAK_PASTI
    if status is Status.TIDAK_PASTI and parts and not (question.head or question.trust or history):
        notes.insert(
            0,
            "Arsip ini utuh, tetapi sebuah folder hanya membuktikan dirinya sendiri. Berikan --head (sidik jari dari "
            "halaman terakhir PDF atau dari situs kantor) atau --trust (organisasi.yml yang Anda percayai).",
        )
    return Verdict(status, tuple(parts), tuple(dict.fromkeys(problems)), tuple(notes))


def undecided(error: Exception, status: Status) -> Verdict:
    """The verdict where the repository itself cannot be read."""
    found = problem("RKT-659.baca", ".", sebab=error)
    return Verdict(status, (), (found if status is Status.TIDAK_SAH else _warning(found),), ())


# --- the archive as a whole ------------------------------------------------------------------------------------------


def _general(archive: Archive, question: Question, history: History | None, notes: list[str]) -> list[Problem]:
    """Whatever speaks against the archive, or against the publication that was asked for."""
    problems = [found for found in archive.problems if _concerns(found, question.publikasi)]
    others = len(archive.problems) - len(problems)
    if others:
        notes.append(f"Ada {others} temuan pada publikasi lain; periksa seluruh arsip dengan rkt verify.")
    if question.head and question.head not in {publication.sha256 for publication in archive.publications}:
        problems.append(problem("RKT-651", ".", sha256=question.head))
    if history and history.repo.shallow:
        notes.append("Riwayat repositori ini terpotong (shallow). Ambil lengkap: git fetch --unshallow.")
    elif history:
        problems += _branches(history)
        since = [] if question.publikasi else _policy_since(archive, history)
        if since:
            notes.append("Sesudah publikasi terakhir, organisasi.yml di main berubah tanpa tanda tangan Kepala Dinas;")
            notes.append("perubahan lewat forge baru dapat diperiksa bersama catatan forge pada publikasi berikutnya.")
        problems += since
    return problems


def against(archive: Archive, history: History) -> list[Problem]:
    """What the repository says against an archive as a whole, for a face that shows it; ``verify`` asks for more.

    The branch changed something or went back, or the policy was changed (or rolled back) without consent since the
    last publication. Where the policy asked for no signature, only the forge's record could tell of that.
    """
    since = _policy_since(archive, history)
    last = _last(archive, history)
    if since and last:
        with suppress(Refusal):  # of a policy that nobody can read, every change is told
            since = since if "ssh" in load_policy(history.repo, last).organisasi.wajib else []
    return [*_branches(history), *since]


def _concerns(found: Problem, publikasi: str | None) -> bool:
    if publikasi is None or not PUBLIKASI.match("/".join(found.file.split("/")[:2])):
        return True
    return found.rule in {"RKT-647", "RKT-648"} or found.file.startswith(f"{publikasi}/")


def _branches(history: History) -> list[Problem]:
    """The archive's branch never went back, and the remote's last seen branch is on the same way."""
    if history.arsip is None:
        return []
    problems = check_history(history.repo, history.arsip)
    known = (history.repo.ref(name) for name in (BRANCH, LAST_SEEN))
    problems += [problem("RKT-657", ".", remote="origin") for other in known if other and not _same_way(history, other)]
    return problems


def _same_way(history: History, other: str) -> bool:
    arsip = history.arsip or ""
    return history.repo.is_ancestor(other, arsip) or history.repo.is_ancestor(arsip, other)


def _last(archive: Archive, history: History) -> str | None:
    """The newest merge on ``main`` that is published."""
    published = {plan.manifest.commit for plan in archive.plans()}
    return next((sha for sha in history.repo.first_parents(history.main) if sha in published), None)


def _policy_since(archive: Archive, history: History) -> list[Problem]:
    """The policy on ``main`` after the last publication: a change without consent would bind nobody, but is told."""
    last = _last(archive, history)
    if last is None:
        return []
    try:
        policy_line(history.repo, history.main, since=last, evidence=None, introduce=None)
    except Refusal as refusal:
        return [_warning(found) for found in refusal.problems]
    return []


def _warning(found: Problem) -> Problem:
    return Problem(found.rule, Severity.PERINGATAN, found.file, found.line, found.column, found.message, found.hint)


def _asked(
    archive: Archive, question: Question, history: History | None, notes: list[str]
) -> tuple[list[Publication], list[Problem]]:
    """The publications that the question is about: the named one, the PDF's, or all."""
    asked = list(archive.publications)
    if question.publikasi:
        named = archive.find(question.publikasi)
        asked = [named] if named else []
        if named is None:
            known = ", ".join(publication.nama for publication in archive.publications)
            return [], [problem("RKT-663", ".", publikasi=question.publikasi, daftar=known or "(tidak ada)")]
    if question.pdf is None:
        return asked, []
    wanted = sha256(question.pdf)
    for publication in asked:
        if any(entry.sha256 == wanted and entry.path in DOCUMENTS for entry in publication.manifest.berkas):
            notes.append(f"PDF yang diberikan sama dengan dokumen dalam {publication.nama}.")
            return [publication], []
    return _stranger(archive, asked, question.pdf, _trust(question, history), question.publikasi, notes)


def _stranger(
    archive: Archive, asked: list[Publication], pdf: bytes, trust: Trust, name: str | None, notes: list[str]
) -> tuple[list[Publication], list[Problem]]:
    """A PDF that is not in the archive may still be one of its documents, signed."""
    if b"/ByteRange" in pdf:
        known = recognise(archive, asked, pdf, trust)
        if known.plan:
            said = known.keterangan or "tanda tangannya belum dapat dipastikan"
            notes.append(f"PDF yang diberikan memuat dokumen {known.plan.nama}, dan tidak tersimpan di arsip: {said}.")
            return [known.plan], list(known.problems)
        if known.problems:
            return [], list(known.problems)
    for publication in asked:
        path = f"{publication.nama}/rkt.pdf"
        original = read_plain(archive.files, path)
        if original and pdf.startswith(original):
            return [], [problem("RKT-660.tambah", path, path=path)]
    return [], [problem("RKT-660", ".", lingkup=name or "arsip ini")]


def _trust(question: Question, history: History | None) -> Trust:
    return Trust(question.trust, history.repo, history.main) if history else Trust(question.trust)


def _policy(question: Question, problems: list[Problem]) -> Policy | None:
    if question.trust is None or PEM in question.trust:
        return None
    try:
        return read_trust(question.trust)
    except Refusal as refusal:
        problems += map(_warning, refusal.problems)  # what the reader brings cannot accuse the archive
        return None


def _root(case: _Case, history: History | None) -> list[Problem]:
    """``README.md`` and the verifier at the root: only a head, or a signature on the newest manifest, covers them."""
    newest = case.archive.publications[-1] if case.archive.publications else None
    if newest is None or not (history or case.policy) or newest.sha256 == case.question.head or case.covered(newest):
        return []
    shipped = root_files()
    return [
        _warning(problem("RKT-641.lain", name, path=name))
        for name in ROOT
        if newest.manifest.alat.get(name) not in {sha256(shipped[name]), *_versions(history, name)}
    ]


def _versions(history: History | None, name: str) -> Iterator[str]:
    """The hashes of a root file as ``main`` ever shipped it."""
    if history is None:
        return
    for path in (f"{place}/{name}" for place in SHIPPED):
        for sha in history.repo.first_parents(history.main, path=path):
            data = read_plain(CommitFiles(history.repo, sha), path)
            if data is not None:
                yield sha256(data)


# --- one publication -------------------------------------------------------------------------------------------------


def _part(case: _Case, publication: Publication) -> tuple[Part, list[Problem]]:
    archive, question = case.archive, case.question
    own = [found for found in archive.problems if found.file.startswith(f"{publication.nama}/")]
    try:
        papers = read_papers(archive, publication)
    except Refusal as refusal:
        problems = [*own, *refusal.problems]
        return Part(publication.nama, publication.sha256, Status.TIDAK_SAH, (), _texts(problems)), problems
    head = _head_witness(archive, publication, question.head)
    witnesses = [head, *case.ask(publication, papers)]
    if papers.seal is not None and len(witnesses) == 1:
        head.missing.append("Tanda tangan atas manifest tidak diperiksa; berikan organisasi.yml dengan --trust")
    covered = head.vouches or case.covered(publication)  # every byte, not only the text and its approval
    paper = ask_pdf(archive, papers, case.pdf_trust)
    witnesses.append(paper)
    vouched = any(witness.vouches for witness in witnesses)
    if question.trust and not vouched and not any(witness.missing or witness.problems for witness in witnesses):
        head.missing.append("Sertifikat saja tidak menjamin publikasi ini; berikan --head atau organisasi.yml")
    told = any(found.rule == "RKT-664" for witness in witnesses for found in witness.problems)
    if papers.introduced and (case.policy or not told):
        head.shown.append(papers.introduced)  # whoever answers for it, it is never silent
    if papers.given:
        made = reproduced(archive, papers, everything=question.reproduce or (vouched and not covered))
        witnesses.append(made)
        if vouched and not covered and ALL_SAME not in made.shown:
            vouched = False
            made.missing.append("Dokumen di dalamnya belum terbukti dibuat dari naskah itu; berikan --head")
        if any(found.severity is Severity.GALAT for found in own):
            made.shown.clear()  # what was compared is what the manifest tells, and the files are not that
    problems = [*own, *(found for witness in witnesses for found in witness.problems)]
    blocking = [found for found in problems if found.severity is Severity.GALAT]
    missing = [text for witness in witnesses for text in witness.missing]
    if blocking:
        status = Status.TIDAK_SAH
    else:
        status = Status.SAH if vouched else Status.TIDAK_PASTI
        if status is Status.SAH and case.policy:  # a trusted policy answers for a new introduction
            problems = [found for found in problems if found.rule != "RKT-664"]
        elif any(found.rule == "RKT-664" for found in problems):
            status = Status.TIDAK_PASTI
    shown = tuple(text for witness in witnesses for text in witness.shown)
    return Part(publication.nama, publication.sha256, status, shown, (*_texts(problems), *missing)), problems


def _texts(problems: Sequence[Problem]) -> tuple[str, ...]:
    return tuple(f"{found.rule} {found.message}" for found in problems)


def _head_witness(archive: Archive, publication: Publication, head: str | None) -> Witness:
    found = Witness()
    newest = next((p.manifest.urutan for p in archive.publications if p.sha256 == head), 0)
    if publication.manifest.urutan <= newest:
        found.vouches = True
        found.shown.append("Diwakili kepala yang Anda berikan")
    elif newest:
        found.missing.append("Terbit sesudah kepala yang Anda berikan; berikan kepala yang lebih baru")
    return found
