"""``rkt diff``: what changed between two states of the plans, by meaning."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

from rktkit.cli.asked import Asked, argument, option
from rktkit.cli.options import hand_over, root
from rktkit.ground.files import Files, FolderFiles
from rktkit.ground.findings import UsageError


class Options(Asked):
    """What the verb takes."""

    base: str = argument("SEMULA", "commit, cabang, atau tag yang dibandingkan")
    head: str | None = argument("MENJADI", "commit pembandingnya (bawaan: folder kerja)")
    year: int | None = option("TAHUN", "hanya tahun ini")
    format: str = option(None, "bentuk (bawaan: text)", choices=("text", "markdown", "json"), default="text")
    output: Path | None = option("BERKAS", "tulis ke berkas; tanpa ini, ke layar")


def run(options: Options) -> int:
    """Always exit status 0: a difference is no finding."""
    from rktkit.documents.changes import diff, dumps
    from rktkit.ground.git.files import CommitFiles
    from rktkit.ground.git.program import NoRevision
    from rktkit.ground.git.repo import Repo

    base = root(options.root)
    with ExitStack() as stack:
        repo = stack.enter_context(Repo(base))
        under = base.relative_to(repo.root.resolve()).as_posix()

        def tree(revision: str | None) -> Files:
            if revision is None:
                return FolderFiles(base)
            try:
                return CommitFiles(repo, repo.resolve(revision), "" if under == "." else under)
            except NoRevision as error:
                raise UsageError(f"“{revision}” bukan commit, cabang, atau tag di repositori ini.") from error

        before, after = tree(options.base), tree(options.head)
        if options.year is not None and not any(f"{options.year:04}" in files.list("rkt") for files in (before, after)):
            raise UsageError(f"Tidak ada folder rkt/{options.year} pada keduanya.")
        changes = diff(before, after, year=options.year)
    if options.format == "json":
        text = dumps(changes)
    elif options.format == "markdown":
        from rktkit.faces.reports.diff_markdown import render as as_markdown

        text = as_markdown(changes)
    else:
        from rktkit.faces.reports.diff_text import render as as_text

        text = as_text(changes)
    hand_over(text.encode("utf-8", "backslashreplace"), options.output)
    return 0
