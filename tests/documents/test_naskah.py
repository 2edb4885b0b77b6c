"""The small, safe part of Markdown in which the office edits its chapters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rktkit.documents import chapters
from rktkit.documents.chapters import Potongan


def plain(block: chapters.Blok) -> list[str]:
    return ["".join(piece.teks for piece in item) for item in block.isi]


def test_headings_paragraphs_and_lists() -> None:
    text = "# Judul\n\nSatu baris\ndan sambungannya.\n\n## Bagian\n- satu\n- dua\n  sambungan\n\n1. pertama\n2) kedua\n"
    assert [(b.jenis, plain(b)) for b in chapters.parse(text)] == [
        ("h1", ["Judul"]),
        ("p", ["Satu baris dan sambungannya."]),
        ("h2", ["Bagian"]),
        ("ul", ["satu", "dua sambungan"]),
        ("ol", ["pertama", "kedua"]),
    ]


def test_bold_italic_and_plain_signs() -> None:
    (block,) = chapters.parse(r"**tebal** dan *miring*, _juga_; 2 * 3, nama_berkas, \*harfiah\*")
    assert block.isi[0][:3] == (Potongan("tebal", tebal=True), Potongan(" dan "), Potongan("miring", miring=True))
    assert plain(block) == ["tebal dan miring, juga; 2 * 3, nama_berkas, *harfiah*"]


def test_placeholders_inside_a_sentence_and_alone() -> None:
    first, second = chapters.parse("Tahun **{tahun}**.\n\n{tabel_f1}\n")
    assert first.isi[0][1] == Potongan("tahun", tebal=True, isian=True)
    assert (second.jenis, second.nama) == ("sisipan", "tabel_f1")


def test_windows_line_ends_are_line_ends() -> None:
    assert chapters.parse("# A\r\n\r\nb\r\n") == chapters.parse("# A\n\nb\n")


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", "[tautan](http://jahat.example)", "`kode` ```", "| a | b |", "![gambar](x)"]
)
def test_all_other_markup_is_text(text: str) -> None:
    (block,) = chapters.parse(text)
    assert (block.jenis, plain(block)) == ("p", [text])


@given(st.text(max_size=300))
def test_any_text_is_read(text: str) -> None:
    for block in chapters.parse(text):
        assert block.jenis in {"h1", "h2", "h3", "p", "ul", "ol", "sisipan"}
        assert block.isi


def test_an_unknown_placeholder_is_named_with_its_line_and_the_nearest() -> None:
    (problem,) = chapters.problems_in("bab-1-pendahuluan", "# Judul\n\nTahun {tahn}.\n", {"tahun", "instansi"})
    assert (problem.rule, problem.file, problem.line) == ("RKT-102", "content/naskah/bab-1-pendahuluan.md", 3)
    assert "{tahn}" in problem.message
    assert "{tahun}" in problem.hint


def test_the_shipped_texts_cite_only_what_the_sop_names() -> None:
    """Three laws stand in the SOP; anything else must come from the office's own files."""
    from re import findall

    cited = findall(r"(?:Undang-Undang|Peraturan \w+) Nomor (\d+) Tahun (\d+)", "\n".join(chapters.shipped().values()))
    assert sorted(cited) == [("23", "2014"), ("25", "2004"), ("8", "2008")]
