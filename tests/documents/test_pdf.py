"""``rkt.pdf``: read back with an independent reader, in draft and final, from the smallest plan to the largest."""

import io
import re
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from hashlib import sha256
from typing import Any

import pypdf
import pytest
from pypdf.generic import Destination

from rktkit.documents.data import json as json_
from rktkit.documents.pdf import document as pdf
from rktkit.documents.pdf.fonts import clean
from rktkit.plan.writing.words import angka, tanggal
from tests.documents import builders
from tests.documents.geometry import fonts, runs, sizes
from tests.documents.papers import PLANS, Made, make, paper
from tests.documents.reading import dense


@pytest.fixture(scope="module", params=[(name, final) for name in PLANS for final in (False, True)], ids=str)
def made(request: pytest.FixtureRequest) -> Made:
    name, final = request.param
    return paper(name, final=final)


@pytest.fixture(scope="module")
def khas() -> Made:
    return paper("khas")


# --- the form that archives ask for ----------------------------------------------------------------------------------


def elements(node: Any) -> Iterator[dict[str, Any]]:
    """Every element of the structure tree."""
    node = node.get_object()
    if isinstance(node, list):
        for child in node:
            yield from elements(child)
    elif isinstance(node, dict):
        if "/S" in node:
            yield node
        if "/K" in node:
            yield from elements(node["/K"])


def test_it_claims_pdf_a_2a_and_pdf_ua_1(made: Made) -> None:
    root = made.root
    metadata = root["/Metadata"].get_data().decode()
    assert "<pdfaid:part>2</pdfaid:part>" in metadata
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in metadata
    assert "<pdfuaid:part>1</pdfuaid:part>" in metadata
    assert root["/Lang"] == "id-ID"
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert root["/OutputIntents"][0]["/S"] == "/GTS_PDFA1"


def test_every_font_is_embedded(made: Made) -> None:
    for page in made.reader.pages:
        for font in fonts(page).values():
            inner = font["/DescendantFonts"][0].get_object() if "/DescendantFonts" in font else font
            assert any(key.startswith("/FontFile") for key in inner["/FontDescriptor"].get_object())
            assert "/ToUnicode" in font


def test_tables_headings_and_pictures_are_tagged(khas: Made) -> None:
    found = list(elements(khas.root["/StructTreeRoot"]["/K"]))
    count = Counter(element["/S"] for element in found)
    assert count["/Table"] == count["/THead"] > 15
    assert count["/H1"] == 10
    assert 900 < count["/TD"] < 1000  # a column in which nothing stands is left out, so no cell is spent on it
    pictures = [element for element in found if element["/S"] == "/Figure"]
    assert all(element["/Alt"] for element in pictures)
    assert any("Sekretariat Rp6.927.993.337 (53,2%)" in element["/Alt"] for element in pictures)


def test_nothing_points_outside_or_runs(made: Made) -> None:
    assert not {"/OpenAction", "/AA", "/AcroForm"} & set(made.root)
    assert all(
        "/URI" not in note.get_object().get("/A", {}) for p in made.reader.pages for note in p.get("/Annots", [])
    )


def test_equal_inputs_give_equal_bytes() -> None:
    assert pdf.render(builders.khas(), builders.final()) == pdf.render(builders.khas(), builders.final())


def test_the_time_inside_is_the_commits() -> None:
    moment = datetime(2026, 12, 1, 10, 30, tzinfo=timezone(timedelta(hours=8)))
    found = make(builders.kecil(), builders.final(waktu=moment))
    assert found.reader.metadata is not None
    assert found.reader.metadata.creation_date == moment.astimezone(UTC)
    assert dense("1 Desember 2026 pukul 10.30 WITA") in found.text


def test_a_time_without_a_zone_is_utc(monkeypatch: pytest.MonkeyPatch) -> None:
    moment = datetime(2026, 12, 1, 10, 30)
    monkeypatch.setenv("TZ", "Asia/Makassar")
    time.tzset()
    try:
        found = make(builders.kecil(), builders.final(waktu=moment))
    finally:
        monkeypatch.undo()
        time.tzset()
    assert found.reader.metadata is not None
    assert found.reader.metadata.creation_date == moment.replace(tzinfo=UTC)


# --- what stands in it -----------------------------------------------------------------------------------------------


def test_every_name_target_and_amount_is_there(made: Made) -> None:
    found = made.text
    for program, kegiatan, sub in made.plan.sub_kegiatan():
        for words in (program.kode, program.nama, kegiatan.nama, sub.kode, sub.nama, sub.indikator, sub.satuan):
            assert dense(clean(words)) in found
        assert angka(sub.pagu) in found
    for sasaran in made.plan.sasaran:
        for indikator in sasaran.indikator:
            assert dense(clean(indikator.uraian)) in found
    assert angka(made.plan.pagu) in found


def test_every_page_but_the_cover_says_which_it_is(made: Made) -> None:
    count = len(made.pages)
    for number, page in enumerate(made.pages[1:], 2):
        assert f"Halaman {number} dari {count}" in page


def test_nothing_stands_outside_the_type_area(made: Made) -> None:
    """Clipped cells and overflowing words would show here. Points and commas may hang a little into the margin."""
    for number, page in enumerate(made.reader.pages[1:], 2):
        wide = page.mediabox.width > page.mediabox.height
        left, right = (42, 803) if wide else (79, 532)
        ends = list(runs(page))
        assert min(start for start, _ in ends) >= left, number
        assert max(end for _, end in ends) <= right, number


def outline(entries: Any, level: int = 1) -> Iterator[tuple[int, str, Destination]]:
    for entry in entries:
        if isinstance(entry, list):
            yield from outline(entry, level + 1)
        else:
            yield level, entry.title, entry


def test_bookmarks_and_contents_name_the_chapters_and_their_pages(khas: Made) -> None:
    marks = list(outline(khas.reader.outline))
    assert [title for level, title, _ in marks if level == 1] == [
        "Kata Pengantar",
        "Daftar Isi",
        "Bab I  Pendahuluan",
        "Bab II  Rencana Strategis",
        "Bab III  Rencana Kinerja Tahunan",
        "Bab IV  Penutup",
        "Lembar Pengesahan",
        "Lampiran I  Form Rencana Kinerja Tahunan Bidang",
        "Lampiran II  Jadwal Penyusunan",
        "Keaslian Dokumen",
    ]
    contents = next(page for page in khas.pages if "Daftar Isi" in page[:60])
    listed = dict(re.findall(r"(?m)^(\S.*?)[ .]+(\d+)$", re.sub(r" +", " ", contents)))
    for _, title, entry in marks:
        if title != "Daftar Isi":
            page = khas.reader.get_destination_page_number(entry)
            assert page is not None, title
            assert listed[title.replace("  ", " ")] == str(page + 1)


def test_the_page_of_approval(khas: Made) -> None:
    (page,) = [page for page in khas.pages if "Ditetapkan di" in page]
    decided = builders.PENETAPAN
    for words in (
        decided.nomor,
        decided.tempat,
        tanggal(decided.tanggal),
        decided.jabatan,
        decided.pejabat,
        decided.nip,
    ):
        assert words in page
    assert dense("Kode ini penunjuk alamat, bukan tanda tangan.") in dense(page)


def test_the_paper_carries_the_hash_of_rkt_json_and_the_archive_head(made: Made) -> None:
    last = dense(made.pages[-1])
    assert sha256(json_.render(made.plan, made.context)["rkt.json"]).hexdigest() in last
    assert made.context.commit is not None
    assert made.context.commit in last
    assert (made.context.sebelumnya or "tidakada") in last


def test_the_evidence_is_named_for_what_it_is() -> None:
    approval = {
        "nama": "CONTOH Kepala Dinas",
        "jabatan": "Kepala Dinas",
        "tingkat": "forge",
        "waktu": "2026-12-01T02:00:00+00:00",
    }
    found = make(builders.kecil(), builders.final(bukti={"kepala": [approval]}))
    last = dense(found.pages[-1])
    assert dense("CONTOH Kepala Dinas (Kepala Dinas), menurut catatan forge, 1 Desember 2026 pukul 10.00 WITA") in last
    assert "tandatanganelektronik" not in found.text.lower()
    words = " ".join(found.pages[-1].split())
    assert "menurut catatan forge, 1 Desember 2026 pukul 10.00 WITA" in words, "lines end between words"


def test_an_amendment_shows_what_was_and_what_is() -> None:
    plan, semula = builders.perubahan()
    found = make(plan, builders.final(semula=semula)).text
    for words in ("Semula", "Menjadi", "Bertambah/Berkurang", "Rencana Kinerja Tahunan Perubahan"):
        assert dense(words) in found
    for change in plan.perubahan:
        assert dense(change.semula) in found
        assert dense(change.menjadi) in found
    assert angka(plan.pagu - semula.pagu) in found


def test_a_head_names_the_chapter_in_which_its_page_begins(khas: Made) -> None:
    """Short chapters flow on: one that begins further down a page is not yet named in its head."""
    names, below = {}, 0
    for level, title, entry in outline(khas.reader.outline):
        if level == 1:
            page = khas.reader.get_destination_page_number(entry)
            assert page is not None
            first = float(entry.top or 0) > khas.reader.pages[page].mediabox.height - 120
            names[page if first else page + 1] = dense(title.replace("  ", " · "))
            below += not first
    assert below > 0, "a chapter begins below another one"
    for number, page_text in enumerate(khas.pages[1:], 1):
        assert dense(page_text).startswith(names[max(begun for begun in names if begun <= number)]), number


def test_nothing_is_set_smaller_than_8_points_but_hashes(khas: Made) -> None:
    """A hash stands on one line, on the page of what the paper is checked by."""
    *pages, last = khas.reader.pages
    assert "Keaslian Dokumen" in khas.pages[-1]
    assert [size for page in pages for size in sizes(page) if size < 8] == []
    assert min(sizes(last)) == 7


# --- draft and final, sample and real --------------------------------------------------------------------------------


def test_a_draft_says_so_on_every_page_and_lists_its_findings(made: Made) -> None:
    pages = made.pages
    assert all(("DRAF" in page) is not made.context.final for page in pages)
    if made.context.final:
        assert "Temuan Terbuka" not in "".join(pages)
    else:
        assert all(made.context.commit[:12] in page for page in pages[1:] if made.context.commit)
        for finding in made.context.findings:
            assert dense(finding.message) in dense(pages[-2])
        assert "disahkan" not in "".join(pages)


def test_the_mark_across_a_page_is_drawn_and_no_text() -> None:
    """Whoever copies a text gets no letters of the mark in between."""
    found = paper("khas", final=False)
    assert [page.count("DRAF") for page in found.pages] == [1] * len(found.pages)
    assert "CONTOH" not in paper("khas").pages[0]


def test_sample_data_says_so_on_every_page(made: Made) -> None:
    pages = made.pages
    assert all("CONTOH" in page for page in pages[1:]) is made.plan.contoh
    assert ("Bukan dokumen resmi" in pages[0]) is made.plan.contoh
    if not made.context.final:
        assert "belum ditetapkan" in pages[0]


def test_a_missing_form_is_named() -> None:
    plan = builders.khas()
    plan = replace(plan, bidang=(*plan.bidang[:-1], replace(plan.bidang[-1], terkumpul=False)))
    said = make(plan, builders.draf()).text
    assert dense("Form bidang ini belum terkumpul, atau isian wajibnya belum lengkap.") in said


# --- size ------------------------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_three_hundred_pages_are_made() -> None:
    made = pdf.render(builders.besar(per_kegiatan=45), builders.final())["rkt.pdf"]
    assert len(pypdf.PdfReader(io.BytesIO(made)).pages) > 300


def test_many_findings_of_one_rule_are_counted() -> None:
    """A draft is read for its plan: a fresh form has a hundred things that are still to be decided."""
    found = tuple(builders.TEMUAN[0].but(line=n) for n in range(1, 200))
    made = make(builders.kecil(), replace(builders.draf(), findings=found))
    pages = [page for page in made.pages if "lagi di berkas ini" in page]
    assert len(pages) == 1
    assert dense(f"… dan 196 {builders.TEMUAN[0].rule} lagi di berkas ini.") in dense(pages[0])
