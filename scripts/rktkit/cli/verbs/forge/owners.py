"""``rkt forge owners``: ``.github/CODEOWNERS``."""

from __future__ import annotations

from pathlib import Path

from rktkit.cli.asked import Asked, option
from rktkit.cli.options import hand_over, root
from rktkit.cli.verbs.forge.setup import people


class Options(Asked):
    """What the part takes."""

    machinery: tuple[str, ...] = option("AKUN", "akun pengelola sistem", required=True)
    output: Path | None = option("BERKAS", "tulis ke berkas; tanpa ini, ke layar")


def run(options: Options) -> int:
    """Run the part; see ``cli.main`` for the exit status."""
    from rktkit.faces.forge.accounts import codeowners

    hand_over(codeowners(people(root(options.root), options.machinery)).encode(), options.output)
    return 0
