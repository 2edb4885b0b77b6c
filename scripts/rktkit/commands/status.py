"""``rkt status``: the 11 steps, how late each is, and who has the ball now.

The JSON document (``--format json``)::

    {"tahun": 2027, "jenis": "murni", "urutan": 0, "publikasi": "2027/murni-0", "hari_ini": "2026-11-24",
     "langkah": [{"nomor": 4, "kunci": "pengisian", "judul": "Mengisi form RKT", "pelaku": "Kabid", "keluaran": "…",
                  "batas": "2026-12-03" | null, "keadaan": "selesai" | "berjalan" | "menunggu" | "lewat",
                  "selesai": {"tanggal": "2026-11-30" | null, "oleh": "…" | null} | null,
                  "terlambat": 0}],
     "form": [{"bidang": "pikp", "pertama": "2026-11-30" | null, "galat": 0,
               "keadaan": "belum" | "diisi" | "dikumpulkan" | "bergalat" | "dikembalikan" | "diterima"}],
     "bola": [{"jabatan": "kabid-pikp", "nama_jabatan": "…", "pejabat": "…" | null, "langkah": 4, "tugas": "…",
               "bidang": ["pikp"], "batas": "2026-12-03" | null, "sisa": 7 | null}],
     "kalimat": "Bola di tangan: …"}

``terlambat`` and ``sisa`` count working days; ``sisa`` below 0 is late. ``lewat``: never recorded, but the procedure
has gone past it.
"""

import argparse
import json
import sys
from collections.abc import Mapping
from contextlib import ExitStack, suppress
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from rktkit.commands import colourful, root
from rktkit.ground.files import FolderFiles
from rktkit.ground.findings import Refusal, UsageError
from rktkit.ground.git.repo import Repo
from rktkit.plan.load.office import load_kalender
from rktkit.plan.words import BULAN
from rktkit.procedure.history import kumpulkan, tahun_terbaru
from rktkit.procedure.sop import Kejadian, Status, StatusLangkah, hitung
from rktkit.reporters.text import visible
from rktkit.trust.approval.policy import Policy
from rktkit.procedure.status import state

_TANDA = {"selesai": "✓", "berjalan": "▸", "menunggu": "·", "lewat": "–"}
_WARNA = {"selesai": "32", "berjalan": "1;33", "lewat": "2", "menunggu": "2"}
_FORM = {
    "belum": "belum diisi",
    "diisi": "diisi, belum dikumpulkan",
    "dikumpulkan": "dikumpulkan, menunggu koreksi",
    "bergalat": "dikumpulkan, bergalat",
    "dikembalikan": "dikembalikan untuk diperbaiki",
    "diterima": "diterima",
}


def arguments(parser: argparse.ArgumentParser) -> None:
    """What the verb takes."""
    parser.add_argument("year", nargs="?", type=int, metavar="TAHUN", help="tahun RKT (bawaan: siklus terbaru)")
    parser.add_argument("--format", choices=("text", "json", "ics"), default="text", help="bentuk keluaran")
    parser.add_argument("--output", metavar="BERKAS", help="tulis ke berkas, bukan ke layar")


def run(args: argparse.Namespace) -> int:
    """Exit status 0: being late is a state, not an error."""
    now = datetime.now(UTC)
    status = state(root(args), args.year, now)
    if args.format == "ics":
        from rktkit.ics import kalender

        data = kalender(status, now)
    elif args.format == "json":
        data = (json.dumps(to_dict(status), ensure_ascii=False, indent=2) + "\n").encode()
    else:
        colour = args.output is None and colourful()
        data = text(status, colour).encode()
    if args.output is not None:
        with open(args.output, "wb") as file:
            file.write(data)
    else:
        sys.stdout.buffer.write(data)
    return 0




# --- as JSON --------------------------------------------------------------------------------------------------------


def to_dict(status: Status) -> dict[str, Any]:
    """The JSON document; see the module."""
    k = status.keadaan
    return {
        "tahun": k.tahun,
        "jenis": k.jenis,
        "urutan": k.urutan,
        "publikasi": f"{k.tahun}/{k.jenis}-{k.urutan}",
        "hari_ini": _iso(status.hari_ini),
        "langkah": [
            {
                "nomor": step.langkah.nomor,
                "kunci": step.langkah.kunci,
                "judul": step.langkah.judul,
                "pelaku": step.langkah.pelaku,
                "keluaran": step.langkah.keluaran,
                "batas": _iso(step.batas),
                "keadaan": step.keadaan,
                "selesai": _event(step.selesai),
                "terlambat": step.terlambat,
            }
            for step in status.langkah
        ],
        "form": [
            {"bidang": kode, "pertama": _iso(k.form[kode].pertama), "galat": k.form[kode].galat, "keadaan": word}
            for kode, word in status.form.items()
        ],
        "bola": [
            {
                "jabatan": bola.jabatan,
                "nama_jabatan": bola.nama_jabatan,
                "pejabat": bola.pejabat,
                "langkah": bola.langkah,
                "tugas": bola.tugas,
                "bidang": list(bola.bidang),
                "batas": _iso(bola.batas),
                "sisa": bola.sisa,
            }
            for bola in status.bola
        ],
        "kalimat": status.kalimat,
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _event(event: Kejadian | None) -> dict[str, str | None] | None:
    return {"tanggal": _iso(event.tanggal), "oleh": event.oleh} if event else None


# --- as text --------------------------------------------------------------------------------------------------------


def text(status: Status, colour: bool) -> str:
    """The table for a terminal, and one sentence. Nothing that a file or Git says can move the cursor."""
    office = status.keadaan.organisasi.instansi
    contoh = " (CONTOH)" if office.contoh else ""
    title = f"{status.judul} · {office.singkatan} {office.pemerintah}{contoh} · {_tanggal(status.hari_ini)}"
    lines = [visible(title), ""]
    width = max(len(step.langkah.judul) for step in status.langkah)
    lines.append(f"      {'Langkah'.ljust(width)}  {'Batas':<12}{'Selesai':<12}  Keterangan")
    for step in status.langkah:
        when = f"{_tanggal(step.batas):<12}{_selesai(step):<12}"
        name = f"{step.langkah.nomor:>2} {step.langkah.judul.ljust(width)}"
        row = f" {_TANDA[step.keadaan]} {name}  {when}  {_keterangan(status, step)}"
        lines.append(_warna(visible(row.rstrip()), _WARNA[step.keadaan], colour))
    lines += ["", *_form(status, colour), "", _warna(visible(status.kalimat), "1", colour)]
    return "".join(f"{line}\n" for line in lines)


def _selesai(step: StatusLangkah) -> str:
    if step.selesai is None:
        return "–"
    return _tanggal(step.selesai.tanggal) if step.selesai.tanggal else "tercatat"


def _keterangan(status: Status, step: StatusLangkah) -> str:
    parts = [step.selesai.oleh if step.selesai and step.selesai.oleh else step.langkah.pelaku]
    if step.langkah.kunci in ("pengisian", "pengumpulan") and step.selesai is None:
        wanted = ("belum", "dikembalikan") if step.langkah.kunci == "pengisian" else ("belum", "dikembalikan", "diisi")
        missing = [kode for kode, word in status.form.items() if word in wanted]
        parts.append(f"{len(status.form) - len(missing)} dari {len(status.form)} bidang")
    if step.keadaan == "lewat":
        parts.append("tidak tercatat")
    if step.terlambat:
        parts.append(f"terlambat {step.terlambat} hari kerja")
    return "; ".join(parts)


def _form(status: Status, colour: bool) -> list[str]:
    width = max(map(len, status.form), default=0)
    lines = []
    for kode, word in status.form.items():
        form = status.keadaan.form[kode]
        since = f" (pertama masuk {_tanggal(form.pertama)})" if form.pertama else ""
        galat = f", {form.galat} galat" if form.galat else ""
        code = "32" if word == "diterima" else "33"
        lines.append(f"   {visible(kode).ljust(width)}  {_warna(_FORM[word], code, colour)}{galat}{since}")
    return lines


_SINGKAT: Mapping[int, str] = {n: name[:3] for n, name in enumerate(BULAN, 1)} | {8: "Agt"}


def _tanggal(day: date | None) -> str:
    return f"{day.day} {_SINGKAT[day.month]} {day.year}" if day else "–"


def _warna(line: str, code: str, colour: bool) -> str:
    return f"\033[{code}m{line}\033[0m" if colour else line
