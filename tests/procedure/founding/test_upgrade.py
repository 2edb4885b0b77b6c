"""An office of the first build comes to this version: its plans, its texts and its verdicts stay what they were."""

import json
import os
import subprocess
import sys
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from rktkit.cli.main import main
from rktkit.ground.git.files import CommitFiles
from rktkit.ground.git.repo import Repo
from rktkit.plan.layout import ORGANISASI
from rktkit.plan.load.office import load_organisasi
from rktkit.procedure.rehearsal.office import Kantor, Orang, kunci_contoh
from rktkit.trust import ssh
from tests.places import ROOT

FIRST = "51c30dd"
FORM = Path(__file__).parent / "persandian-2027.yml"
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


def at_work(place: Path, keys: Path, day: date) -> Kantor:
    """The people of the office as it is, with the keys that the first build made from their names."""
    repo = Repo(place)
    organisasi, _ = load_organisasi(CommitFiles(repo, repo.resolve("refs/heads/main")))
    assert organisasi is not None
    people: dict[tuple[str, date], Orang] = {}
    for jabatan in organisasi.jabatan:
        for pejabat in jabatan.pejabat:
            key = keys / f"{len(people):02}-{jabatan.kode}"
            kunci_contoh(key, pejabat.nama)
            people[jabatan.kode, pejabat.mulai] = Orang(pejabat.nama, f"{jabatan.kode}@contoh.invalid", key)
    kantor = Kantor(repo, organisasi, people, partial(ssh.sign, key=keys / "mesin-penerbit"))
    kantor.hari(day)
    return kantor


def hand_in(kantor: Kantor) -> None:
    """The last form, proposed and not yet taken."""
    form = {"rkt/2027/persandian.yml": FORM.read_bytes()}
    kantor.cabangkan("bidang/persandian-2027", "draf/2027")
    kantor.commit("kabid-persandian", "bidang/persandian-2027", "Form RKT 2027 bidang persandian", form)


def introduce_the_machine(kantor: Kantor, keys: Path) -> None:
    """The line of policy that ``rkt upgrade`` proposes, as a request of its own that the Kepala merges."""
    public = kunci_contoh(keys / "mesin-penerbit", "mesin-penerbit")
    entry = f"penerbit:\n  - nama: mesin-penerbit\n    kunci: {public}\n    mulai: {kantor.waktu.date()}\n"
    kantor.cabangkan("penerbit", "main")
    policy = kantor.files("main").read(ORGANISASI) + entry.encode()
    kantor.commit("kasubag-perencanaan", "penerbit", "Kunci mesin penerbit", {ORGANISASI: policy})
    kantor.merge("kepala", "main", "penerbit", "Kunci mesin penerbit")


def finish(kantor: Kantor) -> None:
    """The open cycle under the new version: take the open request, decide, approve, merge."""
    kantor.merge("kasubag-perencanaan", "draf/2027", "main", "Mutakhirkan draf/2027 dari main")
    kantor.merge("kasubag-perencanaan", "draf/2027", "bidang/persandian-2027", "Terima form persandian")
    before = kantor.files("draf/2027").read("rkt/2026/pengesahan.yml").decode()
    decision = before.replace("/029/", "/031/").replace("2026-08-27", str(kantor.waktu.date()))
    files = {"rkt/2027/pengesahan.yml": decision.encode()}
    kantor.commit("tim-penyusun", "draf/2027", "Draf RKT 2027", files)
    kantor.commit("sekretaris", "draf/2027", "Disetujui: RKT 2027", {})
    kantor.merge("kepala", "main", "draf/2027", "Tetapkan RKT 2027")


@pytest.mark.slow
def test_the_office_of_the_first_build(
    office: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place, tree = office
    kantor = at_work(place, tmp_path, date(2026, 11, 25))
    hand_in(kantor)
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
    kantor.merge("kepala", "main", branch, f"Gabungkan {branch}")
    git(place, "reset", "-q", "--hard", "main")
    assert not (place / "tests").exists()
    assert main(["upgrade", "--root", str(place), "--from", str(ROOT)]) == 0
    assert "sudah menjalankan" in capsys.readouterr().out
    after = verdicts(place, place / "scripts")
    assert set(before.values()) == {"SAH"}
    assert set(after) == set(before)
    assert "TIDAK SAH" not in after.values()  # without a seal they are no longer provable, and nothing accuses them

    introduce_the_machine(kantor, tmp_path)
    finish(kantor)
    kantor.close()
    git(place, "reset", "-q", "--hard", "main")
    run(
        sys.executable,
        "-m",
        "rktkit",
        "publish",
        "--seal-key",
        str(tmp_path / "mesin-penerbit"),
        cwd=place,
        scripts=place / "scripts",
    )
    sealed = verdicts(place, place / "scripts")
    assert sealed == dict.fromkeys([*before, "2027/murni-0"], "SAH")
