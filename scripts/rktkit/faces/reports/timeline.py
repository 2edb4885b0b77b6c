"""The cycles over the years, in words and as JSON.

The JSON document::

    {"siklus": [{"publikasi": "2026/murni-0", "judul": "RKT 2026", "selesai": true, "terlambat": 0,
                 "langkah": [{"nomor": 4, "judul": "Mengisi form RKT", "pelaku": "Kabid", "keadaan": "selesai",
                              "batas": "2025-11-11" | null, "selesai": "2025-11-10" | null, "oleh": "…" | null,
                              "rencana": 6 | null, "nyata": 5 | null, "terlambat": 0}],
                 "tidak": [{"langkah": 7, "kembali": 4, "tanggal": "2025-11-12", "oleh": "…" | null,
                            "bidang": "budidaya" | null}],
                 "tunggu": [{"langkah": 4, "pelaku": "Kabid", "bidang": ["budidaya"], "menunggu": "Kabid → Tim",
                             "hari": 5}]}]}

``rencana`` and ``nyata``: working days that a step was given and took, from the end of the one before; ``terlambat`` in
working days. ``null`` is not known. ``tunggu``: the working days that a step added to the lateness, by whom it was held
(``bidang``: whose forms), and who waited for it.
"""

import json
from collections.abc import Sequence
from typing import Any

from rktkit.faces.reports.text import visible
from rktkit.plan.writing.words import KOSONG, LANGKAH_KINI, tanggal, terlambat
from rktkit.procedure.timeline import Lamanya, Putaran


def to_json(cycles: Sequence[Putaran]) -> str:
    """The document; see the module."""
    return json.dumps({"siklus": [_cycle(one) for one in cycles]}, ensure_ascii=False, indent=2) + "\n"


def _cycle(one: Putaran) -> dict[str, Any]:
    return {
        "publikasi": one.nama,
        "judul": one.status.judul,
        "selesai": one.selesai,
        "terlambat": one.terlambat,
        "langkah": [_step(step) for step in one.langkah],
        "tidak": [
            {
                "langkah": no.langkah,
                "kembali": no.kembali,
                "tanggal": no.tanggal.isoformat(),
                "oleh": no.oleh,
                "bidang": no.bidang,
            }
            for no in one.tidak
        ],
        "tunggu": [
            {
                "langkah": held.langkah.nomor,
                "pelaku": held.langkah.pelaku,
                "bidang": list(held.bidang),
                "menunggu": held.menunggu,
                "hari": held.hari,
            }
            for held in one.tunggu
        ],
    }


def _step(step: Lamanya) -> dict[str, Any]:
    status = step.status
    done = status.selesai
    return {
        "nomor": status.langkah.nomor,
        "judul": status.langkah.judul,
        "pelaku": status.langkah.pelaku,
        "keadaan": status.keadaan,
        "batas": status.batas.isoformat() if status.batas else None,
        "selesai": done.tanggal.isoformat() if done and done.tanggal else None,
        "oleh": done.oleh if done else None,
        "rencana": step.rencana,
        "nyata": step.nyata,
        "terlambat": status.terlambat,
    }


def text(cycles: Sequence[Putaran]) -> str:
    """A table for each cycle."""
    if not cycles:
        return "Belum ada siklus RKT dalam riwayat repositori ini.\n"
    return "\n".join(line for one in cycles for line in (*_lines(one), ""))


def _lines(one: Putaran) -> list[str]:
    lines = [f"{one.status.judul}: {terlambat(one.terlambat)}{'' if one.selesai else ', belum selesai'}"]
    lines.append(f"  {'':2} {'Langkah':<46} {'batas':>17} {'selesai':>17}  rencana nyata terlambat")
    for step in one.langkah:
        status = step.status
        done = status.selesai.tanggal if status.selesai else None
        when = tanggal(done) if done else LANGKAH_KINI[status.keadaan]
        lines.append(
            f"  {status.langkah.nomor:>2} {visible(status.langkah.judul)[:46]:<46} "
            f"{tanggal(status.batas) if status.batas else KOSONG:>17} {when:>17}  "
            f"{_days(step.rencana):>7} {_days(step.nyata):>5} {status.terlambat or KOSONG:>9}"
        )
    for no in one.tidak:
        whose = f" ({visible(no.bidang)})" if no.bidang else ""
        who = f", {visible(no.oleh)}" if no.oleh else ""
        lines.append(f"  tidak: langkah {no.langkah} kembali ke {no.kembali}{whose}, {tanggal(no.tanggal)}{who}")
    for held in one.tunggu:
        whose = f" ({', '.join(map(visible, held.bidang))})" if held.bidang else ""
        waiting = f"{visible(held.menunggu)} menunggu " if held.menunggu else ""
        days = f"{held.hari} hari kerja, langkah {held.langkah.nomor}"
        lines.append(f"  tunggu: {waiting}{visible(held.langkah.pelaku)}{whose} {days}")
    return lines


def _days(count: int | None) -> str:
    return KOSONG if count is None else str(count)
