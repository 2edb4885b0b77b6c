"""Checking a request needs the few packages of ``requirements-periksa.txt``, and no others."""

import re
import shutil
import subprocess
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from tests.faces.forge.office import Office
from tests.git import ENVIRONMENT
from tests.places import SCRIPTS
from tests.workflows.runner import kept

LOCK = SCRIPTS / "requirements-periksa.txt"
HEAVY = {"mkdocs-material", "pyhanko", "typst", "xlsxwriter", "cryptography", "jinja2"}

RUN = """
import sys
class Door:
    def find_spec(self, name, path=None, target=None):
        if path is None and name in {others!r}:
            raise ModuleNotFoundError(f"not in requirements-periksa.txt: {{name}}")
sys.meta_path.insert(0, Door())
from rktkit.cli.main import main
sys.exit(main(sys.argv[1:]))
"""


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def locked() -> set[str]:
    return {normal(name) for name in re.findall(r"^([A-Za-z0-9._-]+)==", LOCK.read_text(), re.MULTILINE)}


def test_the_lock_is_small_and_of_the_same_versions() -> None:
    assert not HEAVY & locked()
    whole = (SCRIPTS / "requirements.txt").read_text()
    for line in re.findall(r"^[A-Za-z0-9._-]+==[^ \\]+", LOCK.read_text(), re.MULTILINE):
        assert line in whole


@pytest.mark.parametrize(
    "words",
    [
        ["forge", "review", "--base", "draf/2027", "--no-draft"],
        ["comment", "--results", "hasil/hasil.json"],
        ["forge", "remind"],
    ],
    ids=lambda words: " ".join(words[:2]),
)
def test_is_enough(tmp_path: Path, words: list[str]) -> None:
    office = Office(tmp_path / "kantor")
    office.branch("bidang/pikp-2027", "draf/2027")
    office.edit("rkt/2027/pikp.yml", "bidang: pikp", "bidang: egov")
    office.commit("Form PIKP")
    others = [name for name, of in packages_distributions().items() if not {normal(one) for one in of} & locked()]
    others = [name for name in others if name != "rktkit"]
    program = RUN.format(others=set(others))
    output = ["--output", "hasil"] if words[1] == "review" else []
    root = [] if words[0] == "comment" else ["--root", "."]
    command = [sys.executable, "-c", program, *words, *root, *output]
    environment = {**ENVIRONMENT, "PYTHONPATH": str(SCRIPTS), "HOME": str(tmp_path)}
    run = subprocess.run(command, cwd=office.place, env=environment, capture_output=True, text=True)
    assert "not in requirements-periksa.txt" not in run.stderr
    assert run.returncode in {0, 1}, run.stderr
    assert run.stdout


@pytest.mark.parametrize("python", ["tidak-ada", "tua"])
def test_a_runner_without_python_says_so(tmp_path: Path, python: str) -> None:
    old = tmp_path / "tua"
    old.write_text("#!/bin/sh\nexit 1\n")
    old.chmod(0o755)
    environment = {**ENVIRONMENT, "PYTHON": str(tmp_path / python)}
    run = subprocess.run([SCRIPTS / "setup-check"], env=environment, capture_output=True, text=True)
    assert run.returncode == 1
    assert run.stderr == (
        "Pelari ini tidak punya Python 3.11 atau lebih baru. Pasang, atau sebutkan PYTHON=/usr/bin/python3.12.\n"
    )


def test_a_runner_that_can_install_nothing_says_so(tmp_path: Path) -> None:
    """As Debian's own Python without ``python3-venv``."""
    bare = tmp_path / "python"
    bare.write_text(f'#!/bin/sh\ncase "$2" in pip | venv) exit 1 ;; esac\nexec "{sys.executable}" "$@"\n')
    bare.chmod(0o755)
    environment = {"PATH": "/usr/bin:/bin", "PYTHON": str(bare), "RKT_SIMPANAN": str(tmp_path / "simpanan")}
    assert shutil.which("uv", path=environment["PATH"]) is None
    run = subprocess.run([SCRIPTS / "setup-check"], env=environment, capture_output=True, text=True)
    assert run.returncode == 1
    assert run.stderr == (
        "Pelari ini tidak punya uv, pip, maupun venv. Pasang salah satunya (Debian: apt install python3-venv).\n"
    )
    assert not list((tmp_path / "simpanan").iterdir())


class TestBytecode:
    """Kept between runs by the tree of the machinery, so that a fresh checkout is not compiled again."""

    def said(self, place: Path) -> str:
        """What the machinery of a fresh checkout says, after ``scripts/setup-check``."""
        checkout = place / "tempat kerja"
        shutil.rmtree(checkout, ignore_errors=True)
        self.git(place, "clone", "--quiet", place / "asal", checkout)
        environment = {**ENVIRONMENT, "PYTHON": sys.executable, "RKT_SIMPANAN": str(kept(checkout, place))}
        subprocess.run([checkout / "scripts/setup-check"], env=environment, check=True)
        run = subprocess.run([checkout / ".venv/bin/rkt"], env=environment, capture_output=True, text=True, check=True)
        assert not list(checkout.rglob("*.pyc"))
        return run.stdout.strip()

    def git(self, place: Path, *words: str | Path) -> None:
        subprocess.run(["git", *words], cwd=place, env=ENVIRONMENT, check=True)

    def write(self, place: Path, text: str) -> None:
        (place / "asal/scripts/rktkit/__main__.py").write_text("from rktkit import isi\n\nprint(isi.ISI)\n")
        (place / "asal/scripts/rktkit/__init__.py").touch()
        (place / "asal/scripts/rktkit/isi.py").write_text(f"ISI = {text!r}\n")
        self.git(place / "asal", "add", "--all")
        self.git(place / "asal", "commit", "--quiet", "--message", text)

    def test_is_kept_and_never_that_of_another_tree(self, tmp_path: Path) -> None:
        place = tmp_path / "rumah pelari"
        (place / "asal/scripts/rktkit").mkdir(parents=True)
        for name in ("setup-check", LOCK.name):
            shutil.copy(SCRIPTS / name, place / "asal/scripts")
        self.git(place / "asal", "init", "--quiet", "--initial-branch=main")
        self.write(place, "satu")
        assert self.said(place) == "satu"
        first = {file: file.stat().st_mtime_ns for file in place.rglob("simpanan/**/isi.*.pyc")}
        assert first
        assert self.said(place) == "satu"
        assert {file: file.stat().st_mtime_ns for file in first} == first  # used, not written again
        self.write(place, "dua!")  # of the same size
        assert self.said(place) == "dua!"
        assert not any(file.exists() for file in first)
