"""``rkt forge owners``: ``.github/CODEOWNERS``."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from rktkit.cli.verbs.forge.setup import people
from rktkit.ground.disk import replace_file

if TYPE_CHECKING:
    pass


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the part takes."""
    parser.add_argument("--machinery", metavar="AKUN", nargs="+", required=True, help="akun pengelola sistem")
    parser.add_argument("--output", metavar="BERKAS", help="tulis ke berkas; tanpa ini, ke layar")


def run(args: argparse.Namespace) -> int:
    """Run the part; see ``cli.main`` for the exit status."""
    from rktkit.faces.forge.accounts import codeowners

    text = codeowners(people(args))
    if args.output:
        replace_file(Path(args.output), text.encode())
    else:
        sys.stdout.write(text)
    return 0
