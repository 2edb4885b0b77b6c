"""Years and decisions together: what is signed is closed, a number is given once, the calendar answers back."""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from rktkit.ground.files import FolderFiles, MemoryFiles
from rktkit.ground.findings import Report, Severity
from rktkit.ground.git.repo import Repo
from rktkit.rules.archived import Archived, Keputusan, next_number
from rktkit.rules.check import check
from rktkit.trust.archive.closed import archived, of_archive
from tests.kantor import BASE
from tests.rules.example import archive_of

ARSIP = archive_of(["2026/murni-0"])
ORGANISASI = "rkt/organisasi.yml"
EGOV = "  - kode: egov\n    nama: Bidang Aplikasi Informatika\n    pimpinan: kabid-egov\n    program: [2.16.03]\n"
TANPA_EGOV = {ORGANISASI: [(EGOV, "")]}
"""The office merged a bidang away: its signed form of 2026 names what is no more."""


def kantor(ganti: Mapping[str, list[tuple[str, str]]]) -> MemoryFiles:
    """The base office with some texts replaced."""
    base, changed = FolderFiles(BASE), {}
    for path, pairs in ganti.items():
        text = base.read(path).decode()
        for old, new in pairs:
            assert text.count(old) == 1, (path, old)
            text = text.replace(old, new)
        changed[path] = text.encode()
    return MemoryFiles(changed, base)


def galat(report: Report, tahun: int) -> set[str]:
    return {p.rule for p in report.problems if p.file.startswith(f"rkt/{tahun}/") and p.weight == 0}


# --- closed years -----------------------------------------------------------------------------------------------------


def test_a_published_year_is_not_judged_by_todays_references() -> None:
    files = kantor(TANPA_EGOV)
    assert "RKT-208" in galat(check(files), 2026)
    report = check(files, archived=of_archive(ARSIP, files))
    assert galat(report, 2026) == set()
    assert "RKT-208" in galat(report, 2027)  # the open year still is


@pytest.mark.parametrize(
    ("names", "published"), [(["2026/murni-0"], {2026}), (["2026/murni-0", "2026/perubahan-1"], set())]
)
def test_a_year_is_published_as_its_cycle_names_it(names: list[str], published: set[int]) -> None:
    """The working folder still says ``murni``: an archive that holds an amendment of it says something else."""
    assert of_archive(archive_of(names), kantor({})).terbit == published


def test_a_year_that_is_asked_for_or_touched_is_judged_in_full() -> None:
    files = kantor(TANPA_EGOV)
    said = of_archive(ARSIP, files)
    assert "RKT-208" in galat(check(files, archived=said, year=2026), 2026)
    assert "RKT-208" in galat(check(files, archived=said, paths=["rkt/2026/egov.yml"]), 2026)
    assert "RKT-208" in galat(check(files, archived=of_archive(ARSIP, files, touched=[2026])), 2026)


@pytest.mark.parametrize(
    ("path", "old", "new", "line"),
    [
        ("rkt/2026/pikp.yml", "pagu: 60000000", "pagu: 60000001", 56),
        ("rkt/2026/siklus.yml", "pikp: 600000000", "pikp: 700000000", 16),
        ("rkt/2026/pengesahan.yml", "2025-12-17", "2025-12-18", 2),
        ("rkt/2026/notulen-sosialisasi.md", "\n", "\nditambah\n", 2),
    ],
)
def test_what_differs_from_the_publication_is_told_at_its_place(path: str, old: str, new: str, line: int) -> None:
    text = FolderFiles(BASE).read(path).decode().replace(old, new, 1)
    files = MemoryFiles({path: text.encode()}, FolderFiles(BASE))
    report = check(files, archived=of_archive(ARSIP, files))
    assert [(p.rule, p.file, p.line) for p in report.problems] == [("RKT-509", path, line)]


def test_a_gap_in_a_published_form_is_told_once() -> None:
    """The comparison finds it too, and knows of no final cycle."""
    files = kantor({})
    form = "rkt/2026/egov.yml"
    text = re.sub(r"(?m)^( +)pagu: [0-9]+$", r"\1# TINJAU: isi pagu", files.read(form).decode(), count=1)
    text = re.sub(r"(?m)^( +)(- kode: [0-9X.]{17})$", r"\1# TINJAU: pagu\n\1\2", text, count=1)
    files = MemoryFiles({form: text.encode()}, files)
    report = check(files, year=2026, final=True, archived=of_archive(ARSIP, files))
    gaps = [one for one in report.problems if one.message.startswith("Pagu belum diisi")]
    assert [(one.rule, one.severity) for one in gaps] == [("RKT-508", Severity.GALAT)]


def test_order_and_comments_are_no_difference() -> None:
    path = "rkt/2026/pengesahan.yml"
    lines = FolderFiles(BASE).read(path).decode().splitlines()
    text = "# disusun ulang\r\n" + "\r\n".join(reversed(lines)) + "\r\n"
    files = MemoryFiles({path: text.encode()}, FolderFiles(BASE))
    assert of_archive(ARSIP, files).berbeda == ()


def test_an_amendment_under_way_is_no_difference() -> None:
    files = kantor({"rkt/2026/siklus.yml": [("jenis: murni\nurutan: 0", "jenis: perubahan\nurutan: 1")]})
    said = of_archive(ARSIP, files)
    assert (said.tertutup, said.berbeda) == (frozenset(), ())


def test_outside_a_repository_nothing_is_closed() -> None:
    assert archived(None, FolderFiles(BASE)) == Archived()


def test_without_an_archive_main_says_which_years_are_closed(tmp_path: Path) -> None:
    files = FolderFiles(BASE)
    with Repo.create(tmp_path) as repo:
        from datetime import UTC, datetime

        paths = [path for path in BASE.rglob("*") if path.is_file()]
        tree = repo.write_files({path.relative_to(BASE).as_posix(): path.read_bytes() for path in paths})
        sha = repo.write_commit(tree, [], "kantor", "A <a@b.invalid>", datetime(2026, 11, 1, tzinfo=UTC))
        repo.update_ref("refs/heads/main", sha, "0" * 40)
        changed = kantor(TANPA_EGOV)
        said = archived(repo, changed)
        assert said.lunak == {2026}
        assert galat(check(changed, archived=said), 2026) == set()
        assert "RKT-208" in {p.rule for p in check(changed, archived=said).problems}  # told, not blocking
        assert archived(repo, changed, touched=[2026]).lunak == frozenset()
        assert archived(repo, kantor({"rkt/2026/egov.yml": [("tahun: 2026", "tahun:  2026")]})).lunak == frozenset()
        assert archived(repo, files).tertutup == frozenset()


# --- the register -----------------------------------------------------------------------------------------------------


def put(nomor: str, urutan: int = 0, tahun: int = 2026) -> Keputusan:
    return Keputusan(tahun, "murni", urutan, nomor, None)


@pytest.mark.parametrize(
    ("known", "year", "expected"),
    [
        ([], 2026, None),
        (["000.7/041/DISKOMINFOSAN/2026"], 2026, "000.7/042/DISKOMINFOSAN/2026"),
        (["000.7/041/DISKOMINFOSAN/2025"], 2026, "000.7/001/DISKOMINFOSAN/2026"),
        (["060/12/DINKES/2026", "060/9/DINKES/2026"], 2026, "060/13/DINKES/2026"),
        (["188.45/99/KUM/2026"], 2026, "188.45/100/KUM/2026"),
        (["SK-Kepala"], 2026, None),
    ],
)
def test_the_next_free_number(known: list[str], year: int, expected: str | None) -> None:
    assert next_number([put(nomor, n) for n, nomor in enumerate(known)], year) == expected
