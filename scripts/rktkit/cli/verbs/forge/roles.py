"""``rkt forge roles``: a page that says who may do what on which branch."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from rktkit.cli.verbs.forge.setup import people
from rktkit.faces.forge.api import connect
from rktkit.ground.disk import replace_file


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the part takes."""
    parser.add_argument("--machinery", metavar="AKUN", nargs="+", required=True, help="akun pengelola sistem")
    parser.add_argument("--publisher", metavar="AKUN", nargs="+", default=["penerbit"], help="akun yang menulis arsip")
    parser.add_argument("--held", action="store_true", help="tanyakan pula apa yang sungguh berlaku di forge")
    parser.add_argument("--output", metavar="BERKAS", help="tulis ke berkas; tanpa ini, ke layar")
    connect.arguments(parser)


def run(args: argparse.Namespace) -> int:
    """Run the part; see ``cli.main`` for the exit status."""
    from rktkit.faces.forge.roles import page

    forge, accounts = connect.connect(connect.Asked.of(args)), people(args)
    text = page(accounts, forge.wanted(accounts), forge.holds() if args.held else None)
    if args.output:
        replace_file(Path(args.output), text.encode())
    else:
        sys.stdout.write(text)
    return 0
