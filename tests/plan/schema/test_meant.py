"""What was meant: given only where nothing else can be, and then it is what the form accepts."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rktkit.plan.schema.meant import angka, key, rupiah, tanggal
from rktkit.plan.writing.numbers import parse_angka, parse_rupiah


@pytest.mark.parametrize(
    "written",
    [
        *("Rp. 425.000.000,-", "Rp.425.000.000,-", "Rp 425.000.000,–", "Rp 425.000.000.-", "rp425000000"),
        *("425 juta", "425 jt", "Rp425jt", "Rp. 425 Juta", "425,0 juta", "0,425 miliar", "425 JT."),
        *("425,000,000", "425,000,000.00", "425000000.0", "425 000 000", "IDR 425.000.000", "Rp\xa0425.000.000"),
        *("425.000.000 rupiah", "Rp 425.000.000,00 rupiah", "425 juta rupiah"),
    ],
)
def test_one_amount_in_many_spellings(written: str) -> None:
    assert rupiah(written) == "425000000"


@pytest.mark.parametrize(
    "written",
    [
        *("425,000", "1.250 juta", "1,250.5 juta", "425.000.00", "425.000.000,50", "4250.00.000", "12.5", "1,5"),
        *("lima juta", "1e9", "425M", "425 M", "-425 juta", "0,0000001 juta", "425 juta lebih", "012", "", "9" * 80),
    ],
)
def test_no_amount_is_guessed(written: str) -> None:
    assert rupiah(written) is None


@given(st.text(alphabet="0123456789., -Rpjutmilarb\xa0", max_size=20))
def test_an_amount_that_was_meant_is_accepted(written: str) -> None:
    meant = rupiah(written)
    assert meant is None or str(parse_rupiah(meant)) == meant


@pytest.mark.parametrize(("written", "meant"), [("12 Laporan", "12"), ("3,5 Indeks", "3,5"), ("85 % lebih", None)])
def test_a_number_before_its_unit(written: str, meant: str | None) -> None:
    assert angka(written) == meant
    assert meant is None or parse_angka(meant) > 0


@pytest.mark.parametrize(
    "written", ["12 juta", "5 ribu orang", "1.000 Laporan", "12 dari 24", "1e3", "dua puluh", "0x1F"]
)
def test_no_number_is_guessed(written: str) -> None:
    assert angka(written) is None


@pytest.mark.parametrize(
    "written",
    [
        *("18 November 2026", "18 november 2026", "18 Nopember 2026", "18 Nov 2026", "18 Nop. 2026", "18-Nov-2026"),
        *("Rabu, 18 November 2026", "Jum'at, 18 November 2026", "18/11/2026", "18-11-2026", "18.11.2026"),
        *("2026/11/18", "2026.11.18", "2026-11-18 00:00:00", "2026-11-18T00:00", "18 November, 2026"),
    ],
)
def test_one_date_in_many_spellings(written: str) -> None:
    assert tanggal(written) == "2026-11-18"


@pytest.mark.parametrize(
    "written",
    [
        *("11/18/2026", "18/11/26", "31 Februari 2026", "November 2026", "18 Ju 2026", "18 Januarius 2026", "2026"),
        *("18 Brumaire 2026", "besok", "", "18 November", "9" * 100),
    ],
)
def test_no_date_is_guessed(written: str) -> None:
    assert tanggal(written) is None


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31)))
def test_day_comes_before_month(day: date) -> None:
    assert tanggal(f"{day.day}/{day.month}/{day.year}") == tanggal(f"{day.day:02}-{day.month:02}-{day.year}")
    assert tanggal(f"{day.day}/{day.month}/{day.year}") == day.isoformat()


TRIWULAN = [("tw1", "Triwulan I"), ("tw2", "Triwulan II"), ("tw3", "Triwulan III"), ("tw4", "Triwulan IV")]


@pytest.mark.parametrize("written", ["TW IV", "TW 4", "tw-4", "TW4", "Triwulan IV", "triwulan 4", "Triwulan_4", "Q4"])
def test_one_quarter_in_many_spellings(written: str) -> None:
    assert key(written, TRIWULAN) == "tw4"


@pytest.mark.parametrize("written", ["tw", "TW 5", "TW XIV", "4", "", "…", "tw44"])
def test_no_quarter_is_guessed(written: str) -> None:
    assert key(written, TRIWULAN) is None


@pytest.mark.parametrize("written", ["1,000 juta", "1,500 miliar", "2.500 juta"])
def test_an_amount_of_which_the_comma_may_be_two_things_is_not_guessed(written: str) -> None:
    assert rupiah(written) is None


@pytest.mark.parametrize(
    "written",
    ["5 ratus", "12 million", "3 atau 4 laporan", "10 sd 12 laporan", "5 puluh", "2 lusin", "5 koma 3", "100 jutaan"],
)
def test_words_that_make_another_number_are_no_unit(written: str) -> None:
    assert angka(written) is None


@pytest.mark.parametrize("written", ["sebelum 18 November 2026", "bukan 18-11-2026", "1-2-0026"])
def test_what_is_not_only_a_date_is_none(written: str) -> None:
    assert tanggal(written) is None
