"""A citizen with a folder and a PDF from somewhere: whose document it is, and what an honest program does to it."""

import re
from collections.abc import Callable
from functools import partial
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PageObject, PdfWriter
from pypdf.annotations import FreeText
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from rktkit.trust.verify.matter import Putusan
from tests.trust.acts import head, in_folder, stand_alone
from tests.trust.tampering import (
    FIRST,
    GRAVE,
    SECOND,
    flip,
)


def test_a_pdf_is_found_in_the_archive(folder: Path) -> None:
    pdf = (folder / SECOND / "rkt.pdf").read_bytes()
    verdict = in_folder(folder, pdf=pdf, head=head(folder))
    assert verdict.putusan is Putusan.SAH
    assert [part.publikasi for part in verdict.bagian] == [SECOND]
    path = folder.parent / "rkt.pdf"
    path.write_bytes(pdf)
    assert f"{SECOND}/rkt.pdf" in stand_alone(folder, "--pdf", str(path), "--kepala", head(folder))[1]


def test_a_pdf_beside_one_of_forty_gigabytes(folder: Path) -> None:
    pdf = (folder / SECOND / "rkt.pdf").read_bytes()
    GRAVE["forty gigabytes of rkt.pdf"](folder)
    assert in_folder(folder, pdf=pdf).putusan is Putusan.TIDAK_SAH
    assert in_folder(folder, pdf=b"%PDF-1.7 lain").putusan is Putusan.TIDAK_SAH


def test_a_pdf_that_was_saved_again(folder: Path, tmp_path: Path) -> None:
    """Three answers: the archive's file, its text in another file, another text."""
    pdf = (folder / FIRST / "rkt.pdf").read_bytes()
    for again in (pdf + b"%", resaved(pdf)):
        verdict = in_folder(folder, pdf=again, head=head(folder))
        assert verdict.putusan is Putusan.TIDAK_PASTI
        assert [part.publikasi for part in verdict.bagian] == [FIRST]
        assert any("buktinya tidak" in text for text in verdict.catatan)
    changed = (folder / SECOND / "rkt.pdf").read_bytes()
    verdict = in_folder(folder, pdf=resaved(changed), head=head(folder), publikasi=FIRST)
    assert verdict.putusan is Putusan.TIDAK_SAH, "a changed figure stays a forgery"
    (found,) = verdict.problems
    assert found.rule == "RKT-660"
    assert re.search(r"berbeda dari 2027/murni-0, pertama di halaman \d", found.message)


def test_what_is_no_file_of_the_archive_is_no_forgery(folder: Path, tmp_path: Path) -> None:
    """Both verifiers say so: of the archive's PDF with something behind it, and of a stranger's."""
    blank = PdfWriter()
    blank.add_blank_page(100, 100)
    blank.write(tmp_path / "lain.pdf")
    given = tmp_path / "rkt.pdf"
    for pdf in ((folder / FIRST / "rkt.pdf").read_bytes() + b"%", (tmp_path / "lain.pdf").read_bytes()):
        given.write_bytes(pdf)
        for known in (None, head(folder)):
            assert in_folder(folder, pdf=pdf, head=known).putusan is Putusan.TIDAK_PASTI
            status, said = stand_alone(folder, "--pdf", str(given), *(("--kepala", known) if known else ()))
            assert (status, "bukan berkas arsip ini" in said) == (3, True)
    flip(folder / SECOND / "rkt.html")
    assert stand_alone(folder, "--pdf", str(given))[0] == 1, "what is wrong with the archive is still told"


def test_a_pdf_whose_text_nobody_can_read_accuses_nobody(folder: Path) -> None:
    verdict = in_folder(folder, pdf=b"%PDF-1.7\n%%EOF", head=head(folder))
    assert verdict.putusan is Putusan.TIDAK_PASTI
    assert [found.rule for found in verdict.problems] == ["RKT-660"]


@pytest.mark.parametrize("publikasi", [FIRST, SECOND])
@pytest.mark.parametrize("way", ["an empty page", "a mail's line before it", "a title", "a password for changes"])
def test_what_programs_do_to_a_pdf_accuses_nobody(way: str, publikasi: str, folder: Path) -> None:
    """A plan that was amended since is as honest as the newest."""
    pdf = (folder / publikasi / "rkt.pdf").read_bytes()
    ways: dict[str, Callable[[bytes], bytes]] = {
        "an empty page": partial(resaved, change=PdfWriter.add_blank_page),
        "a mail's line before it": lambda pdf: b"\r\n" + pdf,
        "a title": partial(resaved, change=lambda writer: writer.add_metadata({"/Title": "RKT fix (1)"})),
        "a password for changes": partial(resaved, change=lambda writer: writer.encrypt("", "x", algorithm="RC4-128")),
    }
    verdict = in_folder(folder, pdf=ways[way](pdf), head=head(folder))
    assert verdict.putusan is Putusan.TIDAK_PASTI
    assert [part.publikasi for part in verdict.bagian] == [publikasi]
    assert any("buktinya tidak" in text for text in verdict.catatan)


def drawn(operators: str) -> PageObject:
    """A page on which a content stream draws, with a font that every program has."""
    page = PdfWriter().add_blank_page(595, 842)
    font = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica"}
    named = DictionaryObject({NameObject(key): NameObject(value) for key, value in font.items()})
    fonts = DictionaryObject({NameObject("/F1"): named})
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    stream = DecodedStreamObject()
    stream.set_data(operators.encode())
    page[NameObject("/Contents")] = stream
    return page


def over(operators: str) -> Callable[[PdfWriter], object]:
    """Something drawn onto the second page."""
    return lambda writer: writer.pages[1].merge_page(drawn(operators))


def instead(operators: str) -> Callable[[PdfWriter], object]:
    """Another page in the second's place."""

    def change(writer: PdfWriter) -> None:
        writer.insert_page(drawn(operators), 1)
        writer.remove_page(2)

    return change


EDGE = "BT /F1 9 Tf 20 20 Td (rkt.pdf, dicetak 3-12-2027) Tj ET"
GUESS = "BT 3 Tr /F1 9 Tf 20 400 Td (Rp4S8.8O5.OOO) Tj ET"
HANDS: dict[str, tuple[Callable[[PdfWriter], object], str]] = {
    "a printer's line at the edge": (over(EDGE), "halaman 2 memuat tambahan “rkt.pdf, dicetak 3-12-2027”"),
    "a white box over a figure": (over("1 1 1 rg 60 60 400 600 re f"), "apa yang menutupi teks, tidak dibandingkan"),
    "a page that was signed by hand and scanned": (instead(""), "halaman 2 dokumen arsip tidak terbaca di dalamnya"),
    "a scan with a program's guess under it": (instead(GUESS), "halaman 2 dokumen arsip tidak terbaca di dalamnya"),
    "some pages alone": (lambda writer: writer.remove_page(1), "halaman 2 dokumen arsip tidak terbaca di dalamnya"),
    "a page before the first": (lambda writer: writer.insert_blank_page(index=0), "Isinya sama, buktinya tidak"),
}
"""What people do to a PDF, and what is said of it: true in every case, and no accusation."""


@pytest.mark.parametrize("hand", HANDS)
def test_what_people_do_to_a_pdf_accuses_nobody_and_proves_nothing(hand: str, folder: Path) -> None:
    change, said = HANDS[hand]
    verdict = in_folder(folder, pdf=resaved((folder / SECOND / "rkt.pdf").read_bytes(), change), head=head(folder))
    assert verdict.putusan is Putusan.TIDAK_PASTI
    assert [part.publikasi for part in verdict.bagian] == [SECOND]
    assert any(said in text for text in verdict.catatan), verdict.catatan


def test_a_page_that_says_something_else_is_no_copy(folder: Path) -> None:
    """Whatever else was scanned, left out or added."""
    shown = "BT /F1 9 Tf 20 400 Td (Rp999.999.999) Tj ET"
    for change in (instead(shown), instead(GUESS.replace("3 Tr", "0 Tr")), instead(f"q {GUESS} Q {shown}")):
        verdict = in_folder(folder, pdf=resaved((folder / SECOND / "rkt.pdf").read_bytes(), change), head=head(folder))
        assert verdict.putusan is Putusan.TIDAK_SAH
        assert "berbeda dari 2027/perubahan-1, pertama di halaman 2" in verdict.problems[0].message


def test_a_figure_that_was_put_over_another_is_no_copy(folder: Path) -> None:
    note = FreeText(text="Rp999.999.999", rect=(100, 100, 400, 200))
    given = resaved((folder / FIRST / "rkt.pdf").read_bytes(), lambda writer: writer.add_annotation(2, note))
    verdict = in_folder(folder, pdf=given, head=head(folder))
    assert verdict.putusan is Putusan.TIDAK_SAH
    assert "pertama di halaman 3" in verdict.problems[0].message


def resaved(pdf: bytes, change: Callable[[PdfWriter], object] = lambda _: None) -> bytes:
    """As another program writes it anew."""
    writer = PdfWriter(clone_from=BytesIO(pdf))
    change(writer)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()
