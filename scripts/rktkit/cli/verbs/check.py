"""``rkt check``: every rule on the given files, or on everything."""

from __future__ import annotations

import re
import sys
from collections.abc import Collection
from pathlib import Path

from rktkit.cli.asked import Asked, argument, option, switch
from rktkit.cli.options import colourful, handed_in, relative, root, site_url
from rktkit.faces.reports import FORMATS, reporter
from rktkit.ground.files import FolderFiles
from rktkit.ground.findings import Problem, Report, UsageError
from rktkit.plan.layout import year_of
from rktkit.rules.archived import NOTHING, Archived, softens
from rktkit.rules.check import check


class Options(Asked):
    """What the verb takes."""

    paths: tuple[str, ...] = argument("PATH", "berkas atau folder; tanpa ini, semuanya")
    year: int | None = option("TAHUN", "hanya tahun ini")
    final: bool = switch("periksa sebagai naskah akhir: form yang kurang menghalangi")
    format: str = option(None, "bentuk laporan (bawaan: text)", choices=FORMATS, default="text")


def run(options: Options) -> int:
    """Exit status 1 when a galat stands."""
    base = root(options.root)
    paths = tuple(relative(options.paths, base))
    files = FolderFiles(base)
    if options.year is not None and f"{options.year:04}" not in files.list("rkt"):
        raise UsageError(f"Tidak ada folder rkt/{options.year}.")
    elsewhere = [path for path in paths if options.year is not None and year_of(f"{path}/") not in (None, options.year)]
    if elsewhere:
        raise UsageError(f"{elsewhere[0]} bukan bagian tahun {options.year}; sebutkan path atau tahunnya saja.")
    said = _archived(base, final=options.final)
    final: bool | Collection[int] = options.final or said.terbit
    days = handed_in(base, files)
    report = check(files, paths=paths, year=options.year, final=final, handed_in=days, archived=said)
    every = not options.final and options.year is None and not paths
    if said is NOTHING and every and (base / ".git").exists() and any(map(softens, report.problems)):
        said = _asked(base)  # without an archive only main can say which years are closed
        report = check(files, handed_in=days, archived=said)
    if options.final and not paths:
        report = Report.of([*report.problems, *policy(base)], report.files, report.sources)
    colour = colourful()
    sys.stdout.write(reporter(options.format, site_url())(report, colour))
    if options.final and options.format == "text":
        sys.stdout.write("".join(f"{line}\n" for line in _ready(report)))
    return int(report.blocks)


def policy(base: Path) -> tuple[Problem, ...]:
    """What the history of ``main`` says against the policy that a publication would go by."""
    if not (base / ".git").exists():
        return ()
    from rktkit.ground.git.repo import Repo
    from rktkit.procedure.reminders import unconsented

    with Repo(base) as repo:
        return unconsented(repo)


def _ready(report: Report) -> list[str]:
    """The checklist before the signature."""
    from rktkit.faces.reports.status import ready_lines
    from rktkit.rules.ready import checklist

    return ready_lines(checklist(report.problems))


def _archived(base: Path, *, final: bool) -> Archived:
    """What is published, and which years are closed. Git is only asked when there may be an archive."""
    return _asked(base, final=final) if _has_archive(_git_folder(base / ".git")) else NOTHING


def _asked(base: Path, *, final: bool = False) -> Archived:
    from rktkit.trust.archive.closed import archived_here

    return archived_here(base, final=final)


def _git_folder(place: Path) -> Path:
    """Where the branches are: in a worktree ``.git`` is a file, which names a folder that names another."""
    try:
        named = re.match(r"gitdir: (.+)\n?\Z", place.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return place
    own = place.parent / named[1] if named else place
    try:
        return own / (own / "commondir").read_text(encoding="utf-8").strip()
    except (OSError, ValueError):
        return own


def _has_archive(git: Path) -> bool:
    packed = git / "packed-refs"
    return any((git / "refs" / place / "arsip").is_file() for place in ("heads", "remotes/origin")) or (
        packed.is_file() and b"/arsip\n" in packed.read_bytes()
    )
