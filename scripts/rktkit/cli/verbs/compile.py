"""``rkt compile``: the draft of the office from all forms, in every format."""

import argparse
import sys
from pathlib import Path

from rktkit.cli.options import handed_in, root
from rktkit.ground.files import FolderFiles
from rktkit.procedure.drafting import compile_folder


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the verb takes."""
    parser.add_argument("year", type=int, metavar="TAHUN", help="tahun rencana")
    parser.add_argument("--final", action="store_true", help="naskah akhir, tanpa DRAF; galat menghalangi")
    parser.add_argument("--output", metavar="DIR", required=True, help="folder hasil")


def run(args: argparse.Namespace) -> int:
    """Exit status 1 when a galat stands in the way (always of a final document, of a draft when it has no cycle)."""
    return compile_year(root(args), args.year, Path(args.output), final=args.final)


def compile_year(base: Path, tahun: int, output: Path, *, final: bool = False) -> int:
    """Compile a year and tell it; the exit status. Raises what ``compile_folder`` raises."""
    days = {} if final else handed_in(base, FolderFiles(base))
    done = compile_folder(base, tahun, output, final=final, handed_in=days)
    still = f" {done.galat} galat masih terbuka; daftarnya ada di dalam draf." if done.galat else ""
    sys.stdout.write(f"RKT {tahun} {done.rkt.jenis}: {done.documents} berkas di “{output}”.{still}\n")
    return 0
