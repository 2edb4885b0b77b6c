"""``rkt verify``: SAH (0), TIDAK SAH (1) or TIDAK DAPAT DIPASTIKAN (3), offline, with the reasons."""

import argparse
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from rktkit.cli.options import root
from rktkit.faces.reports.verdict import text, to_json
from rktkit.ground.disk import sebab
from rktkit.ground.findings import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rktkit.ground.git.repo import Repo
    from rktkit.trust.archive.publications import Publication
    from rktkit.trust.verify.verdict import Question, Verdict


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the verb takes."""
    add = parser.add_argument
    add("publikasi", nargs="?", metavar="PUBLIKASI", help="misalnya 2027/murni-0 (bawaan: seluruh arsip)")
    add("--archive", metavar="FOLDER|CABANG", help="folder arsip, atau cabang di repositori ini (bawaan: arsip)")
    add("--head", metavar="SHA256", help="kepala arsip yang Anda peroleh dari tempat lain (kertas, situs)")
    add("--trust", metavar="BERKAS", help="organisasi.yml atau sertifikat akar yang Anda percayai")
    add("--pdf", metavar="BERKAS", help="PDF yang hendak diperiksa")
    add("--reproduce", action="store_true", help="susun ulang semua dokumen dari sumbernya dan bandingkan")
    add("--format", choices=("text", "json"), default="text", help="bentuk laporan (bawaan: text)")


def run(args: argparse.Namespace) -> int:
    """The verdict's own exit status."""
    from rktkit.ground.git.program import BentObject, GitFailed
    from rktkit.trust.verify.verdict import Question, Status, undecided

    head = args.head.strip().lower() if args.head else None
    if head and not re.fullmatch(r"[0-9a-f]{64}", head):
        raise UsageError("--head harus berupa 64 digit heksadesimal.")
    question = Question(
        publikasi=args.publikasi.strip("/") if args.publikasi else None,
        head=head,
        trust=_read(args.trust),
        pdf=_read(args.pdf),
        reproduce=args.reproduce,
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
    from rktkit.trust.verify.verdict import History, verify

    def follow(asked: "Sequence[Publication]") -> "Iterable[Publication]":
        from tqdm import tqdm

        bar: Iterable[Publication] = tqdm(
            asked, delay=1, disable=not sys.stderr.isatty(), desc="memeriksa", unit="publikasi", leave=False
        )
        return bar

    folder = Path(args.archive).resolve() if args.archive and Path(args.archive).is_dir() else None
    if folder and args.root is None:  # a bare folder: nothing vouches for it but what the reader brings
        return verify(FolderFiles(folder), question, follow=follow)
    with _repository(args, folder) as repo:
        main = main_tip(repo)
        arsip = None if folder else _branch(repo, args.archive)
        files = FolderFiles(folder) if folder else CommitFiles(repo, arsip or "")
        return verify(files, question, History(repo, main, arsip) if main else None, follow)


def _repository(args: argparse.Namespace, folder: Path | None) -> "Repo":
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


def _branch(repo: "Repo", name: str | None) -> str:
    from rktkit.ground.git.program import NoRevision
    from rktkit.trust.archive.branch import find_branch, newest

    try:
        found = find_branch(repo, name) if name else newest(repo)
    except NoRevision as error:
        raise UsageError(f"{name} bukan folder dan bukan cabang di repositori ini.") from error
    if found is None:
        raise UsageError("Repositori ini belum punya cabang arsip. Ambil dahulu: git fetch origin arsip:arsip.")
    return found


def _read(path: str | None) -> bytes | None:
    if path is None:
        return None
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise UsageError(f"{path} tidak dapat dibaca ({sebab(error)}).") from error
