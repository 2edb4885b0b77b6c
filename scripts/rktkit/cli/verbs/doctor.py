"""``rkt doctor``: what is missing to run, each with its remedy."""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime

from rktkit.cli.asked import option
from rktkit.cli.forge import ForgeOptions
from rktkit.cli.options import colourful, root

_MARKS = {"baik": ("✓", "32"), "peringatan": ("!", "33"), "galat": ("✗", "31"), "tidak diketahui": ("?", "2")}


class Options(ForgeOptions):
    """What the verb takes."""

    format: str = option(None, "bentuk laporan (bawaan: text)", choices=("text", "json"), default="text")
    machinery: tuple[str, ...] = option("AKUN", "akun pengelola sistem, seperti pada forge setup")


def run(options: Options) -> int:
    """Exit status 1 where something blocks."""
    from rktkit.cli.doctor import Place, examine
    from rktkit.faces.reports.text import visible

    found = list(examine(Place(root(options.root), datetime.now(UTC), options.where(), options.machinery)))
    counts = {name: sum(one.keadaan == name for one in found) for name in _MARKS}
    if options.format == "json":
        rows = [
            {"nama": one.nama, "keadaan": one.keadaan, "keterangan": one.keterangan, "obat": one.obat or None}
            for one in found
        ]
        sys.stdout.write(json.dumps({"pemeriksaan": rows, "ringkasan": counts}, ensure_ascii=False, indent=2) + "\n")
        return int(counts["galat"] > 0)
    colour = colourful()
    for one in found:
        mark, code = _MARKS[one.keadaan]
        shown = f"\x1b[{code}m{mark}\x1b[0m" if colour else mark
        sys.stdout.write(f"{shown} {one.nama}: {visible(one.keterangan)}\n")
        if one.obat:
            sys.stdout.write(f"    → {visible(one.obat)}\n")
    end = "Ada yang menghalangi; ikuti petunjuknya." if counts["galat"] else "Tidak ada yang menghalangi."
    sys.stdout.write(f"{end}\n")
    return int(counts["galat"] > 0)
