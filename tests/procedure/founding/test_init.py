"""The repository of a new office: complete, its own, and with nothing of the sample in it."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from rktkit.ground.files import FolderFiles
from rktkit.ground.product import PARTS, product_files, product_root
from rktkit.rules.check import check
from tests.git import git
from tests.procedure.founding.answering import change, found

SAMPLE = re.compile(
    r"balangan|diskominfo|dinaskominfo|paringin|003/SOP|muhammad nor|63\.11|\bBLG\b"
    r"|Informatika, Statistik dan Persandian|(?<![0-9.])2\.16\.[0-9]{2}(?![0-9])",
    re.IGNORECASE,
)
REHEARSAL = "scripts/rktkit/procedure/rehearsal/contoh/"
"""An office of its own, which exists while it is rehearsed, of the urusan 2.16."""


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


def test_a_clone_by_git_for_windows_keeps_the_line_ends(answers: Path, tmp_path: Path) -> None:
    found(answers, tmp_path / "kantor")
    git(tmp_path, "-c", "core.autocrlf=true", "clone", "-q", "-c", "core.autocrlf=true", "kantor", "salinan")
    assert "w/crlf" not in git(tmp_path / "salinan", "ls-files", "--eol")
