"""SOP step 6 in a working folder: the documents of a year, from what lies there and from the archive."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from rktkit.ground.disk import write_folder
from rktkit.ground.files import FolderFiles, read_plain
from rktkit.ground.findings import Problem, UsageError
from rktkit.plan.document import Rkt
from rktkit.plan.layout import FormId


@dataclass(frozen=True, slots=True)
class Compiled:
    """What was written: the plan, how many documents, and how many galat stand open in it."""

    rkt: Rkt
    documents: int
    galat: int


def compile_folder(
    base: Path, tahun: int, output: Path, *, final: bool = False, handed_in: Mapping[FormId, date] | None = None
) -> Compiled:
    """Compile one year of a folder and write its documents.

    Args:
        base: folder that holds ``rkt/``.
        tahun: plan year.
        output: folder for the documents; replaced as a whole.
        final: the state to be signed, which a galat stands in the way of.
        handed_in: when each form first came in, for a draft's findings.

    Raises:
        UsageError: there is no such year, or ``output`` is where the data is.
        Refusal: what every document needs is missing; with ``final`` also a galat.
    """
    files = FolderFiles(base)
    if str(tahun) not in files.list("rkt"):
        raise UsageError(f"Tidak ada folder rkt/{tahun}.")
    if output.resolve().is_relative_to(base / "rkt"):
        raise UsageError(f"{output} adalah folder data; pilih folder lain, misalnya build/draf.")
    from rktkit.documents import chapters, render
    from rktkit.documents.compile.rkt import compile_rkt, compile_with_findings
    from rktkit.documents.context import AWAL, Context
    from rktkit.trust.archive.closed import archived_here

    semula = _semula(base, files, tahun)
    said = archived_here(base, final=(tahun,) if final else ())
    findings: tuple[Problem, ...] = ()
    if final:
        rkt = compile_rkt(files, tahun, final=True, semula=semula, archived=said)
    else:
        rkt, findings = compile_with_findings(
            files, tahun, final=False, semula=semula, handed_in=handed_in, archived=said
        )
    commit, waktu = _head(base)
    paths = [f"{chapters.FOLDER}/{name}" for name in files.list(chapters.FOLDER)]
    own = {path: data for path in paths if (data := read_plain(files, path)) is not None}
    texts, mark = chapters.own(own), own.get(chapters.LAMBANG)
    context = Context(final, commit, findings, semula=semula, bab=texts, lambang=mark, waktu=waktu or AWAL)
    documents = render(rkt, context)
    write_folder(output, documents)
    return Compiled(rkt, len(documents), sum(problem.weight == 0 for problem in findings))


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
