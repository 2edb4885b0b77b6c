"""``rkt.pdf`` as an office signs it: its paper, its head, its own texts and its mark."""

import re
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from rktkit.documents import chapters
from rktkit.documents.context import AWAL
from rktkit.documents.pdf import document as pdf
from rktkit.documents.pdf.content import BAB, _bilangan
from rktkit.ground.findings import Refusal, UsageError
from rktkit.plan.document import BarisRealisasi, Rkt
from tests.documents import builders
from tests.documents.geometry import runs
from tests.documents.papers import make, paper
from tests.documents.reading import dense


def test_an_acting_head_signs_as_such() -> None:
    plan = replace(builders.kecil(), penetapan=replace(builders.PENETAPAN, status="plt"))
    assert "Plt. Kepala Dinas," in "".join(make(plan, builders.final()).pages)


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
    assert "KondisiAwal" not in paper("khas").text, "no column to say that there is nothing"


def test_paragraphs_are_as_wide_as_the_type_area() -> None:
    """Justified lines all end at the same place, whichever paragraph they stand in."""
    page = paper("khas").reader.pages[1]
    ends = Counter(round(end) for _, end in runs(page) if end > 500)
    assert all(abs(end - 528) <= 3 for end, count in ends.items() if count > 1), ends


def test_f4_is_a_choice_of_the_office() -> None:
    found = make(replace(builders.khas(), kertas="F4"), builders.final())
    sizes = {(round(p.mediabox.width), round(p.mediabox.height)) for p in found.reader.pages}
    assert sizes == {(609, 935), (935, 609)}
    for page in found.reader.pages[1:]:
        right = 897 if page.mediabox.width > page.mediabox.height else 532
        assert max(end for _, end in runs(page)) <= right


def test_the_cover_names_the_government_as_letterheads_do() -> None:
    assert "PEMERINTAHKABUPATENBALANGAN" in dense(paper("khas").pages[0])


def test_every_signature_has_rank_and_nip() -> None:
    plan = builders.khas()
    assert plan.penetapan is not None
    signed = replace(plan, penetapan=replace(plan.penetapan, pangkat="Pembina Utama Muda (IV/c)"))
    found = [p for p in make(signed, builders.final()).pages if f"NIP {plan.penetapan.nip}" in p]
    assert len(found) == 2
    assert all("Pembina Utama Muda (IV/c)" in page for page in found)


def test_outside_git_no_time_is_made_up() -> None:
    found = make(builders.khas(), replace(builders.final(), waktu=AWAL, commit=None))
    assert "1980" not in "".join(found.pages)
    assert found.reader.metadata is not None
    assert found.reader.metadata.creation_date == datetime(2026, 12, 1, tzinfo=UTC)


def test_numbers_in_prose_are_written_as_in_tables() -> None:
    assert _bilangan(1200) == "1.200 (seribu dua ratus)"


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


def test_the_shipped_texts_fill_every_placeholder() -> None:
    assert set(chapters.shipped()) >= {name for name, _ in BAB}
    assert not re.search(r"\{[a-z0-9_]+\}", paper("khas").text)


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
