"""``rkt check``: every rule on the given files, or on everything."""

import argparse
import os
import sys

from rktkit.check import check
from rktkit.commands import relative, root, site_url
from rktkit.files import FolderFiles
from rktkit.reporters import FORMATS, reporter


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the verb takes."""
    parser.add_argument("paths", nargs="*", metavar="PATH", help="berkas atau folder; tanpa ini, semuanya")
    parser.add_argument("--year", type=int, metavar="TAHUN", help="hanya tahun ini")
    parser.add_argument(
        "--final", action="store_true", help="periksa sebagai naskah akhir: form yang kurang menghalangi"
    )
    parser.add_argument("--format", choices=FORMATS, default="text", help="bentuk laporan (bawaan: text)")


def run(args: argparse.Namespace) -> int:
    """Exit status 1 when a galat stands."""
    base = root(args)
    paths = tuple(relative(args.paths, base))
    report = check(FolderFiles(base), paths=paths, year=args.year, final=args.final)
    colour = sys.stdout.isatty() and "NO_COLOR" not in os.environ
    sys.stdout.write(reporter(args.format, site_url())(report, colour))
    return int(report.blocks)
