"""``rkt compile``: the draft of the office from all forms, in every format."""

import argparse
from datetime import datetime
from pathlib import Path

from rktkit.cli.options import handed_in, root
from rktkit.ground.disk import write_folder
from rktkit.ground.files import FolderFiles, read_plain
from rktkit.ground.findings import Problem, UsageError
from rktkit.plan.document import Rkt


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the verb takes."""
    parser.add_argument("year", type=int, metavar="TAHUN", help="tahun rencana")
    parser.add_argument("--final", action="store_true", help="naskah akhir, tanpa DRAF; galat menghalangi")
    parser.add_argument("--output", metavar="DIR", required=True, help="folder hasil")


def run(args: argparse.Namespace) -> int:
    """Exit status 1 when a galat stands in the way (always of a final document, of a draft when it has no cycle)."""
    base = root(args)
    files = FolderFiles(base)
    if str(args.year) not in files.list("rkt"):
        raise UsageError(f"Tidak ada folder rkt/{args.year}.")
    if Path(args.output).resolve().is_relative_to(base / "rkt"):
        raise UsageError(f"{args.output} adalah folder data; pilih folder lain, misalnya build/draf.")
    from rktkit.documents import chapters as naskah
    from rktkit.documents import render
    from rktkit.documents.compile import compile_rkt, compile_with_findings
    from rktkit.documents.context import AWAL, Context

    semula = _semula(base, files, args.year)
    from rktkit.trust.archive.closed import archived_here

    said = archived_here(base, final=(args.year,) if args.final else ())
    findings: tuple[Problem, ...] = ()
    if args.final:
        rkt = compile_rkt(files, args.year, final=True, semula=semula, archived=said)
    else:
        days = handed_in(base, files)
        rkt, findings = compile_with_findings(
            files, args.year, final=False, semula=semula, handed_in=days, archived=said
        )
    commit, waktu = _head(base)
    paths = [f"{naskah.FOLDER}/{name}" for name in files.list(naskah.FOLDER)]
    own = {path: data for path in paths if (data := read_plain(files, path)) is not None}
    texts, mark = naskah.own(own), own.get(naskah.LAMBANG)
    context = Context(args.final, commit, findings, semula=semula, naskah=texts, lambang=mark, waktu=waktu or AWAL)
    documents = render(rkt, context)
    write_folder(Path(args.output), documents)
    count = sum(problem.weight == 0 for problem in findings)
    open_findings = f" {count} galat masih terbuka; daftarnya ada di dalam draf." if count else ""
    print(f"RKT {rkt.tahun} {rkt.jenis}: {len(documents)} berkas di “{args.output}”.{open_findings}")
    return 0


def _semula(base: Path, files: FolderFiles, tahun: int) -> Rkt | None:
    """The published plan that this one amends."""
    from rktkit.plan.load.office import load_siklus

    siklus, _ = load_siklus(files, tahun)
    if siklus is None or siklus.jenis != "perubahan" or siklus.urutan is None or not (base / ".git").exists():
        return None
    from rktkit.trust.archive.make import semula

    return semula(base, tahun, siklus.urutan)


def _head(base: Path) -> tuple[str | None, datetime | None]:
    """The commit that the working folder stands on, and its time."""
    if not (base / ".git").exists():
        return None, None
    from rktkit.ground.git.program import GitFailed
    from rktkit.ground.git.repo import Repo

    try:
        with Repo(base) as repo:
            commit = repo.commit(repo.resolve("HEAD"))
    except (GitFailed, UsageError):  # no commit yet, or no repository after all
        return None, None
    return commit.sha, commit.time
