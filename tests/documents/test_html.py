"""``rkt.html``: valid, complete in itself, readable by everybody, and deaf to what hostile texts ask for."""

from dataclasses import replace
from typing import Any

import pytest

from rktkit.documents import chapters
from rktkit.documents.html.content import pagu_bidang, pagu_program, pagu_sumber_dana
from rktkit.documents.html.document import render
from rktkit.ground.findings import Refusal
from tests.documents import builders, reading
from tests.documents.pages import BUKTI, NEW, PAGES, page


@pytest.mark.parametrize("name", PAGES)
def test_it_is_valid_with_unique_anchors_that_exist(name: str) -> None:
    root = page(name).root
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    links = [a.get("href") for a in root.iter("a")]
    assert {href[1:] for href in links if href.startswith("#")} <= set(ids)
    assert root.get("lang") == "id"


@pytest.mark.parametrize("name", PAGES)
def test_it_asks_for_nothing_else(name: str) -> None:
    root = page(name).root
    assert not list(root.iter("script")) + list(root.iter("link")) + list(root.iter("iframe"))
    assert all(img.get("src").startswith("data:image/svg+xml;base64,") for img in root.iter("img"))
    css = "".join(style.text for style in root.iter("style"))
    assert "url(" not in css
    assert "@import" not in css
    assert not [key for element in root.iter() for key in element.attrib if key.startswith("on")]


def test_hostile_texts_are_shown_as_texts() -> None:
    text = page("jahat").teks
    assert "<script>alert('x')</script>&amp;<!--" in text
    assert '=HYPERLINK("http://jahat.example")' in text
    assert not [a for a in page("jahat").root.iter("a") if "jahat.example" in a.get("href")]


def test_an_address_that_is_no_web_address_is_no_link() -> None:
    data = render(builders.khas(), builders.final(url="javascript:alert(1)"))["rkt.html"]
    assert b"javascript:" not in data


def test_the_offices_mark_stands_as_a_picture_in_which_no_script_runs() -> None:
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>'
    root = reading.html(render(builders.khas(), builders.final(lambang=svg))["rkt.html"]).root
    assert [img.get("alt") for img in root.iter("img")] == ["Lambang Kabupaten Balangan"]
    assert not list(root.iter("script"))


def test_equal_inputs_give_equal_bytes() -> None:
    assert PAGES["khas"] == render(builders.khas(), builders.final(bukti=BUKTI))["rkt.html"]


def test_the_correction_loop_is_told_in_order() -> None:
    steps = [reading.teks(li) for li in page("khas").root.findall(".//ol[@class='jejak']/li")]
    assert [step.split(" ")[0] for step in steps] == [
        "contoh-sekretaris",
        "contoh-kabid",
        "contoh-sekretaris",
        "contoh-kepala",
    ]
    assert "Minta perbaikan 26 November 2026 pukul 09.10 WITA" in steps[0]
    assert "Dasar hitungnya <b>belum</b> ada." in steps[0]
    assert "rkt/2027/persandian.yml:14" in steps[1]
    assert "Menggabungkan ke naskah utama" in steps[3]


def test_the_forges_word_is_called_the_forges_word() -> None:
    text = page("khas").teks
    assert "CONTOH Kepala Dinas (Kepala Dinas), menurut catatan forge" in text
    assert "tanda tangan" not in text.split("Bukti wewenang")[1].split("Kata Pengantar")[0]


@pytest.mark.parametrize(
    "bukti",
    [
        {},
        {"catatan_forge": None},
        {"catatan_forge": {"pull_request": []}},
        {
            "catatan_forge": {
                "pull_request": {"reviews": [1, {"submitted_at": 5}], "comments": 3, "merged_at": "kemarin"}
            }
        },
        {"kepala": "x", "sekretaris": 7},
        {
            "catatan_forge": {
                "pull_request": {"merged_by": None, "comments": [{"created_at": "2026-01-01", "user": None}]}
            }
        },
    ],
)
def test_evidence_without_a_usable_shape_breaks_nothing(bukti: dict[str, Any]) -> None:
    reading.html(render(builders.kecil(), builders.final(bukti=bukti))["rkt.html"])


def test_a_draft_shows_that_it_is_one_and_what_is_still_open() -> None:
    text = page("draf").teks
    assert "DRAF, belum ditetapkan" in text
    for finding in builders.TEMUAN:
        assert finding.message in text
        assert f"{finding.file}:{finding.line}" in text
    assert len(page("draf").root.findall(".//svg[@aria-hidden='true']/text")) == 2


def test_a_final_page_shows_no_draft_mark() -> None:
    assert "DRAF" not in page("khas").teks
    assert not page("khas").root.findall(".//svg/text")


def test_an_example_says_that_it_is_one() -> None:
    assert "CONTOH, bukan dokumen resmi" in page("khas").teks
    assert "CONTOH, bukan dokumen resmi" not in page("kecil").teks


def test_it_holds_the_fingerprint_of_the_data() -> None:
    import hashlib

    from rktkit.documents.data import json as json_

    data = json_.render(builders.khas(), builders.final(bukti=BUKTI))["rkt.json"]
    text = page("khas").teks
    for mark in (hashlib.sha256(data).hexdigest(), builders.COMMIT, builders.MANIFEST, builders.URL):
        assert mark in text


def test_what_the_forms_say_beyond_figures_is_there() -> None:
    plan = builders.khas()
    sub = plan.sasaran[0].program[0].kegiatan[0].sub_kegiatan[0]
    said = replace(sub, lokasi="Kecamatan Paringin", kelompok_sasaran="Warga", crosscutting=("pikp",), catatan="Baru")
    kegiatan = replace(plan.sasaran[0].program[0].kegiatan[0], sub_kegiatan=(said,))
    program = replace(plan.sasaran[0].program[0], kegiatan=(kegiatan,))
    plan = replace(plan, sasaran=(replace(plan.sasaran[0], program=(program,)),))
    table = reading.html(render(plan, builders.final())["rkt.html"]).tabel("keterangan-egov")
    assert table[0][2:] == ["Kecamatan Paringin", "Warga", "Bidang Pengelolaan Informasi dan Komunikasi Publik", "Baru"]


def test_a_text_of_the_office_replaces_the_shipped_one_and_loses_no_table() -> None:
    own = {"bab-3-rencana-kinerja-tahunan": "# Rencana Kami\n\nSejumlah **{pagu}**, <i>aman</i>.\n"}
    mine = reading.html(render(builders.khas(), builders.final(bab=own))["rkt.html"])
    assert "Rencana Kami Sejumlah Rp13.014.757.537, <i>aman</i>." in mine.teks
    assert mine.tabel("f3") == page("khas").tabel("f3")


def test_a_text_that_names_what_does_not_exist_is_refused() -> None:
    with pytest.raises(Refusal, match="tahunn"):
        render(builders.khas(), builders.final(bab={"bab-4-penutup": "# Penutup\n\nTahun {tahunn}.\n"}))


def test_a_bar_is_as_long_as_the_share_that_it_names() -> None:
    for bars in (pagu_bidang(NEW), pagu_program(NEW), pagu_sumber_dana(NEW)):
        assert [bar.panjang for bar in bars] == sorted((bar.panjang for bar in bars), reverse=True)
        for bar in bars:
            share = float(bar.bagian.removesuffix("%").replace(",", "."))
            assert bar.panjang == pytest.approx(share * 10, abs=1)


def test_every_shipped_text_is_used() -> None:
    text = page("perubahan").teks
    for name in chapters.shipped():
        if name.startswith(("bab-", "kata-")):
            blocks = [b for b in chapters.parse(chapters.shipped()[name]) if b.jenis in ("h1", "h2")]
            assert all("".join(p.teks for p in b.isi[0]) in text for b in blocks), name


def test_the_letterhead_names_the_government_as_letterheads_do() -> None:
    page = render(builders.khas(), builders.final())["rkt.html"].decode()
    assert '<p class="pemerintah">Pemerintah Kabupaten Balangan</p>' in page


def test_it_prints_on_the_paper_of_the_office() -> None:
    plan = builders.khas()
    assert "330mm 215mm" not in render(plan, builders.final())["rkt.html"].decode()
    page = render(replace(plan, kertas="F4"), builders.final())["rkt.html"].decode()
    assert page.index("size: A4 landscape") < page.index("@page lanskap { size: 330mm 215mm; }")
