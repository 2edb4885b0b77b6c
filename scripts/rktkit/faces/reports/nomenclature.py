"""What an import of the nomenclature brought, and what a table does to the plan in force."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rktkit.plan.office import Nomenklatur
from rktkit.plan.writing.words import rupiah
from rktkit.procedure.nomenclature.compare import Beda
from rktkit.procedure.nomenclature.impact import NASIB, Dampak, Kena
from rktkit.procedure.nomenclature.ministry import Tabel

SHOWN = 15
"""Lines of each list; the rest is counted."""

_JUDUL = {
    "mati": "tidak berlaku lagi, tanpa pengganti",
    "pindah": "berganti kode",
    "pecah": "dipecah",
    "gabung": "digabung dengan yang lain",
    "satuan": "berganti satuan",
}

Table = Mapping[str, Nomenklatur]


def import_text(
    path: str,
    tabel: Tabel,
    units: Sequence[str],
    before: int | None,
    old: Table,
    beda: Beda | None,
    tiada: Sequence[str] = (),
) -> str:
    """What was read, what was odd, and the differences from the table before it."""
    levels = [sum(kode.count(".") == dots for kode in tabel.rows) for dots in (2, 4, 5)]
    lines = [
        f"{path}: {levels[0]} program, {levels[1]} kegiatan, {levels[2]} sub kegiatan (dari {tabel.dibaca} baris)."
    ]
    if units:
        lines.append(f"satuan.yml: {len(units)} satuan ditambahkan: {', '.join(units)}. Periksa “bulat”-nya.")
    if tiada:
        lines += _some("Program bidang di organisasi.yml yang tidak ada di lembar itu", tiada)
    if tabel.berbeda:
        lines += _some("Dua kali dengan tulisan berbeda, dipakai yang pertama", tabel.berbeda)
    if tabel.tanpa_kode:
        rows = ", ".join(map(str, tabel.tanpa_kode[:SHOWN]))
        lines.append(f"{len(tabel.tanpa_kode)} baris tanpa kode sub kegiatan dilewati: baris {rows}.")
    if beda is None:
        lines.append("Belum ada nomenklatur tahun sebelumnya untuk dibandingkan.")
    else:
        lines.append(f"Dibandingkan dengan nomenklatur {before}:")
        lines += _differences(beda, old, tabel.rows)
    return "".join(f"{line}\n" for line in lines)


def _differences(beda: Beda, old: Table, new: Table) -> Iterator[str]:
    yield from _some("baru", [_named(kode, new) for kode in beda.baru])
    yield from _some("hilang tanpa pengganti", [_named(kode, old) for kode in beda.hilang])
    renamed = [f"{kode} {old[kode].nama} → {new[kode].nama}" for kode in beda.ganti_nama]
    yield from _some("berganti nama", renamed)
    yield from _some("berganti kode", [f"{_named(kode, old)} → {_named(to, new)}" for kode, to in beda.pindah])
    yield from _some("dipecah", [f"{_named(kode, old)} → {', '.join(codes)}" for kode, codes in beda.pecah])
    yield from _some("digabung", [f"{', '.join(codes)} → {_named(kode, new)}" for kode, codes in beda.gabung])


def _some(title: str, rows: Sequence[str]) -> Iterator[str]:
    yield f"  {title}: {len(rows)}"
    yield from (f"    {row}" for row in rows[:SHOWN])
    if len(rows) > SHOWN:
        yield f"    … dan {len(rows) - SHOWN} lagi"


def _named(kode: str, table: Table) -> str:
    return f"{kode} {table[kode].nama}" if kode in table else kode


def impact_text(dampak: Dampak) -> str:
    """The impact in sentences, the pagu behind each."""
    whole = f"{dampak.jumlah} sub kegiatan, {rupiah(dampak.pagu)}"
    lines = [f"Dampak nomenklatur {dampak.tahun} pada RKT {dampak.rencana} ({whole}):"]
    for fate in NASIB:
        rows = dampak.kena[fate]
        lines.append(f"  {_JUDUL[fate]}: {len(rows)} sub kegiatan, {rupiah(_sum(rows))}")
        lines += [f"    {_row(row)}" for row in rows]
    if not any(dampak.kena.values()):
        lines.append("  Tidak ada yang berubah.")
    return "".join(f"{line}\n" for line in lines)


def _row(row: Kena) -> str:
    heirs = f" → {', '.join(row.penerus)}" if row.penerus and row.penerus != (row.kode,) else ""
    units = f" ({row.satuan_lama} → {row.satuan_baru})" if row.satuan_baru else ""
    return f"{row.kode} {row.nama}{heirs}{units} [{row.bidang}] {rupiah(row.pagu)}"


def _sum(rows: Sequence[Kena]) -> int:
    return sum(row.pagu for row in rows)


def impact_json(dampak: Dampak) -> dict[str, Any]:
    """The impact as data; ``pagu`` in rupiah."""
    return {
        "tahun": dampak.tahun,
        "rencana": dampak.rencana,
        "sub_kegiatan": dampak.jumlah,
        "pagu": dampak.pagu,
        "ringkasan": {
            fate: {"sub_kegiatan": len(rows), "pagu": _sum(rows)} for fate, rows in dampak.kena.items()
        },
        **{fate: [_plain(row) for row in rows] for fate, rows in dampak.kena.items()},
    }  # fmt: skip


def _plain(row: Kena) -> dict[str, Any]:
    units = {"satuan_lama": row.satuan_lama, "satuan_baru": row.satuan_baru} if row.satuan_baru else {}
    heirs = list(row.penerus)
    return {"kode": row.kode, "nama": row.nama, "bidang": row.bidang, "pagu": row.pagu, "penerus": heirs, **units}
