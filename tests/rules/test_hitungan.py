"""Arithmetic: what the examples cannot show, since two rules or none speak."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rktkit.plan.writing.numbers import format_angka
from tests.kantor import EGOV, PIKP, RENSTRA, SEKRETARIAT, SIKLUS
from tests.rules.kantor import periksa, temuan

LAPORAN = "target: 4\n            triwulan: {tw1: 1, tw2: 1, tw3: 1, tw4: 1}\n            pagu: 38500000"
INSIDEN = "target: 4\n        triwulan: {tw1: 1, tw2: 1, tw3: 1, tw4: 1}\nprogram"


def laporan(target: str, triwulan: str, pagu: str = "38500000") -> list[tuple[str, str]]:
    """The sub kegiatan of the Sekretariat that counts Laporan (lines 32 to 41), with other values."""
    return [(LAPORAN, f"target: {target}\n            triwulan: {triwulan}\n            pagu: {pagu}")]


# --- quarters -------------------------------------------------------------------------------------------------


def test_quarters_are_compared_even_when_the_unit_is_unknown() -> None:
    found = temuan({EGOV: [("satuan: Jam", "satuan: Jamm"), ("tw3: 3, tw4: 3}", "tw3: 3, tw4: 2}")]})
    assert found == ["RKT-206 egov.yml:17", "RKT-301 egov.yml:21"]


def test_a_predikat_of_an_unknown_unit_is_compared_too() -> None:
    found = temuan(
        {RENSTRA: [("satuan: Predikat AKIP", "satuan: Predikat A")], SEKRETARIAT: [("{tw3: BB}", "{tw3: A}")]}
    )
    assert found == ["RKT-301 sekretariat.yml:11", "RKT-206 2025-2029.yml:22"]


@pytest.mark.parametrize(("target", "quarters"), [("3", "tw1: 3, tw4: B"), ("0", "tw4: B")])
def test_a_predikat_is_no_part_of_a_sum(target: str, quarters: str) -> None:
    """Only an unknown unit lets the two stand beside each other."""
    line = "\n        target: {}\n        triwulan: {{{}}}"
    old = line.format("3", "tw1: 3.5, tw2: 3.5, tw3: 3, tw4: 3")
    found = periksa({EGOV: [(old, line.format(target, quarters)), ("satuan: Jam", "satuan: Jamm")]}).problems
    assert [p.text for p in found] == ["RKT-206.mirip", "RKT-301.posisi"]


@pytest.mark.parametrize(
    ("rilis", "name"),
    [("tw1", "Triwulan I"), ("tw2", "Triwulan II"), ("tw3", "Triwulan III"), ("tw4", "Triwulan IV")],
)
def test_the_quarter_of_a_release_is_named(rilis: str, name: str) -> None:
    wrong = "tw1" if rilis == "tw4" else "tw4"
    akip = "satuan: Predikat AKIP\n        pola: rilis\n        arah: naik\n        rilis: "
    plan = {
        RENSTRA: [(f"{akip}tw3", f"{akip}{rilis}")],
        "rkt/2026/sekretariat.yml": [("{tw3: BB}", f"{{{rilis}: BB}}")],
    }
    (found,) = periksa({**plan, SEKRETARIAT: [("{tw3: BB}", f"{{{wrong}: BB}}")]}).problems
    assert (found.text, found.values["benar"]) == ("RKT-301.rilis_lain", name)
    (found,) = periksa({**plan, SEKRETARIAT: [("{tw3: BB}", "{tw1: BB, tw2: BB}")]}).problems
    assert (found.text, found.values["kapan"]) == ("RKT-301.rilis_banyak", f"hanya {name}")
    assert temuan({**plan, SEKRETARIAT: [("{tw3: BB}", f"{{{rilis}: BB}}")]}) == []


def test_without_units_numbers_are_still_compared() -> None:
    found = temuan({"rkt/satuan.yml": [("satuan:\n", "satuan:\n  - nama: [")], SEKRETARIAT: laporan("4", "{tw1: 5}")})
    assert "RKT-301 sekretariat.yml:38" in found


@pytest.mark.parametrize(
    "triwulan",
    [
        "{tw1: 1.000, tw4: 3}",
        "{tw1: satu, tw4: 3}",
        "{tw1: -1, tw4: 3}",
        "{tw1: , tw4: 3}",
        "{tw1: 1, tw5: 3}",
        "{}",
        "12",
    ],
)
def test_an_unusable_quarter_is_reported_once(triwulan: str) -> None:
    assert [line.split()[0] for line in temuan({SEKRETARIAT: laporan("4", triwulan)})] in (
        ["RKT-102"], ["RKT-103"], ["RKT-105"], ["RKT-106"], ["RKT-107"],
    )  # fmt: skip


@pytest.mark.parametrize("target", ["4.000", "empat", "[4]", "~", "-4"])
def test_nothing_is_compared_with_an_unusable_target(target: str) -> None:
    assert len(temuan({SEKRETARIAT: laporan(target, "{tw1: 1}")})) == 1
    assert len(temuan({PIKP: [("target: 85\n", f"target: {target}\n")]})) == 1


def test_an_unknown_pola_is_reported_once() -> None:
    assert temuan({EGOV: [("pola: posisi\n            target: 52", "pola: posisinya\n            target: 52")]}) == [
        "RKT-104 egov.yml:38"
    ]
    assert temuan({EGOV: [("pola: posisi\n        arah", "pola: jumlah\n        arah")]}) == ["RKT-104 egov.yml:18"]


def test_a_predikat_cannot_be_added_up() -> None:
    """The Renstra's pola speaks for both years' forms."""
    predikat = [("satuan: Predikat AKIP\n        pola: rilis", "satuan: Predikat AKIP\n        pola: hitungan")]
    assert temuan({RENSTRA: predikat}) == ["RKT-301 sekretariat.yml:11", "RKT-301 sekretariat.yml:11"]


@settings(max_examples=20, deadline=None)
@given(st.lists(st.decimals(0, 1000, places=3).filter(bool), min_size=1, max_size=4))
def test_sums_are_exact(quarters: list[Decimal]) -> None:
    """The quarters of a target that is their sum, and of one that is a thousandth more."""
    triwulan = ", ".join(f'tw{n}: "{format_angka(value)}"' for n, value in enumerate(quarters, 1))
    jam = "satuan: Jam\n        pola: posisi\n        arah: turun\n        target: 3\n        triwulan: {"
    old = f"{jam}tw1: 3.5, tw2: 3.5, tw3: 3, "
    for more, expected in ((Decimal(0), []), (Decimal("0.001"), ["RKT-301 egov.yml:20"])):
        target = format_angka(sum(quarters, more))
        new = f'satuan: Nilai\n        pola: hitungan\n        target: "{target}"\n        triwulan: {{{triwulan}'
        assert temuan({EGOV: [(f"{old}tw4: 3}}", f"{new}}}")]}) == expected


def test_nothing_is_rounded_away() -> None:
    great, small = "1" + "0" * 23, "0." + "0" * 22 + "1"
    line = "\n        "
    old = f"Jam{line}pola: posisi{line}arah: turun{line}target: 3{line}triwulan: {{tw1: 3.5, tw2: 3.5, tw3: 3, "
    new = f"Nilai{line}pola: hitungan{line}target: {great}{line}triwulan: {{tw1: {small}, tw2: 0, tw3: 0, "
    (found,) = periksa({EGOV: [(f"satuan: {old}tw4: 3}}", f"satuan: {new}tw4: {great}}}")]}).problems
    assert found.rule == "RKT-301"
    assert f"0,{'0' * 22}1" in found.message


@pytest.mark.parametrize(
    ("triwulan", "expected"),
    [
        ("{tw1: 70, tw2: 60, tw3: 80, tw4: 90}", ["RKT-308 pikp.yml:21"]),
        ("{tw1: 60, tw3: 50, tw4: 90}", ["RKT-308 pikp.yml:21"]),
        ("{tw1: 90, tw2: 80, tw3: 80, tw4: 90}", []),  # no exchange of two puts them in order
        ("{tw1: 70, tw2: 60, tw3: 90, tw4: 90}", ["RKT-308 pikp.yml:21"]),
        ("{tw1: 70, tw2: 60, tw3: 50, tw4: 90}", []),
        ("{tw1: 60, tw2: 70, tw3: 95, tw4: 90}", []),  # the last one equals the target
        ("{tw1: 90, tw4: 80}", ["RKT-301 pikp.yml:21"]),
        ("{tw1: 120, tw4: 90}", ["RKT-107 pikp.yml:21"]),
    ],
)
def test_quarters_that_turn_back_are_said_only_of_sound_entries(triwulan: str, expected: list[str]) -> None:
    assert temuan({PIKP: [("{tw1: 60, tw2: 70, tw3: 80, tw4: 90}", triwulan)]}) == expected


def test_a_value_out_of_range_is_reported_once() -> None:
    """Whatever else is wrong with an impossible value follows from that."""
    assert temuan({EGOV: [("target: 1.6", "target: 9")]}) == ["RKT-107 egov.yml:7"]
    assert temuan({EGOV: [("{tw4: 1.6}", "{tw4: 9}")]}) == ["RKT-107 egov.yml:8"]
    assert temuan({RENSTRA: [("2027: 1.6", "2027: 9")]}) == ["RKT-107 2025-2029.yml:62"]
    assert temuan({RENSTRA: [("2026: 92, 2027", "2026: 192, 2027")]}) == ["RKT-107 2025-2029.yml:48"]


def test_a_fraction_is_said_once_an_entry() -> None:
    found = temuan({SEKRETARIAT: laporan("4.5", "{tw1: 1.5, tw2: 1.5, tw4: 1.5}")})
    assert found == ["RKT-302 sekretariat.yml:37"]


# --- targets --------------------------------------------------------------------------------------------------


def test_tetap_has_no_worse_side() -> None:
    tetap = ("arah: turun", "arah: tetap")
    for target, triwulan in (("6", "{tw1: 2, tw2: 2, tw4: 2}"), ("3", "{tw1: 1, tw2: 1, tw4: 1}")):
        new = f"target: {target}\n        triwulan: {triwulan}\n        sebab_perubahan: Arahan.\nprogram"
        assert temuan({RENSTRA: [tetap], EGOV: [(INSIDEN, new)]}) == []


def test_the_last_realisation_is_of_a_year_before_the_plan() -> None:
    """A later realisation never turns an old plan red."""
    later = [("realisasi: {2024: 88.6, 2025: 91.7}", "realisasi: {2025: 91.7, 2024: 99, 2027: 99, 2028: 99}")]
    assert temuan({RENSTRA: later}) == []
    assert temuan({RENSTRA: [("2025: 91.7", "2025: 93")]}) == ["RKT-304 pikp.yml:10"]  # the plan for 2026
    assert temuan({RENSTRA: [("2025: 91.7", "2025: 91.7, 2026: 94.5")]}) == ["RKT-304 pikp.yml:10"]  # the one for 2027


def test_an_empty_reason_is_reported_once() -> None:
    changed = "target: 84\n        triwulan: {tw4: 84}\n        sebab_perubahan: ~"
    assert temuan({PIKP: [("target: 85\n        triwulan: {tw4: 85}", changed)]}) == ["RKT-106 pikp.yml:9"]


def test_no_target_in_the_renstra_is_told_instead_of_a_comparison() -> None:
    """Once, though it is the gap in the middle of 2026's targets as well."""
    report = periksa({RENSTRA: [("2026: 80, 2027: 85, 2028: 88", "2026: 80, 2028: 88")]})
    (found,) = report.problems
    assert (found.rule, found.file, found.line) == ("RKT-311", RENSTRA, 32)
    assert found.message.startswith("Renstra tidak memuat target 2027")


def test_a_target_that_is_still_marked_is_open_towards_the_renstra() -> None:
    marked = [
        ("      - kode: S2.1\n        target: 85", "      # TINJAU: periksa.\n      - kode: S2.1\n        target: 84")
    ]
    severity = {p.rule: p.severity.value for p in periksa({PIKP: marked}).problems}
    assert severity == {"RKT-303": "peringatan", "RKT-301": "galat", "RKT-508": "peringatan"}
    assert {p.rule: p.severity.value for p in periksa({PIKP: marked}, final=True).problems}["RKT-303"] == "galat"


def test_nothing_is_compared_with_last_year_when_it_was_nought_or_unknown() -> None:
    lalu = "rkt/2026/egov.yml"
    more = [("target: 52", "target: 90"), ("{tw1: 49, tw2: 50, tw3: 51, tw4: 52}", "{tw4: 90}")]
    code = ("02.0024", "02.0043")
    table = {"rkt/nomenklatur/2026.csv": [code]}
    assert temuan({EGOV: more}) == ["RKT-307 egov.yml:39"]  # last year's kode is the one that this one succeeds
    assert temuan({EGOV: more, lalu: [code], **table}) == ["RKT-307 egov.yml:39"]
    nought = [code, ("target: 50", "target: 0"), ("{tw1: 47, tw2: 48, tw3: 49, tw4: 50}", "{tw4: 0}")]
    assert temuan({EGOV: more, lalu: nought, **table}) == []
    unknown = [code, ("target: 50", "target: lima puluh")]
    assert temuan({EGOV: more, lalu: unknown, **table}) == ["RKT-105 egov.yml:39"]  # last year's


def test_last_years_target_is_not_looked_for_where_kode_were_merged_or_split() -> None:
    csv = "rkt/nomenklatur/2027.csv"
    more = [("target: 52", "target: 90"), ("{tw1: 49, tw2: 50, tw3: 51, tw4: 52}", "{tw4: 90}")]
    merged = [("2.16.03.2.02.0024\n", "2.16.03.2.02.0024;2.16.03.2.02.0038\n")]
    assert temuan({EGOV: more, csv: merged}) == []
    elsewhere = [("2.16.03.2.02.0024\n", "2.16.03.2.02.0024;2.16.03.2.02.0099\n")]
    assert temuan({EGOV: more, csv: elsewhere}) == ["RKT-307 egov.yml:39"]
    lalu = [("02.0038", "02.0099")]
    split = [("Kabupaten/Kota Cerdas,Dokumen,", "Kabupaten/Kota Cerdas,Dokumen,2.16.03.2.02.0024")]
    table = [("02.0038", "02.0099")]
    assert temuan({EGOV: more, csv: split, "rkt/2026/egov.yml": lalu, "rkt/nomenklatur/2026.csv": table}) == []


# --- pagu -----------------------------------------------------------------------------------------------------

SEDIKIT = {SIKLUS: [("sekretariat: 60000000", "sekretariat: 50000000")]}


def test_too_much_pagu_is_found_beside_other_problems() -> None:
    found = temuan({**SEDIKIT, SEKRETARIAT: laporan("4.000", "{tw1: 4}")})
    assert found == ["RKT-305 sekretariat.yml:13", "RKT-105 sekretariat.yml:37"]


@pytest.mark.parametrize("pagu", ["1,5 juta", "", "-38500000"])
def test_nothing_is_summed_while_a_pagu_is_unknown(pagu: str) -> None:
    found = temuan({**SEDIKIT, SEKRETARIAT: laporan("4", "{tw1: 4}", pagu)})
    assert len(found) == 1
    assert found[0].endswith("sekretariat.yml:39")


def test_nothing_is_summed_while_a_kode_stands_twice() -> None:
    found = temuan({**SEDIKIT, SEKRETARIAT: [("kode: 2.16.01.2.01.0007", "kode: 2.16.01.2.01.0001")]})
    assert "RKT-305" not in {line.split()[0] for line in found}


def test_without_pagu_indikatif_there_is_no_ceiling() -> None:
    assert temuan({SIKLUS: [("sekretariat: 60000000, ", "")], SEKRETARIAT: laporan("4", "{tw1: 4}", "385000000")}) == []
