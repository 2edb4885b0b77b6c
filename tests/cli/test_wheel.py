"""The wheel: everything is inside that a machine without the repository needs."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.places import ROOT

PERIKANAN = ROOT / "tests/examples/perikanan"

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the repository and unpacked as an installer does."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    [wheel] = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "isi")
    return folder / "isi"


def rkt(installed: Path, cwd: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """The command as the wheel has it: the repository is nowhere on the way."""
    start = "import sys; from rktkit.cli.main import process; sys.exit(process())"
    environment = {**os.environ, "PYTHONPATH": str(installed)}
    return subprocess.run(
        [sys.executable, "-c", start, *words], cwd=cwd, env=environment, capture_output=True, text=True
    )


def test_it_says_which_archive_it_writes(installed: Path, tmp_path: Path) -> None:
    said = rkt(installed, tmp_path, "--version").stdout
    assert said.startswith("rkt ")
    assert "menulis arsip versi " in said


def test_check_and_compile_work_outside_the_repository(installed: Path, office: Path) -> None:
    assert rkt(installed, office, "check").returncode == 0
    made = rkt(installed, office, "compile", "2026", "--output", "build")
    assert made.returncode == 0, made.stderr
    assert (office / "build/rkt.pdf").read_bytes().startswith(b"%PDF")


def test_a_new_office_is_the_same_as_from_the_repository(installed: Path, tmp_path: Path) -> None:
    answers = tmp_path / "jawaban.yml"
    text = (PERIKANAN / "jawaban.yml").read_text(encoding="utf-8")
    answers.write_text(text.replace("nomenklatur: nomenklatur.xlsx\n", "").replace("renstra: renstra.yml\n", ""))
    made = rkt(installed, tmp_path, "init", "kantor", "--answers", "jawaban.yml")
    assert made.returncode == 0, made.stderr
    here = [sys.executable, "-m", "rktkit", "init", "lain", "--answers", "jawaban.yml"]
    subprocess.run(here, cwd=tmp_path, check=True, capture_output=True)
    trees = [
        subprocess.run(
            ["git", "rev-parse", "HEAD^{tree}"], cwd=tmp_path / name, check=True, capture_output=True, text=True
        ).stdout
        for name in ("kantor", "lain")
    ]
    assert trees[0] == trees[1]


def test_fonts_come_with_their_licences(installed: Path) -> None:
    fonts = installed / "rktkit/documents/pdf/templates/fonts"
    families = {path.name.split("-")[0] for path in fonts.glob("*.[ot]tf")}
    assert families == {path.name.split("-")[0] for path in fonts.glob("*-LICENSE.txt")}
