"""``rkt init`` from a workbook: the same as from the file, and what is wrong is told by its cell."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
import yaml

from rktkit.cli.main import main
from rktkit.faces.excel.answers.sheets import Lembar, lembar
from rktkit.faces.excel.book.plain import open_sheets
from tests.procedure.founding.answering import KEY, found
from tests.procedure.nomenclature.sheet import sheets


def as_workbook(answers: Path, typed: tuple[str, int, int, Any] | None = None) -> bytes:
    """The same answers as the workbook that an office may fill in instead."""
    values = yaml.load((answers / "jawaban.yml").read_text(encoding="utf-8"), yaml.BaseLoader)
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True, "default_date_format": "yyyy-mm-dd"}) as book:
        umum = {key: values[key] for key in ("tahun", "renstra", "nomenklatur")}
        for name, pairs in (("Umum", umum), *((key, values[key]) for key in ("instansi", "sop", "pengesahan"))):
            sheet = book.add_worksheet(name)
            for number, (key, value) in enumerate(pairs.items()):
                sheet.write_row(number, 0, [key, "; ".join(value) if isinstance(value, list) else value])
        bidang = book.add_worksheet("Bidang")
        bidang.write_row(0, 0, ["kode", "nama", "pimpinan", "program"])
        for number, one in enumerate(values["bidang"], 1):
            bidang.write_row(number, 0, [one["kode"], one["nama"], one["pimpinan"], ", ".join(one["program"])])
        jabatan = book.add_worksheet("Jabatan")
        jabatan.write_row(0, 0, ["Kode", "Nama jabatan", "Peran", "Nama", "NIP", "Status", "Mulai", "Akun"])
        rows = [(one, person) for one in values["jabatan"] for person in one["pejabat"]]
        for number, (one, person) in enumerate(rows, 1):
            cells = [one["kode"], one["nama"], one["peran"], *(person[k] for k in ("nama", "nip", "status", "mulai"))]
            jabatan.write_row(number, 0, [*cells, ", ".join(person["akun"])])
        if typed is not None:
            name, line, column, value = typed
            book.get_worksheet_by_name(name).write(line, column, value)
    return made.getvalue()


def test_a_workbook_says_the_same_as_the_file(answers: Path, tmp_path: Path) -> None:
    found(answers, tmp_path / "satu")
    (answers / "jawaban.xlsx").write_bytes(as_workbook(answers))
    assert main(["init", str(tmp_path / "dua"), "--answers", str(answers / "jawaban.xlsx")]) == 0
    one, other = ((tmp_path / name / "rkt/organisasi.yml").read_text(encoding="utf-8") for name in ("satu", "dua"))
    assert yaml.safe_load(one) == yaml.safe_load(other)


@pytest.mark.parametrize(
    ("sheet", "place", "value", "said"),
    [
        ("Jabatan", (1, 4), 197201141997032004, "Lembar “Jabatan”, sel E2: nip tersimpan sebagai angka"),
        ("instansi", (3, 1), 14.70, "Lembar “instansi”, sel B4: kode_wilayah tersimpan sebagai angka"),
        ("Bidang", (2, 3), 2.10, "Lembar “Bidang”, sel D3: program tersimpan sebagai angka"),
        ("Jabatan", (2, 4), " ", "Lembar “Jabatan”, sel D3: NIP belum diisi.\n  → Isi “nip” pada lembar itu."),
        ("Jabatan", (1, 5), "tetap", "Lembar “Jabatan”, sel F2: "),
        ("instansi", (1, 0), "nama", "Lembar “instansi”, sel B2: nama ditulis dua kali"),
    ],
)
def test_what_is_wrong_with_a_workbook_is_told_by_its_cell(
    answers: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    sheet: str,
    place: tuple[int, int],
    value: object,
    said: str,
) -> None:
    (answers / "jawaban.xlsx").write_bytes(as_workbook(answers, (sheet, *place, value)))
    assert main(["init", str(tmp_path / "kantor"), "--answers", str(answers / "jawaban.xlsx")]) == 1
    found = capsys.readouterr().err
    assert said in found
    assert f"jawaban.xlsx:{place[0] + 1}:" in found
    assert not (tmp_path / "kantor").exists()


@pytest.mark.parametrize(
    ("sheet", "place", "value", "said"),
    [
        ("Bidang", (2, 2), "kabid-tang", "jawaban.xlsx:3:3  galat RKT-208\n  Lembar “Bidang”, sel C3: Pimpinan bidang"),
        ("Bidang", (2, 3), "3.25.3", "jawaban.xlsx:3:4  galat RKT-202\n  Lembar “Bidang”, sel D3: Kode program"),
        ("instansi", (3, 1), "8201", "jawaban.xlsx:4:2  galat RKT-202\n  Lembar “instansi”, sel B4: Kode wilayah"),
        (
            "Jabatan",
            (3, 2),
            "kabid",
            "galat RKT-215\n  Lembar “Jabatan”, sel A1: Tidak ada jabatan dengan peran kasubag",
        ),
    ],
)
def test_what_the_offices_file_would_have_wrong_is_told_by_the_cell_too(
    answers: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    sheet: str,
    place: tuple[int, int],
    value: str,
    said: str,
) -> None:
    """Once the office is founded, its head must agree to each change of that file."""
    (answers / "jawaban.xlsx").write_bytes(as_workbook(answers, (sheet, *place, value)))
    assert main(["init", str(tmp_path / "kantor"), "--answers", str(answers / "jawaban.xlsx")]) == 1
    assert said in capsys.readouterr().err
    assert not (tmp_path / "kantor").exists()


def test_a_formula_that_nobody_worked_out_is_told(
    answers: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = as_workbook(answers, ("Jabatan", 1, 3, '=CONCATENATE("Ir. ","Yohana")'))
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(answers / "jawaban.xlsx", "w") as after:
        for name in before.namelist():
            after.writestr(name, before.read(name).replace(b"<v>0</v>", b""))
    assert main(["init", str(tmp_path / "kantor"), "--answers", str(answers / "jawaban.xlsx")]) == 1
    assert "Lembar “Jabatan”, sel D2: rumusnya belum dihitung" in capsys.readouterr().err


def test_the_empty_workbook_needs_only_be_filled_in(answers: Path, tmp_path: Path) -> None:
    """Its labels mean the fields; written again from the file's answers it founds the same office."""
    place = answers / "kosong.xlsx"
    assert main(["init", "--output", str(place)]) == 0
    assert main(["init", "--output", str(place)]) == 2  # it may hold answers by now
    values = yaml.load((answers / "jawaban.yml").read_text(encoding="utf-8"), yaml.BaseLoader)
    values["penerbit"] = [{"nama": "mesin-penerbit", "kunci": KEY, "mulai": "2026-01-02"}]
    place.write_bytes(filled_in(place.read_bytes(), values))
    assert main(["init", str(tmp_path / "dua"), "--answers", str(place)]) == 0
    found(answers, tmp_path / "satu")
    one, other = ((tmp_path / name / "rkt/organisasi.yml").read_text(encoding="utf-8") for name in ("satu", "dua"))
    made = yaml.safe_load(other)
    assert made.pop("penerbit") == [{"nama": "mesin-penerbit", "kunci": [KEY], "mulai": date(2026, 1, 2)}]
    assert made == yaml.safe_load(one)


def filled_in(empty: bytes, values: Mapping[str, Any]) -> bytes:
    """The empty workbook with these answers."""
    grids = {name: sheet.grid for name, sheet in open_sheets(empty, "kosong.xlsx").items()}
    answers = {**values, "umum": values}
    return workbook_of({one.nama: filled(grids[one.nama], one, answers[one.nama.casefold()]) for one in lembar()})


def filled(grid: list[list[Any]], one: Lembar, values: Any) -> list[list[str]]:
    """A sheet of the empty workbook with answers under, or beside, its labels."""
    if not one.tabel:
        said = [values.get(one.field(str(row[0])), "") for row in grid[1:]]
        return [
            grid[0],
            *([row[0], "; ".join(v) if isinstance(v, list) else v] for row, v in zip(grid[1:], said, strict=True)),
        ]
    rows = [{**person, **row, "nama_jabatan": row["nama"], "nama": person["nama"]}
            for row in values for person in row["pejabat"]] if one.nama == "Jabatan" else values  # fmt: skip
    cells = [[row.get(one.field(str(head)), "") for head in grid[0]] for row in rows]
    return [grid[0], *([joined(cell) for cell in row] for row in cells)]


def joined(value: Any) -> str:
    return "; ".join(value) if isinstance(value, list) else value


def workbook_of(typed: Mapping[str, Sequence[Sequence[Any]]]) -> bytes:
    return sheets({name: [[str(cell) for cell in row] for row in rows] for name, rows in typed.items()})


def test_a_year_and_a_date_may_be_numbers(answers: Path, tmp_path: Path) -> None:
    day = date(2024, 2, 1)
    for number, typed in enumerate([("Umum", 0, 1, 2028), ("Jabatan", 1, 6, day)]):
        (answers / "jawaban.xlsx").write_bytes(as_workbook(answers, typed))
        office = tmp_path / f"kantor-{number}"
        assert main(["init", str(office), "--answers", str(answers / "jawaban.xlsx")]) == 0
        assert "mulai: 2024-02-01" in (office / "rkt/organisasi.yml").read_text(encoding="utf-8")
