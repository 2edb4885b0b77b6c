"""Whatever happens while publishing: the archive is as before or complete, and the next run finishes."""

import os
import resource
import subprocess
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from rktkit.ground.findings import Refusal
from rktkit.ground.git.program import GitFailed, RefMoved
from rktkit.ground.git.repo import Repo
from rktkit.trust import ssh
from rktkit.trust.archive.manifest import list_files
from rktkit.trust.publish import publish as module
from rktkit.trust.publish.countersign import countersign
from tests.office import Office
from tests.trust.acts import Archived, count, run
from tests.trust.faults import CHILD, LOCAL, REMOTE, Arm, Stopped, child, stopped_everywhere


@pytest.fixture(scope="module")
def assembled(ssh_office: Office, tmp_path_factory: pytest.TempPathFactory) -> tuple[Office, Any]:
    """A merged office, and a few files of the publication that its plan becomes: rendered once, written often."""
    office = ssh_office.copy(tmp_path_factory.mktemp("rakit") / "kantor")
    office.merge()
    made: list[Any] = []
    true = module._assemble

    def kept_too(*given: Any) -> Any:
        made.append(true(*given))
        return made[0]

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(module, "_assemble", kept_too)
        run(office.copy(office.path.parent / "sekali"))
    manifest, files = made[0]
    kept = ("bukti.json", "csv/pagu.csv", "rkt.json", "sumber/")  # what the next run judges again, and a little more
    few = {path: data for path, data in files.items() if path.startswith(kept)}
    return office, (replace(manifest, berkas=list_files(few), asli=None), few)


@pytest.mark.parametrize(
    ("error", "step"), [(Stopped(), 1), (GitFailed("No space left on device"), 7), (OSError(28, "No space left"), 7)]
)
def test_a_fault_at_any_write(
    error: BaseException,
    step: int,
    assembled: tuple[Office, Any],
    tmp_path: Path,
    at_operation: Arm,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    base, made = assembled
    office = base.copy(tmp_path / "kantor")
    number, finished = 1 - step, False
    while not finished:
        number += step
        started = at_operation(number, error, LOCAL)
        monkeypatch.setattr(module, "_assemble", lambda *_: (made[0], dict(made[1])))
        try:
            run(office)
            finished = True
        except Refusal as refusal:
            assert [found.rule for found in refusal.problems] == ["RKT-659"]
            assert count(office) == 0
        except Stopped:
            assert count(office) == 0
    assert number > len(started) > 12
    assert count(office) == 1


@pytest.mark.parametrize("error", [Stopped(), GitFailed("Connection reset by peer")])
def test_a_fault_at_any_network_operation(
    error: BaseException,
    assembled: tuple[Office, Any],
    tmp_path: Path,
    at_operation: Arm,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    base, made = assembled
    office = base.copy(tmp_path / "kantor")
    office.git("init", "--quiet", "--bare", str(tmp_path / "pusat.git"))
    office.git("remote", "add", "origin", str(tmp_path / "pusat.git"))
    outcomes, number = set(), 0
    while (False, "selesai") not in outcomes:
        number += 1
        at_operation(number, error, REMOTE)
        monkeypatch.setattr(module, "_assemble", lambda *_: (made[0], dict(made[1])))
        try:
            done = run(office, remote="origin")
            outcomes.add((done.baru, "selesai"))
        except (Stopped, Refusal) as stop:
            assert isinstance(stop, Stopped) or {found.rule for found in stop.problems} <= {"RKT-659", "RKT-666"}
            there = bool(office.git("ls-remote", "origin", "refs/heads/arsip"))
            outcomes.add((there, f"lokal {count(office)}"))
            assert there >= count(office), "the local branch must never be ahead"
    assert (True, "lokal 0") in outcomes
    assert office.git("ls-remote", "origin", "refs/heads/arsip").split()[0] == office.sha("arsip")


def test_a_fault_while_signing(archived: Archived, at_operation: Arm, tmp_path: Path) -> None:
    office = archived.office
    office.git("update-ref", "refs/heads/arsip", "arsip^")
    seal = partial(ssh.sign, key=office.people["kepala"].key)

    def sign() -> bool:
        with Repo(office.path) as repo:
            return countersign(repo, 2027, "ssh", server_time=office.now, seal=seal).baru

    assert count(office) == 2
    stopped_everywhere(at_operation, sign, office)


def test_two_at_the_same_time(office: Office) -> None:
    office.merge()
    both = [child(office), child(office)]
    said = sorted(process.communicate()[0].strip() for process in both)
    assert said == ["2027/murni-0 False", "2027/murni-0 True"]
    assert count(office) == 1
    assert office.git("rev-list", "--count", "arsip") == "1"


def test_two_machines_and_one_remote(office: Office, tmp_path: Path) -> None:
    office.merge()
    office.git("init", "--quiet", "--bare", str(tmp_path / "pusat.git"))
    office.git("remote", "add", "origin", str(tmp_path / "pusat.git"))
    other = office.copy(tmp_path / "mesin lain")
    other.tick()  # so that the two make different publications
    both = [child(office, "origin"), child(other, "origin")]
    said = sorted(process.communicate()[0].strip() for process in both)
    assert said == ["2027/murni-0 False", "2027/murni-0 True"]
    assert office.sha("arsip") == other.sha("arsip")


def test_somebody_else_publishes_in_between(archived: Archived, monkeypatch: pytest.MonkeyPatch) -> None:
    """The race is lost once; the second try stands on top of the other's publication."""
    office = archived.office
    office.next_amendment(2)
    office.approve()
    office.merge()
    newest = office.sha("arsip")
    office.git("update-ref", "refs/heads/arsip", "arsip^")
    true = Repo.update_ref
    raced: list[str] = []

    def slow(self: Repo, name: str, new: str, old: str) -> None:
        if not raced:
            raced.append(name)
            office.git("update-ref", name, newest)
        true(self, name, new, old)

    monkeypatch.setattr(Repo, "update_ref", slow)
    assert run(office).publikasi == "2027/perubahan-2"
    assert office.sha("arsip^") == newest
    assert count(office) == 4


def test_an_endless_race_ends_with_a_word(
    assembled: tuple[Office, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    base, made = assembled
    office = base.copy(tmp_path / "kantor")

    def always(*_: object) -> None:
        raise RefMoved("moved")

    monkeypatch.setattr(Repo, "update_ref", always)
    monkeypatch.setattr(module, "_assemble", lambda *_: (made[0], dict(made[1])))
    with pytest.raises(Refusal, match="RKT-656"):
        run(office)
    assert count(office) == 0


def test_a_full_disk(office: Office) -> None:
    """No file may grow beyond 4 KiB: Git itself runs into it."""
    office.merge()
    process = child(office, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096)))
    assert process.communicate()[0].strip() == "RKT-659"
    assert count(office) == 0
    assert run(office).baru


def test_a_repository_that_may_only_be_read(office: Office, tmp_path: Path) -> None:
    """Root may write anywhere, so the process becomes somebody else once it has loaded everything it needs."""
    office.merge()
    warm = office.copy(tmp_path / "pemanasan")
    for place in (tmp_path, *tmp_path.parents):
        if place.stat().st_uid == os.geteuid() and len(place.parts) > 2:
            place.chmod(place.stat().st_mode | 0o055)
    subprocess.run(["chmod", "-R", "a-w", office.path], check=True)
    become = "import os; os.setuid(65534)" if os.geteuid() == 0 else ""
    script = f"run = {CHILD!r}\nimport sys\nexec(run)\n{become}\nsys.argv[1] = {str(office.path)!r}\nexec(run)\n"
    said, error = child(warm, script=script).communicate()
    subprocess.run(["chmod", "-R", "u+w", office.path], check=True)
    assert said.split("\n")[:2] == ["2027/murni-0 True", "RKT-659"], error
    assert count(office) == 0
    assert run(office).baru


# --- the remote ------------------------------------------------------------------------------------------------------


def test_the_remote_refuses(office: Office, tmp_path: Path) -> None:
    office.merge()
    office.git("init", "--quiet", "--bare", str(tmp_path / "pusat.git"))
    hook = tmp_path / "pusat.git/hooks/update"
    hook.write_text("#!/bin/sh\nexit 1\n")
    hook.chmod(0o755)
    office.git("remote", "add", "origin", str(tmp_path / "pusat.git"))
    with pytest.raises(Refusal, match="RKT-666"):
        run(office, remote="origin")
    assert count(office) == 0
    hook.unlink()
    assert run(office, remote="origin").baru


@pytest.mark.parametrize("remote", ["tidak-ada", "--upload-pack=touch x"])
def test_no_such_remote(office: Office, remote: str) -> None:
    office.merge()
    with pytest.raises(Refusal, match="RKT-666"):
        run(office, remote=remote)


def test_archives_that_went_different_ways(archived: Archived, tmp_path: Path) -> None:
    office = archived.office
    office.git("init", "--quiet", "--bare", str(tmp_path / "pusat.git"))
    office.git("remote", "add", "origin", str(tmp_path / "pusat.git"))
    office.git("push", "--quiet", "origin", "arsip")
    office.git("switch", "--quiet", "arsip")
    office.git("commit", "--quiet", "--amend", "-m", "Ditulis ulang")
    office.git("switch", "--quiet", "main")
    with pytest.raises(Refusal, match="RKT-657 Cabang arsip di sini dan di origin berbeda jalan"):
        run(office, remote="origin")


def test_a_fresh_clone_continues_the_remotes_archive(archived: Archived, tmp_path: Path) -> None:
    office = archived.office
    office.next_amendment(2)
    office.approve()
    office.merge()
    office.git("clone", "--quiet", "--bare", str(office.path), str(tmp_path / "pusat.git"))
    office.git("clone", "--quiet", str(tmp_path / "pusat.git"), str(tmp_path / "klon"))
    clone = Office(tmp_path / "klon", office.people, "ssh", office.now)
    assert run(clone, remote="origin").publikasi == "2027/perubahan-2"
    assert count(clone) == 4
    assert clone.git("ls-remote", "origin", "refs/heads/arsip").split()[0] == clone.sha("arsip")
