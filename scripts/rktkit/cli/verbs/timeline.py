"""``rkt timeline``: planned against real, by step, over the years. ``faces.reports.timeline`` describes the JSON."""

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path

from rktkit.cli.options import root
from rktkit.faces.reports.timeline import text, to_json
from rktkit.ground.disk import replace_file
from rktkit.procedure.timeline import timeline


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the verb takes."""
    parser.add_argument("year", nargs="?", type=int, metavar="TAHUN", help="satu tahun RKT (bawaan: semua)")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="bentuk keluaran")
    parser.add_argument("--output", metavar="BERKAS", help="tulis ke berkas, bukan ke layar")


def run(args: argparse.Namespace) -> int:
    """Exit status 0: being late is a state, not an error."""
    cycles = timeline(root(args), args.year, datetime.now(UTC))
    written = to_json(cycles) if args.format == "json" else text(cycles)
    if args.output is not None:
        replace_file(Path(args.output), written.encode())
    else:
        sys.stdout.write(written)
    return 0
