"""What a signature inside a PDF vouches for, and what it cannot.

It covers the document, not the archive around it. So it vouches for a publication only together with the proof that
every other document follows from the same sources (``verify`` makes them again), and for a publication that only
carries such a signature.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from rktkit.ground.catalogue.trust import ORGANISASI, problem
from rktkit.ground.files import Files, Kind, MemoryFiles, read_plain
from rktkit.ground.findings import Problem, Refusal, Severity
from rktkit.ground.git.files import CommitFiles
from rktkit.ground.git.program import GitFailed
from rktkit.ground.git.repo import Repo
from rktkit.trust import tte as signing
from rktkit.trust.archive.objects import SIGNED_PDF, SUMBER
from rktkit.trust.archive.publications import Archive, Publication, walk
from rktkit.trust.verify.witness import Papers, Witness, read_time

PEM = b"-----BEGIN CERTIFICATE-----"
UNKNOWN = "RKT-670"
"""No root is trusted: nobody can tell."""


@dataclass(frozen=True, slots=True)
class Trust:
    """What the reader brings. ``given``: an ``organisasi.yml`` or certificates in PEM; ``repo``, ``main``: a clone."""

    given: bytes | None = None
    repo: Repo | None = None
    main: str | None = None

    @property
    def roots(self) -> bytes | None:
        """The certificates that he trusts."""
        return self.given if self.given and PEM in self.given else None

    @property
    def organisasi(self) -> bytes | None:
        """The policy that he trusts."""
        return self.given if self.given and PEM not in self.given else None


def ask_pdf(archive: Archive, papers: Papers, trust: Trust) -> Witness:
    """Judge the signed PDF of a publication, if it has one or ought to."""
    found = Witness()
    publication = papers.publication
    name, signs = publication.nama, publication.manifest.menandatangani
    signed = read_plain(archive.files, f"{name}/{SIGNED_PDF}")
    if signed is None:
        if papers.given and "tte" in _asked_for(papers.bukti):
            words: dict[str, Any] = {"tahun": publication.manifest.tahun}
            found.problems.append(problem("RKT-639.berkas", f"{name}/{SIGNED_PDF}", **words))
        elif signs and papers.seal is None:
            found.missing.append("Publikasi ini seharusnya memuat tanda tangan, tetapi tidak ada di dalamnya")
        return found
    plan = signs[0] if signs else name
    compiled = read_plain(archive.files, f"{plan}/rkt.pdf") or b""
    try:
        when = papers.given.server_time if papers.given else read_time(papers)
        files = _policy_files(archive, papers, plan, trust)
        said = _judge(signed, compiled, files, when, trust.roots)
        found.shown.append(str(said["keterangan"]))
        found.vouches = trust.roots is not None or (trust.repo is not None and signs is not None)
        if not found.vouches and trust.repo is None:
            found.missing.append("Akarnya diambil dari arsip ini sendiri; berikan sertifikat akar dengan --trust")
    except Refusal as refusal:
        for one in refusal.problems:
            if one.rule == UNKNOWN:
                found.missing.append(one.message)
            else:
                found.problems.append(_at(one, f"{name}/{SIGNED_PDF}"))
    return found


def recognise(archive: Archive, plans: Sequence[Publication], pdf: bytes, trust: Trust) -> "Recognised":
    """Whose document a signed PDF from somewhere else is.

    Args:
        plans: the publications it may belong to.
    """
    first: list[Problem] = []
    for plan in plans:
        compiled = read_plain(archive.files, f"{plan.nama}/rkt.pdf")
        if plan.manifest.menandatangani or compiled is None:
            continue
        if trust.repo and trust.main:
            files: Files = CommitFiles(trust.repo, trust.main)
        else:
            files = _overlay(MemoryFiles(sources_of(archive, plan.nama)), trust)
        try:
            said = _judge(pdf, compiled, files, None, trust.roots)
            return Recognised(plan, str(said["keterangan"]), ())
        except Refusal as refusal:
            rules = {one.rule for one in refusal.problems}
            if rules == {UNKNOWN}:
                return Recognised(plan, None, tuple(_doubt(one) for one in refusal.problems))
            if "RKT-675" not in rules and pdf.startswith(compiled):
                return Recognised(None, None, tuple(_at(one, f"{plan.nama}/rkt.pdf") for one in refusal.problems))
            first = first or list(refusal.problems)
    return Recognised(None, None, tuple(_at(one, ".") for one in first))


@dataclass(frozen=True, slots=True)
class Recognised:
    """The plan that a PDF shows, what its signature says, and what speaks against it."""

    plan: Publication | None
    keterangan: str | None
    problems: tuple[Problem, ...]


def _judge(signed: bytes, compiled: bytes, files: Files, when: datetime | None, roots: bytes | None) -> dict[str, Any]:
    said = signing.load("tte").check_pdf(signed, compiled, files, when, roots=roots)
    assert isinstance(said, dict)
    return said


def _policy_files(archive: Archive, papers: Papers, plan: str, trust: Trust) -> Files:
    """The tree that says who may sign: the repository's own policy, else what the archive holds."""
    if trust.repo is None:
        return _overlay(MemoryFiles(sources_of(archive, plan)), trust)
    try:
        if papers.given:
            commit = trust.repo.commit(papers.given.commit).parents[0]
        else:
            commit = str(papers.bukti["kebijakan"]["commit"])
        return CommitFiles(trust.repo, commit)
    except (GitFailed, KeyError, TypeError, IndexError):
        name = papers.publication.nama
        raise Refusal([problem("RKT-652", name, publikasi=name, commit="kebijakannya")]) from None


def _overlay(files: Files, trust: Trust) -> Files:
    return MemoryFiles({ORGANISASI: trust.organisasi}, files) if trust.organisasi else files


def sources_of(archive: Archive, name: str) -> dict[str, bytes]:
    """The sources of a publication: path in the repository → bytes."""
    prefix = f"{name}/{SUMBER}"
    paths = [path for path, kind in walk(archive.files, f"{name}/{SUMBER.rstrip('/')}") if kind is Kind.FILE]
    read = {path.removeprefix(prefix): read_plain(archive.files, path) for path in paths}
    return {path: data for path, data in read.items() if data is not None}


def _asked_for(bukti: Any) -> list[object]:
    policy = bukti.get("kebijakan")
    wajib = policy.get("wajib") if isinstance(policy, dict) else None
    return wajib if isinstance(wajib, list) else []


def _at(found: Problem, file: str) -> Problem:
    return found.but(file=file)


def _doubt(found: Problem) -> Problem:
    return found.but(severity=Severity.PERINGATAN, file=".")
