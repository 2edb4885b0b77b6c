"""Renstra and Evaluasi Renja become the office's Renstra file, or fill what it has not."""

from pathlib import Path

import pytest

from tests.faces.excel.foreign.bringing import WITHOUT_ASN, bring, rules
from tests.faces.excel.foreign.sheets import (
    ASN,
    EVALUASI,
    PROGRAM_RENSTRA,
    RENSTRA,
    Lembar,
    save,
)
from tests.kantor import PIKP


def test_a_renstra_becomes_a_file(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = office / "rkt/renstra/2025-2029.yml"
    path.unlink()
    bring(office, save(RENSTRA=RENSTRA), "--force")
    assert "1 baris program, kegiatan, dan sub kegiatan tidak dibaca" in capsys.readouterr().out
    text = path.read_text(encoding="utf-8")
    assert "periode: [2025, 2029]" in text
    assert "- kode: S1\n    tujuan: Terwujudnya komunikasi publik yang terbuka\n" in text
    assert "target: {2025: 75, 2026: 80, 2027: 85, 2028: 88, 2029: 90}\n        realisasi: {2024: 72.5}" in text
    assert "target: {2025: 50, 2026: 60, 2027: 70, 2028: 80, 2029: 90}" in text
    assert "# TINJAU: tidak ada di lembar.xlsx: pola." in text


def test_a_baseline_by_its_year_is_kept_and_who_signs_below_is_no_indicator(office: Path) -> None:
    above = [
        "Sasaran",
        "Indikator Sasaran",
        "Satuan",
        "Kondisi Awal 2024",
        "Target Capaian Setiap Tahun",
        "",
        "",
        "",
        "",
    ]
    years = ["", "", "", "", "2025", "2026", "2027", "2028", "2029"]
    row = ["Meningkatnya mutu jalan", "Persentase jalan mantap", "%", 0.61, 0.62, 0.64, 0.66, 0.68, 0.7]
    merged = [(0, 0, 4, 8), *((0, 1, n, n) for n in range(4))]
    (office / "rkt/renstra/2025-2029.yml").unlink()
    bring(office, save(Renstra=Lembar([above, years, row, ["", "Kepala Dinas"]], gabung=merged)), "--force")
    text = (office / "rkt/renstra/2025-2029.yml").read_text(encoding="utf-8")
    assert "realisasi: {2024: 61}" in text
    assert "Kepala Dinas" not in text


def test_a_renstra_that_is_there_gets_what_is_new(office: Path) -> None:
    path = office / "rkt/renstra/2025-2029.yml"
    before = path.read_text(encoding="utf-8")
    assert bring(office, save(RENSTRA=RENSTRA)) == 0
    text = path.read_text(encoding="utf-8")
    assert "- kode: S2.3\n        uraian: Persentase desa yang terjangkau" in text
    assert all(line in text for line in before.split("\n"))


def test_a_renstra_of_programs_only_is_one_finding(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    only = Lembar([*RENSTRA.baris[:2], RENSTRA.baris[4]])
    assert bring(office, save(RENSTRA=only), "--format", "json") == 1
    assert rules(capsys.readouterr().out) == ["RKT-008"]


def test_a_renstra_of_programs_fills_the_form_of_a_year(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """2027 is the third year of the office's Renstra 2025–2029."""
    (office / PIKP).write_text(WITHOUT_ASN, encoding="utf-8")
    assert bring(office, save(RENSTRA=PROGRAM_RENSTRA), "--year", "2027", "--force") == 1
    said = capsys.readouterr()
    assert "dibaca sebagai Renstra untuk 2027: 2 sub kegiatan" in said.out
    text = (office / PIKP).read_text(encoding="utf-8")
    entry = text[text.index(f"- kode: {ASN}") :]
    assert "target: 24\n" in entry
    assert "pagu: 12000000\n" in entry
    assert "Buku kerja 14; baris" in said.out, "the form's own target of Relasi Media differs"


def test_years_that_nobody_can_count_are_asked_for(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (office / "rkt/renstra/2025-2029.yml").unlink()
    assert bring(office, save(RENSTRA=PROGRAM_RENSTRA), "--year", "2027") == 2
    assert "tahun ke-1 lembar ini tidak diketahui" in capsys.readouterr().err


def test_realisations_go_to_the_indicators_of_the_renstra(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert bring(office, save(Evaluasi=EVALUASI)) == 0
    assert "dibaca sebagai Evaluasi Renja 2026: 2 realisasi" in capsys.readouterr().out
    text = (office / "rkt/renstra/2025-2029.yml").read_text(encoding="utf-8")
    assert "realisasi: {2024: 72.5, 2025: 74.8, 2026: 79.25}" in text
    assert "realisasi: {2024: 88.6, 2025: 91.7, 2026: 93.5}" in text


def test_a_renstra_that_is_not_whole_is_not_said_to_be_missing(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = office / "rkt/renstra/2025-2029.yml"
    file.write_text(file.read_text(encoding="utf-8").partition("sasaran:")[0], encoding="utf-8")
    assert bring(office, save(Evaluasi=EVALUASI)) == 2
    said = capsys.readouterr().err
    assert "rkt/renstra/2025-2029.yml belum lengkap" in said
    assert "rkt check rkt/renstra/2025-2029.yml" in said
