"""What people really hand in: read kindly where the meaning is plain, told by cell where it is not."""

import io
from datetime import date, time
from typing import Any

import pytest

from rktkit.faces.excel.reading.read import import_workbook
from rktkit.ground.findings import Problem
from tests.faces.excel.office import Buku, canonical, lines, said
from tests.kantor import KANTOR, PIKP

SUB = "Sub Kegiatan"
SAME = canonical(KANTOR.read(PIKP))


def only(problems: list[Problem], rule: str) -> Problem:
    assert [p.rule for p in problems] == [rule], [(p.rule, p.message) for p in problems]
    return problems[0]


# --- read kindly -----------------------------------------------------------------------------------------------------


def test_a_workbook_without_styles_locks_and_lists_reads_the_same() -> None:
    assert Buku.of().read().text == SAME


@pytest.mark.parametrize("value", ["458.805.000", "Rp458.805.000", " 458805000 ", "Rp 458.805.000,00", 458805000.0])
def test_an_amount_may_be_written_as_people_write_it(value: Any) -> None:
    assert Buku.of().put(SUB, "pagu", 0, value).read().text == SAME


@pytest.mark.parametrize("value", ["12", " 12 ", 12, 12.0, "12,0"])
def test_a_number_may_be_a_text(value: Any) -> None:
    assert Buku.of().put(SUB, "target", 0, value).read().text == SAME


def test_a_decimal_keeps_its_digits() -> None:
    text = Buku.of().put("Indikator", "target", 0, 90.1).put("Indikator", "triwulan.tw4", 0, "90,1").read().text
    assert "target: 90.1" in text
    assert "tw4: 90.1" in text


@pytest.mark.parametrize("value", ["2.16.02.2.01.0014", "  2.16.02.2.01.0014  ", "2.16.02.2.01.0014 · nama lain"])
def test_a_code_is_read_with_or_without_its_name(value: str) -> None:
    assert Buku.of().put(SUB, "kode", 0, value).read().text == SAME


def test_a_code_that_excel_took_for_a_time_of_day_is_a_code_again() -> None:
    book = Buku.of().put("Program", "kode", 0, time(2, 16, 2)).put(SUB, "program.kode", 0, time(2, 16, 2))
    assert book.read().text == SAME


def test_blanks_around_texts_and_empty_rows_say_nothing() -> None:
    book = Buku.of().put(SUB, "lokasi", 0, "  Kecamatan Paringin \n").put(SUB, "catatan", 9, "   ")
    assert book.read().text == SAME


def test_hidden_rows_count() -> None:
    book = Buku.of()
    book.hidden.append((SUB, book.place(SUB, "kode", 1)[1]))
    assert book.read().text == SAME


def test_a_code_merged_over_its_rows_holds_for_each() -> None:
    book = Buku.of()
    for kunci in ("program.kode", "kegiatan.kode"):
        sheet, row, column = book.place(SUB, kunci)
        book.put(SUB, kunci, 1, "").put(SUB, kunci, 2, "")
        book.merges.append((sheet, column, row, row + 2))
    sheet, row, column = book.place("Sasaran", "sasaran.kode")
    book.put("Sasaran", "sasaran.kode", 1, "")
    book.merges.append((sheet, column, row, row + 1))
    assert book.read().text == SAME


def test_columns_may_stand_in_another_order_and_rows_above_them() -> None:
    book = Buku.of()
    for name in ("Sasaran", "Program", "Indikator", SUB):
        book.sheets[name] = [["Catatan tim"], *(row[::-1] for row in book.sheets[name])]
    assert book.read().text == SAME


def test_sheets_may_be_named_in_capitals() -> None:
    book = Buku.of()
    book.sheets = {name.upper(): grid for name, grid in book.sheets.items()}
    assert book.read().text == SAME


def test_program_and_kegiatan_follow_from_the_code_of_a_new_row() -> None:
    book = Buku.of().add(
        SUB,
        3,
        {
            "kode": "2.16.02.2.01.0026",
            "target": 4,
            "triwulan.tw4": 4,
            "pagu": "1.000.000",
            "sumber_dana": "DAU",
            "crosscutting": "egov, sekretariat",
        },
    )
    impor = book.read()
    assert lines(impor.text, "- kode: 2.16.02") == [
        "- kode: 2.16.02",
        "- kode: 2.16.02.2.01",
        "- kode: 2.16.02.2.01.0014",
        "- kode: 2.16.02.2.01.0028",
        "- kode: 2.16.02.2.01.0030",
        "- kode: 2.16.02.2.01.0026",
    ]
    assert "crosscutting: [egov, sekretariat]" in impor.text


def test_a_row_with_another_code_drops_the_old_official_wording() -> None:
    book = Buku.of().put(SUB, "kode", 1, "2.16.02.2.01.0030").put(SUB, "kode", 2, "2.16.02.2.01.0028")
    text = book.read().text
    first = text[text.index("kode: 2.16.02.2.01.0030") : text.index("kode: 2.16.02.2.01.0028")]
    assert "nama: Penguatan Kapasitas Sumber Daya Manusia Komunikasi Publik" in first
    assert "satuan: Persen" not in first
    assert "target: 94" in first


def test_an_emptied_row_removes_its_entry() -> None:
    book = Buku.of()
    for kunci in book.sheets[SUB][2]:
        book.put(SUB, kunci, 1, "")
    assert "2.16.02.2.01.0028" not in book.read().text


# --- told by cell ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sheet", "kunci", "value", "rule", "words"),
    [
        (SUB, "target", "1.000", "RKT-105", "dapat dibaca dua cara"),
        (SUB, "pagu", "sejuta", "RKT-105", "bukan jumlah rupiah bulat"),
        (SUB, "sumber_dana", "DAUU", "RKT-104", "tidak ada dalam pilihan"),
        (SUB, "penanggung_jawab", "kabid-tidak-ada", "RKT-208", "kabid-tidak-ada"),
        (SUB, "triwulan.tw4", 4, "RKT-301", "Triwulan"),
        (SUB, "satuan", "Lap", "RKT-206", "Laporan"),
        ("Sasaran", "target", 80, "RKT-303", "Renstra"),
        ("Indikator", "uraian", "1. Jumlah berita 2. Jumlah siaran", "RKT-401", "lebih dari satu"),
    ],
)
def test_a_finding_names_sheet_and_cell(sheet: str, kunci: str, value: Any, rule: str, words: str) -> None:
    book = Buku.of().put(sheet, kunci, 0, value)
    problems = [p for p in said(book.read()) if p.rule == rule]
    _, row, column = book.place(sheet, "triwulan.tw1" if rule == "RKT-301" else kunci)
    assert (problems[0].line, problems[0].column) == (row + 1, column + 1)
    assert f"Lembar “{sheet}”, sel {chr(65 + column)}{row + 1}:" in problems[0].message
    assert words in problems[0].message + problems[0].hint
    assert problems[0].file == "F.xlsx"


def test_a_missing_value_is_told_at_its_own_cell_in_the_words_of_a_workbook() -> None:
    book = Buku.of().put(SUB, "pagu", 1, "")
    found = only(said(book.read()), "RKT-101")
    assert found.message == "Lembar “Sub Kegiatan”, sel M7: Pagu belum diisi."
    assert found.hint == "Isi kolom “Pagu” pada baris itu."


def test_a_code_kept_as_a_number_may_have_lost_its_zero() -> None:
    found = said(Buku.of().put("Program", "kode", 0, 2.10).read())
    (one,) = (p for p in found if p.text == "RKT-008.bilangan")
    assert one.message.startswith("Lembar “Program”, sel A6: Kode program tersimpan sebagai angka")
    assert "Ubah format sel itu menjadi Teks" in one.hint


def test_a_missing_sheet_of_rows_is_told_too() -> None:
    book = Buku.of()
    for number in range(3):
        for kunci in book.sheets["Indikator"][2]:
            book.put("Indikator", kunci, number, "")
    found = only(said(book.read()), "RKT-101")
    assert found.hint == "Tambahkan sekurangnya satu baris pada lembar “Indikator”."


@pytest.mark.parametrize(("typed", "percent"), [(0.9, "90"), (0.855, "85,5"), (0.07, "7")])
def test_a_number_shown_in_percent_is_not_taken_for_a_small_one(typed: float, percent: str) -> None:
    book = Buku.of().put("Indikator", "target", 0, typed)
    book.formats[book.place("Indikator", "target")] = "0.0%"
    found = next(p for p in said(book.read()) if p.rule == "RKT-105")
    assert f"“{percent}%” memuat tanda persen" in found.message
    assert found.hint.startswith(f"Tulis {percent} saja")


@pytest.mark.parametrize("value", [date(2027, 4, 3), time(3, 4)])
def test_a_date_that_excel_made_of_a_number_is_called_one(value: Any) -> None:
    found = next(p for p in said(Buku.of().put("Indikator", "target", 0, value).read()) if p.rule == "RKT-008")
    assert "Target berisi tanggal atau jam" in found.message
    assert "koma desimal" in found.hint


def test_an_indicator_of_nothing_is_told_at_its_code() -> None:
    impor = Buku.of().put("Indikator", "induk", 0, "2.16.99").read()
    found = only(list(impor.problems), "RKT-008")
    assert found.message == (
        "Lembar “Indikator”, sel A6: kode “2.16.99” tidak ada pada lembar Program maupun Sub Kegiatan."
    )


@pytest.mark.parametrize(
    ("sheet", "kunci", "isian"),
    [
        ("Sasaran", "sasaran.kode", "Kode sasaran"),
        ("Indikator", "induk", "Kode program atau kegiatan"),
    ],
)
def test_a_row_that_belongs_nowhere_is_told(sheet: str, kunci: str, isian: str) -> None:
    found = only(list(Buku.of().put(sheet, kunci, 0, "").read().problems), "RKT-008")
    assert f"{isian} belum diisi" in found.message


def test_a_sub_kegiatan_without_any_code_is_told() -> None:
    impor = Buku.of().add(SUB, 5, {"target": 4, "pagu": 1}).read()
    assert "Kode sub kegiatan atau kode kegiatan belum diisi" in only(list(impor.problems), "RKT-008").message


def test_several_wrong_cells_are_told_at_once() -> None:
    book = Buku.of().put(SUB, "target", 0, "1.000").put(SUB, "pagu", 1, "x").put("Sasaran", "target", 0, "0123")
    assert len({p.line * 1000 + p.column for p in said(book.read()) if p.rule == "RKT-105"}) == 3


# --- no form at all --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["Petunjuk", "Sasaran", "Program", "Indikator", SUB])
def test_a_missing_sheet_is_named(name: str) -> None:
    book = Buku.of()
    del book.sheets[name]
    impor = book.read()
    assert impor.text == ""
    assert f"Lembar “{name}” tidak ada." in [p.message for p in impor.problems]


def test_a_sheet_without_its_row_of_names_is_named() -> None:
    book = Buku.of()
    del book.sheets[SUB][2]
    assert "Lembar “Sub Kegiatan” tidak memuat baris nama kolom" in only(list(book.read().problems), "RKT-008").message


def head(book: Buku, key: str) -> list[Any]:
    """The row of the first sheet that holds the year, the bidang, or what was reviewed."""
    return next(row for row in book.sheets["Petunjuk"] if row[0] == key)


def older(book: Buku) -> Buku:
    """A workbook of the time when it did not yet know what it was made for."""
    for row in book.sheets["Petunjuk"]:
        row[3] = ""
    return book


@pytest.mark.parametrize("value", ["dua ribu", "2027/../..", "²⁰²⁷"])
def test_a_year_that_is_none_leads_nowhere(value: str) -> None:
    book = older(Buku.of())
    head(book, "tahun")[2] = value
    found = only(list(book.read().problems), "RKT-008")
    assert found.message == f"Lembar “Petunjuk”, sel C4: “{value}” bukan tahun rencana."


@pytest.mark.parametrize("value", ["../organisasi", "pikp/x", "a\\b", ".", "Bidang PIKP", "humas"])
def test_a_bidang_that_is_none_is_shown_beside_those_that_are(value: str) -> None:
    book = older(Buku.of())
    head(book, "bidang")[2] = value
    found = only(list(book.read().problems), "RKT-008")
    assert found.message == f"Lembar “Petunjuk”, sel C5: “{value}” bukan kode bidang."
    assert found.hint == "Tulis kodenya saja, huruf kecil; yang ada: sekretariat, pikp, egov."


@pytest.mark.parametrize(("key", "label"), [("tahun", "tahun rencana"), ("bidang", "kode bidang")])
def test_an_emptied_year_or_bidang_is_missed(key: str, label: str) -> None:
    book = Buku.of()
    head(book, key)[2] = ""
    assert f"tidak menyebut {label}" in only(list(book.read().problems), "RKT-008").message


@pytest.mark.parametrize(("key", "value", "made"), [("tahun", 2026, "2027"), ("bidang", "egov", "pikp")])
def test_a_workbook_is_not_turned_into_that_of_another_year_or_bidang(key: str, value: Any, made: str) -> None:
    book = Buku.of()
    head(book, key)[2] = value
    impor = book.read()
    found = only(list(impor.problems), "RKT-008")
    assert impor.text == ""
    assert f"diubah dari “{made}” menjadi “{value}”" in found.message
    assert found.hint.startswith(f"Tulis lagi “{made}”")


def test_some_other_workbook_is_no_form() -> None:
    book = Buku({"Sheet1": [["Anggaran", 1]]})
    assert {p.rule for p in import_workbook(book.save()).problems} == {"RKT-008"}


@pytest.mark.parametrize(("row", "column"), [(1_048_575, 0), (0, 16_383), (1_048_575, 16_383)])
def test_a_cell_at_the_end_of_the_world_exhausts_nothing(row: int, column: int) -> None:
    from xlsxwriter import Workbook

    target = io.BytesIO()
    book = Workbook(target, {"in_memory": True})
    book.add_worksheet("Program").write(row, column, "x")
    book.close()
    found = only(list(import_workbook(target.getvalue()).problems), "RKT-008")
    assert "lembar “Program” terlalu luas" in found.message
