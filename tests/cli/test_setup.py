"""``scripts/setup`` on a fresh machine: a wrong Python is said first, and what was cut short is made again."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.places import ROOT


def tree(tmp_path: Path) -> Path:
    """The program as somebody has fetched it, without an environment."""
    place = tmp_path / "rkt"
    listed = subprocess.run(
        ["git", "ls-files", "-z", ".", ":!tests"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    for name in filter(None, listed.split("\0")):
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / name, place / name)
    return place


def setup(place: Path, python: Path | str) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "PYTHON": str(python)}
    return subprocess.run([place / "scripts/setup"], capture_output=True, text=True, env=env)


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A program that answers as a Python of long ago does."""
    python = tmp_path / "python3.9"
    python.write_text('#!/bin/sh\n[ "$1" = --version ] && echo "Python 3.9.2" && exit\nexit 1\n')
    python.chmod(0o755)
    return python


def test_a_python_that_is_too_old_is_said_before_anything_is_made(tmp_path: Path, old: Path) -> None:
    place = tree(tmp_path)
    before = sorted(place.rglob("*"))
    done = setup(place, old)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.splitlines()[0] == "Perlu Python 3.11 atau lebih baru; di sini Python 3.9.2."
    assert "PYTHON=/usr/bin/python3.12 scripts/setup" in done.stderr
    assert sorted(place.rglob("*")) == before


def test_no_python_at_all_is_said_in_the_same_words(tmp_path: Path) -> None:
    place = tree(tmp_path)
    done = setup(place, tmp_path / "tiada")
    assert done.returncode == 1
    assert done.stderr.startswith("Perlu Python 3.11 atau lebih baru")
    assert not (place / ".venv").exists()


def half_made(place: Path) -> None:
    """Interrupted before pip was there."""
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", place / ".venv"], check=True)
    (place / ".venv/sisa").touch()


def of_a_python_that_is_gone(place: Path) -> None:
    (place / ".venv/bin").mkdir(parents=True)
    (place / ".venv/bin/python").symlink_to("/usr/bin/python-yang-sudah-dihapus")
    (place / ".venv/installed").write_bytes((ROOT / "scripts/requirements.txt").read_bytes())
    (place / ".venv/sisa").touch()


@pytest.mark.slow
@pytest.mark.parametrize("broken", [half_made, of_a_python_that_is_gone])
def test_a_broken_environment_is_made_again(tmp_path: Path, broken: Callable[[Path], None]) -> None:
    place = tree(tmp_path)
    broken(place)
    done = setup(place, sys.executable)
    assert done.returncode == 0, done.stderr
    assert "1 dari 3" in done.stderr
    assert not (place / ".venv/sisa").exists()
    version = subprocess.run([place / ".venv/bin/rkt", "--version"], capture_output=True, text=True, check=True).stdout
    assert "rkt" in version
    again = setup(place, sys.executable)
    assert (again.returncode, again.stderr) == (0, ""), "a second run does nothing"


@pytest.mark.parametrize(
    "name", sorted(one.name for one in (ROOT / "scripts").iterdir() if one.is_file() and not one.suffix)
)
def test_a_script_says_what_it_does_and_does_nothing_else(name: str, tmp_path: Path) -> None:
    """From another folder, with nothing beside it that it could use."""
    alone = tmp_path / "scripts" / name
    alone.parent.mkdir()
    shutil.copy(ROOT / "scripts" / name, alone)
    done = subprocess.run(
        [f"./{name}", "--help"], cwd=alone.parent, capture_output=True, text=True, env={"PATH": "/usr/bin:/bin"}
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.rstrip() == "\n".join(
        line.removeprefix("# ") for line in alone.read_text().partition("\ncase ")[0].splitlines()[1:]
    )
    assert [place.name for place in tmp_path.rglob("*")] == ["scripts", name]


def test_a_word_that_setup_does_not_know_makes_nothing(tmp_path: Path) -> None:
    place = tree(tmp_path)
    done = subprocess.run([place / "scripts/setup", "develop"], capture_output=True, text=True)
    assert done.returncode == 2
    assert "Pemakaian: scripts/setup [dev]" in done.stderr
    assert not (place / ".venv").exists()
