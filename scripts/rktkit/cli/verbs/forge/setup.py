"""``rkt forge setup``: branch protection and the other settings of a forge."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from rktkit.cli.asked import option, switch
from rktkit.cli.forge import ForgeOptions
from rktkit.cli.options import root

if TYPE_CHECKING:
    from rktkit.faces.forge.accounts import Accounts


class Options(ForgeOptions):
    """What the part takes."""

    machinery: tuple[str, ...] = option("AKUN", "akun pengelola sistem", required=True)
    publisher: tuple[str, ...] = option("AKUN", "akun yang menulis arsip", default=("penerbit",))
    dry_run: bool = switch("perlihatkan saja, tanpa mengubah apa pun")
    format: str = option(None, "bentuk --dry-run", choices=("text", "json"), default="text")


def people(base: Path, machinery: Sequence[str], publisher: Sequence[str] | None = None) -> Accounts:
    """The people of the office and their accounts today. Raises ``Refusal`` when ``organisasi.yml`` is of no use."""
    from rktkit.faces.forge.accounts import PENERBIT, Accounts
    from rktkit.ground.files import FolderFiles
    from rktkit.ground.findings import Refusal
    from rktkit.plan.load.office import load_organisasi

    organisasi, problems = load_organisasi(FolderFiles(base))
    if organisasi is None:
        raise Refusal(problems)
    today = organisasi.hari(datetime.now(UTC))
    return Accounts.of(organisasi, today, machinery, publisher or (PENERBIT,))


def run(options: Options) -> int:
    """Run the part; see ``cli.main`` for the exit status."""
    from rktkit.faces.forge import setup

    forge = options.connect()
    accounts = people(root(options.root), options.machinery, options.publisher)
    if options.dry_run:
        sys.stdout.write(setup.shown(forge.setup(accounts), as_json=options.format == "json"))
        return 0
    return int(not setup.run(forge, accounts, sys.stdout.write))
