"""How the archive writes, byte for byte, and how it finds its way among a thousand publications."""

import base64
import json
from datetime import date
from pathlib import Path

import pytest

from rktkit.ground.files import MemoryFiles
from rktkit.ground.findings import Refusal
from rktkit.ground.git.files import CommitFiles
from rktkit.ground.git.objects import git_hash
from rktkit.ground.git.repo import Repo
from rktkit.trust.archive.branch import LAST_SEEN, newest, open_branch
from rktkit.trust.archive.closed import Without
from rktkit.trust.archive.make import read_sources
from rktkit.trust.archive.manifest import BadManifest, Manifest, json_bytes, parse_manifest, sha256
from rktkit.trust.archive.objects import BadProof, check_proof
from rktkit.trust.archive.publications import Archive, Publication
from tests.trust.acts import Archived, head, stand_alone


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
    with Repo(office.path) as repo:
        assert newest(repo) == office.sha("arsip"), "what was here before is believed"
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


# --- how it is read --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("more", "said"), [(0, "bukan JSON"), (1, "terlalu besar")])
def test_how_large_a_manifest_may_be(more: int, said: str) -> None:
    with pytest.raises(BadManifest, match=said):
        parse_manifest(b" " * (8 * 1024 * 1024 + more))


def test_a_merge_of_three_is_no_proof_of_two(sealed_once: Archived) -> None:
    """What a folder holds of a merge is judged as the merge itself would be: the approved text is the second of two."""
    office = sealed_once.office
    bukti = json.loads(office.git("show", "arsip:2027/murni-0/bukti.json"))
    merge, naskah = bukti["commit"], bukti["git"]
    with Repo(office.path) as repo:
        commit = repo.commit(merge)
        sources = read_sources(CommitFiles(repo, merge), 2027)
        assert check_proof(naskah, merge, commit.parents[1], 2027, sources).keys() >= {merge}
        third = f"parent {commit.parents[1]}\n".encode()
        raw = commit.raw.replace(third, third + f"parent {office.sha('main')}\n".encode(), 1)
    other = git_hash("commit", raw)
    kept = {**bukti["git"], "commit": {**bukti["git"]["commit"], other: base64.b64encode(raw).decode()}}
    with pytest.raises(BadProof, match="induk kedua"):
        check_proof(kept, other, commit.parents[1], 2027, sources)


def test_another_readme_is_named_and_is_no_matter_of_line_ends(folder: Path) -> None:
    """Whatever its hash, greater or smaller than the recorded one."""
    known, place = head(folder), folder / "README.md"
    recorded, greater = sha256(place.read_bytes()), set[bool]()
    for number in range(40):
        place.write_text(f"Arsip {number}\n")
        if (bigger := sha256(place.read_bytes()) > recorded) in greater:
            continue
        greater.add(bigger)
        status, said = stand_alone(folder, "--kepala", known)
        assert (status, "README.md bukan yang dicatat" in said, "CRLF" in said) == (0, True, False)
    assert greater == {True, False}


def test_a_year_as_it_is_now_stands_among_the_references_that_it_was_signed_with() -> None:
    """Nothing of the published year shines through where a file was taken away since."""
    files = Without(MemoryFiles({"rkt/2027/pikp.yml": b"a", "rkt/satuan.yml": b"b"}), "rkt/2027")
    assert files.read("rkt/satuan.yml") == b"b"
    assert "satuan.yml" in files.list("rkt")
    assert files.list("rkt/2027") == {}
    with pytest.raises(FileNotFoundError):
        files.read("rkt/2027/pikp.yml")
