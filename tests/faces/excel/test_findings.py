"""Findings are told by the cell that is wrong, and by what is done in a workbook."""

import re
from typing import Any

import pytest

from rktkit.ground.catalogue.rules import TEXTS
from rktkit.ground.catalogue.workbook import HINTS, MESSAGES
from rktkit.ground.findings import Problem, Severity
from tests.faces.excel.office import Buku, said

SUB = "Sub Kegiatan"
YAML = re.compile(r"\b[a-z]\w*: |\.yml|\.csv|\{|baris “")
"""What only the file has: its fields, its names, its brackets."""


def found(book: Buku, rule: str) -> Problem:
    """The one finding of a rule."""
    told = [p for p in said(book.read()) if p.rule == rule]
    assert len(told) == 1, [(p.rule, p.message) for p in said(book.read())]
    return told[0]


# --- the words -------------------------------------------------------------------------------------------------------


def test_every_hint_of_a_workbook_replaces_one_of_the_catalogue_and_needs_no_more_than_it() -> None:
    own = {"RKT-105.strip", "RKT-508.sisa"}
    for name, hint in {**HINTS, **MESSAGES}.items():
        text = name.partition("/")[0]
        assert text in TEXTS or text in own
        known = set(re.findall(r"{(\w+)}", "".join(TEXTS.get(text, ()))))
        assert set(re.findall(r"{(\w+)}", hint)) <= known, name
        assert not YAML.search(re.sub(r"{\w+}", "", hint)), name


@pytest.mark.parametrize(
    ("sheet", "changes", "rule", "hint"),
    [
        ("Sasaran", {"target": 80}, "RKT-303", "kolom “Sebab perubahan”"),
        (SUB, {"target": "1.000"}, "RKT-105", "Tulis 1000 bila maksudnya ribuan, atau 1 bila pecahan."),
        (SUB, {"satuan": "Hal"}, "RKT-206", "Pilih satuan dari daftar pada sel itu"),
        (SUB, {"kode": "2.16.02.2.01.9999", "asal": ""}, "RKT-201", "Pilih kode dari daftar pada sel itu."),
        (SUB, {"nama": "Hubungan Media"}, "RKT-204", "kosongkan selnya"),
        (SUB, {"pagu": 0}, "RKT-306", "kosongkan seluruh barisnya"),
        (SUB, {"triwulan.tw1": "-", "triwulan.tw2": 6}, "RKT-105", "Kosongkan selnya; yang tidak direncanakan"),
    ],
)
def test_hints_speak_of_cells_and_columns(sheet: str, changes: dict[str, Any], rule: str, hint: str) -> None:
    told = found(Buku.of().add(sheet, 0, changes), rule)
    assert hint in told.hint
    assert not YAML.search(told.hint)


def test_the_pola_is_chosen_in_its_column_where_there_is_one() -> None:
    rising = {"target": 12, **{f"triwulan.tw{n}": value for n, value in enumerate((3, 6, 9, 12), 1)}}
    told = found(Buku.of().add(SUB, 0, rising), "RKT-301")
    assert "pilih “posisi” pada kolom Pola" in told.hint


def test_a_code_that_is_there_twice_names_the_other_cell() -> None:
    book = Buku.of().put("Program", "kode", 1, Buku.of().get("Program", "kode"))
    told = next(p for p in said(book.read()) if p.rule == "RKT-110")
    assert told.message == "Lembar “Program”, sel A7: Kode 2.16.02 sudah dipakai pada sel A6."


def test_an_indicator_that_is_there_twice_names_the_other_cell() -> None:
    book = Buku.of()
    told = found(book.put("Indikator", "uraian", 1, book.get("Indikator", "uraian")), "RKT-408")
    assert told.message == "Lembar “Indikator”, sel B7: Indikator ini sama dengan indikator pada sel B6."


@pytest.mark.parametrize(
    ("typed", "rule", "words"),
    [
        ("DAU 400.000.000; DBH 1.000", "RKT-310", "sel N6: Sumber dana berjumlah Rp400.001.000"),
        ("DAU\nDBH 1000000", "RKT-101", "Tulis jumlahnya di belakang nama sumber dana"),
        ("DAU 400000000; DAU 58805000", "RKT-110", "sel N6: Sumber dana “DAU” ditulis dua kali pada sel ini."),
        ("Dana Alokasi Umum", "RKT-206", "Tulis “DAU”."),
        ("DAK", "RKT-104", "DAK Fisik atau DAK Nonfisik"),
    ],
)
def test_funds_of_one_cell_are_told_there(typed: str, rule: str, words: str) -> None:
    told = found(Buku.of().put(SUB, "sumber_dana", 0, typed), rule)
    assert words in told.message + told.hint
    assert not YAML.search(told.message + told.hint)


# --- the place -------------------------------------------------------------------------------------------------------


def test_a_last_quarter_that_is_wrong_is_told_at_its_own_cell() -> None:
    book = Buku.of().put("Indikator", "triwulan.tw4", 0, 85)
    _, row, column = book.place("Indikator", "triwulan.tw4")
    told = found(book, "RKT-301")
    assert (told.line, told.column) == (row + 1, column + 1)
    assert "sel J6: Triwulan IV 85, sedangkan targetnya 90" in told.message


def test_a_release_in_another_quarter_is_told_there() -> None:
    book = Buku.of().put("Indikator", "triwulan.tw4", 1, "").put("Indikator", "triwulan.tw2", 1, 80)
    told = found(book, "RKT-301")
    assert told.message.startswith("Lembar “Indikator”, sel H7: Triwulan II 80")


def test_a_sum_of_quarters_is_told_over_all_of_them() -> None:
    told = found(Buku.of().put(SUB, "triwulan.tw4", 0, 4), "RKT-301")
    assert told.message.startswith("Lembar “Sub Kegiatan”, sel I6:L6: Triwulan berjumlah 13")


def test_too_much_pagu_is_told_of_its_column() -> None:
    told = found(Buku.of().put(SUB, "pagu", 0, 999_000_000_000), "RKT-305")
    assert told.message.startswith("Lembar “Sub Kegiatan”, kolom M: Pagu form berjumlah")
    assert "siklus.yml" not in told.hint


def test_a_sheet_without_rows_is_told_itself() -> None:
    book = Buku.of()
    for number in range(2):
        for kunci in book.sheets["Sasaran"][2]:
            book.put("Sasaran", kunci, number, "")
    told = next(p for p in said(book.read()) if p.rule == "RKT-101")
    assert told.message == "Lembar “Sasaran”, kolom A: Sasaran belum diisi."


# --- what cells hold -------------------------------------------------------------------------------------------------


def test_decimals_are_shown_with_a_comma() -> None:
    assert "Pagu “425000000,5” bukan" in found(Buku.of().put(SUB, "pagu", 0, 425000000.5), "RKT-105").message
    assert "Triwulan I -3,5 kurang dari nol" in found(Buku.of().put(SUB, "triwulan.tw1", 0, -3.5), "RKT-107").message


@pytest.mark.parametrize("typed", ["Rp\xa0458.805.000", "458.805.000\u200b", "\ufeff458.805.000\u202f"])
def test_blanks_and_letters_without_width_from_web_pages_are_no_hindrance(typed: str) -> None:
    assert Buku.of().put(SUB, "pagu", 0, typed).read().text == Buku.of().read().text


def test_what_is_shown_of_a_cell_has_no_escapes() -> None:
    told = found(Buku.of().put(SUB, "satuan", 0, "Lap\u200bor\xa0an"), "RKT-206")
    assert "“Lapor an”" in told.message


@pytest.mark.parametrize("kunci", ["pagu", "lokasi"])
def test_merged_cells_are_told_as_such_and_nothing_follows_from_them(kunci: str) -> None:
    book = Buku.of()
    sheet, row, column = book.place(SUB, kunci)
    book.put(SUB, kunci, 1, "").put(SUB, kunci, 2, "")
    book.merges.append((sheet, column, row, row + 2))
    told = said(book.read())
    letter = chr(65 + column)
    assert [p.message for p in told] == [
        f"Lembar “Sub Kegiatan”: sel {letter}6:{letter}8 digabung, sehingga hanya satu yang berisi."
    ]
    assert told[0].hint == f"Pisahkan sel {letter}6:{letter}8 (Unmerge Cells), lalu isi tiap baris."


@pytest.mark.parametrize("word", ["JUMLAH", "Total:", "  Jumlah Total "])
def test_a_row_of_sums_is_to_be_deleted(word: str) -> None:
    book = Buku.of().add(SUB, 5, {"program.kode": word, "pagu": 530_805_000})
    told = said(book.read())
    assert [(p.rule, p.hint) for p in told] == [("RKT-008", "Hapus baris jumlah; jumlahnya dihitung sendiri.")]
    assert told[0].message.startswith("Lembar “Sub Kegiatan”, sel A11:")


def test_an_indicator_may_begin_with_jumlah() -> None:
    assert said(Buku.of().put("Indikator", "sumber_data", 0, "Jumlah").read()) == []


# --- what is not read ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("sheet", ["Sasaran", "Program", "Indikator", SUB])
def test_a_deleted_column_is_named_and_nothing_is_imported(sheet: str) -> None:
    labels = {"Sasaran": "Sebab perubahan", "Program": "Sasaran program", "Indikator": "Formula", SUB: "Lokasi"}
    book = Buku.of()
    column = next(n for n, label in enumerate(book.sheets[sheet][3]) if label.rstrip(" *") == labels[sheet])
    for cells in book.sheets[sheet]:
        del cells[column]
    impor = book.read()
    assert impor.text == ""
    assert [(p.rule, p.message) for p in impor.problems] == [
        ("RKT-008", f"Kolom “{labels[sheet]}” tidak ada pada lembar “{sheet}”.")
    ]
    assert "biarkan kosong" in impor.problems[0].hint


def test_a_column_that_is_there_twice_is_named() -> None:
    book = Buku.of()
    column = book.place(SUB, "lokasi")[2]
    for cells in book.sheets[SUB]:
        cells.append(cells[column])
    impor = book.read()
    assert impor.text == ""
    assert "kolom “Lokasi” ada dua kali" in impor.problems[0].message


def test_text_outside_the_table_is_told_and_does_no_harm() -> None:
    book = Buku.of()
    for n, cells in enumerate(book.sheets[SUB]):
        cells.extend(["", "cek lagi" if n in (5, 7) else ""])
    impor = book.read()
    assert impor.text == Buku.of().read().text
    assert [(p.severity, p.message) for p in impor.problems] == [
        (Severity.SARAN, "Lembar “Sub Kegiatan”: isi sel Z6, Z8 tidak dibaca, sebab berada di luar tabel form.")
    ]


def test_a_sheet_of_the_writers_own_is_told_when_anything_stands_on_it() -> None:
    book = Buku.of()
    book.sheets |= {"Sheet1": [[]], "Hitungan": [["", "catatan"]]}
    assert [(p.severity, p.message) for p in said(book.read())] == [
        (Severity.SARAN, "Lembar “Hitungan” tidak dibaca, sebab bukan bagian dari form.")
    ]


def test_hidden_rows_are_read_and_told() -> None:
    book = Buku.of()
    book.hidden += [(SUB, 5), (SUB, 6), (SUB, 20), ("Program", 2)]
    impor = book.read()
    assert impor.text == Buku.of().read().text
    assert [(p.severity, p.message) for p in impor.problems] == [
        (Severity.SARAN, "Lembar “Sub Kegiatan”: baris 6–7 tersembunyi, tetapi isinya ikut dibaca.")
    ]
