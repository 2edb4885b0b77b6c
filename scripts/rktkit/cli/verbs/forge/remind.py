"""``rkt forge remind``: tell what is due or late, and whose turn it is."""

from __future__ import annotations

import argparse
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from rktkit.cli.options import root
from rktkit.faces.forge.api import connect

if TYPE_CHECKING:
    pass


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the part takes."""
    parser.add_argument("--year", type=int, metavar="TAHUN", help="tahun RKT (bawaan: siklus terbaru)")
    parser.add_argument("--send", action="store_true", help="tulis di forge; tanpa ini, ke layar")
    connect.arguments(parser)


def run(args: argparse.Namespace) -> int:
    """Run the part; see ``cli.main`` for the exit status."""
    from rktkit.cli.verbs.forge.reviews import known
    from rktkit.faces.forge.reminder import remind
    from rktkit.faces.forge.review.gather import today
    from rktkit.ground.files import FolderFiles
    from rktkit.ground.git.repo import Repo
    from rktkit.plan.load.office import load_kalender
    from rktkit.procedure.history import kumpulkan, tahun_terbaru
    from rktkit.procedure.reviewed import with_reviews
    from rktkit.procedure.turns import hitung

    files = FolderFiles(root(args))
    with Repo(files.root) as repo:
        tahun = args.year or tahun_terbaru(files, repo)
        if tahun is None:
            sys.stdout.write("Belum ada siklus RKT.\n")
            return 0
        keadaan, newest = kumpulkan(files, tahun, repo)
    if args.send:
        keadaan = with_reviews(keadaan, known(connect.connect(connect.Asked.of(args)), tahun))
    libur, _ = load_kalender(newest)
    found = remind(hitung(keadaan, today(files, datetime.now(UTC)), frozenset(libur or ())))
    if found is None:
        sys.stdout.write("Tidak ada yang jatuh tempo atau terlambat.\n")
    elif args.send:
        forge = connect.connect(connect.Asked.of(args))
        number = forge.issue(found.title, found.opening)
        sys.stdout.write(f"Pengingat: {forge.comment(number, found.mark, found.body)}\n")
    else:
        sys.stdout.write(found.body)
    return 0
