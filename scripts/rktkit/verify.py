"""``rkt verify``: is this archive what the office published? SAH, TIDAK SAH or TIDAK DAPAT DIPASTIKAN, with reasons.

Three things can vouch for a publication, and each is named in the verdict:

* a **head** that the reader got elsewhere (paper, the web): everything up to it is what it stands for;
* the **repository**: its first-parent history is judged again, merge by merge;
* a **trusted policy** (``--trust``): the signatures inside the publication fit its keys.

Without any of them an intact archive proves only itself. Whatever contradicts, anywhere, makes the verdict TIDAK SAH.
What was not looked at is said as well.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from rktkit import signing
from rktkit.archive import BRANCH, Archive, Publication, check_history, read_archive
from rktkit.branch import LAST_SEEN
from rktkit.compile import compile_rkt, replace_perubahan
from rktkit.files import Files, MemoryFiles, NotPlainFile
from rktkit.gitobjects import parse_commit
from rktkit.gitrepo import Repo
from rktkit.manifest import PUBLIKASI, sha256
from rktkit.outputs import render_format
from rktkit.outputs.context import Context
from rktkit.policy import Policy, policy_line
from rktkit.problems import Problem, Refusal, Severity
from rktkit.proof import SIGNED_PDF
from rktkit.publish import amended, documents
from rktkit.tools import KODE, LIBRARIES, code, tools
from rktkit.trust import problem
from rktkit.witness import Papers, Witness, ask_repo, ask_trust, read_papers, read_trust


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


def verify(files: Files, question: Question, history: History | None = None) -> Verdict:
    """Verify an archive.

    Args:
        files: the archive, from a folder or a commit.
        question: what is asked, and what the reader trusts.
        history: the repository, where the archive is verified inside it.
    """
    archive = read_archive(files)
    notes: list[str] = []
    general = list(_general(archive, question, history, notes))
    asked, about_pdf = _asked(archive, question)
    general += about_pdf
    policy = _policy(question, general)
    if question.pdf and asked:
        notes.append(f"PDF yang diberikan sama dengan dokumen dalam {asked[0].nama}.")
    parts = [_part(archive, publication, question, history, policy) for publication in asked]
    problems = [*general, *(one for _, found in parts for one in found)]
    return _conclude([part for part, _ in parts], problems, notes, question, history)


def _conclude(
    parts: Sequence[Part], problems: Sequence[Problem], notes: list[str], question: Question, history: History | None
) -> Verdict:
    status = Status.SAH if parts else Status.TIDAK_PASTI
    doubt = [
        found for found in problems if found.rule in {"RKT-667", "RKT-664"} or found.severity is not Severity.GALAT
    ]
    if len(doubt) < len(problems):
        status = Status.TIDAK_SAH
    elif doubt or any(part.status is not Status.SAH for part in parts):
        status = Status.TIDAK_PASTI
    if status is Status.TIDAK_PASTI and not (question.head or question.trust or history):
        notes.insert(
            0,
            "Arsip ini utuh, tetapi sebuah folder hanya membuktikan dirinya sendiri. Berikan --head (sidik jari dari "
            "halaman terakhir PDF atau dari situs kantor) atau --trust (organisasi.yml yang Anda percayai).",
        )
    return Verdict(status, tuple(parts), tuple(dict.fromkeys(problems)), tuple(notes))


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
        problems += _policy_since(archive, history, question, notes)
    return problems


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


def _policy_since(archive: Archive, history: History, question: Question, notes: list[str]) -> list[Problem]:
    """The policy on ``main`` after the last publication: a change without consent would bind nobody, but is told."""
    if question.publikasi:
        return []
    published = {plan.manifest.commit for plan in archive.plans()}
    last = next((sha for sha in history.repo.first_parents(history.main) if sha in published), None)
    if last is None:
        return []
    try:
        policy_line(history.repo, history.main, since=last, evidence=None, introduce=None)
    except Refusal as refusal:
        notes.append("Sesudah publikasi terakhir, organisasi.yml di main berubah tanpa tanda tangan Kepala Dinas;")
        notes.append("perubahan lewat forge baru dapat diperiksa bersama catatan forge pada publikasi berikutnya.")
        return [_warning(found) for found in refusal.problems]
    return []


def _warning(found: Problem) -> Problem:
    return Problem(found.rule, Severity.PERINGATAN, found.file, found.line, found.column, found.message, found.hint)


def _asked(archive: Archive, question: Question) -> tuple[list[Publication], list[Problem]]:
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
        if any(entry.sha256 == wanted and entry.path.endswith(".pdf") for entry in publication.manifest.berkas):
            return [publication], []
    for publication in asked:
        path = f"{publication.nama}/rkt.pdf"
        original = _read(archive.files, path)
        if original and question.pdf.startswith(original):
            return [], [problem("RKT-660.tambah", path, path=path)]
    return [], [problem("RKT-660", ".", lingkup=question.publikasi or "arsip ini")]


def _policy(question: Question, problems: list[Problem]) -> Policy | None:
    if question.trust is None or b"-----BEGIN CERTIFICATE-----" in question.trust:
        return None
    try:
        return read_trust(question.trust)
    except Refusal as refusal:
        problems += refusal.problems
        return None


# --- one publication -------------------------------------------------------------------------------------------------


def _part(
    archive: Archive, publication: Publication, question: Question, history: History | None, policy: Policy | None
) -> tuple[Part, list[Problem]]:
    own = [found for found in archive.problems if found.file.startswith(f"{publication.nama}/")]
    witnesses = [_head_witness(archive, publication, question.head)]
    try:
        papers = read_papers(archive, publication)
    except Refusal as refusal:
        problems = [*own, *refusal.problems]
        return Part(publication.nama, publication.sha256, Status.TIDAK_SAH, (), _texts(problems)), problems
    if history:
        witnesses.append(ask_repo(history.repo, history.main, archive, papers))
    if policy:
        witnesses.append(ask_trust(policy, papers))
    elif papers.seal is not None and not history:
        witnesses[0].missing.append("Tanda tangan atas manifest tidak diperiksa; berikan organisasi.yml dengan --trust")
    witnesses.append(_signed_pdf(archive, papers, question))
    if papers.given:
        witnesses.append(_reproduced(archive, papers, question))
    problems = [*own, *(found for witness in witnesses for found in witness.problems)]
    blocking = [found for found in problems if found.severity is Severity.GALAT]
    missing = [text for witness in witnesses for text in witness.missing]
    if blocking:
        status = Status.TIDAK_SAH
    else:
        status = Status.SAH if any(witness.vouches for witness in witnesses) else Status.TIDAK_PASTI
        if status is Status.SAH and policy:  # a trusted policy answers for a new introduction
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


def _signed_pdf(archive: Archive, papers: Papers, question: Question) -> Witness:
    """The PAdES signature, by the module that judges such signatures."""
    found = Witness()
    name = papers.publication.nama
    signed = _read(archive.files, f"{name}/{SIGNED_PDF}")
    if signed is None:
        return found
    if "tte" not in signing.CHECKERS:
        found.missing.append("Tanda tangan elektronik di dalam PDF tidak diperiksa: pemeriksanya tidak terpasang")
        return found
    signs = papers.publication.manifest.menandatangani
    original = _read(archive.files, f"{signs[0] if signs else name}/rkt.pdf") or b""
    roots = question.trust if question.trust and b"-----BEGIN CERTIFICATE-----" in question.trust else None
    when = papers.given.server_time if papers.given else None
    try:
        said = signing.load("tte").check_pdf(signed, original, MemoryFiles(papers.sources), when, roots=roots)
        found.shown.append(str(said["keterangan"]))
        found.vouches = roots is not None
    except Refusal as refusal:
        found.problems += refusal.problems
    return found


def _reproduced(archive: Archive, papers: Papers, question: Question) -> Witness:
    """Compile the sources again and compare: ``rkt.json`` always, every document when asked."""
    found = Witness()
    publication = papers.publication
    name, made_with = publication.nama, publication.manifest.alat
    if made_with.get(KODE) != code():
        found.missing.append(f"Kompilasi ulang tidak dicoba: dibuat dengan rktkit {made_with.get('rktkit')} yang lain")
        return found
    here = tools()
    other = [library for library in LIBRARIES if made_with.get(library) != here[library]]
    everything = question.reproduce and not other
    if question.reproduce and other:
        found.missing.append(f"Dokumen tidak disusun ulang: di sini {', '.join(other)} versi lain")
    earlier = Archive(archive.files, archive.publications[: publication.manifest.urutan - 1], ())
    try:
        rkt = compile_rkt(MemoryFiles(papers.sources), publication.manifest.tahun, final=True)
        before = amended(earlier, rkt.tahun, rkt.urutan) if rkt.jenis == "perubahan" else None
        rkt = replace_perubahan(rkt, before) if before else rkt
        if everything:
            time = parse_commit("", papers.commits[publication.manifest.commit]).time
            bukti = {name: value for name, value in papers.bukti.items() if name != "tte"}
            again = documents(rkt, papers.sources, bukti, publication.manifest.sebelumnya, time, before)
        else:
            again = render_format("json", rkt, Context(final=True, commit=publication.manifest.commit))
    except Refusal:
        again = {"rkt.json": b""}
    listed = {entry.path: entry.sha256 for entry in publication.manifest.berkas}
    for path, data in again.items():
        if listed.get(path) != sha256(data):
            found.problems.append(problem("RKT-668", f"{name}/{path}", path=path, publikasi=name))
    if not found.problems:
        what = "Semua dokumen" if everything else "Data (rkt.json)"
        found.shown.append(f"{what} sama dengan hasil kompilasi ulang dari sumbernya")
    return found


def _read(files: Files, path: str) -> bytes | None:
    try:
        return files.read(path)
    except (FileNotFoundError, NotPlainFile):
        return None
