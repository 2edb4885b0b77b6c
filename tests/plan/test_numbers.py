"""Numbers: every spelling of the format contract, and that what is written is read back."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rktkit.plan.writing.numbers import NumberProblem, format_angka, parse_angka, parse_bulat, parse_rupiah


class TestAngka:
    @pytest.mark.parametrize(
        ("text", "value"),
        [
            ("85", "85"),
            ("3,34", "3.34"),
            ("3.34", "3.34"),
            ("1.234,5", "1234.5"),
            ("1.234.567,89", "1234567.89"),
            ("1000", "1000"),
            ("0.125", "0.125"),
            ("0,125", "0.125"),
            ("1234.567", "1234.567"),
            ("1.000.000", "1000000"),
            ("1,234", "1.234"),
            ("12.34", "12.34"),
            ("12.3456", "12.3456"),
            ("0", "0"),
            ("-5", "-5"),
            (" 85 ", "85"),
        ],
    )
    def test_means_what_it_says(self, text: str, value: str) -> None:
        assert parse_angka(text) == Decimal(value)

    @pytest.mark.parametrize(
        ("text", "case"),
        [
            ("1.000", "ambigu"),
            ("15.625", "ambigu"),
            ("999.999", "ambigu"),
            ("0123", "nol"),
            ("00", "nol"),
            ("01.000", "ambigu"),
            ("1.000%", "ambigu"),
            ("8,5,5%", "bukan_angka"),
            ("0.0.0", "bukan_angka"),
            ("0,123.4", "bukan_angka"),
            ("1,234.5", "inggris"),
            ("1,000,000", "inggris"),
            ("85%", "persen"),
            ("85 persen", "persen"),
            ("Rp5", "rupiah_pada_angka"),
            ("1e3", "bukan_angka"),
            ("NaN", "bukan_angka"),
            ("Infinity", "bukan_angka"),
            ("-inf", "bukan_angka"),
            ("0x1F", "bukan_angka"),
            ("true", "bukan_angka"),
            ("1_000", "bukan_angka"),
            ("1 000", "bukan_angka"),
            ("٣", "bukan_angka"),
            ("５", "bukan_angka"),
            (".5", "bukan_angka"),
            ("5.", "bukan_angka"),
            ("+5", "bukan_angka"),
            ("", "bukan_angka"),
            ("85\n", None),
        ],
    )
    def test_or_says_why_not(self, text: str, case: str | None) -> None:
        if case is None:  # blanks around are trimmed
            assert parse_angka(text) == 85
            return
        with pytest.raises(NumberProblem) as refusal:
            parse_angka(text)
        assert refusal.value.text == f"RKT-105.{case}"

    @pytest.mark.parametrize(
        ("text", "whole", "decimal"), [("15.625", "15625", "15,625"), ("2.500", "2500", "2,5"), ("1.000", "1000", "1")]
    )
    def test_an_ambiguous_number_offers_both_readings(self, text: str, whole: str, decimal: str) -> None:
        with pytest.raises(NumberProblem) as refusal:
            parse_angka(text)
        assert refusal.value.values == {"ribuan": whole, "desimal": decimal}
        assert parse_angka(decimal) == Decimal(text)

    @pytest.mark.parametrize(
        ("text", "fixed"),
        [
            *(
                ("0123", "123"),
                ("00,5", "0,5"),
                ("05,5", "5,5"),
                ("00", "0"),
                ("-007", "-7"),
                ("-00,5", "-0,5"),
                ("01,234.5", "1234,5"),
            ),
            *(("1,234.5", "1234,5"), ("1,000,000", "1000000"), ("85%", "85"), ("8,5 Persen", "8,5")),
        ],
    )
    def test_a_named_fix_is_the_number_that_was_meant(self, text: str, fixed: str) -> None:
        with pytest.raises(NumberProblem) as refusal:
            parse_angka(text)
        assert refusal.value.values == {"saran": fixed}
        parse_angka(fixed)

    @given(st.from_regex(r"-?[0-9][0-9.,]{0,12}%?", fullmatch=True))
    def test_a_named_fix_is_a_number(self, text: str) -> None:
        try:
            parse_angka(text)
        except NumberProblem as refusal:
            parse_angka(refusal.values.get("saran", "0"))

    @pytest.mark.parametrize("text", ["9" * 25, "0," + "9" * 24, "9" * 60, "9" * 100_000])
    def test_more_digits_than_any_plan_needs_are_refused(self, text: str) -> None:
        with pytest.raises(NumberProblem) as refusal:
            parse_angka(text)
        assert refusal.value.text == "RKT-107.besar"

    def test_as_many_as_are_allowed_are_read(self) -> None:
        assert parse_angka("9" * 24) == Decimal("9" * 24)
        assert parse_angka("9" * 12 + "," + "9" * 12) == Decimal("9" * 12 + "." + "9" * 12)

    @given(st.decimals(allow_nan=False, allow_infinity=False, places=6, min_value=-(10**12), max_value=10**12))
    def test_the_canonical_form_is_read_back_exactly(self, value: Decimal) -> None:
        assert parse_angka(format_angka(value)) == value

    @given(st.text(alphabet="0123456789.,-% Rp", max_size=14))
    def test_the_canonical_form_is_stable(self, text: str) -> None:
        try:
            value = parse_angka(text)
        except NumberProblem:
            return
        written = format_angka(value)
        assert parse_angka(written) == value
        assert format_angka(parse_angka(written)) == written

    @given(st.text(max_size=30))
    def test_any_text_is_a_number_or_a_problem(self, text: str) -> None:
        for parse in (parse_angka, parse_rupiah, parse_bulat):
            try:
                parse(text)
            except NumberProblem as refusal:
                assert refusal.text.startswith(("RKT-105", "RKT-107"))


@pytest.mark.parametrize(
    ("value", "written", "exactly"),
    [
        *(("100", "100", "100"), ("1E+2", "100", "100"), ("8.50", "8.5", "8.50"), ("100.00", "100", "100.00")),
        *(("15.625", "15,625", "15,625"), ("-15.625", "-15,625", "-15,625"), ("0.125", "0.125", "0.125")),
        *(("15.6250", "15,625", "15.6250"), ("-0", "0", "0"), ("-0.0", "0", "-0.0")),
    ],
)
def test_a_number_is_written_one_way(value: str, written: str, exactly: str) -> None:
    assert (format_angka(Decimal(value)), format_angka(Decimal(value), tepat=True)) == (written, exactly)


class TestRupiah:
    @pytest.mark.parametrize(
        "text", ["458805000", "458.805.000", "Rp458.805.000", "Rp 458.805.000,00", "Rp458805000", "458.805.000,00"]
    )
    def test_the_same_amount(self, text: str) -> None:
        assert parse_rupiah(text) == 458805000

    @pytest.mark.parametrize(
        "text",
        [
            *("458,805,000", "458.805.000,50", "4588.05.000", "1,5", "Rp", "", "lima juta", "1e9"),
            *("rp458805000", "Rp. 458.805.000", "458.805.000,0", "458.805.000,-", "IDR 5", "458 805 000", "+5"),
        ],
    )
    def test_anything_else_is_refused(self, text: str) -> None:
        with pytest.raises(NumberProblem) as refusal:
            parse_rupiah(text)
        assert refusal.value.text == "RKT-105.rupiah"

    @pytest.mark.parametrize(("text", "fixed"), [("0123", "123"), ("Rp000", "0"), ("-05", "-5"), ("007.500", "7500")])
    def test_leading_zeros_are_refused_with_the_amount_that_was_meant(self, text: str, fixed: str) -> None:
        with pytest.raises(NumberProblem) as refusal:
            parse_rupiah(text)
        assert (refusal.value.text, refusal.value.values) == ("RKT-105.nol", {"saran": fixed})

    def test_an_amount_has_at_most_as_many_digits_as_any_plan_needs(self) -> None:
        assert parse_rupiah("9" * 24) == int("9" * 24)
        with pytest.raises(NumberProblem) as refusal:
            parse_rupiah("9" * 25)
        assert refusal.value.text == "RKT-107.besar"

    @given(st.integers(min_value=0, max_value=10**15))
    def test_dots_and_rp_change_nothing(self, value: int) -> None:
        dotted = f"{value:,}".replace(",", ".")
        assert parse_rupiah(str(value)) == parse_rupiah(f"Rp{dotted}") == parse_rupiah(f"Rp {dotted},00") == value


class TestBulat:
    @pytest.mark.parametrize("text", ["2027", " 0 ", "-5", "9" * 24])
    def test_a_whole_number(self, text: str) -> None:
        assert parse_bulat(text) == int(text)

    @pytest.mark.parametrize(
        ("text", "case"), [("9" * 25, "107.besar"), ("2.027", "105.bulat"), ("02", "105.bulat"), ("", "105.bulat")]
    )
    def test_anything_else_is_refused(self, text: str, case: str) -> None:
        with pytest.raises(NumberProblem) as refusal:
            parse_bulat(text)
        assert refusal.value.text == f"RKT-{case}"
