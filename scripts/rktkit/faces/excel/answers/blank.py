"""The workbook of the answers before anybody has filled it in: labels, what to write, examples, lists."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rktkit.documents.context import AWAL
from rktkit.documents.xlsx.kit import GARIS, KABUT, LAUT, REDUP, Kit, letter
from rktkit.faces.excel.answers.sheets import Lembar, label, lembar
from rktkit.plan.schema.fields import Rules

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

ROWS = 40
"""Rows of a table that are ready to be filled in."""

_PETUNJUK = (
    "Isi lembar Umum, Instansi, Pengesahan, Bidang, dan Jabatan; SOP dan Penerbit boleh menyusul. Tanda *: wajib.",
    "Setiap sel sudah berformat teks, supaya nol pada kode dan NIP tidak hilang. Tanggal ditulis 2026-01-31.",
    "Beberapa nilai dalam satu sel dipisahkan titik koma, misalnya dua kode program.",
    "Pejabat kedua pada jabatan yang sama ditulis pada baris sendiri, dengan kode jabatan yang sama.",
    "Sesudah diisi: rkt init FOLDER --answers BERKAS INI",
)


def blank_workbook() -> bytes:
    """The bytes of the empty workbook; the same each time."""
    kit = Kit(AWAL, judul="Jawaban rkt init", penulis="rktkit", lembaga="")
    first = kit.book.add_worksheet("Petunjuk")
    first.set_column(0, 0, 110)
    first.hide_gridlines(2)
    kit.text(first, 0, 0, "Jawaban untuk mendirikan repositori RKT", bold=True, font_size=14, font_color=LAUT)
    for number, line in enumerate(_PETUNJUK, 2):
        kit.text(first, number, 0, line, text_wrap=True, valign="top")
    for one in lembar():
        sheet = kit.book.add_worksheet(one.nama)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.hide_gridlines(2)
        (_table if one.tabel else _pairs)(kit, sheet, one)
    return kit.close()


def _pairs(kit: Kit, sheet: Worksheet, one: Lembar) -> None:
    """A field, its value and what to write in each row."""
    sheet.set_column(0, 0, 30)
    sheet.set_column(1, 1, 50)
    sheet.set_column(2, 2, 80)
    for column, name in enumerate(("Isian", "Nilai", "Keterangan")):
        _head(kit, sheet, 0, column, name)
    for row, (key, rules) in enumerate(one.isian.items(), 1):
        kit.text(sheet, row, 0, _label(key, rules), valign="top", border=1, border_color=GARIS, bg_color=KABUT)
        sheet.write_blank(row, 1, None, _cell(kit))
        kit.text(sheet, row, 2, _about(rules), valign="top", text_wrap=True, font_color=REDUP, italic=True)
        _choices(sheet, rules, (row, 1, row, 1))
    sheet.freeze_panes(1, 0)


def _table(kit: Kit, sheet: Worksheet, one: Lembar) -> None:
    """Labels above their columns, with what to write as a note on each."""
    for column, (key, rules) in enumerate(one.isian.items()):
        sheet.set_column(column, column, 34 if key in ("nama", "nama_jabatan", "kunci") else 22)
        _head(kit, sheet, 0, column, _label(key, rules))
        sheet.write_comment(0, column, _about(rules), {"x_scale": 2, "font_size": 9})
        for row in range(1, ROWS + 1):
            sheet.write_blank(row, column, None, _cell(kit))
        _choices(sheet, rules, (1, column, ROWS, column))
        if key == "pimpinan":
            source = {"validate": "list", "source": f"=Jabatan!$A$2:$A${ROWS + 1}", "error_type": "warning"}
            sheet.data_validation(1, column, ROWS, column, source)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(f"A1:{letter(len(one.isian) - 1)}{ROWS + 1}")


def _head(kit: Kit, sheet: Worksheet, row: int, column: int, text: str) -> None:
    kit.text(sheet, row, column, text, bold=True, font_color="#FFFFFF", bg_color=LAUT, text_wrap=True, valign="vcenter")


def _cell(kit: Kit) -> Any:
    return kit.format(num_format="@", valign="top", text_wrap=True, border=1, border_color=GARIS)


def _label(key: str, rules: Rules) -> str:
    return label(key, rules) + (" *" if rules.get("required") else "")


def _about(rules: Rules) -> str:
    """What to write, and an example; the choices where there are some."""
    inner = rules["schema"] if rules["type"] == "list" else rules
    allowed = inner.get("allowed", ())
    parts = [rules["meta"]["hint"]]
    if allowed:
        parts.append(f"Pilihan: {', '.join(allowed)}.")
    elif inner["meta"]["example"]:
        parts.append(f"Contoh: {inner['meta']['example']}")
    return " ".join(part for part in parts if part)


def _choices(sheet: Worksheet, rules: Rules, area: tuple[int, int, int, int]) -> None:
    """The list of a field; where several may stand in a cell, typing more is allowed."""
    several = rules["type"] == "list"
    allowed = (rules["schema"] if several else rules).get("allowed", ())
    if allowed:
        options = {"validate": "list", "source": list(allowed), "error_type": "warning" if several else "stop"}
        options |= {"error_title": "Bukan pilihan", "error_message": f"Pilihannya: {', '.join(allowed)}."}
        sheet.data_validation(*area, options)
