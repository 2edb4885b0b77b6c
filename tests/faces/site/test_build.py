"""The whole site, built: what is in it, that it is the same twice, and that hostile data stays text in every page."""

import gzip
import hashlib
import json
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import html5lib
import pytest

from rktkit.faces.site.build import BUNDLE, MARK, BuildFailed, build
from rktkit.ground.files import Files, MemoryFiles
from rktkit.ground.findings import UsageError
from rktkit.trust.archive.manifest import json_bytes, parse_manifest
from rktkit.trust.archive.publications import Publication, head_bytes
from tests.documents import builders
from tests.documents.hostile import JAHAT, jahat
from tests.faces.site.archives import PROJECT, archive, bahan, compiled, evidence_of, other_year


def pages(site: Path) -> Iterator[Path]:
    """Pages that MkDocs made; the archive's own ``rkt.html`` has tests of its own."""
    return (page for page in sorted(site.rglob("*.html")) if page.name != "rkt.html")


def text(page: Path) -> str:
    tree = html5lib.parse(page.read_bytes(), namespaceHTMLElements=False, transport_encoding="utf-8")
    return " ".join("".join(tree.find("body").itertext()).split())


def hashes(site: Path) -> dict[str, str]:
    return {
        path.relative_to(site).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(site.rglob("*"))
        if path.is_file()
    }


# --- what is there ---------------------------------------------------------------------------------------------------


def test_every_page_is_there(situs: Path) -> None:
    made = {path.relative_to(situs).as_posix() for path in situs.rglob("index.html")}
    assert {
        "index.html",
        "arsip/index.html",
        "arsip/2026/perubahan-1/index.html",
        "arsip/2026/murni-0/index.html",
        "arsip/2025/murni-0/index.html",
        "bidang/index.html",
        "bidang/pikp/index.html",
        "draf/2027/murni-0/index.html",
        "sop/index.html",
        "panduan/index.html",
        "panduan/mengisi-form/index.html",
        "tentang/index.html",
        "rekayasa/architecture/index.html",
    } <= made
    assert not [path for path in made if path.startswith("naskah")]


def test_the_documents_are_the_archives_byte_for_byte(situs: Path, arsip: MemoryFiles) -> None:
    for path, data in arsip.files.items():
        assert (situs / "arsip" / path).read_bytes() == data


def test_the_archive_can_be_taken_home_and_proves_itself(situs: Path, arsip: MemoryFiles, tmp_path: Path) -> None:
    """The site's own folder is the archive with pages among the documents, which are named; the bundle is it alone."""
    head = json.loads(arsip.files["kepala.json"])["sha256"]
    verifier = [sys.executable, str(situs / "arsip/periksa.py"), "--kepala", head]
    beside = subprocess.run([*verifier, str(situs / "arsip")], capture_output=True, text=True, check=False)
    assert (beside.returncode, "index.html" in beside.stdout) == (0, True)
    assert 'href="../arsip.zip"' in (situs / "arsip/index.html").read_text()
    with zipfile.ZipFile(situs / BUNDLE) as bundle:
        bundle.extractall(tmp_path)
    taken = {path.relative_to(tmp_path / "arsip").as_posix(): path for path in tmp_path.rglob("*") if path.is_file()}
    assert {path: place.read_bytes() for path, place in taken.items()} == arsip.files
    assert subprocess.run([*verifier, str(tmp_path / "arsip")], capture_output=True, check=False).returncode == 0


def test_countersignatures_are_taken_home_too(tmp_path: Path) -> None:
    tree = archive([builders.khas()], formats=["json"]) | {"saksi/1-inspektorat.sig": b"-----BEGIN SSH SIGNATURE-----"}
    build(bahan(MemoryFiles(tree)), tmp_path / "situs")
    with zipfile.ZipFile(tmp_path / "situs" / BUNDLE) as bundle:
        assert "arsip/saksi/1-inspektorat.sig" in bundle.namelist()
    known = (tmp_path / "situs/assets/sidik.js").read_text()
    assert hashlib.sha256(tree["saksi/1-inspektorat.sig"]).hexdigest() in known


def test_a_decision_without_a_number_is_shown_all_the_same(tmp_path: Path) -> None:
    build(bahan(MemoryFiles(archive([builders.kecil()], formats=["json"]))), tmp_path / "situs")
    assert "Nomor" in text(tmp_path / "situs/arsip/index.html")


def test_a_note_of_an_old_cycle_is_no_page(situs: Path) -> None:
    assert (situs / "arsip/2026/murni-0/sumber/rkt/2026/notulen.md").read_bytes() == b"# Notulen\n"
    assert not list(situs.glob("arsip/**/sumber/**/*.html"))


def test_a_publication_says_who_what_and_when(situs: Path) -> None:
    shown = text(situs / "arsip/2026/perubahan-1/index.html")
    for words in (
        "Rencana Kinerja Tahunan Perubahan 2026",
        "000.7/029/DISKOMINFOSAN/2026",
        "Paringin, 27 Agustus 2026",
        "CONTOH Kepala Dinas",
        "27 Agustus 2026 sampai 31 Desember 2026",
        "Rp13.361.450.000",
        "Semula",
        "Menjadi",
        "Indeks Keterbukaan Informasi Publik",
        "2.16.02.2.01.0014",
        "Ini pernyataan forge tentang siapa yang menekan tombol, bukan tanda tangan.",
    ):
        assert words in shown


def test_the_chain_and_its_head_are_shown(situs: Path, arsip: MemoryFiles) -> None:
    head = json.loads(arsip.files["kepala.json"])["sha256"]
    for page in ("verifikasi/index.html", "arsip/index.html", "arsip/2026/perubahan-1/index.html"):
        assert head in text(situs / page)
    assert json.loads((situs / MARK).read_text())["kepala"] == head
    for line in json.loads(arsip.files["2026/perubahan-1/manifest.json"])["berkas"]:
        assert line["sha256"] in text(situs / "arsip/2026/perubahan-1/index.html")


def test_sample_data_is_called_sample_data_everywhere(situs: Path) -> None:
    for page in pages(situs):
        assert "CONTOH." in text(page), page


def test_a_draft_is_called_a_draft(situs: Path) -> None:
    page = situs / "draf/2027/murni-0/index.html"
    assert "DRAF. Naskah yang masih disusun" in text(page)
    assert "Dokumen resmi" not in text(page)
    assert '<meta name="robots" content="noindex">' in page.read_text()
    assert (situs / "draf/2027/murni-0/rkt.json").read_bytes() == compiled(builders.khas())["rkt.json"]


def test_home_answers_three_questions_in_its_first_lines(situs: Path) -> None:
    """What, what it costs, whether it is on time; the archive's proof is one line, its 64 digits are elsewhere."""
    shown = text(situs / "index.html")
    first = shown[: shown.index("Buka RKT Perubahan 2026")]
    for words in ("5 sasaran", "9 indikator utama; 8 hendak diperbaiki", "Rp13,36 M", "+Rp346.692.463 dari 2025"):
        assert words in first
    for words in ("Tepat waktu", "RKT 2027, langkah 4 dari 11", "bola di Kepala Bidang Persandian sampai 3 Desember"):
        assert words in first
    assert re.search(r"Indeks Keterbukaan Informasi Publik ?2025 74,8 → menjadi 80 Indeks ?membaik", shown)
    assert "+Rp346.692.463 dari RKT 2025" in shown
    assert not re.search(r"[0-9a-f]{64}", shown)


def test_a_plan_without_its_renstra_is_told_by_its_own_indicators(tmp_path: Path) -> None:
    plan = builders.besar(jumlah_bidang=2, per_kegiatan=1, jumlah_kegiatan=1)
    build(bahan(MemoryFiles(archive([plan], formats=["json"]))), tmp_path / "situs")
    assert "10 indikator utama" in text(tmp_path / "situs/index.html")
    assert "RKT 2027: 123.456.789" in text(tmp_path / "situs/indikator/s1-1/index.html")


def test_where_no_indicator_is_a_key_one_all_are_shown(tmp_path: Path) -> None:
    plan = builders.khas()
    aims = [replace(s, indikator=tuple(replace(i, iku=False) for i in s.indikator)) for s in plan.sasaran]
    build(bahan(MemoryFiles(archive([replace(plan, sasaran=tuple(aims))], formats=["json"]))), tmp_path / "situs")
    count = sum(len(s.indikator) for s in aims)
    assert re.search(rf"Apa {len(aims)} sasaran {count} indikator(?! utama)", text(tmp_path / "situs/index.html"))


def test_an_indicator_has_all_its_years_on_one_page(situs: Path) -> None:
    """Renstra, every RKT of a year, what was reached; a dash is not a nought."""
    shown = text(situs / "indikator/s2-2/index.html")
    assert re.search(r"2026 92 RKT 2026: 92 ?RKT Perubahan 2026: 94 Capaian semester pertama sudah 93,1 persen", shown)
    assert "makin tinggi makin baik" in shown
    assert "Bidang Pengelolaan Informasi dan Komunikasi Publik" in shown
    tree = html5lib.parse((situs / "indikator/s2-2/index.html").read_bytes(), namespaceHTMLElements=False)
    (drawn,) = [e for e in tree.iter("{http://www.w3.org/2000/svg}svg") if e.get("role") == "img"]
    assert "realisasi" in drawn.get("aria-label", "")


def test_programs_are_read_in_ordinary_letters(situs: Path) -> None:
    """As the nomenclature writes them they stand in the documents; pages are for reading."""
    for path in ("arsip/2026/perubahan-1", "bidang/pikp", "uang", "riwayat/2-16-02"):
        assert "PROGRAM PENGELOLAAN" not in text(situs / path / "index.html"), path


def test_the_running_cycle_is_shown(situs: Path) -> None:
    shown = text(situs / "index.html")
    assert "Sedang disusun: RKT 2027" in shown
    assert "Bola di tangan" in shown
    assert "Keadaan pada 2 Desember 2026" in shown
    assert "diubah pula di cabang lain: Bidang Pengelolaan Informasi" in shown
    assert "(kasubag-patch-3, <b>*lain*</b>)." in shown  # whatever a branch is called, it stays text


def test_the_sop_page_is_honest(situs: Path) -> None:
    shown = text(situs / "sop/index.html")
    assert "SOP Penyusunan Rencana Kinerja Tahunan yang ditetapkan kantor" in shown
    assert "rekonstruksi" in shown
    assert shown.count("Pelaku") == 11


# --- nothing from elsewhere ------------------------------------------------------------------------------------------

ADDRESS = re.compile(rb"""(?:src|href|srcset|action|poster|data)=["']?(?:https?:)?//""", re.IGNORECASE)


def test_no_page_names_another_host(situs: Path) -> None:
    for page in pages(situs):
        html = page.read_bytes().replace(b'xmlns="http://www.w3.org/2000/svg"', b"")
        assert not ADDRESS.search(html), (page, ADDRESS.search(html))
    for sheet in situs.rglob("*.css"):
        assert not re.search(rb"@import|url\(['\"]?(?:https?:)?//", sheet.read_bytes()), sheet


@cache
def ids(page: Path) -> frozenset[str]:
    """Every address inside a page; none is given twice."""
    tree = html5lib.parse(page.read_bytes(), namespaceHTMLElements=False, transport_encoding="utf-8")
    found = [element.get("id") for element in tree.iter() if element.get("id")]
    assert len(found) == len(set(found)), (page, [one for one in found if found.count(one) > 1])
    return frozenset(found)


def test_a_plan_that_was_replaced_names_the_one_in_force(arsip: Files, tmp_path: Path) -> None:
    build(bahan(arsip, alamat="https://rkt.example/"), tmp_path / "situs")
    older = (tmp_path / "situs/arsip/2026/murni-0/index.html").read_text()
    assert '<link rel="canonical" href="https://rkt.example/arsip/2026/perubahan-1/index.html">' in older
    newer = (tmp_path / "situs/arsip/2026/perubahan-1/index.html").read_text()
    assert '<link rel="canonical" href="https://rkt.example/arsip/2026/perubahan-1/index.html">' in newer


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


def test_the_first_page_is_light(situs: Path) -> None:
    """What a browser loads before anybody searches, compressed: everything that home and a publication ask for."""
    for page in ("index.html", "arsip/2026/perubahan-1/index.html"):
        tree = html5lib.parse((situs / page).read_bytes(), namespaceHTMLElements=False)
        asked = [e.get("src") for e in tree.iter("script") if e.get("src")]
        asked += [e.get("href") for e in tree.iter("link") if e.get("rel") in ("stylesheet", "icon")]
        files = [situs / page, *((situs / page).parent / path.partition("?")[0] for path in asked)]
        assert sum(len(gzip.compress(file.read_bytes())) for file in files) < 150_000, page


def test_links_inside_the_site_lead_somewhere(situs: Path) -> None:
    for page in pages(situs):
        if page.name == "404.html":
            continue  # stands at any address, so its links begin at the root
        tree = html5lib.parse(page.read_bytes(), namespaceHTMLElements=False, transport_encoding="utf-8")
        for link in tree.iter("a"):
            target, _, fragment = link.get("href", "").partition("#")
            place = (page.parent / target).resolve() if target else page
            place = place / "index.html" if place.is_dir() else place
            assert place.is_file(), (page, link.get("href"))
            if fragment and place.name == "index.html" and not fragment.startswith("__"):
                assert fragment in ids(place), (page, link.get("href"))


# --- the same twice --------------------------------------------------------------------------------------------------


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


# --- what goes wrong -------------------------------------------------------------------------------------------------


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


# --- hostile data ----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of a plan whose every text tries to be something else, with evidence that does the same."""
    plan = jahat()
    evil = iter(JAHAT * 20)
    evidence = evidence_of(plan)
    for entry in [*evidence["kepala"], evidence["sekretaris"]]:
        entry |= {"nama": next(evil), "jabatan": next(evil), "tanda": next(evil)}
    evidence["perkenalan"] = {"commit": next(evil), "pesan": next(evil), "pertama": False}
    output = tmp_path_factory.mktemp("jahat") / "situs"
    build(bahan(MemoryFiles(archive([plan], formats=["json"], bukti=evidence))), output)
    return output


def test_hostile_data_makes_no_element(hostile: Path) -> None:
    for page in pages(hostile):
        html = page.read_bytes()
        tree = html5lib.parse(html, namespaceHTMLElements=False, transport_encoding="utf-8")
        for script in tree.iter("script"):
            assert "alert" not in "".join(script.itertext()), page
        for element in tree.iter():
            assert not [name for name in element.attrib if str(name).startswith("on")], page
            assert not str(element.get("href", "")).lower().startswith(("javascript:", "data:")), page
        title = tree.find("head/title")
        assert title is not None
        assert len(list(title)) == 0
        assert html.count(b"</title>") == html.count(b"<title")


def test_hostile_data_is_shown_as_it_is(hostile: Path) -> None:
    shown = text(hostile / "arsip/2027/murni-0/index.html")
    for evil in ("<script>alert('x')</script>&amp;<!--", "#set page(fill: red)", "$x^2$ *tebal* _miring_ `kode`"):
        assert evil in shown


def test_hostile_data_in_a_script_is_data(hostile: Path) -> None:
    for path in [
        *(hostile / "assets").glob("cari-*.js"),
        hostile / "assets/sidik.js",
        *hostile.glob("assets/baris/*.js"),
    ]:
        code = path.read_text()
        assignment, _, value = code.removesuffix(";\n").partition(" = ")
        assert "alert" not in assignment
        json.loads(value)  # one value of plain data, and nothing behind it


def test_hostile_manifest_texts_are_text(tmp_path: Path) -> None:
    """Where the plan cannot be read, number and name come from the manifest."""
    tree = archive([jahat()], formats=["json"])
    del tree["2027/murni-0/rkt.json"]
    build(bahan(MemoryFiles(tree)), tmp_path / "situs")
    page = (tmp_path / "situs/arsip/2027/murni-0/index.html").read_text()
    assert "<script>alert" not in page


def test_a_large_office_is_built_in_time(tmp_path: Path) -> None:
    plan = builders.besar(per_kegiatan=20, jumlah_kegiatan=4)
    build(bahan(MemoryFiles(archive([plan], formats=["json"]))), tmp_path / "situs")
    assert len(re.findall(r"\.2\.0\d\.\d{4}", text(tmp_path / "situs/arsip/2027/murni-0/index.html"))) >= 400


def test_the_pages_that_are_published_with_the_site_are_ours(situs: Path) -> None:
    """Nothing of the project's own files leaks: only pages, the archive, and what stands in ``content/assets``."""
    assets = {path.name for path in (situs / "assets").iterdir()}
    made = {"images", "javascripts", "stylesheets", "baris", "cari-publik.js", "cari-petugas.js", "sidik.js"}
    assert assets - made <= {p.name for p in (PROJECT / "content/assets").iterdir()}


def test_evidence_of_a_signature_is_read(tmp_path: Path, arsip: Files) -> None:
    from rktkit.faces.site.collection import read_collection
    from tests.faces.site.archives import decision, publish

    plan = builders.khas()
    tree = archive([plan], formats=["json"])
    first = read_collection(MemoryFiles(tree)).terbitan[0].publikasi
    signer = {
        "nama": "CONTOH Kepala Dinas",
        "jabatan": "Kepala Dinas",
        "status": "plt",
        "cara": "bsre",
        "tanda": "AB:CD",
    }
    files = {"rkt-ttd.pdf": b"%PDF", "bukti.json": json_bytes({"penanda_tangan": signer})}
    publish(
        tree, f"{plan.publikasi}-ttd-1", files, first, 2, penetapan=decision(plan), signs=(plan.publikasi, first.sha256)
    )
    build(bahan(MemoryFiles(tree)), tmp_path / "situs")
    shown = text(tmp_path / "situs/arsip/2027/murni-0/index.html")
    assert "tanda tangan CONTOH Kepala Dinas (Plt. Kepala Dinas) dengan sertifikat elektronik BSrE" in shown
    assert "2027/murni-0-ttd-1/rkt-ttd.pdf" in shown
    assert (tmp_path / "situs/arsip/2027/murni-0-ttd-1/rkt-ttd.pdf").read_bytes() == b"%PDF"
