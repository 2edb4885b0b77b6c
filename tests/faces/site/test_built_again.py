"""The site, built again: the same twice, in the place of an older one; and what it says when something is wrong."""

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from rktkit.faces.site.build import BUNDLE, MARK, BuildFailed, build
from rktkit.ground.files import Files, MemoryFiles
from rktkit.ground.findings import UsageError
from rktkit.trust.archive.manifest import parse_manifest
from rktkit.trust.archive.publications import Publication, head_bytes
from tests.documents import builders
from tests.faces.site.archives import archive, bahan, other_year
from tests.faces.site.finished import hashes, text


def test_a_new_publication_changes_no_page_of_another_year(arsip: MemoryFiles, tmp_path: Path) -> None:
    """Only its own pages, those of its plan year, lists, histories, search and hashes; no older download at all."""
    before = {path: data for path, data in arsip.files.items() if not path.startswith("2026/perubahan-1/")}
    first = json.loads(before["2026/murni-0/manifest.json"])
    before["kepala.json"] = head_bytes(Publication(parse_manifest(before["2026/murni-0/manifest.json"]), ""), 2)
    assert first["urutan"] == 2
    build(bahan(MemoryFiles(before)), tmp_path / "dua")
    build(bahan(arsip), tmp_path / "tiga")
    changed = {
        place.relative_to(tmp_path / "dua").as_posix()
        for place in (tmp_path / "dua").rglob("*")
        if place.is_file()
        and place.read_bytes() != (tmp_path / "tiga" / place.relative_to(tmp_path / "dua")).read_bytes()
    }
    lists = r"(index|banding/index|data/index|uang/index|verifikasi/index|arsip/index|arsip/2026/index)\.html"
    histories = r"(bidang|indikator|riwayat)/([a-z0-9-]+/)?index\.html"
    own = r"arsip/2026/murni-0/index\.html|arsip/kepala\.json|arsip\.zip|situs\.json|umpan\.xml"
    scripts = r"assets/(cari-publik|sidik)\.js"
    allowed = re.compile("|".join((lists, histories, own, scripts)))
    assert {path for path in changed if not allowed.fullmatch(path)} == set()
    assert {"index.html", "arsip/index.html", "arsip/2026/murni-0/index.html", "assets/sidik.js"} <= changed


def test_pages_of_publications_are_built_once_and_the_same(arsip: Files, tmp_path: Path) -> None:
    kept = replace(bahan(arsip), simpanan=tmp_path / "simpanan")
    for output in ("dingin", "hangat"):
        build(kept, tmp_path / output)
    assert len(list((tmp_path / "simpanan").iterdir())) == 3
    for place in (tmp_path / "dingin").rglob("*"):
        if place.is_file():
            assert place.read_bytes() == (tmp_path / "hangat" / place.relative_to(tmp_path / "dingin")).read_bytes()


def test_the_same_archive_makes_the_same_site(tmp_path: Path) -> None:
    tree = MemoryFiles(archive([builders.khas()], formats=["json", "csv"]))
    build(bahan(tree), tmp_path / "satu")
    build(bahan(tree), tmp_path / "dua/di/dalam")
    assert hashes(tmp_path / "satu") == hashes(tmp_path / "dua/di/dalam")


def test_a_site_takes_the_place_of_an_older_one(tmp_path: Path) -> None:
    output = tmp_path / "situs"
    build(bahan(MemoryFiles({})), output)
    assert "Belum ada RKT yang diterbitkan" in text(output / "arsip/index.html")
    assert not (output / BUNDLE).exists()
    build(bahan(MemoryFiles(archive([builders.khas()], formats=["json"]))), output)
    assert (output / "arsip/2027/murni-0/index.html").is_file()
    assert [path.name for path in tmp_path.iterdir()] == ["situs"]


def test_an_office_without_publications_has_its_name_on_the_door(tmp_path: Path) -> None:
    office = {"singkatan": "Dispora", "instansi": "Dinas Pemuda <b>dan</b> Olahraga", "pemerintah": "Kota Contoh"}
    build(replace(bahan(MemoryFiles({})), kantor=office), tmp_path / "situs")
    shown = text(tmp_path / "situs/index.html")
    for words in (
        "Kota Contoh · Dispora",
        "dicapai Dinas Pemuda <b>dan</b> Olahraga",
        "Belum ada RKT yang diterbitkan",
    ):
        assert words in shown


@pytest.mark.parametrize("there", ["rahasia.txt", "index.html"])
def test_a_folder_with_other_things_is_left_alone(tmp_path: Path, there: str) -> None:
    (tmp_path / there).write_text("milik orang lain")
    with pytest.raises(UsageError, match="berisi hal lain"):
        build(bahan(MemoryFiles({})), tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [there]


def test_an_altered_archive_is_built_with_its_findings(tmp_path: Path) -> None:
    tree = archive([builders.khas()], formats=["json", "csv"])
    tree["2027/murni-0/csv/pagu.csv"] += b"9"
    koleksi = build(bahan(MemoryFiles(tree)), tmp_path / "situs")
    assert [found.rule for found in koleksi.temuan] == ["RKT-644"]
    for page in ("index.html", "arsip/index.html", "arsip/2027/murni-0/index.html"):
        assert "RKT-644" in text(tmp_path / "situs" / page)


def test_a_site_remembers_the_heads_that_it_has_shown(tmp_path: Path) -> None:
    """Whoever rewrites or truncates the archive between two builds is told on, also in the build after the next."""
    plans = [other_year(builders.khas(), year) for year in (2025, 2026, 2027)]
    (first, grown, rewritten) = (
        MemoryFiles(archive(given, formats=["json"])) for given in (plans[:1], plans[:2], plans[1:])
    )
    head = json.loads(grown.files["kepala.json"])["sha256"]
    output = tmp_path / "situs"
    assert build(bahan(first), output).temuan == ()
    assert build(bahan(grown), output).temuan == (), "it went on from there"
    for archive_ in (first, rewritten):
        assert [found.rule for found in build(bahan(archive_), output).temuan][-1:] == ["RKT-651"]
        assert "RKT-651" in text(output / "index.html")
        assert head in text(output / "arsip/index.html")
    assert build(replace(bahan(grown), sementara=True), output).temuan == (), "a rehearsal has no past"
    assert build(bahan(first), output).temuan == ()


@pytest.mark.parametrize("mark", ["{", "[]", '{"saksi": 3}', '{"saksi": [3, null]}', "{}"])
def test_a_mark_that_says_nothing(mark: str, tmp_path: Path) -> None:
    (tmp_path / "situs").mkdir()
    (tmp_path / "situs" / MARK).write_text(mark)
    assert build(bahan(MemoryFiles({})), tmp_path / "situs").temuan == ()


def test_a_plan_that_cannot_be_read_has_a_page_all_the_same(tmp_path: Path) -> None:
    tree = archive([builders.khas()], formats=["json"])
    tree["2027/murni-0/rkt.json"] = b"bukan"
    build(bahan(MemoryFiles(tree)), tmp_path / "situs")
    shown = text(tmp_path / "situs/arsip/2027/murni-0/index.html")
    assert "Data publikasi ini tidak dapat dibaca" in shown
    assert "000.7/001/DISKOMINFOSAN/2026" in shown


def test_a_document_cannot_hide_a_page(tmp_path: Path) -> None:
    tree = archive([builders.khas()], formats=["json"])
    tree["2027/murni-0/index.html"] = b"<script>alert(1)</script>"
    with pytest.raises(UsageError, match="namanya sama dengan halaman situs"):
        build(bahan(MemoryFiles(tree)), tmp_path / "situs")
    assert not (tmp_path / "situs").exists()


def test_a_broken_link_stops_the_build(tmp_path: Path) -> None:
    content = tmp_path / "content"
    content.mkdir()
    (content / "panduan.md").write_text("# Panduan\n\n[hilang](tidak-ada.md)\n")
    (tmp_path / "mkdocs.yml").write_text("site_name: x\ntheme: {name: material}\nnav: [index.md, panduan.md]\n")
    made = replace(bahan(MemoryFiles({})), pengaturan=tmp_path / "mkdocs.yml", konten=content)
    with pytest.raises(BuildFailed, match=r"panduan\.md.*tidak-ada\.md"):
        build(made, tmp_path / "situs")
    assert not (tmp_path / "situs").exists()


def test_a_hand_written_page_cannot_stand_where_ours_does(tmp_path: Path) -> None:
    content = tmp_path / "content"
    content.mkdir()
    (content / "index.md").write_text("# Beranda saya\n")
    with pytest.raises(UsageError, match=r"index\.md dibuat oleh rkt sendiri"):
        build(replace(bahan(MemoryFiles({})), konten=content), tmp_path / "situs")
