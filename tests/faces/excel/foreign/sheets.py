"""Sheets as offices hand them around, made small: invented names, the headings and habits of real ones."""

import io
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

MEDIA, ADUAN, ASN = "2.16.02.2.01.0014", "2.16.02.2.01.0028", "2.16.02.2.01.0030"


@dataclass
class Lembar:
    """A sheet: rows of values; what is merged (first, last row, first, last column, from 0), in percent, worked out."""

    baris: Sequence[Sequence[Any]]
    gabung: Sequence[tuple[int, int, int, int]] = ()
    persen: Sequence[tuple[int, int]] = ()
    rumus: dict[tuple[int, int], tuple[str, float]] = field(default_factory=dict)
    tersembunyi: Sequence[int] = ()


def save(**sheets: Lembar) -> bytes:
    """The workbook."""
    from xlsxwriter import Workbook

    target = io.BytesIO()
    with Workbook(target, {"in_memory": True}) as book:
        percent = book.add_format({"num_format": "0%"})
        for name, lembar in sheets.items():
            sheet = book.add_worksheet(name.replace("_", " "))
            for top, bottom, left, right in lembar.gabung:
                sheet.merge_range(top, left, bottom, right, "")
            for row, cells in enumerate(lembar.baris):
                for column, value in enumerate(cells):
                    if value not in ("", None):
                        sheet.write(row, column, value, percent if (row, column) in lembar.persen else None)
            for (row, column), (formula, value) in lembar.rumus.items():
                sheet.write_formula(row, column, formula, None, value)
            for row in lembar.tersembunyi:
                sheet.set_row(row, None, None, {"hidden": True})
    return target.getvalue()


RENJA = Lembar(
    [
        ["KODE SUB KEGIATAN", "PROGRAM DAN KEGIATAN", "TOLAK UKUR CAPAIAN KEG.", "TARGET KINERJA CAPAIAN KEG.",
         "TOLAK UKUR KELUARAN", "TARGET KINERJA KELUARAN", "SUMBER DANA", "LOKASI", "AWAL PELAKSANAAN", "JUMLAH PAGU"],
        [MEDIA + " ", "Relasi  Media", "Persentase kanal yang aktif", 0.96, "Jumlah aktivitas", "12 Laporan",
         "1.2.1.01.02", "Kecamatan Paringin", "", 458805000.0],
        [ADUAN, "Pengelolaan Pengaduan", "Persentase kanal yang aktif", 0.96, "Persentase Pengaduan", 0.94, "1.1",
         "", "", 60000000.0],
        [ASN, "Penguatan Kapasitas", "", "", "Jumlah ASN", "24 Org", "PAD", "Desa Balida\nDesa Pitap", "", 12000000.0],
        ["", "JUMLAH", "", "", "", "", "", "", "", 530805000.0],
    ]
)  # fmt: skip
"""One row of headings, accounts for funds, a share for a percentage, the unit behind the number."""

DPA = Lembar(
    [
        ["DOKUMEN PELAKSANAAN ANGGARAN DINAS CONTOH"],
        ["TAHUN ANGGARAN 2027"],
        [],
        ["Kode", "", "", "", "", "", "Uraian", "Keluaran", "", "Anggaran", "", "Keterangan"],
        ["", "", "", "", "", "", "", "Target", "Satuan", "Sumber Dana", "Jumlah (Rp)", ""],
        [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12],
        ["2", "16", "02", "", "", "", "Program Informasi", "", "", "", "", ""],
        ["2", "16", "02", "2.01", "", "", "Kegiatan Informasi", "", "", "", "", ""],
        ["2", "16", "02", "2.01", "0014", "", "Relasi Media", 12, "Laporan", "DAU", 400000000, "Dua tahap"],
        ["", "", "", "", "", "", "", "", "", "Dana Bagi Hasil", "", ""],
        ["2", "16", "02", "2.01", "0030", "", "Penguatan Kapasitas", 24, "Orang", "PAD", 12000000, ""],
    ],
    gabung=[(3, 4, 0, 5), (3, 4, 6, 6), (3, 3, 7, 8), (3, 3, 9, 10), (3, 4, 11, 11)],
    rumus={(9, 10): ("=58000000+805000", 58805000)},
)
"""Two rows of merged headings, a code over several columns, two funds in two rows, a formula, a row of numbers."""

RENSTRA = Lembar(
    [
        ["RENCANA STRATEGIS DINAS CONTOH TAHUN 2025-2029"],
        ["KODE", "TUJUAN", "SASARAN", "INDIKATOR", "SATUAN", "DATA CAPAIAN AWAL",
         *(f"{word} TAHUN {n}" for n in range(1, 6) for word in ("TARGET", "DANA"))],
        ["", "Terwujudnya komunikasi publik yang terbuka", "Meningkatnya keterbukaan informasi publik",
         "Indeks Keterbukaan Informasi Publik", "Indeks", 72.5, 75, 1, 80, 1, 85, 1, 88, 1, 90, 1],
        ["", "", "", "Persentase desa yang terjangkau", "Persen", "", 0.5, 1, 0.6, 1, 0.7, 1, 0.8, 1, 0.9, 1],
        ["x.xx.01", "", "", "PROGRAM PENUNJANG", "", "", "", "", "", "", "", "", "", "", "", ""],
    ]
)  # fmt: skip

EVALUASI = Lembar(
    [
        ["EVALUASI HASIL RENJA TAHUN 2026"],
        ["Kode", "Sasaran", "Indikator Kinerja", "Target", "Realisasi Kinerja", "Realisasi Anggaran"],
        ["S2", "Keterbukaan", "Indeks  Keterbukaan Informasi Publik", 80, 79.25, 1000000],
        ["S2", "Keterbukaan", "Persentase aduan SP4N-LAPOR! yang ditindaklanjuti", 0.92, 0.935, 2000000],
        ["S9", "Lain", "Persentase hal yang tidak ada di Renstra", 1, 1, 1],
    ]
)

PROGRAM_RENSTRA = Lembar(
    [
        ["SASARAN", "KODE", "PROGRAM DAN KEGIATAN", "SATUAN", "INDIKATOR", "DATA CAPAIAN AWAL",
         *(f"{word} TAHUN {n}" for n in range(1, 6) for word in ("TARGET", "DANA"))],
        ["", "2.16.02", "PROGRAM INFORMASI", "", 0.0, "", *[""] * 10],
        ["", MEDIA, "Relasi Media", "Laporan", "Jumlah aktivitas", "",
         12.0, 4e8, 12.0, 4.1e8, 14.0, 4.2e8, 14.0, "", 16.0, ""],
        ["", ASN, "Penguatan Kapasitas", "Orang", "Jumlah ASN", "",
         20.0, 1e7, 22.0, 1e7, 24.0, 12e6, 26.0, "", 28.0, ""],
    ]
)  # fmt: skip
"""A Renstra that names no sasaran, only what stands under programs: the kind that offices hand around most."""

RKA_KECAMATAN = Lembar(
    [
        ["PEMERINTAH KABUPATEN CONTOH"],
        ["RENCANA KERJA DAN ANGGARAN KECAMATAN CONTOH T.A. 2027"],
        ["No", "Kode Rekening", "Uraian", "Indikator Kinerja", "", "Sumber Dana", "Pagu", "", "Ket."],
        ["", "", "", "Tolok Ukur Kinerja", "Target Kinerja", "", "Sebelum", "Jumlah (Rp)", ""],
        ["", "2.16.02.2.01", "Kegiatan Informasi", "", "", "", "", 0, ""],
        [1, "2.16.02.2.01.14", "Relasi Media", "Jumlah aktivitas", "12 Laporan", "DAU", "", "458.805.000", "tetap"],
        [2, "2.16.02.2.01.0030", "Penguatan Kapasitas", "Jumlah ASN", "24 Orang", "PAD; DBH", "", 12000000, ""],
        ["", "", "Jumlah Kegiatan", "", "", "", "", 0, ""],
        ["", "", "TOTAL", "", "", "", "", 0, ""],
    ],
    gabung=[(2, 3, 0, 0), (2, 3, 1, 1), (2, 3, 2, 2), (2, 2, 3, 4), (2, 3, 5, 5), (2, 2, 6, 7), (2, 3, 8, 8)],
    rumus={(4, 7): ("=SUM(H6:H7)", 470805000), (7, 7): ("=H5", 470805000), (8, 7): ("=H8", 470805000)},
    tersembunyi=(6,),
)  # fmt: skip
"""Merged headings in two rows, totals and subtotals as formulas, a hidden row, a short code, an amount as a text."""

RENJA_PROVINSI = Lembar(
    [
        ["RENCANA KERJA TAHUN 2027"],
        ["Kode", "Program/ Kegiatan/ Sub Kegiatan", "Target", "Satuan", "Lokasi", "Pagu Indikatif (Rp)", "Sumber Dana"],
        ["2.16.02.1.01.0014", "Relasi Media Provinsi", 3, "Laporan", "Provinsi", 50000000, "APBD"],
    ]
)
"""A provincial code (fourth part 1), and a fund that the office does not know."""


def never_worked_out(data: bytes) -> bytes:
    """The workbook as a program leaves it that writes formulas and does not calculate."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(target, "w") as after:
        for name in before.namelist():
            after.writestr(name, re.sub(rb"(</f>)<v>[^<]*</v>", rb"\1", before.read(name)))
    return target.getvalue()
