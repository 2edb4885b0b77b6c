"""``rkt verify``: SAH (0), TIDAK SAH (1) or TIDAK DAPAT DIPASTIKAN (3), offline, with the reasons."""

import argparse
import re
import sys
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from rktkit.cli.options import date_of, root
from rktkit.faces.reports.verdict import text, to_json
from rktkit.ground.disk import sebab
from rktkit.ground.findings import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rktkit.ground.git.repo import Repo
    from rktkit.trust.archive.publications import Publication
    from rktkit.trust.verify.reader import Question
    from rktkit.trust.verify.verdict import Verdict


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the verb takes."""
    add = parser.add_argument
    add("publikasi", nargs="?", metavar="PUBLIKASI", help="misalnya 2027/murni-0 (bawaan: seluruh arsip)")
    add("--archive", metavar="FOLDER|CABANG", help="folder arsip, atau cabang di repositori ini (bawaan: arsip)")
    add("--head", metavar="SHA256[@TANGGAL]", help="kepala arsip dari tempat lain (kertas, situs), dan sejak kapan")
    add(
        "--trust",
        metavar="BERKAS|FOLDER",
        action="append",
        default=[],
        help="organisasi.yml, sertifikat akar, atau folder berisi keduanya, yang Anda percayai (boleh diulang)",
    )
    add("--pdf", metavar="BERKAS", help="PDF yang hendak diperiksa")
    add("--date", metavar="TANGGAL", type=date_of, help="tanggal yang ditanyakan untuk “berlaku” (bawaan: hari ini)")
    add("--reproduce", action="store_true", help="susun ulang semua dokumen dari sumbernya; tidak mengubah putusan")
    add("--format", choices=("text", "json"), default="text", help="bentuk laporan (bawaan: text)")


def run(args: argparse.Namespace) -> int:
    """The verdict's own exit status."""
    from rktkit.ground.git.program import BentObject, GitFailed
    from rktkit.plan.calendar import WIT
    from rktkit.trust.verify.matter import Status
    from rktkit.trust.verify.reader import Question
    from rktkit.trust.verify.verdict import undecided

    head, day = _head(args.head)
    question = Question(
        publikasi=args.publikasi.strip("/") if args.publikasi else None,
        head=head,
        head_day=day,
        trust=_trust(args.trust) or None,
        pdf=_read(args.pdf) if args.pdf else None,
        reproduce=args.reproduce,
        tanggal=args.date,
        today=datetime.now(WIT).date(),  # so that no office in Indonesia is ahead of the reader's machine
    )
    try:
        verdict = _verify(args, question)
    except GitFailed as error:  # incomplete or damaged accuses nobody; what Git would never write does
        verdict = undecided(error, Status.TIDAK_SAH if isinstance(error, BentObject) else Status.TIDAK_PASTI)
    sys.stdout.write(to_json(verdict) if args.format == "json" else text(verdict))
    return verdict.status.exit_status


def _verify(args: argparse.Namespace, question: "Question") -> "Verdict":
    from rktkit.ground.files import FolderFiles
    from rktkit.ground.git.files import CommitFiles
    from rktkit.trust.approval.merge import main_tip
    from rktkit.trust.verify.reader import History
    from rktkit.trust.verify.verdict import verify

    def follow(asked: "Sequence[Publication]") -> "Iterable[Publication]":
        from tqdm import tqdm

        bar: Iterable[Publication] = tqdm(
            asked, delay=1, disable=not sys.stderr.isatty(), desc="memeriksa", unit="publikasi", leave=False
        )
        return bar

    folder = Path(args.archive).resolve() if args.archive and Path(args.archive).is_dir() else None
    if folder and args.root is None:  # a bare folder: nothing vouches for it but what the reader brings
        return verify(FolderFiles(folder), question, follow=follow)
    with repository(args, folder) as repo:
        main = main_tip(repo)
        arsip = None if folder else branch_of(repo, args.archive)
        files = FolderFiles(folder) if folder else CommitFiles(repo, arsip or "")
        return verify(files, question, History(repo, main, arsip) if main else None, follow)


def repository(args: argparse.Namespace, folder: Path | None) -> "Repo":
    """The repository that the reader stands in; he is told of his folder where there is none."""
    from rktkit.ground.git.repo import Repo

    try:
        return Repo(_root(args))
    except UsageError as error:
        raise (_no_folder(args) if args.archive and not folder else error) from error


def _no_folder(args: argparse.Namespace) -> UsageError:
    return UsageError(
        f"{args.archive} bukan folder. Berikan folder arsip; berkas ZIP diekstrak dahulu. "
        "Nama cabang hanya dikenal di dalam repositori."
    )


def _root(args: argparse.Namespace) -> Path:
    """The repository; a reader who has only a folder is told that the folder is not there, not that a repository is."""
    try:
        return root(args)
    except UsageError as error:
        if args.root is not None or args.archive is None:
            raise
        raise _no_folder(args) from error


def branch_of(repo: "Repo", name: str | None) -> str:
    """The commit of the archive's branch."""
    from rktkit.ground.git.program import NoRevision
    from rktkit.trust.archive.branch import find_branch, newest

    try:
        found = find_branch(repo, name) if name else newest(repo)
    except NoRevision as error:
        raise UsageError(f"{name} bukan folder dan bukan cabang di repositori ini.") from error
    if found is None:
        raise UsageError("Repositori ini belum punya cabang arsip. Ambil dahulu: git fetch origin arsip:arsip.")
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


def _trust(given: "Sequence[str]") -> dict[str, bytes]:
    """What the reader trusts, by path; of a folder its ``organisasi.yml`` and its certificates."""
    found: dict[str, bytes] = {}
    for name in given:
        place = Path(name)
        if place.is_dir():
            inside = [p for p in sorted(place.rglob("*")) if p.name == "organisasi.yml" or p.suffix == ".pem"]
            if not inside:
                raise UsageError(f"{name} tidak memuat organisasi.yml atau sertifikat (.pem).")
            found |= {str(path): _read(str(path)) for path in inside}
        else:
            found[name] = _read(name)
    return found


def _read(path: str) -> bytes:
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise UsageError(f"{path} tidak dapat dibaca ({sebab(error)}).") from error
