"""The three places that bytes come from answer alike, and no link leads outside."""

from pathlib import Path

import pytest

from rktkit.ground.files import MAX_READ, FolderFiles, Kind, MemoryFiles, NotPlainFile, TooLarge


@pytest.fixture
def folder(tmp_path: Path) -> FolderFiles:
    root = tmp_path / "root"
    (root / "rkt/2027").mkdir(parents=True)
    (root / "rkt/2027/pikp.yml").write_bytes(b"a: 1\n")
    (tmp_path / "rahasia.yml").write_text("rahasia")
    (root / "rkt/2027/tautan.yml").symlink_to(tmp_path / "rahasia.yml")
    (root / "rkt/keluar").symlink_to(tmp_path)
    return FolderFiles(root)


def test_reads_plain_files(folder: FolderFiles) -> None:
    assert folder.read("rkt/2027/pikp.yml") == b"a: 1\n"


@pytest.mark.parametrize("path", ["rkt/2027/tautan.yml", "rkt/keluar/rahasia.yml"])
def test_never_follows_a_link(folder: FolderFiles, path: str) -> None:
    with pytest.raises(NotPlainFile):
        folder.read(path)


@pytest.mark.parametrize("path", ["rkt/2027/tidak-ada.yml", "rkt/2027", "rkt/2027/pikp.yml/x"])
def test_what_is_no_file_is_missing(folder: FolderFiles, path: str) -> None:
    with pytest.raises(FileNotFoundError):
        folder.read(path)


def test_lists_names_sorted_with_their_kind(folder: FolderFiles) -> None:
    assert folder.list("rkt") == {"2027": Kind.FOLDER, "keluar": Kind.OTHER}
    assert folder.list("rkt/2027") == {"pikp.yml": Kind.FILE, "tautan.yml": Kind.OTHER}
    assert folder.list("tidak-ada") == {}


def test_a_linked_folder_is_not_entered(folder: FolderFiles) -> None:
    assert folder.list("rkt/keluar") == {}


def test_a_folder_with_a_repository_of_its_own_is_a_submodule(folder: FolderFiles) -> None:
    inner = folder.root / "rkt/2027/egov.yml"
    inner.mkdir()
    (inner / ".git").write_text("gitdir: ../.git/modules/egov\n")
    assert folder.list("rkt/2027")["egov.yml"] is Kind.OTHER
    with pytest.raises(NotPlainFile):
        folder.read("rkt/2027/egov.yml")


def test_what_would_exhaust_the_memory_is_not_read(folder: FolderFiles) -> None:
    with (folder.root / "rkt/2027/pikp.yml").open("r+b") as file:
        file.truncate(MAX_READ + 1)  # takes no room on the disk
    with pytest.raises(TooLarge) as refusal:
        folder.read("rkt/2027/pikp.yml")
    assert refusal.value.size == MAX_READ + 1


def test_an_overlay_hides_what_is_under_it(folder: FolderFiles) -> None:
    files = MemoryFiles({"rkt/2027/pikp.yml": b"b: 2\n", "rkt/satuan.yml": b"c: 3\n"}, folder)
    assert files.read("rkt/2027/pikp.yml") == b"b: 2\n"
    assert files.list("rkt") == {"2027": Kind.FOLDER, "keluar": Kind.OTHER, "satuan.yml": Kind.FILE}
    with pytest.raises(FileNotFoundError):
        files.read("rkt/lain.yml")
