"""The whole path, end to end: 11 steps, six people, two *tidak*, real keys, an archive that verifies; the replay."""

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from urllib.request import urlopen

import pytest

from rktkit import cli
from rktkit.ground.files import FolderFiles
from rktkit.ground.findings import Refusal
from rktkit.ground.git.files import CommitFiles
from rktkit.ground.git.repo import Repo
from rktkit.plan.calendar import is_workday
from rktkit.plan.load.office import load_kalender
from rktkit.procedure.facts.history import situation
from rktkit.procedure.rehearsal.demo import latihan
from rktkit.procedure.rehearsal.scenes import DARI, LATIHAN, TAHUN, Adegan
from rktkit.procedure.rehearsal.years import perlu, replay
from rktkit.procedure.turns import compute
from rktkit.rules.check import check
from rktkit.trust.approval.policy import commit_key, load_policy
from rktkit.trust.archive.read import read_branch
from rktkit.trust.publish.publish import publish
from rktkit.trust.verify.matter import Putusan
from rktkit.trust.verify.question import History, Question
from rktkit.trust.verify.verdict import Verdict, verify
from tests.places import SCRIPTS
from tests.sample import CONTOH

pytestmark = pytest.mark.slow

SABTU = date(2026, 11, 28)


class Rehearsal:
    """One rehearsal, kept for all tests that only look."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "kantor"
        keys = folder / "kunci"
        keys.mkdir()
        self.scenes: list[Adegan] = []
        scenes = latihan(self.folder, keys, SABTU)
        while True:
            try:
                self.scenes.append(next(scenes))
            except StopIteration as end:
                self.verdict: Verdict = end.value
                break

    def at(self, step: int) -> list[Adegan]:
        return [scene for scene in self.scenes if scene.langkah == step]


@pytest.fixture(scope="module")
def rehearsal(tmp_path_factory: pytest.TempPathFactory) -> Rehearsal:
    return Rehearsal(tmp_path_factory.mktemp("gladi"))


@pytest.fixture
def repo(rehearsal: Rehearsal) -> Iterator[Repo]:
    with Repo(rehearsal.folder) as repo:
        yield repo


# --- the rehearsal --------------------------------------------------------------------------------------------------


def test_the_rehearsals_own_office_is_without_findings() -> None:
    assert check(FolderFiles(LATIHAN)).problems == ()


def test_all_eleven_steps_with_the_way_back_from_seven_and_nine(rehearsal: Rehearsal) -> None:
    steps = [scene.langkah for scene in rehearsal.scenes]
    assert steps == [0, 1, 2, 3, 4, 4, 5, 6, 7, 4, 7, 8, 9, 8, 9, 10, 11]
    assert [scene.langkah for scene in rehearsal.scenes if scene.tidak] == [7, 9]
    assert len({scene.oleh for scene in rehearsal.scenes if scene.langkah}) == 6


def test_step_seven_refuses_what_the_check_found(rehearsal: Rehearsal) -> None:
    finding = next(line for line in rehearsal.at(4)[1].mesin if "RKT-301" in line)
    refused = rehearsal.at(7)[0]
    assert "Triwulan berjumlah 7, sedangkan targetnya 8" in finding
    assert finding in refused.mesin
    mended = rehearsal.at(4)[2]
    assert "rkt check: 0 galat, 0 peringatan" in mended.mesin
    assert "rkt diff: 2.16.03.2.02.0042 Triwulan IV: 1 → 2" in mended.mesin


def test_step_nine_refuses_what_only_a_person_decides(rehearsal: Rehearsal) -> None:
    first, second = rehearsal.at(8)
    assert any("RKT-404 (peringatan)" in line for line in first.mesin)
    assert not any("RKT-404" in line for line in second.mesin)


def test_the_days_are_working_days_within_the_schedule(rehearsal: Rehearsal) -> None:
    libur, _ = load_kalender(FolderFiles(LATIHAN))
    days = [scene.tanggal for scene in rehearsal.scenes]
    assert libur
    assert days == sorted(days)
    assert days[-1] == date(2026, 11, 27)  # the Friday before
    assert all(is_workday(day, libur) for day in days)


def test_every_scene_says_whose_turn_it_is(rehearsal: Rehearsal) -> None:
    assert all(scene.mesin[-1].startswith("Bola di tangan: ") for scene in rehearsal.scenes[1:-1])
    assert rehearsal.scenes[-1].mesin[-1].startswith(f"Selesai: RKT {TAHUN} telah diarsipkan pada 27 November 2026")


def test_every_persons_commit_is_signed_with_his_own_key(repo: Repo) -> None:
    policy = load_policy(repo, repo.first_parents(repo.resolve("main"))[-1])
    commits = [repo.commit(sha) for sha in repo.commits(repo.resolve("main"), since=policy.commit)]
    assert len(commits) > 12
    for commit in commits:
        key = commit_key(commit.raw, policy)
        assert key is not None
        (holder,) = policy.of_key(key)
        assert commit.author.startswith(f"{holder.pejabat.nama} <")


def test_branches_and_merges_are_those_of_the_design(repo: Repo, rehearsal: Rehearsal) -> None:
    names = {name.removeprefix("refs/heads/") for name in repo.refs("refs/heads")}
    assert names == {"main", f"draf/{TAHUN}", f"bidang/pikp-{TAHUN}", f"bidang/egov-{TAHUN}", "arsip"}
    main, draft = repo.resolve("main"), repo.resolve(f"draf/{TAHUN}")
    assert repo.commit(main).parents[1] == draft
    assert repo.commit(draft).subject == f"Disetujui: RKT {TAHUN}"
    fsck = ["git", "-C", str(rehearsal.folder), "fsck", "--strict", "--no-progress"]
    assert subprocess.run(fsck, capture_output=True, text=True, check=True).stdout == ""
    status = ["git", "-C", str(rehearsal.folder), "status", "--porcelain"]
    assert subprocess.run(status, capture_output=True, text=True, check=True).stdout == ""


def test_the_archive_is_sah_and_reproducible(rehearsal: Rehearsal) -> None:
    assert rehearsal.verdict.putusan is Putusan.SAH
    (part,) = rehearsal.verdict.bagian
    assert part.publikasi == f"{TAHUN}/murni-0"
    assert "rkt verify: SAH" in rehearsal.scenes[-1].mesin


def test_the_commands_agree_with_the_rehearsal(rehearsal: Rehearsal, capsys: pytest.CaptureFixture[str]) -> None:
    root = ["--root", str(rehearsal.folder)]
    assert cli.main(["verify", *root]) == 0
    assert "SAH" in capsys.readouterr().out
    assert cli.main(["status", str(TAHUN), *root, "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["bola"] == []
    assert {step["keadaan"] for step in told["langkah"]} == {"selesai"}
    assert cli.main(["check", *root, "--final", "--year", str(TAHUN)]) == 0


def test_publishing_again_changes_nothing(repo: Repo) -> None:
    before = repo.resolve("arsip")
    merge = repo.commit(repo.resolve("main"))
    assert not publish(repo, server_time=merge.time, commit=merge.sha).baru
    assert repo.resolve("arsip") == before


def test_no_private_key_is_left_in_the_repository(rehearsal: Rehearsal) -> None:
    for path in rehearsal.folder.rglob("*"):
        assert not path.is_file() or b"PRIVATE KEY" not in path.read_bytes()


# --- the command ----------------------------------------------------------------------------------------------------


def test_demo_tells_the_story_and_keeps_the_repository(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "latihan"
    assert cli.main(["demo", "--no-serve", "--output", str(target)]) == 0
    out = capsys.readouterr().out
    for word in ("1. Disposisi kepada kasubbag", "11. Pengarsipan RKT", "TIDAK", "RKT-301", "Arsip: SAH"):
        assert word in out
    assert "\033" not in out
    assert (target / "rkt" / str(DARI)).is_dir()


def test_demo_never_writes_into_something(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "isi").write_text("milik orang")
    assert cli.main(["demo", "--no-serve", "--output", str(tmp_path)]) == 2
    assert "sudah berisi" in capsys.readouterr().err
    assert os.listdir(tmp_path) == ["isi"]


def test_demo_serves_its_archive() -> None:
    command = [sys.executable, "-m", "rktkit", "demo", "--port", "0"]
    environment = {**os.environ, "PYTHONPATH": str(SCRIPTS), "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stdout is not None
        try:
            address = next(
                found[0] for line in process.stdout if (found := re.search(r"http://127\.0\.0\.1:\d+/", line))
            )
            with urlopen(f"{address}arsip/{TAHUN}/murni-0/") as page:
                assert "Rencana Kinerja Tahunan" in page.read().decode()
            with urlopen(f"{address}arsip/{TAHUN}/murni-0/rkt.pdf") as page:
                assert page.read(5) == b"%PDF-"
        finally:
            process.send_signal(signal.SIGINT)
        process.stdout.read()
        assert process.wait(20) == 0


# --- the sample archive ---------------------------------------------------------------------------------------------


def snapshot(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


@pytest.fixture(scope="module")
def replayed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return replay(CONTOH, tmp_path_factory.mktemp("contoh") / "kantor")


def test_the_sample_years_become_a_true_archive(replayed: Path) -> None:
    with Repo(replayed) as repo:
        tip = repo.resolve("arsip")
        archive = read_branch(repo, tip)
        names = [publication.nama for publication in archive.publications]
        assert names == ["2025/murni-0", "2026/murni-0", "2026/perubahan-1"]
        verdict = verify(CommitFiles(repo, tip), Question(), History(repo, repo.resolve("main"), tip))
        assert verdict.putusan is Putusan.SAH
        signers = [publication.manifest.penetapan["pejabat"] for publication in archive.publications]
        assert signers == ["Muhammad Nor, S.Sos., M.M.", "Muhammad Nor, S.Sos., M.M.", "CONTOH Kepala Dinas"]


def test_the_open_year_waits_for_its_missing_form(replayed: Path) -> None:
    with Repo(replayed) as repo:
        state, files = situation(FolderFiles(replayed), 2027, repo)
        status = compute(state, date(2026, 11, 24))
        assert [bola.jabatan for bola in status.bola] == ["kabid-persandian"]
        assert not check(files, year=2027).blocks


def test_the_replay_is_the_same_everywhere_and_only_reads(tmp_path: Path, replayed: Path) -> None:
    before = snapshot(CONTOH / "rkt")
    again = replay(CONTOH, tmp_path / "lagi")
    with Repo(replayed) as one, Repo(again) as other:
        assert one.refs("refs/heads") == other.refs("refs/heads")
    assert snapshot(CONTOH / "rkt") == before


def test_only_a_sample_without_an_archive_is_replayed(replayed: Path, tmp_path: Path) -> None:
    assert not perlu(replayed)
    with Repo.create(tmp_path):
        office = tmp_path / "rkt" / "organisasi.yml"
        office.parent.mkdir()
        text = (CONTOH / "rkt" / "organisasi.yml").read_text()
        office.write_text(text)
        assert perlu(tmp_path)
        office.write_text(text.replace("  contoh: true\n", ""))
        assert not perlu(tmp_path)


def test_a_sample_with_errors_is_refused_with_its_findings(tmp_path: Path) -> None:
    for path in (CONTOH / "rkt").rglob("*"):
        if path.is_file():
            copy = tmp_path / path.relative_to(CONTOH)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(path.read_bytes())
    form = tmp_path / "rkt" / "2025" / "pikp.yml"
    form.write_text(form.read_text().replace("pagu: ", "pagu: -", 1))
    with pytest.raises(Refusal, match="RKT-107"):
        replay(tmp_path, tmp_path / "kantor")
