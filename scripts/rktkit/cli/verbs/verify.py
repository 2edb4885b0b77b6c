"""``rkt verify``: SAH (0), TIDAK SAH (1) or TIDAK DAPAT DIPASTIKAN (3), offline, with the reasons."""

from __future__ import annotations

import re
import sys
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from rktkit.cli.asked import Asked, argument, option, switch
from rktkit.cli.options import root
from rktkit.faces.reports.verdict import text, to_json
from rktkit.ground.disk import sebab
from rktkit.ground.findings import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rktkit.ground.files import Files
    from rktkit.ground.git.repo import Repo
    from rktkit.trust.archive.publications import Publication
    from rktkit.trust.verify.question import Question
    from rktkit.trust.verify.verdict import Verdict


_ELSEWHERE = "Arsip dalam folder: --archive FOLDER."


class Options(Asked):
    """What the verb takes."""

    publikasi: str | None = argument("PUBLIKASI", "misalnya 2027/murni-0 (bawaan: seluruh arsip)")
    archive: str | None = option("FOLDER|CABANG", "folder arsip, atau cabang di repositori ini (bawaan: arsip)")
    head: str | None = option(
        "SHA256[@TANGGAL]", "kepala arsip dari tempat lain (kertas, situs), dan sejak kapan", also=("--kepala",)
    )
    trust: tuple[Path, ...] = option(
        "BERKAS|FOLDER",
        "organisasi.yml, sertifikat akar, atau folder berisi keduanya, yang Anda percayai (boleh diulang)",
        action="append",
    )
    pdf: Path | None = option("BERKAS", "PDF yang hendak diperiksa")
    date_: date | None = option("TANGGAL", "tanggal yang ditanyakan untuk “berlaku” (bawaan: hari ini)")
    reproduce: bool = switch("susun ulang semua dokumen dari sumbernya; tidak mengubah putusan")
    format: str = option(None, "bentuk laporan (bawaan: text)", choices=("text", "json"), default="text")


def run(options: Options) -> int:
    """The verdict's own exit status."""
    from rktkit.ground.git.program import BentObject, GitFailed
    from rktkit.trust.verify.matter import Putusan
    from rktkit.trust.verify.question import Question
    from rktkit.trust.verify.verdict import undecided

    head, day = _head(options.head)
    question = Question(
        publikasi=options.publikasi.strip("/") if options.publikasi else None,
        head=head,
        head_day=day,
        trust=_trust(options.trust) or None,
        pdf=_read(options.pdf) if options.pdf else None,
        reproduce=options.reproduce,
        tanggal=options.date_,
    )
    try:
        verdict = _verify(options, question)
    except GitFailed as error:  # incomplete or damaged accuses nobody; what Git would never write does
        verdict = undecided(error, Putusan.TIDAK_SAH if isinstance(error, BentObject) else Putusan.TIDAK_PASTI)
    sys.stdout.write(to_json(verdict) if options.format == "json" else text(verdict))
    return verdict.putusan.exit_status


def _verify(options: Options, question: Question) -> Verdict:
    from rktkit.ground.files import FolderFiles
    from rktkit.ground.git.files import CommitFiles
    from rktkit.trust.approval.merge import main_tip
    from rktkit.trust.verify.question import History
    from rktkit.trust.verify.verdict import verify

    def follow(asked: Sequence[Publication]) -> Iterable[Publication]:
        from tqdm import tqdm

        bar: Iterable[Publication] = tqdm(
            asked, delay=1, disable=not sys.stderr.isatty(), desc="memeriksa", unit="publikasi", leave=False
        )
        return bar

    folder = Path(options.archive).resolve() if options.archive and Path(options.archive).is_dir() else None
    if folder and options.root is None:  # a bare folder: nothing vouches for it but what the reader brings
        return verify(FolderFiles(folder), on_its_day(question), follow=follow)
    with repository(options.root, options.archive, folder) as repo:
        main = main_tip(repo)
        arsip = None if folder else branch_of(repo, options.archive)
        files = FolderFiles(folder) if folder else CommitFiles(repo, arsip or "")
        on_day = on_its_day(question, main_files(repo, main))
        return verify(files, on_day, History(repo, main, arsip) if main else None, follow)


def on_its_day(question: Question, clone: Files | None = None) -> Question:
    """The question with today's date, which is the office's: one day for all its readers, wherever their machine is.

    Args:
        clone: ``main`` of the repository that the reader stands in.

    Of the policy that he trusts, else of his clone. Where neither is known (a folder alone, or with a head) the day is
    Indonesia's easternmost, so that no office is ahead of its reader.
    """
    from rktkit.plan.load.office import office_day
    from rktkit.trust.verify.question import read_trusted

    trusted = read_trusted(question.trust)
    files = trusted.files if trusted.policy or clone is None else clone
    return replace(question, today=office_day(files, datetime.now(UTC)))


def main_files(repo: Repo, main: str | None) -> Files | None:
    """The files of ``main``, if they can be read: whatever it has become, the archive is another branch."""
    from rktkit.ground.git.files import CommitFiles
    from rktkit.ground.git.program import BentObject

    try:
        return CommitFiles(repo, main) if main else None
    except BentObject:
        return None


def repository(given: str | None, archive: str | None, folder: Path | None) -> Repo:
    """The repository that the reader stands in; he is told of his folder where there is none."""
    from rktkit.ground.git.repo import Repo

    try:
        return Repo(_root(given, archive))
    except UsageError as error:
        raise (_no_folder(archive) if archive and not folder else error) from error


def _no_folder(archive: str) -> UsageError:
    return UsageError(
        f"{archive} bukan folder. Berikan folder arsip; berkas ZIP diekstrak dahulu. "
        "Nama cabang hanya dikenal di dalam repositori."
    )


def _root(given: str | None, archive: str | None) -> Path:
    """The repository; a reader who has only a folder is told that the folder is not there, not that a repository is."""
    try:
        return root(given)
    except UsageError as error:
        if given is not None:
            raise
        if archive is None:
            raise UsageError(f"{error} {_ELSEWHERE}") from error
        raise _no_folder(archive) from error


def branch_of(repo: Repo, name: str | None) -> str:
    """The commit of the archive's branch."""
    from rktkit.ground.git.program import NoRevision
    from rktkit.trust.archive.branch import find_branch, newest

    try:
        found = find_branch(repo, name) if name else newest(repo)
    except NoRevision as error:
        raise UsageError(f"{name} bukan folder dan bukan cabang di repositori ini.") from error
    if found is None:
        remedy = "Ambil dahulu: git fetch origin arsip:arsip." if repo.has_remote("origin") else _ELSEWHERE
        raise UsageError(f"Repositori ini belum punya cabang arsip. {remedy}")
    return found


def _head(given: str | None) -> tuple[str | None, date | None]:
    """The head and, where it is told, since when the reader knows it."""
    if given is None:
        return None, None
    head, _, day = given.strip().partition("@")
    if not re.fullmatch(r"[0-9a-fA-F]{64}", head.strip()):
        raise UsageError("--head harus berupa 64 digit heksadesimal, dengan @TANGGAL bila tanggalnya diketahui.")
    try:
        return head.strip().lower(), date.fromisoformat(day) if day else None
    except ValueError as error:
        raise UsageError(f"--head: {day} bukan tanggal; tulis seperti 2027-12-31.") from error


def _trust(given: Sequence[Path]) -> dict[str, bytes]:
    """What the reader trusts, by path; of a folder its ``organisasi.yml`` and its certificates."""
    found: dict[str, bytes] = {}
    for place in given:
        if place.is_dir():
            inside = [p for p in sorted(place.rglob("*")) if p.name == "organisasi.yml" or p.suffix == ".pem"]
            if not inside:
                raise UsageError(f"{place} tidak memuat organisasi.yml atau sertifikat (.pem).")
            found |= {str(path): _read(path) for path in inside}
        else:
            found[str(place)] = _read(place)
    return found


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise UsageError(f"{path} tidak dapat dibaca ({sebab(error)}).") from error
