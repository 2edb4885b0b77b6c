"""The whole site, built: what is in it, and that nothing in it comes from elsewhere."""

import gzip
import hashlib
import json
import re
import subprocess
import sys
import zipfile
from dataclasses import replace
from functools import cache
from pathlib import Path

import html5lib

from rktkit.faces.site.build import BUNDLE, MARK, build
from rktkit.ground.files import Files, MemoryFiles
from rktkit.trust.archive.manifest import json_bytes
from tests.documents import builders
from tests.faces.site.archives import PROJECT, archive, bahan, compiled
from tests.faces.site.finished import pages, text

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
