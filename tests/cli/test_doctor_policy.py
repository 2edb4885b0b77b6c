"""The policy on ``main``, asked before everybody has signed: by doctor, and wherever the checklist is."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from rktkit.cli.main import main
from rktkit.faces.forge.events import PullEvent
from rktkit.faces.forge.review.gather import gather
from rktkit.ground.git.repo import Repo
from rktkit.rules.ready import BUTIR, checklist
from rktkit.trust.approval.line import policy_line
from tests.cli.doctor import asked, unattended
from tests.git import git
from tests.rules.example import PENGESAHAN


@pytest.fixture
def office(office: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return unattended(office, monkeypatch)


def edited(office: Path) -> str:
    """Somebody mends a typo in the office's file, without anybody's signature."""
    file = office / "rkt/organisasi.yml"
    file.write_text(file.read_text().replace("nama: Sekretariat\n", "nama: Sekretariat Dinas\n"))
    git(office, "commit", "-qam", "Salah tulis")
    return git(office, "rev-parse", "HEAD")


def test_a_policy_that_was_edited_before_the_first_publication_can_be_introduced(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert [one["keadaan"] for one in asked(office, capsys)[1]["Kebijakan"]] == ["baik"]
    commit = edited(office)
    status, found = asked(office, capsys)
    assert (status, [one["keadaan"] for one in found["Kebijakan"]]) == (0, ["peringatan"])
    assert "publikasi pertama akan ditolak (RKT-635)" in found["Kebijakan"][0]["keterangan"]
    assert found["Kebijakan"][0]["obat"].endswith(f"rkt publish --introduce {commit}")
    with Repo(office) as repo:
        assert policy_line(repo, commit, since=None, evidence=None, introduce=commit)[1]
    assert main(["status", "--root", str(office)]) == 0
    assert "RKT-635 organisasi.yml berubah di main" in capsys.readouterr().out


def test_the_checklist_names_it_wherever_it_is_asked(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The same words in check, compile and the review of a request, and none of them is blocked by it."""
    (office / "rkt/2027/pengesahan.yml").write_text(PENGESAHAN, encoding="utf-8")
    git(office, "add", "-A")
    git(office, "commit", "-qm", "Pengesahan")
    words = ("--root", str(office))
    assert main(["check", "--final", "--year", "2027", *words]) == 0
    assert f"Siap ditandatangani: {len(BUTIR)} dari {len(BUTIR)} butir" in capsys.readouterr().out
    commit = edited(office)
    said = "✗ Setiap perubahan organisasi.yml di main disetujui kepala: organisasi.yml berubah di main tanpa"
    assert main(["check", "--final", "--year", "2027", *words]) == 0
    out = capsys.readouterr().out
    assert said in out
    assert f"rkt publish --introduce {commit}" in out
    assert main(["compile", "2027", "--final", *words, "--output", str(office.parent / "akhir")]) == 0
    assert said in capsys.readouterr().out
    git(office, "switch", "-qc", "draf/2027")
    with (office / "rkt/2027/siklus.yml").open("a", encoding="utf-8") as siklus:
        siklus.write("# dikirim\n")
    git(office, "commit", "-qam", "Draf")
    with Repo(office) as repo:
        pull = PullEvent(1, "main", commit, git(office, "rev-parse", "HEAD"))
        hasil = gather(repo, pull, datetime(2026, 12, 18, tzinfo=UTC)).hasil
    counted = [one.problem for one in hasil.temuan if hasil.counts(one)]
    assert [item.nama for item in checklist(counted) if not item.beres] == ["kebijakan"]
    assert (hasil.akhir, hasil.blocks) == (True, False)


def test_a_policy_merged_on_the_forge_is_not_known_to_be_wrong(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    git(office, "switch", "-qc", "kebijakan")
    edited(office)
    git(office, "switch", "-q", "main")
    git(office, "merge", "-q", "--no-ff", "-m", "Kebijakan", "kebijakan")
    status, found = asked(office, capsys)
    assert (status, [one["keadaan"] for one in found["Kebijakan"]]) == (0, ["tidak diketahui"])


def test_where_main_and_the_forges_have_parted_the_policy_is_asked_of_the_one_that_is_published(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = git(office, "rev-parse", "HEAD")
    git(office, "update-ref", "refs/remotes/origin/main", edited(office))
    git(office, "reset", "-q", "--hard", before)
    git(office, "commit", "-q", "--allow-empty", "-m", "Lain")
    assert [one["keadaan"] for one in asked(office, capsys)[1]["Kebijakan"]] == ["baik"]


def test_where_history_is_cut_off_nothing_is_said_of_the_policy(
    office: Path, tmp_path_factory: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str]
) -> None:
    edited(office)
    cut = tmp_path_factory.mktemp("potong") / "kantor"
    git(office, "clone", "-q", "--depth=1", f"file://{office}", cut)
    assert [one["keadaan"] for one in asked(cut, capsys)[1]["Kebijakan"]] == ["tidak diketahui"]
