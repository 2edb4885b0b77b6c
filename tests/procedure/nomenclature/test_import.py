"""From the ministry's workbook to the office's table, by the verb as staff run it."""

import csv
import json
import shutil
import subprocess
from pathlib import Path

import pytest

from rktkit.cli.main import main
from rktkit.ground.files import FolderFiles
from rktkit.rules.check import check
from tests.kantor import BASE
from tests.procedure.nomenclature.sheet import HEAD, row, workbook

WHO = ("-c", "user.name=Kasubag", "-c", "user.email=kasubag@contoh.invalid")
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


@pytest.fixture
def office(tmp_path: Path) -> Path:
    shutil.copytree(BASE, tmp_path / "kantor")
    return tmp_path / "kantor"


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
    for words in (["init", "-qb", "main"], ["add", "."], [*WHO, "commit", "-qm", "Kantor"]):
        subprocess.run(["git", *words], cwd=office, check=True)
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
