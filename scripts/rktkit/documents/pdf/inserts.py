"""Tables that only the PDF has, and what a chapter's text can call for by name."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rktkit.documents.tables import details as rincian
from rktkit.documents.tables import forms as tables
from rktkit.documents.tables.grid import Baris, Kolom, Penyusun, Ragam, Sel, Tabel
from rktkit.ground.findings import Problem
from rktkit.plan.document import Rkt


@dataclass(frozen=True, slots=True)
class Sisipan:
    """A table that a text can call for: how it is made, and the page it needs."""

    buat: Callable[[Rkt], Tabel]
    datar: bool = False
    ukuran: float = 8.5


def _renstra(rkt: Rkt) -> Tabel:
    """Objectives under their tujuan, with the Renstra's own target of the year."""
    before, reached = rincian.capaian(rkt)
    kolom = (
        Kolom("tujuan", "Tujuan", Ragam.TEKS, 26),
        Kolom("sasaran", "Sasaran", Ragam.TEKS, 28),
        Kolom("indikator", "Indikator", Ragam.TEKS, 30),
        Kolom("satuan", "Satuan", Ragam.TENGAH, 12),
        *before,
        Kolom("target", f"Target Renstra {rkt.tahun}", Ragam.NILAI, 10),
    )
    rows = Penyusun(len(kolom))
    opened, tujuan = 0, None
    for sasaran in rkt.sasaran:
        if sasaran.tujuan != tujuan:
            opened, tujuan = len(rows), sasaran.tujuan
        start = len(rows)
        for i in sasaran.indikator:
            label = Sel(sasaran.uraian, kode=sasaran.kode)
            rows.isi(sasaran.tujuan, label, i.uraian, i.satuan, *reached(i), i.target_renstra)
        if not sasaran.indikator:
            rows.isi(sasaran.tujuan, Sel(sasaran.uraian, kode=sasaran.kode), *[None] * (len(kolom) - 2))
        rows.merge(1, start)
        rows.merge(0, opened)
    return Tabel("renstra", "Tujuan, Sasaran, dan Indikator Rencana Strategis", kolom, tuple(rows.baris))


def _iku(rkt: Rkt) -> Tabel:
    """The key indicators with their definition."""
    before, reached = rincian.capaian(rkt)
    kolom = (
        Kolom("no", "No.", Ragam.TENGAH, 5),
        Kolom("indikator", "Indikator Kinerja Utama", Ragam.TEKS, 32),
        Kolom("satuan", "Satuan", Ragam.TENGAH, 12),
        Kolom("formula", "Formula", Ragam.TEKS, 30),
        Kolom("sumber_data", "Sumber Data", Ragam.TEKS, 22),
        *before,
        Kolom("target", f"Target {rkt.tahun}", Ragam.NILAI, 10),
    )
    rows = Penyusun(len(kolom))
    chosen = [i for sasaran in rkt.sasaran for i in sasaran.indikator if i.iku]
    for number, i in enumerate(chosen, 1):
        rows.isi(str(number), i.uraian, i.satuan, i.formula, i.sumber_data, *reached(i), i.target)
    return Tabel("iku", "Indikator Kinerja Utama", kolom, tuple(rows.baris))


TABEL = {
    "tabel_renstra": Sisipan(_renstra),
    "tabel_iku": Sisipan(_iku),
    "tabel_f1": Sisipan(tables.f1),
    "tabel_f2": Sisipan(tables.f2),
    "tabel_rekap_program": Sisipan(tables.rekap_program),
    "tabel_rekap_bidang": Sisipan(tables.rekap_bidang, ukuran=8.0),
    "tabel_rekap_sumber_dana": Sisipan(tables.rekap_sumber_dana),
    "tabel_triwulan": Sisipan(tables.triwulan, datar=True, ukuran=8.0),
    "tabel_f3": Sisipan(rincian.f3, datar=True, ukuran=8.0),
    "tabel_perubahan": Sisipan(tables.perubahan, ukuran=8.0),
    "tabel_jadwal": Sisipan(tables.jadwal),
}
"""Tables by the name that a text calls them."""


_SHOWN = 3
"""Findings of one rule that are told of one file; the rest is counted, for a draft is read for its plan."""


def temuan(problems: Sequence[Problem]) -> Tabel:
    """Open findings, the heaviest first."""
    kolom = (
        Kolom("no", "No.", Ragam.TENGAH, 5),
        Kolom("aturan", "Aturan", Ragam.KODE, 8),
        Kolom("berat", "Tingkat", Ragam.TENGAH, 10),
        Kolom("tempat", "Tempat", Ragam.TEKS, 24),
        Kolom("temuan", "Temuan", Ragam.TEKS, 40),
        Kolom("saran", "Saran", Ragam.TEKS, 36),
    )
    alike: dict[tuple[str, str], list[Problem]] = {}
    for one in sorted(problems, key=lambda p: (p.weight, p.place)):
        alike.setdefault((one.file, one.rule), []).append(one)
    rows: list[Baris] = []
    for (file, rule), found in alike.items():
        for p in found[:_SHOWN]:
            cells = (p.rule, p.severity.value, f"{p.file}:{p.line}:{p.column}", p.message, p.hint)
            rows.append(Baris((Sel(str(len(rows) + 1)), *map(Sel, cells))))
        if len(found) > _SHOWN:
            more = f"… dan {len(found) - _SHOWN} {rule} lagi di berkas ini."
            cells = (rule, found[-1].severity.value, file, more, f"Semuanya: rkt check {file}")
            rows.append(Baris((Sel(str(len(rows) + 1)), *map(Sel, cells))))
    return Tabel("temuan", "Temuan Terbuka", kolom, tuple(rows))
