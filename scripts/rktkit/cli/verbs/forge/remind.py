"""``rkt forge remind``: tell what is due or late, and whose turn it is."""

from __future__ import annotations

import sys
from datetime import UTC, datetime

from rktkit.cli.asked import option, switch
from rktkit.cli.forge import ForgeOptions
from rktkit.cli.options import root


class Options(ForgeOptions):
    """What the part takes."""

    year: int | None = option("TAHUN", "tahun RKT (bawaan: siklus terbaru)")
    send: bool = switch("tulis di forge; tanpa ini, ke layar")


def run(options: Options) -> int:
    """Run the part; see ``cli.main`` for the exit status."""
    from rktkit.cli.verbs.forge.reviews import known
    from rktkit.faces.forge.reminder import remind
    from rktkit.ground.files import FolderFiles
    from rktkit.ground.git.repo import Repo
    from rktkit.plan.load.office import load_kalender, office_day
    from rktkit.procedure.facts.history import situation, tahun_terbaru
    from rktkit.procedure.facts.reviewed import with_reviews
    from rktkit.procedure.turns import compute

    files = FolderFiles(root(options.root))
    with Repo(files.root) as repo:
        tahun = options.year or tahun_terbaru(files, repo)
        if tahun is None:
            sys.stdout.write("Belum ada siklus RKT.\n")
            return 0
        keadaan, newest = situation(files, tahun, repo)
    if options.send:
        keadaan = with_reviews(keadaan, known(options.where(), tahun))
    libur, _ = load_kalender(newest)
    found = remind(compute(keadaan, office_day(files, datetime.now(UTC)), frozenset(libur or ())))
    if found is None:
        sys.stdout.write("Tidak ada yang jatuh tempo atau terlambat.\n")
    elif options.send:
        forge = options.connect()
        number = forge.issue(found.title, found.opening)
        sys.stdout.write(f"Pengingat: {forge.comment(number, found.mark, found.body)}\n")
    else:
        sys.stdout.write(found.body)
    return 0
