"""``rkt site build``."""

from __future__ import annotations

from pathlib import Path

from rktkit.cli.asked import option
from rktkit.cli.options import root
from rktkit.cli.verbs.site.made import SiteOptions, findings, made


class Options(SiteOptions):
    """What the part takes."""

    output: Path = option("DIR", "folder hasil")


def run(options: Options) -> int:
    """Exit status 1 when the archive has grave findings; the site shows all and is built all the same."""
    koleksi = made(options, root(options.root), options.output.absolute())
    print(f"Situs: {options.output} ({len(koleksi.terbitan)} RKT).")
    return findings(koleksi)
