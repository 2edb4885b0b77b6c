"""From the ministry's workbook to the office's table, by the verb as staff run it."""

import csv
import json
import re
import shutil
from pathlib import Path

import pytest

from rktkit.cli.main import main
from rktkit.ground.files import FolderFiles
from rktkit.rules.check import check
from tests.git import repository
from tests.procedure.nomenclature.sheet import HEAD, row, sheets, workbook

SHEET = (
    row("PROV", "X.XX.01.1.01.0001 Rencana Provinsi"),
    row("KABKOT", "X.XX.01.2.01.0001 Penyusunan\n\nRencana   Dinas", "Orang/ bulan"),
    row("KABKOT", "2.16.02.2.01.0091 Gabungan Media", "Ton", "1. 2.16.02.2.01.0014 Relasi Media\n2. 2.16.02.2.01.0028"),
    row("KABKOT", "2.16.02.2.01.0092 Pecahan Pertama", former="2.16.03.2.02.0044 sebagian"),
    row("KABKOT", "2.16.02.2.01.0093 Pecahan Kedua", former="Sebagian dari 2.16.03.2.02.0044"),
    row("PROV", "2.16.02.5.01.0001 Milik Provinsi", former="2.16.02.2.01.0014"),
    row("KABKOT", "2.16.02.5.01.0001 Milik Kabupaten"),
    row("KABKOT", "3.25.03.2.01.0001 Milik Dinas Lain"),
    ("", "", "", "", "Jumlah seluruhnya"),
)


def imported(office: Path, *words: str, rows: tuple[tuple[str, ...], ...] = SHEET, year: str = "2028") -> int:
    (office.parent / "kementerian.xlsx").write_bytes(workbook(rows))
    return main(["nomenklatur", "import", str(office.parent / "kementerian.xlsx"), year, "--root", str(office), *words])


def table(office: Path) -> dict[str, list[str]]:
    with (office / "rkt/nomenklatur/2028.csv").open(encoding="utf-8", newline="") as file:
        return {cells[0]: cells[1:] for cells in csv.reader(file)}


def test_only_the_offices_own_codes_with_every_level_and_plain_names(office: Path) -> None:
    assert imported(office) == 0
    assert table(office) == {
        "kode": ["nama", "indikator", "satuan", "sebelumnya"],
        "2.16.01": ["PROGRAM 01", "", "", ""],
        "2.16.01.2.01": ["Kegiatan 01", "", "", ""],
        "2.16.01.2.01.0001": ["Penyusunan Rencana Dinas", "Jumlah Dinas", "Orang/bulan", ""],
        "2.16.02": ["PROGRAM 02", "", "", ""],
        "2.16.02.2.01": ["Kegiatan 01", "", "", ""],
        "2.16.02.2.01.0091": ["Gabungan Media", "Jumlah Media", "Ton", "2.16.02.2.01.0014;2.16.02.2.01.0028"],
        "2.16.02.2.01.0092": ["Pecahan Pertama", "Jumlah ertama", "Dokumen", "2.16.03.2.02.0044"],
        "2.16.02.2.01.0093": ["Pecahan Kedua", "Jumlah Kedua", "Dokumen", "2.16.03.2.02.0044"],
        "2.16.02.5.01": ["Kegiatan 01", "", "", ""],
        "2.16.02.5.01.0001": ["Milik Kabupaten", "Jumlah upaten", "Dokumen", ""],
    }
    report = check(FolderFiles(office))
    assert [found.rule for found in report.problems if "nomenklatur" in found.file or "satuan" in found.file] == []


def test_another_office_takes_other_rows_of_the_same_sheet(office: Path) -> None:
    assert imported(office, "--urusan", "3.25", "--pemda", "provinsi") == 0
    assert list(table(office)) == ["kode", "3.25.01", "3.25.01.1.01", "3.25.01.1.01.0001"]


def test_what_it_says_and_the_units_it_adds(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = (office / "rkt/satuan.yml").read_text(encoding="utf-8")
    imported(office)
    said = capsys.readouterr().out
    assert "2 program, 3 kegiatan, 5 sub kegiatan (dari 8 baris)" in said
    assert "1 baris tanpa kode sub kegiatan dilewati: baris 11." in said
    assert "Dibandingkan dengan nomenklatur 2027:" in said
    after = (office / "rkt/satuan.yml").read_text(encoding="utf-8")
    assert after.startswith(before.rstrip("\n"))
    assert "  - {nama: Ton, bulat: false}\n" in after
    imported(office)
    assert (office / "rkt/satuan.yml").read_text(encoding="utf-8") == after


def test_programs_of_the_office_that_the_sheet_does_not_have_are_named(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    imported(office)
    lines = capsys.readouterr().out.splitlines()
    at = lines.index("  Program bidang di organisasi.yml yang tidak ada di lembar itu: 2")
    assert lines[at + 1 : at + 3] == [
        "    2.16.03 (Bidang Pengelolaan Informasi dan Komunikasi Publik)",
        "    2.16.03 (Bidang Aplikasi Informatika)",
    ]
    imported(office, rows=(*SHEET, row("KABKOT", "2.16.03.2.01.0001 Data")))
    assert "tidak ada di lembar itu" not in capsys.readouterr().out


def test_what_the_table_does_to_the_plan(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    imported(office)
    capsys.readouterr()
    assert main(["nomenklatur", "impact", "2028", "--root", str(office), "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["tahun"], found["rencana"]) == (2028, 2027)
    subs = {fate: {one["kode"]: one for one in found[fate]} for fate in ("mati", "pindah", "pecah", "gabung", "satuan")}
    [merged] = [one for one in subs["gabung"].values() if one["kode"] == "2.16.02.2.01.0014"]
    assert merged["penerus"] == ["2.16.02.2.01.0091"]
    assert merged["pagu"] == 458805000
    assert subs["satuan"]["2.16.02.2.01.0014"]["satuan_baru"] == "Ton"
    total = sum(one["pagu"] for fate in ("mati", "pindah", "pecah", "gabung") for one in subs[fate].values())
    assert total <= found["pagu"]
    assert main(["nomenklatur", "impact", "2028", "--root", str(office)]) == 0
    assert "digabung dengan yang lain: " in capsys.readouterr().out


def test_a_closed_year_keeps_its_table(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = (office / "rkt/nomenklatur/2026.csv").read_bytes()
    repository(office)
    assert imported(office, year="2026") == 2
    assert "RKT 2026 sudah tertutup" in capsys.readouterr().err
    assert (office / "rkt/nomenklatur/2026.csv").read_bytes() == before
    shutil.copytree(office / "rkt/2026", office / "rkt/2028")
    assert imported(office) == 0  # decided, but nothing of it is published


@pytest.mark.parametrize(
    ("data", "status", "words"),
    [
        (workbook([], head=["NO", "URAIAN"]), 2, "Judul kolomnya bukan"),
        (workbook(SHEET[-2:]), 2, "Tidak ada baris urusan 2.16"),
        (b"kode;nama\n", 1, "RKT-008"),
    ],
)
def test_what_is_no_such_sheet_is_said_and_nothing_written(
    office: Path, capsys: pytest.CaptureFixture[str], data: bytes, status: int, words: str
) -> None:
    source = office.parent / "lain.xlsx"
    source.write_bytes(data)
    assert main(["nomenklatur", "import", str(source), "2028", "--root", str(office)]) == status
    assert words in capsys.readouterr().err
    assert not (office / "rkt/nomenklatur/2028.csv").exists()


@pytest.mark.slow
def test_thousands_of_rows_take_seconds(office: Path) -> None:
    rows = [row("KABKOT", f"2.16.02.2.01.{n:04} Sub {n}") for n in range(1, 8000)]
    assert imported(office, rows=tuple(rows)) == 0
    assert len(table(office)) == 7999 + 3


def test_the_headings_may_stand_in_another_order(office: Path) -> None:
    moved = [tuple(reversed(cells)) for cells in SHEET]
    source = office.parent / "lain.xlsx"
    source.write_bytes(workbook(moved, head=tuple(reversed(HEAD))))
    assert main(["nomenklatur", "import", str(source), "2028", "--root", str(office)]) == 0
    assert len(table(office)) == 11


CODES = range(1, 5)
"""The columns that hold a code and a name."""


def retyped(pattern: str, to: str) -> bytes:
    """The sheet with each code typed in another way."""
    typed = [[re.sub(pattern, to, cell) if n in CODES else cell for n, cell in enumerate(cells)] for cells in SHEET]
    return workbook(typed)


def only_the_first_of_equal_ones() -> bytes:
    """The sheet as cells that are merged downwards leave it."""
    made, before = [], ["", "", "", ""]
    for cells in SHEET[:-1]:
        made.append([*("" if a == b else a for a, b in zip(cells, before, strict=False)), *cells[4:]])
        before = list(cells[:4])
    return workbook([*made, SHEET[-1]])


def code_and_name_apart() -> bytes:
    """The sheet with a column for the code and one for the name of each level."""
    head = ["Jenis Pemda", *(f"{part} {level}" for level in HEAD[2:5] for part in ("Kode", "Nama")), *HEAD[5:]]
    rows = [
        [cells[0], *(part for cell in cells[2:5] for part in cell.partition(" ")[::2]), *cells[5:]]
        for cells in SHEET[:-1]
    ]
    return workbook(rows, head=head)


def a_sheet_for_each(column: int) -> bytes:
    """The sheet taken apart by what stands in a column, behind a sheet with a note."""
    keys = dict.fromkeys(cells[column][:4] for cells in SHEET[:-1])
    parts = {f"Lembar {key}": [HEAD, *(r for r in SHEET[:-1] if r[column][:4] == key)] for key in keys}
    return sheets({"Petunjuk": [["Baca dahulu"]], **parts})


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(retyped(r"^([0-9X.]+) ", r"\1. "), id="a dot behind the code"),
        pytest.param(retyped(r"(?<=[0-9X])\.(?=[0-9X])", " . "), id="blanks around the dots"),
        pytest.param(retyped(r"^([0-9X.]+) ", r"\1\n- "), id="a dash and a line between code and name"),
        pytest.param(only_the_first_of_equal_ones(), id="merged cells"),
        pytest.param(code_and_name_apart(), id="code and name apart"),
        pytest.param(a_sheet_for_each(0), id="a sheet for each kind of region"),
        pytest.param(a_sheet_for_each(1), id="a sheet for each urusan"),
    ],
)
def test_however_the_sheet_was_typed_it_is_the_same_table(office: Path, data: bytes) -> None:
    assert imported(office) == 0
    expected = table(office)
    (office.parent / "lain.xlsx").write_bytes(data)
    assert main(["nomenklatur", "import", str(office.parent / "lain.xlsx"), "2028", "--root", str(office)]) == 0
    assert table(office) == expected


def test_a_row_without_code_is_named_by_its_sheet_where_there_are_several(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (office.parent / "lain.xlsx").write_bytes(sheets({"Satu": [HEAD, *SHEET[:3]], "Dua": [HEAD, *SHEET[3:]]}))
    main(["nomenklatur", "import", str(office.parent / "lain.xlsx"), "2028", "--root", str(office)])
    assert "dilewati: baris 7 lembar “Dua”." in capsys.readouterr().out


def test_a_former_code_may_have_two_digits_as_before_2025(office: Path) -> None:
    imported(office, rows=(*SHEET, row("KABKOT", "2.16.02.2.01.0094 Lama", former="2.16.02.2.01.04 Lama")))
    assert table(office)["2.16.02.2.01.0094"][-1] == "2.16.02.2.01.04"


def test_a_form_is_no_table_of_the_ministry(office: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Its sheets have kode, nama, indikator and satuan as well; a whole year's table would be a handful of rows."""
    assert main(["form", "2027", "pikp", "--root", str(office), "--output", str(tmp_path / "pikp.xlsx")]) == 0
    capsys.readouterr()
    assert main(["nomenklatur", "import", str(tmp_path / "pikp.xlsx"), "2028", "--root", str(office)]) == 2
    assert "pikp.xlsx adalah buku kerja Form RKT" in capsys.readouterr().err
    assert not (office / "rkt/nomenklatur/2028.csv").exists()
