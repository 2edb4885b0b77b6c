"""The Form RKT of a bidang as an Excel workbook: prefilled, with lists to choose from, locked where nobody should write.

No cell holds a formula: what is shown is what is in the form, and what comes back is what was typed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from rktkit.check import Library
from rktkit.editor import layout
from rktkit.editor.layout import Baris, Kolom, Lembar
from rktkit.files import Files
from rktkit.model import Bidang, Organisasi, Renstra
from rktkit.numbers import NumberProblem, parse_angka, parse_bulat, parse_rupiah
from rktkit.outputs import words
from rktkit.outputs.context import AWAL
from rktkit.outputs.xlsx_kit import GARIS, KABUT, LAUT, MAX_TEXT, REDUP, TERANG, Kit, holds, letter
from rktkit.problems import Problem, Refusal, Severity, UsageError
from rktkit.reference import load_siklus
from rktkit.source import Map, load

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

KUNCI, LABEL, PETUNJUK, ISI = 2, 3, 4, 5
"""Rows (from 0) of a sheet: the hidden names of the fields, their labels, their hints, the first row of the form."""

_WIDTH = {"kode": 30, "nilai": 10, "angka": 10, "bulat": 10, "rupiah": 18, "pilihan": 14, "daftar": 18, "paragraf": 36}
_NUMBERS = ("nilai", "angka", "bulat", "rupiah")
_STRUCTURE = ("RKT-00", "RKT-102", "RKT-103", "RKT-110")
"""Problems of a form that a table cannot show: they are mended in the file first."""


def form_workbook(files: Files, tahun: int, bidang: str, waktu: datetime = AWAL) -> bytes:
    """The workbook of a bidang's form; an empty one when there is no form yet.

    Args:
        files: the tree that holds ``rkt/``.
        tahun: plan year.
        bidang: kode of the bidang.
        waktu: the time that the file carries.

    Raises:
        UsageError: the office has no such bidang.
        Refusal: the office's files or the form cannot be read, or the form has what a table cannot show.
    """
    library = Library(files)
    organisasi = library.office.organisasi
    if organisasi is None:
        raise Refusal(library.problems)
    unit = organisasi.cari_bidang(bidang)
    if unit is None:
        known = ", ".join(b.kode for b in organisasi.bidang)
        raise UsageError(f"Bidang “{bidang}” tidak ada di organisasi.yml. Yang ada: {known}.")
    return _Penulis(files, library, organisasi, unit, tahun, waktu).write()


@dataclass(slots=True)
class _Penulis:
    files: Files
    library: Library
    organisasi: Organisasi
    unit: Bidang
    tahun: int
    waktu: datetime

    def write(self) -> bytes:
        rows = self.rows()
        title = f"Form RKT {self.tahun} {self.unit.nama}"
        instansi = self.organisasi.instansi
        kit = Kit(self.waktu, judul=title, penulis=instansi.nama, lembaga=instansi.pemerintah)
        lists = self.lists()
        sheets = [(None, kit.book.add_worksheet(layout.PETUNJUK))]
        sheets += [(lembar, kit.book.add_worksheet(lembar.nama)) for lembar in layout.LEMBAR]
        ranges = _daftar(kit, lists)
        self.petunjuk(kit, sheets[0][1], title)
        for lembar, sheet in sheets:
            if lembar is not None:
                _Halaman(kit, sheet, lembar, ranges, lists, self.renstra(), self.tahun).write(rows[lembar.nama])
        sheets[1][1].activate()
        return kit.close()

    def rows(self) -> dict[str, list[Baris]]:
        """The rows of the form, or those that a new one begins with."""
        path = f"rkt/{self.tahun}/{self.unit.kode}.yml"
        try:
            data = self.files.read(path)
        except FileNotFoundError:
            empty = layout.baris(Map(1, 1))
            empty[layout.PROGRAM.nama] = [{"kode": kode} for kode in self.unit.program]
            return empty
        root, problems = load(data, path)
        _, more = self.library.form(self.tahun, self.unit.kode)
        bad = [p for p in (*problems, *more) if p.severity is Severity.GALAT and p.rule.startswith(_STRUCTURE)]
        if root is None or bad:
            raise Refusal(dict.fromkeys(bad or problems))
        rows = layout.baris(root)
        long = [text for part in rows.values() for row in part for text in row.values() if len(text) > MAX_TEXT]
        if long:
            raise Refusal([_too_long(path, text) for text in long])
        return rows

    def renstra(self) -> Renstra | None:
        return self.library.renstra(self.tahun)

    def lists(self) -> dict[str, dict[str, str]]:
        """What can be chosen: for each list the code (or name) and, where it has one, what it is called."""
        renstra, table = self.renstra(), self.library.nomenklatur(self.tahun) or {}
        own = {k: n.nama for k, n in table.items() if any(k == p or k.startswith(f"{p}.") for p in self.unit.program)}
        satuan = self.library.office.satuan
        return {
            "sasaran": {s.kode: s.uraian for s in renstra.sasaran} if renstra else {},
            "indikator": {i.kode: i.uraian for s in renstra.sasaran for i in s.indikator} if renstra else {},
            "program": {kode: nama for kode, nama in own.items() if kode.count(".") == 2},
            "kegiatan": {kode: nama for kode, nama in own.items() if kode.count(".") == 4},
            "induk": {kode: nama for kode, nama in own.items() if kode.count(".") in (2, 4)},
            "sub_kegiatan": {kode: nama for kode, nama in own.items() if kode.count(".") == 5},
            "satuan": {unit.nama: "" for unit in satuan.satuan} if satuan else {},
            "jabatan": {jabatan.kode: jabatan.nama for jabatan in self.organisasi.jabatan},
        }

    def petunjuk(self, kit: Kit, sheet: "Worksheet", title: str) -> None:
        """The first sheet: whose form it is, until when, and how to fill it in."""
        sheet.set_column(0, 0, None, None, {"hidden": True})
        sheet.set_column(1, 1, 28)
        sheet.set_column(2, 2, 76)
        kit.text(sheet, 0, 1, title, bold=True, font_size=16, font_color=LAUT)
        kit.text(sheet, 1, 1, self.organisasi.instansi.nama, font_color=REDUP)
        siklus, _ = load_siklus(self.files, self.tahun)
        facts: list[tuple[str, str, str]] = [
            ("tahun", "Tahun rencana", str(self.tahun)),
            ("bidang", "Kode bidang", self.unit.kode),
            ("", "Bidang", self.unit.nama),
        ]
        if siklus is not None:
            ceiling = siklus.pagu_indikatif.get(self.unit.kode)
            due = siklus.jadwal.get("pengumpulan")
            facts += [("", "Pagu indikatif", words.rupiah(ceiling))] if ceiling is not None else []
            facts += [("", "Dikumpulkan paling lambat", words.tanggal(due))] if due is not None else []
        row = 3
        for kunci, label, value in facts:
            kit.text(sheet, row, 0, kunci)
            kit.text(sheet, row, 1, label, font_color=REDUP, bottom=1, border_color=GARIS)
            kit.text(sheet, row, 2, value, bold=True, bottom=1, border_color=GARIS)
            row += 1
        for number, sentence in enumerate(_CARA, 1):
            kit.text(sheet, row + number, 1, f"{number}.", align="right", valign="top", font_color=LAUT, bold=True)
            kit.text(sheet, row + number, 2, sentence, text_wrap=True, valign="top")
        sheet.hide_gridlines(2)
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.protect("", _ALLOWED)


_CARA = (
    "Isi lembar Sasaran, Program, Indikator, dan Sub Kegiatan dari kiri ke kanan; lembar lain tidak diisi.",
    "Kolom bertanda * wajib. Sel putih diisi, sel kelabu terkunci. Petunjuk tiap kolom muncul bila selnya dipilih.",
    "Kode dipilih dari daftar pada selnya; nama di belakang kode hanya keterangan.",
    "Satu indikator atau satu sub kegiatan pada satu baris. Baris kosong diabaikan.",
    "Koma selalu tanda desimal: 3,34. Pagu ditulis rupiah penuh, tanpa desimal. Persen ditulis 85, bukan 85%.",
    "Triwulan yang tidak direncanakan dikosongkan.",
    "Jangan memakai rumus, makro, atau tautan ke berkas lain; buku kerja seperti itu ditolak.",
    "Simpan, lalu serahkan kepada Tim Penyusun. Pemeriksaan menyebut lembar dan sel yang perlu diperbaiki.",
)

_ALLOWED = {
    "format_cells": True,
    "format_columns": True,
    "format_rows": True,
    "insert_rows": True,
    "delete_rows": True,
    "sort": True,
    "autofilter": True,
}


def _daftar(kit: Kit, lists: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    """The hidden sheet with the lists; gives the range of each."""
    sheet = kit.book.add_worksheet(layout.DAFTAR)
    sheet.hide()
    sheet.protect()
    ranges = {}
    for column, (name, entries) in enumerate(lists.items()):
        kit.text(sheet, 0, column, name, bold=True)
        for row, (kode, nama) in enumerate(entries.items(), 1):
            kit.text(sheet, row, column, _pilihan(kode, nama))
        if entries:
            place = letter(column)
            ranges[name] = f"={layout.DAFTAR}!${place}$2:${place}${len(entries) + 1}"
    return ranges


def _pilihan(kode: str, nama: str) -> str:
    return f"{kode}{layout.PEMISAH}{nama}" if nama else kode


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
    ("Sub Kegiatan", "penanggung_jawab"): "jabatan",
}
"""Which list a column chooses from."""


@dataclass(slots=True)
class _Halaman:
    """One sheet of the form while it is written."""

    kit: Kit
    sheet: "Worksheet"
    lembar: Lembar
    ranges: Mapping[str, str]
    lists: Mapping[str, Mapping[str, str]]
    renstra: Renstra | None
    tahun: int

    def write(self, rows: Sequence[Baris]) -> None:
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
        sheet.set_row(PETUNJUK, 48)
        for number in range(count):
            row = self.complete(rows[number]) if number < len(rows) else {}
            for column, kolom in enumerate(self.lembar.kolom):
                self.cell(ISI + number, column, kolom, row.get(kolom.kunci, ""))
        sheet.freeze_panes(ISI, self.lembar.cari("kode") + 1 if self.lembar.nama != "Indikator" else 1)
        sheet.hide_gridlines(2)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(LABEL)
        sheet.set_footer("&L&8&A&R&8Halaman &P dari &N")
        sheet.protect("", _ALLOWED)

    def head(self, column: int, kolom: Kolom) -> None:
        kit, sheet = self.kit, self.sheet
        width = 16 if kolom.keterangan else _WIDTH.get(kolom.kind, 28)
        sheet.set_column(column, column, width, None, {"hidden": kolom.kunci == layout.ASAL})
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

    def complete(self, row: Baris) -> Baris:
        """A row with what is only shown."""
        if self.lembar is layout.SASARAN and self.renstra is not None:
            found = self.renstra.cari_indikator(row.get("kode"))
            if found is not None:
                target = words.nilai(found.target.get(self.tahun))
                return {**row, "?uraian": found.uraian, "?satuan": found.satuan, "?target": target}
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
            shown = text
            if kolom.kind == "kode":
                name = self.lists.get(_LIST_OF.get((self.lembar.nama, kolom.kunci), ""), {}).get(text, "")
                shown = _pilihan(text, name)
            self.sheet.write_string(row, column, shown, self.kit.format(**style, **_quoted(shown)))

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
        """Tint a required cell that is empty in a row that has begun, and quarters that do not add up."""
        last = ISI + count - 1
        own = letter(column)
        if kolom.wajib:
            first, end = letter(0), letter(len(self.lembar.kolom) - 1)
            begun = f"COUNTA(${first}{ISI + 1}:${end}{ISI + 1})>0"
            self._tint(column, last, f"=AND({begun},LEN(TRIM(${own}{ISI + 1}))=0)")
        if kolom.kunci == "target" and any(k.kunci == "pola" for k in self.lembar.kolom):
            quarters = [letter(self.lembar.cari(f"triwulan.tw{n}")) for n in range(1, 5)]
            pola = letter(self.lembar.cari("pola"))
            row = ISI + 1
            total = f"SUM(${quarters[0]}{row}:${quarters[-1]}{row})"
            summed = f'OR(${pola}{row}="hitungan",AND(LEN(${pola}{row})=0,{self._sums_by_default()}))'
            self._tint(column, last, f"=AND({summed},ISNUMBER(${own}{row}),ABS({total}-${own}{row})>0.000001)")

    def _sums_by_default(self) -> str:
        return "TRUE" if self.lembar is layout.SUB_KEGIATAN else "FALSE"

    def _tint(self, column: int, last: int, formula: str) -> None:
        tint = self.kit.book.add_format({"bg_color": "#FBE7C6"})
        self.sheet.conditional_format(
            ISI, column, last, column, {"type": "formula", "criteria": formula, "format": tint}
        )


def _number(kind: str, text: str) -> Decimal | int | None:
    """The number that a text means, where Excel keeps every digit of it."""
    parsers = {"nilai": parse_angka, "angka": parse_angka, "bulat": parse_bulat, "rupiah": parse_rupiah}
    if not text or kind not in parsers:
        return None
    try:
        number: Decimal | int = parsers[kind](text)
    except NumberProblem:
        return None
    return number if holds(number) else None


def _quoted(text: str) -> dict[str, bool]:
    return {"quote_prefix": True} if text.startswith(("=", "+", "-", "@", "'")) else {}


def _too_long(path: str, text: str) -> Problem:
    from rktkit.editor.texts import problem

    return problem("RKT-008.panjang", path, 1, 1, teks=text)
