"""``rkt.xlsx``: the tables of the plan as a workbook that prints on A4 and adds up by itself.

Numbers are real numbers, sums are formulas whose stored result is the plan's own sum. What came from a file is always
written as a text: it never becomes a formula, a link or a number. Excel keeps 15 digits; a number with more is written
as a text, so that no digit is lost.
"""

import io
import re
from collections.abc import Iterable, Sequence
from datetime import UTC
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from rktkit.model import Rkt
from rktkit.outputs import csv_, tables, words
from rktkit.outputs.clean import clean
from rktkit.outputs.context import Context
from rktkit.outputs.grid import Baris, Isi, Kolom, Peran, Ragam, Sel, Tabel
from rktkit.outputs.heights import heights, lines
from rktkit.outputs.rincian import form, form_sasaran

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

TINTA, LAUT, KABUT, GARIS, TERANG = "#12303A", "#0F5257", "#E3ECEC", "#B4C4C6", "#F3F7F7"
"""The palette of all documents: ink, deep teal, mist, hairline, and the lightest ground."""

MAX_TEXT = 32_767
"""What one cell holds."""

MAX_SUM = 8_000
"""Excel takes formulas up to 8,192 characters."""

_SHEET = re.compile(r"[\[\]:*?/\\']")


def render(rkt: Rkt, context: Context) -> dict[str, bytes]:
    """``rkt.xlsx``; the same plan and context give the same bytes."""
    from xlsxwriter import Workbook

    target = io.BytesIO()
    book = Workbook(target, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties(
        {
            "title": clean(f"{words.judul(rkt)} {rkt.tahun}"),
            "author": clean(rkt.instansi),
            "company": clean(rkt.pemerintah),
            "created": context.waktu.astimezone(UTC).replace(tzinfo=None),
        }
    )
    _Buku(book, rkt, context).write()
    book.close()
    return {"rkt.xlsx": target.getvalue()}


def formula_sum(cells: Sequence[int], column: str) -> str:
    """``=SUM(…)`` over rows (from 1) of a column, neighbours as ranges; empty when Excel could not hold it."""
    parts: list[str] = []
    start = previous = 0
    for row in (*sorted(cells), 0):
        if row == previous + 1 and start:
            previous = row
            continue
        if start:
            parts.append(f"{column}{start}" if start == previous else f"{column}{start}:{column}{previous}")
        start = previous = row
    # A function takes 255 arguments.
    chunks = [f"SUM({','.join(parts[n : n + 255])})" for n in range(0, len(parts), 255)]
    text = f"={'+'.join(chunks)}"
    return text if chunks and len(text) <= MAX_SUM else ""


class _Buku:
    """One workbook while it is written; formats are shared, as Excel allows only so many."""

    def __init__(self, book: "Workbook", rkt: Rkt, context: Context) -> None:
        self.book = book
        self.rkt = rkt
        self.context = context
        self.formats: dict[tuple[tuple[str, Any], ...], Format] = {}
        self.names: set[str] = set()

    def write(self) -> None:
        rkt = self.rkt
        self._ringkasan()
        for name, tabel in zip(("F1", "F2", "Triwulan", "F3", *_REKAP), tables.bab_tiga(rkt), strict=True):
            self._lembar(name, [tabel])
        if rkt.perubahan:
            self._lembar("Perubahan", [tables.perubahan(rkt)])
        if self.context.semula is not None:
            self._lembar("Perubahan Anggaran", [tables.perubahan_anggaran(rkt, self.context.semula)])
        for bidang in rkt.bidang:
            if bidang.terkumpul:
                parts = [form(rkt, bidang.kode)]
                if bidang.sasaran:
                    parts.append(form_sasaran(rkt, bidang.kode))
                self._lembar(f"Form {bidang.kode}", [part for part in parts if part.baris])
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
        sheet = self.book.add_worksheet(unique)
        sheet.set_paper(9)
        if landscape:
            sheet.set_landscape()
        sheet.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.6)
        sheet.hide_gridlines(2)
        sheet.fit_to_pages(1, 0)
        office = clean(self.rkt.singkatan).replace("\n", " ").replace("&", "&&")[:80]
        mark = "DRAF · " if not self.context.final else ""
        mark += "CONTOH · " if self.rkt.contoh else ""
        sheet.set_header(f"&L&8{mark}{words.judul(self.rkt)} {self.rkt.tahun}&R&8{office}")
        sheet.set_footer("&L&8&A&R&8Halaman &P dari &N")
        return sheet

    def _lembar(self, name: str, parts: Sequence[Tabel]) -> None:
        """A sheet with one table, or with several below one another; headings stay in view for the first."""
        sheet = self._sheet(name)
        first = parts[0]
        sheet.write_string(0, 0, clean(first.judul), self._format(bold=True, font_size=14, font_color=LAUT))
        sheet.write_string(1, 0, self._asal(), self._format(font_size=9, font_color="#52666B"))
        top = 3
        for number, tabel in enumerate(parts):
            if number:
                sheet.write_string(top, 0, clean(tabel.judul), self._format(bold=True, font_size=12, font_color=LAUT))
                top += 1
            else:
                for column, kolom in enumerate(tabel.kolom):
                    sheet.set_column(column, column, kolom.lebar + 1)
            body = self._kepala(sheet, tabel, top)
            if not number:
                sheet.freeze_panes(body, 0)
                sheet.repeat_rows(top, body - 1)
            top = self._isi(sheet, tabel, body) + 2
        sheet.print_area(0, 0, max(top - 2, 3), max(len(tabel.kolom) for tabel in parts) - 1)

    def _asal(self) -> str:
        state = "DRAF, belum ditetapkan · " if not self.context.final else ""
        state += "CONTOH · " if self.rkt.contoh else ""
        return clean(f"{state}{words.judul(self.rkt)} {self.rkt.tahun} · {self.rkt.instansi}").replace("\n", " ")

    def _kepala(self, sheet: "Worksheet", tabel: Tabel, top: int) -> int:
        """The heading's one or two rows; returns the first row below."""
        style = self._format(
            bold=True,
            font_color="#FFFFFF",
            bg_color=LAUT,
            align="center",
            valign="vcenter",
            text_wrap=True,
            border=1,
            border_color=GARIS,
            font_size=9,
        )
        depth = 2 if tabel.bertingkat else 1
        for row, cells in enumerate(tabel.kepala(), top):
            for judul in cells:
                self._merge(sheet, row, judul.kolom, judul.turun, judul.lebar, judul.teks, style)
        for row in range(depth):
            sheet.set_row(top + row, 28 if depth == 1 else 18)
        return top + depth

    def _isi(self, sheet: "Worksheet", tabel: Tabel, body: int) -> int:
        """The rows; returns the last one written."""
        for number, (baris, height) in enumerate(zip(tabel.baris, heights(tabel), strict=True)):
            row = body + number
            sheet.set_row(row, height)
            for column, (kolom, sel) in enumerate(zip(tabel.kolom, baris.sel, strict=True)):
                if sel is not None:
                    self._sel(sheet, body, row, column, kolom, baris, sel)
        last = body + len(tabel.baris) - 1
        if tabel.catatan:
            last += 1
            sheet.write_string(
                last, 0, clean(tabel.catatan), self._format(italic=True, font_size=8, font_color="#52666B")
            )
        return last

    def _sel(self, sheet: "Worksheet", body: int, row: int, column: int, kolom: Kolom, baris: Baris, sel: Sel) -> None:
        style = self._style(kolom.ragam, baris.peran, sel)
        if sel.turun > 1 or sel.lebar > 1:
            sheet.merge_range(row, column, row + sel.turun - 1, column + sel.lebar - 1, "", style)
        isi = sel.isi
        if isi is None:
            sheet.write_blank(row, column, None, style)
        elif isinstance(isi, str):
            sheet.write_string(row, column, _fit(str(sel.teks)), style)
        elif not _holds(isi):
            sheet.write_string(row, column, format(isi, "f") if isinstance(isi, Decimal) else str(isi), style)
        elif kolom.ragam is Ragam.PERSEN:
            sheet.write_number(row, column, float(isi / 100), style)
        else:
            formula = ""
            if kolom.ragam is Ragam.RUPIAH and baris.jumlahkan:
                formula = formula_sum([body + part + 1 for part in baris.jumlahkan], _letter(column))
            if formula:
                sheet.write_formula(row, column, formula, style, isi if isinstance(isi, int) else float(isi))
            else:
                sheet.write_number(row, column, float(isi), style)

    def _merge(
        self, sheet: "Worksheet", row: int, column: int, rows: int, columns: int, text: str, style: "Format"
    ) -> None:
        if rows > 1 or columns > 1:
            sheet.merge_range(row, column, row + rows - 1, column + columns - 1, "", style)
        sheet.write_string(row, column, clean(text), style)

    def _ringkasan(self) -> None:
        """The first sheet: whose plan, which state, who signed, the figures everything else agrees with."""
        rkt, context = self.rkt, self.context
        sheet = self._sheet("Ringkasan", landscape=False)
        sheet.set_column(0, 0, 30)
        sheet.set_column(1, 1, 66)
        sheet.write_string(
            0, 0, f"{words.judul(rkt)} {rkt.tahun}", self._format(bold=True, font_size=18, font_color=LAUT)
        )
        sheet.write_string(1, 0, clean(rkt.instansi), self._format(bold=True, font_size=12, font_color=TINTA))
        sheet.write_string(2, 0, clean(rkt.pemerintah), self._format(font_size=11, font_color=TINTA))
        label = self._format(font_color="#52666B", valign="top", bottom=1, border_color=GARIS)
        row = 4
        for name, value in _ringkasan(rkt, context):
            sheet.write_string(row, 0, name, label)
            if isinstance(value, int) and _holds(value):
                money = name.startswith("Pagu")
                sheet.write_number(
                    row,
                    1,
                    value,
                    self._format(
                        num_format='"Rp"#,##0' if money else "#,##0",
                        align="left",
                        bottom=1,
                        border_color=GARIS,
                        bold=money,
                    ),
                )
            else:
                text = _fit(str(value))
                sheet.set_row(row, 15 * lines(text, 60))
                sheet.write_string(
                    row,
                    1,
                    text,
                    self._format(text_wrap=True, valign="top", bottom=1, border_color=GARIS, **_quote(text)),
                )
            row += 1
        sheet.print_area(0, 0, row, 1)

    def _data(self) -> None:
        """Every sub kegiatan on one row, without merged cells: for filters and pivot tables."""
        sheet = self._sheet("Data")
        head = self._format(bold=True, font_color="#FFFFFF", bg_color=LAUT, valign="vcenter", font_size=9)
        fields = csv_.SUB_KEGIATAN.kolom
        for column, field in enumerate(fields):
            sheet.write_string(0, column, field.nama, head)
            sheet.set_column(column, column, 16 if field.tipe != "string" else 24)
        row = 0
        for row, values in enumerate(csv_.rows_sub_kegiatan(self.rkt), 1):
            for column, value in enumerate(values):
                self._datum(sheet, row, column, value)
        sheet.autofilter(0, 0, row, len(fields) - 1)
        sheet.freeze_panes(1, 0)
        sheet.repeat_rows(0)
        sheet.print_area(0, 0, row, len(fields) - 1)

    def _datum(self, sheet: "Worksheet", row: int, column: int, value: csv_.Isi) -> None:
        if isinstance(value, int | Decimal) and not isinstance(value, bool):
            if _holds(value):
                sheet.write_number(
                    row, column, float(value), self._format(num_format=_number_format(value), font_size=9)
                )
            else:
                sheet.write_string(row, column, format(value, "f"), self._format(font_size=9))
        elif value is not None:
            text = _fit(str(value))
            sheet.write_string(row, column, text, self._format(font_size=9, **_quote(text)))

    # --- formats -------------------------------------------------------------------------------------------------

    def _format(self, **properties: Any) -> "Format":
        key = tuple(sorted(properties.items()))
        if key not in self.formats:
            self.formats[key] = self.book.add_format({"font_name": "Calibri", "font_color": TINTA, **properties})
        return self.formats[key]

    def _style(self, ragam: Ragam, peran: Peran, sel: Sel) -> "Format":
        properties: dict[str, Any] = {
            "font_size": 9,
            "text_wrap": True,
            "valign": "top",
            "border": 1,
            "border_color": GARIS,
        }
        if isinstance(sel.isi, str):
            properties |= _quote(str(sel.teks))
        elif ragam is Ragam.PERSEN:
            properties["num_format"] = "0.0%"
        elif sel.isi is not None:
            properties["num_format"] = _number_format(sel.isi)
        if sel.lebar == 1:
            if ragam in (Ragam.NILAI, Ragam.RUPIAH, Ragam.PERSEN):
                properties |= {"align": "right", "indent": 1}
            elif ragam is Ragam.TENGAH:
                properties["align"] = "center"
        if peran is not Peran.ISI:
            properties |= {"bold": True, "bg_color": KABUT if peran is not Peran.BAGIAN else TERANG}
        return self._format(**properties)


_REKAP = ("Rekap Bidang", "Rekap Program", "Rekap Sumber Dana")


def _ringkasan(rkt: Rkt, context: Context) -> Iterable[tuple[str, str | int]]:
    yield "Status", "Final" if context.final else "DRAF, belum ditetapkan"
    if rkt.contoh:
        yield "Catatan", "CONTOH: data contoh, bukan dokumen resmi"
    yield "Publikasi", rkt.publikasi
    yield "Dasar Renstra", rkt.renstra
    if rkt.penetapan is not None:
        yield "Nomor", rkt.penetapan.nomor
        yield "Ditetapkan", f"{rkt.penetapan.tempat}, {words.tanggal(rkt.penetapan.tanggal)}"
        yield "Oleh", f"{words.jabatan(rkt.penetapan)}: {rkt.penetapan.pejabat}, NIP {rkt.penetapan.nip}"
    yield "Sasaran", len(rkt.sasaran)
    yield "Indikator sasaran", sum(len(s.indikator) for s in rkt.sasaran)
    yield "Sub kegiatan", sum(1 for _ in rkt.sub_kegiatan())
    yield "Pagu seluruhnya", rkt.pagu
    if context.commit:
        yield "Commit", context.commit


def _fit(text: str) -> str:
    text = clean(text)
    return text if len(text) <= MAX_TEXT else f"{text[: MAX_TEXT - 1]}…"


def _quote(text: str) -> dict[str, bool]:
    """Excel's own apostrophe: such a text stays a text even when somebody edits the cell."""
    return {"quote_prefix": True} if text.startswith(csv_.DANGER) else {}


def _holds(value: Isi) -> bool:
    """Whether Excel keeps every digit of a number."""
    return value is not None and not isinstance(value, str) and len(Decimal(value).normalize().as_tuple().digits) <= 15


def _number_format(value: Decimal | int | str) -> str:
    if not isinstance(value, Decimal):
        return "#,##0"
    exponent = value.normalize().as_tuple().exponent
    places = max(0, -exponent) if isinstance(exponent, int) else 0
    return f"#,##0.{'0' * places}" if places else "#,##0"


def _letter(column: int) -> str:
    from xlsxwriter.utility import xl_col_to_name

    return str(xl_col_to_name(column))
