"""``rkt diff``: what changed between two states of the plans, by meaning."""

import argparse
import sys
from contextlib import ExitStack
from pathlib import Path

from rktkit.cli.options import root
from rktkit.ground.disk import replace_file
from rktkit.ground.files import Files, FolderFiles
from rktkit.ground.findings import UsageError


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the verb takes."""
    parser.add_argument("base", metavar="SEMULA", help="commit, cabang, atau tag yang dibandingkan")
    parser.add_argument("head", metavar="MENJADI", nargs="?", help="commit pembandingnya (bawaan: folder kerja)")
    parser.add_argument("--year", type=int, metavar="TAHUN", help="hanya tahun ini")
    parser.add_argument("--format", choices=("text", "markdown", "json"), default="text", help="bentuk (bawaan: text)")
    parser.add_argument("--output", metavar="BERKAS", help="tulis ke berkas; tanpa ini, ke layar")


def run(args: argparse.Namespace) -> int:
    """Always exit status 0: a difference is no finding."""
    from rktkit.documents.changes import diff, dumps
    from rktkit.ground.git.files import CommitFiles
    from rktkit.ground.git.program import NoRevision
    from rktkit.ground.git.repo import Repo

    base = root(args)
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

        before, after = tree(args.base), tree(args.head)
        if args.year is not None and not any(f"{args.year:04}" in files.list("rkt") for files in (before, after)):
            raise UsageError(f"Tidak ada folder rkt/{args.year} pada keduanya.")
        changes = diff(before, after, year=args.year)
    if args.format == "json":
        text = dumps(changes)
    elif args.format == "markdown":
        from rktkit.faces.reports.diff_markdown import render as as_markdown

        text = as_markdown(changes)
    else:
        from rktkit.faces.reports.diff_text import render as as_text

        text = as_text(changes)
    if args.output:
        replace_file(Path(args.output), text.encode("utf-8", "backslashreplace"))
    else:
        sys.stdout.write(text)
    return 0
