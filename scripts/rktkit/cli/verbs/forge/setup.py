"""``rkt forge setup``: branch protection and the other settings of a forge."""

from __future__ import annotations

import argparse
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from rktkit.cli.options import root
from rktkit.faces.forge.api import connect

if TYPE_CHECKING:
    from rktkit.faces.forge.accounts import Accounts


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the part takes."""
    parser.add_argument("--machinery", metavar="AKUN", nargs="+", required=True, help="akun pengelola sistem")
    parser.add_argument("--publisher", metavar="AKUN", nargs="+", default=["penerbit"], help="akun yang menulis arsip")
    parser.add_argument("--dry-run", action="store_true", help="perlihatkan saja, tanpa mengubah apa pun")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="bentuk --dry-run")
    connect.arguments(parser)


def people(args: argparse.Namespace) -> Accounts:
    """The people of the office and their accounts today. Raises ``Refusal`` when ``organisasi.yml`` is of no use."""
    from rktkit.faces.forge.accounts import PENERBIT, Accounts
    from rktkit.ground.files import FolderFiles
    from rktkit.ground.findings import Refusal
    from rktkit.plan.load.office import load_organisasi

    organisasi, problems = load_organisasi(FolderFiles(root(args)))
    if organisasi is None:
        raise Refusal(problems)
    today = organisasi.hari(datetime.now(UTC))
    return Accounts.of(organisasi, today, args.machinery, getattr(args, "publisher", (PENERBIT,)))


def run(args: argparse.Namespace) -> int:
    """Run the part; see ``cli.main`` for the exit status."""
    from rktkit.faces.forge import setup

    forge = connect.connect(connect.Asked.of(args))
    accounts = people(args)
    if args.dry_run:
        sys.stdout.write(setup.shown(forge.setup(accounts), as_json=args.format == "json"))
        return 0
    return int(not setup.run(forge, accounts, sys.stdout.write))
