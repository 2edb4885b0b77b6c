"""``rkt.xlsx``: the tables of the plan as a workbook that prints on the office's paper and adds up by itself.

Numbers are real numbers, sums are formulas whose stored result is the plan's own sum.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from rktkit.documents.context import Context, bertanggal
from rktkit.documents.data import csv as csv_
from rktkit.documents.tables import forms as tables
from rktkit.documents.tables.details import form, form_sasaran, keterangan
from rktkit.documents.tables.grid import Baris, Kolom, Peran, Ragam, Sel, Tabel, clean
from rktkit.documents.xlsx.heights import heights, lines
from rktkit.documents.xlsx.kit import GARIS, KABUT, LAUT, REDUP, TERANG, TINTA, Kit, formula_sum, holds, letter
from rktkit.plan.document import Rkt
from rktkit.plan.writing import words

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

_SHEET = re.compile(r"[\[\]:*?/\\']")
_BAB_TIGA = ("F1", "F2", "Triwulan", "F3", "Rekap Bidang", "Rekap Program", "Rekap Sumber Dana")
_KERTAS = {"A4": 9, "F4": 14}
"""Excel's number of a paper. It has no F4, and calls the same sheet Folio."""
_KEPALA = {
    "bold": True,
    "font_color": "#FFFFFF",
    "bg_color": LAUT,
    "align": "center",
    "valign": "vcenter",
    "text_wrap": True,
    "border": 1,
    "border_color": GARIS,
    "font_size": 9,
}


def render(rkt: Rkt, context: Context) -> dict[str, bytes]:
    """``rkt.xlsx``; the same plan and context give the same bytes."""
    book = _Buku(rkt, context)
    book.write()
    return {"rkt.xlsx": book.kit.close()}


class _Buku:
    """One workbook while it is written."""

    def __init__(self, rkt: Rkt, context: Context) -> None:
        title = f"{words.judul(rkt)} {rkt.tahun}"
        self.kit = Kit(bertanggal(rkt, context), judul=title, penulis=rkt.instansi, lembaga=rkt.pemerintah)
        self.rkt = rkt
        self.context = context
        self.judul = title
        self.names: set[str] = set()

    def write(self) -> None:
        rkt = self.rkt
        self._ringkasan()
        for name, tabel in zip(_BAB_TIGA, tables.bab_tiga(rkt), strict=True):
            self._lembar(name, [tabel])
        if rkt.perubahan:
            self._lembar("Perubahan", [tables.perubahan(rkt)])
        if self.context.semula is not None:
            self._lembar("Perubahan Anggaran", [tables.perubahan_anggaran(rkt, self.context.semula)])
        for bidang in rkt.bidang:
            if bidang.terkumpul:
                parts = [make(rkt, bidang.kode) for make in (form, form_sasaran)]
                self._lembar(f"Form {bidang.kode}", [part for part in parts if part.baris])
                notes = keterangan(rkt, bidang.kode)
                if notes.baris:
                    self._lembar(f"Keterangan {bidang.kode}", [notes])
        if rkt.jadwal:
            self._lembar("Jadwal", [tables.jadwal(rkt)])
        self._data()

    # --- sheets --------------------------------------------------------------------------------------------------

    def _sheet(self, name: str, *, landscape: bool = True) -> "Worksheet":
        base = _SHEET.sub(" ", clean(name)).strip()[:31] or "Lembar"
        unique, number = base, 2
        while unique.casefold() in self.names:
            unique = f"{base[:27]} {number}"
            number += 1
        self.names.add(unique.casefold())
        sheet = self.kit.book.add_worksheet(unique)
        sheet.set_paper(_KERTAS[self.rkt.kertas])
        if landscape:
            sheet.set_landscape()
        sheet.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.6)
        sheet.hide_gridlines(2)
        sheet.fit_to_pages(1, 0)
        # An ampersand would begin a code of the header.
        office = clean(self.rkt.singkatan).replace("\n", " ").replace("&", "&&")[:80]
        sheet.set_header(f"&L&8{self._cap()}{self.judul}&R&8{office}")
        sheet.set_footer("&L&8&A&R&8Halaman &P dari &N")
        return sheet

    def _cap(self) -> str:
        draft = "" if self.context.final else "DRAF, belum ditetapkan · "
        return f"{draft}CONTOH · " if self.rkt.contoh else draft

    def _lembar(self, name: str, parts: Sequence[Tabel]) -> None:
        """A sheet with one table, or with several below one another; the heading of the first stays in view."""
        kit, sheet = self.kit, self._sheet(name)
        lebar = [kolom.lebar for kolom in parts[0].kolom]
        for column, width in enumerate(lebar):
            sheet.set_column(column, column, width + 1)
        kit.text(sheet, 0, 0, parts[0].judul, bold=True, font_size=14, font_color=LAUT)
        origin = f"{self._cap()}{self.judul} · {self.rkt.instansi}".replace("\n", " ")
        kit.text(sheet, 1, 0, origin, font_size=9, font_color=REDUP)
        top = 3
        for number, tabel in enumerate(parts):
            if number:
                kit.text(sheet, top, 0, tabel.judul, bold=True, font_size=12, font_color=LAUT)
                top += 1
            body = self._kepala(sheet, tabel, top)
            if not number:
                sheet.freeze_panes(body, 0)
                sheet.repeat_rows(top, body - 1)
            top = self._isi(sheet, tabel, body, lebar) + 2
        sheet.print_area(0, 0, max(top - 2, 3), max(len(tabel.kolom) for tabel in parts) - 1)

    def _kepala(self, sheet: "Worksheet", tabel: Tabel, top: int) -> int:
        """The heading's one or two rows; returns the first row below."""
        rows = tabel.kepala()
        for row, cells in enumerate(rows, top):
            sheet.set_row(row, 18 if len(rows) > 1 else 28)
            for judul in cells:
                self.kit.merge(sheet, row, judul.kolom, judul.turun, judul.lebar, **_KEPALA)
                self.kit.text(sheet, row, judul.kolom, judul.teks, **_KEPALA)
        return top + len(rows)

    def _isi(self, sheet: "Worksheet", tabel: Tabel, body: int, lebar: Sequence[int]) -> int:
        """The rows; returns the last one written."""
        for row, (baris, height) in enumerate(zip(tabel.baris, heights(tabel, lebar), strict=True), body):
            sheet.set_row(row, height)
            for column, (kolom, sel) in enumerate(zip(tabel.kolom, baris.sel, strict=True)):
                if sel is not None:
                    self._sel(sheet, body, row, column, kolom, baris, sel)
        last = body + len(tabel.baris) - 1
        if tabel.catatan:
            last += 1
            self.kit.text(sheet, last, 0, tabel.catatan, italic=True, font_size=8, font_color=REDUP)
        return last

    def _sel(self, sheet: "Worksheet", body: int, row: int, column: int, kolom: Kolom, baris: Baris, sel: Sel) -> None:
        style = _style(kolom.ragam, baris.peran, sel)
        self.kit.merge(sheet, row, column, sel.turun, sel.lebar, **style)
        isi = sel.isi
        if isi is None:
            sheet.write_blank(row, column, None, self.kit.format(**style))
        elif isinstance(isi, str):
            self.kit.text(sheet, row, column, str(sel.teks), **style)
        elif kolom.ragam is Ragam.PERSEN:
            self.kit.number(sheet, row, column, isi / Decimal(100), num_format="0.0%", **style)
        else:
            formula = ""
            if kolom.ragam is Ragam.RUPIAH and baris.jumlahkan and holds(isi):
                formula = formula_sum([body + part + 1 for part in baris.jumlahkan], letter(column))
            if formula:
                sheet.write_formula(row, column, formula, self.kit.format(num_format="#,##0", **style), int(isi))
            else:
                self.kit.number(sheet, row, column, isi, **style)

    def _ringkasan(self) -> None:
        """The first sheet: whose plan, which state, who signed, the figures everything else agrees with."""
        kit, rkt = self.kit, self.rkt
        sheet = self._sheet("Ringkasan", landscape=False)
        sheet.set_column(0, 0, 30)
        sheet.set_column(1, 1, 66)
        kit.text(sheet, 0, 0, self.judul, bold=True, font_size=18, font_color=LAUT)
        kit.text(sheet, 1, 0, rkt.instansi, bold=True, font_size=12)
        kit.text(sheet, 2, 0, words.pemerintah(rkt.pemerintah), font_size=11)
        under: dict[str, Any] = {"valign": "top", "bottom": 1, "border_color": GARIS}
        row = 4
        for row, (name, value) in enumerate(_ringkasan(rkt, self.context), 4):
            kit.text(sheet, row, 0, name, **under | {"font_color": REDUP})
            if isinstance(value, str):
                sheet.set_row(row, 15 * lines(value, 60))
                kit.text(sheet, row, 1, value, text_wrap=True, **under)
            elif name.startswith("Pagu"):
                kit.number(sheet, row, 1, value, num_format='"Rp"#,##0', align="left", bold=True, **under)
            else:
                kit.number(sheet, row, 1, value, align="left", **under)
        sheet.print_area(0, 0, row, 1)

    def _data(self) -> None:
        """Every sub kegiatan on one row, without merged cells: for filters and pivot tables."""
        kit, sheet = self.kit, self._sheet("Data")
        fields = csv_.SUB_KEGIATAN.kolom
        for column, field in enumerate(fields):
            kit.text(sheet, 0, column, field.nama, bold=True, font_color="#FFFFFF", bg_color=LAUT, font_size=9)
            sheet.set_column(column, column, 24 if field.tipe == "string" else 16)
        row = 0
        for row, values in enumerate(csv_.rows_sub_kegiatan(self.rkt), 1):
            for column, value in enumerate(values):
                if isinstance(value, str):
                    kit.text(sheet, row, column, value, font_size=9)
                elif value is not None:
                    kit.number(sheet, row, column, value, font_size=9)
        sheet.autofilter(0, 0, row, len(fields) - 1)
        sheet.freeze_panes(1, 0)
        sheet.repeat_rows(0)
        sheet.print_area(0, 0, row, len(fields) - 1)


def _style(ragam: Ragam, peran: Peran, sel: Sel) -> dict[str, Any]:
    style: dict[str, Any] = {
        "font_size": 9,
        "font_color": TINTA,
        "text_wrap": True,
        "valign": "top",
        "border": 1,
        "border_color": GARIS,
    }
    if sel.lebar == 1 and ragam in (Ragam.BANDING, Ragam.NILAI, Ragam.RUPIAH, Ragam.PERSEN):
        style |= {"align": "right", "indent": 1}
    elif sel.lebar == 1 and ragam is Ragam.TENGAH:
        style["align"] = "center"
    if peran is not Peran.ISI:
        style |= {"bold": True, "bg_color": TERANG if peran is Peran.BAGIAN else KABUT}
    return style


def _ringkasan(rkt: Rkt, context: Context) -> Iterator[tuple[str, str | int]]:
    yield "Status", "Final" if context.final else "DRAF, belum ditetapkan"
    if rkt.contoh:
        yield "Catatan", "CONTOH: data contoh, bukan dokumen resmi"
    yield "Publikasi", rkt.publikasi
    if rkt.kode_skpd:
        yield "Kode SKPD", rkt.kode_skpd
    if rkt.kop:
        yield "Alamat", "\n".join(words.kontak(rkt.kop))
    yield "Dasar Renstra", rkt.renstra
    if rkt.penetapan is not None:
        yield "Nomor", rkt.penetapan.nomor
        yield "Ditetapkan", f"{rkt.penetapan.tempat}, {words.tanggal(rkt.penetapan.tanggal)}"
        signed = rkt.penetapan
        person = ", ".join(filter(None, (signed.pejabat, signed.pangkat, f"NIP {signed.nip}")))
        yield "Oleh", f"{' '.join(words.baris_jabatan(signed))}: {person}"
    yield "Sasaran", len(rkt.sasaran)
    yield "Indikator sasaran", sum(len(s.indikator) for s in rkt.sasaran)
    yield "Sub kegiatan", len(rkt.kode_sub_kegiatan())
    yield "Pagu seluruhnya", rkt.pagu
    if context.commit:
        yield "Commit", context.commit
