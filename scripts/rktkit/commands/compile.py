"""``rkt compile``: the draft of the office from all forms, in every format."""

import argparse
import re
from pathlib import Path

from rktkit.commands import root
from rktkit.files import Files, FolderFiles, Kind
from rktkit.problems import UsageError


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the verb takes."""
    parser.add_argument("year", type=int, metavar="TAHUN", help="tahun rencana")
    parser.add_argument("--final", action="store_true", help="naskah akhir, tanpa DRAF; galat menghalangi")
    parser.add_argument("--output", metavar="DIR", required=True, help="folder hasil")


def run(args: argparse.Namespace) -> int:
    """Exit status 1 when a galat stands in the way (with ``--final``), or findings of galat are open in the draft."""
    base = root(args)
    files = FolderFiles(base)
    if str(args.year) not in files.list("rkt"):
        raise UsageError(f"Tidak ada folder rkt/{args.year}.")
    from rktkit.compile import compile_rkt, compile_with_findings
    from rktkit.outputs import render
    from rktkit.outputs.context import Context
    from rktkit.publish import semula

    amended = semula(base, args.year)
    if args.final:
        rkt, findings = compile_rkt(files, args.year, final=True, semula=amended), ()
    else:
        rkt, findings = compile_with_findings(files, args.year, final=False, semula=amended)
    commit, waktu = _head(base)
    context = Context(args.final, commit, findings, semula=amended, naskah=naskah(files), lambang=lambang(files))
    write(Path(args.output), render(rkt, context))
    return 0
