"""How the archive writes, byte for byte, and how it finds its way among a thousand publications."""

from datetime import date
from pathlib import Path

import pytest

from rktkit.ground.files import MemoryFiles
from rktkit.ground.findings import Refusal
from rktkit.ground.git.repo import Repo
from rktkit.trust.archive.branch import LAST_SEEN, open_branch
from rktkit.trust.archive.manifest import Manifest, json_bytes
from rktkit.trust.archive.publications import Archive, Publication
from tests.trust.acts import Archived


def test_json_is_written_one_way() -> None:
    """Sorted, two blanks, letters as they are, a line end: a stranger's program has to make the same bytes."""
    said = json_bytes({"nama": "Paringin – ꦥ", "berkas": [1]})
    assert said == '{\n  "berkas": [\n    1\n  ],\n  "nama": "Paringin – ꦥ"\n}\n'.encode()


@pytest.mark.parametrize(("remote", "named"), [(None, "origin"), ("hulu", "hulu")])
def test_where_the_other_branch_is_that_went_another_way(
    remote: str | None, named: str, sealed: Archived, tmp_path: Path
) -> None:
    office = sealed.office
    other = office.git("commit-tree", "arsip^{tree}", "-m", "Arsip lain")
    office.git("update-ref", LAST_SEEN, other)
    office.git("init", "--quiet", "--bare", str(tmp_path / "hulu"))
    office.git("push", "--quiet", str(tmp_path / "hulu"), f"{other}:refs/heads/arsip")
    office.git("remote", "add", "hulu", str(tmp_path / "hulu"))
    with Repo(office.path) as repo, pytest.raises(Refusal) as caught:
        open_branch(repo, remote)
    assert f"Cabang arsip di sini dan di {named} berbeda jalan" in caught.value.problems[0].message


def plan(urutan: int, name: str, decided: str, signs: str | None = None) -> Publication:
    """A publication of which only the manifest is looked at."""
    jenis = name.partition("/")[2].partition("-")[0]
    manifest = Manifest(
        name, urutan, None, int(name[:4]), jenis, {"tanggal": decided}, f"{urutan:040}", (), {},
        (signs, "") if signs else None,
    )  # fmt: skip
    return Publication(manifest, f"{urutan:064}")


YEARS = Archive(
    MemoryFiles({}),
    (
        plan(1, "2027/murni-0", "2026-12-01"),
        plan(2, "2027/murni-0-ttd-1", "2026-12-01", "2027/murni-0"),
        plan(3, "2027/perubahan-1", "2027-04-01"),
        plan(4, "2028/murni-0", "2027-12-01"),
        plan(5, "2027/perubahan-2", "rusak"),
        plan(6, "2027/perubahan-3", "2027-09-01"),
        plan(7, "2027/murni-0-ttd-2", "2026-12-01", "2027/murni-0"),
    ),
    (),
)


@pytest.mark.parametrize(
    ("name", "day", "by"),
    [
        ("2027/murni-0", date(2027, 3, 31), None),
        ("2027/murni-0", date(2027, 4, 1), "2027/perubahan-1"),
        ("2027/murni-0", date(2028, 1, 1), "2027/perubahan-1"),
        ("2027/perubahan-1", date(2027, 8, 31), None),
        ("2027/perubahan-1", date(2027, 9, 1), "2027/perubahan-3"),
        ("2027/perubahan-2", date(2027, 9, 1), "2027/perubahan-3"),
        ("2027/perubahan-3", date.max, None),
        ("2028/murni-0", date.max, None),
    ],
)
def test_what_replaces_a_plan(name: str, day: date, by: str | None) -> None:
    """The next of its year that was decided until a day; one whose date cannot be read replaces nothing."""
    publication = YEARS.find(name)
    assert publication
    found = YEARS.replacing(publication, day)
    assert (found.nama if found else None) == by


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2026, 11, 30), None),
        (date(2026, 12, 1), "2027/murni-0"),
        (date(2027, 4, 1), "2027/perubahan-1"),
        (date(2027, 8, 31), "2027/perubahan-1"),
        (date(2027, 9, 1), "2027/perubahan-3"),
    ],
)
def test_which_plan_is_in_force(day: date, name: str | None) -> None:
    found = YEARS.in_force(2027, day)
    assert (found.nama if found else None) == name


def test_what_is_found_by_name_number_commit_and_year() -> None:
    assert [one.manifest.urutan for one in YEARS.plans()] == [1, 3, 4, 5, 6]
    assert [one.manifest.urutan for one in YEARS.plans(2027)] == [1, 3, 5, 6]
    assert [one.manifest.urutan for one in YEARS.signatures("2027/murni-0")] == [2, 7]
    assert YEARS.of_commit(f"{3:040}") is YEARS.find("2027/perubahan-1") is YEARS.numbered(3)
    assert YEARS.of_commit(f"{2:040}") is None, "a mere signature carries no plan"
    assert (YEARS.plans(2029), YEARS.find("2029/murni-0"), YEARS.numbered(8)) == ((), None, None)
