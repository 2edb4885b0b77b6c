"""``rkt.pdf``: read back with an independent reader, in draft and final, from the smallest plan to the largest."""

import io
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from hashlib import sha256
from typing import Any

import pypdf
import pytest
from pypdf.generic import Destination

from rktkit.documents import chapters
from rktkit.documents.compile.rkt import compile_rkt
from rktkit.documents.context import AWAL, Context
from rktkit.documents.data import json as json_
from rktkit.documents.pdf import document as pdf
from rktkit.documents.pdf.content import BAB, _bilangan
from rktkit.documents.pdf.fonts import clean
from rktkit.documents.pdf.tables import lay_out
from rktkit.documents.tables.grid import Baris, Kolom, Peran, Ragam, Sel, Tabel
from rktkit.ground.files import FolderFiles
from rktkit.ground.findings import Refusal, UsageError
from rktkit.plan.document import BarisRealisasi, Rkt
from rktkit.plan.writing.words import angka, tanggal
from tests.documents import builders
from tests.documents.geometry import fonts, runs, sizes
from tests.documents.reading import dense
from tests.sample import CONTOH

PLANS: dict[str, Callable[[], Rkt]] = {
    "kecil": builders.kecil,
    "khas": builders.khas,
    "besar": lambda: builders.besar(jumlah_bidang=1, jumlah_kegiatan=1),
    "jahat": builders.jahat,
    "perubahan": lambda: builders.perubahan()[0],
}


def context(plan: Rkt, *, final: bool) -> Context:
    semula = builders.khas() if plan.jenis == "perubahan" else None
    return builders.final(semula=semula) if final else builders.draf(semula=semula)


@dataclass(frozen=True)
class Made:
    """A document with what went in, and what a reader sees of it."""

    plan: Rkt
    context: Context
    reader: pypdf.PdfReader
    pages: tuple[str, ...]
    """The text of every page."""

    @property
    def root(self) -> Any:
        """The document's catalogue."""
        return self.reader.trailer["/Root"]

    @property
    def text(self) -> str:
        """All text without blanks and without the marks where words may be divided."""
        return dense("".join(self.pages))


def make(plan: Rkt, context: Context) -> Made:
    reader = pypdf.PdfReader(io.BytesIO(pdf.render(plan, context)["rkt.pdf"]))
    return Made(plan, context, reader, tuple(page.extract_text() for page in reader.pages))


@pytest.fixture(scope="module", params=[(name, final) for name in PLANS for final in (False, True)], ids=str)
def made(request: pytest.FixtureRequest) -> Made:
    name, final = request.param
    plan = PLANS[name]()
    return make(plan, context(plan, final=final))


@pytest.fixture(scope="module")
def khas() -> Made:
    return make(builders.khas(), builders.final())


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


def test_landscape_tables_repeat_their_heading_and_say_what_they_continue() -> None:
    found = make(builders.besar(jumlah_bidang=1, jumlah_kegiatan=1), builders.final())
    f3 = [page for page in found.pages if "Indikator Sub Kegiatan" in page]
    assert len(f3) > 5
    for page in f3[1:]:
        assert "Lanjutan Tabel 3.7" in page
        assert "2.16.02.2.01 Kegiatan peningkatan" in page
        assert "Penanggung" in page


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


def test_an_acting_head_signs_as_such() -> None:
    plan = replace(builders.kecil(), penetapan=replace(builders.PENETAPAN, status="plt"))
    assert "Plt. Kepala Dinas," in "".join(make(plan, builders.final()).pages)


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


def test_a_small_table_is_not_divided() -> None:
    plan, semula = builders.perubahan()
    found = make(plan, builders.final(semula=semula))
    for title in ("Rekapitulasi Anggaran per Bidang", "Rekapitulasi Anggaran per Sumber Dana"):
        (page,) = [page for page in found.pages if title in page]
        assert "Jumlah Diskominfosan" in page[page.index(title) :]


def test_a_sum_at_the_end_of_a_long_table_keeps_company() -> None:
    """On the page with the sum stand the two rows before it, wherever the page ends."""
    kolom = (Kolom("nama", "Nama", Ragam.TEKS, 20), Kolom("pagu", "Pagu", Ragam.RUPIAH, 20))
    short, long = (
        lay_out(
            Tabel(
                "uji",
                "Uji",
                kolom,
                (*(Baris((Sel("Satu"), Sel(1))),) * count, Baris((Sel("Jumlah"), Sel(0)), Peran.TOTAL)),
            ),
            nomor="Tabel 1",
            datar=False,
            ukuran=8.5,
        )
        for count in (5, 50)
    )
    assert (short["utuh"], long["utuh"]) == (True, False)
    assert [group["ekor"] for group in long["kelompok"]] == [3]
    found = make(builders.khas(), builders.final())
    for page in found.pages:
        if "Jumlah Diskominfosan" in page:
            assert page.index("Jumlah Diskominfosan") > 300


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


# --- as offices sign it ----------------------------------------------------------------------------------------------


def reached(plan: Rkt) -> Rkt:
    """The plan with what its indicators had reached before: 2024 at the start, 2026 last."""
    before, last = BarisRealisasi(2024, Decimal("61.25")), BarisRealisasi(2026, Decimal("1200.5"))
    known = [
        replace(s, indikator=tuple(replace(i, kondisi_awal=before, realisasi_terakhir=last) for i in s.indikator))
        for s in plan.sasaran
    ]
    return replace(plan, sasaran=tuple(known))


def test_what_was_reached_stands_beside_the_target() -> None:
    found = make(reached(builders.khas()), builders.final())
    for title in ("Tabel 2.1", "Tabel 2.2", "Tabel 3.1"):
        text = "".join(page[page.index(title) :] for page in found.pages[3:] if title in page)
        for words in ("KondisiAwal2024", "Realisasi2026", "61,25", "1.200,5"):
            assert words in dense(text), (title, words)
    assert "KondisiAwal" not in make(builders.khas(), builders.final()).text, "no column to say that there is nothing"


def test_paragraphs_are_as_wide_as_the_type_area() -> None:
    """Justified lines all end at the same place, whichever paragraph they stand in."""
    page = make(builders.khas(), builders.final()).reader.pages[1]
    ends = Counter(round(end) for _, end in runs(page) if end > 500)
    assert all(abs(end - 528) <= 3 for end, count in ends.items() if count > 1), ends


def test_a_label_stands_beside_its_first_row_on_every_page() -> None:
    """A sasaran with more indicators than a page holds tells its name again wherever a page begins."""
    plan = builders.kecil()
    first = plan.sasaran[0]
    many = tuple(replace(first.indikator[0], kode=f"S1.{n}", uraian=f"Ukuran ke-{n}") for n in range(1, 121))
    found = make(replace(plan, sasaran=(replace(first, indikator=many),)), builders.final())
    f1 = [n for n, p in enumerate(found.pages) if "Indikator Kinerja Satuan" in p and "Ukuran ke-" in p]
    assert len(f1) > 2
    for number in f1:
        row, label = (highest(found.reader.pages[number], word) for word in ("Ukuran ke-", "Meningkatnya"))
        assert abs(row - label) < 2, number


def highest(page: pypdf.PageObject, word: str) -> float:
    """How high on a page a word stands first, in points."""
    seen: list[float] = []

    def visit(text: str, cm: list[float], tm: list[float], *_: Any) -> None:
        if word in text:
            seen.append(tm[5] * cm[3] + cm[5])  # the text's own place seen through the page's

    page.extract_text(visitor_text=visit)
    return max(seen)


def test_f4_is_a_choice_of_the_office() -> None:
    found = make(replace(builders.khas(), kertas="F4"), builders.final())
    sizes = {(round(p.mediabox.width), round(p.mediabox.height)) for p in found.reader.pages}
    assert sizes == {(609, 935), (935, 609)}
    for page in found.reader.pages[1:]:
        right = 897 if page.mediabox.width > page.mediabox.height else 532
        assert max(end for _, end in runs(page)) <= right


def test_the_cover_names_the_government_as_letterheads_do() -> None:
    assert "PEMERINTAHKABUPATENBALANGAN" in dense(make(builders.khas(), builders.final()).pages[0])


def test_every_signature_has_rank_and_nip() -> None:
    plan = builders.khas()
    assert plan.penetapan is not None
    signed = replace(plan, penetapan=replace(plan.penetapan, pangkat="Pembina Utama Muda (IV/c)"))
    found = [p for p in make(signed, builders.final()).pages if f"NIP {plan.penetapan.nip}" in p]
    assert len(found) == 2
    assert all("Pembina Utama Muda (IV/c)" in page for page in found)


def test_no_page_says_that_there_is_nothing() -> None:
    plan = builders.kecil()
    plan = replace(plan, bidang=(replace(plan.bidang[0], terkumpul=False),), sasaran=(), pagu=0)
    found = make(plan, replace(builders.draf(), findings=()))
    assert [p for p in found.reader.pages if p.mediabox.width > p.mediabox.height] == []
    assert dense("Rincian Program, Kegiatan, dan Sub Kegiatan: tidak ada.") in found.text
    assert dense("Tidak ada temuan terbuka.") in dense(found.pages[-1])


def test_many_findings_of_one_rule_are_counted() -> None:
    """A draft is read for its plan: a fresh form has a hundred things that are still to be decided."""
    found = tuple(builders.TEMUAN[0].but(line=n) for n in range(1, 200))
    made = make(builders.kecil(), replace(builders.draf(), findings=found))
    pages = [page for page in made.pages if "lagi di berkas ini" in page]
    assert len(pages) == 1
    assert dense(f"… dan 196 {builders.TEMUAN[0].rule} lagi di berkas ini.") in dense(pages[0])


@pytest.mark.parametrize("tahun", [2025, 2026, 2027])
def test_the_last_table_before_a_landscape_page_has_company(tahun: int) -> None:
    """The chart before it gives way where it would fill the page; charts are numbered as they are shown."""
    found = make(compile_rkt(FolderFiles(CONTOH), tahun, final=False), builders.draf())
    [page] = [page for page in found.pages if "Tabel 3.5 " in page]
    assert "Tabel 3.4 " in page
    charts = re.findall(r"Grafik 3\.(\d)", "".join(found.pages))
    assert charts == [str(n) for n in range(1, len(charts) + 1)]
    assert len(charts) == (1 if tahun == 2026 else 2)


@pytest.mark.parametrize("count", [1, 4, 6])
def test_a_bidangs_heading_stands_on_the_page_of_its_first_table(count: int) -> None:
    """Wherever the page before ends: neither the heading nor the line of facts under it stays behind alone."""
    found = make(builders.besar(jumlah_bidang=4, per_kegiatan=count, jumlah_kegiatan=1), builders.final())
    headed = [page for page in found.pages if re.search(r"^Pimpinan ", page, re.MULTILINE)]
    assert headed
    for page in headed:
        facts = page.rindex("\nPimpinan ")
        assert re.search(r"^Tabel L1\.\d+\.1 ", page[facts:], re.MULTILINE)
        assert re.search(r"^\d+\.  Bidang ", page[:facts], re.MULTILINE)


def test_nothing_is_set_smaller_than_8_points_but_hashes(khas: Made) -> None:
    """A hash stands on one line, on the page of what the paper is checked by."""
    *pages, last = khas.reader.pages
    assert "Keaslian Dokumen" in khas.pages[-1]
    assert [size for page in pages for size in sizes(page) if size < 8] == []
    assert min(sizes(last)) == 7


def test_one_bar_is_no_chart() -> None:
    assert "Grafik" not in "".join(make(builders.kecil(), builders.final()).pages)
    assert "Grafik 3.2" in "".join(make(builders.khas(), builders.final()).pages)


def test_an_annex_has_no_column_in_which_nothing_stands() -> None:
    plan = builders.kecil()
    empty = make(plan, builders.final()).pages[-2]
    assert "Sumber Dana" in empty
    assert not [name for name in ("Lokasi", "Kelompok Sasaran", "Crosscutting", "Catatan") if name in empty]


def test_outside_git_no_time_is_made_up() -> None:
    found = make(builders.khas(), replace(builders.final(), waktu=AWAL, commit=None))
    assert "1980" not in "".join(found.pages)
    assert found.reader.metadata is not None
    assert found.reader.metadata.creation_date == datetime(2026, 12, 1, tzinfo=UTC)


def test_numbers_in_prose_are_written_as_in_tables() -> None:
    assert _bilangan(1200) == "1.200 (seribu dua ratus)"


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
    found = make(builders.khas(), builders.draf())
    assert [page.count("DRAF") for page in found.pages] == [1] * len(found.pages)
    assert "CONTOH" not in make(builders.khas(), builders.final()).pages[0]


def test_sample_data_says_so_on_every_page(made: Made) -> None:
    pages = made.pages
    assert all("CONTOH" in page for page in pages[1:]) is made.plan.contoh
    assert ("Bukan dokumen resmi" in pages[0]) is made.plan.contoh
    if not made.context.final:
        assert "belum ditetapkan" in pages[0]


def test_a_missing_form_is_named() -> None:
    plan = builders.khas()
    plan = replace(plan, bidang=(*plan.bidang[:-1], replace(plan.bidang[-1], terkumpul=False)))
    assert dense("Form bidang ini belum terkumpul.") in make(plan, builders.draf()).text


# --- the office's own texts and mark ---------------------------------------------------------------------------------


def test_the_office_may_write_its_own_chapters() -> None:
    text = "# Sambutan\n\nRencana **{tahun}** milik *{instansi}* \\*harfiah\\*.\n\n- butir\n\n### Kecil\n"
    found = make(builders.khas(), builders.final(bab={"kata-pengantar": text})).text
    assert "Sambutan" in found
    assert dense("Rencana 2027 milik Dinas Komunikasi, Informatika, Statistik dan Persandian *harfiah*.") in found
    assert dense("Puji syukur") not in found


def test_a_text_that_forgets_its_tables_gets_them_all_the_same() -> None:
    own = {"bab-3-rencana-kinerja-tahunan": "# Rencana\n\nTanpa tabel.\n", "bab-2-rencana-strategis": "# Renstra\n"}
    found = make(builders.khas(), builders.final(bab=own)).text
    for title in ("Sasaran, Indikator Kinerja, dan Target", "Rincian Program, Kegiatan, dan Sub Kegiatan"):
        assert dense(title) in found


def test_an_unknown_placeholder_stops_the_document() -> None:
    with pytest.raises(Refusal) as stop:
        pdf.render(builders.kecil(), builders.draf(bab={"bab-4-penutup": "# Penutup\n\nTahun {tahn}.\n"}))
    assert [problem.rule for problem in stop.value.problems] == ["RKT-102"]


def test_the_shipped_texts_fill_every_placeholder(khas: Made) -> None:
    assert set(chapters.shipped()) >= {name for name, _ in BAB}
    assert not re.search(r"\{[a-z0-9_]+\}", khas.text)


def test_the_offices_mark_is_drawn() -> None:
    mark = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle cx="4" cy="4" r="4"/></svg>'
    own = pdf.render(builders.kecil(), builders.final(lambang=mark))
    assert own != pdf.render(builders.kecil(), builders.final())


@pytest.mark.parametrize("broken", [b"<svg", b"\xff\xfe", b"bukan svg"])
def test_a_mark_that_cannot_be_drawn_is_named(broken: bytes) -> None:
    with pytest.raises(UsageError, match="Lambang"):
        pdf.render(builders.kecil(), builders.final(lambang=broken))


def test_a_mark_reads_no_file_of_the_machine() -> None:
    mark = (
        b'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9">'
        b'<image width="9" height="9" xlink:href="file:///etc/passwd"/><rect width="1" height="1"/></svg>'
    )
    try:
        made = pdf.render(builders.kecil(), builders.final(lambang=mark))["rkt.pdf"]
    except UsageError:
        return
    assert b"root:" not in made


# --- size ------------------------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_three_hundred_pages_are_made() -> None:
    made = pdf.render(builders.besar(per_kegiatan=45), builders.final())["rkt.pdf"]
    assert len(pypdf.PdfReader(io.BytesIO(made)).pages) > 300
