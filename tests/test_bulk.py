"""Many years at once say what one check says; what is kept is never wrong and never needed."""

from pathlib import Path

import pytest
from benchmarks.office import build

from rktkit.bulk import check_many
from rktkit.ground.files import FolderFiles
from rktkit.ground.findings import Report
from rktkit.rules.check import check


@pytest.fixture
def office(tmp_path: Path) -> Path:
    root = tmp_path / "kantor"
    build(root, 2020, 6, bidang=2)
    return root


def spoil(root: Path, tahun: int) -> None:
    form = root / f"rkt/{tahun}/pikp.yml"
    form.write_text(form.read_text().replace("target: 12\n", "target: 13\n", 1))


def plain(root: Path) -> Report:
    return check(FolderFiles(root))


def test_the_generated_office_has_no_findings(office: Path) -> None:
    assert plain(office).problems == ()


@pytest.mark.parametrize("workers", [1, 2])
def test_it_says_what_one_check_says(office: Path, tmp_path: Path, workers: int) -> None:
    spoil(office, 2022)
    (office / "rkt/satuan.yml").write_text("satuan: []\n")
    report = check_many(office, cache=tmp_path / "cache", workers=workers)
    assert report == plain(office)
    assert check_many(office, cache=tmp_path / "cache", workers=workers) == report


def test_a_change_is_seen_in_its_year_and_the_one_after(office: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    check_many(office, cache=cache)
    before = set(cache.rglob("*"))
    spoil(office, 2022)
    assert check_many(office, cache=cache) == plain(office)
    made = {path for path in set(cache.rglob("*")) - before if path.is_file()}
    assert len(made) == 2


@pytest.mark.parametrize("path", ["rkt/organisasi.yml", "rkt/satuan.yml", "rkt/renstra/2020-2025.yml"])
def test_a_changed_reference_makes_everything_new(office: Path, tmp_path: Path, path: str) -> None:
    check_many(office, cache=tmp_path / "cache")
    (office / path).write_text("bukan: acuan\n")
    assert check_many(office, cache=tmp_path / "cache") == plain(office)


def test_a_new_version_of_a_library_makes_everything_new(
    office: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = tmp_path / "cache"
    check_many(office, cache=cache, workers=1)
    before = {path for path in cache.rglob("*") if path.is_file()}
    (tmp_path / "pustaka/PyYAML-99.dist-info").mkdir(parents=True)
    monkeypatch.syspath_prepend(tmp_path / "pustaka")
    check_many(office, cache=cache, workers=1)
    assert len({path for path in cache.rglob("*") if path.is_file()}) == 2 * len(before)


def test_a_final_cycle_is_another_question(office: Path, tmp_path: Path) -> None:
    (office / "rkt/2023/egov.yml").unlink()
    open_report = check_many(office, cache=tmp_path / "cache")
    final = check_many(office, final={2023}, cache=tmp_path / "cache")
    assert not open_report.blocks
    assert final == check(FolderFiles(office), final={2023})
    assert final.blocks


@pytest.mark.parametrize("rubbish", [b"", b"{}", b"[[], 5", b'[[{"rule": "x"}], []]', b"null", b"\xff"])
def test_a_damaged_cache_is_as_good_as_none(office: Path, tmp_path: Path, rubbish: bytes) -> None:
    cache = tmp_path / "cache"
    spoil(office, 2022)
    report = check_many(office, cache=cache)
    for kept in cache.rglob("*"):
        if kept.is_file():
            kept.write_bytes(rubbish)
    assert check_many(office, cache=cache) == report


def test_a_cache_that_cannot_be_written_costs_time_only(office: Path, tmp_path: Path) -> None:
    blocked = tmp_path / "cache"
    blocked.write_text("sebuah berkas di tempat folder")
    assert check_many(office, cache=blocked) == plain(office)
