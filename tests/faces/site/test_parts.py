"""Charts, the flow chart, statements of evidence, the menu: the parts that pages are put together from."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from rktkit.documents.tables.bars import bars
from rktkit.faces.site.collection import Terbitan, read_collection
from rktkit.faces.site.parts import seri
from rktkit.faces.site.parts.bidang import collect, values
from rktkit.faces.site.parts.charts import PITA, TINGGI, Nilai, pita, ringkas, tren
from rktkit.faces.site.parts.flow import alur
from rktkit.faces.site.parts.garis import gambar, kalimat
from rktkit.faces.site.parts.statements import statements
from rktkit.faces.site.render import relative, ukuran
from rktkit.faces.site.settings import load_settings, navigation
from rktkit.ground.files import Files, MemoryFiles
from rktkit.ground.findings import UsageError
from rktkit.plan.load.office import load_organisasi
from rktkit.plan.writing.words import LANGKAH_SOP
from rktkit.procedure.sop import SOP, langkah_kantor
from rktkit.trust.archive.manifest import Berkas
from rktkit.trust.archive.objects import SIGNED_PDF
from tests.documents import builders
from tests.faces.site.archives import FINGERPRINT, PROJECT, archive, evidence_of
from tests.kantor import KANTOR, edited

# --- charts ----------------------------------------------------------------------------------------------------------


def test_bars_are_as_long_as_the_share_that_they_name() -> None:
    long, short, none = bars([("a", "A", 300), ("b", "B", 100), ("c", "C", 0)], 400)
    assert [b.panjang for b in (long, short, none)] == [750, 250, 0]
    assert [b.bagian for b in (long, short, none)] == ["75,0%", "25,0%", "0,0%"]
    assert (long.nilai, long.tautan) == ("Rp300", None)


def test_bars_of_nothing() -> None:
    assert bars([], 0) == ()
    assert bars([("", "A", 0)], 0)[0].panjang == 0


def test_columns_stand_on_zero() -> None:
    found = tren([Nilai(2025, Decimal(50), "50"), Nilai(2026, Decimal(100), "100")], dari_nol=True)
    assert [titik.tinggi for titik in found.titik] == [TINGGI // 2, TINGGI]
    assert found.kalimat == "2025: 50; 2026: 100"


def test_a_line_keeps_off_the_ground_and_shows_its_reference() -> None:
    found = tren(
        [Nilai(2025, Decimal(75), "75", Decimal(75)), Nilai(2026, Decimal(80), "80", Decimal(78))], dari_nol=False
    )
    first, last = found.titik
    assert first.y == first.acuan
    assert 0 == last.y < (last.acuan or 0) < first.y < TINGGI


@pytest.mark.parametrize("numbers", [[], ["5"], ["5", "5"], ["-3", "0"], ["0"]])
def test_any_course_fits(numbers: list[str]) -> None:
    for zero in (True, False):
        found = tren([Nilai(2025 + n, Decimal(v), v) for n, v in enumerate(numbers)], dari_nol=zero)
        assert all(0 <= titik.y <= TINGGI for titik in found.titik)


@pytest.mark.parametrize(
    ("amount", "short"),
    [
        (0, "Rp0"),
        (999_999, "Rp999.999"),
        (458_805_000, "Rp458,8 jt"),
        (13_014_757_537, "Rp13,01 M"),
        (987_654_321_000_000, "Rp987,65 T"),
        (-2_500_000_000, "−Rp2,50 M"),
    ],
)
def test_short_amounts(amount: int, short: str) -> None:
    assert ringkas(amount) == short


@pytest.mark.parametrize(("count", "shown"), [(0, "0 B"), (999, "999 B"), (45_210, "45 kB"), (1_149_000, "1,1 MB")])
def test_sizes(count: int, shown: str) -> None:
    assert ukuran(count) == shown


# --- the flow chart --------------------------------------------------------------------------------------------------


def test_the_flow_chart_is_the_sop() -> None:
    drawing = alur()
    assert [baris.langkah for baris in drawing.baris] == list(SOP)
    assert [" ".join(baris.judul) for baris in drawing.baris] == list(LANGKAH_SOP.values())
    assert sum(garis.tidak for garis in drawing.garis) == sum(step.tidak is not None for step in SOP)
    decisions = [bentuk for bentuk in drawing.bentuk if bentuk.jenis == "putusan"]
    assert len(decisions) == 3
    assert [bentuk.teks for bentuk in drawing.bentuk if bentuk.teks] == ["Mula", "Selesai"]


def test_an_office_without_a_tim_is_told_of_its_tim_alone() -> None:
    files = edited(("  contoh: true", "  contoh: true\n  tanpa: [tim]"), path="rkt/organisasi.yml")
    without, whole = (load_organisasi(one)[0] for one in (files, KANTOR))
    assert without is not None
    assert whole is not None
    assert alur(langkah_kantor(without)).tanpa == ("Tim",)
    assert alur(langkah_kantor(whole)).tanpa == ()


def test_only_the_documents_own_marks_are_drawn_as_certain() -> None:
    rows = {baris.y: baris.langkah.nomor for baris in alur().baris}
    certain = {rows[bentuk.y] for bentuk in alur().bentuk if bentuk.dari_sop}
    assert certain == {1, 9}


def test_lines_stay_inside_and_end_at_a_shape() -> None:
    drawing = alur()
    rows = {baris.y for baris in drawing.baris}
    lanes = {drawing.x(lane) for lane in range(5)}
    for garis in drawing.garis:
        steps = [
            step for step in garis.jalur.replace("M", " M").replace("H", " H").replace("V", " V").split(" ") if step
        ]
        x = y = 0
        for step in steps:
            number = int(step[1:]) if step[0] in "MHV" else int(step)
            x, y = (number, y) if step[0] in "MH" else (x, number)
            assert 0 <= x <= drawing.lebar
            assert 0 <= y <= drawing.tinggi
        assert x in lanes or y in rows


# --- evidence --------------------------------------------------------------------------------------------------------


def published(bukti: dict[str, Any] | None) -> Terbitan:
    plan = builders.khas()
    evidence = evidence_of(plan) if bukti is None else bukti
    return read_collection(MemoryFiles(archive([plan], formats=["json"], bukti=evidence))).terbitan[0]


def test_the_forges_word_is_called_the_forges_word() -> None:
    forge, ssh, sekretaris = statements(published(None))
    assert (forge.jenis, forge.tanda) == ("forge", "mnor")
    assert "bukan tanda tangan" in forge.kalimat
    assert (ssh.jenis, ssh.tanda) == ("ssh", FINGERPRINT)
    assert "ditandatangani dengan kunci SSH" in ssh.kalimat
    assert (sekretaris.jenis, sekretaris.hal) == ("forge", "Persetujuan Sekretaris Dinas")
    assert "BSrE" not in "".join(s.kalimat for s in (forge, ssh, sekretaris))


def test_a_policy_introduced_anew_is_told() -> None:
    bukti = evidence_of(builders.khas())
    bukti["perkenalan"] = {
        "commit": "f" * 40,
        "pertama": False,
        "pesan": "Kunci hilang",
        "waktu": "2026-01-01T18:30:00Z",
    }
    found = next(s for s in statements(published(bukti)) if s.jenis == "kebijakan")
    assert "diperkenalkan ulang tanpa persetujuan" in found.kalimat
    assert "pada 2 Januari 2026 pukul 02.30 WITA" in found.kalimat, "the office's time"
    assert "Kunci hilang" in found.kalimat


def test_signatures_beside_the_plan_are_shown_but_not_judged() -> None:
    terbitan = replace(published(None), disegel=True)
    seal = next(s for s in statements(terbitan) if s.hal == "Tanda tangan atas manifest")
    assert "tidak menilainya" in seal.kalimat


def test_what_was_found_of_a_signed_pdf_is_told_as_of_then() -> None:
    terbitan = published({**evidence_of(builders.khas()), "tte": {"keterangan": "Sah menurut rantai sertifikat."}})
    entry = Berkas(SIGNED_PDF, "0" * 64, 1)
    manifest = replace(terbitan.publikasi.manifest, berkas=(*terbitan.publikasi.manifest.berkas, entry))
    signed = replace(terbitan, publikasi=replace(terbitan.publikasi, manifest=manifest))
    pdf = next(s for s in statements(signed) if s.jenis == "tte")
    assert "Penilaian saat diterbitkan: Sah menurut rantai sertifikat. Situs ini tidak menilainya lagi" in pdf.kalimat


@pytest.mark.parametrize(
    "bukti",
    [
        {},
        {"kepala": None, "sekretaris": [], "perkenalan": "x", "perubahan_kebijakan": 7},
        {"kepala": [None, 3, {"nama": [], "waktu": "kemarin", "tingkat": {}}], "sekretaris": {"waktu": 5}},
        {"kepala": [{}] * 3, "perubahan_kebijakan": [{"nama": None}]},
    ],
)
def test_odd_evidence_is_no_error(bukti: dict[str, Any]) -> None:
    for found in statements(published(bukti)):
        assert found.kalimat
        assert "None" not in found.kalimat


def test_no_evidence_is_said() -> None:
    assert "belum terbukti" in statements(replace(published(None), bukti=None))[0].kalimat


# --- bidang ----------------------------------------------------------------------------------------------------------


def test_a_bidang_over_the_years(arsip: Files) -> None:
    units = collect(read_collection(arsip))
    assert [unit.kode for unit in units] == ["sekretariat", "pikp", "egov", "statistik", "persandian"]
    pikp = units[1]
    assert pikp.rentang == "2025–2026"
    assert [year.terbitan.nama for year in pikp.tahun] == ["2025/murni-0", "2026/perubahan-1"]
    page = values(pikp, seri.collect(read_collection(arsip)))
    assert [row["pagu"] for row in page["tahun"]] == [1_758_612_800, 1_813_500_000]
    assert [row["selisih"] for row in page["tahun"]] == ["–", "+Rp54.887.200"]
    assert [one["i"].kode for one in page["indikator"]] == ["S2.1", "S2.2"]


def test_a_predikat_has_no_line(arsip: Files) -> None:
    predikat = next(i for i in seri.collect(read_collection(arsip)) if i.satuan == "Predikat AKIP")
    assert gambar(predikat) is None
    assert "target RKT 2025" in kalimat(predikat.urut())


def test_an_indicator_over_the_years(arsip: Files) -> None:
    """The Renstra's targets, those of every RKT, and what was reached: each where it is known, none made up."""
    index = next(i for i in seri.collect(read_collection(arsip)) if i.kode == "S2.1")
    assert [(y.tahun, y.renstra, y.realisasi) for y in index.urut()][:3] == [
        (2024, None, Decimal("72.5")),
        (2025, Decimal(75), Decimal("74.8")),
        (2026, Decimal(80), None),
    ]
    assert [t.terbitan.nama for t in index.tahun[2026].target] == ["2026/murni-0", "2026/perubahan-1"]
    assert index.gerak(2026) == "membaik"
    picture = gambar(index, 2026)
    assert picture is not None
    assert "2026: target Renstra 80, target RKT 2026 80" in picture.kalimat


def test_long_values_get_the_room_that_they_need(arsip: Files) -> None:
    """Six years of short values fit a telephone; of long ones the picture scrolls instead of writing over itself."""
    index = next(i for i in seri.collect(read_collection(arsip)) if i.kode == "S2.1")
    short = gambar(index)
    index.tahun[2026].renstra = Decimal(123_456_789)
    long = gambar(index)
    assert short
    assert long
    assert short.sempit * 20 < 300 < long.sempit * 20, "in pixels, of 20 to a rem"


@pytest.mark.parametrize("amounts", [[5, 3, 1], [1, 1, 1], [0, 0], [], [10**13, 1]])
def test_a_band_is_filled_to_its_end(amounts: list[int]) -> None:
    parts = pita(amounts)
    assert [x for x, _ in parts[1:]] == [x + width for x, width in parts[:-1]]
    assert sum(width for _, width in parts) == (PITA if sum(amounts) else 0)


# --- addresses and menu ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("page", "target", "address"),
    [
        ("index.md", "arsip", "arsip/index.html"),
        ("arsip/2027/murni-0/index.md", "arsip", "../../index.html"),
        ("arsip/2027/murni-0/index.md", "panduan/keaslian", "../../../panduan/keaslian/index.html"),
        ("arsip/index.md", "arsip/2027/murni-0", "2027/murni-0/index.html"),
        ("bidang/pikp/index.md", "arsip/2027/murni-0#sasaran", "../../arsip/2027/murni-0/index.html#sasaran"),
        ("panduan/mulai-cepat/index.md", "arsip", "../../arsip/index.html"),
        ("index.md", "arsip/kepala.json", "arsip/kepala.json"),
    ],
)
def test_relative_addresses(page: str, target: str, address: str) -> None:
    assert relative(page, target) == address


def test_the_menu_takes_in_what_is_there(tmp_path: Path) -> None:
    for name in (
        "acuan/perintah/index.md",
        "acuan/index.md",
        "acuan/aturan/index.md",
        "arsip/index.md",
        "sop/index.md",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    nav = [
        {"Arsip": ["arsip/index.md", {"Bandingkan": "banding/index.md"}]},
        {"Acuan": "acuan/*"},
        {"Kosong": ["tidak-ada/*"]},
        {"Lain": ["acuan/perintah/index.md"]},
        {"SOP": "sop/index.md"},
    ]
    assert navigation(nav, tmp_path) == [
        {"Arsip": ["arsip/index.md"]},
        {"Acuan": ["acuan/index.md", "acuan/aturan/index.md"]},
        {"Lain": ["acuan/perintah/index.md"]},
        {"SOP": "sop/index.md"},
    ]


@pytest.mark.parametrize("text", ["- a", "site_name: [", "site_name: x\ntheme: {}", "\t"])
def test_settings_that_cannot_be_used(tmp_path: Path, text: str) -> None:
    (tmp_path / "mkdocs.yml").write_text(text)
    with pytest.raises(UsageError, match=r"mkdocs\.yml"):
        load_settings(tmp_path / "mkdocs.yml")


def test_the_projects_settings_ask_nobody() -> None:
    settings = load_settings(PROJECT / "mkdocs.yml")
    assert settings["theme"]["font"] is False
    assert "hooks" not in settings
    assert settings["plugins"] == []
