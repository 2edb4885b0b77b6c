"""Checking a request needs the few packages of ``requirements-periksa.txt``, and no others."""

import re
import subprocess
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from tests.faces.forge.office import ENVIRONMENT, Office

ROOT = Path(__file__).parents[2]
LOCK = ROOT / "scripts" / "requirements-periksa.txt"
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
    whole = (ROOT / "scripts" / "requirements.txt").read_text()
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
    environment = {**ENVIRONMENT, "PYTHONPATH": str(ROOT / "scripts"), "HOME": str(tmp_path)}
    run = subprocess.run(command, cwd=office.place, env=environment, capture_output=True, text=True)
    assert "not in requirements-periksa.txt" not in run.stderr
    assert run.returncode in {0, 1}, run.stderr
    assert run.stdout
