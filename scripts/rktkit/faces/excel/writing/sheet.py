"""One sheet of the form's workbook: headings, hints, lists, prefilled and spare rows, locks."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from rktkit.documents.data.csv import DANGER
from rktkit.documents.xlsx.heights import lines
from rktkit.documents.xlsx.kit import GARIS, KABUT, LAUT, REDUP, TERANG, Kit, holds, letter
from rktkit.faces.excel import layout
from rktkit.faces.excel.layout import Kolom, Lembar, Texts
from rktkit.faces.excel.writing.live import quarters
from rktkit.plan.model import Renstra
from rktkit.plan.writing import words
from rktkit.plan.writing.numbers import NumberProblem, parse_angka, parse_bulat, parse_rupiah

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

KUNCI, LABEL, PETUNJUK, ISI = 2, 3, 4, 5
"""Rows (from 0) of a sheet: the hidden names of the fields, their labels, their hints, the first row of the form."""

_WIDTH = {
    "kode": 30,
    "nilai": 10,
    "angka": 10,
    "bulat": 10,
    "rupiah": 16,
    "pilihan": 12,
    "daftar": 14,
    "bagian": 14,
    "paragraf": 32,
}
_OF_FIELD = {
    ("Indikator", "induk"): 26,
    ("Indikator", "formula"): 26,
    ("Indikator", "sumber_data"): 26,
    ("Indikator", "satuan"): 14,
    ("Sub Kegiatan", "program.kode"): 22,
    ("Sub Kegiatan", "kegiatan.kode"): 22,
    ("Sub Kegiatan", "nama"): 24,
    ("Sub Kegiatan", "satuan"): 16,
    ("Sub Kegiatan", "sumber_dana"): 14,
    ("Sub Kegiatan", "lokasi"): 24,
    ("Sub Kegiatan", "penanggung_jawab"): 28,
    ("Sub Kegiatan", "crosscutting"): 16,
    ("Sub Kegiatan", "catatan"): 20,
    ("Sub Kegiatan", "skala.min"): 6,
    ("Sub Kegiatan", "skala.maks"): 6,
    ("Sub Kegiatan", "prakiraan_maju.target"): 8,
    ("Sub Kegiatan", "prakiraan_maju.pagu"): 14,
}
"""Widths of columns that are not those of their kind. Printed in two halves, Sub Kegiatan parts behind the quarters."""

_PAGE = 215
"""Characters beside each other that can still be read when they are fitted to one page; more take two."""

_NUMBERS = ("nilai", "angka", "bulat", "rupiah")
ALLOWED = {
    "format_cells": True,
    "format_columns": True,
    "format_rows": True,
    "insert_rows": True,
    "delete_rows": True,
    "sort": True,
    "autofilter": True,
}
"""What a protected sheet still lets people do."""

_LIST_OF = {
    ("Sasaran", "sasaran.kode"): "sasaran",
    ("Sasaran", "kode"): "indikator",
    ("Program", "kode"): "program",
    ("Program", "sasaran"): "sasaran",
    ("Indikator", "induk"): "induk",
    ("Indikator", "satuan"): "satuan",
    ("Sub Kegiatan", "program.kode"): "program",
    ("Sub Kegiatan", "kegiatan.kode"): "kegiatan",
    ("Sub Kegiatan", "kode"): "sub_kegiatan",
    ("Sub Kegiatan", "satuan"): "satuan",
    ("Sub Kegiatan", "sumber_dana"): "sumber_dana",
    ("Sub Kegiatan", "penanggung_jawab"): "jabatan",
}
"""Which list a column chooses from."""


@dataclass(slots=True)
class Halaman:
    """One sheet of the form while it is written."""

    kit: Kit
    sheet: "Worksheet"
    lembar: Lembar
    ranges: Mapping[str, str]
    lists: Mapping[str, Mapping[str, str]]
    renstra: Renstra | None
    tahun: int

    def write(self, rows: Sequence[Texts]) -> None:
        sheet, kit = self.sheet, self.kit
        count = len(rows) + self.lembar.cadangan
        kit.text(sheet, 0, 0, self.lembar.judul, bold=True, font_size=14, font_color=LAUT)
        kit.text(sheet, 1, 0, "Sel putih diisi; * wajib.", font_size=9, font_color=REDUP)
        for column, kolom in enumerate(self.lembar.kolom):
            self.head(column, kolom)
            self.choices(column, kolom, count)
            self.warn(column, kolom, count)
        sheet.set_row(KUNCI, None, None, {"hidden": True})
        sheet.set_row(LABEL, 30)
        sheet.set_row(PETUNJUK, 56)
        for number in range(count):
            row = self.complete(rows[number]) if number < len(rows) else {}
            deep = max(self.deep(kolom, self.shown(kolom, row.get(kolom.kunci, ""))) for kolom in self.lembar.kolom)
            sheet.set_row(ISI + number, min(deep * 13.5 + 4, 409))
            for column, kolom in enumerate(self.lembar.kolom):
                self.cell(ISI + number, column, kolom, row.get(kolom.kunci, ""))
        sheet.freeze_panes(ISI, self.lembar.find("kode") + 1 if self.lembar.nama != "Indikator" else 1)
        sheet.hide_gridlines(2)
        self.paper()
        sheet.protect("", ALLOWED)

    def paper(self) -> None:
        """How it is printed: A4 across; a wide sheet in two halves, both of which show what a row is about."""
        sheet = self.sheet
        wide = sum(_width(self.lembar, kolom) for kolom in self.lembar.kolom if kolom.kunci != layout.ASAL) > _PAGE
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        sheet.fit_to_pages(2 if wide else 1, 0)
        sheet.repeat_rows(LABEL)
        if wide:
            sheet.repeat_columns(self.lembar.find("kode"))
            sheet.print_across()
        sheet.set_footer("&L&8&A&R&8Halaman &P dari &N")

    def head(self, column: int, kolom: Kolom) -> None:
        kit, sheet = self.kit, self.sheet
        sheet.set_column(column, column, _width(self.lembar, kolom), None, {"hidden": kolom.kunci == layout.ASAL})
        kit.text(sheet, KUNCI, column, kolom.kunci)
        kit.text(
            sheet, LABEL, column, f"{kolom.label} *" if kolom.wajib else kolom.label,
            bold=True, font_color="#FFFFFF", bg_color=LAUT, text_wrap=True, valign="vcenter", border=1,
            border_color=GARIS, font_size=10,
        )  # fmt: skip
        kit.text(
            sheet, PETUNJUK, column, kolom.petunjuk,
            italic=True, font_color=REDUP, bg_color=KABUT, text_wrap=True, valign="top", border=1,
            border_color=GARIS, font_size=8,
        )  # fmt: skip

    def complete(self, row: Texts) -> Texts:
        """A row with what is only shown."""
        if self.lembar is layout.SASARAN and self.renstra is not None:
            found = self.renstra.find_indikator(row.get("kode"))
            if found is not None:
                target = words.nilai(found.target.get(self.tahun))
                return {**row, "?uraian": found.uraian, "?satuan": found.satuan, "?target": target, "?pola": found.pola}
        if self.lembar is layout.SUB_KEGIATAN and "kode" in row:
            return {**row, layout.ASAL: row["kode"]}
        return row

    def cell(self, row: int, column: int, kolom: Kolom, text: str) -> None:
        style: dict[str, Any] = {
            "valign": "top",
            "text_wrap": True,
            "border": 1,
            "border_color": GARIS,
            "font_size": 10,
        }
        if kolom.keterangan:
            style |= {"bg_color": TERANG, "font_color": REDUP}
        else:
            style["locked"] = False
        number = _number(kolom.kind, text)
        if kolom.kind in _NUMBERS:
            style["align"] = "right"
            if kolom.kind == "rupiah":
                style["num_format"] = "#,##0"
            # General elsewhere: with any other format Excel would hide that it took 3.4 for a time of day.
        else:
            style["num_format"] = "@"
        if not text:
            self.sheet.write_blank(row, column, None, self.kit.format(**style))
        elif number is not None:
            self.sheet.write_number(row, column, float(number), self.kit.format(**style))
        else:
            shown = self.shown(kolom, text)
            self.sheet.write_string(row, column, shown, self.kit.format(**style, **_quoted(shown)))

    def shown(self, kolom: Kolom, text: str) -> str:
        """A text as its cell shows it: a code with its name behind it."""
        if kolom.kind != "kode" or not text:
            return text
        return pilihan(text, self.lists.get(_LIST_OF.get((self.lembar.nama, kolom.kunci), ""), {}).get(text, ""))

    def deep(self, kolom: Kolom, text: str, scale: float = 1.05) -> int:
        """Lines that a text takes in its column."""
        return 1 if kolom.kunci == layout.ASAL else lines(text, int(_width(self.lembar, kolom) * scale))

    def choices(self, column: int, kolom: Kolom, count: int) -> None:
        """The list of a column, or at least its hint beside the cell that is chosen."""
        if kolom.keterangan:
            return
        options: dict[str, Any] = {"validate": "any"}
        source = self.ranges.get(_LIST_OF.get((self.lembar.nama, kolom.kunci), ""))
        if kolom.pilihan:
            options = {
                "validate": "list",
                "source": list(kolom.pilihan),
                "error_title": "Bukan pilihan",
                "error_message": "Pilih salah satu dari daftar.",
            }
        elif source is not None:
            options = {
                "validate": "list",
                "source": source,
                "error_type": "warning",
                "error_title": "Tidak ada dalam daftar",
                "error_message": "Nilai ini tidak ada dalam daftar. Tetap dipakai?",
            }
        if kolom.petunjuk:
            options |= {"input_title": kolom.label[:32], "input_message": kolom.petunjuk[:255]}
        self.sheet.data_validation(ISI, column, ISI + count - 1, column, options)

    def warn(self, column: int, kolom: Kolom, count: int) -> None:
        """Tint a required cell that is empty in a row that has begun, and a target without its quarters' consent."""
        last = ISI + count - 1
        own = letter(column)
        if kolom.wajib:
            first, end = letter(0), letter(len(self.lembar.kolom) - 1)
            begun = f"COUNTA(${first}{ISI + 1}:${end}{ISI + 1})>0"
            self._tint(column, last, f"=AND({begun},LEN(TRIM(${own}{ISI + 1}))=0)")
        if kolom.kunci == "target":
            self._tint(column, last, quarters(self.lembar, ISI + 1))

    def _tint(self, column: int, last: int, formula: str) -> None:
        tint = self.kit.book.add_format({"bg_color": "#FBE7C6"})
        self.sheet.conditional_format(
            ISI, column, last, column, {"type": "formula", "criteria": formula, "format": tint}
        )


def _width(lembar: Lembar, kolom: Kolom) -> int:
    return 16 if kolom.keterangan else _OF_FIELD.get((lembar.nama, kolom.kunci)) or _WIDTH.get(kolom.kind, 28)


def _number(kind: str, text: str) -> Decimal | int | None:
    """The number that a text means, where Excel keeps every digit of it."""
    parsers: dict[str, Callable[[str], Decimal | int]] = {
        "nilai": parse_angka,
        "angka": parse_angka,
        "bulat": parse_bulat,
        "rupiah": parse_rupiah,
    }
    if not text or kind not in parsers:
        return None
    try:
        number = parsers[kind](text)
    except NumberProblem:
        return None
    return number if holds(number) else None


def _quoted(text: str) -> dict[str, bool]:
    return {"quote_prefix": True} if text.startswith(DANGER) else {}


def pilihan(kode: str, nama: str) -> str:
    """A code with its name behind it, as a list shows it."""
    return f"{kode}{layout.PEMISAH}{nama}" if nama else kode
