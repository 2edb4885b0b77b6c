"""``rkt nomenklatur impact``."""

from __future__ import annotations

import json
import sys

from rktkit.cli.asked import Asked, argument, option
from rktkit.cli.options import root
from rktkit.cli.verbs.nomenklatur.import_ import year_in_four
from rktkit.ground.files import FolderFiles


class Options(Asked):
    """What the part takes."""

    year: int = argument("TAHUN", "tahun nomenklatur")
    format: str = option(None, "bentuk laporan (bawaan: text)", choices=("text", "json"), default="text")


def run(options: Options) -> int:
    """Exit status 0."""
    from rktkit.faces.reports import nomenclature
    from rktkit.procedure.nomenclature.impact import impact

    found = impact(FolderFiles(root(options.root)), year_in_four(options.year))
    if options.format == "json":
        sys.stdout.write(json.dumps(nomenclature.impact_json(found), ensure_ascii=False, indent=2) + "\n")
    else:
        sys.stdout.write(nomenclature.impact_text(found))
    return 0
