"""``rkt timeline``: planned against real, by step, over the years. ``faces.reports.timeline`` describes the JSON."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from rktkit.cli.asked import Asked, argument, option
from rktkit.cli.options import hand_over, root
from rktkit.faces.reports.timeline import text, to_json
from rktkit.procedure.timeline import timeline


class Options(Asked):
    """What the verb takes."""

    year: int | None = argument("TAHUN", "satu tahun RKT (bawaan: semua)")
    format: str = option(None, "bentuk keluaran", choices=("text", "json"), default="text")
    output: Path | None = option("BERKAS", "tulis ke berkas, bukan ke layar")


def run(options: Options) -> int:
    """Exit status 0: being late is a state, not an error."""
    cycles = timeline(root(options.root), options.year, datetime.now(UTC))
    written = to_json(cycles) if options.format == "json" else text(cycles)
    hand_over(written.encode(), options.output)
    return 0
