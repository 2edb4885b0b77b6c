"""Tables in ``rkt.pdf``: where they are divided, what they repeat, and what keeps company on a page."""

import re
from dataclasses import replace
from typing import Any

import pypdf
import pytest

from rktkit.documents.compile.rkt import compile_rkt
from rktkit.documents.pdf.tables import lay_out
from rktkit.documents.tables.grid import Baris, Kolom, Peran, Ragam, Sel, Tabel
from rktkit.ground.files import FolderFiles
from tests.documents import builders
from tests.documents.papers import make, paper
from tests.documents.reading import dense
from tests.sample import CONTOH


def test_landscape_tables_repeat_their_heading_and_say_what_they_continue() -> None:
    found = make(builders.besar(jumlah_bidang=1, jumlah_kegiatan=1), builders.final())
    f3 = [page for page in found.pages if "Indikator Sub Kegiatan" in page]
    assert len(f3) > 5
    for page in f3[1:]:
        assert "Lanjutan Tabel 3.7" in page
        assert "2.16.02.2.01 Kegiatan peningkatan" in page
        assert "Penanggung" in page


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
    found = paper("khas")
    for page in found.pages:
        if "Jumlah Diskominfosan" in page:
            assert page.index("Jumlah Diskominfosan") > 300


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


def test_one_bar_is_no_chart() -> None:
    assert "Grafik" not in "".join(paper("kecil").pages)
    assert "Grafik 3.2" in "".join(paper("khas").pages)


def test_an_annex_has_no_column_in_which_nothing_stands() -> None:
    plan = builders.kecil()
    empty = make(plan, builders.final()).pages[-2]
    assert "Sumber Dana" in empty
    assert not [name for name in ("Lokasi", "Kelompok Sasaran", "Crosscutting", "Catatan") if name in empty]


def test_no_page_says_that_there_is_nothing() -> None:
    plan = builders.kecil()
    plan = replace(plan, bidang=(replace(plan.bidang[0], terkumpul=False),), sasaran=(), pagu=0)
    found = make(plan, replace(builders.draf(), findings=()))
    assert [p for p in found.reader.pages if p.mediabox.width > p.mediabox.height] == []
    assert dense("Rincian Program, Kegiatan, dan Sub Kegiatan: tidak ada.") in found.text
    assert dense("Tidak ada temuan terbuka.") in dense(found.pages[-1])


@pytest.mark.parametrize("tahun", [2025, 2026, 2027])
def test_the_last_table_before_a_landscape_page_has_company(tahun: int) -> None:
    """The chart before it gives way where it would fill the page; charts are numbered as they are shown."""
    found = make(compile_rkt(FolderFiles(CONTOH), tahun, final=False), builders.draf())
    [page] = [page for page in found.pages if "Tabel 3.5 " in page]
    assert "Tabel 3.4 " in page
    charts = re.findall(r"Grafik 3\.(\d)", "".join(found.pages))
    assert charts == [str(n) for n in range(1, len(charts) + 1)]
    assert len(charts) == (1 if tahun == 2026 else 2)
