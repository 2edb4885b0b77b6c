"""An office of the first build comes to this version: its plans, its texts and its verdicts stay what they were."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from rktkit.cli.main import main

ROOT = Path(__file__).parents[3]
FIRST = "51c30dd"
PLAY = """
import sys
from pathlib import Path
from rktkit import replay
before = replay._acuan
tree = Path(sys.argv[1])
machinery = {
    path.relative_to(tree).as_posix(): path.read_bytes()
    for path in tree.rglob("*")
    if path.is_file() and not path.relative_to(tree).parts[0] in ("rkt", "tests", ".git")
}
replay._acuan = lambda files: {**machinery, "tests/lama.py": b"assert False", **before(files)}
replay.replay(tree, Path(sys.argv[2]))
"""


def run(*words: str, cwd: Path, scripts: Path | None = None) -> str:
    environment = {**os.environ, **({"PYTHONPATH": str(scripts)} if scripts else {})}
    made = subprocess.run(words, cwd=cwd, env=environment, capture_output=True, text=True)
    assert made.returncode in (0, 1, 3), made.stderr
    return made.stdout


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """An office as the first build made it: three publications, an open cycle, an open request; and its program."""
    if subprocess.run(["git", "cat-file", "-e", f"{FIRST}^{{commit}}"], cwd=ROOT, capture_output=True).returncode:
        pytest.skip("the history of the first build is not in this clone")
    folder = tmp_path_factory.mktemp("lama")
    tree, place = folder / "pohon", folder / "kantor"
    tree.mkdir()
    packed = subprocess.run(["git", "archive", FIRST], cwd=ROOT, capture_output=True, check=True).stdout
    subprocess.run(["tar", "-x", "-C", str(tree)], input=packed, check=True)
    run(sys.executable, "-c", PLAY, str(tree), str(place), cwd=folder, scripts=tree / "scripts")
    return place, tree


def git(place: Path, *words: str) -> str:
    who = ("-c", "user.name=Pengelola", "-c", "user.email=pengelola@contoh.invalid")
    return subprocess.run(["git", *who, *words], cwd=place, capture_output=True, text=True, check=True).stdout


def verdicts(place: Path, scripts: Path) -> dict[str, str]:
    said = run(sys.executable, "-m", "rktkit", "verify", "--format", "json", cwd=place, scripts=scripts)
    document = json.loads(said)
    word = "putusan" if "putusan" in document else "status"  # as the first build called it
    return {row["publikasi"]: row[word] for row in document["publikasi"]}


@pytest.mark.slow
def test_the_office_of_the_first_build(office: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    place, tree = office
    before = verdicts(place, tree / "scripts")
    assert set(before) == {"2025/murni-0", "2026/murni-0", "2026/perubahan-1"}
    refs = git(place, "for-each-ref", "--format=%(refname) %(objectname)")
    assert main(["upgrade", "--root", str(place), "--from", str(ROOT), "--dry-run"]) == 0
    assert "Belum ada yang diubah." in capsys.readouterr().out
    assert git(place, "for-each-ref", "--format=%(refname) %(objectname)") == refs
    assert main(["upgrade", "--root", str(place), "--from", str(ROOT)]) == 0
    said = capsys.readouterr().out
    assert "Tulisan kantor dipertahankan: content/naskah/lampiran-jadwal.md" in said
    [branch] = [name.strip() for name in git(place, "branch", "--list", "mesin/*").splitlines()]
    changed = git(place, "diff", "--name-only", f"main...{branch}").splitlines()
    assert "scripts/rktkit/cli/main.py" in changed
    assert [path for path in changed if path.startswith(("rkt/", "content/naskah/lampiran"))] == []
    assert git(place, "rev-list", "--count", f"main..{branch}") == "1\n"
    git(place, "merge", "-q", "--no-ff", "-m", "Mesin baru", branch)
    assert not (place / "tests").exists()
    assert main(["upgrade", "--root", str(place), "--from", str(ROOT)]) == 0
    assert "sudah menjalankan" in capsys.readouterr().out
    after = verdicts(place, place / "scripts")
    assert set(after) == set(before)
    assert set(before.values()) == {"SAH"}
    assert "TIDAK SAH" not in after.values()  # without a seal they are no longer provable, and nothing accuses them
    git(place, "rev-parse", "draf/2027", "bidang/pikp-2027")
