"""The repository of a new office: complete, its own, and with nothing of the sample in it."""

import io
import re
import shutil
import subprocess
import sys
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
from rktkit.ground.files import FolderFiles
from rktkit.ground.product import PARTS, product_files, product_root
from rktkit.rules.check import check
from tests.git import git
from tests.places import EXAMPLES
from tests.procedure.nomenclature.sheet import row, sheets, workbook

PERIKANAN = EXAMPLES / "perikanan"
ROWS = (
    row("PROV", "X.XX.01.1.01.0001 Penyusunan Dokumen Perencanaan"),
    row("PROV", "3.25.03.1.01.0001 Penyediaan Data Sumber Daya Ikan"),
    row("PROV", "3.25.04.1.01.0001 Pembinaan Pembudi Daya", "Kelompok"),
    row("PROV", "3.25.05.1.01.0001 Pengawasan Usaha", "Laporan"),
    row("KABKOT", "3.25.05.2.01.0001 Milik Kabupaten", "Laporan"),
)
SAMPLE = re.compile(
    r"balangan|diskominfo|dinaskominfo|paringin|003/SOP|muhammad nor|63\.11|\bBLG\b"
    r"|Informatika, Statistik dan Persandian|(?<![0-9.])2\.16\.[0-9]{2}(?![0-9])",
    re.IGNORECASE,
)
REHEARSAL = "scripts/rktkit/procedure/rehearsal/contoh/"
"""An office of its own, which exists while it is rehearsed, of the urusan 2.16."""


@pytest.fixture
def answers(tmp_path: Path) -> Path:
    """A folder with the answers and what they name."""
    shutil.copytree(PERIKANAN, tmp_path / "jawaban")
    (tmp_path / "jawaban/nomenklatur.xlsx").write_bytes(workbook(ROWS))
    return tmp_path / "jawaban"


def change(answers: Path, *pairs: tuple[str, str]) -> None:
    file = answers / "jawaban.yml"
    text = file.read_text(encoding="utf-8")
    for old, new in pairs:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    file.write_text(text, encoding="utf-8")


def found(answers: Path, folder: Path) -> int:
    return main(["init", str(folder), "--answers", str(answers / "jawaban.yml")])


def test_a_whole_repository_with_its_first_cycle(
    answers: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    office = tmp_path / "kantor"
    assert found(answers, office) == 0
    said = capsys.readouterr().out
    assert said.endswith("Berikutnya: isi form bidang di cabang draf/2028, lalu rkt check --year 2028\n")
    assert git(office, "log", "--format=%s", "--all").splitlines() == [
        "Siklus RKT 2028 dibuka",
        "Repositori RKT: program, acuan, dan kebijakan awal",
    ]
    assert git(office, "status", "--short") == ""
    assert git(office, "ls-files", "-s", "scripts/setup").startswith("100755")
    assert not (office / "tests").exists()
    form = (office / "rkt/2028/tangkap.yml").read_text(encoding="utf-8")
    assert "- kode: 3.25.03.1.01.0001" in form
    assert "target: 53000" in form
    owners = (office / ".github/CODEOWNERS").read_text(encoding="utf-8")
    assert "@pondi @mlatuheru" in owners
    assert not re.search(r"^\*", owners, re.MULTILINE), "nobody keeps the machinery yet; SECURITY.md names the head"
    for page in ("content/sop/index.md", "content/naskah/lampiran-jadwal.md"):
        assert "Nomor 000.8.3/017/SOP/2026" in (office / page).read_text(encoding="utf-8")
        assert "Keterangan lain" not in (office / page).read_text(encoding="utf-8"), "only number and title are known"
    kalender = (office / "rkt/kalender.yml").read_text(encoding="utf-8")
    assert "{tanggal: 2027-08-17, nama: Hari Kemerdekaan Republik Indonesia}" in kalender
    assert "# - {tanggal: 2028-…, nama: Idulfitri}" in kalender


def test_nothing_of_the_sample_is_in_it(answers: Path, tmp_path: Path) -> None:
    office = tmp_path / "kantor"
    found(answers, office)
    traces = []
    for path in git(office, "ls-files").splitlines():
        text = (office / path).read_bytes().decode("utf-8", "ignore")
        said = (match[0] for match in SAMPLE.finditer(text))
        traces += [f"{path}: {it}" for it in said if not (path.startswith(REHEARSAL) and it.startswith("2.16"))]
    assert traces == []
    assert sorted(path.name for path in (office / "rkt").iterdir() if path.name.isdecimal()) == ["2028"]


def test_the_acts_that_it_begins_with_hold_for_any_office(answers: Path, tmp_path: Path) -> None:
    found(answers, tmp_path / "kantor")
    acts = (tmp_path / "kantor/rkt/regulasi.yml").read_text(encoding="utf-8")
    assert "Sistem Perencanaan Pembangunan Nasional" in acts
    assert re.findall("Elektronik|SPBE|Digital|Satu Data|Informasi Publik", acts) == []


@pytest.mark.parametrize(
    ("without", "said"),
    [
        ("nomenklatur: nomenklatur.xlsx\n", "rkt nomenklatur import BERKAS.xlsx 2028"),
        ("renstra: renstra.yml\n", "lengkapi rkt/renstra/, lalu rkt open 2028"),
    ],
)
def test_without_renstra_or_nomenklatur_the_next_command_is_named(
    answers: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], without: str, said: str
) -> None:
    change(answers, (without, ""))
    assert found(answers, tmp_path / "kantor") == 0
    assert capsys.readouterr().out.endswith(f"Berikutnya: {said}\n")
    assert not (tmp_path / "kantor/rkt/2028").exists()
    assert git(tmp_path / "kantor", "branch", "--format=%(refname:short)") == "main"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("singkatan: Diskan", "singkat: Diskan", "RKT-102"),
        ('kode_wilayah: "82"', "kode_wilayah:", "RKT-106"),
        ('kode_wilayah: "82"', "kode_wilayah: 82.01.05", "RKT-202"),
        ("tahun: 2028\n", "", "RKT-101"),
        ("renstra: renstra.yml", "renstra: hilang.yml", "hilang.yml yang disebut"),
        ("kode: tangkap,", "kode: siklus,", "RKT-202"),
    ],
)
def test_a_wrong_answer_is_told_and_nothing_made(
    answers: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], old: str, new: str, said: str
) -> None:
    change(answers, (old, new))
    assert found(answers, tmp_path / "kantor") in (1, 2)
    assert said in capsys.readouterr().err
    assert not (tmp_path / "kantor").exists()


def test_a_folder_with_something_in_it_is_left_alone(answers: Path, tmp_path: Path) -> None:
    (tmp_path / "kantor").mkdir()
    (tmp_path / "kantor/surat.txt").write_text("milik orang")
    assert found(answers, tmp_path / "kantor") == 2
    assert [path.name for path in (tmp_path / "kantor").iterdir()] == ["surat.txt"]


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


PERSON = ["Nama Pejabat", "19800101 200501 1 001", "", "2026-01-02", ""]
KEY = f"ssh-ed25519 {'A' * 68}"
TYPED = [
    "Dinas Perikanan", "Diskan", "Kabupaten Sukamaju", "82.01", "Teluk Biru", "2028", "", "ssh", "y", "t",
    "", *PERSON, KEY, "", *PERSON, "", "", *PERSON,
    "Sekretariat", "", "3.25.01", "sekretaris", "y",
    "Bidang Perikanan Tangkap", "", "3.25.03, 3.25.04", "", *PERSON, "t",
    KEY, "2026-01-02", "", "",
]  # fmt: skip
"""What somebody types; every empty answer is Enter."""


def typing(monkeypatch: pytest.MonkeyPatch, folder: Path, typed: list[str]) -> None:
    """Somebody at a terminal in a folder, whose last answer ends the input."""
    answers = iter(typed)

    def read() -> str:
        try:
            return next(answers)
        except StopIteration:
            raise EOFError from None

    monkeypatch.chdir(folder)
    monkeypatch.setattr("builtins.input", read)


def test_the_questions_lead_to_the_same_kind_of_repository(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    typing(monkeypatch, tmp_path, TYPED)
    assert main(["init", str(tmp_path / "kantor")]) == 0
    assert "Nama instansi (contoh: Dinas Perikanan): " in capsys.readouterr().out
    values = yaml.safe_load((tmp_path / "kantor/rkt/organisasi.yml").read_text(encoding="utf-8"))
    assert values["instansi"]["tanpa"] == ["tim"]
    assert [one["kode"] for one in values["bidang"]] == ["sekretariat", "perikanan-tangkap"]
    assert [one["peran"] for one in values["jabatan"]] == ["kepala", "sekretaris", "kasubag", "kabid"]
    assert values["pengesahan"] == {"wajib": ["ssh"]}
    assert values["jabatan"][0]["pejabat"][0]["kunci"] == [KEY]
    assert [one["kunci"] for one in values["penerbit"]] == [KEY]
    assert [path.name for path in tmp_path.iterdir()] == ["kantor"]  # the answers need not be kept


@pytest.mark.parametrize(
    ("place", "wrong", "said"),
    [
        (3, "8201", "Tulis 12.34 untuk kabupaten"),
        (5, "28", "Tulis empat angka"),
        (12, "1234", "NIP 18 angka; di sini 4."),
        (13, "tetap", "Status pejabat “tetap” tidak ada dalam pilihan."),
        (14, "2 Januari 2026", "Tulis 2026-01-02."),
        (16, "kunci saya", "bukan kunci publik SSH"),
        (31, "siklus", "bukan siklus atau pengesahan"),
        (32, "3.25.3", "“3.25.3” bukan kode program"),
        (-2, "hilang.xlsx", "hilang.xlsx tidak ada di"),
    ],
)
def test_a_wrong_answer_is_asked_again_at_once(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    place: int,
    wrong: str,
    said: str,
) -> None:
    at = place % len(TYPED)
    typing(monkeypatch, tmp_path, [*TYPED[:at], wrong, *TYPED[at:]])
    assert main(["init", str(tmp_path / "kantor")]) == 0
    assert said in capsys.readouterr().out


def test_what_was_answered_before_the_terminal_closed_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    typing(monkeypatch, tmp_path, TYPED[:20])
    assert main(["init", "kantor"]) == 2
    assert "lengkapi, lalu: rkt init" in capsys.readouterr().err
    kept = yaml.safe_load((tmp_path / "kantor-jawaban.yml").read_text(encoding="utf-8"))
    assert (kept["instansi"]["singkatan"], kept["jabatan"][0]["pejabat"][0]["kunci"]) == ("Diskan", [KEY])
    assert main(["init", "kantor"]) == 2
    assert "kantor-jawaban.yml sudah ada" in capsys.readouterr().err


def test_the_wheel_carries_what_a_repository_needs() -> None:
    text = (product_root() / "pyproject.toml").read_text(encoding="utf-8")
    carried = re.findall(r'^"(.+)" = "rktkit/kantor/(.+)"$', text, re.MULTILINE)
    assert [source for source, _ in carried] == [target for _, target in carried] == list(PARTS)
    files = product_files()
    assert {"scripts/setup", "content/naskah/kata-pengantar.md", "scripts/rktkit/cli/main.py"} <= files.keys()
    assert not any("__pycache__" in path or path.startswith("tests/") for path in files)


def test_check_finds_nothing_that_blocks(answers: Path, tmp_path: Path) -> None:
    found(answers, tmp_path / "kantor")
    assert [p for p in check(FolderFiles(tmp_path / "kantor")).problems if not p.weight] == []


@pytest.mark.parametrize("there", [False, True])
def test_a_disk_that_fills_up_leaves_nothing_and_the_next_try_is_not_refused(
    answers: Path, tmp_path: Path, there: bool
) -> None:
    office = tmp_path / "kantor"
    if there:
        office.mkdir()
    words = [sys.executable, "-m", "rktkit", "init", str(office), "--answers", str(answers / "jawaban.yml")]
    result = subprocess.run(
        ["bash", "-c", 'ulimit -f 64; "$@" | cat; exit ${PIPESTATUS[0]}', "bash", *words],
        capture_output=True,
        text=True,
    )
    assert (result.returncode, "Periksa ruang" in result.stderr) == (2, True), result.stderr
    assert office.exists() is there
    assert found(answers, office) == 0
