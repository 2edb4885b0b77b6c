"""How Indonesian documents write numbers, dates and names."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from rktkit.plan.writing import words
from tests.documents import builders


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("0", "0"),
        ("3.34", "3,34"),
        ("3.40", "3,4"),
        ("85.0", "85"),
        ("1234.5", "1.234,5"),
        ("1E+3", "1.000"),
        ("0.00125", "0,00125"),
        ("-12500", "−12.500"),
        ("987654321000", "987.654.321.000"),
    ],
)
def test_numbers_have_thousand_dots_and_a_decimal_comma(value: str, written: str) -> None:
    assert words.angka(Decimal(value)) == written


def test_rupiah() -> None:
    assert words.rupiah(1234567) == "Rp1.234.567"
    assert words.rupiah(0) == "Rp0"
    assert words.rupiah(-95_000_000) == "−Rp95.000.000"


def test_a_target_is_a_number_a_predikat_or_nothing() -> None:
    assert words.nilai(Decimal("2.75")) == "2,75"
    assert words.nilai("BB") == "BB"
    assert words.nilai(None) == "–"


@pytest.mark.parametrize(
    ("part", "whole", "share"), [(1, 3, "33,3%"), (2, 3, "66,7%"), (1, 1, "100,0%"), (5, 0, "0%"), (-1, 4, "−25,0%")]
)
def test_shares(part: int, whole: int, share: str) -> None:
    assert words.persen(part, whole) == share


@pytest.mark.parametrize(
    ("value", "spoken"),
    [
        (0, "nol"),
        (11, "sebelas"),
        (19, "sembilan belas"),
        (20, "dua puluh"),
        (100, "seratus"),
        (111, "seratus sebelas"),
        (1000, "seribu"),
        (1999, "seribu sembilan ratus sembilan puluh sembilan"),
        (1_000_000, "satu juta"),
        (2_001_000, "dua juta seribu"),
        (
            13_014_757_537,
            "tiga belas miliar empat belas juta tujuh ratus lima puluh tujuh ribu lima ratus tiga puluh tujuh",
        ),
        (-5, "minus lima"),
        (10**21, "1.000.000.000.000.000.000.000"),
    ],
)
def test_numbers_in_words(value: int, spoken: str) -> None:
    assert words.terbilang(value) == spoken


def test_dates() -> None:
    assert words.tanggal(date(2026, 12, 1)) == "1 Desember 2026"


def test_the_name_of_a_plan_says_which_amendment_it_is() -> None:
    plan = builders.kecil()
    assert words.judul(plan) == "Rencana Kinerja Tahunan"
    assert words.judul(replace(plan, jenis="perubahan", urutan=1)) == "Rencana Kinerja Tahunan Perubahan"
    assert words.judul(replace(plan, jenis="perubahan", urutan=2)) == "Rencana Kinerja Tahunan Perubahan Kedua"
    assert words.judul(replace(plan, jenis="perubahan", urutan=9)) == "Rencana Kinerja Tahunan Perubahan Ke-9"


@pytest.mark.parametrize(
    ("status", "title"), [("definitif", "Kepala Dinas"), ("plt", "Plt. Kepala Dinas"), ("pj", "Pj. Kepala Dinas")]
)
def test_an_acting_official_signs_as_such(status: str, title: str) -> None:
    assert words.jabatan(replace(builders.PENETAPAN, status=status)) == title


@pytest.mark.parametrize(
    ("instansi", "judul"),
    [
        ("Dinas Perikanan", "Penyusunan draft RKT dinas"),
        ("Kecamatan Sukamaju", "Penyusunan draft RKT kecamatan"),
        ("Inspektorat Daerah", "Penyusunan draft RKT inspektorat"),
        ("Rumah Sakit Umum Daerah", "Penyusunan draft RKT instansi"),
    ],
)
def test_step_8_names_what_the_office_is(instansi: str, judul: str) -> None:
    assert words.langkah_sop("penyusunan", instansi) == judul
    assert words.langkah_sop("koreksi_sekretaris", instansi) == "Koreksi draft RKT"
