"""The throw-away office: its trees, merges and signatures are what Git itself would have made."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from rktkit.ground.files import FolderFiles
from rktkit.ground.findings import Refusal, UsageError
from rktkit.ground.git.repo import Repo
from rktkit.plan.load.office import load_organisasi
from rktkit.procedure.rehearsal.office import Bentrok, Kantor, kunci_baru, kunci_contoh
from rktkit.procedure.rehearsal.scenes import LATIHAN
from rktkit.trust.ssh import parse_key
from tests.git import git

ORGANISASI = (LATIHAN / "rkt" / "organisasi.yml").read_bytes()
MULAI = date(2026, 11, 2)


@pytest.fixture
def kantor(tmp_path: Path) -> Iterator[Kantor]:
    keys = tmp_path / "kunci"
    keys.mkdir()
    berkas = {"rkt/organisasi.yml": ORGANISASI, "rkt/a/satu.txt": b"1", "rkt/a-b.txt": b"2", "rkt/z.txt": b"3"}
    kantor = Kantor.dirikan(tmp_path / "kantor", keys, berkas, kunci_contoh, MULAI)
    kantor.cabangkan("kerja", "main")
    yield kantor
    kantor.close()


def test_founding_gives_everybody_a_key_and_asks_for_signatures(kantor: Kantor) -> None:
    kantor.repo.check_out("main")
    office, problems = load_organisasi(FolderFiles(kantor.repo.root))
    assert office is not None
    assert (office.wajib, problems) == (("ssh",), [])
    keys = [key for jabatan in office.jabatan for pejabat in jabatan.pejabat for key in pejabat.kunci]
    assert len({parse_key(key) for key in keys}) == 6


def test_a_tree_is_the_one_that_git_makes(kantor: Kantor) -> None:
    kantor.commit("tim-penyusun", "kerja", "Ubah", {"rkt/a/dua.txt": b"4", "rkt/a/satu.txt": None, "b/c/d.txt": b"5"})
    kantor.repo.check_out("kerja")
    git(kantor.repo.root, "add", "--all")
    assert git(kantor.repo.root, "write-tree") == kantor.repo.commit(kantor.ujung("kerja")).tree
    assert git(kantor.repo.root, "fsck", "--strict", "--no-progress") == ""


def test_a_folder_without_files_is_gone(kantor: Kantor) -> None:
    kantor.commit("tim-penyusun", "kerja", "Hapus", {"rkt/a/satu.txt": None})
    assert "rkt/a" not in kantor.repo.tree(kantor.ujung("kerja"))


def test_a_merge_takes_both_sides_and_keeps_both_parents(kantor: Kantor) -> None:
    kantor.commit("tim-penyusun", "kerja", "Cabang", {"rkt/a/satu.txt": b"baru", "rkt/z.txt": None})
    kantor.commit("kepala", "main", "Main", {"rkt/a-b.txt": b"juga baru"})
    parents = (kantor.ujung("main"), kantor.ujung("kerja"))
    sha = kantor.merge("kepala", "main", "kerja", "Gabung")
    assert kantor.repo.commit(sha).parents == parents
    assert kantor.repo.commit(sha).tree == git(kantor.repo.root, "merge-tree", "--write-tree", *parents)


def test_two_different_changes_of_one_file_are_not_merged(kantor: Kantor) -> None:
    kantor.commit("tim-penyusun", "kerja", "Cabang", {"rkt/z.txt": b"begini"})
    kantor.commit("kepala", "main", "Main", {"rkt/z.txt": b"begitu"})
    before = kantor.ujung("main")
    with pytest.raises(Bentrok):
        kantor.merge("kepala", "main", "kerja", "Gabung")
    assert kantor.ujung("main") == before


def test_a_signed_commit_verifies_with_the_persons_key(kantor: Kantor, tmp_path: Path) -> None:
    sha = kantor.commit("kepala", "kerja", "Bertanda tangan", {})
    (key,) = kantor.organisasi.berperan("kepala")[0].pejabat[0].kunci
    signers = tmp_path / "signers"
    signers.write_text(f"kepala {key}\n")
    told = git(
        kantor.repo.root, "-c", f"gpg.ssh.allowedSignersFile={signers}", "log", "-1", "--format=%G? %GS %an", sha
    )
    assert told == "G kepala CONTOH Kepala Dinas"


def test_the_clock_never_runs_back(kantor: Kantor) -> None:
    kantor.hari(date(2026, 11, 5))
    kantor.commit("kepala", "kerja", "Kamis", {})
    later = kantor.waktu
    kantor.hari(date(2026, 11, 4))
    assert kantor.waktu == later


def test_nobody_in_office_is_said(kantor: Kantor) -> None:
    with pytest.raises(UsageError, match="jabatan bupati"):
        kantor.orang("bupati")
    with pytest.raises(UsageError, match="peran wali"):
        kantor.berperan("wali")


def test_an_unreadable_office_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="RKT-001"):
        Kantor.dirikan(tmp_path / "x", tmp_path, {"rkt/organisasi.yml": b"jabatan: ["}, kunci_contoh, MULAI)


def test_sample_keys_follow_from_the_name_and_new_ones_do_not(tmp_path: Path) -> None:
    assert kunci_contoh(tmp_path / "1", "A") == kunci_contoh(tmp_path / "2", "A") != kunci_contoh(tmp_path / "3", "B")
    assert kunci_baru(tmp_path / "4", "A") != kunci_baru(tmp_path / "5", "A")
    assert all((tmp_path / name).stat().st_mode & 0o077 == 0 for name in "12345")


def test_a_repository_is_made_without_the_persons_own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    config = tmp_path / "gitconfig"
    config.write_text("[init]\n\tdefaultBranch = lain\n\ttemplateDir = /tidak/ada\n[user]\n\tname = Orang\n")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(config))
    place = tmp_path / "baru"
    place.mkdir()
    with Repo.create(place) as repo:
        assert repo.head_ref() == "refs/heads/main"
    assert not (place / ".git" / "hooks").exists()
