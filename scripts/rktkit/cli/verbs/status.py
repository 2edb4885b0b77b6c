"""``rkt status``: the 11 steps, how late each is, and who has the ball now.

The JSON document (``--format json``)::

    {"tahun": 2027, "jenis": "murni", "urutan": 0, "publikasi": "2027/murni-0", "hari_ini": "2026-11-24",
     "langkah": [{"nomor": 4, "kunci": "pengisian", "judul": "Mengisi form RKT", "pelaku": "Kabid", "keluaran": "…",
                  "batas": "2026-12-03" | null, "keadaan": "selesai" | "berjalan" | "menunggu" | "lewat",
                  "selesai": {"tanggal": "2026-11-30" | null, "oleh": "…" | null} | null,
                  "terlambat": 0}],
     "form": [{"bidang": "tangkap", "pertama": "2026-11-30" | null, "galat": 0,
               "keadaan": "belum" | "diisi" | "dikumpulkan" | "bergalat" | "dikembalikan" | "diterima",
               "cabang": ["kasubag-patch-3"]}],
     "bola": [{"jabatan": "kabid-tangkap", "nama_jabatan": "…", "pejabat": "…" | null, "langkah": 4, "tugas": "…",
               "bidang": ["tangkap"], "batas": "2026-12-03" | null, "sisa": 7 | null}],
     "kalimat": "Bola di tangan: …", "ingat": ["Masa jabatan … berakhir …"],
     "register": [{"publikasi": "2026/murni-0", "nomor": "…" | null, "tanggal": "2025-12-17" | null, "terbit": true}],
     "nomor_berikutnya": "000.7/042/DINAS/2026" | null}

``terlambat`` and ``sisa`` count working days; ``sisa`` below 0 is late. ``lewat``: never recorded, but the procedure
has gone past it. ``cabang``: other branches than the bidang's own on which the form is being changed as well.

With ``RKT_TOKEN`` and ``GITHUB_REPOSITORY`` set the forge is asked for the reviews of open requests: a *tidak* there
returns a form, or the draft, as a commit that says so does.
"""

from __future__ import annotations

import json
import os
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from rktkit.cli.asked import Asked, argument, option
from rktkit.cli.options import colourful, end_of_day, hand_over, root
from rktkit.faces.reports.status import text, to_dict
from rktkit.procedure.status import state

if TYPE_CHECKING:
    from rktkit.procedure.facts.reviewed import Ulasan


class Options(Asked):
    """What the verb takes."""

    year: int | None = argument("TAHUN", "tahun RKT (bawaan: siklus terbaru)")
    date_: date | None = option("TANGGAL", "keadaan pada akhir suatu hari, misalnya 2026-11-24")
    format: str = option(None, "bentuk keluaran", choices=("text", "json", "ics"), default="text")
    output: Path | None = option("BERKAS", "tulis ke berkas, bukan ke layar")


def run(options: Options) -> int:
    """Exit status 0: being late is a state, not an error."""
    base = root(options.root)
    now = datetime.now(UTC) if options.date_ is None else end_of_day(base, options.date_)
    past = options.date_ is not None
    status = state(base, options.year, now, then=past, reviews=(lambda _: ()) if past else _reviews)
    if options.format == "ics":
        from rktkit.faces.reports.ics import kalender

        data = kalender(status, now)
    elif options.format == "json":
        data = (json.dumps(to_dict(status), ensure_ascii=False, indent=2) + "\n").encode()
    else:
        colour = options.output is None and colourful()
        data = text(status, colour).encode()
    hand_over(data, options.output)
    return 0


def _reviews(tahun: int) -> tuple[Ulasan, ...]:
    """The forge's word, where a token is at hand."""
    if not (os.environ.get("RKT_TOKEN") and os.environ.get("GITHUB_REPOSITORY")):
        return ()
    from rktkit.cli.verbs.forge.reviews import known
    from rktkit.faces.forge.connect import Where

    return known(Where(None, None, None, None), tahun, hurried=True)
