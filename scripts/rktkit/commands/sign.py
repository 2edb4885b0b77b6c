"""``rkt sign``: the Kepala Dinas signs. The passphrase is asked at the terminal, by the program that holds the key."""

import argparse
import sys
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from rktkit import signing
from rktkit.commands import root
from rktkit.problems import UsageError


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the verb takes: one option for each row of ``signing.METHODS``."""
    parser.add_argument("year", type=int, metavar="TAHUN", help="tahun RKT yang ditandatangani")
    parser.add_argument(
        "--with", dest="cara", required=True, choices=tuple(signing.METHODS), help="cara menandatangani"
    )
    for name, method in signing.METHODS.items():
        for option in method.options:
            parser.add_argument(option.flag, metavar=option.metavar, help=f"dengan {name}: {option.help}")
    parser.add_argument("--push", nargs="?", const="origin", metavar="REMOTE", help="kirim arsip ke remote")


def run(args: argparse.Namespace) -> int:
    """Exit status 1 when there is nothing to sign, or the signature does not count."""
    base = root(args)
    method = signing.METHODS[args.cara]
    given = {option.flag: getattr(args, option.flag.lstrip("-").replace("-", "_")) for option in method.options}
    missing = [flag for flag, value in given.items() if value is None]
    if missing:
        raise UsageError(f"Belum disebut: {', '.join(missing)}.")
    from rktkit.countersign import countersign
    from rktkit.gitrepo import Repo

    with Repo.open(base) as repo:
        done = countersign(
            repo,
            args.year,
            args.cara,
            server_time=datetime.now(UTC).replace(microsecond=0),
            seal=partial(signing.load(args.cara).sign, key=Path(given["--key"])),
            remote=args.push,
        )
    word = "ditambahkan ke arsip" if done.baru else "sudah ada di arsip"
    sys.stdout.write(f"Tanda tangan {done.publikasi} {word}.\n  kepala arsip {done.sha256}\n")
    return 0
