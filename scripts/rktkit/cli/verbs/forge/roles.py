"""``rkt forge roles``: a page that says who may do what on which branch."""

from __future__ import annotations

from pathlib import Path

from rktkit.cli.asked import option, switch
from rktkit.cli.forge import ForgeOptions
from rktkit.cli.options import hand_over, root
from rktkit.cli.verbs.forge.setup import people


class Options(ForgeOptions):
    """What the part takes."""

    machinery: tuple[str, ...] = option("AKUN", "akun pengelola sistem", required=True)
    publisher: tuple[str, ...] = option("AKUN", "akun yang menulis arsip", default=("penerbit",))
    held: bool = switch("tanyakan pula apa yang sungguh berlaku di forge")
    output: Path | None = option("BERKAS", "tulis ke berkas; tanpa ini, ke layar")


def run(options: Options) -> int:
    """Run the part; see ``cli.main`` for the exit status."""
    from rktkit.faces.forge.roles import page

    forge = options.connect()
    accounts = people(root(options.root), options.machinery, options.publisher)
    text = page(accounts, forge.wanted(accounts), forge.holds() if options.held else None)
    hand_over(text.encode(), options.output)
    return 0
