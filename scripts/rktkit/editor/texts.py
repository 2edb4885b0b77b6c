"""What can be wrong with a workbook before its content is a form, in the reader's words.

Places are told as sheet and cell; ``line`` and ``column`` of such a problem are the cell's row and column.
"""

from rktkit.catalogue import show
from rktkit.problems import Problem, Severity

TEXTS: dict[str, tuple[str, str]] = {
    "RKT-008.bukan": (
        "Berkas ini bukan buku kerja Excel (.xlsx) yang dapat dibaca.",
        "Buka dengan Excel atau LibreOffice, lalu simpan sebagai “Excel Workbook (.xlsx)”.",
    ),
    "RKT-008.sandi": (
        "Buku kerja ini dikunci dengan kata sandi, atau berformat Excel lama (.xls).",
        "Hapus kata sandinya, lalu simpan sebagai “Excel Workbook (.xlsx)”.",
    ),
    "RKT-008.besar": (
        "Buku kerja ini terlalu besar untuk sebuah form ({sebab}).",
        "Salin isian ke buku kerja baru dari rkt form.",
    ),
    "RKT-008.lembar": (
        "Lembar “{lembar}” tidak ada.",
        "Pakai buku kerja dari rkt form; nama lembarnya tidak diubah.",
    ),
    "RKT-008.kepala": (
        "Lembar “{lembar}” tidak memuat baris nama kolom yang dikenal.",
        "Pakai buku kerja dari rkt form; baris judulnya tidak dihapus.",
    ),
    "RKT-008.tahun": (
        "Lembar “{lembar}” tidak menyebut {isian}.",
        "Pakai buku kerja dari rkt form; lembar itu tidak diubah.",
    ),
    "RKT-008.induk": (
        "{sel}: kode “{kode}” tidak ada pada lembar Program maupun Sub Kegiatan.",
        "Pilih kode program atau kegiatan yang ada pada lembar itu.",
    ),
    "RKT-008.tanpa_induk": (
        "{sel}: {isian} belum diisi.",
        "Isi kode itu, atau kosongkan seluruh barisnya.",
    ),
    "RKT-008.panjang": (
        "Teks “{teks}” terlalu panjang untuk satu sel Excel (32.767 huruf).",
        "Ringkas teks itu pada berkas form.",
    ),
    "RKT-008.waktu": (
        "{sel}: {isian} berisi tanggal atau jam ({nilai}); Excel mengubah yang diketik.",
        "Ketik ulang dengan koma desimal, misalnya 3,4, sesudah format selnya dikembalikan ke “Umum”.",
    ),
    "RKT-009.rumus": (
        "{sel}: ada rumus.",
        "Ganti dengan hasilnya: salin selnya, lalu tempel sebagai nilai.",
    ),
    "RKT-009.makro": (
        "Buku kerja ini memuat makro ({berkas}).",
        "Simpan sebagai “Excel Workbook (.xlsx)”, tanpa makro.",
    ),
    "RKT-009.tautan": (
        "Buku kerja ini bertaut ke berkas atau sumber data lain ({berkas}).",
        "Putuskan tautannya (Data, Edit Links, Break Link), lalu simpan lagi.",
    ),
    "RKT-009.sisipan": (
        "Buku kerja ini memuat objek sisipan ({berkas}).",
        "Hapus objek itu, lalu simpan lagi.",
    ),
}


def problem(text: str, file: str, row: int, column: int, **values: object) -> Problem:
    """A finding in a workbook; always a galat."""
    message, hint = TEXTS[text]
    shown = {name: show(value) for name, value in values.items()}
    return Problem(
        text.partition(".")[0], Severity.GALAT, file, row, column, message.format_map(shown), hint.format_map(shown)
    )


def sel(lembar: str, row: int, column: int) -> str:
    """How people name a cell: ``Lembar “Sub Kegiatan”, sel F7``. Row and column from 1."""
    name = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return f"Lembar “{lembar}”, sel {name}{row}"
