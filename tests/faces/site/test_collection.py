"""What the site reads from an archive, and what it says when the archive is not as it was published."""

from dataclasses import replace
from datetime import date

import pytest

from rktkit.faces.site.collection import read_collection
from rktkit.ground.files import Files, MemoryFiles
from rktkit.ground.findings import Severity
from rktkit.trust.archive.manifest import json_bytes
from tests.documents import builders
from tests.faces.site.archives import archive, decision, other_year, publish


def names(files: Files) -> list[str]:
    return [terbitan.nama for terbitan in read_collection(files).terbitan]


def test_the_newest_stands_first(arsip: Files) -> None:
    koleksi = read_collection(arsip)
    assert [t.nama for t in koleksi.terbitan] == ["2026/perubahan-1", "2026/murni-0", "2025/murni-0"]
    assert koleksi.terbaru is koleksi.terbitan[0]
    assert koleksi.kepala == koleksi.terbitan[0].publikasi.sha256
    assert koleksi.temuan == ()
    assert [(year, len(found)) for year, found in koleksi.per_tahun()] == [(2026, 2), (2025, 1)]


def test_what_is_in_force_when(arsip: Files) -> None:
    perubahan, murni, lama = read_collection(arsip).terbitan
    assert (murni.mulai, murni.sampai, murni.pengganti) == (date(2025, 12, 1), date(2026, 8, 26), "2026/perubahan-1")
    assert (perubahan.mulai, perubahan.sampai, perubahan.pengganti) == (date(2026, 8, 27), date(2026, 12, 31), None)
    assert (lama.mulai, lama.sampai, lama.pengganti) == (date(2024, 12, 2), date(2025, 12, 31), None)
    assert (perubahan.semula, murni.semula) == ("2026/murni-0", None)
    assert murni.berlaku == "1 Desember 2025 sampai 26 Agustus 2026"
    day, koleksi = date(2026, 8, 26), read_collection(arsip)
    for _ in range(2):  # the archive itself agrees on both sides of the change
        found = koleksi.arsip.in_force(2026, day)
        assert found
        assert found.nama == next(t.nama for t in (murni, perubahan) if t.mulai and t.mulai <= day <= t.sampai)
        day = date(2026, 8, 27)


def test_two_decisions_on_one_day() -> None:
    """The later one is in force from its first day on."""
    first = builders.khas()
    koleksi = read_collection(
        MemoryFiles(archive([first, replace(first, jenis="perubahan", urutan=1)], formats=["json"]))
    )
    perubahan, murni = koleksi.terbitan
    assert murni.mulai
    assert murni.seketika
    assert murni.berlaku == "1 Desember 2026, tidak sempat berlaku"
    assert perubahan.berlaku == "1 Desember 2026 sampai 31 Desember 2027"
    assert koleksi.arsip.in_force(2027, murni.mulai) == perubahan.publikasi


@pytest.mark.parametrize(
    ("jenis", "urutan", "judul"),
    [
        ("murni", 0, "RKT 2027"),
        ("perubahan", 1, "RKT Perubahan 2027"),
        ("perubahan", 2, "RKT Perubahan Kedua 2027"),
        ("perubahan", 6, "RKT Perubahan Ke-6 2027"),
    ],
)
def test_titles(jenis: str, urutan: int, judul: str) -> None:
    plan = replace(builders.khas(), jenis=jenis, urutan=urutan)
    found = read_collection(MemoryFiles(archive([plan], formats=["json"]))).terbitan[0]
    assert found.judul == judul
    assert found.judul_panjang == judul.replace("RKT", "Rencana Kinerja Tahunan")


def test_the_last_plan_of_each_year() -> None:
    plans = [other_year(builders.khas(), year) for year in (2025, 2026, 2027)]
    koleksi = read_collection(MemoryFiles(archive(plans, formats=["json"])))
    assert [t.tahun for t in koleksi.berlaku_terakhir()] == [2025, 2026, 2027]


def test_an_empty_archive_is_no_fault() -> None:
    koleksi = read_collection(MemoryFiles({}))
    assert (koleksi.terbitan, koleksi.temuan, koleksi.kepala, koleksi.contoh) == ((), (), None, False)


def test_a_later_signature_belongs_to_what_it_signs() -> None:
    plan = builders.khas()
    tree = archive([plan], formats=["json"])
    first = read_collection(MemoryFiles(tree)).terbitan[0].publikasi
    publish(
        tree, f"{plan.publikasi}-ttd-1", {"rkt-ttd.pdf": b"%PDF", "bukti.json": json_bytes({})}, first, 2,
        penetapan=decision(plan), signs=(plan.publikasi, first.sha256),
    )  # fmt: skip
    koleksi = read_collection(MemoryFiles(tree))
    assert koleksi.temuan == ()
    assert [t.nama for t in koleksi.terbitan] == [plan.publikasi]
    assert [p.nama for p in koleksi.terbitan[0].tanda_tangan] == [f"{plan.publikasi}-ttd-1"]
    assert koleksi.kepala == koleksi.arsip.publications[-1].sha256


# --- an archive that is not as it was published ----------------------------------------------------------------------


@pytest.fixture
def tree() -> dict[str, bytes]:
    return archive([other_year(builders.khas(), 2026), builders.khas()], formats=["json", "csv"])


def test_a_changed_file_is_told_where_it_stands(tree: dict[str, bytes]) -> None:
    tree["2026/murni-0/csv/pagu.csv"] += b"x"
    newest, old = read_collection(MemoryFiles(tree)).terbitan
    assert [found.rule for found in old.temuan] == ["RKT-644"]
    assert newest.temuan == ()


def test_a_plan_that_cannot_be_read_is_still_listed(tree: dict[str, bytes]) -> None:
    tree["2027/murni-0/rkt.json"] = b"{"
    newest, _ = read_collection(MemoryFiles(tree)).terbitan
    assert newest.rkt is None
    assert [found.rule for found in newest.temuan] == ["RKT-644"]
    assert newest.judul == "RKT 2027"


def test_another_years_plan_is_not_shown(tree: dict[str, bytes]) -> None:
    tree["2027/murni-0/rkt.json"] = tree["2026/murni-0/rkt.json"]
    assert read_collection(MemoryFiles(tree)).terbitan[0].rkt is None


def test_a_copy_that_lost_a_publication_says_so_and_accuses_nobody(tree: dict[str, bytes]) -> None:
    left = {path: data for path, data in tree.items() if not path.startswith("2026/")}
    koleksi = read_collection(MemoryFiles(left))
    assert names(MemoryFiles(left)) == ["2027/murni-0"]
    told = {(found.rule, found.severity) for found in koleksi.temuan}
    assert told == {("RKT-645", Severity.PERINGATAN)}


def test_evidence_that_is_no_object_is_none(tree: dict[str, bytes]) -> None:
    for data in (b"[]", b"nul", b"\xff", b"[" * 100_000):
        tree["2027/murni-0/bukti.json"] = data
        assert read_collection(MemoryFiles(tree)).terbitan[0].bukti is None
